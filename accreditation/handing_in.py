"""Handing in: a frozen copy goes to the register, and can be taken back until it is opened."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from accreditation import assignment, readiness
from accreditation.models import Cycle
from accreditation.readiness import Choice
from audit.acts import NotAllowed
from outbox import letters
from portfolios.dossier import snapshots
from portfolios.models import IntervisionSession


class Changed(NotAllowed):
    """The dossier is no longer what the person saw in the preview."""


def preview(cycle: Cycle, choice: Choice) -> dict[str, Any]:
    """Exactly what the assessor will see."""
    return snapshots.build_content(
        cycle.person,
        goals=choice.goals,
        activities=choice.activities,
        stories=choice.stories,
        sessions=[as_plain(session) for session in choice.sessions],
        my_story=choice.my_story,
        questions=choice.questions,
    )


def as_plain(session: IntervisionSession) -> dict[str, str]:
    """A session without who was there and without anybody's private line."""
    return {
        "date": session.held_on.isoformat(),
        "method": session.get_method_display(),
        "theme": session.theme,
        "group": session.group.name,
    }


def hand_in(
    cycle: Cycle, choice: Choice, *, now: datetime, by: Actor, seen: str | None = None
) -> Cycle:
    """Freeze what was chosen and hand it in; an assessor is proposed in the same transaction.

    `seen` is the fingerprint of the preview. Raises NotAllowed with the first thing that is
    missing, and Changed when the dossier differs from what was seen.
    """
    today = timezone.localdate(now)
    with transaction.atomic():
        missing = readiness.blocking(readiness.findings(cycle, choice, today=today))
        if missing:
            raise NotAllowed(missing[0].sentence)
        content = preview(cycle, choice)
        if seen is not None and seen != snapshots.fingerprint(content):
            raise Changed("Je dossier is intussen veranderd. Kijk nog even of het zo klopt.")
        snapshot = snapshots.freeze(cycle.person, content=content, now=now, by=by)
        keep_registered(cycle, today=today, by=by)
        cycle.hand_in(snapshot, now=now, by=by)
        letters.write(
            "accreditation/handed_in",
            person=cycle.person,
            subject=cycle,
            occasion=now.isoformat(timespec="seconds"),
            at=now,
            link=reverse("cycle:mine"),
            link_label="Bekijk hoe het staat",
        )
        assignment.propose(cycle, now=now, by=Actor.system("accreditation.propose_assessors"))
    return cycle


def keep_registered(cycle: Cycle, *, today: date, by: Actor) -> None:
    """Handing in is a sign of life: it answers notices and ends a proposal to lapse."""
    registration = cycle.period.registration
    if registration.current_period.lapse_notices.standing().exists():
        registration.keep(today=today, by=by)


def take_back(cycle: Cycle, *, now: datetime, by: Actor) -> None:
    """The owner takes the dossier back, until the assessor opened it; the copy is deleted."""
    with transaction.atomic():
        snapshot = cycle.snapshot
        cycle.take_back(by=by)
        assignment.void(cycle, now=now)
        if snapshot:
            snapshot.delete()
