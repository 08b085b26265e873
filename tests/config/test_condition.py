"""How the service stands: right when it is, and each sign goes wrong when its thing does."""

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse
from django.utils import timezone

from audit.models import DaySeal, Event, MadeCopy
from config import condition
from kit import clock
from outbox import holding, jobs, tasks
from outbox.models import Heartbeat, Job
from register import own_keys
from register.models import SealCertificate

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_order(settings, scheme):
    """A register in which nothing asks for attention."""
    settings.DEMO = False
    tasks.enter_scheduled()
    Job.objects.all().delete()
    MadeCopy.objects.create(made_at=timezone.now(), sha256="a" * 64, size=1, is_encrypted=True)


def wrong() -> list[str]:
    return [sign.name for sign in condition.signs(clock.now()) if not sign.is_fine]


def test_nothing_is_wrong_with_what_is_right(in_order):
    assert wrong() == []


def beat_is_silent():
    Heartbeat.objects.update(at=timezone.now() - timedelta(minutes=3))


def a_job_waits():
    jobs.enter("x.y", "x", due_at=clock.now() - timedelta(hours=1))
    Job.objects.update(created_at=clock.now() - timedelta(hours=1))


def a_job_is_dead():
    jobs.enter("x.y", "x", due_at=clock.now() + timedelta(days=1))
    Job.objects.update(dead_at=timezone.now())


def mail_is_held():
    holding.hold("Om te proberen.", now=clock.now())


def the_copy_is_old():
    MadeCopy.objects.update(made_at=timezone.now() - timedelta(hours=27))


def the_last_day_is_not_sealed():
    day = clock.today() - timedelta(days=3)
    DaySeal.objects.create(day=day, hash="a" * 64, rows=0, parts={}, made_at=clock.now())


def no_day_was_ever_sealed():
    before = clock.now() - timedelta(days=5)
    Event.objects.create(
        at=before, verb="x.y", subject_type="x", subject_id=1, role="system", job="x"
    )


def the_seal_ends_soon():
    own_keys.look()
    seal = SealCertificate.objects.get()
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Zegel")])
    ends = timezone.now() + timedelta(days=59)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, timezone.now(), ends)
    seal.pem = made.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM).decode()
    seal.save()


GOES_WRONG = {
    beat_is_silent: "heartbeat_seconds",
    a_job_waits: "jobs_oldest_seconds",
    a_job_is_dead: "jobs_dead",
    mail_is_held: "mail_held",
    the_copy_is_old: "copy_seconds",
    the_last_day_is_not_sealed: "seal_days",
    no_day_was_ever_sealed: "seal_days",
    the_seal_ends_soon: "seal_certificate_days",
}


@pytest.mark.parametrize("break_it", GOES_WRONG, ids=lambda one: one.__name__)
def test_each_sign_goes_wrong_with_its_thing(in_order, break_it):
    break_it()
    assert wrong() == [GOES_WRONG[break_it]]


def test_the_page_says_what_to_do(in_order, desk, login):
    address = reverse("desk:condition")
    assert "Alles is in orde" in login(desk).get(address).content.decode()
    mail_is_held()
    page = login(desk).get(address).content.decode()
    assert "manage.py release_letters" in page
    assert "PostgreSQL" in page


def test_a_program_reads_the_same_with_its_key_alone(in_order, client, settings):
    assert client.get("/metrics").status_code == 404
    settings.METRICS_KEY = "sleutel"
    for given in ("", "Bearer", "Bearer fout", "Bearer sleutel2"):
        assert client.get("/metrics", headers={"Authorization": given}).status_code == 404
    answer = client.get("/metrics", headers={"Authorization": "Bearer sleutel"})
    lines = answer.content.decode().splitlines()
    assert "register_jobs_dead 0.0" in lines
    named = {line.split()[0] for line in lines if not line.startswith("#")}
    assert named == {f"register_{sign.name}" for sign in condition.signs(clock.now())}


def test_ready_when_the_tables_are_of_this_version(client, monkeypatch):
    condition.all_made.clear()
    assert client.get("/readyz").content == b"ok"
    condition.all_made.clear()
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_: ["a step"])
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"the tables are of an older version")
    assert [sign.name for sign in condition.signs(clock.now())] == ["migrations_waiting"]


def test_not_ready_while_the_database_does_not_answer(client, monkeypatch):
    def away(*_):
        raise OperationalError("gone")

    monkeypatch.setattr(connection, "cursor", away)
    assert client.get("/readyz").status_code == 503


def test_words_of_time():
    assert [condition.ago(seconds) for seconds in (5, 60, 7_200, 86_400 * 3)] == [
        "net nog", "1 minuut geleden", "2 uur geleden", "3 dagen geleden"
    ]  # fmt: skip
