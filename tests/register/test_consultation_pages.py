"""Pages of the rules: reading them, reacting, writing a proposal, voting, accepting again."""

from datetime import timedelta

import pytest

from accounts.actors import Actor
from accounts.models import Role
from register import proposals, remarks
from register.models import CodeOfConduct, Consultation, RegisterScheme, Remark, VersionKind
from tests.makers import people

TYPED = {"stance": "for", "part": "artikel-1", "text": "Een goed plan.", "voice": "citizen"}
WHY = "Het kan beter."


@pytest.fixture
def staff(desk):
    return Actor(desk, Role.DESK)


def opened(staff, today, *, text="Ik luister."):
    made = proposals.start(VersionKind.CODE, today=today, by=staff)
    articles = [{"number": 1, "title": "Respect", "text": text}]
    proposals.write(made, why=WHY, text={"preamble": "", "articles": articles}, by=staff)
    closes_on = today + timedelta(weeks=6)
    proposals.open_for_remarks(made, closes_on=closes_on, today=today, by=staff)
    return made


@pytest.fixture
def consultation(scheme, staff, today, standing_clock):
    return opened(staff, today)


def page_of(consultation):
    return f"/raadpleging/{consultation.public_id}/"


# ---- The rules in words ----


def test_every_number_on_the_page_comes_from_the_data(client, scheme, standing_clock):
    RegisterScheme.objects.update(cycle_years=7, sample_percent="3.5", routes=["experience"])
    page = client.get("/beroep/regeling/").content.decode()
    assert "7 jaar" in page
    assert "3,5 procent" in page
    assert '<p class="rk-written rk-measure">ervaring in het werk</p>' in page
    assert "Versie 2018-1 geldt vanaf" in page


def test_older_versions_say_that_they_are_old(client, scheme, today, standing_clock):
    RegisterScheme.objects.create(version="2026-1", in_force_from=today, cycle_years=5)
    page = client.get("/beroep/regeling/2018-1/").content.decode()
    assert "Dit is een oudere versie" in page
    assert "4 jaar" in page
    assert client.get("/beroep/nergens/2018-1/").status_code == 404


def test_a_proposal_is_no_version(client, consultation):
    assert client.get("/beroep/beroepscode/2026-1/").status_code == 404


# ---- Reacting ----


def test_the_difference_is_shown_word_by_word(client, consultation):
    page = client.get(page_of(consultation)).content.decode()
    assert '<del><span class="rk-sr">[vervalt: </span>Ik luister eerst.<span' in page
    assert '<ins><span class="rk-sr">[nieuw: </span>Ik luister.<span' in page


def test_anybody_reacts_and_reads_that_somebody_looks_first(client, consultation):
    after = client.post(f"{page_of(consultation)}reactie/", TYPED, follow=True).content.decode()
    assert "zodra iemand van het bureau heeft gekeken" in after
    assert "Een goed plan." not in after
    assert Remark.objects.get().person is None


def test_who_is_logged_in_is_read_at_once_under_the_name_that_was_typed(consultation, owner, login):
    client = login(owner)
    typed = TYPED | {"name": "Een klantmanager"}
    after = client.post(f"{page_of(consultation)}reactie/", typed, follow=True).content.decode()
    assert "Een goed plan." in after
    assert "Een klantmanager" in after
    assert Remark.objects.get().person == owner


