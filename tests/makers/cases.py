"""Cases of the committee, as far as a test needs them: through the real steps."""

from datetime import date, datetime, time, timedelta

import time_machine
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Role, User
from register import admission, measuring, objecting
from register.models import Application, Chamber, Measure, Objection, Registration
from tests.makers import people

FACTS = {
    "ground": "breach",
    "facts": "De rechter stelde vast wat er gebeurde.",
    "established_by": "Rechtbank Midden-Nederland",
    "established_reference": "ECLI:NL:RBMNE:2026:1",
    "established_on": date(2026, 3, 3),
}


def at(day: date, hour: int = 10) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def refused(user: User, *, today: date, by: Actor) -> Application:
    """Refused by the desk and this member, before the welcome talk."""
    made = people.submitted(user, today=today)
    desk = people.desk_actor()
    made.take(by=desk)
    made.propose_refusal(reason="Artikel 2.", way_on="Kom later terug.", by=desk)
    admission.refuse(made, today=today, by=by)
    return made


def objection(
    application: Application, *, today: date, text: str = "Ik spreek wel inwoners."
) -> Objection:
    """Handed in by the person of a refused application."""
    user = application.person
    made = objecting.start(user, "application", application.public_id, today=today)
    made.text = text
    made.save()
    objecting.submit(made, today=today, by=Actor.self(user))
    return made


def charged(registration: Registration, *, today: date, **facts: object) -> Measure:
    return measuring.charge(registration, today=today, by=people.desk_actor(), **(FACTS | facts))


def two_of(case: Measure) -> tuple[Actor, Actor]:
    """Two members of the chamber that has it, made when needed."""
    chamber = Chamber(case.chamber)
    seats = chamber_users(chamber) or [each.person for each in people.members(chamber)]
    return Actor(seats[0], Role.COMMITTEE), Actor(seats[1], Role.COMMITTEE)


def chamber_users(chamber: Chamber) -> list[User]:
    found = list(User.objects.filter(chamber_seats__chamber=chamber).order_by("pk"))
    return found if len(found) > 1 else []


def heard(measure: Measure, *, on: date) -> Measure:
    """With its hearing held on a day."""
    first, _ = two_of(measure)
    measure.plan_hearing(at(on), "Utrecht", today=on - timedelta(days=1), by=first)
    measure.note_hearing("Wat er is gezegd.", now=at(on, 12), today=on, by=first)
    return measure


def imposed(
    registration: Registration, *, charged_on: date, outcome: str = "suspend", months: int = 6
) -> Measure:
    """Decided by two, three weeks after the charge; not final yet."""
    on = charged_on + timedelta(days=21)
    with time_machine.travel(at(charged_on), tick=False):
        measure = charged(registration, today=charged_on)
    first, second = two_of(measure)
    with time_machine.travel(at(on, 13), tick=False):
        heard(measure, on=on)
        measure.propose(outcome=outcome, reason="Artikel 3.", months=months, today=on, by=first)
        measuring.sign(measure, today=on, by=second)
    return measure


def suspended(registration: Registration, *, today: date, months: int = 6) -> Measure:
    """Suspended from this day on: charge, hearing, two signatures, and nobody objected."""
    return final(registration, today=today, outcome="suspend", months=months)


def removed(registration: Registration, *, today: date) -> Measure:
    """Removed from this day on, in the same way."""
    return final(registration, today=today, outcome="remove")


def final(registration: Registration, *, today: date, outcome: str, months: int = 6) -> Measure:
    charged_on = today - timedelta(days=64)
    measure = imposed(registration, charged_on=charged_on, outcome=outcome, months=months)
    with time_machine.travel(at(today), tick=False):
        measuring.settle(measure, today=today)
    registration.refresh_from_db()
    return measure
