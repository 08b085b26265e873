"""Deciding about a programme: the desk grants, a refusal takes a second from the committee."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.actors import Actor
from accreditation import programmes
from accreditation.models import Programme, ProgrammeRequest
from accreditation.programme_reading import check_decides, check_no_tie
from audit.acts import NotAllowed
from kit import clock
from portfolios.models import Provider
from register.models import RegisterScheme

Kind = ProgrammeRequest.Kind
DAY = timedelta(days=1)


def find_the_same(request: ProgrammeRequest, *, reason: str, now: datetime, by: Actor) -> None:
    """A change of words that leaves it the same programme: no new look, the same term."""
    today = timezone.localdate(now)
    with transaction.atomic():
        if not request.is_change:
            raise NotAllowed("Alleen een wijziging kan dezelfde opleiding blijven.")
        check_decides(request, by.user, today=today)
        request.find_the_same(reason=reason, today=today, by=by)
        programme = request.programme
        programme.carry_on(title=request.title, words=request.words, by=by)
        programmes.tell("programme_same", request, now=now)


def grant(
    request: ProgrammeRequest, *, reason: str, from_on: date | None, now: datetime, by: Actor
) -> None:
    """Accredited for the years of the scheme; a first one may count for who completed it before."""
    today = timezone.localdate(now)
    with transaction.atomic():
        check_decides(request, by.user, today=today)
        request.grant(reason=reason, today=today, by=by)
        take_effect(request, from_on=from_on or today, today=today, by=by)
        programmes.tell("programme_granted", request, now=now)


def take_effect(request: ProgrammeRequest, *, from_on: date, today: date, by: Actor) -> None:
    """Raises NotAllowed where there is nothing left that could be accredited."""
    programme, is_first = request.programme, request.kind == Kind.FIRST
    if not Provider.objects.working().filter(pk=programme.provider_id).exists():
        raise NotAllowed("Deze opleider is gestopt.")
    words = {"title": request.title, "words": request.words}
    if programme.is_accredited:
        programme.carry_on(**words, by=by)
        if is_first or request.is_change:
            return  # its term runs already
    elif not is_first:
        raise NotAllowed("De erkenning is intussen gestopt. De opleider kan opnieuw vragen.")
    else:
        if from_on > today:
            raise NotAllowed("Kies een dag die geweest is, of vandaag.")
        programme.accredit(**words, by=by)
    add_term(programme, request, from_on=from_on, today=today)


def add_term(
    programme: Programme, request: ProgrammeRequest, *, from_on: date, today: date
) -> None:
    """A renewal joins the term before, however late the register was; another begins anew."""
    years = RegisterScheme.objects.in_force_on(today).programme_years
    last = programme.term
    if request.kind == Kind.RENEWAL and last is not None:
        begins = last.until_on + DAY
        until = clock.add_years(begins, years) - DAY
    else:
        begins = max(from_on, last.until_on + DAY) if last else from_on
        until = clock.add_years(today, years) - DAY
    programme.terms.create(request=request, from_on=begins, until_on=until)


def ask_first(request: ProgrammeRequest, *, reason: str, now: datetime, by: Actor) -> None:
    """Something is needed before it can be accredited; the provider changes it and sends again."""
    today = timezone.localdate(now)
    with transaction.atomic():
        check_decides(request, by.user, today=today)
        request.ask_first(reason=reason, today=today, by=by)
        programmes.tell("programme_needs", request, now=now, occasion=str(request.round))


def propose_refusal(request: ProgrammeRequest, *, reason: str, today: date, by: Actor) -> None:
    with transaction.atomic():
        check_decides(request, by.user, today=today)
        request.propose_refusal(reason=reason, today=today, by=by)


def drop_refusal(request: ProgrammeRequest, *, today: date, by: Actor) -> None:
    """The proposal is off the table."""
    with transaction.atomic():
        check_no_tie(request, by.user, today=today)
        request.drop_refusal(by=by)


def refuse(request: ProgrammeRequest, *, now: datetime, by: Actor) -> None:
    """The second signature. What was accredited stays so for its term."""
    today = timezone.localdate(now)
    with transaction.atomic():
        check_decides(request, by.user, today=today)
        request.refuse(today=today, by=by)
        programmes.tell("programme_refused", request, now=now, objection_by=until(today))


def until(decided_on: date) -> date:
    """The last day to object to what was decided on this day; and, after a change, to renew."""
    weeks = RegisterScheme.objects.in_force_on(decided_on).objection_weeks
    return decided_on + timedelta(weeks=weeks)


def objection_by(request: ProgrammeRequest) -> date | None:
    """Until when the provider can object; None where nothing was refused."""
    if request.status != ProgrammeRequest.Status.REFUSED or request.decided_on is None:
        return None
    return until(request.decided_on)
