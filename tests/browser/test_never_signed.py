"""A report that one side never signs: it closes by itself, and the renewal follows all the same."""

import pytest

from tests.browser.talks import registered, renewed_after
from tests.browser.walk import said

pytestmark = pytest.mark.browser

SILENT = "tomasz@example.org"  # whose report was shared
CLOSES = 14  # days after sharing it: domain §5


def test_a_report_that_is_never_signed_closes_by_itself(walk):
    person = walk.demo_person(SILENT)
    period = registered(walk, person)
    person.goto("/mijn/gesprek/")
    person.get_by_role("link", name="Lees je verslag").click()
    said(person, "Onderteken")
    walk.look(person, "not-signed")
    walk.put_clock(walk.ahead + CLOSES + 1)
    person.goto("/mijn/gesprek/")
    walk.reload_until(person, "Het verslag is vanzelf gesloten")
    walk.look(person, "closed-by-itself")
    assert registered(walk, person) == period
    renewed_after(walk, person, period, days=4)
