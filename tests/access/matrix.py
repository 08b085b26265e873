"""THE TABLE: who gets which answer from which address. Domain §7 is the source.

A cell is a status, or `login` for the way to the login page. Everyone who is not named in a row
gets what its shorthand says. `deactivated` still has a session and gets what a stranger at the
door gets.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from outbox.choices import off_link
from tests.access.world import World
from tests.conftest import TODAY

Cell = int | str
Args = Callable[[World], list[Any]]

COLUMNS = (
    "anonymous",
    "newcomer",  # an account and a draft application
    "applicant",  # was refused once; now has a question to answer
    "owner",  # of most things below; the report of the talk is shared
    "waiting",  # has an assessor and chooses a moment; is invited into the group
    "stranger",  # registered, may hand in
    "peer",  # registered, member of the owner's group
    "assessor",  # of owner, waiting, begun, untold; was that of decided
    "other_assessor",  # is asked for `proposed`
    "desk",
    "committee",
    "seat",  # of the profession; has not spoken yet
    "administrator",
    "reader",  # of one report of the sample
    "deactivated",  # has a session and a role, but no account any more
)
OUTSIDE = ("anonymous", "deactivated")
LOGIN = "login"  # sent to the login page
REAUTH = "reauthenticate"  # sent to type the password again


def everyone(status: Cell, **but: Cell) -> dict[str, Cell]:
    row = dict.fromkeys(COLUMNS, status) | but
    return row | {"deactivated": row["anonymous"]}


def members(status: Cell, **but: Cell) -> dict[str, Cell]:
    """Everyone with an account; the others log in first."""
    return everyone(status, **({"anonymous": LOGIN} | but))


def only(*columns: str, status: Cell = 200, **but: Cell) -> dict[str, Cell]:
    """These; for all others with an account there is no such page."""
    return members(404, **(dict.fromkeys(columns, status) | but))


@dataclass(frozen=True)
class Row:
    get: dict[str, Cell]
    post: dict[str, Cell]
    args: Args = lambda world: []


Guard = tuple[str, ...]  # the roles without which nothing here exists


def refused(guard: Guard) -> dict[str, Cell]:
    """The wrong method: said only to who may know of the address."""
    return only(*guard, status=405) if guard else members(405)


def page(get: dict[str, Cell], args: Args = lambda w: [], *, guard: Guard = ()) -> Row:
    """Only to be read."""
    is_public = get["anonymous"] != LOGIN
    return Row(get, everyone(405) if is_public else refused(guard), args)


def act(post: dict[str, Cell], args: Args = lambda w: [], *, guard: Guard = ()) -> Row:
    """Only to be done."""
    return Row(refused(guard), post, args)


def mine(name: str) -> Args:
    return lambda w: [getattr(w.written["owner"], name).public_id]


def earlier_story(world: World) -> list[Any]:
    story = world.written["owner"].story
    return [story.public_id, story.versions.latest("number").number]


def story_of_stranger(world: World) -> list[Any]:
    return [world.written["stranger"].story.public_id]


def cycle(key: str) -> Args:
    return lambda w: [w.cycles[key].public_id]


def talk(key: str) -> Args:
    return lambda w: [w.talks[key].public_id]


def the(name: str) -> Args:
    return lambda w: [getattr(w, name).public_id]


def share_of(name: str) -> Args:
    """Two who look together find it by the share."""
    return lambda w: [getattr(w, name).share.public_id]


def reported(sort: str, name: str) -> Args:
    return lambda w: [sort, getattr(w, name).public_id]


def held_number(world: World) -> list[Any]:
    return [world.held_entry.registration.number]


def shared_thing(name: str) -> Args:
    return lambda w: [getattr(w, name).public_id, getattr(w, name).items.first().public_id]


def guest_thing(name: str) -> Args:
    return lambda w: [w.guest_token, getattr(w, name).public_id]


def person(key: str) -> Args:
    return lambda w: [w.people[key].public_id]


def letter_of(key: str) -> Args:
    """The first letter to the owner of things, at the page of somebody."""
    return lambda w: [w.people[key].public_id, w.letter.public_id]


def case_of(kind: str, name: str) -> Args:
    return lambda w: [kind, getattr(w, name).public_id]


OBJECTION = case_of("bezwaar", "objection")
HARDSHIP = case_of("hardheid", "hardship")
OTHER_HARDSHIP = case_of("hardheid", "other_hardship")
PUBLIC = page(everyone(200))
MEMBERS = page(members(200))
DESK = ("desk",)
COMMITTEE = ("committee",)
SEAT = ("seat",)
READER = ("reader",)
ASSESSORS = ("assessor", "other_assessor")
ADMINISTRATOR = ("administrator",)
BACKGROUND = ("desk", "administrator")
WITHOUT_FEED = tuple(set(COLUMNS) - {"stranger", *OUTSIDE})
REGISTERED = ("owner", "waiting", "stranger", "peer")

# Keys are names of addresses; behind a bar stands which thing, where one name has more rows.
TABLE: dict[str, Row] = {
    # ---- Everyone ----
    "register:search": PUBLIC,
    "register:text": page(everyone(200), lambda w: ["inwoner"]),
    "register:entry": page(everyone(200), lambda w: [w.owner_registration.number]),
    "register:entry|hidden": page(everyone(404), lambda w: [w.hidden_registration.number]),
    "register:verify": Row(everyone(200), everyone(422)),
    "register:certificate": Row(everyone(200), everyone(200), lambda w: [w.certificate.code]),
    "register:certificate|hidden": Row(
        everyone(200), everyone(422), lambda w: [w.hidden_certificate.code]
    ),
    "register:certificate|unknown": Row(everyone(404), everyone(404), lambda w: ["A" * 24]),
    "register:badge_did": PUBLIC,
    "register:badge_keys": PUBLIC,
    "register:badge_issuer": PUBLIC,
    "register:badge_achievement": PUBLIC,
    "register:badge_status": page(everyone(200), lambda w: ["revocation"]),
    "register:badge_status_next": page(everyone(404), lambda w: ["revocation", 1]),
    "register:badge_status|unknown": page(everyone(404), lambda w: ["message"]),
    "register:badge": page(everyone(200), the("badge")),
    "register:profession": PUBLIC,
    "register:scheme": PUBLIC,
    "register:version": page(everyone(200), lambda w: ["beroepscode", "2018-1"]),
    "register:version|proposed": page(
        everyone(404), lambda w: ["competentieprofiel", w.drafted.subject.version]
    ),
    "register:consultations": PUBLIC,
    "register:consultation": page(everyone(200), the("opened")),
    "register:consultation|draft": page(everyone(404), the("drafted")),
    "register:remark": Row(everyone(405), everyone(422), the("opened")),
    "register:remark|draft": Row(everyone(405), everyone(404), the("drafted")),
    "register:for_me": PUBLIC,
    "register:complaints": PUBLIC,
    "register:complain": Row(everyone(200), everyone(422)),
    "register:complaint_sent": PUBLIC,
    "register:notice": Row(everyone(200), everyone(422), lambda w: [w.owner_registration.number]),
    "register:notice|hidden": Row(
        everyone(404), everyone(404), lambda w: [w.hidden_registration.number]
    ),
    "register:notice_sent": PUBLIC,
    "register:list_check": Row(everyone(200), everyone(422)),
    "register:developers": PUBLIC,
    "register:open_figures": PUBLIC,
    "register:open_figures_csv": PUBLIC,
    "providers:about_providers": PUBLIC,
    "agenda:page": PUBLIC,
    "agenda:csv": PUBLIC,
    "agenda:json": PUBLIC,
    "api:look_up": Row(everyone(405), everyone(415)),  # takes JSON
    "api:check_list": Row(everyone(405), everyone(415)),
    "api:certificate": page(everyone(200), lambda w: [w.certificate.code]),
    "api:municipalities": PUBLIC,
    "api:municipality": page(everyone(404), lambda w: ["GM0344"]),  # this world has no codes
    "api:figures": page(everyone(404)),  # nothing was counted yet
    "api:openapi": PUBLIC,
    "api:attendance": Row(everyone(401), everyone(401), the("run")),  # with a key of the provider
    "register:death_report": Row(everyone(200), everyone(422)),
    "register:death_reported": PUBLIC,
    "register:invitation": Row(everyone(200), everyone(302), lambda w: [w.invitation_token]),
    "calendars:feed": page(everyone(200), lambda w: [w.feed_token]),
    "calendars:feed|forged": page(everyone(404), lambda w: ["X" * 32]),
    "register:invitation|forged": Row(everyone(404), everyone(404), lambda w: ["x" * 30]),
    "pages:about": PUBLIC,
    "pages:help": PUBLIC,
    "pages:privacy": PUBLIC,
    "pages:processing": PUBLIC,
    "pages:accessibility": PUBLIC,
    "pages:disclosure": PUBLIC,
    "pages:security_txt": PUBLIC,
    "pages:manifest": PUBLIC,
    "pages:robots": PUBLIC,
    "pages:sitemap": PUBLIC,
    "healthz": PUBLIC,
    "readyz": PUBLIC,
    "metrics": page(everyone(404)),  # without its key there is no such page
    "styleguide": PUBLIC,  # tests and development only
    "demo_clock": Row(everyone(404), everyone(404)),  # a demo world only
    # ---- Accounts ----
    "account_login": Row(everyone(302, anonymous=200), everyone(302, anonymous=200)),
    "account_signup": Row(everyone(302, anonymous=200), everyone(302, anonymous=200)),
    "account_logout": Row(everyone(200, anonymous=302), everyone(302)),
    "account_inactive": Row(everyone(200), everyone(405)),
    "account_reauthenticate": Row(members(200), members(200)),
    "account_email": Row(members(200), members(302)),
    "account_email_verification_sent": Row(members(302), members(302)),
    "account_change_password": Row(members(200), members(200)),
    "account_set_password": Row(members(302), members(302)),
    "account_reset_password": Row(everyone(200), everyone(200)),
    "account_confirm_login_code": Row(members(302), members(302)),
    "account_confirm_password_reset_code": Row(everyone(LOGIN), everyone(LOGIN)),
    "account_complete_password_reset": Row(everyone(302), everyone(302)),
    "account_password_reset_completed": Row(everyone(200), everyone(405)),
    # ---- The second factor: nobody here has one, and all were too long ago (factors) ----
    "mfa_index": MEMBERS,
    "mfa_list_webauthn": MEMBERS,
    "mfa_add_webauthn": Row(members(REAUTH), members(REAUTH)),
    "mfa_edit_webauthn": Row(members(REAUTH), members(REAUTH), lambda w: [1]),
    "mfa_remove_webauthn": Row(members(REAUTH), members(REAUTH), lambda w: [1]),
    "mfa_activate_totp": Row(members(REAUTH), members(REAUTH)),
    "mfa_deactivate_totp": Row(members(404), members(404)),
    "mfa_view_recovery_codes": page(members(404)),
    "mfa_download_recovery_codes": Row(members(404), members(404)),
    "mfa_generate_recovery_codes": Row(members(REAUTH), members(REAUTH)),
    "mfa_reauthenticate": Row(members(REAUTH), members(REAUTH)),
    "mfa_reauthenticate_webauthn": Row(members(REAUTH), members(REAUTH)),
    "mfa_authenticate": Row(members(302), members(302)),
    "mfa_trust": Row(members(302), members(302)),
    "mfa_login_webauthn": Row(members(302), members(302)),
    # ---- The employer's login: the environment of tests has no provider (test_single_sign_on) ----
    "single_sign_on:choose": Row(everyone(404), everyone(404)),
    "single_sign_on:callback": page(everyone(404), lambda w: ["lindehoven"]),
    # ---- Lost every strong factor: an answer for everyone, asking after the password ----
    "recovery:lost": PUBLIC,
    "recovery:ask": Row(everyone(405), everyone(302)),
    "recovery:stop": Row(everyone(200), everyone(302), lambda w: [w.stop_token]),
    "recovery:stop|forged": Row(everyone(404), everyone(404), lambda w: ["x" * 30]),
    "beginning:administrator": Row(everyone(410), everyone(410), lambda w: [w.first_token]),
    "beginning:administrator|forged": Row(everyone(404), everyone(404), lambda w: ["x" * 30]),
    # ---- My registration ----
    "start": page(members(302)),
    "home": MEMBERS,
    "who_reads": MEMBERS,
    "accounts:me": Row(members(200), members(422)),
    "accounts:happened": MEMBERS,
    "accounts:roles": MEMBERS,
    "accounts:role_give_back": Row(
        only("assessor"), only("assessor", status=302), lambda w: [w.held_role.pk]
    ),
    "accounts:single_sign_on": MEMBERS,
    "accounts:single_sign_on_link": act(members(REAUTH)),
    "accounts:single_sign_on_unlink": act(
        only("owner", status=302), lambda w: [w.employer_account.pk]
    ),
    "accounts:letters": MEMBERS,
    "accounts:letter": page(only("owner"), the("letter")),
    "accounts:letter_paper": page(only("owner"), the("letter")),
    "accounts:address_works": act(members(302)),
    "accounts:mail_wanted": Row(members(200), members(422)),
    "post:off": Row(
        everyone(200),
        everyone(200),
        lambda w: [off_link(w.people["peer"], "kennis").split("/")[-2]],
    ),
    "post:off|forged": Row(everyone(404), everyone(404), lambda w: ["iemand.kennis:vals"]),
    "post:came_back": Row(everyone(405), everyone(404)),  # no key in the environment of the tests
    "accounts:sessions": MEMBERS,
    "accounts:session_end": act(only("owner", status=302), lambda w: [w.elsewhere.pk]),
    "accounts:session_end_others": act(members(302)),
    "accounts:session_left": MEMBERS,
    "accounts:session_extend": act(members(200)),
    "registration:application": MEMBERS,
    "registration:application_start": act(members(302)),
    "registration:application_work": Row(only("newcomer"), only("newcomer", status=422)),
    "registration:application_promise": Row(only("newcomer"), only("newcomer", status=422)),
    "registration:application_answer": act(only("applicant", status=422)),
    "registration:application_message": act(only("applicant", status=422)),
    "registration:application_file": page(only("applicant"), the("application_file")),
    "registration:application_withdraw": act(only("newcomer", "applicant", status=302)),
    "registration:registration": page(members(302, **dict.fromkeys(REGISTERED, 200))),
    "registration:happened": MEMBERS,
    "registration:more_time": Row(only(*REGISTERED), only(*REGISTERED, status=302)),
    "registration:new_versions": page(only(*REGISTERED)),
    "registration:accept": act(only(*REGISTERED, status=302), lambda w: ["code", "2018-1"]),
    "registration:notes": MEMBERS,
    "registration:name": Row(only(*REGISTERED), only(*REGISTERED, status=422)),
    "registration:name_withdraw": act(only("stranger", status=302), the("name_change")),
    "registration:name_findable": act(only("peer", status=302), the("renamed")),
    "registration:name_unfindable": act(only("peer", status=302), the("renamed")),
    "registration:resume": act(only(*REGISTERED, status=409)),
    "registration:keep": act(only(*REGISTERED, status=302)),
    "registration:entry": page(only(*REGISTERED)),
    "registration:signature": page(only(*REGISTERED)),
    "registration:signature_picture": page(only(*REGISTERED)),
    "registration:entry_place": act(only(*REGISTERED, status=302)),
    "registration:hide": act(only(*REGISTERED, status=302)),
    "registration:show": act(only(*REGISTERED, status=302)),
    "registration:invitation": Row(
        members(200),
        members(302, **dict.fromkeys(REGISTERED, 409)),
        lambda w: [w.invitation_token],
    ),
    "registration:work": Row(members(200), members(422)),
    "registration:work_end": Row(
        only("owner"), only("owner", status=422), lambda w: [w.affiliation.pk]
    ),
    "registration:consents": MEMBERS,
    "registration:consent_give": act(members(404)),  # the POST names no organisation
    "registration:consent_withdraw": act(only("owner", status=302), lambda w: [w.consent.pk]),
    # ---- An organisation: who works there, who speaks for it, and the desk ----
    "organisation:organisation": page(only(*REGISTERED, "desk"), the("place")),
    "organisation:statement": Row(only("peer"), only("peer", status=302), the("place")),
    "registration:certificate": page(only("owner"), lambda w: [w.certificate.public_id, "nl"]),
    "registration:certificate|card": page(
        only("owner"), lambda w: [w.certificate.public_id, "card"]
    ),
    "registration:certificate|no_such_file": page(
        members(404), lambda w: [w.certificate.public_id, "fr"]
    ),
    "registration:badge": Row(
        only("owner"), only("owner", status=422), lambda w: [w.certificate.public_id]
    ),
    "registration:badge_withdraw": act(
        only("owner", status=302), lambda w: [w.certificate.public_id]
    ),
    "registration:badge_download": page(only("owner"), lambda w: [w.certificate.public_id, "svg"]),
    # ---- My cases ----
    "registration:objections": MEMBERS,
    "registration:objection_start": act(
        only("applicant", status=302), lambda w: ["application", w.refused.public_id]
    ),
    "registration:objection": page(only("newcomer"), the("objection")),
    "registration:objection|draft": page(only("applicant", status=302), the("draft_objection")),
    "registration:objection_write": Row(
        only("applicant"), only("applicant", status=422), the("draft_objection")
    ),
    "registration:objection_send": Row(
        only("applicant"), only("applicant", status=302), the("draft_objection")
    ),
    "registration:objection_send|sent": Row(only(), only(), the("objection")),
    "registration:objection_waive": act(only("newcomer", status=302), the("objection")),
    "registration:objection_withdraw": act(only("newcomer", status=302), the("objection")),
    "registration:hardship": Row(members(200), members(422)),
    "registration:hardship_request": page(only("waiting"), the("hardship")),
    "registration:hardship_withdraw": act(only("waiting", status=302), the("hardship")),
    "registration:measure": page(only("peer"), the("measure")),
    "registration:measure_counsel": act(only("peer", status=302), the("measure")),
    "registration:case_message": act(only("peer", status=422), case_of("maatregel", "measure")),
    # ---- My dossier ----
    "dossier:plan": MEMBERS,
    "dossier:goal_new": Row(members(200), members(422)),
    "dossier:goal_edit": Row(only("owner"), only("owner", status=422), mine("goal")),
    "dossier:goal_set_aside": act(only("owner", status=302), mine("goal")),
    "dossier:goal_take_up": act(only("owner", status=302), mine("goal")),
    "dossier:goal_reached": Row(only("owner"), only("owner", status=302), mine("goal")),
    "dossier:goal_delete": Row(only("owner"), only("owner", status=302), mine("goal")),
    "dossier:plan_competencies": Row(members(200), members(302)),
    "dossier:wording_delete": Row(only("owner"), only("owner", status=302), the("wording")),
    "dossier:step_new": Row(only("owner"), only("owner", status=422), mine("goal")),
    "dossier:step_edit": Row(only("owner"), only("owner", status=422), the("step")),
    "dossier:step_done": act(only("owner", status=302), the("step")),
    "dossier:step_undone": act(only("owner", status=302), the("step")),
    "dossier:step_delete": Row(only("owner"), only("owner", status=302), the("step")),
    "dossier:review_plan": Row(members(200), members(302)),
    "dossier:review_look": Row(members(200), members(302)),
    "dossier:review_edit": Row(only("owner"), only("owner", status=302), the("review")),
    "dossier:review_delete": Row(only("owner"), only("owner", status=302), the("review")),
    "dossier:proposal_take": Row(only("owner"), only("owner", status=422), the("proposal")),
    "dossier:proposal_let_go": act(only("owner", status=302), the("proposal")),
    "dossier:proposal_bring_back": act(only("owner", status=302), the("let_go")),
    "dossier:proposal_delete": Row(only("owner"), only("owner", status=302), the("let_go")),
    "dossier:plan_next": Row(members(302, owner=200, waiting=200, stranger=200), members(302)),
    "dossier:earlier_plans": MEMBERS,
    "dossier:earlier_plan": page(only("owner"), the("earlier_plan")),
    "dossier:plan_go_back": act(only("owner", status=302), the("earlier_plan")),
    "dossier:plan_delete": Row(only("owner"), only("owner", status=302), the("earlier_plan")),
    "dossier:scans": MEMBERS,
    "dossier:scan_start": act(members(302)),
    "dossier:scan": page(only("owner"), the("scan")),
    "dossier:scan|finished": page(only("owner"), the("old_scan")),
    "dossier:scan_place": Row(
        only("owner"), only("owner", status=302), lambda w: [w.scan.public_id, w.competency.pk]
    ),
    "dossier:scan_finish": act(only("owner", status=302), the("scan")),
    "dossier:scan_reopen": act(only("owner", status=302), the("scan")),
    "dossier:scan_delete": Row(only("owner"), only("owner", status=302), the("old_scan")),
    "dossier:activities": MEMBERS,
    "dossier:activity_new": Row(members(200), members(422)),
    "dossier:activity_edit": Row(only("owner"), only("owner", status=422), mine("activity")),
    "dossier:activity_saved": page(only("owner"), mine("activity")),
    "dossier:activity_repeat": act(only("owner", status=302), mine("activity")),
    "dossier:activity_delete": Row(only("owner"), only("owner", status=302), mine("activity")),
    "dossier:story_start": act(members(302)),
    "dossier:story_start_about": act(only("owner", status=302), mine("activity")),
    "dossier:story_read": page(only("owner"), mine("story")),
    "dossier:story_edit": Row(only("owner"), only("owner", status=422), mine("story")),
    "dossier:story_autosave": act(only("owner", status=422), mine("story")),
    "dossier:story_delete": Row(only("owner"), only("owner", status=302), mine("story")),
    "dossier:story_list": MEMBERS,
    "dossier:story_versions": page(only("owner"), mine("story")),
    "dossier:story_version": page(only("owner"), earlier_story),
    "dossier:story_version_put_back": act(only("owner", status=302), earlier_story),
    "dossier:bin": MEMBERS,
    "dossier:bin_put_back": act(only("owner", status=302), the("thrown_away")),
    "dossier:bin_empty": act(members(302)),
    "dossier:bin_choose": act(members(302)),
    "portable:overview": MEMBERS,
    "portable:take_all": act(members(302)),
    "portable:take_some": Row(members(200), members(422)),
    "portable:bring_in": Row(members(200), members(422)),
    "portable:transfer": page(only("owner"), the("transfer")),
    "portable:transfer_progress": page(only("owner", status=204), the("transfer")),
    "portable:transfer_take": act(only("owner"), the("transfer")),
    "portable:transfer_forget": act(only("owner", status=302), the("transfer")),
    "timeline": MEMBERS,
    "timeline_of_year": page(members(200), lambda w: [2026]),
    # ---- My files ----
    "dossier:evidence_list": MEMBERS,
    "dossier:activity_evidence": Row(only("owner"), only("owner", status=422), mine("activity")),
    "dossier:story_evidence": Row(only("owner"), only("owner", status=422), mine("story")),
    "dossier:evidence": Row(only("owner"), only("owner", status=302), the("evidence")),
    "dossier:evidence_replace": act(only("owner", status=422), the("evidence")),
    "dossier:evidence_delete": Row(only("owner"), only("owner", status=302), the("evidence")),
    "dossier:evidence_file": page(only("owner"), the("evidence")),
    "dossier:evidence_preview": page(only("owner"), the("evidence")),
    # ---- Sharing: the owner, and the one it was given to; no role opens it ----
    "dossier:shares": MEMBERS,
    "dossier:share_new": Row(members(200), members(422)),
    "dossier:share": page(only("owner"), the("grant")),
    "dossier:share_withdraw": act(only("owner", status=302), the("grant")),
    "dossier:share_comment": act(only("owner", status=422), shared_thing("grant")),
    "dossier:share_comment_delete": Row(
        only("owner", "peer"), only("owner", "peer", status=302), the("reader_comment")
    ),
    "dossier:share_comment_delete|of_owner": Row(
        only("owner"), only("owner", status=302), the("owner_comment")
    ),
    "dossier:shared_with_me": MEMBERS,
    "dossier:shared": page(only("peer"), the("grant")),
    "dossier:shared|withdrawn": page(only("peer", status=410), the("ended_grant")),
    "dossier:shared_comment": act(only("peer", status=422), shared_thing("grant")),
    "dossier:shared_comment|withdrawn": act(only("peer", status=410), shared_thing("ended_grant")),
    "dossier:who_looked": MEMBERS,
    # ---- Looking together: who wrote the story, and the peer who is asked ----
    "dossier:peer_ask": Row(only("owner"), only("owner", status=422), mine("story")),
    "dossier:shared|asked": page(only("peer"), share_of("together_asked")),
    "dossier:share|asked": page(only("waiting"), share_of("together_asked")),
    "dossier:shared|together": page(only("peer"), share_of("together")),
    "dossier:share|together": page(only("owner"), share_of("together")),
    "dossier:peer_answer": act(only("peer", status=409), share_of("together_asked")),
    "dossier:peer_line": act(only("owner", "peer", status=422), share_of("together")),
    "dossier:peer_to_activity": act(only("owner", "peer", status=302), share_of("together")),
    # By link: everybody comes to the same door, which says nothing; the code is another matter.
    "shared:door": Row(everyone(200), everyone(302), lambda w: [w.guest_token]),
    "shared:door|reader": Row(everyone(200, peer=302), everyone(302), lambda w: [w.reader_token]),
    "shared:door|withdrawn": Row(everyone(410), everyone(410), lambda w: [w.ended_token]),
    "shared:door|forged": Row(everyone(404), everyone(404), lambda w: ["x" * 30]),
    "shared:code": Row(everyone(405), everyone(302), lambda w: [w.guest_token]),
    "shared:close": Row(everyone(405), everyone(302), lambda w: [w.guest_token]),
    "shared:peer_answer": Row(everyone(405), everyone(200), lambda w: [w.guest_token]),
    "shared:peer_line": Row(everyone(405), everyone(422), lambda w: [w.guest_token]),
    "shared:comment": Row(everyone(405), everyone(422), guest_thing("guest_item")),
    "shared:comment_delete": Row(everyone(302), everyone(302), guest_thing("guest_comment")),
    # ---- Learning together ----
    "together:sessions": MEMBERS,
    "together:group_new": Row(members(200), members(422)),
    "together:group": page(only("owner", "peer"), the("group")),
    "together:group_invite": act(only("owner", "peer", status=422), the("group")),
    "together:group_take_back": act(only("owner", "peer", status=302), the("group")),
    "together:group_leave": act(only("owner", "peer", status=302), the("group")),
    "together:session_new": Row(
        only("owner", "peer"), only("owner", "peer", status=422), the("group")
    ),
    "together:invitation_answer": act(only("waiting", status=302), the("invitation")),
    "together:session": page(only("owner", "peer"), the("session")),
    "together:session_edit": Row(  # who logged it; the others are sent back to the session
        only("owner", peer=302), only("owner", status=422, peer=302), the("newest_session")
    ),
    "together:session_presence": act(only("owner", "peer", status=302), the("newest_session")),
    "together:session_presence|late": act(only("owner", "peer", status=409), the("session")),
    "together:session_line": act(only("owner", "peer", status=302), the("session")),
    "together:line_to_story": act(only("owner", "peer", status=302), the("session")),
    "together:group_hand_over": act(members(404), the("group")),  # the POST names nobody
    "together:group_pause": act(only("owner", status=302, peer=409), the("group")),
    "together:group_go_on": act(only("owner", status=302, peer=409), the("group")),
    "together:group_end": Row(
        only("owner", peer=409), only("owner", status=302, peer=409), the("group")
    ),
    "together:group_split": Row(
        only("owner", peer=409), only("owner", "peer", status=409), the("group")
    ),
    "together:meeting_new": Row(
        only("owner", "peer"), only("owner", "peer", status=422), the("group")
    ),
    "together:meeting": page(only("owner", "peer"), the("planned_meeting")),
    "together:meeting|poll": page(only("owner", "peer"), the("poll")),
    "together:meeting_answer": act(only("owner", "peer", status=302), the("poll")),
    "together:meeting_choose": act(members(404), the("poll")),  # the POST names no moment
    "together:meeting_move": Row(
        only("owner", "peer"), only("owner", "peer", status=422), the("planned_meeting")
    ),
    "together:meeting_cancel": Row(
        only("owner", "peer"), only("owner", "peer", status=302), the("planned_meeting")
    ),
    "together:mentors": MEMBERS,
    "together:mentor_offer": Row(members(200), members(422)),
    "together:mentor_ask": Row(
        members(200, peer=404), members(422, peer=404), the("mentor_profile")
    ),
    "together:visits": MEMBERS,
    "together:visit_ask": Row(members(200), members(422)),
    "together:visit": page(only("owner", "peer"), the("visit")),
    "together:visit|asked": page(only("waiting", "peer"), the("asked_visit")),
    "together:visit_answer": act(only("peer", "waiting", status=422), the("asked_visit")),
    "together:visit_withdraw": act(only("waiting", status=302, peer=409), the("asked_visit")),
    "together:visit_call_off": Row(
        only("owner", "peer"), only("owner", "peer", status=302), the("visit")
    ),
    "together:visit_to_activity": act(only("owner", "peer", status=302), the("old_visit")),
    "together:mentorship": page(only("owner", "peer"), the("mentorship")),
    "together:mentorship|asked": page(only("waiting", "peer"), the("asked_mentorship")),
    "together:mentorship_answer": act(only("peer", "waiting", status=422), the("asked_mentorship")),
    "together:mentorship_withdraw": act(
        only("waiting", status=302, peer=409), the("asked_mentorship")
    ),
    "together:mentorship_agreements": act(only("owner", "peer", status=422), the("mentorship")),
    "together:mentorship_end": Row(
        only("owner", "peer"), only("owner", "peer", status=302), the("mentorship")
    ),
    "together:mentorship_meet": Row(
        only("owner", "peer"), only("owner", "peer", status=422), the("mentorship")
    ),
    "together:rehearsal": page(only("owner", "peer"), the("mentorship")),
    "together:yearly": page(only("owner", "peer"), the("mentorship")),
    "together:share_with_mentor": act(only("owner", "peer", status=302), the("mentorship")),
    "together:mentoring_to_activity": act(only("peer", status=302, owner=409), the("mentorship")),
    "together:feedback_list": MEMBERS,
    "together:feedback_new": Row(members(200), members(422)),
    "together:feedback": page(only("owner"), the("feedback_request")),
    "together:feedback_link": act(only("owner", status=422), the("feedback_request")),
    "together:feedback_cards": act(only("owner", status=422), the("feedback_request")),
    "together:feedback_close": act(only("owner", status=302), the("feedback_request")),
    "together:feedback_delete": Row(
        only("owner"), only("owner", status=302), the("feedback_request")
    ),
    "together:feedback_set_aside": Row(
        only("owner"), only("owner", status=302), lambda w: w.feedback_text
    ),
    "together:feedback_to_story": act(only("owner", status=302), lambda w: w.feedback_text),
    # By a card: everybody with its link, but not the one who asks.
    "feedback:card": Row(
        everyone(200, owner=409), everyone(422, owner=409), lambda w: [w.card_token]
    ),
    "feedback:card|colleague": Row(
        everyone(200, owner=409), everyone(422, owner=409), lambda w: [w.colleague_token]
    ),
    "feedback:card|used": Row(  # opening it tells nobody that somebody answered
        everyone(200, owner=409), everyone(422, owner=409), lambda w: [w.used_token]
    ),
    "feedback:card|forged": Row(everyone(404), everyone(404), lambda w: ["x" * 24]),
    "feedback:report": Row(
        everyone(200, owner=409), everyone(422, owner=409), lambda w: [w.card_token]
    ),
    "feedback:withdraw": Row(everyone(200), everyone(422)),
    "desk_feedback:reports": page(only("desk"), guard=DESK),
    "desk_feedback:report_handle": act(
        only("desk", status=302), the("feedback_report"), guard=DESK
    ),
    "knowledge:cards": MEMBERS,
    "knowledge:card": page(members(200), the("card")),
    "knowledge:card_versions": page(members(200), the("card")),
    "knowledge:card_version": page(members(200), lambda w: [w.card.public_id, 1]),
    "knowledge:comment": act(members(422), the("card")),
    "knowledge:comment_delete": act(only("peer", status=302), the("comment")),
    "knowledge:use_delete": act(only("peer", status=302), the("use")),
    "knowledge:card_revise": act(members(409, owner=302, peer=302), the("card")),
    "knowledge:card_look_again": act(members(409, owner=302, peer=302), the("card")),
    "knowledge:card_withdraw": Row(
        members(409, owner=200, peer=200), members(409, owner=422, peer=422), the("card")
    ),
    "knowledge:reading": MEMBERS,
    "knowledge:review": Row(only("newcomer"), only("newcomer", status=422), the("card_review")),
    "knowledge:review_give_back": act(only("newcomer", status=302), the("card_review")),
    "knowledge:draft": page(only("owner", "peer"), the("draft")),
    "knowledge:draft|published": page(members(302), the("card_version")),
    "knowledge:draft|in review": page(only("owner", "peer"), the("read_version")),
    "knowledge:draft_edit": Row(
        only("owner", "peer"), only("owner", "peer", status=422), the("draft")
    ),
    "knowledge:draft_autosave": act(only("owner", "peer", status=422), the("draft")),
    "knowledge:draft_send": act(only("owner", "peer", status=302), the("draft")),
    "knowledge:draft_take_back": act(only("owner", "peer", status=302), the("read_version")),
    "knowledge:draft_publish": act(only("owner", "peer", status=409), the("read_version")),
    "knowledge:draft_discard": Row(
        only("owner", "peer"), only("owner", "peer", status=302), the("draft")
    ),
    "knowledge:read_along": act(members(409, newcomer=302, applicant=302), the("read_version")),
    "knowledge:card_new": act(only("owner", "peer", status=302), the("guild")),
    "knowledge:story_cards": Row(only("owner"), only("owner", status=302), mine("story")),
    "knowledge:use_new": Row(
        only("owner"), only("owner", status=422), lambda w: [*mine("story")(w), w.card.public_id]
    ),
    "knowledge:literature": MEMBERS,
    "knowledge:literature_new": Row(members(200), members(422)),
    "knowledge:literature_answer": act(members(302), the("literature")),
    "knowledge:literature_delete": act(only("peer", status=302), the("literature")),
    "knowledge:report": Row(members(200), members(422), reported("literatuur", "literature")),
    "knowledge:report|card": Row(members(200), members(422), reported("kaart", "card")),
    "knowledge:report|comment": Row(members(200), members(422), reported("reactie", "comment")),
    "knowledge:report|use": Row(members(200), members(422), reported("gebruikt", "use")),
    "knowledge:report|hidden": Row(
        members(404), members(404), reported("reactie", "hidden_comment")
    ),
    "desk_knowledge:reports": page(only("desk"), guard=DESK),
    "desk_knowledge:report_handle": act(
        only("desk", status=302), the("knowledge_report"), guard=DESK
    ),
    "desk_knowledge:put_back": act(
        only("desk", status=302), reported("reactie", "hidden_comment"), guard=DESK
    ),
    # ---- Courses: what providers offer; a provider sees what it wrote itself ----
    "courses:catalogue": MEMBERS,
    "courses:compare": MEMBERS,
    "courses:course": page(members(200), the("course")),
    "courses:course|hidden": page(members(404), the("hidden_course")),
    "courses:course_save": act(members(302), the("course")),
    "courses:course_letter": page(members(200), the("course")),
    "courses:course_report": Row(members(200), members(422), the("course")),
    "courses:run_calendar": page(members(200), the("run")),
    "courses:attendances": MEMBERS,
    "courses:teaching": MEMBERS,
    "courses:teaching_deny": act(only("peer", status=302), the("taught_course")),
    "courses:teaching_take_back": act(only("stranger", status=302), the("teacher_denial")),
    "courses:attendance_keep": act(only("owner", status=302), the("attendance")),
    "courses:attendance_dispute": act(only("owner", status=422), the("attendance")),
    "courses:attendance_throw_away": act(only("owner", status=302), the("attendance")),
    "courses:attendance_bring_back": act(only("owner", status=409), the("attendance")),
    "courses:course_answer": act(only("owner", status=409), the("attendance")),  # not asked yet
    "courses:at_the_door": Row(members(410), members(410), lambda w: ["geen-kaartje"]),
    "courses:at_the_door|ticket": Row(
        members(410, owner=200), members(410, owner=302), lambda w: [w.door_ticket]
    ),
    "providers:door": page(everyone(410), lambda w: [w.run.public_id, "geen-code"]),
    "provider:run|past": page(only("newcomer", "waiting"), the("past_run")),
    "provider:run_cohort": act(only("newcomer", "waiting", status=302), the("past_run")),
    "courses:cohort_answer": act(only("owner", status=302), the("cohort_seat")),
    "provider:run_lists": Row(
        only("newcomer", "waiting"), only("newcomer", "waiting", status=422), the("past_run")
    ),
    "provider:run_door": page(only("newcomer", "waiting", status=409), the("run")),  # not today
    "provider:run_door_code": page(only("newcomer", "waiting", status=204), the("run")),
    "provider:list": page(only("newcomer", "waiting"), the("attendance_list")),
    "provider:list_progress": page(only("newcomer", "waiting", status=204), the("attendance_list")),
    "provider:list_columns": act(only("newcomer", "waiting", status=422), the("attendance_list")),
    "provider:list_row": Row(
        only("newcomer", "waiting"),
        only("newcomer", "waiting", status=302),
        lambda w: [w.attendance_list.public_id, 2],
    ),
    "provider:list_send": act(only("newcomer", "waiting", status=422), the("attendance_list")),
    "provider:list_discard": act(only("newcomer", "waiting", status=302), the("attendance_list")),
    "provider:disputes": page(only("newcomer", "waiting"), the("provider")),
    "provider:dispute_answer": act(
        only("newcomer", "waiting", status=422), the("disputed_attendance")
    ),
    "provider:home": MEMBERS,
    "provider:apply": Row(members(200), members(422)),
    "provider:provider": page(only("newcomer", "waiting"), the("provider")),
    "provider:provider|asked": page(only("applicant"), the("asked_provider")),
    "provider:reply": act(only("applicant", status=422), the("asked_provider")),
    "provider:withdraw": act(only("applicant", status=302), the("asked_provider")),
    "provider:edit": Row(
        only("newcomer", waiting=409), only("newcomer", status=422, waiting=409), the("provider")
    ),
    "provider:leave": Row(
        only("newcomer", waiting=409), only("newcomer", status=302, waiting=409), the("provider")
    ),
    "provider:keys": page(only("newcomer", waiting=409), the("provider")),
    "provider:key_new": Row(
        only("newcomer", waiting=409), only("newcomer", status=422, waiting=409), the("provider")
    ),
    "provider:key_end": Row(
        only("newcomer", waiting=409),
        only("newcomer", status=302, waiting=409),
        the("provider_key"),
    ),
    "provider:invite": act(only("newcomer", "waiting", status=422), the("provider")),
    "provider:invitation_take_back": act(
        only("newcomer", status=302, waiting=409), the("provider_invitation")
    ),
    "provider:invitation_answer": act(only("stranger", status=302), the("provider_invitation")),
    "provider:person_role": act(only("newcomer", "waiting", status=302), the("provider_person")),
    "provider:person_end": act(only("newcomer", "waiting", status=302), the("provider_person")),
    "provider:course_new": Row(
        only("newcomer", "waiting"), only("newcomer", "waiting", status=422), the("provider")
    ),
    "provider:course": page(only("newcomer", "waiting"), the("course")),
    "provider:course|hidden": page(only("newcomer", "waiting"), the("hidden_course")),
    "provider:course_edit": Row(
        only("newcomer", "waiting"), only("newcomer", "waiting", status=422), the("course")
    ),
    "provider:course_end": Row(
        only("newcomer", "waiting"), only("newcomer", "waiting", status=302), the("course")
    ),
    "provider:run_new": Row(
        only("newcomer", "waiting"), only("newcomer", "waiting", status=422), the("course")
    ),
    "provider:run": page(only("newcomer", "waiting"), the("run")),
    "provider:run_edit": Row(
        only("newcomer", "waiting"), only("newcomer", "waiting", status=422), the("run")
    ),
    "provider:day_add": act(only("newcomer", "waiting", status=422), the("run")),
    "provider:day_remove": act(
        only("newcomer", "waiting", status=302),
        lambda w: [w.run.public_id, w.run.days.first().pk],
    ),
    "provider:run_call_off": act(only("newcomer", "waiting", status=422), the("run")),
    "desk_courses:providers": page(only("desk"), guard=DESK),
    "desk_courses:provider": page(only("desk"), the("asked_provider"), guard=DESK),
    "desk_courses:provider|working": page(only("desk"), the("provider"), guard=DESK),
    "desk_courses:provider_stop": act(only("desk", status=422), the("provider"), guard=DESK),
    "desk_courses:provider_ask": act(only("desk", status=422), the("asked_provider"), guard=DESK),
    "desk_courses:provider_accept": act(
        only("desk", status=302), the("asked_provider"), guard=DESK
    ),
    "desk_courses:provider_refuse": act(
        only("desk", status=422), the("asked_provider"), guard=DESK
    ),
    "desk_courses:courses": page(only("desk"), guard=DESK),
    "desk_courses:gaps": page(only("desk"), guard=DESK),
    "desk_courses:teacher_denial": act(only("desk", status=302), the("teacher_denial"), guard=DESK),
    "desk_courses:course_seen": act(only("desk", status=302), the("course"), guard=DESK),
    "desk_courses:course_hide": act(only("desk", status=302), the("course"), guard=DESK),
    "desk_courses:course_put_back": act(only("desk", status=302), the("hidden_course"), guard=DESK),
    "knowledge:guilds": MEMBERS,
    "knowledge:guild_new": Row(members(200), members(422)),
    "knowledge:guild": page(members(200), the("guild")),
    "knowledge:guild_join": act(members(302), the("guild")),
    "knowledge:guild_leave": act(only("owner", "peer", status=302), the("guild")),
    "knowledge:guild_edit": Row(
        only("owner", peer=409), only("owner", status=422, peer=409), the("guild")
    ),
    "knowledge:guild_hand_over": act(members(404), the("guild")),  # the POST names nobody
    "knowledge:guild_end": Row(
        only("owner", peer=409), only("owner", status=409, peer=409), the("guild")
    ),
    "desk_themes:themes": Row(only("desk"), only("desk", status=422)),
    "desk_themes:theme_edit": Row(only("desk"), only("desk", status=422), lambda w: ["jongeren"]),
    "desk_themes:theme_put_away": act(only("desk", status=302), lambda w: ["jongeren"], guard=DESK),
    "together:methods": MEMBERS,
    "together:method": page(members(200), lambda w: ["walk"]),
    "together:method_screen": page(members(200), lambda w: ["walk"]),
    "together:finder": MEMBERS,
    "together:place_ask": Row(
        members(200, owner=404, peer=404), members(422, owner=404, peer=404), the("notice")
    ),
    "together:request_answer": act(only("owner", status=302, peer=409), the("group_request")),
    "together:notice_edit": Row(
        only("owner", peer=409), only("owner", status=422, peer=409), the("group")
    ),
    # ---- My talk ----
    "cycle:mine": MEMBERS,
    "cycle:hand_in": Row(only("stranger", peer=302), only("stranger", "peer", status=200)),
    "cycle:handed_in": page(only("owner", "waiting")),
    "cycle:take_back": act(only("waiting", status=302)),
    "cycle:book": Row(only("waiting"), members(404)),  # the POST names no moment
    "cycle:calendar": Row(members(200), members(200)),
    "cycle:calendar_off": act(only("stranger", status=302, **dict.fromkeys(WITHOUT_FEED, 409))),
    "cycle:wait": act(only("waiting", status=409)),  # there are moments
    "cycle:cancel": act(members(404)),  # none of these has a talk in the calendar
    "cycle:other_assessor": Row(only("waiting"), only("waiting", status=302)),
    "cycle:waited": act(members(404)),  # nobody's talk has begun
    "cycle:word": act(members(404)),  # nobody missed one
    "cycle:welcome": Row(members(404), members(404)),  # PARTICULARS: who has one
    "cycle:welcome_alone": act(members(404)),
    "cycle:pause": Row(only(*REGISTERED), only(*REGISTERED, status=422)),
    "cycle:erase": Row(members(200), members(409)),  # something still runs for all of these
    "cycle:leave": Row(only(*REGISTERED), only(*REGISTERED, status=302)),
    "cycle:second_reading": Row(members(404), members(404)),  # nobody reads along here
    "cycle:response_save": act(members(404)),
    "cycle:second_talk": Row(members(404), members(404), the("objection")),
    "cycle:complain": Row(members(200), members(422)),
    "cycle:complaint": page(only("waiting"), the("assessor_complaint")),
    "cycle:complaint_withdraw": act(only("waiting", status=302), the("assessor_complaint")),
    "cycle:plan": page(members(404)),  # nobody here has more time
    "cycle:plan_agree": act(members(404)),
    "cycle:report": Row(only("owner"), only("owner", status=422), talk("owner")),
    "cycle:report|untold": Row(members(404), members(404), talk("untold")),
    "cycle:report_save": act(only("owner", status=422), talk("owner")),
    # ---- The assessor: only the own cases, only while the talk is open ----
    "assessing:agenda": page(only(*ASSESSORS), guard=ASSESSORS),
    "assessing:slots": Row(only(*ASSESSORS), only(*ASSESSORS, status=422)),
    "assessing:slot_withdraw": act(only("assessor", status=302), the("free_slot"), guard=ASSESSORS),
    "assessing:pattern_new": Row(only(*ASSESSORS), only(*ASSESSORS, status=422)),
    "assessing:pattern_stop": act(only("assessor", status=302), the("pattern"), guard=ASSESSORS),
    "assessing:absence_new": Row(only(*ASSESSORS), only(*ASSESSORS, status=422)),
    "assessing:absence_end": act(only("assessor", status=302), the("absence"), guard=ASSESSORS),
    "assessing:calendars": page(only(*ASSESSORS), guard=ASSESSORS),
    "assessing:calendar_file": act(only(*ASSESSORS, status=422), guard=ASSESSORS),
    "assessing:calendar_address": act(only(*ASSESSORS, status=422), guard=ASSESSORS),
    "assessing:calendar_remove": act(
        only("assessor", status=302), the("busy_calendar"), guard=ASSESSORS
    ),
    "assessing:profile": Row(only(*ASSESSORS), only("assessor", "other_assessor", status=422)),
    "assessing:declare": act(only(*ASSESSORS, status=422), guard=ASSESSORS),
    "assessing:undeclare": act(only("assessor", status=302), person("silent"), guard=ASSESSORS),
    "assessing:statement": page(only("assessor"), lambda w: [TODAY.year], guard=ASSESSORS),
    "assessing:reading": Row(members(404), members(404), the("objection")),  # nobody is asked
    "assessing:complaint": Row(
        only("assessor"), only("assessor", status=422), the("assessor_complaint")
    ),
    "assessing:cases": page(only(*ASSESSORS), guard=ASSESSORS),
    "assessing:case": page(only("assessor"), cycle("owner"), guard=ASSESSORS),
    "assessing:case|proposed": page(only("other_assessor"), cycle("proposed"), guard=ASSESSORS),
    "assessing:case|decided": page(only(), cycle("decided"), guard=ASSESSORS),
    "assessing:accept": act(only(), cycle("owner"), guard=ASSESSORS),
    "assessing:accept|proposed": act(
        only("other_assessor", status=302), cycle("proposed"), guard=ASSESSORS
    ),
    "assessing:decline": act(only(), cycle("owner"), guard=ASSESSORS),
    "assessing:decline|proposed": act(
        only("other_assessor", status=302), cycle("proposed"), guard=ASSESSORS
    ),
    "assessing:open": act(only("assessor", status=302), cycle("owner"), guard=ASSESSORS),
    "assessing:open|proposed": act(only(), cycle("proposed"), guard=ASSESSORS),
    "assessing:open|decided": act(only(), cycle("decided"), guard=ASSESSORS),
    "assessing:dossier": page(only("assessor"), cycle("owner"), guard=ASSESSORS),
    "assessing:dossier|unopened": page(
        only("assessor", status=302), cycle("waiting"), guard=ASSESSORS
    ),
    "assessing:dossier|proposed": page(only(), cycle("proposed"), guard=ASSESSORS),
    "assessing:dossier|decided": page(only(), cycle("decided"), guard=ASSESSORS),
    "assessing:welcome_talk": Row(
        only("assessor"), only("assessor", status=302), the("welcome_talk")
    ),
    "assessing:welcome_talk|begun": Row(only(), only(), talk("begun")),  # another kind of talk
    "assessing:hold": act(only("assessor", status=302), talk("begun"), guard=ASSESSORS),
    "assessing:hold|welcome": act(only(), the("welcome_talk"), guard=ASSESSORS),
    "assessing:missed": act(only("assessor", status=302), talk("begun"), guard=ASSESSORS),
    "assessing:missed|welcome": act(only(), the("welcome_talk"), guard=ASSESSORS),
    "assessing:cancel": act(only("assessor", status=409), talk("begun"), guard=ASSESSORS),
    "assessing:report": Row(only("assessor"), only("assessor", status=200), talk("owner")),
    "assessing:report|untold": Row(only("assessor"), only("assessor", status=422), talk("untold")),
    "assessing:report|begun": Row(only(), only(), talk("begun")),
    "assessing:report|decided": Row(only(), only(), talk("decided")),
    "assessing:report_save": act(only("assessor", status=422), talk("untold"), guard=ASSESSORS),
    "assessing:report_save|decided": act(only(), talk("decided"), guard=ASSESSORS),
    # ---- During a talk: the notes are the assessor's alone, until the report is shared ----
    "assessing:talk": Row(only("assessor"), only("assessor", status=422), talk("begun")),
    "assessing:talk|held": Row(only("assessor"), only("assessor", status=422), talk("untold")),
    "assessing:talk|reported": Row(only(), only(), talk("owner")),
    "assessing:notes_save": act(only("assessor", status=422), talk("begun"), guard=ASSESSORS),
    "assessing:notes_save|reported": act(only(), talk("owner"), guard=ASSESSORS),
    "assessing:notes_device": act(only("assessor", status=302), talk("begun"), guard=ASSESSORS),
    "assessing:talk_dossier": act(only("assessor", status=302), talk("begun"), guard=ASSESSORS),
    "assessing:report_from_notes": act(
        only("assessor", status=422), talk("untold"), guard=ASSESSORS
    ),
    # ---- Three questions after a talk, own words before signing, and reading afterwards ----
    "quality_draws": PUBLIC,
    # ---- Pilots ----
    "cycle:pilot": MEMBERS,
    "cycle:pilot_join": act(only("owner", "stranger", status=422)),
    "cycle:pilot_leave": act(only("owner", "stranger", status=302)),
    "cycle:pilot_answer": act(only("owner", "stranger", status=422)),
    "desk_accreditation:pilots": Row(only("desk"), only("desk", status=422)),
    "desk_accreditation:pilot": page(only("desk"), the("pilot"), guard=DESK),
    "desk_accreditation:pilot_invite": act(only("desk", status=422), the("pilot"), guard=DESK),
    "desk_accreditation:pilot_stop": act(only("desk", status=422), the("pilot"), guard=DESK),
    # ---- Programmes that open a way in ----
    "accredited_programmes": PUBLIC,
    "cycle:followed_programme": Row(only("newcomer"), only("newcomer", status=422)),
    "programmes:home": Row(
        only("newcomer", "waiting"), only("newcomer", "waiting", status=422), the("provider")
    ),
    "programmes:programme": page(only("newcomer", "waiting"), the("programme")),
    "programmes:ask": act(only("newcomer", "waiting", status=302), the("programme")),
    "programmes:stop": act(only("newcomer", "waiting", status=422), the("programme")),
    "programmes:request": Row(
        only("newcomer", "waiting"),
        only("newcomer", "waiting", status=422),
        the("drafted_request"),
    ),
    "programmes:request|read": Row(
        only("newcomer", "waiting"), only("newcomer", "waiting", status=422), the("read_request")
    ),
    "programmes:withdraw": act(only("newcomer", "waiting", status=302), the("read_request")),
    "programmes:message": act(only("newcomer", "waiting", status=422), the("read_request")),
    "programmes:file": page(only("newcomer", "waiting"), the("programme_file")),
    "programmes:file_away": act(only("newcomer", "waiting", status=302), the("drafted_file")),
    "desk_programmes:requests": page(only("desk"), guard=DESK),
    "desk_programmes:request": page(only("desk"), the("read_request"), guard=DESK),
    "desk_programmes:request|draft": page(only(), the("drafted_request"), guard=DESK),
    "desk_programmes:request|refusing": page(only("desk"), the("refusing_request"), guard=DESK),
    "desk_programmes:reply": act(only("desk", status=422), the("read_request"), guard=DESK),
    "desk_programmes:request|changed": page(only("desk"), the("changed_request"), guard=DESK),
    "desk_programmes:ask_readers": act(
        only("desk", status=422), the("changed_request"), guard=DESK
    ),
    "desk_programmes:decide": act(only("desk", status=422), the("changed_request"), guard=DESK),
    "desk_programmes:take_back": act(only("desk", status=302), the("refusing_request"), guard=DESK),
    "desk_programmes:take_from_reader": act(
        only("desk", status=302), the("open_reading"), guard=DESK
    ),
    "desk_programmes:file": page(only("desk"), the("programme_file"), guard=DESK),
    "desk_programmes:file|draft": page(only(), the("drafted_file"), guard=DESK),
    "programme_committee:case": Row(only("committee"), only("committee"), the("refusing_request")),
    "programme_committee:case|read": Row(only(), only(), the("read_request")),
    "programme_committee:file": page(only(), the("programme_file"), guard=COMMITTEE),
    "programmes:respond": act(only("newcomer", "waiting", status=422), the("heard_programme")),
    "programmes:object": act(only("newcomer", "waiting", status=422), the("objected_programme")),
    "programmes:objection_withdraw": act(
        only("newcomer", "waiting", status=302), the("objected_programme")
    ),
    "desk_programmes:programme": page(only("desk"), the("heard_programme"), guard=DESK),
    "desk_programmes:programme|accredited": page(only("desk"), the("programme"), guard=DESK),
    "desk_programmes:programme|refused": page(only("desk"), the("objected_programme"), guard=DESK),
    "desk_programmes:announce": act(only("desk", status=422), the("programme"), guard=DESK),
    "desk_programmes:drop": act(only("desk", status=302), the("heard_programme"), guard=DESK),
    "programme_committee:hearing": Row(only("committee"), only("committee"), the("hearing")),
    "programme_committee:objection": page(
        only("committee"), the("programme_objection"), guard=COMMITTEE
    ),
    "programme_committee:propose": act(
        only("committee", status=422), the("programme_objection"), guard=COMMITTEE
    ),
    "programme_committee:drop": act(
        only("committee", status=302), the("programme_objection"), guard=COMMITTEE
    ),
    "programme_committee:prolong": act(
        only("committee", status=302), the("programme_objection"), guard=COMMITTEE
    ),
    "programme_committee:sign": Row(
        only("committee", status=302), only("committee", status=409), the("programme_objection")
    ),
    "programme_reader:home": page(only(*ASSESSORS, *COMMITTEE), guard=(*ASSESSORS, *COMMITTEE)),
    "programme_reader:reading": Row(
        only("other_assessor"), only("other_assessor", status=422), the("open_reading")
    ),
    "programme_reader:reading|given": Row(
        only("assessor"), only("assessor", status=422), the("given_reading")
    ),
    "programme_reader:message": act(
        only("other_assessor", status=422),
        the("open_reading"),
        guard=(*ASSESSORS, *COMMITTEE),
    ),
    "programme_reader:file": page(
        only(*ASSESSORS), the("programme_file"), guard=(*ASSESSORS, *COMMITTEE)
    ),
    # ---- The draw of first periods ----
    "launch_draws": PUBLIC,
    "launch_lots": page(everyone(200), the("launch_draw")),
    "desk_accreditation:launch_draws": Row(only("desk"), only("desk", status=422)),
    "desk_accreditation:launch_draw": page(only("desk"), the("launch_draw"), guard=DESK),
    "desk_accreditation:launch_draw|confirmed": page(
        only("desk"), the("confirmed_draw"), guard=DESK
    ),
    "desk_accreditation:launch_progress": page(
        only("desk", status=204), the("launch_draw"), guard=DESK
    ),
    "desk_accreditation:launch_confirm": act(
        only("desk", status=302), the("launch_draw"), guard=DESK
    ),
    "desk_accreditation:launch_take_back": act(
        only("desk", status=302), the("confirmed_draw"), guard=DESK
    ),
    "desk_accreditation:launch_drop": act(only("desk", status=422), the("launch_draw"), guard=DESK),
    "cycle:show_words": act(only("owner", status=422), talk("owner")),
    "cycle:show_words|untold": act(members(404), talk("untold")),
    "cycle:answer": Row(only("owner"), only("owner", status=422), talk("owner")),
    "assessing:answer": Row(only("assessor"), only("assessor", status=422), talk("owner")),
    "assessing:said": page(only(*ASSESSORS), guard=ASSESSORS),
    "cycle:lent": MEMBERS,
    "cycle:lend": Row(only("stranger"), only("stranger", status=422), story_of_stranger),
    "cycle:lent_back": act(only("stranger", status=302), the("lent_story")),
    "assessing:calibrations": page(only(*ASSESSORS), guard=ASSESSORS),
    "assessing:calibration": Row(
        only(*ASSESSORS), only("assessor", other_assessor=422), the("round")
    ),
    "assessing:calibration|closed": Row(only(*ASSESSORS), only(*ASSESSORS), the("closed_round")),
    "assessing:calibration_close": act(only("assessor", status=422), the("round"), guard=ASSESSORS),
    "desk_accreditation:calibration": Row(only("desk"), only("desk", status=422)),
    "desk_accreditation:calibration_round": page(only("desk"), the("round"), guard=DESK),
    "desk_accreditation:calibration_round|closed": page(
        only("desk"), the("closed_round"), guard=DESK
    ),
    "desk_accreditation:calibration_end": act(  # its leader is still there
        only("desk", status=409), the("round"), guard=DESK
    ),
    "assessing:readings": page(only(*ASSESSORS), guard=ASSESSORS),
    "desk_accreditation:quality": page(only("desk"), guard=DESK),
    "desk_accreditation:sample_list": page(only("desk"), the("sample"), guard=DESK),
    "cycle:observer": Row(members(404), members(404), the("observer")),  # PARTICULARS
    "assessing:observer": Row(only("assessor"), only("assessor", status=302), the("observer")),
    "assessing:observing": page(only(*ASSESSORS), guard=ASSESSORS),
    "desk_accreditation:observers": Row(only("desk"), only("desk", status=422)),
    "reader:home": page(only("reader"), guard=READER),
    "reader:reading": Row(only("reader"), only("reader", status=422), the("reading")),
    "reader:reading|read": Row(only(), only(), the("read_reading")),
    "reader:pass_on": act(only("reader", status=302), the("reading"), guard=READER),
    # ---- The desk: applications, never a dossier ----
    "desk:home": page(only("desk"), guard=DESK),
    "desk:figures": page(only("desk"), guard=DESK),
    "desk:condition": page(only(*BACKGROUND), guard=BACKGROUND),
    "desk:retention": page(only(*BACKGROUND), guard=BACKGROUND),
    "desk:figures_out": act(only("desk"), guard=DESK),
    "desk:acts": page(only("administrator"), guard=ADMINISTRATOR),
    "desk:acts_out": act(only("administrator"), guard=ADMINISTRATOR),
    "desk:acts_find": act(only("administrator", status=422), guard=ADMINISTRATOR),
    "desk:acts_of": page(only("administrator"), person("owner"), guard=ADMINISTRATOR),
    "desk:acts_of_out": act(only("administrator"), person("owner"), guard=ADMINISTRATOR),
    "desk:letters": page(only("desk"), guard=DESK),
    "desk:letter": page(only("desk"), lambda w: ["register", "refused"], guard=DESK),
    "desk:letter|unknown": page(only(), lambda w: ["register", "niets"], guard=DESK),
    "desk:letter_mail": page(only("desk"), lambda w: ["register", "refused"], guard=DESK),
    "desk:letter_mail|text_only": page(
        only(), lambda w: ["register", "complaint_received"], guard=DESK
    ),
    "desk:letter_paper": page(only("desk"), lambda w: ["register", "refused"], guard=DESK),
    "desk:letter_paper|text_only": page(
        only(), lambda w: ["register", "complaint_received"], guard=DESK
    ),
    "desk:letter_words": Row(
        only("desk"), only("desk", status=422), lambda w: ["register", "refused"]
    ),
    "desk:letter_version": page(only("desk"), lambda w: ["register", "refused", 0], guard=DESK),
    "desk:letter_version|unknown": page(only(), lambda w: ["register", "refused", 7], guard=DESK),
    "desk_accreditation:reminders": page(only("desk"), guard=DESK),
    "desk:paper_letters": page(only("desk"), guard=DESK),
    "desk:paper_print": act(only("desk"), guard=DESK),
    "desk:paper_address": Row(
        only("desk"), only("desk", status=422), lambda w: [w.paper.letter.person.public_id]
    ),
    "desk:paper_address|nothing_waits": Row(only(), only(), person("peer")),
    "desk:paper_posted": act(only("desk", status=302), the("paper"), guard=DESK),
    "desk:paper_take_back": act(only("desk", status=302), the("posted_paper"), guard=DESK),
    "desk_register:applications": page(only("desk"), guard=DESK),
    "desk_register:assign": act(only("desk", status=302), guard=DESK),
    "desk_register:applications_out": act(only("desk"), guard=DESK),
    "desk_register:filter_save": act(only("desk", status=422), guard=DESK),
    "desk_register:filter_forget": act(only("desk", status=302), the("saved_filter"), guard=DESK),
    "desk_register:application": page(only("desk"), the("asked"), guard=DESK),
    "desk_register:namesakes": act(only("desk", status=302), the("reviewed"), guard=DESK),
    "desk_register:take": act(only("desk", status=302), the("fresh"), guard=DESK),
    "desk_register:ask": act(only("desk", status=422), the("reviewed"), guard=DESK),
    "desk_register:reply": act(only("desk", status=422), the("reviewed"), guard=DESK),
    "desk_register:read": act(only("desk", status=302), the("asked"), guard=DESK),
    "desk_register:application_file": page(only("desk"), the("application_file"), guard=DESK),
    "desk_register:propose_refusal": act(only("desk", status=422), the("reviewed"), guard=DESK),
    "desk_register:drop_refusal": act(only("desk", status=302), the("refusable"), guard=DESK),
    "desk_register:organisation_logins": Row(only(*BACKGROUND), only(*BACKGROUND, status=422)),
    "desk_register:organisation_login_on": act(
        only(*BACKGROUND, status=302), the("login_off"), guard=BACKGROUND
    ),
    "desk_register:organisation_login_off": act(
        only(*BACKGROUND, status=302), the("login_on"), guard=BACKGROUND
    ),
    "desk_register:public_use": page(only("desk"), guard=DESK),
    "desk_register:api_key_new": Row(only("desk"), only("desk", status=422)),
    "desk_register:api_key_end": Row(only("desk"), only("desk", status=302), the("api_key")),
    "desk_register:rules": page(only("desk"), guard=DESK),
    "desk_register:consultation_start": act(only(), guard=DESK),  # the POST names no kind
    "desk_register:consultation": page(only("desk"), the("opened"), guard=DESK),
    "desk_register:consultation|draft": page(only("desk"), the("drafted"), guard=DESK),
    "desk_register:consultation_text": Row(only("desk"), only("desk", status=422), the("drafted")),
    "desk_register:consultation_text|open": Row(only(), only(), the("opened")),
    "desk_register:consultation_open": act(only("desk", status=422), the("drafted"), guard=DESK),
    "desk_register:consultation_ask_assent": act(
        only("desk", status=422), the("drafted"), guard=DESK
    ),
    "desk_register:consultation_withdraw": act(
        only("desk", status=422), the("drafted"), guard=DESK
    ),
    "desk_register:remark_answer": act(only("desk", status=422), the("new_remark"), guard=DESK),
    "desk_register:remark_show": act(only("desk", status=302), the("new_remark"), guard=DESK),
    "desk_register:remark_hold_back": act(only("desk", status=422), the("new_remark"), guard=DESK),
    "desk_register:cases": page(only("desk"), guard=DESK),
    "desk_register:chambers": Row(only("desk"), only("desk", status=422)),
    "desk_register:case_move": act(  # its chamber has enough members
        only("desk", status=409), case_of("objection", "objection"), guard=DESK
    ),
    "desk_register:seat_end": Row(only("desk"), only("desk", status=302), lambda w: [w.seat.pk]),
    "desk_register:charge": Row(only("desk"), only("desk", status=422)),
    "desk_register:measure": page(only("desk"), the("measure"), guard=DESK),
    "desk_register:measure_drop": act(only("desk", status=302), the("measure"), guard=DESK),
    "desk_register:lessons": Row(only("desk"), only("desk", status=422)),
    "desk_register:complaint": page(only("desk"), the("complaint"), guard=DESK),
    "desk_register:complaint_talk": act(only("desk", status=422), the("complaint"), guard=DESK),
    "desk_register:complaint_close": act(only("desk", status=422), the("complaint"), guard=DESK),
    "desk_register:notice": Row(only("desk"), only("desk", status=422), the("entry_notice")),
    "desk_register:invitation_lists": Row(only("desk"), only("desk", status=422)),
    "desk_register:invitation_list": page(only("desk"), the("checked_list"), guard=DESK),
    "desk_register:invitation_list|sent": page(only("desk"), the("sent_list"), guard=DESK),
    "desk_register:invitation_progress": page(
        only("desk", status=204), the("checked_list"), guard=DESK
    ),
    "desk_register:invitation_columns": act(
        only("desk", status=422), the("checked_list"), guard=DESK
    ),
    "desk_register:invitation_row": Row(
        only("desk"), only("desk", status=302), lambda w: [w.checked_list.public_id, 2]
    ),
    "desk_register:invitation_offer": act(only(), the("checked_list"), guard=DESK),
    "desk_register:invitation_send": act(only("desk", status=422), the("checked_list"), guard=DESK),
    "desk_register:invitation_undo": Row(only("desk"), only("desk", status=302), the("sent_list")),
    "desk_register:invitation_discard": act(
        only("desk", status=302), the("checked_list"), guard=DESK
    ),
    "desk_register:organisations": Row(only("desk"), only("desk", status=422)),
    "desk_register:contact_end": Row(only("desk"), only("desk", status=422), the("contact")),
    "desk_register:mergers": Row(only("desk"), only("desk", status=422)),
    "desk_register:merger_cancel": act(only("desk", status=302), the("merger"), guard=DESK),
    "desk_register:people": page(only("desk"), guard=DESK),
    "desk_register:person": page(only("desk"), person("owner"), guard=DESK),
    "desk_register:person|applicant": page(only("desk"), person("applicant"), guard=DESK),
    "desk_register:person|not_applied": page(only(), person("promised"), guard=DESK),
    "desk_register:person_note": act(only("desk", status=422), person("owner"), guard=DESK),
    "desk_register:person_log_out": act(only("desk", status=302), person("stranger"), guard=DESK),
    "desk_register:person_died": Row(only("desk"), only("desk", status=422), person("owner")),
    "desk_register:person_letter": page(only("desk"), letter_of("owner"), guard=DESK),
    "desk_register:person_letter|private": page(only(), letter_of("desk"), guard=DESK),
    "desk_register:name_changes": page(only("desk"), guard=DESK),
    "desk_register:name_change": page(only("desk"), the("name_change"), guard=DESK),
    "desk_register:name_change|done": page(only("desk"), the("renamed"), guard=DESK),
    "desk_register:name_change_done": act(only("desk", status=422), the("name_change"), guard=DESK),
    "desk_register:name_change_decline": act(
        only("desk", status=422), the("name_change"), guard=DESK
    ),
    "desk_accreditation:deaths": page(only("desk"), guard=DESK),
    "desk_accreditation:death": page(only("desk"), the("death"), guard=DESK),
    "desk_accreditation:death_confirm": act(only("desk", status=422), the("death"), guard=DESK),
    "desk_accreditation:death_decline": act(only("desk", status=422), the("death"), guard=DESK),
    "desk_accreditation:death_undo": act(only("desk", status=409), the("death"), guard=DESK),
    "desk_register:edition": page(only("desk"), guard=DESK),
    "desk_register:publish": Row(only("desk"), only("desk", status=302)),
    "desk_register:entry_hold": Row(only("desk"), only("desk", status=422), held_number),
    "desk_register:entry_release": act(only("desk", status=302), the("held_entry"), guard=DESK),
    "desk_register:texts": page(only("desk"), guard=DESK),
    "desk_register:text": Row(only("desk"), only("desk", status=422), lambda w: ["inwoner"]),
    "desk_register:text_version": page(only("desk"), lambda w: ["inwoner", 0], guard=DESK),
    "desk_register:hidden": page(only("desk"), guard=DESK),
    "desk_register:hidden_looked": act(
        only("desk", status=302), lambda w: [w.hidden_registration.number], guard=DESK
    ),
    "desk_register:editions": page(only("desk"), guard=DESK),
    "desk_register:older_edition": page(only("desk"), lambda w: [1], guard=DESK),
    "desk_register:edition_check": act(only("desk"), lambda w: [1], guard=DESK),
    "desk_register:roll_back": Row(only("desk"), only("desk", status=422), lambda w: [1]),
    "desk_accreditation:planning": page(only("desk"), guard=DESK),
    "desk_accreditation:plan_welcome": Row(only("desk"), only(), the("reviewed")),
    "desk_accreditation:admit": Row(only("desk"), only("desk", status=302), the("admissible")),
    "desk_accreditation:reports": page(only("desk"), guard=DESK),
    "desk_accreditation:outlook": page(only("desk"), guard=DESK),
    "desk_accreditation:ask_reading": Row(only("desk"), only("desk", status=422), cycle("owner")),
    "desk_accreditation:another_reader": act(members(404), the("objection"), guard=DESK),
    "desk_accreditation:assessors": page(only("desk"), guard=DESK),
    "desk_accreditation:assessor": Row(only("desk"), only("desk", status=422), person("assessor")),
    "desk_accreditation:assigning": Row(only("desk"), only("desk", status=409), cycle("proposed")),
    "desk_accreditation:assigning|assigned": Row(only(), only(), cycle("waiting")),
    "desk_accreditation:lapses": page(only("desk"), guard=DESK),
    "desk_accreditation:lapse": page(only("desk"), the("lapsing"), guard=DESK),
    "desk_accreditation:lapse|not_silent": page(only(), the("owner_registration"), guard=DESK),
    "desk_accreditation:lapse_confirm": act(only("desk", status=302), the("lapsing"), guard=DESK),
    "desk_accreditation:lapse_keep": act(only("desk", status=302), the("lapsing"), guard=DESK),
    "desk_accreditation:lapse_undo": act(only("desk", status=302), the("lapsed"), guard=DESK),
    "desk_accreditation:notice_pdf": page(only("desk"), the("unsent_notice"), guard=DESK),
    "desk_accreditation:notice_posted": act(
        only("desk", status=302), the("unsent_notice"), guard=DESK
    ),
    "desk_accreditation:notice_returned": act(
        only("desk", status=302), the("sent_notice"), guard=DESK
    ),
    "desk_accounts:jobs": page(only(*BACKGROUND), guard=BACKGROUND),
    "desk_accounts:job_retry": act(
        only(*BACKGROUND, status=302),
        lambda w: [w.dead_job.pk],
        guard=BACKGROUND,
    ),
    "desk_accounts:files_again": act(only(*BACKGROUND, status=302), guard=BACKGROUND),
    # ---- Accounts of others: two of the desk and the administrators, never alone ----
    "desk_accounts:resets": page(only(*BACKGROUND), guard=BACKGROUND),
    "desk_accounts:reset": page(only(*BACKGROUND), the("asked_reset"), guard=BACKGROUND),
    "desk_accounts:reset_check": act(
        only(*BACKGROUND, status=REAUTH), the("asked_reset"), guard=BACKGROUND
    ),
    "desk_accounts:reset_approve": act(
        only(*BACKGROUND, status=REAUTH), the("checked_reset"), guard=BACKGROUND
    ),
    "desk_accounts:reset_stop": act(
        only(*BACKGROUND, status=422), the("asked_reset"), guard=BACKGROUND
    ),
    "desk_accounts:roles": page(only(*BACKGROUND), guard=BACKGROUND),
    "desk_accounts:role_propose": Row(
        only("administrator"),
        only("administrator", status=REAUTH),
        lambda w: [w.people["promised"].public_id],
    ),
    "desk_accounts:role_end": Row(
        only("administrator"), only("administrator", status=REAUTH), lambda w: [w.held_role.pk]
    ),
    "desk_accounts:role_confirm": act(
        only(*BACKGROUND, status=REAUTH), the("role_change"), guard=BACKGROUND
    ),
    "desk_accounts:role_decline": act(  # who proposed it does not decide
        only("desk", status=302, administrator=409), the("role_change"), guard=BACKGROUND
    ),
    "desk_accounts:role_withdraw": act(
        only("administrator", status=302), the("role_change"), guard=("administrator",)
    ),
    # ---- The committee: only what is proposed to it ----
    "committee:cases": page(only("committee"), guard=COMMITTEE),
    "committee:case": page(only("committee"), the("refusable"), guard=COMMITTEE),
    "committee:case|not_proposed": page(only(), the("reviewed"), guard=COMMITTEE),
    "committee:application_file": page(only("committee"), the("contested_file"), guard=COMMITTEE),
    "committee:application_file|not_proposed": page(
        only(), the("application_file"), guard=COMMITTEE
    ),
    "committee:refuse": act(only("committee", status=302), the("refusable"), guard=COMMITTEE),
    "committee:refuse|not_proposed": act(
        only("committee", status=409), the("reviewed"), guard=COMMITTEE
    ),
    "committee:return": act(only("committee", status=302), the("refusable"), guard=COMMITTEE),
    "committee:return|not_proposed": act(only(), the("reviewed"), guard=COMMITTEE),
    # ---- The profession's seats: what was opened to everyone, never a draft ----
    "seat:home": page(only("seat"), guard=SEAT),
    "seat:proposal": Row(only("seat"), only("seat", status=422), the("asked_seats")),
    "seat:proposal|draft": Row(only(), only(), the("drafted")),
    # ---- A chamber: its own cases, and never those of the other ----
    "committee:dossier": page(only("committee"), OBJECTION, guard=COMMITTEE),
    "committee:dossier|measure": page(
        only("committee"), case_of("maatregel", "measure"), guard=COMMITTEE
    ),
    "committee:dossier|hardship": page(only("committee"), HARDSHIP, guard=COMMITTEE),
    "committee:dossier|draft": page(only(), case_of("bezwaar", "draft_objection"), guard=COMMITTEE),
    "committee:dossier|other_chamber": page(only(), OTHER_HARDSHIP, guard=COMMITTEE),
    "committee:propose": act(only("committee", status=422), OBJECTION, guard=COMMITTEE),
    "committee:propose|other_chamber": act(only(), OTHER_HARDSHIP, guard=COMMITTEE),
    "committee:drop": act(only("committee", status=302), HARDSHIP, guard=COMMITTEE),
    "committee:sign": Row(only("committee"), only("committee", status=302), HARDSHIP),
    "committee:sign|not_proposed": Row(
        only("committee", status=302), only("committee", status=409), OBJECTION
    ),
    "committee:prolong": act(only("committee", status=302), OBJECTION, guard=COMMITTEE),
    "committee:message": act(only("committee", status=422), OBJECTION, guard=COMMITTEE),
    "committee:accept_late": act(only("committee", status=422), the("objection"), guard=COMMITTEE),
    "committee:hearing": act(
        only("committee", status=422), case_of("maatregel", "measure"), guard=COMMITTEE
    ),
    "committee:minutes": act(
        only("committee", status=422), case_of("maatregel", "measure"), guard=COMMITTEE
    ),
    # Nobody here has a second reading, or objected to more time:
    # who does is in tests/accreditation/test_second_reading.py.
    "reading:case": page(members(404), the("objection"), guard=COMMITTEE),
    "reading:propose": act(members(404), the("objection"), guard=COMMITTEE),
    "reading:drop": act(members(404), the("objection"), guard=COMMITTEE),
    "reading:prolong": act(members(404), the("objection"), guard=COMMITTEE),
    "reading:sign": Row(members(404), members(404), the("objection")),
    "reading:complaint": page(only("committee"), the("assessor_complaint"), guard=COMMITTEE),
    "reading:complaint_propose": act(
        only("committee", status=422), the("assessor_complaint"), guard=COMMITTEE
    ),
    "reading:complaint_drop": act(
        only("committee", status=302), the("answered_complaint"), guard=COMMITTEE
    ),
    "reading:complaint_prolong": act(
        only("committee", status=302), the("assessor_complaint"), guard=COMMITTEE
    ),
    "reading:complaint_sign": Row(
        only("committee"), only("committee", status=409), the("answered_complaint")
    ),
    "reading:objection": page(members(404), the("objection"), guard=COMMITTEE),
}

# Nobody decides on the own case, a role that ended opens nothing, and who changes how to log in
# types the password first: who, method, address, thing, answer.
# The desk may look at the own application as the applicant does, no more.
PARTICULARS: tuple[tuple[str, str, str, Args, Cell], ...] = (
    ("desk_applicant", "GET", "desk_register:application", the("own_of_desk"), 200),
    ("desk_applicant", "POST", "desk_register:take", the("own_of_desk"), 409),
    ("desk_applicant", "POST", "desk_register:ask", the("own_of_desk"), 409),
    ("desk_applicant", "POST", "desk_register:namesakes", the("own_of_desk"), 409),
    ("desk_applicant", "POST", "desk_register:reply", the("own_of_desk"), 409),
    ("desk_applicant", "POST", "desk_register:read", the("own_of_desk"), 409),
    ("desk_applicant", "POST", "desk_register:propose_refusal", the("own_of_desk"), 409),
    ("desk_applicant", "POST", "desk_register:drop_refusal", the("own_of_desk"), 409),
    ("desk_applicant", "POST", "desk_accreditation:plan_welcome", the("own_of_desk"), 409),
    ("desk_applicant", "GET", "desk_register:person", person("desk_applicant"), 404),
    ("committee_applicant", "GET", "committee:case", the("own_of_committee"), 404),
    ("committee_applicant", "POST", "committee:refuse", the("own_of_committee"), 404),
    ("committee_applicant", "POST", "committee:return", the("own_of_committee"), 404),
    ("committee_applicant", "POST", "committee:sign", HARDSHIP, 409),  # made the proposal
    ("other_chamber", "GET", "committee:dossier", OBJECTION, 404),
    ("other_chamber", "GET", "committee:dossier", OTHER_HARDSHIP, 200),
    ("other_chamber", "POST", "committee:propose", OBJECTION, 404),
    ("other_chamber", "POST", "committee:sign", HARDSHIP, 404),
    ("unseated", "GET", "committee:cases", lambda w: [], 200),
    ("unseated", "GET", "committee:case", the("refusable"), 404),
    ("unseated", "POST", "committee:refuse", the("refusable"), 409),
    ("unseated", "GET", "committee:dossier", OBJECTION, 404),
    ("former_assessor", "GET", "assessing:agenda", lambda w: [], 404),
    ("former_assessor", "GET", "assessing:cases", lambda w: [], 404),
    ("former_assessor", "GET", "assessing:case", cycle("left"), 404),
    ("former_assessor", "GET", "assessing:dossier", cycle("left"), 404),
    ("former_assessor", "POST", "assessing:open", cycle("left"), 404),
    ("begun", "GET", "cycle:observer", the("observer"), 200),
    ("begun", "POST", "cycle:observer", the("observer"), 302),
    ("begun", "POST", "cycle:waited", lambda w: [], 302),
    ("seat_spoken", "POST", "seat:proposal", the("asked_seats"), 409),
    ("seated", "GET", "cycle:welcome", lambda w: [], 200),
    ("seated", "POST", "cycle:welcome", lambda w: [], 404),  # names no moment
    ("seated", "POST", "cycle:welcome_alone", lambda w: [], 302),
    ("admissible", "GET", "cycle:welcome", lambda w: [], 404),  # the talk was held
    ("owner", "POST", "account_email", lambda w: [], REAUTH),
    ("lapsed", "POST", "cycle:erase", lambda w: [], REAUTH),
    # Who came in by link and code reads that one share, until it ends, and nothing else.
    ("guest", "GET", "shared:door", lambda w: [w.guest_token], 200),
    ("guest", "GET", "shared:door", lambda w: [w.reader_token], 200),  # the door of another
    ("guest", "GET", "shared:door", lambda w: [w.ended_token], 410),
    ("guest", "POST", "shared:comment", guest_thing("guest_item"), 422),
    ("guest", "GET", "shared:comment_delete", guest_thing("guest_comment"), 200),
    ("guest", "POST", "shared:comment_delete", guest_thing("guest_comment"), 302),
    ("guest", "GET", "shared:comment_delete", guest_thing("answer_to_guest"), 404),
    ("guest", "GET", "shared:comment_delete", guest_thing("reader_comment"), 404),
    ("guest", "POST", "shared:peer_answer", lambda w: [w.guest_token], 409),  # not asked
    ("guest", "POST", "shared:peer_line", lambda w: [w.guest_token], 404),
    ("guest", "GET", "dossier:shared", the("guest_grant"), LOGIN),
    ("guest", "GET", "dossier:share", the("guest_grant"), LOGIN),
)
# What these POSTs carry, so that the answer is about the person and not about an empty form.
TYPED: dict[str, Callable[[World], dict[str, str]]] = {
    "account_email": lambda w: {"email": "nieuw@example.org", "action_add": "ja"},
    "seat:proposal": lambda w: {"yes": "no", "reason": "Toch niet."},
    "desk_register:ask": lambda w: {"text": "Kun je dit uitleggen?"},
    "desk_register:namesakes": lambda w: {},
    "desk_register:reply": lambda w: {"reply-text": "Even een bericht."},
    "desk_register:propose_refusal": lambda w: {"reason": "Het kan niet.", "way_on": "Zo wel."},
    "desk_accreditation:plan_welcome": lambda w: {"slot": str(w.other_slot.public_id)},
}
