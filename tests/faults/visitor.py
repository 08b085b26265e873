"""Somebody with a browser, over real HTTP, who does not like to wait."""

import os
import time
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import Cookie, CookieJar

from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)

from accounts.models import User

# Seconds for one page: who waits for a hung server waits longer. A page that has the machine to
# itself (`make faults`) is judged by the first, one beside other tests only by the second.
ALONE, BESIDE_OTHERS = 4, 25
PATIENCE = BESIDE_OTHERS if "PYTEST_XDIST_WORKER_COUNT" in os.environ else ALONE
PERIOD = 30  # seconds that one code of an app lasts
PASSWORD = "een-lang-wachtwoord"


class Visitor:
    def __init__(self, url: str, patience: float = PATIENCE) -> None:
        self.url, self.patience = url, patience
        self.cookies = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        self.slowest = 0.0

    def take_cookie(self, name: str, value: str) -> None:
        """One of this place, as after logging in."""
        host = urllib.parse.urlsplit(self.url).hostname or ""
        self.cookies.set_cookie(
            Cookie(
                0, name, value, None, False, host, True, False, "/", True, False, None, True,
                None, None, {},
            )
        )  # fmt: skip

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
        assert seconds < self.patience, f"{path} took {seconds:.1f} seconds"
        return text


def log_in(visitor: Visitor, user: User) -> None:
    """The password, and then the code of an authenticator app."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    visitor.get("/account/login/")
    visitor.post("/account/login/", login=user.email, password=PASSWORD)
    left = PERIOD - time.time() % PERIOD
    time.sleep(left if left < 5 else 0)  # not a code that is over before it arrives
    code = format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD))
    visitor.post("/account/2fa/authenticate/", code=code)
