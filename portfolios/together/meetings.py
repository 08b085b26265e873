"""Planning when a group meets: moments to choose from, answers, the choice, moving, cancelling."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from accounts.actors import Actor
from audit.acts import NotAllowed, locked
from outbox import letters
from portfolios.together import appointments, moderating
from portfolios.together.models import (
    GroupMember,
    IntervisionGroup,
    Meeting,
    MeetingMoment,
    MomentAnswer,
)

FEWEST, MOST = 2, 5  # moments in a poll
Answer = MomentAnswer.Answer
OVER = "Dit moment is al voorbij. Kies een moment dat nog komt."


def propose(
    group: IntervisionGroup,
    moments: Sequence[datetime],
    *,
    minutes: int,
    place: str,
    now: datetime,
    by: Actor,
) -> Meeting:
    """Ask the group which moment suits: with one it is planned, with two to five it is a poll."""
    chosen = sorted(set(moments))
    if not 1 <= len(chosen) <= MOST:
        raise NotAllowed(f"Kies één moment, of {FEWEST} tot {MOST} om uit te kiezen.")
    if chosen[0] <= now:
        raise NotAllowed(OVER)
    with transaction.atomic():
        fresh = locked(group)
        if fresh.ended_on:
            raise NotAllowed("Deze groep is gestopt.")
        meeting = Meeting.objects.create(
            group=fresh, minutes=minutes, place=place, made_by=by.person, made_at=now
        )
        if len(chosen) == 1:
            plan(meeting, chosen[0], now=now, by=by)
            return meeting
        MeetingMoment.objects.bulk_create(
            MeetingMoment(meeting=meeting, starts_at=moment) for moment in chosen
        )
        for person in appointments.invited(meeting):
            if person != by.user:
                ask(meeting, person, now=now)
    return meeting


def ask(meeting: Meeting, person: Any, *, now: datetime) -> None:
    letters.write(
        "portfolios/meeting_poll",
        person=person,
        subject=meeting,
        at=now,
        link=reverse("together:meeting", args=[meeting.public_id]),
        link_label="Zeg wanneer je kunt",
        meeting=meeting,
        asker=meeting.made_by,
    )


def answer(meeting: Meeting, answers: Mapping[int, str], *, person: Any) -> None:
    """What one member says of the moments, by their keys; until one of them is chosen."""
    with transaction.atomic():
        fresh = locked(meeting)
        if fresh.status != Meeting.Status.POLL:
            raise NotAllowed("Er is al een moment gekozen.")
        moments = {moment.pk: moment for moment in fresh.moments.all()}
        for pk, value in answers.items():
            if pk in moments and value in Answer.values:
                MomentAnswer.objects.update_or_create(
                    moment=moments[pk], person=person, defaults={"answer": value}
                )


def choose(meeting: Meeting, moment: MeetingMoment, *, now: datetime, by: Actor) -> None:
    """By who looks after the group; all members get the invitation for their calendar."""
    with transaction.atomic():
        group = locked(meeting.group)  # type: ignore[type-var]
        moderating.check_moderates(group, by.user)  # type: ignore[arg-type]
        plan(meeting, moment.starts_at, now=now, by=by)


def plan(meeting: Meeting, starts_at: datetime, *, now: datetime, by: Actor) -> None:
    """This is the moment; everyone who is expected hears it."""
    if starts_at <= now:
        raise NotAllowed(OVER)
    with transaction.atomic():
        meeting.plan(starts_at=starts_at, by=by)
        appointments.tell_all("meeting_planned", meeting, now=now)


def move(
    meeting: Meeting, starts_at: datetime, *, minutes: int, place: str, now: datetime, by: Actor
) -> None:
    """Another moment or place. Nothing is sent when nothing changed."""
    if (starts_at, minutes, place) == (meeting.starts_at, meeting.minutes, meeting.place):
        return
    if starts_at <= now:
        raise NotAllowed(OVER)
    with transaction.atomic():
        meeting.move(starts_at=starts_at, minutes=minutes, place=place, by=by)
        appointments.tell_all("meeting_moved", meeting, now=now)


def cancel(meeting: Meeting, *, now: datetime, by: Actor) -> None:
    """Off. Who had it in the calendar loses it there; a poll just stops."""
    with transaction.atomic():
        meeting.cancel(by=by)
        if meeting.starts_at:  # as it stands now: somebody may have chosen meanwhile
            appointments.tell_all("meeting_cancelled", meeting, now=now)


# ---- Looking at the answers ----


@dataclass(frozen=True)
class Line:
    """One moment with what each member said of it, in the order of the members."""

    moment: MeetingMoment
    answers: list[tuple[GroupMember, str]]

    def said(self, answer: str) -> int:
        return sum(value == answer for _, value in self.answers)

    @property
    def words(self) -> str:
        """How it stands, in a sentence."""
        parts = (
            (self.said(Answer.YES), "kan", "kunnen"),
            (self.said(Answer.MAYBE), "kan misschien", "kunnen misschien"),
            (self.said(Answer.NO), "kan niet", "kunnen niet"),
        )
        found = [f"{count} {one if count == 1 else more}" for count, one, more in parts if count]
        return ", ".join(found) or "Nog geen antwoorden"


def lines_of(meeting: Meeting, members: Sequence[GroupMember]) -> list[Line]:
    """Every moment in order; two queries, however many there are."""
    found = []
    for moment in meeting.moments.prefetch_related("answers"):
        said = {one.person_id: one.answer for one in moment.answers.all()}
        answers = [(member, said.get(member.person_id, "")) for member in members]
        found.append(Line(moment, answers))
    return found


def best_of(lines: Sequence[Line]) -> Line | None:
    """Where most can come; among those the one with the fewest who cannot, then the first.

    None while nobody said of any that it suits.
    """
    return max(
        [line for line in lines if line.said(Answer.YES) or line.said(Answer.MAYBE)],
        key=lambda line: (line.said(Answer.YES), -line.said(Answer.NO), -line.moment.pk),
        default=None,
    )
