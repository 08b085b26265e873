"""The published copy: what the public sees, edition by edition, apart from all private tables."""

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from accounts.actors import SYSTEM, Actor
from accounts.models import Role
from audit.acts import transition
from kit import clock
from register.models.name_words import keep_words, words_index

YEARS_KEPT = 2


class PublicationQuerySet(models.QuerySet["Publication"]):
    def kept(self, today: date) -> "PublicationQuerySet":
        """Those that can still be rebuilt: of two years (domain §7), and always the newest."""
        newest = Publication.objects.values("number")[:1]
        day = clock.add_years(today, -YEARS_KEPT)
        return self.filter(Q(published_at__date__gte=day) | Q(number=newest))


class Publication(models.Model):
    """One edition of the register."""

    number = models.PositiveIntegerField(unique=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    entries = models.PositiveIntegerField()
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    removed = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)  # over all facts of it: register.fingerprint
    # A wrong edition is rolled back by a new one that equals an older one.
    restores = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True, default="", db_default="")

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"Uitgave {self.number}"


class PublicEntryQuerySet(models.QuerySet["PublicEntry"]):
    def current(self) -> "PublicEntryQuerySet":
        """The newest edition."""
        return self.filter(edition_until=None)

    def shown(self) -> "PublicEntryQuerySet":
        """The newest edition under the layers: nobody hidden, and nobody struck off."""
        hidden = HiddenEntry.objects.using(self.db).filter(number=OuterRef("number"))
        struck = StruckEntry.objects.using(self.db).filter(number=OuterRef("number"))
        is_answer = Q(status=PublicEntry.REMOVED)
        return self.current().filter(~Exists(hidden), is_answer | ~Exists(struck))

    def listed(self) -> "PublicEntryQuerySet":
        """Those of people; a removed number only answers to who asks for it."""
        return self.exclude(status=PublicEntry.REMOVED)


class PublicEntry(models.Model):
    """One version of one entry, from an edition until an edition. No keys into private tables.

    These fields are all that the public ever gets to see of a person.
    """

    number = models.CharField(max_length=12)
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200, db_collation="C")  # one order on every server
    status = models.CharField(max_length=20)
    suspended_until = models.DateField(null=True)
    since_on = models.DateField()
    until_on = models.DateField()
    town = models.CharField(max_length=80, blank=True)
    town_key = models.CharField(max_length=80, blank=True)
    province = models.CharField(max_length=20, blank=True)
    kinds_of_work = ArrayField(models.CharField(max_length=20), default=list)
    badges = ArrayField(models.CharField(max_length=20), default=list)
    edition_from = models.PositiveIntegerField()
    edition_until = models.PositiveIntegerField(null=True)

    objects = PublicEntryQuerySet.as_manager()

    REMOVED = "removed"  # only the number answers; no search finds it
    FACTS = ("number", "name", "name_key", "status", "suspended_until", "since_on", "until_on",
             "town", "town_key", "province", "kinds_of_work", "badges")  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["number"], name="one_current_entry", condition=Q(edition_until=None)
            ),
            models.CheckConstraint(
                name="entry_ends_after_it_starts",
                condition=Q(edition_until=None) | Q(edition_until__gt=models.F("edition_from")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["name_key", "number"],
                name="current_names_in_order",
                condition=Q(edition_until=None),
            ),
            words_index("current_name_words", Q(edition_until=None)),
            models.Index(
                fields=["town_key", "name_key"],
                name="current_towns",
                condition=Q(edition_until=None),
            ),
            # What the next edition always looks at: roles and removals change by the day.
            models.Index(
                fields=["number"],
                name="current_by_the_day",
                condition=Q(edition_until=None) & (~Q(badges=[]) | Q(status="removed")),
            ),
            models.Index(fields=["edition_from"], name="entries_that_began"),
            models.Index(
                fields=["edition_until"],
                name="entries_that_ended",
                condition=Q(edition_until__isnull=False),
            ),
        ]
        triggers = keep_words()

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class FormerName(models.Model):
    """A name by which somebody was known before; searched, never shown, and only while wanted."""

    number = models.CharField(max_length=12)
    name_key = models.CharField(max_length=200, db_collation="C")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number", "name_key"], name="former_name_once")
        ]
        indexes = [words_index("former_name_words")]
        triggers = keep_words()

    def __str__(self) -> str:
        return self.number


