"""Publication: making the next edition of the public register, and what it changes."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db import connection, transaction
from django.db.models import OuterRef, Subquery
from django.urls import reverse

from accounts.actors import Actor
from accounts.models import Role, RoleGrant
from audit.acts import act
from kit import clock, names
from outbox import jobs, letters
from register.models import (
    Affiliation,
    HiddenEntry,
    Publication,
    PublicEntry,
    RegisterScheme,
    Registration,
    RegistrationPeriod,
)

LOCK = 7_301_906  # one edition at a time; held until the end of the transaction
PUBLIC_STATUS = {
    Registration.Status.ACTIVE: "registered",
    Registration.Status.LAPSE_PROPOSED: "registered",
    Registration.Status.PAUSED: "paused",
    Registration.Status.SUSPENDED: "suspended",
}
Facts = dict[str, Any]
NOTHING: Facts = {"name": "", "name_key": "", "suspended_until": None, "town": "", "town_key": "",
                  "province": "", "kinds_of_work": [], "badges": []}  # fmt: skip


@dataclass
class Differences:
    """What the next edition changes: entries by number."""

    added: dict[str, Facts] = field(default_factory=dict)
    changed: dict[str, tuple[PublicEntry, Facts]] = field(default_factory=dict)
    removed: dict[str, PublicEntry] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    def fields_of(self, number: str) -> list[tuple[str, Any, Any]]:
        """The changed facts of one entry: name, before, after."""
        entry, facts = self.changed[number]
        return [
            (name, getattr(entry, name), facts[name])
            for name in PublicEntry.FACTS
            if getattr(entry, name) != facts[name] and not name.endswith("_key")
        ]


def truth(today: date) -> dict[str, Facts]:
    """What the public may know today of everyone who is listed, by number."""
    newest = RegistrationPeriod.objects.filter(registration=OuterRef("pk")).order_by("-pk")
    work = Affiliation.objects.on(today).filter(person=OuterRef("person")).order_by("-from_on")
    rows = (
        Registration.objects.listed()
        .annotate(
            until_on=Subquery(newest.values("until_on")[:1]),
            town=Subquery(work.values("organisation__town")[:1]),
            province=Subquery(work.values("organisation__province")[:1]),
            kinds=Subquery(work.values("kinds_of_work")[:1]),
        )
        .iterator(chunk_size=2000)
    )
    assessors = set(RoleGrant.objects.holders(Role.ASSESSOR, today).values_list("user", flat=True))
    return {row.number: facts_of(row, assessors) for row in rows} | removed(today)


def removed(today: date) -> dict[str, Facts]:
    """The numbers that answer "doorgehaald", as long as the scheme says; without any name."""
    years = RegisterScheme.objects.in_force_on(today).removed_answer_years
    rows = Registration.objects.removed_since(clock.add_months(today, -12 * years))
    return {row.number: NOTHING | facts_of_removed(row) for row in rows}


def facts_of_removed(row: Registration) -> Facts:
    return {
        "number": row.number,
        "status": PublicEntry.REMOVED,
        "since_on": row.since_on,
        "until_on": row.ended_on,
    }


def facts_of(row: Any, assessors: set[int]) -> Facts:
    """The allow-list: these facts and no others are published."""
    town = row.town if row.town and row.shows_town else ""
    return {
        "number": row.number,
        "name": row.shown_name,
        "name_key": row.name_key,
        "status": PUBLIC_STATUS[row.status],
        "suspended_until": row.suspended_until,
        "since_on": row.since_on,
        "until_on": row.until_on,
        "town": town,
        "town_key": names.normalise(town),
        "province": row.province or "",
        "kinds_of_work": row.kinds or [],
        "badges": ["assessor"] if row.person_id in assessors else [],
    }


def differences(today: date) -> Differences:
    """What publishing now would change. Hidden people stay out of sight here too."""
    wanted = truth(today)
    result = Differences()
    for entry in PublicEntry.objects.current().iterator(chunk_size=2000):
        facts = wanted.pop(entry.number, None)
        if facts is None:
            result.removed[entry.number] = entry
        elif any(getattr(entry, name) != facts[name] for name in PublicEntry.FACTS):
            result.changed[entry.number] = (entry, facts)
    result.added = wanted
    return result


def publish(*, today: date, now: datetime, by: Actor) -> Publication:
    """Publish one edition; readers see all of it or nothing of it."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        change = differences(today)
        last = Publication.objects.first()
        number = last.number + 1 if last else 1
        gone = [*change.removed, *change.changed]
        PublicEntry.objects.current().filter(number__in=gone).update(edition_until=number)
        fresh = [*change.added.values(), *(facts for _, facts in change.changed.values())]
        PublicEntry.objects.bulk_create(
            [PublicEntry(**facts, edition_from=number) for facts in fresh], batch_size=1000
        )
        publication = Publication(
            number=number,
            published_at=now,
            published_by=by.user,
            entries=PublicEntry.objects.current().count(),
            added=len(change.added),
            changed=len(change.changed),
            removed=len(change.removed),
            sha256=fingerprint(),
        )
        with act("publication.publish", publication, by=by):
            publication.save()
    return publication


def fingerprint() -> str:
    """One hash over all facts of the newest edition, so that it can be compared."""
    digest = hashlib.sha256()
    rows = PublicEntry.objects.current().order_by("number").values_list(*PublicEntry.FACTS)
    for row in rows.iterator(chunk_size=2000):
        digest.update(json.dumps(row, default=str).encode())
    return digest.hexdigest()


@jobs.job("register.publish_edition", daily_at=time(2))
def publish_tonight() -> None:
    """The nightly edition; a night without changes makes none."""
    today = clock.today()
    if differences(today):
        publish(today=today, now=clock.now(), by=Actor.system("register.publish_edition"))


def hide(registration: Registration, *, now: datetime, by: Actor) -> None:
    """Hide an entry from every edition, at once; the person hears how to be shown again."""
    with act("registration.hide", registration, by=by):
        _, is_new = HiddenEntry.objects.get_or_create(
            number=registration.number, defaults={"hidden_at": now}
        )
        if is_new:
            tell("hidden", registration, now)


def show(registration: Registration, *, now: datetime, by: Actor) -> None:
    """Take the entry out of the hiding layer."""
    with act("registration.show", registration, by=by):
        was_hidden, _ = HiddenEntry.objects.filter(number=registration.number).delete()
        if was_hidden:
            tell("shown", registration, now)


def tell(kind: str, registration: Registration, now: datetime) -> None:
    letters.write(
        f"register/{kind}",
        person=registration.person,
        subject=registration,
        occasion=now.isoformat(),
        at=now,
        link=reverse("registration:registration"),
        link_label="Bekijk je registratie",
    )
