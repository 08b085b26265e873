"""Guilds: people of different municipalities around one theme, who write method cards together."""

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q

from portfolios.themes.models import Theme


class GuildQuerySet(models.QuerySet["Guild"]):
    def running(self) -> "GuildQuerySet":
        return self.filter(ended_on=None)

    def of(self, user: Any) -> "GuildQuerySet":
        """The guilds of which the person is a member now."""
        return self.filter(members__person=user, members__until_on=None)

    def for_list(self) -> "GuildQuerySet":
        """With how many are in it; who they are is not told to others."""
        now = Q(members__until_on=None)
        counted = self.annotate(people=Count("members", filter=now, distinct=True))
        return counted.select_related("theme").order_by("name", "pk")


class Guild(models.Model):
    """Everybody with an account may join; its people decide nothing about who may."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=120)
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="guilds")
    words = models.TextField(blank=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)

    objects = GuildQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="guild_ends_after_it_starts",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
            ),
            models.CheckConstraint(name="guild_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name

    def has(self, person: Any) -> bool:
        """Whether this person is a member now."""
        return self.members.filter(person=person, until_on=None).exists()


class GuildMemberQuerySet(models.QuerySet["GuildMember"]):
    def now(self) -> "GuildMemberQuerySet":
        return self.filter(until_on=None)

    def by_name(self) -> "GuildMemberQuerySet":
        return self.now().select_related("person").order_by("person__name_key", "pk")


class GuildMember(models.Model):
    """Somebody in a guild; the steward is who others turn to, and is no boss of anything else."""

    guild = models.ForeignKey(Guild, models.CASCADE, related_name="members")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="guild_memberships"
    )
    is_steward = models.BooleanField(default=False)
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    objects = GuildMemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["guild", "person"], name="guild_member_once", condition=Q(until_on=None)
            ),
            models.UniqueConstraint(
                fields=["guild"],
                name="one_steward_at_a_time",
                condition=Q(is_steward=True, until_on=None),
            ),
            models.CheckConstraint(
                name="guild_membership_ends_after_it_starts",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.guild}"

    def ends(self, on: date) -> None:
        self.until_on, self.is_steward = on, False
        self.save(update_fields=["until_on", "is_steward"])
