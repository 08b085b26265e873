"""Who sees which page, what it leads to, and how many queries a list takes."""

import re
from datetime import timedelta

import pytest

from accounts.actors import Actor
from accreditation import assignment, decisions, reporting, scheduling
from accreditation.models import Assignment, Conversation, ConversationReport, Cycle, Slot
from audit.models import Event
from portfolios.models import DossierSnapshot
from register.models import Application
from tests.accreditation.conftest import (
    assigned,
    booked,
    by,
    fill,
    handed_in,
    held,
    make_assessor,
    running,
    shared,
    slot,
)
from tests.accreditation.test_welcome import in_review
from tests.makers import people

pytestmark = pytest.mark.usefixtures("standing_clock")
WEEK = timedelta(days=7)
NO_POINTS = re.compile(r"\d+ (van|/) \d+|\d\s?%|<progress")


def text_of(response) -> str:
    page = response.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert not NO_POINTS.search(re.sub(r"<svg.*?</svg>", "", main, flags=re.S))
    return main


# ---- The professional ----


def test_without_registration_the_page_is_friendly(owner, scheme, login):
    assert "Er staat nog geen gesprek" in text_of(login(owner).get("/mijn/gesprek/"))


def test_the_page_says_what_is_needed_and_then_that_it_is_enough(owner, scheme, login):
    running(owner)
    page = text_of(login(owner).get("/mijn/gesprek/"))
    assert "één leerdoel" in page
    assert "/mijn/gesprek/inleveren/" not in page
    fill(owner)
    page = text_of(login(owner).get("/mijn/gesprek/"))
    assert "Dit is genoeg" in page
    assert "/mijn/gesprek/inleveren/" in page


def everything(client) -> dict[str, list[str]]:
    """What the form for handing in offers, all of it chosen."""
    form = client.get("/mijn/gesprek/inleveren/").context["form"]
    return {part: form.fields[part].initial for part in form.PARTS}


def test_handing_in_goes_by_the_preview(world, login):
    running(world.owner)
    fill(world.owner)
    client = login(world.owner)
    typed = {**everything(client), "my_story": "Ik vraag eerst.", "questions": ""}
    preview = client.post("/mijn/gesprek/inleveren/", {**typed, "step": "preview"})
    assert "Ik vraag eerst." in text_of(preview)
    assert not DossierSnapshot.objects.exists()
    seen = preview.context["seen"]
    done = client.post("/mijn/gesprek/inleveren/", {**typed, "step": "confirm", "seen": seen})
    assert done.url == "/mijn/gesprek/"
    cycle = Cycle.objects.get(person=world.owner)
    assert cycle.snapshot.content == preview.context["content"]
    assert "We zoeken een assessor" in text_of(client.get("/mijn/gesprek/"))
    assert client.get("/mijn/gesprek/ingeleverd/").status_code == 200


def test_what_was_typed_survives_going_back(world, login):
    running(world.owner)
    fill(world.owner)
    client = login(world.owner)
    typed = {**everything(client), "my_story": "Ik vraag eerst.", "step": "edit"}
    assert "Ik vraag eerst." in text_of(client.post("/mijn/gesprek/inleveren/", typed))


def test_leaving_everything_out_is_refused_kindly(world, login):
    running(world.owner)
    fill(world.owner)
    response = login(world.owner).post("/mijn/gesprek/inleveren/", {"step": "preview"})
    assert response.status_code == 422
    assert "één leerdoel" in text_of(response)


def test_a_bsn_is_not_taken_unless_it_is_none(world, login):
    running(world.owner)
    fill(world.owner)
    client = login(world.owner)
    typed = {**everything(client), "my_story": "Nummer 111222333.", "step": "preview"}
    refused = client.post("/mijn/gesprek/inleveren/", typed)
    assert refused.status_code == 422
    assert "geen BSN" in text_of(refused)
    assert client.post("/mijn/gesprek/inleveren/", {**typed, "no_bsn": "on"}).status_code == 200


