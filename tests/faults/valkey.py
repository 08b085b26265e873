"""A Valkey of our own, without persistence, that can be killed, hung and started again."""

import os
import signal
import subprocess
import time
from pathlib import Path

import redis

from config.embedded.account import installed_programs
from config.embedded.memory import any_free_port
from config.embedded.processes import Process, start, stop


class Valkey:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = any_free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process: Process | None = None

    def start(self) -> None:
        """Start it empty, and wait until it answers."""
        options = ("--bind", "127.0.0.1", "--port", str(self.port), "--save", "")
        self.process = start(
            [str(installed_programs().valkey), *options],
            dies_by=signal.SIGKILL,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
        )
        until = time.monotonic() + 20
        while not self.answers():
            assert time.monotonic() < until, "Valkey did not start"
            time.sleep(0.05)

    def answers(self) -> bool:
        try:
            with redis.Redis.from_url(self.url, socket_timeout=1, retry=None) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False

    def signal(self, number: signal.Signals) -> None:
        assert self.process
        os.kill(self.process.pid, number)
        if number == signal.SIGKILL:
            self.process.wait()

    def stop(self) -> None:
        if self.process:
            stop(self.process, signal.SIGKILL, seconds=5)
