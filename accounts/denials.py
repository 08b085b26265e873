"""One line in the log for each attempt that was refused: who, which page, why; never what.

No address as typed, no query, nothing that was sent: only the name of the page.
"""

import logging
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

ROLE, OBJECT, FORBIDDEN, FORM, LIMIT, STATE = (
    "without the role", "not theirs", "forbidden", "form without its token", "too often",
    "not in this state",
)  # fmt: skip
logger = logging.getLogger("register.denied")


class DenialMiddleware:
    """Stands around everything that can refuse, within what knows who is asking."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.denied = ""
        response = self.get_response(request)
        if reason := request.denied or reason_of(request, response.status_code):
            write_down(request, reason)
        return response


def note(request: HttpRequest, reason: str) -> None:
    """Say why a request was refused, where the status of the answer does not."""
    request.denied = reason  # type: ignore[attr-defined]


def reason_of(request: Any, status: int) -> str:
    """Why, from the answer: strangers get 404, so that they do not learn what there is."""
    match status:
        case 429:
            return LIMIT
        case 409:
            return STATE
        case 403:
            return FORBIDDEN
        case 404 if request.resolver_match and request.user.is_authenticated:
            return lacking(request)
    return ""


def lacking(request: Any) -> str:
    """What somebody lacked for whom there is no such page; nothing on a public one."""
    access = getattr(request.resolver_match.func, "access", "")
    kind, _, roles = access.partition(": ")
    if kind == "public":
        return ""
    if kind == "roles" and not set(roles.split(", ")) & set(request.roles):
        return ROLE
    return OBJECT


def write_down(request: Any, reason: str) -> None:
    logger.warning(
        "denied: %s; page %s; method %s; person %s",
        reason,
        request.resolver_match.view_name if request.resolver_match else "unknown",
        request.method if request.method in METHODS else "other",
        request.user.pk or "nobody",
    )


METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
