"""People at the desk: found or not, one page each, who looked, and notes that the person reads."""

from datetime import date, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actors import Actor
from accounts.models import Role
from audit.models import Event
from outbox import letters
from outbox.models import Letter
from portfolios.models import LearningActivity
from register import notes
from register import people as at_the_desk
from register.models import Application, StaffNote
from tests.makers import cases, people

pytestmark = pytest.mark.usefixtures("standing_clock", "scheme")
SINCE = date(2025, 1, 1)
LIST = "/desk/mensen/"


def page_of(user) -> str:
    return f"{LIST}{user.public_id}/"


@pytest.fixture
def registration(owner, scheme):
    return people.registered(owner, since=SINCE)


@pytest.fixture
def staff(desk, login):
    return login(desk)


def found_by(staff, text: str) -> str:
    return staff.get(LIST, {"q": text}).content.decode()


def test_nobody_is_listed_before_something_is_asked(registration, staff):
    assert "Samira" not in staff.get(LIST).content.decode()
    assert "Vul minstens 2 letters in" in found_by(staff, "s")


@pytest.mark.parametrize("how", ["name", "accents", "number", "mail", "known as"])
def test_found_by_name_number_and_whole_address(registration, owner, staff, how):
    registration.shown_given_names = "Mira"
    registration.save()
    asked = {
        "name": "amrani sam", "accents": "EL ÀMRANI", "number": registration.number,
        "mail": owner.email.upper(), "known as": "mira",
    }[how]  # fmt: skip
    page = found_by(staff, asked)
    assert page_of(owner) in page
    assert f"Geregistreerd, nummer {registration.number}" in page
    assert page_of(owner) not in found_by(staff, owner.email[:-3])


def test_who_never_applied_does_not_exist_here(owner, stranger, staff, today):
    people.application(owner, today=today)  # a draft is nobody's business
    LearningActivity.objects.create(
        owner=stranger, kind="read", title="Iets", happened_on=today, captured_at="2026-01-01T00Z"
    )
    for user in (owner, stranger):
        assert "Niemand gevonden" in found_by(staff, user.last_name)
        assert "Niemand gevonden" in found_by(staff, user.email)
        assert staff.get(page_of(user)).status_code == 404
        assert staff.post(f"{page_of(user)}notitie/", {"notitie-text": "x"}).status_code == 404


def test_nobody_finds_oneself(desk, staff, today):
    people.submitted(desk, today=today)
    assert "Niemand gevonden" in found_by(staff, desk.last_name)
    assert staff.get(page_of(desk)).status_code == 404


def test_only_the_desk_looks_people_up(registration, owner, committee, login):
    for user in (owner, committee):
        assert login(user).get(LIST).status_code == 404
        assert login(user).get(page_of(owner)).status_code == 404


def test_the_page_says_where_somebody_stands_in_the_own_words_of_the_person(
    registration, owner, staff
):
    page = staff.get(page_of(owner)).content.decode()
    assert registration.number in page
    assert "Je registratie loopt tot 1 januari 2029." in page
    assert "Gemeente Lindehoven" in page
    assert "Toegelaten tot het register" in page
    assert f"mailto:{owner.email}" in page


def test_the_dossier_is_not_there(registration, owner, staff, today):
    LearningActivity.objects.create(
        owner=owner, kind="read", title="Geheim", happened_on=today, captured_at="2026-01-01T00Z"
    )
    actor = Actor.self(owner)
    at = Event.objects.latest("pk").at
    Event.objects.create(
        at=at, verb="dossiersnapshot.open", subject_type="portfolios.DossierSnapshot",
        subject_id=1, person=owner, actor=owner, role=actor.role,
    )  # fmt: skip
    Event.objects.create(
        at=at, verb="user.change_password", subject_type="accounts.User",
        subject_id=owner.pk, person=owner, actor=owner, role=actor.role,
    )  # fmt: skip
    page = staff.get(page_of(owner)).content.decode()
    assert "Geheim" not in page
    assert "Ingeleverd dossier geopend" not in page
    assert "Wachtwoord" not in page


def test_of_a_case_only_that_it_is_there(owner, staff, committee, today):
    application = cases.refused(owner, today=today, by=Actor(committee, Role.COMMITTEE))
    cases.objection(application, today=today, text="Wat ik alleen de commissie zeg.")
    page = staff.get(page_of(owner)).content.decode()
    assert "Bezwaar" in page
    assert "Bij de commissie" in page
    assert "Wat ik alleen de commissie zeg." not in page


def test_letters_of_the_register_are_read_and_no_others(registration, owner, staff, now):
    letter = owner.letters.get(kind="register/admitted")
    page = staff.get(page_of(owner)).content.decode()
    assert letter.title in page
    assert letter.paragraphs[1] in staff.get(
        f"{page_of(owner)}brief/{letter.public_id}/"
    ).content.decode().replace("&#x27;", "'")
    letters.write("accounts/password_changed", person=owner, subject=owner, at=now, occasion="1")
    private = owner.letters.get(kind="accounts/password_changed")
    assert private.title not in staff.get(page_of(owner)).content.decode()
    url = f"{page_of(owner)}brief/{private.public_id}/"
    assert staff.get(url).status_code == 404


def test_the_person_sees_who_looked_once_a_day(
    registration, owner, desk, staff, login, standing_clock
):
    for _ in range(3):
        staff.get(page_of(owner))
    looks = Event.objects.filter(verb=at_the_desk.LOOK, person=owner, actor=desk)
    assert looks.count() == 1
    assert "Bekeken door het register" in login(owner).get("/mijn/gegevens/").content.decode()
    standing_clock.shift(timedelta(days=1))
    login(desk).get(page_of(owner))
    assert looks.count() == 2


