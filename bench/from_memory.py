"""The portal, and every page it made once more from memory: the application that is measured.

`/uit-het-geheugen/<path>` is the page of that path through the same layers, from what its view had
found when it was last asked for; nothing is looked up for it but the session and the person. Of the
public search it is the page itself with the limiter, which finds its rows at hand.
"""

import sys
from typing import Any

from config.wsgi import application  # first: nothing of Django is there before

# isort: split
from django import shortcuts
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path, resolve

import config.urls
from accounts.access import public, signed_in
from register.views import public as public_pages

__all__ = ["application"]

PREFIX = "/uit-het-geheugen"
KEPT: dict[str, tuple[str, Any]] = {}
FOUND: dict[Any, Any] = {}
look_up = public_pages.look_up


def keeping(request: HttpRequest, template: str, context: Any = None, **more: Any) -> HttpResponse:
    KEPT[request.path] = (template, context)
    return shortcuts.render(request, template, context, **more)


@signed_in
def from_memory(request: HttpRequest, page: str) -> HttpResponse:
    request.path = request.path_info = f"/{page}"  # the frame shows where somebody is
    request.resolver_match = resolve(request.path)
    return shortcuts.render(request, *KEPT[request.path])


def finding(question: Any, place: Any = None) -> Any:
    FOUND[str(question)] = found = look_up(question, place)
    return found


@public("a bench")
def search_from_memory(request: HttpRequest) -> HttpResponse:
    """One client asks at a time, so that nobody else finds what is at hand."""
    request.path = request.path_info = "/"
    request.resolver_match = resolve(request.path)
    public_pages.look_up = lambda question, _place: FOUND[str(question)]
    try:
        return public_pages.search(request)
    finally:
        public_pages.look_up = finding


public_pages.look_up = finding
for module in [each for name, each in sys.modules.items() if ".views" in name]:
    if getattr(module, "render", None) is shortcuts.render and module is not public_pages:
        module.render = keeping  # type: ignore[attr-defined]

urlpatterns = [
    path(f"{PREFIX[1:]}/", search_from_memory),
    path(f"{PREFIX[1:]}/<path:page>", from_memory),
    *config.urls.urlpatterns,
]
for name in ("handler400", "handler403", "handler404", "handler429", "handler500"):
    globals()[name] = getattr(config.urls, name)
settings.ROOT_URLCONF = __name__
