"""Where people work, what their organisation may know, who speaks for it, and mergers on a day."""

import io
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.actors import Actor
from accounts.models import Role
from audit.acts import NotAllowed
from files.models import StoredFile
from outbox.models import Letter
from register import alerts, consents, contacts, mergers, workplaces
from register.models import (
    Affiliation,
    Consent,
    EmployerAlert,
    OrganisationContact,
    SupportStatement,
)
from tests.conftest import NOW, TODAY
from tests.makers import people, reference

SINCE = date(2025, 1, 1)
SHOWN = Consent.Kind.SHOWN

pytestmark = pytest.mark.usefixtures("standing_clock")


@pytest.fixture
def place(scheme):
    made = reference.municipality()
    made.mail_domain = "lindehoven.example"
    made.save()
    return made


@pytest.fixture
def other(scheme):
    return reference.municipality("Bergdorp")


@pytest.fixture
def by(desk):
    return Actor(desk, Role.DESK)


@pytest.fixture
def contact(place, stranger, by):
    return appoint(stranger, place, by)


def appoint(person, place, by, address="j.meulen@lindehoven.example"):
    return contacts.appoint(
        person, place, work_email=address, letter=io.BytesIO(b"brief"), today=TODAY, now=NOW, by=by
    )


def add(person, place, *, from_on=SINCE, until_on=None, kinds=("work",)):
    return workplaces.add(
        place, kinds_of_work=list(kinds), from_on=from_on, until_on=until_on, by=Actor.self(person)
    )


def consent(person, place, kind=SHOWN, *, today=TODAY):
    return consents.give(place, kind, today=today, by=Actor.self(person))


# ---- Where somebody works ----


def test_several_places_at_once_and_never_the_same_twice(owner, place, other):
    add(owner, place)
    add(owner, other, kinds=("debt", "income"))
    assert owner.affiliations.on(TODAY).count() == 2
    with pytest.raises(NotAllowed, match="staat er al"):
        add(owner, place, from_on=date(2026, 1, 1))


def test_what_ended_stays_to_be_read(owner, login, place):
    made = add(owner, place)
    client = login(owner)
    assert (
        client.post(f"/mijn/werk/{made.pk}/einde/", {"until_on": "2024-01-01"}).status_code == 422
    )
    client.post(f"/mijn/werk/{made.pk}/einde/", {"until_on": "2026-11-01"})
    page = client.get("/mijn/werk/").content.decode()
    assert "Waar je eerder werkte" in page
    assert "1 november 2026" in page


def test_work_is_added_on_its_page_and_a_mistake_loses_nothing(owner, login, place):
    client = login(owner)
    wrong = client.post("/mijn/werk/", {"organisation": "Nergens", "from_on": "2024-02-01"})
    assert wrong.status_code == 422
    assert 'value="Nergens"' in wrong.content.decode()
    facts = {"organisation": "lindehoven", "kinds_of_work": ["work"], "from_on": "2024-02-01"}
    assert client.post("/mijn/werk/", facts).status_code == 302
    assert owner.affiliations.get().organisation == place


def test_the_work_of_another_is_not_there(owner, stranger, login, place):
    made = add(owner, place)
    assert login(stranger).get(f"/mijn/werk/{made.pk}/einde/").status_code == 404


# ---- Consent ----


def test_consent_is_for_a_year_and_for_where_one_works(owner, place, other):
    add(owner, place)
    made = consent(owner, place)
    assert made.until_on == date(2027, 11, 23)
    with pytest.raises(NotAllowed, match="werkt daar nu niet"):
        consent(owner, other)


def test_the_contact_sees_only_who_consents_works_there_and_is_registered(
    owner, stranger, place, contact, login
):
    people.registered(owner, since=SINCE, organisation=place)
    silent = people.person("Stille", "Collega")
    people.registered(silent, since=SINCE, organisation=place)
    unregistered = people.person("Zonder", "Registratie")
    add(unregistered, place)
    consent(unregistered, place)
    made = consent(owner, place)
    client, url = login(stranger), f"/organisatie/{place.public_id}/"
    page = client.get(url).content.decode()
    assert "Samira El Amrani" in page
    assert "1 januari 2029" in page
    assert "Stille" not in page
    assert "Zonder" not in page
    before = page
    consents.withdraw(made, today=TODAY, by=Actor.self(owner))
    assert "Samira" not in client.get(url).content.decode()
    consent(owner, place)
    assert client.get(url).content.decode().count("Samira") == before.count("Samira")


def test_nothing_tells_how_many_did_not_consent(owner, stranger, place, contact, login):
    """With and without a silent colleague, and after taking back, the page is the same."""
    client, url = login(stranger), f"/organisatie/{place.public_id}/"
    empty = client.get(url).content
    people.registered(owner, since=SINCE, organisation=place)
    assert client.get(url).content == empty
    consents.withdraw(consent(owner, place), today=TODAY, by=Actor.self(owner))
    assert client.get(url).content == empty
    assert Letter.objects.filter(person=owner, kind="register/consent_withdrawn").count() == 1
    assert not Letter.objects.filter(person=stranger).exclude(kind__contains="contact").exists()


