"""Months after a course: did it change your work? Asked once, answered by who wants to."""

from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from kit import clock
from outbox import jobs, letters
from portfolios import changed_work
from portfolios.courses.models import (
    Attendance,
    Course,
    CourseAnswer,
    CourseTeacher,
    ProviderPerson,
)
from register.models import RegisterScheme

WORDS = {
    3: "Voor de meesten die erbij waren, veranderde dit hun werk.",
    2: "Bij een deel van wie erbij was, veranderde dit iets.",
    1: "Bij de meesten die erbij waren, veranderde er weinig.",
    0: "",
}
ASK = "portfolios.ask_what_courses_changed"
Answer = CourseAnswer.Answer


@jobs.job(ASK, daily_at=time(9, 15))
def ask_due() -> None:
    """Once for each course that somebody kept, after the months of the scheme."""
    today, now = clock.today(), clock.now()
    months = RegisterScheme.objects.in_force_on(today).rating_months
    before = clock.add_months(today, -months)
    due = Attendance.objects.filter(status="kept", attended_on__lte=before, asked_on=None)
    with jobs.nobody_waits():
        for each in due.select_related("person", "run__course__provider").order_by("pk"):
            ask(each, today=today, now=now)


def ask(each: Attendance, *, today: date, now: datetime) -> None:
    """About a course once, however often somebody was at it."""
    course, person = each.run.course, each.person
    asked = may_answer(course, person)
    Attendance.objects.filter(pk=each.pk).update(asked_on=today)
    if asked or CourseAnswer.objects.filter(course=course, person=person).exists():
        return
    letters.write(
        "portfolios/course_looked_back",
        person=person,
        subject=each,
        at=now,
        link=reverse("courses:attendances"),
        link_label="Zeg het",
        course=course,
    )


def may_answer(course: Course, person: Any) -> bool:
    """Who was asked; nobody else says anything of a course."""
    asked = Attendance.objects.filter(run__course=course, person=person, status="kept")
    return asked.exclude(asked_on=None).exists()


def answer(course: Course, *, person: Any, said: str) -> None:
    """Say, or say anew; "" takes it back."""
    if said not in Answer.values:
        CourseAnswer.objects.filter(course=course, person=person).delete()
        return
    CourseAnswer.objects.update_or_create(course=course, person=person, defaults={"answer": said})


def mine(person: Any) -> dict[int, str]:
    """What I said, by course."""
    return dict(CourseAnswer.objects.filter(person=person).values_list("course", "answer"))


def levels(keys: list[int]) -> dict[int, int]:
    """How much each of these courses changed, in one query.

    Without what its own people and teachers say: with a few of their own answers a provider could
    reckon out what one other person said.
    """
    acts = ProviderPerson.objects.filter(
        provider=OuterRef("answers__course__provider"), person=OuterRef("answers__person")
    )
    teaches = CourseTeacher.objects.filter(
        course=OuterRef("pk"), email__iexact=OuterRef("answers__person__email")
    )
    others = ~Exists(acts) & ~Exists(teaches)
    counted = Course.objects.filter(pk__in=keys).annotate(
        **{
            f"said_{one}": Count("answers", filter=Q(answers__answer=one) & others)
            for one in Answer.values
        }
    )
    rows = counted.values_list("pk", *(f"said_{one}" for one in Answer.values))
    return {key: changed_work.level(*said) for key, *said in rows}


def erase(person: Any) -> None:
    CourseAnswer.objects.filter(person=person).delete()
