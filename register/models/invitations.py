"""Invitations: a list of people whom an organisation would like to see, and one mail for each."""

import uuid
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.actors import SYSTEM, Actor
from accounts.models import Role
from audit.acts import transition
from audit.history import tracked
from files.models import StoredFile
from kit import names
from register.models.organisations import Organisation

NAME_LENGTH, INFIX_LENGTH, TEXT_LENGTH = 80, 30, 200


class InvitationBatchQuerySet(models.QuerySet["InvitationBatch"]):
    def for_list(self) -> "InvitationBatchQuerySet":
        return self.select_related("uploaded_by").order_by("-uploaded_at", "-id")


@tracked("status", "uploaded_by", "uploaded_at", "sent_by", "undone_at", "undone_by")
class InvitationBatch(models.Model):
    """One list that staff upload: read, looked at, sent, and taken back as a whole."""

    class Status(models.TextChoices):
        UPLOADED = "uploaded", "Kolommen kiezen"
        CHECKING = "checking", "Wordt nagekeken"
        CHECKED = "checked", "Nagekeken"
        UNREADABLE = "unreadable", "Niet te lezen"
        SENDING = "sending", "Wordt klaargezet"
        SENT = "sent", "Verstuurd"
        UNDONE = "undone", "Teruggenomen"
        DISCARDED = "discarded", "Weggegooid"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    status = models.CharField(
        max_length=20, choices=Status, default=Status.UPLOADED, editable=False
    )
    title = models.CharField(max_length=TEXT_LENGTH)
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    heading_row = models.PositiveIntegerField()
    headings = models.JSONField()
    columns = models.JSONField()  # field: number of the column
    run = models.PositiveIntegerField(default=0)  # each checking has its own jobs
    reading = models.CharField(max_length=300, blank=True)  # why it cannot be read
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    with_remarks = models.BooleanField(default=False)  # send these too
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    objects = InvitationBatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="invitations_sent_by_somebody",
                condition=~Q(status__in=["sending", "sent", "undone"])
                | Q(sent_by__isnull=False, sent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="undone_invitations_by_somebody",
                condition=~Q(status="undone") | Q(undone_by__isnull=False, undone_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_busy(self) -> bool:
        return self.status in (self.Status.CHECKING, self.Status.SENDING)

    @transition(
        Status.UPLOADED, Status.CHECKED, Status.UNREADABLE, to=Status.CHECKING, who=(Role.DESK,)
    )
    def start_check(self, *, columns: dict[str, int], by: Actor) -> None:
        """Read every row with these columns and look at it; what was read before is gone."""
        self.columns = columns
        self.run += 1
        self.reading, self.rows_total, self.rows_done = "", 0, 0
        self.rows.all().delete()

    @transition(Status.CHECKING, to=Status.CHECKED, who=(SYSTEM,))
    def note_checked(self, *, by: Actor) -> None:
        """Every row was looked at; nothing was sent."""

    @transition(Status.CHECKING, to=Status.UNREADABLE, who=(SYSTEM,))
    def note_unreadable(self, *, why: str, by: Actor) -> None:
        self.reading = why

    @transition(Status.CHECKED, to=Status.SENDING, who=(Role.DESK,))
    def send(self, *, with_remarks: bool, now: datetime, by: Actor) -> None:
        """The good rows become invitations; those with remarks too, if staff want that."""
        self.with_remarks = with_remarks
        self.sent_by, self.sent_at = by.user, now
        self.run += 1
        self.rows_done = 0

    @transition(Status.SENDING, to=Status.SENT, who=(SYSTEM,))
    def note_sent(self, *, by: Actor) -> None:
        """Each row has its invitation; the mails go out one by one."""

    @transition(Status.SENDING, Status.SENT, to=Status.UNDONE, who=(Role.DESK,))
    def undo(self, *, now: datetime, by: Actor) -> None:
        """At once no mail goes out and no link works any more; who accepted stays."""
        self.undone_by, self.undone_at = by.user, now

    @transition(
        Status.UPLOADED,
        Status.CHECKED,
        Status.UNREADABLE,
        to=Status.DISCARDED,
        who=(Role.DESK, SYSTEM),
    )
    def discard(self, *, by: Actor) -> None:
        """Thrown away before anything was sent."""
        self.rows.all().delete()


class ImportedRowQuerySet(models.QuerySet["ImportedRow"]):
    def good(self) -> "ImportedRowQuerySet":
        return self.filter(verdict=ImportedRow.Verdict.GOOD)

    def sendable(self, *, with_remarks: bool) -> "ImportedRowQuerySet":
        return self.exclude(verdict=ImportedRow.Verdict.BLOCKED) if with_remarks else self.good()


class ImportedRow(models.Model):
    """One row of a list as it was read, and what is the matter with it."""

    class Verdict(models.TextChoices):
        GOOD = "good", "Goed"
        REMARK = "remark", "Met een opmerking"
        BLOCKED = "blocked", "Kan niet mee"

    batch = models.ForeignKey(InvitationBatch, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()  # in the sheet
    given_names = models.CharField(max_length=TEXT_LENGTH, blank=True)
    infix = models.CharField(max_length=TEXT_LENGTH, blank=True)
    last_name = models.CharField(max_length=TEXT_LENGTH, blank=True)
    email = models.CharField(max_length=TEXT_LENGTH, blank=True)
    organisation_text = models.CharField(max_length=TEXT_LENGTH, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    function = models.CharField(max_length=TEXT_LENGTH, blank=True)
    works_since_text = models.CharField(max_length=TEXT_LENGTH, blank=True)
    works_since = models.DateField(null=True)
    formulas = models.JSONField(default=list)  # fields whose cell was a formula
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.GOOD)
    problems = models.JSONField(default=list)  # [{"cell": "C5", "text": …, "offer": …}]

    objects = ImportedRowQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="row_once_in_a_list")
        ]
        indexes = [models.Index(fields=["batch", "email"])]

    def __str__(self) -> str:
        return f"Rij {self.number}"

    @property
    def name(self) -> str:
        return names.full_name(self.given_names, self.infix, self.last_name)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self) -> "InvitationQuerySet":
        """Sent or about to be sent, and not answered yet."""
        undone = InvitationBatch.Status.UNDONE
        return self.filter(status=Invitation.Status.INVITED).exclude(batch__status=undone)


