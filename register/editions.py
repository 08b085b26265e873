"""Earlier editions: rebuilding one, going back to one, and what remains of them."""

from datetime import date, datetime, time

from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from audit.acts import NotAllowed, act
from kit import clock
from outbox import jobs, letters
from register import fingerprint, publication
from register.models import ErasedEntry, HiddenEntry, Publication, PublicEntry, Registration

FACTS = publication.FACTS
TELL = "register.tell_rolled_back"
A_BATCH = 500

# Whoever left, died or was struck off since does not come back with an older edition; nor does
# "doorgehaald" come back for whom it was undone.
ROLL_BACK = f"""
    WITH older AS MATERIALIZED (
        SELECT e.* FROM register_publicentry e
        WHERE e.edition_from <= %(older)s AND e.edition_until > %(older)s
    ),
    kept_out AS MATERIALIZED (
        SELECT older.number FROM older JOIN register_registration r USING (number)
        WHERE r.status IN ('left', 'removed', 'deceased')
            OR older.status = 'removed' AND r.status <> 'removed'
    ),
    gone AS (
        UPDATE register_publicentry e SET edition_until = %(number)s
        WHERE e.edition_until IS NULL AND e.edition_from > %(older)s AND e.status <> 'removed'
            AND NOT EXISTS (SELECT 1 FROM kept_out k
                WHERE k.number = e.number AND EXISTS (SELECT 1 FROM register_registration r
                    WHERE r.number = e.number AND r.status NOT IN ('left', 'removed', 'deceased')))
        RETURNING e.*
    ),
    back AS (
        INSERT INTO register_publicentry ({FACTS}, edition_from)
        SELECT {FACTS}, %(number)s FROM older
        WHERE (SELECT count(*) FROM gone) >= 0
            AND NOT EXISTS (SELECT 1 FROM kept_out k WHERE k.number = older.number)
            AND NOT EXISTS (SELECT 1 FROM register_publicentry e WHERE e.number = older.number
                AND e.edition_until IS NULL AND (e.edition_from <= %(older)s
                    OR e.status = 'removed'))
        RETURNING *
    ),
    moved AS (
        SELECT gone.number AS old, back.number AS new,
            CASE WHEN gone.number IS NOT NULL THEN {fingerprint.digest("gone")} END AS old_digest,
            CASE WHEN back.number IS NOT NULL THEN {fingerprint.digest("back")} END AS new_digest
        FROM gone FULL JOIN back ON back.number = gone.number
    ),
    waiting AS (
        INSERT INTO register_pendingentry (registration_id)
        SELECT r.id FROM register_registration r JOIN moved ON r.number = COALESCE(old, new)
    )
    SELECT count(*) FILTER (WHERE old IS NULL), count(*) FILTER (WHERE old = new),
        count(*) FILTER (WHERE new IS NULL), {fingerprint.sums("new_digest")},
        {fingerprint.sums("old_digest")}
    FROM moved
"""
ERASE = f"""
    WITH gone AS (DELETE FROM register_publicentry e WHERE number = %s
        RETURNING edition_from, edition_until, {fingerprint.digest("e")} AS digest)
    INSERT INTO register_erasedentry (digest, edition_from, edition_until)
    SELECT digest, edition_from, edition_until FROM gone
"""


def rebuilt_hash(edition: Publication) -> str:
    """The hash of the edition as it can be rebuilt now; the same as when it was published."""
    with connection.cursor() as cursor:
        return fingerprint.of_edition(cursor, edition.number)


def roll_back(
    older: Publication, *, reason: str, today: date, now: datetime, by: Actor
) -> Publication:
    """A new edition that equals an older one, at once; the wrong one stays in the list.

    Raises NotAllowed for the newest, and for one that is not kept. Whom it takes along is
    looked at again by the next edition, and hears of it.
    """
    with transaction.atomic():
        publication.lock()
        last = Publication.objects.select_for_update().latest("number")
        if older.number >= last.number:
            raise NotAllowed("Deze uitgave staat al online.")
        if not Publication.objects.kept(today).filter(pk=older.pk).exists():
            raise NotAllowed("Deze uitgave is te oud. Er staat alleen nog van wanneer zij was.")
        number = last.number + 1
        with connection.cursor() as cursor:
            cursor.execute(ROLL_BACK, {"older": older.number, "number": number})
            added, changed, removed, *sums = cursor.fetchone()
        made = Publication(
            number=number,
            published_at=now,
            published_by=by.user,
            entries=last.entries + added - removed,
            added=added,
            changed=changed,
            removed=removed,
            sha256=fingerprint.moved(last.sha256, added=sums[:4], taken=sums[4:]),
            restores=older,
            reason=reason,
        )
        publication.take_erased(made)
        with act("publication.roll_back", made, by=by):
            made.save()
            jobs.enter(TELL, f"{TELL}:{number}:0", edition=number, after="")
    return made


@jobs.job(TELL)
def tell_rolled_back(*, edition: int, after: str) -> None:
    """A letter to whose coming, renewal or leaving the rollback took back; so many at a time."""
    made = Publication.objects.select_related("restores").get(number=edition)
    gone = entries(after, edition_until=edition)
    back = entries(after, edition_from=edition)
    batch = sorted(gone.keys() | back.keys())[:A_BATCH]
    told = [number for number in batch if matters(gone.get(number), back.get(number))]
    for registration in Registration.objects.filter(number__in=told).select_related("person"):
        letters.write(
            "register/rolled_back",
            person=registration.person,
            subject=registration,
            occasion=str(edition),
            at=made.published_at,
            edition=made,
            until_on=publication.waits_until(made),
            link=reverse("registration:entry"),
            link_label="Bekijk je vermelding",
        )
    if len(batch) == A_BATCH:
        jobs.enter(TELL, f"{TELL}:{edition}:{batch[-1]}", edition=edition, after=batch[-1])


def entries(after: str, **which: int) -> dict[str, PublicEntry]:
    """The first of them by number."""
    found = PublicEntry.objects.filter(number__gt=after, **which).order_by("number")[:A_BATCH]
    return {entry.number: entry for entry in found}


def matters(was: PublicEntry | None, is_now: PublicEntry | None) -> bool:
    """In or out of the register, another status or another period: not another town."""
    if was is None or is_now is None:
        return True
    return (was.status, was.since_on, was.until_on) != (
        is_now.status,
        is_now.since_on,
        is_now.until_on,
    )


def erase(number: str, *, now: datetime) -> None:
    """Every version goes, from every edition, at once; a digest stays, so that each still adds up.

    The number stays hidden, so that nothing that is published later shows it.
    """
    with transaction.atomic():
        publication.lock()
        layer = {"hidden_at": now, "looked_on": timezone.localdate(now)}
        HiddenEntry.objects.get_or_create(number=number, defaults=layer)
        with connection.cursor() as cursor:
            cursor.execute(ERASE, [number])


@jobs.job("register.forget_editions", daily_at=time(4, 50))
def forget_editions() -> None:
    """Entries that only editions of more than two years ago had; their hashes stay."""
    oldest = Publication.objects.kept(clock.today()).order_by("number").first()
    if oldest:
        PublicEntry.objects.filter(edition_until__lte=oldest.number).delete()
        ErasedEntry.objects.filter(edition_until__lte=oldest.number).delete()


def before(edition: Publication) -> Publication | None:
    return Publication.objects.filter(number__lt=edition.number).first()
