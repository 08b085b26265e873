"""A death, above the register: talks are off, the dossier is sealed, and after a while erased."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from accreditation import (
    assignment,
    erasing,
    erasure_list,
    invitations,
    observing,
    pilots,
    replacing,
    scheduling,
    second_reading,
)
from accreditation.models import (
    Assessor,
    AssessorComplaint,
    Conversation,
    Cycle,
    Seat,
)
from audit.acts import locked
from kit import clock
from outbox import jobs
from portfolios import erasing as dossier
from register import deaths
from register.models import DeathReport

BY = Actor.system("accreditation.erase_dossiers")
TALK_OFF = "talk_off_after_death"


def confirm(
    report: DeathReport,
    person: User,
    *,
    findings: str,
    condole: bool = False,
    now: datetime,
    by: Actor,
) -> None:
    """One step: from this moment nothing goes to this person and nobody opens the dossier."""
    with transaction.atomic():
        deaths.confirm(report, person, findings=findings, condole=condole, now=now, by=by)
        for seat in planned_seats(person):
            leave_the_table(seat, now=now, by=by)
        for cycle in Cycle.objects.visible_to(person).open():
            assignment.void(cycle, "case_closed", now=now)
            cycle.seal(by=by)
        for complaint in AssessorComplaint.objects.visible_to(person).open():
            complaint.seal(today=timezone.localdate(now), by=by)
        leave_as_assessor(person, now=now, by=by)
        pilots.forget(person)


def planned_seats(person: User) -> list[Seat]:
    planned = Seat.objects.filter(person=person, conversation__status=Conversation.Status.PLANNED)
    return list(planned.select_related("conversation__assessor__user", "cycle"))


def leave_the_table(seat: Seat, *, now: datetime, by: Actor) -> None:
    """Only the assessor is told; newcomers at the same table keep their talk."""
    conversation = locked(seat.conversation)
    others = [
        one.person.name for one in conversation.seats.exclude(pk=seat.pk).select_related("person")
    ]
    if others:
        seat.delete()
        conversation.sequence += 1
        conversation.save()
    else:
        conversation.cancel(by=by)
        observing.talk_is_off(conversation, now=now)
    for cycle in scheduling.cycles_of(conversation).filter(person=seat.person):
        cycle.note_cancelled(by=by)
    assessor = conversation.assessor.user
    invitations.tell(
        TALK_OFF,
        conversation,
        assessor,
        ", ".join(others) or seat.person.name,
        now=now,
        gone=not others,
        died=seat.person.name,
    )


def leave_as_assessor(person: User, *, now: datetime, by: Actor) -> None:
    """Talks that this assessor would hold are off; for each dossier another one is looked for."""
    assessor = Assessor.objects.filter(user=person).first()
    if assessor:
        replacing.assessor_stops(assessor, now=now, by=by)


def left_open(person: User) -> list[str]:
    """What does not end by itself, in words for staff."""
    found = []
    unwritten = Cycle.objects.filter(assessor__user=person, status=Cycle.Status.HELD)
    for cycle in unwritten.select_related("person"):
        found.append(
            f"Deze persoon moest nog het verslag schrijven van het gesprek met "
            f"{cycle.person.name}. Overleg met {cycle.person.name} hoe het verdergaat."
        )
    ended = person.contact_for.filter(why_ended=deaths.ENDED_BY_DEATH)  # type: ignore[attr-defined]
    for contact in ended.select_related("organisation"):
        if not contact.organisation.contacts.active().exists():
            found.append(f"{contact.organisation} heeft nu geen contactpersoon meer.")
    return found


def undo(report: DeathReport, *, now: datetime, by: Actor) -> None:
    """The report was wrong: what was handed in is where it was; a talk is booked anew."""
    with transaction.atomic():
        deaths.undo(report, now=now, by=by)
        for cycle in Cycle.objects.visible_to(report.person).exclude(sealed_from=""):
            cycle.unseal(by=by)
        today = timezone.localdate(now)
        days = (today - report.decided_on).days if report.decided_on else 0
        second_reading.give_time_back(report.person, days=days, by=by)
        for complaint in AssessorComplaint.objects.visible_to(report.person).sealed():
            complaint.unseal(days=days, by=by)


@jobs.job("accreditation.erase_dossiers", daily_at=time(3, 50))
def erase_dossiers() -> None:
    """The dossiers of those who died so long ago as the scheme says, one job for each."""
    for report in deaths.to_erase(clock.today()):
        key = f"accreditation.erase_dossier:{report.pk}"
        jobs.enter("accreditation.erase_dossier", key, report_id=report.pk)


@jobs.job("accreditation.erase_dossier")
def erase_dossier(report_id: int) -> None:
    """Everything the person wrote, and what was written about the talks; not when undone."""
    today = timezone.localdate(clock.now())
    report = deaths.to_erase(today).filter(pk=report_id).first()
    if report is None:
        return
    person = report.person
    erasing.forget_talks(person)
    dossier.erase(person, today=today)
    deaths.note_erased(report, today=today, by=BY)
    jobs.enter(erasure_list.LIST, f"died:{person.public_id}:{report.pk}")


def due(person: User, *, today: date) -> DeathReport | None:
    """The report by which the dossier of this person is to be erased now."""
    return deaths.to_erase(today).filter(person=person).first()
