"""Publication: making the next edition of the public register; hiding in every edition."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from django.db import connection, transaction
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from audit.acts import act
from kit import clock
from outbox import jobs, letters
from register import differences, fingerprint, holding
from register.models import (
    ErasedEntry,
    HiddenEntry,
    Publication,
    PublicEntry,
    Registration,
    StruckEntry,
)

LOCK = 7_301_906  # one edition at a time; held until the end of the transaction
SYSTEM = Actor.system("register.publish_edition")
FACTS = ", ".join(PublicEntry.FACTS)
AFTER = ", ".join(f"after_{fact}" for fact in PublicEntry.FACTS)

# One statement, so one moment: what is compared, closed, added and counted is the same.
PUBLISH = f"""
    WITH seen AS (DELETE FROM register_pendingentry RETURNING registration_id),
    {differences.next_edition(differences.MAY_DIFFER.format(pending="seen"))},
    taken AS MATERIALIZED (
        SELECT difference.*,
            CASE WHEN kind <> 'added'
                THEN {fingerprint.digest("difference", "before_")} END AS old_digest,
            CASE WHEN kind <> 'removed'
                THEN {fingerprint.digest("difference", "after_")} END AS new_digest
        FROM difference WHERE NOT is_held
    ),
    closed AS (
        UPDATE register_publicentry e SET edition_until = %(number)s
        FROM taken WHERE e.id = taken.entry_id RETURNING e.id
    ),
    fresh AS (
        INSERT INTO register_publicentry ({FACTS}, edition_from)
        SELECT {AFTER}, %(number)s FROM taken
        WHERE kind <> 'removed' AND (SELECT count(*) FROM closed) >= 0
        RETURNING id
    ),
    waiting AS (
        INSERT INTO register_pendingentry (registration_id)
        SELECT r.id FROM difference JOIN register_registration r ON r.number = difference.number
        WHERE is_held
    )
    SELECT count(*) FILTER (WHERE kind = 'added'), count(*) FILTER (WHERE kind = 'changed'),
        count(*) FILTER (WHERE kind = 'removed'),
        {fingerprint.sums("new_digest")}, {fingerprint.sums("old_digest")}
    FROM taken
"""


def lock() -> None:
    """Until the end of the transaction: one edition, or one erasure, at a time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def newest() -> Publication | None:
    return Publication.objects.first()


def publish(*, today: date, now: datetime, by: Actor) -> Publication:
    """Publish one edition; readers see all of it or nothing of it."""
    with transaction.atomic():
        made = next_edition(today=today, now=now, by=by)
        with act("publication.publish", made, by=by):
            made.save()
    return made


def next_edition(*, today: date, now: datetime, by: Actor) -> Publication:
    """Change the published copy; what it changed, in an edition that is not saved yet."""
    lock()
    holding.end_what_is_over(today=today, now=now)
    last = newest()
    number = last.number + 1 if last else 1
    values = differences.parameters(today) | {"number": number}
    with connection.cursor() as cursor:
        cursor.execute(PUBLISH, values)
        added, changed, removed, *sums = cursor.fetchone()
    StruckEntry.objects.filter(ended_on__lte=values["removed_since"]).delete()
    made = Publication(
        number=number,
        published_at=now,
        published_by=by.user,
        entries=(last.entries if last else 0) + added - removed,
        added=added,
        changed=changed,
        removed=removed,
        sha256=fingerprint.moved(
            last.sha256 if last else fingerprint.NOTHING, added=sums[:4], taken=sums[4:]
        ),
    )
    take_erased(made)
    return made


def take_erased(made: Publication) -> None:
    """Who was erased since the last edition is not in this one."""
    gone = ErasedEntry.objects.filter(edition_until=None)
    for erased in gone:
        words = [int(erased.digest[at : at + 16], 16) for at in range(0, 64, 16)]
        made.sha256 = fingerprint.moved(made.sha256, added=[0] * 4, taken=words)
    count = gone.update(edition_until=made.number)
    made.entries -= count
    made.removed += count


def waits_until(last: Publication | None) -> date | None:
    """After a rollback: the day from which editions go out by themselves again."""
    if last is None or last.restores_id is None:
        return None
    return holding.last_day(timezone.localdate(last.published_at))


@jobs.job("register.publish_edition", daily_at=time(2))
def publish_tonight() -> None:
    """The nightly edition; a night without changes makes none.

    After a rollback staff look first, for as long as an entry may be held back.
    """
    today, now = clock.today(), clock.now()
    last = newest()
    if (until := waits_until(last)) and today < until:
        return
    with transaction.atomic():
        made = next_edition(today=today, now=now, by=SYSTEM)
        if made.added or made.changed or made.removed:
            with act("publication.publish", made, by=SYSTEM):
                made.save()


# Whoever keeps elsewhere that somebody does not want to be found any more.
HIDING: list[Callable[[Registration, datetime], None]] = []


def hide(registration: Registration, *, now: datetime, by: Actor) -> None:
    """Hide an entry from every edition, at once; the person hears how to be shown again."""
    with act("registration.hide", registration, by=by):
        _, is_new = HiddenEntry.objects.get_or_create(
            number=registration.number, defaults={"hidden_at": now}
        )
        if is_new:
            tell("hidden", registration, now)
            for told in HIDING:
                told(registration, now)


def hidden_to_look_at() -> list[Registration]:
    """Who hid the own entry since staff last looked, the longest ago first, with `hidden_at`."""
    waiting = HiddenEntry.objects.to_look_at()
    rows = Registration.objects.filter(number__in=waiting.values("number")).annotate(
        hidden_at=Subquery(waiting.filter(number=OuterRef("number")).values("hidden_at")[:1])
    )
    return list(rows.select_related("person").order_by("hidden_at"))


def look_at_hidden(registration: Registration, *, today: date, by: Actor) -> None:
    """Staff looked: there is help where it is needed. Showing again is up to the person alone."""
    with act("registration.look_at_hidden", registration, by=by):
        HiddenEntry.objects.filter(number=registration.number).update(looked_on=today)


def show(registration: Registration, *, now: datetime, by: Actor) -> None:
    """Take the entry out of the hiding layer."""
    with act("registration.show", registration, by=by):
        was_hidden, _ = HiddenEntry.objects.filter(number=registration.number).delete()
        if was_hidden:
            tell("shown", registration, now)


def tell(kind: str, registration: Registration, now: datetime, **facts: Any) -> None:
    letters.write(
        f"register/{kind}",
        person=registration.person,
        subject=registration,
        occasion=now.isoformat(),
        at=now,
        link=reverse("registration:registration"),
        link_label="Bekijk je registratie",
        **facts,
    )
