"""Many people at once: each in a thread, with an own connection that stays open, as a browser's.

Searches and public pages, the own portfolio, a story that saves itself, a file. What went wrong is
kept with its moment; a 5xx, an answer that is no answer and one after ten seconds are wrong.
"""

import http.client
import itertools
import json
import random
import re
import ssl
import statistics
import threading
import time
import urllib.parse
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http.cookies import SimpleCookie

PATIENCE = 10  # seconds
USER_AGENT = "Mozilla/5.0 Test"  # tests.makers.logins: a session is of one browser
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
VERSION = re.compile(r'name="version" value="(\d+)"')


@dataclass(frozen=True)
class Answer:
    at: float  # when it was asked, by the monotonic clock
    what: str
    seconds: float
    status: int  # 0: none
    layers: str = ""  # where the server says that the time went, when it does

    @property
    def is_wrong(self) -> bool:
        return self.status == 0 or self.status >= 500


class Visitor:
    """Somebody with a browser; `cookies` when logged in."""

    def __init__(self, base: str, cookies: dict[str, str] | None = None) -> None:
        self.base = base
        self.place = urllib.parse.urlsplit(base)
        self.cookies = dict(cookies or {})
        self.connection: http.client.HTTPConnection | None = None
        self.answers: list[Answer] = []
        self.layers = ""
        self.saved: dict[str, str] = {}  # what was last said to be saved, by address

    def ask(self, what: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        began, self.layers = time.monotonic(), ""
        try:
            status, text = self._answer(path, fields)
        except (OSError, http.client.HTTPException):
            status, text = 0, ""
            self.connection = None
        took = time.monotonic() - began
        self.answers.append(Answer(began, what, took, status, self.layers))
        return status, text

    def _answer(self, path: str, fields: dict[str, str] | None) -> tuple[int, str]:
        headers = {
            "User-Agent": USER_AGENT,
            "Origin": self.base,
            "Referer": f"{self.base}/",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        body = None
        if fields is not None:
            body = urllib.parse.urlencode(fields)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        there = self.connection or self._connected()
        there.request("POST" if body is not None else "GET", path, body, headers)
        answer = there.getresponse()
        text = answer.read().decode(errors="replace")
        self.connection = None if answer.will_close else there
        self.layers = answer.headers.get("Server-Timing", "")
        for line in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return answer.status, text

    def _connected(self) -> http.client.HTTPConnection:
        host, port = self.place.hostname or "", self.place.port
        if self.place.scheme == "http":
            return http.client.HTTPConnection(host, port, timeout=PATIENCE)
        context = ssl._create_unverified_context()  # noqa: S323  of our own making
        return http.client.HTTPSConnection(host, port, timeout=PATIENCE, context=context)

    def write(self, story: str, text: str) -> None:
        """Save a story as the page does by itself; what is said to be saved is remembered."""
        status, page = self.ask("open a story", f"/mijn/portfolio/verhaal/{story}/schrijven/")
        token, version = TOKEN.search(page), VERSION.search(page)
        if status != 200 or not token or not version:
            return
        fields = {"csrfmiddlewaretoken": token[1], "version": version[1], "title": "Aan het loket",
                  "signal": text}  # fmt: skip
        status, said = self.ask("save a story", f"/mijn/portfolio/verhaal/{story}/bewaren/", fields)
        if status == 200 and "saved_at" in json.loads(said):
            self.saved[story] = text


type Act = Callable[[Visitor, random.Random], None]
type Acts = list[tuple[float, Act]]


@dataclass
class Crowd:
    """Visitors who each do one of the acts, as often as it weighs, until it is over.

    `pause` is how long somebody reads before the next page; without it they ask all that they can.
    """

    visitors: list[Visitor]
    acts: Acts
    pause: float = 0
    seed: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> "Crowd":
        self.threads = [
            threading.Thread(target=self._live, args=(visitor, number), daemon=True)
            for number, visitor in enumerate(self.visitors)
        ]
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join(PATIENCE * 3)

    def _live(self, visitor: Visitor, number: int) -> None:
        dice = random.Random(self.seed + number)  # noqa: S311  no secrets
        weights = [weight for weight, _ in self.acts]
        self.over.wait(self.pause * dice.random())
        while not self.over.is_set():
            _, act = dice.choices(self.acts, weights)[0]
            act(visitor, dice)
            self.over.wait(self.pause * dice.uniform(0.5, 1.5))

    @property
    def answers(self) -> list[Answer]:
        return [answer for visitor in self.visitors for answer in visitor.answers]


@dataclass(frozen=True)
class Report:
    """What a crowd noticed between two moments."""

    asked: int
    wrong: Counter[str]
    seconds: float
    median: float
    slow: float  # that one in twenty waited longer than this, in seconds
    slowest: float
    silence: float  # the longest time in which nobody got a good answer

    @classmethod
    def of(cls, answers: Iterable[Answer], began: float, ended: float) -> "Report":
        there = sorted((one for one in answers if began <= one.at < ended), key=lambda one: one.at)
        took = [one.seconds for one in there] or [0.0]
        good = [began, *sorted(one.at + one.seconds for one in there if not one.is_wrong), ended]
        return cls(
            len(there),
            Counter(f"{one.what}: {one.status or 'none'}" for one in there if one.is_wrong),
            ended - began,
            statistics.median(took),
            statistics.quantiles(took, n=20)[-1] if len(took) > 1 else took[0],
            max(took),
            max(after - before for before, after in itertools.pairwise(good)),
        )

    @property
    def a_second(self) -> float:
        return self.asked / self.seconds

    def __str__(self) -> str:
        wrong = ", ".join(f"{count} × {what}" for what, count in self.wrong.items()) or "nothing"
        return (
            f"{self.asked:>5} asked, {sum(self.wrong.values())} wrong ({wrong}); median "
            f"{self.median * 1000:.0f} ms, p95 {self.slow * 1000:.0f} ms, slowest "
            f"{self.slowest:.1f} s, longest silence {self.silence:.1f} s"
        )
