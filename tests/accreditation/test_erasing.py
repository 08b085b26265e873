"""Everybody may have everything of theirs erased: at once, for good, and not by accident."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from accounts.actors import Actor
from accounts.models import Role, User
from accreditation import erasing, leaving
from audit.acts import NotAllowed
from audit.models import Event
from outbox import letters
from outbox.models import Letter
from portfolios.models import LearningPlan
from register.importing import batches
from register.models import Certificate, ImportedRow, Registration
from tests.accreditation.conftest import fill, running
from tests.conftest import NOW, TODAY
from tests.makers import logins, people
from tests.register import lists

pytestmark = pytest.mark.usefixtures("standing_clock", "scheme")
PAGE = "/mijn/alles-wissen/"


@pytest.fixture
def left(owner) -> User:
    """Was registered, has a dossier, and left."""
    running(owner)
    fill(owner)
    registration = Registration.objects.get(person=owner)
    leaving.leave(registration, now=NOW, by=Actor.self(owner))
    return owner


def why_not(person: User) -> list[str]:
    return [one.why for one in erasing.obstacles(person, today=TODAY)]


def test_who_is_registered_leaves_first(owner):
    running(owner)
    assert any("nog geregistreerd" in why for why in why_not(owner))
    with pytest.raises(NotAllowed, match="nog geregistreerd"):
        erasing.erase(owner, now=NOW, by=Actor.self(owner))
    assert User.objects.get(pk=owner.pk).is_active


def test_an_application_and_a_role_stand_in_the_way(owner, desk):
    people.submitted(owner, today=TODAY)
    assert any("aanmelding loopt nog" in why for why in why_not(owner))
    assert any("nog een rol" in why for why in why_not(desk))


def test_nothing_that_says_who_it_was_is_left(left, run_jobs):
    address, name = left.email, left.name
    erasing.erase(left, now=NOW, by=Actor.self(left))
    left.refresh_from_db()
    assert (left.name, left.is_active) == ("Iemand zonder naam", False)
    assert left.email.endswith("@gewist.invalid")
    assert not left.has_usable_password()
    assert not left.emailaddress_set.exists()
    assert not LearningPlan.objects.filter(owner=left).exists()
    registration = Registration.objects.get(person=left)
    assert name not in f"{registration.shown_name} {registration.name_key}"
    assert address not in str(list(Letter.objects.filter(person=left).values()))
    assert set(Letter.objects.filter(person=left).values_list("body", flat=True)) <= {"(gewist)"}


def test_that_it_was_is_left_with_a_number_and_a_hash(left):
    certificate = Certificate.objects.get(registration__person=left)
    number, status = certificate.number, certificate.status
    erasing.erase(left, now=NOW, by=Actor.self(left))
    certificate.refresh_from_db()
    assert (certificate.number, certificate.status) == (number, status)
    assert certificate.content == {}
    assert Event.objects.of(left).filter(verb="user.erase", person=left).exists()


def test_one_mail_says_that_it_was_done_and_then_nothing_goes_there(left, run_jobs):
    address = left.email
    mail.outbox.clear()
    erasing.erase(left, now=NOW, by=Actor.self(left))
    letters.write("register/kept", person=left, subject=left, at=NOW, months=6)
    run_jobs()
    assert [(one.to, one.subject) for one in mail.outbox] == [([address], "Alles van je is gewist")]


def test_letters_to_others_name_nobody_any_more(left, stranger):
    letters.write("register/kept", person=stranger, subject=stranger, at=NOW, months=6)
    letter = Letter.objects.latest("pk")
    Letter.objects.filter(pk=letter.pk).update(body=f"Je sprak {left.name} en {left.name}man.")
    erasing.erase(left, now=NOW, by=Actor.self(left))
    letter.refresh_from_db()
    assert letter.body == "Je sprak iemand die is gewist en Samira El Amraniman."


def test_a_name_is_found_where_a_calendar_folds_it(left, stranger):
    letters.write("register/kept", person=stranger, subject=stranger, at=NOW, months=6)
    letter = Letter.objects.latest("pk")
    folded = f"SUMMARY:Gesprek met {left.name[:5]}\r\n {left.name[5:]}\r\nEND:VEVENT"
    Letter.objects.filter(pk=letter.pk).update(calendar=folded)
    erasing.erase(left, now=NOW, by=Actor.self(left))
    letter.refresh_from_db()
    assert letter.calendar == "SUMMARY:Gesprek met iemand die is gewist\r\nEND:VEVENT"


def test_the_letters_of_a_namesake_are_left_alone(left, stranger):
    namesake = people.person(left.given_names, left.last_name, email="ander@example.org")
    letters.write("register/kept", person=stranger, subject=stranger, at=NOW, months=6)
    letter = Letter.objects.latest("pk")
    Letter.objects.filter(pk=letter.pk).update(body=f"Je sprak {left.name}.")
    erasing.erase(left, now=NOW, by=Actor.self(left))
    letter.refresh_from_db()
    assert letter.body == f"Je sprak {namesake.name}."


def test_a_list_that_an_employer_gave_no_longer_has_the_address(left, stranger, desk):
    by = Actor(desk, Role.DESK)
    batch = batches.upload(lists.csv(), name="x", now=NOW, by=by)
    for number, person in enumerate((left, stranger), start=90):
        ImportedRow.objects.create(batch=batch, number=number, email=person.email.upper())
    erasing.erase(left, now=NOW, by=Actor.self(left))
    assert [row.email for row in batch.rows.all()] == [stranger.email.upper()]


def test_the_address_is_free_for_a_new_account(left):
    address = left.email
    erasing.erase(left, now=NOW, by=Actor.self(left))
    assert User.objects.create_user(address).pk != left.pk


def test_all_or_nothing(left, monkeypatch):
    def fails(person):
        raise IntegrityError("no")

    monkeypatch.setattr(erasing.pilots, "forget", fails)
    with pytest.raises(IntegrityError), transaction.atomic():
        erasing.erase(left, now=NOW, by=Actor.self(left))
    assert LearningPlan.objects.filter(owner=left).exists()


# ---- The page ----


def test_the_page_says_what_has_to_end_first(owner, login):
    running(owner)
    client = login(owner)
    page = client.get(PAGE).content.decode()
    assert "Eerst moet er nog iets aflopen" in page
    assert "/mijn/registratie/uitschrijven/" in page
    assert client.post(PAGE).status_code == 409


def test_who_did_not_just_show_who_it_is_is_asked_again(left, login):
    answer = login(left).post(PAGE)
    assert answer["Location"].startswith("/account/reauthenticate/")
    assert User.objects.get(pk=left.pk).is_active


def test_the_person_does_it_alone_and_is_logged_out(left, client):
    logins.put_in(client, left, logins.PASSWORD, "mfa", seconds_ago=1)
    page = client.get(PAGE).content.decode()
    assert "Dit kan niet terug" in page
    assert re.search(r"Wis alles van mij", page)
    done = client.post(PAGE)
    assert "Alles is gewist" in done.content.decode()
    assert not User.objects.get(pk=left.pk).is_active
    assert client.get("/mijn/").status_code == 302


def test_staff_find_nobody_by_the_old_name(left, desk, login):
    name = left.last_name
    erasing.erase(left, now=NOW, by=Actor.self(left))
    page = login(desk).get("/desk/mensen/", {"q": name}).content.decode()
    assert str(left.public_id) not in page


def test_an_account_that_nobody_confirmed_is_gone_after_a_month(owner):
    from accounts import unconfirmed

    old, young = (User.objects.create_user(f"{name}@example.org") for name in ("oud", "jong"))
    User.objects.filter(pk=old.pk).update(joined_at=NOW - timedelta(days=31))
    User.objects.filter(pk=owner.pk).update(joined_at=NOW - timedelta(days=31))
    unconfirmed.forget_unconfirmed()
    assert set(User.objects.filter(pk__in=[old.pk, young.pk, owner.pk])) == {young, owner}


def test_a_role_that_is_over_is_no_obstacle(owner):
    people.person("Bureau", "Wereld", role=Role.DESK)
    assert why_not(owner) == []
