"""Intervision groups: starting one, inviting somebody, taking that back, answering."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from audit.acts import NotAllowed, locked
from kit import clock
from outbox import jobs, letters
from portfolios.together import appointments
from portfolios.together.models import (
    GroupInvitation,
    GroupMember,
    GroupNotice,
    IntervisionGroup,
    Meeting,
)
from register.models import RegisterScheme


def start(name: str, *, founder: Any, today: date) -> IntervisionGroup:
    """A new group; who starts it keeps the agenda and is a member like the others."""
    with transaction.atomic():
        group = IntervisionGroup.objects.create(name=name, started_on=today)
        group.members.create(person=founder, moderates=True, from_on=today)
    return group


def invite(group: IntervisionGroup, email: str, *, inviter: Any, now: datetime) -> None:
    """Invite whoever has this address, now or later, and write to a person with an account.

    Says nothing about who has an account, who is a member and who was invited before: in each of
    these cases nothing is returned and nothing raised. Nobody gets two letters for one group.
    """
    with transaction.atomic():
        locked(group)
        invited = group.invitations.filter(email__iexact=email)
        written_before = invited.exclude(accepted=True).exists()
        is_member = group.members.filter(person__email__iexact=email, until_on=None).exists()
        if is_member or invited.filter(answered_on=None).exists():
            return
        invitation = group.invitations.create(
            email=email, invited_by=inviter, invited_on=timezone.localdate(now)
        )
        person = get_user_model().objects.filter(email__iexact=email, is_active=True).first()
        if person and not written_before:
            letters.write(
                "portfolios/group_invitation",
                person=person,
                subject=invitation,
                at=now,
                link=reverse("together:sessions"),
                link_label="Bekijk de uitnodiging",
                group=group,
                inviter=inviter,
            )


def take_back(group: IntervisionGroup, email: str, *, inviter: Any, today: date) -> None:
    """Invite no more. Who was invited sees it no longer; inviting anew writes no second letter."""
    with transaction.atomic():
        locked(group)
        mine = group.invitations.of(inviter).filter(email__iexact=email)
        mine.update(answered_on=today, accepted=None)


@jobs.job("portfolios.forget_invitations", daily_at=time(4, 40))
def forget_invitations() -> None:
    """An invitation that nobody answered ends by itself, after the days of the scheme."""
    today = clock.today()
    days = RegisterScheme.objects.in_force_on(today).invitation_days
    GroupInvitation.objects.filter(
        answered_on=None, invited_on__lt=today - timedelta(days=days)
    ).delete()


def answer(invitation: GroupInvitation, *, accept: bool, person: Any, now: datetime) -> None:
    """Join the group or not. Raises NotAllowed when another window answered before."""
    today = timezone.localdate(now)
    with transaction.atomic():
        fresh = locked(invitation)
        if fresh.answered_on is not None:
            raise NotAllowed("Je hebt deze uitnodiging al beantwoord.")
        fresh.answered_on, fresh.accepted = today, accept
        fresh.save(update_fields=["answered_on", "accepted"])
        if accept:
            come_in(fresh.group, person, now=now)


def come_in(group: IntervisionGroup, person: Any, *, now: datetime) -> GroupMember:
    """A member from today on, who gets what is planned already for the own calendar."""
    fresh = locked(group)
    if fresh.ended_on:
        raise NotAllowed("Deze groep is intussen gestopt.")
    member, is_new = GroupMember.objects.get_or_create(
        group=fresh,
        person=person,
        until_on=None,
        defaults={"from_on": timezone.localdate(now), "moderates": not has_moderator(fresh)},
    )
    if is_new:
        for meeting in Meeting.objects.filter(group=fresh).still_to_come(now):
            appointments.welcome_in(meeting, person, occasion=f"in-{member.pk}", now=now)
    return member


def theme_of(group: IntervisionGroup) -> str:
    """By what somebody outside knows this group: the name stays in the group."""
    notice = GroupNotice.objects.filter(group=group).first()
    return notice.theme if notice else "intervisie"


def has_moderator(group: IntervisionGroup) -> bool:
    return group.members.filter(until_on=None, moderates=True).exists()
