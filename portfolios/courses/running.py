"""Courses and their runs, by who acts for the provider; and telling who keeps one in mind."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from audit.acts import NotAllowed, locked
from kit import calendar
from outbox import jobs, letters
from portfolios.courses.models import Course, CourseRun, CourseTeacher, Provider, RunDay

MOST_DAYS = 30
ENDED = "Deze cursus staat niet meer in het aanbod."
OFF = "Deze uitvoering gaat niet door."
Teachers = Iterable[tuple[str, str]]  # name and mail address


# ---- Courses ----


def list_course(
    provider: Provider,
    facts: Mapping[str, Any],
    competencies: Iterable[Any],
    teachers: Teachers,
    *,
    today: date,
) -> Course:
    """It stands in the catalogue from now on; the desk looks afterwards."""
    with transaction.atomic():
        course = Course.objects.create(provider=provider, listed_on=today, **facts)
        course.competencies.set(competencies)
        set_teachers(course, teachers)
    return course


def change_course(
    course: Course, facts: Mapping[str, Any], competencies: Iterable[Any], teachers: Teachers
) -> None:
    """Other words; the desk looks again, and what was hidden stays so until then."""
    with transaction.atomic():
        fresh = locked(course)
        check_listed(fresh)
        for name, value in facts.items():
            setattr(fresh, name, value)
        fresh.looked_on = None
        fresh.save(update_fields=[*facts, "looked_on"])
        fresh.competencies.set(competencies)
        set_teachers(fresh, teachers)


def set_teachers(course: Course, teachers: Teachers) -> None:
    """Those of now, in their order; who was told already is not told again.

    Raises NotAllowed for an address whose owner said: that is not me.
    """
    named = list(teachers)
    if why := denied(course, named):
        raise NotAllowed(why)
    told = dict(course.teachers.exclude(told_on=None).values_list("email", "told_on"))
    course.teachers.all().delete()
    CourseTeacher.objects.bulk_create(
        CourseTeacher(course=course, name=name, email=email, told_on=told.get(email))
        for name, email in named
    )


def denied(course: Course, teachers: Teachers) -> str:
    """Why one of these cannot be named here, in a sentence; "" when all can."""
    said = set(course.denials.holding().values_list("email", flat=True))
    found = next((name for name, email in teachers if email and email in said), "")
    return found and f"{found} zegt hier geen les te geven. Haal de regel met dit mailadres weg."


def check_listed(course: Course) -> None:
    if course.ended_on is not None:
        raise NotAllowed(ENDED)


def end_course(course: Course, *, now: datetime) -> None:
    """Out of the catalogue for good; what is still to come does not go on."""
    with transaction.atomic():
        fresh = locked(course)
        if fresh.ended_on is not None:
            return
        tell_savers("course_ended", fresh, now=now, occasion="ended")
        still = CourseRun.objects.filter(course=fresh).to_come(now)
        CourseRun.objects.filter(pk__in=still.values("pk")).update(
            called_off_on=timezone.localdate(now), called_off_because=ENDED
        )
        fresh.ended_on = timezone.localdate(now)
        fresh.save(update_fields=["ended_on"])


def tell_savers(kind: str, course: Course, *, now: datetime, occasion: str, **facts: Any) -> None:
    """Who keeps it in mind hears it from the register; the provider never knows who that is."""
    with jobs.nobody_waits():
        for saved in course.saved.select_related("person").order_by("pk"):
            letters.write(
                f"portfolios/{kind}",
                person=saved.person,
                subject=course,
                occasion=occasion,
                at=now,
                link=reverse("courses:catalogue"),
                link_label="Naar de cursussen",
                course=course,
                **facts,
            )


# ---- Runs ----


def plan(
    course: Course, facts: Mapping[str, Any], starts_at: datetime, ends_at: datetime, *, today: date
) -> CourseRun:
    """A run with its first day."""
    with transaction.atomic():
        check_listed(locked(course))
        run = CourseRun.objects.create(course=course, listed_on=today, **facts)
        run.days.create(starts_at=starts_at, ends_at=ends_at)
    return run


def change_run(run: CourseRun, facts: Mapping[str, Any]) -> None:
    with transaction.atomic():
        fresh = going_on(run)
        for name, value in facts.items():
            setattr(fresh, name, value)
        moved(fresh, *facts)


def add_day(run: CourseRun, starts_at: datetime, ends_at: datetime) -> None:
    """One day more. Raises NotAllowed when it is there already, or there are very many."""
    with transaction.atomic():
        fresh = going_on(run)
        if fresh.days.count() >= MOST_DAYS:
            raise NotAllowed(f"Een uitvoering heeft hoogstens {MOST_DAYS} dagen.")
        if fresh.days.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).exists():
            raise NotAllowed("Op dat moment is er al een dag van deze uitvoering.")
        fresh.days.create(starts_at=starts_at, ends_at=ends_at)
        moved(fresh)


def remove_day(day: RunDay) -> None:
    with transaction.atomic():
        fresh = going_on(day.run)
        if fresh.days.count() == 1:
            raise NotAllowed("Een uitvoering heeft minstens één dag. Zeg haar anders af.")
        fresh.days.filter(pk=day.pk).delete()
        moved(fresh)


def moved(run: CourseRun, *fields: str) -> None:
    """The text for calendars is a newer one."""
    run.sequence += 1
    run.save(update_fields=[*fields, "sequence"])


def going_on(run: CourseRun) -> CourseRun:
    fresh = locked(run)
    if fresh.called_off_on is not None:
        raise NotAllowed(OFF)
    return fresh


def call_off(run: CourseRun, because: str, *, now: datetime) -> None:
    """It does not go on. Who keeps the course in mind hears it."""
    with transaction.atomic():
        fresh = going_on(run)
        if not CourseRun.objects.filter(pk=fresh.pk).to_come(now).exists():
            raise NotAllowed("Deze uitvoering is al geweest.")
        fresh.called_off_on, fresh.called_off_because = timezone.localdate(now), because
        fresh.sequence += 1
        fresh.save(update_fields=["called_off_on", "called_off_because", "sequence"])
        course = fresh.course
        first = fresh.days.first()
        tell_savers(
            "run_called_off", course, now=now, occasion=f"run-{fresh.pk}", run=fresh,
            first_on=timezone.localdate(first.starts_at) if first else None,
        )  # fmt: skip


def calendar_text(run: CourseRun, *, now: datetime) -> str:
    """All days of a run, for somebody's own calendar: no invitation, so nobody is named."""
    organiser = parseaddr(settings.DEFAULT_FROM_EMAIL)
    host = organiser[1].rpartition("@")[2]
    return calendar.feed(
        str(run.course),
        (
            calendar.Appointment(
                uid=f"{run.public_id}-{day.pk}@{host}",
                sequence=run.sequence,
                starts_at=day.starts_at,
                ends_at=day.ends_at,
                title=str(run.course),
                place=run.where,
                organiser=organiser,
                attendee=None,
                stamp=now,
                url=run.link or run.course.link,
                cancelled=run.called_off_on is not None,
            )
            for day in run.days.all()
        ),
    )
