"""What people's goals ask for against what is offered: without small groups, for the bureau.

People are counted once a month and never anew, by the rules of the #profagenda: tens, another
figure only when ten people or more came or went, no parts from which a small group would follow.
What is offered stands in the catalogue for everybody and is counted as it is.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from kit import clock
from outbox.jobs import job
from portfolios.agenda.counting import (
    COUNTRY,
    PLACES,
    UNKNOWN,
    Figures,
    places_of,
    published,
)
from portfolios.courses.models import Course, CourseRun
from portfolios.dossier.models import LearningGoal
from portfolios.gaps.models import GapFigure
from register.models import Competency, CompetencyProfile
from register.open_figures import Figure

ANYWHERE = "anywhere"  # online, or to begin when one likes


# ---- Asked ----


def people_by_competency() -> dict[str, set[int]]:
    """Who has a goal of now with this competency, each once."""
    goals = LearningGoal.objects.current().exclude(competencies=None)
    found: dict[str, set[int]] = defaultdict(set)
    for code, person in goals.order_by().values_list("competencies__code", "plan__owner"):
        found[code].add(person)
    return found


def counts(codes: list[str], today: date) -> dict[str, dict[str, int]]:
    """Of each competency how many people there are in the country and in each part of it."""
    found = people_by_competency()
    places = places_of(set().union(*found.values()), today)
    counted = {}
    for code in codes:
        people = found.get(code, set())
        by_place = dict.fromkeys(PLACES, 0)
        for person in people:
            place = places.get(person, UNKNOWN)
            by_place[place if place in by_place else UNKNOWN] += 1
        counted[code] = {COUNTRY: len(people), **by_place}
    return counted


@job("portfolios.count_gaps", daily_at=time(5, 40))
def count_this_month() -> None:
    publish(today=clock.today())


def publish(*, today: date) -> None:
    """The figures of this month, when they are not there yet."""
    month = today.replace(day=1)
    if GapFigure.objects.filter(month__gte=month).exists():
        return
    counted = counts(list(competencies(today)), today)
    with transaction.atomic():
        GapFigure.objects.bulk_create(
            GapFigure(month=month, code=code, place=place, value=one.value,
                counted=one.counted, made_on=one.made_on)
            for code, places in counted.items()
            for place, one in published(places, last_known(code), today).items()
        )  # fmt: skip


def last_known(code: str) -> Figures:
    """The newest figure of each place, also when the month after it left the place out."""
    rows = GapFigure.objects.filter(code=code).order_by("month")
    return {row.place: Figure(row.value, row.counted, row.made_on) for row in rows}


def competencies(today: date) -> dict[str, str]:
    """Code and title, as the profession has them today."""
    profile = CompetencyProfile.objects.in_force_on(today)
    return dict(Competency.objects.filter(area__profile=profile).values_list("code", "title"))


# ---- Offered ----


def offered(now: datetime) -> dict[str, dict[str, int]]:
    """Of each competency how many courses begin in the country, a province, and anywhere."""
    listed = Course.objects.listed()
    found: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    places: dict[int, set[str]] = defaultdict(set)
    for pk in listed.filter(form=Course.Form.ELEARNING).values_list("pk", flat=True):
        places[pk].add(ANYWHERE)
    coming = CourseRun.objects.to_come(now).filter(course__in=listed)
    for pk, province, online in coming.values_list("course", "province", "online"):
        places[pk] |= {ANYWHERE} if online else set()
        places[pk] |= {COUNTRY, province} if province else set()
    for pk, code in listed.values_list("pk", "competencies__code"):
        for place in places[pk]:
            found[code][place].add(pk)
    return {code: {at: len(keys) for at, keys in each.items()} for code, each in found.items()}


# ---- Reading ----


@dataclass(frozen=True)
class Line:
    """One competency in one place. `asked` None is too small, or left out."""

    title: str
    asked: int | None
    here: int
    anywhere: int

    @property
    def is_gap(self) -> bool:
        """People ask for it and nothing begins here; online may still be something."""
        return self.asked is not None and not self.here

    @property
    def words(self) -> str:
        if not self.is_gap:
            return ""
        return "Alleen online of in eigen tijd" if self.anywhere else "Nog geen aanbod"


def month_of_figures() -> date | None:
    return GapFigure.objects.order_by("-month").values_list("month", flat=True).first()


def lines(place: str, *, today: date, now: datetime) -> list[Line]:
    """Every competency, what is asked most first."""
    month = month_of_figures()
    rows = GapFigure.objects.filter(month=month or today, place=place)
    asked = dict(rows.values_list("code", "value"))
    offers = offered(now)
    made = [
        Line(title, asked.get(code), offers.get(code, {}).get(place, 0),
             offers.get(code, {}).get(ANYWHERE, 0))
        for code, title in competencies(today).items()
    ]  # fmt: skip
    return sorted(made, key=lambda one: (-(one.asked or 0), one.title))
