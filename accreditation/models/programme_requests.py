"""A request about a programme: what is told and asked, who reads it, and what is decided."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.actors import SYSTEM, Actor
from accounts.models import Role, RoleGrant
from accreditation.models.programmes import Programme
from audit.acts import NotAllowed, transition
from audit.history import tracked
from files.models import StoredFile
from portfolios.models import Provider
from register.models import RegisterScheme
from register.models.chambers import ChamberSeat
from register.parts import Difference, Part, differences


class ProgrammeRequestQuerySet(models.QuerySet["ProgrammeRequest"]):
    def of(self, user: Any) -> "ProgrammeRequestQuerySet":
        """Of a provider that this person acts for."""
        return self.filter(programme__provider__in=Provider.objects.working().of(user))

    def open(self) -> "ProgrammeRequestQuerySet":
        return self.filter(status__in=ProgrammeRequest.OPEN)

    def on_desk(self) -> "ProgrammeRequestQuerySet":
        """Everything that was ever sent; drafts are the provider's own."""
        return self.exclude(sent_on=None)

    def without_readers(self) -> "ProgrammeRequestQuerySet":
        """The desk asks somebody: nobody reads yet, or one of the two gave it back."""
        taken = models.Count(
            "readings",
            filter=Q(readings__round=F("round")) & ~Q(readings__status="declined"),
        )
        counted = self.filter(status__in=("sent", "in_review")).annotate(taken=taken)
        return self.filter(pk__in=counted.filter(taken__lt=2).values("pk"))

    def owed(self) -> "ProgrammeRequestQuerySet":
        """Sent, and not decided: meanwhile no term of it ends."""
        return self.open().exclude(status=ProgrammeRequest.Status.DRAFT)

    def for_list(self) -> "ProgrammeRequestQuerySet":
        return self.select_related("programme__provider", "asked_by").order_by("-sent_on", "-pk")


@tracked("programme", "kind", "status", "round", "sent_on", "decided_on", "decided_by",
         "second_decider")  # fmt: skip
