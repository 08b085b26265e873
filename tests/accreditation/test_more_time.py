"""More time: a plan and a second talk; registered all the while, the certificate is right."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.actors import Actor
from accreditation import (
    assignment,
    decisions,
    handing_in,
    lapsing,
    more_time,
    readiness,
    reporting,
    scheduling,
)
from accreditation.models import Conversation, ConversationReport, Cycle, Decision
from audit.acts import NotAllowed
from config import integrity
from outbox.models import Letter
from portfolios.models import DossierSnapshot
from register.models import Certificate, Deferral, Registration
from tests.accreditation.conftest import (
    AMSTERDAM,
    WORDS,
    by,
    held,
    make_assessor,
    shared,
    slot,
    themes,
)

FRIDAY = datetime(2026, 12, 4, 16, 0, tzinfo=AMSTERDAM)
MONDAY = date(2026, 12, 7)
PLAN = {
    "advice": "more_time",
    "more_time_because": "Je wilt eerst zelf ervaring opdoen met lastige gesprekken.",
    "mentor": "Karin Dekker",
    "follow_up_on": [date(2027, 2, 1), date(2027, 4, 1)],
    "talk_by": date(2027, 9, 1),
    "talk_with": "other",
}


def with_plan(world, **words):
    return shared(world.owner, world.assessor, now=world.now, **{**PLAN, **words})


def granted(world, **words) -> Cycle:
    report = with_plan(world, **words)
    reporting.sign(report, now=FRIDAY, by=Actor.self(world.owner))
    cycle = Cycle.objects.get(person=world.owner)
    decisions.settle(cycle, today=MONDAY)
    cycle.refresh_from_db()
    return cycle


def certificate(user) -> Certificate:
    return Certificate.objects.get(registration__person=user, status="issued")


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"more_time_because": " "}, "more_time_because"),
        ({"mentor": ""}, "mentor"),
        ({"talk_by": None}, "talk_by"),
        ({"talk_by": date(2027, 12, 1)}, "talk_by"),  # more than twelve months after the talk
        ({"talk_by": date(2026, 11, 1)}, "talk_by"),
        ({"talk_with": ""}, "talk_with"),
        ({"follow_up_on": [date(2027, 10, 1)]}, "look_back_1"),
    ],
)
def test_more_time_needs_a_reason_and_a_plan_within_the_months_of_the_scheme(world, words, field):
    talk = held(world.owner, world.assessor, now=world.now)
    report = reporting.draft(talk, now=talk.ends_at, by=by(world.assessor))
    report = reporting.save_draft(
        report,
        version=1,
        words={**WORDS, **PLAN, **words},
        themes=themes(),
        now=talk.ends_at,
        by=by(world.assessor),
    )
    assert field in reporting.missing(report)
    with pytest.raises(NotAllowed):
        reporting.share(report, now=talk.ends_at, by=by(world.assessor))


def test_another_advice_has_no_plan_and_the_database_asks_for_one(world):
    report = with_plan(world, advice="renew")
    assert (report.talk_by, report.mentor, report.follow_up_on) == (None, "", [])
    with pytest.raises(IntegrityError, match="more_time_comes_with"), transaction.atomic():
        ConversationReport.objects.filter(pk=report.pk).update(advice="more_time")


def test_registered_all_the_while_and_the_term_moves_along(world, standing_clock):
    standing_clock.move_to(FRIDAY)
    report = with_plan(world)
    held_before = certificate(world.owner)
    end = Registration.objects.get(person=world.owner).current_period.until_on
    reporting.sign(report, now=FRIDAY, by=Actor.self(world.owner))
    cycle = Cycle.objects.get(person=world.owner)
    standing_clock.move_to(datetime(2026, 12, 7, 5, 0, tzinfo=AMSTERDAM))
    assert decisions.due_on(MONDAY) == [cycle]
    decisions.settle(cycle, today=MONDAY)
    registration = Registration.objects.get(person=world.owner)
    period = registration.current_period
    assert (cycle.status, registration.status) == ("more_time", "active")
    assert period.until_on == end  # the anniversary stays where it was
    assert period.hand_in_on >= PLAN["talk_by"]
    assert certificate(world.owner) == held_before
    assert Deferral.objects.get().extension.months == period.extended_months
    found = lapsing.obstacles(registration, today=date(2030, 1, 1))
    assert found == ["Er is meer tijd afgesproken."]
    letter = Letter.objects.get(person=world.owner, kind="accreditation/more_time")
    for words in ("Karin Dekker", "1 september 2027", "18 januari 2027", "andere assessor"):
        assert words in letter.body
    assert list(integrity.broken(MONDAY)) == []


def second_talk(cycle: Cycle, now: datetime) -> Conversation:
    """Handed in again, accepted by whoever is asked, and booked."""
    user = cycle.person
    handing_in.hand_in(cycle, readiness.everything(user), now=now, by=Actor.self(user))
    proposal = assignment.open_assignment(cycle)
    assignment.accept(proposal, now=now, by=by(proposal.assessor))
    cycle.refresh_from_db()
    moment = slot(cycle.assessor, now + timedelta(days=7), now=now)
    kind = scheduling.kind_for(cycle)
    return scheduling.book(cycle, moment, now=now, by=Actor.self(user), kind=kind)


@pytest.mark.parametrize("who", ["same", "other"])
def test_the_second_talk_is_with_whom_was_agreed_and_leads_to_renewal(world, who):
    other = make_assessor("Otto", "Ander", provinces=["Drenthe"], online=False)
    cycle = granted(world, talk_with=who)
    more_time.agree(cycle, today=MONDAY, by=Actor.self(world.owner))
    assert (cycle.status, cycle.snapshot) == ("running", None)
    assert not DossierSnapshot.objects.filter(owner=world.owner).exists()
    now = datetime(2027, 3, 1, 10, 0, tzinfo=AMSTERDAM)
    talk = second_talk(cycle, now)
    assert talk.kind == Conversation.Kind.SECOND
    assert talk.assessor == (world.assessor if who == "same" else other)
    scheduling.hold(talk, now=talk.ends_at, by=by(talk.assessor))
    report = reporting.draft(talk, now=talk.ends_at, by=by(talk.assessor))
    assert "more_time" not in reporting.offered(cycle)
    report = reporting.save_draft(
        report,
        version=1,
        words={**WORDS, "advice": "renew"},
        themes=themes(),
        now=talk.ends_at,
        by=by(talk.assessor),
    )
    report = reporting.share(report, now=talk.ends_at, by=by(talk.assessor))
    reporting.sign(report, now=talk.ends_at, by=Actor.self(world.owner))
    cycle.refresh_from_db()
    until = cycle.period.until_on
    decision = decisions.settle(cycle, today=date(2027, 3, 9))
    assert (cycle.status, decision.outcome) == ("decided", Decision.Outcome.RENEWED)
    assert decision.period.from_on == until
    assert certificate(world.owner).period == decision.period
    assert list(integrity.broken(date(2027, 3, 9))) == []


def test_more_time_comes_once(world):
    cycle = granted(world)
    with pytest.raises(IntegrityError, match="more_time_once"), transaction.atomic():
        Decision.objects.create(cycle=cycle, outcome="more_time", decided_on=MONDAY)


def test_who_does_not_object_goes_on_by_itself_and_gets_a_kind_word(world, standing_clock):
    cycle = granted(world)
    last = MONDAY + timedelta(weeks=6)
    standing_clock.move_to(datetime.combine(last, FRIDAY.timetz()))
    more_time.follow_plans()
    cycle.refresh_from_db()
    assert cycle.status == "more_time"
    standing_clock.move_to(datetime(2027, 1, 26, 6, 0, tzinfo=AMSTERDAM))
    more_time.follow_plans()
    more_time.follow_plans()
    cycle.refresh_from_db()
    assert cycle.status == "running"
    (word,) = Letter.objects.filter(kind="accreditation/plan_moment")
    assert "1 februari 2027" in word.body
    assert "niemand houdt het bij" in word.body


def test_the_pages_of_the_plan(world, login, standing_clock):
    standing_clock.move_to(datetime(2026, 12, 7, 12, 0, tzinfo=AMSTERDAM))
    assert login(world.owner).get("/mijn/gesprek/plan/").status_code == 404
    granted(world)
    client = login(world.owner)
    assert "Je krijgt meer tijd" in client.get("/mijn/gesprek/").content.decode()
    page = client.get("/mijn/gesprek/plan/").content.decode()
    for words in ("Karin Dekker", "1 september 2027", "Ik ga hiermee verder", "Bezwaar maken"):
        assert words in page
    assert client.post("/mijn/gesprek/plan/verder/").url == "/mijn/gesprek/plan/"
    assert "Lever je dossier in" in client.get("/mijn/gesprek/plan/").content.decode()
    assert "Je plan loopt" in client.get("/mijn/gesprek/").content.decode()
    assert login(world.assessor.user).get("/mijn/gesprek/plan/").status_code == 404


def test_the_assessor_writes_the_plan_and_loses_nothing(world, login, standing_clock):
    talk = held(world.owner, world.assessor, now=world.now)
    standing_clock.move_to(talk.ends_at)
    client = login(world.assessor.user)
    address = f"/assessor/gesprekken/{talk.public_id}/verslag/"
    words = dict.fromkeys(client.get(address).context["form"].fields, "")
    for name in ("no_bsn", "looked", "discussed"):
        words.pop(name)
    typed = words | {
        "version": 1, "summary": "We spraken.", "advice": "more_time", "discussed": "on",
        "mentor": "Karin Dekker", "look_back_1": "2027-02-01", "talk_by": "2028-02-01",
    }  # fmt: skip
    answer = client.post(address, {**typed, "step": "share"})
    assert answer.status_code == 422
    page = answer.content.decode()
    for words in ("binnen 12 maanden", "waarom meer tijd helpt", "met wie het tweede", "Karin"):
        assert words in page
    report = ConversationReport.objects.get()
    assert report.follow_up_on == [date(2027, 2, 1)]
    better = typed | {
        "version": report.version, "talk_by": "2027-08-01", "talk_with": "same",
        "more_time_because": "Eerst oefenen.",
    }  # fmt: skip
    assert client.post(address, {**better, "step": "share"}).status_code == 302
    report.refresh_from_db()
    assert (report.advice, report.talk_with) == ("more_time", "same")
    assert "Eerst oefenen." in client.get(address).content.decode()