@tracked("batch", "status", "valid_until", "mailed_at", "answered_at", "person")
class Invitation(models.Model):
    """One person, invited to apply. It gives no right and says nothing about anybody's work.

    Name and address are kept until there is an answer or the link is too old, then emptied.
    """

    class Status(models.TextChoices):
        INVITED = "invited", "Uitgenodigd"
        ACCEPTED = "accepted", "Aangenomen"
        WITHDRAWN = "withdrawn", "Ingetrokken"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    batch = models.ForeignKey(InvitationBatch, models.PROTECT, related_name="invitations")
    status = models.CharField(max_length=20, choices=Status, default=Status.INVITED, editable=False)
    email = models.EmailField(blank=True)
    given_names = models.CharField(max_length=NAME_LENGTH, blank=True)
    infix = models.CharField(max_length=INFIX_LENGTH, blank=True)
    last_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    function = models.CharField(max_length=TEXT_LENGTH, blank=True)
    works_since = models.DateField(null=True)
    valid_until = models.DateField()
    mailed_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="invitations"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email"], name="one_invitation_at_a_time", condition=Q(status="invited")
            ),
            models.CheckConstraint(
                name="invited_has_an_address", condition=~Q(status="invited") | ~Q(email="")
            ),
            models.CheckConstraint(
                name="accepted_by_somebody",
                condition=~Q(status="accepted")
                | Q(person__isnull=False, answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="withdrawn_invitation_is_empty",
                condition=~Q(status="withdrawn") | Q(email="", last_name="", given_names=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Uitnodiging {self.pk}"

    @property
    def concerns(self) -> Any:
        return self.person

    @property
    def name(self) -> str:
        return names.full_name(self.given_names, self.infix, self.last_name)

    def works_on(self, today: date) -> bool:
        """The link opens something on this day."""
        undone = self.batch.status == InvitationBatch.Status.UNDONE
        return self.status == self.Status.INVITED and not undone and today < self.valid_until

    def forget_who(self) -> None:
        self.email = self.given_names = self.infix = self.last_name = self.function = ""
        self.works_since = None

    @transition(Status.INVITED, to=Status.ACCEPTED)
    def accept(self, *, now: datetime, by: Actor) -> None:
        """Somebody goes on with it; the application is theirs from here on."""
        self.person, self.answered_at = by.person, now
        self.forget_who()

    @transition(Status.INVITED, to=Status.WITHDRAWN)
    def decline(self, *, now: datetime, by: Actor) -> None:
        """No, thank you: who it was is forgotten at once."""
        self.answered_at = now
        self.forget_who()

    @transition(Status.INVITED, to=Status.WITHDRAWN)
    def withdraw(self, *, by: Actor) -> None:
        """The list is taken back, or the link is too old."""
        self.forget_who()
