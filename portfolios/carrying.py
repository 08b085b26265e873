"""From learning together into the own dossier: only by the person, only with a button."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from audit.acts import NotAllowed, locked
from portfolios.dossier import stories
from portfolios.dossier.models import LearningActivity, LearningStory
from portfolios.together.models import IntervisionPresence, Mentorship, WorkVisit

LONGEST_TITLE = 200
MENTORING = "Meegelopen als mentor"
LOOKED_ALONG = "Meegekeken op het werk van een collega"
WAS_HOST = "Een collega keek mee op mijn werk"


def story_from_line(presence: IntervisionPresence, *, now: datetime) -> LearningStory:
    """A draft that begins with the own line. The line itself stays where it is."""
    words = presence.own_line.strip()
    if not words:
        raise NotAllowed("Schrijf eerst je eigen regel. Daarna kan er een verhaal uit groeien.")
    return story_with(presence.person, presence.session.theme, words, now=now)


def story_with(
    owner: Any, title: str, words: str, *, looked: bool = True, now: datetime
) -> LearningStory:
    """A draft with these words as its signal; `looked` when the writer wrote them."""
    with transaction.atomic():
        started = stories.start(owner, now=now)
        return stories.save(
            started,
            version=started.version,
            now=now,
            title=title[:LONGEST_TITLE],
            signal=words,
            looked=looked,
        )


def activity_from_mentoring(
    pair: Mentorship, *, mentor: Any, today: date, now: datetime
) -> LearningActivity:
    """In the mentor's own dossier, without who it was; once a day is enough."""
    if pair.mentor != mentor or pair.from_on is None:
        raise NotAllowed("Dit kan alleen wie mentor is of was.")
    made, _ = LearningActivity.objects.get_or_create(
        owner=mentor,
        kind=LearningActivity.Kind.COACH,
        title=MENTORING,
        happened_on=today,
        defaults={"captured_at": now},
    )
    return made


def activity_from_visit(
    visit: WorkVisit, *, person: Any, today: date, now: datetime
) -> LearningActivity:
    """In the dossier of who presses, on the day of the visit and without whom it was with."""
    if not visit.was_before(today):
        raise NotAllowed("Dit kan na de dag waarop jullie meekeken.")
    kind, title = LearningActivity.Kind.SHADOWING, LOOKED_ALONG
    if person != visit.visitor:
        kind, title = LearningActivity.Kind.SHARE, WAS_HOST
    with transaction.atomic():
        locked(visit)  # two presses make one
        made, _ = LearningActivity.objects.get_or_create(
            owner=person,
            kind=kind,
            title=title,
            happened_on=visit.day,
            defaults={"captured_at": now},
        )
    return made
