"""Each status × each step × each role: what the table in docs/domain.md says, and nothing else."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.actors import PROFESSIONAL, SYSTEM, Actor
from accounts.models import Role
from audit.acts import NOT_IN_THIS_ROLE, NOT_YOURSELF, NotAllowed
from register.models import Registration
from tests.makers import cases, people, terms

STATUS = Registration.Status
TODAY = date(2026, 11, 23)
SINCE = date(2024, 1, 1)
ROLES = (PROFESSIONAL, SYSTEM, *Role.values)
STEPS = {name: step for name, step in vars(Registration).items() if hasattr(step, "sources")}
WORDS = {  # what a step asks besides who acts
    "renew": {},
    "show_place": {"shows_town": False},
    "suspend": {"until": TODAY + timedelta(days=30)},
    "end_suspension": {"since": TODAY, "today": TODAY},
    "restore": {"until": None},
    "rename": {"given_names": "Samira", "infix": "", "last_name": "Bakali"},
}
# In the table, and still not now: each has a rule of its own, tested where the rule lives.
NOT_NOW = {
    (STATUS.ACTIVE, "propose_lapse"),  # the term runs, no notices
    (STATUS.LAPSE_PROPOSED, "confirm_lapse"),  # the proposal stands too short
    (STATUS.ACTIVE, "suspend"),  # no measure
    (STATUS.SUSPENDED, "suspend"),  # no measure until that day
    (STATUS.ACTIVE, "remove"),
    (STATUS.PAUSED, "remove"),
    (STATUS.LAPSE_PROPOSED, "remove"),
    (STATUS.SUSPENDED, "remove"),
    (STATUS.LEFT, "remove"),
    (STATUS.LAPSED, "remove"),
    (STATUS.REMOVED, "come_back"),  # its term runs
}


def in_status(status: str, person) -> Registration:
    if status in (STATUS.LAPSE_PROPOSED, STATUS.LAPSED):
        silent = terms.silent(person, today=TODAY)
        make = terms.proposed if status == STATUS.LAPSE_PROPOSED else terms.lapsed
        return make(silent, on=TODAY)
    registration = people.registered(person, since=SINCE)
    own, desk = Actor.self(person), people.desk_actor()
    match status:
        case STATUS.PAUSED:
            registration.pause(today=TODAY, by=own)
        case STATUS.LEFT:
            registration.leave(today=TODAY, by=own)
        case STATUS.DECEASED:
            registration.note_death(today=TODAY, by=desk)
        case STATUS.SUSPENDED:
            cases.suspended(registration, today=TODAY)
        case STATUS.REMOVED:
            cases.removed(registration, today=TODAY)
    registration.refresh_from_db()
    assert registration.status == status
    return registration


def actors(person) -> dict[str, Actor]:
    """Everyone who could try: each role by another person, and the person in that role."""
    other = people.person("Iemand", "Anders")
    tried = {role: Actor(other, role) for role in Role.values}
    own = {f"own {role}": Actor(person, role) for role in Role.values}
    system, self, stranger = Actor.system("test"), Actor.self(person), Actor.self(other)
    return tried | own | {SYSTEM: system, PROFESSIONAL: self, "other professional": stranger}


def tried(registration: Registration, name: str, by: Actor) -> str:
    """The new status, or why not; whatever happens is taken back."""
    fresh = Registration.objects.get(pk=registration.pk)
    try:
        with transaction.atomic():
            getattr(fresh, name)(by=by, **WORDS.get(name, {"today": TODAY}))
            raise TakeBack(fresh.status)
    except TakeBack as done:
        return str(done)
    except NotAllowed as why:
        return f"refused: {why}"
    except IntegrityError as why:
        return f"database: {why}"


def registration_before(step, status: str) -> str:
    """Where a step leads that goes back: every registration here was active before."""
    return STATUS.ACTIVE if step.back else status


class TakeBack(Exception):
    pass


@pytest.mark.parametrize("status", STATUS.values)
def test_a_registration_does_what_the_table_says(owner, status):
    registration = in_status(status, owner)
    people_who_try = actors(owner)
    for name, step in STEPS.items():
        for who, by in people_who_try.items():
            outcome = tried(registration, name, by)
            case = (status, name, who, outcome)
            if status not in step.sources:
                assert outcome.startswith("refused: Dit kan niet meer"), case
            elif who not in step.who:
                assert outcome in (f"refused: {NOT_IN_THIS_ROLE}", f"refused: {NOT_YOURSELF}"), case
            elif (status, name) in NOT_NOW:
                assert outcome.startswith(("refused", "database")), case
            else:
                assert outcome == (step.to or registration_before(step, status)), case
    assert Registration.objects.get(pk=registration.pk).status == status
