"""Putting a copy back, step by step, into an empty database and an empty storage.

Nothing is believed: every part has the hash of the manifest before anything is written, and
afterwards rows, files, rules and a certificate are looked at. A private file that is gone or wrong
holds up nothing else: it is named. Nothing is mailed until a person releases it.
"""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from accreditation import erasure_list, replaying
from accreditation.erasure_list import Line
from config import integrity
from config.copies import CopyError, envelope, programs
from config.copies.making import rows, tables
from config.copies.manifest import DATABASE, ERASURES, PARTS, Manifest, check_part, listed
from config.copies.steps import Steps
from files import reconciling
from files.models import StoredFile
from files.read_seal import Seal
from outbox import holding
from register import verification
from register.models import CertificateFile
from register.verification import FileSays


@dataclass(frozen=True)
class Restore:
    """One copy that is put back; `newer` is a list of erasures of after the copy."""

    place: Path
    manifest: Manifest
    identities: Sequence[Any]
    newer: Path | None
    now: datetime
    bad: list[str] = field(default_factory=list)  # paths of files of the copy

    @classmethod
    def of(cls, place: Path, *, identity: Path | None, newer: Path | None, now: datetime) -> Any:
        """Raises CopyError for a copy that cannot be trusted or opened."""
        manifest = Manifest.read(place)
        return cls(place, manifest, envelope.identities_in(identity), newer, now)

    def all(self, steps: Steps) -> None:
        """Raises CopyError at a step that cannot be done, or at the end for what is not right."""
        steps.take("Nothing is there yet", self.nothing_is_there)
        steps.take("The copy is whole", self.check)
        steps.take("Database", self.database)
        steps.look("Rows", self.rows)
        steps.take("Migrated, roles granted", self.migrate)
        steps.take("Mail is held", self.hold)
        steps.take("Files", self.files)
        steps.look("Files of the copy", self.none_is_bad)
        steps.look("Erasures done again", self.erasures)
        steps.look("Rules of all rows", self.rules)
        steps.look("Hashes of files", self.hashes)
        steps.look("A certificate", self.certificate)
        steps.end()

    def check(self) -> str:
        """Every part is what the manifest says, before anything is written; so is every file, or
        it is named and left out.
        """
        if self.manifest.encrypted_for and not self.identities:
            raise CopyError("This copy is encrypted: give the private key with --identity FILE.")
        if self.newer and not self.newer.is_file():
            raise CopyError(f"There is no list of erasures {self.newer}.")
        for name in PARTS:
            check_part(self.place, name, self.manifest.parts[name])
        for one in listed(self.place):
            try:
                check_part(self.place.parent, one.path, one.part)
            except (CopyError, OSError):
                self.bad.append(one.path)
        bad = f", of which {len(self.bad)} gone or wrong" if self.bad else ""
        return f"made {self.manifest.made_at}, {self.manifest.files} files{bad}"

    def nothing_is_there(self) -> str:
        if there := tables():
            raise CopyError(
                f"The database {programs.database()} is not empty ({len(there)} tables)."
                " Give one without tables: nothing of yours is overwritten."
            )
        if next(reconciling.keys(), None):
            raise CopyError("The storage of files is not empty. Give an empty one.")
        return "an empty database and an empty storage"

    def database(self) -> str:
        """All of it or nothing."""
        command = [
            *(programs.program("pg_restore"), "--single-transaction", "--no-password"),
            *("--no-owner", "--no-privileges", "--no-comments"),
            f"--dbname={programs.database()}",
        ]
        with (
            TemporaryFile() as said,
            subprocess.Popen(
                command, env=programs.environment(), stdin=subprocess.PIPE, stderr=said
            ) as process,
        ):
            try:
                self.open(DATABASE, process.stdin)
            except OSError:  # it stopped reading, and says why below
                pass
            finally:
                end_of(process.stdin)
            if process.wait():
                raise programs.failed(process, said, "pg_restore")
        return f"{len(tables())} tables, {self.manifest.parts[DATABASE].size / 1e6:.1f} MB"

    def rows(self) -> str:
        found, said = rows(), self.manifest.rows
        both = found.keys() | said.keys()
        wrong = sorted(name for name in both if found.get(name) != said.get(name))
        if wrong:
            raise CopyError(f"Other numbers of rows than in the copy: {', '.join(wrong)}.")
        return f"{sum(found.values())} in {len(found)} tables, as in the copy"

    def files(self) -> str:
        """Each under its key, in whatever storage the settings name."""
        put_back = 0
        for one in listed(self.place):
            with TemporaryFile() as plain:
                if one.path not in self.bad and self.opens(one.path, plain):
                    plain.seek(0)
                    default_storage.save(one.key, File(plain))
                    put_back += 1
        return f"{put_back} of {self.manifest.files} put back"

    def opens(self, path: str, target: IO[bytes]) -> bool:
        try:
            self.open_file(self.place.parent / path, target)
        except CopyError:
            self.bad.append(path)
            return False
        return True

    def none_is_bad(self) -> str:
        if self.bad:
            raise CopyError(
                f"{len(self.bad)} are gone or have other bytes than the list says, and were not"
                f" put back: {', '.join(self.bad[:5])}. Another copy may have them."
            )
        return "each has the bytes that the list says"

    def migrate(self) -> str:
        before = len(self.manifest.migrations)
        call_command("prepare_database", verbosity=0)
        return f"from the newest migrations of {before} apps"

    def hold(self) -> str:
        holding.hold(holding.RESTORED, now=self.now)
        return f"{holding.waiting().count()} wait until manage.py release_letters"

    def erasures(self) -> str:
        """By the list in the copy, that of this machine, and one that is given.

        A line that cannot be read stops no other, and nor does a person who cannot be erased.
        """
        lines, read, wrong = self.lines()
        erasure_list.add(lines.values())
        done = replaying.replay(lines.values(), now=self.now)
        said = (
            f"{done.again} again, {done.known} known, {done.later} of accounts that are not in"
            f" this copy; by {', '.join(read)}"
        )
        if done.running:
            said += f"; others must end something of {', '.join(map(str, done.running))}"
        if done.failed:
            wrong.append(f"not erased, see the log: {', '.join(map(str, done.failed))}")
        if wrong:
            raise CopyError("; ".join([said, *wrong]))
        return said

    def lines(self) -> tuple[dict[Any, Line], list[str], list[str]]:
        """Every line of every list, which lists these were, and what could not be read."""
        lines: dict[Any, Line] = {}
        read, wrong = [], []
        with TemporaryDirectory() as folder:
            own = Path(folder) / ERASURES
            with own.open("wb") as target:
                self.open(ERASURES, target)
            named = {"the list in the copy": own}
            for file in (Path(settings.ERASURES_FILE), self.newer):
                if file:
                    named[str(file)] = file
            for name, file in named.items():
                if not file.exists():
                    read.append(f"{name} (is not there)")
                    continue
                found, broken = erasure_list.read(file)
                read.append(f"{name} ({len(found)})")
                lines |= {line.what: line for line in found}
                if broken:
                    wrong.append(f"lines {broken} of {name} cannot be read")
        return lines, read, wrong

    def rules(self) -> str:
        found = list(integrity.broken(timezone.localdate(self.now)))
        if found:
            raise CopyError("; ".join(f"{count} rows break: {what}" for what, count in found))
        return f"{len(integrity.RULES)} looked at, none broken"

    def hashes(self) -> str:
        """Every file as the portal would read it has the hash of its row."""
        wrong = [one.key for one in StoredFile.objects.order_by("pk").iterator() if not whole(one)]
        if wrong:
            raise CopyError(
                f"{len(wrong)} files are gone or have other bytes than their row: {wrong[:5]}"
            )
        return f"{StoredFile.objects.count()} files have theirs"

    def certificate(self) -> str:
        """The newest one is known by its bytes, and its seal is whole."""
        made = CertificateFile.objects.exclude(file=None).select_related("file", "certificate")
        newest = made.order_by("-pk").first()
        if newest is None or newest.file is None:
            return "none was made yet"
        data = newest.file.read()
        says, seal = verification.check_file(data)[0], verification.seal_of(data)
        if (says, seal) != (FileSays.OURS, Seal.WHOLE):
            raise CopyError(f"Certificate {newest.certificate.number}: {says}, seal {seal}.")
        return "is ours, and its seal is whole"

    def open(self, name: str, target: IO[bytes] | None) -> None:
        self.open_file(self.place / name, target)

    def open_file(self, file: Path, target: IO[bytes] | None) -> None:
        encrypted = bool(self.manifest.encrypted_for)
        envelope.opened(file, target, identities=self.identities, is_encrypted=encrypted)


def whole(stored: StoredFile) -> bool:
    try:
        with default_storage.open(stored.key) as source:
            return envelope.part_in(source).sha256 == stored.sha256
    except OSError:
        return False


def end_of(pipe: IO[bytes] | None) -> None:
    if pipe is None:
        return
    try:
        pipe.close()
    except OSError:  # who read it is gone
        return
