"""Private files in an object store: as in a folder, and a calm answer while it is away."""

import io
from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from config import integrity
from files import reconciling
from files.models import StoredFile
from kit import clock
from kit.file_places import FilesAway, file_place
from portfolios.dossier import stories
from portfolios.models import Evidence
from tests.estate.servers import KEYS, ObjectStore
from tests.makers.uploads import photo


@pytest.fixture
def store(tmp_path, settings, monkeypatch):
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    made = ObjectStore(tmp_path / "objects", tmp_path)
    made.part.start()
    made.make_bucket()
    settings.STORAGES = {**settings.STORAGES, "default": file_place(made.url, "")}
    yield made
    made.part.kill()


def test_it_is_a_folder_to_who_uses_it(store):
    default_storage.save("ab/abc", ContentFile(b"woorden"))
    large = b"\x00" * (3 << 20)
    default_storage.save("cd/cde", ContentFile(large))
    with default_storage.open("ab/abc") as stored:
        assert stored.read() == b"woorden"
        stored.seek(3)
        assert stored.read() == b"rden"
    with default_storage.open("cd/cde") as stored:
        assert stored.size == len(large)
    assert sorted(reconciling.keys()) == ["ab/abc", "cd/cde"]
    assert clock.now() - default_storage.get_modified_time("ab/abc") < timedelta(minutes=5)
    default_storage.delete("ab/abc")
    default_storage.delete("ab/abc")
    assert not default_storage.exists("ab/abc")
    with pytest.raises(FileNotFoundError):
        default_storage.open("ab/abc")
    with pytest.raises(NotImplementedError):
        default_storage.url("cd/cde")


@pytest.fixture
def story(owner):
    return stories.start(owner, now=clock.now())


def test_somebody_adds_a_file_reads_it_and_takes_it_away(store, login, owner, story):
    client = login(owner)
    page = reverse("dossier:story_evidence", args=[story.public_id])
    sent = client.post(page, {"files": photo()}, follow=True)
    assert sent.status_code == 200
    kept = Evidence.objects.get()
    answer = client.get(reverse("dossier:evidence_file", args=[kept.public_id]))
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8")
    assert int(answer["Content-Length"]) == kept.file.size
    assert sorted(reconciling.keys()) == sorted(StoredFile.objects.values_list("key", flat=True))
    assert not list(reconciling.rows_without_bytes())


def test_while_it_is_away_the_rest_works_and_no_row_is_without_its_file(
    store, login, owner, story, caplog
):
    client = login(owner)
    page = reverse("dossier:story_evidence", args=[story.public_id])
    client.post(page, {"files": photo()})
    kept = Evidence.objects.get()
    store.part.kill()
    answer = client.get(reverse("dossier:evidence_file", args=[kept.public_id]))
    assert answer.status_code == 503
    assert "bestanden zijn even niet bereikbaar" in answer.content.decode()
    assert "the files: The object store" in caplog.text
    assert client.post(page, {"files": photo()}).status_code == 503
    assert Evidence.objects.count() == 1
    assert StoredFile.objects.count() == 2  # the photo and its little picture
    assert client.get(reverse("dossier:story_read", args=[story.public_id])).status_code == 200
    with pytest.raises(FilesAway):
        kept.file.read()
    store.part.start()
    answer = client.get(reverse("dossier:evidence_file", args=[kept.public_id]))
    assert len(b"".join(answer.streaming_content)) == kept.file.size
    assert "each file has its bytes" not in dict(integrity.broken(clock.today()))


def test_what_came_in_parts_is_kept_whole(store, db):
    made = StoredFile.own_stream(
        io.BytesIO(b"deel" * 3_000_000), name="portfolio.zip", content_type="application/zip"
    )
    assert made.read() == b"deel" * 3_000_000


@pytest.mark.parametrize(
    "url", ["s3:///zonder-emmer", "gs://emmer", "s3://emmer?endpoint=https://x&acl=public"]
)
def test_an_address_that_says_something_else_is_refused(url):
    with pytest.raises(ImproperlyConfigured):
        file_place(url, "")
