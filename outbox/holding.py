"""Holding back all mail, and releasing it: after an older copy was put back, or when mail goes bad.

Letters are still written and stand under Berichten; only what would mail them waits.
"""

import contextlib
import functools
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.module_loading import autodiscover_modules

from outbox.models import Job, Letter, SendingHold

logger = logging.getLogger(__name__)
RESTORED = "Er is een oudere kopie teruggezet."
# What these mail is a letter that can be read in the portal as well.
IN_PORTAL = ("outbox.send_letter", "outbox.send_digest")
_senders: set[str] = set()
_unmailed: ContextVar[bool] = ContextVar("unmailed", default=False)


class Held(Exception):
    """Nothing is mailed now."""


def senders() -> set[str]:
    """The tasks that mail something, also where nobody had a reason to import them yet."""
    know_every_task()
    return _senders


@functools.cache
def know_every_task() -> None:
    autodiscover_modules("tasks")


def only_when_free(name: str, function: Callable[..., None]) -> Callable[..., None]:
    """Work that mails something refuses while mail is held, also when it is run by hand."""
    _senders.add(name)

    @functools.wraps(function)
    def guarded(*args: Any, **kwargs: Any) -> None:
        if current():
            raise Held("Mail is held back: manage.py release_letters lets it go.")
        function(*args, **kwargs)

    return guarded


def current() -> SendingHold | None:
    return SendingHold.objects.filter(ended_at=None).first()


@contextlib.contextmanager
def nothing_is_mailed() -> Iterator[None]:
    """What is written inside a transaction of this thread leaves by no mail, now or later.

    Letters stand in the portal alone.
    """
    token = _unmailed.set(True)
    try:
        yield
    finally:
        _unmailed.reset(token)


def stays(task: str) -> bool:
    """Whether work of this kind that is entered now never leaves."""
    return _unmailed.get() and task in senders()


def is_quiet() -> bool:
    return _unmailed.get()


def waiting() -> QuerySet[Job]:
    """Every mail that has not left."""
    return Job.objects.open().filter(task__in=senders())


def hold(why: str, *, now: datetime) -> None:
    """From now on nothing is mailed. What is held stays held, for the first reason."""
    SendingHold.objects.get_or_create(ended_at=None, defaults={"since_at": now, "why": why})
    logger.warning("Mail is held back: %s", why)


@dataclass(frozen=True)
class Released:
    """How many mails go now, and how many letters never will: they stay in the portal.

    `nowhere` are those that stand in no portal, by their work: codes, invitations. They go, though
    they may have left already; who got one twice is better off than who never got it.
    """

    goes: int
    stays: int = 0
    nowhere: dict[str, int] = field(default_factory=dict)


def release(*, now: datetime, entered_before: datetime | None = None) -> Released:
    """Mail leaves again.

    What was entered before that moment may have left already, before the copy was put back: it
    is not mailed any more, and stays to be read in the portal.
    """
    with transaction.atomic():
        stay, nowhere = 0, {}
        if entered_before:
            older = waiting().filter(created_at__lt=entered_before)
            nowhere = dict(
                Counter(older.exclude(task__in=IN_PORTAL).values_list("task", flat=True))
            )
            stay = leave_out(older.filter(task__in=IN_PORTAL), now=now)
            stay += leave_out_of_the_day(entered_before)
        SendingHold.objects.filter(ended_at=None).update(ended_at=now)
        outcome = Released(waiting().count(), stay, nowhere)
    logger.warning("Mail is released: %s", outcome)
    return outcome


def leave_out_of_the_day(written_before: datetime) -> int:
    """Letters that wait for the mail of a day in which they may have been already."""
    letters = Letter.objects.filter(
        way=Letter.Way.DAILY, digest=None, accepted_at=None, written_at__lt=written_before
    )
    return letters.update(way=Letter.Way.PORTAL)


def leave_out(rows: QuerySet[Job], *, now: datetime) -> int:
    """These mails never leave; their letters say so."""
    found = list(rows.select_for_update())
    arguments = [row.arguments for row in found]
    letters = [one["letter_id"] for one in arguments if "letter_id" in one]
    digests = [one["digest_id"] for one in arguments if "digest_id" in one]
    unsent = Letter.objects.filter(accepted_at=None, bounced_at=None)
    for mine in (unsent.filter(pk__in=letters), unsent.filter(digest__in=digests)):
        mine.update(way=Letter.Way.PORTAL)
    return Job.objects.filter(pk__in=[row.pk for row in found]).update(done_at=now)
