"""Programmes that open a way in, through the real steps."""

from datetime import date, datetime

from accounts.actors import Actor
from accounts.models import Role, User
from accreditation import programme_decisions, programme_reading, programmes
from accreditation.models import Programme, ProgrammeReading, ProgrammeRequest
from portfolios.models import Provider
from tests.makers import people

TITLE = "Effectieve Klantmanager"
WORDS = "Anderhalf jaar leren naast het werk, met een eigen plan."
FINDINGS = "Helder verteld, en het past bij de regeling."


def draft(provider: Provider, by: User, *, today: date, title: str = TITLE) -> ProgrammeRequest:
    """A first request with an answer to each question."""
    actor = Actor.self(by)
    made = programmes.begin(provider, title, today=today, by=actor)
    return filled(made, by)


def filled(
    request: ProgrammeRequest, by: User, answer: str = "Zo doen wij dat"
) -> ProgrammeRequest:
    answers = [f"{answer}, vraag {number}." for number, *_ in request.told]
    facts = {"title": request.title, "words": WORDS, "answers": answers}
    request.refresh_from_db()
    return programmes.write(request, facts, {}, version=request.version, by=Actor.self(by))


def sent(provider: Provider, by: User, *, today: date, title: str = TITLE) -> ProgrammeRequest:
    made = draft(provider, by, today=today, title=title)
    programmes.send(made, today=today, by=Actor.self(by))
    return made


def readers(request: ProgrammeRequest, *, now: datetime) -> list[ProgrammeReading]:
    """Two who are free read it."""
    two = list(programme_reading.may_read(request, today=now.date())[:2])
    while len(two) < 2:
        name = ("Eerste", "Tweede")[len(two)]
        two.append(people.person(name, f"Lezer{request.pk}", role=Role.ASSESSOR))
    programme_reading.ask(request, two, now=now, by=people.desk_actor())
    return list(request.readings.filter(round=request.round))


def acting(reading: ProgrammeReading) -> Actor:
    return Actor(reading.reader, Role.ASSESSOR)


def reviewed(
    request: ProgrammeRequest, *, now: datetime, advice: str = "accredit"
) -> ProgrammeRequest:
    for one in readers(request, now=now):
        programme_reading.give(
            one, findings=FINDINGS, advice=advice, today=now.date(), by=acting(one)
        )
    request.refresh_from_db()
    return request


def granted(
    request: ProgrammeRequest, *, now: datetime, from_on: date | None = None
) -> ProgrammeRequest:
    programme_decisions.grant(
        reviewed(request, now=now),
        reason="Past bij de regeling.",
        from_on=from_on,
        now=now,
        by=people.desk_actor(),
    )
    return request


def accredited(
    provider: Provider, by: User, *, now: datetime, from_on: date | None = None, title: str = TITLE
) -> Programme:
    made = sent(provider, by, today=now.date(), title=title)
    return granted(made, now=now, from_on=from_on).programme
