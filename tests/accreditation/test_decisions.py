"""A renewal follows from both signatures, the next working day, from the old end date."""

from datetime import date, datetime

import pytest

from accounts.actors import Actor
from accreditation import decisions
from accreditation.models import Cycle, Decision
from audit.acts import NotAllowed
from outbox.models import Job, Letter
from register import measuring
from register.models import Certificate, Registration, RegistrationPeriod
from tests.accreditation.conftest import (
    AMSTERDAM,
    make_assessor,
    shared,
    signed,
)
from tests.conftest import NOW
from tests.makers import cases, people, reference

FRIDAY = datetime(2026, 12, 4, 16, 0, tzinfo=AMSTERDAM)
SATURDAY, SUNDAY, MONDAY = date(2026, 12, 5), date(2026, 12, 6), date(2026, 12, 7)


def test_signed_on_friday_it_is_due_on_monday(world):
    signed(world.owner, world.assessor, now=world.now, at=FRIDAY)
    assert decisions.due_on(FRIDAY.date()) == []
    assert decisions.due_on(SATURDAY) == []
    assert decisions.due_on(SUNDAY) == []
    assert [cycle.person for cycle in decisions.due_on(MONDAY)] == [world.owner]


def test_a_signature_just_before_midnight_counts_for_its_own_day(world):
    late = datetime(2026, 12, 3, 23, 59, tzinfo=AMSTERDAM)
    signed(world.owner, world.assessor, now=world.now, at=late)
    assert decisions.due_on(date(2026, 12, 3)) == []
    assert len(decisions.due_on(date(2026, 12, 4))) == 1


def test_one_signature_decides_nothing(world):
    shared(world.owner, world.assessor, now=world.now)
    assert decisions.due_on(MONDAY) == []
    cycle = Cycle.objects.get(person=world.owner)
    with pytest.raises(NotAllowed, match="niet vanzelf"):
        decisions.settle(cycle, today=MONDAY)
    cycle.refresh_from_db()
    assert cycle.status == "reported"


def test_settling_joins_the_new_period_to_the_old_and_starts_a_cycle(world):
    signed(world.owner, world.assessor, now=world.now, at=FRIDAY)
    old = Cycle.objects.get(person=world.owner)
    decision = decisions.settle(old, today=MONDAY)
    assert decision.outcome == Decision.Outcome.RENEWED
    assert decision.period.from_on == old.period.until_on
    assert (old.status, old.decided_on) == ("decided", MONDAY)
    new = Cycle.objects.get(person=world.owner, status="running")
    assert new.period == decision.period
    certificate = Certificate.objects.get(registration__person=world.owner, status="issued")
    assert certificate.period == decision.period
    assert Letter.objects.filter(person=world.owner, kind="register/renewed").count() == 1


def test_agreements_make_another_outcome(world):
    signed(
        world.owner,
        world.assessor,
        now=world.now,
        at=FRIDAY,
        advice="renew_with_agreements",
        agreements="Vaker meelopen.",
    )
    decision = decisions.settle(Cycle.objects.get(person=world.owner), today=MONDAY)
    assert decision.outcome == Decision.Outcome.RENEWED_WITH_AGREEMENTS


def test_settling_twice_is_refused(world):
    signed(world.owner, world.assessor, now=world.now, at=FRIDAY)
    cycle = Cycle.objects.get(person=world.owner)
    decisions.settle(cycle, today=MONDAY)
    with pytest.raises(NotAllowed):
        decisions.settle(cycle, today=MONDAY)
    assert Decision.objects.count() == 1


def test_the_nightly_run_settles_each_on_its_own(world, run_jobs, stranger, standing_clock):
    """One that cannot be settled stops no other, and is tried again."""
    signed(world.owner, world.assessor, now=world.now, at=FRIDAY)
    signed(stranger, make_assessor("Otto", "Ander", talks_a_year=20), now=world.now, at=FRIDAY)
    standing_clock.move_to(datetime(2026, 12, 7, 5, 0, tzinfo=AMSTERDAM))
    decisions.settle_decisions()
    assert decisions.settle_due(MONDAY) == 2  # again on the same day: no second job
    assert Job.objects.filter(task="accreditation.settle").count() == 2
    registration = Registration.objects.get(person=world.owner)
    cases.suspended(registration, today=MONDAY)
    run_jobs("accreditation.settle")
    assert Cycle.objects.get(person=stranger, decided_on=MONDAY).status == "decided"
    assert Cycle.objects.get(person=world.owner).status == "reported"
    (failed,) = Job.objects.filter(task="accreditation.settle", done_at=None)
    assert failed.last_error


def test_who_is_not_active_waits(world):
    signed(world.owner, world.assessor, now=world.now, at=FRIDAY)
    registration = Registration.objects.get(person=world.owner)
    measure = cases.suspended(registration, today=date(2026, 12, 4))
    assert decisions.due_on(MONDAY) == []
    measuring.end(measure, today=date(2026, 12, 7), by=Actor.system("test"))
    assert len(decisions.due_on(MONDAY)) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_settling_at_once_make_one_period(in_parallel):
    reference.scheme()
    owner = people.person("Samira", "El Amrani")
    signed(owner, make_assessor("Hanneke", "Wit"), now=NOW, at=FRIDAY)
    pk = Cycle.objects.get(person=owner).pk
    outcomes = in_parallel(
        *(lambda: decisions.settle(Cycle.objects.get(pk=pk), today=MONDAY) for _ in range(2))
    )
    assert sum(isinstance(outcome, NotAllowed) for outcome in outcomes) == 1
    assert Decision.objects.count() == 1
    assert RegistrationPeriod.objects.count() == 2
