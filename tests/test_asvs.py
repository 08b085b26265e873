"""docs/asvs.csv: what of OWASP ASVS 5.0 level 2 is met, and which test shows it."""

import ast
import csv
import re
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import login as log_in
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

ROOT = Path(__file__).parent.parent
with (ROOT / "docs" / "asvs.csv").open(newline="") as opened:
    ROWS = list(csv.DictReader(opened))
CHAPTERS = {1: 27, 2: 11, 3: 19, 4: 10, 5: 9, 6: 35, 7: 18, 8: 7, 9: 7, 10: 29, 11: 14, 12: 9,
            13: 13, 14: 9, 15: 13, 16: 16, 17: 7}  # fmt: skip
# What has to be written down, and where it is.
WRITTEN = {
    "2.1.1": ("docs/domain.md", "| step | from | to | by |"),
    "2.1.2": ("docs/domain.md", "| step | from | to | by |"),
    "2.1.3": ("accounts/limits.py", "LIMITS"),
    "5.1.1": ("docs/operations.md", "**Files that people add**"),
    "6.1.1": ("docs/adr/0005-rate-limit-counters.md", "Counters"),
    "6.1.2": ("accounts/passwords.py", "klantmanager"),
    "6.1.3": ("docs/adr/0007-second-factor.md", "mail"),
    "7.1.1": ("docs/operations.md", "`SESSION_LONGEST_SECONDS`"),
    "7.1.2": ("docs/operations.md", "**How many sessions.**"),
    "7.1.3": ("docs/operations.md", "Back-channel logout"),
    "8.1.1": ("tests/access/matrix.py", "COLUMNS"),
    "11.1.1": ("docs/operations.md", "NIST SP 800-57"),
    "11.1.2": ("docs/operations.md", "`SEALING_KEYS`"),
    "13.1.1": ("docs/operations.md", "**Calendars of assessors**"),
    "15.1.1": ("SECURITY.md", "## Weaknesses in packages"),
    "15.1.3": ("docs/adr/0003-jobs.md", "job"),
    "16.1.1": ("docs/operations.md", "## The log"),
}


def names_in(path):
    tree = ast.parse((ROOT / path).read_text())
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_each_requirement_of_level_two_stands_there_once():
    numbers = [row["requirement"] for row in ROWS]
    assert len(numbers) == len(set(numbers)) == 253
    counted = dict.fromkeys(CHAPTERS, 0)
    for number in numbers:
        counted[int(number.split(".")[0])] += 1
    assert counted == CHAPTERS
    assert {row["level"] for row in ROWS} == {"1", "2"}


def test_what_is_met_names_a_test_that_exists_and_the_rest_says_why():
    wrong = []
    for row in ROWS:
        named = row["tests"].split()
        if row["status"] == "met":
            wrong += [f"{row['requirement']}: {one}" for one in named if not exists(one)]
            wrong += [] if named else [f"{row['requirement']}: no test"]
        elif row["status"] not in ("not", "na") or named or not row["note"]:
            wrong.append(f"{row['requirement']}: says nothing")
    assert wrong == []


def exists(named):
    path, _, name = named.partition("::")
    return (ROOT / path).is_file() and name in names_in(path)


@pytest.mark.parametrize("number", WRITTEN)
def test_what_is_to_be_written_down_is_written_down(number):
    path, words = WRITTEN[number]
    assert words in (ROOT / path).read_text()


def test_the_page_for_reporters_says_how_fast_packages_are_mended():
    page = (ROOT / "SECURITY.md").read_text()
    part = page.split("## Weaknesses in packages")[1].split("\n## ")[0]
    assert re.search(r"\| critical.*\| \d+ days? \|", part)
    assert re.search(r"\| high.*\| \d+ days \|", part)


def test_the_page_for_reporters_counts_as_the_list_does():
    counts = Counter(row["status"] for row in ROWS)
    said = f"{counts['met']} met, {counts['not']} not, {counts['na']} not applicable"
    assert said in (ROOT / "SECURITY.md").read_text()


# ---- What no other test shows ----


def fields(page, kind):
    return re.findall(rf'<input[^>]*type="{kind}"[^>]*>', page)


def test_a_password_is_masked_and_a_password_manager_may_fill_it_in(client, db):
    for name, known in (("account_login", "current-password"), ("account_signup", "new-password")):
        page = client.get(reverse(name)).content.decode()
        (field,) = fields(page, "password")
        assert f'autocomplete="{known}"' in field
        assert "onpaste" not in page
    script = "".join(path.read_text() for path in (ROOT / "static" / "js").glob("*.js"))
    assert "paste" not in re.findall(r"addEventListener\(['\"](\w+)", script)


def test_logging_out_is_on_every_page_of_who_is_logged_in(owner, login):
    client = login(owner)
    for name in ("home", "accounts:me", "register:search", "account_email", "mfa_index"):
        assert reverse("account_logout") in client.get(reverse(name)).content.decode(), name


def test_logging_in_changes_the_key_of_the_session(owner, rf):
    """Nobody can give somebody a session and use it after that person logged in."""
    planted = SessionStore()
    planted["planted"] = True
    planted.save()
    request = rf.get("/")
    request.session = SessionStore(planted.session_key)
    log_in(request, owner, backend=settings.AUTHENTICATION_BACKENDS[0])
    made = request.session.session_key
    assert made != planted.session_key
    assert not planted.exists(planted.session_key)
    assert len(made) == 32


def test_a_code_by_mail_lasts_ten_minutes_at_most():
    for name in (
        "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT",
        "ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT",
        "ACCOUNT_LOGIN_BY_CODE_TIMEOUT",
    ):
        assert getattr(settings, name) <= 600
    assert settings.MFA_TOTP_TOLERANCE == 0


def test_nobody_is_asked_for_a_new_password_after_some_time():
    words = ("PASSWORD_EXPIRE", "PASSWORD_MAX_AGE", "PASSWORD_HISTORY")
    assert [name for name in dir(settings) if any(word in name for word in words)] == []
