"""A virus scanner as it must not be: it answers what a test wants, or breaks off."""

import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from files import clamd

Answer = Callable[[bytes], bytes | None]


def real(data: bytes) -> bytes:
    """What clamd says."""
    if clamd.TEST_FILE in data:
        return b"stream: Eicar-Test-Signature FOUND\0"
    return b"stream: OK\0"


def only_for_the_test_file(answer: bytes | None) -> Answer:
    """A scanner that is well, and says this of every other file; None: nothing at all."""
    return lambda data: real(data) if data == clamd.TEST_FILE else answer


@contextlib.contextmanager
def listening(folder: Path, answer: Answer) -> Iterator[str]:
    """The address of a scanner that gives these answers, to one caller after the other."""
    place = folder / "clamd.ctl"
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(place))
        door.listen()
        thread = threading.Thread(target=serve, args=(door, answer), daemon=True)
        thread.start()
        yield f"unix:{place}"
        door.shutdown(socket.SHUT_RDWR)
        thread.join(5)
    place.unlink()


def serve(door: socket.socket, answer: Answer) -> None:
    with contextlib.suppress(OSError):
        while True:
            line, _ = door.accept()
            with line:
                said = answer(streamed(line))
                if said is not None:
                    line.sendall(said)


def streamed(line: socket.socket) -> bytes:
    """What was sent, read as INSTREAM has it."""
    if (command := exactly(line, 10)) != b"zINSTREAM\0":
        raise OSError(command)
    data = b""
    while size := struct.unpack("!L", exactly(line, 4))[0]:
        data += exactly(line, size)
    return data


def exactly(line: socket.socket, size: int) -> bytes:
    got = b""
    while len(got) < size:
        if not (more := line.recv(size - len(got))):
            raise OSError("the caller broke off")
        got += more
    return got