class ProgrammeRequest(models.Model):
    """One request against the questions of the scheme; the last granted one says what it is."""

    class Kind(models.TextChoices):
        FIRST = "first", "Erkenning"
        RENEWAL = "renewal", "Nieuwe erkenning"
        CHANGE = "change", "Wijziging"

    class Status(models.TextChoices):
        DRAFT = "draft", "Concept"
        SENT = "sent", "Verstuurd"
        IN_REVIEW = "in_review", "Twee mensen lezen"
        REVIEWED = "reviewed", "Gelezen, wacht op besluit"
        NEEDS = "needs", "Er is eerst iets nodig"
        REFUSING = "refusing", "Gelezen, wacht op de commissie"
        GRANTED = "granted", "Erkend"
        SAME = "same", "Dezelfde opleiding"
        REFUSED = "refused", "Niet erkend"
        WITHDRAWN = "withdrawn", "Ingetrokken"

    OPEN = (
        Status.DRAFT,
        Status.SENT,
        Status.IN_REVIEW,
        Status.REVIEWED,
        Status.NEEDS,
        Status.REFUSING,
    )
    BY_PROVIDER = (Status.DRAFT, Status.NEEDS)  # who writes now

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="requests")
    kind = models.CharField(max_length=10, choices=Kind)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    scheme = models.ForeignKey(RegisterScheme, models.PROTECT, related_name="+")
    before = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=120)
    words = models.TextField(blank=True)
    answers = ArrayField(models.TextField(blank=True))  # one to each question of the scheme
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_on = models.DateField()
    sent_on = models.DateField(null=True)
    round = models.PositiveSmallIntegerField(default=1)  # how often it was sent
    version = models.PositiveIntegerField(default=1, db_default=1)  # how often it was written
    # What the provider changes while something is asked first: nobody else reads it until it is
    # sent again.
    rewritten = models.JSONField(null=True)
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    second_decider = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reason = models.TextField(blank=True)

    objects = ProgrammeRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme"],
                name="one_open_request_of_a_programme",
                condition=Q(status__in=[
                    "draft", "sent", "in_review", "reviewed", "needs", "refusing",
                ]),
            ),
            models.CheckConstraint(
                name="programme_request_is_sent_on_a_day",
                condition=Q(status__in=["draft", "withdrawn"]) | Q(sent_on__isnull=False),
            ),
            models.CheckConstraint(
                name="programme_request_is_decided_with_a_reason",
                condition=~Q(status__in=["granted", "same", "refused", "needs", "refusing"])
                | Q(decided_by__isnull=False) & ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="programme_is_refused_by_two",
                condition=~Q(status="refused")
                | Q(decided_by__isnull=False, second_decider__isnull=False)
                & ~Q(second_decider=F("decided_by")),
            ),
            models.CheckConstraint(
                name="a_change_is_of_something",
                condition=Q(kind="first") | Q(before__isnull=False),
            ),
            models.CheckConstraint(
                name="only_a_change_is_the_same_programme",
                condition=~Q(status="same") | Q(kind="change"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"

    @property
    def concerns(self) -> Any:
        return self.asked_by

    @property
    def is_change(self) -> bool:
        return self.kind == self.Kind.CHANGE

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN

    @property
    def with_provider(self) -> bool:
        return self.status in self.BY_PROVIDER

    @property
    def told(self) -> list[tuple[int, str, str]]:
        """Each question with its number and the answer to it."""
        questions = self.scheme.programme_criteria
        return [
            (number, question, answer)
            for number, (question, answer) in enumerate(zip(questions, self.answers, strict=True))
        ]

    def as_written(self) -> "ProgrammeRequest":
        """With the words that the provider has not sent yet; to show or to send, never to save."""
        for name, value in (self.rewritten or {}).items():
            setattr(self, name, value)
        return self

    def keep(self, facts: Mapping[str, Any]) -> list[str]:
        """Take over what was typed, a draft in its place; the names of the fields to save."""
        if self.status != self.Status.NEEDS:
            for name, value in facts.items():
                setattr(self, name, value)
            return [*facts]
        self.rewritten = {**(self.rewritten or {}), **facts}
        return ["rewritten"]

    def parts(self) -> list[Part]:
        """All that it says, so that two requests can be compared word by word."""
        known = [Part("title", "Naam", self.title), Part("words", "In het kort", self.words)]
        return known + [Part(question, question, answer) for _, question, answer in self.told]

    @property
    def differences(self) -> list[Difference]:
        """Against what it was when it was last accredited."""
        return differences(self.before.parts(), self.parts()) if self.before else []

    @transition(*BY_PROVIDER, to=Status.SENT)
    def send(self, *, today: date, by: Actor) -> None:
        """By who acts for the provider (`programmes` checks). Raises NotAllowed when unfinished."""
        self.as_written().rewritten = None
        if not self.words or not all(self.answers):
            raise NotAllowed("Geef eerst op elke vraag een antwoord. Kort mag ook.")
        if self.status == self.Status.NEEDS:
            self.round += 1
        self.sent_on = today
        self.decided_by, self.decided_on = None, None

    @transition(Status.SENT, to=Status.IN_REVIEW, who=(Role.DESK,))
    def ask_readers(self, *, by: Actor) -> None:
        """Two people read it, each alone (`programme_reading`)."""

    @transition(Status.IN_REVIEW, to=Status.REVIEWED, who=(Role.ASSESSOR, Role.COMMITTEE))
    def note_read(self, *, by: Actor) -> None:
        """The second of the two handed in: from now on both can be read."""

    @transition(Status.SENT, to=Status.SAME, who=(Role.DESK,))
    def find_the_same(self, *, reason: str, today: date, by: Actor) -> None:
        """A change that leaves it the programme that was accredited; its term runs on."""
        self.decide(reason, today=today, by=by)

    @transition(Status.REVIEWED, to=Status.GRANTED, who=(Role.DESK,))
    def grant(self, *, reason: str, today: date, by: Actor) -> None:
        self.decide(reason, today=today, by=by)

    @transition(Status.REVIEWED, to=Status.NEEDS, who=(Role.DESK,))
    def ask_first(self, *, reason: str, today: date, by: Actor) -> None:
        """Back to the provider, who can change it and send it again."""
        self.decide(reason, today=today, by=by)

    @transition(Status.REVIEWED, to=Status.REFUSING, who=(Role.DESK,))
    def propose_refusal(self, *, reason: str, today: date, by: Actor) -> None:
        """The desk never refuses alone."""
        self.decide(reason, today=today, by=by)

    @transition(Status.REFUSING, to=Status.REVIEWED, who=(Role.DESK, Role.COMMITTEE))
    def drop_refusal(self, *, by: Actor) -> None:
        self.forget_proposal()

    @transition(Status.REFUSING, to=Status.REFUSED, who=(Role.COMMITTEE,))
    def refuse(self, *, today: date, by: Actor) -> None:
        """The second signature, of a member of a chamber."""
        if by.user == self.decided_by:
            raise NotAllowed("Wie het voorstel deed, tekent niet mee.")
        if ChamberSeat.objects.of(by.user, today) is None:
            raise NotAllowed("Je zit nu niet in een kamer van de commissie.")
        self.decided_on, self.second_decider = today, by.user

    @transition(Status.REFUSED, to=Status.GRANTED, who=(Role.COMMITTEE,))
    def grant_after_all(self, *, reason: str, today: date, by: Actor) -> None:
        """An objection was upheld."""
        self.decide(reason, today=today, by=by)

    @transition(
        Status.DRAFT,
        Status.SENT,
        Status.IN_REVIEW,
        Status.REVIEWED,
        Status.NEEDS,
        Status.REFUSING,
        to=Status.WITHDRAWN,
    )
    def withdraw(self, *, by: Actor) -> None:
        """By who acts for the provider (`programmes`), or as the accreditation ends.

        What the desk proposed to the committee was never decided, and goes with it.
        """
        self.rewritten = None
        if self.status == self.Status.REFUSING:
            self.forget_proposal()

    def forget_proposal(self) -> None:
        self.decided_by, self.decided_on, self.reason = None, None, ""

    def decide(self, reason: str, *, today: date, by: Actor) -> None:
        self.reason, self.decided_by, self.decided_on = reason, by.user, today


class ProgrammeFileQuerySet(models.QuerySet["ProgrammeFile"]):
    def of(self, user: Any) -> "ProgrammeFileQuerySet":
        """Of a provider that this person acts for, as it has them now."""
        mine = self.filter(request__in=ProgrammeRequest.objects.of(user))
        return mine.exclude(sending=ProgrammeFile.Sending.GOES)

    def sent(self) -> "ProgrammeFileQuerySet":
        """What others than the provider may read."""
        return self.exclude(request__sent_on=None).exclude(sending=ProgrammeFile.Sending.COMES)


class ProgrammeFile(models.Model):
    """A file beside an answer, or beside a message: for the provider and who looks at it."""

    class Sending(models.TextChoices):
        """What happens to it as the request is sent again."""

        STAYS = "", "Blijft"
        COMES = "comes", "Komt erbij"
        GOES = "goes", "Gaat weg"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = models.ForeignKey(ProgrammeRequest, models.CASCADE, related_name="files")
    sending = models.CharField(max_length=5, choices=Sending, blank=True, default="", db_default="")
    question = models.PositiveSmallIntegerField(null=True)  # None: beside a message
    message = models.ForeignKey(
        "accreditation.ProgrammeMessage", models.CASCADE, null=True, related_name="files"
    )
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")

    objects = ProgrammeFileQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                name="programme_file_is_beside_one_thing",
                condition=Q(question=None) ^ Q(message=None),
            )
        ]

    def __str__(self) -> str:
        return self.file.name


