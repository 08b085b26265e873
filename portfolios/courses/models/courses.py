"""Courses that providers list, the times they are given, and what people say about one."""

import uuid
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, Min, OuterRef, Q
from django.utils import timezone

from portfolios.courses.models.providers import Provider
from register.models import Competency

CHEAP, MIDDLE = 250, 1000  # euros; choices in the catalogue, no rule


class CourseQuerySet(models.QuerySet["Course"]):
    def of(self, user: Any) -> "CourseQuerySet":
        """Of the providers for which this person acts."""
        return self.filter(provider__in=Provider.objects.of(user))

    def listed(self) -> "CourseQuerySet":
        """What everybody with an account finds."""
        return self.filter(provider__status="accepted", ended_on=None, hidden_on=None)

    def to_look_at(self) -> "CourseQuerySet":
        """New or changed, and not seen by the desk. It stands in the catalogue meanwhile."""
        return self.filter(provider__status="accepted", ended_on=None, looked_on=None)

    def about(self, words: str) -> "CourseQuerySet":
        """With all of these words somewhere in what the provider says."""
        found = self
        for word in words.split():
            anywhere = Q(provider__name__icontains=word)
            for part in ("title", "words", "goals", "for_whom"):
                anywhere |= Q(**{f"{part}__icontains": word})
            found = found.filter(anywhere)
        return found

    def for_list(self) -> "CourseQuerySet":
        found = self.select_related("provider").prefetch_related("competencies")
        return found.order_by("title", "pk").fetch_mode(models.FETCH_RAISE)


