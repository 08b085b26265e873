"""A cohort that is too big for one talk becomes two or three groups, each with mixed employers."""

import math
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime
from itertools import chain
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from audit.acts import NotAllowed, locked
from outbox import letters
from portfolios.together import moderating
from portfolios.together.hints import FEWEST, MOST, work_of
from portfolios.together.models import GroupMember, IntervisionGroup


def ways(count: int) -> list[int]:
    """Into how many groups of four to eight so many people go: 15 into two or three."""
    return [parts for parts in range(2, count // FEWEST + 1) if math.ceil(count / parts) <= MOST]


def deal(members: Sequence[GroupMember], parts: int, *, today: date) -> list[list[GroupMember]]:
    """Colleagues of one place are dealt out one after another, so each group gets a mix."""
    places = {each.person_id: each.organisation_id for each in work_of(members, today=today)}
    by_place: dict[int | None, list[GroupMember]] = defaultdict(list)
    for member in members:
        by_place[places.get(member.person_id)].append(member)
    biggest_first = sorted(by_place.values(), key=lambda row: (-len(row), row[0].pk))
    in_turn = list(chain.from_iterable(biggest_first))
    return [in_turn[part::parts] for part in range(parts)]


def split(
    group: IntervisionGroup,
    parts: int,
    *,
    seen: Collection[int],
    by_person: Any,
    now: datetime,
) -> list[IntervisionGroup]:
    """Make the groups as they were shown; the first goes on as this one.

    `seen` are the members on the page. Raises NotAllowed when somebody came or left meanwhile.
    """
    today = timezone.localdate(now)
    with transaction.atomic():
        fresh = locked(group)
        moderating.check_moderates(fresh, by_person)
        members = moderating.members_of(fresh)
        if {member.pk for member in members} != set(seen):
            raise NotAllowed("De groep is intussen veranderd. Kijk nog even naar de verdeling.")
        if parts not in ways(len(members)):
            raise NotAllowed("Zo verdelen kan niet: kies groepen van vier tot acht mensen.")
        rows = deal(members, parts, today=today)
        made = [fresh]
        for number, row in enumerate(rows[1:], start=2):
            made.append(start_with(fresh, number, row, now=now))
        keep_a_moderator(fresh, now=now)
    return made


def start_with(
    group: IntervisionGroup, number: int, row: Sequence[GroupMember], *, now: datetime
) -> IntervisionGroup:
    """A new group of these members, who hear of it; the first of them looks after it."""
    today = timezone.localdate(now)
    name = f"{group.name[:116]} {number}"
    made = IntervisionGroup.objects.create(name=name, started_on=today)
    for place, member in enumerate(row):
        moderating.take_out(group, member, now=now)
        made.members.create(person=member.person, moderates=not place, from_on=today)
        letters.write(
            "portfolios/group_split",
            person=member.person,
            subject=made,
            at=now,
            link=reverse("together:group", args=[made.public_id]),
            link_label="Bekijk je groep",
            group=group,
            made=made,
            others=[other.person.name for other in row if other != member],
            moderates=not place,
        )
    return made


def keep_a_moderator(group: IntervisionGroup, *, now: datetime) -> None:
    """When the one of before went along to another group."""
    if moderating.moderator_of(group) is None:
        next_one = moderating.whose_turn(moderating.members_of(group))
        if next_one:
            moderating.give(group, next_one, now=now)
            moderating.tell_moderator(next_one, now=now)
