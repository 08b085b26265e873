"""Who looks after a group: the role goes round; pausing and ending keep what is everyone's own."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from audit.acts import NotAllowed, locked
from outbox import letters
from portfolios.together import appointments, groups
from portfolios.together.models import GroupMember, GroupRequest, IntervisionGroup, Meeting

NOT_THE_MODERATOR = "Dit doet wie de groep begeleidt. Vraag het even."


def members_of(group: IntervisionGroup) -> list[GroupMember]:
    """Those of now, by name."""
    now = group.members.filter(until_on=None).select_related("person")
    return list(now.order_by("person__name_key", "pk"))


def moderator_of(group: IntervisionGroup) -> GroupMember | None:
    """None as well when the account of who did it is closed: then every member may."""
    found = group.members.filter(until_on=None, moderates=True, person__is_active=True)
    return found.select_related("person").first()


def check_moderates(group: IntervisionGroup, person: Any) -> None:
    """Raises NotAllowed for who does not; where nobody does, every member may."""
    moderator = moderator_of(group)
    if moderator and moderator.person != person:
        raise NotAllowed(NOT_THE_MODERATOR)


def whose_turn(members: list[GroupMember]) -> GroupMember | None:
    """Who never did it goes first, then who did it longest ago, then who is longest here."""
    others = [member for member in members if not member.moderates]
    return min(others, key=turn, default=None)


def turn(member: GroupMember) -> tuple[date, date, int]:
    return member.moderated_until or date.min, member.from_on, member.pk


def hand_over(member: GroupMember, *, by_person: Any, now: datetime) -> None:
    """This member looks after the group from now on, and hears it by a letter."""
    with transaction.atomic():
        group = locked(member.group)
        check_moderates(group, by_person)
        fresh = group.members.filter(pk=member.pk, until_on=None).select_related("person").first()
        if fresh is None:
            raise NotAllowed("Deze collega zit niet meer in de groep.")
        if fresh.moderates:
            return
        give(group, fresh, now=now)
        if fresh.person != by_person:
            tell_moderator(fresh, now=now)


def give(group: IntervisionGroup, member: GroupMember, *, now: datetime) -> None:
    today = timezone.localdate(now)
    group.members.filter(moderates=True).update(moderates=False, moderated_until=today)
    member.moderates = True
    member.save(update_fields=["moderates"])


def tell_moderator(member: GroupMember, *, now: datetime) -> None:
    letters.write(
        "portfolios/moderator_now",
        person=member.person,
        subject=member,
        occasion=now.isoformat(),
        at=now,
        link=reverse("together:group", args=[member.group.public_id]),
        link_label="Bekijk de groep",
        group=member.group,
    )


def leave(group: IntervisionGroup, *, person: Any, now: datetime) -> None:
    """Out of the group; sessions and private lines stay the person's own.

    The role goes to whose turn it is. A group that nobody is in any more is over.
    """
    with transaction.atomic():
        fresh = locked(group)
        member = fresh.members.filter(person=person, until_on=None).first()
        if member is None:
            return
        take_out(fresh, member, now=now)
        left = members_of(fresh)
        next_one = whose_turn(left)
        if member.moderates and next_one:
            give(fresh, next_one, now=now)
            tell_moderator(next_one, now=now)
        if not left:
            close(fresh, now=now)


def take_out(group: IntervisionGroup, member: GroupMember, *, now: datetime) -> None:
    """The membership ends today; meetings that were planned leave this person's calendar."""
    group.members.filter(pk=member.pk).update(until_on=timezone.localdate(now))
    for meeting in Meeting.objects.filter(group=group).still_to_come(now):
        appointments.take_away(meeting, member.person, now=now)


def pause(group: IntervisionGroup, *, by_person: Any, now: datetime) -> None:
    """Rest for a while: no hints, not in the finder; everything stays."""
    with transaction.atomic():
        fresh = locked(group)
        check_moderates(fresh, by_person)
        if fresh.paused_on is None:
            fresh.paused_on = timezone.localdate(now)
            fresh.save(update_fields=["paused_on"])


def go_on(group: IntervisionGroup, *, by_person: Any) -> None:
    with transaction.atomic():
        fresh = locked(group)
        check_moderates(fresh, by_person)
        fresh.paused_on = None
        fresh.save(update_fields=["paused_on"])


def end(group: IntervisionGroup, *, by: Actor, now: datetime) -> None:
    """The group is over for all; each of them keeps the own sessions and lines."""
    with transaction.atomic():
        fresh = locked(group)
        check_moderates(fresh, by.user)
        if fresh.ended_on is not None:
            raise NotAllowed("Deze groep is al gestopt.")
        for meeting in Meeting.objects.filter(group=fresh).still_to_come(now):
            meeting.cancel(by=by)
            appointments.tell_all("meeting_cancelled", meeting, now=now)
        for member in members_of(fresh):
            take_out(fresh, member, now=now)
            if member.person != by.user:
                tell_of_end(fresh, member.person, now=now)
        close(fresh, now=now)


def close(group: IntervisionGroup, *, now: datetime) -> None:
    """Nobody can come in any more."""
    group.ended_on = timezone.localdate(now)
    group.save(update_fields=["ended_on"])
    group.invitations.filter(answered_on=None).delete()
    for request in group.requests.filter(answered_on=None).select_related("person"):
        request.answered_on, request.accepted = group.ended_on, False
        request.save(update_fields=["answered_on", "accepted"])
        tell_no_place(request, now=now)


def close_empty(person: Any, *, now: datetime) -> None:
    """Groups of somebody who is erased, in which nobody is left."""
    for group in IntervisionGroup.objects.filter(ended_on=None, members__person=person).distinct():
        if not members_of(group):
            close(group, now=now)


def tell_no_place(request: GroupRequest, *, now: datetime) -> None:
    letters.write(
        "portfolios/place_not_now",
        person=request.person,
        subject=request,
        at=now,
        link=reverse("together:finder"),
        link_label="Zoek een andere groep",
        theme=groups.theme_of(request.group),
        group=request.group,
    )


def tell_of_end(group: IntervisionGroup, person: Any, *, now: datetime) -> None:
    letters.write(
        "portfolios/group_ended",
        person=person,
        subject=group,
        at=now,
        link=reverse("together:sessions"),
        link_label="Naar je bijeenkomsten",
        group=group,
    )
