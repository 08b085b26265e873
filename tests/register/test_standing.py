"""Mijn registratie: where it stands, what comes on which day, what happened, and by whom."""

from datetime import date, timedelta

import pytest

from accounts.actors import Actor
from audit.models import Event
from outbox import letters
from register import consents, happenings, leaving, pausing, publication, standing
from register.models import Registration
from tests.makers import cases, people, terms

SINCE = date(2025, 1, 1)
PAGE = "/mijn/registratie/"
QUERIES = 39


def coming(registration: Registration, today: date) -> list[tuple[str, date]]:
    registration.refresh_from_db()
    return [(one.title, one.on) for one in standing.what_is_coming(registration, today=today)]


def happened(user) -> list[tuple[str, str]]:
    acts = happenings.main_acts(user)
    return [(one.title, one.note) for one in (happenings.in_words(act, user) for act in acts)]


def test_an_active_registration_names_every_day_of_its_period(owner, today, standing_clock):
    registration = people.registered(owner, since=SINCE)
    assert coming(registration, today) == [
        ("Je kunt je dossier inleveren", date(2028, 1, 1)),
        ("Liefst is je dossier nu ingeleverd", date(2028, 9, 1)),
        ("Je periode is voorbij", date(2029, 1, 1)),
        ("Nog niets ingeleverd? Dan vraagt het register of je wilt blijven", date(2029, 7, 1)),
    ]
    assert len(coming(registration, date(2029, 3, 1))) == 1  # what is over is not coming


def test_a_pause_and_a_suspension_have_their_last_day(owner, stranger, today, standing_clock):
    paused = people.registered(owner, since=SINCE)
    pausing.pause(paused, listed=True, today=today, by=Actor.self(owner))
    assert coming(paused, today) == [("Je pauze eindigt vanzelf", date(2028, 11, 23))]
    suspended = people.registered(stranger, since=SINCE)
    cases.suspended(suspended, today=today)
    assert coming(suspended, today) == [("Je schorsing is voorbij", date(2027, 5, 23))]


def test_who_lapsed_sees_until_when_to_object(owner, today, standing_clock):
    registration = terms.lapsed(terms.silent(owner, today=today), on=today)
    until = today + timedelta(weeks=6)
    assert coming(registration, today) == [("De laatste dag om bezwaar te maken", until)]


def test_a_proposal_to_lapse_names_the_day_and_the_way_out(owner, today, standing_clock):
    registration = terms.silent(owner, today=today)
    terms.proposed(registration, on=today)
    found = standing.what_is_coming(registration, today=today)
    assert found[0].on == today + timedelta(weeks=4)
    assert "Eén klik van jou" in found[0].note


def test_an_objection_and_a_hearing_are_among_what_comes(owner, today, standing_clock):
    registration = people.registered(owner, since=SINCE)
    measure = cases.charged(registration, today=today)
    first, _ = cases.two_of(measure)
    hearing = today + timedelta(days=20)
    measure.plan_hearing(cases.at(hearing), "Utrecht", today=today, by=first)
    assert ("De hoorzitting", hearing) in coming(registration, today)
    assert ("Uiterlijk nu besluit de commissie", measure.answer_by) in coming(registration, today)


def test_the_timeline_says_in_which_role_and_never_who(owner, desk, today, now, standing_clock):
    registration = people.registered(owner, since=today)
    publication.hide(registration, now=now, by=Actor.self(owner))
    publication.show(registration, now=now, by=Actor.self(owner))
    found = happened(owner)
    assert found[:2] == [
        ("Vermelding weer zichtbaar", "Door jou"),
        ("Vermelding verborgen", "Door jou"),
    ]
    assert ("Toegelaten tot het register", "Door een medewerker van het register") in found
    assert ("Aanmelding verstuurd", "Door jou") in found
    assert not any(desk.last_name in note for _, note in found)


@pytest.mark.parametrize(
    ("role", "job", "words"),
    [
        ("system", "register.end_pauses", "Ging vanzelf"),
        ("committee", "", "Door de registercommissie"),
        ("professional", "", "Door iemand anders"),
        ("iets nieuws", "", "Door het register"),
    ],
)
def test_who_in_words(owner, stranger, now, role, job, words):
    event = Event(actor=None if job else stranger, role=role, job=job, at=now)
    assert happenings.who(event, owner) == words


def test_the_page_shows_the_newest_five_and_leads_to_all(owner, login, now, standing_clock):
    registration = people.registered(owner, since=SINCE)
    for number in range(7):
        letters.write(
            "register/paused", person=owner, subject=registration, occasion=str(number), at=now,
            ends_on=SINCE,
        )  # fmt: skip
        publication.hide(registration, now=now, by=Actor.self(owner))
    client = login(owner)
    page = client.get(PAGE).content.decode()
    assert page.count("Vermelding verborgen") == 5
    assert page.count("Je registratie staat stil") == 5
    every = client.get("/mijn/registratie/gebeurd/").content.decode()
    assert every.count("Vermelding verborgen") == 7
    assert "In het register gezet" in every  # what comes along with an admission is only here


def test_who_left_is_told_that_nobody_finds_them(owner, login, now, standing_clock):
    registration = people.registered(owner, since=SINCE)
    assert "Iedereen kan zien dat je geregistreerd bent" in login(owner).get(PAGE).content.decode()
    leaving.leave(registration, today=now.date(), now=now, by=Actor.self(owner))
    page = login(owner).get(PAGE).content.decode()
    assert "Je staat nu niet in het openbare register" in page
    assert "Word je bedreigd?" not in page


def test_running_consents_stand_on_the_page(owner, login, today, standing_clock):
    registration = people.registered(owner, since=SINCE)
    place = owner.affiliations.get().organisation
    client = login(owner)
    assert "Je werkgever hoort niets van het register" in client.get(PAGE).content.decode()
    consents.give(place, "shown", today=today, by=Actor.self(registration.person))
    page = client.get(PAGE).content.decode()
    assert "Zien dat ik geregistreerd ben, en tot wanneer" in page
    assert "Bekijken of intrekken" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three(
    owner, login, now, count, standing_clock, django_assert_num_queries
):
    registration = people.registered(owner, since=SINCE)
    for _ in range(count):
        publication.hide(registration, now=now, by=Actor.self(owner))
    client = login(owner)
    client.get(PAGE)
    with django_assert_num_queries(QUERIES):
        assert client.get(PAGE).content.count(b"Vermelding verborgen") == count


@pytest.mark.parametrize("count", [1, 3])
def test_everything_that_happened_costs_the_same_for_one_and_for_three(
    owner, login, now, count, standing_clock, django_assert_num_queries
):
    registration = people.registered(owner, since=SINCE)
    for _ in range(count):
        publication.hide(registration, now=now, by=Actor.self(owner))
    client = login(owner)
    client.get("/mijn/registratie/gebeurd/")
    with django_assert_num_queries(5):  # session, user, roles, how many, the acts
        page = client.get("/mijn/registratie/gebeurd/")
    assert page.content.count(b"Vermelding verborgen") == count
