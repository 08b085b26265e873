"""The newcomer chooses: moments that the desk proposes, moving, giving up, and talking alone.

The table goes on for the others; nobody loses time by it (domain §5).
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from accreditation import invitations, scheduling, welcome
from accreditation.models import Conversation, Seat, Slot, WelcomeInvitation
from accreditation.welcome import Option
from audit.acts import NotAllowed, act, locked
from outbox import letters
from register.models import Application

NOT_OFFERED = "Dit moment is er niet meer bij. Kies een ander moment."


def invitation_of(application: Application) -> WelcomeInvitation:
    """What was proposed and asked; one for each application."""
    found, _ = WelcomeInvitation.objects.get_or_create(application=application)
    return found


def propose(application: Application, slots: Collection[Slot], *, now: datetime, by: Actor) -> None:
    """Ask the newcomer to choose from these moments, or from all that fit when there are none.

    Raises NotAllowed when the papers are not right yet or the talk was held.
    """
    with transaction.atomic():
        application = locked(application)
        application.check_not_own(by)
        if application.welcomed_on or planned_seat(application):
            raise NotAllowed("Voor deze aanmelding is al een welkomstgesprek gepland of gevoerd.")
        if application.refusal_reason:
            raise NotAllowed("Deze aanmelding ligt bij de registercommissie.")
        if application.status != Application.Status.WELCOME:
            application.invite_to_welcome_talk(by=by)
        with act("application.propose_talks", application, by=by):
            invitation = invitation_of(application)
            invitation.invited_on, invitation.invited_by = timezone.localdate(now), by.person
            invitation.save()
            invitation.slots.set(slots)
        letters.write(
            "accreditation/welcome_proposed",
            person=application.person,
            subject=application,
            occasion=now.isoformat(timespec="seconds"),
            at=now,
            link=reverse("cycle:welcome"),
            link_label="Kies een moment",
            slots=sorted(slots, key=lambda slot: slot.starts_at),
            minutes=application.scheme.welcome_minutes,
            seats=application.scheme.welcome_seats,
        )


def moments_for(application: Application, *, now: datetime) -> list[Option]:
    """What the newcomer may choose: of the proposed moments those that are left, otherwise all.

    Who wants to talk alone gets empty tables only.
    """
    invitation = WelcomeInvitation.objects.filter(application=application).first()
    free = welcome.options(application, now=now)
    if seat := planned_seat(application):
        free = [one for one in free if one.slot.pk != seat.conversation.slot_id]
    if invitation is None:
        return free
    if invitation.alone:
        free = [one for one in free if not one.others]
    proposed = set(invitation.slots.values_list("pk", flat=True))
    return [one for one in free if one.slot.pk in proposed] or free


def planned_seat(application: Application) -> Seat | None:
    seats = Seat.objects.filter(
        application=application, conversation__status=Conversation.Status.PLANNED
    )
    return seats.select_related("conversation__assessor__user", "conversation__slot").first()


def choose(application: Application, slot: Slot, *, now: datetime, by: Actor) -> Conversation:
    """Take a seat at one of the offered moments; with a seat already, move there."""
    with transaction.atomic():
        slot = scheduling.hold_on_to(slot)
        application = locked(application)
        check_may_choose(application, by=by)
        if slot.pk not in [one.slot.pk for one in moments_for(application, now=now)]:
            raise NotAllowed(NOT_OFFERED)
        with act("application.choose_talk", application, by=by):
            if seat := planned_seat(application):
                stand_up(seat, now=now)
            welcome.check_moment(application, slot, now=now)
            return welcome.sit_down(application, slot, now=now)


def check_may_choose(application: Application, *, by: Actor) -> None:
    if by.user != application.person:
        raise NotAllowed("Dit is niet jouw aanmelding.")
    if application.status != Application.Status.WELCOME or application.welcomed_on:
        raise NotAllowed("Voor deze aanmelding valt nu geen moment te kiezen.")


def give_up(application: Application, *, now: datetime, by: Actor) -> None:
    """The newcomer cannot come; the others keep their talk."""
    with transaction.atomic():
        application = locked(application)
        check_may_choose(application, by=by)
        seat = planned_seat(application)
        if seat is None:
            raise NotAllowed("Er staat geen welkomstgesprek gepland.")
        with act("application.leave_talk", application, by=by):
            stand_up(seat, now=now)


def stand_up(seat: Seat, *, now: datetime) -> None:
    """Leave the table in time; the last one to leave ends the talk. Everybody's calendar knows."""
    conversation = locked(seat.conversation)
    scheduling.check_changeable(conversation, now=now)
    person, assessor = seat.person, conversation.assessor.user
    seat.delete()
    left = [one.person.name for one in conversation.seats.select_related("person")]
    if left:
        conversation.sequence += 1
        conversation.save()
        invitations.tell("welcome_changed", conversation, assessor, ", ".join(left), now=now)
    else:
        conversation.cancel(by=Actor.self(person))
        invitations.tell("talk_cancelled", conversation, assessor, person.name, now=now)
    invitations.tell("talk_cancelled", conversation, person, assessor.name, now=now, gone=True)


def ask_to_talk_alone(application: Application, *, now: datetime, by: Actor) -> bool:
    """Without others and without a reason; False when another moment has to be chosen for it."""
    with transaction.atomic():
        seat = planned_seat(application)
        if seat:  # the moment first, as everywhere
            locked(seat.conversation.slot)
        application = locked(application)
        check_may_choose(application, by=by)
        with act("application.ask_to_talk_alone", application, by=by):
            invitation = invitation_of(application)
            invitation.alone = True
            invitation.save()
            if seat is None:
                return False
            if seat.conversation.seats.count() > 1:
                stand_up(seat, now=now)
                return False
            seat.alone = True
            seat.save()
    return True
