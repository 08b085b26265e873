"""Pausing while a conversation is on its way, and reminders after more time."""

from datetime import date, timedelta

import pytest

from accounts.actors import Actor
from accreditation import pauses, reminders
from audit.acts import NotAllowed
from register import extension
from tests.accreditation.conftest import ADMITTED_ON, handed_in, running

pytestmark = pytest.mark.django_db
LATE = date(2027, 2, 10)  # the last three months before 1 May 2027


def pause(cycle, today):
    registration = cycle.period.registration
    pauses.pause(registration, listed=True, today=today, by=Actor.self(cycle.person))


def test_not_while_a_handed_in_dossier_waits(owner, today, now):
    cycle = handed_in(owner, now=now)
    with pytest.raises(NotAllowed, match="Neem je dossier eerst terug"):
        pause(cycle, today)


def test_not_in_the_last_months(owner):
    cycle = running(owner)
    with pytest.raises(NotAllowed, match="laatste maanden"):
        pause(cycle, LATE)


def test_reminders_count_back_from_the_extended_date(owner, now):
    cycle = running(owner, since=ADMITTED_ON)
    registration = cycle.period.registration
    extension.extend(registration, months=6, today=date(2026, 12, 1), by=Actor.self(cycle.person))
    cycle.period.refresh_from_db()
    hand_in_on = cycle.period.hand_in_on
    assert hand_in_on == date(2027, 7, 1)
    before = hand_in_on - timedelta(days=15)
    reminders.write_due(before, now=now)
    assert reminders.write_due(hand_in_on - timedelta(days=14), now=now) == 1
    assert reminders.write_due(hand_in_on - timedelta(days=13), now=now) == 0
