"""The queue of applications: whose turn it is, when a decision is expected, and being late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from math import ceil
from statistics import median
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from kit import clock
from outbox import letters
from outbox.jobs import job
from register.models import Application

LATELY = timedelta(weeks=8)
FEWEST_DECISIONS = 5
WITH_THE_REGISTER = (
    Application.Status.SUBMITTED,
    Application.Status.IN_REVIEW,
    Application.Status.WELCOME,
)


@dataclass(frozen=True)
class Pace:
    """How fast the desk decided lately."""

    days: Sequence[int]  # from handing in to the decision, without waiting for answers
    weeks: float = LATELY / timedelta(weeks=1)

    @property
    def is_known(self) -> bool:
        """From a few decisions nothing can be said."""
        return len(self.days) >= FEWEST_DECISIONS

    @property
    def per_day(self) -> float:
        return len(self.days) / (self.weeks * 7)


def expected_on(
    pace: Pace, *, submitted_on: date, waited_days: int, ahead: int, target_on: date, today: date
) -> date:
    """The day on which a decision is expected; never one that is over.

    As long as it usually took, or as long as those who came first still take: the later one.
    Without enough decisions to go by it is the target of the scheme.
    """
    tomorrow = clock.next_working_day(today)
    if not pace.is_known:
        return max(target_on, tomorrow)
    usual = submitted_on + timedelta(days=ceil(median(pace.days)) + waited_days)
    first = today + timedelta(days=ceil((ahead + 1) / pace.per_day))
    return max(usual, first, tomorrow)


def place_words(ahead: int) -> str:
    """The place in the queue, in words."""
    if ahead == 0:
        return "Er wacht niemand voor je."
    if ahead == 1:
        return "Er wacht één aanmelding voor je."
    return f"Er wachten {ahead} aanmeldingen voor je."


def pace_lately(today: date) -> Pace:
    decided = Application.objects.filter(
        status__in=[Application.Status.ADMITTED, Application.Status.REFUSED],
        decided_on__gt=today - LATELY,
        decided_on__lte=today,
    ).values_list("submitted_on", "decided_on", "waited_days")
    days = [(end - start).days - waited for start, end, waited in decided if start and end]
    return Pace([max(0, one) for one in days])


def waiting_before(application: Application) -> QuerySet[Application]:
    """Those who handed in earlier and wait for the register; the oldest goes first."""
    earlier = Q(submitted_on__lt=application.submitted_on) | Q(
        submitted_on=application.submitted_on, pk__lt=application.pk
    )
    return Application.objects.filter(earlier, status__in=WITH_THE_REGISTER)


@dataclass(frozen=True)
class Outlook:
    """What the applicant may expect."""

    ahead: int
    expected_on: date
    limit_on: date
    is_late: bool

    @property
    def is_busy(self) -> bool:
        """The register itself expects to be late, and says so."""
        return self.expected_on > self.limit_on

    @property
    def place(self) -> str:
        return place_words(self.ahead)


def outlook(application: Application, *, today: date) -> Outlook:
    """Place in the queue and expected date of an application that was handed in."""
    if application.submitted_on is None or not (application.target_on and application.limit_on):
        raise ValueError("This application was not handed in.")
    ahead = waiting_before(application).count()
    expected = expected_on(
        pace_lately(today),
        submitted_on=application.submitted_on,
        waited_days=application.waited_days,
        ahead=ahead,
        target_on=application.target_on,
        today=today,
    )
    limit_on = application.limit_on
    return Outlook(ahead, expected, limit_on, is_late=today > limit_on)


@job("register.tell_late", daily_at=time(6, 10))
def tell_late() -> None:
    """Who should have had a decision hears once that the register is late; nothing else happens."""
    today = clock.today()
    waiting = Application.objects.filter(status__in=WITH_THE_REGISTER)
    for application in waiting.select_related("person", "scheme"):
        found = outlook(application, today=today)
        if found.is_late:
            write("late", application, expected_on=found.expected_on)


def write(kind: str, application: Application, **facts: Any) -> None:
    """A letter about the wait for a decision, each kind once."""
    letters.write(
        f"register/{kind}",
        person=application.person,
        subject=application,
        at=clock.now(),
        link=reverse("registration:application"),
        link_label="Bekijk je aanmelding",
        application=application,
        **facts,
    )
