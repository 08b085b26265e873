"""StoredFile: bytes under a random key, with hash and state; rights live with the owner row."""

import hashlib
import uuid
from datetime import datetime, timedelta
from typing import IO, Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import Count, Min, Q

from kit import clock
from kit.file_places import FilesAway

LONG = timedelta(
    minutes=15
)  # a file that is to be scanned waits seconds, unless something is wrong


def random_key() -> str:
    key = uuid.uuid4().hex
    return f"{key[:2]}/{key}"


def write(key: str, content: File) -> None:
    """All bytes or none: half a file takes the last room of a full disk for nothing."""
    try:
        default_storage.save(key, content)
    except FilesAway:  # nobody answers: the night takes away what may be there
        raise
    except OSError:
        default_storage.delete(key)
        raise


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def to_scan(self, now: datetime) -> "StoredFileQuerySet":
        """Also what was leased to a worker that never came back."""
        return self.filter(scan_due_at__lte=now)

    def stuck(self, now: datetime) -> "StoredFileQuerySet":
        """What needs a person: the scanner is away, or could not look at it."""
        waits_long = Q(scan_due_at__isnull=False, stored_at__lt=now - LONG)
        return self.filter(waits_long | Q(state=StoredFile.State.FAILED))

    def standing(self) -> dict[str, Any]:
        states, waits = StoredFile.State, Q(scan_due_at__isnull=False)
        return self.aggregate(
            waiting=Count("pk", filter=waits),
            oldest=Min("stored_at", filter=waits),
            failed=Count("pk", filter=Q(state=states.FAILED)),
            infected=Count("pk", filter=Q(state=states.INFECTED)),
        )


class StoredFile(models.Model):
    """A private file. The original name is metadata only, never a path.

    What came to be read by us and is never served stays `received`, and no scan of it is due.
    """

    class State(models.TextChoices):
        RECEIVED = "received", "wordt gecontroleerd"
        SCANNING = "scanning", "wordt nu gecontroleerd"
        CLEAN = "clean", "gecontroleerd"
        INFECTED = "infected", "geweigerd: virus gevonden"
        FAILED = "failed", "kon niet worden gecontroleerd"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(max_length=80, unique=True, default=random_key, editable=False)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    stored_at = models.DateTimeField(auto_now_add=True)
    scan_due_at = models.DateTimeField(null=True)  # while it is looked at: when that was in vain
    scan_tries = models.PositiveIntegerField(default=0)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["scan_due_at"],
                name="file_to_scan",
                condition=Q(scan_due_at__isnull=False),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="what_was_judged_is_not_scanned",
                condition=Q(scan_due_at=None) | Q(state__in=("received", "scanning")),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_served(self) -> bool:
        return self.state == self.State.CLEAN

    @classmethod
    def own(cls, data: bytes, *, name: str, content_type: str) -> "StoredFile":
        """Store bytes that the register made itself: no scan needed."""
        return cls.kept(data, name=name, content_type=content_type, state=cls.State.CLEAN)

    @classmethod
    def added(cls, data: bytes, *, name: str, content_type: str) -> "StoredFile":
        """Store what somebody added, examined before; where there is a scanner, it looks first."""
        if not settings.CLAMD_URL:
            return cls.own(data, name=name, content_type=content_type)
        facts = {"state": cls.State.RECEIVED, "scan_due_at": clock.now()}
        return cls.kept(data, name=name, content_type=content_type, **facts)

    @classmethod
    def kept(cls, data: bytes, **facts: Any) -> "StoredFile":
        """The file is written first and the row second: a crash between leaves a file without a
        row, which the nightly reconcile removes, never a row without a file.
        """
        file = cls(size=len(data), sha256=hashlib.sha256(data).hexdigest(), **facts)
        write(file.key, ContentFile(data))
        file.save()
        return file

    @classmethod
    def own_stream(cls, data: IO[bytes], *, name: str, content_type: str) -> "StoredFile":
        """The same for what is too large to hold in memory, from its beginning."""
        return cls.streamed(data, name=name, content_type=content_type, state=cls.State.CLEAN)

    @classmethod
    def received(cls, data: IO[bytes], *, name: str, content_type: str) -> "StoredFile":
        """Keep what somebody sent to be read later; it is never served."""
        return cls.streamed(data, name=name, content_type=content_type, state=cls.State.RECEIVED)

    @classmethod
    def streamed(cls, data: IO[bytes], **facts: Any) -> "StoredFile":
        data.seek(0)
        digest = hashlib.sha256()
        while part := data.read(1 << 20):
            digest.update(part)
        file = cls(size=data.tell(), sha256=digest.hexdigest(), **facts)
        data.seek(0)
        write(file.key, File(data))
        file.save()
        return file

    def discard(self) -> None:
        """Delete the row, and the bytes as soon as that is certain; call it in a transaction."""
        self.delete()
        transaction.on_commit(lambda: default_storage.delete(self.key))

    def read(self) -> bytes:
        with default_storage.open(self.key) as stored:
            return stored.read()
