"""Measures: charge, open file, hearing, two signatures, objection, final; and their end."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from accounts.actors import Actor
from accounts.models import Role
from accreditation import after_cases, cycles
from accreditation.models import Cycle
from audit.acts import NotAllowed
from outbox.models import Letter
from register import admission, allow_list, applying, measuring, objecting
from register.models import Application, Chamber, Measure, Registration
from tests.makers import cases, people

pytestmark = pytest.mark.usefixtures("standing_clock")
SINCE = date(2025, 1, 1)
CHARGED = date(2026, 11, 23)
HEARD = CHARGED + timedelta(days=21)


@pytest.fixture
def registration(owner, scheme) -> Registration:
    return people.registered(owner, since=SINCE)


@pytest.fixture
def measure(registration, today) -> Measure:
    return cases.charged(registration, today=today)


def letters(user) -> set[str]:
    return set(Letter.objects.filter(person=user).values_list("kind", flat=True))


def fresh(registration) -> Registration:
    return Registration.objects.get(pk=registration.pk)


def shown(registration, today) -> str | None:
    facts = allow_list.facts(registration, today)
    return facts["status"] if facts else None


# ---- The charge and the hearing ----


def test_the_charge_opens_the_file_and_changes_nothing(measure, registration, owner, today):
    assert (measure.status, fresh(registration).status) == ("charged", "active")
    letter = Letter.objects.get(person=owner, kind="register/measure_charged")
    for words in ("ECLI:NL:RBMNE:2026:1", "nog niets besloten", "Je mag iemand meenemen"):
        assert words in letter.body


def test_a_breach_needs_what_another_established(registration, today):
    with pytest.raises(IntegrityError, match="breach_was_established"), transaction.atomic():
        cases.charged(registration, today=today, established_reference="")
    deceit = {"ground": "deceit", "established_by": "", "established_reference": ""}
    assert cases.charged(registration, today=today, established_on=None, **deceit).pk


def test_only_the_desk_charges_and_never_about_oneself(registration, owner, today):
    by_committee, _ = people.members(Chamber.EAST)
    for by in (by_committee, Actor.self(owner), Actor(owner, Role.DESK)):
        with pytest.raises(NotAllowed):
            measuring.charge(registration, today=today, by=by, **cases.FACTS)


def test_one_case_at_a_time(measure, registration, today):
    with pytest.raises(NotAllowed, match="loopt al"):
        cases.charged(registration, today=today)


def test_there_is_time_to_prepare_for_the_hearing(measure, today):
    first, _ = cases.two_of(measure)
    soon = cases.at(today + timedelta(days=13))
    with pytest.raises(NotAllowed, match="genoeg tijd"):
        measuring.plan_hearing(measure, soon, "Utrecht", today=today, by=first)
    later = cases.at(today + timedelta(days=14))
    measuring.plan_hearing(measure, later, "Utrecht", today=today, by=first)
    assert "register/measure_hearing" in letters(measure.person)


def test_the_person_says_who_comes_along(measure, owner):
    measure.name_counsel("mr. De Graaf", by=Actor.self(owner))
    assert measure.counsel == "mr. De Graaf"
    with pytest.raises(NotAllowed):
        measure.name_counsel("Iemand", by=cases.two_of(measure)[0])


def test_no_decision_before_the_hearing(measure, today):
    first, _ = cases.two_of(measure)
    with pytest.raises(NotAllowed, match="Eerst de hoorzitting"):
        measure.propose(outcome="suspend", reason="x", months=3, today=today, by=first)
    with pytest.raises(IntegrityError, match="signed_by_two|without_hearing"), transaction.atomic():
        Measure.objects.filter(pk=measure.pk).update(status="imposed")


def test_no_minutes_before_the_hearing_was(measure, today, now):
    first, _ = cases.two_of(measure)
    at = cases.at(today + timedelta(days=20))
    measuring.plan_hearing(measure, at, "Utrecht", today=today, by=first)
    with pytest.raises(NotAllowed, match="nog niet geweest"):
        measuring.note_hearing(measure, "x", now=now, by=first)


@pytest.mark.parametrize(("outcome", "months"), [("suspend", 7), ("suspend", None), ("remove", 61)])
def test_the_scheme_says_how_long_at_most(measure, outcome, months):
    cases.heard(measure, on=HEARD)
    first, _ = cases.two_of(measure)
    with pytest.raises(NotAllowed, match="Kies 1 tot"):
        measure.propose(outcome=outcome, reason="x", months=months, today=HEARD, by=first)


# ---- Two signatures, and final ----


def test_what_is_not_final_is_not_public(registration, owner):
    measure = cases.imposed(registration, charged_on=CHARGED)
    assert (measure.status, fresh(registration).status) == ("imposed", "active")
    assert shown(registration, HEARD) == "registered"
    last_day = HEARD + timedelta(weeks=6)
    assert measure.objectable_until == last_day
    assert "nog niet openbaar" in Letter.objects.get(kind="register/measure_imposed").body
    with pytest.raises(NotAllowed, match="termijn voor bezwaar"):
        measuring.settle(measure, today=last_day)


def night(day: date) -> None:
    with time_machine.travel(cases.at(day, 5), tick=False):
        measuring.settle_measures()


def test_the_night_after_the_term_it_takes_effect(registration, owner):
    cases.imposed(registration, charged_on=CHARGED, months=3)
    last_day = HEARD + timedelta(weeks=6)
    night(last_day)
    assert fresh(registration).status == "active"
    night(last_day + timedelta(days=1))
    found = fresh(registration)
    assert (found.status, found.suspended_until) == ("suspended", date(2027, 4, 26))
    assert shown(registration, last_day) == "suspended"
    assert "register/measure_final" in letters(owner)


def test_the_end_comes_by_itself_and_the_period_waited(registration, owner):
    measure = cases.suspended(registration, today=date(2026, 12, 1), months=3)
    until = registration.current_period.until_on
    night(date(2027, 2, 28))
    assert fresh(registration).status == "suspended"
    night(date(2027, 3, 1))
    found = fresh(registration)
    measure.refresh_from_db()
    assert (found.status, found.suspended_until, measure.status) == ("active", None, "ended")
    assert found.current_period.until_on == until + timedelta(days=90)
    assert "register/measure_ended" in letters(owner)
    assert shown(registration, date(2027, 3, 1)) == "registered"


def test_a_removal_takes_the_certificate_and_says_from_when_again(registration, owner):
    measure = cases.imposed(registration, charged_on=CHARGED, outcome="remove", months=24)
    on = HEARD + timedelta(weeks=6, days=1)
    night(on)
    measure.refresh_from_db()
    assert fresh(registration).status == "removed"
    assert measure.again_from == date(2029, 1, 26)
    assert registration.certificates.get().status == "revoked"
    assert shown(registration, on) == "removed"


def test_who_was_removed_comes_back_after_the_term_by_a_new_application(registration, owner):
    measure = cases.removed(registration, today=HEARD)
    again_from = measure.again_from
    with pytest.raises(NotAllowed, match="nog niet voorbij"):
        registration.come_back(today=again_from - timedelta(days=1), by=people.desk_actor())
    returns_to = applying.start(owner, today=again_from).returns_to
    Application.objects.open().delete()
    application = people.welcomed(owner, today=again_from, returns_to=returns_to)
    admission.admit(application, today=again_from, by=people.desk_actor())
    measure.refresh_from_db()
    found = fresh(registration)
    assert (found.status, found.since_on) == ("active", again_from)
    assert (measure.status, measure.ended_on) == ("ended", again_from)


def test_the_cycle_follows_a_removal_and_its_undoing(registration, owner):
    cycles.start(registration.current_period, by=people.desk_actor())
    until = registration.current_period.until_on
    measure = cases.imposed(registration, charged_on=CHARGED, outcome="remove", months=24)
    night(HEARD + timedelta(weeks=6, days=1))
    after_cases.follow()
    assert Cycle.objects.get(person=owner).status == "closed"
    measure.refresh_from_db()
    uphold(objected(measure, HEARD + timedelta(weeks=7)), HEARD + timedelta(weeks=8))
    after_cases.follow()
    assert Cycle.objects.get(person=owner).status == "running"
    assert registration.periods.get().until_on == until


def test_who_leaves_does_not_escape_a_removal(registration, owner):
    cases.imposed(registration, charged_on=CHARGED, outcome="remove", months=24)
    fresh(registration).leave(today=HEARD, by=Actor.self(owner))
    night(HEARD + timedelta(weeks=6, days=1))
    assert fresh(registration).status == "removed"


def test_a_suspension_waits_until_somebody_is_back(registration, owner):
    cases.imposed(registration, charged_on=CHARGED)
    fresh(registration).pause(today=HEARD, by=Actor.self(owner))
    night(HEARD + timedelta(weeks=7))
    assert fresh(registration).status == "paused"
    fresh(registration).resume(today=HEARD + timedelta(weeks=8), by=Actor.self(owner))
    night(HEARD + timedelta(weeks=9))
    assert fresh(registration).status == "suspended"


def test_no_measure_leaves_no_trace_outside(measure, registration, owner):
    cases.heard(measure, on=HEARD)
    first, second = cases.two_of(measure)
    measure.propose(outcome="none", reason="Het klopt niet.", today=HEARD, by=first)
    measuring.sign(measure, today=HEARD, by=second)
    assert (measure.status, fresh(registration).status) == ("no_measure", "active")
    assert "register/measure_none" in letters(owner)


def test_two_different_members_sign(measure, today):
    cases.heard(measure, on=HEARD)
    first, second = cases.two_of(measure)
    measure.propose(outcome="suspend", reason="x", months=1, today=HEARD, by=first)
    with pytest.raises(NotAllowed, match="ander lid"):
        measuring.sign(measure, today=HEARD, by=first)
    other = people.member("Ander", "Kamer", Chamber(measure.chamber).other)
    with pytest.raises(NotAllowed, match="andere kamer"):
        measuring.sign(measure, today=HEARD, by=other)
    measuring.sign(measure, today=HEARD, by=second)
    with pytest.raises(IntegrityError, match="signed_by_two"), transaction.atomic():
        Measure.objects.filter(pk=measure.pk).update(second_signer=first.user)


# ---- In danger ----


def provisional(measure, today, months=3) -> None:
    first, second = cases.two_of(measure)
    measure.propose(outcome="provisional", reason="Gevaar.", months=months, today=today, by=first)
    measuring.sign(measure, today=today, by=second)


def test_in_danger_provisionally_by_two_at_once(measure, registration, owner, today):
    provisional(measure, today)
    found = fresh(registration)
    assert (measure.status, found.status) == ("charged", "suspended")
    assert found.suspended_until == date(2027, 2, 23)
    assert shown(registration, today) == "suspended"
    assert "register/measure_provisional" in letters(owner)


def test_never_longer_than_the_scheme_and_never_twice(measure, today):
    first, _ = cases.two_of(measure)
    with pytest.raises(NotAllowed, match="1 tot 3"):
        measure.propose(outcome="provisional", reason="x", months=4, today=today, by=first)
    provisional(measure, today)
    with pytest.raises(NotAllowed, match="tweede"):
        measure.propose(outcome="provisional", reason="x", months=1, today=today, by=first)


def test_it_ends_by_itself_while_the_case_goes_on(measure, registration, owner, today):
    provisional(measure, today, months=1)
    until = registration.current_period.until_on
    night(date(2026, 12, 23))
    assert fresh(registration).status == "active"
    assert registration.periods.get().until_on == until + timedelta(days=30)
    assert "register/measure_provisional_ended" in letters(owner)


def test_what_was_served_before_counts(measure, registration, today):
    provisional(measure, today, months=1)
    night(date(2026, 12, 23))  # 30 days
    cases.heard(measure, on=HEARD)
    measure.refresh_from_db()
    first, second = cases.two_of(measure)
    with time_machine.travel(cases.at(HEARD, 13), tick=False):
        measure.propose(outcome="suspend", reason="x", months=3, today=HEARD, by=first)
        measuring.sign(measure, today=HEARD, by=second)
    night(HEARD + timedelta(weeks=6, days=1))
    assert fresh(registration).suspended_until == date(2027, 4, 26) - timedelta(days=30)


def test_no_measure_ends_a_provisional_suspension(measure, registration, today):
    provisional(measure, today)
    cases.heard(measure, on=HEARD)
    first, second = cases.two_of(measure)
    measure.propose(outcome="none", reason="x", today=HEARD, by=first)
    measuring.sign(measure, today=HEARD, by=second)
    assert fresh(registration).status == "active"


def test_so_does_dropping_the_charge(measure, registration, today):
    provisional(measure, today)
    measuring.drop_charge(measure, today=today, by=people.desk_actor())
    assert (measure.status, fresh(registration).status) == ("dropped", "active")


# ---- Objection ----


def objected(measure, on: date):
    user = measure.person
    made = objecting.start(user, "measure", measure.public_id, today=on)
    made.text = "Zo is het niet gegaan."
    made.late_because = "Ziek."
    made.save()
    with time_machine.travel(cases.at(on), tick=False):
        objecting.submit(made, today=on, by=Actor.self(user))
    return made


def uphold(objection, on: date, outcome="upheld") -> None:
    first, second = cases.two_of(objection)
    with time_machine.travel(cases.at(on), tick=False):
        if objection.waits_for_lateness:
            objecting.accept_lateness(objection, because="x", today=on, by=first)
        objection.propose(outcome=outcome, reason="x", today=on, by=first)
        objecting.sign(objection, today=on, by=second)


def test_the_other_chamber_hears_the_objection_and_meanwhile_nothing_changes(registration):
    measure = cases.imposed(registration, charged_on=CHARGED)
    objection = objected(measure, HEARD + timedelta(weeks=6))
    assert objection.chamber == Chamber(measure.chamber).other
    night(HEARD + timedelta(weeks=10))
    assert fresh(registration).status == "active"


def test_upheld_the_measure_is_undone(registration):
    measure = cases.imposed(registration, charged_on=CHARGED)
    uphold(objected(measure, HEARD + timedelta(days=9)), HEARD + timedelta(days=20))
    measure.refresh_from_db()
    assert measure.status == "overturned"
    night(HEARD + timedelta(weeks=10))
    assert fresh(registration).status == "active"


def test_dismissed_it_takes_effect(registration):
    measure = cases.imposed(registration, charged_on=CHARGED)
    late = HEARD + timedelta(weeks=8)
    uphold(objected(measure, HEARD + timedelta(days=9)), late, outcome="dismissed")
    night(late + timedelta(days=1))
    assert fresh(registration).status == "suspended"


@pytest.mark.parametrize(("outcome", "status"), [("suspend", "suspended"), ("remove", "removed")])
def test_a_late_objection_that_is_upheld_ends_what_is_in_force(registration, outcome, status):
    measure = cases.imposed(registration, charged_on=CHARGED, outcome=outcome, months=5)
    night(HEARD + timedelta(weeks=6, days=1))
    assert fresh(registration).status == status
    uphold(objected(measure, HEARD + timedelta(weeks=7)), HEARD + timedelta(weeks=8))
    found = fresh(registration)
    assert (found.status, found.ended_on, found.suspended_until) == ("active", None, None)
    assert found.certificates.filter(status="issued").count() == 1


def test_against_a_provisional_suspension_the_case_itself_goes_on(measure, registration, today):
    provisional(measure, today)
    uphold(objected(measure, today), today)
    measure.refresh_from_db()
    assert (measure.status, fresh(registration).status) == ("charged", "active")


# ---- Nothing beside it ----


@pytest.mark.parametrize("status", ["suspended", "removed"])
def test_the_database_wants_a_measure_behind_the_status(registration, status, today):
    with pytest.raises(IntegrityError, match="no measure"), transaction.atomic():
        Registration.objects.filter(pk=registration.pk).update(
            status=status, suspended_until=today, ended_on=today
        )


def test_nor_does_a_member_do_it_alone(registration, committee, today):
    actor = Actor(committee, Role.COMMITTEE)
    with pytest.raises(IntegrityError, match="no measure"), transaction.atomic():
        registration.suspend(until=today + timedelta(days=30), by=actor)
    with pytest.raises(IntegrityError, match="no measure"), transaction.atomic():
        fresh(registration).remove(today=today, by=actor)


def test_a_suspension_is_not_longer_than_its_measure(registration, today):
    cases.suspended(registration, today=today)
    with pytest.raises(IntegrityError, match="no measure"), transaction.atomic():
        Registration.objects.filter(pk=registration.pk).update(suspended_until=date(2030, 1, 1))


@pytest.mark.parametrize("role", [Role.DESK, Role.ADMINISTRATOR, Role.ASSESSOR, "professional"])
@pytest.mark.parametrize("act", ["suspend", "remove", "restore", "end"])
def test_no_other_role_suspends_removes_or_restores(registration, desk, role, act, today):
    by = Actor(desk, role)
    with pytest.raises(NotAllowed):
        if act == "suspend":
            registration.suspend(until=today, by=by)
        elif act == "remove":
            registration.remove(today=today, by=by)
        elif act == "restore":
            cases.suspended(registration, today=today)
            registration.restore(until=today, by=by)
        else:
            measure = cases.imposed(registration, charged_on=CHARGED)
            measure.take_effect(today=date(2027, 6, 1), by=by)


STEPS = {
    "prolong": {},
    "plan_hearing": {"at": cases.at(HEARD), "place": "x"},
    "propose": {"outcome": "provisional", "reason": "x", "months": 1},
    "drop_proposal": {},
    "suspend_provisionally": {},
    "decide_none": {},
    "impose": {},
}


@pytest.mark.parametrize("role", ["professional", "desk", "administrator", "assessor"])
@pytest.mark.parametrize("step", STEPS)
def test_no_step_in_another_role(step, role, measure, today):
    if step in ("decide_none", "impose"):
        cases.heard(measure, on=HEARD)
    by = Actor(cases.two_of(measure)[0].user, role)
    with pytest.raises(NotAllowed, match="in deze rol"):
        getattr(measure, step)(today=today, by=by, **STEPS[step])


@pytest.mark.parametrize("status", ["no_measure", "dropped", "imposed", "in_force", "ended"])
@pytest.mark.parametrize("step", STEPS)
def test_no_step_outside_its_status(step, status, registration, today):
    if status in ("no_measure", "dropped"):
        measure = cases.charged(registration, today=CHARGED)
        first, second = cases.two_of(measure)
        if status == "dropped":
            measuring.drop_charge(measure, today=today, by=people.desk_actor())
        else:
            cases.heard(measure, on=HEARD)
            measure.propose(outcome="none", reason="x", today=HEARD, by=first)
            measuring.sign(measure, today=HEARD, by=second)
    elif status == "imposed":
        measure = cases.imposed(registration, charged_on=CHARGED)
    else:
        measure = cases.suspended(registration, today=CHARGED)
        if status == "ended":
            measuring.end(measure, today=date(2027, 5, 23), by=Actor.system("test"))
    first, _ = cases.two_of(measure)
    assert measure.status == status
    with pytest.raises(NotAllowed, match="status is nu"):
        getattr(measure, step)(today=today, by=first, **STEPS[step])
