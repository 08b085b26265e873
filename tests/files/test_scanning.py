"""The virus scan: only what the scanner called clean is served, whatever becomes of the scanner."""

import contextlib
import shutil
import socket
import subprocess
import time
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.http import Http404
from django.urls import reverse

from files import clamd, scanning
from files.downloads import stream
from files.models import StoredFile
from files.uploads import Received
from portfolios.dossier import evidence
from portfolios.models import LearningActivity
from portfolios.portable import archive, writing
from tests.files import scanner
from tests.files.scanner import only_for_the_test_file

State = StoredFile.State


@pytest.fixture
def socket_folder(tmp_path_factory):
    """Short enough for the address of a socket."""
    folder = tmp_path_factory.mktemp("s")
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def with_scanner(settings, socket_folder):
    """From here on there is a scanner with these answers; what was added waits for it."""

    def start(answer=scanner.real):
        context = scanner.listening(socket_folder, answer)
        settings.CLAMD_URL = context.__enter__()
        started.append(context)

    def stop():
        for context in started:
            context.__exit__(None, None, None)
        started.clear()

    started = []
    start.stop = stop
    yield start
    stop()


def added(data=b"een stuk", now=None):
    return Received("stuk.pdf", "application/pdf", data).store()


def look(now):
    """What the worker does at a tick."""
    for pk in scanning.lease_due(now):
        scanning.scan(pk, now=now)


def state_of(file):
    return StoredFile.objects.get(pk=file.pk).state


# ---- What becomes of a file ----


def test_without_a_scanner_a_file_is_served_once_it_was_examined(db, settings, now):
    settings.CLAMD_URL = ""
    file = added()
    assert (file.state, file.scan_due_at) == (State.CLEAN, None)
    assert scanning.lease_due(now) == []


@pytest.mark.parametrize(
    ("data", "state"), [(b"een stuk", State.CLEAN), (b"x" + clamd.TEST_FILE, State.INFECTED)]
)
def test_a_file_is_served_when_the_scanner_called_it_clean(
    db, with_scanner, standing_clock, now, data, state
):
    with_scanner()
    file = added(data)
    assert file.state == State.RECEIVED
    with pytest.raises(Http404):
        stream(file)
    look(now)
    file.refresh_from_db()
    assert (file.state, file.scan_due_at) == (state, None)
    if state == State.CLEAN:
        with contextlib.closing(stream(file).file_to_stream) as served:
            assert served.read() == data
    else:
        with pytest.raises(Http404):
            stream(file)
    look(now + timedelta(days=1))
    assert state_of(file) == state


@pytest.mark.parametrize(
    "answer",
    [
        None,  # it hangs up
        b"",
        b"stream: O",  # closed halfway
        b"stream: OK",  # without its end
        b"stream: Eicar FOU",
        b"UNKNOWN COMMAND\0",
        b"stream: lstat() failed: No such file or directory. ERROR\0",
        b"OK\0",
        b"stream: OK\0stream: x FOUND\0",
    ],
)
def test_a_scanner_that_says_nothing_whole_says_nothing(
    db, with_scanner, standing_clock, now, answer
):
    with_scanner(only_for_the_test_file(answer))
    file = added()
    look(now)
    file.refresh_from_db()
    assert file.state == State.RECEIVED
    assert file.scan_due_at > now
    with_scanner.stop()
    with_scanner()
    look(file.scan_due_at)
    assert state_of(file) == State.CLEAN


def test_while_the_scanner_is_away_a_file_waits_and_is_tried_later_and_later(
    db, settings, standing_clock, socket_folder, now
):
    settings.CLAMD_URL = f"unix:{socket_folder}/nobody"
    file, pauses = added(), []
    for _ in range(9):
        look(now)
        file.refresh_from_db()
        assert file.state == State.RECEIVED
        pauses.append(file.scan_due_at - now)
        now = file.scan_due_at
    assert pauses[0] == timedelta(seconds=20)
    assert pauses == sorted(pauses)
    assert pauses[-1] == scanning.LONGEST_PAUSE


@pytest.mark.parametrize(
    "answer",
    [
        b"INSTREAM size limit exceeded. ERROR\0",
        b"stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0",
    ],
)
def test_what_the_scanner_did_not_look_at_is_not_clean_and_can_be_tried_again(
    db, with_scanner, standing_clock, now, answer
):
    with_scanner(only_for_the_test_file(answer))
    file = added()
    look(now)
    assert state_of(file) == State.FAILED
    with_scanner.stop()
    with_scanner()
    assert scanning.again(now) == 1
    look(now)
    assert state_of(file) == State.CLEAN


def test_a_scanner_without_its_lists_calls_nothing_clean(db, with_scanner, standing_clock, now):
    with_scanner(lambda data: b"stream: OK\0")
    file = added()
    look(now)
    assert state_of(file) == State.RECEIVED


def test_a_worker_that_died_gives_the_file_back(db, with_scanner, standing_clock, now):
    with_scanner()
    file = added()
    assert scanning.lease_due(now) == [file.pk]
    assert scanning.lease_due(now) == []
    later = now + scanning.LEASE
    assert scanning.lease_due(later) == [file.pk]
    scanning.scan(file.pk, now=later)
    assert state_of(file) == State.CLEAN


def test_a_file_whose_bytes_are_gone_is_not_clean(db, with_scanner, standing_clock, now):
    with_scanner()
    file = added()
    default_storage.delete(file.key)
    look(now)
    assert state_of(file) == State.FAILED


