"""Offering, booking, moving, cancelling and holding talks (domain §5, scheduling)."""

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.actors import Actor
from accreditation import invitations, observing, waiting_list
from accreditation.models import Assessor, Conversation, Cycle, Slot, WeekPattern
from accreditation.moments import ELSEWHERE, Gone, check_not_elsewhere
from audit.acts import NotAllowed, act, locked
from register.models import RegisterScheme

GONE = "Dit moment is net door iemand anders gekozen of ingetrokken. Kies een ander moment."
OFFERED = "Op dat moment bied je al iets aan. Kies een andere tijd."
AT_ONCE = {  # what the database refuses, and how we say so
    "assessor_offers_one_thing_at_a_time": OFFERED,
    "moment_of_a_pattern_made_once": "Dit moment is er al.",
    "person_in_one_talk_at_a_time": ELSEWHERE,
    "assessor_holds_one_talk_at_a_time": ELSEWHERE,
    "slot_booked_once": GONE,
}


@contextlib.contextmanager
def one_thing_at_a_time() -> Iterator[None]:
    """Whoever comes second hears so in a sentence: NotAllowed instead of a broken constraint."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        sentence = AT_ONCE.get(constraint_of(error))
        if sentence is None:
            raise
        raise Gone(sentence) from error


def offer(
    assessor: Assessor,
    *,
    kind: str,
    starts_at: datetime,
    online: bool,
    place: str,
    now: datetime,
    by: Actor,
) -> Slot:
    """Offer one moment and tell who waits for it.

    Raises NotAllowed when it is over, or the assessor offers or does something else then.
    """
    with transaction.atomic():
        slot = put_down(
            assessor,
            kind=kind,
            starts_at=starts_at,
            online=online,
            place=place,
            now=now,
            by=by,
        )
        check_is_there(slot)
        waiting_list.tell_first(assessor, now=now)
    return slot


def put_down(
    assessor: Assessor,
    *,
    kind: str,
    starts_at: datetime,
    online: bool,
    place: str,
    now: datetime,
    by: Actor,
    pattern: WeekPattern | None = None,
) -> Slot:
    """A moment as long as that kind of talk takes. Raises NotAllowed on an overlap."""
    if starts_at <= now:
        raise NotAllowed("Dit moment is al voorbij. Kies een moment dat nog komt.")
    slot = Slot(
        assessor=assessor,
        starts_at=starts_at,
        # In UTC, so that a change of the clock does not make a talk longer or shorter.
        ends_at=starts_at.astimezone(UTC) + length(kind, now=now),
        online=online,
        place=place,
        pattern=pattern,
    )
    with one_thing_at_a_time(), act("slot.offer", slot, by=by):
        slot.save()
    return slot


def check_is_there(slot: Slot) -> None:
    """Not on a day off, and not over something in the assessor's own calendar."""
    first, last = timezone.localdate(slot.starts_at), timezone.localdate(slot.ends_at)
    if slot.assessor.absences.filter(from_on__lte=last, until_on__gte=first).exists():
        raise NotAllowed("Op die dag heb je vrij genomen. Kies een andere dag.")
    if not Slot.objects.open(slot.starts_at - timedelta(seconds=1)).filter(pk=slot.pk).exists():
        raise NotAllowed("Op dat moment staat er iets in je eigen agenda. Kies een andere tijd.")


def length(kind: str, *, now: datetime) -> timedelta:
    scheme = RegisterScheme.objects.in_force_on(timezone.localdate(now))
    welcome = kind == Conversation.Kind.WELCOME
    return timedelta(minutes=scheme.welcome_minutes if welcome else scheme.conversation_minutes)


def constraint_of(error: IntegrityError) -> str:
    """The name of the constraint that the database refused a row for."""
    diag = getattr(error.__cause__, "diag", None)
    return getattr(diag, "constraint_name", "") or ""


def withdraw(slot: Slot, *, by: Actor) -> None:
    """Take back a moment that nobody booked."""
    with transaction.atomic():
        slot = locked(slot)
        if slot.conversations.standing().exists():
            raise NotAllowed("Dit moment is al geboekt. Zeg het gesprek af als het niet doorgaat.")
        with act("slot.withdraw", slot, by=by):
            slot.withdrawn = True
            slot.save()


def hold_on_to(slot: Slot) -> Slot:
    """The moment, locked until the end of the transaction; one of a week pattern may vanish."""
    rows = Slot.objects.select_for_update(of=("self",)).select_related("assessor__user")
    found = rows.filter(pk=slot.pk).first()
    if found is None:
        raise Gone(GONE)
    return found


def claim(slot: Slot, *, now: datetime) -> Slot:
    """The moment, locked and free. Raises NotAllowed when it is gone."""
    slot = hold_on_to(slot)
    if not Slot.objects.free(now).filter(pk=slot.pk).exists():
        raise Gone(GONE)
    return slot


def converse(kind: str, slot: Slot) -> Conversation:
    """A new talk at a claimed moment, not saved yet."""
    return Conversation(
        kind=kind,
        assessor=slot.assessor,
        slot=slot,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        online=slot.online,
        place=slot.place,
    )


def kind_for(cycle: Cycle) -> str:
    """Which talk this cycle is at: once one was held, the next is a second talk."""
    held = Conversation.objects.filter(seats__cycle=cycle, status=Conversation.Status.HELD)
    return Conversation.Kind.SECOND if held.exists() else Conversation.Kind.DEVELOPMENT


