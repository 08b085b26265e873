"""Somebody with a browser, over real HTTP, who does not like to wait."""

import time
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

PATIENCE = 4  # seconds for one page, on shared cores: who waits for a hung server waits longer


class Visitor:
    def __init__(self, url: str) -> None:
        self.url = url
        self.cookies = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        self.slowest = 0.0

    def is_answered(self) -> bool:
        try:
            self.opener.open(f"{self.url}/healthz", timeout=1).close()
        except OSError:
            return False
        return True

    def get(self, path: str) -> str:
        return self._open(path)

    def post(self, path: str, **fields: str) -> str:
        token = next(each.value or "" for each in self.cookies if each.name == "csrftoken")
        return self._open(path, {"csrfmiddlewaretoken": token, **fields})

    def _open(self, path: str, fields: dict[str, str] | None = None) -> str:
        """The page that a request ends at, after redirects; refuses errors and slow answers."""
        data = urllib.parse.urlencode(fields).encode() if fields else None
        began = time.monotonic()
        with self.opener.open(self.url + path, data, timeout=30) as answer:
            text: str = answer.read().decode()
        seconds = time.monotonic() - began
        self.slowest = max(self.slowest, seconds)
        assert seconds < PATIENCE, f"{path} took {seconds:.1f} seconds"
        return text
