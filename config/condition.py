"""How the service stands, as signs: for the page of who runs it, and for programs (/metrics).

Each is one number with a border. Valkey is not asked: what it carries arrives or it does not, and a
request never waits for it.
"""

import platform
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event as Flag
from typing import Any

import django
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from audit.models import DaySeal, Event, MadeCopy
from files import scanning
from kit.replica import base as replica
from outbox import holding, queue
from outbox.models import Heartbeat, Job
from register import own_keys

BEAT_AFTER = timedelta(minutes=2)
COPY_AFTER = timedelta(hours=26)
SEAL_AFTER_DAYS = 2
LEAST_FREE = 0.1  # of the disk with files
DAY = 86_400
all_made = Flag()  # the tables are of this version


@dataclass(frozen=True)
class Sign:
    """`number` is what /metrics says; `words` what the page says, and `advice` what to do."""

    name: str
    label: str
    number: float
    words: str
    is_fine: bool
    advice: str = ""


def signs(now: datetime) -> list[Sign]:
    """What has to be right, the most urgent first."""
    behind = tables()
    if not behind.is_fine:  # what the others ask for may not be there
        return [behind]
    found = [
        beat(), *work(now), mail(), copies(), *followers(), disk(), sealed(now), seal(now),
        scanner(now), behind,
    ]  # fmt: skip
    return [one for one in found if one]


def beat() -> Sign:
    row = Heartbeat.objects.filter(name="beat").first()
    seconds = (timezone.now() - row.at).total_seconds() if row else float("inf")
    return Sign(
        "heartbeat_seconds", "Beat, Valkey en worker", seconds,
        f"{ago(seconds)} voor het laatst samen aan het werk" if row else "nog nooit samen gezien",
        seconds < BEAT_AFTER.total_seconds(),
        "Kijk of worker, beat en Valkey draaien. Er gaat niets verloren.",
    )  # fmt: skip


def work(now: datetime) -> list[Sign]:
    waiting = queue.waiting(now)
    oldest = (now - waiting.oldest).total_seconds() if waiting.oldest else 0
    dead = Job.objects.dead().count()
    return [
        Sign("jobs_due", "Taken die aan de beurt zijn", waiting.count, str(waiting.count), True),
        Sign(
            "jobs_oldest_seconds", "De oudste taak die wacht", oldest,
            waits(waiting.count, oldest if waiting.oldest else None),
            not waiting.is_slow, "Draaien er genoeg workers?",
        ),
        Sign(
            "jobs_dead", "Taken die gestopt zijn", dead, str(dead), dead == 0,
            "Bij het achtergrondwerk staat waarom, en kun je ze opnieuw proberen.",
        ),
    ]  # fmt: skip


def waits(count: int, oldest: float | None) -> str:
    if oldest is not None:
        return f"{ago(oldest)} aan de beurt"
    return "alleen mail die wordt tegengehouden" if count else "er wacht niets"


def mail() -> Sign:
    held = holding.current()
    return Sign(
        "mail_held", "Mail", 1 if held else 0,
        f"wordt tegengehouden: {held.why}" if held else "gaat de deur uit", held is None,
        "manage.py release_letters laat de mail weer gaan.",
    )  # fmt: skip


def copies() -> Sign:
    newest = MadeCopy.objects.order_by("-made_at").first()
    seconds = (timezone.now() - newest.made_at).total_seconds() if newest else float("inf")
    return Sign(
        "copy_seconds", "Kopie van alles", seconds,
        f"{ago(seconds)} gemaakt" if newest else "nog nooit gemaakt",
        settings.DEMO or seconds < COPY_AFTER.total_seconds(),
        "manage.py make_copy maakt er een. Laat dat elke nacht gebeuren.",
    )  # fmt: skip


