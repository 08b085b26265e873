"""The working life of an assessor: secrecy, how and where, who not, training, what is paid."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Role, RoleGrant
from accreditation.models import Assessor, AssessorTraining, Conversation
from audit.acts import NotAllowed, act, locked
from kit import clock, names
from register import numbers
from register.models import RegisterScheme, Registration

NOT_TOGETHER = (
    "Dit nummer en deze achternaam horen niet bij elkaar. Kijk ze na in het register. "
    "Staat iemand er niet in? Dan krijg je die persoon ook niet toegewezen."
)


def of(user: Any) -> Assessor | None:
    """The row of this user; None before the signature for secrecy."""
    return Assessor.objects.filter(user=user).first()


def in_office(today: date) -> Any:
    """Assessors who hold the role today and signed for secrecy."""
    holders = RoleGrant.objects.holders(Role.ASSESSOR, today).values("user_id")
    return (
        Assessor.objects.filter(user__in=holders, secrecy_signed_on__lte=today)
        .select_related("user")
        .order_by("pk")
    )


def sign_secrecy(user: Any, *, today: date, by: Actor) -> Assessor:
    """With this signature an assessor can be asked. Signing twice changes nothing."""
    assessor = Assessor(user=user, secrecy_signed_on=today)
    try:
        with transaction.atomic(), act("assessor.sign_secrecy", assessor, by=by):
            assessor.save()
    except IntegrityError:
        return Assessor.objects.get(user=user)
    return assessor


def set_out(assessor: Assessor, *, by: Actor, **how: Any) -> Assessor:
    """How and where somebody holds talks, how many, and until when not."""
    with transaction.atomic():
        assessor = locked(assessor)
        with act("assessor.set_out", assessor, by=by):
            for name, value in how.items():
                setattr(assessor, name, value)
            assessor.save()
    return assessor


# ---- Who not ----


def declare(assessor: Assessor, *, number: str, last_name: str, by: Actor) -> None:
    """Never this person: family, a friend, a former manager. Nobody asks why.

    Asked by number and last name, so that it finds nobody for who knows only one of the two.
    """
    person = person_of(number, last_name)
    if person is None or person == assessor.user:
        raise NotAllowed(NOT_TOGETHER)
    with transaction.atomic(), act("assessor.declare", assessor, by=by):
        assessor.declared_conflicts.add(person)


def person_of(number: str, last_name: str) -> Any:
    written = numbers.parse(number)
    found = Registration.objects.filter(number=written).select_related("person").first()
    if found and names.normalise(found.shown_last_name) == names.normalise(last_name):
        return found.person
    return None


def take_back(assessor: Assessor, person: Any, *, by: Actor) -> None:
    """The tie is over; from now on they can meet again."""
    with transaction.atomic(), act("assessor.take_back", assessor, by=by):
        assessor.declared_conflicts.remove(person)


# ---- Training ----


def note_training(
    assessor: Assessor, *, kind: str, held_on: date, today: date, by: Actor
) -> AssessorTraining:
    """Raises NotAllowed for a day that still has to come, or when it was noted before."""
    if held_on > today:
        raise NotAllowed("Deze dag moet nog komen. Noteer het als het geweest is.")
    training = AssessorTraining(assessor=assessor, kind=kind, held_on=held_on, noted_by=by.user)
    try:
        with transaction.atomic(), act("assessortraining.note", training, by=by):
            training.save()
    except IntegrityError as error:
        raise NotAllowed("Dit stond er al.") from error
    return training


# ---- What is paid ----


@dataclass(frozen=True)
class Paid:
    """One talk, with what the scheme of its day gives for it."""

    talk: Conversation
    hours: int
    euros: int


@dataclass(frozen=True)
class Statement:
    """The talks that one assessor held in a year, for the own employer or the tax."""

    year: int
    talks: Sequence[Paid]

    @property
    def hours(self) -> int:
        return sum(one.hours for one in self.talks)

    @property
    def euros(self) -> int:
        return sum(one.euros for one in self.talks)


def statement(assessor: Assessor, year: int) -> Statement:
    """Talks that were held, and those to which the person did not come: the time was kept free."""
    held = (Conversation.Status.HELD, Conversation.Status.VOID)  # the work was done
    talks = Conversation.objects.filter(assessor=assessor, starts_at__year=year).filter(
        Q(status__in=held) | Q(absent=Conversation.Absent.PERSON)
    )
    schemes = list(RegisterScheme.objects.decided())
    paid = []
    for talk in talks.order_by("starts_at"):
        scheme = scheme_on(timezone.localdate(talk.starts_at), schemes)
        paid.append(Paid(talk, scheme.assessor_hours, scheme.assessor_fee_euros))
    return Statement(year, paid)


def scheme_on(day: date, schemes: Iterable[RegisterScheme]) -> RegisterScheme:
    """The first that was in force; they come with the newest first."""
    return next(one for one in schemes if one.in_force_from and one.in_force_from <= day)


def years_of(assessor: Assessor) -> list[int]:
    """The years with talks, the latest first."""
    moments = Conversation.objects.filter(assessor=assessor).dates("starts_at", "year", "DESC")
    return [day.year for day in moments]


# ---- For the desk ----


def overview(today: date) -> QuerySet[Assessor]:
    """Everybody who holds the role, with the talks of the past year and the latest training.

    `room` is left to the template; who did not sign for secrecy yet is in `unsigned`.
    """
    holders = RoleGrant.objects.holders(Role.ASSESSOR, today).values("user_id")
    year_ago = clock.add_years(today, -1)
    asked = Q(assignments__ended_on=None, assignments__proposed_on__gt=year_ago)
    return (
        Assessor.objects.filter(user__in=holders)
        .select_related("user")
        .annotate(
            talks=Count("assignments", filter=asked, distinct=True),
            trained_on=Max("trainings__held_on"),
        )
        .order_by("user__name_key", "pk")
    )


def unsigned(today: date) -> list[Any]:
    """Who holds the role but cannot be asked yet."""
    grants = RoleGrant.objects.holders(Role.ASSESSOR, today).filter(user__assessor=None)
    return [grant.user for grant in grants.select_related("user").order_by("user__name_key")]