class ProgrammeMessageQuerySet(models.QuerySet["ProgrammeMessage"]):
    def unread(self) -> "ProgrammeMessageQuerySet":
        """What a provider wrote and nobody of the register has dealt with."""
        return self.filter(from_register=False, read_on=None)


class ProgrammeMessage(models.Model):
    """A question or an answer about a request, between the provider and the register."""

    request = models.ForeignKey(ProgrammeRequest, models.CASCADE, related_name="messages")
    from_register = models.BooleanField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField()
    written_on = models.DateField()
    read_on = models.DateField(null=True)  # of what the provider wrote

    objects = ProgrammeMessageQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(name="programme_message_says_something", condition=~Q(text=""))
        ]

    def __str__(self) -> str:
        return self.text


class ProgrammeReadingQuerySet(models.QuerySet["ProgrammeReading"]):
    def of(self, user: Any) -> "ProgrammeReadingQuerySet":
        """What this person was asked to read, and did not hand back, while it is looked at."""
        asked = self.filter(reader=user).exclude(status=ProgrammeReading.Status.DECLINED)
        return asked.filter(
            request__status__in=("in_review", "reviewed", "needs", "sent", "refusing")
        )

    def taken(self) -> "ProgrammeReadingQuerySet":
        return self.exclude(status=ProgrammeReading.Status.DECLINED)

    def waiting(self) -> "ProgrammeReadingQuerySet":
        return self.filter(status=ProgrammeReading.Status.ASKED, request__status="in_review")

    def late(self, today: date) -> "ProgrammeReadingQuerySet":
        """Not handed in after the days that the scheme gives for a report."""
        days = models.F("request__scheme__report_days")
        ends = models.ExpressionWrapper(models.F("asked_on") + days, models.DateField())
        return self.waiting().alias(ends=ends).filter(ends__lt=today)

    def stuck(self, today: date) -> "ProgrammeReadingQuerySet":
        """Late, or of somebody who does not read for the register any more."""
        grants = RoleGrant.objects.on(today).filter(role__in=(Role.ASSESSOR, Role.COMMITTEE))
        here = Q(reader__is_active=True, reader__in=grants.values("user"))
        return self.waiting().filter(Q(pk__in=self.late(today).values("pk")) | ~here)