def test_consent_ends_by_itself(owner, place):
    people.registered(owner, since=SINCE, organisation=place)
    consent(owner, place)
    assert consents.shown_to(place, today=TODAY).exists()
    assert not consents.shown_to(place, today=date(2027, 11, 23)).exists()
    workplaces.end(owner.affiliations.get(), until_on=TODAY, by=Actor.self(owner))
    assert not consents.shown_to(place, today=TODAY).exists()


def test_one_consent_runs_at_a_time(owner, place):
    add(owner, place)
    consent(owner, place, today=TODAY - timedelta(days=30))
    consent(owner, place)
    assert owner.consents.on(TODAY).get().given_on == TODAY
    assert owner.consents.count() == 2


def test_consent_is_given_and_taken_back_on_its_page(owner, login, place):
    add(owner, place)
    client = login(owner)
    assert client.get("/mijn/toestemmingen/").content.decode().count("Mag niet") == 2
    client.post("/mijn/toestemmingen/geven/", {"organisation": place.public_id, "kind": "shown"})
    made = owner.consents.get()
    assert client.get("/mijn/toestemmingen/").content.decode().count("Mag niet") == 1
    client.post(f"/mijn/toestemmingen/{made.pk}/intrekken/")
    made.refresh_from_db()
    assert made.withdrawn_on


# ---- Contact persons ----


def test_a_contact_needs_an_address_of_the_organisation(stranger, place, other, by):
    with pytest.raises(NotAllowed, match="@lindehoven.example"):
        appoint(stranger, place, by, "j.meulen@elders.example")
    with pytest.raises(NotAllowed, match="maildomein"):
        appoint(stranger, other, by)
    with pytest.raises(NotAllowed, match="jezelf"):
        appoint(by.user, place, by)
    assert not StoredFile.objects.exists()


def test_a_contact_is_told_and_seen_by_colleagues_and_leaves_at_once(
    contact, stranger, owner, place, by, login
):
    assert Letter.objects.get(person=stranger).kind == "register/contact_appointed"
    add(owner, place)
    assert "Joost van der Meulen" in login(owner).get("/mijn/werk/").content.decode()
    client, url = login(stranger), f"/organisatie/{place.public_id}/"
    assert client.get(url).status_code == 200
    contact.end(why="Vroeg om een dossier", today=TODAY, by=by)
    assert client.get(url).status_code == 404
    assert "Joost" not in login(owner).get("/mijn/werk/").content.decode()


def test_the_database_wants_a_reason_and_another_to_appoint(contact):
    rows = OrganisationContact.objects.filter(pk=contact.pk)
    with pytest.raises(IntegrityError, match="nobody_appoints_oneself"), transaction.atomic():
        rows.update(appointed_by=contact.person)


def test_an_organisation_is_seen_by_who_works_there(owner, stranger, place, login):
    url = f"/organisatie/{place.public_id}/"
    assert login(stranger).get(url).status_code == 404
    add(owner, place)
    page = login(owner).get(url)
    assert page.status_code == 200
    assert "Collega" not in page.content.decode()


def test_the_statement_is_written_by_the_contact_only(contact, owner, stranger, place, login):
    add(owner, place)
    url = f"/organisatie/{place.public_id}/steun/"
    assert login(owner).get(url).status_code == 404
    login(stranger).post(url, {"time": "Vier uur in de maand", "budget": "", "freedom": "Alles"})
    assert SupportStatement.objects.get().time == "Vier uur in de maand"
    assert "Vier uur" in login(owner).get(f"/organisatie/{place.public_id}/").content.decode()


def test_the_desk_appoints_and_ends_on_its_page(desk, stranger, place, login):
    client = login(desk)
    facts = {"organisation": "Lindehoven", "mail_domain": "lindehoven.example",
             "email": stranger.email, "work_email": "j@lindehoven.example"}  # fmt: skip
    wrong = client.post("/desk/organisaties/", facts)
    assert wrong.status_code == 422
    letter = io.BytesIO(b"brief")
    letter.name = "brief.pdf"
    assert client.post("/desk/organisaties/", facts | {"letter": letter}).status_code == 302
    contact = OrganisationContact.objects.get()
    url = f"/desk/organisaties/contact/{contact.public_id}/einde/"
    assert client.post(url, {"why": ""}).status_code == 422
    client.post(url, {"why": "Ander werk"})
    contact.refresh_from_db()
    assert contact.status == "ended"


# ---- Mergers ----


