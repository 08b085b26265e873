"""A small OpenID Connect provider in a process of its own, that can go wrong in every way.

`python -m tests.accounts.oidc_provider PORT`. Each way to go wrong is an issuer of its own:
http://127.0.0.1:PORT/<wrong>. It asks nobody anything: everyone is SUBJECT. It checks PKCE.
"""

import base64
import hashlib
import json
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

SUBJECT = "m.jansen"
SECRET = "geheim-van-de-werkgever-met-genoeg-tekens"
KEY, OTHER_KEY = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in "12")
KID = "k1"
# What each wrong one changes in the claims; the others go wrong elsewhere.
CLAIMS: dict[str, Any] = {
    "nonce": {"nonce": "van-een-andere-keer"},
    "no_nonce": {"nonce": None},
    "audience": {"aud": "iemand-anders"},
    "more_audiences": {"aud": ["register", "iemand-anders"]},
    "other_party": {"aud": ["register", "iemand-anders"], "azp": "iemand-anders"},
    "issuer": {"iss": "https://login.elders.example"},
    "expired": {"exp": int(time.time()) - 3600},
    "no_subject": {"sub": ""},
    "odd_subject": {"sub": 12},
    "unverified": {"email_verified": False},
    "unverified_word": {"email_verified": "false"},
    "longest_subject": {"sub": "x" * 255},  # this one is allowed
}
# What the log says of each.
REASONS = {
    "nonce": "The nonce is not that of this login",
    "no_nonce": 'missing the "nonce" claim',
    "audience": "Audience doesn't match",
    "more_audiences": "made for another party",
    "other_party": "made for another party",
    "issuer": "Invalid issuer",
    "expired": "Signature has expired",
    "no_subject": "about nobody",
    "odd_subject": "Subject must be a string",
    "unverified": "did not check the mail address",
    "unverified_word": "did not check the mail address",
    "signature": "Signature verification failed",
    "unsigned": "alg value is not allowed",
    "shared_secret": "alg value is not allowed",
    "unknown_key": "does not name one key",
    "no_token": "KeyError: 'id_token'",
    "no_json": "JSONDecodeError",
    "a_list": "TypeError",
    "refuses": "server_error",
    "no_keys": "did not contain any keys",
    "half_config": "KeyError: 'token_endpoint'",
    "other_config": "Another issuer than the one of this address",
}


class Provider(BaseHTTPRequestHandler):
    codes: dict[str, dict[str, str]] = {}

    @property
    def issuer(self) -> str:
        return f"http://{self.headers['Host']}/{self.wrong}"

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self.wrong, _, place = parts.path.lstrip("/").partition("/")
        asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
        if place == ".well-known/openid-configuration":
            self.answer(self.config())
        elif place == "keys":
            public = json.loads(RSAAlgorithm.to_jwk(KEY.public_key()))
            keys = [] if self.wrong == "no_keys" else [public | {"kid": KID, "use": "sig"}]
            self.answer({"keys": keys})
        elif place == "authorize":
            code = secrets.token_urlsafe(8)
            self.codes[code] = asked
            self.send_response(302)
            back = urlencode({"code": code, "state": asked["state"]})
            self.send_header("Location", f"{asked['redirect_uri']}?{back}")
            self.end_headers()
        elif place == "userinfo":  # says somebody else than the token does
            self.answer({"sub": "de-directeur", "email": "d.directeur@example.org"})
        else:
            self.answer({}, 404)

    def do_POST(self) -> None:
        self.wrong = urlsplit(self.path).path.strip("/").partition("/")[0]
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        sent = {key: values[0] for key, values in parse_qs(body).items()}
        asked = self.codes.pop(sent["code"], None)
        if asked is None or not self.is_the_same_browser(asked, sent):
            self.answer({"error": "invalid_grant"}, 400)
        elif self.wrong == "refuses":
            self.answer({"error": "server_error"}, 500)
        elif self.wrong == "no_json":
            self.answer("<h1>Storing</h1>")
        elif self.wrong == "a_list":
            self.answer(["access_token"])
        else:
            answer = {"access_token": secrets.token_urlsafe(8), "token_type": "Bearer"}
            if self.wrong != "no_token":
                answer["id_token"] = self.id_token(asked)
            self.answer(answer)

    def is_the_same_browser(self, asked: dict[str, str], sent: dict[str, str]) -> bool:
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        return (
            challenge == asked["code_challenge"]
            and asked["code_challenge_method"] == "S256"
            and sent["client_secret"] == SECRET
            and sent["redirect_uri"] == asked["redirect_uri"]
        )

    def config(self) -> dict[str, Any]:
        made = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }
        if self.wrong == "other_config":
            made["issuer"] = "https://login.elders.example"
        if self.wrong == "half_config":
            del made["token_endpoint"]
        return made

    def id_token(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer, "sub": SUBJECT, "aud": asked["client_id"], "iat": now,
            "exp": now + 300, "nonce": asked.get("nonce"), "email": "m.jansen@example.org",
            "email_verified": True,
        } | CLAIMS.get(self.wrong, {})  # fmt: skip
        claims = {name: value for name, value in claims.items() if value is not None}
        header = {"kid": "k2" if self.wrong == "unknown_key" else KID}
        if self.wrong == "odd_subject":
            return jwt.api_jws.encode(json.dumps(claims).encode(), KEY, "RS256", headers=header)
        if self.wrong == "unsigned":
            return jwt.encode(claims, None, "none", headers=header)
        if self.wrong == "shared_secret":
            return jwt.encode(claims, SECRET, "HS256", headers=header)
        key = OTHER_KEY if self.wrong == "signature" else KEY
        return jwt.encode(claims, key, "RS256", headers=header)

    def answer(self, content: Any, status: int = 200) -> None:
        body = json.dumps(content).encode() if not isinstance(content, str) else content.encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@contextmanager
def running(*module_and_flags: str, port: int, ready: str) -> Iterator[str]:
    """A provider as a process of its own, from when it answers until the end of the block."""
    process = subprocess.Popen([sys.executable, "-m", *module_and_flags],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{url}{ready}", process)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=10)


def wait_for(url: str, process: "subprocess.Popen[bytes]", within: float = 30) -> None:
    until = time.monotonic() + within
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=2).close()  # noqa: S310
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"No provider at {url}")


def running_wrong() -> Any:
    """This one; each of WRONG is an issuer, and so is /right."""
    port = free_port()
    return running("tests.accounts.oidc_provider", str(port), port=port, ready="/right/keys")


def running_mock(*people: dict[str, Any]) -> Any:
    """oidc-provider-mock, where one chooses who one is."""
    port = free_port()
    flags = [flag for person in people for flag in ("--user-claims", json.dumps(person))]
    return running(
        "oidc_provider_mock", "--port", str(port), "--require-nonce", *flags,
        port=port, ready="/.well-known/openid-configuration",
    )  # fmt: skip


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Provider).serve_forever()
