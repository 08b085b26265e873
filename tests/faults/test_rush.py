"""K15: one place guesses passwords and asks the public register as fast as it can.

With the password hash of production, because that is what each guess costs us.
"""

import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from random import Random
from urllib.parse import urlencode, urlsplit

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher

from config.embedded.memory import any_free_port
from tests.faults.house import PROMISED, wait_until
from tests.faults.visitor import PASSWORD, Visitor, log_in
from tests.makers import people

GUESSES_A_MINUTE, QUESTIONS_A_MINUTE = 20, 120  # of one address, by the settings
GUESSES, SEARCHES = 334, 167  # of 1000 and 500 a minute in the 20 seconds that it lasts at least
SECONDS, LONGEST = 20, 120  # on a machine that has much else to do it takes longer
PAGES = ("/mijn/", "/mijn/portfolio/", "/", "/over-registratie/", "/mijn/berichten/")


@pytest.fixture
def address(house, environment, settings) -> str:
    port = any_free_port()
    house.start(
        "web", PORT=str(port), TESTING="0", DEBUG="1", DEMO="0", LOG_LEVEL="INFO",
        SECRET_KEY="only-for-development", ALLOWED_HOSTS="127.0.0.1", BASE_URL="http://localhost",
        DATABASE_PUBLIC_URL=environment["DATABASE_URL"],
        SEALING_KEYS=",".join(settings.SEALING_KEYS),
    )  # fmt: skip
    visitor = Visitor(f"http://127.0.0.1:{port}")
    wait_until(visitor.is_answered, PROMISED, house.explain)
    visitor.get("/")
    return visitor.url


class Attacker(threading.Thread):
    """Asks from another address than the visitor, with another forged address each time."""

    def __init__(self, url: str, over: threading.Event, number: int) -> None:
        super().__init__(daemon=True)
        self.at, self.over, self.random = urlsplit(url), over, Random(number)  # noqa: S311
        self.statuses: Counter[int] = Counter()

    def run(self) -> None:
        while not self.over.is_set():
            with suppress(OSError, HTTPException):
                self.statuses[self.attack()] += 1

    def attack(self) -> int:
        raise NotImplementedError

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> tuple[int, str]:
        there = HTTPConnection(
            str(self.at.hostname), self.at.port, timeout=30, source_address=("127.0.0.2", 0)
        )
        forged = ".".join(str(self.random.randint(1, 250)) for _ in range(4))
        try:
            there.request(method, path, body, {"X-Forwarded-For": forged, **headers})
            answer = there.getresponse()
            answer.read()
            return answer.status, answer.headers.get("Set-Cookie", "")
        finally:
            there.close()


class Guesser(Attacker):
    token = "a" * 32

    def attack(self) -> int:
        typed = {
            "csrfmiddlewaretoken": self.token,
            "login": f"iemand{self.random.random()}@example.org",
            "password": "een verkeerd wachtwoord",
        }
        form = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"csrftoken={self.token}",
            "User-Agent": "Guesser",
        }
        return self.ask("POST", "/account/login/", urlencode(typed), **form)[0]


class Searcher(Attacker):
    def attack(self) -> int:
        return self.ask("GET", f"/?q={self.random.choice('abcdefgh')}an")[0]


def measured(visitor: Visitor, goes_on: Callable[[], bool]) -> list[float]:
    """How long each page took, in seconds; Visitor refuses errors and slow answers itself."""
    took = []
    while goes_on():
        for page in PAGES:
            began = time.monotonic()
            visitor.get(page)
            took.append(time.monotonic() - began)
        time.sleep(0.2)
    return took


def asked(rush: list[Attacker], kind: type[Attacker]) -> Counter[int]:
    """What these attackers were answered until now."""
    return sum((one.statuses.copy() for one in rush if isinstance(one, kind)), Counter())


def minute_of_the_clock() -> int:
    """The budget of questions is one for each; that of guesses looks a minute back."""
    return int(time.time()) // 60


@pytest.mark.fault(
    "K15",
    did="> 1000 guesses and > 500 searches a minute of one address, forged X-Forwarded-For",
    must="limits hold; a page of somebody else p95 < 2 s",
)
@pytest.mark.django_db(transaction=True)
def test_one_place_that_rushes_us_is_stopped_and_others_notice_little(
    house, address, scheme, note_of_refusals: Callable[[], int]
):
    owner = people.person("Samira", "El Amrani")
    owner.password = Argon2PasswordHasher().encode(PASSWORD, "z" * 22)
    owner.save()
    visitor = Visitor(address)
    log_in(visitor, owner)
    over = threading.Event()
    rush = [kind(address, over, number) for kind in (Guesser, Searcher) for number in range(4)]
    began, began_in = time.monotonic(), minute_of_the_clock()
    for one in rush:
        one.start()

    def goes_on() -> bool:
        lasted = time.monotonic() - began
        enough = asked(rush, Guesser).total() > GUESSES and asked(rush, Searcher).total() > SEARCHES
        return lasted < SECONDS or (not enough and lasted < LONGEST)

    took = measured(visitor, goes_on)
    over.set()
    for one in rush:
        one.join()
    lasted = time.monotonic() - began
    minutes = 1 + lasted / 60
    minutes_of_the_clock = 1 + minute_of_the_clock() - began_in
    guesses, searches = asked(rush, Guesser), asked(rush, Searcher)
    assert guesses.total() > GUESSES
    assert searches.total() > SEARCHES
    assert guesses.keys() | searches.keys() <= {200, 429}
    assert 0 < note_of_refusals() <= GUESSES_A_MINUTE * minutes
    assert 0 < searches[200] <= QUESTIONS_A_MINUTE * minutes_of_the_clock
    p95 = statistics.quantiles(took, n=20)[-1]
    house.note(
        "rush",
        f"{lasted:.0f} s: {guesses.total()} guesses, {note_of_refusals()} looked at; "
        f"{searches.total()} searches, {searches[200]} answered; "
        f"{len(took)} pages of somebody else: p95 {p95:.2f} s",
    )


@pytest.fixture
def note_of_refusals(house) -> Callable[[], int]:
    """How many passwords were really looked at, by the log."""
    return lambda: house.log("web").read_text().count("a password was refused")
