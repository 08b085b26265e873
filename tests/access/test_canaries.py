"""Who comes across whose words: every secret of the world, and all who may see it (domain §7)."""

import logging

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from kit import clock, logs
from outbox import jobs
from register.models import Application
from tests.access.conftest import configured_formatter
from tests.access.crawl import words_of_pdf
from tests.access.matrix import COLUMNS, REGISTERED
from tests.access.world import canaries_in
from tests.makers import people

pytestmark = pytest.mark.django_db

GOAL = ("goal-title", "goal-for_whom", "goal-how_noticed")
ACTIVITY = ("activity-title", "activity-note", "activity-link")
PARTS = ("title", "signal", "analysis", "choice", "effect", "client_direction", "learned")
STORY = (*(f"story-{part}" for part in PARTS), "story-lens")
DOSSIER = (*GOAL, *ACTIVITY, *STORY)
HANDED_IN = (*DOSSIER, "my_story", "questions")
THEMES = ("craft", "client", "together", "ahead")
REPORT = (
    "report-summary", "report-agreements", "report-own_words",
    *(f"{theme}-{word}" for theme in THEMES for word in ("told", "examples", "moved", "follow_up")),
)  # fmt: skip
ASKED = ("helped", "otherwise", "onward")
REFUSAL = ("reason", "way_on")
DESK = ("desk", "desk_applicant")  # the second has an application of her own
COMMITTEE = ("committee", "committee_applicant")  # one chamber
CHAMBERS = (*COMMITTEE, "other_chamber")
STAFF = (*DESK, "administrator")
HOLDERS = ("desk", "desk_applicant", "committee", "committee_applicant", "other_chamber",
           "unseated", "assessor", "other_assessor", "promised", "seat", "seat_spoken",
           "reader")  # fmt: skip
# The provider, the desk, and the two who read a request.
AROUND_A_PROGRAMME = ("newcomer", "waiting", *DESK, "assessor", "other_assessor")

# Who works at the organisation with a contact person.
AT_THE_PLACE = (*REGISTERED, "decided", "begun", "untold", "left", "proposed", "silent",
                "unwritten", "lapsed", "hidden")  # fmt: skip

EVERYBODY = {*COLUMNS, *HOLDERS, *AT_THE_PLACE, "fresh", "reviewed", "refusable", "admissible",
             "seated", "locked_out", "identified", "former_assessor"}  # fmt: skip
EVERYBODY -= {"anonymous", "deactivated"}


def each(prefix: str, names: tuple[str, ...], *readers: str) -> dict[str, set[str]]:
    return {f"{prefix}-{name}": set(readers) for name in names}


