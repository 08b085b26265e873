"""Which assessor for whom: conflicts, candidates, proposal, answer (domain §5, assignment)."""

import logging
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Role, RoleGrant
from accreditation.models import Assessor, Assignment, Cycle
from audit.acts import NotAllowed, act, locked
from kit import clock
from outbox import letters
from outbox.jobs import job
from portfolios.models import GroupMember
from register.models import Affiliation, Application, Organisation, RegisterScheme

logger = logging.getLogger(__name__)
UserIds = Iterable[int]


@dataclass(frozen=True)
class Conflict:
    """Why two people do not meet as assessor and professional; no details of either."""

    reason: str


@dataclass(frozen=True)
class Candidate:
    """An assessor weighed for one cycle; with obstacles the assessor is not proposed."""

    assessor: Assessor
    obstacles: tuple[str, ...]
    room: int  # talks that are left this year
    near: bool  # works in the province of the person

    @property
    def can_meet(self) -> bool:
        return self.near or self.assessor.online

    @property
    def reasons(self) -> list[str]:
        """Why this one, in sentences that the person, the assessor and the desk may read."""
        where = (
            "Voert gesprekken in dezelfde provincie."
            if self.near
            else "Voert gesprekken via beeldbellen."
            if self.assessor.online
            else "Voert gesprekken in een andere provincie."
        )
        return [
            "Werkt niet bij dezelfde organisatie of hetzelfde samenwerkingsverband.",
            "Er is geen andere band gevonden tussen jullie.",
            "Heeft dit jaar ruimte voor een gesprek.",
            where,
        ]


# ---- Conflicts: each rule gives the users who may not speak this person ----


def themselves(person: Any, since: date) -> UserIds:
    return [person.pk]


def workplaces(person: Any, since: date) -> set[int]:
    """The organisations of the person, now or since that day, also as said in an application."""
    worked = Affiliation.objects.since(since).filter(person=person)
    applied = Application.objects.open().filter(person=person).exclude(organisation=None)
    return {
        *worked.values_list("organisation_id", flat=True),
        *applied.values_list("organisation_id", flat=True),
    }


def colleagues(person: Any, since: date) -> UserIds:
    found = Affiliation.objects.since(since).filter(organisation__in=workplaces(person, since))
    return found.values_list("person_id", flat=True)


def colleagues_of_a_joint_service(person: Any, since: date) -> UserIds:
    """Who works at a joint service of the person's municipality, or at a member of it."""
    own = workplaces(person, since)
    around = Organisation.objects.filter(Q(members__in=own) | Q(joint_services__in=own))
    circle = own | set(around.values_list("pk", flat=True))
    near = Organisation.objects.filter(
        Q(pk__in=circle) | Q(members__in=circle) | Q(joint_services__in=circle)
    )
    found = Affiliation.objects.since(since).filter(organisation__in=near.values("pk"))
    return found.exclude(organisation__in=own).values_list("person_id", flat=True)


def intervision_peers(person: Any, since: date) -> UserIds:
    lately = GroupMember.objects.filter(Q(until_on=None) | Q(until_on__gt=since))
    groups = lately.filter(person=person).values("group_id")
    return lately.filter(group__in=groups).values_list("person_id", flat=True)


def declared(person: Any, since: date) -> UserIds:
    return Assessor.objects.filter(declared_conflicts=person).values_list("user_id", flat=True)


def assessor_of_last_time(person: Any, since: date) -> UserIds:
    decided = Cycle.objects.filter(person=person, status=Cycle.Status.DECIDED)
    return decided.order_by("-period__from_on").values_list("assessor__user_id", flat=True)[:1]


def assessed_by_the_person(person: Any, since: date) -> UserIds:
    lately = Q(decided_on=None) | Q(decided_on__gt=since)
    return Cycle.objects.filter(lately, assessor__user=person).values_list("person_id", flat=True)


Rule = Callable[[Any, date], UserIds]
RULES: tuple[tuple[Rule, str], ...] = (
    (themselves, "Is dezelfde persoon."),
    (colleagues, "Werkt bij dezelfde organisatie, of deed dat de afgelopen jaren."),
    (colleagues_of_a_joint_service, "Werkt in hetzelfde samenwerkingsverband van gemeenten."),
    (intervision_peers, "Zit in dezelfde intervisiegroep, of zat daar de afgelopen jaren in."),
    (declared, "Heeft zelf gemeld dit gesprek niet te kunnen voeren."),
    (assessor_of_last_time, "Was ook de vorige keer de assessor."),
    (assessed_by_the_person, "Had deze persoon zelf als assessor."),
)


