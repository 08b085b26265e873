"""Erasing a person: everything of theirs goes, and what stays knows them by a number alone.

What goes and what stays, table by table, is docs/privacy.toml; here is what that file cannot say.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Func, Q, TextField, Value
from django.db.models.functions import Left
from django.urls import reverse
from django.utils import timezone

from accounts import closing
from accounts.actors import Actor
from accounts.models import RoleGrant, User
from accounts.models.users import NAMELESS
from accreditation import cycles, erasure_list, lending, pilots
from accreditation.forgetting import forget_words
from accreditation.models import (
    AssessorComplaint,
    Assignment,
    ConversationReport,
    SecondReading,
)
from audit import policy
from audit.acts import NotAllowed, act
from audit.policy import FORGOTTEN
from outbox import jobs, letters, sealed
from outbox.models import Letter
from portfolios import erasing as dossier
from register import erasing as register_erasing
from register.models import (
    Application,
    Deferral,
    HardshipRequest,
    Measure,
    Objection,
    Registration,
)

SOMEBODY = "iemand die is gewist"  # where a letter to another one named this person


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What has to end first, in words, and the page where that can be done."""

    why: str
    where: str = ""  # the name of an address
    label: str = ""


CASES: tuple[Any, ...] = (Objection, Measure, HardshipRequest, AssessorComplaint, SecondReading)
REGISTERED = Obstacle(
    "Je bent nog geregistreerd. Schrijf je eerst uit.", "cycle:leave", "Uitschrijven"
)
APPLIES = Obstacle(
    "Je aanmelding loopt nog. Trek die eerst in.", "registration:application", "Naar je aanmelding"
)
IN_A_CASE = Obstacle(
    "Er loopt nog een zaak van jou. Wacht de uitkomst af, of trek de zaak in.",
    "registration:registration",
    "Naar je registratie",
)
IN_A_ROLE = Obstacle(
    "Je hebt nog een rol in het register. Vraag het bureau om die te beëindigen.",
    "accounts:roles",
    "Je rollen",
)
FOR_AN_ORGANISATION = Obstacle(
    "Je bent nog contactpersoon van een organisatie. Vraag het bureau om dat te beëindigen.",
    "pages:help",
    "Het bureau bereiken",
)


def obstacles(person: User, *, today: date) -> list[Obstacle]:
    """Nobody is erased while others count on them, or while something of theirs is decided on."""
    registrations = Registration.objects.visible_to(person)
    still = (
        (REGISTERED, registrations.filter(status__in=Registration.IN).exists()),
        (APPLIES, Application.objects.visible_to(person).open().exists()),
        (IN_A_CASE, any(kind.objects.visible_to(person).open().exists() for kind in CASES)),
        (IN_A_ROLE, RoleGrant.objects.on(today).filter(user=person).exists()),
        (FOR_AN_ORGANISATION, person.contact_for.active().exists()),  # type: ignore[attr-defined]
    )
    return [obstacle for obstacle, holds in still if holds]


def erase(person: User, *, now: datetime, by: Actor) -> None:
    """At once and for good. Raises NotAllowed while something stands in the way.

    One mail says that it was done, to the address that is gone by then.
    """
    today = timezone.localdate(now)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=person.pk)
        for obstacle in obstacles(person, today=today):
            raise NotAllowed(obstacle.why)
        say_goodbye(person.email)
        with act("user.erase", person, by=by):
            forget(person, now=now)
        jobs.enter(erasure_list.LIST, f"erased:{person.public_id}")


def forget(person: User, *, now: datetime) -> None:
    """Everything of this person, whatever still runs; call it in a transaction.

    The account is emptied halfway: before, what is found by name or address; after, what the
    database lets go of who is erased only, and what tells others, who then hear no name.
    """
    forget_name_in_letters(person)
    dossier.erase_by_address(person, today=timezone.localdate(now))
    policy.sweep(person)
    closing.empty(person)
    forget_talks(person)
    pilots.forget(person)
    dossier.erase(person, today=timezone.localdate(now))
    register_erasing.forget_public(person, now=now)


def say_goodbye(address: str) -> None:
    text = letters.render_text(
        "accreditation/erased", help_page=settings.BASE_URL + reverse("pages:help")
    )
    title, _, body = text.strip().partition("\n")
    message = EmailMessage(title.strip(), body.strip(), to=[address])
    sealed.post(message, lasting=True, whoever=True)


def forget_name_in_letters(person: User) -> None:
    """Letters to others no longer name this person; those of a namesake are left as they are."""
    if User.objects.filter(name_key=person.name_key).exclude(pk=person.pk).exists():
        return
    shown = [one.shown_name for one in Registration.objects.visible_to(person)]
    for name in {person.name, *shown}:
        if " " in name and name != NAMELESS:  # one word alone may mean anybody, or anything
            replace_in_letters(name, SOMEBODY)


def replace_in_letters(name: str, other: str) -> None:
    """Whole words only: somebody may be called Jan Bosman as well.

    A long line of a calendar is folded, also within a name; what is changed is unfolded.
    """
    whole = rf"\m{re.escape(name)}\M"
    longest = Letter._meta.get_field("title").max_length or 0
    flat = swapped("calendar", r"\r?\n[ \t]", "")
    named = Q(title__contains=name) | Q(body__contains=name) | Q(flat__contains=name)
    Letter.objects.annotate(flat=flat).filter(named).update(
        title=Left(swapped("title", whole, other), longest),
        body=swapped("body", whole, other),
        calendar=swapped(flat, whole, other),
    )


def swapped(text: Any, pattern: str, other: str) -> Func:
    """A text in which everything that fits this pattern is something else."""
    parts = (text, Value(pattern), Value(other), Value("g"))
    return Func(*parts, function="regexp_replace", output_field=TextField())


def forget_talks(person: User) -> None:
    """What was handed in, what was written about the talks, and stories that were lent."""
    cycles.forget_snapshots(person)
    for written in ConversationReport.objects.filter(conversation__seats__person=person):
        forget_words(written, agreements="")
    forget_cases(person)
    lending.forget(person)


def forget_cases(person: User) -> None:
    """What was said about the talks beside the reports; that it happened stays."""
    Assignment.objects.filter(cycle__person=person).exclude(objection="").update(
        objection=FORGOTTEN
    )
    readings = SecondReading.objects.filter(person=person)
    readings.update(because=FORGOTTEN, response="")
    for name in ("finding", "reason"):
        readings.exclude(**{name: ""}).update(**{name: FORGOTTEN})
    complaints = AssessorComplaint.objects.filter(person=person)
    complaints.update(text=FORGOTTEN, reply="")
    complaints.exclude(reason="").update(reason=FORGOTTEN)
    Deferral.objects.filter(period__registration__person=person).update(reason=FORGOTTEN)
