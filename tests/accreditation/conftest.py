"""People around a talk, and cycles that reach a status through the real transitions."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from threading import Barrier
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connections

from accounts.actors import Actor
from accounts.models import Role, User
from accreditation import (
    assignment,
    cycles,
    dossiers,
    handing_in,
    readiness,
    reporting,
    scheduling,
)
from accreditation.models import Assessor, Conversation, Cycle, Slot
from portfolios.models import LearningPlan, LearningStory
from register.models import Organisation
from tests.makers import people, reference

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ADMITTED_ON = date(2023, 5, 1)  # ends on 1 May 2027: hand in from 1 May 2026, by 1 January 2027
WORDS = {"summary": "We spraken over jongeren.", "agreements": "", "discussed": True}


def make_assessor(given_names: str, last_name: str, **facts: object) -> Assessor:
    user = people.person(given_names, last_name, role=Role.ASSESSOR)
    facts = {"secrecy_signed_on": people.LONG_AGO, "provinces": ["Flevoland"], **facts}
    return Assessor.objects.create(user=user, **facts)


def by(assessor: Assessor) -> Actor:
    return Actor(assessor.user, Role.ASSESSOR)


def running(user: User, *, since: date = ADMITTED_ON, organisation: Organisation | None = None):
    """A registered person with a running cycle."""
    extra = {"organisation": organisation} if organisation else {}
    registration = people.registered(user, since=since, **extra)
    return cycles.start(registration.current_period, by=people.desk_actor())


def fill(user: User, *, goal: bool = True, story: bool = True) -> None:
    """One goal, and one title that is told rather than written."""
    if goal:
        plan = LearningPlan.objects.create(owner=user, started_on=ADMITTED_ON)
        plan.goals.create(title="Eerder doorvragen", added_on=ADMITTED_ON)
    if story:
        moment = datetime(2024, 1, 1, tzinfo=AMSTERDAM)
        LearningStory.objects.create(
            owner=user,
            title="Het gesprek aan de keukentafel",
            told_rather=True,
            started_at=moment,
            updated_at=moment,
        )


def handed_in(user: User, *, now: datetime, **kwargs: object) -> Cycle:
    cycle = running(user, **kwargs)
    fill(user)
    choice = readiness.everything(user)
    handing_in.hand_in(cycle, choice, now=now, by=Actor.self(user))
    return cycle


def assigned(user: User, assessor: Assessor, *, now: datetime, **kwargs: object) -> Cycle:
    cycle = handed_in(user, now=now, **kwargs)
    proposal = assignment.open_assignment(cycle)
    assert proposal.assessor == assessor
    assignment.accept(proposal, now=now, by=by(assessor))
    cycle.refresh_from_db()
    return cycle


def slot(assessor: Assessor, starts_at: datetime, *, now: datetime, kind: str = "development"):
    return scheduling.offer(
        assessor,
        kind=kind,
        starts_at=starts_at,
        online=True,
        place="https://video.example/kamer",
        now=now,
        by=by(assessor),
    )


def booked(
    user: User, assessor: Assessor, *, now: datetime, moment: Slot | None = None
) -> Conversation:
    cycle = assigned(user, assessor, now=now)
    moment = moment or slot(assessor, now + timedelta(days=7), now=now)
    return scheduling.book(cycle, moment, now=now, by=Actor.self(user))


def held(user: User, assessor: Assessor, *, now: datetime) -> Conversation:
    """A talk that took place a week after `now`, with the dossier opened before."""
    talk = booked(user, assessor, now=now)
    cycle = talk.seats.get().cycle
    dossiers.open_dossier(cycle, now=now, by=by(assessor))
    scheduling.hold(talk, now=talk.ends_at, by=by(assessor))
    return talk


def themes(**words: str) -> dict[str, dict[str, str]]:
    empty = dict.fromkeys(reporting.WORDS, "")
    made = {theme: dict(empty) for theme in ("craft", "client", "together", "ahead")}
    made["craft"] |= words
    return made


def shared(user: User, assessor: Assessor, *, now: datetime, advice: str = "renew", **words):
    talk = held(user, assessor, now=now)
    report = reporting.draft(talk, now=talk.ends_at, by=by(assessor))
    report = reporting.save_draft(
        report,
        version=report.version,
        words={**WORDS, "advice": advice, **words},
        themes=themes(told="Je vertelde over doorvragen."),
        now=talk.ends_at,
        by=by(assessor),
    )
    return reporting.share(report, now=talk.ends_at, by=by(assessor))


def signed(user: User, assessor: Assessor, *, now: datetime, at: datetime, **words):
    report = shared(user, assessor, now=now, **words)
    return reporting.sign(report, now=at, by=Actor.self(user))


@dataclass
class World:
    owner: User
    assessor: Assessor
    now: datetime


@pytest.fixture
def assessor(scheme) -> Assessor:
    """Somebody from another municipality in the same province."""
    return make_assessor("Hanneke", "Wit")


@pytest.fixture
def elsewhere(scheme) -> Organisation:
    return reference.municipality("Waterbeek", "Utrecht")


@pytest.fixture
def world(owner, assessor, now) -> World:
    return World(owner, assessor, now)


@pytest.fixture
def in_parallel():
    """Run functions at once, each on its own connection; their results or exceptions."""

    def run(*functions: Callable[[], Any]) -> list[Any]:
        barrier = Barrier(len(functions))

        def one(function: Callable[[], Any]) -> Any:
            try:
                barrier.wait(timeout=10)
                return function()
            except Exception as error:
                return error
            finally:
                connections.close_all()

        with ThreadPoolExecutor(len(functions)) as pool:
            return list(pool.map(one, functions))

    return run
