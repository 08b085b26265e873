"""Where towns lie: each seat of the reference data has a place, and a trip about its time."""

import csv

import pytest

from register.reference import organisations, towns
from register.reference.load import MUNICIPALITIES


def test_every_town_of_the_reference_data_has_a_place_in_the_netherlands():
    with MUNICIPALITIES.open(newline="", encoding="utf-8") as source:
        names = [row["name"] for row in csv.DictReader(source)]
    names += [each.town for each in (organisations.UWV, *organisations.AGENCIES)]
    names += [each.town for each in organisations.JOINT_SERVICES]
    assert set(names) <= set(towns.points())
    for north, east in towns.points().values():
        assert 50.7 < north / towns.KILOMETRES < 53.6
        assert 3.3 < east / towns.EAST < 7.3


def test_a_municipality_lies_with_its_province():
    """A slip of a digit puts a town in another part of the country."""
    with MUNICIPALITIES.open(newline="", encoding="utf-8") as source:
        rows = list(csv.DictReader(source))
    for row in rows:
        others = [
            towns.minutes_between(row["name"], each["name"])
            for each in rows
            if each["province"] == row["province"] and each is not row
        ]
        assert min(others) < 40, row["name"]


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("Utrecht", "Amersfoort", 20, 40),
        ("Den Haag", "Rotterdam", 20, 40),
        ("Groningen", "Assen", 25, 45),
        ("Maastricht", "Den Helder", 240, 360),
        ("Zwolle", "Zwolle", 0, 0),
    ],
)
def test_a_trip_takes_about_what_it_takes(one, other, least, most):
    assert least <= towns.minutes_between(one, other) <= most
    assert towns.minutes_between(other, one) == towns.minutes_between(one, other)


def test_an_unknown_town_has_no_trip():
    assert towns.minutes_between("Utrecht", "Lindehoven") is None
