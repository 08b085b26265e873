"""Lines of the log: with the id of their request, without the rows that a database quotes.

The id is on the error page, in events and in the jobs that the request entered: a number that
somebody reads aloud finds all of it.
"""

import json
import logging
import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import override

from django.http import HttpRequest, HttpResponse

QUOTED_ROW = re.compile(
    r"^DETAIL:.*?(?=^\S*\s*$|^The above|^Traceback|\Z)", re.MULTILINE | re.DOTALL
)
request_id: ContextVar[str] = ContextVar("request_id", default="")


@contextmanager
def in_request(number: str) -> Iterator[None]:
    """What is logged, recorded and entered inside belongs to that request."""
    token = request_id.set(number)
    try:
        yield
    finally:
        request_id.reset(token)


class RequestIdMiddleware:
    """Gives each request an id; outermost, so that whatever refuses it has one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = uuid.uuid4().hex[:12]  # type: ignore[attr-defined]
        with in_request(request.request_id):  # type: ignore[attr-defined]
            return self.get_response(request)


class OfRequest(logging.Filter):
    """Each line names its request; '-' outside one."""

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)  # Django has left it when it says the status
        record.request_id = getattr(request, "request_id", "") or request_id.get() or "-"
        return True


class WithoutAddress(logging.Filter):
    """Django names the path of a request that failed. It may be a key: the page is enough."""

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            match = request.resolver_match
            page = match.view_name if match else "unknown page"
            path = request.path.encode("unicode_escape").decode("ascii")  # as Django writes it
            record.args = tuple(page if one == path else one for one in record.args)
        return True


class WithoutRows(logging.Formatter):
    """PostgreSQL names a refused row in full after DETAIL; people's texts stay out of the log."""

    @override
    def formatException(self, ei: object) -> str:
        return QUOTED_ROW.sub("DETAIL: (left out)\n", super().formatException(ei))  # type: ignore[arg-type]


class Json(WithoutRows):
    """One object a line, for programs. Only these: what Django adds may hold an address."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "request": getattr(record, "request_id", "-"),
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
