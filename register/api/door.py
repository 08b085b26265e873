"""What holds for every answer of the API: who asks, how much may be asked, headers and problems."""

import functools
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase

from accounts import public_use
from accounts.access import public
from accounts.public_use import Used
from kit import clock
from register import api_keys
from register.api.additions import Addition

VERSION = "1.1.0"
PREFIX = "/api/"
KEY_HEADER = "X-Api-Key"
TITLES = {
    HTTPStatus.BAD_REQUEST: "De vraag klopt niet",
    HTTPStatus.UNAUTHORIZED: "De sleutel klopt niet",
    HTTPStatus.FORBIDDEN: "Dit mag niet",
    HTTPStatus.NOT_FOUND: "Niet gevonden",
    HTTPStatus.METHOD_NOT_ALLOWED: "Dit kan hier niet",
    HTTPStatus.CONFLICT: "Dit kan nu niet",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "De vraag is te groot",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "Stuur JSON",
    HTTPStatus.TOO_MANY_REQUESTS: "Even wachten",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Er ging bij ons iets mis",
    HTTPStatus.SERVICE_UNAVAILABLE: "Het register is even niet bereikbaar",
    HTTPStatus.INSUFFICIENT_STORAGE: "Er is nu geen ruimte",
}
WRONG_KEY = "Deze sleutel bestaat niet of is beëindigd. Vraag het register om een nieuwe."
WRONG_METHOD = "Dit adres kent deze methode niet. De kop Allow zegt welke wel."
WRONG_TYPE = "Stuur de vraag als JSON, met Content-Type application/json."
NOT_SECURE = "Deze vraag kwam zonder https: wie meelas, kent nu ook de sleutel die erbij zat."
TOO_OFTEN = "Het budget is op. De kop Retry-After zegt over hoeveel seconden het weer kan."
OF_THE_REGISTER = "the API says what the public register says"
View = Callable[..., HttpResponseBase]


def is_for(request: HttpRequest) -> bool:
    return request.path.startswith(PREFIX)


def problem(status: int, detail: str, **headers: str) -> HttpResponse:
    """What went wrong, by RFC 9457."""
    facts = {
        "type": "about:blank",
        "title": TITLES[HTTPStatus(status)],
        "status": int(status),
        "detail": detail,
    }
    response = JsonResponse(
        facts, status=status, content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )  # fmt: skip
    for name, value in headers.items():
        response.headers[name.replace("_", "-")] = value
    return with_headers(response)


def with_headers(response: HttpResponse) -> HttpResponse:
    response.headers["API-Version"] = VERSION
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Language"] = "nl"
    return response


def with_budget(response: HttpResponse, used: Used) -> HttpResponse:
    """By the draft of RateLimit header fields of the IETF."""
    budget = used.budget
    response.headers["RateLimit-Policy"] = (
        f'"minuut";q={budget.a_minute};w=60, "dag";q={budget.a_day};w=86400'
    )
    response.headers["RateLimit"] = f'"minuut";r={used.left};t={used.seconds_to_wait}'
    return response


def count(request: HttpRequest) -> Used | None:
    """One more question, of the key or else of the address; None for a key that is not known."""
    secret = request.headers.get(KEY_HEADER)
    if secret is None:
        return public_use.count_address(request)
    key = api_keys.find(secret)
    return api_keys.count(key, clock.now()) if key else None


def door(view: Any, *, takes_json: bool, added: Addition | None = None) -> View:
    """Around every operation: a budget first, then the answer with its headers.

    Over plain http nothing is answered and nothing redirected: a program would follow unnoticed,
    and send its key in the open each time.
    """

    @public(added.reason if added else OF_THE_REGISTER)
    @functools.wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if settings.SECURE_SSL_REDIRECT and not request.is_secure():
            return problem(403, NOT_SECURE)
        used = added.count(request) if added else count(request)
        if used is None:
            why = added.wrong_key if added else WRONG_KEY
            return problem(401, why, WWW_Authenticate=f'ApiKey header="{KEY_HEADER}"')
        if used.is_too_much:
            wait = str(used.seconds_to_wait)
            return with_budget(problem(429, TOO_OFTEN, Retry_After=wait), used)
        if takes_json and request.method == "POST" and request.content_type != "application/json":
            return with_budget(problem(415, WRONG_TYPE), used)
        response = answer(view, request, *args, **kwargs)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            response = problem(405, WRONG_METHOD, Allow=response.headers["Allow"])
        return with_budget(with_headers(response), used)

    return answered


def answer(view: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """HEAD is answered as GET; the server leaves out the body."""
    asked = request.method
    if asked == "HEAD":
        request.method = "GET"
    try:
        response: HttpResponse = view(request, *args, **kwargs)
    finally:
        request.method = asked
    return response
