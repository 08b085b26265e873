"""Figures of the desk: what is counted where, over which time, in a fixed number of queries."""

from datetime import date, timedelta

import pytest

from accounts.actors import Actor
from accounts.models import Role
from config.figures import counts, periods
from config.figures.figures import all_figures, nine_of_ten
from register import admission, extension, leaving, pausing
from register.models import Application
from tests.accreditation import conftest as talks
from tests.makers import cases, people, terms

PAGE = "/desk/cijfers/"
WEEK = timedelta(weeks=1)
QUERIES = 21


@pytest.fixture
def period(today):
    return periods.choices(None, today=today)[0]


def rows(key: str, period, today, now) -> dict[str, list]:
    figure = next(one for one in all_figures(period, today=today, now=now) if one.key == key)
    return {name: list(values) for name, values in figure.rows}


def test_the_choices_go_back_to_the_first_application(today):
    offered = periods.choices(date(2024, 5, 1), today=today)
    assert [one.key for one in offered] == ["12-maanden", "2026", "2025", "2024", "alle-jaren"]
    assert [one.name for one in offered[0].buckets][::11] == ["december 2025", "november 2026"]
    assert [one.short for one in offered[-1].buckets] == ["2024", "2025", "2026"]
    assert periods.chosen("onzin", offered) == offered[0]
    assert [one.key for one in periods.choices(None, today=today)] == ["12-maanden", "2026"]


def test_applications_count_in_the_month_they_came(owner, stranger, period, today, now):
    people.submitted(owner, today=date(2026, 10, 31))
    people.submitted(stranger, today=date(2025, 11, 30))  # a day too early
    people.application(people.person("Nog", "Bezig"), today=today)  # a draft
    found = rows("aanmeldingen", period, today, now)
    assert found["oktober 2026"] == [1]
    assert sum(values[0] for values in found.values()) == 1


def test_years_add_up_their_months(owner, stranger, today, now):
    people.submitted(owner, today=date(2026, 10, 31))
    people.submitted(stranger, today=date(2025, 2, 1))
    every = periods.choices(date(2025, 2, 1), today=today)[-1]
    assert rows("aanmeldingen", every, today, now) == {"2025": [1], "2026": [1]}


def test_admissions_count_by_route(owner, period, today, now):
    application = people.welcomed(owner, today=today)
    Application.objects.filter(pk=application.pk).update(route="foreign")
    application.refresh_from_db()
    admission.admit(application, today=today, by=people.desk_actor())
    assert rows("toegelaten", period, today, now)["november 2026"] == [0, 0, 0, 1]


def test_running_time_leaves_out_the_wait_for_answers(owner, period, today, now):
    application = people.welcomed(owner, today=today - 6 * WEEK)
    Application.objects.filter(pk=application.pk).update(waited_days=14)
    application.refresh_from_db()
    admission.admit(application, today=today, by=people.desk_actor())
    assert rows("looptijd", period, today, now)["november 2026"] == [4.0, 4.0, 1]
    assert rows("looptijd", period, today, now)["oktober 2026"] == [None, None, 0]


@pytest.mark.parametrize(
    ("days", "found"), [([3], 3), ([1, 9], 9), (list(range(1, 11)), 9), (list(range(1, 101)), 90)]
)
def test_nine_of_ten(days, found):
    assert nine_of_ten(days) == found


def late(period, today, now) -> list[float]:
    found = rows("te-laat", period, today, now).values()
    return [sum(one[index] for one in found) for index in range(4)]


def test_a_term_that_was_missed_counts_in_the_month_it_ended(owner, desk, period, today, now):
    by = Actor(desk, Role.DESK)
    application = people.submitted(owner, today=today - 8 * WEEK)
    assert late(period, today, now) == [0, 0, 0, 0]  # the last day is not late
    tomorrow = today + timedelta(days=1)
    assert late(period, tomorrow, now) == [1, 0, 0, 0]
    application.take(by=by)
    application.ask("Wat doe je?", today=today, by=by)
    assert late(period, tomorrow, now) == [0, 0, 0, 0]  # the register waits for the applicant


def test_a_case_and_a_report_can_be_late_too(owner, stranger, committee, period, today, now):
    refused = cases.refused(owner, today=today - 9 * WEEK, by=Actor(committee, Role.COMMITTEE))
    cases.objection(refused, today=today - 8 * WEEK)
    assessor = talks.make_assessor("Hanneke", "Wit")
    talks.held(stranger, assessor, now=now - 4 * WEEK)
    assert late(period, today, now) == [0, 1, 0, 1]


def test_refusals_and_objections(owner, committee, period, today, now):
    refused = cases.refused(owner, today=today, by=Actor(committee, Role.COMMITTEE))
    cases.objection(refused, today=today)
    assert rows("besluiten", period, today, now)["november 2026"] == [1, 1, 0]


def test_leaving_lapsing_and_resting_count_each_time(owner, stranger, period, now, standing_clock):
    today = now.date()
    gone = people.registered(stranger, since=date(2025, 1, 1))
    leaving.leave(gone, today=today, now=now, by=Actor.self(stranger))
    resting = people.registered(owner, since=date(2025, 1, 1))
    pausing.pause(resting, listed=True, today=today, by=Actor.self(owner))
    pausing.resume(resting, today=today, by=Actor.self(owner))
    slow = people.registered(people.person("Bo", "Traag"), since=date(2023, 2, 1))
    extension.extend(slow, months=6, today=today, by=Actor.self(slow.person))
    terms.lapsed(terms.silent(people.person("Stil", "Mens"), today=today), on=today)
    assert rows("weg-en-terug", period, today, now)["november 2026"] == [1, 1, 0, 0]
    assert rows("meer-tijd", period, today, now)["november 2026"] == [1, 1, 1]
    assert rows("stand", period, today, now)["Uitgeschreven"] == [1]
    assert counts.statuses() == {"active": 2, "left": 1, "lapsed": 1}


def test_every_picture_has_its_numbers_in_a_table_and_no_name(owner, desk, login, standing_clock):
    people.registered(owner, since=date(2025, 1, 1))
    page = login(desk).get(PAGE).content.decode()
    main = page[page.index("<main") :]
    assert main.count("<title id=") == main.count("<figure") == main.count("<table") == 8
    assert "El Amrani" not in main
    assert 'style="' not in main


@pytest.mark.parametrize("asked", ["2025", "alle-jaren", "onzin", ""])
def test_a_period_is_chosen_by_the_address(owner, desk, login, asked, standing_clock):
    people.submitted(owner, today=date(2025, 3, 1))
    page = login(desk).get(PAGE, {"periode": asked}).content.decode()
    chosen = asked if asked in ("2025", "alle-jaren") else "12-maanden"
    assert f'<a href="?periode={chosen}" aria-current="page">' in page


def test_an_empty_register_can_be_drawn(desk, scheme, login, standing_clock):
    page = login(desk).get(PAGE).content.decode()
    assert "Er was geen besluit" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three(
    desk, login, today, count, standing_clock, django_assert_num_queries
):
    for number in range(count):
        people.registered(people.person(f"Nummer {number}", "Lid"), since=today)
        people.submitted(people.person(f"Nummer {number}", "Nieuw"), today=today)
    client = login(desk)
    client.get(PAGE)
    with django_assert_num_queries(QUERIES):
        client.get(PAGE)
