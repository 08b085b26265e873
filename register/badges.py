"""Digital badges: asked for, made by a job, withdrawn; and what is true of them today."""

import hashlib
import secrets
from datetime import date, time

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, Max, OuterRef, Q

from accounts.actors import PROFESSIONAL, Actor
from audit.acts import NotAllowed, act, locked, record
from kit import clock
from outbox import jobs
from register import badge_keys, badge_words, consent_texts
from register.models import (
    BadgeStatusList,
    Certificate,
    HiddenEntry,
    OpenBadge,
    PublicEntry,
    Registration,
)

Purpose = BadgeStatusList.Purpose
LOCK = 7_301_908  # the lists are made one time at a time
MAKE, LISTS = "register.make_badge", "register.make_badge_lists"


def are_offered() -> bool:
    """Whether the register has a key for badges, here or with the worker."""
    return bool(settings.BADGE_KEY_FILE)


# ---- The person ----


def give(certificate: Certificate, *, today: date, by: Actor) -> OpenBadge:
    """Who asks for it consents to a copy that cannot be taken back; only the owner can.

    Raises NotAllowed for a certificate that does not stand.
    """
    if by.role != PROFESSIONAL or certificate.concerns != by.user:
        raise NotAllowed("Alleen de eigenaar van een certificaat vraagt een digitale badge.")
    with transaction.atomic():
        certificate = locked(certificate)
        if certificate.status != Certificate.Status.ISSUED or not certificate.content:
            raise NotAllowed("Van dit certificaat kun je geen badge meer maken.")
        if running := certificate.badges.running().first():
            return running
        badge = OpenBadge(
            certificate=certificate,
            place=free_place(),
            given_on=today,
            text_version=consent_texts.version_of("badge"),
        )
        with act("openbadge.give", badge, by=by):
            badge.save()
        jobs.enter(MAKE, f"badge:{badge.pk}", badge_id=badge.pk)
    return badge


def free_place() -> int:
    """Anywhere in the newest list, so that nobody reads from a place who came when.

    A list is left when it is half full: then a free place is still found at once.
    """
    newest = (OpenBadge.objects.aggregate(last=Max("place"))["last"] or 0) // OpenBadge.PLACES
    taken = taken_in(newest)
    if len(taken) >= OpenBadge.PLACES // 2:
        newest, taken = newest + 1, set()
    first = newest * OpenBadge.PLACES
    while (place := first + secrets.randbelow(OpenBadge.PLACES)) in taken:
        pass
    return place


def taken_in(number: int) -> set[int]:
    first = number * OpenBadge.PLACES
    here = OpenBadge.objects.filter(place__gte=first, place__lt=first + OpenBadge.PLACES)
    return set(here.values_list("place", flat=True))


def withdraw(badge: OpenBadge, *, today: date, by: Actor) -> None:
    """The credential goes; who asks a verifier hears that it is withdrawn."""
    with transaction.atomic():
        badge = locked(badge)
        if badge.withdrawn_on:
            return
        badge.withdrawn_on, badge.token = today, ""
        with act("openbadge.withdraw", badge, by=by):
            badge.save()
        lists_change(f"withdrawn:{badge.pk}")


# ---- What the worker makes ----


@jobs.job(MAKE)
def make(badge_id: int) -> None:
    """Sign the credential, once; a withdrawn one is not made any more."""
    badge = OpenBadge.objects.select_for_update(of=("self",)).get(pk=badge_id)
    if badge.token or badge.withdrawn_on or not badge.certificate.content:
        return
    badge_keys.note_key()
    badge.token = badge_keys.signed(badge_words.claims(badge), issuer=badge_words.issuer_id())
    badge.sha256 = hashlib.sha256(badge.token.encode()).hexdigest()
    badge.save(update_fields=["token", "sha256"])
    record("openbadge.make", badge, by=Actor.system(MAKE))
    make_lists()


def lists_change(why: str) -> None:
    jobs.enter(LISTS, f"badge-lists:{why}")


@jobs.job(LISTS, daily_at=time(5, 12))
def make_lists() -> None:
    """Sign every list anew, also when nothing changed: an old copy is not trusted for long.

    Raises when the key is away: a badge that was withdrawn must not seem to hold.
    """
    if not are_offered() or not OpenBadge.objects.exists():
        return
    badge_keys.note_key()
    with connection.cursor() as cursor:  # a slow run would keep what a later one knows better
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    now = clock.now()
    last = OpenBadge.objects.order_by("-place")[0].in_list
    for purpose, places in (
        (Purpose.REVOCATION, withdrawn_places()),
        (Purpose.SUSPENSION, resting_places()),
    ):
        for number in range(last + 1):
            listed = badge_words.status_list(purpose, number, places, now=now)
            token = badge_keys.signed(listed, issuer=badge_words.issuer_id())
            BadgeStatusList.objects.update_or_create(
                purpose=purpose, number=number, defaults={"token": token, "made_at": now}
            )


def withdrawn_places() -> list[int]:
    """By its owner, or because the certificate stands no more."""
    stands = OpenBadge.objects.running().filter(
        certificate__status=Certificate.Status.ISSUED, certificate__content__has_key="name"
    )
    return list(OpenBadge.objects.exclude(pk__in=stands).values_list("place", flat=True))


def resting_places() -> list[int]:
    """Whose number is not in the register today.

    For the public the published register says so. Who hides stands in none, and does not rest as
    long as the registration runs; neither does a badge from before the first edition.
    """
    listed = PublicEntry.objects.shown().listed().filter(suspended_until=None).values("number")
    unseen = HiddenEntry.objects.values("number")
    runs = Registration.objects.listed().exclude(status="suspended").values("number")
    new = ~Exists(PublicEntry.objects.filter(number=OuterRef("certificate__number")))
    running = OpenBadge.objects.running()
    holds = Q(certificate__number__in=listed) | (
        (Q(certificate__number__in=unseen) | Q(new)) & Q(certificate__number__in=runs)
    )
    return list(running.exclude(pk__in=running.filter(holds)).values_list("place", flat=True))


def end_with(certificate: Certificate) -> None:
    """A certificate that stands no more takes its badge along: its address shows nothing."""
    ended = certificate.badges.running().update(token="", withdrawn_on=clock.today())
    if ended:
        lists_change(f"ended:{certificate.pk}:{certificate.status}")
