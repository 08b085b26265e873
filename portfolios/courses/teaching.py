"""Who is named as a teacher hears so, and may say: that is not me. Then it ties nobody any more."""

from datetime import date, datetime, time
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import Func
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from audit.acts import NotAllowed, act, locked
from kit import clock
from outbox import jobs, letters
from portfolios.courses import looking
from portfolios.courses.looking import check_not_own
from portfolios.courses.models import Attendance, Course, CourseTeacher, TeacherDenial

TELL = "portfolios.tell_teachers"
STANDS = "Het bureau keek hiernaar. Laat het bureau weten als er iets verandert."


def addresses_of(user: Any) -> list[str]:
    """As the conflict rules know somebody: by confirmed addresses alone, in lower case."""
    found = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return sorted(email.lower() for email in found)


def named(user: Any) -> QuerySet[Course]:
    """The courses on which somebody stands as a teacher now."""
    mine = CourseTeacher.objects.filter(course=OuterRef("pk"), email__in=addresses_of(user))
    found = Course.objects.filter(Exists(mine), provider__status="accepted", ended_on=None)
    return found.for_list()


@jobs.job(TELL, daily_at=time(5, 30))
def tell_teachers() -> None:
    """Whoever has an account with the address hears it once for each course.

    In the night and never from the page, so that a provider cannot see who has an account.
    """
    now = clock.now()
    confirmed = EmailAddress.objects.filter(
        email__iexact=OuterRef("email"), verified=True, user__is_active=True
    )
    fresh = CourseTeacher.objects.filter(
        Exists(confirmed), told_on=None, course__ended_on=None,
        course__provider__status="accepted",
    )  # fmt: skip
    with jobs.nobody_waits():
        for each in fresh.exclude(email="").select_related("course__provider").order_by("pk"):
            tell_teacher(each, now=now)


def tell_teacher(teacher: CourseTeacher, *, now: datetime) -> None:
    for address in EmailAddress.objects.filter(
        email__iexact=teacher.email, verified=True, user__is_active=True
    ).select_related("user"):
        tell("teacher_named", address.user, teacher.course, now=now)
    CourseTeacher.objects.filter(pk=teacher.pk).update(told_on=timezone.localdate(now))


def tell(kind: str, person: Any, course: Course, *, now: datetime, occasion: str = "") -> None:
    letters.write(
        f"portfolios/{kind}",
        person=person,
        subject=course,
        occasion=occasion,
        at=now,
        link=reverse("courses:teaching"),
        link_label="Bekijk waar je als docent staat",
        course=course,
    )


# ---- That is not me ----


def deny(course: Course, *, now: datetime, by: Actor) -> None:
    """Off the page of the course and out of the ties at once; the provider and the desk see it."""
    today = timezone.localdate(now)
    with transaction.atomic(), act("course.deny_teaching", course, by=by):
        fresh = locked(course)
        mine = fresh.teachers.filter(email__in=addresses_of(by.user))
        if not mine:
            raise NotAllowed("Je staat niet bij deze cursus.")
        if fresh.denials.filter(email__in=[one.email.lower() for one in mine]).exists():
            raise NotAllowed(STANDS)
        for teacher in {one.email.lower(): one for one in mine}.values():
            deny_address(fresh, teacher, person=by.user, today=today)
        looking.tell("teacher_denied", fresh, now=now)


def deny_address(course: Course, teacher: CourseTeacher, *, person: Any, today: date) -> None:
    """Once for an address, under however many names it stands."""
    email = teacher.email.lower()
    tied = Attendance.objects.filter(run__course=course, taught_by__contains=[email])
    course.denials.create(
        person=person, name=teacher.name, email=email, said_on=today,
        ties=list(tied.values_list("pk", flat=True)),
    )  # fmt: skip
    untie(tied, email)
    course.teachers.filter(email__iexact=email).delete()


def untie(those: QuerySet[Attendance], email: str) -> None:
    those.update(taught_by=Func(F("taught_by"), Value(email), function="array_remove"))


def take_back(denial: TeacherDenial, *, by: Actor) -> None:
    """I do teach there: as if nothing was said."""
    with transaction.atomic():
        fresh = still_there(denial)
        if fresh.person != by.user or fresh.is_settled:
            raise NotAllowed(STANDS)
        with act("course.take_back_denial", fresh.course, by=by):
            tie_again(fresh)
            fresh.delete()


def tie_again(denial: TeacherDenial) -> None:
    """As before, with what was kept meanwhile."""
    course = denial.course
    name_again(course, denial)
    meanwhile = Q(run__course=course, status="kept", kept_on__gte=denial.said_on)
    untied = Attendance.objects.filter(Q(pk__in=denial.ties) | meanwhile, status="kept")
    untied.exclude(taught_by__contains=[denial.email]).update(
        taught_by=Func(F("taught_by"), Value(denial.email), function="array_append")
    )


def name_again(course: Course, denial: TeacherDenial) -> None:
    """By address, whatever the provider did with the name meanwhile."""
    if course.teachers.filter(email__iexact=denial.email).exists():
        return
    facts = {"email": denial.email, "told_on": denial.said_on}
    named = course.teachers.filter(name=denial.name)
    if not named.filter(email="").update(**facts):
        name = f"{denial.name[:110]} (2)" if named.exists() else denial.name
        course.teachers.create(name=name, **facts)


# ---- The desk ----


def note_seen(denial: TeacherDenial, *, today: date, by: Actor) -> None:
    """It is right; the address stays off."""
    with transaction.atomic(), act("course.note_denial", denial.course, by=by):
        fresh = to_settle(denial, by)
        fresh.handled_on = today
        fresh.save(update_fields=["handled_on"])


def let_stand(denial: TeacherDenial, because: str, *, now: datetime, by: Actor) -> None:
    """Whoever taught does not assess who was there, whatever is said; with the reason to read."""
    with transaction.atomic(), act("course.let_teacher_stand", denial.course, by=by):
        fresh = to_settle(denial, by)
        fresh.handled_on, fresh.stands_because = timezone.localdate(now), because
        fresh.save(update_fields=["handled_on", "stands_because"])
        tie_again(fresh)
        tell("teacher_stands", fresh.person, fresh.course, now=now, occasion=now.isoformat())


def still_there(denial: TeacherDenial) -> TeacherDenial:
    """Locked; taking it back deletes it, also while another looks at it."""
    found = TeacherDenial.objects.select_for_update(of=("self",)).filter(pk=denial.pk).first()
    if found is None:
        raise NotAllowed(STANDS)
    return found


def to_settle(denial: TeacherDenial, by: Actor) -> TeacherDenial:
    fresh = still_there(denial)
    check_not_own(fresh.course, by.user)
    if fresh.person == by.user:
        raise NotAllowed("Dit gaat over jou. Een collega kijkt ernaar.")
    if fresh.is_settled:
        raise NotAllowed("Hier is al naar gekeken.")
    return fresh


def forget_ties(person: Any) -> None:
    """Nobody is tied any more to who is erased; call it while the addresses are still there."""
    for email in addresses_of(person):
        untie(Attendance.objects.filter(taught_by__contains=[email]), email)


def erase(person: Any) -> None:
    TeacherDenial.objects.filter(person=person).delete()
