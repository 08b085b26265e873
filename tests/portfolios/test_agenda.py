"""#profagenda: counted in people, once a year, and no small group follows from any figure."""

import csv
import io
import json
import re
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from portfolios.agenda import counting
from portfolios.agenda.counting import COUNTRY, PLACES, UNKNOWN
from portfolios.agenda.models import AgendaFigure
from portfolios.dossier.models import LearningGoal, LearningPlan, LearningStory
from register.forms import PROVINCES
from register.models import Affiliation
from tests.makers import people, reference

pytestmark = pytest.mark.usefixtures("standing_clock")
YEAR = 2025
AFTER = date(2026, 1, 5)


@pytest.fixture
def learners(scheme, make_theme):
    """So many people with this theme at a goal, who work in this province."""
    made = []

    def make(count, province="Utrecht", *, theme="Jongeren", year=YEAR, **goal):
        for _ in range(count):
            person = people.person(f"Leerling{len(made)}", "Een")
            plan = LearningPlan.objects.create(owner=person, started_on=date(year, 2, 1))
            facts = {"title": "Leren", "added_on": date(year, 3, 1)} | goal
            plan.goals.create(**facts).themes.add(make_theme(theme))
            if province:
                works(person, province)
            made.append(person)
        return made[-count:]

    return make


def works(person, province):
    place = reference.municipality(f"Plaats {province}", province)
    Affiliation.objects.create(
        person=person, organisation=place, kinds_of_work=["work"], from_on=date(2020, 1, 1)
    )


def values(place=COUNTRY, year=YEAR):
    return {line.theme: line.value for line in counting.lines(year, place)}


def test_people_are_counted_in_tens_and_each_once(learners, make_theme):
    for person in learners(24):
        moment = datetime(YEAR, 5, 1, 12, tzinfo=UTC)
        story = LearningStory.objects.create(
            owner=person, title="Ook", started_at=moment, updated_at=moment
        )
        story.themes.add(make_theme("Jongeren"))
    make_theme("Wonen")
    counting.publish(YEAR, today=AFTER)
    assert values() == {"Jongeren": 20, "Wonen": None}
    assert values("Utrecht")["Jongeren"] == 20
    assert values("Zeeland")["Jongeren"] is None


def test_a_theme_counts_in_the_years_in_which_somebody_worked_on_it(learners):
    learners(10, year=2024, reached_on=date(2024, 12, 1))
    learners(10, year=2024, theme="Taal")
    assert {len(each) for each in counting.people_by_theme(2024).values()} == {10}
    assert len(counting.people_by_theme(YEAR)) == 1
    assert len(counting.people_by_theme(2023)) == 0


def test_a_group_under_ten_has_no_figure(learners):
    learners(9)
    counting.publish(YEAR, today=AFTER)
    assert values() == {"Jongeren": None}
    assert set(AgendaFigure.objects.values_list("value", flat=True)) == {None}


def test_the_provinces_go_where_a_small_group_would_follow_from_the_whole():
    """20 to 29 in all and 10 to 19 in one place: then there is somebody in the other."""
    made = counting.published({COUNTRY: 20, "Utrecht": 12, "Zeeland": 8}, {}, AFTER)
    assert {place: one.value for place, one in made.items()} == {COUNTRY: 20}
    made = counting.published({COUNTRY: 22, "Utrecht": 12, "Zeeland": 10}, {}, AFTER)
    assert {place: one.value for place, one in made.items()} == {
        COUNTRY: 20, "Utrecht": 10, "Zeeland": 10,
    }  # fmt: skip


def test_a_year_is_counted_once_and_never_anew(learners, run_jobs):
    learners(12)
    counting.publish(YEAR, today=AFTER)
    learners(40)
    counting.publish(YEAR, today=date(2026, 2, 1))
    counting.publish(YEAR - 1, today=date(2026, 2, 1))
    assert values() == {"Jongeren": 10}
    assert counting.years() == [YEAR]


def test_a_year_that_runs_is_not_counted(learners, today):
    learners(12)
    counting.publish(today.year, today=today)
    assert not AgendaFigure.objects.exists()


def test_one_person_more_changes_no_figure_of_the_next_year(learners):
    learners(19, year=2024)
    counting.publish(2024, today=date(2025, 1, 5))
    learners(1)
    counting.publish(YEAR, today=AFTER)
    assert (values(year=2024), values()) == ({"Jongeren": 10}, {"Jongeren": 10})
    [line] = counting.lines(YEAR)
    assert line.direction == "ongeveer gelijk"


