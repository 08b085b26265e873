"""Application: the way into the register, until admission, refusal or withdrawal."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.actors import PROFESSIONAL, SYSTEM, Actor
from accounts.models import Role, User
from audit.acts import NotAllowed, transition
from audit.history import tracked
from register.models.chambers import ChamberSeat
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
         "decided_by", "second_decider", "waited_days", "closed_unanswered_on", "namesakes_seen_on",
         "namesakes_seen_by")  # fmt: skip
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
    ON_DESK = OPEN[1:]

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
    # Days on which the register waited for an answer: they do not count for its term.
    waited_days = models.PositiveSmallIntegerField(default=0, db_default=0)
    closed_unanswered_on = models.DateField(null=True)
    # Who may be the same person, as somebody saw it before the admission (register/namesakes.py).
    namesakes_seen = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    namesakes_seen_on = models.DateField(null=True)
    namesakes_seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    sealed_from = models.CharField(max_length=20, blank=True, default="", db_default="")

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
            models.CheckConstraint(
                name="nobody_compares_the_own_name",
                condition=Q(namesakes_seen_by=None) | ~Q(namesakes_seen_by=F("person")),
            ),
            models.CheckConstraint(
                name="closed_unanswered_is_withdrawn",
                condition=Q(closed_unanswered_on=None) | Q(status="withdrawn"),
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
        return self.submitted_on + self.own_time(self.scheme.application_target_weeks)

    @property
    def limit_on(self) -> date | None:
        """When the register has to have decided."""
        if self.submitted_on is None:
            return None
        return self.submitted_on + self.own_time(self.scheme.application_limit_weeks)

    def own_time(self, weeks: int) -> timedelta:
        """So many weeks of the register's own time; waiting for an answer comes on top."""
        return timedelta(weeks=weeks, days=self.waited_days)

    def check_not_own(self, by: Actor) -> None:
        """Nobody prepares or decides on the own application. Raises NotAllowed."""
        if by.user == self.person:
            raise NotAllowed("Je kunt je eigen aanmelding niet behandelen.")

    @transition(Status.DRAFT, to=Status.SUBMITTED, who=(PROFESSIONAL,))
    def submit(
        self, *, code: CodeOfConduct, profile: CompetencyProfile, today: date, by: Actor
    ) -> None:
        """Hand in, accepting code and profile. Raises NotAllowed when unfinished."""
        told = (self.work_sentence, self.organisation_id, self.kinds_of_work, self.route)
        if not all(told):
            raise NotAllowed("Vul eerst in wat voor werk je doet, waar, en hoe je het werd.")
        self.accepted_code, self.accepted_profile = code, profile
        self.submitted_on = today

    @transition(Status.SUBMITTED, to=Status.IN_REVIEW, who=(Role.DESK,))
    def take(self, *, by: Actor) -> None:
        """Take the application from the desk. Nobody handles the own application."""
        self.handler = by.user

    @transition(Status.IN_REVIEW, to=Status.NEEDS_INFO, who=(Role.DESK,))
    def ask(self, question: str, *, today: date, by: Actor) -> None:
        """Ask one question back."""
        self.note_read_until(today)
        self.messages.create(
            kind="question", from_register=True, author=by.person, text=question, written_on=today
        )

    @transition(Status.NEEDS_INFO, who=(SYSTEM,))
    def ask_again(self, *, today: date, by: Actor) -> None:
        """The same question once more, by the register itself; the text stays as it was."""
        self.messages.open_questions().update(asked_again_on=today)

    @transition(Status.NEEDS_INFO, to=Status.IN_REVIEW, who=(PROFESSIONAL,))
    def answer(self, text: str, *, today: date, by: Actor) -> Any:
        """The applicant answers the open question; the wait for it is not the register's time."""
        question = self.messages.open_questions().get()
        question.answered_on = today
        question.save()
        self.waited_days += max(0, (today - question.written_on).days)
        return self.messages.create(
            kind="answer", from_register=False, author=by.person, text=text, written_on=today
        )

    @transition(*ON_DESK, who=(PROFESSIONAL,))
    def write(self, text: str, *, today: date, by: Actor) -> Any:
        """The applicant writes without being asked."""
        return self.messages.create(
            kind="message", from_register=False, author=by.person, text=text, written_on=today
        )

    @transition(*ON_DESK, who=(Role.DESK,))
    def reply(self, text: str, *, today: date, by: Actor) -> Any:
        """The register writes without asking anything."""
        self.note_read_until(today)
        return self.messages.create(
            kind="message", from_register=True, author=by.person, text=text, written_on=today
        )

    @transition(*ON_DESK, who=(Role.DESK,))
    def note_read(self, *, today: date, by: Actor) -> None:
        """What the applicant wrote was read, and needs no answer."""
        self.note_read_until(today)

    def note_read_until(self, today: date) -> None:
        self.messages.unread().update(read_on=today)

    @transition(*ON_DESK, who=(Role.DESK,))
    def hand_to(self, handler: User, *, by: Actor) -> None:
        """Give the application to a member of staff; nobody handles the own one."""
        if handler == self.person:
            raise NotAllowed("Je kunt iemand niet de eigen aanmelding laten behandelen.")
        self.handler = handler

    @transition(*ON_DESK, who=(Role.DESK,))
    def note_namesakes(self, people: list[int], *, today: date, by: Actor) -> None:
        """Somebody looked at the people who may be the same person."""
        self.namesakes_seen = sorted(people)
        self.namesakes_seen_by, self.namesakes_seen_on = by.person, today

    @transition(Status.IN_REVIEW, to=Status.WELCOME, who=(Role.DESK,))
    def invite_to_welcome_talk(self, *, by: Actor) -> None:
        """The papers are right; now the welcome talk."""

    @transition(Status.WELCOME, who=(Role.ASSESSOR, Role.DESK))
    def note_welcome_talk(self, *, held_on: date, by: Actor) -> None:
        """The assessor held the talk and saw the legal name once; nothing is copied."""
        self.welcomed_on = held_on

    @transition(Status.WELCOME, to=Status.ADMITTED, who=(Role.DESK,))
    def mark_admitted(self, *, today: date, by: Actor) -> None:
        """Admission by one member of staff; `register.admission.admit` makes the registration."""
        if self.welcomed_on is None:
            raise NotAllowed("Eerst het welkomstgesprek, dan de toelating.")
        self.decided_on, self.decided_by = today, by.user
        self.refusal_reason = self.refusal_way_on = ""
        self.second_decider = None

    @transition(Status.IN_REVIEW, Status.WELCOME, who=(Role.DESK,))
    def propose_refusal(self, *, reason: str, way_on: str, by: Actor) -> None:
        """Staff propose to refuse; only the committee can do it."""
        self.decided_by = by.user
        self.refusal_reason, self.refusal_way_on = reason, way_on

    @transition(Status.IN_REVIEW, Status.WELCOME, who=(Role.DESK, Role.COMMITTEE))
    def drop_refusal(self, *, by: Actor) -> None:
        """The proposal to refuse is off; the application goes on."""
        self.decided_by = None
        self.refusal_reason = self.refusal_way_on = ""

    @transition(Status.IN_REVIEW, Status.WELCOME, to=Status.REFUSED, who=(Role.COMMITTEE,))
    def mark_refused(self, *, today: date, by: Actor) -> None:
        """The second signature, by a member of the committee who is not the proposer."""
        if not self.refusal_reason or self.decided_by_id is None:
            raise NotAllowed("Er ligt geen voorstel om deze aanmelding af te wijzen.")
        if by.user == self.decided_by:
            raise NotAllowed("Wie het voorstel deed, tekent niet mee.")
        if ChamberSeat.objects.of(by.user, today) is None:
            raise NotAllowed("Je zit nu niet in een kamer van de commissie.")
        self.decided_on, self.second_decider = today, by.user

    @transition(Status.REFUSED, to=Status.IN_REVIEW, who=(Role.COMMITTEE,))
    def reopen(self, *, by: Actor) -> None:
        """An objection was upheld: the application goes on where it was."""
        self.forget_refusal(by)

    @transition(Status.REFUSED, to=Status.WELCOME, who=(Role.COMMITTEE,))
    def reopen_after_talk(self, *, by: Actor) -> None:
        """The same for who had the welcome talk already."""
        self.forget_refusal(by)

    def forget_refusal(self, by: Actor) -> None:
        self.decided_on = self.decided_by = self.second_decider = None
        self.refusal_reason = self.refusal_way_on = ""

    @transition(*OPEN, to=Status.WITHDRAWN, who=(PROFESSIONAL, Role.DESK, Role.COMMITTEE))
    def withdraw(self, *, by: Actor) -> None:
        """The applicant stops; starting again is always possible."""

    @transition(Status.NEEDS_INFO, to=Status.WITHDRAWN, who=(SYSTEM,))
    def withdraw_unanswered(self, *, today: date, by: Actor) -> None:
        """The register asked twice and heard nothing. Never while it owes an answer itself."""
        if self.messages.unread().exists():
            raise NotAllowed("De aanmelder schreef iets waarop het register nog moet antwoorden.")
        if not self.messages.open_questions().exclude(asked_again_on=None).exists():
            raise NotAllowed("De vraag is nog niet voor de tweede keer gesteld.")
        self.closed_unanswered_on = today

    @transition(*OPEN, to=Status.WITHDRAWN, who=(Role.DESK,))
    def seal(self, *, by: Actor) -> None:
        """The applicant died: it ends without a letter, and keeps how it stood."""
        self.sealed_from = self.status

    @transition(Status.WITHDRAWN, back="sealed_from", who=(Role.DESK,))
    def unseal(self, *, today: date, by: Actor) -> None:
        """The report of the death was wrong: it goes on where it was, with all its time."""
        if not self.sealed_from:
            raise NotAllowed("Deze aanmelding is door de aanmelder zelf ingetrokken.")
        asked_twice = self.messages.open_questions().exclude(asked_again_on=None)
        asked_twice.update(asked_again_on=today)
