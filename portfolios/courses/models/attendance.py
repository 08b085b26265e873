"""Presentie: what a provider sent, and what it proposes to whom. The two never meet on a page."""

import uuid
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from accounts.actors import SYSTEM, Actor
from audit.acts import PROFESSIONAL, transition
from files.models import StoredFile
from kit import names
from portfolios.courses.models.courses import Course, CourseRun
from portfolios.courses.models.keys import ProviderKey
from portfolios.courses.models.providers import Provider

TEXT_LENGTH = 200


class AttendanceListQuerySet(models.QuerySet["AttendanceList"]):
    def of(self, user: Any) -> "AttendanceListQuerySet":
        ours = Provider.objects.working().of(user)
        return self.filter(run__course__provider__in=ours)

    def for_list(self) -> "AttendanceListQuerySet":
        return self.select_related("uploaded_by").order_by("-uploaded_at", "-pk")


class AttendanceList(models.Model):
    """One list of who was there: read, looked at, sent. It knows nothing of who is registered.

    Somebody uploaded it, or the provider's own system sent it with a key.
    """

    class Status(models.TextChoices):
        UPLOADED = "uploaded", "Kolommen kiezen"
        CHECKING = "checking", "Wordt nagekeken"
        CHECKED = "checked", "Nagekeken"
        UNREADABLE = "unreadable", "Niet te lezen"
        SENT = "sent", "Verstuurd"
        DISCARDED = "discarded", "Weggegooid"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    run = models.ForeignKey(CourseRun, models.PROTECT, related_name="lists")
    status = models.CharField(
        max_length=20, choices=Status, default=Status.UPLOADED, editable=False
    )
    title = models.CharField(max_length=TEXT_LENGTH)
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    key = models.ForeignKey(ProviderKey, models.PROTECT, null=True, related_name="lists")
    uploaded_at = models.DateTimeField()
    heading_row = models.PositiveIntegerField()
    headings = models.JSONField()
    columns = models.JSONField()  # field: number of the column
    turn = models.PositiveIntegerField(default=0)  # each checking has its own jobs
    reading = models.CharField(max_length=300, blank=True)  # why it cannot be read
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    with_questions = models.BooleanField(default=False)  # send these rows too
    rows_sent = models.PositiveIntegerField(default=0)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(null=True)

    objects = AttendanceListQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="attendance_list_by_somebody_or_with_a_key",
                condition=Q(uploaded_by=None, key__isnull=False)
                | Q(uploaded_by__isnull=False, key=None),
            ),
            models.CheckConstraint(
                name="attendance_sent_by_somebody",
                condition=~Q(status="sent")
                | Q(sent_at__isnull=False) & (Q(sent_by__isnull=False) | Q(key__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def from_whom(self) -> str:
        return self.uploaded_by.name if self.uploaded_by else "jullie eigen systeem"

    @property
    def sent_by_whom(self) -> str:
        return self.sent_by.name if self.sent_by else "jullie eigen systeem"

    @property
    def is_busy(self) -> bool:
        return self.status == self.Status.CHECKING

    @transition(Status.UPLOADED, Status.CHECKED, Status.UNREADABLE, to=Status.CHECKING)
    def start_check(self, *, columns: dict[str, int], by: Actor) -> None:
        """Read every row with these columns and look at it; what was read before is gone."""
        self.columns = columns
        self.turn += 1
        self.reading, self.rows_total, self.rows_done = "", 0, 0
        self.rows.all().delete()

    @transition(Status.CHECKING, to=Status.CHECKED, who=(SYSTEM,))
    def note_checked(self, *, by: Actor) -> None:
        """Every row was looked at; nothing was sent."""

    @transition(Status.CHECKING, to=Status.UNREADABLE, who=(SYSTEM,))
    def note_unreadable(self, *, why: str, by: Actor) -> None:
        self.reading = why

    @transition(Status.CHECKED, to=Status.SENT)
    def send(self, *, with_questions: bool, count: int, now: datetime, by: Actor) -> None:
        """How many were sent is all that the provider ever learns."""
        self.with_questions, self.rows_sent = with_questions, count
        self.sent_by, self.sent_at = by.user, now

    @transition(
        Status.UPLOADED, Status.CHECKING, Status.CHECKED, Status.UNREADABLE, to=Status.DISCARDED
    )
    def discard(self, *, by: Actor) -> None:
        """Thrown away before anything was sent."""
        self.rows.all().delete()


class AttendanceRowQuerySet(models.QuerySet["AttendanceRow"]):
    def sendable(self, *, with_questions: bool) -> "AttendanceRowQuerySet":
        if with_questions:
            return self.exclude(verdict=AttendanceRow.Verdict.BLOCKED)
        return self.filter(verdict=AttendanceRow.Verdict.GOOD)


class AttendanceRow(models.Model):
    """One row as it was read, and what is the matter with it."""

    class Verdict(models.TextChoices):
        GOOD = "good", "Goed"
        ASK = "ask", "Klopt dit?"
        BLOCKED = "blocked", "Kan niet mee"

    batch = models.ForeignKey(AttendanceList, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()  # in the sheet
    register_text = models.CharField(max_length=TEXT_LENGTH, blank=True)
    given_names = models.CharField(max_length=TEXT_LENGTH, blank=True)
    infix = models.CharField(max_length=TEXT_LENGTH, blank=True)
    last_name = models.CharField(max_length=TEXT_LENGTH, blank=True)
    attended_text = models.CharField(max_length=TEXT_LENGTH, blank=True)
    formulas = models.JSONField(default=list)  # fields whose cell was a formula
    register_number = models.CharField(max_length=12, blank=True)  # as it is written
    name_key = models.CharField(max_length=TEXT_LENGTH, blank=True)
    attended_on = models.DateField(null=True)
    confirmed = models.BooleanField(default=False)  # somebody said: this is right
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.GOOD)
    problems = models.JSONField(default=list)  # [{"cell": "C5", "text": …}]

    objects = AttendanceRowQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="attendance_row_once")
        ]
        indexes = [models.Index(fields=["batch", "register_number"])]

    def __str__(self) -> str:
        return f"Rij {self.number}"

    @property
    def name(self) -> str:
        return names.full_name(self.given_names, self.infix, self.last_name)


class SentAttendance(models.Model):
    """That this pair of number and name was sent for this run: a mark, so that nothing goes twice.

    It holds no name and no number, and does not know whether anybody was meant.
    """

    run = models.ForeignKey(CourseRun, models.CASCADE, related_name="sent")
    mark = models.CharField(max_length=64)
    sent_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "mark"], name="attendance_sent_once")]

    def __str__(self) -> str:
        return self.mark[:8]


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def visible_to(self, user: Any) -> "AttendanceQuerySet":
        return self.filter(person=user)

    def disputed_with(self, user: Any) -> "AttendanceQuerySet":
        """What somebody asked the providers of this person; of all others they know nothing."""
        ours = Provider.objects.working().of(user)
        return self.filter(status="disputed", run__course__provider__in=ours)

    def for_list(self) -> "AttendanceQuerySet":
        found = self.select_related("run__course__provider").order_by("-attended_on", "-pk")
        return found.fetch_mode(models.FETCH_RAISE)