def conflicts(person: Any, assessor_user: Any, *, today: date) -> list[Conflict]:
    """Why this assessor may not speak this person; empty when nothing stands in the way."""
    return conflicts_with(person, [assessor_user.pk], today=today)[assessor_user.pk]


def conflicts_with(
    person: Any, user_ids: Collection[int], *, today: date
) -> dict[int, list[Conflict]]:
    """The same for many assessors at once: the number of queries does not grow with them."""
    scheme = RegisterScheme.objects.in_force_on(today)
    since = clock.add_years(today, -scheme.conflict_years)
    found: dict[int, list[Conflict]] = {pk: [] for pk in user_ids}
    for rule, reason in RULES:
        for pk in found.keys() & set(rule(person, since)):
            found[pk].append(Conflict(reason))
    return found


# ---- Candidates ----


def in_office(today: date) -> Any:
    """Assessors who hold the role today and signed for secrecy."""
    holders = RoleGrant.objects.holders(Role.ASSESSOR, today).values("user_id")
    return (
        Assessor.objects.filter(user__in=holders, secrecy_signed_on__lte=today)
        .select_related("user")
        .order_by("pk")
    )


def weigh(cycle: Cycle, *, today: date) -> list[Candidate]:
    """Every assessor in office, weighed for this cycle: who can, best first, then who cannot."""
    year_ago = clock.add_years(today, -1)
    standing = Q(assignments__ended_on=None, assignments__proposed_on__gt=year_ago)
    assessors = list(in_office(today).annotate(talks=Count("assignments", filter=standing)))
    found = conflicts_with(cycle.person, [one.user_id for one in assessors], today=today)
    ended = cycle.assignments.exclude(because__in=["", Assignment.Because.MISSED])
    why_not = dict(ended.order_by("pk").values_list("assessor", "because"))
    provinces = provinces_of(cycle.person, today)
    weighed = []
    for one in assessors:
        obstacles = [conflict.reason for conflict in found[one.user_id]]
        if one.pk in why_not:
            obstacles.append(Assignment.Because(why_not[one.pk]).label)
        if one.rests_until and one.rests_until >= today:
            obstacles.append("Neemt even rust.")
        room = one.talks_a_year - one.talks
        if room <= 0:
            obstacles.append("Heeft dit jaar geen ruimte meer.")
        near = bool(provinces & set(one.provinces))
        weighed.append(Candidate(one, tuple(obstacles), room, near))
    return sorted(weighed, key=rank)


def rank(candidate: Candidate) -> tuple:
    """Without obstacles first; then who can meet, who has most room, who is near."""
    return (
        bool(candidate.obstacles),
        not candidate.can_meet,
        -candidate.room,
        not candidate.near,
        candidate.assessor.pk,
    )


def provinces_of(person: Any, today: date) -> set[str]:
    worked = Affiliation.objects.on(today).filter(person=person)
    return set(worked.values_list("organisation__province", flat=True))


def candidates(cycle: Cycle, *, today: date) -> list[Candidate]:
    """Assessors who can be proposed for this cycle, best first."""
    return [candidate for candidate in weigh(cycle, today=today) if not candidate.obstacles]


# ---- Proposal and answer ----


def propose(cycle: Cycle, *, now: datetime, by: Actor) -> Assignment | None:
    """Propose the best candidate; None when there is none, and then the desk sees the dossier."""
    with transaction.atomic():
        cycle = locked(cycle)
        if cycle.status != Cycle.Status.HANDED_IN or open_assignment(cycle):
            raise NotAllowed("Voor dit dossier wordt nu geen assessor gezocht.")
        today = timezone.localdate(now)
        best = next(iter(candidates(cycle, today=today)), None)
        if best is None:
            return None
        with act("cycle.propose_assessor", cycle, by=by):
            assignment = cycle.assignments.create(
                assessor=best.assessor, reasons=best.reasons, proposed_on=today
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
    for cycle in without_assessor():
        try:
            with transaction.atomic():
                propose(cycle, now=clock.now(), by=Actor.system("accreditation.propose_assessors"))
        except NotAllowed:
            logger.info("cycle %s no longer looks for an assessor", cycle.pk)
