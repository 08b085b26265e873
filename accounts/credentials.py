"""What follows when the way somebody logs in changes."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver

from accounts import factors


@receiver(authenticator_added)
def factor_added(request: Any, authenticator: Authenticator, **kwargs: Any) -> None:
    if authenticator.type in factors.STRONG:
        factors.count_as_shown(request, authenticator)
