"""Who comes across whose words: every secret of the world, and all who may see it (domain §7)."""

import logging

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from outbox import jobs
from register.models import Application
from tests.access.conftest import configured_formatter
from tests.access.world import canaries_in
from tests.makers import people

pytestmark = pytest.mark.django_db

GOAL = ("goal-title", "goal-for_whom", "goal-how_noticed")
ACTIVITY = ("activity-title", "activity-note")
PARTS = ("title", "signal", "analysis", "choice", "effect", "client_direction", "learned")
STORY = tuple(f"story-{part}" for part in PARTS)
DOSSIER = (*GOAL, *ACTIVITY, *STORY)
HANDED_IN = (*DOSSIER, "my_story", "questions")
THEMES = ("craft", "client", "together", "ahead")
REPORT = (
    "report-summary", "report-agreements", "report-own_words",
    *(f"{theme}-{word}" for theme in THEMES for word in ("told", "examples", "moved", "follow_up")),
)  # fmt: skip


def each(prefix: str, names: tuple[str, ...], *readers: str) -> dict[str, set[str]]:
    return {f"{prefix}-{name}": set(readers) for name in names}


# Exactly these come across it; of a secret with an empty set nobody does any more.
MAY_SEE: dict[str, set[str]] = {
    # The live dossier: its owner.
    **each("owner-live", DOSSIER, "owner"),
    **each("waiting-live", DOSSIER, "waiting"),
    **each("stranger", DOSSIER, "stranger"),
    **each("begun-live", DOSSIER, "begun"),
    # What was handed in: the owner, and the assessor who has the talk and opened it.
    **each("owner-frozen", HANDED_IN, "owner", "assessor"),
    **each("waiting-frozen", HANDED_IN, "waiting"),  # not opened yet
    **each("begun-frozen", HANDED_IN, "begun"),  # not opened yet
    **each("untold-frozen", HANDED_IN, "untold"),  # opened; no row of the table leads there
    **each("proposed-frozen", HANDED_IN, "proposed"),  # who is asked does not read it yet
    **each("left-frozen", HANDED_IN, "left"),  # whose assessor lost the role
    **each("decided-frozen", HANDED_IN, "decided"),  # the assessor no more
    # The report: both who were at the table, until the decision.
    **each("owner", REPORT, "owner", "assessor"),
    "owner-report-own_words": {"owner"},  # until the owner has signed
    **each("decided", REPORT, "decided"),
    # Where and when a talk is: those who come.
    "place-owner": {"owner", "assessor"},
    "place-decided": {"decided", "assessor"},
    "place-untold": {"untold", "assessor"},
    "place-begun": {"begun", "assessor"},
    "place-welcome": {"seated", "assessor"},
    # Intervision: the group; the own line is one's own; the assessor reads what was handed in.
    "group-name": {"owner", "peer", "waiting", "assessor"},
    "session-theme": {"owner", "peer", "assessor"},
    "newest_session-theme": {"owner", "peer"},
    "own_line-owner": {"owner"},
    "own_line-peer": {"peer"},
    # Applications: the person and the desk; of drafts the person alone.
    "work-draft": {"newcomer"},
    "work-applicant": {"applicant", "desk"},
    "question-first": {"applicant", "desk"},
    "question-second": {"applicant", "desk"},
    "answer-first": {"applicant", "desk"},
    "work-fresh": {"fresh", "desk"},
    "work-reviewed": {"reviewed", "desk"},
    "work-admissible": {"admissible", "desk"},
    "work-seated": {"seated", "desk"},
    # The committee: the cases that are proposed to it, and never the own one.
    "work-refusable": {"refusable", "desk", "committee"},
    "work-desk_applicant": {"desk_applicant", "desk", "committee"},
    "work-committee_applicant": {"committee_applicant", "desk", "committee"},
    **each("refusal-applicant", ("reason", "way_on"), "applicant", "desk"),
    **{
        f"refusal-{who}-{name}": {"desk", "committee"}
        for who in ("refusable", "desk_applicant", "committee_applicant")
        for name in ("reason", "way_on")
    },
    # Who is hidden in the register: the person, and nobody by any page.
    "hidden-given": {"hidden"},
    "hidden-last": {"hidden"},
    # Mail addresses: one's own, and what one typed oneself to invite.
    "mail-invited": {"owner"},
    "mail-waiting": {"waiting", "owner"},
}
MAIL_ADDRESSES = "mail-"


