"""Fetching what somebody else put at an address: over https, from the open internet, and not much.

An address that people type may not lead into our own network. So its name is looked up once, every
answer must be a public address, and the connection goes to that very answer: a name that says
something else a moment later (DNS rebinding) changes nothing. A redirect is looked at anew.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from requests.certs import where

HTTPS = 443
MOST_REDIRECTS = 3
LONGEST_HOST = 253  # of any name (RFC 1035)
# Addresses that carry another one inside: what they lead to cannot be seen.
CARRIERS = [ipaddress.ip_network(text) for text in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16")]


class Unreachable(Exception):
    """Nothing came; `str()` is a Dutch sentence for who typed the address."""


def addresses_of(host: str) -> list[str]:
    found = socket.getaddrinfo(host, HTTPS, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


def is_public(address: str) -> bool:
    """An address of the open internet: not of this machine, a private network or a link."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return is_public(str(found.ipv4_mapped))
        if any(found in carrier for carrier in CARRIERS):
            return False
    return found.is_global and not found.is_multicast


def host_of(url: str) -> str:
    """The host of an address that may be fetched at all. Raises Unreachable."""
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname
    except ValueError as problem:
        raise Unreachable("Dit is geen adres. Kopieer het nog een keer.") from problem
    if parts.scheme != "https":
        raise Unreachable("Het adres moet beginnen met https://.")
    if (
        parts.username
        or parts.password
        or port not in (None, HTTPS)
        or not host
        or len(host) > LONGEST_HOST
    ):
        raise Unreachable("Dit adres kunnen we niet ophalen. Kopieer het nog een keer.")
    return host


@dataclass(frozen=True)
class Fetcher:
    """What may be fetched: how much, and how long it may take in all."""

    most: int = 2 << 20  # bytes
    seconds: float = 20.0
    resolve: Callable[[str], list[str]] = addresses_of
    allows: Callable[[str], bool] = is_public
    port: int = HTTPS
    ca_file: str = where()

    def fetch(self, url: str) -> bytes:
        """What stands there. Raises Unreachable."""
        for _ in range(MOST_REDIRECTS + 1):
            status, answer = self.ask(url)
            if status == http.client.OK:
                return answer
            if status not in (301, 302, 303, 307, 308) or not answer:
                raise Unreachable("Op dit adres staat geen agenda.")
            url = urljoin(url, answer.decode("latin-1"))
        raise Unreachable("Dit adres verwijst steeds door. Kopieer het nog een keer.")

    def ask(self, url: str) -> tuple[int, bytes]:
        """The status with what stands there, or with where to look instead."""
        host = host_of(url)
        connection = PinnedConnection(
            host,
            self.public_address(host),
            port=self.port,
            timeout=self.seconds / 2,
            context=ssl.create_default_context(cafile=self.ca_file),
        )
        ending = threading.Timer(self.seconds, connection.cut)
        ending.start()
        try:
            return self.answer_of(connection, url)
        except (OSError, http.client.HTTPException, ValueError) as problem:
            raise Unreachable(
                "Dit adres gaf geen antwoord. Probeer het later nog eens."
            ) from problem
        finally:
            ending.cancel()
            connection.close()

    def public_address(self, host: str) -> str:
        try:
            found = self.resolve(host)
        except (OSError, UnicodeError) as problem:
            raise Unreachable("Dit adres bestaat niet. Kopieer het nog een keer.") from problem
        if not found or not all(self.allows(address) for address in found):
            raise Unreachable("Dit adres kunnen we niet ophalen. Het is niet openbaar.")
        return found[0]

    def answer_of(self, connection: "PinnedConnection", url: str) -> tuple[int, bytes]:
        parts = urlsplit(url)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        plain = {"Accept": "text/calendar", "Accept-Encoding": "identity"}
        connection.request("GET", path, headers=plain)
        response = connection.getresponse()
        if response.status != http.client.OK:
            return response.status, (response.getheader("Location") or "").encode("latin-1")
        if response.getheader("Content-Encoding", "identity") != "identity":
            raise Unreachable("Dit adres kunnen we niet lezen.")
        body = response.read(self.most + 1)
        if connection.is_cut:
            raise Unreachable("Het duurde te lang. Probeer het later nog eens.")
        if len(body) > self.most:
            raise Unreachable("Deze agenda is te groot. Deel een kleinere agenda.")
        return response.status, body


class PinnedConnection(http.client.HTTPSConnection):
    """To one address, whatever the name says; the certificate must still be of the name."""

    def __init__(
        self, host: str, address: str, *, port: int, timeout: float, context: ssl.SSLContext
    ) -> None:
        super().__init__(host, port, timeout=timeout, context=context)
        self.address, self.secure, self.is_cut = address, context, False
        self.line: socket.socket | None = None  # also when the answer closed the connection

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), self.timeout)
        self.line = self.sock
        self.line = self.sock = self.secure.wrap_socket(self.sock, server_hostname=self.host)

    def cut(self) -> None:
        """The time is over, whatever still drips in."""
        self.is_cut = True
        if self.line:
            with suppress(OSError):  # it was over just before
                self.line.shutdown(socket.SHUT_RDWR)
