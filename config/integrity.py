"""What must always be true of all rows together; each rule counts the rows that break it.

What a single row must keep is in the database itself; this is what spans rows and apps. Read by
`manage.py check_integrity`.
"""

from collections.abc import Callable, Iterator
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from accreditation import sealing
from accreditation.models import Cycle, Decision, SecondReading
from audit import chain
from audit.models import DaySeal
from files import reconciling
from outbox.models import Letter
from portfolios.models import SharedItem
from register.models import (
    Application,
    Certificate,
    Deferral,
    LapseNotice,
    Registration,
    RegistrationPeriod,
)

Rule = Callable[[date], QuerySet]
RULES: dict[str, Rule] = {}
NAMED: dict[str, str] = {}  # the field by which the rows of a rule may be called: never a name


def rule(sentence: str, *, named: str = "") -> Callable[[Rule], Rule]:
    def keep(check: Rule) -> Rule:
        RULES[sentence] = check
        if named:
            NAMED[sentence] = named
        return check

    return keep


def broken(today: date) -> Iterator[tuple[str, int]]:
    """Each rule that does not hold, with the number of rows that break it."""
    for sentence, check in RULES.items():
        if count := check(today).count():
            yield sentence, count


def called(sentence: str, today: date) -> list[str]:
    """The rows that break this rule by what they may be called; empty where they have no name."""
    if sentence not in NAMED:
        return []
    return list(map(str, RULES[sentence](today).values_list(NAMED[sentence], flat=True)))


def registered() -> QuerySet[Registration]:
    return Registration.objects.filter(status__in=Registration.IN)


@rule("who is registered has a period")
def without_period(today: date) -> QuerySet:
    return registered().filter(periods=None)


@rule("who is registered has one valid certificate")
def without_certificate(today: date) -> QuerySet:
    valid = Count("certificates", filter=Q(certificates__status=Certificate.Status.ISSUED))
    return registered().annotate(valid=valid).exclude(valid=1)


@rule("each period has its cycle")
def without_cycle(today: date) -> QuerySet:
    return RegistrationPeriod.objects.filter(cycle=None)


@rule("who is registered has one open cycle")
def without_open_cycle(today: date) -> QuerySet:
    open_one = Count("periods__cycle", filter=~Q(periods__cycle__status__in=Cycle.CLOSED_STATUSES))
    return registered().annotate(open_one=open_one).exclude(open_one=1)


@rule("who is not registered has no open cycle")
def cycle_of_former(today: date) -> QuerySet:
    return Cycle.objects.open().exclude(period__registration__status__in=Registration.IN)


@rule("periods join, unless somebody came back")
def gaps(today: date) -> QuerySet:
    same = RegistrationPeriod.objects.filter(registration=OuterRef("registration"))
    earlier = same.filter(pk__lt=OuterRef("pk"))
    ahead = Q(until_on=F("from_on"))  # who left before it began has nothing of it
    returned = Application.objects.filter(
        returns_to=OuterRef("registration"),
        status=Application.Status.ADMITTED,
        decided_on=OuterRef("from_on"),
    )
    return RegistrationPeriod.objects.filter(
        ~ahead,
        Exists(earlier),
        ~Exists(earlier.filter(until_on=OuterRef("from_on"))),
        ~Exists(returned),
    )


@rule("nobody lapsed without two notices that stand")
def lapsed_without_notices(today: date) -> QuerySet:
    def notice(channel: str) -> Exists:
        standing = LapseNotice.objects.standing().exclude(sent_on=None)
        return Exists(standing.filter(period__registration=OuterRef("pk"), channel=channel))

    gone = (Registration.Status.LAPSE_PROPOSED, Registration.Status.LAPSED)
    return Registration.objects.filter(status__in=gone).exclude(notice("mail"), notice("post"))


@rule("nothing is owed to who lapsed or may lapse")
def owed_to_lapsed(today: date) -> QuerySet:
    return Cycle.objects.filter(
        status__in=Cycle.OWED,
        period__registration__status__in=(
            Registration.Status.LAPSE_PROPOSED,
            Registration.Status.LAPSED,
        ),
    )


@rule("who was admitted is in the register")
def admitted_outside(today: date) -> QuerySet:
    return Application.objects.filter(status=Application.Status.ADMITTED, person__registration=None)


@rule("nobody logs in as who died")
def accounts_of_the_dead(today: date) -> QuerySet:
    return Registration.objects.filter(status=Registration.Status.DECEASED, person__is_active=True)


@rule("no letter is written to who died, after the day it was known")
def letters_to_the_dead(today: date) -> QuerySet:
    return Letter.objects.filter(
        person__registration__status=Registration.Status.DECEASED,
        accepted_at__date__gt=F("person__registration__ended_on"),
    )


@rule("each stored file has its bytes")
def files_without_bytes(today: date) -> QuerySet:
    return reconciling.rows_without_bytes()


@rule("what somebody shares is their own")
def shared_by_another(today: date) -> QuerySet:
    owner = F("share__owner")
    return SharedItem.objects.exclude(
        Q(goal__plan__owner=owner) | Q(story__owner=owner) | Q(activity__owner=owner)
    )


@rule("a sealed report is what was signed")
def changed_reports(today: date) -> QuerySet:
    return sealing.broken()


@rule("a positive advice is set aside by two of a chamber only")
def set_aside_by_fewer(today: date) -> QuerySet:
    aside = SecondReading.objects.filter(status=SecondReading.Status.SET_ASIDE)
    two = Q(first_signer__isnull=False, second_signer__isnull=False)
    return aside.filter(~two | Q(second_signer=F("first_signer")) | Q(finding=""))


@rule("more time has its decision, and its term moved along")
def more_time_without_term(today: date) -> QuerySet:
    standing = Decision.objects.filter(outcome=Decision.Outcome.MORE_TIME, overturned_on=None)
    deferred = Deferral.objects.filter(
        period=OuterRef("cycle__period"), extension__months__lte=F("period__extended_months")
    )
    return standing.filter(~Exists(deferred))


@rule("each sealed day holds the events and history that it held", named="day")
def changed_days(today: date) -> QuerySet:
    broken_days = {one.day for one in chain.breaks()}
    return DaySeal.objects.filter(day__in=broken_days).order_by("day")
