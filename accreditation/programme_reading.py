"""Two people read a request, each alone; only when both handed in is anything of it to be read."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Role, RoleGrant, User
from accreditation.models import ProgrammeReading, ProgrammeRequest
from audit.acts import NotAllowed, locked, write_new
from kit import clock
from outbox import letters
from portfolios.models import Provider
from register.models import RegisterScheme

READERS = 2
TIES = """
SELECT p.id, t.user_id
FROM unnest(%s::bigint[]) AS p (id), LATERAL provider_ties(p.id, %s::bigint[], %s) t
"""
TIED = "Je werkt voor deze opleider, werkte er kort geleden voor, of geeft er les."


def ties(
    providers: Collection[int], user_ids: Collection[int], *, today: date
) -> set[tuple[int, int]]:
    """Which of these work or teach for which provider, or did so in the years of the scheme."""
    if not providers or not user_ids:
        return set()
    scheme = RegisterScheme.objects.in_force_on(today)
    since = clock.add_years(today, -scheme.conflict_years)
    with connection.cursor() as cursor:
        cursor.execute(TIES, [list(providers), list(user_ids), since])
        return set(cursor.fetchall())


def tied(provider: Provider, user_ids: Collection[int], *, today: date) -> set[int]:
    """Who of these has a tie to this provider."""
    return {user for _, user in ties([provider.pk], user_ids, today=today)}


def tied_to(user: User, providers: Iterable[int], *, today: date) -> set[int]:
    """To which of these providers somebody has a tie."""
    return {provider for provider, _ in ties(set(providers), [user.pk], today=today)}


def check_no_tie(request: ProgrammeRequest, user: Any, *, today: date) -> None:
    """The same rule for who reads, asks, decides and signs. Raises NotAllowed."""
    check_no_tie_to(request.programme.provider, user, today=today)


def check_no_tie_to(provider: Provider, user: Any, *, today: date) -> None:
    if tied(provider, [user.pk], today=today):
        raise NotAllowed(TIED)


def check_decides(request: ProgrammeRequest, user: Any, *, today: date) -> None:
    """Without a tie, and not somebody who read it. Raises NotAllowed."""
    check_no_tie(request, user, today=today)
    if request.readings.taken().filter(reader=user).exists():
        raise NotAllowed("Je las deze aanvraag zelf. Een ander beslist erover.")


def of_reader(user: User, *, today: date) -> QuerySet[ProgrammeReading]:
    """What this person was asked to read, without providers to whom a tie came meanwhile."""
    found = ProgrammeReading.objects.of(user)
    return found.exclude(request__programme__provider__in=released_from(found, user, today=today))


def released_from(readings: QuerySet[ProgrammeReading], user: User, *, today: date) -> set[int]:
    """The providers of these to whom a tie came."""
    providers = readings.values_list("request__programme__provider", flat=True)
    return tied_to(user, providers, today=today)


def released(user: User, *, today: date) -> QuerySet[ProgrammeReading]:
    """What this person was asked to read, of providers to whom a tie came meanwhile."""
    asked = ProgrammeReading.objects.filter(reader=user, request__status__in=ProgrammeRequest.OPEN)
    return asked.filter(request__programme__provider__in=released_from(asked, user, today=today))


def may_read(request: ProgrammeRequest, *, today: date) -> QuerySet[User]:
    """Assessors and members of the committee without a tie, who did not read this round yet.

    Who works at the desk decides, and reads nothing.
    """
    grants = RoleGrant.objects.on(today).filter(role__in=(Role.ASSESSOR, Role.COMMITTEE))
    held = User.objects.filter(is_active=True, role_grants__in=grants)
    at_desk = RoleGrant.objects.on(today).filter(role=Role.DESK).values("user")
    asked = request.readings.filter(round=request.round).values("reader")
    found = held.exclude(pk__in=at_desk).exclude(pk__in=asked).exclude(pk=request.asked_by_id)
    not_these = tied(request.programme.provider, found.values_list("pk", flat=True), today=today)
    return found.exclude(pk__in=not_these).distinct().order_by("name_key", "pk")


def ask(request: ProgrammeRequest, readers: Collection[User], *, now: datetime, by: Actor) -> None:
    """Two, or the one that is missing. Raises NotAllowed for who has a tie or reads already."""
    today = timezone.localdate(now)
    with transaction.atomic():
        fresh = locked(request)
        check_no_tie(fresh, by.user, today=today)
        there = fresh.readings.taken().filter(round=fresh.round).count()
        if there + len(readers) != READERS:
            raise NotAllowed("Kies er twee. Wie teruggaf, wordt door één ander vervangen.")
        fit = set(may_read(fresh, today=today).values_list("pk", flat=True))
        if not fit.issuperset(one.pk for one in readers):
            raise NotAllowed("Een van deze mensen kan dit niet lezen. Kies een ander.")
        if fresh.status == ProgrammeRequest.Status.SENT:
            fresh.ask_readers(by=by)
        elif fresh.status != ProgrammeRequest.Status.IN_REVIEW:
            raise NotAllowed("Er wordt nu niemand gevraagd om te lezen.")
        for one in readers:
            made = ProgrammeReading(request=fresh, reader=one, round=fresh.round, asked_on=today)
            write_new("programmereading.ask", made, by=by)
            letters.write(
                "accreditation/programme_reading",
                person=one,
                subject=made,
                at=now,
                link=reverse("programme_reader:home"),
                link_label="Lees de aanvraag",
                programme=fresh.programme,
            )


def give(reading: ProgrammeReading, *, findings: str, advice: str, today: date, by: Actor) -> None:
    """Handed in once. With the second one the desk can decide."""
    with transaction.atomic():
        request = locked(reading.request)
        check_no_tie(request, by.user, today=today)
        if request.status != ProgrammeRequest.Status.IN_REVIEW:
            raise NotAllowed("Deze aanvraag wordt nu niet gelezen.")
        reading.give(findings=findings, advice=advice, today=today, by=by)
        given = request.readings.filter(round=request.round, status=ProgrammeReading.Status.GIVEN)
        if given.count() == READERS:
            request.note_read(by=by)


def decline(reading: ProgrammeReading, *, today: date, by: Actor) -> None:
    """By the reader, also one with a tie; or by somebody of the desk without one."""
    with transaction.atomic():
        request = locked(reading.request)
        if by.role == Role.DESK:
            check_no_tie(request, by.user, today=today)
        reading.decline(by=by)


def read_of(request: ProgrammeRequest) -> list[ProgrammeReading]:
    """What was found in each round, once both of that round handed in; before that nothing."""
    given = list(
        request.readings.filter(status=ProgrammeReading.Status.GIVEN).select_related("reader")
    )
    rounds = [one.round for one in given]
    return [one for one in given if rounds.count(one.round) == READERS]
