"""StoredFile: bytes under a random key, with hash and state; rights live with the owner row."""

import hashlib
import uuid
from typing import IO, Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import models, transaction


def random_key() -> str:
    key = uuid.uuid4().hex
    return f"{key[:2]}/{key}"


class StoredFile(models.Model):
    """A private file. The original name is metadata only, never a path."""

    class State(models.TextChoices):
        RECEIVED = "received", "wordt gecontroleerd"
        CLEAN = "clean", "gecontroleerd"
        INFECTED = "infected", "geweigerd: virus gevonden"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(max_length=80, unique=True, default=random_key, editable=False)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    stored_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def own(cls, data: bytes, *, name: str, content_type: str) -> "StoredFile":
        """Store bytes that the register made itself: no scan needed.

        The file is written first and the row second: a crash between leaves a file without a row,
        which the nightly reconcile removes, never a row without a file.
        """
        file = cls(
            name=name,
            content_type=content_type,
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            state=cls.State.CLEAN,
        )
        default_storage.save(file.key, ContentFile(data))
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
        default_storage.save(file.key, File(data))
        file.save()
        return file

    def discard(self) -> None:
        """Delete the row, and the bytes as soon as that is certain; call it in a transaction."""
        self.delete()
        transaction.on_commit(lambda: default_storage.delete(self.key))

    def read(self) -> bytes:
        with default_storage.open(self.key) as stored:
            return stored.read()
