"""What is on its way to us and too large for memory: a file, gone when it does not fit."""

from contextlib import suppress
from typing import Any

from django.core.files.uploadhandler import TemporaryFileUploadHandler

CHUNK = 1 << 16


class TemporaryFile(TemporaryFileUploadHandler):
    """When the disk is full Django leaves what it wrote where it is, and keeps the disk full.

    And it answers before all was read, so that whoever still sends finds the line broken.
    """

    def handle_raw_input(self, input_data: Any, *facts: Any, **more: Any) -> None:
        self.sent = input_data

    def receive_data_chunk(self, raw_data: bytes, start: int) -> Any:
        try:
            return super().receive_data_chunk(raw_data, start)
        except OSError:
            self.take_away()
            raise

    def file_complete(self, file_size: int) -> Any:
        try:
            return super().file_complete(file_size)
        except OSError:
            self.take_away()
            raise

    def take_away(self) -> None:
        with suppress(OSError):  # its last bytes do not fit either
            self.file.close()
        with suppress(OSError):  # who sent it may be gone
            while self.sent.read(CHUNK):
                pass
