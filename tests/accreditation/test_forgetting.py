"""What was handed in goes six weeks after the decision, and not while somebody objects."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actors import Actor
from accreditation import (
    assignment,
    decisions,
    dossiers,
    forgetting,
    handing_in,
    leaving,
    readiness,
    reporting,
    sealing,
)
from accreditation.models import Assessor, Assignment, ConversationReport, Cycle
from audit.models import Event
from kit import clock
from portfolios.models import DossierSnapshot
from register.models import Chamber
from tests.accreditation.conftest import AMSTERDAM, by, held, make_assessor, signed
from tests.makers import cases, people

FRIDAY = datetime(2026, 12, 4, 16, 0, tzinfo=AMSTERDAM)
MONDAY = date(2026, 12, 7)
AGREED = "Elk kwartaal intervisie."
SIX_WEEKS_ON = MONDAY + timedelta(weeks=6)


@pytest.fixture
def decided(world) -> Cycle:
    signed(
        world.owner, world.assessor, now=world.now, at=FRIDAY,
        advice="renew_with_agreements", agreements=AGREED,
    )  # fmt: skip
    cycle = Cycle.objects.get(person=world.owner)
    decisions.settle(cycle, today=MONDAY)
    return cycle


def test_it_stays_for_six_weeks_and_is_gone_then(decided):
    assert not forgetting.due_on(SIX_WEEKS_ON - timedelta(days=1)).exists()
    (due,) = forgetting.due_on(SIX_WEEKS_ON)
    forgetting.forget(due)
    decided.refresh_from_db()
    assert decided.snapshot is None
    assert not DossierSnapshot.objects.exists()
    assert decided.status == "decided"
    assert Event.objects.of(decided).latest("id").verb == "cycle.forget_dossier"
    assert not forgetting.due_on(SIX_WEEKS_ON).exists()


def test_during_an_objection_it_waits(decided, world):
    _, member = people.members(Chamber.EAST)
    refused = cases.refused(world.owner, today=MONDAY, by=member)
    cases.objection(refused, today=MONDAY)
    assert not forgetting.due_on(SIX_WEEKS_ON).exists()


# ---- The report, and its agreements ----


A_CYCLE_ON = date(2030, 12, 7)


def report_of(cycle: Cycle) -> ConversationReport:
    return ConversationReport.objects.get(conversation__seats__cycle=cycle)


def test_the_report_stays_a_whole_cycle_and_leaves_its_seal(decided):
    report = report_of(decided)
    assert report.seal
    assert not forgetting.reports_due_on(A_CYCLE_ON - timedelta(days=1)).exists()
    assert list(forgetting.reports_due_on(A_CYCLE_ON)) == [report]
    forgetting.forget_words(report)
    left = report_of(decided)
    assert (left.summary, left.agreements, left.own_words) == ("(gewist)", AGREED, "")
    assert (left.seal, left.advice) == (report.seal, report.advice)
    assert not left.themes.exists()
    assert not forgetting.reports_due_on(A_CYCLE_ON).exists()


def test_during_an_objection_the_report_waits_too(decided, world):
    _, member = people.members(Chamber.EAST)
    refused = cases.refused(world.owner, today=MONDAY, by=member)
    cases.objection(refused, today=MONDAY)
    assert not forgetting.reports_due_on(A_CYCLE_ON).exists()


def test_agreements_go_at_the_next_decision(decided, standing_clock):
    forgetting.forget_written()
    assert report_of(decided).agreements == AGREED
    following = Cycle.objects.exclude(pk=decided.pk).get(person=decided.person)
    other = make_assessor("Nora", "Bos")
    Assignment.objects.create(
        cycle=following, assessor=other, proposed_on=MONDAY, accepted_on=MONDAY, reasons=[]
    )
    Cycle.objects.filter(pk=following.pk).update(
        status="decided", decided_on=date(2030, 11, 1), assessor=other
    )
    forgetting.forget_written()
    left = report_of(decided)
    assert left.agreements == "(gewist)"
    assert left.summary != "(gewist)"  # the report itself until the cycle is over
    assert not sealing.broken().exists()


def test_of_who_left_the_agreements_go_with_the_report(decided, standing_clock):
    """No next assessor will read them."""
    leaving.leave(decided.person.registration, now=clock.now(), by=Actor.self(decided.person))
    forgetting.forget_written()
    assert report_of(decided).agreements == AGREED
    standing_clock.move_to(datetime(2030, 12, 7, 12, tzinfo=AMSTERDAM))
    forgetting.forget_written()
    assert report_of(decided).agreements == "(gewist)"


def test_the_next_assessor_reads_what_was_agreed_and_nobody_else(decided, login, standing_clock):
    """Beside the dossier, once it was opened; until the decision (domain §7)."""
    standing_clock.move_to(datetime(2030, 12, 8, 12, tzinfo=AMSTERDAM))
    forgetting.forget_written()  # the report itself is gone by then
    following, other = Cycle.objects.exclude(pk=decided.pk).get(), make_assessor("Nora", "Bos")
    handing_in.hand_in(
        following, readiness.everything(decided.person),
        now=clock.now(), by=Actor.self(decided.person),
    )  # fmt: skip
    proposal = assignment.open_assignment(following)
    assert proposal.assessor == other
    assignment.accept(proposal, now=clock.now(), by=by(other))
    pages = [reverse(f"assessing:{one}", args=[following.public_id]) for one in ("case", "dossier")]
    told = lambda: [AGREED in login(other.user).get(one).content.decode() for one in pages]  # noqa: E731
    assert told() == [False, False]
    following.refresh_from_db()
    dossiers.open_dossier(following, now=clock.now(), by=by(other))
    assert told() == [False, True]
    former = login(Assessor.objects.exclude(pk=other.pk).get().user)
    assert [former.get(one).status_code for one in pages] == [404, 404]
    Cycle.objects.filter(pk=following.pk).update(status="decided", decided_on=clock.today())
    assert [login(other.user).get(one).status_code for one in pages][1] == 404


def test_the_database_lets_the_words_go_together_and_no_other_way(decided):
    report = report_of(decided)
    for wrong in ({"summary": "Anders."}, {"agreements": "(gewist)"}, {"own_words": "Anders."}):
        with pytest.raises(IntegrityError, match="sealed report"), transaction.atomic():
            ConversationReport.objects.filter(pk=report.pk).update(**wrong)


def test_of_a_draft_that_was_never_shared_the_agreements_go_too(world):
    """Nobody will read them."""
    talk = held(world.owner, world.assessor, now=world.now)
    report = reporting.draft(talk, now=talk.ends_at, by=by(world.assessor))
    ConversationReport.objects.filter(pk=report.pk).update(agreements=AGREED)
    forgetting.forget_words(report)
    assert not ConversationReport.objects.filter(agreements=AGREED).exists()
