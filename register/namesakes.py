"""People who may be the same person as an applicant: found before admission, judged by a person.

Nothing follows from a likeness by itself. Somebody of the desk looks, and that is on record.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Exists, Func, OuterRef, Prefetch, Q, QuerySet, TextField
from django.utils.formats import date_format

from accounts.actors import Actor
from accounts.models import User
from audit.acts import NotAllowed
from kit import clock
from register.models import Application, Registration

ALIKE = 0.6  # of pg_trgm: "Jansen" and "Janssen" with the same given name are more alike than this
MOST_SHOWN = 25
LOOK_FIRST = (
    "Kijk eerst of dit iemand is die we al kennen. "
    "Bij de aanmelding staan de namen die erop lijken."
)


@dataclass(frozen=True)
class Namesake:
    """Somebody who may be the same person, why, and where that person stands."""

    user: User
    reasons: tuple[str, ...]
    standing: str
    removed: bool = False  # by a measure whose term still runs
    application: Application | None = None


class Mailbox(Func):
    """The mailbox behind an address: without what stands behind a plus, and without dots."""

    template = (
        "replace(split_part(split_part(lower(%(expressions)s), '@', 1), '+', 1), '.', '')"
        " || '@' || split_part(lower(%(expressions)s), '@', 2)"
    )
    output_field = TextField()


def mailbox(address: str) -> str:
    """The same for one address."""
    box, _, host = address.lower().partition("@")
    return f"{box.partition('+')[0].replace('.', '')}@{host}"


def known() -> QuerySet[User]:
    """Those who may appear at the desk: registered, or handed in an application, now or before."""
    handed_in = Application.objects.filter(person=OuterRef("pk")).exclude(submitted_on=None)
    return User.objects.filter(Q(registration__isnull=False) | Exists(handed_in))


def alike(person: User) -> QuerySet[User]:
    """Others known to the desk whose name or mailbox is the same or nearly so."""
    same = Q(box=mailbox(person.email))
    if person.name_key:
        same |= Q(likeness__gte=ALIKE)
    applications = Prefetch(
        "applications", Application.objects.exclude(submitted_on=None).order_by("-id")
    )
    return (
        known()
        .exclude(pk=person.pk)
        .annotate(likeness=TrigramSimilarity("name_key", person.name_key), box=Mailbox("email"))
        .filter(same)
        .select_related("registration")
        .prefetch_related(applications)
        .order_by("-likeness", "pk")[:MOST_SHOWN]
    )


def found(application: Application, *, today: date) -> list[Namesake]:
    """Who may be the same person as the applicant, the likeliest first."""
    person = application.person
    years = application.scheme.removed_answer_years
    return [described(one, person, today=today, years=years) for one in alike(person)]


def described(other: Any, person: User, *, today: date, years: int) -> Namesake:
    reasons = []
    if other.name_key and other.name_key == person.name_key:
        reasons.append("dezelfde naam")
    elif other.likeness >= ALIKE:
        reasons.append("een naam die erop lijkt")
    if other.box == mailbox(person.email):
        reasons.append("bijna hetzelfde mailadres")
    registration = getattr(other, "registration", None)
    application = next(iter(other.applications.all()), None)
    until = removed_until(registration, years)
    return Namesake(
        other,
        tuple(reasons),
        standing(registration, application, removed_until=until, today=today),
        removed=bool(until and today < until),
        application=application,
    )


def removed_until(registration: Registration | None, years: int) -> date | None:
    """Until when a number that was struck out answers so."""
    if registration is None or registration.status != Registration.Status.REMOVED:
        return None
    return clock.add_years(registration.ended_on, years) if registration.ended_on else None


def standing(
    registration: Registration | None,
    application: Application | None,
    *,
    removed_until: date | None,
    today: date,
) -> str:
    """Where somebody stands in the register, in one sentence."""
    if registration and removed_until:
        removed = f"Doorgehaald op {written(registration.ended_on)}"
        if today < removed_until:
            return f"{removed}. De termijn loopt tot {written(removed_until)}."
        return f"{removed}. De termijn daarvan is voorbij."
    if registration:
        words = f"{registration.get_status_display()}, nummer {registration.number}"
        return f"{words}, sinds {written(registration.since_on)}."
    if application:
        asked = (
            application.status == Application.Status.NEEDS_INFO
        )  # its label speaks to the person
        status = "wacht op antwoord" if asked else application.get_status_display().lower()
        return f"Aanmelding van {written(application.submitted_on)}: {status}."
    return "Heeft een account en is niet aangemeld."


def written(day: date | None) -> str:
    return date_format(day, "j F Y") if day else "een onbekende dag"


def look(application: Application, shown: set[UUID] | None, *, today: date, by: Actor) -> None:
    """Somebody looked at the people that were shown; None says that all were."""
    people = [
        one.user.pk
        for one in found(application, today=today)
        if shown is None or one.user.public_id in shown
    ]
    application.note_namesakes(people, today=today, by=by)


def check_seen(application: Application, *, today: date) -> None:
    """Raises NotAllowed while there is a likeness that nobody looked at."""
    people = set(alike(application.person).values_list("pk", flat=True))
    if people - set(application.namesakes_seen):
        raise NotAllowed(LOOK_FIRST)
