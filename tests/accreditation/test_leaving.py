"""Leaving with dignity, coming back by one conversation on the same number."""

from datetime import timedelta

import pytest

from accounts.actors import Actor
from accreditation import cycles, leaving, welcome
from accreditation.models import Cycle
from audit.acts import NotAllowed
from outbox.models import Letter
from register.models import Application, CodeOfConduct, CompetencyProfile, Registration
from tests.makers import cases, people, reference, terms


@pytest.fixture
def registration(owner, scheme, today):
    made = people.registered(owner, since=today - timedelta(days=500))
    cycles.start(made.current_period, by=people.desk_actor())
    return made


def test_the_page_says_what_happens_and_one_click_does_it(
    registration, owner, login, today, standing_clock
):
    client = login(owner)
    page = client.get("/mijn/registratie/uitschrijven/").content.decode()
    assert "Je dossier blijft van jou" in page
    after = client.post("/mijn/registratie/uitschrijven/", follow=True).content.decode()
    assert "Je bent uitgeschreven" in after
    assert "Ik wil terugkomen" in after
    registration.refresh_from_db()
    assert registration.status == "left"
    assert registration.ended_on == registration.current_period.until_on == today
    assert Cycle.objects.get(person=owner).status == "closed"
    assert Letter.objects.filter(person=owner, kind="register/left").count() == 1
    assert client.post("/mijn/registratie/uitschrijven/").status_code == 409


def test_the_suspended_wait_until_it_is_over(registration, today):
    cases.suspended(registration, today=today)
    assert "geschorst" in leaving.obstacle(registration)


def test_saying_goodbye_answers_a_proposal_to_lapse(owner, scheme, today):
    registration = terms.proposed(terms.silent(owner, today=today), on=today)
    leaving.leave(registration, now=terms.noon(today), by=Actor.self(owner))
    registration.refresh_from_db()
    assert registration.status == "left"


def test_back_after_one_talk_on_the_same_number(registration, owner, login, today, standing_clock):
    leaving.leave(registration, now=terms.noon(today), by=Actor.self(owner))
    client = login(owner)
    client.post("/mijn/aanmelding/beginnen/")
    application = Application.objects.get(person=owner, status="draft")
    assert application.returns_to == registration
    application.route, application.kinds_of_work = "experience", ["work"]
    application.work_sentence, application.organisation = "Ik begeleid", reference.municipality()
    application.save()
    application.submit(
        code=CodeOfConduct.objects.in_force_on(today),
        profile=CompetencyProfile.objects.in_force_on(today),
        today=today,
        by=Actor.self(owner),
    )
    page = client.get("/mijn/registratie/").content.decode()
    assert "Bekijk hoe het met je terugkeer staat" in page
    desk = people.desk_actor()
    application.take(by=desk)
    application.invite_to_welcome_talk(by=desk)
    application.note_welcome_talk(held_on=today, by=desk)
    later = today + timedelta(days=100)
    back = welcome.admit(application, today=later, by=desk)
    assert back.pk == registration.pk
    back = Registration.objects.get(pk=back.pk)
    assert (back.status, back.since_on, back.ended_on) == ("active", later, None)
    old, new = back.periods.order_by("pk")
    assert (old.until_on, new.from_on) == (today, later)
    assert cycles.current(owner).period == new
    assert back.certificates.filter(status="issued").count() == 1
    assert Letter.objects.filter(person=owner, kind="register/come_back").exists()


def test_who_is_registered_cannot_come_back(registration):
    with pytest.raises(NotAllowed):
        registration.come_back(today=registration.since_on, by=people.desk_actor())
