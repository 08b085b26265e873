"""Going on in intervision after a run: asked in one step, answered to nobody but oneself."""

from datetime import timedelta

import pytest
from django.urls import reverse

from audit.acts import NotAllowed
from outbox.models import Letter
from portfolios import carrying_cohorts, erasing
from portfolios.courses.models import Attendance, CohortCall, CohortSeat
from portfolios.together.models import IntervisionGroup
from register.models import Affiliation
from tests.makers import courses, method_cards, people

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")
DAY = timedelta(days=1)


@pytest.fixture
def run(owner, now):
    return courses.run(courses.course(courses.provider(owner, now=now), now=now), now=now, days=-3)


def there(run, count, today):
    """People of whom the provider said that they were there."""
    found = [people.person(f"Deel{number}", "Nemer") for number in range(count)]
    for each in found:
        Attendance.objects.create(
            run=run, person=each, came_by="list", attended_on=today - 3 * DAY, proposed_on=today
        )
    return found


def opened(run, owner, now):
    return carrying_cohorts.open_call(run, now=now, by_person=owner)


def says(call, person, said="yes"):
    carrying_cohorts.answer(call.seats.get(person=person), said, person=person)


def letters(kind):
    return Letter.objects.filter(kind=f"portfolios/{kind}")


def test_a_provider_asks_in_one_step_and_sees_nobody(login, run, owner, now, today):
    one, two = there(run, 2, today)
    page, where = login(owner), reverse("provider:run", args=[run.public_id])
    assert "Vraag wie verder wil" in page.get(where).text
    page.post(reverse("provider:run_cohort", args=[run.public_id]))
    assert {each.person for each in letters("cohort_asked")} == {one, two}
    text = page.get(where).text
    assert "Jullie vroegen dit" in text
    assert one.last_name not in text
    assert page.post(reverse("provider:run_cohort", args=[run.public_id])).status_code == 409


def test_before_it_began_nobody_is_asked(owner, run, now):
    coming = courses.run(run.course, now=now, days=5)
    with pytest.raises(NotAllowed):
        opened(coming, owner, now)


def test_each_answers_for_oneself_until_the_day(login, run, owner, stranger, now, today):
    one, _ = there(run, 2, today)
    call = opened(run, owner, now)
    seat = call.seats.get(person=one)
    mine, where = login(one), reverse("courses:cohort_answer", args=[seat.public_id])
    assert "Samen verder in intervisie?" in mine.get(reverse("courses:attendances")).text
    for said in ("yes", "no", "yes"):
        mine.post(where, {"antwoord": said})
        seat.refresh_from_db()
        assert seat.said == said
    assert login(stranger).post(where, {"antwoord": "no"}).status_code == 404


def test_who_said_yes_comes_in_groups_and_the_answers_are_gone(
    run, owner, now, today, standing_clock
):
    found = there(run, 11, today)
    call = opened(run, owner, now)
    for each in found[:9]:
        says(call, each)
    says(call, found[9], "no")
    carrying_cohorts.run_cohorts()
    assert not IntervisionGroup.objects.exists()
    standing_clock.move_to(now + 15 * DAY)
    carrying_cohorts.run_cohorts()
    carrying_cohorts.run_cohorts()
    members = [
        {each.person for each in group.members.all()} for group in IntervisionGroup.objects.all()
    ]
    assert sorted(map(len, members)) == [4, 5]
    assert set.union(*members) == set(found[:9])
    assert letters("cohort_group").count() == 9
    assert not CohortSeat.objects.exists()
    assert CohortCall.objects.get().closed_on == today + 15 * DAY


def test_colleagues_are_spread_over_the_groups(run, owner, now, today):
    found = there(run, 9, today)
    places = [method_cards.organisation(name) for name in ("Aa", "Bee")]
    for number, each in enumerate(found):
        Affiliation.objects.create(person=each, organisation=places[number > 3], from_on=today)
    call = opened(run, owner, now)
    for each in found:
        says(call, each)
    for group in carrying_cohorts.make_groups(call, now=now):
        working = Affiliation.objects.filter(person__in=group.members.values("person"))
        assert working.values("organisation").distinct().count() == 2


def test_fewer_than_four_hear_that_there_is_no_group(run, owner, now, today):
    found = there(run, 5, today)
    call = opened(run, owner, now)
    for each in found[:3]:
        says(call, each)
    assert carrying_cohorts.make_groups(call, now=now) == []
    assert {each.person for each in letters("cohort_too_few")} == set(found[:3])


@pytest.mark.parametrize(
    ("count", "sizes"), [(3, []), (4, [4]), (8, [8]), (9, [5, 4]), (15, [8, 7]), (17, [6, 6, 5])]
)
def test_groups_are_of_four_to_eight(count, sizes):
    assert carrying_cohorts.sizes(count) == sizes


def test_who_comes_later_is_asked_and_who_acts_for_the_provider_never(run, owner, now, today):
    call = opened(run, owner, now)
    Attendance.objects.create(
        run=run, person=owner, came_by="list", attended_on=today - 3 * DAY, proposed_on=today
    )
    (one,) = there(run, 1, today)
    carrying_cohorts.run_cohorts()
    assert [seat.person for seat in call.seats.all()] == [one]
    erasing.erase(one, today=today)
    assert not call.seats.exists()
