"""Copies: whole, small, readable by who has the private key alone; and what is put back is right.

A copy reads what is committed, so all of this has a database of its own.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pyrage
import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.actors import Actor
from accounts.models import User
from accreditation import erasing, erasure_list, leaving
from accreditation.erasure_list import Line
from audit.models import MadeCopy
from config.copies import CopyError, drill, envelope, expiring, making, programs
from config.copies.alone import alone_in
from config.copies.manifest import DATABASE, ERASURES, FILES, NAME, CopiedFile, Manifest, listed
from config.copies.restoring import Restore
from config.copies.steps import Steps
from files.models import StoredFile
from outbox import holding, jobs, letters
from outbox.models import Job, Letter
from portfolios.models import LearningStory
from register.models import CertificateFile, Registration
from tests.access.conftest import own_database
from tests.accreditation.conftest import fill, running
from tests.conftest import NOW, ROOT_OF_PROJECT
from tests.makers import people, reference

pytestmark = pytest.mark.django_db(transaction=True)
LATER = datetime(2100, 1, 1, tzinfo=UTC)
KEY = pyrage.x25519.Identity.generate()
PUBLIC = str(KEY.to_public())
SECRET = b"canary-of-a-private-file"


@pytest.fixture(autouse=True)
def committed(transactional_db) -> Iterator[None]:
    """As the owner: copies are made and put back by who owns the tables."""
    with own_database():
        connection.close()
        connection.settings_dict["OPTIONS"]["options"] = ""
        yield


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "copies"


@pytest.fixture
def stored(committed) -> StoredFile:
    return StoredFile.own(SECRET, name="x.txt", content_type="text/plain")


def made(folder: Path, *, key: str = "", days: int = 0) -> Path:
    return making.make(folder, key=key, now=NOW + timedelta(days=days)).place


# ---- What is in it ----


def test_sessions_and_cache_are_not_in_it(folder, settings):
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.db"
    from django.contrib.sessions.models import Session

    Session.objects.create(session_key="canary-session", session_data="x", expire_date=LATER)
    place = made(folder)
    text = in_dump(place / DATABASE)
    assert "canary-session" not in text
    assert "CREATE TABLE public.django_session" in text
    assert "django_session" not in Manifest.read(place).rows


def in_dump(file: Path) -> str:
    """As SQL."""
    command = [programs.program("pg_restore"), "--file=-", str(file)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_it_says_how_many_rows_and_which_migrations(folder, stored):
    reference.scheme()
    found = Manifest.read(made(folder))
    assert found.rows["files_storedfile"] == 1
    assert found.rows["register_registerscheme"] == 1
    assert found.migrations["audit"] >= "0004"
    assert (found.files, found.files_size) == (1, len(SECRET))


def test_a_file_is_copied_once(folder, stored):
    first = making.make(folder, key="", now=NOW)
    StoredFile.own(b"another", name="y.txt", content_type="text/plain")
    second = making.make(folder, key="", now=NOW + timedelta(days=1))
    assert (first.copied.new, second.copied.new, second.manifest.files) == (1, 1, 2)
    assert len(list(files_in(folder))) == 2


def files_in(folder: Path) -> Iterator[Path]:
    yield from (file for file in (folder / "files").rglob("*") if file.is_file())


def test_a_copy_with_another_key_replaces_no_file_of_an_earlier_one(folder, stored):
    """The key goes and comes back: what the first copy speaks of lies there as it was."""
    first = made(folder, key=PUBLIC)
    made(folder, days=1)
    third = making.make(folder, key=PUBLIC, now=NOW + timedelta(days=2))
    assert third.copied.new == 0
    (one,), (same,) = listed(first), listed(third.place)
    assert one == same
    assert envelope.part_of(folder / one.path) == one.part


def test_what_no_copy_speaks_of_is_not_replaced_either(folder, stored):
    (one,) = listed(made(folder))
    before = (folder / one.path).read_bytes()
    for place in folder.glob(f"*/{FILES}"):
        place.write_text("cut o")
    (other,) = listed(made(folder, days=1))
    assert other.path != one.path
    assert (folder / one.path).read_bytes() == before


def test_a_file_that_lies_there_cut_off_is_copied_anew_beside_it(folder, stored):
    (one,) = listed(made(folder))
    (folder / one.path).write_bytes(SECRET[:4])
    again = making.make(folder, key="", now=NOW + timedelta(days=1))
    assert (again.copied.new, again.copied.rotten) == (1, [one.path])
    (other,) = listed(again.place)
    assert (folder / one.path).read_bytes() == SECRET[:4]
    assert (folder / other.path).read_bytes() == SECRET
    assert making.make(folder, key="", now=NOW + timedelta(days=2)).copied.rotten == []


def test_within_sixteen_days_a_changed_byte_is_seen(folder, stored, standing_clock):
    (one,) = listed(made(folder))
    spoilt(folder / one.path)
    told = StringIO()
    with pytest.raises(SystemExit):
        for day in range(1, 18):
            standing_clock.move_to(NOW + timedelta(days=day))
            call_command("make_copy", folder, stdout=told)
    assert f"this one has them anew: {one.path}" in told.getvalue()


def test_wrong_bytes_in_the_portal_leave_the_good_ones_in_the_folder(folder, stored):
    (one,) = listed(made(folder))
    (folder / one.path).rename(folder / "elsewhere")  # so that it is copied anew
    default_storage.delete(stored.key)
    default_storage.save(stored.key, ContentFile(b"other bytes"))
    again = making.make(folder, key="", now=NOW + timedelta(days=1))
    assert again.copied.damaged == [stored.key]
    assert list(files_in(folder)) == []
    (folder / "elsewhere").rename(folder / one.path)
    assert making.make(folder, key="", now=NOW + timedelta(days=2)).copied.damaged == []


def test_bytes_that_are_not_those_of_their_row_are_named(folder, stored):
    lost = StoredFile.own(b"lost", name="y.txt", content_type="text/plain")
    default_storage.delete(lost.key)
    default_storage.delete(stored.key)
    default_storage.save(stored.key, ContentFile(b"other bytes"))
    told = StringIO()
    with pytest.raises(SystemExit):
        call_command("make_copy", folder, stdout=told)
    assert stored.key in told.getvalue()
    assert lost.key in told.getvalue()
    assert list(listed(next(folder.glob("2*")))) == []


def test_a_file_that_is_deleted_while_it_is_copied_is_no_loss(folder, stored, monkeypatch):
    gone = StoredFile.own(b"gone", name="y.txt", content_type="text/plain")
    copy_file = making.copy_file

    def deleted_just_before(name, *rest):
        if name == gone.key and default_storage.exists(name):
            default_storage.delete(name)
            outside(f"DELETE FROM files_storedfile WHERE id = {gone.pk}")
        return copy_file(name, *rest)

    monkeypatch.setattr(making, "copy_file", deleted_just_before)
    found = Manifest.read(made(folder))
    assert found.damaged == []
    assert found.rows["files_storedfile"] == found.files == 1


def outside(statement: str) -> None:
    """On another connection, as another process would."""
    command = [programs.program("psql"), "-q", "-c", statement, programs.database()]
    subprocess.run(command, check=True, env=programs.environment())


def test_no_person_is_named_outside_what_is_encrypted(folder, stored):
    people.person("Samira", "El Amrani")
    place = made(folder, key=PUBLIC)
    for file in (one for one in folder.rglob("*") if one.is_file()):
        data = file.read_bytes()
        assert SECRET not in data
        assert b"samira" not in data.lower()
        assert file.stat().st_mode & 0o077 == 0 or file.name == NAME
    assert (place / DATABASE).read_bytes().startswith(b"age-encryption.org/v1")


def test_the_newest_copy_is_remembered(folder, settings):
    settings.COPY_KEY = PUBLIC
    told = StringIO()
    call_command("make_copy", folder, stdout=told)
    kept = MadeCopy.objects.get()
    assert kept.is_encrypted
    assert kept.sha256 in told.getvalue()
    assert "Not encrypted" not in told.getvalue()


def test_without_a_key_it_says_so(folder):
    told = StringIO()
    call_command("make_copy", folder, stdout=told)
    assert "Not encrypted: COPY_KEY is not set." in told.getvalue()


def test_a_wrong_key_makes_no_copy(folder, settings):
    settings.COPY_KEY = "age1nonsense"
    with pytest.raises(CommandError, match="COPY_KEY is no public key"):
        call_command("make_copy", folder)
    assert not list(folder.glob("2*"))


def test_a_dump_that_fails_leaves_no_copy(folder, monkeypatch):
    monkeypatch.setattr(making, "LONGEST_WAIT", "nonsense")
    with pytest.raises(CommandError, match="pg_dump ended with 1"):
        call_command("make_copy", folder)
    assert not list(folder.glob("2*"))


def test_much_is_copied_in_little_memory(tmp_path):
    """200 MB through the envelope and out again, in a process that may have 120 MB more."""
    code = """
