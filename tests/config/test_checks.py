"""What production may not start with, and what its image may not hold."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from config.checks import production_is_safe
from kit.sealing_key import made_key

ROOT = Path(__file__).parent.parent.parent
SAFE = {
    "DEMO": False,
    "SECRET_KEY": "s" * 50,
    "SIGNING_KEY_PASSWORD": "echt",
    "SEALING_KEYS": [Fernet.generate_key().decode()],
    "SECURE": True,
    "LIMITS": True,
    "DEFAULT_FROM_EMAIL": "Register <register@divosa.nl>",
    "CONTACT_PHONE": "030 233 23 37",
    "CONTACT_POST": "Postbus 407, 3500 AK Utrecht",
}


def found(settings, **changed):
    for name, value in (SAFE | changed).items():
        setattr(settings, name, value)
    return [one.id for one in production_is_safe(None)]


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"DEMO": True}, "register.E001"),
        ({"SECRET_KEY": "s" * 49}, "register.E002"),
        ({"SIGNING_KEY_PASSWORD": "development"}, "register.E003"),
        ({"SIGNING_KEY_PASSWORD": ""}, "register.E003"),
        ({"LIMITS": False}, "register.E006"),
        ({"SECURE": False}, "register.E004"),
        ({"DEFAULT_FROM_EMAIL": "register@klantmanagers.example"}, "register.E007"),
        ({"CONTACT_PHONE": "085 000 00 00"}, "register.E007"),
        ({"CONTACT_POST": "Postbus 00000, 0000 AA Voorbeeldstad"}, "register.E007"),
        ({"SEALING_KEYS": [made_key("s" * 50)]}, "register.E005"),
    ],
)
def test_production_refuses_what_is_unsafe(settings, changed, error):
    assert found(settings) == []
    assert found(settings, **changed) == [error]


def test_passwords_are_hashed_by_argon2():
    """As production reads the settings: tests have a quicker hash of their own."""
    asked = "from config import settings; print(settings.PASSWORD_HASHERS[0], settings.DEBUG)"
    done = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "SECRET_KEY": "s" * 50, "TESTING": "0", "DEBUG": "0"}
        | {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == [
        "django.contrib.auth.hashers.Argon2PasswordHasher", "False"
    ]  # fmt: skip


def test_the_image_holds_no_history_and_no_tests():
    """Everything stays out of it but what is named."""
    rules = (ROOT / ".dockerignore").read_text().split("\n")
    assert "*" in rules
    let_in = {rule[1:] for rule in rules if rule.startswith("!")}
    assert not let_in & {".git", "tests", "bench", "var", "docs", ".env"}
    assert "config/embedded" in rules
