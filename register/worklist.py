"""The list of the desk: which applications wait, narrowed, counted, and given to handlers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import (
    Count,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
)

from accounts.actors import Actor
from accounts.models import Role, RoleGrant, User
from audit.acts import NotAllowed
from kit import names
from register.models import Application, ApplicationMessage, EntryRoute

Status = Application.Status
ON_A_PAGE = 50
OLDEST, NEWEST, NEAREST = "oudste", "nieuwste", "termijn"
TARGET, LIMIT, UNREAD, TALKED = "streven", "termijn", "bericht", "gesprek"
MINE, NOBODY = "ik", "niemand"


@dataclass(frozen=True)
class Filters:
    """What the desk wants to see; empty is everything."""

    status: str = ""
    route: str = ""
    handler: str = ""  # MINE, NOBODY or the public id of somebody
    waits: str = ""  # TARGET, LIMIT, UNREAD or TALKED
    words: str = ""
    order: str = OLDEST

    @property
    def narrowed(self) -> bool:
        return bool(self.status or self.route or self.handler or self.waits or self.words)


def term(weeks: str) -> Any:
    """The day on which a term of the scheme is over, as the database counts it."""
    days = ExpressionWrapper(F(f"scheme__{weeks}") * 7 + F("waited_days"), IntegerField())
    return ExpressionWrapper(F("submitted_on") + days, DateField())


def waiting() -> QuerySet[Application]:
    """All that lie at the desk, with their terms and whether something is unread."""
    unread = ApplicationMessage.objects.unread().filter(application=OuterRef("pk"))
    return (
        Application.objects.filter(status__in=Application.ON_DESK)
        .select_related("person", "organisation", "handler", "scheme")
        .annotate(
            target=term("application_target_weeks"),
            limit=term("application_limit_weeks"),
            is_unread=Exists(unread),
        )
    )


def by_wait(waits: str, today: date) -> Q:
    """The rows of one choice under "wat wacht"; a question to the applicant makes nobody late."""
    ours = ~Q(status=Status.NEEDS_INFO)
    return {
        TARGET: ours & Q(target__lt=today),
        LIMIT: ours & Q(limit__lt=today),
        UNREAD: Q(is_unread=True),
        TALKED: Q(status=Status.WELCOME, welcomed_on__isnull=False),
    }[waits]


def by_handler(handler: str, me: User) -> Q:
    if handler == NOBODY:
        return Q(handler=None)
    return Q(handler=me) if handler == MINE else Q(handler__public_id=handler)


def narrow(rows: QuerySet[Application], filters: Filters, *, me: User, today: date) -> Any:
    if filters.status:
        rows = rows.filter(status=filters.status)
    if filters.route:
        rows = rows.filter(route=filters.route)
    if filters.handler:
        rows = rows.filter(by_handler(filters.handler, me))
    if filters.waits:
        rows = rows.filter(by_wait(filters.waits, today))
    for word in names.normalise(filters.words).split():
        rows = rows.filter(person__name_key__contains=word)
    return rows


def ordered(rows: QuerySet[Application], order: str) -> QuerySet[Application]:
    """By age, or the one whose term ends first."""
    keys = {NEWEST: ("-submitted_on", "-pk"), NEAREST: ("limit", "submitted_on", "pk")}
    return rows.order_by(*keys.get(order, ("submitted_on", "pk")))


def counts(*, me: User, today: date) -> dict[str, int]:
    """How many lie behind each choice, counted over all that wait."""
    choices = {f"status_{one}": Q(status=one) for one in Application.ON_DESK}
    choices |= {f"route_{one}": Q(route=one) for one in EntryRoute.values}
    choices |= {f"waits_{one}": by_wait(one, today) for one in (TARGET, LIMIT, UNREAD, TALKED)}
    choices |= {f"handler_{one}": by_handler(one, me) for one in (MINE, NOBODY)}
    counted = {name: Count("pk", filter=which) for name, which in choices.items()}
    return waiting().aggregate(everything=Count("pk"), **counted)


def handlers(today: date) -> list[User]:
    """Who may handle applications today."""
    grants = RoleGrant.objects.holders(Role.DESK, today).order_by("user__name_key")
    return [grant.user for grant in grants]


def assign(public_ids: Iterable[UUID], handler: User, *, today: date, by: Actor) -> list[str]:
    """Give many to one handler; the sentences say which were not possible, and why.

    Raises NotAllowed when the handler does not work at the desk.
    """
    if handler not in handlers(today):
        raise NotAllowed("Deze persoon werkt nu niet aan het bureau.")
    problems = []
    rows = Application.objects.filter(public_id__in=list(public_ids)).exclude(submitted_on=None)
    for application in rows.select_related("person").order_by("pk"):
        try:
            with transaction.atomic():
                application.hand_to(handler, by=by)
        except NotAllowed as problem:
            problems.append(f"{application.person.name}: {problem}")
    return problems
