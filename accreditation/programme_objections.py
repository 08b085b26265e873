"""A provider that does not agree: sent within the term, heard by the other chamber, by two."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from accreditation import (
    programme_decisions,
    programme_hearings,
    programme_terms,
    programmes,
)
from accreditation.models import (
    Programme,
    ProgrammeHearing,
    ProgrammeObjection,
    ProgrammeRequest,
)
from accreditation.programme_decisions import until
from accreditation.programme_reading import check_no_tie_to, tied_to, ties
from audit.acts import NotAllowed, act, locked
from register import chambers
from register.models import Chamber, ChamberSeat
from register.models.cases import ChamberCase

Outcome = ProgrammeObjection.Outcome
chambers.KINDS.append(ProgrammeObjection)


def apart(
    cases: Collection[ChamberCase], members: Collection[int], today: date
) -> set[tuple[int, int]]:
    """Who does not hear an objection because of a tie to the provider."""
    about = [case for case in cases if isinstance(case, ProgrammeObjection)]
    if not about:
        return set()
    found = ties({case.programme.provider_id for case in about}, members, today=today)
    return {
        (case.pk, member)
        for case in about
        for provider, member in found
        if provider == case.programme.provider_id
    }


chambers.APART.append(apart)


def objectable(programme: Programme, *, today: date) -> ProgrammeRequest | ProgrammeHearing | None:
    """The newest refusal or withdrawal, within its term, to which nobody objected."""
    refused = programme.requests.filter(status="refused", objection=None).order_by("-decided_on")
    withdrawn = programme.hearings.filter(status="carried_out", objection=None)
    found = [one for one in (refused.first(), withdrawn.last()) if one and one.decided_on]
    open_ones = [one for one in found if one.decided_on and today <= until(one.decided_on)]
    return max(open_ones, key=lambda one: one.decided_on or date.min) if open_ones else None


def send(programme: Programme, *, text: str, now: datetime, by: Actor) -> ProgrammeObjection:
    """Raises NotAllowed when there is nothing to object to, or no more."""
    today = timezone.localdate(now)
    with transaction.atomic():
        fresh = locked(programme)
        programmes.check_acts(fresh.provider, by)
        against = objectable(fresh, today=today)
        if against is None:
            raise NotAllowed("Er is nu niets waartegen jullie bezwaar kunnen maken.")
        thing = "request" if isinstance(against, ProgrammeRequest) else "hearing"
        made = ProgrammeObjection(programme=fresh, person=by.person, text=text, **{thing: against})
        made.note_term(chamber=chamber_for(made), today=today)
        with act("programmeobjection.send", made, by=by):
            made.save()
    return made


def chamber_for(objection: ProgrammeObjection) -> Chamber:
    """Never the one that signed."""
    signed = objection.against
    sat = signed.decided_on and ChamberSeat.objects.of(signed.second_decider, signed.decided_on)
    return sat.other if sat else chambers.for_new_case()


def withdraw(objection: ProgrammeObjection, *, by: Actor) -> None:
    with transaction.atomic():
        programmes.check_acts(objection.programme.provider, by)
        objection.withdraw(by=by)


# ---- Two of the chamber ----


def heard_by(user: User, *, today: date) -> Any:
    """Of this member's chamber, without what the member touched or has a tie to."""
    found = ProgrammeObjection.objects.heard_by(user, today=today).open()
    providers = found.values_list("programme__provider", flat=True)
    not_these = tied_to(user, providers, today=today)
    return (
        found.exclude(programme__provider__in=not_these)
        .select_related(
            "programme__provider", "person", "first_signer", "hearing__announced_by",
            "request__scheme", "request__before__scheme", "request__decided_by",
        )
        .order_by("answer_by", "pk")
    )  # fmt: skip


def propose(objection: ProgrammeObjection, *, today: date, by: Actor, **facts: Any) -> None:
    check_no_tie_to(objection.programme.provider, by.user, today=today)
    objection.propose(**facts, today=today, by=by)


def prolong(objection: ProgrammeObjection, *, now: datetime, by: Actor) -> None:
    with transaction.atomic():
        objection.prolong(today=timezone.localdate(now), by=by)
        tell("programme_objection_longer", objection, now=now)


def sign(objection: ProgrammeObjection, *, proposal: str, now: datetime, by: Actor) -> None:
    """The second signature under the proposal that was read, and what follows."""
    today = timezone.localdate(now)
    with transaction.atomic():
        check_no_tie_to(objection.programme.provider, by.user, today=today)
        if locked(objection).proposal != proposal:
            raise NotAllowed("Het voorstel is intussen veranderd. Lees het eerst opnieuw.")
        objection.refresh_from_db()
        if objection.outcome == Outcome.UPHELD:
            objection.uphold(today=today, by=by)
            carry_out(objection, today=today, by=by)
        else:
            objection.dismiss(today=today, by=by)
        tell("programme_objection_decided", objection, now=now)


def carry_out(objection: ProgrammeObjection, *, today: date, by: Actor) -> None:
    """Accredited after all; or as before, had it been withdrawn."""
    if objection.request:
        request = objection.request
        request.grant_after_all(reason=objection.reason, today=today, by=by)
        programme_decisions.take_effect(request, from_on=today, today=today, by=by)
    elif objection.hearing:
        programme_hearings.set_aside(objection.hearing, by=by)


def tell(kind: str, objection: ProgrammeObjection, *, now: datetime) -> None:
    programme_terms.tell(
        objection.programme, kind, now=now, occasion=str(objection.pk), case=objection
    )
