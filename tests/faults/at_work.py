"""People at work on the portal at once: they search, read, and write what is saved as they type."""

import re
import ssl
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from random import Random
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from portfolios.models import LearningStory
from tests.faults.proxy import ByName
from tests.makers import logins, people

TOKEN = "a" * 32
VERSION = re.compile(r'name="version" value="(\d+)"')
BROWSER = "Mozilla/5.0 Test"


@dataclass(frozen=True)
class Door:
    """Where the portal answers, and by which name it is called."""

    port: int
    host: str
    tls: ssl.SSLContext | None = None

    def ask(self, method: str, path: str, body: str, headers: dict[str, str], *, of: str):
        """One request on a connection of its own, from this internet address."""
        kind = ByName if self.tls else HTTPConnection
        extra = {"context": self.tls} if self.tls else {}
        there = kind("127.0.0.1", self.port, timeout=30, source_address=(of, 0), **extra)
        try:
            there.request(method, path, body or None, {"Host": self.host, **headers})
            answer = there.getresponse()
            return answer.status, answer.read().decode()
        finally:
            there.close()


@contextmanager
def at_work(everybody: list["Person"], over: threading.Event) -> Iterator[None]:
    """They begin, and they end also when the test fails."""
    for one in everybody:
        one.start()
    try:
        yield
    finally:
        over.set()
        for one in everybody:
            one.join()


@dataclass
class Person(threading.Thread):
    """`answers` counts every status by what was asked; `failed` says what is no answer at all."""

    door: Door
    number: int
    over: threading.Event
    typed: int = 0
    pause: float = 0.5  # seconds between two things, on average
    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)
    calm: re.Pattern[str] = re.compile("We zijn er zo weer")

    def __post_init__(self) -> None:
        super().__init__(daemon=True)
        self.random = Random(self.number)  # noqa: S311
        owner = people.person(f"Schrijver{self.number}", "Druk")
        now = timezone.now()
        self.story = LearningStory.objects.create(
            owner=owner, title="Begin", started_at=now, updated_at=now
        )
        self.saved, self.sent, self.version = "Begin", "Begin", self.story.version
        session = logins.session_of(owner, "password", "mfa")
        self.cookies = (
            f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
        )

    __hash__ = threading.Thread.__hash__

    def run(self) -> None:
        while not self.over.wait(self.random.uniform(0, 2 * self.pause)):
            self.random.choice((self.search, self.read, self.write, self.write))()

    def ask(self, what: str, method: str, path: str, body: str = "", *, known: bool = True):
        headers = {"User-Agent": BROWSER}
        if known:
            headers["Cookie"] = self.cookies
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        address = f"127.0.1.{self.number + 1}"
        try:
            status, text = self.door.ask(method, path, body, headers, of=address)
        except (OSError, HTTPException) as problem:
            self.failed.append(f"{what}: {problem!r}")
            return 0, ""
        self.answers[what, status] += 1
        if status == 503 and not self.calm.search(text):
            self.failed.append(f"{what}: 503 without a calm page")
        elif status not in (200, 409, 503):
            self.failed.append(f"{what}: {status} {text[:300]}")
        return status, text

    def search(self) -> None:
        self.ask("search", "GET", f"/?q={self.random.choice('abcdefgh')}an", known=False)

    def read(self) -> None:
        self.ask("read", "GET", self.random.choice(("/mijn/", "/mijn/portfolio/")))

    def write(self) -> None:
        """As the page does while somebody types: the version goes on with each save."""
        self.typed += 1
        self.sent = f"{self.typed} regels van mijn verhaal"
        typed = {"csrfmiddlewaretoken": TOKEN, "title": self.sent, "version": self.version}
        page = reverse("dossier:story_autosave", args=[self.story.public_id])
        status, text = self.ask("write", "POST", page, urlencode(typed))
        if status == 200:
            self.saved = self.sent
            self.version = int(re.search(r'"version": ?(\d+)', text)[1])
        elif status == 409:
            self.look_again()

    def look_again(self) -> None:
        """What was sent is there, though its answer did not come: the page shows both texts."""
        page = reverse("dossier:story_edit", args=[self.story.public_id])
        status, text = self.ask("read", "GET", page)
        if status == 200:
            self.version = int(VERSION.search(text)[1])

    def kept_every_word(self) -> bool:
        """What was called saved is there; or what was sent last, if its answer got lost."""
        self.story.refresh_from_db()
        return self.story.title in (self.saved, self.sent)


def total(everybody: list[Person]) -> Counter[tuple[str, int]]:
    return sum((one.answers for one in everybody), Counter())
