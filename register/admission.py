"""Admission and refusal: what an application ends in (domain §3)."""

from copy import copy
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from accounts.actors import Actor
from audit.acts import act
from kit import clock
from outbox import letters
from outbox.models import Letter
from register import acceptance, certificates, namesakes, numbers, terms
from register.models import Affiliation, Application, Measure, Registration

TRIES_FOR_A_FREE_NUMBER = 20


def admit(
    application: Application, *, today: date, by: Actor, years: int | None = None
) -> Registration:
    """Admit after the welcome talk: registration, first period, first certificate, one letter.

    Who comes back gets a whole period. `years` is for a world that is made up.
    Raises NotAllowed when the application was decided or withdrawn meanwhile, or when nobody looked
    at the people who may be the same person.
    """
    with transaction.atomic():
        application.mark_admitted(today=today, by=by)
        namesakes.check_seen(application, today=today)
        registration = enter(application, today=today, by=by)
        scheme = application.scheme
        period = registration.periods.create(
            scheme=scheme,
            from_on=today,
            until_on=terms.period_end(today, years=years or years_of_first(application)),
        )
        note_affiliation(application, today=today)
        acceptance.first(application)
        certificates.issue(period, conversation_on=None, today=today, by=by)
        letters.write(
            "register/admitted" if application.returns_to is None else "register/come_back",
            person=application.person,
            subject=application,
            at=clock.now(),
            registration=registration,
            period=period,
            link="/mijn/registratie/",
            link_label="Bekijk je registratie",
        )
    return registration


def years_of_first(application: Application) -> int:
    """At a launch a first period can be shorter; lots add months later, and never take any."""
    scheme = application.scheme
    return scheme.first_period_years if application.returns_to is None else scheme.cycle_years


def refuse(application: Application, *, today: date, by: Actor) -> None:
    """Refuse, as the second of two: reason, way on and objection stand in the letter.

    Raises NotAllowed without a proposal, or when the application was decided meanwhile.
    """
    with transaction.atomic():
        application.mark_refused(today=today, by=by)
        letters.write("register/refused", **about_refusal(application))


def refusal_letter(application: Application, *, reason: str, way_on: str) -> Letter:
    """The letter that would go out when the committee signs this proposal."""
    proposed = copy(application)
    proposed.refusal_reason, proposed.refusal_way_on = reason, way_on
    return letters.compose("register/refused", **about_refusal(proposed))


def about_refusal(application: Application) -> dict[str, Any]:
    return {
        "person": application.person,
        "subject": application,
        "at": clock.now(),
        "application": application,
        "weeks": application.scheme.objection_weeks,
        "link": "/mijn/aanmelding/",
        "link_label": "Bekijk je aanmelding",
    }


def enter(application: Application, *, today: date, by: Actor) -> Registration:
    """Back on the number that was kept, or new."""
    former: Registration | None = application.returns_to
    if former is None:
        return place_in_register(application, today=today, by=by)
    former.come_back(today=today, by=by)
    for removal in former.measures.filter(status=Measure.Status.IN_FORCE):
        removal.end(today=today, by=by)
    return former


def place_in_register(application: Application, *, today: date, by: Actor) -> Registration:
    """A new registration under a free random number."""
    person = application.person
    for _ in range(TRIES_FOR_A_FREE_NUMBER):
        registration = Registration(
            person=person,
            number=numbers.new_number(),
            route=application.route,
            shown_given_names=person.given_names,
            shown_infix=person.infix,
            shown_last_name=person.last_name,
            since_on=today,
        )
        if Registration.objects.filter(number=registration.number).exists():
            continue
        try:
            with transaction.atomic(), act("registration.enter", registration, by=by):
                registration.save()
        except IntegrityError as error:
            if "number" not in str(error):
                raise
            continue
        return registration
    raise RuntimeError("No free register number was found.")


def note_affiliation(application: Application, *, today: date) -> None:
    """Where the person said to work, from now on."""
    Affiliation.objects.get_or_create(
        person=application.person,
        organisation=application.organisation,
        until_on=None,
        defaults={"kinds_of_work": application.kinds_of_work, "from_on": today},
    )