def test_a_theme_rises_when_ten_more_people_worked_on_it(learners):
    learners(12, year=2024)
    counting.publish(2024, today=date(2025, 1, 5))
    learners(10)
    counting.publish(YEAR, today=AFTER)
    assert [line.direction for line in counting.lines(YEAR)] == ["stijgt"]


def test_what_was_thrown_away_does_not_count(learners, now):
    learners(12)
    LearningGoal.objects.update(removed_at=now)
    counting.publish(YEAR, today=AFTER)
    assert not AgendaFigure.objects.exists()


GROUPS = st.dictionaries(st.sampled_from(PLACES[:4]), st.integers(0, 40))


@given(st.lists(GROUPS, min_size=1, max_size=3))
@examples(max_examples=200, deadline=None)
def test_of_a_small_group_nothing_is_known_but_that_it_is_small(history):
    """Whoever takes all figures of all years together: a group under ten can be any size."""
    before = {}
    for number, groups in enumerate(history):
        day = date(2020 + number, 1, 5)
        counted = {COUNTRY: sum(groups.values()), **dict.fromkeys(PLACES, 0), **groups}
        made = counting.published(counted, before, day)
        before = before | made
        assert all(one.value is None or one.value >= 10 for one in made.values())
        if len(made) == 1:
            continue
        low, high = counting.open_figures.span(made[COUNTRY], day)
        parts = {place: one for place, one in made.items() if place != COUNTRY}
        for place, one in parts.items():
            if one.value is not None:
                continue
            spans = [
                counting.open_figures.span(each, day)
                for name, each in parts.items() if name != place
            ]  # fmt: skip
            own_low, own_high = counting.open_figures.span(one, day)
            assert low - sum(each[1] for each in spans) <= own_low
            assert high - sum(each[0] for each in spans) >= own_high


def test_the_database_keeps_no_figure_under_ten(make_theme):
    facts = {"year": YEAR, "theme": make_theme(), "counted": 7, "made_on": AFTER}
    with pytest.raises(IntegrityError, match="agenda_figures_are_tens"), transaction.atomic():
        AgendaFigure.objects.create(value=7, **facts)


def test_everybody_reads_it_as_a_page_and_as_files(learners):
    learners(24, "")
    counting.publish(YEAR, today=AFTER)
    visitor = Client()
    page = visitor.get(reverse("agenda:page"), {"waar": UNKNOWN}).text
    assert "Provincie niet bekend" in page
    assert "<svg" in page
    text = visitor.get(reverse("agenda:csv")).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert [str(YEAR), "Jongeren", "Nederland", "20"] in rows
    figures = json.loads(visitor.get(reverse("agenda:json")).content)["figures"]
    assert {"year": YEAR, "theme": "Jongeren", "place": "Nederland", "people": 20} in figures
    assert len(figures) == 2 + len(PROVINCES)
    assert "24" not in json.dumps(figures)


def test_no_filter_shows_a_group_under_ten(learners):
    """Every year and every place on the page, and the files, which have all of them."""
    for year in (2024, YEAR):
        learners(13, "Utrecht", year=year)
        learners(3, "Zeeland", year=year)
        learners(9, "Drenthe", theme="Taal", year=year)
        learners(31, "Gelderland", theme="Wonen", year=year)
        counting.publish(year, today=date(year + 1, 1, 5))
    visitor, seen = Client(), set()
    for year in (2024, YEAR):
        for place in (COUNTRY, *PLACES):
            page = visitor.get(reverse("agenda:page"), {"jaar": year, "waar": place}).text
            cells = re.findall(r'<td class="rk-num" data-label="Mensen">([^<]*)</td>', page)
            assert cells
            seen |= set(cells)
    assert "te klein" in seen
    assert {int(each) for each in seen - {"te klein"}} <= set(range(10, 100, 10))
    figures = json.loads(visitor.get(reverse("agenda:json")).content)["figures"]
    assert all(each["people"] is None or each["people"] >= 10 for each in figures)
    small = {(each["theme"], each["place"]) for each in figures if each["people"] is None}
    assert ("Taal", "Nederland") in small


def test_before_the_first_year_the_page_says_so_and_nonsense_is_not_found(db):
    visitor = Client()
    assert "nog geen cijfers" in visitor.get(reverse("agenda:page")).text
    assert visitor.get(reverse("agenda:page"), {"jaar": "1900"}).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_no_more_for_more(learners, rows, django_assert_num_queries):
    for number in range(rows):
        learners(10, theme=f"Thema {number}")
    counting.publish(YEAR, today=AFTER)
    visitor = Client()
    with django_assert_num_queries(2):
        visitor.get(reverse("agenda:page"))
