"""One side never signs: silence of the professional closes a report, and costs nothing."""

from datetime import datetime, timedelta

import pytest

from accounts.actors import Actor
from accreditation import closing, decisions, reporting
from accreditation.models import ConversationReport, Cycle, Decision
from audit.acts import NotAllowed
from outbox.models import Letter
from register.models import Certificate, Registration
from tests.accreditation.conftest import AMSTERDAM, held, shared

MONDAY = datetime(2026, 12, 21, 10, 0, tzinfo=AMSTERDAM)  # the third week after the talk


@pytest.fixture
def report(world):
    return shared(world.owner, world.assessor, now=world.now)  # on Monday 30 November


def night(report, day: int, standing_clock, run_jobs) -> ConversationReport:
    standing_clock.move_to(datetime(2026, 12, day, 5, 0, tzinfo=AMSTERDAM))
    closing.close_reports()
    run_jobs("accreditation.close_report")
    report.refresh_from_db()
    return report


def kinds(user) -> list[str]:
    return [k.rpartition("/")[2] for k in Letter.objects.filter(person=user).order_by("pk")
            .values_list("kind", flat=True)]  # fmt: skip


def test_the_person_has_the_days_of_the_scheme_and_is_reminded(report, world, standing_clock,
                                                              run_jobs):  # fmt: skip
    assert night(report, 6, standing_clock, run_jobs).closed_at is None
    assert "report_closes" not in kinds(world.owner)
    night(report, 7, standing_clock, run_jobs)
    night(report, 8, standing_clock, run_jobs)
    assert kinds(world.owner).count("report_closes") == 1
    assert "14 december 2026" in Letter.objects.get(kind__endswith="report_closes").body
    assert night(report, 14, standing_clock, run_jobs).closed_at is None
    assert night(report, 15, standing_clock, run_jobs).closed_at is not None
    assert len(report.seal) == 64
    assert "report_closed" in kinds(world.owner)


def test_the_decision_follows_the_next_working_day(report, world, standing_clock, run_jobs):
    before = Certificate.objects.get(registration__person=world.owner, status="issued")
    night(report, 18, standing_clock, run_jobs)  # a Friday
    cycle = Cycle.objects.get(person=world.owner)
    assert Registration.objects.get(person=world.owner).status == "active"
    assert decisions.due_on(MONDAY.date() - timedelta(days=1)) == []
    assert decisions.due_on(MONDAY.date()) == [cycle]
    decision = decisions.settle(cycle, today=MONDAY.date())
    assert decision.outcome == Decision.Outcome.RENEWED
    after = Certificate.objects.get(registration__person=world.owner, status="issued")
    assert after.period.from_on == before.period.until_on


def test_own_words_that_were_saved_are_in_it_and_nothing_changes_after(report, world,
                                                                      standing_clock,
                                                                      run_jobs):  # fmt: skip
    me = Actor.self(world.owner)
    report = reporting.save_own_words(
        report, version=report.version, own_words="Zo was het.", now=world.now, by=me
    )
    night(report, 15, standing_clock, run_jobs)
    assert report.own_words == "Zo was het."
    with pytest.raises(NotAllowed, match="gesloten"):
        reporting.sign(report, now=MONDAY, by=me)


def test_an_assessor_who_is_late_closes_nothing(world, standing_clock, run_jobs):
    """Held, drafted and never shared: it stays so, and the person stays registered."""
    talk = held(world.owner, world.assessor, now=world.now)
    reporting.draft(talk, now=talk.ends_at, by=Actor(world.assessor.user, "assessor"))
    standing_clock.move_to(datetime(2027, 12, 1, 5, 0, tzinfo=AMSTERDAM))
    closing.close_reports()
    run_jobs("accreditation.close_report")
    report = ConversationReport.objects.get()
    assert (report.closed_at, report.seal) == (None, "")
    with pytest.raises(NotAllowed):
        closing.close(report, now=MONDAY)


def test_who_signs_in_time_is_not_closed(report, world, standing_clock, run_jobs):
    reporting.sign(report, now=world.now, by=Actor.self(world.owner))
    assert night(report, 20, standing_clock, run_jobs).closed_at is None
    with pytest.raises(NotAllowed):
        closing.close(report, now=MONDAY)


def test_the_pages_say_so_to_both(login, report, world, standing_clock, run_jobs):
    """Until when; and afterwards that it closed by itself, with the same result."""
    mine = f"/mijn/gesprek/verslag/{report.conversation.public_id}/"
    theirs = f"/assessor/gesprekken/{report.conversation.public_id}/verslag/"
    client = login(world.owner)
    assert "14 december 2026" in client.get(mine).content.decode()
    night(report, 15, standing_clock, run_jobs)
    client = login(world.owner)
    page = client.get(mine).content.decode()
    assert "Dit verslag is gesloten" in page
    assert "<form" not in page.partition("<main")[2]
    assert "Je registratie wordt verlengd" in client.get("/mijn/gesprek/").content.decode()
    client = login(world.assessor.user)
    assert "sloot het verslag vanzelf" in client.get(theirs).content.decode()