SEALED = {"calendar-address"}  # nowhere to be read in the database
# These may come across it, and nobody else; who is not in NOT_SHOWN does come across it.
MAY_SEE: dict[str, set[str]] = {
    # The live dossier: its owner.
    **each("owner-live", DOSSIER, "owner"),
    **each("waiting-live", DOSSIER, "waiting"),
    **each("stranger", DOSSIER, "stranger"),
    **each("begun-live", DOSSIER, "begun"),
    "thrown-title": {"owner"},
    "scan-old": {"owner"},
    "scan-new": {"owner"},
    "file-name-evidence": {"owner"},
    "file-text-evidence": {"owner"},
    "evidence-words": {"owner"},
    **each("scan", ("old", "new"), "owner"),
    **each("plan", ("old_goal", "closing", "reached", "review"), "owner"),
    **each("step", ("open", "done"), "owner"),
    **each("proposal", ("open", "let_go"), "owner"),
    # What is shared: the owner and who it was given to; once it ended the owner alone.
    **each("shared", (*DOSSIER, "message"), "owner", "peer"),
    **each("guested", (*DOSSIER, "message"), "owner", "guest"),
    **each("ended", (*DOSSIER, "message"), "owner"),
    "comment-of-owner": {"owner", "peer"},
    "comment-of-reader": {"owner", "peer"},
    "comment-ended": {"owner"},
    "comment-of-guest": {"owner", "guest"},
    "comment-to-guest": {"owner", "guest"},
    # Looking together: the two of them; what the story says only after a yes.
    **each("peer-owner", ("title", "signal", "message"), "owner", "peer"),
    "peer-line-of-owner": {"owner", "peer"},
    "peer-line-of-reader": {"owner", "peer"},
    **each("peer-waiting", ("title", "signal"), "waiting"),
    "peer-waiting-message": {"waiting", "peer"},
    # What was handed in: the owner, and the assessor who has the talk and opened it.
    **each("owner-frozen", HANDED_IN, "owner", "assessor"),
    **each("waiting-frozen", HANDED_IN, "waiting"),  # not opened yet
    **each("begun-frozen", HANDED_IN, "begun"),  # not opened yet
    **each("untold-frozen", HANDED_IN, "untold", "assessor"),  # opened, and the talk was held
    **each("proposed-frozen", HANDED_IN, "proposed"),  # who is asked does not read it yet
    "objection-to-assessor": {"desk"},  # no list leads to it while somebody else is asked
    **each("left-frozen", HANDED_IN, "left"),  # whose assessor lost the role
    **each("decided-frozen", HANDED_IN, "decided"),  # the assessor no more
    # The report: both who were at the table, until the decision.
    **each("owner", REPORT, "owner", "assessor"),
    "owner-report-own_words": {"owner"},  # until the owner has signed
    # The reader it was drawn for reads it without names; the first name is in these words.
    **each("decided", REPORT, "decided"),
    # Own words that the owner let the assessor read before signing.
    "owner-shown_words": {"owner", "assessor"},
    "decided-shown_words": {"decided"},
    # What a reader says: the assessor. What people say after a talk: from three talks on.
    **each("reading", ("room", "client", "learning", "to_assessor"), "assessor"),
    **each("answers", tuple(f"shown-{name}" for name in ASKED), "assessor", *DESK),
    **each("answers", tuple(f"unseen-{name}" for name in ASKED)),
    # Notes of a talk: the assessor's own.
    **each("notes", ("questions", *THEMES), "assessor"),
    "post-address": set(DESK),  # typed by staff for a letter that waits
    # Where and when a talk is: those who come.
    "pattern-place": {"assessor"},
    "calendar-address": set(),  # sealed: also its owner sees only the host
    "place-owner": {"owner", "assessor"},
    "place-decided": {"decided", "assessor"},
    "place-untold": {"untold", "assessor"},
    "place-begun": {"begun", "assessor"},
    "place-welcome": {"seated", "assessor"},
    # Intervision: the group; the own line is one's own; the assessor reads what was handed in.
    "group-name": {"owner", "peer", "waiting", "assessor"},
    "session-theme": {"owner", "peer", "assessor"},
    "newest_session-theme": {"owner", "peer"},
    "meeting-place": {"owner", "peer"},
    "poll-place": {"owner", "peer"},
    # What a group says of itself, to everyone with an account; who asks it, to the group.
    "notice-theme": EVERYBODY,
    "notice-words": EVERYBODY,
    "request-words": {"owner", "peer"},
    # A guild: open to everyone with an account.
    "guild-name": EVERYBODY,
    "guild-words": EVERYBODY,
    # A method card: everyone once it is published; before that the guild and who reads along.
    "card-published": EVERYBODY,
    "card-comment": EVERYBODY,
    "card-use": EVERYBODY,
    "literature-why": EVERYBODY,
    "literature-report": {*DESK},
    "hidden-report": set(),
    "hidden-comment": {"peer", *DESK},
    "hidden-because": {"peer", *DESK},
    # A provider: its words to everyone with an account; what it types of teachers its own people.
    "provider-words": EVERYBODY,
    "provider-asked": {"applicant", *DESK},
    "provider-question": {"applicant", *DESK},
    "provider-key": {"newcomer"},  # for what a key is: who manages the provider
    "course-words": EVERYBODY,
    "mail-teacher": {"newcomer", "waiting"},
    "teacher-name": EVERYBODY,
    "course-hidden": {"newcomer", "waiting", *DESK},
    "course-hidden-because": {"newcomer", "waiting", *DESK},
    "course-report": {*DESK},
    # A list and a question about it: who acts for the provider; a proposal: who it is about.
    "list-name": {"newcomer", "waiting"},
    "list-cell": {"newcomer", "waiting"},
    "listed-name": {"owner"},
    "answered-name": {"owner"},
    "dispute-words": {"owner", "newcomer", "waiting"},
    "disputed-name": {"owner", "newcomer", "waiting"},  # the owner in the own export
    "dispute-answer": {"owner"},
    "mail-course-invited": {"newcomer"},
    "mail-stranger": {"newcomer", "stranger"},  # who invited this address, and whose it is
    "card-draft": {"owner", "peer"},
    "card-in-review": {"owner", "peer", "newcomer", "applicant"},
    "card-review": {"owner", "peer", "applicant"},
    # A mentor: what is offered, to everyone with an account; all else to the two of them.
    "mentor-offer": EVERYBODY,
    "mentor-asked-owner": {"owner", "peer"},
    "mentor-asked-waiting": {"waiting", "peer"},
    **each("mentor", ("reply", "agreed", "place"), "owner", "peer"),
    # Looking along at work: the two of them.
    "visit-owner-words": {"owner", "peer"},
    "visit-waiting-words": {"waiting", "peer"},
    "visit-place": {"owner", "peer"},
    # Feedback: who asked, once there are three of them; a report of abuse, the desk.
    **each("feedback", ("title", "one", "two", "three", "named", "name"), "owner"),
    "feedback-waits": set(),
    "feedback-question": set(COLUMNS),  # to whoever holds the link
    "feedback-report": {*DESK},
    "own_line-owner": {"owner"},
    "own_line-peer": {"peer"},
    # Applications: the person and the desk; of drafts the person alone.
    "work-draft": {"newcomer"},
    "work-applicant": {"applicant", *DESK},
    "question-first": {"applicant", *DESK},
    "question-second": {"applicant", *DESK},
    "answer-first": {"applicant", *DESK},
    "message-own": {"applicant", *DESK},
    "file-name": {"applicant", *DESK},
    "file-text": {"applicant", *DESK},
    **{f"work-{who}": {who, *DESK} for who in ("fresh", "reviewed", "admissible", "seated")},
    # The committee: the cases that are proposed to it, and never the own one.
    "work-refusable": {"refusable", *DESK, *CHAMBERS},
    "message-refusable": {"refusable", *DESK, *CHAMBERS},
    "file-name-refusable": {"refusable", *DESK, *CHAMBERS},
    "file-text-refusable": {"refusable", *DESK, *CHAMBERS},
    "work-desk_applicant": {*DESK, *CHAMBERS},
    "work-committee_applicant": {"committee_applicant", "committee", "other_chamber", *DESK},
    **each("refusal-applicant", REFUSAL, "applicant", *DESK),
    **each("refusal-refusable", REFUSAL, *DESK, *CHAMBERS),
    **each("refusal-desk_applicant", REFUSAL, "desk", *CHAMBERS),
    **each("refusal-committee_applicant", REFUSAL, "committee", "other_chamber", *DESK),
    # Cases: the person and the chamber that has it; a charge also the desk that made it.
    "objection-text": {"newcomer", *COMMITTEE},
    "objection-late": {"newcomer", *COMMITTEE},
    "objection-message": {"newcomer", *COMMITTEE},
    "objection-draft": {"applicant"},
    "measure-facts": {"peer", *COMMITTEE, *DESK},
    "measure-place": {"peer", *COMMITTEE},
    "measure-counsel": {"peer", *COMMITTEE},
    "measure-message": {"peer", *COMMITTEE},
    "heard-facts": {"stranger", *COMMITTEE, *DESK},
    "heard-place": {"stranger", *COMMITTEE},
    "heard-counsel": {"stranger", *COMMITTEE},
    "heard-minutes": {"stranger", *COMMITTEE},
    "heard-reason": {*COMMITTEE},  # a proposal is no decision yet
    "hardship-rule": {"waiting", *COMMITTEE},
    **each("lent", ("title", "text"), "stranger", "assessor", "other_assessor"),
    **each("calibration", ("ask", "because"), "assessor"),  # the other did not answer yet
    # A programme: what is public; a request, to the provider and who looks at it; what a reader
    # found, to nobody else before both handed in.
    "programme-words": {*EVERYBODY, "anonymous", "deactivated"},
    "programme-changed": {"newcomer", "waiting", *DESK},
    "programme-draft": {"newcomer", "waiting"},
    **each("file-name-programme", ("draft",), "newcomer", "waiting"),
    **each("file-text-programme", ("draft",), "newcomer", "waiting"),
    **each("programme", ("read", "asked", "said"), *AROUND_A_PROGRAMME),
    **each("file-name-programme", ("read",), *AROUND_A_PROGRAMME),
    **each("file-text-programme", ("read",), *AROUND_A_PROGRAMME),
    "programme-refused": {*AROUND_A_PROGRAMME, *CHAMBERS},
    "file-name-programme-refused": {*AROUND_A_PROGRAMME, *CHAMBERS},
    "file-text-programme-refused": {*AROUND_A_PROGRAMME, *CHAMBERS},
    **each("programme", ("one", "two"), "assessor", "other_assessor", *DESK, *CHAMBERS),
    "programme-reason": {*DESK, *CHAMBERS},
    "programme-findings": {"assessor"},
    "programme-hearing": {"newcomer", "waiting", *DESK, *CHAMBERS},
    "programme-objected": {"newcomer", "waiting", *DESK, *COMMITTEE},
    "programme-objection": {"newcomer", "waiting", *COMMITTEE},
    **each("pilot", ("why", "stop_when"), "owner", "stranger", *DESK),
    "pilot-title": {"owner", "stranger", *DESK},
    "pilot-words": set(),  # before the end nobody reads it
    "calibration-discussion": {"assessor", "other_assessor"},
    "calibration-lesson": {"assessor", "other_assessor", *DESK},
    "new-complaint-text": {"waiting", "assessor", *COMMITTEE},
    "talk-complaint-text": {"untold", "assessor", *COMMITTEE},
    "talk-complaint-reply": {"untold", "assessor", *COMMITTEE},
    **each("talk-complaint", ("reason", "lesson"), *COMMITTEE),
    "hardship-text": {"waiting", *COMMITTEE},
    "hardship-reason": {*COMMITTEE},
    "other-hardship-rule": {"begun", "other_chamber"},
    "other-hardship-text": {"begun", "other_chamber"},
    # Complaints: the desk; the klantmanager hears when and where, and nothing else.
    "complaint-about": {*DESK},
    "complaint-text": {*DESK},
    "complaint-name": {*DESK},
    "complaint-mail": {*DESK},
    "complaint-place": {"owner", *DESK},
    "complaint-ending": {*DESK},
    "complaint-lesson": {*DESK},
    "notice-text": {*DESK},
    "notice-mail": {*DESK},
    # A death: the desk. A note about somebody: the desk and the person.
    **each("death", ("about", "text", "name", "mail"), *DESK),
    "note-owner": {"owner", *DESK},
    # Why a change of the entry is held back: the person and the desk.
    "held-reason": {"peer", *DESK},
    # A former name: the person. The name that somebody asks for: who has to look at it as well.
    "former-last": {"peer"},
    "asked-last": {"stranger", *DESK},
    # Who is hidden in the register: the person, and nobody by any page.
    **each("hidden", ("given", "last"), "hidden", *DESK),  # staff look afterwards
    # Why a reset was stopped, and why a role is proposed: the person; who decides with another.
    "stop-reason": {"locked_out", *STAFF},
    "role-why": set(STAFF),
    # New rules: a draft and what is not shown are the desk's; a vote its own until all spoke.
    **{f"draft-{part}": set(DESK) for part in ("title", "text", "why")},
    "remark-new": set(DESK),
    "remark-held": set(DESK),
    "assent-reason": {"seat_spoken", *DESK},
    # Mail addresses: one's own, and what one typed oneself to invite. The administrator tells
    # people of one name apart by it; staff make the appointment that somebody asked for.
    **{f"mail-{who}": {who, "administrator"} for who in HOLDERS},
    "mail-deactivated": {"administrator"},
    "mail-locked_out": {"locked_out", *STAFF},
    "mail-invited": {"owner"},
    "mail-guest": {"owner"},
    "mail-peer": {"peer", "owner", "waiting", "newcomer"},
    # Lists of people to invite: the desk; what the list knew of the work: who holds the link.
    "mail-checked-list": set(DESK),
    "mail-sent-list": set(),
    "listed-function": set(DESK),
    # A choice in the list of applications: who keeps it.
    "key-purpose": {*DESK},
    "filter-name": {"desk"},
    # An organisation: what it promises, to who works there and the desk; the address of its
    # contact person to the desk.
    "mail-peer-work": set(DESK),
    **each("support", ("time", "budget", "freedom"), *AT_THE_PLACE, *DESK),
    "invited-function": set(COLUMNS) - {"anonymous", "deactivated", *REGISTERED},
    "mail-waiting": {"waiting", "owner"},
}
MAIL_ADDRESSES = "mail-"
# Staff answer people who are or want to be registered, and so know their address.
KNOWN_AT_THE_DESK = (
    *AT_THE_PLACE,
    "applicant",
    "fresh",
    "reviewed",
    "refusable",
    "desk_applicant",
    "committee_applicant",
    "admissible",
    "seated",
    "newcomer",
)  # fmt: skip  the last was refused before: see the letter


