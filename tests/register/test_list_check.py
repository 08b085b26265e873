"""The list check: any shape of a list, one answer a line, and never whose number it is."""

import csv
import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.actors import Actor
from register import list_check, numbers, publication
from register.list_check import Outcome
from tests.makers import cases, people

SINCE = date(2025, 1, 1)


@pytest.fixture
def listed(stranger, today, now):
    """Joost van der Meulen, in the published copy."""
    registration = people.registered(stranger, since=SINCE)
    publication.publish(today=today, now=now, by=Actor.system("test"))
    return registration


@pytest.fixture
def number():
    return numbers.new_number()


def one(text):
    """The only pair of a text: number and surname."""
    [pair] = list_check.read(text)
    assert not pair.mistake, pair.mistake
    return pair.number, pair.surname


def outcomes(text):
    return [answer.outcome for answer in list_check.check(list_check.read(text))]


@pytest.mark.parametrize(
    "shape",
    [
        "{n} Van der Meulen",
        "{n}\tVan der Meulen",
        "{n};Van der Meulen",
        "{n},Van der Meulen",
        "{n}, Van der Meulen",
        "Van der Meulen {n}",
        "Van der Meulen; {n}",
        '"{n}";"Van der Meulen"',
        '"Van der Meulen"\t"{n}"',
        "  {n} |  Van der Meulen  ",
        "\t{n}\t\tVan der Meulen\t\t",
        "Registratienummer;Achternaam\n{n};Van der Meulen",
        "Achternaam\tOrganisatie\tRK-nummer\nVan der Meulen\tGemeente Lindehoven\t{n}",
        "nummer,tussenvoegsel,achternaam,functie\n{n},Van der,Meulen,consulent",
    ],
)
def test_a_list_may_have_any_shape(shape, number):
    for written in (number, number.lower(), number.replace("-", " "), number[3:].replace("-", "")):
        assert one(shape.format(n=written)) == (number, "Van der Meulen")


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ("Van der Meulen", list_check.NO_NUMBER),
        ("RK-1234-567 Meulen", list_check.NOT_COMPLETE),
        ("12345 Meulen", list_check.NO_NUMBER),
        ("RK-1234-5670 Meulen", list_check.MISTYPED),
        ("{n}", list_check.NO_SURNAME),
        ("{n} M", list_check.NO_SURNAME),
        ("{n}; Joost; van der; Meulen; Lindehoven", list_check.TOO_MUCH),
        ("{n} Meulen {n} Jansen", list_check.TWO_NUMBERS),
        ("{n} " + "a" * 400, list_check.TOO_LONG),
    ],
)
def test_a_mistake_is_explained_on_its_line(line, mistake, number):
    pairs = list_check.read(f"\n{line.format(n=number)}\n")
    assert [(pair.line, pair.mistake) for pair in pairs] == [(2, mistake)]


def test_the_same_pair_is_checked_once(number):
    first, second = list_check.read(f"{number} Meulen\n{number};MEULEN")
    assert (first.mistake, second.mistake) == ("", list_check.TWICE.format(1))


def test_a_hundred_pairs_and_no_more(number):
    assert len(list_check.read("\n".join([f"{number} Meulen"] * 100))) == 100
    with pytest.raises(list_check.TooMany, match="101 regels"):
        list_check.read("\n".join([f"{number} Meulen"] * 101))


@pytest.mark.parametrize(
    "surname",
    ["Meulen", "van der Meulen", "Meulen, van der", "J. van der Meulen", "MEULEN", "Méulen",
     "Meulen, Joost van der", "Joost van der Meulen", "v.d. Meulen"],
)  # fmt: skip
def test_number_and_surname_together_are_found(listed, surname):
    [answer] = list_check.check(list_check.read(f"{listed.number};{surname}"))
    assert (answer.outcome, answer.entry.status) == (Outcome.FOUND, "registered")


@pytest.mark.parametrize("surname", ["Joost", "Meule", "der", "Jansen", "Meulen Jansen", "Meulens"])
def test_a_right_number_with_another_name_says_nothing(listed, number, surname, standing_clock):
    """Word for word the answer of a number that does not exist."""
    pages = []
    for each in (listed.number, number):
        page = Client().post(reverse("register:list_check"), {"lijst": f"{each};{surname}"})
        pages.append(page.content.decode().replace(each, "NUMMER").partition("<form")[0])
    assert pages[0] == pages[1]
    assert "Joost van der" not in pages[0]


def test_hidden_people_are_not_there_and_removed_numbers_answer(listed, today, now):
    text = f"{listed.number} van der Meulen"
    publication.hide(listed, now=now, by=Actor.self(listed.person))
    assert outcomes(text) == [Outcome.NOT_FOUND]
    publication.show(listed, now=now, by=Actor.self(listed.person))
    assert outcomes(text) == [Outcome.FOUND]
    cases.removed(listed, today=today)
    publication.publish(today=today, now=now, by=Actor.system("test"))
    assert outcomes(text) == outcomes(f"{listed.number} Jansen") == [Outcome.REMOVED]


def test_the_page_takes_a_file_and_gives_one(listed, number):
    ask = reverse("register:list_check")
    text = f"Achternaam;Nummer\nMeulen;{listed.number}\n=1+1;{number}\n"
    file = SimpleUploadedFile("lijst.csv", text.encode("cp1252"), "text/csv")
    page = Client().post(ask, {"bestand": file})
    assert (page.status_code, page["Cache-Control"]) == (200, "no-store")
    assert "Joost van der Meulen" in page.content.decode()
    taken = Client().post(ask, {"lijst": text, "vorm": "csv"})
    rows = list(csv.reader(io.StringIO(taken.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == list(list_check.COLUMNS)
    assert rows[1][:6] == ["2", listed.number, "Meulen", "gevonden", "Joost van der Meulen",
                           "geregistreerd"]  # fmt: skip
    assert rows[2][2:4] == ["'=1+1", "niet nagekeken"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"lijst": " \n"}, "Plak regels met een nummer"),
        ({"lijst": "\n".join(["RK-4817-3062 Bos"] * 130)}, "130 regels"),
        ({"bestand": SimpleUploadedFile("l.xlsx", b"PK\x03\x04" + b"\0" * 40)}, "geen CSV-bestand"),
        ({"bestand": SimpleUploadedFile("l.csv", b"a" * 300_000)}, "te groot"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(db, data, words):
    page = Client().post(reverse("register:list_check"), data)
    assert page.status_code == 422
    assert words in page.content.decode()
    if "lijst" in data and data["lijst"].strip():
        assert data["lijst"] in page.content.decode()


def test_a_list_of_a_hundred_takes_two_questions(listed, django_assert_num_queries):
    pairs = list_check.read("\n".join(f"{numbers.new_number()} Bos" for _ in range(99)))
    pairs += list_check.read(f"{listed.number} Meulen")
    with django_assert_num_queries(2):
        assert list_check.check(pairs)[-1].outcome == Outcome.FOUND
