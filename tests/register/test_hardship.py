"""Hardship requests: asked, signed by two in words, objected to."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.actors import Actor
from audit.acts import NotAllowed
from outbox.models import Letter
from register import hardship, objecting
from register.models import Chamber, HardshipRequest
from tests.makers import cases, people

pytestmark = pytest.mark.usefixtures("standing_clock", "scheme")
WORDS = {"rule": "Twee jaar pauze", "text": "Mijn zoon is ziek."}


@pytest.fixture
def asked(owner, today) -> HardshipRequest:
    return hardship.ask(owner, **WORDS, today=today, by=Actor.self(owner))


def sign(request, today, outcome) -> None:
    first, second = cases.two_of(request)
    request.propose(outcome=outcome, reason="Dit geldt nu.", today=today, by=first)
    hardship.sign(request, today=today, by=second)


def test_a_receipt_with_the_term(asked, owner, today):
    assert asked.answer_by == today + timedelta(weeks=6)
    assert "4 januari 2027" in Letter.objects.get(kind="register/hardship_received").body


def test_one_at_a_time(asked, owner, today):
    with pytest.raises(NotAllowed, match="al een verzoek"):
        hardship.ask(owner, **WORDS, today=today, by=Actor.self(owner))


@pytest.mark.parametrize("outcome", ["granted", "denied"])
def test_two_sign_and_the_letter_says_it_in_words(asked, owner, today, outcome):
    sign(asked, today, outcome)
    assert asked.status == outcome
    assert "Dit geldt nu." in Letter.objects.get(kind=f"register/hardship_{outcome}").body


def test_one_alone_decides_nothing(asked, today):
    first, _ = cases.two_of(asked)
    asked.propose(outcome="granted", reason="x", today=today, by=first)
    with pytest.raises(NotAllowed, match="ander lid"):
        hardship.sign(asked, today=today, by=first)
    with pytest.raises(IntegrityError, match="is_signed"), transaction.atomic():
        HardshipRequest.objects.filter(pk=asked.pk).update(status="granted")


def test_who_takes_the_proposal_back_makes_room_for_another(asked, today):
    first, second = cases.two_of(asked)
    asked.propose(outcome="granted", reason="x", today=today, by=first)
    asked.drop_proposal(today=today, by=second)
    assert (asked.outcome, asked.first_signer) == ("", None)


def test_a_denied_request_goes_to_the_other_chamber(asked, owner, today):
    sign(asked, today, "denied")
    objection = objecting.start(owner, "hardshiprequest", asked.public_id, today=today)
    objection.text = "Het is echt zo."
    objection.save()
    objecting.submit(objection, today=today, by=Actor.self(owner))
    assert objection.chamber == Chamber(asked.chamber).other
    first, second = cases.two_of(objection)
    objection.propose(outcome="upheld", reason="x", today=today, by=first)
    objecting.sign(objection, today=today, by=second)
    asked.refresh_from_db()
    assert asked.status == "granted"


def test_the_person_withdraws_and_nobody_else(asked, owner):
    with pytest.raises(NotAllowed):
        asked.withdraw(by=cases.two_of(asked)[0])
    asked.withdraw(by=Actor.self(owner))
    assert asked.status == "withdrawn"


STEPS = {
    "prolong": {},
    "propose": {"outcome": "granted", "reason": "x"},
    "drop_proposal": {},
    "grant": {},
    "deny": {},
}


@pytest.mark.parametrize("status", ["granted", "denied", "withdrawn"])
@pytest.mark.parametrize("step", STEPS)
def test_no_step_outside_its_status(asked, owner, today, status, step):
    if status == "withdrawn":
        asked.withdraw(by=Actor.self(owner))
    else:
        sign(asked, today, status)
    with pytest.raises(NotAllowed, match="status is nu"):
        getattr(asked, step)(today=today, by=cases.two_of(asked)[0], **STEPS[step])


@pytest.mark.parametrize("role", ["professional", "desk", "administrator", "assessor"])
@pytest.mark.parametrize("step", STEPS)
def test_no_step_in_another_role(asked, today, role, step):
    by = Actor(cases.two_of(asked)[0].user, role)
    with pytest.raises(NotAllowed, match="in deze rol"):
        getattr(asked, step)(today=today, by=by, **STEPS[step])


def test_nobody_sits_in_the_other_chamber(asked, today):
    other = people.member("Ander", "Lid", Chamber(asked.chamber).other)
    with pytest.raises(NotAllowed, match="andere kamer"):
        asked.propose(outcome="granted", reason="x", today=today, by=other)
