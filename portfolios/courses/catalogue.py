"""Finding a course: by words, competency, place, day, form, price. Nobody pays to be first."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from portfolios import changed_work
from portfolios.courses import answering
from portfolios.courses.models import Course, CourseRun, RunDay, SavedCourse

ONLINE = "online"
MOST_COMPARED = 3
MOST_SHOWN = 400  # the page cuts them up


@dataclass(frozen=True)
class Asked:
    """What somebody looks for; empty means: anything."""

    words: str = ""
    competency: str = ""  # its code
    for_goals: bool = False
    where: str = ""  # a province, or "online"
    from_on: date | None = None
    form: str = ""
    most: Decimal | None = None  # euros; 0 is free
    saved: bool = False
    by_change: bool = False  # what changed people's work first


@dataclass(frozen=True)
class Offer:
    """A course with what is still to come, and by which of the own competencies it was found."""

    course: Course
    runs: list[CourseRun]
    suits: list[str]
    is_saved: bool = False
    level: int = 0  # what people say of it later: words, never a number

    @property
    def words(self) -> str:
        return answering.WORDS[self.level]

    @property
    def next_run(self) -> CourseRun | None:
        return self.runs[0] if self.runs else None


def offers(person: Any, asked: Asked, *, goal_codes: Collection[str], now: datetime) -> list[Offer]:
    """What suits the own goals first, then what begins first. The queries do not grow with them."""
    found = matching(person, asked, goal_codes, now)
    shown = as_offers(found[:MOST_SHOWN], person, goal_codes=goal_codes, now=now)
    return in_order(shown, by_change=asked.by_change)


def matching(person: Any, asked: Asked, goal_codes: Collection[str], now: datetime) -> Any:
    found = Course.objects.listed().about(asked.words)
    if asked.competency:
        found = found.filter(competencies__code=asked.competency)
    if asked.for_goals:
        found = found.filter(competencies__code__in=list(goal_codes))
    if asked.form:
        found = found.filter(form=asked.form)
    if asked.most is not None:
        found = found.filter(price__lte=asked.most)
    if asked.saved:
        found = found.filter(saved__person=person)
    if asked.where or asked.from_on:
        found = found.filter(Exists(runs_that_fit(asked, now).filter(course=OuterRef("pk"))))
    return found.distinct().for_list()


def runs_that_fit(asked: Asked, now: datetime) -> Any:
    runs = CourseRun.objects.to_come(now)
    if asked.where == ONLINE:
        runs = runs.filter(online=True)
    elif asked.where:
        runs = runs.filter(province=asked.where)
    if asked.from_on:
        begins = timezone.make_aware(datetime.combine(asked.from_on, time.min))
        before = RunDay.objects.filter(run=OuterRef("pk"), starts_at__lt=begins)
        runs = runs.exclude(Exists(before))
    return runs


def as_offers(
    courses: Iterable[Course], person: Any, *, goal_codes: Collection[str], now: datetime
) -> list[Offer]:
    found = list(courses)
    keys = [course.pk for course in found]
    coming = CourseRun.objects.to_come(now).filter(course__in=keys)
    by_course: dict[int, list[CourseRun]] = {}
    for run in coming.for_list():
        by_course.setdefault(run.course_id, []).append(run)
    saved = set(
        SavedCourse.objects.filter(person=person, course__in=keys).values_list("course", flat=True)
    )
    levels = answering.levels(keys)
    return [
        Offer(
            course,
            by_course.get(course.pk, []),
            sorted({one.title for one in course.competencies.all() if one.code in goal_codes}),
            course.pk in saved,
            levels.get(course.pk, 0),
        )
        for course in found
    ]


def in_order(found: list[Offer], *, by_change: bool = False) -> list[Offer]:
    """Never by who pays: by what changed work if asked, how it suits, the first day, its name."""

    def place(offer: Offer) -> tuple[int, bool, bool, datetime | str, str]:
        first = getattr(offer.next_run, "first_at", None)
        change = changed_work.PLACE[offer.level] if by_change else 0
        title = offer.course.title.lower()
        return change, not offer.suits, first is None, first or "", title

    return sorted(found, key=place)


def save(course: Course, *, person: Any, today: date) -> None:
    """Keep in mind; twice is once."""
    SavedCourse.objects.get_or_create(course=course, person=person, defaults={"saved_on": today})


def forget(course: Course, *, person: Any) -> None:
    SavedCourse.objects.filter(course=course, person=person).delete()


def compared(keys: Iterable[Any], person: Any, *, now: datetime) -> list[Offer]:
    """At most three, in the order in which they were chosen."""
    chosen = list(dict.fromkeys(str(key) for key in keys))[:MOST_COMPARED]
    rows = Course.objects.listed().filter(public_id__in=chosen).for_list()
    found = as_offers(rows, person, goal_codes=(), now=now)
    return sorted(found, key=lambda offer: chosen.index(str(offer.course.public_id)))
