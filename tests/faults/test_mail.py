"""Mail: never lost, and doubled only when it was accepted and the answer got lost."""

import os
import signal

import pytest

from tests.faults import outcome
from tests.faults.house import PROMISED, held, wait_until


@pytest.mark.fault(
    "K6",
    did="the mail server refuses, hangs, and goes away after 250",
    must="each letter arrives; twice only where the answer 250 was lost",
)
def test_a_server_that_refuses_hangs_or_vanishes(house, admit):
    to = {name: admit().concerns.email for name in ("refuse", "hang", "vanish", "fine")}
    for fault in ("refuse", "hang", "vanish"):
        house.mailbox.faults[to[fault]] = [fault]
    house.start("worker")
    house.start("beat")
    house.note("seconds", round(house.wait_until_done(within=2 * PROMISED), 1))
    assert {name: house.mailbox.tries[to[name]] for name in to} == {
        "refuse": 2, "hang": 2, "vanish": 2, "fine": 1,
    }  # fmt: skip
    assert {name: len(house.mailbox.kept[to[name]]) for name in to} == {
        "refuse": 1, "hang": 1, "vanish": 2, "fine": 1,
    }  # fmt: skip
    outcome.letters_arrived(house.mailbox, twice=(1,))
    outcome.nothing_died()


@pytest.mark.fault(
    "K6",
    did="kill -9 of the sender before and after 250",
    must="before: one copy; after: a second with the same Message-ID",
)
def test_a_child_killed_before_and_after_the_answer_250(house, admit):
    """Before it: one copy arrives. After it and before the commit: the same mail once more."""
    before, after = (admit().concerns.email for _ in range(2))
    house.mailbox.faults[before] = ["hang"]
    house.start("worker")
    with held("outbox_letter"):
        house.start("beat")
        wait_until(lambda: house.mailbox.tries[before], PROMISED, house.explain)
        wait_until(lambda: house.waiting_for("outbox_letter"), PROMISED, house.explain)
        for child in house.children():
            os.kill(child, signal.SIGKILL)
    house.note("seconds", round(house.wait_until_done(), 1))
    assert (len(house.mailbox.kept[before]), len(house.mailbox.kept[after])) == (1, 2)
    outcome.letters_arrived(house.mailbox, twice=(1,))
    outcome.nothing_died()
