"""Application: the way into the register, until admission, refusal or withdrawal."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.actors import Actor
from accounts.models import Role
from audit.acts import NotAllowed, transition
from audit.history import tracked
from register.models.organisations import Organisation, kinds_of_work_field
from register.models.scheme import CodeOfConduct, CompetencyProfile, EntryRoute, RegisterScheme


class ApplicationQuerySet(models.QuerySet["Application"]):
    def visible_to(self, user: Any) -> "ApplicationQuerySet":
        return self.filter(person=user)

    def open(self) -> "ApplicationQuerySet":
        return self.filter(status__in=Application.OPEN)

    def on_desk(self) -> "ApplicationQuerySet":
        """What the desk handles, the one that waits longest first; drafts are nobody's business."""
        handled = self.open().exclude(status=Application.Status.DRAFT)
        return handled.select_related("person", "organisation", "handler").order_by("submitted_on")


@tracked("person", "status", "route", "submitted_on", "handler", "welcomed_on", "decided_on",
         "decided_by", "second_decider")  # fmt: skip
class Application(models.Model):
    """One application of one person, with as little evidence as possible."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Concept"
        SUBMITTED = "submitted", "Ontvangen"
        IN_REVIEW = "in_review", "In behandeling"
        NEEDS_INFO = "needs_info", "Vraag aan jou"
        WELCOME = "welcome", "Welkomstgesprek"
        ADMITTED = "admitted", "Toegelaten"
        REFUSED = "refused", "Afgewezen"
        WITHDRAWN = "withdrawn", "Ingetrokken"

    OPEN = (
        Status.DRAFT,
        Status.SUBMITTED,
        Status.IN_REVIEW,
        Status.NEEDS_INFO,
        Status.WELCOME,
    )

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="applications"
    )
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT, editable=False)
    scheme = models.ForeignKey(RegisterScheme, models.PROTECT, related_name="+")
    route = models.CharField(max_length=20, choices=EntryRoute, blank=True, default="")
    work_sentence = models.CharField(max_length=400, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    kinds_of_work = kinds_of_work_field()
    accepted_code = models.ForeignKey(CodeOfConduct, models.PROTECT, null=True, related_name="+")
    accepted_profile = models.ForeignKey(
        CompetencyProfile, models.PROTECT, null=True, related_name="+"
    )
    # Of who left or lapsed and wants to come back, on the number that was kept.
    returns_to = models.ForeignKey(
        "register.Registration", models.PROTECT, null=True, related_name="returns"
    )
    started_on = models.DateField()
    submitted_on = models.DateField(null=True)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    welcomed_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    second_decider = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    refusal_reason = models.TextField(blank=True)
    refusal_way_on = models.TextField(blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                name="one_open_application",
                condition=Q(
                    status__in=["draft", "submitted", "in_review", "needs_info", "welcome"]
                ),
            ),
            models.CheckConstraint(
                name="submitted_application_is_complete",
                condition=Q(status__in=["draft", "withdrawn"])
                | Q(
                    submitted_on__isnull=False,
                    accepted_code__isnull=False,
                    accepted_profile__isnull=False,
                    organisation__isnull=False,
                )
                & ~Q(work_sentence="")
                & ~Q(route=""),
            ),
            models.CheckConstraint(
                name="admission_after_welcome_talk",
                condition=~Q(status="admitted")
                | Q(welcomed_on__isnull=False, decided_on__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="refusal_by_two_with_reason",
                condition=~Q(status="refused")
                | Q(
                    decided_on__isnull=False,
                    decided_by__isnull=False,
                    second_decider__isnull=False,
                )
                & ~Q(second_decider=F("decided_by"))
                & ~Q(refusal_reason="")
                & ~Q(refusal_way_on=""),
            ),
            models.CheckConstraint(
                name="nobody_decides_on_own_application",
                condition=(Q(decided_by=None) | ~Q(decided_by=F("person")))
                & (Q(second_decider=None) | ~Q(second_decider=F("person"))),
            ),
        ]

    def __str__(self) -> str:
        return f"Aanmelding van {self.person}"

    @property
    def concerns(self) -> Any:
        return self.person

    @property
    def target_on(self) -> date | None:
        """When the register hopes to have decided."""
        if self.submitted_on is None:
            return None
        return self.submitted_on + timedelta(weeks=self.scheme.application_target_weeks)

    @property
    def limit_on(self) -> date | None:
        """When the register has to have decided."""
        if self.submitted_on is None:
            return None
        return self.submitted_on + timedelta(weeks=self.scheme.application_limit_weeks)

    def check_not_own(self, by: Actor) -> None:
        """Nobody prepares or decides on the own application. Raises NotAllowed."""
        if by.user == self.person:
            raise NotAllowed("Je kunt je eigen aanmelding niet behandelen.")

    @transition(Status.DRAFT, to=Status.SUBMITTED)
    def submit(
        self, *, code: CodeOfConduct, profile: CompetencyProfile, today: date, by: Actor
    ) -> None:
        """Hand in, accepting code and profile. Raises NotAllowed when unfinished."""
        told = (self.work_sentence, self.organisation_id, self.kinds_of_work, self.route)
        if not all(told):
            raise NotAllowed("Vul eerst in wat voor werk je doet, waar, en hoe je het werd.")
        self.accepted_code, self.accepted_profile = code, profile
        self.submitted_on = today

    @transition(Status.SUBMITTED, to=Status.IN_REVIEW)
    def take(self, *, by: Actor) -> None:
        """Take the application from the desk. Nobody handles the own application."""
        self.check_not_own(by)
        self.handler = by.user

    @transition(Status.IN_REVIEW, to=Status.NEEDS_INFO)
    def ask(self, question: str, *, today: date, by: Actor) -> None:
        """Ask one question back."""
        self.check_not_own(by)
        self.questions.create(text=question, asked_by=by.person, asked_on=today)

    @transition(Status.NEEDS_INFO, to=Status.IN_REVIEW)
    def answer(self, text: str, *, today: date, by: Actor) -> None:
        """The applicant answers the open question."""
        self.questions.filter(answered_on=None).update(answer=text, answered_on=today)

    @transition(Status.IN_REVIEW, to=Status.WELCOME)
    def invite_to_welcome_talk(self, *, by: Actor) -> None:
        """The papers are right; now the welcome talk."""
        self.check_not_own(by)

    @transition(Status.WELCOME)
    def note_welcome_talk(self, *, held_on: date, by: Actor) -> None:
        """The assessor held the talk and saw the legal name once; nothing is copied."""
        self.check_not_own(by)
        self.welcomed_on = held_on

    @transition(Status.WELCOME, to=Status.ADMITTED)
    def mark_admitted(self, *, today: date, by: Actor) -> None:
        """Admission by one member of staff; `register.admission.admit` makes the registration."""
        self.check_not_own(by)
        if by.role != Role.DESK:
            raise NotAllowed("Alleen een registermedewerker laat iemand toe.")
        if self.welcomed_on is None:
            raise NotAllowed("Eerst het welkomstgesprek, dan de toelating.")
        self.decided_on, self.decided_by = today, by.user
        self.refusal_reason = self.refusal_way_on = ""
        self.second_decider = None

    @transition(Status.IN_REVIEW, Status.WELCOME)
    def propose_refusal(self, *, reason: str, way_on: str, by: Actor) -> None:
        """Staff propose to refuse; only the committee can do it."""
        self.check_not_own(by)
        self.decided_by = by.user
        self.refusal_reason, self.refusal_way_on = reason, way_on

    @transition(Status.IN_REVIEW, Status.WELCOME)
    def drop_refusal(self, *, by: Actor) -> None:
        """The proposal to refuse is off; the application goes on."""
        self.check_not_own(by)
        self.decided_by = None
        self.refusal_reason = self.refusal_way_on = ""

    @transition(Status.IN_REVIEW, Status.WELCOME, to=Status.REFUSED)
    def mark_refused(self, *, today: date, by: Actor) -> None:
        """The second signature, by a member of the committee who is not the proposer."""
        self.check_not_own(by)
        if by.role != Role.COMMITTEE:
            raise NotAllowed("Alleen de registercommissie kan een aanmelding afwijzen.")
        if not self.refusal_reason or self.decided_by_id is None:
            raise NotAllowed("Er ligt geen voorstel om deze aanmelding af te wijzen.")
        if by.user == self.decided_by:
            raise NotAllowed("Wie het voorstel deed, tekent niet mee.")
        self.decided_on, self.second_decider = today, by.user

    @transition(*OPEN, to=Status.WITHDRAWN)
    def withdraw(self, *, by: Actor) -> None:
        """The applicant stops; starting again is always possible."""


class ApplicationQuestion(models.Model):
    """A question of staff and its answer."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="questions")
    text = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_on = models.DateField()
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                name="one_open_question",
                condition=Q(answered_on=None),
            )
        ]

    def __str__(self) -> str:
        return self.text
