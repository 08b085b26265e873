"""What a person and a provider do about a proposal that somebody was there."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from audit.acts import NotAllowed
from kit import clock
from outbox import jobs, letters
from portfolios.courses.models import Attendance, CourseRun
from register.models import RegisterScheme

UNANSWERED = "portfolios.attendance_unanswered"
NOT_FROM_A_LIST = "Dit kwam niet van een lijst. Gooi het weg als het niet klopt."


def teachers_of(run: CourseRun) -> list[str]:
    """By the addresses of today: who teaches later was not there."""
    found = run.course.teachers.exclude(email="").values_list("email", flat=True)
    return sorted({email.lower() for email in found})


def dispute(attendance: Attendance, words: str, *, now: datetime, by: Actor) -> None:
    """Ask the provider, who reads the name of its own list and these words."""
    today = timezone.localdate(now)
    if attendance.came_by != Attendance.CameBy.LIST:
        raise NotAllowed(NOT_FROM_A_LIST)
    days = RegisterScheme.objects.in_force_on(today).attendance_answer_days
    with transaction.atomic():
        answer_by = today + timedelta(days=days)
        attendance.dispute(words=words, answer_by=answer_by, today=today, by=by)
        provider = attendance.run.course.provider
        for each in provider.people.by_name():
            letters.write(
                "portfolios/attendance_disputed",
                person=each.person,
                subject=attendance,
                occasion=now.isoformat(),
                at=now,
                link=reverse("provider:disputes", args=[provider.public_id]),
                link_label="Bekijk de vraag",
                course=attendance.run.course,
                answer_by=answer_by,
            )


def answer(
    attendance: Attendance, words: str, *, was_mistake: bool, now: datetime, by: Actor
) -> None:
    """The provider takes it back, or stands by it: then the person decides."""
    today = timezone.localdate(now)
    with transaction.atomic():
        if was_mistake:
            attendance.take_back(words=words, today=today, by=by)
        else:
            attendance.stand_by(words=words, today=today, by=by)
        tell("attendance_answered", attendance, now=now)


def tell(kind: str, attendance: Attendance, *, now: datetime) -> None:
    letters.write(
        f"portfolios/{kind}",
        person=attendance.person,
        subject=attendance,
        occasion=now.isoformat(),
        at=now,
        link=reverse("courses:attendances"),
        link_label="Bekijk het",
        course=attendance.run.course,
    )


@jobs.job(UNANSWERED, daily_at=time(5, 10))
def close_unanswered() -> None:
    """What nobody answered in time is off the table: the word of the person counts."""
    today = clock.today()
    late = Attendance.objects.filter(status="disputed", answer_by__lt=today)
    for each in late.select_related("person", "run__course__provider").order_by("pk"):
        each.note_unanswered(today=today, by=Actor.system(UNANSWERED))
        tell("attendance_unanswered", each, now=clock.now())


def at_the_door(run: CourseRun, *, person: Any, today: date, day: date) -> Attendance:
    """Somebody scanned the code: a proposal, which the person keeps at once. Twice is once."""
    made, _ = Attendance.objects.get_or_create(
        run=run,
        person=person,
        defaults={
            "came_by": Attendance.CameBy.DOOR,
            "attended_on": day,
            "proposed_on": today,
        },
    )
    return made


def erase(person: Any) -> None:
    """What providers proposed is gone; that a list was sent is about nobody."""
    Attendance.objects.filter(person=person).delete()
