"""The way in as the applicant goes it: starting, starting again, handing in (domain §3)."""

from datetime import date

from django.db import transaction

from accounts.actors import Actor
from accounts.models import User
from register import queue
from register.models import (
    Application,
    CodeOfConduct,
    CompetencyProfile,
    RegisterScheme,
    Registration,
)

CLOSED = (Application.Status.WITHDRAWN, Application.Status.REFUSED)
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
    found, _ = Application.objects.open().get_or_create(person=person, defaults=begun | typed)
    return found


def hand_in(application: Application, *, today: date, by: Actor) -> None:
    """Hand in under the code and profile in force; a receipt names the term. Raises NotAllowed."""
    with transaction.atomic():
        application.submit(
            code=CodeOfConduct.objects.in_force_on(today),
            profile=CompetencyProfile.objects.in_force_on(today),
            today=today,
            by=by,
        )
        found = queue.outlook(application, today=today)
        queue.write("received", application, outlook=found)
