"""Offering, booking, moving, cancelling and holding talks (domain §5, scheduling)."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from accreditation import invitations
from accreditation.models import Assessor, Conversation, Cycle, Slot
from audit.acts import NotAllowed, act, locked
from outbox import letters
from register.models import RegisterScheme

OVERLAP = "assessor_offers_one_thing_at_a_time"
GONE = "Dit moment is net door iemand anders gekozen of ingetrokken. Kies een ander moment."


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
    """Offer a moment as long as that kind of talk takes. Raises NotAllowed on an overlap."""
    if starts_at <= now:
        raise NotAllowed("Dit moment is al voorbij. Kies een moment dat nog komt.")
    slot = Slot(
        assessor=assessor,
        starts_at=starts_at,
        # In UTC, so that a change of the clock does not make a talk longer or shorter.
        ends_at=starts_at.astimezone(UTC) + length(kind, now=now),
        online=online,
        place=place,
    )
    try:
        with transaction.atomic():
            with act("slot.offer", slot, by=by):
                slot.save()
            tell_who_waits(assessor, now=now)
    except IntegrityError as error:
        if constraint_of(error) != OVERLAP:
            raise
        raise NotAllowed("Op dat moment bied je al iets aan. Kies een andere tijd.") from error
    return slot


def tell_who_waits(assessor: Assessor, *, now: datetime) -> None:
    """Whoever waits for this assessor's moments hears once that there are some."""
    waiting = Cycle.objects.filter(assessor=assessor, status=Cycle.Status.ASSIGNED)
    for cycle in waiting.select_related("person"):
        letters.write(
            "accreditation/moments_offered",
            person=cycle.person,
            subject=cycle,
            occasion=str(assessor.pk),
            at=now,
            link=reverse("cycle:mine"),
            link_label="Kies een moment",
            name=assessor.user.name,
        )


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


def bookable(cycle: Cycle, *, now: datetime) -> list[Slot]:
    """The free moments of the cycle's own assessor that are long enough for a talk."""
    minutes = timedelta(minutes=cycle.period.scheme.conversation_minutes)
    offered = Slot.objects.free(now).filter(assessor=cycle.assessor)
    return [slot for slot in offered if slot.ends_at - slot.starts_at >= minutes]


def claim(slot: Slot, *, now: datetime) -> Slot:
    """The moment, locked until the end of the transaction. Raises NotAllowed when it is gone."""
    rows = Slot.objects.select_for_update(of=("self",)).select_related("assessor__user")
    slot = rows.get(pk=slot.pk)
    if slot.withdrawn or slot.starts_at <= now or slot.conversations.standing().exists():
        raise NotAllowed(GONE)
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


def book(cycle: Cycle, slot: Slot, *, now: datetime, by: Actor) -> Conversation:
    """The owner books a moment of the own assessor. Raises NotAllowed when it is gone."""
    with transaction.atomic():
        slot = claim(slot, now=now)
        cycle.note_booked(by=by)
        check_fits(cycle, slot)
        conversation = converse(Conversation.Kind.DEVELOPMENT, slot)
        with act("conversation.book", conversation, by=by):
            conversation.save()
            conversation.seats.create(person=cycle.person, cycle=cycle)
        invitations.send("talk_planned", conversation, now=now)
    return conversation


def check_fits(cycle: Cycle, slot: Slot) -> None:
    minutes = timedelta(minutes=cycle.period.scheme.conversation_minutes)
    if slot.assessor_id != cycle.assessor_id or slot.ends_at - slot.starts_at < minutes:
        raise NotAllowed("Dit moment hoort niet bij jouw gesprek. Kies een ander moment.")


def cycles_of(conversation: Conversation) -> QuerySet[Cycle]:
    """The cycle that a development talk is about; none for a welcome talk."""
    return Cycle.objects.filter(seats__conversation=conversation)


def move(conversation: Conversation, slot: Slot, *, now: datetime, by: Actor) -> Conversation:
    """Another moment for the same talk: it keeps its row and UID, calendars get an update."""
    with transaction.atomic():
        slot = claim(slot, now=now)
        conversation = locked(conversation)
        check_changeable(conversation, now=now)
        check_fits(cycles_of(conversation).get(), slot)
        with act("conversation.move", conversation, by=by):
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


def planned_for(person: Any) -> Conversation | None:
    """The talk that stands in the person's calendar, of whatever kind."""
    return (
        Conversation.objects.filter(seats__person=person, status=Conversation.Status.PLANNED)
        .select_related("assessor__user", "slot")
        .order_by("starts_at")
        .first()
    )
