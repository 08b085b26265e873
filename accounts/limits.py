"""How often one person may do what sends mail or files, and when somebody may try again.

allauth counts logins, codes, sign-ups and what else it does itself; its limits are in the
settings. These are ours, counted in the same way and the same place (docs/adr/0005).
"""

import math
import time
from collections.abc import Callable
from datetime import time as clock_time
from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse

from accounts import public_use
from outbox import jobs

OURS = "accounts"  # the first part of the key of our counters
THEIRS = "allauth.account"
A_MINUTE = 60
SENDS_MAIL = "20/h/user"
SENDS_FILES = "120/h/user"  # each is opened, which is work
MAKES_WORK = "20/h/user"  # a job of minutes, or a question to another server
SEEN_BY_ALL = "60/h/user"
FROM_ONE_PLACE = "30/h/ip"  # also without an account; a town hall is one place
LISTS = "120/h/ip"  # each of a hundred pairs at most, or one certificate of some pages
# What is sent (POST) to these addresses writes to other people, brings files, or makes work. A form
# that is sent more than once before it is done has more room.
LIMITS = {
    "together:group_invite": SENDS_MAIL,
    "together:session_new": SENDS_MAIL,
    "together:meeting_new": SENDS_MAIL,
    "together:meeting_choose": SENDS_MAIL,
    "together:meeting_move": SENDS_MAIL,
    "together:meeting_cancel": SENDS_MAIL,
    "together:group_hand_over": SENDS_MAIL,
    "together:group_split": SENDS_MAIL,
    "together:feedback_link": SENDS_MAIL,
    "together:feedback_cards": SENDS_FILES,
    "feedback:card": FROM_ONE_PLACE,
    "feedback:report": FROM_ONE_PLACE,
    "feedback:withdraw": FROM_ONE_PLACE,
    "together:mentor_ask": SENDS_MAIL,
    "together:visit_ask": SENDS_MAIL,
    "provider:invite": SENDS_MAIL,
    "provider:run_lists": SENDS_FILES,
    "provider:list_send": SENDS_MAIL,
    "provider:run_cohort": SENDS_MAIL,
    "courses:attendance_dispute": SENDS_MAIL,
    "programmes:request": SENDS_FILES,
    "programmes:message": SENDS_FILES,
    "programme_reader:message": SENDS_MAIL,
    "together:mentorship_meet": SENDS_MAIL,
    "together:place_ask": SENDS_MAIL,
    "together:request_answer": SENDS_MAIL,
    "cycle:hand_in": "40/h/user",
    "cycle:take_back": SENDS_MAIL,
    "cycle:book": SENDS_MAIL,
    "cycle:cancel": SENDS_MAIL,
    "cycle:welcome": SENDS_MAIL,
    "cycle:welcome_alone": SENDS_MAIL,
    "assessing:accept": SENDS_MAIL,
    "assessing:decline": SENDS_MAIL,
    "assessing:cancel": SENDS_MAIL,
    "cycle:complain": SENDS_MAIL,
    "assessing:calendar_file": SENDS_FILES,
    "assessing:calendar_address": MAKES_WORK,
    "registration:application_promise": SENDS_MAIL,
    "registration:application_answer": SENDS_MAIL,
    "register:remark": FROM_ONE_PLACE,
    "registration:application_message": SENDS_MAIL,
    "registration:case_message": SENDS_MAIL,
    "register:complain": FROM_ONE_PLACE,
    "register:notice": FROM_ONE_PLACE,
    "register:death_report": FROM_ONE_PLACE,
    "register:list_check": LISTS,
    "register:verify": LISTS,
    "recovery:ask": FROM_ONE_PLACE,
    "desk_register:invitation_send": SENDS_MAIL,
    "portable:bring_in": SENDS_FILES,
    "portable:take_all": MAKES_WORK,
    "portable:take_some": MAKES_WORK,
    "dossier:activity_new": SENDS_FILES,  # with or without a file
    "dossier:activity_evidence": SENDS_FILES,
    "dossier:story_evidence": SENDS_FILES,
    "dossier:evidence_replace": SENDS_FILES,
    "dossier:share_new": SEEN_BY_ALL,
    "dossier:peer_ask": SENDS_MAIL,
    "knowledge:report": SENDS_MAIL,
    "knowledge:comment": SEEN_BY_ALL,
    "knowledge:literature_new": SEEN_BY_ALL,
    "dossier:share_comment": SENDS_MAIL,
    "dossier:shared_comment": SENDS_MAIL,
    "shared:door": FROM_ONE_PLACE,
    "shared:code": FROM_ONE_PLACE,
    "shared:comment": FROM_ONE_PLACE,
}
# Questions to the public register, counted by `accounts.public_use`: a budget a minute and a day.
# A search counts itself, when it knows how many names it shows.
QUESTIONS = frozenset({"register:entry", "register:certificate", "register:list_check"})
# Of one thing, whoever asks and from wherever; a view counts these itself, by `has_room`.
OF_ONE_THING = {
    "share_code": "1/10s/key,10/h/key",
    "share_try": "10/h/key",
}
# The names that allauth gives to its own acts, by the address where each is done.
ALLAUTH_ACTS = {
    "account_login": "login",
    "account_signup": "signup",
    "account_reset_password": "reset_password",
    "account_reauthenticate": "reauthenticate",
    "account_change_password": "change_password",
    "account_email": "manage_email",
}


