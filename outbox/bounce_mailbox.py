"""The mailbox where mail comes back: an IMAP folder or a Maildir, named by the environment.

Only reports of non-delivery are marked as read; whatever else is there stays as it was.
"""

import imaplib
import mailbox
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings

from kit import clock
from outbox import bounces, jobs

MOST_AT_ONCE = 500
SECONDS = 30


@jobs.job("outbox.read_bounces", daily_at=time(5, 0))  # before the night looks who may lapse
def read_bounces() -> None:
    if settings.BOUNCE_MAILBOX:
        read(settings.BOUNCE_MAILBOX)


def read(url: str) -> int:
    """Note every report that is new. Raises ValueError for another scheme."""
    place = urlsplit(url)
    if place.scheme == "maildir":
        return read_folder(place.path)
    if place.scheme in ("imap", "imaps"):
        return read_server(place)
    raise ValueError("BOUNCE_MAILBOX starts with imaps://, imap:// or maildir://")


def take(raw: bytes) -> bool:
    """Whether this was a report of ours; what it says is noted."""
    found = bounces.read_report(raw)
    for one in found:
        bounces.note(one, now=clock.now())
    return bool(found)


def read_folder(path: str) -> int:
    box = mailbox.Maildir(path, create=False)
    count = 0
    for key, mail in list(box.iteritems())[:MOST_AT_ONCE]:
        if mail.get_subdir() == "new" and take(box.get_bytes(key)):
            mail.set_subdir("cur")
            mail.add_flag("S")
            box[key] = mail
            count += 1
    return count


def read_server(place: SplitResult) -> int:
    count = 0
    with opened(place) as server:
        _, (numbers,) = server.uid("SEARCH", "UNSEEN")
        for number in numbers.split()[-MOST_AT_ONCE:]:
            _, answer = server.uid("FETCH", number.decode(), "(BODY.PEEK[])")
            raw = next((part[1] for part in answer if isinstance(part, tuple)), b"")
            if take(raw):
                server.uid("STORE", number.decode(), "+FLAGS", r"(\Seen)")
                count += 1
    return count


@contextmanager
def opened(place: SplitResult) -> Iterator[imaplib.IMAP4]:
    make, usual = (imaplib.IMAP4_SSL, 993) if place.scheme == "imaps" else (imaplib.IMAP4, 143)
    with make(place.hostname or "localhost", place.port or usual, timeout=SECONDS) as server:
        server.login(unquote(place.username or ""), unquote(place.password or ""))
        server.select(unquote(place.path.lstrip("/")) or "INBOX")
        yield server