@pytest.fixture(scope="module")
def seen(answers) -> dict[str, set[str]]:
    """Who found which canary, in a page, a fragment, a PDF, a header or the answer to a POST."""
    found: dict[str, set[str]] = {}
    for answer in answers.all:
        for key in canaries_in(answer.text):
            found.setdefault(key, set()).add(answer.who)
    return found


def readers_of(key: str) -> set[str]:
    """Who may see it. A mail address that the table does not name is its owner's and the desk's."""
    if not key.startswith(MAIL_ADDRESSES):
        return MAY_SEE[key]
    who = key.removeprefix(MAIL_ADDRESSES)
    return MAY_SEE.get(key, {who}) | (set(DESK) if who in KNOWN_AT_THE_DESK else set())


def test_every_canary_of_the_world_is_in_the_table(answers):
    stored = canaries_in(answers.stored)
    named = {key for key in stored if not key.startswith(MAIL_ADDRESSES)}
    assert named <= set(MAY_SEE), named - set(MAY_SEE)
    assert set(MAY_SEE) - SEALED <= stored, set(MAY_SEE) - SEALED - stored
    assert not SEALED & stored


def test_nobody_comes_across_the_words_of_another(answers):
    foreign = [
        f"{answer}: {key}"
        for answer in answers.all
        for key in sorted(canaries_in(answer.text))
        if answer.who not in readers_of(key)
    ]
    assert not foreign, "\n".join(foreign)


