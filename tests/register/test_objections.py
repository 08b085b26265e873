"""Objections: in time or late, the other chamber, two who did not touch it, never worse."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.actors import Actor
from accounts.models import Role
from accreditation import after_cases
from accreditation.models import Cycle
from audit.acts import NotAllowed
from outbox.models import Letter
from register import admission, objecting
from register.models import (
    Affiliation,
    Application,
    Chamber,
    Objection,
    Registration,
)
from tests.makers import cases, people, terms

pytestmark = pytest.mark.usefixtures("standing_clock")
DAY = date(2026, 11, 2)


@pytest.fixture
def east(scheme):
    return people.members(Chamber.EAST)


@pytest.fixture
def west(scheme):
    return people.members(Chamber.WEST)


@pytest.fixture
def refused(owner, east) -> Application:
    return cases.refused(owner, today=DAY, by=east[0])


@pytest.fixture
def objection(refused, today) -> Objection:
    return cases.objection(refused, today=today)


def propose(objection, by, today, outcome="upheld", reason="Artikel 2 geldt hier niet."):
    objection.propose(outcome=outcome, reason=reason, today=today, by=by)


def kinds(user) -> set[str]:
    return set(Letter.objects.filter(person=user).values_list("kind", flat=True))


def test_the_other_chamber_gets_it_with_a_term_and_a_receipt(objection, owner, today):
    assert objection.chamber == Chamber.WEST
    assert objection.answer_by == today + timedelta(weeks=6)
    letter = Letter.objects.get(person=owner, kind="register/objection_received")
    assert "4 januari 2027" in letter.body
    assert "Kamer West" in letter.body


def test_upheld_by_two_the_application_goes_on_and_is_admitted(objection, owner, west, today):
    first, second = west
    propose(objection, first, today)
    objecting.sign(objection, today=today, by=second)
    assert objection.status == "upheld"
    application = Application.objects.get(pk=objection.application_id)
    assert (application.status, application.refusal_reason) == ("in_review", "")
    desk = people.desk_actor()
    application.invite_to_welcome_talk(by=desk)
    application.note_welcome_talk(held_on=today, by=desk)
    admission.admit(application, today=today, by=desk)
    assert Registration.objects.get(person=owner).status == "active"
    assert "register/objection_upheld" in kinds(owner)


def test_who_had_the_talk_goes_on_after_the_talk(owner, east, west, today):
    application = people.welcomed(owner, today=DAY)
    application.propose_refusal(reason="x", way_on="y", by=people.desk_actor())
    admission.refuse(application, today=DAY, by=east[0])
    objection = cases.objection(application, today=today)
    propose(objection, west[0], today)
    objecting.sign(objection, today=today, by=west[1])
    application.refresh_from_db()
    assert application.status == "welcome"


def test_an_application_begun_meanwhile_makes_room(objection, owner, west, today):
    newer = people.application(owner, today=today)
    propose(objection, west[0], today)
    objecting.sign(objection, today=today, by=west[1])
    newer.refresh_from_db()
    assert newer.status == "withdrawn"


def test_dismissed_changes_nothing(objection, refused, owner, west, today):
    propose(objection, west[0], today, outcome="dismissed")
    objecting.sign(objection, today=today, by=west[1])
    refused.refresh_from_db()
    assert (refused.status, refused.refusal_reason) == ("refused", "Artikel 2.")
    assert "niet slechter" in Letter.objects.get(kind="register/objection_dismissed").body


def test_while_it_runs_nothing_changes(objection, refused):
    refused.refresh_from_db()
    assert refused.status == "refused"
    assert Objection.objects.running_for(refused.person).exists()


def test_one_signature_decides_nothing_and_never_twice_the_same(objection, west, today):
    propose(objection, west[0], today)
    with pytest.raises(NotAllowed, match="ander lid"):
        objecting.sign(objection, today=today, by=west[0])
    with pytest.raises(IntegrityError, match="signed_by_two"), transaction.atomic():
        Objection.objects.filter(pk=objection.pk).update(
            status="upheld", second_signer=west[0].user, decided_on=today
        )


def test_the_chamber_that_signed_does_not_hear_it(objection, east, today):
    with pytest.raises(NotAllowed, match="andere kamer"):
        propose(objection, east[1], today)
    with pytest.raises(IntegrityError, match="seat in the chamber"), transaction.atomic():
        Objection.objects.filter(pk=objection.pk).update(
            first_signer=east[1].user, first_signed_on=today, outcome="upheld", reason="x"
        )
    with pytest.raises(IntegrityError, match="chamber that signed"), transaction.atomic():
        Objection.objects.filter(pk=objection.pk).update(chamber="east")


def test_nobody_hears_a_case_they_touched(owner, east, west, today):
    """A member who proposed something about the application before, in whatever role."""
    touched = people.submitted(owner, today=DAY)
    once_at_the_desk = Actor(west[0].user, Role.DESK)
    touched.take(by=once_at_the_desk)
    touched.propose_refusal(reason="x", way_on="y", by=people.desk_actor())
    admission.refuse(touched, today=DAY, by=east[0])
    objection = cases.objection(touched, today=today)
    assert not Objection.objects.heard_by(west[0].user, today=today).exists()
    assert Objection.objects.heard_by(west[1].user, today=today).exists()
    with pytest.raises(NotAllowed, match="eerder"):
        propose(objection, west[0], today)
    with pytest.raises(IntegrityError, match="touched the case"), transaction.atomic():
        Objection.objects.filter(pk=objection.pk).update(
            first_signer=west[0].user, first_signed_on=today, outcome="upheld", reason="x"
        )


def test_a_colleague_does_not_hear_it(objection, west, today):
    place = objection.application.organisation
    for user in (objection.person, west[0].user):
        Affiliation.objects.create(person=user, organisation=place, from_on=DAY)
    assert not Objection.objects.heard_by(west[0].user, today=today).exists()


def test_nobody_hears_the_own_objection(east, west, today):
    own = west[0].user
    objection = cases.objection(cases.refused(own, today=DAY, by=east[0]), today=today)
    with pytest.raises(NotAllowed):
        propose(objection, west[0], today)
    assert not Objection.objects.heard_by(own, today=today).exists()


def test_only_the_committee_hears(objection, owner, desk, today):
    for by in (Actor(desk, Role.DESK), Actor.self(owner), Actor(desk, Role.ADMINISTRATOR)):
        with pytest.raises(NotAllowed, match="in deze rol"):
            propose(objection, by, today)


def test_prolonged_once_with_a_letter(objection, owner, west, today):
    objecting.prolong(objection, today=today, by=west[0])
    assert objection.answer_by == today + timedelta(weeks=12)
    assert "15 februari 2027" in Letter.objects.get(kind="register/case_prolonged").body
    with pytest.raises(NotAllowed, match="al een keer"):
        objecting.prolong(objection, today=today, by=west[1])


LATE = DAY + timedelta(weeks=6, days=1)


def test_the_last_day_of_the_term_is_in_time(refused):
    assert not cases.objection(refused, today=LATE - timedelta(days=1)).came_late


def late(refused) -> Objection:
    made = objecting.start(refused.person, "application", refused.public_id, today=LATE)
    made.text = "Ik spreek wel inwoners."
    made.save()
    with pytest.raises(NotAllowed, match="later"):
        objecting.submit(made, today=LATE, by=Actor.self(refused.person))
    made.refresh_from_db()
    made.late_because = "Ik lag in het ziekenhuis."
    made.save()
    objecting.submit(made, today=LATE, by=Actor.self(refused.person))
    return made


def test_who_is_late_says_why_and_is_heard_when_that_is_a_good_reason(refused, west):
    objection = late(refused)
    with pytest.raises(NotAllowed, match="te laat"):
        propose(objection, west[0], LATE)
    objecting.accept_lateness(objection, because="Dat kan gebeuren.", today=LATE, by=west[0])
    propose(objection, west[0], LATE)
    objecting.sign(objection, today=LATE, by=west[1])
    assert objection.status == "upheld"


def test_or_is_told_so_in_plain_words_by_two(refused, owner, west):
    objection = late(refused)
    propose(objection, west[0], LATE, outcome="too_late", reason="Er was tijd genoeg.")
    objecting.sign(objection, today=LATE, by=west[1])
    letter = Letter.objects.get(person=owner, kind="register/objection_too_late")
    assert "Er was tijd genoeg." in letter.body
    assert objecting.decisions_on(owner, today=LATE) == []


def test_the_person_withdraws_and_may_begin_again(objection, refused, owner, today):
    with pytest.raises(NotAllowed, match="in deze rol"):
        objecting.withdraw(objection, by=people.desk_actor())
    objecting.withdraw(objection, by=Actor.self(owner))
    assert "register/objection_withdrawn" in kinds(owner)
    assert cases.objection(refused, today=today).status == "received"


def test_a_draft_is_found_again_and_one_objection_is_enough(refused, owner, today):
    draft = objecting.start(owner, "application", refused.public_id, today=today)
    assert objecting.start(owner, "application", refused.public_id, today=today) == draft
    draft.text = "x"
    draft.save()
    objecting.submit(draft, today=today, by=Actor.self(owner))
    with pytest.raises(NotAllowed, match="geen bezwaar"):
        objecting.start(owner, "application", refused.public_id, today=today)


def test_nobody_objects_for_another(refused, stranger, today):
    with pytest.raises(NotAllowed):
        objecting.start(stranger, "application", refused.public_id, today=today)


def test_an_objection_is_against_one_thing(refused, owner, today, east):
    registration = people.registered(people.person("An", "Der"), since=DAY)
    with pytest.raises(IntegrityError, match="against_one_thing"), transaction.atomic():
        Objection.objects.create(
            person=owner, application=refused, registration=registration,
            against_on=DAY, objectable_until=DAY,
        )  # fmt: skip
    with pytest.raises(IntegrityError, match="against_one_thing"), transaction.atomic():
        Objection.objects.create(person=owner, against_on=DAY, objectable_until=DAY)


def objected_to_lapse(registration, today) -> Objection:
    owner = registration.person
    objection = objecting.start(owner, "registration", registration.public_id, today=today)
    objection.text = "De brief kwam niet aan."
    objection.save()
    objecting.submit(objection, today=today, by=Actor.self(owner))
    return objection


def test_a_lapse_is_undone_without_a_gap(owner, desk, west, east, today):
    registration = terms.lapsed(terms.silent(owner, today=today, months=4), on=today)
    until = registration.current_period.until_on
    objection = objected_to_lapse(registration, today)
    first, second = west if objection.chamber == "west" else east
    propose(objection, first, today)
    objecting.sign(objection, today=today, by=second)
    after_cases.follow()
    registration.refresh_from_db()
    assert (registration.status, registration.ended_on) == ("active", None)
    assert registration.periods.get().until_on == until
    assert Cycle.objects.get(person=owner).status == "running"


def test_nobody_lapses_while_an_objection_runs(owner, refused, desk, today):
    registration = terms.proposed(
        terms.silent(owner, today=today, months=4), on=today - timedelta(weeks=5)
    )
    cases.objection(refused, today=today)
    by = Actor(desk, Role.DESK)
    with pytest.raises(NotAllowed, match="bezwaar"):
        registration.confirm_lapse(today=today, by=by)
    with pytest.raises(IntegrityError, match="an objection runs"), transaction.atomic():
        Registration.objects.filter(pk=registration.pk).update(
            status="lapsed", lapse_confirmed_by=desk, ended_on=today
        )


STEPS = {
    "accept_lateness": {"because": "x"},
    "prolong": {},
    "propose": {"outcome": "upheld", "reason": "x"},
    "drop_proposal": {},
    "uphold": {},
    "dismiss": {},
    "find_too_late": {},
}


@pytest.mark.parametrize("status", ["draft", "upheld", "dismissed", "too_late", "withdrawn"])
@pytest.mark.parametrize("step", STEPS)
def test_no_step_outside_its_status(status, step, objection, west, owner, today):
    if status == "draft":
        objecting.withdraw(objection, by=Actor.self(owner))
        application = objection.application
        objection = objecting.start(owner, "application", application.public_id, today=today)
    elif status == "withdrawn":
        objecting.withdraw(objection, by=Actor.self(owner))
    else:
        if status == "too_late":
            objection.received_on = LATE
            objection.save()
        propose(objection, west[0], today, outcome=status)
        objecting.sign(objection, today=today, by=west[1])
    assert objection.status == status
    with pytest.raises(NotAllowed, match="status is nu"):
        getattr(objection, step)(today=today, by=west[0], **STEPS[step])


@pytest.mark.parametrize("role", ["professional", "desk", "administrator", "assessor", "reader"])
@pytest.mark.parametrize("step", STEPS)
def test_no_step_in_another_role(role, step, objection, west, today):
    propose(objection, west[0], today)
    objection.refresh_from_db()
    with pytest.raises(NotAllowed):
        getattr(objection, step)(today=today, by=Actor(west[1].user, role), **STEPS[step])
