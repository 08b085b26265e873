"""Lists become invitations: read, looked at cell by cell, sent, taken back. Never registrations."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from accounts.actors import Actor
from accounts.models import Role
from audit.acts import NotAllowed
from files.models import StoredFile
from kit import clock
from outbox.models import Job, Letter
from register import invitations
from register.importing import batches, checking, columns, sheets
from register.models import (
    Affiliation,
    Application,
    ImportedRow,
    Invitation,
    InvitationBatch,
    Organisation,
    Registration,
)
from tests.makers import people, reference
from tests.register import lists

WORK = (batches.CHECK, batches.SEND, batches.UNDO)


@pytest.fixture
def place(scheme):
    reference.municipality("Bergdorp")
    return reference.municipality()


@pytest.fixture
def by(desk):
    return Actor(desk, Role.DESK)


@pytest.fixture
def work(run_jobs):
    """The worker, until there is nothing left to do for lists."""

    def until_done(*tasks):
        while run_jobs(*(tasks or WORK)):
            Job.objects.open().update(leased_until=None)  # those that were not asked for
        Job.objects.open().update(leased_until=None)

    return until_done


@pytest.fixture
def looked_at(place, by, work, standing_clock):
    """A list that was read and looked at with the columns as recognised."""

    def make(file):
        batch = batches.upload(file, name=file.name, now=clock.now(), by=by)
        batches.start_check(batch, batch.columns, by=by)
        work()
        batch.refresh_from_db()
        return batch

    return make


@pytest.fixture
def sent(looked_at, by, work):
    def make(file, *, with_remarks=False):
        batch = looked_at(file)
        batches.send(batch, with_remarks=with_remarks, now=clock.now(), by=by)
        work(batches.SEND)
        batch.refresh_from_db()
        return batch

    return make


def problems(batch):
    return {
        row.number: [f"{one['cell']}: {one['text']}" for one in row.problems]
        for row in batch.rows.all() if row.problems
    }  # fmt: skip


# ---- Files that cannot be read: each a sentence ----

WRONG_FILES = {
    "empty": (lists.named("leeg.xlsx", b""), "Dit bestand is leeg"),
    "an empty workbook": (lists.workbook(()), "Dit bestand is leeg"),
    "headings only": (lists.workbook((lists.HEADINGS,)), "alleen kopjes"),
    "a password": (lists.locked_with_password(), "beveiligd met een wachtwoord"),
    "old excel": (lists.named("oud.xls", b"\xd0\xcf\x11\xe0" + bytes(99)), "oud Excel-bestand"),
    "three sheets": (lists.workbook(sheets=("Noord", "Zuid", "Oost")),
                     "3 tabbladen met tekst: ‘Noord’, ‘Zuid’, ‘Oost’"),
    "a renamed program": (lists.named("lijst.xlsx", b"MZ\x90\x00" + bytes(500)), "geen lijst"),
    "a renamed program as text": (lists.named("lijst.csv", b"abc\x00\x01\x02" * 99), "geen lijst"),
    "a pdf": (lists.named("lijst.csv", b"%PDF-1.7 ..."), "geen lijst"),
    "another zip": (lists.zipped({"word/document.xml": b"<x/>"}), "geen lijst"),
    "half a workbook": (lists.named("half.xlsx", lists.workbook().getvalue()[:900]), "beschadigd"),
    "no xml inside": (lists.zipped({"xl/workbook.xml": b"geen xml"}), "beschadigd"),
    "text that grows": (lists.with_entities(), "beschadigd"),
    "a bomb": (lists.zipped({"xl/workbook.xml": b"<x/>", "x": bytes(101 * 1024 * 1024)}),
               "uitgepakt veel te groot"),
    "too many bytes": (lists.named("groot.csv", b"a;b\r\n" * 2_200_000), "groter dan 10 MB"),
    "no known letters": (lists.named("raar.csv", b"naam;mail\r\n\x81\x8d\x8f;x\r\n"),
                         "letters in dit bestand niet lezen"),
}  # fmt: skip


@pytest.mark.parametrize(("file", "says"), WRONG_FILES.values(), ids=WRONG_FILES)
def test_a_wrong_file_gets_a_sentence_and_nothing_is_kept(login, desk, place, file, says):
    file.seek(0)
    page = login(desk).post("/desk/uitnodigingen/", {"file": file})
    assert page.status_code == 422
    assert says in page.content.decode().replace("&#x27;", "'")
    assert not InvitationBatch.objects.exists()
    assert not StoredFile.objects.exists()


def test_two_hundred_thousand_rows_are_refused_while_reading(looked_at):
    batch = looked_at(lists.huge(200_000))
    assert batch.status == InvitationBatch.Status.UNREADABLE
    assert "meer dan 25.000 rijen" in batch.reading
    assert not batch.rows.exists()


# ---- Files that can ----


@pytest.mark.parametrize(
    "file",
    [
        lists.csv(),
        lists.csv(delimiter=";"),
        lists.csv(delimiter="\t"),
        lists.csv(encoding="cp1252", delimiter=";"),
        lists.csv(encoding="utf-8-sig"),
        lists.csv(encoding="utf-16"),
        lists.workbook(),
        lists.workbook((("Lijst van onze mensen",), (), lists.HEADINGS, *lists.PEOPLE)),
        lists.workbook(name="lijst.csv"),  # by what it is, not by its name
    ],
    ids=["commas", "semicolons", "tabs", "windows", "bom", "utf-16", "xlsx", "title", "renamed"],
)
def test_a_list_is_read_whatever_its_form(looked_at, place, file):
    file.seek(0)
    batch = looked_at(file)
    assert batch.status == InvitationBatch.Status.CHECKED
    assert problems(batch) == {}
    third = batch.rows.last()
    assert (third.name, third.email, third.organisation) == (
        "Ayla Öztürk",
        "ayla@example.nl",
        place,
    )
    assert batch.rows.all()[1].email == "bram@example.nl"


def test_columns_are_found_in_any_order_and_may_be_corrected(by, place, work, standing_clock):
    rows = (("Werkgever", "Contact", "Wie"), ("Lindehoven", "noor@example.nl", "Visser, Noor de"))
    batch = batches.upload(lists.workbook(rows), name="x", now=clock.now(), by=by)
    assert batch.columns == {"organisation": 0}
    with pytest.raises(NotAllowed, match="mailadressen"):
        batches.start_check(batch, batch.columns, by=by)
    with pytest.raises(NotAllowed, match="achternaam"):
        batches.start_check(batch, {"email": 1}, by=by)
    with pytest.raises(NotAllowed, match="twee keer"):
        batches.start_check(batch, {"email": 1, "last_name": 1}, by=by)
    batches.start_check(batch, {"email": 1, "full_name": 2, "organisation": 0}, by=by)
    work()
    row = batch.rows.get()
    assert (row.given_names, row.infix, row.last_name) == ("Noor", "de", "Visser")
    assert row.verdict == "good"


@pytest.mark.parametrize(
    ("full", "parts"),
    [
        ("Jan van der Berg", ("Jan", "van der", "Berg")),
        ("Berg, Jan van der", ("Jan", "van der", "Berg")),
        ("Anna Maria Smit", ("Anna Maria", "", "Smit")),
        ("Smit", ("", "", "Smit")),
        ("Smit, Anna", ("Anna", "", "Smit")),
        ("Li de", ("Li", "", "de")),
    ],
)
def test_one_column_with_the_whole_name(full, parts):
    assert columns.split_name(full) == parts


@pytest.mark.parametrize("column", [0, 2, 25, 26, 27, 59])
def test_columns_are_named_as_in_a_spreadsheet(column):
    assert columns.letter(column) == {0: "A", 2: "C", 25: "Z", 26: "AA", 27: "AB", 59: "BH"}[column]


def test_every_problem_is_named_with_its_cell(looked_at, owner):
    people.registered(owner, since=date(2025, 1, 1))
    applicant = people.submitted(people.person("Sam", "Aan"), today=date(2026, 11, 1)).person
    account = people.person("Ada", "Account")
    batch = looked_at(
        lists.workbook(
            (
                lists.HEADINGS,
                ("Noor", "", "Visser", "", "Lindehoven", ""),
                ("Noor", "", "Visser", "noor@", "Lindehoven", ""),
                ("Bram", "", "Wal", "bram@example.nl", "Lindehoven", ""),
                ("Bram", "", "Wal", "BRAM@example.nl", "Lindehoven", ""),
                ("Samira", "", "El Amrani", owner.email, "Lindehoven", ""),
                ("Sam", "", "Aan", applicant.email, "Lindehoven", ""),
                ("Ada", "", "Account", account.email, "Lindehoven", ""),
                ("Kees", "", "", "kees@example.nl", "Gem. Lindehove", ""),
                ("José", "", "PeÃ±a", "jose@example.nl", "Qqq", ""),
                ("06123", "", "Getal", "getal@example.nl", "", ""),
            )
        )
    )
    assert problems(batch) == {
        2: ["D2: Het mailadres ontbreekt."],
        3: ["D3: ‘noor@’ is geen mailadres. Een mailadres ziet er zo uit: naam@voorbeeld.nl."],
        5: ["D5: Dit mailadres staat ook in rij 4. We sturen er één."],
        6: ["D6: Wie dit mailadres heeft, heeft al een registratie."],
        7: ["D7: Wie dit mailadres heeft, heeft al een aanmelding."],
        8: ["D8: Wie dit mailadres heeft, heeft al een account."],
        9: ["C9: De achternaam ontbreekt.",
            "E9: We kennen ‘Gem. Lindehove’ niet. Bedoel je Gemeente Lindehoven?"],
        10: ["C10: In ‘PeÃ±a’ zijn letters met een accent kapot gegaan. Verbeter ze hier of in je "
             "lijst.", "E10: We kennen ‘Qqq’ niet."],
        11: ["A11: ‘06123’ lijkt geen naam. Staan de kolommen goed?"],
    }  # fmt: skip
    verdicts = dict(batch.rows.values_list("number", "verdict"))
    assert [verdicts[n] for n in (2, 3, 5, 6, 7, 8)] == ["blocked"] * 6
    assert [verdicts[n] for n in (9, 10, 11)] == ["remark"] * 3
    assert verdicts[4] == "good"


def test_who_was_invited_is_not_invited_again(sent, looked_at):
    sent(lists.csv())
    batch = looked_at(lists.workbook())
    assert problems(batch)[2] == [
        "D2: Wie dit mailadres heeft, is op 23 november 2026 al uitgenodigd."
    ]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12-3-2024", date(2024, 3, 12)), ("12/03/2024", date(2024, 3, 12)),
        ("2024-03-12", date(2024, 3, 12)), ("12 Maart 2024", date(2024, 3, 12)),
        ("32-13-2024", None), ("45292", None), ("ooit", None), ("", None),
    ],
)  # fmt: skip
def test_dates_as_somebody_types_them(typed, day):
    assert checking.date_of(typed) == day


def test_a_date_as_text_that_makes_no_sense_is_named(looked_at):
    headings = ("Naam", "Mail", "In dienst sinds")
    rows = (("Jan Jansen", "a@example.nl", date(2020, 5, 1)), ("Jo Li", "b@example.nl", "45292"),
            ("Bo Li", "c@example.nl", "1-1-2099"))  # fmt: skip
    batch = looked_at(lists.workbook((headings, *rows)))
    assert problems(batch) == {
        3: ["C3: ‘45292’ is geen datum die we begrijpen. Schrijf bijvoorbeeld 1-3-2024."],
        4: ["C4: 1 januari 2099 kan niet kloppen: de datum ligt in de toekomst of te ver terug."],
    }
    assert batch.rows.first().works_since == date(2020, 5, 1)


FORMULAS = ('=HYPERLINK("https://elders.example","klik")', "=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)")


@pytest.mark.parametrize("make", [lists.workbook, lambda rows: lists.csv(rows, delimiter=";")])
@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_is_not_evaluated_and_not_kept(looked_at, make, formula):
    row = (formula, "", formula, "noor@example.nl", formula, formula)
    batch = looked_at(make((lists.HEADINGS, row)))
    (found,) = batch.rows.all()
    texts = [found.given_names, found.last_name, found.organisation_text, found.function]
    assert texts == ["", "", "", ""]
    assert len(problems(batch)[2]) == 4
    assert formula not in str(found.problems)


def test_more_of_a_row_than_the_columns_is_not_kept(looked_at):
    headings = ("Naam", "Mail", "BSN", "Geboortedatum")
    batch = looked_at(
        lists.workbook((headings, ("Jo Li", "a@example.nl", "111222333", "1-1-1980")))
    )
    kept = str(ImportedRow.objects.values().get())
    assert "111222333" not in kept
    assert "1980" not in kept
    assert batch.rows.get().verdict == "good"


# ---- Mending ----


def test_a_row_that_is_mended_is_good_and_so_is_its_double(looked_at, by):
    rows = (lists.PEOPLE[0], lists.PEOPLE[0])
    batch = looked_at(lists.csv((lists.HEADINGS, *rows)))
    second = batch.rows.get(number=3)
    assert second.verdict == "blocked"
    first = batch.rows.get(number=2)
    batches.mend(first, {"email": "ander@example.nl"}, today=clock.today(), by=by)
    assert set(batch.rows.values_list("verdict", flat=True)) == {"good"}


def test_one_click_mends_an_organisation_everywhere(looked_at, login, desk, place):
    rows = [(*row[:4], "Gem. Lindehove", "") for row in lists.PEOPLE]
    batch = looked_at(lists.csv((lists.HEADINGS, *rows)))
    assert batch.rows.good().count() == 0
    url = reverse("desk_register:invitation_offer", args=[batch.public_id])
    login(desk).post(url, {"typed": "Gem. Lindehove", "organisation": place.pk})
    assert batch.rows.good().count() == 3
    assert set(batch.rows.values_list("organisation", flat=True)) == {place.pk}


def test_a_row_is_mended_and_left_out_on_its_page(looked_at, login, desk):
    rows = (("Noor", "", "Visser", "noor@", "", ""), ("", "", "", "x", "", ""))
    batch = looked_at(lists.csv((lists.HEADINGS, *rows)))
    client = login(desk)
    url = reverse("desk_register:invitation_row", args=[batch.public_id, 2])
    assert "noor@" in client.get(url).content.decode()
    client.post(url, {"last_name": "Visser", "email": "noor@example.nl", "function": "=1+1"})
    row = batch.rows.get(number=2)
    assert (row.verdict, row.function) == ("good", "")
    client.post(reverse("desk_register:invitation_row", args=[batch.public_id, 3]),
                {"leave_out": "ja"})  # fmt: skip
    assert batch.rows.count() == 1


# ---- Sending ----


def test_nothing_is_sent_before_staff_say_so(looked_at, work):
    looked_at(lists.csv())
    work(*WORK, "register.mail_invitation")
    assert not mail.outbox
    assert not Invitation.objects.exists()


def test_each_gets_one_mail_and_nobody_a_registration(sent, work, place):
    batch = sent(lists.csv())
    assert batch.status == InvitationBatch.Status.SENT
    assert batch.file is None
    assert not StoredFile.objects.exists()
    work("register.mail_invitation")
    work("register.mail_invitation")
    assert sorted(one.to[0] for one in mail.outbox) == [
        "ayla@example.nl", "bram@example.nl", "noor.visser@example.nl",
    ]  # fmt: skip
    noor = next(one for one in mail.outbox if "noor" in one.to[0])
    assert "Beste Noor Visser" in noor.body
    assert "Gemeente Lindehoven gaf ons uw naam" in noor.body
    assert "22 januari 2027" in noor.body
    assert "/uitnodiging/" in noor.body
    assert not Registration.objects.exists()
    assert not Application.objects.exists()
    assert not Letter.objects.exists()


@pytest.mark.parametrize(("with_remarks", "made"), [(False, 1), (True, 2)])
def test_all_or_only_the_good(sent, with_remarks, made):
    rows = (lists.PEOPLE[0], (*lists.PEOPLE[1][:4], "Nergens", ""), ("", "", "Fout", "x@", "", ""))
    sent(lists.csv((lists.HEADINGS, *rows)), with_remarks=with_remarks)
    assert Invitation.objects.count() == made


def test_who_made_an_account_meanwhile_is_not_mailed(looked_at, by, work):
    batch = looked_at(lists.csv())
    user = people.person("Noor", "Visser")
    user.email = "noor.visser@example.nl"
    user.save()
    batches.send(batch, with_remarks=True, now=clock.now(), by=by)
    work(batches.SEND)
    assert Invitation.objects.count() == 2


def test_two_lists_at_once_invite_a_person_once(looked_at, by, work):
    first, second = looked_at(lists.csv()), looked_at(lists.workbook())
    for batch in (first, second):
        batches.send(batch, with_remarks=False, now=clock.now(), by=by)
    work(batches.SEND)
    assert Invitation.objects.count() == 3
    assert Job.objects.filter(task="register.mail_invitation").count() == 3


def test_a_list_is_sent_once(sent, by):
    batch = sent(lists.csv())
    with pytest.raises(NotAllowed, match="status"):
        batches.send(batch, with_remarks=False, now=clock.now(), by=by)


def test_a_list_without_a_good_row_is_not_sent(looked_at, by):
    batch = looked_at(lists.csv((lists.HEADINGS, ("", "", "Fout", "x@", "", ""))))
    with pytest.raises(NotAllowed, match="geen rij om uit te nodigen"):
        batches.send(batch, with_remarks=True, now=clock.now(), by=by)


# ---- Taking back ----


def test_taking_back_stops_the_mails_and_the_links(sent, by, work, client):
    batch = sent(lists.csv())
    first = Invitation.objects.earliest("pk")
    invitations.mail(first.pk)
    batches.undo(batch, now=clock.now(), by=by)
    work("register.mail_invitation")
    assert len(mail.outbox) == 1
    link = invitations.path_of(first)
    assert "werkt niet meer" in client.get(link).content.decode()  # before the work is done
    work(batches.UNDO)
    assert set(Invitation.objects.values_list("status", "email")) == {("withdrawn", "")}
    assert "werkt niet meer" in client.get(link).content.decode()
    assert not batch.rows.exists()


def test_taking_back_leaves_who_had_begun(sent, by, work, owner):
    batch = sent(lists.csv())
    first = Invitation.objects.earliest("pk")
    invitations.accept(first, today=clock.today(), now=clock.now(), by=Actor.self(owner))
    batches.undo(batch, now=clock.now(), by=by)
    work(batches.UNDO)
    first.refresh_from_db()
    assert first.status == Invitation.Status.ACCEPTED
    assert Application.objects.filter(person=owner, status="draft").exists()


def test_taking_back_while_it_is_being_sent(looked_at, by, work, settings):
    batch = looked_at(lists.csv())
    batches.send(batch, with_remarks=False, now=clock.now(), by=by)
    batches.undo(batch, now=clock.now(), by=by)
    work()
    assert not Invitation.objects.exists()
    batch.refresh_from_db()
    assert batch.status == InvitationBatch.Status.UNDONE


def test_whoever_was_taken_back_can_be_invited_again(sent, by, work):
    batch = sent(lists.csv())
    batches.undo(batch, now=clock.now(), by=by)
    work(batches.UNDO)
    sent(lists.csv())
    assert Invitation.objects.filter(status="invited").count() == 3


def test_a_list_is_thrown_away_with_its_file(looked_at, by, django_capture_on_commit_callbacks):
    batch = looked_at(lists.csv())
    with django_capture_on_commit_callbacks(execute=True):
        batches.discard(batch, by=by)
    assert batch.status == InvitationBatch.Status.DISCARDED
    assert not ImportedRow.objects.exists()
    assert not StoredFile.objects.exists()


def test_old_lists_and_old_links_are_forgotten(sent, looked_at, standing_clock, run_jobs):
    batch = sent(lists.csv())
    alone = looked_at(lists.csv((lists.HEADINGS, ("A", "", "B", "a@example.nl", "", ""))))
    standing_clock.shift(timedelta(days=31))
    batches.forget_lists()
    assert not ImportedRow.objects.exists()
    alone.refresh_from_db()
    assert alone.status == InvitationBatch.Status.DISCARDED
    invitations.expire()
    assert batch.invitations.filter(status="invited").count() == 3
    standing_clock.shift(timedelta(days=30))
    invitations.expire()
    assert set(batch.invitations.values_list("status", "email")) == {("withdrawn", "")}


# ---- The invited person ----


@pytest.fixture
def invited(sent):
    headings = (*lists.HEADINGS, "In dienst sinds")
    sent(lists.workbook((headings, (*lists.PEOPLE[0], date(2020, 5, 1)))))
    return Invitation.objects.get()


def test_the_link_fills_in_the_sign_up(client, invited):
    link = invitations.path_of(invited)
    page = client.get(link).content.decode()
    assert "Noor Visser" in page
    assert "Gemeente Lindehoven gaf ons" in page
    assert "noor.visser@example.nl" not in page
    signup = client.post(link).headers["Location"]
    assert signup.startswith("/account/signup/?next=%2Faccount%2F2fa%2Fwebauthn")
    form = client.get(signup).content.decode()
    assert 'value="noor.visser@example.nl"' in form
    assert 'value="Visser"' in form


def test_going_on_begins_a_draft_with_what_was_known(login, owner, invited, place):
    client = login(owner)
    url = reverse("registration:invitation", args=[invitations.path_of(invited).split("/")[-2]])
    assert "1 mei 2020" in client.get(url).content.decode()
    assert not Application.objects.exists()
    assert client.post(url).headers["Location"] == "/mijn/aanmelding/werk/"
    draft = Application.objects.get(person=owner)
    assert (draft.organisation, draft.status) == (place, "draft")
    assert draft.work_sentence == "Ik werk als klantmanager bij Gemeente Lindehoven."
    assert Affiliation.objects.get(person=owner).from_on == date(2020, 5, 1)
    invited.refresh_from_db()
    assert (invited.status, invited.email, invited.person) == ("accepted", "", owner)
    assert client.get(url).headers["Location"] == "/mijn/aanmelding/"


def test_a_draft_that_was_begun_keeps_what_was_typed(login, owner, invited):
    other = Organisation.objects.get(town="Bergdorp")
    draft = people.application(owner, today=clock.today(), organisation=other)
    invitations.accept(invited, today=clock.today(), now=clock.now(), by=Actor.self(owner))
    draft.refresh_from_db()
    assert draft.organisation == other
    assert draft.work_sentence.startswith("Ik begeleid")


def test_an_invitation_is_taken_once_and_not_by_who_is_registered(invited, owner, stranger):
    people.registered(stranger, since=date(2025, 1, 1))
    facts = {"today": clock.today(), "now": clock.now()}
    with pytest.raises(NotAllowed, match="al een registratie"):
        invitations.accept(invited, **facts, by=Actor.self(stranger))
    invitations.accept(invited, **facts, by=Actor.self(owner))
    with pytest.raises(NotAllowed, match="werkt niet meer"):
        invitations.accept(invited, **facts, by=Actor.self(owner))


def test_no_thank_you_forgets_who_it_was(client, invited):
    link = invitations.path_of(invited)
    answer = client.post(link, {"decline": "ja"}, follow=True)
    assert "uw gegevens zijn weg" in answer.content.decode()
    invited.refresh_from_db()
    assert (invited.status, invited.email, invited.last_name) == ("withdrawn", "", "")


def test_a_forged_link_is_not_found_and_an_old_one_is_kind(client, invited, standing_clock):
    assert client.get("/uitnodiging/verzonnen/").status_code == 404
    standing_clock.shift(timedelta(days=61))
    assert "niets verkeerd gedaan" in client.get(invitations.path_of(invited)).content.decode()


# ---- The pages ----


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_cost_one_query(looked_at, login, desk, count, django_assert_max_num_queries):
    for _ in range(count):
        looked_at(lists.csv())
    client = login(desk)
    client.get("/desk/uitnodigingen/")
    with django_assert_max_num_queries(6):
        page = client.get("/desk/uitnodigingen/")
    assert page.content.decode().count("lijst.csv") == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_problems_cost_the_same(looked_at, login, desk, count, django_assert_max_num_queries):
    rows = [("", "", "Fout", f"x{n}@", "", "") for n in range(count)]
    batch = looked_at(lists.csv((lists.HEADINGS, *rows)))
    client, url = login(desk), reverse("desk_register:invitation_list", args=[batch.public_id])
    client.get(url)
    with django_assert_max_num_queries(11):
        page = client.get(url)
    assert page.content.decode().count("is geen mailadres") == count


def test_the_progress_is_shown_and_a_script_hears_when_it_is_done(by, login, desk, place, work):
    batch = batches.upload(lists.csv(), name="x", now=clock.now(), by=by)
    batches.start_check(batch, batch.columns, by=by)
    url = reverse("desk_register:invitation_list", args=[batch.public_id])
    client = login(desk)
    assert "<progress" in client.get(url).content.decode()
    part = client.get(f"{url}voortgang/").content.decode()
    assert "<progress" in part
    assert "<html" not in part
    work()
    done = client.get(f"{url}voortgang/")
    assert (done.status_code, done["HX-Refresh"]) == (204, "true")
    assert "<progress" not in client.get(url).content.decode()


def test_the_way_through_the_pages(login, desk, place, work, standing_clock):
    client = login(desk)
    answer = client.post("/desk/uitnodigingen/", {"file": lists.csv()})
    url = answer.headers["Location"]
    assert "Kolom D: E-mailadres" in client.get(url).content.decode()
    assert client.post(f"{url}kolommen/", {"last_name": "2"}).status_code == 422
    chosen = {"given_names": "0", "infix": "1", "last_name": "2", "email": "3", "organisation": "4"}
    assert client.post(f"{url}kolommen/", chosen).status_code == 302
    work()
    assert "Alleen de goede rijen: 3 mensen" in client.get(url).content.decode()
    assert client.post(f"{url}versturen/", {}).status_code == 422
    assert client.post(f"{url}versturen/", {"which": "good"}).status_code == 302
    work(batches.SEND)
    assert "Verstuurd door" in client.get(url).content.decode()
    assert "Ja, neem de lijst terug" in client.get(f"{url}terugnemen/").content.decode()
    client.post(f"{url}terugnemen/")
    assert "Teruggenomen door" in client.get(url).content.decode()


def test_rows_that_are_blank_do_not_count(looked_at):
    blank = ("", "", "", "", "", "")
    batch = looked_at(
        lists.workbook((lists.HEADINGS, blank, lists.PEOPLE[0], blank, lists.PEOPLE[1]))
    )
    assert list(batch.rows.values_list("number", flat=True)) == [3, 5]


def test_what_a_workbook_says_of_its_own_size_is_not_believed():
    rows = sheets.head(lists.says_it_is_wide())
    assert [len(row.cells) for row in rows] == [6, 6]
