"""The welcome talk of newcomers, and the admission that follows (domain §3)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from accreditation import cycles, invitations, moments, scheduling
from accreditation.assessors import in_office
from accreditation.conflicts import conflicts, conflicts_with
from accreditation.models import (
    AssessorComplaint,
    Conversation,
    Seat,
    Slot,
    WelcomeInvitation,
)
from audit.acts import NotAllowed, act, locked
from register import admission
from register.models import Application, Registration

PLANNED = Conversation.Status.PLANNED
WELCOME = Conversation.Kind.WELCOME
FULL = "Dit moment is net bezet of vol. Kies een ander moment."


@dataclass(frozen=True)
class Option:
    """A moment for a welcome talk; `others` newcomers are at the table already."""

    slot: Slot
    others: int
    short: bool  # offered as a welcome talk, so no development talk is lost


def planned_seats() -> Any:
    return Seat.objects.filter(
        application=OuterRef("pk"), conversation__status=PLANNED, conversation__kind=WELCOME
    )


def to_plan() -> Any:
    """Applications whose papers are right and that have no welcome talk planned or held."""
    return (
        Application.objects.filter(
            ~Exists(planned_seats()),
            status__in=[Application.Status.IN_REVIEW, Application.Status.WELCOME],
            welcomed_on=None,
            refusal_reason="",  # otherwise it lies with the committee
        )
        .exclude(welcome_invitation__invited_on__isnull=False)
        .select_related("person", "organisation")
        .order_by("submitted_on", "pk")
    )


def choosing() -> Any:
    """Newcomers who were asked to choose a moment, and did not yet."""
    return (
        Application.objects.filter(
            ~Exists(planned_seats()),
            status=Application.Status.WELCOME,
            welcomed_on=None,
            welcome_invitation__invited_on__isnull=False,
        )
        .select_related("person", "welcome_invitation")
        .order_by("welcome_invitation__invited_on", "pk")
    )


def to_admit() -> Any:
    """Applications whose welcome talk was held."""
    return (
        Application.objects.filter(status=Application.Status.WELCOME)
        .exclude(welcomed_on=None)
        .select_related("person", "organisation")
        .order_by("welcomed_on", "pk")
    )


def planned_talks() -> Any:
    return (
        Conversation.objects.filter(kind=WELCOME, status=PLANNED)
        .select_related("assessor__user")
        .prefetch_related("seats__person")
        .order_by("starts_at")
    )


def options(application: Application, *, now: datetime) -> list[Option]:
    """Moments of assessors without a conflict, with time and a seat left; short ones first."""
    today = timezone.localdate(now)
    scheme = application.scheme
    assessors = in_office(today)
    found = conflicts_with(application.person, [one.user_id for one in assessors], today=today)
    fitting = [pk for pk, conflicts in found.items() if not conflicts]
    complained = AssessorComplaint.objects.open().values("assessor")
    offered = Slot.objects.open(now).filter(assessor__user__in=fitting)
    offered = offered.exclude(assessor__in=complained)
    offered = offered.select_related("assessor__user")
    taken = tables(offered)
    listed = [
        Option(slot, taken.get(slot.pk, 0), minutes_of(slot) < scheme.conversation_minutes)
        for slot in offered
        if minutes_of(slot) >= scheme.welcome_minutes
        and 0 <= taken.get(slot.pk, 0) < scheme.welcome_seats
    ]
    return sorted(listed, key=lambda option: (not option.short, option.slot.starts_at))


def tables(slots: Any) -> dict[int, int]:
    """Seats taken at each slot in use; -1 where somebody talks alone or about something else."""
    standing = Conversation.objects.standing().filter(slot__in=slots)
    counted = standing.annotate(
        taken=Count("seats"), alone=Count("seats", filter=Q(seats__alone=True))
    ).values_list("slot", "kind", "status", "taken", "alone")
    return {
        slot: taken if (kind, status, alone) == (WELCOME, PLANNED, 0) else -1
        for slot, kind, status, taken, alone in counted
    }


def minutes_of(slot: Slot) -> float:
    return (slot.ends_at - slot.starts_at) / timedelta(minutes=1)


def plan(application: Application, slot: Slot, *, now: datetime, by: Actor) -> Conversation:
    """Give the newcomer a seat at a moment; both sides get an invitation.

    Raises NotAllowed when the moment is gone, full, too short, or of somebody with a conflict.
    """
    with transaction.atomic():
        application.check_not_own(by)
        slot = scheduling.hold_on_to(slot)
        application = locked(application)
        check_moment(application, slot, now=now)
        if application.status != Application.Status.WELCOME:
            application.invite_to_welcome_talk(by=by)
        with act("application.plan_talk", application, by=by):
            return sit_down(application, slot, now=now)


def sit_down(application: Application, slot: Slot, *, now: datetime) -> Conversation:
    """A seat at this locked moment, alone for who asked for that; both sides are invited."""
    alone = wants_to_be_alone(application)
    moments.check_not_elsewhere(application.person, slot)
    with scheduling.one_thing_at_a_time():
        conversation = table_at(slot, application, alone=alone)
        conversation.seats.create(person=application.person, application=application, alone=alone)
    tell_newcomer_and_assessor(conversation, application.person, now=now)
    return conversation


def wants_to_be_alone(application: Application) -> bool:
    return WelcomeInvitation.objects.filter(application=application, alone=True).exists()


def check_moment(application: Application, slot: Slot, *, now: datetime) -> None:
    today = timezone.localdate(now)
    if application.refusal_reason:
        raise NotAllowed("Deze aanmelding ligt bij de registercommissie.")
    if not Slot.objects.open(now).filter(pk=slot.pk).exists():
        raise NotAllowed(FULL)
    if minutes_of(slot) < application.scheme.welcome_minutes:
        raise NotAllowed("Dit moment is te kort voor een welkomstgesprek.")
    if conflicts(application.person, slot.assessor.user, today=today):
        raise NotAllowed("Deze assessor kan dit gesprek niet voeren. Kies een andere assessor.")
    if (
        application.welcomed_on
        or Seat.objects.filter(application=application, conversation__status=PLANNED).exists()
    ):
        raise NotAllowed("Voor deze aanmelding is al een welkomstgesprek gepland of gevoerd.")


def table_at(slot: Slot, application: Application, *, alone: bool) -> Conversation:
    """The welcome talk at this locked moment: a new one, or one with a seat left."""
    conversation = slot.conversations.standing().first()
    if conversation is None:
        conversation = scheduling.converse(WELCOME, slot)
        conversation.save()
        return conversation
    conversation = locked(conversation)
    seats_left = application.scheme.welcome_seats - conversation.seats.count()
    closed = alone or conversation.seats.filter(alone=True).exists()
    if conversation.kind != WELCOME or conversation.status != PLANNED or seats_left < 1 or closed:
        raise NotAllowed(FULL)
    conversation.sequence += 1
    conversation.save()
    return conversation


def tell_newcomer_and_assessor(conversation: Conversation, person: User, *, now: datetime) -> None:
    """Who was invited before hears nothing new; the assessor's calendar names everybody."""
    assessor = conversation.assessor.user
    names = ", ".join(seat.person.name for seat in conversation.seats.select_related("person"))
    invitations.tell("welcome_planned", conversation, person, assessor.name, now=now)
    invitations.tell("welcome_planned", conversation, assessor, names, now=now)


def hold_welcome_talk(
    conversation: Conversation, *, now: datetime, by: Actor, absent: Collection[User] = ()
) -> None:
    """The assessor held the talk and saw each legal name once; nothing is copied.

    Who was absent, or stopped meanwhile, is not noted and can be planned again.
    """
    if conversation.kind != WELCOME:
        raise NotAllowed("Dit is geen welkomstgesprek.")
    scheduling.check_started(conversation, now=now, by=by)
    with transaction.atomic():
        conversation.hold(by=by)
        held_on = timezone.localdate(conversation.starts_at)
        applications = Application.objects.filter(
            seats__conversation=conversation, status=Application.Status.WELCOME
        )
        for application in applications.exclude(person__in=absent):
            application.note_welcome_talk(held_on=held_on, by=by)


def admit(application: Application, *, today: date, by: Actor) -> Registration:
    """Admission, and the first cycle with the first period, in one transaction."""
    application.check_not_own(by)
    with transaction.atomic():
        registration = admission.admit(application, today=today, by=by)
        cycles.start(registration.current_period, by=by)
    return registration
