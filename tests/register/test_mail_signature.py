"""Under one's mail: a picture with the number, a link to what holds today, and no status."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from accounts.actors import Actor
from kit import clock
from register import mail_signature, publication
from tests.makers import people

pytestmark = pytest.mark.django_db
PAGE = "/mijn/registratie/handtekening/"


@pytest.fixture
def registration(owner, scheme, standing_clock, today):
    return people.registered(owner, since=today - timedelta(days=400))


def test_the_line_names_the_number_and_leads_to_the_entry(registration, owner, login):
    page = login(owner).get(PAGE).content.decode()
    assert registration.number in page
    assert f"/r/{registration.number}/" in page
    assert "geregistreerd" not in mail_signature.line(registration).lower()


def test_the_picture_is_small_and_another_one_for_each(registration, owner, stranger, login, today):
    answer = login(owner).get(PAGE + "plaatje/")
    data = b"".join(answer.streaming_content)
    assert answer["Content-Type"] == "image/png"
    assert len(data) < 20_000
    assert Image.open(BytesIO(data)).size == (600, 128)
    other = people.registered(stranger, since=today)
    assert mail_signature.picture(other) != data
    assert mail_signature.picture(registration) == data


def test_who_is_not_registered_or_hides_has_none(registration, owner, stranger, login):
    assert login(stranger).get(PAGE).status_code == 404
    publication.hide(registration, now=clock.now(), by=Actor.self(owner))
    assert login(owner).get(PAGE).status_code == 404
    assert login(owner).get(PAGE + "plaatje/").status_code == 404


def test_the_own_page_leads_there_only_while_there_is_something(registration, owner, login):
    assert PAGE in login(owner).get("/mijn/registratie/").content.decode()
    publication.hide(registration, now=clock.now(), by=Actor.self(owner))
    assert PAGE not in login(owner).get("/mijn/registratie/").content.decode()
