"""Pages of the register: what each person sees; a list costs the same for one and for three."""

from datetime import date

import pytest

from accounts.actors import Actor
from accounts.models import Role
from register import publication
from register.models import Application, HiddenEntry
from tests.makers import people, reference

SINCE = date(2025, 1, 1)
DAY = date(2026, 11, 20)
NAMES = (("Samira", "El Amrani"), ("Joost", "Amrana"), ("Ayşe", "Amrano"))


def published(count, *, today, now):
    made = [people.registered(people.person(*name), since=SINCE) for name in NAMES[:count]]
    publication.publish(today=today, now=now, by=Actor.system("test"))
    return made


@pytest.mark.parametrize("count", [1, 3])
def test_a_search_costs_the_same_for_one_and_for_three(
    client, db, today, now, count, django_assert_num_queries
):
    for given in ("Samira", "Joost", "Ayşe")[:count]:
        people.registered(people.person(given, "El Amrani"), since=SINCE)
    publication.publish(today=today, now=now, by=Actor.system("test"))
    # The budget; then who begins so, the words of now and of before, and who has them.
    with django_assert_num_queries(5):
        page = client.get("/", {"q": "el amrani"})
    assert page.content.count(b"rk-result__name") == count


def test_search_answers_a_script_with_the_results_only(client, db, today, now):
    published(1, today=today, now=now)
    part = client.get("/", {"q": "amrani"}, headers={"HX-Request": "true"})
    assert b"<html" not in part.content
    assert b"Samira El Amrani" in part.content
    assert "HX-Request" in part["Vary"]


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ({"q": "a"}, "Vul minstens 2 letters"),
        ({"gemeente": "Lindehoven"}, "het register is geen lijst"),
        ({"q": "nergens"}, "Niemand gevonden"),
        ({"q": "nergens", "provincie": "Drenthe"}, "Zoek in heel Nederland"),
        ({"q": "RK-4817-3063"}, "Er zit een tikfout in dit nummer"),
        ({"q": "rk 4817 306"}, "U vulde er 7 in"),
        ({"q": "nergens", "gemeente": "Lindehove"}, "Op gemeente vindt u alleen"),
        ({"q": "nergens"}, "Niet gevonden zegt niets over iemands werk"),
        ({}, "Wie zoekt u?"),
    ],
)
def test_search_says_what_to_do(client, db, question, says):
    assert says in client.get("/", question).content.decode()


def test_a_number_without_an_entry_explains_itself(client, db, today, now):
    (registration,) = published(1, today=today, now=now)
    publication.hide(registration, now=now, by=Actor.self(registration.person))
    page = client.get(f"/r/{registration.number}/")
    assert page.status_code == 404
    assert "Samira" not in page.content.decode()
    assert "nu niet in het register te zien" in page.content.decode()


def test_a_hidden_persons_certificate_is_for_who_knows_the_surname(client, db, today, now):
    (registration,) = published(1, today=today, now=now)
    publication.hide(registration, now=now, by=Actor.self(registration.person))
    url = f"/certificaat/{registration.certificates.get().code}/"
    page = client.get(url).content.decode()
    assert "Samira" not in page
    assert "Wat is de achternaam" in page
    wrong = [client.post(url, {"achternaam": typed}) for typed in ("", "van den", "Samira", "Bos")]
    assert [answer.status_code for answer in wrong] == [422] * 4
    assert not any("Samira" in answer.content.decode().split("<form")[0] for answer in wrong)
    own = registration.person.last_name
    right = client.post(url, {"achternaam": own.upper()})
    assert (right.status_code, right["Cache-Control"]) == (200, "no-store")
    assert registration.person.name in right.content.decode()


def test_applying_goes_in_two_steps_and_loses_nothing(owner, login, scheme, standing_clock):
    place = reference.municipality()
    client = login(owner)
    client.post("/mijn/aanmelding/beginnen/")
    wrong = client.post("/mijn/aanmelding/werk/", {"work_sentence": "Ik help mensen."})
    assert wrong.status_code == 422
    assert "Ik help mensen." in wrong.content.decode()
    client.post(
        "/mijn/aanmelding/werk/",
        {
            "work_sentence": "Ik help mensen.",
            "organisation": place.town,
            "kinds_of_work": ["work"],
            "route": "diploma",
        },
    )
    refused = client.post("/mijn/aanmelding/beloven/", {"code": "on"})
    assert refused.status_code == 422
    client.post("/mijn/aanmelding/beloven/", {"code": "on", "profile": "on"})
    application = Application.objects.get(person=owner)
    assert application.status == Application.Status.SUBMITTED
    assert application.organisation == place


