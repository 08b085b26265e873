"""Bytes and rows that lost each other are found; what is in use stays."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from config import integrity, stored_files
from files import reconciling
from files.models import StoredFile
from files.uploads import Received
from kit import clock
from portfolios.dossier import evidence
from portfolios.models import LearningActivity

pytestmark = pytest.mark.usefixtures("scheme")
LATER = timedelta(days=2)


@pytest.fixture
def kept(owner, today, now):
    facts = {"kind": "course", "happened_on": today, "captured_at": now}
    activity = LearningActivity.objects.create(owner=owner, title="Training", **facts)
    received = Received("foto.jpg", "image/jpeg", b"foto", b"klein")
    return evidence.add(activity, received, now=now)


@pytest.fixture
def later():
    return clock.now() + LATER


def test_what_is_in_use_stays(kept, later, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        reconciling.tidy(now=later)
    assert kept.file.read() == b"foto"
    assert kept.preview.read() == b"klein"
    assert not reconciling.rows_without_bytes().exists()


def test_bytes_without_a_row_are_taken_away_when_they_are_old(kept, later):
    default_storage.save("aa/los", ContentFile(b"los"))
    assert reconciling.bytes_without_row(now=clock.now()) == []
    assert reconciling.bytes_without_row(now=later) == ["aa/los"]
    reconciling.tidy(now=later)
    assert not default_storage.exists("aa/los")
    assert kept.file.read() == b"foto"


def test_a_row_that_nothing_points_to_goes_with_its_bytes(
    kept, later, django_capture_on_commit_callbacks
):
    loose = StoredFile.own(b"van niemand", name="x.pdf", content_type="application/pdf")
    assert list(reconciling.rows_of_nobody()) == [loose]
    with django_capture_on_commit_callbacks(execute=True):
        reconciling.tidy(now=clock.now())
        assert default_storage.exists(loose.key)
        reconciling.tidy(now=later)
    assert not default_storage.exists(loose.key)
    assert not StoredFile.objects.filter(pk=loose.pk).exists()


def test_a_row_without_bytes_is_a_broken_rule_and_stays(kept, today, later):
    default_storage.delete(kept.file.key)
    assert list(reconciling.rows_without_bytes()) == [kept.file]
    assert ("each stored file has its bytes", 1) in list(integrity.broken(today))
    reconciling.tidy(now=later)
    kept.refresh_from_db()
    with pytest.raises((SystemExit, CommandError)):
        call_command("check_integrity")


def test_every_night_this_is_looked_at(kept, caplog):
    default_storage.delete(kept.file.key)
    stored_files.tidy_files()
    assert "1 stored files have no bytes" in caplog.text


def test_without_any_file_there_is_nothing_to_do(db, later):
    reconciling.tidy(now=later)
    assert list(reconciling.keys()) == []
