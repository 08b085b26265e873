"""Pages of cases: a draft is not lost, each step has a way back, a stranger finds nothing."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actors import Actor
from register import hardship
from register.models import Chamber, HardshipRequest, Measure, Objection, Registration
from tests.makers import cases, people

pytestmark = pytest.mark.usefixtures("standing_clock", "scheme")
DAY = date(2026, 11, 9)


@pytest.fixture
def east():
    return people.members(Chamber.EAST)


@pytest.fixture
def west():
    return people.members(Chamber.WEST)


@pytest.fixture
def refused(owner, east):
    return cases.refused(owner, today=DAY, by=east[0])


def text_of(answer) -> str:
    return answer.content.decode()


def test_from_the_refusal_in_a_few_steps(refused, owner, login, west, today):
    client = login(owner)
    assert "/mijn/bezwaar/" in text_of(client.get("/mijn/aanmelding/"))
    assert "Bezwaar maken" in text_of(client.get("/mijn/bezwaar/"))
    start = f"/mijn/bezwaar/beginnen/application/{refused.public_id}/"
    write = client.post(start).headers["Location"]
    assert client.post(write, {"text": ""}).status_code == 422
    page = client.post(write, {"text": "Ik spreek wel", "later": "ja"}, follow=True)
    assert "Bewaard" in text_of(page)
    assert client.post(start).headers["Location"] == write  # the same draft
    assert "Ik spreek wel" in text_of(client.get(write))
    send = client.post(write, {"text": "Ik spreek wel inwoners."}).headers["Location"]
    assert "Lees je bezwaar na" in text_of(client.get(send))
    page = text_of(client.post(send, follow=True))
    assert "Je bezwaar is verstuurd" in page
    assert "4 januari 2027" in page
    objection = Objection.objects.get()
    assert objection.status == "received"
    own = f"/mijn/bezwaar/{objection.public_id}/"
    message = f"/mijn/zaak/bezwaar/{objection.public_id}/bericht/"
    assert client.post(message, {"text": ""}).status_code == 422
    client.post(message, {"text": "Nog iets."})
    assert "Nog iets." in text_of(client.get(own))
    client.post(f"{own}intrekken/")
    assert Objection.objects.get().status == "withdrawn"


def test_a_bsn_is_not_kept_and_the_rest_is_not_lost(refused, owner, login):
    client = login(owner)
    start = f"/mijn/bezwaar/beginnen/application/{refused.public_id}/"
    write = client.post(start).headers["Location"]
    answer = client.post(write, {"text": "Over 111222333 en meer"})
    assert answer.status_code == 422
    assert "Over 111222333 en meer" in text_of(answer)
    assert Objection.objects.get().text == ""


def test_the_other_chamber_decides_through_the_pages(refused, owner, login, east, west, today):
    objection = cases.objection(refused, today=today)
    address = f"/commissie/bezwaar/{objection.public_id}/"
    assert login(east[1].user).get(address).status_code == 404
    first, second = login(west[0].user), login(west[1].user)
    assert address in text_of(first.get("/commissie/"))
    assert first.post(f"{address}voorstel/", {"outcome": "upheld"}).status_code == 422
    wrong = first.post(f"{address}voorstel/", {"outcome": "too_late", "reason": "x"})
    assert wrong.status_code == 422
    first.post(f"{address}voorstel/", {"outcome": "upheld", "reason": "Artikel 2 klopt niet."})
    assert first.get(f"{address}tekenen/").status_code == 302  # not by the same
    assert "kijk mee" in text_of(second.get("/commissie/"))
    assert "Dit kun je niet terugdraaien" in text_of(second.get(f"{address}tekenen/"))
    second.post(f"{address}tekenen/")
    assert "Artikel 2 klopt niet." in text_of(
        login(owner).get(f"/mijn/bezwaar/{objection.public_id}/")
    )
    assert "in behandeling" in text_of(login(owner).get("/mijn/aanmelding/")).lower()
    assert address not in text_of(first.get("/commissie/"))


def test_a_late_objection_asks_why(owner, login, east, west, today):
    refused = cases.refused(owner, today=today - timedelta(weeks=8), by=east[0])
    client = login(owner)
    write = client.post(f"/mijn/bezwaar/beginnen/application/{refused.public_id}/").headers[
        "Location"
    ]
    assert "De termijn is voorbij" in text_of(client.get(write))
    assert client.post(write, {"text": "x"}).status_code == 422
    send = client.post(write, {"text": "x", "late_because": "Ziek."}).headers["Location"]
    client.post(send)
    objection = Objection.objects.get()
    address = f"/commissie/bezwaar/{objection.public_id}/"
    member = login(west[0].user)
    assert "kwam te laat" in text_of(member.get(address))
    member.post(f"{address}aannemen/", {"because": "Ziek is een goede reden."})
    assert "Aangenomen op" in text_of(member.get(address))


def test_a_charge_and_its_hearing_through_the_pages(
    owner, desk, login, east, west, standing_clock, today, now
):
    registration = people.registered(owner, since=date(2025, 1, 1))
    staff = login(desk)
    typed = {"registration": registration.number, "ground": "breach", "facts": "Het gebeurde."}
    assert staff.post("/desk/maatregel/nieuw/", typed).status_code == 422
    typed |= {
        "established_by": "Rechtbank",
        "established_reference": "ECLI",
        "established_on": "2026-10-01",
    }
    staff.post("/desk/maatregel/nieuw/", typed)
    measure = Measure.objects.get()
    page = text_of(login(owner).get(f"/mijn/maatregel/{measure.public_id}/"))
    assert "Er is nog niets besloten" in page
    assert "Het gebeurde." in page
    assert "Lees je dossier" in text_of(login(owner).get("/mijn/registratie/"))
    one, two = (login(each.user) for each in (east if measure.chamber == "east" else west))
    address = f"/commissie/maatregel/{measure.public_id}/"
    soon = {"on": (today + timedelta(days=3)).isoformat(), "time": "10:00", "place": "Utrecht"}
    answer = one.post(f"{address}horen/", soon)
    assert answer.status_code == 422
    assert "genoeg tijd" in text_of(answer)
    day = today + timedelta(days=20)
    one.post(f"{address}horen/", soon | {"on": day.isoformat()})
    login(owner).post(f"/mijn/maatregel/{measure.public_id}/wie-komt-mee/", {"counsel": "mr. X"})
    assert "mr. X" in text_of(one.get(address))
    standing_clock.move_to(now + timedelta(days=21))
    one, two = (login(each.user) for each in (east if measure.chamber == "east" else west))
    one.post(f"{address}verslag/", {"minutes": "Zo ging het."})
    assert "Zo ging het." in text_of(login(owner).get(f"/mijn/maatregel/{measure.public_id}/"))
    too_long = one.post(f"{address}voorstel/", {"outcome": "suspend", "months": 9, "reason": "x"})
    assert too_long.status_code == 422
    one.post(f"{address}voorstel/", {"outcome": "suspend", "months": 2, "reason": "Artikel 6."})
    two.post(f"{address}tekenen/")
    page = text_of(login(owner).get(f"/mijn/maatregel/{measure.public_id}/"))
    assert "nog niet definitief" in page
    assert "Bezwaar maken" in page
    assert Registration.objects.get().status == "active"
    assert login(desk).get(f"/desk/maatregel/{measure.public_id}/").status_code == 200


def test_hardship_through_the_pages(owner, login, today):
    client = login(owner)
    assert client.post("/mijn/hardheid/", {"rule": "Pauze"}).status_code == 422
    page = client.post("/mijn/hardheid/", {"rule": "Pauze", "text": "Mijn zoon."}, follow=True)
    assert "Bij de commissie" in text_of(page)
    assert "Je verzoek loopt" in text_of(client.get("/mijn/hardheid/"))
    request = HardshipRequest.objects.get()
    client.post(f"/mijn/hardheid/{request.public_id}/intrekken/")
    assert "Verzoek versturen" in text_of(client.get("/mijn/hardheid/"))


def test_empty_pages_say_so(owner, committee, desk, login):
    assert "Er is niets om bezwaar tegen te maken" in text_of(login(owner).get("/mijn/bezwaar/"))
    assert "Er ligt geen zaak" in text_of(login(committee).get("/commissie/"))
    page = text_of(login(desk).get("/desk/zaken/"))
    for words in ("Geen open klachten", "Geen open meldingen", "Er loopt geen zaak"):
        assert words in page


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same(count, committee, east, west, login, today, django_assert_num_queries):
    for number in range(count):
        user = people.person("Aanmelder", f"Nummer{number}")
        cases.objection(cases.refused(user, today=DAY, by=west[0]), today=today)
        other = people.person("Vrager", f"Nummer{number}")
        made = hardship.ask(other, rule="x", text="x", today=today, by=Actor.self(other))
        HardshipRequest.objects.filter(pk=made.pk).update(chamber="east")
    client = login(committee)
    with django_assert_num_queries(31):
        page = client.get("/commissie/")
    assert page.content.count(b"/commissie/bezwaar/") == count
    assert page.content.count(b"/commissie/hardheid/") == count


def test_my_objections_cost_the_same(owner, east, login, today):
    client = login(owner)
    costs = []
    for days in range(3):
        made = cases.objection(
            cases.refused(owner, today=DAY + timedelta(days=days), by=east[0]), today=today
        )
        with CaptureQueriesContext(connection) as asked:
            page = client.get("/mijn/bezwaar/")
        assert str(made.public_id) in text_of(page)
        costs.append(len(asked))
    assert costs[0] == costs[2]


def test_what_an_objection_taught_stands_beside_the_lessons_of_the_year(
    owner, desk, east, west, login, today
):
    objection = cases.objection(cases.refused(owner, today=DAY, by=east[0]), today=today)
    address = f"/commissie/bezwaar/{objection.public_id}/"
    typed = {"outcome": "upheld", "reason": "Artikel 2.", "lesson": "Vraag eerst door."}
    assert login(west[0].user).post(f"{address}voorstel/", typed).status_code == 302
    lessons = "/desk/klacht/lessen/"
    assert "Vraag eerst door." not in login(desk).get(lessons).content.decode()
    assert login(west[1].user).post(f"{address}tekenen/").status_code == 302
    page = login(desk).get(lessons).content.decode()
    assert "Vraag eerst door." in page
    assert owner.name not in page.partition("<main")[2]
