"""The demo people whom the terminal and the login page name."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from config.demo.people import NAMED_PEOPLE, NamedPerson

PASSWORD = "samen-leren-2026"  # noqa: S105  of made-up people only
SHOWN = (
    "samira", "joost", "ayse", "tomasz", "ngozi", "malgorzata", "hanneke", "winston",
    "mirjam", "yusuf", "corine", "edwin", "lotte",
)  # fmt: skip
ROLES = {
    "professional": "Klantmanager",
    "assessor": "Assessor",
    "desk": "Registermedewerker",
    "committee": "Registercommissie",
    "mentor": "Mentor",
    "administrator": "Beheerder",
    "seat": "Beroepszetel",
}


def shown_people() -> list[dict[str, str]]:
    by_key = {person.key: person for person in NAMED_PEOPLE}
    return [described(by_key[key]) for key in SHOWN]


def described(person: NamedPerson) -> dict[str, str]:
    name = " ".join(filter(None, person.name))
    role = ROLES[person.role]
    return {"name": name, "email": person.email, "role": role, "note": person.note}


def people(request: HttpRequest) -> dict[str, Any]:
    """Context of the login page, in a demo world only."""
    if not settings.DEMO or not request.path.startswith("/account/login"):
        return {}
    return {"demo_people": shown_people(), "demo_password": PASSWORD}
