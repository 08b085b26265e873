"""After somebody is erased: nothing of theirs in any table, file, session, queue or dump (C17).

The world is committed to a database of its own, because a dump reads what is committed.
"""

import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
import redis
from django.conf import settings as configured
from django.core.files.storage import default_storage
from django.db import connection, transaction

from accounts.actors import Actor
from accounts.models import User
from accreditation import erasing, leaving
from audit.acts import by_rule
from config import integrity
from config.embedded.account import installed_programs
from files import reconciling
from files.models import StoredFile
from register.models import Registration
from tests.access.conftest import a_world, own_places
from tests.access.crawl import everything_stored
from tests.access.world import World, canaries_in, canary
from tests.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db

# What is of whom, by the beginning of its canary; `|` ends a name that is another's beginning.
# Where a talk was stands in the letter of who else was there: that one's, and without a name.
OF: dict[str, tuple[str, ...]] = {
    "owner": (
        "owner-", "thrown-title", "scan-", "plan-", "step-", "proposal-", "evidence-words",
        "file-name-evidence", "file-text-evidence", "shared-", "guested-", "ended-", "comment-",
        "peer-owner-", "peer-line-of-", "own_line-owner", "note-owner",
        "feedback-", "listed-name", "disputed-name", "answered-name", "dispute-",
        "mentor-asked-owner", "mentor-reply", "mentor-agreed",
        "visit-owner-words", "complaint-about", "complaint-text", "complaint-place",
        "reading-", "mail-owner", "mail-guest",
    ),
    "waiting": (
        "waiting-", "peer-waiting-", "mentor-asked-waiting", "visit-waiting-words", "hardship-",
        "new-complaint-", "mail-waiting",
    ),
    "applicant": (
        "work-applicant", "question-", "answer-first", "message-own", "file-name|", "file-text|",
        "refusal-applicant-", "objection-draft", "mail-applicant", "card-review",
    ),
    "stranger": (
        "stranger-", "lent-", "heard-", "asked-last", "request-words", "calibration-ask",
        "calibration-because", "mail-stranger",
    ),
    "untold": ("untold-", "notes-", "talk-complaint-text", "talk-complaint-reply",
               "talk-complaint-reason", "mail-untold"),
    "peer": (
        "measure-", "held-reason", "former-last", "own_line-peer", "mentor-offer", "card-use",
        "card-comment", "hidden-comment", "literature-why", "mail-peer",
    ),
    "newcomer": ("objection-text", "objection-late", "objection-message", "mail-newcomer",
                 "work-draft"),
    "decided": ("decided-", "mail-decided"),
    "proposed": ("proposed-", "objection-to-assessor", "mail-proposed"),
    "begun": ("begun-", "other-hardship-", "mail-begun"),
    "locked_out": ("stop-reason", "mail-locked_out"),
    "promised": ("role-why", "mail-promised"),
}  # fmt: skip


def of(person: str, stored: set[str]) -> set[str]:
    """The canaries of one person that are somewhere."""
    return set().union(*(of_start(start, stored) for start in OF[person]))


def of_start(start: str, stored: set[str]) -> set[str]:
    name, whole, _ = start.partition("|")
    return {key for key in stored if key == name or (not whole and key.startswith(name))}


def everything() -> str:
    """Tables, the dump as text, the bytes and names of files, and Valkey's keys and values.

    The folded lines of calendars are made whole.
    """
    text = "\n".join([everything_stored(), dump(), *files(), *in_valkey()])
    return re.sub(r"\r?\n[ \t]", "", text)


def dump() -> str:
    facts = connection.settings_dict
    program = installed_programs().postgres / "pg_dump"  # of the same version as the server
    address = [f"--host={facts['HOST']}", f"--port={facts['PORT']}", f"--username={facts['USER']}"]
    with_password = os.environ | {"PGPASSWORD": facts["PASSWORD"]}
    done = subprocess.run(
        [program, *address, "--inserts", facts["NAME"]],
        env=with_password, check=True, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    return done.stdout


def files() -> Iterator[str]:
    for key in reconciling.keys():  # noqa: SIM118
        with default_storage.open(key) as stored:
            yield stored.read().decode("latin-1")
    yield from StoredFile.objects.values_list("name", flat=True)


def in_valkey() -> Iterator[str]:
    store = redis.Redis.from_url(configured.CELERY_BROKER_URL, decode_responses=False)
    for key in store.scan_iter():
        yield key.decode("latin-1")
        if store.type(key) == b"string":
            yield (store.get(key) or b"").decode("latin-1")
        elif store.type(key) == b"list":
            yield from (each.decode("latin-1") for each in store.lrange(key, 0, -1))


def leave(person: User) -> None:
    """Nobody is erased before; cases that run are an obstacle too, but here they go along."""
    registered = Registration.objects.filter(person=person, status__in=Registration.IN)
    for registration in registered:
        leaving.leave(registration, now=NOW, by=Actor.self(person))


@dataclass
class Outcome:
    """What was found before and after each was erased, one after the other."""

    missing: list[str] = field(default_factory=list)  # what there should have been before
    left: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)  # who left a rule of all rows broken


def erase_all(world: World) -> Outcome:
    outcome = Outcome()
    before = everything()
    for key, starts in OF.items():
        person = world.people[key]
        own, named = of(key, canaries_in(before)), (person.name, person.email)
        outcome.missing += [f"{key}: {start}" for start in starts if not of_start(start, own)]
        leave(person)
        rules = dict(integrity.broken(TODAY))
        with transaction.atomic(), by_rule("accreditation.erase"):
            erasing.forget(person, now=NOW)
        outcome.broken += [key] * (dict(integrity.broken(TODAY)) != rules)
        before = everything()
        for each in [*named, *map(canary, sorted(own & canaries_in(before)))]:
            lines = [line for line in before.splitlines() if each in line]
            outcome.left += [f"{key}: {where_in(line, each)}" for line in lines]
    return outcome


def where_in(line: str, name: str) -> str:
    at = line.index(name)
    return f"{line[:60]} … {line[max(0, at - 60) : at + 60]}"


@pytest.fixture(scope="module")
def outcome(django_db_setup, django_db_blocker, tmp_path_factory) -> Outcome:
    """The world is gone when the test starts."""
    place = own_places(tmp_path_factory.mktemp("erased"))
    with django_db_blocker.unblock(), place, a_world() as world:
        return erase_all(world)


def test_nothing_is_left_of_who_is_erased(outcome):
    """What they made with others stays, and is not in the list (docs/dpia.md)."""
    assert not outcome.missing
    assert not outcome.left, "\n".join(outcome.left)


def test_erasing_breaks_nothing_that_must_be_true_of_all_rows(outcome):
    assert not outcome.broken
