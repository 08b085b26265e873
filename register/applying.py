"""The way in as the applicant goes it: starting, starting again, handing in (domain §3)."""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from accounts.actors import Actor
from accounts.models import User
from audit.acts import NotAllowed, found_or_new
from register import queue
from register.models import (
    Application,
    CodeOfConduct,
    CompetencyProfile,
    RegisterScheme,
    Registration,
)

CLOSED = (Application.Status.WITHDRAWN, Application.Status.REFUSED)
# The layer above may need to hear more on a route: the address of the page that asks it, or "".
STILL_TO_TELL: list[Callable[[Application], str]] = []
# What was told there, as (what, answer) for the applicant and the desk.
TOLD: list[Callable[[Application], list[tuple[str, str]]]] = []
TYPED = ("work_sentence", "organisation", "kinds_of_work", "route")


def start(person: User, *, today: date) -> Application:
    """The open application of a person, or a new draft with what was typed the last time."""
    earlier = Application.objects.filter(person=person, status__in=CLOSED).order_by("-id").first()
    typed = {name: getattr(earlier, name) for name in TYPED} if earlier else {}
    left = Registration.objects.may_come_back_on(today).filter(person=person)
    begun = {
        "scheme": RegisterScheme.objects.in_force_on(today),
        "started_on": today,
        "returns_to": left.first(),
    }
    found, _ = found_or_new(
        Application.objects.open(),
        "application.begin",
        by=Actor.self(person),
        new_with=begun | typed,
        person=person,
    )
    return found


def still_to_tell(application: Application) -> str:
    """Where the applicant says what this route needs; "" when that was said."""
    return next((url for ask in STILL_TO_TELL if (url := ask(application))), "")


def told(application: Application) -> list[tuple[str, str]]:
    return [line for lines in TOLD for line in lines(application)]


def hand_in(application: Application, *, today: date, by: Actor) -> None:
    """Hand in under the code and profile in force; a receipt names the term. Raises NotAllowed."""
    if still_to_tell(application):
        raise NotAllowed("Kies eerst welke opleiding je volgde.")
    with transaction.atomic():
        application.submit(
            code=CodeOfConduct.objects.in_force_on(today),
            profile=CompetencyProfile.objects.in_force_on(today),
            today=today,
            by=by,
        )
        found = queue.outlook(application, today=today)
        queue.write("received", application, outlook=found)