class Course(models.Model):
    """A cursus, or another occasion to learn. Nobody approves it; the desk looks afterwards."""

    class Form(models.TextChoices):
        COURSE = "course", "Cursus"
        SERIES = "series", "Leergang"
        ELEARNING = "elearning", "E-learning"
        EVENT = "event", "Evenement"
        LAB = "lab", "Inspiratielab"
        LECTURE = "lecture", "College"

    class Level(models.TextChoices):
        ALL = "all", "Voor iedereen"
        START = "start", "Om te beginnen"
        DEEPER = "deeper", "Verdieping"
        EXPERIENCED = "experienced", "Voor wie het vak al lang doet"

    FACTS = ("title", "words", "goals", "for_whom", "form", "level", "price", "link")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="courses")
    title = models.CharField(max_length=160)
    words = models.TextField()
    goals = models.TextField()
    for_whom = models.CharField(max_length=300, blank=True)
    form = models.CharField(max_length=12, choices=Form)
    level = models.CharField(max_length=12, choices=Level, default=Level.ALL)
    price = models.DecimalField(null=True, max_digits=8, decimal_places=2)  # null: on request
    link = models.URLField(max_length=500, blank=True)
    competencies = models.ManyToManyField(Competency, related_name="+")
    listed_on = models.DateField()
    looked_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    hidden_on = models.DateField(null=True)
    hidden_because = models.TextField(blank=True)

    objects = CourseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="hidden_course_says_why",
                condition=Q(hidden_on=None, hidden_because="")
                | Q(hidden_on__isnull=False) & ~Q(hidden_because=""),
            ),
            models.CheckConstraint(
                name="price_is_no_debt", condition=Q(price=None) | Q(price__gte=0)
            ),
            models.CheckConstraint(name="course_says_what_it_is", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_listed(self) -> bool:
        return self.ended_on is None and self.hidden_on is None

    @property
    def is_free(self) -> bool:
        return self.price == 0


class CourseTeacher(models.Model):
    """Who teaches, by the name that the provider typed. The address is never shown to others.

    An account with this address is known to the conflict rules once attendance was kept.
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="teachers")
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    told_on = models.DateField(null=True)  # whoever has an account with this address

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["course", "name"], name="teacher_once_at_a_course"),
            models.CheckConstraint(name="teacher_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class TeacherDenialQuerySet(models.QuerySet["TeacherDenial"]):
    def open(self) -> "TeacherDenialQuerySet":
        """Waits for the desk to look."""
        return self.filter(handled_on=None)

    def holding(self) -> "TeacherDenialQuerySet":
        """Of which the desk did not find that the provider was right."""
        return self.filter(stands_because="")

    def for_list(self) -> "TeacherDenialQuerySet":
        return self.select_related("course__provider").order_by("said_on", "pk")


class TeacherDenial(models.Model):
    """Somebody who was named as a teacher says: that is not me. The address cannot be named again.

    `ties` are the attendances that tied this address, should the desk find that it did teach.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey(Course, models.CASCADE, related_name="denials")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)  # as the provider typed it
    email = models.EmailField()  # lower case
    ties = ArrayField(models.BigIntegerField(), default=list)
    said_on = models.DateField()
    handled_on = models.DateField(null=True)
    stands_because = models.TextField(blank=True)

    objects = TeacherDenialQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "email"], name="teacher_denied_once"),
            models.CheckConstraint(
                name="a_teacher_stands_once_it_was_looked_at",
                condition=Q(stands_because="") | Q(handled_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_settled(self) -> bool:
        return self.handled_on is not None


class CourseRunQuerySet(models.QuerySet["CourseRun"]):
    def of(self, user: Any) -> "CourseRunQuerySet":
        return self.filter(course__provider__in=Provider.objects.of(user))

    def to_come(self, now: datetime) -> "CourseRunQuerySet":
        """Not called off, and at least one day is still to come."""
        later = RunDay.objects.filter(run=OuterRef("pk"), ends_at__gt=now)
        return self.filter(Exists(later), called_off_on=None)

    def begun_since(self, since: datetime, now: datetime) -> "CourseRunQuerySet":
        """Given lately, or going on: somebody was there."""
        lately = RunDay.objects.filter(run=OuterRef("pk"), starts_at__gt=since, starts_at__lte=now)
        return self.filter(Exists(lately), called_off_on=None)

    def for_list(self) -> "CourseRunQuerySet":
        found = self.annotate(first_at=Min("days__starts_at")).order_by("first_at", "pk")
        found = found.select_related("course__provider").prefetch_related("days")
        return found.fetch_mode(models.FETCH_RAISE)


class CourseRun(models.Model):
    """A uitvoering: somewhere or online, on one or more days."""

    FACTS = ("place", "province", "online", "capacity", "link")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey(Course, models.PROTECT, related_name="runs")
    place = models.CharField(max_length=160, blank=True)
    province = models.CharField(max_length=20, blank=True)
    online = models.BooleanField(default=False)
    capacity = models.PositiveSmallIntegerField(null=True)
    link = models.URLField(max_length=500, blank=True)
    listed_on = models.DateField()
    sequence = models.PositiveIntegerField(default=0)  # of the text for calendars
    called_off_on = models.DateField(null=True)
    called_off_because = models.CharField(max_length=300, blank=True)

    objects = CourseRunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="run_is_somewhere_or_online",
                condition=Q(online=True) | ~Q(place="") & ~Q(province=""),
            ),
            models.CheckConstraint(
                name="run_that_is_off_says_why",
                condition=Q(called_off_on=None) | ~Q(called_off_because=""),
            ),
            models.CheckConstraint(
                name="run_has_room_for_somebody", condition=Q(capacity=None) | Q(capacity__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course}, {self.where}"

    @property
    def where(self) -> str:
        return " en ".join(filter(None, [self.place, "online" if self.online else ""]))

    def was_on(self, day: date) -> bool:
        """Whether it was given on this day. Reads the days that the list fetched."""
        return day in self.dates

    @property
    def dates(self) -> list[date]:
        return [timezone.localdate(one.starts_at) for one in self.days.all()]


class RunDay(models.Model):
    """One day of a run, from when until when."""

    run = models.ForeignKey(CourseRun, models.CASCADE, related_name="days")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ("starts_at", "pk")
        constraints = [
            models.CheckConstraint(
                name="day_of_a_run_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.UniqueConstraint(fields=["run", "starts_at"], name="day_of_a_run_once"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class SavedCourse(models.Model):
    """Somebody keeps a course in mind. Nobody else knows."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="saved")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="saved_courses"
    )
    saved_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "person"], name="course_saved_once")
        ]

    def __str__(self) -> str:
        return f"Bewaard op {self.saved_on}"


class CourseReport(models.Model):
    """Somebody says that something is wrong with a course; the register looks at it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey(Course, models.CASCADE, related_name="reports")
    words = models.TextField()
    reported_on = models.DateField()
    handled_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="course_report_says_why", condition=~Q(words=""))
        ]

    def __str__(self) -> str:
        return "Een melding"
