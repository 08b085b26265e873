"""The public site with nothing but the published copy: no private table, no worker, no Valkey."""

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.actors import Actor
from register import certificate_files, publication
from register.models import RegisterScheme
from tests.conftest import NOW, TODAY
from tests.makers import people

PAGES = ("register:search", "register:verify", "register:profession", "register:scheme",
         "register:for_me", "register:complaints", "register:complaint_sent",
         "register:notice_sent", "register:death_reported", "pages:about", "pages:help",
         "pages:privacy", "pages:processing", "pages:accessibility", "pages:disclosure",
         "pages:security_txt",
         "pages:robots", "pages:manifest")  # fmt: skip


@pytest.fixture
def published(transactional_db):
    """A register with one person in it, and a certificate."""
    with transaction.atomic():
        registration = people.registered(people.person("Samira", "El Amrani"), since=TODAY)
        certificate = registration.certificates.get()
        certificate_files.make(certificate.pk)
    publication.publish(today=TODAY, now=NOW, by=Actor.system("test"))
    return registration, certificate


@pytest.fixture
def cut_off(published, settings):
    """From here on every connection is that of who may read what is published, and no more."""
    settings.CELERY_BROKER_URL = "redis://localhost:1/0"
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE register_public")
    yield published
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def test_the_role_reads_no_private_table(cut_off):
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute("SELECT 1 FROM register_registration")


@pytest.mark.parametrize("with_cookie", [False, True])
def test_the_public_site_works_with_the_published_copy_alone(cut_off, with_cookie):
    registration, certificate = cut_off
    client = Client()
    if with_cookie:
        client.cookies["sessionid"] = "a-session-that-cannot-be-read"
    urls = [reverse(name) for name in PAGES] + [
        reverse("register:entry", args=[registration.number]),
        reverse("register:certificate", args=[certificate.code]),
        reverse("register:text", args=["inwoner"]),
        reverse("register:version", args=["regeling", "2018-1"]),
        reverse("register:version", args=["beroepscode", "2018-1"]),
        reverse("register:version", args=["competentieprofiel", "2018-1"]),
        reverse("register:search") + "?q=amrani",
        reverse("register:search") + f"?q={registration.number}",
    ]
    wrong = {url: code for url in urls if (code := client.get(url).status_code) != 200}
    assert wrong == {}
    found = client.get(reverse("register:search"), {"q": "amrani"}, headers={"HX-Request": "true"})
    assert "Samira El Amrani" in found.content.decode()
    if with_cookie:  # nobody is logged out by it
        assert "sessionid" not in found.cookies
    unknown = client.get(reverse("register:entry", args=["RK-0000-0000"]))
    assert unknown.status_code == 404


@pytest.mark.parametrize("name", ["home", "desk:home", "register:consultations"])
def test_what_needs_the_rest_says_that_it_is_not_there_now(cut_off, name):
    """Not an error of ours, and not a login page: a page that asks to come back."""
    client = Client()
    client.cookies["sessionid"] = "a-session-that-cannot-be-read"
    answer = client.get(reverse(name))
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")


def test_what_is_sent_is_not_lost_without_a_word(cut_off):
    registration, _ = cut_off
    typed = {"kind": "not_me", "text": "Dit ben ik niet.", "email": "iemand@example.org"}
    client = Client(raise_request_exception=False)
    answer = client.post(reverse("register:notice", args=[registration.number]), typed)
    assert answer.status_code == 503


def test_a_proposal_of_rules_is_no_row_for_the_public(published, settings):
    RegisterScheme.objects.create(version="voorstel", in_force_from=None)
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE register_public")
    try:
        assert [one.version for one in RegisterScheme.objects.all()] == ["2018-1"]
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
    assert RegisterScheme.objects.count() == 2
