"""The process that reads a file of somebody else: what it knows, and what it cannot do."""

import importlib
import inspect
import json
import os
import platform
import subprocess
import sys

import pytest
from django.conf import settings as configured

from files import confinement, own_process

TRIES = {
    "a connection": "import socket; socket.socket()",
    "another program": "import os; os.execv('/bin/true', ['true'])",
    "a new process": "import os; os.fork()",
    "a file": "import os; os.write(os.open('written', os.O_CREAT | os.O_WRONLY), b'x')",
    "much memory": "b'x' * (600 << 20)",
}
on_linux = pytest.mark.skipif(
    not sys.platform.startswith("linux") or platform.machine() not in confinement.MACHINES,
    reason="the kernel of this machine knows no such list",
)


def confined(code, cwd):
    """What a confined process says of this code."""
    whole = f"from files.confinement import confine; confine(); {code}"
    return subprocess.run(
        [sys.executable, "-c", whole],
        check=False,
        capture_output=True,
        text=True,
        cwd=cwd,
        env=own_process.environment() | {"PYTHONPATH": str(configured.BASE_DIR)},
        timeout=20,
    )


@on_linux
@pytest.mark.parametrize("what", TRIES)
def test_it_cannot_have(what, tmp_path):
    done = confined(TRIES[what], tmp_path)
    assert done.returncode != 0
    assert any(word in done.stderr for word in ("PermissionError", "MemoryError", "OSError")), (
        done.stderr
    )


@on_linux
def test_the_kernel_took_the_list_and_ordinary_work_goes_on(tmp_path):
    code = "from files.confinement import shut_the_doors; print(shut_the_doors(), sum(range(9)))"
    done = confined(code, tmp_path)
    assert done.stdout.split() == ["True", "36"], done.stderr


def test_it_does_not_go_on_for_ever(tmp_path):
    limit = "import resource; print(resource.getrlimit(resource.RLIMIT_CPU))"
    assert confined(limit, tmp_path).stdout.strip() == str((8, 8))


def test_it_knows_no_database_and_no_key(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody:secret@localhost/register")
    monkeypatch.setenv("SECRET_KEY", "secret")
    assert set(own_process.environment()) <= {"PATH", "LD_LIBRARY_PATH", "HOME"}
    assert "secret" not in str(own_process.environment())
    assert os.environ["SECRET_KEY"] == "secret"


def test_a_process_that_starts_from_ours_finds_nothing_of_it(monkeypatch, tmp_path):
    """Not what we say that it gets, but what stands in its environment and in its open files."""
    for name in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "SEALING_KEYS", "SIGNING_KEY_PASSWORD"):
        monkeypatch.setenv(name, "geheim")
    looks = (
        "import os, json; "
        "print(json.dumps([dict(os.environ), sorted(os.listdir('/proc/self/fd'))]))"
    )
    (tmp_path / "looks.py").write_text(looks)
    monkeypatch.setattr(configured, "BASE_DIR", tmp_path)
    done = own_process.run_alone("looks", data=b"", seconds=20)
    environment, opened = json.loads(done.stdout)
    assert "geheim" not in str(environment)
    assert set(environment) <= {"PATH", "LD_LIBRARY_PATH", "HOME", "LC_CTYPE"}
    assert set(opened) <= {"0", "1", "2", "3"}  # its three, and the folder that it lists


@on_linux
def test_a_file_of_a_person_is_read_by_a_confined_process(tmp_path):
    """The very modules that read files confine themselves before they read a byte."""
    for module in ("files.examine", "files.read_seal", "accreditation.busy_reading"):
        source = inspect.getsource(importlib.import_module(module).main)
        lines = [line.strip() for line in source.splitlines()[1:]]
        assert lines[0] == "confine()", module
