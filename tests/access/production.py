"""Asks the portal as it is set up in production, behind a proxy that does https.

Run by test_headers in a process of its own, because settings are read once.
"""

import json
import sys
from pathlib import Path
from typing import Any

import django

from config import settings as configured

HTTPS = {"HTTP_HOST": "register.example", "HTTP_X_FORWARDED_PROTO": "https"}
QUESTIONS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("GET", "/", HTTPS),
    ("GET", "/account/login/", HTTPS),
    ("GET", "/bestaat-niet/", HTTPS),
    ("GET", "/mijn/", HTTPS),
    ("GET", "/healthz", HTTPS),
    ("GET", "/robots.txt", HTTPS),
    ("GET", "/.well-known/security.txt", HTTPS),
    ("GET", "/static/a.css", HTTPS),
    ("GET", "/static/a.css", HTTPS | {"HTTP_IF_MODIFIED_SINCE": "Fri, 01 Jan 2100 00:00:00 GMT"}),
    ("GET", "/account/login", HTTPS),  # without its slash
    ("POST", "/account/login/", HTTPS),  # without the token of the form
    ("GET", "/", HTTPS | {"HTTP_HOST": "elders.example"}),
    ("GET", "/", {"HTTP_HOST": "register.example"}),  # plain http
    ("GET", "/healthz", {"HTTP_HOST": "register.example"}),
    ("GET", "/api/v1/gemeenten", {"HTTP_HOST": "register.example"}),
)


def answer(client: Any, method: str, url: str, asked: dict[str, Any]) -> dict[str, Any]:
    response = client.generic(method, url, **asked)
    return {
        "asked": f"{method} {url} {asked}",
        "https": "HTTP_X_FORWARDED_PROTO" in asked,
        "status": response.status_code,
        "headers": dict(response.items()),
        "cookies": {name: str(one.OutputString()) for name, one in response.cookies.items()},
    }


def main(folder: Path) -> None:
    (folder / "a.css").write_text("p { color: black }")
    configured.STATIC_ROOT = folder
    configured.STATICFILES_DIRS = []
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    configured.STORAGES["staticfiles"]["BACKEND"] = plain
    django.setup()
    from django.test import Client

    answers = [answer(Client(enforce_csrf_checks=True), *each) for each in QUESTIONS]
    forgotten = Client()
    started = forgotten.post("/account/password/reset/", {"email": "x@voorbeeld.nl"}, **HTTPS)
    sessions = {name: one.OutputString() for name, one in started.cookies.items()}
    print(json.dumps({"answers": answers, "sessions": sessions}))  # noqa: T201


main(Path(sys.argv[1]))
