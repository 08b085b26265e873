"""What providers sent about people is forgotten, each in its time by the terms of the scheme."""

from datetime import date, time, timedelta

from django.db.models import Exists, OuterRef, Q

from accounts.actors import Actor
from kit import clock
from outbox import jobs
from portfolios.courses import lists
from portfolios.courses.models import (
    Attendance,
    AttendanceList,
    AttendanceRow,
    CourseAnswer,
    RunDay,
    SentAttendance,
)
from register.models import RegisterScheme

LISTS, ATTENDANCE = "portfolios.forget_attendance_lists", "portfolios.forget_attendance"
LEFT_ALONE = ("uploaded", "checking", "checked", "unreadable")
# What a list said of somebody, and what the two wrote about it.
CONTENT = {
    "near": False,
    "listed_name": "",
    "listed_number": "",
    "dispute_words": "",
    "answer_words": "",
}


@jobs.job(LISTS, daily_at=time(4, 45))
def forget_lists() -> None:
    """Names and numbers go of lists that were sent, and of those that were left alone."""
    days = RegisterScheme.objects.in_force_on(clock.today()).attendance_list_days
    before = clock.now() - timedelta(days=days)
    sent = AttendanceList.objects.filter(status="sent", sent_at__lt=before)
    AttendanceRow.objects.filter(batch__in=sent).delete()
    for batch in AttendanceList.objects.filter(status__in=LEFT_ALONE, uploaded_at__lt=before):
        lists.discard(batch, by=Actor.system(LISTS))


@jobs.job(ATTENDANCE, daily_at=time(4, 50))
def forget_attendance() -> None:
    """First what was said, then that it was: as soon as neither ties nor the rating need it."""
    today = clock.today()
    scheme = RegisterScheme.objects.in_force_on(today)
    forget_words(today, scheme)
    forget_what_nobody_kept(today, scheme)
    forget_kept(today, scheme)
    forget_marks(today, scheme)


def forget_words(today: date, scheme: RegisterScheme) -> None:
    """Of what was kept or let go some time ago only the run, the day and who taught are left."""
    before = today - timedelta(days=scheme.attendance_list_days)
    settled = Attendance.objects.filter(
        Q(status="kept", kept_on__lte=before) | Q(let_go_on__lte=before)
    )
    settled.exclude(**CONTENT).update(**CONTENT)


def waits_until(attendance: Attendance, scheme: RegisterScheme) -> date:
    """The last day on which somebody can do something with a proposal."""
    return clock.add_months(attendance.proposed_on, scheme.attendance_months) - timedelta(days=1)


def forget_what_nobody_kept(today: date, scheme: RegisterScheme) -> None:
    """What was just thrown away can still be brought back; what the provider is asked waits."""
    over = clock.add_months(today, -scheme.attendance_months)
    let_go = today - timedelta(days=scheme.attendance_list_days)
    old = Attendance.objects.filter(proposed_on__lte=over)
    old.filter(Q(status="proposed") | Q(let_go_on__lte=let_go)).delete()


def forget_kept(today: date, scheme: RegisterScheme) -> None:
    """Who taught ties nobody any more, and there was time to say what it changed.

    The activity stays with the person; an answer that nobody could take back any more goes along.
    """
    since = clock.add_years(today, -scheme.conflict_years)
    asked = clock.add_months(today, -scheme.rating_months)
    over = Attendance.objects.filter(status="kept", attended_on__lte=since, asked_on__lte=asked)
    pairs = set(over.values_list("person", "run__course"))
    over.delete()
    still = Attendance.objects.filter(person=OuterRef("person"), run__course=OuterRef("course"))
    for person, course in pairs:
        CourseAnswer.objects.filter(~Exists(still), person=person, course=course).delete()


def forget_marks(today: date, scheme: RegisterScheme) -> None:
    """Of a run of so long ago no list can tell any more, so nothing can come twice."""
    over = clock.add_months(today, -scheme.attendance_months)
    later = RunDay.objects.filter(run=OuterRef("run"), starts_at__date__gt=over)
    SentAttendance.objects.filter(~Exists(later)).delete()