def test_what_was_judged_is_due_no_more(db, now):
    file = StoredFile.own(b"x", name="x.pdf", content_type="application/pdf")
    file.scan_due_at = now
    with pytest.raises(IntegrityError, match="what_was_judged"), transaction.atomic():
        file.save()


def test_what_we_read_ourselves_is_not_scanned(db, with_scanner, now):
    with_scanner()
    StoredFile.received(BytesIO(b"x"), name="portfolio.zip", content_type="application/zip")
    assert scanning.lease_due(now + timedelta(days=9)) == []


# ---- What people see ----


@pytest.fixture
def kept(scheme, owner, today, now, with_scanner, standing_clock):
    with_scanner()
    facts = {"kind": "course", "happened_on": today, "captured_at": now}
    activity = LearningActivity.objects.create(owner=owner, title="Training", **facts)
    received = Received("foto.jpg", "image/jpeg", b"foto", b"klein")
    return evidence.add(activity, received, now=now)


def test_its_owner_sees_how_it_stands_with_a_file(kept, login, owner, now):
    page = reverse("dossier:evidence", args=[kept.public_id])
    client = login(owner)
    waiting = client.get(page).content.decode()
    assert "We kijken dit bestand na op virussen" in waiting
    assert "Downloaden" not in waiting
    assert "<img" not in waiting.split("<main")[1]
    look(now)
    clean = client.get(page).content.decode()
    assert "Downloaden" in clean
    assert "virussen" not in clean
    for state, words in ((State.INFECTED, "zit een virus"), (State.FAILED, "niet nakijken")):
        StoredFile.objects.filter(pk=kept.file_id).update(state=state)
        assert words in client.get(page).content.decode()


def test_a_file_that_is_not_clean_does_not_travel(kept, owner, now):
    content, made = writing.content_of(owner, now=now), BytesIO()
    archive.pack(content, archive.files_of(owner), made, lambda number: None)
    with archive.zipfile.ZipFile(made) as packed:
        assert not [name for name in packed.namelist() if name.endswith(".jpg")]
        assert "niet meegekomen" in packed.read(archive.PAGE).decode()
    look(now)
    archive.pack(content, archive.files_of(owner), made := BytesIO(), lambda number: None)
    with archive.zipfile.ZipFile(made) as packed:
        (name,) = [name for name in packed.namelist() if name.endswith(".jpg")]
        assert packed.read(name) == b"foto"


def test_the_desk_sees_that_the_scanner_stands_still_and_no_name(kept, login, desk, now):
    client = login(desk)
    title = "Bestanden die niet nagekeken worden op virussen"
    assert title not in client.get("/desk/").content.decode()
    StoredFile.objects.update(stored_at=now - timedelta(minutes=16))
    assert title in client.get("/desk/").content.decode()
    page = client.get("/desk/achtergrondwerk/").content.decode()
    assert "Wachten op de scanner</dt><dd>2<" in page
    assert "foto.jpg" not in page
    StoredFile.objects.update(state=State.FAILED, scan_due_at=None)
    assert "Opnieuw nakijken" in client.get("/desk/achtergrondwerk/").content.decode()
    client.post("/desk/achtergrondwerk/bestanden/")
    look(now)
    assert state_of(kept.file) == State.CLEAN


# ---- Whether it works ----


def test_the_command_says_whether_the_scanner_works(settings, with_scanner, socket_folder, capsys):
    settings.CLAMD_URL = ""
    call_command("check_scanner")
    settings.CLAMD_URL = f"unix:{socket_folder}/nobody"
    with pytest.raises(SystemExit):
        call_command("check_scanner")
    with_scanner(lambda data: b"stream: OK\0")
    with pytest.raises(SystemExit):
        call_command("check_scanner")
    with_scanner.stop()
    with_scanner()
    call_command("check_scanner")
    said = capsys.readouterr().out.splitlines()
    assert said == [
        "No scanner: CLAMD_URL is empty.",
        "No answer: FileNotFoundError.",
        "The scanner does not find the test file: has it its lists?",
        "The scanner finds the test file.",
    ]


CONFIGURATION = """
Foreground yes
LocalSocket {folder}/clamd.ctl
TCPSocket {port}
TCPAddr 127.0.0.1
DatabaseDirectory {folder}
TemporaryDirectory {folder}
StreamMaxLength 1M
AlertExceedsMax yes
OfficialDatabaseOnly no
"""


@pytest.fixture
def real_clamd(socket_folder):
    """The scanner itself, with a list of one: the test file, wherever it stands in a file."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    signature = f"Eicar-Test-Signature:0:*:{clamd.TEST_FILE.hex()}\n"
    (socket_folder / "ours.ndb").write_text(signature)
    written = socket_folder / "clamd.conf"
    written.write_text(CONFIGURATION.format(folder=socket_folder, port=port))
    process = subprocess.Popen(
        [shutil.which("clamd"), "--config-file", written],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(200):
            if (socket_folder / "clamd.ctl").exists():
                break
            assert process.poll() is None
            time.sleep(0.1)
        yield f"unix:{socket_folder}/clamd.ctl", f"tcp://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


@pytest.mark.programs("clamd")
def test_clamd_itself_understands_us(real_clamd):
    for url in real_clamd:
        assert clamd.finds_the_test_file(url)
        assert clamd.find_in(BytesIO(b"een stuk" * 9_000), url) == ""
        assert clamd.find_in(BytesIO(b"x" * 70_000 + clamd.TEST_FILE), url).startswith("Eicar")
        with pytest.raises(clamd.NotLookedAt):
            clamd.find_in(BytesIO(b"x" * (8 << 20)), url)