# What no page shows though it might: who, and the beginning of what.
NOT_SHOWN = (
    ("", "place-decided"),  # a talk that is over
    ("", "place-untold"),
    ("peer", "notice-"),  # a member does not look for a place in the own group
    ("decided", "decided-frozen-my_story"),  # once decided, the copy is not shown any more
    ("decided", "decided-frozen-questions"),
    *((who, "refusal-applicant") for who in DESK),  # no list leads to it once it is refused
    *((who, f"refusal-{of}-way_on") for who in DESK
      for of in ("refusable", "desk_applicant", "committee_applicant")),
)  # fmt: skip


def is_shown(who: str, key: str) -> bool:
    return not any(one in ("", who) and key.startswith(what) for one, what in NOT_SHOWN)


def test_the_crawl_looks_well(seen):
    """Whoever may see something finds it: otherwise the test above proves nothing."""
    missed = [
        f"{who} does not find {key}"
        for key, readers in MAY_SEE.items()
        for who in sorted(readers)
        if is_shown(who, key) and who not in seen.get(key, set())
    ]
    assert not missed, "\n".join(missed)


def test_the_crawl_reads_what_a_pdf_shows(answers):
    (certificate,) = (
        one for one in answers.everyone
        if one.row == "registration:certificate" and one.status == 200 and not one.htmx
    )  # fmt: skip
    assert "Owner Wereld" in words_of_pdf(certificate.body)


