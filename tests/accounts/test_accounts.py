"""Accounts: roles with dates, letters of one's own, and stuck work that staff can see."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Role, RoleGrant, User
from outbox import letters
from outbox.models import Job, Letter

DAY = date(2026, 11, 23)


def grant(user, role, start, end=None):
    return RoleGrant.objects.create(user=user, role=role, from_on=start, until_on=end)


def test_a_role_holds_from_its_first_day_until_the_day_it_ends(owner):
    grant(owner, Role.ASSESSOR, DAY, DAY + timedelta(days=10))
    held = [RoleGrant.objects.on(DAY + timedelta(days=n)).exists() for n in (-1, 0, 9, 10)]
    assert held == [False, True, True, False]


def test_desk_and_committee_are_never_one_person(owner):
    grant(owner, Role.DESK, DAY)
    with pytest.raises(IntegrityError, match="desk_and_committee_apart"), transaction.atomic():
        grant(owner, Role.COMMITTEE, DAY + timedelta(days=5))
    RoleGrant.objects.update(until_on=DAY + timedelta(days=1))
    grant(owner, Role.COMMITTEE, DAY + timedelta(days=5))


def test_a_role_twice_at_a_time_and_a_reversed_range_are_refused(owner):
    grant(owner, Role.ASSESSOR, DAY)
    with pytest.raises(IntegrityError, match="role_once"), transaction.atomic():
        grant(owner, Role.ASSESSOR, DAY)
    with pytest.raises(Exception, match="role_ends_after_it_starts"), transaction.atomic():
        grant(owner, Role.READER, DAY, DAY - timedelta(days=1))


@pytest.mark.fault(
    "K14",
    did="a role ends while its holder is logged in",
    must="the next request is refused",
)
def test_a_role_that_ended_opens_nothing_on_the_next_request(desk, login):
    client = login(desk)
    assert client.get("/desk/").status_code == 200
    RoleGrant.objects.update(until_on=date(2020, 1, 1))
    assert client.get("/desk/").status_code == 404


def test_signing_up_confirms_the_address_with_a_code_and_logs_in(client, run_jobs):
    client.post(
        "/account/signup/",
        {
            "given_names": "Fatima",
            "infix": "de",
            "last_name": "Vries",
            "email": " Fatima@Example.org ",
            "password1": "vier gewone woorden",
        },
    )
    user = User.objects.get()
    assert (user.email, user.name) == ("fatima@example.org", "Fatima de Vries")
    assert not mail.outbox  # a slow mail server holds up nobody
    run_jobs("outbox.send_sealed")
    [code] = re.findall(r"^([A-Z0-9]{4}-?[A-Z0-9]{4}|[A-Z0-9]{6})$", mail.outbox[0].body, re.M)
    client.post("/account/confirm-email/", {"code": code})
    assert client.get("/mijn/").status_code == 200


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"last_name": ""}, "Vul je achternaam in"),
        ({"last_name": "\u202e"}, "Vul je achternaam in"),
        ({"password1": "kort"}, "12 tekens"),
        ({"email": "geen-adres"}, "geldig"),
    ],
)
def test_signing_up_says_what_is_wrong_and_keeps_what_was_typed(client, db, fields, says):
    typed = {
        "given_names": "Fatima",
        "last_name": "Vries",
        "email": "fatima@example.org",
        "password1": "vier gewone woorden",
    }
    page = client.post("/account/signup/", typed | fields)
    assert says in page.content.decode()
    assert "Fatima" in page.content.decode()
    assert not User.objects.exists()


def write(person, occasion=""):
    return letters.write(
        "register/question", person=person, subject=person, occasion=occasion,
        at=timezone.now(), question="Hoe gaat het?", link="/mijn/", link_label="Kijk",
    )  # fmt: skip


def test_a_letter_is_written_and_sent_once(owner, run_jobs):
    assert write(owner)
    assert not write(owner)
    assert run_jobs("outbox.send_letter") == 1
    letters.send(Letter.objects.get().pk)
    assert len(mail.outbox) == 1
    message = mail.outbox[0]
    assert message.extra_headers["Message-ID"] == Letter.objects.get().message_id
    assert "Hoe gaat het?" in message.body
    assert "Hoe gaat het?" in str(message.alternatives[0][0])
    assert Letter.objects.get().accepted_at


@pytest.mark.parametrize("count", [1, 3])
def test_letters_are_listed_in_a_fixed_number_of_queries(
    owner, login, count, django_assert_num_queries
):
    for number in range(count):
        write(owner, f"keer-{number}")
    client = login(owner)
    with django_assert_num_queries(5):  # session, user, bounced address, letters, roles
        page = client.get("/mijn/berichten/")
    assert page.content.count(b"Een vraag over je aanmelding") == count


def test_a_letter_is_read_by_its_owner_only(owner, stranger, login):
    write(owner)
    address = f"/mijn/berichten/{Letter.objects.get().public_id}/"
    assert login(stranger).get(address).status_code == 404
    assert Letter.objects.get().read_at is None
    assert "Hoe gaat het?" in login(owner).get(address).content.decode()
    assert Letter.objects.get().read_at


def test_staff_see_stuck_work_and_try_it_again(desk, owner, login):
    write(owner)
    Job.objects.update(dead_at=timezone.now(), attempts=8, last_error="SMTPError: nee")
    client = login(desk)
    assert "SMTPError: nee" in client.get("/desk/achtergrondwerk/").content.decode()
    client.post(f"/desk/achtergrondwerk/{Job.objects.get().pk}/opnieuw/")
    assert Job.objects.open().count() == 1


def test_the_own_name_can_be_changed(owner, login):
    login(owner).post("/mijn/gegevens/", {"given_names": "Sam", "last_name": "El Amrani"})
    owner.refresh_from_db()
    assert (owner.name, owner.name_key) == ("Sam El Amrani", "el amrani sam")
