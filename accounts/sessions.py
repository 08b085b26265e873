"""Sessions: how long one lasts, which ones a person has, and how they end.

All of this is in real time: the demo clock moves the register, not who is logged in.
"""

import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from datetime import time as clock_time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts import browsers, factors, notices
from accounts.actors import Actor
from accounts.models import User
from audit.acts import act, record
from outbox import jobs

BEGUN, SEEN = "begun_at", "seen_at"  # keys in the session: seconds since 1970
BROWSER = "browser"  # another key: where it began
IDLE, LONGEST, COPIED = "idle", "longest", "copied"  # why a session ends
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Left:
    """How long this session still lasts when nothing happens; `fixed`: activity does not help."""

    seconds: int
    fixed: bool

    @property
    def warn(self) -> int:
        """How long before the end the page warns."""
        return int(settings.SESSION_WARN_SECONDS)


def begin(request: HttpRequest, user: User) -> None:
    """Note when this session began, and enter it in the list of the person."""
    request.session[BEGUN] = request.session[SEEN] = time.time()
    request.session[BROWSER] = browsers.key_of(request)
    longest = UserSession._meta.get_field("user_agent").max_length
    UserSession.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={
            "user": user,
            "ip": get_adapter().get_client_ip(request),
            "user_agent": request.headers.get("User-Agent", "")[:longest],
        },
    )


def idle_seconds(*, powerful: bool) -> int:
    """How long somebody may do nothing: shorter for who holds a role."""
    return settings.SESSION_IDLE_SECONDS_ROLE if powerful else settings.SESSION_IDLE_SECONDS


def noted_every() -> int:
    """Activity is written at most so often, in seconds: once a minute."""
    return min(60, settings.SESSION_IDLE_SECONDS_ROLE // 10)


def left(session: Any, *, powerful: bool) -> Left:
    now = time.time()
    idle = session.get(SEEN, 0) + idle_seconds(powerful=powerful) - now
    longest = session.get(BEGUN, 0) + settings.SESSION_LONGEST_SECONDS - now
    return Left(max(0, round(min(idle, longest))), fixed=longest <= idle)


def why_over(request: HttpRequest, user: User) -> str:
    """Why the session is over, else nothing. Asks for roles only when it matters.

    A session that does not say when it began is over. So is one that turns up in another browser
    than where it began: a cookie does not walk by itself. (A newer version is the same browser.)
    """
    session, now = request.session, time.time()
    if browsers.is_other(request, session.get(BROWSER, "")):
        return COPIED
    if now - session.get(BEGUN, 0) >= settings.SESSION_LONGEST_SECONDS:
        return LONGEST
    idle = now - session.get(SEEN, 0)
    if idle >= settings.SESSION_IDLE_SECONDS:
        return IDLE
    if idle >= settings.SESSION_IDLE_SECONDS_ROLE and factors.is_powerful(user):
        return IDLE
    return ""


def note_activity(request: HttpRequest, *, at_once: bool = False) -> None:
    """Somebody did something. Not written too often, unless `at_once`.

    Saved here and not at the end of the request, so that another request of the same person
    cannot put back what it read before. Raises UpdateError when the session was ended meanwhile.
    """
    session, now = request.session, time.time()
    if not at_once and now - session.get(SEEN, 0) < noted_every():
        return
    modified = session.modified
    session[SEEN] = now
    session.save()
    session.modified = modified
    UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=moment(now))


def moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


# ---- The list ----


@dataclass(frozen=True)
class Listed:
    """One line of the list of sessions, in words."""

    row: UserSession
    is_this: bool

    @property
    def device(self) -> str:
        return browsers.in_words(self.row.user_agent)

    @property
    def network(self) -> str:
        return browsers.network(self.row.ip)


def alive(user: User) -> list[UserSession]:
    """The sessions in which this person is logged in now, the last seen first."""
    now = time.time()
    rows = UserSession.objects.filter(
        user=user,
        last_seen_at__gt=moment(now - settings.SESSION_IDLE_SECONDS - noted_every()),
        created_at__gt=moment(now - settings.SESSION_LONGEST_SECONDS),
    ).order_by("-last_seen_at", "-pk")
    found = list(rows)
    keys = [row.session_key for row in found]
    stored = Session.objects.filter(session_key__in=keys, expire_date__gt=moment(now))
    kept = set(stored.values_list("session_key", flat=True))
    return [row for row in found if row.session_key in kept]


def listed(user: User, this_key: str | None) -> list[Listed]:
    rows = [Listed(row, row.session_key == this_key) for row in alive(user)]
    return sorted(rows, key=lambda line: not line.is_this)


def others(user: User, this_key: str | None) -> QuerySet[UserSession]:
    return UserSession.objects.filter(user=user).exclude(session_key=this_key or "")


def end(rows: Iterable[UserSession]) -> int:
    """Log out in these: the next request there is anonymous."""
    rows = list(rows)
    with transaction.atomic():
        Session.objects.filter(session_key__in=[row.session_key for row in rows]).delete()
        UserSession.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def end_for(user: User, *, by: Actor) -> int:
    """The register logs somebody out everywhere, who called because a device was stolen.

    It opens nothing: whoever it is logs in again in the ordinary way. The person is told.
    """
    with act("user.end_sessions", user, by=by):
        ended = end(UserSession.objects.filter(user=user))
        notices.tell(user, "logged_out")
    return ended


def end_copied(request: HttpRequest, user: User) -> None:
    """Somebody used a session in another browser: whoever it is, the person hears it, once."""
    logger.warning("a session of user %s came from another browser", user.pk)
    with transaction.atomic():
        ended, _ = Session.objects.filter(session_key=request.session.session_key).delete()
        if ended:
            record("user.end_copied_session", user, by=Actor.system("accounts.sessions"))
            notices.tell(user, "session_copied", device=browsers.of(request))


def forget(session_key: str | None) -> None:
    """The session is over: so is what we know of its browser and network."""
    UserSession.objects.filter(session_key=session_key or "").delete()


@jobs.job("accounts.forget_sessions", daily_at=clock_time(4, 10))
def forget_what_is_over() -> None:
    """Remove everything of sessions that can no longer be used."""
    now = time.time()
    oldest = moment(now - settings.SESSION_LONGEST_SECONDS)
    idle = moment(now - settings.SESSION_IDLE_SECONDS - noted_every())
    rows = UserSession.objects
    end(rows.filter(created_at__lt=oldest) | rows.filter(last_seen_at__lt=idle))
    Session.objects.filter(expire_date__lt=moment(now)).delete()
