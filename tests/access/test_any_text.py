"""Any text in any field and parameter: a friendly answer, never our own mistake."""

from urllib.parse import urlsplit

import pytest

from tests.access.hostile import MARKUP
from tests.access.matrix import TABLE

pytestmark = pytest.mark.django_db

# Their forms are shown in another state of things, and have nothing to type in; or nobody has
# the code that leads there.
WITHOUT_FORM = {
    "assessing:cancel", "desk_accreditation:assigning", "dossier:goal_take_up",
    "account_confirm_login_code", "account_confirm_password_reset_code",
    "account_complete_password_reset", "account_email_verification_sent", "account_set_password",
    "mfa_authenticate", "mfa_trust", "recovery:ask",
    "beginning:administrator",  # the link was used
    "accounts:session_extend",  # sent by a script, and empty
    "desk_register:organisation_logins",  # has its form where the environment names a provider
    "desk_accreditation:launch_draws",  # sent once the group was counted
    "desk_register:case_move",  # no chamber runs dry here
    "desk_accreditation:calibration_end",  # nor did a leader stop
    "cycle:erase",  # something stands in the way of everybody here
    "cycle:wait",  # there are moments in this world
    "assessing:report_from_notes",  # a second button of the form for the report
    "desk_accounts:files_again",  # there is no virus scanner in this world
    "desk_courses:provider_stop",  # an accreditation is withdrawn first
    "registration:badge",  # was asked for before in this world
    "cycle:show_words",  # the same
    "cycle:plan_agree",  # nobody here has more time
    "cycle:waited", "cycle:word",  # nobody in this world missed a talk
    "registration:resume",  # nobody in this world is paused
    "registration:keep",  # nor is one of the sessions asked for a sign of life
    "registration:accept",  # everybody in this world accepted what is in force
    "desk_accreditation:death_confirm",  # nobody here has the name that was told
    "desk_accreditation:death_undo",  # nothing was established
    "registration:name_unfindable",  # nobody here wants to be found by a former name
    "desk_register:consultation_ask_assent",  # shown once all remarks have an answer
    # Of a request to clients, which has cards and no link; and the link of who asked is closed.
    "together:feedback_link",
    "knowledge:card_look_again",  # nobody's card is old
    "knowledge:draft_publish", "knowledge:read_along",  # nobody else may read, and one asks more
    "courses:attendance_bring_back", "courses:course_answer",  # nothing thrown away, nothing asked
    "provider:list_send",  # no row of the list in this world can go
    "programmes:ask",  # a change runs, and one request at a time
    "programmes:object",  # what there is to object to was objected to
    "programme_committee:drop", "programme_committee:sign",  # no proposal lies there
    "desk_courses:provider_ask",  # a question was asked, and waits for its answer
    "together:group_split", "together:group_go_on",  # a group of two that does not rest
    # Of a guest, after the code; the forms are those of a reader with an account.
    "shared:code", "shared:close", "shared:comment", "shared:comment_delete",
    "shared:peer_answer", "shared:peer_line",
}  # fmt: skip


@pytest.mark.fault(
    "K12",
    did="NUL, lone surrogates, bidi, 1 MB, markup, formulas in every field and parameter",
    must="never a 500",
)
def test_no_text_breaks_a_page(answers):
    broken = {
        (answer.method, form.name if form else answer.url[:80], answer.error[:200])
        for form, answer in answers.attacks
        if answer.status >= 500
    }
    assert not broken, "\n".join(map(str, sorted(broken)))


def test_every_form_was_tried(answers):
    tried = {form.name for form, _ in answers.attacks if form}
    takes_a_post = {
        row.partition("|")[0]
        for row, cells in TABLE.items()
        if any(cell in (200, 302, 409, 422) for cell in cells.post.values())
    }
    assert takes_a_post - tried <= WITHOUT_FORM, takes_a_post - tried - WITHOUT_FORM


@pytest.mark.fault(
    "K12",
    did="markup and template code in every field",
    must="comes back as text",
)
def test_text_stays_text(answers):
    """What was typed comes back as typed: no tag of it is a tag, no template of it is filled in."""
    shown = [answer for _, answer in answers.attacks if answer.is_page]
    assert any("&lt;img src=x onerror" in answer.text for answer in shown)
    assert not [answer for answer in shown if MARKUP in answer.text]
    assert not [answer for answer in shown if "begin1337" in answer.text]


def test_what_was_typed_was_mostly_kept(answers):
    """Otherwise the tests above only looked at forms with errors."""
    kept = {form.name for form, answer in answers.attacks if form and answer.status == 302}
    assert kept >= {
        "accounts:me", "dossier:goal_new", "dossier:goal_edit", "dossier:activity_new",
        "dossier:story_edit", "together:group_new", "together:session_new",
        "together:session_line", "registration:application_answer", "desk_register:ask",
        "desk_register:propose_refusal", "assessing:slots", "cycle:report",
    }  # fmt: skip


def test_nobody_is_sent_away_to_another_site(answers):
    away = [answer for _, answer in answers.attacks if urlsplit(answer.location).netloc]
    assert not away


def test_the_longest_name_fits_everywhere(answers):
    assert [answer.status for answer in answers.longest] == [302, 200, 302], [
        answer.error[:200] for answer in answers.longest
    ]
