"""Pausing and coming back: nobody loses time by it, and nobody stays away by accident."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.actors import Actor
from outbox.models import Letter
from register import pausing
from register.models import Registration, RegistrationPeriod
from tests.makers import people

SINCE = date(2025, 1, 1)
DAY = date(2026, 11, 23)


@pytest.fixture
def registration(owner):
    return people.registered(owner, since=SINCE)


def pause(registration, *, listed=True, today=DAY):
    pausing.pause(registration, listed=listed, today=today, by=Actor.self(registration.person))


def resume(registration, today):
    pausing.resume(registration, today=today, by=Actor.self(registration.person))


def test_the_end_moves_by_the_length_of_the_pause(registration):
    pause(registration)
    resume(registration, DAY + timedelta(days=100))
    assert registration.status == "active"
    assert registration.current_period.until_on == date(2029, 1, 1) + timedelta(days=100)


def test_the_certificate_follows_the_new_end(registration):
    pause(registration)
    resume(registration, DAY + timedelta(days=30))
    old, new = registration.certificates.order_by("id")
    assert (old.status, new.status) == ("superseded", "issued")
    assert new.content["until"] == "2029-01-31"
    assert new.content["conversation"] is None


def test_back_on_the_same_day_changes_nothing(registration):
    pause(registration)
    resume(registration, DAY)
    assert registration.current_period.until_on == date(2029, 1, 1)
    assert registration.certificates.count() == 1


def test_two_pauses_add_up_and_each_has_its_letters(registration):
    pause(registration)
    resume(registration, DAY + timedelta(days=10))
    pause(registration, today=DAY + timedelta(days=20))
    resume(registration, DAY + timedelta(days=40))
    assert registration.current_period.until_on == date(2029, 1, 31)
    assert Letter.objects.filter(kind="register/paused").count() == 2
    assert Letter.objects.filter(kind="register/resumed").count() == 2


def test_who_does_not_want_it_is_not_listed_while_away(registration):
    pause(registration, listed=False)
    assert not Registration.objects.listed().exists()
    resume(registration, DAY)
    assert Registration.objects.listed().exists()


def test_a_pause_ends_by_itself_after_a_letter_a_month_before(registration, standing_clock, now):
    pause(registration)
    ends_on = pausing.ends_on(registration)
    assert ends_on == date(2028, 11, 23)
    standing_clock.move_to(now.replace(year=2028, month=10, day=22))
    pausing.end_pauses()
    assert not Letter.objects.filter(kind="register/pause_ends").exists()
    for day in (23, 24):
        standing_clock.move_to(now.replace(year=2028, month=10, day=day))
        pausing.end_pauses()
    assert Letter.objects.filter(kind="register/pause_ends").count() == 1


def test_a_register_that_is_late_costs_nothing(registration, standing_clock, now):
    pause(registration)
    standing_clock.move_to(now.replace(year=2029, month=3, day=1))
    pausing.end_pauses()
    pausing.end_pauses()
    registration.refresh_from_db()
    assert registration.status == "active"
    assert registration.current_period.until_on == date(2029, 1, 1) + timedelta(days=731)
    assert Letter.objects.filter(kind="register/resumed").count() == 1


@given(start=st.dates(date(2024, 1, 1), date(2027, 9, 30)), days=st.integers(0, 731))
def test_the_time_left_is_the_same_before_and_after(start, days):
    """Whatever the days, leap years included: what was left when the pause began is left after."""
    until = date(2028, 1, 1)
    period = RegistrationPeriod(from_on=date(2024, 1, 1), until_on=until)
    back = start + timedelta(days=days)
    assert (period.end_after_pause(start, back) - back) == (until - start)


def test_pause_and_return_on_the_pages(registration, owner, login, standing_clock, now):
    client = login(owner)
    page = client.get("/mijn/registratie/pauze/").content.decode()
    assert 'Uiterlijk op <time datetime="2028-11-23">23 november 2028</time>' in page
    assert client.post("/mijn/registratie/pauze/", {"shown": ""}).status_code == 422
    after = client.post("/mijn/registratie/pauze/", {"shown": "no"}, follow=True).content.decode()
    assert "Je bent tijdelijk niet actief sinds 23 november 2026" in after
    standing_clock.move_to(now + timedelta(days=30))
    client = login(owner)
    back = client.post("/mijn/registratie/terug/", follow=True).content.decode()
    assert "Welkom terug" in back
    assert "Je registratie loopt tot 31 januari 2029" in back


def test_a_second_click_is_answered_in_words(registration, owner, login, standing_clock):
    client = login(owner)
    assert client.post("/mijn/registratie/terug/").status_code == 409
    client.post("/mijn/registratie/pauze/", {"shown": "yes"})
    again = client.post("/mijn/registratie/pauze/", {"shown": "yes"})
    assert again.status_code == 409
    assert "Pauzeren kan alleen als je registratie loopt" in again.content.decode()
