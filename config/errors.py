"""The pages that say what went wrong and what to do; named by Django's handlers.

Each shows the number of the request, with which the register can find it in the log.
"""

import errno
import logging
import sys
from datetime import timedelta
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token
from psycopg2.errors import InsufficientPrivilege, ReadOnlySqlTransaction

from accounts import denials, limits
from accounts.middleware import page_of
from kit import clock
from kit.file_places import FilesAway
from register.api import door

logger = logging.getLogger(__name__)
TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
NO_ROOM = (
    "Bij ons is nu geen ruimte voor bestanden. Er is niets half bewaard. Probeer het later opnieuw."
)


def page(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    if door.is_for(request):
        return of_the_api(status)
    context["request_id"] = getattr(request, "request_id", "")
    return render(request, f"{status}.html", context, status=status)


def bare_page(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    """A page without user, menu or database, for when these may be what is broken."""
    if door.is_for(request):
        return of_the_api(status)
    context["request_id"] = getattr(request, "request_id", "")
    return HttpResponse(render_to_string(f"{status}.html", context), status=status)


def of_the_api(status: int) -> HttpResponse:
    """For a program: what the page would say, as a problem."""
    return door.problem(status, "Kijk in de beschrijving van de API: /ontwikkelaars/.")


@requires_csrf_token
def handler400(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request we cannot read; 413 when it is too large."""
    return page(request, 413 if isinstance(exception, TOO_LARGE) else 400)


@requires_csrf_token
def handler403(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 403)


@requires_csrf_token
def handler404(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 404)


def handler429(request: HttpRequest) -> HttpResponse:
    """Too many tries in a short time; allauth calls this by its name in the urls module.

    A script gets a sentence, to show beside what was typed.
    """
    seconds = limits.seconds_to_wait(request)
    minutes = -(-seconds // 60)
    if request.headers.get("HX-Request"):
        words = "een minuut" if minutes == 1 else f"{minutes} minuten"
        sentence = f"Dit is in korte tijd vaak gedaan. Probeer het over {words} opnieuw."
        used = getattr(request, "public_use", None)
        if used and used.is_too_many_names:
            sentence = "Vul de voornaam en de hele achternaam in, of het nummer."
        response = HttpResponse(sentence, content_type="text/plain; charset=utf-8", status=429)
    else:
        until = clock.now() + timedelta(minutes=minutes)
        used = getattr(request, "public_use", None)
        context = {"minutes": minutes, "until": until, "back": page_of(request), "used": used}
        response = page(request, 429, **context)
    response["Retry-After"] = str(seconds)
    return response


def handler500(request: HttpRequest) -> HttpResponse:
    """Also of what goes wrong around a view; while it is handled, the error can be asked for."""
    error = sys.exception()
    if is_full(error):
        return no_room(request, error)
    return unavailable(request, error) if is_away(error) else bare_page(request, 500)


def is_away(error: BaseException | None) -> bool:
    """The database or the files cannot be reached, or the role may not write."""
    if isinstance(error, ProgrammingError):
        return isinstance(error.__cause__, (InsufficientPrivilege, ReadOnlySqlTransaction))
    return isinstance(error, (OperationalError, InterfaceError, FilesAway))


def unavailable(request: HttpRequest, error: BaseException | None = None) -> HttpResponse:
    """503: what we need cannot be reached; the browser may try again after half a minute."""
    of_files = isinstance(error, FilesAway)
    if error is not None:
        what = "the files" if of_files else "the database"
        logger.error("%s: %s", what, str(error).partition("\n")[0])
    response = bare_page(request, 503, of_files=of_files)
    response["Retry-After"] = "30"
    return response


def is_full(error: BaseException | None) -> bool:
    """A disk, a quota or the largest size of a file: what was to be written does not fit."""
    return isinstance(error, OSError) and error.errno in FULL


def no_room(request: HttpRequest, error: BaseException | None = None) -> HttpResponse:
    """507: what somebody sends does not fit with us, and nothing of it was kept.

    A script gets a sentence, to show beside what was typed.
    """
    if error is not None:
        logger.error("no room: %s", getattr(error, "strerror", ""))
    if request.headers.get("HX-Request"):
        return HttpResponse(NO_ROOM, content_type="text/plain; charset=utf-8", status=507)
    return bare_page(request, 507)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long, or the person logged in again: nothing was changed.

    On the page it came from, portal.js puts back what was typed.
    """
    denials.note(request, denials.FORM)
    return page(request, 403, form_expired=True, back=page_of(request))


def not_allowed(request: HttpRequest, message: str) -> HttpResponse:
    """409: the act is not possible (any more); `message` says why, in words for the person."""
    return page(request, 409, message=message)
