"""Programme: an opleiding that opens a way into the register, and who comes in by it."""

import uuid
from datetime import date
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q

from accounts.actors import SYSTEM, Actor
from accounts.models import Role
from accounts.models.roles import DateRange
from audit.acts import transition
from audit.history import tracked
from portfolios.models import Provider
from register.models import Application


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def of(self, user: Any) -> "ProgrammeQuerySet":
        """Of a provider that this person acts for."""
        return self.filter(provider__in=Provider.objects.working().of(user))

    def known(self) -> "ProgrammeQuerySet":
        """Accredited now, or once: everybody may read since when and until when."""
        return self.exclude(status=Programme.Status.NEW)

    def on_desk(self) -> "ProgrammeQuerySet":
        """Of which a request was ever sent, whatever came of it."""
        return self.filter(requests__sent_on__isnull=False).distinct()

    def for_list(self) -> "ProgrammeQuerySet":
        return (
            self.select_related("provider")
            .annotate(since=models.Min("terms__from_on"), until=models.Max("terms__until_on"))
            .order_by("title", "pk")
        )


@tracked("provider", "status", "finish_on")
class Programme(models.Model):
    """Its title and words are those of the newest request that was granted."""

    class Status(models.TextChoices):
        NEW = "new", "Nog niet erkend"
        ACCREDITED = "accredited", "Erkend"
        ENDED = "ended", "Erkenning afgelopen"
        WITHDRAWN = "withdrawn", "Erkenning ingetrokken"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="programmes")
    status = models.CharField(max_length=10, choices=Status, default=Status.NEW, editable=False)
    title = models.CharField(max_length=120)
    words = models.TextField(blank=True)
    # Until when who was under way may finish, after accreditation ended.
    finish_on = models.DateField(null=True)
    because = models.TextField(blank=True)  # why it was withdrawn

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="programme_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="who_is_under_way_may_finish_after_the_end",
                condition=Q(status__in=["ended", "withdrawn"], finish_on__isnull=False)
                | Q(status__in=["new", "accredited"], finish_on=None),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_accredited(self) -> bool:
        return self.status == self.Status.ACCREDITED

    @property
    def term(self) -> "ProgrammeTerm | None":
        """The newest term; None before the first."""
        return self.terms.last()

    @transition(
        Status.NEW,
        Status.ENDED,
        Status.WITHDRAWN,
        to=Status.ACCREDITED,
        who=(Role.DESK, Role.COMMITTEE),
    )
    def accredit(self, *, title: str, words: str, by: Actor) -> None:
        """It opens a way in from the first day of its term."""
        self.title, self.words = title, words
        self.finish_on, self.because = None, ""

    @transition(Status.ACCREDITED, who=(Role.DESK, Role.COMMITTEE))
    def carry_on(self, *, title: str, words: str, by: Actor) -> None:
        """The same programme, in the words of today."""
        self.title, self.words = title, words

    @transition(Status.ACCREDITED, to=Status.ENDED, who=(SYSTEM,))
    def end(self, *, finish_on: date, by: Actor) -> None:
        """Its term ended and nothing about it is open."""
        self.finish_on = finish_on

    @transition(Status.ACCREDITED, to=Status.WITHDRAWN)
    def withdraw(self, *, because: str, finish_on: date, by: Actor) -> None:
        """By the provider, or after a hearing (`programme_ends` says who)."""
        self.because, self.finish_on = because, finish_on


@tracked("programme", "request", "from_on", "until_on")
class ProgrammeTerm(models.Model):
    """From which day until which last day a programme is accredited, and by which request."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="terms")
    request = models.ForeignKey(
        "accreditation.ProgrammeRequest", models.PROTECT, related_name="terms"
    )
    from_on = models.DateField()
    until_on = models.DateField()

    class Meta:
        ordering = ("until_on",)
        constraints = [
            models.CheckConstraint(
                name="programme_term_ends_after_it_starts", condition=Q(until_on__gte=F("from_on"))
            ),
            ExclusionConstraint(
                name="programme_terms_never_overlap",
                expressions=[
                    ("programme", RangeOperators.EQUAL),
                    (DateRange("from_on", "until_on", RangeBoundary(True, True)),
                     RangeOperators.OVERLAPS),
                ],
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.programme} tot en met {self.until_on}"


@tracked("application", "programme", "began_on", "completed_on", "told_on")
class FollowedProgramme(models.Model):
    """Which programme an applicant completed: one that was accredited then, by the database."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    began_on = models.DateField()
    completed_on = models.DateField()
    told_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="followed_from_beginning_to_end",
                condition=Q(began_on__lte=F("completed_on"), completed_on__lte=F("told_on")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.programme}, afgerond op {self.completed_on}"
