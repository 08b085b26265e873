"""Admission: number, first period, first certificate with its honest text, one letter."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from accounts.actors import Actor
from accounts.models import Role
from audit.acts import NotAllowed
from outbox.models import Letter
from register import admission, numbers, renewal
from register.models import Application, RegisterScheme
from tests.makers import people

DAY = date(2024, 2, 29)


def test_admission_gives_a_number_a_period_a_certificate_and_a_letter(owner):
    registration = people.registered(owner, since=DAY)
    assert numbers.parse(registration.number) == registration.number
    period = registration.periods.get()
    assert (period.from_on, period.until_on) == (DAY, date(2028, 2, 29))
    certificate = registration.certificates.get()
    assert certificate.content["conversation"] is None
    assert certificate.content["route"] == "Diploma"
    assert Letter.objects.get(person=owner).title == "Welkom in het register"


def test_at_a_launch_a_first_period_is_shorter_by_the_rules_and_the_next_is_whole(scheme, owner):
    RegisterScheme.objects.update(first_period_years=3)
    registration = people.registered(owner, since=date(2023, 5, 1))
    assert registration.periods.get().until_on == date(2026, 5, 1)
    renewal.renew(
        registration, conversation_on=None, today=date(2026, 3, 10), by=Actor.system("test")
    )
    assert registration.periods.latest("from_on").until_on == date(2030, 5, 1)


def test_renewal_joins_the_old_end_date_and_supersedes_the_certificate(owner):
    registration = people.registered(owner, since=date(2022, 5, 1))
    renewal.renew(
        registration,
        conversation_on=date(2026, 3, 3),
        today=date(2026, 3, 10),
        by=Actor.system("test"),
    )
    old, new = registration.periods.order_by("from_on")
    assert new.from_on == old.until_on == date(2026, 5, 1)
    assert new.until_on == date(2030, 5, 1)
    first, second = registration.certificates.order_by("id")
    assert (first.status, second.status) == ("superseded", "issued")
    assert second.content["conversation"] == "2026-03-03"


def test_no_admission_before_the_welcome_talk(owner):
    application = people.submitted(owner, today=DAY)
    desk = people.desk_actor()
    application.take(by=desk)
    application.invite_to_welcome_talk(by=desk)
    with pytest.raises(NotAllowed, match="welkomstgesprek"):
        admission.admit(application, today=DAY, by=desk)


def test_nobody_handles_the_own_application(desk):
    application = people.submitted(desk, today=DAY)
    with pytest.raises(NotAllowed, match="over jezelf"):
        application.take(by=Actor(desk, Role.DESK))


def test_refusal_takes_two_people_a_reason_and_a_way_on(owner, desk, committee):
    application = people.welcomed(owner, today=DAY)
    by_committee = Actor(committee, Role.COMMITTEE)
    with pytest.raises(NotAllowed, match="voorstel"):
        admission.refuse(application, today=DAY, by=by_committee)
    application.propose_refusal(reason="Reden", way_on="Weg", by=Actor(desk, Role.DESK))
    with pytest.raises(NotAllowed, match="in deze rol"):
        admission.refuse(application, today=DAY, by=Actor(desk, Role.DESK))
    admission.refuse(application, today=DAY, by=by_committee)
    assert application.status == Application.Status.REFUSED
    assert "binnen 6 weken bezwaar" in Letter.objects.get(person=owner).body


def test_the_database_refuses_one_person_as_both_signatures(owner, desk):
    application = people.welcomed(owner, today=DAY)
    with pytest.raises(IntegrityError, match="refusal_by_two"), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(
            status="refused", decided_on=DAY, decided_by=desk, second_decider=desk,
            refusal_reason="x", refusal_way_on="y",
        )  # fmt: skip


def test_one_open_application_a_person(owner):
    people.submitted(owner, today=DAY)
    with pytest.raises(IntegrityError, match="one_open_application"), transaction.atomic():
        people.application(owner, today=DAY)


def test_one_live_certificate_a_registration(owner):
    registration = people.registered(owner, since=DAY)
    certificate = registration.certificates.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        certificate.pk = None
        certificate.public_id, certificate.code = uuid4(), "Z" * 24
        certificate.save(force_insert=True)
