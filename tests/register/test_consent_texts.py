"""A consent names the words that were on the screen, and those are never changed afterwards."""

import hashlib

import pytest

from accounts.actors import Actor
from register import badges, consent_texts, consents
from register.models import Consent
from tests.conftest import TODAY
from tests.makers import people

# A text that was shown once is fixed: new words are a new version, with a line of its own here.
FIXED = {
    ("shown", 1): "400bb733f5b1b68e",
    ("alert", 1): "fe538b21692522b7",
    ("badge", 1): "c39d7e52232e2209",
    ("lent", 1): "4e9694b7f181f872",
}


def mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def test_no_text_that_was_shown_changes():
    found = {
        (kind, number): mark(text)
        for kind, versions in consent_texts.TEXTS.items()
        for number, text in enumerate(versions, start=1)
    }
    assert found == FIXED


@pytest.fixture
def registration(owner, scheme):
    return people.registered(owner, since=TODAY)


@pytest.fixture
def place(registration, owner):
    return owner.affiliations.get().organisation


@pytest.fixture
def second_version(monkeypatch):
    """Somebody wrote other words since."""
    first = consent_texts.TEXTS["shown"]
    monkeypatch.setitem(consent_texts.TEXTS, "shown", (*first, "Andere woorden."))


def test_every_consent_names_the_version_of_now(place, owner, registration):
    by = Actor.self(owner)
    for kind in Consent.Kind:
        made = consents.give(place, kind, today=TODAY, by=by)
        assert made.text == consent_texts.text_of(kind)
    badge = badges.give(registration.certificates.get(), today=TODAY, by=by)
    assert badge.text_version == consent_texts.version_of("badge")


def test_who_said_yes_before_still_sees_the_words_of_then(place, owner, login, request):
    before = consents.give(place, "shown", today=TODAY, by=Actor.self(owner))
    request.getfixturevalue("second_version")
    page = login(owner).get("/mijn/toestemmingen/").content.decode()
    assert before.text in page
    assert "Andere woorden." not in page
    consents.withdraw(before, today=TODAY, by=Actor.self(owner))
    page = login(owner).get("/mijn/toestemmingen/").content.decode()
    assert "Andere woorden." in page
    after = consents.give(place, "shown", today=TODAY, by=Actor.self(owner))
    assert (before.text_version, after.text_version) == (1, 2)


def test_withdrawing_works_at_once(place, owner, registration):
    given = consents.give(place, "shown", today=TODAY, by=Actor.self(owner))
    assert registration in consents.shown_to(place, today=TODAY)
    consents.withdraw(given, today=TODAY, by=Actor.self(owner))
    assert registration not in consents.shown_to(place, today=TODAY)
