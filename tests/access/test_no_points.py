"""No points: no page counts what somebody did (domain §1, promise 2)."""

import html
import re

import pytest

pytestmark = pytest.mark.django_db

POINTS = re.compile(r"\d+ (van|/) (de )?\d+|(?<!{)%(?!})")  # `{% if %}` stands in a letter
BARS = re.compile(r"<(progress|meter)\b|role=.progressbar", re.IGNORECASE)
UNSEEN = re.compile(r"<svg.*?</svg>|<script.*?</script>|<style.*?</style>|<!--.*?-->", re.DOTALL)


def words_of(page: str) -> str:
    seen = UNSEEN.sub(" ", page)
    return html.unescape(" ".join(re.sub(r"<[^>]*>", " ", seen).split()))


def test_no_page_counts(answers):
    found = [
        f"{answer}: {match.group()}"
        for answer in answers.pages()
        if answer.row != "styleguide"  # made-up content, seen by developers only
        for match in [POINTS.search(words_of(answer.text))]
        if match
    ]
    assert not found, "\n".join(found)


def test_no_page_has_a_bar_that_fills_up(answers):
    assert not [answer for answer in answers.pages() if BARS.search(answer.text)]
