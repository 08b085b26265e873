"""What every answer says to the browser and to search engines, also files and error pages."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

# The pages that a search engine may show, without a question; nothing about a person is among them.
INDEXED = frozenset(
    {
        "register:search",
        "register:profession",
        "register:open_figures",
        "register:developers",
        "register:text",
        "accredited_programmes",
        "pages:about",
        "pages:help",
        "pages:privacy",
        "pages:processing",
        "pages:accessibility",
        "pages:disclosure",
    }
)
NOT_IN_SEARCH_ENGINES = "noindex, nofollow, noarchive"
# Not "cookies": that would also forget the browser that a person chose to be remembered.
FORGET = '"cache", "storage"'


class HeadersMiddleware:
    """The outermost, so that no answer leaves without: also one that a middleware gave itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name and (name not in INDEXED or request.GET or response.status_code >= 400):
            response.headers.setdefault("X-Robots-Tag", NOT_IN_SEARCH_ENGINES)
        if name == "account_logout" and request.method == "POST" and response.status_code == 302:
            response.headers["Clear-Site-Data"] = FORGET
            response.headers["Cache-Control"] = "no-store"
        return response
