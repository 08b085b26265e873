"""Providers and courses, through the real steps."""

from datetime import datetime, timedelta
from typing import Any

from accounts.actors import Actor
from accounts.models import User
from portfolios.courses import providers, running
from portfolios.courses.models import Course, CourseRun, Provider
from register.models import Competency
from tests.makers import people

FACTS = {
    "name": "Leerhuis Noord",
    "words": "Wij leren klantmanagers luisteren.",
    "website": "https://leerhuis.example",
    "email": "vragen@leerhuis.example",
}
COURSE = {
    "title": "Doorvragen zonder duwen",
    "words": "Twee dagen oefenen met echte gesprekken.",
    "goals": "Je stelt één vraag en wacht dan.",
    "for_whom": "",
    "form": "course",
    "level": "all",
    "price": 295,
    "link": "",
}
SOMEWHERE = {
    "place": "De Werkplaats, Zwolle",
    "province": "Overijssel",
    "online": False,
    "capacity": 12,
    "link": "https://leerhuis.example/aanmelden",
}


def provider(manager: User, *, now: datetime, **facts: Any) -> Provider:
    """One that was asked for by this person, and accepted by the desk."""
    made = providers.apply(FACTS | facts, by_person=manager, today=now.date())
    providers.accept(made, now=now, by=people.desk_actor())
    return made


def course(
    by: Provider, *, now: datetime, about: Any = None, teachers: Any = (), **facts: Any
) -> Course:
    chosen = Competency.objects.all()[:1] if about is None else about
    return running.list_course(by, COURSE | facts, chosen, teachers, today=now.date())


def run(of: Course, *, now: datetime, days: int = 14, **facts: Any) -> CourseRun:
    """Of one day, so many days from now."""
    begins = (now + timedelta(days=days)).replace(hour=9, minute=30)
    return running.plan(
        of, SOMEWHERE | facts, begins, begins + timedelta(hours=7), today=now.date()
    )


def acting(person: User) -> Actor:
    return Actor.self(person)