def test_who_stops_half_way_finds_what_was_filled_in_well(owner, login, scheme, standing_clock):
    client = login(owner)
    client.post("/mijn/aanmelding/beginnen/")
    typed = {"work_sentence": "Ik help mensen.", "organisation": "Nergens", "later": "ja"}
    page = client.post("/mijn/aanmelding/werk/", typed, follow=True)
    assert "Bewaard. Je kunt later verder" in page.content.decode()
    again = client.get("/mijn/aanmelding/werk/").content.decode()
    assert "Ik help mensen." in again
    assert " checked" not in again  # nobody claims a diploma by skipping a question
    assert (
        client.post("/mijn/aanmelding/beloven/", {"code": "on", "profile": "on"}).status_code == 409
    )
    assert Application.objects.get(person=owner).status == Application.Status.DRAFT


def test_a_bsn_in_the_work_sentence_is_not_kept(owner, login, scheme, standing_clock):
    client = login(owner)
    client.post("/mijn/aanmelding/beginnen/")
    page = client.post("/mijn/aanmelding/werk/", {"work_sentence": "Mevrouw 111222333"})
    assert "Haal het BSN weg" in page.content.decode()
    assert Application.objects.get(person=owner).work_sentence == ""


@pytest.mark.parametrize("count", [1, 3])
def test_the_committee_lists_in_a_fixed_number_of_queries(
    committee, desk, login, count, standing_clock, django_assert_num_queries
):
    for name in NAMES[:count]:
        application = people.welcomed(people.person(*name), today=DAY)
        application.propose_refusal(reason="Reden", way_on="Weg", by=Actor(desk, Role.DESK))
    client = login(committee)
    with django_assert_num_queries(31):  # session, user, roles, seat; and what each kind asks
        page = client.get("/commissie/")
    assert page.content.count(b"/commissie/zaak/") == count


def test_two_people_refuse_through_the_pages(owner, desk, committee, login, standing_clock):
    application = people.welcomed(owner, today=DAY)
    address = f"/desk/aanmelding/{application.public_id}"
    empty = login(desk).post(f"{address}/voorstel/", {})
    assert empty.status_code == 422
    login(desk).post(f"{address}/voorstel/", {"reason": "Reden", "way_on": "Weg"})
    login(committee).post(f"/commissie/zaak/{application.public_id}/afwijzen/")
    application.refresh_from_db()
    assert application.status == Application.Status.REFUSED
    page = login(owner).get("/mijn/aanmelding/").content.decode()
    assert "Reden" in page
    assert "Weg" in page


def test_a_step_that_comes_too_late_is_a_sentence_not_an_error(desk, owner, login, standing_clock):
    application = people.submitted(owner, today=DAY)
    client = login(desk)
    take = f"/desk/aanmelding/{application.public_id}/nemen/"
    client.post(take)
    again = client.post(take, headers={"Referer": "http://testserver/desk/aanmeldingen/"})
    assert again.status_code == 302
    assert "Dit kan niet meer" in client.get("/desk/aanmeldingen/").content.decode()
    assert client.post(take, headers={"HX-Request": "true"}).status_code == 409


def test_hiding_is_one_button_and_works_at_once(owner, login, client, today, now, standing_clock):
    registration = people.registered(owner, since=SINCE)
    publication.publish(today=today, now=now, by=Actor.system("test"))
    login(owner).post("/mijn/registratie/verbergen/")
    assert HiddenEntry.objects.filter(number=registration.number).exists()
    assert "Niemand gevonden" in client.get("/", {"q": "amrani"}).content.decode()


def test_the_certificate_is_downloaded_by_its_owner_only(
    owner, stranger, login, run_jobs, standing_clock
):
    registration = people.registered(owner, since=SINCE)
    address = f"/mijn/certificaat/{registration.certificates.get().public_id}/nl/"
    assert login(owner).get(address).status_code == 404  # being made
    run_jobs("register.make_certificate")
    response = login(owner).get(address)
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    assert response["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response["Content-Security-Policy"]
    assert login(stranger).get(address).status_code == 404


def test_staff_see_the_differences_before_they_publish(owner, desk, login, standing_clock):
    people.registered(owner, since=SINCE)
    client = login(desk)
    assert "Samira El Amrani" in client.get("/desk/uitgave/").content.decode()
    client.post("/desk/uitgave/publiceren/")
    assert "Er is niets veranderd" in client.get("/desk/uitgave/").content.decode()


def test_a_code_that_is_too_short_is_explained_and_stays_in_the_field(client, db):
    page = client.get("/controle/", {"code": "acde"}).content.decode()
    assert "Een code heeft 24 tekens. U vulde 4 tekens in. Er missen er nog 20." in page
    assert 'value="acde"' in page
    assert "Een code heeft 24 tekens" in client.get("/certificaat/ACDE/").content.decode()
    assert client.get("/controle/", {"code": "A" * 24})["Location"] == f"/certificaat/{'A' * 24}/"
