"""Each step once, the latest only, never after handing in, and few queries for many people."""

from datetime import date, datetime, timedelta

import pytest

from accounts.actors import Actor
from accreditation import reminders
from accreditation.models import Cycle
from outbox.models import Job, Letter
from register.models import Registration
from tests.accreditation.conftest import AMSTERDAM, handed_in, running
from tests.makers import people, reference

HAND_IN_ON = date(2027, 1, 1)  # four months before 1 May 2027


def written(user) -> list[str]:
    letters = Letter.objects.filter(person=user, kind=reminders.KIND).order_by("id")
    return [occasion.partition(":")[0] for occasion in letters.values_list("occasion", flat=True)]


def run_on(day: date) -> int:
    return reminders.write_due(day, now=datetime(day.year, day.month, day.day, 6, tzinfo=AMSTERDAM))


def test_each_step_on_its_day_and_each_once(owner, scheme):
    running(owner)
    day = date(2025, 12, 1)
    while day < date(2027, 2, 1):
        run_on(day)
        run_on(day)
        day += timedelta(days=1)
    assert written(owner) == [
        "12-months",
        "6-months",
        "3-months",
        "42-days",
        "14-days",
        "1-days",
    ]


@pytest.mark.parametrize(
    ("step", "day"),
    [
        ("12-months", date(2026, 1, 1)),
        ("6-months", date(2026, 7, 1)),
        ("3-months", date(2026, 10, 1)),
        ("42-days", date(2026, 11, 20)),
        ("14-days", date(2026, 12, 18)),
        ("1-days", date(2026, 12, 31)),
    ],
)
def test_the_day_of_each_step(owner, scheme, step, day):
    cycle = running(owner)
    assert reminders.due_step(cycle.period, day) == step
    assert reminders.due_step(cycle.period, day - timedelta(days=1)) != step


def test_after_missed_days_only_the_latest_step_is_written(owner, scheme):
    running(owner)
    assert run_on(date(2026, 12, 20)) == 1
    assert written(owner) == ["14-days"]


def test_a_clock_that_goes_back_writes_no_earlier_step(owner, scheme):
    running(owner)
    run_on(date(2026, 12, 20))
    assert run_on(date(2026, 10, 5)) == 0
    assert run_on(date(2026, 12, 20)) == 0
    assert written(owner) == ["14-days"]


def test_nothing_long_before_and_nothing_from_the_hand_in_date_on(owner, scheme):
    running(owner)
    assert run_on(date(2025, 12, 31)) == 0
    assert run_on(HAND_IN_ON) == 0
    assert run_on(HAND_IN_ON - timedelta(days=1)) == 1


def test_who_handed_in_is_left_alone(owner, scheme, assessor, now, today):
    handed_in(owner, now=now)
    assert run_on(today) == 0


def test_who_is_not_active_is_left_alone(owner, scheme, today):
    running(owner)
    Registration.objects.get(person=owner).leave(today=today, by=Actor.self(owner))
    assert run_on(today) == 0


def test_who_died_is_left_alone(owner, scheme, today):
    running(owner)
    Registration.objects.get(person=owner).note_death(today=today, by=people.desk_actor())
    assert run_on(today) == 0


def test_the_letter_names_both_days_and_leads_to_the_talk(owner, scheme):
    running(owner)
    run_on(date(2026, 1, 1))
    letter = Letter.objects.get(person=owner, kind=reminders.KIND)
    assert "1 januari 2027" in letter.body
    assert "1 mei 2027" in letter.body
    assert "vanaf 1 mei 2026" in letter.body
    assert letter.link == "/mijn/gesprek/"


def test_people_who_are_not_due_cost_no_queries(owner, stranger, scheme, django_assert_num_queries):
    running(owner)
    run_on(date(2026, 10, 2))
    with django_assert_num_queries(3):  # schemes, cycles in sight, letters written
        run_on(date(2026, 10, 3))
    running(stranger)
    running(people.person("Anneke", "Bos"))
    Cycle.objects.get(person=stranger)
    run_on(date(2026, 10, 2))
    with django_assert_num_queries(3):
        run_on(date(2026, 10, 3))


