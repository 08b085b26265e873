"""Consultation: a new scheme, code or profile before the profession, until it is decided on."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.actors import SYSTEM, Actor
from accounts.models import Role, RoleGrant
from audit.acts import NotAllowed, transition
from audit.history import tracked
from register.models.scheme import CodeOfConduct, CompetencyProfile, RegisterScheme, Version
from register.parts import Difference, Part, differences


class VersionKind(models.TextChoices):
    SCHEME = "scheme", "Registratieregeling"
    CODE = "code", "Beroepscode"
    PROFILE = "profile", "Competentieprofiel"

    @property
    def model(self) -> type[Version]:
        models: dict[str, type[Version]] = {
            "scheme": RegisterScheme, "code": CodeOfConduct, "profile": CompetencyProfile
        }  # fmt: skip
        return models[self.value]


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def public(self) -> "ConsultationQuerySet":
        """What everyone may read: from the opening on, also when it came to nothing."""
        return self.exclude(opened_on=None)

    def running(self) -> "ConsultationQuerySet":
        return self.filter(status__in=Consultation.RUNNING)

    def for_list(self) -> "ConsultationQuerySet":
        return self.select_related("scheme", "code", "profile").order_by("-id")


@tracked("kind", "scheme", "code", "profile", "status", "proposed_by", "opened_on", "closes_on",
         "in_force_from", "decided_on")  # fmt: skip
class Consultation(models.Model):
    """One proposal on its way: draft, open to everyone, answered, before the seats, decided."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Concept"
        OPEN = "open", "Open voor reacties"
        ANSWERING = "answering", "Reacties worden beantwoord"
        ASSENT = "assent", "Bij de beroepszetels"
        ADOPTED = "adopted", "Vastgesteld"
        REJECTED = "rejected", "Niet vastgesteld"
        WITHDRAWN = "withdrawn", "Ingetrokken"

    RUNNING = (Status.DRAFT, Status.OPEN, Status.ANSWERING, Status.ASSENT)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=VersionKind)
    scheme = models.OneToOneField(RegisterScheme, models.PROTECT, null=True, related_name="+")
    code = models.OneToOneField(CodeOfConduct, models.PROTECT, null=True, related_name="+")
    profile = models.OneToOneField(CompetencyProfile, models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT, editable=False)
    why = models.TextField(blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_on = models.DateField()
    opened_on = models.DateField(null=True)
    closes_on = models.DateField(null=True)  # the last day for remarks
    # The text as people were asked about it; what changed afterwards can be shown.
    as_opened = models.JSONField(default=list)
    in_force_from = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    ended_because = models.TextField(blank=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="consultation_is_about_one_version",
                condition=Q(kind="scheme", scheme__isnull=False, code=None, profile=None)
                | Q(kind="code", scheme=None, code__isnull=False, profile=None)
                | Q(kind="profile", scheme=None, code=None, profile__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["kind"],
                name="one_running_consultation_of_a_kind",
                condition=Q(status__in=["draft", "open", "answering", "assent"]),
            ),
            models.CheckConstraint(
                name="opened_consultation_has_its_days",
                condition=Q(status__in=["draft", "withdrawn"])
                | Q(opened_on__isnull=False, closes_on__gt=F("opened_on")) & ~Q(why=""),
            ),
            models.CheckConstraint(
                name="adopted_for_a_later_day",
                condition=~Q(status="adopted")
                | Q(decided_on__isnull=False, in_force_from__gt=F("decided_on")),
            ),
            models.CheckConstraint(
                name="withdrawn_with_a_reason",
                condition=~Q(status="withdrawn") | ~Q(ended_because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.subject.version}"

    @property
    def concerns(self) -> None:
        """Nobody in particular: it is everyone's."""
        return

    @property
    def subject(self) -> Version:
        """The version that is proposed."""
        found: Version = getattr(self, self.kind)
        return found

    @property
    def replaces(self) -> Version:
        """The version it was made from."""
        if self.subject.based_on is None:
            raise ValueError("A proposal is made from what there is.")
        return self.subject.based_on

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    @property
    def differences(self) -> list[Difference]:
        return differences(self.replaces.parts(), self.subject.parts())

    @property
    def changed_since_opening(self) -> list[Difference]:
        """What the remarks led to: the text as it was opened, against the text as it is now."""
        if not self.as_opened:
            return []
        return differences([Part(**each) for each in self.as_opened], self.subject.parts())

    @transition(Status.DRAFT, Status.ANSWERING, who=(Role.DESK,))
    def write(self, *, why: str, by: Actor) -> None:
        """The words change: while it is a draft, or because of what people said."""
        self.why = why

    @transition(Status.DRAFT, to=Status.OPEN, who=(Role.DESK,))
    def open(self, *, closes_on: date, weeks: int, today: date, by: Actor) -> None:
        """Everyone may read it and say something, for at least the weeks of the scheme."""
        if not self.why:
            raise NotAllowed("Schrijf eerst op waarom dit voorstel er ligt.")
        if not self.differences:
            raise NotAllowed("Er is nog niets veranderd. Pas eerst de tekst aan.")
        if closes_on < today + timedelta(weeks=weeks):
            raise NotAllowed(f"Iedereen heeft ten minste {weeks} weken om te reageren.")
        self.opened_on, self.closes_on = today, closes_on
        self.as_opened = [
            {"key": part.key, "title": part.title, "text": part.text, "group": part.group}
            for part in self.subject.parts()
        ]

    @transition(Status.OPEN, to=Status.ANSWERING, who=(SYSTEM,))
    def close(self, *, today: date, by: Actor) -> None:
        """The last day for remarks is over."""
        if self.closes_on is None or today <= self.closes_on:
            raise NotAllowed("Mensen kunnen nog reageren.")

    @transition(Status.ANSWERING, to=Status.ASSENT, who=(Role.DESK,))
    def ask_assent(self, *, in_force_from: date, today: date, by: Actor) -> None:
        """Before the seats: every remark has its answer, and there is a day to come into force."""
        if unanswered := self.remarks.unanswered().count():
            wait = "wacht één reactie" if unanswered == 1 else f"wachten {unanswered} reacties"
            raise NotAllowed(f"Er {wait} nog op antwoord.")
        if not seats_on(today):
            raise NotAllowed("Er is niemand met een beroepszetel. Vraag een beheerder om die rol.")
        if in_force_from <= today:
            raise NotAllowed("De ingangsdatum ligt na vandaag.")
        self.check_day_is_free(in_force_from)
        self.in_force_from = in_force_from

    def check_day_is_free(self, day: date) -> None:
        newest = type(self.subject)._default_manager.exclude(in_force_from=None)
        if newest.filter(in_force_from__gte=day).exists():
            raise NotAllowed("Er is al een versie die op die dag of later ingaat. Kies een later.")

    @transition(Status.ASSENT, who=(Role.SEAT,))
    def say(self, *, yes: bool, reason: str, today: date, by: Actor) -> None:
        """One seat of the profession says yes or no, once, with the reason."""
        if by.user == self.proposed_by:
            raise NotAllowed("Jij maakte dit voorstel. Anderen beslissen erover.")
        if self.assents.filter(person=by.person).exists():
            raise NotAllowed("Je hebt al gestemd.")
        self.assents.create(person=by.person, yes=yes, reason=reason, said_on=today)

    def waiting_for(self, today: date) -> list[Any]:
        """The seats that have not spoken yet."""
        spoken = self.assents.values_list("person", flat=True)
        return [seat for seat in seats_on(today) if seat.pk not in set(spoken)]

    @property
    def has_assent(self) -> bool:
        """More seats said yes than no."""
        votes = list(self.assents.values_list("yes", flat=True))
        return votes.count(True) > votes.count(False)

    def check_spoken(self, today: date) -> None:
        if not self.assents.exists() or self.waiting_for(today):
            raise NotAllowed("Nog niet alle beroepszetels hebben gestemd.")

    @transition(Status.ASSENT, to=Status.ADOPTED, who=(Role.SEAT, SYSTEM))
    def adopt(self, *, today: date, by: Actor) -> None:
        """All seats spoke and most said yes: the version gets its day, never today or before."""
        self.check_spoken(today)
        if not self.has_assent:
            raise NotAllowed("De meeste beroepszetels stemden niet in.")
        tomorrow = today + timedelta(days=1)
        self.in_force_from = max(self.in_force_from or tomorrow, tomorrow)
        self.check_day_is_free(self.in_force_from)
        self.decided_on = today
        version = self.subject
        version.in_force_from = self.in_force_from
        version.save()

    @transition(Status.ASSENT, to=Status.REJECTED, who=(Role.SEAT, SYSTEM))
    def reject(self, *, today: date, by: Actor) -> None:
        """All seats spoke and it has no assent: nothing changes."""
        self.check_spoken(today)
        if self.has_assent:
            raise NotAllowed("De meeste beroepszetels stemden in.")
        self.decided_on = today

    @transition(*RUNNING, to=Status.WITHDRAWN, who=(Role.DESK,))
    def withdraw(self, *, reason: str, today: date, by: Actor) -> None:
        """Staff take it back, and say why; what people said stays readable."""
        self.ended_because, self.decided_on = reason, today


def seats_on(today: date) -> list[Any]:
    """Who holds a seat of the profession on this day."""
    return [grant.user for grant in RoleGrant.objects.holders(Role.SEAT, today).order_by("pk")]


class RemarkQuerySet(models.QuerySet["Remark"]):
    def unanswered(self) -> "RemarkQuerySet":
        return self.filter(answer="", held_back_because="")

    def shown(self) -> "RemarkQuerySet":
        """What everyone reads; of who did not log in after staff have looked."""
        return self.exclude(released_on=None)


class Remark(models.Model):
    """What somebody says about a proposal, with or without a name and an account."""

    class Stance(models.TextChoices):
        FOR = "for", "Voor"
        NEUTRAL = "neutral", "Geen van beide"
        AGAINST = "against", "Tegen"

    class Voice(models.TextChoices):
        PROFESSIONAL = "professional", "Klantmanager"
        CITIZEN = "citizen", "Inwoner"
        EMPLOYER = "employer", "Werkgever"
        PROVIDER = "provider", "Opleider"
        OTHER = "other", "Iemand anders"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="remarks")
    # Who was logged in; the page shows only the name that was typed.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    name = models.CharField(max_length=80, blank=True)
    voice = models.CharField(max_length=20, choices=Voice)
    stance = models.CharField(max_length=10, choices=Stance)
    part = models.CharField(max_length=40, blank=True)  # the key of a part; empty for the whole
    text = models.TextField()
    said_at = models.DateTimeField()
    released_on = models.DateField(null=True)
    held_back_because = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answered_on = models.DateField(null=True)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        ordering = ("said_at", "id")
        constraints = [
            models.CheckConstraint(
                name="answered_remark_is_shown",
                condition=Q(answer="")
                | Q(released_on__isnull=False, answered_on__isnull=False, held_back_because=""),
            ),
            models.CheckConstraint(
                name="held_back_remark_is_not_shown",
                condition=Q(held_back_because="") | Q(released_on=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stance_display()}: {self.name or 'zonder naam'}"

    @property
    def concerns(self) -> Any:
        return self.person

    @property
    def shown_name(self) -> str:
        return self.name or "Zonder naam"


@tracked("consultation", "person", "yes", "said_on")
class Assent(models.Model):
    """The yes or no of one seat of the profession; never changed."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="assents")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    yes = models.BooleanField()
    reason = models.TextField()
    said_on = models.DateField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["consultation", "person"], name="a_seat_speaks_once"),
            models.CheckConstraint(name="assent_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{'Ja' if self.yes else 'Nee'}: {self.person}"

    @property
    def concerns(self) -> Any:
        return self.person
