"""Open figures: tens, nobody unlisted, and no small group from any two tables or days."""

import csv
import io
import itertools
from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from accounts.actors import Actor
from kit import clock
from register import numbers, open_figures, publication
from register.models import OpenFigure, PublicEntry
from tests.conftest import TODAY
from tests.makers import people

Table = OpenFigure.Table
GROUPS = {Table.PROVINCE: "pqrs", Table.STATUS: "abc", Table.SINCE: "xyz"}


def entry(**facts):
    number = facts.pop("number", "") or numbers.new_number()
    defaults = {"name": f"Naam {number}", "name_key": "naam", "status": "registered",
                "since_on": date(2025, 3, 1), "until_on": date(2029, 1, 1), "edition_from": 1,
                "province": "Utrecht"}  # fmt: skip
    return PublicEntry(number=number, **defaults | facts)


@pytest.fixture
def published(db, standing_clock):
    """Forty-seven people: a few in Zeeland, a few paused."""
    rows = [entry() for _ in range(24)]
    rows += [entry(province="Zeeland", since_on=date(2024, 1, 1)) for _ in range(4)]
    rows += [entry(province="Drenthe", since_on=date(2024, 1, 1)) for _ in range(14)]
    rows += [entry(status="paused") for _ in range(5)]
    return PublicEntry.objects.bulk_create(rows)


def values(table, on=TODAY):
    return dict(open_figures.tables_of(on)[table])


def test_figures_are_tens_and_small_groups_have_none(published):
    open_figures.count(TODAY)
    provinces = values(Table.PROVINCE)
    assert (provinces["Utrecht"], provinces["Drenthe"], provinces["Zeeland"]) == (20, 10, None)
    assert len(provinces) == 12
    assert values(Table.SINCE) == {"2024": 10, "2025": 20, "2026": None}


def test_unlisted_and_hidden_people_do_not_count(published, owner, stranger, today, now):
    """Neither who is not published, nor who hides, nor a number that was removed."""
    counted = open_figures.counts(TODAY)
    PublicEntry.objects.bulk_create([entry(status="removed"), entry(edition_until=2)])
    hidden = people.registered(owner, since=date(2025, 1, 1))
    people.registered(stranger, since=date(2025, 1, 1))
    PublicEntry.objects.bulk_create([entry(number=hidden.number)])
    publication.hide(hidden, now=now, by=Actor.self(owner))
    assert open_figures.counts(TODAY) == counted


def test_once_a_month_and_never_anew(published, standing_clock):
    open_figures.count_open_figures()
    before = list(OpenFigure.objects.values_list("table", "group", "value"))
    PublicEntry.objects.bulk_create([entry() for _ in range(60)])
    open_figures.count_open_figures()
    assert list(OpenFigure.objects.values_list("table", "group", "value")) == before
    standing_clock.shift(timedelta(days=10))
    open_figures.count_open_figures()
    assert values(Table.PROVINCE, clock.today())["Utrecht"] == 80


def test_without_an_edition_there_is_nothing_to_count(db):
    open_figures.count(TODAY)
    assert not OpenFigure.objects.exists()
    page = Client().get("/open-cijfers/")
    assert "Er zijn nog geen cijfers" in page.content.decode()


# ---- The difference attack ----

COUNTS = st.integers(0, 400)
A_DAY = st.fixed_dictionaries(
    {
        table: st.fixed_dictionaries(dict.fromkeys(groups, COUNTS))
        for table, groups in GROUPS.items()
    }
)


def of_the_same_people(day):
    """Every table counts the same people: what is missing goes to its first group."""
    most = max(sum(groups.values()) for groups in day.values())
    return {
        table: groups | {min(groups): groups[min(groups)] + most - sum(groups.values())}
        for table, groups in day.items()
    }


@examples(max_examples=60, deadline=None)
@given(st.lists(A_DAY, min_size=1, max_size=4))
def test_no_small_group_follows_from_any_two_tables_or_days(days):
    days = [of_the_same_people(day) for day in days]
    published, before = [], {}
    for at, counted in enumerate(days):
        today = TODAY + timedelta(days=31 * at)
        made = open_figures.published_on(counted, before, today)
        published.append((today, counted, made))
        before |= made
    for today, counted, made in published:
        attack_tables(today, counted, made)
    for (early, _, first), (late, _, second) in itertools.combinations(published, 2):
        attack_days(early, first, late, second)


def attack_tables(today, counted, made):
    """Every sum of groups of one table, minus every sum of another: tens, or nothing known."""
    for table, groups in made.items():
        for group, one in groups.items():
            assert one.value is None or (one.value >= 10 and one.value % 10 == 0)
            if counted[table][group] < 10:
                assert one.value is None
            low, high = open_figures.span(one, today)
            assert low <= counted[table][group] <= high  # the attacker's own sum is right
    for one, other in itertools.permutations(made, 2):
        for small in (name for name, figure in made[one].items() if figure.value is None):
            least, most = known_of(made[one], small, made[other], today)
            own = open_figures.span(made[one][small], today)
            assert least <= own[0], (one, small)
            assert most >= own[1], (one, small)


def known_of(table, small, other, today):
    """The least and the most that a group can be: what the other table has and this one has not."""
    spans = {name: open_figures.span(figure, today) for name, figure in table.items()}
    others = [spans[name] for name in table if name != small]
    beside = [open_figures.span(figure, today) for figure in other.values()]
    least = sum(low for low, _ in beside) - sum(high for _, high in others)
    most = sum(high for _, high in beside) - sum(low for low, _ in others)
    return least, most


def attack_days(early, first, late, second):
    """What one day has and another has not is tens, and never known to fewer than ten numbers."""
    for table in first.keys() & second.keys():
        for group in first[table].keys() & second[table].keys():
            a, b = first[table][group], second[table][group]
            if a.value is not None and b.value is not None:
                assert (b.value - a.value) % 10 == 0
            (least, most), (low, high) = open_figures.span(a, early), open_figures.span(b, late)
            assert (high - least) - (low - most) >= 10


def test_a_figure_changes_when_ten_people_came_or_went():
    """Or when so few are left that there is no figure any more."""
    seen, before = [], None
    for counted in (24, 29, 33, 34, 25, 24, 11, 9, 12, 18, 19):
        before = open_figures.figure(counted, before, TODAY)
        seen.append(before.value)
    assert seen == [20, 20, 20, 30, 30, 20, 10, None, None, None, 10]


def test_a_table_that_would_give_away_a_small_group_is_left_out():
    """Twenty in one province and nineteen of them active: so one is not, and that would show."""
    counted = {Table.PROVINCE: {"p": 20}, Table.STATUS: {"a": 19, "b": 1}}
    made = open_figures.published_on(counted, {}, TODAY)
    assert list(made) == [Table.PROVINCE]
    assert made[Table.PROVINCE]["p"].value == 20


# ---- Out ----


def test_page_and_file_say_the_same(published):
    open_figures.count(TODAY)
    page = Client().get("/open-cijfers/").content.decode()
    assert "<svg" in page
    assert "te klein" in page
    taken = Client().get("/open-cijfers/cijfers.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(taken), delimiter=";"))
    assert ["2026-11-23", "provincies", "Utrecht", "20"] in rows
    assert ["2026-11-23", "provincies", "Zeeland", ""] in rows
    assert "Geregistreerd" in {row[2] for row in rows}
    assert Client().get("/open-cijfers/?peildatum=2020-01-01").status_code == 404