def book(
    cycle: Cycle,
    slot: Slot,
    *,
    kind: str = Conversation.Kind.DEVELOPMENT,
    now: datetime,
    by: Actor,
) -> Conversation:
    """The owner books a moment of the own assessor, for any kind of talk about a cycle.

    Raises NotAllowed when it is gone. Newcomers sit down by `welcome`.
    """
    if kind not in Conversation.ABOUT_A_CYCLE:
        raise NotAllowed("Dit gesprek wordt op een andere manier gepland.")
    with transaction.atomic():
        slot = claim(slot, now=now)
        cycle.note_booked(by=by)
        check_fits(cycle, slot)
        check_suits(cycle, slot)
        conversation = converse(kind, slot)
        with one_thing_at_a_time(), act("conversation.book", conversation, by=by):
            conversation.save()
            conversation.seats.create(person=cycle.person, cycle=cycle)
        invitations.send("talk_planned", conversation, now=now)
    return conversation


def check_fits(cycle: Cycle, slot: Slot) -> None:
    minutes = timedelta(minutes=cycle.period.scheme.conversation_minutes)
    if slot.assessor_id != cycle.assessor_id or slot.ends_at - slot.starts_at < minutes:
        raise NotAllowed("Dit moment hoort niet bij jouw gesprek. Kies een ander moment.")


def check_suits(cycle: Cycle, slot: Slot, *, but: Conversation | None = None) -> None:
    for person in (cycle.person, slot.assessor.user):
        check_not_elsewhere(person, slot, but=but)


def cycles_of(conversation: Conversation) -> QuerySet[Cycle]:
    """The cycle that a talk is about; none for a welcome talk."""
    return Cycle.objects.filter(seats__conversation=conversation)


def move(conversation: Conversation, slot: Slot, *, now: datetime, by: Actor) -> Conversation:
    """Another moment for the same talk: it keeps its row and UID, calendars get an update."""
    with transaction.atomic():
        slot = claim(slot, now=now)
        conversation = locked(conversation)
        check_changeable(conversation, now=now)
        cycle = cycles_of(conversation).get()
        check_fits(cycle, slot)
        check_suits(cycle, slot, but=conversation)
        with one_thing_at_a_time(), act("conversation.move", conversation, by=by):
            conversation.slot = slot
            conversation.starts_at, conversation.ends_at = slot.starts_at, slot.ends_at
            conversation.online, conversation.place = slot.online, slot.place
            conversation.sequence += 1
            conversation.save()
        invitations.send("talk_moved", conversation, now=now)
    return conversation


def cancel(conversation: Conversation, *, now: datetime, by: Actor) -> None:
    """Either side calls the talk off in time; the person books anew and loses nothing.

    When the assessor cannot make it, the moment is withdrawn as well.
    """
    with transaction.atomic():
        locked(conversation.slot)
        conversation = locked(conversation)
        check_changeable(conversation, now=now)
        call_off(conversation, now=now, by=by)
        if by.user == conversation.assessor.user:
            withdraw(conversation.slot, by=by)


def call_off(
    conversation: Conversation, *, now: datetime, by: Actor, to_assessor: bool = True
) -> None:
    """The talk is off, however late: also for who leaves the register or died.

    An assessor who stopped or died hears nothing of it.
    """
    conversation.cancel(by=by)
    for cycle in cycles_of(conversation):
        cycle.note_cancelled(by=by)
    observing.talk_is_off(conversation, now=now)
    invitations.send("talk_cancelled", conversation, now=now, to_assessor=to_assessor)


def changeable_until(conversation: Conversation) -> datetime:
    """Until when the talk can be moved or cancelled: the hours of the scheme before it starts."""
    schemes = conversation.seats.select_related("cycle__period__scheme", "application__scheme")
    seat: Any = schemes[:1].get()
    scheme = seat.cycle.period.scheme if seat.cycle else seat.application.scheme
    return conversation.starts_at - timedelta(hours=scheme.booking_hours)


def check_changeable(conversation: Conversation, *, now: datetime) -> None:
    if conversation.status != Conversation.Status.PLANNED:
        raise NotAllowed("Dit gesprek staat niet meer gepland.")
    if now > changeable_until(conversation):
        raise NotAllowed(
            "Je gesprek is al bijna. Verplaatsen of afzeggen kan hier niet meer. "
            "Lukt het echt niet? Neem dan contact op met het register."
        )


def hold(conversation: Conversation, *, now: datetime, by: Actor) -> None:
    """The assessor says that the talk took place, once it has started."""
    check_started(conversation, now=now, by=by)
    with transaction.atomic():
        conversation.hold(by=by)
        for cycle in cycles_of(conversation):
            cycle.note_held(by=by)


def check_started(conversation: Conversation, *, now: datetime, by: Actor) -> None:
    if by.user != conversation.assessor.user:
        raise NotAllowed("Alleen de assessor van dit gesprek kan dit doen.")
    if now < conversation.starts_at:
        raise NotAllowed("Dit gesprek is nog niet begonnen.")


def planned_of(cycle: Cycle) -> Conversation | None:
    """The talk of this cycle that stands, of whatever kind."""
    planned = Conversation.objects.filter(seats__cycle=cycle, status=Conversation.Status.PLANNED)
    return planned.select_related("assessor__user", "slot").first()


def planned_for(person: Any) -> Conversation | None:
    """The talk that stands in the person's calendar, of whatever kind."""
    return (
        Conversation.objects.filter(seats__person=person, status=Conversation.Status.PLANNED)
        .select_related("assessor__user", "slot")
        .order_by("starts_at")
        .first()
    )
