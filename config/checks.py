"""What production may not start with; `manage.py check --deploy` says it before anyone notices."""

import re
from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register

from kit.sealing_key import made_key

SHORTEST_KEY = 50
MADE_UP = re.compile(r"\.example\b|000 00 00|00000")


def places() -> tuple[str, str, str]:
    return settings.DEFAULT_FROM_EMAIL, settings.CONTACT_PHONE, settings.CONTACT_POST


@register(Tags.security, deploy=True)
def production_is_safe(app_configs: Any, **kwargs: Any) -> list[Error]:
    """No demo world, no development key, and mail that leaves the machine."""
    wrong = (
        (settings.DEMO, "register.E001", "A demo world is never in production.", "Unset DEMO."),
        (
            len(settings.SECRET_KEY) < SHORTEST_KEY,
            "register.E002",
            "The secret key is too short.",
            f"Give SECRET_KEY {SHORTEST_KEY} random characters or more.",
        ),
        (
            settings.SIGNING_KEY_PASSWORD in ("", "development"),
            "register.E003",
            "Certificates would be signed with a development key, or not at all.",
            "Set SIGNING_KEY_FILE and SIGNING_KEY_PASSWORD.",
        ),
        (
            made_key(settings.SECRET_KEY) in settings.SEALING_KEYS,
            "register.E005",
            "What is sealed in the database would open with the secret key.",
            "Give SEALING_KEYS a key of its own (docs/operations.md).",
        ),
        (
            not settings.LIMITS,
            "register.E006",
            "Anybody may guess passwords and send letters without end.",
            "Unset LIMITS.",
        ),
        (
            not settings.SECURE,
            "register.E004",
            "The portal needs https.",
            "Let BASE_URL start with https://.",
        ),
        (
            any(MADE_UP.search(each) for each in places()),
            "register.E007",
            "People would write or call to an address or number that is made up.",
            "Set FROM_EMAIL, CONTACT_PHONE and CONTACT_POST.",
        ),
    )
    return [Error(text, hint=hint, id=id) for is_wrong, id, text, hint in wrong if is_wrong]
