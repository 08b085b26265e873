"""The mailbox where mail comes back: an IMAP folder or a Maildir, named by the environment.

It is there for this alone. What was looked at is marked as read, and nothing is deleted.
"""

import imaplib
import logging
import mailbox
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time, timedelta
from itertools import islice
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings
from django.db import transaction

from kit import clock
from outbox import bounces, jobs

logger = logging.getLogger(__name__)
TASK = "outbox.read_bounces"
MOST_AT_ONCE = 100  # in one transaction
SECONDS = 30


@jobs.job(TASK, daily_at=time(5, 0))  # before the night looks who may lapse
def read_bounces() -> None:
    """Each hour, and at once again as long as there is more."""
    if not settings.BOUNCE_MAILBOX:
        return
    now = clock.now()
    if look(settings.BOUNCE_MAILBOX) == MOST_AT_ONCE:
        jobs.enter(TASK, f"{TASK}:more:{now.isoformat()}")
    following = now + timedelta(hours=1)
    jobs.enter(TASK, f"{TASK}:{following:%Y-%m-%dT%H}", due_at=following)


def look(url: str) -> int:
    """Note the reports among the oldest unread mails; how many mails were looked at.

    They are marked as read only once what they say is kept: told twice, it changes nothing the
    second time. Raises ValueError for another scheme.
    """
    place = urlsplit(url)
    with opened(place) as box:
        mails = list(islice(box.unread(), MOST_AT_ONCE))
        for _, raw in mails:
            take(raw)
    names = [name for name, _ in mails]
    transaction.on_commit(lambda: mark(place, names))
    return len(mails)


def take(raw: bytes) -> None:
    """Note what a report of ours says. A mail that nobody can read stops no other."""
    try:
        found = bounces.read_report(raw)
    except Exception as error:  # made by anybody, in any way
        logger.error("mail in the bounce mailbox cannot be read: %s", type(error).__name__)
        return
    for one in found:
        bounces.note(one, now=clock.now())


def mark(place: SplitResult, names: list[str]) -> None:
    with opened(place) as box:
        for name in names:
            box.mark(name)


class Folder:
    """A Maildir; its unread mails are the files in `new`."""

    def __init__(self, path: str) -> None:
        self.path = path

    def unread(self) -> Iterator[tuple[str, bytes]]:
        files = sorted(Path(self.path, "new").iterdir(), key=lambda one: one.stat().st_mtime)
        return ((file.name.partition(":")[0], file.read_bytes()) for file in files)

    def mark(self, name: str) -> None:
        box = mailbox.Maildir(self.path, create=False)
        if name not in box:
            return
        mail = box[name]
        mail.set_subdir("cur")
        mail.add_flag("S")
        box[name] = mail


class Server:
    """A folder on a mail server (IMAP)."""

    def __init__(self, server: imaplib.IMAP4) -> None:
        self.server = server

    def unread(self) -> Iterator[tuple[str, bytes]]:
        _, (numbers,) = self.server.uid("SEARCH", "UNSEEN")
        for number in numbers.decode().split():
            _, answer = self.server.uid("FETCH", number, "(BODY.PEEK[])")
            yield number, next((part[1] for part in answer if isinstance(part, tuple)), b"")

    def mark(self, name: str) -> None:
        self.server.uid("STORE", name, "+FLAGS", r"(\Seen)")


@contextmanager
def opened(place: SplitResult) -> Iterator[Folder | Server]:
    if place.scheme == "maildir":
        yield Folder(place.path)
        return
    if place.scheme not in ("imap", "imaps"):
        raise ValueError("BOUNCE_MAILBOX starts with imaps://, imap:// or maildir://")
    make, usual = (imaplib.IMAP4_SSL, 993) if place.scheme == "imaps" else (imaplib.IMAP4, 143)
    with make(place.hostname or "localhost", place.port or usual, timeout=SECONDS) as server:
        server.login(unquote(place.username or ""), unquote(place.password or ""))
        server.select(unquote(place.path.lstrip("/")) or "INBOX")
        yield Server(server)
