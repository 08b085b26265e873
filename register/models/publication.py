"""The published copy: what the public sees, edition by edition, apart from all private tables."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q

from register.models.name_words import keep_words, words_index


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
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"Uitgave {self.number}"


class PublicEntryQuerySet(models.QuerySet["PublicEntry"]):
    def current(self) -> "PublicEntryQuerySet":
        """The newest edition."""
        return self.filter(edition_until=None)

    def shown(self) -> "PublicEntryQuerySet":
        """The newest edition under the hiding layer."""
        hidden = HiddenEntry.objects.using(self.db).filter(number=OuterRef("number"))
        return self.current().filter(~Exists(hidden))

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


class HiddenEntry(models.Model):
    """A number that no edition shows, from the moment its owner (or staff) asked."""

    number = models.CharField(max_length=12, unique=True)
    hidden_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number