@tracked("request", "reader", "round", "status", "asked_on", "given_on")
class ProgrammeReading(models.Model):
    """What one of two people finds. Neither reads the other's before both handed in."""

    class Status(models.TextChoices):
        ASKED = "asked", "Gevraagd"
        GIVEN = "given", "Ingeleverd"
        DECLINED = "declined", "Teruggegeven"

    class Advice(models.TextChoices):
        ACCREDIT = "accredit", "Erkennen"
        FIRST = "first", "Eerst is er iets nodig"
        NOT = "not", "Niet erkennen"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = models.ForeignKey(ProgrammeRequest, models.PROTECT, related_name="readings")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=Status, default=Status.ASKED, editable=False)
    asked_on = models.DateField()
    findings = models.TextField(blank=True)
    advice = models.CharField(max_length=10, choices=Advice, blank=True)
    given_on = models.DateField(null=True)

    objects = ProgrammeReadingQuerySet.as_manager()

    class Meta:
        ordering = ("round", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["request", "round", "reader"], name="reads_a_programme_once"
            ),
            models.CheckConstraint(
                name="a_given_reading_says_what_and_why",
                condition=~Q(status="given")
                | Q(given_on__isnull=False) & ~Q(findings="") & ~Q(advice=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reader} leest {self.request}"

    @property
    def concerns(self) -> Any:
        """Who reads acts on the own reading."""
        return None

    @transition(Status.ASKED, to=Status.GIVEN, who=(Role.ASSESSOR, Role.COMMITTEE))
    def give(self, *, findings: str, advice: str, today: date, by: Actor) -> None:
        """Once; what was handed in does not change any more."""
        self.check_reader(by)
        self.findings, self.advice, self.given_on = findings, advice, today

    @transition(Status.ASKED, to=Status.DECLINED, who=(Role.ASSESSOR, Role.COMMITTEE, Role.DESK))
    def decline(self, *, by: Actor) -> None:
        """No reason is asked; the desk asks somebody else."""
        if by.role != Role.DESK:
            self.check_reader(by)

    @transition(Status.ASKED, to=Status.DECLINED, who=(SYSTEM,))
    def release(self, *, by: Actor) -> None:
        """A tie to the provider came while reading: the desk asks somebody else."""

    def check_reader(self, by: Actor) -> None:
        if by.user != self.reader:
            raise NotAllowed("Dit leest een ander.")
