"""The list of who was erased or hid, kept outside the database: no older copy may bring them back.

The Events are the truth: an erasure and its Event are one transaction. A job of that transaction
copies to the file what it lacks, so a crash between the two loses nothing and nothing is twice;
every night it looks once more. A line has the random key of an account, the day and the kind of
erasure, and nothing that says who it was. The same line goes to the log, which is kept elsewhere.
"""

import fcntl
import json
import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from outbox import jobs
from register import publication
from register.models import HiddenEntry, Registration

logger = logging.getLogger(__name__)
LIST = "accreditation.list_erasures"
HIDDEN = "hidden"
# By the Event that says so: somebody erased everything, a dossier went after a death, or somebody
# does not want to be found in the public register.
KINDS = {
    "user.erase": "erased",
    "deathreport.note_erased": "died",
    "registration.hide": HIDDEN,
}
VERBS = {kind: verb for verb, kind in KINDS.items()}


@dataclass(frozen=True)
class Line:
    account: UUID
    day: date
    kind: str

    @classmethod
    def read(cls, text: str) -> "Line":
        """Raises ValueError or KeyError for what is no line of this list."""
        facts = json.loads(text)
        line = cls(UUID(facts["account"]), date.fromisoformat(facts["day"]), facts["kind"])
        if line.kind not in VERBS:
            raise ValueError(line.kind)
        return line

    def __str__(self) -> str:
        facts = {"account": str(self.account), "day": str(self.day), "kind": self.kind}
        return json.dumps(facts)

    @property
    def what(self) -> tuple[UUID, str, date | None]:
        """Erasing is once and for ever; who hid may show themselves and hide again."""
        return self.account, self.kind, self.day if self.kind == HIDDEN else None


def in_database() -> Iterator[Line]:
    """Every erasure that this database knows, the oldest first."""
    done = Event.objects.filter(verb__in=KINDS).exclude(person=None).order_by("pk")
    for account, at, verb in done.values_list("person__public_id", "at", "verb"):
        yield Line(account, timezone.localdate(at), KINDS[verb])


def knows(person: User, line: Line) -> bool:
    """Who erased everything has nothing left that another kind would erase."""
    done = Event.objects.filter(person=person)
    if done.filter(verb=VERBS["erased"]).exists():
        return True
    if line.kind == HIDDEN:
        return is_hidden(person) or was_shown_after(person, line.day)
    return done.filter(verb=VERBS[line.kind]).exists()


def is_hidden(person: User) -> bool:
    numbers = Registration.objects.filter(person=person).values("number")
    return HiddenEntry.objects.filter(number__in=numbers).exists()


def was_shown_after(person: User, day: date) -> bool:
    """Of a day with both it is not known which came last: then somebody is rather not found."""
    shown = Event.objects.filter(verb="registration.show", person=person).order_by("-pk").first()
    return shown is not None and timezone.localdate(shown.at) > day


def remember(registration: Registration, now: datetime) -> None:
    jobs.enter(LIST, f"hidden:{registration.person.public_id}:{now.isoformat()}")


publication.HIDING.append(remember)


def read(file: Path) -> tuple[list[Line], list[int]]:
    """The lines, and the numbers of those that cannot be read."""
    found, broken = [], []
    texts = file.read_text(errors="replace").splitlines()
    for number, text in enumerate(texts, start=1):
        try:
            found.append(Line.read(text))
        except (ValueError, KeyError, TypeError):
            broken.append(number)
    return found, broken


@jobs.job(LIST, daily_at=time(4, 50))
def write() -> None:
    """Add to the file what it does not have yet."""
    for line in add(in_database()):
        logger.info("never to come back: %s", line)


def add(lines: Iterable[Line]) -> list[Line]:
    """Those that were not there; they are on the disk when this returns."""
    path = Path(settings.ERASURES_FILE)
    with alone_with(path) as descriptor:
        have = {line.what for line in read(path)[0]}
        new = {line.what: line for line in lines if line.what not in have}
        text = "".join(f"{line}\n" for line in new.values())
        size = os.fstat(descriptor).st_size
        if size and os.pread(descriptor, 1, size - 1) != b"\n":
            text = f"\n{text}"  # a line that was cut off stays by itself
        os.write(descriptor, text.encode())
        os.fsync(descriptor)
    return list(new.values())


@contextmanager
def alone_with(path: Path) -> Iterator[int]:
    """The file open to add to, for one process at a time; made when it is not there yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    is_new = not path.exists()
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        if is_new:
            sync_folder(path.parent)
        yield descriptor
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """A file that was just made is found again after a loss of power."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
