"""deploy/restart-web never takes out the last that answers, and touches its own machine only."""

import os
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent.parent / "deploy" / "restart-web"


class Ready(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def ports():
    """Two that say that they are ready."""
    servers = [HTTPServer(("127.0.0.1", 0), Ready) for _ in range(2)]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    yield [server.server_port for server in servers]
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def run(tmp_path):
    """Run it on these lines; gives its code, what was restarted with the lines of then, and now."""

    def run_on(lines: list[str], *asked: int):
        upstream, seen = tmp_path / "upstream.conf", tmp_path / "seen"
        upstream.write_text("".join(f"{line}\n" for line in lines))
        seen.write_text("")
        restart = tmp_path / "restart"
        restart.write_text(f'#!/bin/sh\necho "$1 $(grep -c down {upstream})" >> {seen}\n')
        restart.chmod(0o755)
        (tmp_path / "pid").write_text(str(os.getpid()))
        done = subprocess.run(
            [SCRIPT, "register.example", *map(str, asked)],
            env=os.environ | {
                "UPSTREAM": str(upstream), "NGINX_PID": str(tmp_path / "pid"), "RELOAD": "true",
                "RESTART": f"{restart} ", "PATIENCE": "1",
            },
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.returncode, seen.read_text().split("\n")[:-1], upstream.read_text().splitlines()

    return run_on


def line(port: int, *, host: str = "127.0.0.1", more: str = " max_fails=2") -> str:
    return f"server {host}:{port}{more};"


def test_one_after_the_other_is_out_while_it_starts_anew(run, ports):
    lines = [line(port) for port in ports]
    assert run(lines, *ports) == (0, [f"{port} 1" for port in ports], lines)


def test_what_an_earlier_run_left_out_comes_first(run, ports):
    left_out = line(ports[1], more=" max_fails=2 down")
    code, seen, now = run([line(ports[0]), left_out], *ports)
    assert (code, seen) == (0, [f"{ports[1]} 1", f"{ports[0]} 1"])
    assert now == [line(port) for port in ports]


def test_the_last_one_that_answers_stays(run, ports):
    lines = [line(ports[0]), line(9, more=" down")]
    assert run(lines, ports[0]) == (1, [], lines)


def test_the_same_port_of_another_machine_is_another_process(run, ports):
    lines = [line(ports[0], more=""), line(ports[0], host="10.0.0.2")]
    code, seen, now = run(lines, ports[0])
    assert (code, seen, now) == (0, [f"{ports[0]} 1"], lines)


def test_a_port_that_is_in_no_line_is_said_before_anything_is_done(run, ports):
    lines = [line(port) for port in ports]
    assert run(lines, ports[0], 9) == (1, [], lines)


def test_one_that_does_not_become_ready_stays_out_and_the_others_go_on(run, ports):
    lines = [line(9), line(ports[0])]
    code, seen, now = run(lines, 9, ports[0])
    assert (code, seen) == (1, ["9 1"])
    assert now == [line(9, more=" max_fails=2 down"), line(ports[0])]