def test_taking_back_by_the_page(world, login):
    handed_in(world.owner, now=world.now)
    client = login(world.owner)
    assert "Neem je dossier terug" in text_of(client.get("/mijn/gesprek/"))
    client.post("/mijn/gesprek/terugnemen/")
    assert Cycle.objects.get(person=world.owner).status == "running"


def test_booking_moving_and_cancelling_by_the_pages(world, login):
    assigned(world.owner, world.assessor, now=world.now)
    first = slot(world.assessor, world.now + WEEK, now=world.now)
    second = slot(world.assessor, world.now + 2 * WEEK, now=world.now)
    client = login(world.owner)
    assert "Kies een moment" in text_of(client.get("/mijn/gesprek/"))
    client.post("/mijn/gesprek/moment/", {"slot": first.public_id})
    talk = Conversation.objects.get()
    assert "30 november 2026" in text_of(client.get("/mijn/gesprek/"))
    assert "Verplaats je gesprek" in text_of(client.get("/mijn/gesprek/moment/"))
    client.post("/mijn/gesprek/moment/", {"slot": second.public_id})
    talk.refresh_from_db()
    assert (talk.slot, talk.sequence) == (second, 1)
    client.post("/mijn/gesprek/afzeggen/")
    assert Cycle.objects.get(person=world.owner).status == "assigned"


def test_a_taken_moment_says_so_and_leads_back(world, stranger, login):
    moment = slot(world.assessor, world.now + WEEK, now=world.now)
    booked(stranger, world.assessor, now=world.now, moment=moment)
    assigned(world.owner, world.assessor, now=world.now)
    client = login(world.owner)
    response = client.post(
        "/mijn/gesprek/moment/",
        {"slot": moment.public_id},
        headers={"referer": "http://testserver/mijn/gesprek/moment/"},
        follow=True,
    )
    assert "Kies een ander moment" in response.content.decode()


def test_reading_completing_and_signing_the_report(world, login):
    report = shared(world.owner, world.assessor, now=world.now)
    address = f"/mijn/gesprek/verslag/{report.conversation.public_id}/"
    client = login(world.owner)
    assert "Je verslag is er" in text_of(client.get("/mijn/gesprek/"))
    assert "jongeren" in text_of(client.get(address))
    saved = client.post(
        f"{address}bewaren/", {"version": report.version, "own_words": "Zo was het."}
    )
    version = saved.json()["version"]
    stale = client.post(address, {"version": report.version, "own_words": "Oud", "step": "save"})
    assert stale.status_code == 409
    assert "Zo was het." in text_of(stale)
    assert "Oud" in text_of(stale)
    client.post(address, {"version": version, "own_words": "Zo was het.", "step": "sign"})
    report.refresh_from_db()
    assert report.is_signed_by_both
    assert "Ondertekend door jullie allebei" in text_of(client.get(address))
    assert "verlengen we je registratie" in text_of(client.get("/mijn/gesprek/"))


def test_another_person_finds_nothing_of_mine(world, stranger, login):
    report = shared(world.owner, world.assessor, now=world.now)
    running(stranger)
    client = login(stranger)
    address = f"/mijn/gesprek/verslag/{report.conversation.public_id}/"
    assert client.get(address).status_code == 404
    assert client.post(address, {"step": "sign"}).status_code == 404
    assert client.post(f"{address}bewaren/").status_code == 404
    assert client.get("/mijn/gesprek/ingeleverd/").status_code == 404
    for path in ("terugnemen", "afzeggen"):
        assert client.post(f"/mijn/gesprek/{path}/").status_code == 404


# ---- The assessor ----


def test_the_pages_of_assessors_do_not_exist_for_others(world, login, desk):
    cycle = assigned(world.owner, world.assessor, now=world.now)
    case = f"/assessor/dossiers/{cycle.public_id}/"
    for user in (world.owner, desk):
        client = login(user)
        for path in ("/assessor/", "/assessor/momenten/", "/assessor/dossiers/", case):
            assert client.get(path).status_code == 404
        for act in ("openen", "aannemen", "weigeren"):
            assert client.post(f"{case}{act}/").status_code == 404


