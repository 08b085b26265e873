"""Closing an account: nobody logs in with it and no mail goes to it; opening it again; emptying."""

from django.db import transaction

from accounts import sessions
from accounts.models import User

NOWHERE = "gewist.invalid"  # a domain that never exists (RFC 2606)


def close(user: User) -> None:
    """From now on; whoever is logged in with it somewhere is not any more."""
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(is_active=False)
        user.is_active = False
        sessions.end(sessions.others(user, None))


def open_again(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=True)
    user.is_active = True


def empty(user: User) -> None:
    """Who it was cannot be read any more, here or in what still points here; it never opens again.

    How this person logged in goes by the lines of docs/privacy.toml.
    """
    with transaction.atomic():
        close(user)
        user.email = f"{user.public_id}@{NOWHERE}"
        user.given_names = user.infix = user.last_name = ""
        user.last_login = None
        user.set_unusable_password()
        user.save()