def test_the_history_goes_on_behind_the_first_page(registration, owner, staff):
    for number in range(60):
        Event.objects.create(
            at="2025-02-01T10:00Z", verb="registration.hide", subject_type="register.Registration",
            subject_id=number, person=owner, actor=owner, role="professional",
        )  # fmt: skip
    page = staff.get(page_of(owner)).content.decode()
    assert "Aanmelding verstuurd" not in page
    (link,) = [part.partition('"')[0] for part in page.split('href="') if part.startswith("?voor=")]
    earlier = staff.get(page_of(owner) + link.partition("#")[0]).content.decode()
    assert "Aanmelding verstuurd" in earlier
    assert staff.get(page_of(owner) + "?voor=onzin").status_code == 200


def test_a_draft_that_was_withdrawn_is_nobodys_business(registration, owner, staff, today):
    own = Actor.self(owner)
    registration.leave(today=today, by=own)
    handed_in = Application.objects.get(person=owner)
    draft = Application.objects.create(person=owner, started_on=today, scheme=handed_in.scheme)
    draft.withdraw(by=own)
    told = at_the_desk.history(owner).filter(subject_type="register.Application")
    assert {event.subject_id for event in told} == {handed_in.pk}


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same(count, owner, desk, login, today, django_assert_num_queries):
    for number in range(count):
        user = people.person(f"Nummer {number}", "Meulen")
        people.registered(user, since=SINCE)
    client = login(desk)
    client.get(LIST)
    with django_assert_num_queries(5):
        page = client.get(LIST, {"q": "meulen"})
    assert page.content.count(b"Nummer ") == count


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_the_same(count, registration, owner, desk, login, today, now, request):
    for number in range(count):
        notes.write(owner, f"Notitie {number}", today=today, by=Actor(desk, Role.DESK))
    client = login(desk)
    client.get(page_of(owner))
    queries = request.getfixturevalue("django_assert_max_num_queries")
    with queries(22):
        page = client.get(page_of(owner))
    assert page.content.count(b"Notitie ") >= count


# ---- Notes ----


def test_a_note_is_read_by_the_person_too(registration, owner, stranger, staff, login):
    page = staff.get(page_of(owner)).content.decode()
    assert "Samira kan lezen wat je hier schrijft" in page
    wrong = staff.post(f"{page_of(owner)}notitie/", {"notitie-text": ""})
    assert wrong.status_code == 422
    assert "Schrijf je notitie op" in wrong.content.decode()
    said = staff.post(f"{page_of(owner)}notitie/", {"notitie-text": "Belde over meer tijd."})
    assert said.status_code == 302
    assert "Belde over meer tijd." in staff.get(page_of(owner)).content.decode()
    client = login(owner)
    assert "/mijn/notities/" in client.get("/mijn/registratie/").content.decode()
    mine = client.get("/mijn/notities/").content.decode()
    assert "Belde over meer tijd." in mine
    assert "23 november 2027" in mine
    assert "Er staat niets over je" in login(stranger).get("/mijn/notities/").content.decode()


def test_a_citizen_service_number_is_not_kept_in_a_note(registration, owner, staff):
    answer = staff.post(f"{page_of(owner)}notitie/", {"notitie-text": "BSN 111222333"})
    assert answer.status_code == 422
    assert not StaffNote.objects.exists()


def test_nobody_notes_about_oneself(owner, today):
    with pytest.raises(IntegrityError, match="nobody_notes_about_oneself"), transaction.atomic():
        StaffNote.objects.create(person=owner, author=owner, text="x", written_on=today)


def test_after_a_year_nothing_is_left(registration, owner, desk, today, standing_clock):
    notes.write(owner, "Iets", today=today, by=Actor(desk, Role.DESK))
    standing_clock.shift(timedelta(days=364))
    notes.erase_old()
    assert StaffNote.objects.count() == 1
    standing_clock.shift(timedelta(days=1))
    notes.erase_old()
    assert not StaffNote.objects.exists()


@pytest.mark.parametrize("where", ["9" * 5000, "9" * 18, "-1", "abc", "１２"])
def test_a_page_that_makes_no_sense_is_the_first_page(owner, desk, login, today, where):
    people.registered(owner, since=today)
    assert login(desk).get(f"/desk/mensen/{owner.public_id}/", {"voor": where}).status_code == 200


def test_the_desk_logs_somebody_out_everywhere_who_called(desk, owner, login):
    """A stolen phone: what is open there is closed; the person gets a letter and logs in again."""
    people.registered(owner, since=SINCE)
    there, here = login(owner), login(desk)
    assert there.get("/mijn/").status_code == 200
    answer = here.post(reverse("desk_register:person_log_out", args=[owner.public_id]), follow=True)
    assert "overal uitgelogd" in answer.content.decode()
    assert there.get("/mijn/").headers["Location"].startswith("/account/login/")
    assert UserSession.objects.filter(user=desk).exists()
    assert Letter.objects.get(person=owner, kind="accounts/logged_out").title
    event = Event.objects.get(verb="user.end_sessions")
    assert (event.person, event.actor, event.role) == (owner, desk, "desk")
    assert login(owner).get("/mijn/").status_code == 200


def test_who_runs_the_server_logs_out_one_person_or_everybody(owner, desk, login, capsys):
    clients = login(owner), login(desk)
    with pytest.raises(CommandError, match="no account"):
        call_command("log_out", "niemand@example.org")
    call_command("log_out", owner.email)
    assert [client.get("/mijn/").status_code for client in clients] == [302, 200]
    clients = login(owner), clients[1]
    call_command("log_out", "--all")
    assert [client.get("/mijn/").status_code for client in clients] == [302, 302]
    assert capsys.readouterr().out.splitlines() == ["Ended: 1 session.", "Ended: 2 sessions."]
