"""Assessors: trained colleagues from the sector who hold the conversations."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models


class Assessor(models.Model):
    """What assignment needs to know of an assessor; the right comes from the role of today."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assessor")
    provinces = ArrayField(models.CharField(max_length=20), default=list)
    online = models.BooleanField(default=True)
    talks_a_year = models.PositiveSmallIntegerField(default=8)
    secrecy_signed_on = models.DateField()
    # Family and friends, declared by the assessor: people never to be assessed by this one.
    declared_conflicts = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")

    def __str__(self) -> str:
        return str(self.user)
