"""Digital badges: made by one library, checked by another, withdrawn; no term ends them."""

import base64
import gzip
import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from accounts.actors import Actor
from accounts.models import Role
from audit.acts import NotAllowed, by_rule
from kit import clock
from register import badge_keys, badge_words, badges, certificate_files, certificates, publication
from register.models import (
    BadgeKey,
    BadgeStatusList,
    HiddenEntry,
    OpenBadge,
    PublicEntry,
    Registration,
)
from tests.makers import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("scheme", "standing_clock")]
PEER = Path(__file__).with_name("badge_peer.py")


@pytest.fixture(autouse=True)
def _secure_address(settings):
    """did:web and status lists are of https alone."""
    settings.BASE_URL = "https://register.example"


@pytest.fixture
def certificate(owner, today, now, run_jobs):
    registration = people.registered(owner, since=today - timedelta(days=30))
    publication.publish(today=today, now=now, by=Actor.system("test"))
    run_jobs("register.make_certificate")
    return registration.certificates.get()


def own(certificate):
    return Actor.self(certificate.concerns)


def given(certificate, today, run_jobs):
    badge = badges.give(certificate, today=today, by=own(certificate))
    run_jobs(badges.MAKE)
    badge.refresh_from_db()
    return badge


def read(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def checked(client, token):
    """What another library says that only knows the public addresses."""
    base = "https://register.example"
    paths = ["/.well-known/did.json", *(f"/badge/status/{p}/" for p in BadgeStatusList.Purpose)]
    asked = {
        "token": token,
        "now": clock.now().isoformat(),
        "did": "did:web:register.example",
        "answers": {f"{base}{path}": read(client, path) for path in paths},
    }
    done = subprocess.run(
        [sys.executable, PEER], input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_another_library_finds_the_badge_good(client, certificate, today, run_jobs):
    badge = given(certificate, today, run_jobs)
    told = checked(client, badge.token)
    assert told == {
        "holds": True, "issuer": "Register Klantmanagers", "name": "Geregistreerd klantmanager"
    }  # fmt: skip


def test_a_changed_badge_is_refused(client, certificate, today, run_jobs):
    token = given(certificate, today, run_jobs).token
    head, body, seal = token.split(".")
    facts = json.loads(base64.urlsafe_b64decode(body + "=="))
    facts["credentialSubject"]["identifier"][0]["identityHash"] = "Iemand Anders"
    other = base64.urlsafe_b64encode(json.dumps(facts).encode()).rstrip(b"=").decode()
    assert "signature" in checked(client, f"{head}.{other}.{seal}")["because"].lower()


def test_a_withdrawn_badge_is_refused_and_its_credential_is_gone(
    client, certificate, today, run_jobs
):
    badge = given(certificate, today, run_jobs)
    token, address = badge.token, f"/badge/{badge.public_id}/"
    assert client.get(address).content.decode() == token
    badges.withdraw(badge, today=today, by=own(certificate))
    run_jobs(badges.LISTS)
    assert "'revocation' is set" in checked(client, token)["because"]
    assert client.get(address).status_code == 410
    assert OpenBadge.objects.get().token == ""


def test_a_newer_certificate_ends_the_badge_of_the_one_before(client, certificate, today, run_jobs):
    """Also with another name on it: the address of the former one shows nothing any more."""
    badge = given(certificate, today, run_jobs)
    certificates.issue_again(certificate.period, today=today, by=Actor.system("test"))
    run_jobs(badges.LISTS)
    assert "revocation" in checked(client, badge.token)["because"]
    assert client.get(f"/badge/{badge.public_id}/").status_code == 410


def test_who_is_not_in_the_register_today_has_a_badge_that_rests(
    client, certificate, today, now, run_jobs
):
    badge = given(certificate, today, run_jobs)
    publication.hide(certificate.registration, now=now, by=own(certificate))
    badges.make_lists()
    assert checked(client, badge.token)["holds"], "who hides is registered as before"
    assert badges.resting_places() == []
    Registration.objects.update(status="left", ended_on=today)
    badges.make_lists()
    assert "suspension" in checked(client, badge.token)["because"], "hidden or not"
    HiddenEntry.objects.all().delete()
    PublicEntry.objects.update(status=PublicEntry.REMOVED)
    badges.make_lists()
    assert "suspension" in checked(client, badge.token)["because"]


def test_no_term_of_the_register_ends_a_badge(certificate, today, run_jobs):
    claims = badge_words.claims(given(certificate, today, run_jobs))
    assert "validUntil" not in claims
    assert "exp" not in claims


def test_the_badge_says_what_the_certificate_says_and_nothing_else(
    certificate, today, run_jobs, owner
):
    subject = badge_words.claims(given(certificate, today, run_jobs))["credentialSubject"]
    known = [each["identityHash"] for each in subject["identifier"]]
    assert known == [certificate.content["name"], certificate.number]
    assert owner.email not in json.dumps(subject)


def test_only_the_owner_asks_and_only_of_a_certificate_that_stands(certificate, today):
    other = people.person("Otto", "Ander")
    for by in (Actor.self(other), Actor(certificate.concerns, Role.DESK)):
        with pytest.raises(NotAllowed, match="Alleen de eigenaar"):
            badges.give(certificate, today=today, by=by)
    certificates.issue_again(certificate.period, today=today, by=Actor.system("test"))
    with pytest.raises(NotAllowed, match="geen badge meer"):
        badges.give(certificate, today=today, by=own(certificate))


def test_asking_twice_gives_one_badge_and_another_after_withdrawing(certificate, today, run_jobs):
    by = own(certificate)
    first = given(certificate, today, run_jobs)
    assert badges.give(certificate, today=today, by=by) == first
    badges.withdraw(first, today=today, by=by)
    second = given(certificate, today, run_jobs)
    assert second.place != first.place
    with pytest.raises(IntegrityError), transaction.atomic():
        OpenBadge.objects.create(certificate=certificate, place=1, given_on=today)


def test_an_erasure_leaves_place_and_hash(certificate, today, run_jobs):
    badge = given(certificate, today, run_jobs)
    with by_rule("register.erase"):
        certificate_files.erase(certificate)
    badge.refresh_from_db()
    assert (badge.token, bool(badge.sha256), badge.withdrawn_on) == ("", True, today)
    assert badges.withdrawn_places() == [badge.place]


def test_every_list_has_the_same_size_and_one_bit_for_each_place(now):
    for places in ([], [0, 7, 8, OpenBadge.PLACES - 1]):
        listed = badge_words.status_list("revocation", 0, places, now=now)
        packed = listed["credentialSubject"]["encodedList"]
        bits = gzip.decompress(base64.urlsafe_b64decode(packed[1:] + "=="))
        assert len(bits) * 8 == OpenBadge.PLACES
        found = [n for n in range(OpenBadge.PLACES) if bits[n // 8] & 0x80 >> n % 8]
        assert found == places


def test_a_list_that_is_half_full_is_followed_by_a_next_one(
    client, certificate, stranger, today, run_jobs, monkeypatch
):
    monkeypatch.setattr(OpenBadge, "PLACES", 8)
    first = given(certificate, today, run_jobs)
    for _ in range(3):
        OpenBadge.objects.create(
            certificate=certificate, place=badges.free_place(), given_on=today, withdrawn_on=today
        )
    other = people.registered(stranger, since=today).certificates.get()
    second = given(other, today, run_jobs)
    assert (first.in_list, second.in_list) == (0, 1)
    where = badge_words.claims(second)["credentialStatus"][0]
    assert where["statusListCredential"].endswith("/badge/status/revocation/1/")
    assert where["statusListIndex"] == str(second.place - 8)
    assert client.get("/badge/status/revocation/1/").status_code == 200
    assert client.get("/badge/status/revocation/2/").status_code == 404
    badges.withdraw(second, today=today, by=own(other))
    run_jobs(badges.LISTS)
    assert set_in("revocation", 1) == [second.place - 8]


def set_in(purpose: str, number: int) -> list[int]:
    """The places that are set in a list, as somebody reads it who asked for it."""
    token = BadgeStatusList.objects.get(purpose=purpose, number=number).token
    claims = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
    packed = claims["credentialSubject"]["encodedList"]
    bits = gzip.decompress(base64.urlsafe_b64decode(packed[1:] + "=="))
    return [place for place in range(len(bits) * 8) if bits[place // 8] & 0x80 >> place % 8]


def test_a_new_key_signs_and_badges_of_the_earlier_one_stay_good(
    client, certificate, today, run_jobs, settings, tmp_path
):
    token = given(certificate, today, run_jobs).token
    settings.BADGE_KEY_FILE = str(tmp_path / "new.pem")
    badge_keys.make_development_key(tmp_path / "new.pem", "development")
    badges.make_lists()
    assert BadgeKey.objects.count() == 2
    told = checked(client, token)
    assert told["holds"], told


def test_from_asking_to_wallet_on_the_pages(login, client, certificate, owner, run_jobs):
    mine, page = login(owner), f"/mijn/badge/{certificate.public_id}/"
    assert "Digitale badge" in mine.get("/mijn/registratie/").content.decode()
    assert mine.post(page).status_code == 422
    assert mine.post(page, {"akkoord": "on"}).status_code == 302
    assert "wordt gemaakt" in mine.get(page).content.decode()
    run_jobs(badges.MAKE)
    token = b"".join(mine.get(f"{page}jwt/").streaming_content)
    picture = b"".join(mine.get(f"{page}svg/").streaming_content)
    assert token in picture
    assert mine.get(f"{page}png/").status_code == 404
    shown = mine.get(page).content.decode()
    address = OpenBadge.objects.get().public_id
    assert f"https://register.example/badge/{address}/" in shown
    answer = client.get(f"/badge/{address}/")
    assert answer["Content-Type"] == "application/vc+jwt"
    assert mine.post(f"{page}intrekken/").status_code == 302
    assert "Badge maken" in mine.get(page).content.decode()


def test_without_a_key_nothing_is_offered(login, certificate, owner, settings):
    settings.BADGE_KEY_FILE = ""
    mine = login(owner)
    assert "Digitale badge" not in mine.get("/mijn/registratie/").content.decode()
    assert mine.get(f"/mijn/badge/{certificate.public_id}/").status_code == 404
    badges.make_lists()
    assert not BadgeStatusList.objects.exists()


def test_who_was_admitted_today_has_a_badge_that_holds(client, stranger, today, run_jobs):
    """The first edition with the new name comes tonight."""
    registration = people.registered(stranger, since=today)
    badge = given(registration.certificates.get(), today, run_jobs)
    assert checked(client, badge.token)["holds"]


def test_without_the_key_no_list_seems_made(certificate, today, run_jobs, settings):
    given(certificate, today, run_jobs)
    settings.BADGE_KEY_FILE = "/nowhere/badges.pem"
    with pytest.raises(FileNotFoundError):
        badges.make_lists()
