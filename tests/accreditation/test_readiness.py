"""One goal and one thing to talk about are enough; everything else is a topic."""

from datetime import date

import pytest

from accounts.actors import Actor
from accreditation import handing_in, readiness
from audit.acts import NotAllowed
from register.models import Registration
from tests.accreditation.conftest import fill, handed_in, running


def found(cycle, today, choice=None):
    return readiness.findings(cycle, choice or readiness.everything(cycle.person), today=today)


def test_an_empty_dossier_misses_a_goal_and_something_to_tell(owner, scheme, today):
    missing = readiness.blocking(found(running(owner), today))
    assert [finding.link for finding in missing] == ["dossier:plan", "dossier:activities"]


def test_one_goal_and_a_title_to_tell_about_are_enough(owner, scheme, today):
    cycle = running(owner)
    fill(owner)
    assert readiness.blocking(found(cycle, today)) == []


def test_before_the_opening_day_it_says_kindly_when(owner, scheme):
    cycle = running(owner)
    fill(owner)
    assert readiness.blocking(found(cycle, date(2026, 5, 1))) == []
    (finding,) = readiness.blocking(found(cycle, date(2026, 4, 30)))
    assert "vanaf 1 mei 2026" in finding.sentence


def test_topics_never_block(owner, scheme, today):
    cycle = running(owner)
    fill(owner)
    topics = found(cycle, today)
    assert topics
    assert not any(finding.blocking for finding in topics)


def test_who_left_the_register_cannot_hand_in(owner, scheme, today):
    cycle = running(owner)
    fill(owner)
    registration = Registration.objects.get(person=owner)
    registration.leave(today=today, by=Actor.self(owner))
    cycle.refresh_from_db()
    (finding,) = readiness.blocking(found(cycle, today))
    assert "niet actief" in finding.sentence


def test_handing_in_enforces_the_same_list(owner, scheme, now, today):
    cycle = running(owner)
    choice = readiness.everything(owner)
    (first, *_) = readiness.blocking(found(cycle, today, choice))
    with pytest.raises(NotAllowed, match=first.sentence[:20]):
        handing_in.hand_in(cycle, choice, now=now, by=Actor.self(owner))
    cycle.refresh_from_db()
    assert cycle.status == "running"


def test_what_was_left_out_does_not_count(owner, scheme, today):
    cycle = running(owner)
    fill(owner)
    nothing = readiness.Choice(goals=readiness.everything(owner).goals)
    (finding,) = readiness.blocking(found(cycle, today, nothing))
    assert finding.link == "dossier:activities"


def test_handing_in_twice_is_refused(owner, scheme, assessor, now):
    cycle = handed_in(owner, now=now)
    with pytest.raises(NotAllowed, match="Dossier ingeleverd"):
        handing_in.hand_in(cycle, readiness.everything(owner), now=now, by=Actor.self(owner))