def test_on_the_day_work_moves_and_what_was_stays(owner, stranger, place, other, by):
    new = reference.municipality("Nieuwdorp")
    add(owner, place)
    add(owner, other, kinds=("debt",))
    add(stranger, place, until_on=date(2027, 6, 1))
    gone = add(people.person("Al", "Weg"), place, until_on=date(2026, 1, 1))
    day = date(2027, 1, 1)
    assert mergers.people_moving([place, other], day) == 2
    merger = mergers.plan([place, other], new, on=day, today=TODAY, by=by)
    mergers.merge(merger, by=by)
    was = owner.affiliations.on(day - timedelta(days=1)).values_list(
        "organisation__town", flat=True
    )
    assert sorted(was) == ["Bergdorp", "Lindehoven"]
    now = owner.affiliations.on(day).get()
    assert (now.organisation, now.from_on, now.kinds_of_work) == (new, day, ["debt", "work"])
    assert stranger.affiliations.get(organisation=new).until_on == date(2027, 6, 1)
    gone.refresh_from_db()
    assert (gone.organisation, gone.until_on) == (place, date(2026, 1, 1))
    place.refresh_from_db()
    assert place.ended_on == day


def test_the_night_merges_what_is_due_once(owner, place, other, by, standing_clock):
    add(owner, place)
    mergers.plan([place], other, on=TODAY + timedelta(days=1), today=TODAY, by=by)
    mergers.merge_due()
    assert owner.affiliations.get().organisation == place
    standing_clock.shift(timedelta(days=2))
    mergers.merge_due()
    mergers.merge_due()
    assert Affiliation.objects.filter(person=owner, organisation=other).count() == 1


def test_a_merger_is_for_later_and_once(place, other, by):
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(NotAllowed, match="nog komt"):
        mergers.plan([place], other, on=TODAY, today=TODAY, by=by)
    with pytest.raises(NotAllowed, match="een van de oude"):
        mergers.plan([place, other], other, on=tomorrow, today=TODAY, by=by)
    mergers.plan([place], other, on=tomorrow, today=TODAY, by=by)
    with pytest.raises(NotAllowed, match="andere samenvoeging"):
        mergers.plan([place], other, on=tomorrow, today=TODAY, by=by)


def test_the_desk_first_sees_for_how_many(owner, desk, place, other, login):
    add(owner, place)
    client = login(desk)
    facts = {"old": "Lindehoven\n", "new": "Bergdorp", "on": "2099-01-01"}
    page = client.post("/desk/organisaties/samenvoegen/", facts).content.decode()
    assert "Het werk van één mens gaat dan mee" in page
    client.post("/desk/organisaties/samenvoegen/", facts | {"sure": "ja"})
    assert "1 januari 2099" in client.get("/desk/organisaties/samenvoegen/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same(count, owner, desk, place, by, login, django_assert_max_num_queries):
    for number in range(count):
        person = people.person(f"Co{number}", "Contact")
        appoint(person, place, by)
    add(owner, place)
    for user, url in ((desk, "/desk/organisaties/"), (owner, "/mijn/werk/"),
                      (owner, "/mijn/toestemmingen/")):  # fmt: skip
        client = login(user)
        client.get(url)
        with django_assert_max_num_queries(9):
            client.get(url)


# ---- Alerts ----


@pytest.fixture
def left(owner, place, contact):
    """Somebody who left the register today."""
    registration = people.registered(owner, since=SINCE, organisation=place)

    def leave():
        registration.leave(today=TODAY, by=Actor.self(owner))
        alerts.alert_employers()

    return leave


def told(person):
    return Letter.objects.filter(person=person, kind__startswith="register/alert").count()


def test_nobody_hears_anything_without_consent(left, owner, stranger, place, standing_clock):
    consent(owner, place)  # to be shown is something else
    left()
    standing_clock.shift(timedelta(days=20))
    alerts.alert_employers()
    assert (told(owner), told(stranger)) == (0, 0)


def test_the_person_hears_it_first_and_the_contact_a_week_later(
    left, owner, stranger, place, standing_clock
):
    consent(owner, place, Consent.Kind.ALERT)
    left()
    assert (told(owner), told(stranger)) == (1, 0)
    standing_clock.shift(timedelta(days=6))
    alerts.alert_employers()
    assert (told(owner), told(stranger)) == (1, 0)
    standing_clock.shift(timedelta(days=1))
    alerts.alert_employers()
    alerts.alert_employers()
    assert (told(owner), told(stranger)) == (1, 1)


def test_taking_back_in_that_week_is_silent(left, owner, stranger, place, standing_clock):
    made = consent(owner, place, Consent.Kind.ALERT)
    left()
    consents.withdraw(made, today=TODAY, by=Actor.self(owner))
    standing_clock.shift(timedelta(days=8))
    alerts.alert_employers()
    assert told(stranger) == 0
    assert not EmployerAlert.objects.exists()
