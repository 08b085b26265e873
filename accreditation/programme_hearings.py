"""Withdrawing an accreditation against the will of the provider: announced, heard, by two."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Role
from accreditation import programme_decisions, programme_terms, programmes
from accreditation.models import Programme, ProgrammeHearing
from accreditation.programme_reading import check_no_tie_to
from audit.acts import NotAllowed, act, locked
from register.models import RegisterScheme


def announce(programme: Programme, *, because: str, now: datetime, by: Actor) -> ProgrammeHearing:
    """With the reason, and the days of the scheme to say something about it."""
    today = timezone.localdate(now)
    if by.role != Role.DESK:
        raise NotAllowed("Alleen het bureau kan dit aankondigen.")
    days = RegisterScheme.objects.in_force_on(today).hearing_notice_days
    with transaction.atomic():
        fresh = locked(programme)
        check_no_tie_to(fresh.provider, by.user, today=today)
        if not fresh.is_accredited:
            raise NotAllowed("Deze opleiding is nu niet erkend.")
        made = ProgrammeHearing(
            programme=fresh,
            because=because,
            announced_by=by.person,
            announced_on=today,
            answer_by=today + timedelta(days=days),
        )
        try:
            with transaction.atomic(), act("programmehearing.announce", made, by=by):
                made.save()
        except IntegrityError as refusal:
            raise NotAllowed("Er ligt al een voornemen.") from refusal
        programme_terms.tell(
            fresh, "programme_hearing", now=now, occasion=str(made.pk), hearing=made
        )
    return made


def respond(hearing: ProgrammeHearing, *, response: str, now: datetime, by: Actor) -> None:
    with transaction.atomic():
        programmes.check_acts(hearing.programme.provider, by)
        hearing.respond(response=response, today=timezone.localdate(now), by=by)


def drop(hearing: ProgrammeHearing, *, now: datetime, by: Actor) -> None:
    """Nothing happens; the provider hears it."""
    today = timezone.localdate(now)
    with transaction.atomic():
        check_no_tie_to(hearing.programme.provider, by.user, today=today)
        hearing.drop(today=today, by=by)
        programme_terms.tell(
            hearing.programme, "programme_hearing_dropped", now=now, occasion=str(hearing.pk)
        )


def carry_out(hearing: ProgrammeHearing, *, now: datetime, by: Actor) -> None:
    """The second signature: it ends today, and who is under way may finish."""
    today = timezone.localdate(now)
    with transaction.atomic():
        programme = locked(hearing.programme)
        check_no_tie_to(programme.provider, by.user, today=today)
        term = programme.terms.filter(from_on__lte=today).last()
        if term is None or not programme.is_accredited:
            raise NotAllowed("Deze opleiding is nu niet erkend.")
        ahead = [
            [each.request_id, each.from_on.isoformat(), each.until_on.isoformat()]
            for each in programme.terms.filter(from_on__gt=today)
        ]
        hearing.carry_out(term_until_on=term.until_on, terms_ahead=ahead, today=today, by=by)
        programme_terms.end_today(programme, because=hearing.because, now=now, by=by)
        last = programme_decisions.until(today)
        programme_terms.tell(programme, "programme_withdrawn_by_two", now=now, objection_by=last)


def set_aside(hearing: ProgrammeHearing, *, by: Actor) -> None:
    """An objection was upheld: accredited as before, as if it never stopped."""
    programme = locked(hearing.programme)
    hearing.set_aside(by=by)
    if programme.is_accredited:
        return  # asked anew, and granted meanwhile
    programme.accredit(title=programme.title, words=programme.words, by=by)
    last = programme.term
    if last and hearing.term_until_on:
        last.until_on = max(last.until_on, hearing.term_until_on)
        last.save(update_fields=["until_on"])
    for request, from_on, until_on in hearing.terms_ahead:
        programme.terms.create(request_id=request, from_on=from_on, until_on=until_on)