import resource, sys
from pathlib import Path
import pyrage
from config.copies import envelope
class Zeros:
    left = 200
    def read(self, size=-1):
        if not self.left: return b""
        self.left -= 1
        return bytes(1 << 20)
class Nowhere:
    size = 0
    def write(self, piece): self.size += len(piece); return len(piece)
    def flush(self): pass
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
key = pyrage.x25519.Identity.generate()
file = Path(sys.argv[1])
class Pieces(Zeros):
    kept = b""
    def read(self, size=-1):
        if not self.kept: self.kept = super().read()
        piece, self.kept = self.kept[:size], self.kept[size:]
        return piece
envelope.put(Pieces(), file, key=str(key.to_public()))
out = Nowhere()
envelope.opened(file, out, identities=[key], is_encrypted=True)
print(out.size >> 20, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) >> 10)
"""
    command = [sys.executable, "-c", code, str(tmp_path / "x")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT_OF_PROJECT)
    size, memory = map(int, done.stdout.split())
    assert size == 200
    assert memory < 120


# ---- Old copies ----


def test_old_copies_go_and_with_them_the_files_of_no_other(folder, stored):
    made(folder)
    stored.delete()
    kept = StoredFile.own(b"kept", name="y.txt", content_type="text/plain")
    made(folder, days=20)
    made(folder, days=40)
    assert expiring.expire(folder, keep_days=30, now=NOW + timedelta(days=40)).gone == 1
    left = [file.name for file in files_in(folder)]
    assert left == [kept.key.split("/")[1]]
    assert len(list(folder.glob(f"*/{NAME}"))) == 2


def test_the_newest_stays_however_old(folder):
    made(folder)
    assert expiring.expire(folder, keep_days=1, now=NOW + timedelta(days=400)).gone == 0


def test_a_copy_that_cannot_be_read_stays_with_every_file_and_is_named(
    folder, stored, standing_clock
):
    old, other = made(folder), made(folder, days=1)
    stored.delete()
    (old / NAME).write_text((old / NAME).read_text()[:-20])
    standing_clock.move_to(NOW + timedelta(days=40))
    told, wrong = StringIO(), StringIO()
    call_command("make_copy", folder, stdout=told, stderr=wrong)
    assert "1 old copies gone" in told.getvalue()
    assert f"these old ones cannot be read, and no file goes while they are there: {old.name}" in (
        wrong.getvalue()
    )
    assert old.exists()
    assert not other.exists()
    assert len(list(files_in(folder))) == 1


def test_when_old_ones_cannot_be_cleared_the_new_one_is_there_all_the_same(
    folder, stored, standing_clock
):
    made(folder)
    place = made(folder, days=30)
    (place / FILES).write_text("cut o")
    standing_clock.move_to(NOW + timedelta(days=40))
    told, wrong = StringIO(), StringIO()
    call_command("make_copy", folder, stdout=told, stderr=wrong)
    assert "Manifest" in told.getvalue()
    assert f"not cleared: The list of files of {place.name} cannot be read" in wrong.getvalue()


def test_what_a_process_left_that_was_ended_goes_after_a_day(folder):
    made(folder)
    fresh = f"{NOW.astimezone(UTC) - timedelta(hours=2):%Y-%m-%dT%H%M%SZ}"
    left, fresh, foreign = (folder / name for name in ("2026-01-01T040000Z", fresh, "2026-notesZ"))
    for place in (left, fresh, foreign):
        place.mkdir()
    expiring.expire(folder, keep_days=30, now=NOW + timedelta(hours=20))
    assert (left.exists(), fresh.exists(), foreign.exists()) == (False, True, True)


def test_one_process_at_a_time_makes_or_clears(folder):
    place = made(folder)
    with alone_in(folder):
        with pytest.raises(CommandError, match="Another process is making or clearing copies"):
            call_command("make_copy", folder)
        with pytest.raises(CopyError, match="Another process"):
            expiring.expire(folder, keep_days=1, now=LATER)
    assert [one.parent for one in folder.glob(f"*/{NAME}")] == [place]


# ---- What is refused ----


def restored(
    place: Path, *more: str, cwd: Path = ROOT_OF_PROJECT, **environment: str
) -> tuple[int, str]:
    """By the command, in a process of its own."""
    command = [
        sys.executable,
        str(ROOT_OF_PROJECT / "manage.py"),
        "restore_copy",
        str(place),
        *more,
    ]
    done = subprocess.run(
        command,
        env=os.environ | environment,
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@contextmanager
def empty_database() -> Iterator[str]:
    with drill.own_database() as name:
        yield name


def refused(place: Path, tmp_path: Path, *more: str) -> str:
    """What is said; and the database is as empty as before."""
    with empty_database() as name:
        into = ("--into", drill.address(name), "--files", str(tmp_path / "back"))
        code, told = restored(place, *into, *more)
        assert code == 1
        with in_database(name):
            assert making.tables() == []
    assert not (tmp_path / "back").exists()
    assert "Traceback" not in told
    return told


@contextmanager
def in_database(name: str) -> Iterator[None]:
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


def spoilt(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def looked_at(place: Path, identity: Path | None = None) -> str:
    return Restore.of(place, identity=identity, newer=None, now=NOW).check()


def test_a_whole_copy_is_whole(folder, stored):
    assert "1 files" in looked_at(made(folder))


@pytest.mark.usefixtures("standing_clock")
def test_files_that_are_gone_or_changed_hold_up_nothing_else(folder, stored, tmp_path):
    others = [StoredFile.own(word, name="y", content_type="text/plain") for word in (b"a", b"b")]
    place = made(folder)
    one, two, three = listed(place)
    spoilt(folder / two.path)
    (folder / three.path).unlink()
    back = tmp_path / "back"
    with empty_database() as name:
        code, told = restored(place, "--into", drill.address(name), "--files", str(back))
        with in_database(name):
            assert StoredFile.objects.count() == 3
            assert holding.current()
    assert code == 1
    assert "Traceback" not in told
    assert "3 files, of which 2 gone or wrong" in told
    assert "FAILED: 2 are gone or have other bytes than the list says" in told
    assert two.path in told
    assert three.path in told
    assert "2 files are gone or have other bytes than their row" in told
    assert "Not as it should be: Files of the copy" in told
    assert told.index("Mail is held") < told.index("1 of 3 put back")
    assert [file.read_bytes() for file in back.rglob("*") if file.is_file()] == [SECRET]
    assert one.key == stored.key
    assert len(others) == 2


def test_an_error_of_the_disk_in_a_look_is_a_look_that_failed():
    told: list[str] = []
    steps = Steps(told.append)

    def fails() -> str:
        raise OSError("Input/output error")

    steps.look("One", fails)
    steps.look("Two", lambda: "is right")
    with pytest.raises(CopyError, match="Not as it should be: One"):
        steps.end()
    assert "FAILED: Input/output error" in told[0]
    assert "is right" in told[1]


def test_an_error_of_the_disk_ends_the_drill_in_words(monkeypatch):
    def fails(*_) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(drill, "hold", fails)
    wrong = StringIO()
    with pytest.raises(SystemExit):
        call_command("drill", stderr=wrong)
    assert "The drill failed: No space left on device" in wrong.getvalue()


@pytest.mark.parametrize("name", [DATABASE, ERASURES, FILES])
def test_a_changed_part_is_refused(folder, stored, owner_erased, name):
    place = made(folder)
    spoilt(place / name)
    with pytest.raises(CopyError, match=f"{name} has other bytes than the manifest says"):
        looked_at(place)


@pytest.fixture
def owner_erased(committed) -> None:
    """So that the list has a line."""
    line = erasure_list.Line(uuid4(), NOW.date(), "erased")
    assert erasure_list.add([line]) == [line]


def test_a_list_of_erasures_that_is_not_there_is_refused(folder, tmp_path):
    told = refused(made(folder), tmp_path, "--erasures", str(tmp_path / "typing-eror"))
    assert "There is no list of erasures" in told


def test_a_storage_with_something_in_it_is_refused_before_anything_is_put_back(folder, tmp_path):
    place = made(folder)
    (tmp_path / "back").mkdir()
    (tmp_path / "back" / "x").write_text("x")
    with empty_database() as name:
        code, told = restored(place, "--into", drill.address(name), "--files", "back", cwd=tmp_path)
        with in_database(name):
            assert making.tables() == []
    assert code == 1
    assert "The storage of files is not empty" in told


def test_a_cut_or_changed_manifest_is_refused(folder, tmp_path):
    place = made(folder)
    whole = (place / NAME).read_text()
    changed = json.loads(whole) | {"files": 12}
    for text in (whole[: len(whole) // 2], "", "[]", "{}", json.dumps(changed)):
        (place / NAME).write_text(text)
        with pytest.raises(CopyError, match="cut off or changed"):
            Manifest.read(place)
    assert "The manifest is cut off or changed" in refused(place, tmp_path)


def test_an_encrypted_copy_needs_its_own_key(folder, tmp_path):
    place = made(folder, key=PUBLIC)
    with pytest.raises(CopyError, match="give the private key with --identity FILE"):
        looked_at(place)
    other = tmp_path / "other.key"
    other.write_text(f"# made\n{pyrage.x25519.Identity.generate()}\n")
    assert "does not open with this key" in refused(place, tmp_path, "--identity", str(other))


def test_a_database_with_something_in_it_is_refused(folder, tmp_path):
    place = made(folder)
    code, told = restored(
        place, "--into", drill.address(programs.database()), "--files", str(tmp_path / "back")
    )
    assert code == 1
    assert "is not empty" in told
    assert not (tmp_path / "back").exists()


def test_there_is_no_copy_here(tmp_path):
    with pytest.raises(CommandError, match="There is no copy in"):
        call_command("restore_copy", tmp_path)


# ---- Put back ----


def a_person_with_everything(run) -> User:
    """Registered, with a dossier and a certificate; somebody else has a certificate too."""
    reference.scheme()
    owner = people.person("Samira", "Canarynaam", email="canary-owner@example.org")
    running(owner)
    fill(owner)
    running(people.person("Karin", "van der Veen"))
    run("register.make_certificate")
    return owner


@pytest.fixture
def run(committed):
    def perform(*tasks: str) -> None:
        for row in jobs.lease_due(LATER):
            if row.task in tasks:
                jobs.perform(row.pk, row.lease)
        Job.objects.update(lease=None, leased_until=None)

    return perform


@pytest.mark.usefixtures("standing_clock")
def test_the_worst_day(folder, tmp_path, run, settings):
    """A letter leaves and somebody is erased after the copy; then everything is lost."""
    owner = a_person_with_everything(run)
    stranger = people.person("Joost", "Meulen")
    letters.write("register/kept", person=stranger, subject=stranger, at=NOW, months=6)
    letter = Letter.objects.latest("pk")
    place = made(folder, key=PUBLIC)

    run("outbox.send_letter")
    assert stranger.email in [one.to[0] for one in mail.outbox]
    for registration in Registration.objects.filter(person=owner):
        leaving.leave(registration, now=NOW, by=Actor.self(owner))
    address, story = owner.email, LearningStory.objects.get(owner=owner).title
    erasing.erase(owner, now=NOW, by=Actor.self(owner))
    run(erasure_list.LIST)

    identity, back, posted = tmp_path / "key", tmp_path / "back", tmp_path / "mail"
    identity.write_text(f"{KEY}\n")
    with empty_database() as name:
        code, told = restored(
            place, "--into", drill.address(name), "--files", str(back),
            "--identity", str(identity), "--erasures", settings.ERASURES_FILE,
            EMAIL_URL=f"file://{posted}", ERASURES_FILE=str(tmp_path / "new.jsonl"),
        )  # fmt: skip
        assert code == 0, told
        assert "1 again, 0 known" in told
        assert "none broken" in told
        assert "is ours, and its seal is whole" in told
        text = whole_dump(name)
        for canary in (address, "Canarynaam", story):
            assert canary not in text
        for file in (one for one in back.rglob("*") if one.is_file()):
            assert b"Canarynaam" not in file.read_bytes()
        with in_database(name):
            assert holding.current()
            assert Letter.objects.get(pk=letter.pk).accepted_at is None  # the copy did not know
            tasks = {row.task for row in jobs.lease_due(LATER)}
            assert not tasks & holding.senders()
            assert Job.objects.filter(task="outbox.send_letter", done_at=None).exists()
    assert not posted.exists()
    assert erasure_list.read(tmp_path / "new.jsonl")[0][0].account == owner.public_id


@pytest.mark.usefixtures("standing_clock")
def test_a_line_that_was_cut_off_keeps_nobody_from_being_erased(folder, tmp_path, settings):
    reference.scheme()
    owner = people.person("Samira", "Canarynaam")
    place = made(folder)
    newer = tmp_path / "newer.jsonl"
    newer.write_text(f'{{"acc\n{erasure_list.Line(owner.public_id, NOW.date(), "erased")}\n')
    with empty_database() as name:
        code, told = restored(
            place, "--into", drill.address(name), "--files", str(tmp_path / "back"),
            "--erasures", str(newer), ERASURES_FILE=str(tmp_path / "new.jsonl"),
        )  # fmt: skip
        assert "Canarynaam" not in whole_dump(name)
    assert code == 1
    assert "1 again, 0 known" in told
    assert f"the list in the copy (0), {tmp_path / 'new.jsonl'} (is not there)" in told
    assert f"{newer} (1); lines [1] of {newer} cannot be read" in told
    assert "Not as it should be: Erasures done again" in told
    assert erasure_list.read(tmp_path / "new.jsonl")[0][0].account == owner.public_id


def whole_dump(name: str) -> str:
    command = [programs.program("pg_dump"), "--inserts", name]
    done = subprocess.run(
        command, env=programs.environment(), check=True, capture_output=True, text=True
    )
    return done.stdout


@pytest.mark.usefixtures("standing_clock")
def test_the_drill_tries_it_all(run, capfd):
    a_person_with_everything(run)
    before = sorted(databases())
    told: list[str] = []
    drill.hold(Steps(told.append))
    said = "\n".join(told) + capfd.readouterr().out
    for words in (
        "A copy, encrypted", "The copy is whole", "as in the copy", "Mail is held",
        "1 again, 0 known", "none broken", "3 files have theirs", "its seal is whole",
        "Nothing leads to them",
    ):  # fmt: skip
        assert words in said
    assert sorted(databases()) == before
    assert not MadeCopy.objects.exists()
    assert User.objects.get(email="canary-owner@example.org").is_active


@pytest.mark.usefixtures("standing_clock")
def test_the_drill_takes_the_newest_copy_that_lies_somewhere_with_its_own_key(
    run, folder, tmp_path, capfd, settings
):
    """Also who was erased in truth since that copy, by the list that is kept outside."""
    a_person_with_everything(run)
    gone = people.person("Weg", "Sindsdien")
    made(folder, key=PUBLIC)
    real = Path(settings.ERASURES_FILE)
    real.parent.mkdir(parents=True, exist_ok=True)
    real.write_text(f"{Line(gone.public_id, NOW.date(), 'erased')}\n")
    key = tmp_path / "copies.key"
    key.write_text(f"{KEY}\n")
    lies_there = sorted(folder.rglob("*"))
    told: list[str] = []
    drill.hold(Steps(told.append), folder, key)
    said = "\n".join(told) + capfd.readouterr().out
    for words in ("A copy that lies there", "as in the copy", "2 again", "Nothing leads to them"):
        assert words in said
    assert "A copy, encrypted" not in said
    assert sorted(folder.rglob("*")) == lies_there
    assert len(real.read_text().splitlines()) == 1
    with pytest.raises(CopyError, match="could not be put back"):
        drill.hold(Steps(told.append), folder)
    assert "give the private key with --identity" in "".join(capfd.readouterr())


def test_the_key_of_a_copy_alone_is_no_drill():
    wrong = StringIO()
    with pytest.raises(SystemExit):
        call_command("drill", identity=Path("copies.key"), stderr=wrong)
    assert "give both" in wrong.getvalue()


def databases() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        return [name for (name,) in cursor.fetchall()]


@pytest.mark.usefixtures("standing_clock")
def test_what_is_wrong_in_the_copy_ends_the_drill(run, stored, capfd):
    """Who is registered without a period: a rule of all rows is broken."""
    reference.scheme()
    people.registered(people.person("Samira", "El Amrani"), since=NOW.date())
    with pytest.raises(CopyError, match="could not be put back"):
        drill.hold(Steps(lambda _: None))
    assert "FAILED: 1 rows break: each period has its cycle" in capfd.readouterr().out


@pytest.mark.usefixtures("standing_clock")
def test_a_certificate_of_which_the_bytes_changed_is_seen(run, tmp_path, folder):
    """Also when hash and row were changed along: the seal does not fit."""
    a_person_with_everything(run)
    file = CertificateFile.objects.latest("pk")
    data = bytearray(file.file.read())
    data[data.index(b"stream") + 20] ^= 1
    other = StoredFile.own(bytes(data), name="x.pdf", content_type="application/pdf")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE register_certificatefile DISABLE TRIGGER USER")
        CertificateFile.objects.filter(pk=file.pk).update(file=other, sha256=other.sha256)
        cursor.execute("ALTER TABLE register_certificatefile ENABLE TRIGGER USER")
    place = made(folder)
    with empty_database() as name:
        code, told = restored(
            place, "--into", drill.address(name), "--files", str(tmp_path / "back")
        )
    assert code == 1
    assert "Not as it should be: A certificate." in told


def test_one_line_of_the_list_of_files_is_what_it_says():
    one = CopiedFile("ab/abc", "files/plain/ab/abc", envelope.Part(3, "f" * 64))
    assert CopiedFile.read(str(one)) == one


def test_the_list_of_files_is_never_encrypted(folder, stored):
    place = made(folder, key=PUBLIC)
    assert json.loads((place / FILES).read_text())["key"] == stored.key