def test_an_assessor_sees_nothing_of_another_assessors_case(world, login):
    report = shared(world.owner, world.assessor, now=world.now)
    talk = report.conversation
    cycle = Cycle.objects.get(person=world.owner)
    client = login(make_assessor("Otto", "Ander").user)
    case = f"/assessor/dossiers/{cycle.public_id}/"
    for path in (case, f"{case}lezen/", f"/assessor/gesprekken/{talk.public_id}/verslag/"):
        assert client.get(path).status_code == 404
    for path in (f"{case}openen/", f"{case}aannemen/"):
        assert client.post(path).status_code == 404
    for act in ("gevoerd", "afzeggen", "verslag", "verslag/bewaren"):
        path = f"/assessor/gesprekken/{talk.public_id}/{act}/"
        assert client.post(path).status_code == 404
    assert client.get(f"/assessor/welkom/{talk.public_id}/").status_code == 404


def test_a_proposal_shows_who_asks_and_nothing_of_the_dossier(world, login):
    cycle = handed_in(world.owner, now=world.now)
    client = login(world.assessor.user)
    page = text_of(client.get(f"/assessor/dossiers/{cycle.public_id}/"))
    assert world.owner.name in page
    assert "Gemeente Lindehoven" in page
    assert "Eerder doorvragen" not in page
    assert client.get(f"/assessor/dossiers/{cycle.public_id}/lezen/").status_code == 404
    client.post(f"/assessor/dossiers/{cycle.public_id}/aannemen/")
    cycle.refresh_from_db()
    assert cycle.assessor == world.assessor


def test_declining_by_the_page(world, login):
    cycle = handed_in(world.owner, now=world.now)
    client = login(world.assessor.user)
    client.post(f"/assessor/dossiers/{cycle.public_id}/weigeren/", {"because": "known"})
    assert Assignment.objects.get().ended_on
    assert client.get(f"/assessor/dossiers/{cycle.public_id}/").status_code == 404
    assert world.assessor.declared_conflicts.get() == world.owner


def test_the_dossier_opens_by_an_act_and_is_read_until_the_decision(world, login):
    cycle = assigned(world.owner, world.assessor, now=world.now)
    client = login(world.assessor.user)
    case = f"/assessor/dossiers/{cycle.public_id}/"
    assert client.get(f"{case}lezen/").url == case
    assert not Event.objects.filter(verb="dossiersnapshot.open").exists()
    assert client.post(f"{case}openen/").url == f"{case}lezen/"
    assert "Eerder doorvragen" in text_of(client.get(f"{case}lezen/"))
    assert Event.objects.filter(verb="dossiersnapshot.open").count() == 1


def test_after_the_decision_dossier_and_report_are_closed(world, login):
    report = shared(world.owner, world.assessor, now=world.now)
    reporting.sign(report, now=world.now + 2 * WEEK, by=Actor.self(world.owner))
    cycle = Cycle.objects.get(person=world.owner)
    client = login(world.assessor.user)
    reading = (
        f"/assessor/dossiers/{cycle.public_id}/",
        f"/assessor/dossiers/{cycle.public_id}/lezen/",
        f"/assessor/gesprekken/{report.conversation.public_id}/verslag/",
    )
    assert [client.get(path).status_code for path in reading] == [200, 200, 200]
    decisions.settle(cycle, today=(world.now + 3 * WEEK).date())
    assert [client.get(path).status_code for path in reading] == [404, 404, 404]
    assert world.owner.name in text_of(client.get("/assessor/dossiers/"))


def offered(**fields):
    return {
        "kind": "development",
        "day": "2026-12-01",
        "time": "10:00",
        "online": "yes",
        "place": "https://video.example/kamer",
        **fields,
    }


def test_offering_and_withdrawing_moments(world, login):
    client = login(world.assessor.user)
    client.post("/assessor/momenten/", offered())
    moment = Slot.objects.get()
    assert "10.00" in text_of(client.get("/assessor/momenten/"))
    overlap = client.post("/assessor/momenten/", offered(time="10:30"))
    assert overlap.status_code == 422
    assert "al iets aan" in text_of(overlap)
    client.post(f"/assessor/momenten/{moment.public_id}/intrekken/")
    assert "nog geen momenten" in text_of(client.get("/assessor/momenten/"))


