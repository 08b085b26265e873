"""`python -m bench.sign_up_timing`: can time tell whether an address has an account?

Sign-up, a forgotten password and a login, each with a known and an unknown address in turn, over
the whole stack with the password hash of production. Each try comes from an internet address of
its own, so the limits count but never refuse. Needs a quiet machine. Runs beside throwaway servers
(`config.embedded exec`): the accounts it makes stay there.
"""

import logging
import os
import statistics
import sys
import uuid
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client, override_settings  # noqa: E402

from accounts.models import User  # noqa: E402
from bench.timing import milliseconds  # noqa: E402

TRIES = int(sys.argv[1]) if len(sys.argv) > 1 else 50
HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]  # the first of production
PASSWORD = "paarse fietsen in de regen"  # noqa: S105
AT_MOST = 20  # milliseconds between the medians

Form = Callable[[str], dict[str, str]]
ACTS: dict[str, tuple[str, Form]] = {
    "sign-up": (
        "/account/signup/",
        lambda address: {
            "given_names": "Fatima",
            "last_name": "Vries",
            "email": address,
            "password1": PASSWORD,
        },
    ),
    "forgotten password": ("/account/password/reset/", lambda address: {"email": address}),
    "login, wrong password": (
        "/account/login/",
        lambda address: {"login": address, "password": "een ander wachtwoord"},
    ),
}


def known_address() -> str:
    """Of an account that exists, with a confirmed address."""
    user = User.objects.create_user(unknown_address(), PASSWORD, last_name="Bestaat")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user.email


def unknown_address() -> str:
    return f"{uuid.uuid4().hex}@mensen.example"


def one_try(url: str, fields: dict[str, str], number: int) -> float:
    """How long the answer takes to somebody who opened the page first."""
    client = Client(
        HTTP_HOST="localhost",
        REMOTE_ADDR=f"10.{number // 65_536}.{number // 256 % 256}.{number % 256}",
    )
    client.get(url)
    answers = []
    took = milliseconds(lambda: answers.append(client.post(url, fields)))
    assert answers[0].status_code in (200, 302), answers[0].status_code
    return took


def measure(url: str, fields: Form, start: int) -> tuple[list[float], list[float]]:
    """Times for known and for unknown addresses, taken in turn."""
    known, unknown = [], []
    for number in range(start, start + 2 * TRIES, 2):
        known.append(one_try(url, fields(known_address()), number))
        unknown.append(one_try(url, fields(unknown_address()), number + 1))
    return known, unknown


def spread(times: list[float]) -> float:
    """The middle half of the times lies within so many milliseconds."""
    first, _, third = statistics.quantiles(times, n=4)
    return third - first


def main() -> int:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    print(f"{TRIES} tries of each, in milliseconds: median (middle half)\n")
    print(f"{'':<24}{'known':>16}{'unknown':>16}{'difference':>12}")
    logging.disable(logging.WARNING)  # a refused password is a line of its own
    too_far = False
    with override_settings(PASSWORD_HASHERS=HASHERS):
        for place, (name, (url, fields)) in enumerate(ACTS.items()):
            known, unknown = measure(url, fields, 100_000 * (place + 1))
            medians = statistics.median(known), statistics.median(unknown)
            difference = abs(medians[0] - medians[1])
            too_far |= difference >= AT_MOST
            cells = [
                f"{m:.1f} ({spread(t):.1f})" for m, t in zip(medians, (known, unknown), strict=True)
            ]
            print(f"{name:<24}{cells[0]:>16}{cells[1]:>16}{difference:>12.1f}")
    return int(too_far)


if __name__ == "__main__":
    sys.exit(main())
