"""Private files in an object store (S3): the same for every machine that runs the portal."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage
from storages.utils import clean_name

from kit.file_places import FilesAway

NO_SUCH_FILE = "NoSuchKey"  # and not a bucket that is not there
IN_MEMORY = 1 << 20  # bytes; what is larger is on the disk while it is read

PATIENCE = Config(
    signature_version="s3v4",
    connect_timeout=3,  # seconds
    read_timeout=5,  # a store that hangs must not take all who answer people
    retries={"total_max_attempts": 2, "mode": "standard"},
    # Stores that are not Amazon's do not know its newest checksums; a row has the hash of its file.
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
    s3={"addressing_style": "path"},
)


@contextmanager
def as_a_disk() -> Iterator[None]:
    """A store that fails is for the portal what a disk is that fails: an OSError of its own."""
    try:
        yield
    except (BotoCoreError, ClientError) as problem:
        raise FilesAway(f"The object store: {name_of(problem)}") from problem


def name_of(problem: Exception) -> str:
    """What went wrong, in the words of the store: a wrong key is no slow one."""
    if isinstance(problem, ClientError):
        return str(problem.response["Error"].get("Code", "ClientError"))
    return type(problem).__name__


class ObjectStore(S3Storage):  # type: ignore[misc]
    """Nobody gets an address of a file: each is streamed by us, after its right was checked.

    Names are random and written once, so nothing is asked before it is written.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(client_config=PATIENCE, file_overwrite=True, **settings)

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        raise NotImplementedError("A private file has no address.")

    def _open(self, name: str, mode: str = "rb") -> File:
        """Fetched whole before it is given: nothing can fail in the middle of an answer."""
        with as_a_disk(), ExitStack() as until_failed:
            body = self._body_of(self._normalize_name(clean_name(name)))
            kept = until_failed.enter_context(SpooledTemporaryFile(max_size=IN_MEMORY))
            shutil.copyfileobj(body, kept)
            until_failed.pop_all()  # its reader closes it
        kept.seek(0)
        return File(kept, name)

    def _body_of(self, key: str) -> IO[bytes]:
        try:
            body: IO[bytes] = self.bucket.Object(key).get()["Body"]
        except ClientError as problem:
            if name_of(problem) != NO_SUCH_FILE:
                raise
            raise FileNotFoundError(key) from problem
        return body

    def _save(self, name: str, content: Any) -> str:
        with as_a_disk():
            return str(super()._save(name, content))

    def delete(self, name: str) -> None:
        with as_a_disk():
            super().delete(name)

    def exists(self, name: str) -> bool:
        with as_a_disk():
            return bool(super().exists(name))

    def listdir(self, name: str) -> Any:
        with as_a_disk():
            return super().listdir(name)

    def get_modified_time(self, name: str) -> Any:
        with as_a_disk():
            return super().get_modified_time(name)
