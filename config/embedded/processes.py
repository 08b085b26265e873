"""Processes: one launcher at a time, children that die with it, leftovers of a killed one."""

import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any

LINUX = sys.platform == "linux"
PR_SET_PDEATHSIG = 1
MARK = "REGISTER_LAUNCHER"
"""Environment variable of every child: the lock file of the launcher that started it."""

_libc = ctypes.CDLL(None) if LINUX else None

type Process = subprocess.Popen[bytes]


# ---- Children ----


def start(command: list[str], *, dies_by: signal.Signals, **options: Any) -> Process:
    """Start a child that the kernel sends a signal when the launcher dies, however it dies."""
    launcher = os.getpid()

    def ask_kernel() -> None:
        if _libc is not None:
            _libc.prctl(PR_SET_PDEATHSIG, dies_by)
            if os.getppid() != launcher:
                os._exit(1)

    return subprocess.Popen(
        command,
        preexec_fn=ask_kernel,  # noqa: PLW1509 - the launcher has no threads
        **options,
    )


def stop(process: Process, number: signal.Signals, seconds: float) -> None:
    """Ask a child to stop and wait; kill it when it does not listen."""
    if process.poll() is None:
        process.send_signal(number)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def call(command: list[str], **options: Any) -> int:
    """Run a command to its end and give its exit code; it is stopped when we are interrupted."""
    child = start(command, dies_by=signal.SIGTERM, **options)
    try:
        return child.wait()
    finally:
        stop(child, signal.SIGTERM, seconds=5)


# ---- The launcher itself ----


@contextmanager
def only_launcher(locks: Iterable[Path]) -> Iterator[Path | None]:
    """Hold the first lock that no living launcher holds; None when all are held.

    The kernel lets go of a lock when its launcher dies, also by kill -9.
    """
    for file in locks:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a+") as lock:
            try:
                fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                continue
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
            yield file
            return
    yield None


@contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Inside the block Ctrl-C, SIGTERM and a closed terminal raise KeyboardInterrupt, once."""
    numbers = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # nohup
        numbers.append(signal.SIGHUP)

    def interrupt(number: int, frame: FrameType | None) -> None:
        for each in numbers:
            signal.signal(each, lambda *_: None)  # stopping has begun: nothing may cut it short
        raise KeyboardInterrupt

    before = [(number, signal.signal(number, interrupt)) for number in numbers]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)


# ---- What a killed launcher leaves ----


def marked(lock: Path) -> list[int]:
    """Living processes that a launcher with this lock started, found by their environment."""
    mark = f"{MARK}={lock}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # gone by now, or somebody else's
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
    return found


def stop_leftovers(lock: Path, seconds: float = 8) -> list[int]:
    """Stop what a killed launcher left behind: ask, wait, then kill. Returns what was found."""
    found = marked(lock)
    for number, patience in ((signal.SIGINT, seconds), (signal.SIGKILL, 2)):
        for pid in marked(lock):
            with suppress(ProcessLookupError):
                os.kill(pid, number)
        deadline = time.monotonic() + patience
        while marked(lock) and time.monotonic() < deadline:
            time.sleep(0.1)
    return found


def clear_stale_pid(data: Path, settle: float = 3) -> None:
    """Remove a postmaster.pid whose number now belongs to another program.

    PostgreSQL itself judges a pid file of a process that is gone; it cannot know that the number
    was given out again, which is what happens in a container or after a restart of the machine.
    """
    file = data / "postmaster.pid"
    deadline = time.monotonic() + settle
    while _is_postgres(_pid_in(file), data) and time.monotonic() < deadline:
        time.sleep(0.1)
    pid = _pid_in(file)
    if pid and Path(f"/proc/{pid}").exists() and not _is_postgres(pid, data):
        file.unlink()


def _pid_in(file: Path) -> int:
    with suppress(OSError, ValueError, IndexError):
        return int(file.read_text().split()[0])
    return 0


def _is_postgres(pid: int, data: Path) -> bool:
    """Whether this process is a PostgreSQL server on this very folder."""
    with suppress(OSError):
        return os.fsencode(data) in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    return False
