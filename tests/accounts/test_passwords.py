"""Which passwords are refused, and what the person reads."""

import hashlib
import logging
import time

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ValidationError

from accounts import passwords
from accounts.models import User

FAKE_NAMES = {"given_names": "Samira", "infix": "", "last_name": "El Amrani"}


@pytest.fixture
def samira():
    return User(email="s.elamrani@voorbeeld.nl", **FAKE_NAMES)


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("", passwords.TOO_SHORT),
        ("paarse fie", passwords.TOO_SHORT),
        ("p" * 129, passwords.TOO_LONG),
        ("qwertyuiop12", passwords.COMMON),
        ("123456789012", passwords.GUESSABLE),
        ("aaaaaaaaaaaaaaaa", passwords.GUESSABLE),
        ("mnbvcxzlkjhg", passwords.GUESSABLE),
        ("correctcorrectcorrect", passwords.GUESSABLE),
        ("P4ssw0rd1234", passwords.GUESSABLE),
        ("klantmanager2026", passwords.ABOUT_YOU),
        ("Klantmanager Divosa!", passwords.ABOUT_YOU),
        ("WELKOM-welkom-1", passwords.ABOUT_YOU),
        ("Samira El Amrani", passwords.ABOUT_YOU),
        ("elamrani1985!", passwords.ABOUT_YOU),
        ("s.elamrani@voorbeeld.nl", passwords.ABOUT_YOU),
    ],
)
def test_a_password_that_others_would_try_is_refused_in_plain_words(samira, password, says):
    with pytest.raises(ValidationError) as refused:
        passwords.Rules().validate(password, samira)
    assert refused.value.messages == [says]  # the first thing only, so that it can be mended


@pytest.mark.parametrize(
    "password",
    [
        "vier gewone woorden",  # no capital, digit or sign is asked
        "Samira fietst graag in de regen",  # the own name is fine when there is enough else
        "    spaties tellen ook    ",
        "привет добрый человек",
        "p" + "aarse fietsen in de regen" * 5,  # 126 characters
        "x7#Kq9!vLm2$",
    ],
)
def test_a_long_password_of_the_own_choice_is_fine(samira, password):
    passwords.Rules().validate(password, samira)
    passwords.Rules().validate(password)


def test_looking_at_a_password_takes_no_seconds():
    """A row of signs that stand for letters takes zxcvbn five seconds when it is 72 long."""
    started = time.process_time()
    passwords.fault_of("4@8({[<36&9!1|70$5+7%2" * 5)
    assert time.process_time() - started < 4


# ---- Stolen passwords ----


def digest(password: str) -> str:
    return hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()


@pytest.fixture
def listed(tmp_path, settings):
    """A file as the downloader of Have I Been Pwned makes it."""

    def write(*stolen: str, end: str = "\r\n", last: bool = True) -> list[str]:
        hashes = sorted(map(digest, stolen))
        text = end.join(f"{each}:{number + 1}" for number, each in enumerate(hashes))
        (tmp_path / "stolen.txt").write_bytes((text + (end if last else "")).encode())
        settings.BREACHED_PASSWORDS_FILE = str(tmp_path / "stolen.txt")
        return hashes

    return write


@pytest.mark.parametrize("count", [1, 2, 3, 50, 501])
@pytest.mark.parametrize(("end", "last"), [("\r\n", True), ("\n", True), ("\n", False)])
def test_each_line_of_the_file_is_found_and_nothing_else(listed, count, end, last):
    stolen = [f"gestolen woorden nummer {number}" for number in range(count)]
    listed(*stolen, end=end, last=last)
    assert all(map(passwords.was_stolen, stolen))
    assert not any(map(passwords.was_stolen, (f"{one}!" for one in stolen)))


def test_a_stolen_password_is_refused(listed):
    listed("paarse fietsen in de regen")
    assert passwords.fault_of("paarse fietsen in de regen") == passwords.STOLEN
    assert not passwords.fault_of("groene fietsen in de regen")


def test_an_empty_file_lists_nothing(tmp_path, settings):
    (tmp_path / "stolen.txt").touch()
    settings.BREACHED_PASSWORDS_FILE = str(tmp_path / "stolen.txt")
    assert not passwords.was_stolen("paarse fietsen in de regen")


def test_a_file_that_is_gone_stops_nobody_and_is_said_out_loud(tmp_path, settings, caplog):
    settings.BREACHED_PASSWORDS_FILE = str(tmp_path / "gone.txt")
    with caplog.at_level(logging.ERROR):
        assert not passwords.fault_of("paarse fietsen in de regen")
    assert "cannot be read" in caplog.text
    assert "paarse" not in caplog.text
    assert [found.id for found in run_checks(tags=["security"])] == ["register.E010"]
