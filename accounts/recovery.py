"""Losing every strong factor: asking for help, two members of staff, a delay, and back in.

Each step is told to the person with a link that stops it, also for who cannot log in.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from allauth.account.internal.stagekit import unstash_login
from allauth.account.stages import LoginStageController
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_used
from django.core import signing
from django.db import IntegrityError, transaction
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import reverse

from accounts import factors, sessions
from accounts.actors import Actor
from accounts.models import FactorReset, User
from accounts.stages import StrongFactorStage
from audit.acts import NotAllowed, act
from kit import clock
from outbox import jobs, letters

STOP_LINK_WORKS = timedelta(days=14)
MOST_A_DAY = 3  # each one sends mail


def who_is_asking(request: HttpRequest) -> User | None:
    """Who typed address and password in this session and now has to show a strong factor."""
    login = None if request.user.is_authenticated else unstash_login(request, peek=True)
    if login is None or login.user is None or not login.user.is_active:
        return None
    stage = LoginStageController(request, login).get_pending_stage()
    if stage is None or stage.key != StrongFactorStage.key:
        return None
    user: User = login.user
    return user if factors.has_strong(user) else None


def ask(person: User, *, now: datetime) -> FactorReset:
    """Ask the register for help; asking again while it runs changes nothing.

    Raises NotAllowed when this was asked too often today.
    """
    if running := open_reset_of(person):
        return running
    since = FactorReset.objects.visible_to(person).filter(requested_at__gt=now - timedelta(days=1))
    if since.count() >= MOST_A_DAY:
        raise NotAllowed("Je hebt dit vandaag al een paar keer gevraagd. Probeer het morgen weer.")
    reset = FactorReset(person=person, requested_at=now)
    try:
        with transaction.atomic():
            with act("factorreset.ask", reset, by=Actor.self(person)):
                reset.save()
            tell("reset_asked", reset, now=now)
    except IntegrityError:  # asked twice at once
        return FactorReset.objects.visible_to(person).open().get()
    return reset


def open_reset_of(person: User) -> FactorReset | None:
    return FactorReset.objects.visible_to(person).open().first()


def check_identity(reset: FactorReset, *, how: str, on: date, now: datetime, by: Actor) -> None:
    """The first of two: who it is was seen, and how. Raises NotAllowed."""
    with transaction.atomic():
        reset.check_identity(how=how, on=on, now=now, by=by)
        tell("reset_checked", reset, now=now)


def approve(reset: FactorReset, *, now: datetime, by: Actor) -> None:
    """The second of two; the job does the rest after the delay. Raises NotAllowed."""
    with transaction.atomic():
        reset.approve(now=now, by=by)
        jobs.enter(
            "accounts.finish_reset", f"reset:{reset.pk}", due_at=reset.due_at, reset_id=reset.pk
        )
        tell("reset_approved", reset, now=now)


@jobs.job("accounts.finish_reset")
def finish_when_due(reset_id: int) -> None:
    reset = FactorReset.objects.get(pk=reset_id)
    if reset.status == FactorReset.Status.APPROVED:
        finish(reset, now=clock.now())


def finish(reset: FactorReset, *, now: datetime) -> None:
    """Take every factor away and end every session. Raises NotAllowed before the delay is over.

    Who logs in next uses the password and a code by mail; a role asks for a new strong factor.
    """
    with transaction.atomic():
        reset.finish(now=now, by=Actor.system("accounts.finish_reset"))
        Authenticator.objects.filter(user=reset.person).delete()
        sessions.end(sessions.others(reset.person, None))
        tell("reset_done", reset, now=now)


def stop(reset: FactorReset, *, how: str, reason: str = "", now: datetime, by: Actor) -> None:
    """Stop it before it is done. Raises NotAllowed."""
    with transaction.atomic():
        reset.stop(how=how, reason=reason, now=now, by=by)
        tell("reset_stopped", reset, now=now)


@receiver(authenticator_used)
def stop_when_not_lost(user: User, **kwargs: Any) -> None:
    """Whoever logs in with a factor has not lost it: what was asked stops."""
    reset = open_reset_of(user)
    if reset is None:
        return
    try:
        stop(reset, how=FactorReset.StoppedHow.LOGIN, now=clock.now(), by=Actor.self(user))
    except NotAllowed:
        return  # done or stopped a moment ago


@jobs.job("accounts.expire_resets", daily_at=time(4, 15))
def expire() -> None:
    """Nothing stays open for longer than the link works with which the person can stop it."""
    now = clock.now()
    by, how = Actor.system("accounts.expire_resets"), FactorReset.StoppedHow.TIME
    for reset in FactorReset.objects.waiting_since(now - STOP_LINK_WORKS):
        try:
            stop(reset, how=how, now=now, by=by)
        except NotAllowed:
            continue  # done or stopped a moment ago


# ---- The link that stops it ----


def stop_signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt="accounts.recovery.stop")


def stop_path(reset: FactorReset) -> str:
    return reverse("recovery:stop", args=[stop_signer().sign(str(reset.public_id))])


def reset_of_link(token: str) -> FactorReset | None:
    """The reset that a link in a letter is about; None when the link is forged.

    Raises SignatureExpired when it is too old.
    """
    try:
        public_id = stop_signer().unsign(token, max_age=STOP_LINK_WORKS)
    except signing.SignatureExpired:
        raise
    except signing.BadSignature:
        return None
    return FactorReset.objects.filter(public_id=public_id).select_related("person").first()


# ---- Letters ----


def tell(what: str, reset: FactorReset, *, now: datetime) -> None:
    """One letter for each step; while it can be stopped, with the link that does so."""
    stoppable = reset.is_open
    letters.write(
        f"accounts/{what}",
        person=reset.person,
        subject=reset,
        at=now,
        reset=reset,
        link=stop_path(reset) if stoppable else reverse("account_login"),
        link_label="Ik wil dit niet: stop het" if stoppable else "Inloggen",
    )
