"""Closing an account: nobody logs in with it and no mail goes to it; and opening it again."""

from django.db import transaction

from accounts import sessions
from accounts.models import User


def close(user: User) -> None:
    """From now on; whoever is logged in with it somewhere is not any more."""
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(is_active=False)
        user.is_active = False
        sessions.end(sessions.others(user, None))


def open_again(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=True)
    user.is_active = True