def test_an_empty_form_for_a_moment_names_each_field(world, login):
    response = login(world.assessor.user).post("/assessor/momenten/", {})
    assert response.status_code == 422
    for sentence in ("Kies een dag", "Kies een tijd", "Vul de link of het adres in"):
        assert sentence in text_of(response)


def test_another_assessors_moment_is_not_found(world, login):
    moment = slot(world.assessor, world.now + WEEK, now=world.now)
    client = login(make_assessor("Otto", "Ander").user)
    path = f"/assessor/momenten/{moment.public_id}/intrekken/"
    assert client.post(path).status_code == 404


def written(report, **fields):
    words = {f"{t.theme}_{name}": "" for t in report.themes.all() for name in reporting.WORDS}
    return {**words, "version": report.version, "summary": "We spraken.", **fields}


def test_holding_writing_and_sharing(world, login, standing_clock):
    talk = booked(world.owner, world.assessor, now=world.now)
    cycle = Cycle.objects.get(person=world.owner)
    standing_clock.move_to(talk.ends_at)
    client = login(world.assessor.user)
    case = f"/assessor/dossiers/{cycle.public_id}/"
    assert "Is het gesprek gevoerd?" in text_of(client.get(case))
    address = f"/assessor/gesprekken/{talk.public_id}/verslag/"
    assert client.post(f"/assessor/gesprekken/{talk.public_id}/gevoerd/").url == address
    assert "Verslag maken" in text_of(client.get(address))
    report = ConversationReport.objects.get()
    saved = client.post(f"{address}bewaren/", written(report, craft_told="Je vertelde."))
    report.version = saved.json()["version"]
    stale = client.post(f"{address}bewaren/", written(report, version=1))
    assert stale.status_code == 409
    assert stale["Content-Type"].startswith("text/plain")
    both = client.post(address, written(report, version=1, summary="Anders", step="save"))
    assert both.status_code == 409
    assert "Anders" in text_of(both)
    assert "We spraken." in text_of(both)
    unfinished = client.post(address, written(report, step="share"))
    assert unfinished.status_code == 422
    assert "Kies je advies" in text_of(unfinished)
    report.refresh_from_db()
    client.post(address, written(report, advice="renew", discussed="on", step="share"))
    report.refresh_from_db()
    assert report.shared_at
    assert "Gedeeld en door jou ondertekend" in text_of(client.get(address))
    assert client.post(address, written(report, summary="Te laat")).status_code == 200
    report.refresh_from_db()
    assert report.summary == "We spraken."


def test_a_bsn_in_a_report_is_not_saved(world, login):
    talk = held(world.owner, world.assessor, now=world.now)
    report = reporting.draft(talk, now=talk.ends_at, by=by(world.assessor))
    address = f"/assessor/gesprekken/{talk.public_id}/verslag/"
    client = login(world.assessor.user)
    response = client.post(f"{address}bewaren/", written(report, craft_told="BSN 111222333"))
    assert response.status_code == 422
    assert "burgerservicenummer" in response.content.decode()
    assert "geen BSN" in text_of(client.post(address, written(report, summary="111222333")))
    report.refresh_from_db()
    assert report.version == 1


def test_the_welcome_talk_by_the_pages(world, login, desk, standing_clock, today):
    application = in_review(world.owner, today)
    moment = slot(world.assessor, world.now + WEEK, now=world.now, kind="welcome")
    staff, talker = login(desk), login(world.assessor.user)
    assert world.owner.name in text_of(staff.get("/desk/gesprekken/"))
    plan = f"/desk/gesprekken/welkom/{application.public_id}/"
    assert world.assessor.user.name in text_of(staff.get(plan))
    staff.post(plan, {"slot": moment.public_id})
    talk = Conversation.objects.get()
    assert "Je welkomstgesprek" in text_of(login(world.owner).get("/mijn/gesprek/"))
    assert "staat al gepland" in text_of(staff.get(plan))
    page = f"/assessor/welkom/{talk.public_id}/"
    assert "Wie komen er?" in text_of(talker.get(page))
    standing_clock.move_to(talk.starts_at)
    staff, talker = login(desk), login(world.assessor.user)  # the sessions of a week ago ended
    assert "Leg het gesprek vast" in text_of(talker.get(page))
    talker.post(page, {"present": [world.owner.public_id]})
    admit = f"/desk/gesprekken/toelaten/{application.public_id}/"
    assert admit in text_of(staff.get("/desk/gesprekken/"))
    assert staff.get(plan).url == admit
    assert "Wat je nu besluit" in text_of(staff.get(admit))
    staff.post(admit)
    assert Application.objects.get().status == "admitted"
    assert Cycle.objects.get(person=world.owner).status == "running"


