"""A page of the portal against the same page from memory plus the bare SQL of its own questions.

Through granian by one client, in turn; both answers must be as long.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.test import Client as Visitor
from django.test.utils import CaptureQueriesContext

from bench import figures
from bench.from_memory import PREFIX
from bench.processes import Tree, of_the_database
from bench.serving import Client, Served
from bench.timing import milliseconds
from tests.makers import logins

ROUNDS = 31
READS = ("SELECT", "WITH")


class Pages:
    """What one visitor sees of a portal that is served; `owner` is who logs in, or nobody."""

    def __init__(self, served: Served, owner: Any = None) -> None:
        # From elsewhere than the client: the server counts what an address asks.
        self.visitor = Visitor(HTTP_HOST="localhost", REMOTE_ADDR="127.0.0.2")
        if owner:
            logins.put_in(self.visitor, owner)
        self.client = Client(
            served.address, {name: each.value for name, each in self.visitor.cookies.items()}
        )
        self.web, self.all = Tree(served.pid), Tree(served.pid, of_the_database())

    def figure(self, url: str, *, rounds: int = ROUNDS, **named: Any) -> figures.Figure:
        """`named`: what a Figure wants to know beside what is measured."""
        asked, around = self.asked_by(url), self.asked_by(PREFIX + url)
        own = [sql for sql in asked if sql not in around]
        acts = (
            lambda: self.client.get(url),
            lambda: self.client.get(PREFIX + url),
            lambda: bare(own),
        )
        self.must_be_alike(url)
        times, worked = in_turn(acts, rounds, self.all)
        page, memory, sql = (figures.middle(each)[0] for each in zip(*times, strict=True))
        _, spread = figures.middle([each[0] for each in times])
        self.sql = sql
        return figures.Figure(
            product=page, yardstick=memory + sql, spread=spread, queries=len(asked),
            processor=worked, memory=self.web.holds(), **named,
        )  # fmt: skip

    def must_be_alike(self, url: str) -> None:
        page, memory = self.client.get(url), self.client.get(PREFIX + url)
        if len(page) != len(memory):
            raise SystemExit(f"{url}: {len(page)} and {len(memory)} bytes")

    def asked_by(self, url: str) -> list[str]:
        """The questions of one answer, the session and the person included."""
        with transaction.atomic(), CaptureQueriesContext(connection) as asked:
            answer = self.visitor.get(url)
        assert answer.status_code == 200, url
        found = [each["sql"] for each in asked.captured_queries]
        return [sql for sql in found if sql.lstrip("(").startswith(READS)]


def in_turn(
    acts: tuple[Callable[[], object], ...], rounds: int, tree: Tree
) -> tuple[list[tuple[float, ...]], float]:
    """Milliseconds of each act in each round, and what all processes worked for the first once."""
    times, worked = [], []
    for _ in range(rounds):
        before = tree.worked()
        first = milliseconds(acts[0])
        worked.append(tree.worked() - before)
        times.append((first, *(milliseconds(act) for act in acts[1:])))
    return times, figures.middle(worked)[0]


def bare(questions: list[str]) -> None:
    with connection.connection.cursor() as cursor:
        for sql in questions:
            cursor.execute(sql)
            cursor.fetchall()
