""" "Niet in gesprek" only as defined: nothing handed in after grace, or twice missed in silence."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.actors import Actor
from accreditation import assignment, lapsing, replacing, scheduling
from accreditation.models import Cycle, Decision
from outbox.models import Letter
from portfolios.models import DossierSnapshot
from register.models import Registration
from tests.accreditation.conftest import booked, by, handed_in, running, slot
from tests.makers import people, terms

WEEK = timedelta(days=7)


def miss_again(cycle: Cycle, world):
    """The next talk of the same cycle, missed too."""
    proposal = assignment.open_assignment(cycle)
    assignment.accept(proposal, now=world.now, by=by(proposal.assessor))
    cycle.refresh_from_db()
    assessor = proposal.assessor
    moment = slot(assessor, world.now + 2 * WEEK, now=world.now)
    talk = scheduling.book(cycle, moment, now=world.now, by=Actor.self(world.owner))
    replacing.person_missed(talk, now=talk.ends_at, by=by(assessor))
    cycle.refresh_from_db()
    return talk


def missed_once(world) -> Cycle:
    talk = booked(world.owner, world.assessor, now=world.now)
    replacing.person_missed(talk, now=talk.ends_at, by=by(world.assessor))
    return Cycle.objects.get(person=world.owner)


def test_two_talks_missed_without_a_word_end_what_the_register_owed(world):
    cycle = missed_once(world)
    assert cycle.status == "handed_in"
    miss_again(cycle, world)
    assert (cycle.status, cycle.snapshot) == ("running", None)
    assert not DossierSnapshot.objects.exists()
    letter = Letter.objects.get(person=world.owner, kind__endswith="missed_twice")
    assert "je blijft geregistreerd" in letter.body
    registration = Registration.objects.get(person=world.owner)
    assert registration.status == "active"
    assert lapsing.obstacles(registration, today=date(2027, 6, 1)) == ["De termijn loopt nog."]


def test_with_a_word_in_between_nothing_ends(world):
    cycle = missed_once(world)
    talk = replacing.waits_for_word(cycle)
    replacing.give_word(talk, now=world.now, by=Actor.self(world.owner))
    miss_again(cycle, world)
    assert cycle.status == "handed_in"


@pytest.mark.parametrize("make", [running, handed_in])
def test_the_database_refuses_it_without_its_ground(world, make):
    cycle = make(world.owner, now=world.now) if make is handed_in else make(world.owner)
    with pytest.raises(IntegrityError, match="without its ground"), transaction.atomic():
        Decision.objects.create(cycle=cycle, outcome="not_engaged", decided_on=date(2030, 1, 1))


def test_a_lapse_says_so_and_undone_it_is_forgotten(owner, scheme, today):
    registration = terms.lapsed(terms.silent(owner, today=today), on=today)
    cycle = Cycle.objects.get(person=owner)
    decision = Decision.objects.get(cycle=cycle)
    assert (decision.outcome, decision.decided_on) == ("not_engaged", today)
    lapsing.undo(registration, now=terms.noon(today), by=people.desk_actor())
    decision.refresh_from_db()
    assert decision.overturned_on == today
    assert Cycle.objects.get(pk=cycle.pk).status == "running"