class Attendance(models.Model):
    """Somebody was there, says a provider; the person does with it what the person wants.

    Kept, it becomes an activity. `taught_by` are the addresses of who taught, as on that day:
    an assessor among them does not speak this person.
    """

    class Status(models.TextChoices):
        PROPOSED = "proposed", "Voorgesteld"
        KEPT = "kept", "Bewaard"
        DISPUTED = "disputed", "Gevraagd aan de opleider"
        THROWN = "thrown", "Weggegooid"
        WITHDRAWN = "withdrawn", "Teruggenomen"

    class CameBy(models.TextChoices):
        LIST = "list", "Lijst van de opleider"
        DOOR = "door", "QR-code bij de deur"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="attendances")
    run = models.ForeignKey(CourseRun, models.PROTECT, related_name="attendances")
    status = models.CharField(
        max_length=20, choices=Status, default=Status.PROPOSED, editable=False
    )
    came_by = models.CharField(max_length=10, choices=CameBy)
    attended_on = models.DateField()
    near = models.BooleanField(default=False)  # the name on the list was almost this one
    listed_name = models.CharField(max_length=TEXT_LENGTH, blank=True)
    listed_number = models.CharField(max_length=12, blank=True)
    proposed_on = models.DateField()
    kept_on = models.DateField(null=True)
    let_go_on = models.DateField(null=True)  # thrown away, or off the table
    activity = models.OneToOneField(
        "portfolios.LearningActivity", models.SET_NULL, null=True, related_name="+"
    )
    taught_by = ArrayField(models.EmailField(), default=list, db_default=[])  # lower case
    dispute_words = models.TextField(blank=True)
    disputed_on = models.DateField(null=True)
    answer_by = models.DateField(null=True)
    answer_words = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    asked_on = models.DateField(null=True)  # whether it changed the work: once

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "person"], name="attendance_once"),
            models.CheckConstraint(
                name="kept_attendance_has_a_day", condition=~Q(status="kept") | ~Q(kept_on=None)
            ),
            models.CheckConstraint(
                name="attendance_is_let_go_on_a_day",
                condition=Q(status__in=["thrown", "withdrawn"], let_go_on__isnull=False)
                | Q(status__in=["proposed", "kept", "disputed"], let_go_on=None),
            ),
            models.CheckConstraint(
                name="only_kept_attendance_has_an_activity",
                condition=Q(activity=None) | Q(status="kept"),
            ),
            models.CheckConstraint(
                name="disputed_attendance_has_a_term",
                condition=~Q(status="disputed")
                | Q(disputed_on__isnull=False, answer_by__isnull=False) & ~Q(dispute_words=""),
            ),
        ]
        indexes = [GinIndex(fields=["taught_by"], name="attendance_taught_by")]

    def __str__(self) -> str:
        return str(self.run.course)

    @property
    def concerns(self) -> Any:
        return self.person

    @transition(Status.PROPOSED, Status.DISPUTED, to=Status.KEPT, who=(PROFESSIONAL,))
    def keep(self, *, activity: Any, taught_by: list[str], today: date, by: Actor) -> None:
        """It is an activity from now on, to write about or not."""
        self.kept_on, self.activity, self.taught_by = today, activity, taught_by

    @transition(Status.PROPOSED, to=Status.DISPUTED, who=(PROFESSIONAL,))
    def dispute(self, *, words: str, answer_by: date, today: date, by: Actor) -> None:
        """The provider reads these words with the name that it sent itself."""
        self.dispute_words, self.disputed_on, self.answer_by = words, today, answer_by
        self.answer_words, self.answered_on = "", None

    @transition(Status.DISPUTED, to=Status.PROPOSED)
    def stand_by(self, *, words: str, today: date, by: Actor) -> None:
        """The provider says that it is right; the person decides what to do with it."""
        self.answer_words, self.answered_on = words, today

    @transition(Status.DISPUTED, to=Status.WITHDRAWN)
    def take_back(self, *, words: str, today: date, by: Actor) -> None:
        """The provider says that it was a mistake."""
        self.answer_words, self.answered_on, self.let_go_on = words, today, today

    @transition(Status.DISPUTED, to=Status.WITHDRAWN, who=(SYSTEM,))
    def note_unanswered(self, *, today: date, by: Actor) -> None:
        """No answer in time: the word of the person counts."""
        self.let_go_on = today

    @transition(Status.PROPOSED, Status.DISPUTED, to=Status.THROWN, who=(PROFESSIONAL,))
    def throw_away(self, *, today: date, by: Actor) -> None:
        """Nobody hears of it."""
        self.let_go_on = today

    @transition(Status.THROWN, to=Status.PROPOSED, who=(PROFESSIONAL,))
    def bring_back(self, *, by: Actor) -> None:
        """After all something to keep."""
        self.let_go_on = None


class CourseAnswer(models.Model):
    """Whether a course changed somebody's work. Who answered what is seen by nobody else."""

    class Answer(models.TextChoices):
        YES = "yes", "Ja"
        BIT = "bit", "Een beetje"
        NO = "no", "Nee"

    course = models.ForeignKey(Course, models.CASCADE, related_name="answers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=5, choices=Answer)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "person"], name="course_answered_once")
        ]

    def __str__(self) -> str:
        return self.get_answer_display()
