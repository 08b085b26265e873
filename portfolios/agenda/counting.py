"""#profagenda: what the profession learned about in a year, in people, without small groups.

Counted once for each year, after it ended, and then never anew; so there are no two days to take
from each other. Within a year the rules are those of the open figures (register.open_figures):
tens; a figure is another than a year before only when ten people or more came or went; and the
provinces of a theme are left out when, with the country beside them, a small group would follow.
People have several themes, so no theme follows from others, and no whole is published.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from kit import clock
from outbox.jobs import job
from portfolios.agenda.models import AgendaFigure
from portfolios.dossier.models import LearningGoal, LearningStory
from portfolios.themes.models import Theme
from register import open_figures
from register.forms import PROVINCES
from register.models import Affiliation
from register.open_figures import Figure

COUNTRY, UNKNOWN = "", "onbekend"
PLACES = (*PROVINCES, UNKNOWN)
Figures = dict[str, Figure]


# ---- Counting ----


def people_by_theme(year: int) -> dict[int, set[int]]:
    """Who worked on a goal or wrote on a story with this theme in that year, each once."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    running = (
        Q(added_on__lt=after)
        & (Q(reached_on=None) | Q(reached_on__gte=first))
        & (Q(set_aside_on=None) | Q(set_aside_on__gte=first))
        & (Q(plan__ended_on=None) | Q(plan__ended_on__gte=first))
    )
    goals = LearningGoal.objects.filter(running).values_list("themes", "plan__owner")
    written = LearningStory.objects.filter(started_at__date__lt=after, updated_at__date__gte=first)
    found: dict[int, set[int]] = defaultdict(set)
    for theme, person in (*goals, *written.values_list("themes", "owner")):
        if theme is not None:
            found[theme].add(person)
    return found


def places_of(people: set[int], day: date) -> dict[int, str]:
    """One province for each of them: that of the newest work on that day."""
    worked = Affiliation.objects.on(day).filter(person__in=people).order_by("from_on", "pk")
    return dict(worked.values_list("person", "organisation__province"))


def counts(year: int) -> dict[int, dict[str, int]]:
    """Of each theme how many people there are in the country and in each part of it."""
    found = people_by_theme(year)
    places = places_of(set().union(*found.values()), date(year, 12, 31))
    counted = {}
    for theme in Theme.objects.values_list("pk", flat=True):
        people = found.get(theme, set())
        by_place = dict.fromkeys(PLACES, 0)
        for person in people:
            place = places.get(person, UNKNOWN)
            by_place[place if place in by_place else UNKNOWN] += 1
        counted[theme] = {COUNTRY: len(people), **by_place}
    return counted


# ---- What may be seen ----


def published(counted: Mapping[str, int], before: Figures, today: date) -> Figures:
    """The figures of one theme; the parts only where no small group follows from the whole."""
    made = {
        place: open_figures.figure(many, before.get(place), today)
        for place, many in counted.items()
    }
    country = {COUNTRY: made[COUNTRY]}
    parts = {place: one for place, one in made.items() if place != COUNTRY}
    telling = open_figures.gives_away(parts, [country], today) or open_figures.gives_away(
        country, [parts], today
    )
    return country if telling else made


# ---- Once a year ----


@job("portfolios.publish_agenda", daily_at=time(5, 25))
def publish_last_year() -> None:
    today = clock.today()
    publish(today.year - 1, today=today)


def publish(year: int, *, today: date) -> None:
    """The figures of a year that is over, when they are not there yet and somebody counts."""
    if year >= today.year or AgendaFigure.objects.filter(year__gte=year).exists():
        return
    counted = counts(year)
    if not any(each[COUNTRY] for each in counted.values()):
        return
    with transaction.atomic():
        AgendaFigure.objects.bulk_create(
            AgendaFigure(year=year, theme_id=theme, place=place, value=one.value,
                counted=one.counted, made_on=one.made_on)
            for theme, places in counted.items()
            for place, one in published(places, last_known(theme), today).items()
        )  # fmt: skip


def last_known(theme: int) -> Figures:
    """The newest figure of each place, also when the year after it left the place out."""
    rows = AgendaFigure.objects.filter(theme=theme).order_by("year")
    return {row.place: Figure(row.value, row.counted, row.made_on) for row in rows}


# ---- Reading ----


@dataclass(frozen=True)
class Line:
    """One theme in one year and place; None is too small, or left out."""

    theme: str
    value: int | None
    before: int | None

    @property
    def direction(self) -> str:
        """In words, only where both years have a figure: another one is ten people or more."""
        if self.value is None or self.before is None:
            return ""
        if self.value == self.before:
            return "ongeveer gelijk"
        return "stijgt" if self.value > self.before else "daalt"


def rows() -> Any:
    return AgendaFigure.objects.using(settings.PUBLIC_ALIAS)


def years() -> list[int]:
    return list(rows().order_by("-year").values_list("year", flat=True).distinct())


def lines(year: int, place: str = COUNTRY) -> list[Line]:
    """Every theme with a figure in that place or none, the largest first; two queries at most."""
    found = rows().filter(place=place, year__in=(year, year - 1))
    values: dict[int, dict[str, int | None]] = {year: {}, year - 1: {}}
    for of_year, theme, value in found.values_list("year", "theme__title", "value"):
        values[of_year][theme] = value
    made = [
        Line(theme, value, values[year - 1].get(theme)) for theme, value in values[year].items()
    ]
    return sorted(made, key=lambda one: (-(one.value or 0), one.theme))


def everything() -> list[tuple[int, str, str, int | None]]:
    """Every public figure, for who wants to reckon further."""
    found = rows().order_by("-year", "theme__title", "place")
    return list(found.values_list("year", "theme__title", "place", "value"))
