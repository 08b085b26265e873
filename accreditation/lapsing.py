"""Nobody lapses while the register owes anything (promise 3): what it owes is known here."""

from datetime import date, datetime, time

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.actors import Actor
from accreditation import cycles
from accreditation.models import AssessorComplaint, Cycle, Decision
from audit.acts import NotAllowed, act
from kit import clock
from outbox import bounces, jobs
from register import lapsing
from register.models import LapseNotice, Registration

BY = Actor.system("accreditation.lapse")
MARGIN_MONTHS = 4  # shorter than any term: only a first, cheap choice


def obstacles(registration: Registration, *, today: date) -> list[str]:
    """Why this registration cannot lapse, in words for staff; empty when nothing is owed."""
    found = []
    period = registration.current_period
    if not registration.person.is_active:
        found.append("Het account staat stil: deze persoon kan niet reageren.")
    if bounces.trouble_of(registration.person):
        found.append("Mail komt niet aan bij deze persoon. Zoek eerst een adres dat werkt.")
    if today < period.grace_until:
        found.append("De termijn loopt nog.")
    cycle = Cycle.objects.filter(period=period).first()
    if cycle and cycle.status in Cycle.OWED:
        found.append(
            "Er is een dossier ingeleverd: het register is nog een assessor, een moment, "
            "een verslag of een besluit schuldig."
        )
    if cycle and cycle.status == Cycle.Status.MORE_TIME:
        found.append("Er is meer tijd afgesproken.")
    if AssessorComplaint.objects.open().filter(person=registration.person).exists():
        found.append("Er loopt een klacht over een assessor.")
    return found


def candidates(today: date) -> QuerySet[Registration]:
    """Active registrations whose newest period ended; the terms are looked at one by one."""
    running = Registration.objects.filter(periods__until_on__gt=today)
    return (
        Registration.objects.filter(status=Registration.Status.ACTIVE, person__is_active=True)
        .filter(periods__until_on__lte=clock.add_months(today, -MARGIN_MONTHS))
        .exclude(pk__in=running.values("pk"))
        .select_related("person")
        .order_by("pk")
        .distinct()
    )


def step(registration: Registration, *, now: datetime) -> None:
    """The next step of one registration, if there is one: notices, or the proposal."""
    today = timezone.localdate(now)
    if obstacles(registration, today=today):
        return
    period = registration.current_period
    if lapsing.has_proof(period, today=today):
        lapsing.propose(registration, now=now, by=BY)
    elif lapsing.may_be_written(period, today=today):
        lapsing.write_notices(registration, now=now, by=BY)


@jobs.job("accreditation.lapse", daily_at=time(5, 45))
def lapse() -> None:
    """Look what became of the mails, then one job for each registration past its term."""
    for notice in open_mails():
        lapsing.note_mail(notice, by=BY)
    today = clock.today()
    for registration in candidates(today):
        key = f"accreditation.lapse_one:{registration.pk}:{today}"
        jobs.enter("accreditation.lapse_one", key, registration_id=registration.pk)


def open_mails() -> QuerySet[LapseNotice]:
    """Mails that were accepted or came back since we looked."""
    mails = LapseNotice.objects.standing().filter(channel=LapseNotice.Channel.MAIL)
    accepted = mails.filter(sent_on=None).exclude(letter__accepted_at=None)
    return (accepted | mails.exclude(letter__bounced_at=None)).select_related("letter", "period")


@jobs.job("accreditation.lapse_one")
def lapse_one(registration_id: int) -> None:
    registration = Registration.objects.select_related("person").get(pk=registration_id)
    if registration.status == Registration.Status.ACTIVE:
        step(registration, now=clock.now())


def confirm(registration: Registration, *, now: datetime, by: Actor) -> None:
    """A person confirms. Raises NotAllowed with what the register still owes."""
    with transaction.atomic():
        if found := obstacles(registration, today=timezone.localdate(now)):
            raise NotAllowed(found[0])
        lapsing.confirm(registration, now=now, by=by)
        note_outcome(registration, today=timezone.localdate(now), by=by)
        cycles.close_all(registration, by=by)


def undo(registration: Registration, *, now: datetime, by: Actor) -> None:
    """Back without a gap; the cycle goes on where it was."""
    with transaction.atomic():
        lapsing.undo(registration, now=now, by=by)
        cycle = Cycle.objects.get(period=registration.current_period)
        cycle.reopen(by=by)
        forget_outcome(cycle, today=timezone.localdate(now), by=by)


def note_outcome(registration: Registration, *, today: date, by: Actor) -> None:
    """ "Niet in gesprek": nothing was handed in after grace, or two talks were missed without a
    word. The database asks for that, and for the way of a lapse.
    """
    cycle = Cycle.objects.get(period=registration.current_period)
    decision = Decision(
        cycle=cycle,
        outcome=Decision.Outcome.NOT_ENGAGED,
        decided_on=today,
        decided_by=by.person,
    )
    with act("decision.not_engaged", decision, by=by):
        decision.save()


def forget_outcome(cycle: Cycle, *, today: date, by: Actor) -> None:
    """The lapse was undone, and so was its outcome."""
    for decision in cycle.decisions.filter(
        outcome=Decision.Outcome.NOT_ENGAGED, overturned_on=None
    ):
        with act("decision.overturn", decision, by=by):
            decision.overturned_on = today
            decision.save()
