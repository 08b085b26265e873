"""What is remembered between starts: passwords and ports, in a file only its owner can read."""

import errno
import json
import os
import secrets
import socket
from pathlib import Path

type Address = tuple[socket.AddressFamily, str]

EVERY_ADDRESS: tuple[Address, ...] = (
    (socket.AF_INET, "127.0.0.1"),
    (socket.AF_INET, "0.0.0.0"),  # noqa: S104 - to see whether it is taken
    (socket.AF_INET6, "::1"),
    (socket.AF_INET6, "::"),
)


def write_private(file: Path, text: str) -> None:
    """Replace a file at once, with mode 600: a reader sees the old text or the new, never half."""
    new = file.with_name(f"{file.name}.new")
    new.unlink(missing_ok=True)
    with open(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as out:
        out.write(text)
    new.replace(file)


def write_env(file: Path, values: dict[str, str]) -> None:
    """Write KEY=value lines, as config/settings.py reads them."""
    for key, value in values.items():
        if "\n" in value:
            raise ValueError(f"{key} holds a line break")
    write_private(file, "".join(f"{key}={value}\n" for key, value in values.items()))


class Memory:
    """Facts of one set of servers; a missing or broken file means that nothing is remembered."""

    def __init__(self, file: Path) -> None:
        self.file = file
        try:
            self._facts: dict[str, str] = json.loads(file.read_text())
        except (FileNotFoundError, ValueError):
            self._facts = {}

    def get(self, name: str) -> str | None:
        return self._facts.get(name)

    def keep(self, name: str, value: str) -> str:
        """Remember a value and give it back."""
        if self._facts.get(name) != value:
            self._facts[name] = value
            write_private(self.file, json.dumps(self._facts, indent=1))
        return value

    def secret(self, name: str) -> str:
        """A password or key that is made once."""
        return self._facts.get(name) or self.keep(name, secrets.token_hex(32))

    def port(self, name: str) -> int:
        """The port of last time, or another one when somebody else has taken it."""
        last = int(self._facts.get(name, 0))
        port = last if last and is_free(last) else any_free_port()
        return int(self.keep(name, str(port)))


def is_free(port: int) -> bool:
    """Whether nobody listens on this port, on any address: a browser tries ::1 first."""
    return not any(_is_taken(family, host, port) for family, host in EVERY_ADDRESS)


def _is_taken(family: socket.AddressFamily, host: str, port: int) -> bool:
    try:
        with socket.socket(family) as attempt:
            attempt.setsockopt(
                socket.SOL_SOCKET, socket.SO_REUSEADDR, 1
            )  # closed a moment ago: free
            if family == socket.AF_INET6:
                attempt.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            attempt.bind((host, port))
    except OSError as error:
        return error.errno == errno.EADDRINUSE  # any other error: no such address here
    return False


def first_free_port(start: int) -> int:
    """The first port from `start` on which nobody listens."""
    return next(port for port in range(start, 65536) if is_free(port))


def any_free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        port: int = attempt.getsockname()[1]
        return port
