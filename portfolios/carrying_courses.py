"""From courses into the own dossier, and what of the dossier helps to choose one."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.actors import Actor
from audit.acts import locked
from portfolios.courses.attendance import at_the_door, teachers_of
from portfolios.courses.models import Attendance, Course, CourseRun
from portfolios.dossier.models import LearningActivity, LearningGoal

EVENTS = (Course.Form.EVENT, Course.Form.LAB, Course.Form.LECTURE)


def codes_of_goals(owner: Any) -> set[str]:
    """The competencies of what somebody works on now; a code means the same in each profile."""
    goals = LearningGoal.objects.visible_to(owner).current()
    return set(goals.exclude(competencies=None).values_list("competencies__code", flat=True))


def keep(attendance: Attendance, *, today: date, now: datetime, by: Actor) -> LearningActivity:
    """It becomes an activity of the person, to write about or not. The provider never hears so."""
    course, kind = attendance.run.course, LearningActivity.Kind
    with transaction.atomic():
        made = LearningActivity.objects.create(
            owner=attendance.person,
            kind=kind.EVENT if course.form in EVENTS else kind.COURSE,
            title=course.title,
            happened_on=min(attendance.attended_on, today),
            captured_at=now,
        )
        made.competencies.set(course.competencies.all())
        attendance.keep(activity=made, taught_by=teachers_of(attendance.run), today=today, by=by)
    return made


def keep_at_the_door(
    run: CourseRun, *, person: Any, day: date, today: date, now: datetime, by: Actor
) -> LearningActivity | None:
    """What somebody scanned is kept at once; None when the person did something with it before."""
    with transaction.atomic():
        found = locked(at_the_door(run, person=person, today=today, day=day))
        if found.status != Attendance.Status.PROPOSED:
            return None
        return keep(found, today=today, now=now, by=by)
