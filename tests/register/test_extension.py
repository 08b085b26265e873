"""More time: taken without a reason; it moves the term and never the anniversary."""

from datetime import date

import pytest

from accounts.actors import Actor
from accounts.models import Role
from audit.acts import NotAllowed
from audit.models import Event
from outbox.models import Letter
from register import extension, renewal
from tests.makers import people

SINCE = date(2023, 5, 1)  # hand in from 1 May 2026, by 1 January 2027; ends on 1 May 2027
DAY = date(2026, 11, 23)


@pytest.fixture
def registration(owner):
    return people.registered(owner, since=SINCE)


def take(registration, months=6, *, today=DAY, by=None):
    by = by or Actor.self(registration.person)
    return extension.extend(registration, months=months, today=today, by=by)


def test_half_a_year_more_without_a_reason(registration):
    take(registration)
    period = registration.current_period
    assert period.hand_in_on == date(2027, 7, 1)
    assert period.until_on == date(2027, 5, 1)
    assert period.grace_until == date(2028, 5, 1)
    assert Letter.objects.filter(kind="register/extended").count() == 1
    assert Event.objects.filter(verb="registration.more_time").count() == 1


def test_the_next_period_begins_on_the_same_day_as_ever(registration):
    take(registration)
    conversation_on = date(2027, 9, 1)
    system = Actor.system("test")
    renewal.renew(registration, conversation_on=conversation_on, today=conversation_on, by=system)
    assert registration.current_period.from_on == date(2027, 5, 1)


def test_the_person_takes_it_once_and_staff_may_give_as_much_again(registration, desk):
    take(registration)
    with pytest.raises(NotAllowed, match="Bel het register"):
        take(registration)
    take(registration, by=Actor(desk, Role.DESK))
    assert registration.current_period.extended_months == 12
    with pytest.raises(NotAllowed, match="al meer tijd"):
        take(registration, 1, by=Actor(desk, Role.DESK))


def test_staff_have_no_more_for_themselves(registration, owner):
    with pytest.raises(NotAllowed, match="jezelf"):
        take(registration, 12, by=Actor(owner, Role.DESK))


@pytest.mark.parametrize("months", [0, -3, 7])
def test_no_other_number_of_months(registration, months):
    with pytest.raises(NotAllowed):
        take(registration, months)
    assert registration.current_period.extended_months == 0


def test_before_handing_in_opens_nothing_presses(registration):
    with pytest.raises(NotAllowed, match="Je hebt nog alle tijd"):
        take(registration, today=date(2026, 4, 30))


def test_one_click_on_the_page(registration, owner, login, standing_clock):
    client = login(owner)
    page = client.get("/mijn/registratie/").content.decode()
    assert "Lever je dossier liefst in voor 1 januari 2027" in page
    assert "Ik heb meer tijd nodig" in page
    assert "1 juli 2027" in client.get("/mijn/registratie/meer-tijd/").content.decode()
    after = client.post("/mijn/registratie/meer-tijd/", follow=True).content.decode()
    assert "Je hebt 6 maanden meer tijd" in after
    assert "Ik heb meer tijd nodig" not in after
    again = client.post("/mijn/registratie/meer-tijd/")
    assert again.status_code == 409
    assert registration.current_period.extended_months == 6
