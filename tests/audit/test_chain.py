"""The chain of days: what was sealed and changed later is found, and named by its day."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from audit import chain
from audit.models import DaySeal, Event
from config import day_seals, integrity
from portfolios import erasing
from register.models import Application
from tests import roles
from tests.makers import people

LONG_AFTER = timedelta(days=3000)  # history has the moments of the server, not of our clock
HISTORY = Application.pgh_event_model._meta.db_table


@pytest.fixture
def days(owner, stranger, desk, scheme, today, now):
    """Two sealed days, each with an application that was handed in."""
    first = today + LONG_AFTER
    made = []
    for number, person in enumerate((owner, stranger)):
        people.submitted(person, today=today)
        made.append(chain.seal(first + timedelta(days=number), now=now))
    return made


def without_guards(statement, *values):
    """As somebody whom the grants do not hold back."""
    with roles.as_owner(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount == 1


def test_days_that_nobody_touched_hold(days, owner, desk, today):
    first, second = days
    assert first.previous == ""
    assert second.previous == first.hash
    assert first.rows > 0
    assert second.rows > 0
    people.submitted(people.person("Later", "Gekomen"), today=today)
    assert chain.breaks() == []


@pytest.mark.parametrize("day", [0, 1])
@pytest.mark.parametrize(
    ("table", "key", "change"),
    [
        ("audit_event", "id", "role = 'desk'"),
        ("audit_event", "id", "at = at - interval '1 second'"),
        (HISTORY, "pgh_id", "status = 'admitted'"),
        (HISTORY, "pgh_id", "pgh_context = '{}'"),
    ],
)
def test_a_row_that_is_changed_is_found_by_its_day(days, day, table, key, change):
    (part,) = [part for part in days[day].parts if part["table"] == table]
    without_guards(f"UPDATE {table} SET {change} WHERE {key} = %s", part["until"])
    assert chain.breaks() == [chain.Break(days[day].day, table)]


@pytest.mark.parametrize("table", ["audit_event", HISTORY])
def test_a_row_that_is_taken_away_is_found(days, table):
    (part,) = [part for part in days[0].parts if part["table"] == table]
    key = "id" if table == "audit_event" else "pgh_id"
    without_guards(f"DELETE FROM {table} WHERE {key} = %s", part["until"])
    assert chain.breaks() == [chain.Break(days[0].day, table)]


def test_a_row_that_is_slipped_in_later_is_found(days, owner, now):
    """In the place of one that was taken away: the number of rows is the same."""
    event = Event.objects.order_by("pk").first()
    without_guards("DELETE FROM audit_event WHERE id = %s", event.pk)
    facts = {"verb": event.verb, "subject_type": event.subject_type, "subject_id": event.subject_id}
    Event.objects.create(pk=event.pk, actor=owner, role=event.role, at=event.at, **facts)
    assert chain.breaks() == [chain.Break(days[0].day, "audit_event")]


def test_a_seal_that_is_made_anew_breaks_the_next_day(days):
    first, second = days
    event = Event.objects.order_by("pk").first()
    without_guards("UPDATE audit_event SET role = 'desk' WHERE id = %s", event.pk)
    with roles.as_owner():
        DaySeal.objects.filter(pk=first.pk).delete()
    assert chain.seal(first.day, now=first.made_at) is None  # a later day is there
    assert {one.day for one in chain.breaks()} == {second.day}


@pytest.mark.as_owner("rewrites a seal")
def test_a_seal_whose_numbers_are_changed_does_not_hold(days):
    DaySeal.objects.filter(pk=days[0].pk).update(rows=1)
    assert chain.breaks() == [chain.Break(days[0].day)]
    DaySeal.objects.filter(pk=days[0].pk).update(rows=days[0].rows, hash="0" * 64)
    assert chain.breaks() == [chain.Break(days[0].day), chain.Break(days[1].day)]


def test_the_command_names_the_day(days, capsys):
    call_command("check_integrity")
    without_guards("UPDATE audit_event SET role = 'x' WHERE id = %s", Event.objects.latest("pk").pk)
    with pytest.raises(SystemExit):
        call_command("check_integrity")
    assert f"that it held ({days[1].day})" in capsys.readouterr().out


def test_a_lawful_erasure_breaks_nothing(days, owner, today):
    erasing.erase(owner, today=today)
    owner.given_names = owner.infix = owner.last_name = ""
    owner.email = f"{owner.pk}@gewist.example"
    owner.save()
    assert chain.breaks() == []


def test_a_day_is_sealed_once_and_missed_nights_are_in_the_next(owner, scheme, now, today):
    people.submitted(owner, today=today)
    day = today + LONG_AFTER
    one = chain.seal(day, now=now)
    assert chain.seal(day, now=now) is None
    assert chain.seal(day - timedelta(days=9), now=now) is None
    empty = chain.seal(day + timedelta(days=30), now=now)
    assert (empty.rows, empty.previous) == (0, one.hash)
    assert chain.breaks() == []


def test_rows_of_today_wait_for_tomorrow(db, owner, desk, scheme, today, now, standing_clock):
    people.submitted(owner, today=today)
    sealed = chain.seal(date(2020, 1, 1), now=now)
    assert sealed.rows == 0
    assert chain.seal(today + LONG_AFTER, now=now).rows > 0


def test_many_rows_are_read_in_pieces(days, monkeypatch):
    monkeypatch.setattr(chain, "ROWS_AT_A_TIME", 1)
    assert chain.breaks() == []


@pytest.mark.as_owner("changes the schema")
def test_a_column_that_comes_later_changes_no_old_day(days):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE audit_event ADD COLUMN later text DEFAULT 'x'")
    assert chain.breaks() == []
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event RENAME COLUMN job TO work")
    assert {one.table for one in chain.breaks()} == {"audit_event"}


def test_the_nightly_job_says_the_hash_in_the_log(
    db, owner, scheme, today, caplog, standing_clock, now
):
    people.submitted(owner, today=today)
    standing_clock.move_to(now + LONG_AFTER)
    with caplog.at_level("INFO"):
        day_seals.seal_day()
    sealed = DaySeal.objects.get()
    assert sealed.hash in caplog.text
    assert str(sealed.day) in caplog.text
    assert list(integrity.broken(today)) == []
