"""What happens around every view: friendly answers where something cannot be done now."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.http import url_has_allowed_host_and_scheme

from accounts import denials
from audit.acts import NotAllowed
from config import errors

COMPRESSED = {"application/json", "application/manifest+json", "image/svg+xml"}


class TextGZipMiddleware(GZipMiddleware):
    """Pages travel compressed, also those of who is logged in; files go as they are.

    How long a compressed page is tells nothing of what is secret on it (BREACH): the tokens of its
    forms differ each time, and Django adds up to a hundred bytes by chance.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        if response.streaming or not (kind.startswith("text/") or kind in COMPRESSED):
            return response
        return super().process_response(request, response)


class ServiceMiddleware:
    """Turns NotAllowed into a message, a lost database into a 503 and a full disk into a 507."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Without sessions only what everybody may see is there; nobody is sent to log in."""
        if request.is_cut_off and getattr(view, "login_required", True):
            return errors.unavailable(request)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotAllowed):
            return not_allowed(request, str(error))
        if errors.is_away(error):
            return errors.unavailable(request, error)
        if errors.is_full(error):
            return errors.no_room(request, error)
        return None


def not_allowed(request: HttpRequest, sentence: str) -> HttpResponse:
    """Back to the page the act came from, with the reason; 409 for a script or without a page."""
    denials.note(request, denials.STATE)
    back = request.headers.get("Referer", "")
    is_loop = request.method == "GET" and urlsplit(back).path == request.path
    if (
        request.headers.get("HX-Request")
        or is_loop
        or not url_has_allowed_host_and_scheme(back, {request.get_host()})
    ):
        return errors.not_allowed(request, sentence)
    messages.error(request, sentence)
    return HttpResponseRedirect(back)
