"""A round of calibration: inviting, answering, reading side by side, and what they learned."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from accreditation import agreement
from accreditation.assessors import in_office
from accreditation.conflicts import between
from accreditation.models import (
    Advice,
    Assessor,
    AssessorTraining,
    Assignment,
    CalibrationAnswer,
    CalibrationRound,
    CalibrationSeat,
    LentStory,
    Observer,
    SecondReading,
)
from audit.acts import NotAllowed, act, locked
from outbox import letters

MOST_STORIES = 3
NOT_YOURS = "Je bent voor deze afstemming niet gevraagd."


# ---- Opening ----


def may_be_invited(stories: Collection[LentStory], *, today: date) -> list[Assessor]:
    """In office, without a tie to an owner of these stories, and never at a talk with one.

    Who read the dossier of an owner, as assessor, reader or observer, would know the story again.
    """
    owners = [one.owner_id for one in stories]
    assessors = list(in_office(today))
    tied = {user for _, user in between(owners, [one.user_id for one in assessors], today=today)}
    assigned = Assignment.objects.filter(cycle__person__in=owners)
    had = {
        *assigned.values_list("assessor__user", flat=True),
        *SecondReading.objects.filter(person__in=owners).values_list("reader__user", flat=True),
        *Observer.objects.filter(conversation__seats__person__in=owners).values_list(
            "user", flat=True
        ),
    }
    return [one for one in assessors if one.user_id not in tied | had]


def open_round(
    stories: Collection[LentStory],
    invited: Collection[Assessor],
    *,
    leader: Assessor,
    answer_by: date,
    now: datetime,
    by: Actor,
) -> CalibrationRound:
    """One to three stories; the leader takes part as well. All hear of it by letter."""
    today = timezone.localdate(now)
    everybody = {one.pk: one for one in [leader, *invited]}
    if not 1 <= len(stories) <= MOST_STORIES:
        raise NotAllowed("Kies een, twee of drie verhalen.")
    if len(everybody) < agreement.FEWEST:
        raise NotAllowed("Vraag ten minste drie assessoren, met wie leidt erbij.")
    if answer_by <= today:
        raise NotAllowed("Kies een dag die nog komt.")
    fit = {one.pk for one in may_be_invited(stories, today=today)}
    if not fit.issuperset(everybody):
        raise NotAllowed("Een van deze assessoren kent iemand van een verhaal. Kies een ander.")
    made = CalibrationRound(leader=leader, opened_on=today, answer_by=answer_by)
    with transaction.atomic():
        with act("calibrationround.open", made, by=by):
            made.save()
            made.stories.set(stories)
            for one in everybody.values():
                made.seats.create(assessor=one)
        for one in everybody.values():
            tell("calibration_invited", made, one, now=now)
    return made


def tell(
    kind: str, made: CalibrationRound, assessor: Assessor, *, now: datetime, **facts: Any
) -> None:
    letters.write(
        f"accreditation/{kind}",
        person=assessor.user,
        subject=made,
        at=now,
        link=reverse("assessing:calibration", args=[made.public_id]),
        link_label="Naar de afstemming",
        round=made,
        leader=made.leader.user.name,
        **facts,
    )


# ---- Answering ----


def seat_of(made: CalibrationRound, user: Any) -> CalibrationSeat:
    """The invitation of this assessor. Raises NotAllowed without one."""
    seat = made.seats.filter(assessor__user=user).select_related("assessor").first()
    if seat is None:
        raise NotAllowed(NOT_YOURS)
    return seat


def answer(
    made: CalibrationRound, words: Mapping[int, Mapping[str, str]], *, now: datetime, by: Actor
) -> None:
    """To every story of the round at once, by the key of the story; afterwards nothing changes."""
    with transaction.atomic():
        made = locked(made)
        seat = seat_of(made, by.user)
        if made.status != CalibrationRound.Status.OPEN or seat.answered_on:
            raise NotAllowed("Je hebt al geantwoord, of deze afstemming is afgerond.")
        stories = list(made.stories.usable())
        if not stories or any(one.pk not in words for one in stories):
            raise NotAllowed("De verhalen zijn intussen veranderd. Lees ze opnieuw.")
        with act("calibrationround.answer", made, by=by):
            for story in stories:
                made.answers.create(story=story, assessor=seat.assessor, **words[story.pk])
            seat.answered_on = timezone.localdate(now)
            seat.save()


# ---- Side by side ----


@dataclass(frozen=True)
class Beside:
    """One story with every answer to it, without names."""

    story: LentStory
    answers: list[CalibrationAnswer]

    @property
    def advices(self) -> list[tuple[str, int]]:
        """How often each kind was advised, in the order of the kinds."""
        counted = Counter(one.advice for one in self.answers)
        return [(Advice(kind).label, counted[kind]) for kind in agreement.KINDS if counted[kind]]

    @property
    def differs(self) -> bool:
        return len(self.advices) > 1


def side_by_side(made: CalibrationRound, answers: QuerySet[CalibrationAnswer]) -> list[Beside]:
    """In no order by which somebody is known: by what was advised, then by the words."""
    given: dict[int, list[CalibrationAnswer]] = {}
    for one in answers.filter(round=made).order_by("advice", "would_ask"):
        given.setdefault(one.story_id, []).append(one)
    return [Beside(story, given.get(story.pk, [])) for story in made.stories.usable()]


# ---- Closing ----


def close(
    made: CalibrationRound, *, discussion: str, lesson: str, now: datetime, by: Actor
) -> None:
    """By the leader. Who answered gets it on the own record, and reads the lesson."""
    today = timezone.localdate(now)
    if made.leader.user != by.user:
        raise NotAllowed("Alleen wie de afstemming leidt, rondt haar af.")
    with transaction.atomic():
        made.close(discussion=discussion, lesson=lesson, today=today, by=by)
        thank(made, leader_is_gone=False, now=now, by=by)


def leader_is_gone(made: CalibrationRound, *, today: date) -> bool:
    """Who leads it holds the role no more, so nobody can close it."""
    return not in_office(today).filter(pk=made.leader_id).exists()


def end_without_leader(made: CalibrationRound, *, now: datetime, by: Actor) -> None:
    """By the desk, which reads no answer. Raises NotAllowed as long as there is a leader."""
    today = timezone.localdate(now)
    if not leader_is_gone(made, today=today):
        raise NotAllowed("Wie de afstemming leidt, rondt haar af.")
    with transaction.atomic():
        made.end_without_leader(today=today, by=by)
        thank(made, leader_is_gone=True, now=now, by=by)


def thank(made: CalibrationRound, *, leader_is_gone: bool, now: datetime, by: Actor) -> None:
    """Who answered gets it on the own record, and a letter."""
    for seat in made.seats.exclude(answered_on=None).select_related("assessor__user"):
        note_taking_part(seat.assessor, today=timezone.localdate(now), by=by)
        tell("calibration_closed", made, seat.assessor, now=now, leader_is_gone=leader_is_gone)


def note_taking_part(assessor: Assessor, *, today: date, by: Actor) -> None:
    """That somebody took part, never how: the record of an assessor knows no marks."""
    kind = AssessorTraining.Kind.CALIBRATION
    if not assessor.trainings.filter(kind=kind, held_on=today).exists():
        training = AssessorTraining(assessor=assessor, kind=kind, held_on=today, noted_by=by.person)
        with act("assessortraining.note", training, by=by):
            training.save()
