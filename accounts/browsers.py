"""Browsers in words, and whether this person was seen in this one before."""

import functools
import ipaddress

import ua_parser
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from accounts.models import User

UNKNOWN = "een onbekend apparaat"
BROWSERS = {
    "Chrome": "Chrome",
    "Chrome Mobile": "Chrome",
    "Chrome Mobile iOS": "Chrome",
    "HeadlessChrome": "Chrome",
    "Chromium": "Chromium",
    "Edge": "Edge",
    "Edge Mobile": "Edge",
    "Firefox": "Firefox",
    "Firefox Mobile": "Firefox",
    "Firefox iOS": "Firefox",
    "Safari": "Safari",
    "Mobile Safari": "Safari",
    "Opera": "Opera",
    "Opera Mobile": "Opera",
    "Samsung Internet": "Samsung Internet",
    "DuckDuckGo Mobile": "DuckDuckGo",
    "Vivaldi": "Vivaldi",
}
SYSTEMS = {
    "Windows": "Windows",
    "Mac OS X": "een Mac",
    "Linux": "Linux",
    "Ubuntu": "Linux",
    "Fedora": "Linux",
    "Chrome OS": "een Chromebook",
    "Android": "Android",
}
APPLE = {"iPhone": "een iPhone", "iPad": "een iPad"}


def of(request: HttpRequest) -> str:
    return in_words(request.headers.get("User-Agent", ""))


@functools.lru_cache(maxsize=1024)
def in_words(user_agent: str) -> str:
    """What a browser says of itself: "Chrome op Windows"."""
    said = ua_parser.parse(user_agent)
    browser = BROWSERS.get(said.user_agent.family, "") if said.user_agent else ""
    system = SYSTEMS.get(said.os.family, "") if said.os else ""
    if said.device:
        system = APPLE.get(said.device.family, system)
    return " op ".join(filter(None, (browser, system))) or UNKNOWN


# What a session is bound to is coarser than the words: on a phone or tablet somebody asks for the
# page for computers, or makes the window small, and the browser calls itself another machine.
KEY_VERSION = (
    "1"  # another when the lists above change, so that nobody is logged out by a new release
)
MACHINES = {
    "een Mac": "apple", "een iPhone": "apple", "een iPad": "apple",
    "Linux": "linux", "Android": "linux", "een Chromebook": "linux",
}  # fmt: skip


def key_of(request: HttpRequest) -> str:
    browser, _, machine = of(request).partition(" op ")
    return f"{KEY_VERSION} {browser} {MACHINES.get(machine, machine)}"


def is_other(request: HttpRequest, kept: str) -> bool:
    """Whether this is another browser than the one with that key; a key of before says nothing."""
    return kept.startswith(f"{KEY_VERSION} ") and kept != key_of(request)


def network(address: str) -> str:
    """The part of an address that says which network it is; the rest stays out of sight."""
    found = ipaddress.ip_address(address)
    if found.is_loopback:
        return "deze computer zelf"
    parts = found.exploded.split("." if found.version == 4 else ":")
    return ".".join(parts[:2]) if found.version == 4 else ":".join(parts[:3])


# ---- Seen before. A cookie with a mark for each person who logged in here; no table. ----

COOKIE = "__Host-known" if settings.SECURE else "known"
MOST_PEOPLE = 8  # of a shared computer
A_YEAR = 60 * 60 * 24 * 365


def mark_of(user: User) -> str:
    """Tells nobody else who it is, and cannot be made by anybody else."""
    made = salted_hmac("accounts.browsers", str(user.public_id), algorithm="sha256")
    return made.hexdigest()[:32]


def marks(request: HttpRequest) -> list[str]:
    return [mark for mark in request.COOKIES.get(COOKIE, "").split(".") if mark]


def knows(request: HttpRequest, user: User) -> bool:
    return mark_of(user) in marks(request)


def remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    mark = mark_of(user)
    kept = [mark, *(other for other in marks(request) if other != mark)][:MOST_PEOPLE]
    response.set_cookie(
        COOKIE,
        ".".join(kept),
        max_age=A_YEAR,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )
