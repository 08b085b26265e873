"""Chambers: appointing by name for a term, which chamber gets a case, and when it may change."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from accounts.actors import Actor
from accounts.models import Role, RoleGrant, User
from audit.acts import NotAllowed, act, locked
from audit.models import Event
from kit import clock
from outbox import letters
from register.models import Chamber, ChamberSeat, HardshipRequest, Measure, Objection
from register.models.cases import CaseMessage, ChamberCase

ENOUGH = 2  # members who may hear a case, to decide it
BARRED = "De andere kamer had al met deze zaak te maken. Benoem iemand in deze kamer."
# What chambers decide; apps above this one add their own.
KINDS: list[type[ChamberCase]] = [Objection, Measure, HardshipRequest]
# Pairs of a person and a member who do not meet, as apps above this one know them.
TIED: list[Callable[[Collection[int], Collection[int], date], Collection[tuple[int, int]]]] = []
# Pairs of a case and a member who does not hear it, where the tie is not one to its person.
APART: list[
    Callable[[Collection[ChamberCase], Collection[int], date], Collection[tuple[int, int]]]
] = []


def appoint(
    person: User,
    chamber: Chamber,
    *,
    from_on: date,
    until_on: date,
    practising: bool,
    by: Actor,
) -> ChamberSeat:
    """A seat for a member of the committee. Raises NotAllowed for others, and for a second seat."""
    if by.role != Role.DESK or by.user == person:
        raise NotAllowed("Alleen het bureau benoemt, en niemand zichzelf.")
    if not RoleGrant.objects.on(from_on).filter(user=person, role=Role.COMMITTEE).exists():
        raise NotAllowed("Deze persoon heeft dan niet de rol van lid van de registercommissie.")
    seat = ChamberSeat(
        person=person,
        chamber=chamber,
        from_on=from_on,
        until_on=until_on,
        practising=practising,
        appointed_by=by.person,
    )
    try:
        with transaction.atomic(), act("chamberseat.appoint", seat, by=by):
            seat.save()
    except IntegrityError as refusal:
        raise NotAllowed("Deze persoon zit in die tijd al in een kamer.") from refusal
    return seat


def end(seat: ChamberSeat, *, today: date, by: Actor) -> None:
    """The seat ends; a seat that has not begun is as if it never was."""
    if by.role != Role.DESK or by.user == seat.person:
        raise NotAllowed("Alleen het bureau beëindigt een benoeming.")
    with transaction.atomic(), act("chamberseat.end", seat, by=by):
        fresh = locked(seat)
        if fresh.until_on <= today:
            raise NotAllowed("Deze benoeming is al voorbij.")
        if fresh.from_on >= today:
            fresh.delete()
        else:
            fresh.until_on = today
            fresh.save()


def for_new_case() -> Chamber:
    """The chamber with the fewest open cases."""
    load = {
        chamber: sum(rows_of(kind).open().filter(chamber=chamber).count() for kind in KINDS)
        for chamber in Chamber
    }
    return min(Chamber, key=lambda chamber: load[chamber])


def rows_of(kind: type[ChamberCase]) -> Any:
    return kind._default_manager.all()


# ---- A chamber that runs dry ----


@dataclass(frozen=True)
class Stuck:
    """A case that fewer than two of its chamber may hear; whether the other chamber can."""

    case: ChamberCase
    title: str
    others: int  # members of the other chamber who may hear it
    is_barred: bool  # the other chamber signed what it is about

    @property
    def can_move(self) -> bool:
        return self.others >= ENOUGH and not self.is_barred

    @property
    def kind(self) -> str:
        return str(self.case._meta.model_name)


def stuck(today: date) -> list[Stuck]:
    """Nothing of what a case is about: staff see that it is there, and where."""
    seats = list(ChamberSeat.objects.on(today).values_list("person", "chamber"))
    members = [person for person, _ in seats]
    found = []
    for kind in KINDS:
        rows = rows_of(kind).open().select_related("person").prefetch_related(*kind.ABOUT)
        cases = list(rows.order_by("answer_by", "pk"))
        if not cases:
            continue
        people = {case.person_id for case in cases}
        tied = {pair for ask in TIED for pair in ask(people, members, today)}
        apart = {pair for ask in APART for pair in ask(cases, members, today)}
        hears = {
            member: set(
                rows_of(kind).open().untouched_by(member, today=today).values_list("pk", flat=True)
            )
            for member in members
        }
        for case in cases:
            able = [
                chamber
                for member, chamber in seats
                if case.pk in hears[member]
                and (case.person_id, member) not in tied
                and (case.pk, member) not in apart
            ]
            if able.count(case.chamber) < ENOUGH:
                other = Chamber(case.chamber).other
                found.append(Stuck(case, kind.WORD, able.count(other), case.is_barred(other)))
    return found


def move(case: ChamberCase, *, today: date, by: Actor) -> None:
    """To the other chamber, where too few of this one may hear it and enough of the other may.

    Raises NotAllowed otherwise, and where that chamber signed what the case is about.
    """
    if by.role != Role.DESK or by.user == case.person:
        raise NotAllowed("Alleen het bureau legt een zaak bij de andere kamer.")
    with transaction.atomic():
        case = locked(case)
        here = next((one for one in stuck(today) if one.case == case), None)
        if here is None:
            raise NotAllowed("Deze kamer heeft genoeg leden voor deze zaak. Die blijft hier.")
        if here.is_barred:
            raise NotAllowed(BARRED)
        if not here.can_move:
            raise NotAllowed("Ook de andere kamer heeft te weinig leden. Benoem eerst iemand.")
        was_invited = bool(getattr(case, "hearing_at", None))
        keep_minutes(case)
        case.go_to_other_chamber()
        try:
            with transaction.atomic(), act("case.move_to_other_chamber", case, by=by):
                case.save()
                case.begin_anew(by=by)
        except IntegrityError as refusal:
            raise NotAllowed(BARRED) from refusal
        letters.write(
            "register/case_moved",
            person=case.person,
            subject=case,
            occasion=f"{case.chamber}:{today}",
            at=clock.now(),
            case=case,
            chamber=Chamber(case.chamber).label,
            before=Chamber(case.chamber).other.label,
            was_invited=was_invited,
        )


def keep_minutes(case: ChamberCase) -> None:
    """What was said at a hearing stays in the file, as a message of who wrote it down."""
    minutes = getattr(case, "minutes", "")
    if not minutes:
        return
    kind = str(case._meta.model_name)
    noted = Event.objects.filter(
        verb=f"{kind}.note_hearing", subject_id=case.pk, actor__isnull=False
    ).latest("at")
    message: dict[str, Any] = {
        kind: case,
        "author": noted.actor,
        "text": f"Verslag van de hoorzitting bij {Chamber(case.chamber).label}:\n\n{minutes}",
        "written_at": noted.at,
    }
    CaseMessage.objects.create(**message)


def composition(today: date) -> list[dict[str, Any]]:
    """Each chamber with its members of today and of days to come."""
    seats = list(
        ChamberSeat.objects.not_over(today).select_related("person").order_by("from_on", "pk")
    )
    return [described(chamber, [s for s in seats if s.chamber == chamber]) for chamber in Chamber]


def described(chamber: Chamber, seats: list[ChamberSeat]) -> dict[str, Any]:
    practising = sum(seat.practising for seat in seats)
    return {
        "label": chamber.label,
        "seats": seats,
        "lacks_majority": 2 * practising <= len(seats),
        "is_small": len(seats) < 2,
    }