# ---- The desk ----


def test_the_desk_sees_who_waits_and_why_but_not_the_dossier(world, login, desk):
    cycle = handed_in(world.owner, now=world.now)
    proposal = assignment.open_assignment(cycle)
    assignment.decline(proposal, now=world.now, by=by(world.assessor))
    client = login(desk)
    page = text_of(client.get("/desk/gesprekken/"))
    assert f"/desk/gesprekken/assessor/{cycle.public_id}/" in page
    why = text_of(client.get(f"/desk/gesprekken/assessor/{cycle.public_id}/"))
    assert "Kon dit gesprek niet voeren." in why
    assert "Eerder doorvragen" not in page + why
    new = make_assessor("Nina", "Nieuw")
    client.post(f"/desk/gesprekken/assessor/{cycle.public_id}/")
    assert assignment.open_assignment(cycle).assessor == new


def test_the_pages_of_the_desk_do_not_exist_for_others(world, login, today):
    application = in_review(world.owner, today)
    cycle = handed_in(people.person("Anneke", "Bos"), now=world.now)
    for user in (world.owner, world.assessor.user):
        client = login(user)
        for path in (
            "/desk/gesprekken/",
            f"/desk/gesprekken/welkom/{application.public_id}/",
            f"/desk/gesprekken/toelaten/{application.public_id}/",
            f"/desk/gesprekken/assessor/{cycle.public_id}/",
        ):
            assert client.get(path).status_code == 404
            assert client.post(path).status_code in (404, 405)


# ---- Lists take the same queries for one row and for three ----


def three(world, make):
    """One row of each kind, then two more; yields after each."""
    names = [("Anneke", "Bos"), ("Tomasz", "Kowal"), ("Deniz", "Kaya")]
    for number, name in enumerate(names):
        make(people.person(*name), number)
        if number in (0, 2):
            yield


@pytest.mark.parametrize(
    "row",
    [
        ("/assessor/", "booked", 9),
        ("/assessor/", "held", 9),
        ("/assessor/dossiers/", "handed_in", 8),
        ("/assessor/dossiers/", "assigned", 8),
        ("/assessor/momenten/", "slots", 10),
        ("/desk/gesprekken/", "handed_in", 10),
        ("/desk/gesprekken/", "in_review", 10),
        ("/mijn/gesprek/moment/", "slots", 8),
    ],
)
def test_lists(world, login, row, django_assert_num_queries):
    path, stage, queries = row

    def make(user, number):
        later = world.now + (number + 1) * WEEK
        if stage == "slots":
            slot(world.assessor, later, now=world.now)
        elif stage == "handed_in":
            handed_in(user, now=world.now)
        elif stage == "assigned":
            assigned(user, world.assessor, now=world.now)
        elif stage == "in_review":
            in_review(user, world.now.date())
        else:
            moment = slot(world.assessor, later, now=world.now)
            talk = booked(user, world.assessor, now=world.now, moment=moment)
            if stage == "held":
                scheduling.hold(talk, now=talk.ends_at, by=by(world.assessor))

    if path.startswith("/mijn/"):
        assigned(world.owner, world.assessor, now=world.now)
    who = {"a": world.assessor.user, "d": people.desk_actor().user, "m": world.owner}[path[1]]
    client = login(who)
    for _ in three(world, make):
        with django_assert_num_queries(queries):
            assert client.get(path).status_code == 200
