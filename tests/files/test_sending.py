"""Sending a file over a bad line, and what only a client of its own makes would send."""

import socket
import time

import pytest
from django.conf import settings as configured
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.urls import reverse

from files.models import StoredFile
from portfolios.models import Evidence, LearningActivity
from tests.makers import people, reference
from tests.makers.uploads import photo

pytestmark = pytest.mark.django_db(transaction=True)
BOUNDARY = "grens"


@pytest.fixture
def activity(transactional_db, today, now):
    reference.scheme()
    owner = people.person("Samira", "El Amrani")
    facts = {"kind": "course", "happened_on": today, "captured_at": now}
    return LearningActivity.objects.create(owner=owner, title="Training", **facts)


@pytest.fixture
def half_sent(settings, tmp_path):
    """Where Django keeps what is on its way; every file goes there."""
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "on_its_way")
    settings.FILE_UPLOAD_HANDLERS = [
        f"{TemporaryFileUploadHandler.__module__}.{TemporaryFileUploadHandler.__name__}"
    ]
    (tmp_path / "on_its_way").mkdir()
    return tmp_path / "on_its_way"


def part(disposition, data, kind=""):
    head = f"--{BOUNDARY}\r\nContent-Disposition: form-data; {disposition}\r\n{kind}\r\n"
    return head.encode() + data + b"\r\n"


def file_part(data, name='filename="foto.jpg"'):
    """A file, of which the browser says something that is not so."""
    disposition = f'name="files"; {name}' if name else 'name="files"'
    return part(disposition, data, "Content-Type: text/html\r\n")


@pytest.fixture
def line(live_server, activity, login):
    """An open line to a running portal, and the whole of what its owner is about to send."""
    client = login(activity.owner)
    page = reverse("dossier:activity_evidence", args=[activity.public_id])
    client.get(page)
    token = client.cookies[configured.CSRF_COOKIE_NAME].value
    cookies = "; ".join(f"{name}={kept.value}" for name, kept in client.cookies.items())
    host = live_server.url.removeprefix("http://")

    def begin(file):
        body = part('name="csrfmiddlewaretoken"', token.encode()) + file
        body += f"--{BOUNDARY}--\r\n".encode()
        opened = socket.create_connection(host.split(":"), timeout=20)
        opened.sendall(
            f"POST {page} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n"
            f"Cookie: {cookies}\r\nContent-Length: {len(body)}\r\n"
            f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n".encode()
        )
        return opened, body

    return begin


def answer_on(opened):
    received = b""
    while piece := opened.recv(4096):
        received += piece
    return received


def wait_until(true):
    for _ in range(100):
        if true():
            return
        time.sleep(0.05)
    assert true()


@pytest.mark.fault(
    "K11",
    did="an upload over a slow line",
    must="it arrives",
)
def test_a_slow_line_brings_the_file_all_the_same(line, half_sent):
    opened, body = line(file_part(photo().read()))
    with opened:
        for start in range(0, len(body), 100):
            opened.sendall(body[start : start + 100])
            time.sleep(0.05)
        assert answer_on(opened).startswith(b"HTTP/1.1 302")
    assert Evidence.objects.get().file.content_type == "image/jpeg"  # not what was said
    assert list(half_sent.iterdir()) == []


@pytest.mark.fault(
    "K11",
    did="an upload that breaks off",
    must="no row and no bytes are left",
)
def test_a_line_that_breaks_leaves_nothing(line, half_sent):
    opened, body = line(file_part(b"x" * 400_000))
    with opened:
        opened.sendall(body[:200_000])
        wait_until(lambda: list(half_sent.iterdir()))  # it is on its way
    wait_until(lambda: not list(half_sent.iterdir()))
    assert not Evidence.objects.exists()
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("name", ['filename=""', "", 'filename="."', 'filename="../../x"'])
def test_a_file_without_a_name_is_no_file(line, name):
    opened, body = line(file_part(photo().read(), name))
    with opened:
        opened.sendall(body)
        assert answer_on(opened)[:12] in (b"HTTP/1.1 422", b"HTTP/1.1 400")
    assert not Evidence.objects.exists()