class HiddenEntryQuerySet(models.QuerySet["HiddenEntry"]):
    def to_look_at(self) -> "HiddenEntryQuerySet":
        """Hidden by the person, and staff did not look at it yet; the longest ago first."""
        return self.filter(looked_on=None).order_by("hidden_at")


class HiddenEntry(models.Model):
    """A number that no edition shows, from the moment its owner (or staff) asked.

    Nobody asks before; staff look afterwards whether the person needs help (domain §3).
    """

    number = models.CharField(max_length=12, unique=True)
    hidden_at = models.DateTimeField()
    looked_on = models.DateField(null=True)

    objects = HiddenEntryQuerySet.as_manager()

    def __str__(self) -> str:
        return self.number


class StruckEntry(models.Model):
    """A number that was struck off: from that moment no edition shows its person.

    Until the next edition says so itself, the number answers from here.
    """

    number = models.CharField(max_length=12, unique=True)
    since_on = models.DateField()
    ended_on = models.DateField()

    def __str__(self) -> str:
        return self.number

    @property
    def answer(self) -> PublicEntry:
        """What the number answers: a status and two days, without any name."""
        return PublicEntry(
            number=self.number,
            status=PublicEntry.REMOVED,
            since_on=self.since_on,
            until_on=self.ended_on,
        )


class ErasedEntry(models.Model):
    """What is left of an erased version: its digest, so that old editions can still be checked."""

    digest = models.CharField(max_length=64)
    edition_from = models.PositiveIntegerField()
    edition_until = models.PositiveIntegerField(null=True)

    def __str__(self) -> str:
        return self.digest


class PendingEntry(models.Model):
    """A registration whose public facts may have changed since the last edition.

    Triggers write one row for each change; publishing removes the rows that it saw. Without a
    unique key: a change that is not committed yet keeps a row of its own.
    """

    registration = models.ForeignKey(
        "register.Registration", models.DO_NOTHING, related_name="+", db_constraint=False
    )

    def __str__(self) -> str:
        return str(self.registration_id)


class HeldEntry(models.Model):
    """An entry that staff hold back: it stays as it is in public, for a few days and a reason."""

    LONGEST = 5  # working days (domain §3)

    class Status(models.TextChoices):
        HELD = "held", "Tegengehouden"
        RELEASED = "released", "Vrijgegeven"
        ENDED = "ended", "Vanzelf voorbij"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    registration = models.ForeignKey(
        "register.Registration", models.PROTECT, related_name="held_entries"
    )
    status = models.CharField(max_length=20, choices=Status, default=Status.HELD, editable=False)
    reason = models.CharField(max_length=500)
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    held_on = models.DateField()
    until_on = models.DateField()  # the first day on which an edition takes it along again
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration"], name="held_once_at_a_time", condition=Q(status="held")
            ),
            # Five working days are never more than seven days.
            models.CheckConstraint(
                name="held_for_days_only",
                condition=Q(
                    until_on__gt=F("held_on"), until_on__lte=F("held_on") + timedelta(days=7)
                ),
            ),
            models.CheckConstraint(name="held_with_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.registration} tot {self.until_on}"

    @property
    def concerns(self) -> Any:
        return self.registration.person

    @transition(Status.HELD, to=Status.RELEASED, who=(Role.DESK,))
    def release(self, *, now: datetime, by: Actor) -> None:
        """The next edition takes it along."""
        self.ended_at = now

    @transition(Status.HELD, to=Status.ENDED, who=(SYSTEM,))
    def end(self, *, now: datetime, by: Actor) -> None:
        """The days are over."""
        self.ended_at = now
