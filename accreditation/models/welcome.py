"""WelcomeInvitation: the moments for a welcome talk from which a newcomer chooses."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from accreditation.models.conversations import Slot
from register.models import Application

if TYPE_CHECKING:
    from accounts.models import User


class WelcomeInvitation(models.Model):
    """What the desk proposed to one applicant; without moments of its own every fitting one."""

    application = models.OneToOneField(
        Application, models.CASCADE, related_name="welcome_invitation"
    )
    slots = models.ManyToManyField(Slot, related_name="+")
    alone = models.BooleanField(default=False)  # the newcomer asked not to sit with others
    invited_on = models.DateField(null=True)  # null when the newcomer was first to write here
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"Uitnodiging van {self.application.person}"

    @property
    def concerns(self) -> "User":
        return self.application.person
