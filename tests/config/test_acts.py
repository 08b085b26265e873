"""Acts, for administrators: no content, and no names but in the list of one, who sees it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.actors import Actor
from accounts.models import Role
from audit.models import Event
from config import what_was_done
from register.models import ListDownload
from tests import roles
from tests.makers import people

ALL = "/desk/handelingen/"
LOOK = what_was_done.LOOK


@pytest.fixture
def administrator(db):
    return people.person("Ada", "Beheer", role=Role.ADMINISTRATOR)


@pytest.fixture
def happened(owner, desk, scheme, today, standing_clock):
    """An application that was handed in and taken up."""
    application = people.submitted(owner, today=today)
    application.take(by=Actor(desk, Role.DESK))
    return application


def of(person):
    return reverse("desk:acts_of", args=[person.public_id])


def rows(response):
    return [one.what for one in response.context["acts"]]


def test_the_list_of_everybody_names_nobody(happened, owner, desk, administrator, login):
    page = login(administrator).get(ALL)
    assert rows(page)[:2] == ["Aanmelding in behandeling genomen", "Aanmelding verstuurd"]
    main = page.content.decode().split("<main")[1]
    assert owner.name not in main
    assert desk.name not in main
    assert "Ik help" not in main  # a word of the application
    assert not Event.objects.filter(verb=LOOK).exists()


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"wat": "application.take"}, ["Aanmelding in behandeling genomen"]),
        ({"deel": "register.", "rol": "desk"}, ["Aanmelding in behandeling genomen"]),
        ({"rol": "committee"}, []),
        ({"van": "2026-11-24"}, []),
        ({"van": "2026-11-23", "tot": "2026-11-23", "rol": "desk"},
         ["Aanmelding in behandeling genomen"]),
        ({"tot": "2026-11-22"}, []),
    ],
)  # fmt: skip
def test_it_can_be_narrowed(happened, administrator, login, chosen, found):
    assert rows(login(administrator).get(ALL, chosen)) == found


@pytest.mark.parametrize("name", ["wat", "deel", "rol", "van", "tot", "voor"])
@pytest.mark.parametrize("value", ["onzin", "0001-01-01", "9999-12-31", "\x00", "9" * 40])
def test_what_makes_no_sense_chooses_nothing(happened, administrator, login, name, value):
    found = login(administrator).get(ALL, {name: value})
    assert found.status_code == 200
    assert len(rows(found)) == Event.objects.count()


def test_the_acts_of_one_person_are_found_by_a_whole_address_or_number(
    owner, administrator, login, scheme, today
):
    registration = people.registered(owner, since=today)
    client = login(administrator)
    for text in (owner.email.upper(), f" {owner.email} ", registration.number):
        answer = client.post(f"{ALL}van/", {"wie": text})
        assert answer["Location"] == of(owner)
    for text in ("Samira", owner.email[:-1], "", "\x00@x"):
        answer = client.post(f"{ALL}van/", {"wie": text})
        assert answer.status_code == 422
        assert "Fout: " in answer.content.decode()


def test_who_looks_is_written_down_and_the_person_reads_it(
    happened, owner, administrator, login, now, standing_clock
):
    client = login(administrator)
    page = client.get(of(owner)).content.decode()
    assert "ziet dat je keek" in page
    client.get(of(owner), {"voor": "999"})  # the next page is the same look
    (look,) = Event.objects.filter(verb=LOOK)
    assert (look.person, look.actor, look.role) == (owner, administrator, "administrator")
    standing_clock.move_to(now + timedelta(minutes=16))
    client.get(of(owner))
    assert Event.objects.filter(verb=LOOK).count() == 2
    for address in ("/mijn/gegevens/", "/mijn/gegevens/gebeurd/"):
        shown = login(owner).get(address).content.decode()
        assert "Handelingen bekeken door een beheerder" in shown
        assert administrator.name in shown


def test_of_one_person_only_that_person_and_who_acted_in_a_role_are_named(
    happened, owner, desk, stranger, administrator, login
):
    for by, whom in ((Actor.self(stranger), owner), (Actor.self(owner), stranger)):
        facts = {"verb": "share.read", "role": by.role, "subject_id": 1, "at": happened_at()}
        Event.objects.create(actor=by.user, person=whom, subject_type="portfolios.Share", **facts)
    page = login(administrator).get(of(owner))
    text = page.content.decode().split("<main")[1]
    assert owner.name in text
    assert desk.name in text
    assert stranger.name not in text
    assert {(one.by, one.about) for one in page.context["acts"]} >= {
        ("iemand anders", owner.name), (owner.name, "iemand anders"), (desk.name, owner.name),
    }  # fmt: skip


def happened_at():
    return Event.objects.latest("pk").at


def test_the_file_holds_the_chosen_acts_without_formulas_and_is_written_down(
    happened, owner, administrator, login
):
    owner.given_names = "=Samira"
    owner.save()
    where = reverse("desk:acts_of_out", args=[owner.public_id])
    response = login(administrator).post(f"{where}?wat=application.submit&voor=3")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    heading, line = text.splitlines()
    assert heading.startswith("Moment;Handeling;")
    assert "Aanmelding verstuurd" in line
    assert "'=Samira El Amrani" in line
    taken = ListDownload.objects.get()
    assert (taken.what, taken.rows, taken.question) == ("acts", 1, "wat=application.submit")
    assert Event.objects.get(verb="user.take_acts").person == owner


def test_a_file_that_would_be_too_long_is_refused_in_words(
    happened, administrator, login, monkeypatch
):
    monkeypatch.setattr(what_was_done, "MOST_TAKEN", 1)
    client = login(administrator)
    answer = client.post(f"{ALL}uit/", headers={"Referer": f"http://testserver{ALL}"})
    assert not ListDownload.objects.exists()
    assert answer.status_code in (302, 409)


def test_pages_follow_by_key_and_show_everything_once(db, owner, administrator, login, now):
    facts = {"verb": "user.look_up", "subject_type": "accounts.User", "subject_id": 1, "at": now}
    with roles.as_owner():
        Event.objects.all().delete()
    made = Event.objects.bulk_create(Event(role="system", job="x", **facts) for _ in range(120))
    client, shown, query = login(administrator), [], {}
    while True:
        page = client.get(ALL, query)
        shown += [one.pk for one in page.context["acts"]]
        if not page.context["earlier"]:
            break
        query = {"voor": page.context["earlier"]}
    assert shown == [one.pk for one in reversed(made)]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("whose", ["all", "one", "own"])
def test_the_lists_ask_the_same_number_of_queries(
    owner, desk, administrator, login, now, count, whose, django_assert_num_queries
):
    facts = {"verb": "user.look_up", "subject_type": "accounts.User", "subject_id": 1, "at": now}
    for number in range(count):
        by = people.person(f"Nummer {number}", "Bureau", role=Role.DESK)
        Event.objects.create(actor=by, role="desk", person=owner, **facts)
    client = login(owner if whose == "own" else administrator)
    address = {"all": ALL, "one": of(owner), "own": "/mijn/gegevens/gebeurd/"}[whose]
    client.get(address)  # the look is written down once
    with django_assert_num_queries(QUERIES[whose]):
        client.get(address)


QUERIES = {"all": 4, "one": 6, "own": 4}


def test_everyone_reads_what_they_did_and_what_was_done_with_their_things(
    happened, owner, desk, stranger, login
):
    done = login(desk).get("/mijn/gegevens/gebeurd/", {"door": "mij"}).content.decode()
    assert "Aanmelding in behandeling genomen" in done
    assert "Nog niets" in login(desk).get("/mijn/gegevens/gebeurd/").content.decode()
    mine = login(owner).get("/mijn/gegevens/gebeurd/").content.decode()
    assert "Aanmelding in behandeling genomen" in mine
    assert "Aanmelding verstuurd" in mine
    assert "Nog niets" in login(stranger).get("/mijn/gegevens/gebeurd/").content.decode()
