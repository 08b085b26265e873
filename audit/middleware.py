"""Gives each request an id that stands in its events, logs and error page."""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from audit.acts import request_id


class ActMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = uuid.uuid4().hex[:12]  # type: ignore[attr-defined]
        token = request_id.set(request.request_id)  # type: ignore[attr-defined]
        try:
            return self.get_response(request)
        finally:
            request_id.reset(token)
