"""Every letter can be read beforehand: with an example, whole, and as it is mailed."""

import re
from datetime import timedelta

import pytest
from django.template import engines

from config.letters.examples import GROUPS
from config.letters.preview import every_kind, preview, style_hash
from outbox.models import Letter
from register import pausing
from tests.makers import people, reference

EXAMPLES = [one for group in GROUPS for one in group.examples]
MISSING = "[ontbreekt: %s]"
# A day that was left out leaves such a hole in the sentence.
HOLES = re.compile(r"\bop [.,]|\btot [.,]|\bvoor [.,]| {2}|\bop om\b|\bNone\b|\[ontbreekt")


def name_of(example) -> str:
    return f"{example.kind} {example.case}".strip()


@pytest.fixture
def strict(monkeypatch):
    """What a template asks for and does not get shows."""
    engine = engines["django"].engine
    monkeypatch.setattr(engine, "string_if_invalid", MISSING)


def test_every_letter_has_an_example_and_every_example_a_letter():
    assert {one.kind for one in EXAMPLES} == every_kind()


def test_each_case_is_there_once():
    names = [name_of(one) for one in EXAMPLES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("example", EXAMPLES, ids=name_of)
def test_an_example_is_a_whole_letter(example, scheme, today, now, strict):
    shown = preview(example, today=today, now=now)
    assert shown.title
    assert not HOLES.search(f"{shown.title}\n{shown.text}"), shown.text
    assert example.when
    assert bool(shown.html) == (example.to != "citizen")
    if shown.html:
        assert shown.title.split("’")[0] in shown.html.replace("&#x27;", "’")


def test_an_example_is_written_as_the_letter_itself(owner, today, now, scheme, standing_clock):
    registration = people.registered(owner, since=today - timedelta(days=400))
    pausing.pause(registration, listed=True, today=today, by=people.Actor.self(owner))
    written = Letter.objects.get(kind="register/paused")
    example = next(one for one in EXAMPLES if one.kind == "register/paused")
    shown = preview(example, today=today, now=now)
    assert shown.title == written.title
    assert shown.text.startswith(written.body)
    assert shown.text.endswith("Bekijk je registratie: http://localhost:8000/mijn/registratie/")


def test_the_desk_reads_them_all(desk, login, scheme, standing_clock):
    page = login(desk).get("/desk/brieven/").content.decode()
    assert page.count('data-label="Wanneer"') == len(every_kind())
    letter = login(desk).get("/desk/brieven/register/consultation_decided/?geval=1")
    assert "Het voorstel is niet vastgesteld" in letter.content.decode()
    for nonsense in ("9", "x", "-1", "²"):
        same = login(desk).get("/desk/brieven/register/consultation_decided/", {"geval": nonsense})
        assert "Het voorstel is vastgesteld" in same.content.decode()


def test_the_mail_shows_with_its_own_style_only(desk, login, scheme, standing_clock):
    mail = login(desk).get("/desk/brieven/register/refused/mail/")
    policy = mail["Content-Security-Policy"]
    assert "sandbox" in policy
    assert style_hash(mail.content.decode()) in policy
    assert "<h1>Je aanmelding is afgewezen</h1>" in mail.content.decode()


def test_looking_sends_nothing(desk, login, standing_clock):
    reference.scheme()
    login(desk).get("/desk/brieven/")
    login(desk).get("/desk/brieven/register/refused/")
    assert not Letter.objects.exists()
