"""K7: no room for files, and none for what is on its way: said in words, and nothing half kept."""

import io
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
import requests
from django.conf import settings as configured
from django.urls import reverse
from PIL import Image

from config.embedded.memory import any_free_port
from files.models import StoredFile
from outbox.models import Job
from portfolios.models import Evidence, LearningActivity, LearningStory
from register.models import CertificateFile
from tests.faults import outcome
from tests.faults.disk import Disk
from tests.faults.house import PROMISED, House, wait_until
from tests.faults.visitor import Visitor
from tests.makers import logins, people, reference

SMALL, LARGE = 400, 1000  # points of a picture that nobody can pack: 0.5 MB and 3 MB
IN_MEMORY = configured.FILE_UPLOAD_MAX_MEMORY_SIZE


@pytest.fixture
def disk(tmp_path: Path, settings) -> Iterator[Disk]:
    made = Disk(tmp_path / "disk")
    settings.STORAGES["default"]["OPTIONS"]["location"] = str(made.path("files"))
    yield made
    made.take_away()


class Writer:
    """Somebody who is logged in and adds files to an activity."""

    def __init__(self, address: str, activity: LearningActivity) -> None:
        self.address = address
        self.page = reverse("dossier:activity_evidence", args=[activity.public_id])
        self.session = requests.Session()
        self.session.headers["User-Agent"] = "Mozilla/5.0 Test"
        key = logins.session_of(activity.owner, "password", "mfa")
        self.session.cookies.set(configured.SESSION_COOKIE_NAME, key)
        self.get(self.page)

    def get(self, path: str) -> str:
        answer = self.session.get(self.address + path, timeout=30)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.text

    def post(self, path: str, **sent) -> requests.Response:
        token = self.session.cookies[configured.CSRF_COOKIE_NAME]
        sent["data"] = {"csrfmiddlewaretoken": token, **sent.get("data", {})}
        return self.session.post(self.address + path, timeout=60, allow_redirects=False, **sent)

    def add(self, picture: bytes, **headers: str) -> requests.Response:
        return self.post(
            self.page, files={"files": ("foto.png", picture)},
            data={"words": "Wat ik hierbij dacht"}, headers=headers,
        )  # fmt: skip


def picture(points: int) -> bytes:
    noise = Random(points).randbytes(points * points * 3)  # noqa: S311
    kept = io.BytesIO()
    Image.frombytes("RGB", (points, points), noise).save(kept, "PNG")
    return kept.getvalue()


@pytest.fixture
def address(disk: Disk, house: House) -> str:
    port = any_free_port()
    house.start("web", PORT=str(port), TMPDIR=str(disk.path("tmp")))
    visitor = Visitor(f"http://127.0.0.1:{port}")
    wait_until(visitor.is_answered, PROMISED, house.explain)
    return visitor.url


@pytest.fixture
def writer(address: str, today, now) -> Iterator[Writer]:
    reference.scheme()
    owner = people.person("Samira", "El Amrani")
    facts = {"kind": "course", "happened_on": today, "captured_at": now}
    activity = LearningActivity.objects.create(owner=owner, title="Training", **facts)
    made = Writer(address, activity)
    yield made
    made.session.close()


def nothing_is_half_kept(disk: Disk, files: int) -> None:
    assert StoredFile.objects.count() == files
    assert outcome.files_without_a_row() == 0
    assert list(disk.path("tmp").iterdir()) == []


def the_rest_works(writer: Writer, typed: str) -> None:
    for path in ("/", "/mijn/", writer.page):
        writer.get(path)
    if not LearningStory.objects.exists():
        writer.post(reverse("dossier:story_start"))
    story = LearningStory.objects.get()
    saved = writer.post(
        reverse("dossier:story_autosave", args=[story.public_id]),
        data={"title": typed, "version": story.version},
    )
    assert saved.status_code == 200, saved.text
    story.refresh_from_db()
    assert story.title == typed


@pytest.mark.fault(
    "K7",
    did="no room for files and for what is on its way, while people add some and the worker works",
    must="507 in words, no row without its file, the rest works; with room again all is made",
)
def test_no_room_for_files(disk, house, admit, writer):
    small, large = picture(SMALL), picture(LARGE)
    assert len(small) < IN_MEMORY < len(large)
    house.start("worker")
    assert writer.add(large).status_code == 302
    kept = StoredFile.objects.count()
    disk.fill(house)
    house.start("beat")
    certificate = admit()
    for sent in (small, large):
        refused = writer.add(sent)
        assert refused.status_code == 507, refused.text[:500]
        assert "bij ons is geen ruimte meer" in refused.text
        assert "data-not-arrived" in refused.text  # by which the page puts back what was typed
        by_script = writer.add(sent, **{"HX-Request": "true"})
        assert (by_script.status_code, "geen ruimte" in by_script.text) == (507, True)
        assert "<" not in by_script.text
    the_rest_works(writer, "Getypt terwijl er geen ruimte was")
    wait_until(
        lambda: Job.objects.filter(key=f"certificate:{certificate.pk}", attempts__gte=1).exists(),
        PROMISED, house.explain,
    )  # fmt: skip
    nothing_is_half_kept(disk, kept)
    assert "no room: " in house.log("web").read_text()
    disk.make_room(house)
    for sent in (small, large):
        assert writer.add(sent).status_code == 302
    assert Evidence.objects.count() == 3
    seconds = house.wait_until_done()
    outcome.letters_arrived(house.mailbox)
    outcome.nothing_died()
    assert certificate.files.count() == len(CertificateFile.Kind)
    assert outcome.files_without_a_row() == 0
    house.note("means", disk.means)
    house.note("seen", f"4 uploads 507, the certificate done {seconds:.0f} s after there was room")
