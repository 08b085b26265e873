"""deploy/settings.example is what production starts with, once it is filled in."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = (ROOT / "deploy" / "settings.example").read_text()
LINE = re.compile(r"^#?([A-Z_]+)='(.*)'$", re.MULTILINE)
FILLED_IN = {
    "SECRET_KEY": "abcdefghijklmnopqrstuvwxyz0123456789" * 2,
    "SEALING_KEYS": "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
    "FROM_EMAIL": "register@divosa.nl",
    "CONTACT_PHONE": "030 123 45 67",
    "CONTACT_POST": "Postbus 1, 3500 AA Utrecht",
    "SIGNING_KEY_PASSWORD": "iets",
}


def check(**settings: str) -> str:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT, env=kept | settings | {"TESTING": "0", "DEBUG": "0", "DEMO": "0"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout + done.stderr


def test_production_starts_with_it_once_it_is_filled_in():
    example = dict(reversed(LINE.findall(EXAMPLE)))  # of DATABASE_URL the first: not the owner's
    assert "no issues" in check(**example | FILLED_IN)
    assert "SECRET_KEY setting must not be empty" in check(**example)
    said = check(**example | {"SECRET_KEY": FILLED_IN["SECRET_KEY"]})
    assert "register.E003" in said, "no password of the seal"
    assert "register.E007" in said, "made-up addresses"


def test_every_variable_of_it_is_in_the_docs():
    docs = (ROOT / "docs" / "operations.md").read_text()
    assert not [name for name, _ in LINE.findall(EXAMPLE) if f"`{name}`" not in docs]


def test_register_manage_reads_the_settings_and_leaves_root(tmp_path):
    """As far as an ordinary folder goes: which files it reads, and that it ends without root."""
    release = tmp_path / "release"
    (release / "deploy").mkdir(parents=True)
    (release / ".venv" / "bin").mkdir(parents=True)
    script = release / "deploy" / "register-manage"
    script.write_text((ROOT / "deploy" / "register-manage").read_text())
    script.chmod(0o755)
    tools = tmp_path / "tools"
    tools.mkdir()
    # What root may do is left out: how it is asked is what is looked at.
    (tools / "setpriv").write_text('#!/bin/sh\necho "$@" "as=$WHO secret=$SECRET in=$(pwd)"\n')
    (tools / "setpriv").chmod(0o755)
    settings = tmp_path / "settings"
    settings.mkdir()
    (settings / "environment").write_text("WHO='app'\n")
    (settings / "environment.worker").write_text("SECRET='of the seal'\n")
    (settings / "environment.copy").write_text("WHO='owner'\n")
    environment = {"PATH": f"{tools}:{os.environ['PATH']}", "SETTINGS": str(settings)}
    (tmp_path / "current").symlink_to(release)

    def asked(*words: str) -> str:
        command = [str(tmp_path / "current" / "deploy" / "register-manage"), *words]
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, check=True
        ).stdout

    plain, worker, owner = asked("x"), asked("--worker", "x"), asked("--owner", "x")
    assert "--reuid register --regid register --init-groups .venv/bin/python manage.py x" in plain
    assert "as=app secret= in=" in plain
    assert "as=app secret=of the seal" in worker
    assert "as=owner secret= " in owner
    assert f"in={release}" in plain