@pytest.mark.parametrize(
    ("wrong", "says"),
    [({"text": ""}, "Schrijf uw reactie op"), ({"stance": ""}, "Kies voor, tegen"),
     ({"voice": ""}, "Kies als wie u reageert"), ({"text": "BSN 111222333"}, "Haal het BSN weg"),
     ({"part": "artikel-99"}, "artikel-99")],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_lost(client, consultation, wrong, says):
    answer = client.post(f"{page_of(consultation)}reactie/", TYPED | {"name": "Jan"} | wrong)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert says in page
    assert 'value="Jan"' in page
    assert not Remark.objects.exists()


def test_from_one_place_not_without_end(client, consultation, settings):
    url = f"{page_of(consultation)}reactie/"
    answers = [client.post(url, TYPED).status_code for _ in range(31)]
    assert answers == [302] * 30 + [429]


def test_a_name_without_account_may_stay_away(client, consultation, staff, today, now):
    client.post(f"{page_of(consultation)}reactie/", TYPED)
    remarks.answer(Remark.objects.get(), "Dank u.", today=today, now=now, by=staff)
    page = client.get(page_of(consultation)).content.decode()
    assert "Zonder naam" in page
    assert "Dank u." in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_cost_the_same_for_one_and_for_three(
    client, scheme, staff, today, now, standing_clock, count, django_assert_num_queries
):
    for number in range(count - 1):
        made = opened(staff, today, text=f"Ik luister {number}.")
        proposals.withdraw(made, reason="Nee.", today=today, now=now, by=staff)
    made = opened(staff, today)
    for _ in range(count):
        by = Actor.self(staff.user)
        facts = {key: value for key, value in TYPED.items() if key != "part"}
        remarks.make(made, **facts, part="", name="", now=now, by=by)
    with django_assert_num_queries(1):
        page = client.get("/raadplegingen/")
    assert page.content.count(b"rk-card__head") == count
    with django_assert_num_queries(4):  # proposal, what it replaces, remarks, held back
        page = client.get(page_of(made))
    assert page.content.count(b"Een goed plan.") == count


# ---- The desk writes ----


def start(client, kind):
    return client.post("/desk/regels/nieuw/", {"kind": kind})["Location"]


def form_of(page):
    """What a browser sends back unchanged."""
    form = page.context["form"]
    return {
        name: value if (value := form[name].field.prepare_value(form[name].initial)) else ""
        for name in form.fields
    }


def test_the_scheme_is_written_with_units_and_limits(desk, login, scheme, standing_clock):
    client = login(desk)
    address = start(client, "scheme")
    page = client.get(address)
    assert "Duur van een periode (jaar)" in page.content.decode()
    typed = form_of(page) | {"why": WHY, "cycle_years": "5", "sample_percent": "3,5",
                             "reminder_months": "9, 3"}  # fmt: skip
    wrong = client.post(address, typed | {"extension_months": "40", "cycle_years": "nul"})
    assert wrong.status_code == 422
    assert "Schrijf een heel getal" in wrong.content.decode()
    assert "Dit kan niet meer zijn dan: meer tijd, in totaal" in wrong.content.decode()
    after = client.post(address, typed, follow=True).content.decode()
    made = Consultation.objects.get()
    assert (made.scheme.cycle_years, str(made.scheme.sample_percent)) == (5, "3.5")
    assert made.scheme.reminder_months == [9, 3]
    assert {each.part.key for each in made.differences} == {
        "cycle_years", "sample_percent", "reminder_months"
    }  # fmt: skip
    assert "Wat verandert er voor wie?" in after


def test_an_article_is_changed_added_and_taken_out(desk, login, scheme, standing_clock):
    code = CodeOfConduct.objects.get()
    code.articles = [{"number": n, "title": f"Titel {n}", "text": f"Tekst {n}."} for n in (1, 2, 3)]
    code.save()
    client = login(desk)
    address = start(client, "code")
    typed = form_of(client.get(address)) | {"why": WHY}
    half = client.post(address, typed | {"title-4": "Nieuw"})
    assert "Schrijf de tekst van dit artikel" in half.content.decode()
    changed = {
        "title-2": "",
        "text-2": "",
        "text-3": "Anders.",
        "title-4": "Nieuw",
        "text-4": "Ja.",
    }
    assert client.post(address, typed | changed).status_code == 302
    made = Consultation.objects.get()
    titles = [(each["number"], each["title"]) for each in made.code.articles]
    assert titles == [(1, "Titel 1"), (2, "Titel 3"), (3, "Nieuw")]
    assert [each.kind for each in made.differences] == ["changed", "new", "gone"]


def test_the_line_ends_of_a_browser_are_no_difference(desk, login, scheme, standing_clock):
    articles = [{"number": 1, "title": "Respect", "text": "Ik luister.\n\nIk vraag door."}]
    CodeOfConduct.objects.update(articles=articles)
    client = login(desk)
    address = start(client, "code")
    typed = {
        name: text.replace("\n", "\r\n") for name, text in form_of(client.get(address)).items()
    }
    assert client.post(address, typed | {"why": WHY}).status_code == 302
    assert Consultation.objects.get().differences == []


def test_a_competency_is_changed_added_and_taken_out(desk, login, scheme, standing_clock):
    client = login(desk)
    address = start(client, "profile")
    typed = form_of(client.get(address)) | {"why": WHY}
    changed = {
        "a0-c0-title": "", "a0-c0-description": "", "a0-c0-indicators": "",
        "a0-c1-indicators": "Je vraagt door.\nJe vat samen.",
        "a0-c5-title": "Luisteren", "a0-c5-description": "Je hoort wat iemand bedoelt.",
        "a1-title": "Macht", "a1-description": "Je gaat er eerlijk mee om.",
    }  # fmt: skip
    assert client.post(address, typed | changed).status_code == 302
    areas = proposals.areas_of(Consultation.objects.get().profile)
    assert [area["title"] for area in areas] == ["Vakkennis", "Macht"]
    codes = [each["code"] for each in areas[0]["competencies"]]
    assert len(set(codes)) == 5
    assert areas[0]["competencies"][0]["indicators"] == ["Je vraagt door.", "Je vat samen."]


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_reads_remarks_in_a_fixed_number_of_queries(
    desk, login, consultation, now, count, django_assert_num_queries
):
    for _ in range(count):
        remarks.make(consultation, **TYPED, name="", now=now, by=remarks.VISITOR)
    client = login(desk)
    address = f"/desk/regels/{consultation.public_id}/"
    client.get(address)
    with django_assert_num_queries(10):
        page = client.get(address)
    assert page.content.count(b"Antwoord bewaren") == count


def test_an_empty_answer_is_said_beside_the_remark(desk, login, consultation, now):
    remark = remarks.make(consultation, **TYPED, name="", now=now, by=remarks.VISITOR)
    client = login(desk)
    for act, says in (("antwoord", "Schrijf het antwoord op"), ("niet-tonen", "waarom")):
        answer = client.post(f"/desk/regels/reactie/{remark.public_id}/{act}/", {})
        assert answer.status_code == 422
        assert says in answer.content.decode()


# ---- From proposal to accepting again, through the pages ----


def test_the_whole_way(desk, owner, login, client, standing_clock, now, today, run_jobs):
    people.registered(owner, since=today - timedelta(days=400))
    seat = people.person("Anna", "Zetel", role=Role.SEAT)
    staff = login(desk)
    text = start(staff, "code")
    proposal = text.removesuffix("tekst/")
    staff.post(text, {"why": WHY, "preamble": "", "title-1": "Respect", "text-1": "Ik luister."})
    early = staff.post(f"{proposal}openen/", {"day": str(today + timedelta(days=3))})
    assert early.status_code == 422
    staff.post(f"{proposal}openen/", {"day": str(today + timedelta(weeks=6))})
    made = Consultation.objects.get()
    client.post(f"{page_of(made)}reactie/", TYPED)
    standing_clock.move_to(now + timedelta(weeks=7))
    proposals.move_consultations()
    staff = login(desk)  # seven weeks later
    starts = today + timedelta(weeks=8)
    staff.post(f"{proposal}voorleggen/", {"day": str(starts)}, HTTP_REFERER="http://testserver/x")
    made.refresh_from_db()
    assert made.status == "answering"
    remark = Remark.objects.get()
    staff.post(f"/desk/regels/reactie/{remark.public_id}/antwoord/", {"text": "Dank u wel."})
    staff.post(f"{proposal}voorleggen/", {"day": str(starts)})
    voter = login(seat)
    assert "Wacht op jouw stem" in voter.get("/zetel/").content.decode()
    assert voter.post(f"/zetel/{made.public_id}/", {"yes": "yes"}).status_code == 422
    voter.post(f"/zetel/{made.public_id}/", {"yes": "yes", "reason": "Goed."})
    made.refresh_from_db()
    assert made.status == "adopted"
    standing_clock.move_to(now + timedelta(weeks=8))
    professional = login(owner)
    assert "Bekijk de nieuwe versie" in professional.get("/mijn/").content.decode()
    assert "Er is een nieuwe versie" in professional.get("/mijn/registratie/").content.decode()
    page = professional.get("/mijn/registratie/afspraken/").content.decode()
    assert "<ins>" in page
    after = professional.post("/mijn/registratie/afspraken/code/2026-1/", follow=True)
    assert "Je hebt aanvaard wat er nu geldt" in after.content.decode()
    told = login(desk).get("/desk/regels/").content.decode()
    assert "Aanvaard door 1, nog niet door 0" in told


def test_an_unknown_kind_is_not_found(owner, login, today, standing_clock):
    people.registered(owner, since=today - timedelta(days=9))
    assert login(owner).post("/mijn/registratie/afspraken/scheme/2018-1/").status_code == 404
