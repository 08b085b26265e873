"""Which assessor is asked for whom, and what is answered (domain §5, assignment)."""

import logging
from collections.abc import Collection
from datetime import datetime, time
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from accreditation.conflicts import conflicts
from accreditation.models import AssessorComplaint, Assignment, Cycle
from accreditation.pool import Pool
from accreditation.weighing import Candidate, Weighing, candidates
from audit.acts import NotAllowed, act, locked
from kit import clock
from outbox import letters
from outbox.jobs import job

logger = logging.getLogger(__name__)


def propose(cycle: Cycle, *, now: datetime, by: Actor) -> Assignment | None:
    """Propose the best candidate; None when there is none, and then the desk sees the dossier."""
    with transaction.atomic():
        cycle = looked_for(cycle)
        found = candidates(cycle, today=timezone.localdate(now))
        best = first_choice(found, agreed_again([cycle]).get(cycle.pk, set()))
        return ask(cycle, best, now=now, by=by) if best else None


def looked_for(cycle: Cycle) -> Cycle:
    """The cycle, locked. Raises NotAllowed when no assessor is looked for now."""
    cycle = locked(cycle)
    if cycle.status != Cycle.Status.HANDED_IN or open_assignment(cycle):
        raise NotAllowed("Voor dit dossier wordt nu geen assessor gezocht.")
    return cycle


def ask(cycle: Cycle, best: Candidate, *, now: datetime, by: Actor) -> Assignment:
    """Ask this assessor; a letter says for whom."""
    with act("cycle.propose_assessor", cycle, by=by):
        assignment = cycle.assignments.create(
            assessor=best.assessor, reasons=best.reasons, proposed_on=timezone.localdate(now)
        )
    letters.write(
        "accreditation/case_proposed",
        person=best.assessor.user,
        subject=assignment,
        at=now,
        link=reverse("assessing:case", args=[cycle.public_id]),
        link_label="Bekijk het voorstel",
        name=cycle.person.name,
    )
    return assignment


def propose_all(*, now: datetime, by: Actor) -> int:
    """Propose for every dossier that waits; how many were proposed. Whom few can speak goes first.

    What one proposal takes of somebody's room counts for the next.
    """
    cycles = list(without_assessor())
    weighing = Weighing.of(cycles, today=timezone.localdate(now))
    pool = Pool(weighing)
    again = agreed_again(cycles)
    asked = 0
    for cycle in sorted(cycles, key=lambda one: (pool.choices(one), one.handed_in_at)):
        agreed = again.get(cycle.pk)
        best = first_choice(weighing.possible(cycle), agreed) if agreed else pool.best(cycle)
        if best is None:
            continue
        try:
            with transaction.atomic():
                ask(looked_for(cycle), best, now=now, by=by)
        except (NotAllowed, IntegrityError):  # changed under our hands: the next morning again
            logger.info("cycle %s no longer looks for an assessor", cycle.pk)
        else:
            best.assessor.talks += 1  # type: ignore[attr-defined]
            asked += 1
    return asked


def first_choice(found: list[Candidate], agreed: set[int]) -> Candidate | None:
    """Who holds the second talk as well, when that was agreed; otherwise the best one."""
    both = [one for one in found if one.assessor.pk in agreed]
    return next(iter(both or found), None)


def agreed_again(cycles: Collection[Cycle]) -> dict[int, set[int]]:
    """By cycle: the assessors with whom a second talk was agreed."""
    found: dict[int, set[int]] = {}
    again = Assignment.objects.filter(cycle__in=cycles, because=Assignment.Because.AGAIN)
    for cycle, assessor in again.values_list("cycle", "assessor"):
        found.setdefault(cycle, set()).add(assessor)
    return found


def open_assignment(cycle: Cycle) -> Assignment | None:
    """The assignment that waits for an answer or was accepted."""
    return cycle.assignments.filter(ended_on=None).select_related("assessor__user").first()


def waiting(assignment: Assignment, *, by: Actor) -> Assignment:
    """The assignment, locked. Raises NotAllowed when it is not this assessor's to answer."""
    rows = Assignment.objects.select_for_update(of=("self",)).select_related("assessor__user")
    found = rows.filter(pk=assignment.pk).first()
    if found is None:
        raise NotAllowed("Dit voorstel is vervallen: het dossier is teruggenomen.")
    if found.assessor.user != by.user:
        raise NotAllowed("Dit voorstel is aan een andere assessor gedaan.")
    if found.accepted_on or found.ended_on:
        raise NotAllowed("Op dit voorstel is al geantwoord.")
    return found


def accept(assignment: Assignment, *, now: datetime, by: Actor) -> None:
    """The assessor takes the talk. Raises NotAllowed when a conflict came up meanwhile."""
    today = timezone.localdate(now)
    with transaction.atomic():
        cycle = locked(assignment.cycle)
        assignment = waiting(assignment, by=by)
        found = conflicts(cycle.person, by.user, today=today)
        if found:
            raise NotAllowed(f"Je kunt dit gesprek niet aannemen. {found[0].reason}")
        if AssessorComplaint.objects.open().filter(assessor=assignment.assessor).exists():
            raise NotAllowed("Je kunt nu geen nieuw gesprek aannemen: er loopt een klacht.")
        cycle.assign(assignment.assessor, by=by)
        assignment.accepted_on = today
        assignment.save()
        letters.write(
            "accreditation/assessor_found",
            person=cycle.person,
            subject=assignment,
            at=now,
            link=reverse("cycle:mine"),
            link_label="Bekijk je gesprek",
            name=assignment.assessor.user.name,
        )


def decline(
    assignment: Assignment, *, now: datetime, by: Actor, knows_person: bool = False
) -> Assignment | None:
    """The assessor cannot; the next candidate is proposed by itself. No reason is asked.

    `knows_person`: family or a friend, so this assessor is never proposed for them again.
    """
    with transaction.atomic():
        cycle = locked(assignment.cycle)
        assignment = waiting(assignment, by=by)
        with act("cycle.decline_assignment", cycle, by=by):
            assignment.ended_on = timezone.localdate(now)
            assignment.because = Assignment.Because.DECLINED
            assignment.save()
        if knows_person:
            assignment.assessor.declared_conflicts.add(cycle.person)
        return propose(cycle, now=now, by=Actor.system("accreditation.propose_assessors"))


def void(cycle: Cycle, kind: str = "case_taken_back", *, now: datetime) -> None:
    """The proposal is off, mostly because the dossier was taken back; the assessor hears so."""
    assignment = open_assignment(cycle)
    if assignment is None:
        return
    letters.write(
        f"accreditation/{kind}",
        person=assignment.assessor.user,
        subject=assignment,
        at=now,
        name=cycle.person.name,
    )
    assignment.delete()


def without_assessor() -> Any:
    """Handed-in dossiers for which nobody is proposed: nobody could be found."""
    return (
        Cycle.objects.filter(status=Cycle.Status.HANDED_IN)
        .exclude(assignments__in=Assignment.objects.filter(ended_on=None))
        .select_related("person")
        .order_by("handed_in_at")
    )


@job("accreditation.propose_assessors", daily_at=time(6, 30))
def propose_waiting() -> None:
    """Try again each day for dossiers without an assessor: new ones come, years pass."""
    propose_all(now=clock.now(), by=Actor.system("accreditation.propose_assessors"))