@pytest.fixture(scope="module")
def seen(answers) -> dict[str, set[str]]:
    """Who found which canary, in a page, a fragment, a PDF, a header or the answer to a POST."""
    found: dict[str, set[str]] = {}
    for answer in answers.all:
        for key in canaries_in(answer.text):
            found.setdefault(key, set()).add(answer.who)
    return found


def readers_of(key: str) -> set[str]:
    """Who may see it. A mail address that the table does not name is its owner's only."""
    if key not in MAY_SEE and key.startswith(MAIL_ADDRESSES):
        return {key.removeprefix(MAIL_ADDRESSES)}
    return MAY_SEE[key]


def test_every_canary_of_the_world_is_in_the_table(answers):
    stored = canaries_in(answers.stored)
    named = {key for key in stored if not key.startswith(MAIL_ADDRESSES)}
    assert named <= set(MAY_SEE), named - set(MAY_SEE)
    assert set(MAY_SEE) <= stored, set(MAY_SEE) - stored


def test_nobody_comes_across_the_words_of_another(answers):
    foreign = [
        f"{answer}: {key}"
        for answer in answers.all
        for key in sorted(canaries_in(answer.text))
        if answer.who not in readers_of(key)
    ]
    assert not foreign, "\n".join(foreign)


# In the world, but no page shows it (any more): talks that are over.
NOT_SHOWN = {"place-decided", "place-untold"}


def test_the_crawl_looks_well(seen):
    """Whoever may see something finds it: otherwise the test above proves nothing."""
    missed = [
        f"{who} does not find {key}"
        for key, readers in MAY_SEE.items()
        if key not in NOT_SHOWN
        for who in sorted(readers)
        if who not in seen.get(key, set())
    ]
    assert not missed, "\n".join(missed)


def test_no_mail_carries_the_words_of_another(answers):
    carried = [(to, key) for to, source in answers.mails for key in canaries_in(source)]
    assert not [(to, key) for to, key in carried if to not in readers_of(key)]
    assert ("applicant", "refusal-applicant-reason") in carried
    assert ("owner", "place-owner") in carried


def test_no_header_carries_a_canary(answers):
    assert not [
        f"{answer}: {name}"
        for answer in answers.all
        for name, value in answer.headers.items()
        if canaries_in(value)
    ]


def test_no_log_line_carries_a_canary(answers):
    assert not [line for line in answers.log if canaries_in(line)]
    assert any("Forbidden (CSRF" in line for line in answers.log)  # it listened


@pytest.fixture
def refused_row(owner, scheme, today) -> IntegrityError:
    """What the database says about a row that it refuses: it quotes the whole row."""
    application = people.submitted(owner, today=today)
    rows = Application.objects.filter(pk=application.pk)
    rows.update(work_sentence="kanarie-work-kwit")
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        rows.update(decided_by=F("person"))
    assert canaries_in(str(refused.value))
    return refused.value


def test_a_row_that_the_database_refuses_is_not_quoted_in_the_log(refused_row):
    facts = (type(refused_row), refused_row, refused_row.__traceback__)
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "It failed", (), facts)
    assert not canaries_in(configured_formatter().format(record))


def test_nor_beside_the_job_that_failed(refused_row):
    jobs.enter("outbox.send_letter", "letter:1", letter_id=1)
    row = jobs.Job.objects.get()
    jobs.put_back(row.pk, refused_row)
    row.refresh_from_db()
    assert not canaries_in(row.last_error)