def test_whom_the_steps_choose_is_who_the_rule_names(scheme, people_of_every_day):
    """The choice in SQL and the rule for one period, over years with a leap day in them."""
    day = date(2027, 10, 1)
    while day < date(2028, 4, 2):
        chosen = {cycle.pk for some in reminders.unwritten(day) for cycle, _ in some}
        due = {cycle.pk for cycle in people_of_every_day if reminders.due_step(cycle.period, day)}
        assert chosen == due, day
        day += timedelta(days=3)


@pytest.fixture
def people_of_every_day(scheme):
    """Periods that end around the last days of months, some with months more."""
    found = []
    for number, end in enumerate(
        [date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 31), date(2028, 5, 31),
         date(2028, 6, 30), date(2028, 7, 1), date(2028, 8, 31), date(2029, 2, 28)]
    ):  # fmt: skip
        cycle = running(people.person("Sam", f"Dag{number}"))
        cycle.period.until_on = end
        cycle.period.extended_months = number % 3
        cycle.period.save()
        found.append(Cycle.objects.select_related("period__scheme").get(pk=cycle.pk))
    return found


def test_the_beat_was_off_for_three_days_and_the_clock_went_back(owner, stranger, scheme):
    """20 November is the day of six weeks; the night of 25 October has an hour more."""
    running(owner)
    running(stranger)
    assert run_on(date(2026, 10, 25)) == 2
    assert run_on(date(2026, 10, 24)) == 0
    assert run_on(date(2026, 11, 22)) == 2
    assert run_on(date(2026, 11, 21)) == 0
    assert written(owner) == written(stranger) == ["3-months", "42-days"]


def test_who_needs_no_reminder_when_the_mail_leaves_hears_nothing_until_it_is_needed_again(
    owner, scheme, run_jobs
):
    cycle = running(owner)
    run_on(date(2026, 12, 18))
    Cycle.objects.filter(pk=cycle.pk).update(status=Cycle.Status.CLOSED)
    run_jobs("outbox.send_letter")
    assert not Letter.objects.filter(person=owner, kind=reminders.KIND).exists()
    assert run_on(date(2026, 12, 19)) == 0
    Cycle.objects.filter(pk=cycle.pk).update(status=Cycle.Status.RUNNING)
    assert run_on(date(2026, 12, 20)) == 1
    run_jobs("outbox.send_letter")
    assert Letter.objects.get(person=owner, kind=reminders.KIND).accepted_at


def test_what_was_read_before_the_mail_left_stays_where_it_was_read(owner, scheme, now, run_jobs):
    cycle = running(owner)
    run_on(date(2026, 12, 18))
    Letter.objects.update(read_at=now)
    Cycle.objects.filter(pk=cycle.pk).update(status=Cycle.Status.CLOSED)
    run_jobs("outbox.send_letter")
    letter = Letter.objects.get(person=owner, kind=reminders.KIND)
    assert (letter.way, letter.accepted_at) == (Letter.Way.PORTAL, None)


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_write_each_letter_once(in_parallel):
    reference.scheme()
    for number in range(6):
        running(people.person("Sam", f"Samen{number}"))
    done = in_parallel(*[lambda: run_on(date(2026, 12, 18))] * 3)
    assert sum(done) == 6
    assert Letter.objects.filter(kind=reminders.KIND).count() == 6


def test_a_hand_in_date_that_moved_has_all_its_steps_and_no_flood(owner, scheme):
    """Half a year more, asked at the letter of two weeks before: from there all steps anew."""
    cycle = running(owner)
    assert run_on(date(2026, 12, 18)) == 1
    cycle.period.extended_months = 6
    cycle.period.save()
    day = date(2026, 12, 18)
    while day < date(2027, 7, 10):
        run_on(day)
        day += timedelta(days=1)
    assert written(owner) == ["14-days", "6-months", "3-months", "42-days", "14-days", "1-days"]


def test_who_got_more_months_than_staff_may_give_is_not_left_out(owner, scheme):
    """Months that the register made good come on top."""
    cycle = running(owner)
    cycle.period.extended_months = 20
    cycle.period.save()
    hand_in_on = cycle.period.hand_in_on
    assert run_on(hand_in_on - timedelta(days=14)) == 1
    assert written(owner) == ["14-days"]


def test_reminders_stand_behind_a_code_to_log_in(owner, scheme):
    running(owner)
    run_on(date(2026, 12, 18))
    letter = Letter.objects.get(person=owner, kind=reminders.KIND)
    assert Job.objects.get(key=f"letter:{letter.pk}").background
