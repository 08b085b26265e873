"""Assessors: trained colleagues from the sector who hold the conversations."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from register.models.organisations import kinds_of_work_field


class Assessor(models.Model):
    """What assignment needs to know of an assessor; the right comes from the role of today.

    The row begins with the signature for secrecy. `rests_until` is the last day of a rest: no new
    talks are proposed, those that were accepted go on.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assessor")
    provinces = ArrayField(models.CharField(max_length=20), default=list)
    online = models.BooleanField(default=True)
    kinds_of_work = kinds_of_work_field()
    talks_a_year = models.PositiveSmallIntegerField(default=8)
    rests_until = models.DateField(null=True)
    secrecy_signed_on = models.DateField()
    # Family and friends, declared by the assessor: people never to be assessed by this one.
    declared_conflicts = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")

    def __str__(self) -> str:
        return str(self.user)

    @property
    def concerns(self) -> Any:
        return self.user


class AssessorTraining(models.Model):
    """Something that an assessor did to become or stay a good one; noted by the desk."""

    class Kind(models.TextChoices):
        BASE = "base", "Basistraining"
        PAIRED = "paired", "Samen een gesprek gevoerd"
        CALIBRATION = "calibration", "Afstemming"
        REFRESHER = "refresher", "Bijscholing"

    assessor = models.ForeignKey(Assessor, models.CASCADE, related_name="trainings")
    kind = models.CharField(max_length=20, choices=Kind)
    held_on = models.DateField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-held_on", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["assessor", "kind", "held_on"], name="training_noted_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.held_on}"

    @property
    def concerns(self) -> Any:
        return self.assessor.user
