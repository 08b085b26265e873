"""The library of ways to talk: whole, in minutes that add up, and on a wall."""

import pytest
from django.urls import reverse

from portfolios.together.methods import WAYS
from portfolios.together.models import IntervisionSession


def test_every_method_that_can_be_logged_has_its_steps():
    logged = set(IntervisionSession.Method.values) - {"other"}
    assert {way.code for way in WAYS} == logged


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.code)
def test_the_timetable_has_no_hole(way):
    assert 45 <= way.minutes <= 90
    for one, following in zip(way.timetable, way.timetable[1:], strict=False):
        assert one.ends == following.starts
    assert way.timetable[-1].ends == way.minutes


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.code)
def test_its_pages_say_every_step(login, owner, way):
    mine = login(owner)
    for name in ("method", "method_screen"):
        page = mine.get(reverse(f"together:{name}", args=[way.code])).content.decode()
        for step in way.steps:
            assert step.title in page
            assert f"{step.minutes}" in page


def test_the_list_names_all_and_another_does_not_exist(login, owner):
    mine = login(owner)
    page = mine.get(reverse("together:methods")).content.decode()
    assert all(way.title in page for way in WAYS)
    assert mine.get(reverse("together:method", args=["onzin"])).status_code == 404
