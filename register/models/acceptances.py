"""Acceptance: that somebody accepted a version of the code or of the profile, and when."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from audit.history import tracked
from register.models.scheme import CodeOfConduct, CompetencyProfile


class AcceptanceQuerySet(models.QuerySet["Acceptance"]):
    def visible_to(self, user: Any) -> "AcceptanceQuerySet":
        return self.filter(person=user)


@tracked("person", "code", "profile", "accepted_on")
class Acceptance(models.Model):
    """One version of one kind, accepted once; the first ones come with the admission."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="acceptances")
    code = models.ForeignKey(CodeOfConduct, models.PROTECT, null=True, related_name="acceptances")
    profile = models.ForeignKey(
        CompetencyProfile, models.PROTECT, null=True, related_name="acceptances"
    )
    accepted_on = models.DateField()

    objects = AcceptanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="acceptance_is_of_one_version",
                condition=Q(code=None, profile__isnull=False) | Q(code__isnull=False, profile=None),
            ),
            models.UniqueConstraint(fields=["person", "code"], name="code_accepted_once"),
            models.UniqueConstraint(fields=["person", "profile"], name="profile_accepted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code or self.profile}: {self.person}"

    @property
    def concerns(self) -> Any:
        return self.person
