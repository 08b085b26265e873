"""Who is asked next, when many dossiers wait and many assessors have room.

The same choice as weighing everybody for each dossier (`weighing.rank`), without doing that: the
assessors of one place stand in a line, and of each line only the first is looked at. So a quarter
of a large register costs as much more as it has more dossiers.
"""

import heapq
from collections.abc import Iterable
from typing import Any

from accreditation.models import Assessor, Cycle
from accreditation.weighing import Candidate, Weighing, Where, Workplace, room_of, taken


class Line:
    """Assessors in the order of who is asked least, has most room; who has none is out of it."""

    def __init__(self, assessors: Iterable[Any]) -> None:
        self.heap = [(order(one), one.pk, one) for one in assessors]
        heapq.heapify(self.heap)

    def first(self, barred: set[int]) -> Any | None:
        """The first who is not barred. An order only ever grows, so it is looked at late."""
        passed = []
        found = None
        while self.heap and found is None:
            known, pk, one = self.heap[0]
            if room_of(one) <= 0:
                heapq.heappop(self.heap)
            elif known != order(one):
                heapq.heapreplace(self.heap, (order(one), pk, one))
            elif pk in barred:
                passed.append(heapq.heappop(self.heap))
            else:
                found = one
        for each in passed:
            heapq.heappush(self.heap, each)
        return found


class Pool:
    """The assessors of a weighing who may be asked at all, in lines by where they work."""

    def __init__(self, weighing: Weighing) -> None:
        self.weighing = weighing
        self.free = {one.pk: one for one in weighing.assessors if not weighing.against(one)}
        there: dict[Where, list[Assessor]] = {}
        for one in self.free.values():
            there.setdefault(weighing.where(one), []).append(one)
        self.lines = {where: Line(some) for where, some in there.items()}
        self.online = Line(one for one in self.free.values() if one.online)
        self.everyone = Line(self.free.values())
        self.near: dict[frozenset[Workplace], list[tuple[Line, int]]] = {}
        by_user = {one.user_id: one.pk for one in self.free.values()}
        tied = ((person, by_user.get(user)) for person, user in weighing.conflicts)
        self.barred_by_person = gathered((*weighing.practised, *tied))
        self.barred_by_cycle = gathered((*weighing.why_not, *weighing.readers))

    def barred_for(self, cycle: Cycle) -> set[int]:
        """With whom something stands in the way of this talk."""
        of_person = self.barred_by_person.get(cycle.person_id, set())
        return of_person | self.barred_by_cycle.get(cycle.pk, set())

    def choices(self, cycle: Cycle) -> int:
        """How many could be proposed, before anybody was."""
        return len(self.free) - len(self.barred_for(cycle) & self.free.keys())

    def best(self, cycle: Cycle) -> Candidate | None:
        """The first of `Weighing.possible`; None when nobody can."""
        first = self.first(cycle)
        return self.weighing.candidate(cycle, first) if first else None

    def first(self, cycle: Cycle) -> Any | None:
        """Who is asked least of all who can meet, near before by video; then who is far."""
        barred = self.barred_for(cycle)
        can_meet = [
            (asked, not_near, quarters, less_room, one.pk, one)
            for line, not_near, quarters in (*self.lines_near(cycle), (self.online, True, 0))
            if (one := line.first(barred))
            for asked, less_room in (order(one),)
        ]
        return min(can_meet)[-1] if can_meet else self.everyone.first(barred)

    def lines_near(self, cycle: Cycle) -> list[tuple[Line, bool, int]]:
        """The lines of who can meet this person in person, and the quarters of an hour to them."""
        here = self.weighing.places_of(cycle.person_id)
        if here not in self.near:
            self.near[here] = [
                (line, quarters or 0)
                for where, line in self.lines.items()
                for near, quarters in (self.weighing.distance(here, where),)
                if near
            ]
        return [(line, False, quarters) for line, quarters in self.near[here]]


def gathered(pairs: Iterable[tuple[int, int | None]]) -> dict[int, set[int]]:
    """What stands second, by what stands first."""
    found: dict[int, set[int]] = {}
    for first, second in pairs:
        if second is not None:
            found.setdefault(first, set()).add(second)
    return found


def order(assessor: Any) -> tuple[float, int]:
    """How much of the own room is taken, in tenths; then who has most room (`weighing.rank`)."""
    room = room_of(assessor)
    return round(taken(room, assessor.talks_a_year), 1), -room
