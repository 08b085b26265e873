"""Another name: at once where that harms nobody, else after one look; the former is private."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connections, transaction

from accounts.actors import Actor
from accounts.models import Role, RoleGrant
from audit.acts import NotAllowed
from outbox.models import Letter
from register import certificate_files, publication, renaming, search
from register.models import Certificate, FormerName, NameChange, Registration
from tests.makers import people

pytestmark = pytest.mark.usefixtures("standing_clock", "scheme")
SINCE = date(2025, 1, 1)
PAGE = "/mijn/naam/"


def named(given: str, last: str, infix: str = "") -> dict[str, str]:
    return {"given_names": given, "infix": infix, "last_name": last}


DOUBLE = named("Sam", "El Amrani-Bos")
OTHER = named("Samira", "Zonneveld")


@pytest.fixture
def registration(owner, scheme) -> Registration:
    return people.registered(owner, since=SINCE)


def asked(registration, new, now, *, legal=False) -> NameChange:
    by = Actor.self(registration.person)
    return renaming.ask(registration, new, legal=legal, now=now, by=by)


def publish(today, now) -> None:
    publication.publish(today=today, now=now, by=Actor.system("test"))


def names_found(text: str) -> list[str]:
    return [entry.name for entry in search.search(search.Question(text=text))]


def test_a_call_name_or_a_double_name_changes_at_once(registration, owner, login, today, now):
    publish(today, now)
    client = login(owner)
    assert "Samira El Amrani" in client.get(PAGE).content.decode()
    said = client.post(PAGE, DOUBLE, follow=True).content.decode()
    assert "Je naam is veranderd" in said
    registration.refresh_from_db()
    owner.refresh_from_db()
    assert registration.shown_name == owner.name == "Sam El Amrani-Bos"
    assert Letter.objects.filter(person=owner, kind="register/name_changed").exists()
    assert names_found("bos") == []  # the next edition
    publish(today, now)
    assert names_found("bos") == ["Sam El Amrani-Bos"]


def test_the_certificate_is_made_anew_and_the_former_name_is_not_shown_on_the_old_one(
    registration, owner, client, today, now
):
    old = registration.certificates.get()
    asked(registration, DOUBLE, now)
    new = registration.certificates.get(status="issued")
    old.refresh_from_db()
    assert (old.status, new.content["name"]) == ("superseded", "Sam El Amrani-Bos")
    publish(today, now)
    page = client.get(f"/certificaat/{old.code}/").content.decode()
    assert "Samira" not in page
    assert "De eerdere naam tonen we niet" in page
    assert "Vandaag is de status: geregistreerd" in page
    change = registration.name_changes.get()
    renaming.make_findable(change, today=today, by=Actor.self(owner))
    assert "Samira El Amrani" in client.get(f"/certificaat/{old.code}/").content.decode()


@pytest.mark.parametrize("why", ["another last name", "a namesake", "soon again", "legal"])
def test_somebody_looks_first(registration, stranger, today, now, why):
    new, legal = DOUBLE, False
    if why == "another last name":
        new = OTHER
    if why == "a namesake":
        namesake = people.person("Sam", "El Amrani-Bos")
        people.registered(namesake, since=SINCE)
    if why == "soon again":
        asked(registration, named("Sami", "El Amrani"), now)
    if why == "legal":
        legal = True
    change = asked(registration, new, now, legal=legal)
    assert change.status == "asked"
    registration.refresh_from_db()
    assert registration.shown_given_names != "Sam"
    letter = Letter.objects.get(kind="register/name_change_received")
    assert "We maken geen kopie" in letter.body


def test_half_a_year_later_it_changes_at_once_again(registration, today, now, standing_clock):
    asked(registration, named("Sami", "El Amrani"), now)
    later = now + timedelta(days=190)
    standing_clock.move_to(later)
    assert asked(registration, DOUBLE, later).status == "done"


def test_staff_look_once_and_keep_nothing(registration, owner, desk, login, now):
    change = asked(registration, OTHER, now, legal=True)
    client = login(desk)
    assert "Namen die veranderen" in client.get("/desk/").content.decode()
    assert "Samira Zonneveld" in client.get("/desk/namen/").content.decode()
    url = f"/desk/namen/{change.public_id}/"
    assert "Samira El Amrani" in client.get(url).content.decode()
    assert client.post(f"{url}veranderen/").status_code == 422
    assert client.post(f"{url}veranderen/", {"seen": "video"}).status_code == 302
    registration.refresh_from_db()
    assert registration.shown_name == "Samira Zonneveld"
    assert "El Amrani" not in client.get(url).content.decode()
    assert "El Amrani" not in client.get("/desk/namen/").content.decode()
    assert "El Amrani" not in client.get(f"/desk/mensen/{owner.public_id}/").content.decode()


def test_declined_with_the_reason(registration, owner, desk, login, now):
    change = asked(registration, OTHER, now, legal=True)
    client = login(desk)
    url = f"/desk/namen/{change.public_id}/niet/"
    assert client.post(url, {"niet-reason": ""}).status_code == 422
    client.post(url, {"niet-reason": "Op de pas stond een andere naam."})
    letter = Letter.objects.get(person=owner, kind="register/name_change_declined")
    assert "Op de pas stond een andere naam." in letter.body
    registration.refresh_from_db()
    assert registration.shown_name == "Samira El Amrani"


def test_the_request_is_withdrawn_by_oneself(registration, owner, login, now):
    asked(registration, OTHER, now)
    with pytest.raises(NotAllowed, match="loopt al een verzoek"):
        asked(registration, DOUBLE, now)
    client = login(owner)
    change = registration.name_changes.get()
    assert "Je verzoek loopt" in client.get(PAGE).content.decode()
    client.post(f"{PAGE}{change.public_id}/intrekken/")
    change.refresh_from_db()
    assert change.status == "withdrawn"
    assert asked(registration, DOUBLE, now).status == "done"


def test_nobody_looks_at_the_own_name(registration, owner, login, now):
    RoleGrant.objects.create(user=owner, role=Role.DESK, from_on=SINCE)
    change = asked(registration, OTHER, now)
    assert login(owner).get(f"/desk/namen/{change.public_id}/").status_code == 404
    with pytest.raises(NotAllowed, match="over jezelf"):
        renaming.carry_out(change, now=now, by=Actor(owner, Role.DESK))


def test_a_legal_name_is_never_changed_without_a_look(registration, today, now):
    change = asked(registration, OTHER, now, legal=True)
    with pytest.raises(IntegrityError, match="legal_name_is_seen_once"), transaction.atomic():
        renaming.carry_out(change, now=now, by=Actor.self(registration.person))


def test_the_same_name_or_none_is_a_sentence(registration, owner, login):
    client = login(owner)
    same = client.post(PAGE, named("Samira", "El Amrani"))
    assert same.status_code == 422
    assert "Zo sta je al in het register" in same.content.decode()
    assert client.post(PAGE, named("Samira", "")).status_code == 422


def test_a_former_name_finds_nobody_until_the_person_wants_it(
    registration, owner, stranger, login, client, today, now
):
    asked(registration, DOUBLE, now)
    publish(today, now)
    assert names_found("samira") == []
    change = registration.name_changes.get()
    mine = login(owner)
    assert login(stranger).post(f"{PAGE}{change.public_id}/vindbaar/").status_code == 404
    mine.post(f"{PAGE}{change.public_id}/vindbaar/")
    assert names_found("samira amrani") == ["Sam El Amrani-Bos"]
    assert "Samira" not in client.get(f"/r/{registration.number}/").content.decode()
    mine.post(f"{PAGE}{change.public_id}/niet-vindbaar/")  # at once, no edition between
    assert names_found("samira") == []
    assert not FormerName.objects.exists()


def test_a_former_name_stays_findable_while_another_change_offers_it(
    registration, owner, today, now
):
    for number, name in enumerate((DOUBLE, named("Samira", "El Amrani"), DOUBLE)):
        asked(registration, name, now + timedelta(days=200 * number))
    twice = registration.name_changes.filter(last_name=DOUBLE["last_name"]).order_by("pk")
    own, (first, second) = Actor.self(owner), twice
    for change in (first, second):
        renaming.make_findable(change, today=today, by=own)
    renaming.make_unfindable(first, by=own)
    assert FormerName.objects.count() == 1
    renaming.make_unfindable(second, by=own)
    assert not FormerName.objects.exists()


def test_who_is_hidden_is_not_found_by_a_former_name(registration, owner, today, now):
    asked(registration, DOUBLE, now)
    publish(today, now)
    renaming.make_findable(registration.name_changes.get(), today=today, by=Actor.self(owner))
    publication.hide(registration, now=now, by=Actor.self(owner))
    assert names_found("samira") == []


def test_only_the_newest_certificate_is_valid(registration, now):
    asked(registration, DOUBLE, now)
    assert Certificate.objects.filter(registration=registration, status="issued").count() == 1
    for certificate in registration.certificates.all():
        certificate_files.make(certificate.pk)


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same(count, desk, login, now, django_assert_num_queries):
    for number in range(count):
        made = people.registered(people.person(f"Nummer {number}", "Eerst"), since=SINCE)
        asked(made, named(f"Nummer {number}", "Later"), now)
    client = login(desk)
    client.get("/desk/namen/")
    with django_assert_num_queries(5):
        page = client.get("/desk/namen/")
    assert page.content.count(b"Later") == count


def test_after_leaving_the_former_name_stays_private(registration, owner, client, today, now):
    old = certificates_of(registration)[0]
    asked(registration, DOUBLE, now)
    registration.refresh_from_db()
    registration.leave(today=today, by=Actor.self(owner))
    publish(today, now)
    for status in ("superseded", "revoked"):
        Certificate.objects.filter(pk=old.pk).update(status=status)
        page = client.get(f"/certificaat/{old.code}/").content.decode()
        assert "Samira El Amrani" not in page


def certificates_of(registration) -> list[Certificate]:
    return list(registration.certificates.order_by("pk"))


@pytest.mark.parametrize(
    ("known", "wanted"),
    [
        (("José", "", "El Amrani"), named("Jose", "Amrani", "El")),
        (("Samir", "el", "Amrani"), named("Samir", "El Amrani")),
    ],
)
def test_a_namesake_is_seen_however_it_is_written(registration, now, known, wanted):
    given, infix, last = known
    people.registered(people.person(given, last, infix=infix), since=SINCE)
    assert asked(registration, wanted, now).status == NameChange.Status.ASKED


def test_van_and_de_do_not_make_it_the_same_name(registration, now):
    registration.rename(**named("Samira", "de Vries"), by=people.desk_actor())
    assert asked(registration, named("Samira", "de Boer"), now).status == NameChange.Status.ASKED


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_change_the_name_once(scheme, now):
    registration = people.registered(people.person("Samira", "El Amrani"), since=SINCE)
    barrier = Barrier(2)

    def press(_: int) -> str:
        mine = Registration.objects.get(pk=registration.pk)
        barrier.wait(timeout=10)
        try:
            return asked(mine, DOUBLE, now).status
        except NotAllowed as why:
            return str(why)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(press, range(2)))
    assert told == ["Zo sta je al in het register.", "done"]
    assert NameChange.objects.count() == 1