class LimitMiddleware:
    """Counts what LIMITS names, by person or by place; refuses with a page that says until when."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not settings.LIMITS:
            return None
        name = request.resolver_match.view_name
        if name in QUESTIONS:
            used = public_use.count_address(request)
            if used.is_too_much:
                return refuse(request, used)
        if name not in LIMITS or request.method != "POST":
            return None
        if not LIMITS[name].endswith("/ip") and not request.user.is_authenticated:
            return None
        if ratelimit.consume(request, app=OURS, action=name, config=LIMITS):
            return None
        refused: HttpResponse = ratelimit.respond_429(request)
        return refused


def refuse(request: Any, used: public_use.Used) -> HttpResponse:
    """429 for a question to the public register, with when the budget has room again."""
    request.public_use = used
    refused: HttpResponse = ratelimit.respond_429(request)
    return refused


def has_room(request: HttpRequest, action: str, thing: str) -> bool:
    """Count one try of what OF_ONE_THING names; False when there were too many."""
    if not settings.LIMITS:
        return True
    counted = ratelimit.consume(request, app=OURS, action=action, config=OF_ONE_THING, key=thing)
    return counted is not None


@jobs.job("accounts.forget_counters", daily_at=clock_time(4, 20))
def forget_counters() -> None:
    """Remove counters that count no more: each write to the table looks how full it is."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_cache WHERE expires < now()")


def seconds_to_wait(request: HttpRequest) -> int:
    """Until this same request is allowed again; a minute where that depends on what was typed."""
    used: public_use.Used | None = getattr(request, "public_use", None)
    if used is not None:
        return used.seconds_to_wait
    name = request.resolver_match.view_name if request.resolver_match else ""
    if name in LIMITS:
        rates = ratelimit.get_rates(app=OURS, action=name, config=LIMITS)
        waits = [wait(request, OURS, name, rate) for rate in rates]
    else:
        action = ALLAUTH_ACTS.get(name, "")
        rates = ratelimit.get_rates(app=THEIRS, action=action)
        waits = [wait(request, THEIRS, action, rate) for rate in rates if rate.per != "key"]
    return max(waits, default=0) or A_MINUTE


def wait(request: HttpRequest, app: str, action: str, rate: ratelimit.Rate) -> int:
    """Whole seconds until the oldest of the counted tries is forgotten; 0 when there is room."""
    key = ratelimit.get_cache_key(request, app=app, action=action, rate=rate)
    history = cache.get(key, [])
    if len(history) < rate.amount:
        return 0
    return max(0, math.ceil(history[rate.amount - 1] + rate.duration - time.time()))