def followers() -> Iterator[Sign]:
    """Of each copy that public pages are read from (kit/replica); none of a single server."""
    public = connections[settings.PUBLIC_ALIAS]
    if not isinstance(public, replica.DatabaseWrapper):
        return
    for number, seconds in enumerate(public.copies_behind(), start=1):
        yield Sign(
            f"replica_{number}_seconds", f"Leeskopie {number}", seconds,
            "volgt niet" if seconds == replica.NEVER else f"loopt {seconds:.0f} seconden achter",
            seconds <= settings.PUBLIC_LAG_SECONDS,
            "De openbare pagina's lezen nu de hoofddatabase. Kijk of de replicatie loopt.",
        )  # fmt: skip


def disk() -> Sign | None:
    """Of the disk that holds files; nothing when they are on another machine."""
    try:
        usage = shutil.disk_usage(default_storage.path(""))
    except (NotImplementedError, OSError):
        return None
    free = usage.free / usage.total
    return Sign(
        "disk_free_ratio", "Ruimte voor bestanden", round(free, 4),
        f"{usage.free / 10**9:.0f} GB van {usage.total / 10**9:.0f} GB vrij", free > LEAST_FREE,
        "Maak ruimte, of neem een grotere schijf.",
    )  # fmt: skip


def sealed(now: datetime) -> Sign:
    """Every night the day before is sealed; without any the days since the first event count."""
    newest = DaySeal.objects.order_by("-day").values_list("day", flat=True).first()
    first = Event.objects.order_by("pk").values_list("at", flat=True).first()
    since = newest or timezone.localdate(first or now)
    days = (timezone.localdate(now) - since).days
    return Sign(
        "seal_days", "Verzegelde dagen", days,
        f"tot en met {newest:%d-%m-%Y}" if newest else "nog geen", days <= SEAL_AFTER_DAYS,
        "Bij het achtergrondwerk staat of de nacht goed ging.",
    )  # fmt: skip


def seal(now: datetime) -> Sign | None:
    """How long the certificate of the register's seal is good; nothing before there is one."""
    ends = own_keys.seal_ends_on()
    if ends is None:
        return None
    days = (ends - timezone.localdate(now)).days
    return Sign(
        "seal_certificate_days", "Zegel onder certificaten", days,
        f"geldig tot en met {ends:%d-%m-%Y}", days >= own_keys.RENEWED_BEFORE_DAYS,
        "Vraag een nieuw zegel aan bij de uitgever; dat duurt weken.",
    )  # fmt: skip


def scanner(now: datetime) -> Sign | None:
    standing = scanning.standing()
    if not standing.is_of_use:
        return None
    seconds = (now - standing.oldest).total_seconds() if standing.oldest else 0
    return Sign(
        "scans_oldest_seconds", "Virusscanner", seconds,
        f"{standing.waiting} bestanden wachten" if standing.waiting else "er wacht niets",
        seconds < queue.LONG.total_seconds(),
        "manage.py check_scanner zegt of de scanner werkt.",
    )  # fmt: skip


def tables() -> Sign:
    waiting = len(unmade())
    return Sign(
        "migrations_waiting", "Tabellen", waiting,
        "zijn van deze versie" if not waiting else f"{waiting} stappen achter", waiting == 0,
        "manage.py prepare_database maakt ze bij.",
    )  # fmt: skip


def unmade() -> list[Any]:
    """The migrations of this version that the database does not have yet.

    Once none was missing that stays so while this process runs: to look takes a while.
    """
    if all_made.is_set():
        return []
    executor = MigrationExecutor(connection)
    found = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not found:
        all_made.set()
    return found


def versions() -> dict[str, str]:
    number = str(connection.pg_version)  # type: ignore[attr-defined]
    return {
        "Register": settings.RELEASE or "geen uitgave",
        "Python": platform.python_version(),
        "Django": django.get_version(),
        "PostgreSQL": f"{number[:-4]}.{int(number[-4:])}",
    }


def ago(seconds: float) -> str:
    """In words, rounded down: "3 minuten geleden" without the last word."""
    for size, one, more in ((DAY, "dag", "dagen"), (3600, "uur", "uur"), (60, "minuut", "minuten")):
        if seconds >= size:
            count = int(seconds // size)
            return f"{count} {one if count == 1 else more} geleden"
    return "net nog"
