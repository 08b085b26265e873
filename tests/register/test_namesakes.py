"""Namesakes and duplicates: found before admission, named for what they are, seen by a person."""

import itertools
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.actors import Actor
from accounts.models import Role
from audit.acts import NotAllowed
from outbox.models import Letter
from register import admission, namesakes
from register.models import Application, Registration
from tests.makers import cases, people

DAY = date(2026, 9, 7)
YEAR = timedelta(days=365)
NUMBERS = itertools.count(1)


def applicant(given_names="Joost", last_name="Meulen", infix="van der") -> Application:
    address = "joost.van.der.meulen@example.org"
    user = people.person(given_names, last_name, infix=infix, email=address)
    return people.submitted(user, today=DAY)


def somebody(given_names, last_name, *, infix="", email=""):
    address = email or f"iemand.{next(NUMBERS)}@example.net"
    return people.person(given_names, last_name, infix=infix, email=address)


def other(given_names, last_name, *, infix="", email=""):
    """Somebody who handed in an application before."""
    user = somebody(given_names, last_name, infix=infix, email=email)
    people.submitted(user, today=DAY - YEAR)
    return user


def found(application) -> list[namesakes.Namesake]:
    return namesakes.found(application, today=DAY)


def ready(application) -> Application:
    """The welcome talk was held, and nobody compared names yet."""
    desk = people.desk_actor()
    application.take(by=desk)
    application.invite_to_welcome_talk(by=desk)
    application.note_welcome_talk(held_on=DAY, by=desk)
    return application


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (("JOOST", "Meulen", "Van Der"), "dezelfde naam"),
        (("Joost", "van der Meulen", ""), "een naam die erop lijkt"),
        (("Joost", "Meulens", "van der"), "een naam die erop lijkt"),
    ],
)
def test_the_same_and_nearly_the_same_name(db, name, reason):
    application = applicant()
    twin = other(name[0], name[1], infix=name[2])
    (one,) = found(application)
    assert (one.user, one.reasons) == (twin, (reason,))
    assert one.standing == "Aanmelding van 7 september 2025: ontvangen."


def test_who_only_has_an_account_or_a_draft_does_not_exist_here(db):
    application = applicant()
    twin = somebody("Joost", "Meulen", infix="van der")
    Application.objects.create(person=twin, scheme=application.scheme, started_on=DAY)
    assert found(application) == []


@pytest.mark.parametrize("name", [("Joost", "Bakker"), ("Marleen", "Meulen"), ("Piet", "Jansen")])
def test_another_name_is_nobody(db, name):
    application = applicant()
    other(*name)
    assert found(application) == []


@pytest.mark.parametrize(
    "address",
    ["joost.van.der.meulen+werk@example.org", "JoostVanDerMeulen@example.org"],
)
def test_the_same_mailbox_under_another_name(db, address):
    application = applicant()
    other("Ilse", "Bakker", email=address)
    (one,) = found(application)
    assert one.reasons == ("bijna hetzelfde mailadres",)


def test_another_host_is_another_mailbox(db):
    application = applicant()
    other("Ilse", "Bakker", email="joost.van.der.meulen@example.net")
    assert found(application) == []


def test_where_the_other_stands(db):
    application = applicant()
    twin = somebody("Joost", "Meulen", infix="van  der")
    registration = people.registered(twin, since=DAY - YEAR)
    (one,) = found(application)
    assert one.standing.startswith(f"Geregistreerd, nummer {registration.number}, sinds")
    registration.leave(today=DAY, by=Actor.self(registration.person))
    assert found(application)[0].standing.startswith("Uitgeschreven")


@pytest.mark.parametrize(
    ("years", "removed", "says"),
    [(4, True, "De termijn loopt tot"), (6, False, "De termijn daarvan is voorbij")],
)
def test_who_was_struck_out_is_named_so(db, years, removed, says):
    application = applicant()
    long_ago = DAY - years * YEAR
    since = long_ago - YEAR
    twin = somebody("Joost", "Meulen", infix="van der")
    registration = people.registered(twin, since=since)
    cases.removed(registration, today=long_ago)
    (one,) = found(application)
    assert one.removed is removed
    assert says in one.standing


def test_nobody_is_admitted_before_somebody_looked(db):
    application = ready(applicant())
    other("Joost", "Meulen", infix="van der")
    with pytest.raises(NotAllowed, match="Kijk eerst"):
        admission.admit(application, today=DAY, by=people.desk_actor())
    application.refresh_from_db()
    assert application.status == Application.Status.WELCOME
    assert not Registration.objects.exists()
    assert not Letter.objects.exists()
    namesakes.look(application, None, today=DAY, by=people.desk_actor())
    admission.admit(application, today=DAY, by=people.desk_actor())
    assert application.namesakes_seen_by == people.desk_actor().user


def test_a_new_namesake_is_looked_at_too(db):
    application = ready(applicant())
    namesakes.look(application, None, today=DAY, by=people.desk_actor())
    other("Joost", "Meulen", infix="van der")
    with pytest.raises(NotAllowed, match="Kijk eerst"):
        admission.admit(application, today=DAY, by=people.desk_actor())


def test_nobody_compares_the_own_name(desk):
    application = people.submitted(desk, today=DAY)
    with pytest.raises(NotAllowed, match="over jezelf"):
        namesakes.look(application, None, today=DAY, by=Actor(desk, Role.DESK))
    with pytest.raises(IntegrityError, match="own_name"), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(namesakes_seen_by=desk)


def test_looking_through_the_pages(desk, login, standing_clock):
    application = ready(applicant())
    twin = other("Joost", "Meulen", infix="van der")
    client = login(desk)
    admit = f"/desk/gesprekken/toelaten/{application.public_id}/"
    page = client.get(admit).content.decode()
    assert "Kennen we deze persoon al?" in page
    assert 'type="submit">Toelaten' not in page
    assert twin.email not in page
    look = f"/desk/aanmelding/{application.public_id}/naamgenoten/"
    client.post(look, {"gezien": ["niets", str(application.person.public_id)]})
    assert 'type="submit">Toelaten' not in client.get(admit).content.decode()
    page = client.post(look, {"gezien": str(twin.public_id)}, follow=True).content.decode()
    assert "heeft gekeken op" in page
    assert 'type="submit">Toelaten' in client.get(admit).content.decode()
    client.post(admit)
    assert Registration.objects.filter(person=application.person).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_comparing_costs_the_same_for_one_and_for_three(db, count, django_assert_num_queries):
    application = applicant()
    for _ in range(count):
        other("Joost", "Meulen", infix="van der")
    fresh = Application.objects.select_related("person", "scheme").get(pk=application.pk)
    with django_assert_num_queries(2):
        assert len(found(fresh)) == count
