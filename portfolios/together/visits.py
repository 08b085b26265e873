"""Looking along at the work of another professional: asking, a day, and calling it off.

Nothing counts it, and nobody but the two of them sees it.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from audit.acts import NotAllowed, act
from kit import clock
from outbox import jobs, letters
from outbox.models import Letter
from portfolios import asking
from portfolios.together.models import WorkVisit
from register.models import RegisterScheme

Status = WorkVisit.Status
SOON = "portfolios/visit_soon"


# ---- Asking and answering ----


def ask(*, email: str, words: str, now: datetime, by: Actor) -> WorkVisit:
    """Ask whoever has this address to look along. Raises NotAllowed when it cannot be now.

    Who has an account is not looked up here: the worker does, so that neither the answer nor the
    time it takes tells.
    """
    today = timezone.localdate(now)
    if email.lower() == by.person.email.lower():
        raise NotAllowed("Dit is je eigen mailadres. Kies het adres van de ander.")
    check_may_ask(by.person, email, today=today)
    made = WorkVisit(visitor=by.person, email=email, words=words, asked_on=today)
    try:
        with transaction.atomic(), act("workvisit.ask", made, by=by):
            made.save()
            jobs.enter("portfolios.tell_of_visit", f"visit:{made.public_id}", visit_id=made.pk)
    except IntegrityError as twice:
        raise NotAllowed("Je vroeg dit al. Wacht op het antwoord.") from twice
    return made


def check_may_ask(visitor: Any, email: str, *, today: date) -> None:
    before = WorkVisit.objects.filter(visitor=visitor, email__iexact=email)
    lately = before.filter(status=Status.WITHDRAWN, asked_on__gt=today - asking.AGAIN_AFTER)
    asking.check_may_ask(
        waits=before.filter(status=Status.ASKED).exists(),
        last_no=before.filter(status=Status.DECLINED).aggregate(on=Max("answered_on"))["on"],
        unanswered=lately.count(),
        today=today,
    )


def accept(visit: WorkVisit, *, day: date, part: str, place: str, now: datetime, by: Actor) -> None:
    """Yes, on this day. The visitor hears it, and learns who it is."""
    today = timezone.localdate(now)
    with transaction.atomic():
        visit.accept(day=day, part=part, place=place, today=today, by=by)
        tell("visit_yes", visit, visit.visitor, now=now)


def decline(visit: WorkVisit, *, now: datetime, by: Actor) -> None:
    """Not now, kindly; the visitor does not learn who that was."""
    with transaction.atomic():
        visit.decline(today=timezone.localdate(now), by=by)
        tell("visit_not_now", visit, visit.visitor, now=now)


def call_off(visit: WorkVisit, *, now: datetime, by: Actor) -> None:
    """By either; the other hears it."""
    with transaction.atomic():
        visit.call_off(today=timezone.localdate(now), by=by)
        tell("visit_called_off", visit, visit.other_than(by.user), now=now)


# ---- Letters ----


def tell(kind: str, visit: WorkVisit, person: Any, *, now: datetime, link: str = "") -> None:
    """One letter; no word of what they wrote to each other is in it."""
    letters.write(
        f"portfolios/{kind}",
        person=person,
        subject=visit,
        at=now,
        link=link or reverse("together:visit", args=[visit.public_id]),
        link_label="Bekijk het",
        other=visit.other_than(person),
        day=visit.day,
        part=visit.get_part_display().lower(),
    )


@jobs.job("portfolios.tell_of_visit")
def tell_host(visit_id: int) -> None:
    """To the account that has this address. Without one nobody hears of it, nor tells."""
    waiting = WorkVisit.objects.filter(status=Status.ASKED, visitor__is_active=True)
    visit = waiting.select_related("visitor").filter(pk=visit_id).first()
    if visit is None:
        return
    host = asking.account_with(visit.email, but=visit.visitor)
    if host:
        WorkVisit.objects.filter(pk=visit.pk).update(host=host)
        tell("visit_asked", visit, host, now=clock.now())


@jobs.job("portfolios.remind_of_visits", daily_at=time(7, 15))
def remind() -> None:
    """Both of them, the day before; once for each visit."""
    tomorrow = clock.today() + timedelta(days=1)
    agreed = WorkVisit.objects.filter(status=Status.AGREED, day=tomorrow)
    for visit in agreed.select_related("visitor", "host").order_by("pk"):
        for person in (visit.visitor, visit.host):
            tell("visit_soon", visit, person, now=clock.now())


@letters.only_while(SOON)
def is_still_agreed(letter: Letter) -> bool:
    """What was called off since is not reminded of."""
    agreed = WorkVisit.objects.filter(status=Status.AGREED)
    return agreed.filter(pk=letter.subject.rpartition(":")[2]).exists()


# ---- Forgetting ----


@jobs.job("portfolios.forget_visits", daily_at=time(4, 50))
def forget() -> None:
    """A question that nobody answered ends by itself, after the days of the scheme; and what did
    not become a visit is gone when it can be asked again."""
    today = clock.today()
    days = RegisterScheme.objects.in_force_on(today).invitation_days
    for visit in WorkVisit.objects.filter(
        status=Status.ASKED, asked_on__lt=today - timedelta(days=days)
    ):
        visit.withdraw(by=Actor.system("portfolios.forget_visits"))
    long_ago = today - asking.AGAIN_AFTER
    WorkVisit.objects.filter(
        Q(status=Status.DECLINED, answered_on__lte=long_ago)
        | Q(status=Status.WITHDRAWN, asked_on__lte=long_ago)
    ).delete()


def erase(person: Any, *, now: datetime, by: Actor) -> None:
    """Nothing of it is left; who still expected the other hears that it is off."""
    mine = WorkVisit.objects.visible_to(person)
    for visit in mine.filter(status=Status.AGREED, day__gte=timezone.localdate(now)):
        visit.call_off(today=timezone.localdate(now), by=by)
        over = reverse("together:visits")  # the page of this one goes
        tell("visit_called_off", visit, visit.other_than(person), now=now, link=over)
    WorkVisit.objects.filter(pk__in=mine.values("pk")).delete()