def test_no_mail_carries_the_words_of_another(answers):
    carried = [(to, key) for to, source in answers.mails for key in canaries_in(source)]
    assert not [(to, key) for to, key in carried if to not in readers_of(key)]
    assert ("applicant", "refusal-applicant-reason") in carried
    assert ("owner", "place-owner") in carried


def test_no_header_carries_a_canary(answers):
    """Apart from the name of a file, for those who may have the file."""
    carried = [
        (answer, name, key)
        for answer in answers.all
        for name, value in answer.headers.items()
        for key in canaries_in(value)
    ]
    assert not [
        f"{answer}: {name}"
        for answer, name, key in carried
        if name != "content-disposition"
        or not key.startswith("file-name")
        or answer.who not in readers_of(key)
    ]


def test_no_log_line_carries_a_canary(answers):
    assert not [line for line in answers.log if canaries_in(line)]
    assert any("denied: form without its token" in line for line in answers.log)  # it listened


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
    logs.OfRequest().filter(record)
    assert not canaries_in(configured_formatter().format(record))
    assert not canaries_in(logs.Json().format(record))


def test_nor_beside_the_job_that_failed(refused_row):
    jobs.enter("outbox.send_letter", "letter:1", letter_id=1)
    [row] = jobs.lease_due(clock.now())
    jobs.put_back(row.pk, row.lease, refused_row)
    row.refresh_from_db()
    assert row.last_error.startswith("IntegrityError")
    assert not canaries_in(row.last_error)
