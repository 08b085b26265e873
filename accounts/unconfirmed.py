"""Accounts of which the mail address was never confirmed: nobody ever logged in with them."""

from datetime import time, timedelta

from django.db import transaction
from django.db.models import ProtectedError, QuerySet

from accounts.models import User
from kit import clock
from outbox import jobs

KEPT_DAYS = 30


def left_alone() -> QuerySet[User]:
    """Made so long ago, and no address of it was ever confirmed."""
    old = clock.now() - timedelta(days=KEPT_DAYS)
    never = User.objects.filter(joined_at__lt=old, last_login=None, is_active=True)
    return never.exclude(emailaddress__verified=True)


@jobs.job("accounts.forget_unconfirmed", daily_at=time(4, 25))
def forget_unconfirmed() -> None:
    """Deleted, not emptied: nothing points to who never came in. What does is left for a person."""
    for user in left_alone():
        try:
            with transaction.atomic():
                user.delete()
        except ProtectedError:
            continue
