"""What waits for a programme is reminded, seen by the desk, and let go in the end."""

from datetime import timedelta

import pytest
import time_machine

from accounts.actors import Actor
from accounts.models import Role, RoleGrant
from accreditation import programme_decisions, programme_hearings, programme_terms
from accreditation.models import ProgrammeReading
from config import waiting
from outbox.models import Letter
from register.models import Chamber
from tests.makers import courses, people
from tests.makers import programmes as make

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")
WEEK = timedelta(weeks=1)
DAY = timedelta(days=1)
SILENT = "Erkenning van opleidingen: een lezer reageert niet"


@pytest.fixture
def provider(owner, now):
    return courses.provider(owner, now=now)


@pytest.fixture
def sent(provider, owner, today):
    return make.sent(provider, owner, today=today)


def letters(kind):
    return Letter.objects.filter(kind=f"accreditation/{kind}")


def night(when):
    with time_machine.travel(when, tick=False):
        programme_terms.run_programmes()


def test_what_is_needed_first_is_reminded_and_then_let_go(sent, desk, now):
    make.reviewed(sent, now=now, advice="first")
    by = Actor(desk, Role.DESK)
    programme_decisions.ask_first(sent, reason="Meer over vraag vijf.", now=now, by=by)
    elsewhere = {one.title for one in waiting.with_others(today=now.date(), now=now)}
    assert "Opleiders: eerst is er iets nodig" in elsewhere
    for weeks, count in ((7, 0), (8, 1), (12, 1), (16, 1)):
        night(now + weeks * WEEK)
        assert letters("programme_needs_again").count() == count, weeks
    sent.refresh_from_db()
    assert sent.status == "needs"
    night(now + 16 * WEEK + DAY)
    sent.refresh_from_db()
    assert (sent.status, letters("programme_needs_over").count()) == ("withdrawn", 1)
    assert "vraag vijf" not in letters("programme_needs_again").get().body


def test_a_reader_who_is_late_hears_it_once_and_the_desk_sees_it(sent, desk, now, today):
    make.readers(sent, now=now)
    night(now + 14 * DAY)
    assert not letters("programme_reading_again").exists()
    for days in (15, 20):
        night(now + days * DAY)
        assert letters("programme_reading_again").count() == 2
    later = now + 15 * DAY
    found = {one.title: one for one in waiting.for_desk(desk, today=later.date(), now=later)}
    assert (found[SILENT].count, found[SILENT].oldest) == (2, today)


def test_the_desk_sees_at_once_that_a_reader_is_no_longer_there(sent, desk, now, today):
    one, _ = make.readers(sent, now=now)
    assert SILENT not in {each.title for each in waiting.for_desk(desk, today=today, now=now)}
    RoleGrant.objects.filter(user=one.reader).update(until_on=today)
    assert list(ProgrammeReading.objects.stuck(today)) == [one]
    assert SILENT in {each.title for each in waiting.for_desk(desk, today=today, now=now)}


def test_who_is_refused_reads_why_and_until_when_to_object(sent, desk, now, today):
    make.reviewed(sent, now=now, advice="not")
    by = Actor(desk, Role.DESK)
    programme_decisions.propose_refusal(sent, reason="Veel te kort.", today=today, by=by)
    programme_decisions.refuse(sent, now=now, by=people.member("C", "Kamer", Chamber.EAST))
    body = letters("programme_refused").get().body
    assert "Veel te kort." in body
    assert "bezwaar maken tot en met 4 januari 2027" in body


def test_who_loses_an_accreditation_reads_why_and_until_when_to_object(provider, owner, desk, now):
    programme = make.accredited(provider, owner, now=now)
    by = Actor(desk, Role.DESK)
    hearing = programme_hearings.announce(programme, because="Geen groep.", now=now, by=by)
    programme_hearings.respond(hearing, response="Wel.", now=now, by=Actor.self(owner))
    programme_hearings.carry_out(hearing, now=now, by=people.member("C", "Kamer", Chamber.EAST))
    body = letters("programme_withdrawn_by_two").get().body
    assert "Geen groep." in body
    assert "bezwaar maken tot en met 4 januari 2027" in body
    assert not letters("programme_withdrawn").exists()
