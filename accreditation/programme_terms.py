"""The end of an accreditation: reminded, never while something is owed, with time to finish."""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from accreditation import programme_decisions, programme_waiting, programmes
from accreditation.models import Programme, ProgrammeHearing, ProgrammeRequest, ProgrammeTerm
from kit import clock
from outbox import letters
from outbox.jobs import job, nobody_waits
from outbox.models import Letter
from portfolios.models import ProviderPerson
from register.models import RegisterScheme

TASK = "accreditation.programmes"
SYSTEM = Actor.system(TASK)
REMINDER = "accreditation/programme_reminder"


def accredited() -> QuerySet[Programme]:
    found = Programme.objects.filter(status=Programme.Status.ACCREDITED)
    return found.select_related("provider").order_by("pk")


# ---- Reminders ----


def steps_of(until_on: date, months: list[int]) -> dict[str, date]:
    """Each step by its name, with its day."""
    return {f"{until_on}-{each}": clock.add_months(until_on, -each) for each in months}


def due_step(until_on: date, months: list[int], today: date) -> str:
    """The latest step whose day has come; "" before the first and after the end."""
    come = {name: day for name, day in steps_of(until_on, months).items() if day <= today}
    return max(come, key=lambda name: come[name]) if come and today <= until_on else ""


def remind(today: date, *, now: datetime) -> None:
    """The latest due step, once for each who acts for the provider; not once it was asked."""
    months = RegisterScheme.objects.in_force_on(today).programme_reminder_months
    asked = ProgrammeRequest.objects.owed().filter(kind=ProgrammeRequest.Kind.RENEWAL)
    for programme in accredited().exclude(requests__in=asked):
        term = programme.term
        step = due_step(term.until_on, months, today) if term else ""
        if term and step:
            for each in programme.provider.people.by_name().filter(person__is_active=True):
                remind_person(programme, term, each, step, now=now)


def remind_person(
    programme: Programme, term: ProgrammeTerm, each: ProviderPerson, step: str, *, now: datetime
) -> None:
    letters.write(
        REMINDER,
        person=each.person,
        subject=programme,
        occasion=step,
        at=now,
        link=reverse("programmes:programme", args=[programme.public_id]),
        link_label="Vraag een nieuwe erkenning",
        programme=programme,
        until_on=term.until_on,
    )


def reminded(programme: Programme) -> list[Letter]:
    """Every reminder about a programme that was written."""
    subject = f"{programme._meta.label_lower}:{programme.pk}"
    return list(Letter.objects.filter(kind=REMINDER, subject=subject).order_by("pk"))


# ---- The end ----


def something_is_owed(programme: Programme, today: date) -> bool:
    """An answer of the register, the time to object to it, or to ask a renewal after a change."""
    if programme.requests.owed().exists() or programme.objections.open().exists():
        return True
    refused = Q(status=ProgrammeRequest.Status.REFUSED)
    decided = programme.requests.filter(refused | Q(kind=ProgrammeRequest.Kind.CHANGE))
    days = decided.exclude(decided_on=None).values_list("decided_on", flat=True)
    return any(day and today <= programme_decisions.until(day) for day in days)


def end(programme: Programme, *, today: date, now: datetime) -> None:
    """Who is under way may finish; everybody of the provider hears it, to tell them."""
    months = RegisterScheme.objects.in_force_on(today).programme_finish_months
    with transaction.atomic():
        call_off(programme, now=now, by=SYSTEM)
        programme.end(finish_on=clock.add_months(today, months), by=SYSTEM)
        end_terms(programme, today)
        tell(programme, "programme_ended", now=now)


def end_terms(programme: Programme, today: date) -> None:
    """Until today, also where it counted longer because an answer was owed; none lies ahead."""
    programme.terms.filter(from_on__gt=today).delete()
    last = programme.term
    if last:
        last.until_on = today
        last.save(update_fields=["until_on"])


def call_off(programme: Programme, *, now: datetime, by: Actor) -> None:
    """What was asked and what staff meant to do is off, now that the accreditation ends."""
    for request in programme.requests.open():
        request.withdraw(by=by)
    for hearing in programme.hearings.filter(status=ProgrammeHearing.Status.ANNOUNCED):
        hearing.fall_away(today=timezone.localdate(now), by=by)
        tell(programme, "programme_hearing_over", now=now, occasion=str(hearing.pk))


def tell(
    programme: Programme, kind: str, *, now: datetime, occasion: str = "", **facts: Any
) -> None:
    """To everybody who acts for the provider."""
    for each in programme.provider.people.by_name().filter(person__is_active=True):
        letters.write(
            f"accreditation/{kind}",
            person=each.person,
            subject=programme,
            occasion=occasion or str(programme.finish_on),
            at=now,
            link=reverse("programmes:programme", args=[programme.public_id]),
            link_label="Bekijk de opleiding",
            programme=programme,
            **facts,
        )


@job(TASK, daily_at=time(5, 50))
def run_programmes() -> None:
    """Remind in time, let go what nobody answers, and end what nobody asked to go on."""
    now, today = clock.now(), clock.today()
    with nobody_waits():
        programme_waiting.follow_needs(today, now=now, by=SYSTEM)
        programme_waiting.release_readers(today, now=now, by=SYSTEM)
        programme_waiting.remind_readers(today, now=now)
        remind(today, now=now)
        for programme in accredited():
            term = programme.term
            if term and term.until_on < today and not something_is_owed(programme, today):
                end(programme, today=today, now=now)


# ---- Withdrawing ----


def withdraw(programme: Programme, *, because: str, now: datetime, by: Actor) -> None:
    """The provider stops with it, today; who is under way may finish and keeps the way in."""
    with transaction.atomic():
        programmes.check_acts(programme.provider, by)
        forget_objections(programme, by=by)
        end_today(programme, because=because, now=now, by=by)
        tell(programme, "programme_withdrawn", now=now)


def forget_objections(programme: Programme, *, by: Actor) -> None:
    """A provider that stops by itself asks nothing of the committee any more."""
    for objection in programme.objections.open():
        objection.withdraw(by=by)


def end_today(programme: Programme, *, because: str, now: datetime, by: Actor) -> None:
    """The term ends today, what is open about it is off."""
    today = timezone.localdate(now)
    months = RegisterScheme.objects.in_force_on(today).programme_finish_months
    call_off(programme, now=now, by=by)
    programme.withdraw(because=because, finish_on=clock.add_months(today, months), by=by)
    end_terms(programme, today)
