"""Who gets which answer: every address, everyone, every method."""

import pytest
from django.urls import URLPattern, get_resolver

from tests.access.crawl import Answer
from tests.access.matrix import COLUMNS, LOGIN, OUTSIDE, PARTICULARS, TABLE

pytestmark = pytest.mark.django_db


def names(patterns: list, prefix: str = "") -> set[str]:
    found = set()
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            assert pattern.name, f"{pattern} has no name, so it cannot be in the table"
            found.add(prefix + pattern.name)
        else:
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            found |= names(pattern.url_patterns, inner)
    return found


def wrong(answers: list[tuple[Answer, object]]) -> str:
    """One readable line for each cell that differs."""
    return "\n".join(
        f"{answer}: {answer.cell} instead of {expected} {answer.error[:120]}"
        for answer, expected in answers
        if answer.cell != expected
    )


def test_every_address_is_in_the_table_and_nothing_else():
    assert {row.partition("|")[0] for row in TABLE} == names(get_resolver().url_patterns)


def test_everyone_gets_what_the_table_says(answers):
    asked = [
        (one, (TABLE[one.row].get if one.method == "GET" else TABLE[one.row].post)[one.who])
        for one in answers.everyone
    ]
    differing = wrong(asked)
    assert not differing, differing
    assert {(one.row, one.method, one.who) for one in answers.everyone} == {
        (row, method, who) for row in TABLE for method in ("GET", "POST") for who in COLUMNS
    }


def test_nobody_decides_on_the_own_case_and_an_ended_role_opens_nothing(answers):
    expected = [cell for *_, cell in PARTICULARS]
    differing = wrong(list(zip(answers.particular, expected, strict=True)))
    assert not differing, differing


def test_head_answers_as_get_does(answers):
    """RFC 9110: whoever answers GET answers HEAD."""
    heads = [one for one in answers.others if one.method == "HEAD"]
    differing = wrong([(one, TABLE[one.row].get[one.who]) for one in heads])
    assert not differing, differing


def is_refused(answer):
    """Where a program needs a key, the key is looked at first."""
    if answer.row == "api:attendance":
        return answer.cell == 401
    return answer.cell in (405, 404, LOGIN)


def test_other_methods_do_nothing(answers):
    """405 for who may know of the address. allauth takes a PUT for a POST, with an empty form,
    and answers OPTIONS."""
    refused = [one for one in answers.others if one.method != "HEAD"]
    ours = [one for one in refused if not one.row.startswith(("account_", "mfa_"))]
    assert not [str(one) for one in ours if not is_refused(one)]
    theirs = [one for one in refused if one.row.startswith(("account_", "mfa_"))]
    assert not [str(one) for one in theirs if one.status not in (200, 302, 404, 405)]


def test_who_has_no_account_any_more_is_a_stranger_at_the_door(answers):
    cells = {
        who: [(one.row, one.method, one.cell) for one in answers.everyone
              if one.who == who and not one.htmx]
        for who in OUTSIDE
    }  # fmt: skip
    assert cells["deactivated"] == cells["anonymous"]


def test_a_form_without_its_token_is_refused_everywhere(answers):
    assert {one.row.partition(":")[0] for one in answers.without_token} >= {
        "account_login", "accounts", "registration", "dossier", "together", "cycle", "assessing",
        "desk_register", "desk_accreditation", "desk_accounts", "committee",
    }  # fmt: skip
    by_program = {"post:off"}  # a mail program presses the button, with a signed link (RFC 8058)
    forms = [one for one in answers.without_token if one.row not in by_program]
    assert not wrong([(one, 403) for one in forms])


def test_no_link_leads_to_a_closed_door(answers):
    """Who sees a link may follow it. Apart from the own entry, which says that it is not
    published yet, and the old letters of who is no assessor any more."""
    closed = [
        one for one in answers.linked
        if one.status not in (200, 302)
        and not one.url.startswith("/r/") and one.who != "former_assessor"
    ]  # fmt: skip
    assert not closed, "\n".join(f"{one.who}: {one.row} gives {one.status}" for one in closed)


def test_all_of_it_was_asked_as_the_role_that_the_application_has(answers):
    """So nothing that people do needs a right which is not granted."""
    assert answers.role == "register_app"
