"""Asks a virus scanner (clamd) what it finds in some bytes: its INSTREAM command, and no more.

Whoever does not hear a whole answer has no answer: nothing is clean because a line broke.
"""

import socket
import struct
from io import BytesIO
from typing import Protocol
from urllib.parse import urlsplit

SECONDS_TO_REACH, SECONDS_TO_ANSWER = 5, 60
PART = 64 << 10
LONGEST_ANSWER = 1_000
FOUND, NOTHING = b" FOUND", b"stream: OK"
# Both mean that it did not look at everything. The second needs `AlertExceedsMax yes`.
TOO_LARGE = (b"size limit exceeded", b"Heuristics.Limits.Exceeded")
# What every scanner must find, by agreement; in two, or scanners find it in this very file.
TEST_FILE = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-" + rb"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Bytes(Protocol):
    def read(self, size: int, /) -> bytes: ...


class NoAnswer(Exception):
    """The scanner is away, or said nothing that counts: ask again later."""


class NotLookedAt(Exception):
    """The scanner took the bytes, but did not look at all of them."""


def find_in(data: Bytes, url: str) -> str:
    """What it finds, by its own name; empty when it finds nothing. Raises NoAnswer, NotLookedAt."""
    try:
        with reached(url) as line:
            answer = asked(line, data)
    except OSError as problem:
        raise NoAnswer(f"{type(problem).__name__}") from problem
    return understood(answer)


def finds_the_test_file(url: str) -> bool:
    """A scanner without its lists finds nothing in anything. Raises NoAnswer, NotLookedAt."""
    return bool(find_in(BytesIO(TEST_FILE), url))


def reached(url: str) -> socket.socket:
    """A line to unix:/run/clamav/clamd.ctl or tcp://clamav:3310."""
    place = urlsplit(url)
    if place.scheme == "unix":
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(SECONDS_TO_REACH)
        try:
            line.connect(place.path)
        except OSError:
            line.close()
            raise
    else:
        line = socket.create_connection((place.hostname, place.port or 3310), SECONDS_TO_REACH)
    line.settimeout(SECONDS_TO_ANSWER)
    return line


def asked(line: socket.socket, data: Bytes) -> bytes:
    try:
        line.sendall(b"zINSTREAM\0")
        while part := data.read(PART):
            line.sendall(struct.pack("!L", len(part)) + part)
        line.sendall(struct.pack("!L", 0))
    except (BrokenPipeError, ConnectionResetError):
        pass  # of what is too large it does not want to hear the end; it still says so
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        if not (more := line.recv(LONGEST_ANSWER)):
            break
        answer += more
    return answer


def understood(answer: bytes) -> str:
    if not answer.endswith(b"\0") or b"\0" in answer[:-1]:
        raise NoAnswer("not one whole answer")
    said = answer[:-1]
    if any(words in said for words in TOO_LARGE):
        raise NotLookedAt
    if said == NOTHING:
        return ""
    if said.endswith(FOUND):
        return said.removeprefix(b"stream: ").removesuffix(FOUND).decode("ascii", "replace")
    raise NoAnswer("an answer that means nothing")
