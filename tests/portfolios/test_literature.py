"""Literature: added by everybody, weighed in words by many, hidden with a reason."""

import pytest
from django.urls import reverse

from portfolios import erasing
from portfolios.knowledge import literature
from portfolios.knowledge.models import LiteratureAnswer, LiteratureItem
from tests.makers import people

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")


def address(name, thing=None):
    return reverse(f"knowledge:{name}", args=[thing.public_id] if thing else [])


@pytest.fixture
def make_item(owner, make_theme, today):
    def make(title="Schaarste", theme="Geldzorgen", by=owner):
        facts = {"title": title, "author": "Iemand", "year": 2013, "link": "",
                 "theme": make_theme(theme), "why": "Het gaat over rust."}  # fmt: skip
        return literature.add(facts, by_person=by, today=today)

    return make


def said(item, *answers):
    for number, answer in enumerate(answers):
        person = people.person(f"Lezer{item.pk}{number}", "Een")
        literature.answer(item, person=person, said=answer)


def test_somebody_adds_and_takes_away_and_nobody_sees_who(login, owner, stranger, make_theme):
    theme = make_theme("Geldzorgen")
    facts = {"title": "Schaarste", "author": "Een schrijver", "year": "2013", "theme": theme.code,
             "link": "https://example.org/boek", "why": "Over rust.", "looked": "on"}  # fmt: skip
    login(owner).post(address("literature_new"), facts)
    item = LiteratureItem.objects.get()
    page = login(stranger).get(address("literature")).text
    assert "Schaarste" in page
    assert owner.last_name not in page
    assert login(stranger).post(address("literature_delete", item)).status_code == 404
    login(owner).post(address("literature_delete", item))
    assert not LiteratureItem.objects.exists()


@pytest.mark.parametrize("wrong", [{"link": "javascript:alert(1)"}, {"year": "3000"}, {"why": ""}])
def test_what_cannot_be_is_said_kindly(login, owner, make_theme, wrong):
    facts = {"title": "A", "author": "B", "year": "2013", "theme": make_theme("Taal").code,
             "why": "C", "looked": "on"}  # fmt: skip
    answer = login(owner).post(address("literature_new"), facts | wrong)
    assert answer.status_code == 422
    assert not LiteratureItem.objects.exists()


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (["yes"] * 4, 0),
        (["yes"] * 5, 3),
        (["yes", "yes", "bit", "no", "no"], 2),
        (["yes", "no", "no", "no", "no"], 1),
    ],
)
def test_words_come_from_five_answers_on_and_never_a_number(
    login, stranger, make_item, answers, expected
):
    item = make_item()
    said(item, *answers)
    [shown] = literature.listed(None, stranger)
    assert shown.level == expected
    page = login(stranger).get(address("literature")).text
    for level, words in literature.WORDS.items():
        assert not words or (words in page) == (level == expected)


def test_what_changed_peoples_work_comes_first(stranger, make_item):
    little, unknown, much = (make_item(title) for title in ("Weinig", "Nieuw", "Veel"))
    said(little, *["no"] * 5)
    said(much, *["yes"] * 5)
    order = [shown.item for shown in literature.listed(None, stranger)]
    assert order == [much, unknown, little]


def test_an_answer_can_change_and_be_taken_back(login, stranger, make_item):
    item, mine = make_item(), login(stranger)
    for answer in ("yes", "no"):
        mine.post(address("literature_answer", item), {"answer": answer})
        assert LiteratureAnswer.objects.get().answer == answer
    assert "Je zei: nee" in mine.get(address("literature")).text
    mine.post(address("literature_answer", item), {"answer": ""})
    assert not LiteratureAnswer.objects.exists()


def test_after_erasing_the_item_stays_without_me(owner, stranger, make_item, today):
    item, other = make_item(by=owner), make_item("Ander", by=stranger)
    literature.answer(other, person=owner, said="yes")
    erasing.erase(owner, today=today)
    item.refresh_from_db()
    assert (item.added_by, item.why) == (None, "")
    assert not LiteratureAnswer.objects.exists()


def test_a_long_list_has_pages(login, stranger, make_item):
    for number in range(26):
        make_item(f"Boek {number:02}")
    client, found = login(stranger), set()
    for page in ("", "?pagina=2"):
        shown = client.get(address("literature") + page).text
        found |= {number for number in range(26) if f"Boek {number:02}" in shown}
    assert len(found) == 26
    assert "Boek 25" not in client.get(address("literature") + "?pagina=2").text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_lists_ask_no_more_for_more(
    login, stranger, make_item, rows, django_assert_num_queries
):
    for number in range(rows):
        item = make_item(f"Boek {number}", f"Thema {number}")
        said(item, *["yes"] * 5)
    mine = login(stranger)
    with django_assert_num_queries(6):
        mine.get(address("literature"))
