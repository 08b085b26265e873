"""What was handed in goes six weeks after the decision, and not while somebody objects."""

from datetime import date, datetime, timedelta

import pytest

from accreditation import decisions, forgetting
from accreditation.models import Cycle
from audit.models import Event
from portfolios.models import DossierSnapshot
from register.models import Chamber
from tests.accreditation.conftest import AMSTERDAM, signed
from tests.makers import cases, people

FRIDAY = datetime(2026, 12, 4, 16, 0, tzinfo=AMSTERDAM)
MONDAY = date(2026, 12, 7)
SIX_WEEKS_ON = MONDAY + timedelta(weeks=6)


@pytest.fixture
def decided(world) -> Cycle:
    signed(world.owner, world.assessor, now=world.now, at=FRIDAY)
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
