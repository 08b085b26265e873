"""The programs that copy the database are found, wherever they lie."""

import os
from pathlib import Path

import pytest

from config.copies import programs


@pytest.mark.django_db
def test_a_program_that_is_not_ours_to_run_is_passed_by(tmp_path, monkeypatch):
    """As in a folder of root, which stays on the PATH of a command that it gives as another."""
    barred = tmp_path / "pg_dump"
    barred.write_text("#!/bin/sh\n")
    barred.chmod(0o644)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert Path(programs.program("pg_dump")).parent != tmp_path
