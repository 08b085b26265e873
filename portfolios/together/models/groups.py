"""Intervision groups, their members and invitations."""

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class IntervisionGroupQuerySet(models.QuerySet["IntervisionGroup"]):
    def visible_to(self, user: Any) -> "IntervisionGroupQuerySet":
        """The groups of which the person is a member now."""
        return self.filter(members__person=user, members__until_on=None).distinct()

    def meeting_now(self) -> "IntervisionGroupQuerySet":
        """Not ended and not resting."""
        return self.filter(ended_on=None, paused_on=None)


class IntervisionGroup(models.Model):
    """A group of peers; four to eight works best, which the pages say kindly and never enforce."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=120)
    started_on = models.DateField()
    paused_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    objects = IntervisionGroupQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="group_ends_after_it_starts",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
            )
        ]

    def __str__(self) -> str:
        return self.name


class GroupMemberQuerySet(models.QuerySet["GroupMember"]):
    def on(self, today: date) -> "GroupMemberQuerySet":
        return self.filter(Q(until_on=None) | Q(until_on__gt=today), from_on__lte=today)


class GroupMember(models.Model):
    group = models.ForeignKey(IntervisionGroup, models.CASCADE, related_name="members")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="intervision_memberships"
    )
    moderates = models.BooleanField(default=False)
    moderated_until = models.DateField(null=True)  # when this member last handed it over
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    objects = GroupMemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"], name="member_once", condition=Q(until_on=None)
            ),
            models.UniqueConstraint(
                fields=["group"],
                name="one_moderator_at_a_time",
                condition=Q(moderates=True, until_on=None),
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_starts",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.group}"


class GroupInvitationQuerySet(models.QuerySet["GroupInvitation"]):
    def waiting_for(self, user: Any) -> "GroupInvitationQuerySet":
        return self.filter(email__iexact=user.email, answered_on=None).select_related(
            "group", "invited_by"
        )

    def of(self, inviter: Any) -> "GroupInvitationQuerySet":
        """As the inviter sees them: a no looks like silence, what was taken back is gone."""
        taken_back = Q(answered_on__isnull=False, accepted=None)
        return self.filter(invited_by=inviter).exclude(accepted=True).exclude(taken_back)


class GroupInvitation(models.Model):
    """An invitation to a mail address: it says nothing about who has an account.

    Answered without a yes or a no is taken back by who invited.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(IntervisionGroup, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_on = models.DateField()
    answered_on = models.DateField(null=True)
    accepted = models.BooleanField(null=True)

    objects = GroupInvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "email"],
                name="one_open_invitation",
                condition=Q(answered_on=None),
            )
        ]

    def __str__(self) -> str:
        return f"Uitnodiging voor {self.group}"
