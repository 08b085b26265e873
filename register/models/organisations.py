"""Organisations where klantmanagers work, and who works where."""

import uuid
from datetime import date
from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q

from accounts.models.roles import DateRange
from kit import names
from register.models import pending


class KindOfWork(models.TextChoices):
    INCOME = "income", "Inkomen en uitkering"
    WORK = "work", "Werk en re-integratie"
    YOUTH = "youth", "Jongeren"
    DEBT = "debt", "Schulden"
    REFUGEES = "refugees", "Statushouders en inburgering"
    ENFORCEMENT = "enforcement", "Handhaving"
    SUPPORT = "support", "Wmo en maatwerk"
    JOBCOACH = "jobcoach", "Jobcoaching"
    DIRECTION = "direction", "Regie op meer problemen tegelijk"
    EMPLOYERS = "employers", "Werkgevers en vacatures"
    LEAD = "lead", "Leidinggeven, met eigen gesprekken"


def kinds_of_work_field() -> ArrayField:
    return ArrayField(models.CharField(max_length=20, choices=KindOfWork), default=list)


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def on(self, today: date) -> "OrganisationQuerySet":
        """Those that exist on this day."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=today)).order_by("name_key")


class Organisation(models.Model):
    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", "Gemeente"
        JOINT = "joint", "Samenwerking van gemeenten"
        UWV = "uwv", "UWV"
        AGENCY = "agency", "Bureau"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=120, unique=True)
    name_key = models.CharField(max_length=120, editable=False, db_index=True)
    cbs_code = models.CharField(max_length=6, unique=True, null=True)
    town = models.CharField(max_length=80)
    town_key = models.CharField(max_length=80, editable=False, default="", db_default="")
    province = models.CharField(max_length=20)
    members = models.ManyToManyField("self", symmetrical=False, related_name="joint_services")
    mail_domain = models.CharField(max_length=100, blank=True, default="", db_default="")
    ended_on = models.DateField(null=True)  # merged: the first day on which it is no more

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        triggers = [
            pending.trigger(
                pending.PEOPLE_AT_ORGANISATION, pgtrigger.UpdateOf("town", "town_key", "province")
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.set_keys()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def set_keys(self) -> None:
        """Whoever adds rows in bulk calls this first."""
        self.name_key, self.town_key = names.normalise(self.name), names.normalise(self.town)


class AffiliationQuerySet(models.QuerySet["Affiliation"]):
    def on(self, today: date) -> "AffiliationQuerySet":
        return self.filter(Q(until_on=None) | Q(until_on__gt=today), from_on__lte=today)

    def newest_of(self, person: Any) -> "Affiliation | None":
        """The work that editions show."""
        rows = self.filter(person=person).select_related("organisation")
        return rows.order_by("-from_on", "-pk").first()

    def since(self, day: date) -> "AffiliationQuerySet":
        """Those of now and those that ended after `day`."""
        return self.filter(Q(until_on=None) | Q(until_on__gt=day))


class Affiliation(models.Model):
    """A person works at an organisation; `until_on` is the first day no longer."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="affiliations"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="affiliations")
    kinds_of_work = kinds_of_work_field()
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="affiliation_ends_after_it_starts",
                condition=Q(until_on=None) | Q(until_on__gt=F("from_on")),
            ),
            ExclusionConstraint(
                name="affiliation_once_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("organisation", RangeOperators.EQUAL),
                    (DateRange("from_on", "until_on", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        # Work begins and ends by the day, without any change of the row.
        indexes = [
            models.Index(fields=["from_on"], name="work_that_begins"),
            models.Index(fields=["until_on"], name="work_that_ends"),
        ]
        triggers = [
            pending.trigger(
                pending.PERSON_OF_NEW_OR_OLD,
                pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} bij {self.organisation}"
