"""Lists that staff take out, and choices that they keep."""

import io
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest

from accounts.actors import Actor
from accounts.models import Role
from audit.acts import NotAllowed
from audit.models import Event
from register import saved_filters
from register.models import ListDownload, SavedFilter
from tests.conftest import TODAY
from tests.makers import people

LIST = "/desk/aanmeldingen/"
OUT, KEEP = f"{LIST}uit/", f"{LIST}keuze/"


def content(response) -> bytes:
    return b"".join(response.streaming_content)


def sheet(response) -> list[list]:
    book = openpyxl.load_workbook(io.BytesIO(content(response)))
    return [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]


@pytest.fixture
def waiting(db, desk):
    old = people.submitted(people.person("=Oude", "Wachter"), today=TODAY - timedelta(days=9))
    old.take(by=Actor(desk, Role.DESK))
    people.submitted(people.person("Nieuwe", "Wachter"), today=TODAY)
    return old


def test_the_chosen_list_goes_out_with_days_and_without_formulas(
    waiting, desk, login, standing_clock
):
    response = login(desk).post(f"{OUT}?status=in_review", {"vorm": "xlsx"})
    assert response["Content-Disposition"] == 'attachment; filename="aanmeldingen-2026-11-23.xlsx"'
    heading, *rows = sheet(response)
    (row,) = [dict(zip(heading, one, strict=True)) for one in rows]
    assert row["Naam"] == "'=Oude Wachter"
    assert row["Ontvangen"].date() == TODAY - timedelta(days=9)
    assert row["Uiterlijk"].date() == waiting.limit_on
    assert row["Behandelaar"] == desk.name


def test_csv_holds_the_same(waiting, desk, login, standing_clock):
    text = content(login(desk).post(OUT, {"vorm": "csv"})).decode("utf-8-sig")
    assert text.splitlines()[0].startswith("Naam;Organisatie;Status")
    assert "Nieuwe Wachter" in text
    assert "2026-11-23" in text


def test_who_took_which_list_is_written_down_and_seen(waiting, desk, login, standing_clock):
    client = login(desk)
    client.post(f"{OUT}?status=in_review&onzin=1", {"vorm": "csv"})
    taken = ListDownload.objects.get()
    assert (taken.rows, taken.question, taken.form) == (1, "status=in_review", "csv")
    event = Event.objects.get(verb="listdownload.take")
    assert (event.actor, event.role, event.person) == (desk, "desk", None)
    page = client.get(LIST).content.decode()
    assert "1 rij, CSV" in page


def test_an_unknown_form_is_excel_and_looking_takes_nothing(waiting, desk, login, standing_clock):
    client = login(desk)
    assert "xlsx" in client.post(OUT, {"vorm": "exe"})["Content-Disposition"]
    assert client.get(OUT).status_code == 405
    assert ListDownload.objects.count() == 1


def test_figures_go_out_with_a_sheet_each(waiting, desk, login, standing_clock):
    response = login(desk).post("/desk/cijfers/uit/?periode=2026", {})
    book = openpyxl.load_workbook(io.BytesIO(content(response)))
    assert len(book.sheetnames) == 8
    assert book["Aanmeldingen"]["A12"].value == "november 2026"
    assert ListDownload.objects.get().question == "2026"


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_goes_out_in_a_fixed_number_of_queries(
    desk, login, count, standing_clock, django_assert_num_queries
):
    for number in range(count):
        people.submitted(people.person(f"Nummer {number}", "Wachter"), today=TODAY)
    client = login(desk)
    with django_assert_num_queries(12):
        rows = sheet(client.post(OUT))
    assert len(rows) == count + 1


# ---- A choice under a name ----


def test_a_choice_is_kept_under_a_name_and_comes_back(waiting, desk, login, standing_clock):
    client = login(desk)
    answer = client.post(f"{KEEP}?status=in_review&wie=ik&pagina=7&x=y", {"name": "Van mij"})
    kept = {"status": ["in_review"], "wie": ["ik"]}
    assert parse_qs(urlsplit(answer["Location"]).query) == kept
    saved = SavedFilter.objects.get()
    assert parse_qs(saved.question) == kept
    page = client.get(answer["Location"]).content.decode()
    assert 'aria-current="page"> <svg' in page or 'aria-current="page"><svg' in page
    assert "Van mij" in page
    client.post(f"{KEEP}{saved.public_id}/weg/", {"terug": "status=in_review"})
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize(
    ("question", "name", "says"),
    [
        ("", "Alles", "Kies eerst iets in de lijst"),
        ("status=onzin", "Alles", "Kies eerst iets in de lijst"),
        ("status=in_review", "", "Geef je keuze een naam"),
        ("status=in_review", "x" * 41, "hoogstens 40"),
        ("status=in_review", "Bezet", "al een keuze met deze naam"),
    ],
)
def test_what_cannot_be_kept_is_a_sentence_and_loses_nothing(
    waiting, desk, login, question, name, says, standing_clock
):
    saved_filters.save(desk, "Bezet", "status=welcome", today=TODAY)
    answer = login(desk).post(f"{KEEP}?{question}", {"name": name})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert says in page
    assert f'value="{name}"' in page or not name
    assert SavedFilter.objects.count() == 1


def test_there_is_room_for_twelve(desk):
    for number in range(SavedFilter.MOST):
        saved_filters.save(desk, f"Keuze {number}", "status=welcome", today=TODAY)
    with pytest.raises(NotAllowed, match="al 12 keuzes"):
        saved_filters.save(desk, "Nog een", "status=welcome", today=TODAY)


def test_a_choice_is_its_owners_own(waiting, desk, login, standing_clock):
    colleague = people.person("Loes", "Collega", role=Role.DESK)
    saved = saved_filters.save(desk, "Van mij", "status=welcome", today=TODAY)
    saved_filters.save(colleague, "Van mij", "status=welcome", today=TODAY)
    SavedFilter.objects.filter(owner=desk).update(name="Eigen keuze")
    assert "Eigen keuze" not in login(colleague).get(LIST).content.decode()
    assert login(colleague).post(f"{KEEP}{saved.public_id}/weg/").status_code == 404


def test_the_longest_choice_fits(waiting, desk, login, standing_clock):
    client = login(desk)
    answer = client.post(f"{KEEP}?naam={'%F0%9F%8C%B3' * 100}", {"name": "Boom"})
    assert answer.status_code == 302
    assert len(SavedFilter.objects.get().question) > 1000
