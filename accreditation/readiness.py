"""What handing in needs: one goal and one thing to talk about. The rest is a topic, not a must.

The page shows these findings and handing in consults the same list.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.formats import date_format

from accreditation.models import Cycle
from portfolios.dossier.portfolio import Portfolio
from portfolios.models import IntervisionSession
from register.models import Registration


@dataclass(frozen=True)
class Finding:
    sentence: str
    link: str  # name of the address where the person can do something about it, or ""
    blocking: bool


@dataclass(frozen=True)
class Choice:
    """What goes into the dossier: on the page all there is, at handing in what was chosen."""

    goals: Sequence[Any] = ()
    activities: Sequence[Any] = ()
    stories: Sequence[Any] = ()
    sessions: Sequence[IntervisionSession] = ()
    my_story: str = ""
    questions: str = ""
    to_talk_about: Sequence[Any] = field(default=())


def everything(person: Any) -> Choice:
    """The whole portfolio, as it is offered for handing in."""
    portfolio = Portfolio(person)
    return Choice(
        goals=list(portfolio.goals_to_tell_about),
        activities=list(portfolio.activities),
        stories=list(portfolio.stories),
        sessions=sessions_of(person),
        to_talk_about=list(portfolio.things_to_talk_about),
    )


def sessions_of(person: Any) -> list[IntervisionSession]:
    """The intervision sessions at which the person was present."""
    attended = IntervisionSession.objects.filter(presences__person=person, presences__present=True)
    return list(attended.select_related("group").order_by("-held_on", "-id"))


def findings(cycle: Cycle, choice: Choice, *, today: date) -> list[Finding]:
    """What stands in the way of handing in, then what could be talked about as well."""
    return [*obstacles(cycle, choice, today=today), *topics(choice)]


def obstacles(cycle: Cycle, choice: Choice, *, today: date) -> Iterable[Finding]:
    opens_on = cycle.period.hand_in_opens_on
    if cycle.period.registration.status not in (
        Registration.Status.ACTIVE,
        Registration.Status.LAPSE_PROPOSED,
    ):
        yield Finding(
            "Je registratie is nu niet actief. Inleveren kan weer als je terug bent. "
            "Je dossier blijft van jou.",
            "registration:registration",
            blocking=True,
        )
    if today < opens_on:
        yield Finding(
            f"Inleveren kan vanaf {date_format(opens_on, 'j F Y')}. "
            "Tot die tijd kun je rustig leren en schrijven.",
            "",
            blocking=True,
        )
    if not choice.goals:
        yield Finding("Kies of schrijf één leerdoel. Een zin is genoeg.", "dossier:plan", True)
    if not choice.to_talk_about:
        yield Finding(
            "Kies één ding waarover je wilt vertellen. "
            "Een titel met ‘ik vertel dit liever’ is genoeg.",
            "dossier:activities",
            blocking=True,
        )


def topics(choice: Choice) -> Iterable[Finding]:
    """Offered kindly; never needed."""
    if not any(story.has_words for story in choice.stories):
        yield Finding(
            "Schrijf je graag? Een kort leerverhaal helpt je om te zien wat je leerde.",
            "dossier:activities",
            blocking=False,
        )
    if not any(story.client_direction for story in choice.stories):
        yield Finding(
            "Denk eens na over de inwoner: wat deed jouw werk met de eigen regie?",
            "dossier:activities",
            blocking=False,
        )
    if not choice.sessions:
        yield Finding(
            "Leer je ook met collega’s? Vertel dan over een gesprek dat je bijbleef.",
            "together:sessions",
            blocking=False,
        )


def blocking(found: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.blocking]
