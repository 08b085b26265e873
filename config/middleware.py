"""What happens around every view: friendly answers where something cannot be done now."""

from collections.abc import Callable

from django.contrib import messages
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from accounts import denials
from audit.acts import NotAllowed
from config import errors


class ServiceMiddleware:
    """Turns NotAllowed into a message and a lost database into a 503."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotAllowed):
            return not_allowed(request, str(error))
        if isinstance(error, (OperationalError, InterfaceError)):
            return errors.unavailable(request)
        return None


def not_allowed(request: HttpRequest, sentence: str) -> HttpResponse:
    """Back to the page the act came from, with the reason; 409 for a script or without a page."""
    denials.note(request, denials.STATE)
    back = request.headers.get("Referer", "")
    if request.headers.get("HX-Request") or not url_has_allowed_host_and_scheme(
        back, {request.get_host()}
    ):
        return errors.not_allowed(request, sentence)
    messages.error(request, sentence)
    return HttpResponseRedirect(back)
