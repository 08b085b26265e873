"""What somebody sees first: where am I, what can I do now. Composed from several apps."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format

from accreditation.models import Conversation, Cycle
from config.glance import NOTHING, Glance, glance_at
from portfolios.models import LearningStory
from register import acceptance
from register.models import Application, Registration, RegistrationPeriod

MOST_ACTIONS = 3
AFTER_THE_TALK = (
    Cycle.Status.HELD, Cycle.Status.REPORTED, Cycle.Status.SECOND_READING, Cycle.Status.RESPONSE,
    Cycle.Status.DECIDED,
)  # fmt: skip
STANDING = (
    "from_on", "until_on", "extended_months", "registration__status", "registration__number",
    "scheme__hand_in_opens_months", "scheme__hand_in_months", "cycle__status",
)  # fmt: skip


@dataclass(frozen=True)
class Step:
    title: str
    note: str
    state: str  # done, current or todo


@dataclass(frozen=True)
class Action:
    icon: str
    title: str
    url: str
    note: str = ""
    tone: str = ""


@dataclass
class Overview:
    """Everything on the first page of a professional."""

    user: Any
    today: date
    registration: Registration | None = None
    period: RegistrationPeriod | None = None
    application: Application | None = None
    cycle: Cycle | None = None
    conversation: Conversation | None = None
    dossier: Glance = NOTHING
    new_versions: list[acceptance.NewVersion] = field(default_factory=list)

    @property
    def steps(self) -> list[Step]:
        """The five steps of a cycle; which is done follows from what exists, never from a count."""
        status = self.cycle.status if self.cycle else Cycle.Status.RUNNING
        handed_in = status not in (Cycle.Status.RUNNING, Cycle.Status.MORE_TIME)
        held = status in AFTER_THE_TALK
        done = [True, bool(self.dossier.goals), handed_in, held, status == Cycle.Status.DECIDED]
        since = self.period.from_on if self.period else self.today
        notes = [
            f"Sinds {written(since)}",
            "Je mag ze altijd aanpassen" if self.dossier.goals else "Wat wil jij anders doen?",
            self.latest_words,
            self.conversation_words,
            f"Voor {written(self.period.until_on)}" if self.period else "",
        ]
        titles = (
            "Geregistreerd",
            "Leerdoelen kiezen",
            "Leren en reflecteren",
            "Ontwikkelingsgesprek",
            "Registratie verlengen",
        )
        current = done.index(False) if False in done else len(done)
        states = [
            "done" if d else "current" if i == current else "todo" for i, d in enumerate(done)
        ]
        return [Step(*facts) for facts in zip(titles, notes, states, strict=True)]

    @property
    def latest_words(self) -> str:
        if not self.dossier.activities:
            return "Een paar woorden is genoeg"
        return f"Laatste activiteit op {written(self.dossier.activities[0].on)}"

    @property
    def conversation_words(self) -> str:
        if self.conversation and self.conversation.status == Conversation.Status.PLANNED:
            return f"Gepland op {written(self.conversation.starts_at)}"
        if self.conversation and self.conversation.status == Conversation.Status.HELD:
            return f"Gevoerd op {written(self.conversation.starts_at)}"
        if self.period and self.today < self.period.hand_in_opens_on:
            return f"Kan vanaf {written(self.period.hand_in_opens_on)}"
        return "Je plant het als je dossier is ingeleverd"

    @property
    def actions(self) -> list[Action]:
        """At most three things to do now, the most useful first."""
        return [action for action in self.possible_actions() if action][:MOST_ACTIONS]

    def possible_actions(self) -> list[Action | None]:
        return [
            self.about_application(),
            self.about_conversation(),
            self.about_new_version(),
            self.about_review(),
            None
            if self.dossier.goals
            else Action(
                "target", "Kies je eerste leerdoel", reverse("dossier:goal_new"),
                "Wat wil je anders doen, en voor wie?",
            ),
            self.about_story(),
            Action(
                "plus", "Bewaar wat je vandaag leerde", reverse("dossier:activity_new"),
                "Een soort, één regel en je bent klaar",
            ),
            Action(
                "users", "Leer samen met anderen", reverse("together:sessions"),
                "Start een intervisiegroep of leg een bijeenkomst vast",
            ),
        ]  # fmt: skip

    def about_application(self) -> Action | None:
        url = reverse("registration:application")
        if self.registration:
            return None
        if self.application is None or self.application.status == Application.Status.WITHDRAWN:
            return Action(
                "badge-check", "Meld je aan voor het register", url, "Ongeveer vijf minuten"
            )
        if self.application.status == Application.Status.NEEDS_INFO:
            return Action("mail", "Beantwoord de vraag over je aanmelding", url, tone="honing")
        if self.application.status == Application.Status.DRAFT:
            return Action("pencil", "Maak je aanmelding af", url, "Je antwoorden zijn bewaard")
        return Action("hourglass", "Kijk waar je aanmelding is", url)

    def about_conversation(self) -> Action | None:
        url = reverse("cycle:mine")
        if self.cycle is None or self.period is None:
            return None
        words = {
            Cycle.Status.ASSIGNED: "Kies een moment voor je gesprek",
            Cycle.Status.REPORTED: "Lees het verslag van je gesprek",
            Cycle.Status.RESPONSE: "Lees de tweede lezing, en zeg wat jij ervan vindt",
            Cycle.Status.MORE_TIME: "Bekijk je plan voor het tweede gesprek",
        }
        if title := words.get(Cycle.Status(self.cycle.status)):
            return Action("messages-square", title, url, tone="honing")
        opened = self.today >= self.period.hand_in_opens_on
        if self.cycle.status == Cycle.Status.RUNNING and opened:
            note = f"Liefst voor {written(self.period.hand_in_on)}"
            return Action("send", "Lever je dossier in voor het gesprek", url, note)
        return None

    def about_new_version(self) -> Action | None:
        if not self.new_versions:
            return None
        title = f"Bekijk de nieuwe versie: {self.new_versions[0].kind.label.lower()}"
        note = "Je ziet wat er verandert. Er is geen termijn"
        return Action("book-open", title, reverse("registration:new_versions"), note)

    def about_review(self) -> Action | None:
        if self.dossier.review is None:
            return None
        note = f"Je koos er zelf een dag voor: {written(self.dossier.review.on)}"
        url = reverse("dossier:review_look")
        return Action("eye", "Kijk terug op je leerplan", url, note, "honing")

    def about_story(self) -> Action | None:
        story = self.dossier.unfinished
        if story is None:
            return None
        url = reverse("dossier:story_edit", args=[story.public_id])
        title = f"Schrijf verder aan ‘{story.title or LearningStory()}’"
        return Action("pencil", title, url, f"Bewaard op {written(story.on)}", "honing")


def written(moment: date | datetime) -> str:
    return date_format(moment, "j F Y")


def overview_of(user: Any, *, today: date) -> Overview:
    """Gather the overview of one person in a fixed number of queries."""
    period = latest_period(user)
    result = Overview(
        user=user,
        today=today,
        registration=period.registration if period else None,
        period=period,
        cycle=getattr(period, "cycle", None),
        dossier=glance_at(user, today=today),
    )
    if result.registration is None:
        newest = Application.objects.visible_to(user).order_by("-id")
        result.application = newest.only("status").first()
        return result
    if result.registration.is_in:
        result.new_versions = acceptance.unaccepted(user, today=today)
    if result.cycle:
        talks = Conversation.objects.standing().filter(seats__cycle=result.cycle)
        result.conversation = talks.select_related("assessor__user").order_by("-starts_at").first()
    return result


def latest_period(user: Any) -> RegistrationPeriod | None:
    """With its registration, scheme and cycle: where the person stands, in one lean query."""
    mine = RegistrationPeriod.objects.filter(registration__person=user).order_by("-pk")
    return mine.select_related("registration", "scheme", "cycle").only(*STANDING).first()
