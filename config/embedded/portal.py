"""The portal of `run`: its environment, its database, then web, worker and beat with one log."""

import os
import signal
import subprocess
import sys
import textwrap
import time
import urllib.error
import urllib.request
from pathlib import Path

from config.embedded.account import ServerError
from config.embedded.memory import first_free_port, write_env
from config.embedded.processes import Process, call, start, stop
from config.embedded.session import BASE_DIR, VAR, Session

FIRST_PORT = 8000
STOP_SECONDS = 12  # honcho itself kills what has not stopped after 5
LINE = "─" * 78


def make_environment(session: Session) -> dict[str, str]:
    """Write var/run.env; give the environment of the portal's processes, the real one winning.

    The owner's address is left out: the application never holds it.
    """
    port = choose_port()
    values = {
        "DEBUG": "1",
        "DEMO": "1",
        "SECRET_KEY": session.memory.secret("secret_key"),
        "BASE_URL": f"http://localhost:{port}",
        "EMAIL_URL": f"file://{VAR}/mail",
        **session.addresses,
    }
    del values["DATABASE_OWNER_URL"]
    values |= {name: os.environ[name] for name in values if name in os.environ}
    write_env(VAR / "run.env", values)
    programs = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    return os.environ | values | {"PATH": programs, "PORT": str(port)} | session.mark


def choose_port() -> int:
    """PORT or 8000, or the next one that is free."""
    wanted = int(os.environ.get("PORT", FIRST_PORT))
    port = first_free_port(wanted)
    if port != wanted:
        print(f"Port {wanted} is taken: this is port {port}.", flush=True)
    return port


def prepare_database(session: Session, environment: dict[str, str]) -> None:
    """Migrate and grant, as the owner."""
    print("Preparing the database …", flush=True)
    _manage(environment | session.as_owner, "prepare_database", "--verbosity=0")


def seed_when_empty(environment: dict[str, str]) -> None:
    """Fill an empty database with the demo world, as the application itself."""
    _manage(environment, "seed", "--if-empty")


def _manage(environment: dict[str, str], *arguments: str) -> None:
    if call([sys.executable, "manage.py", *arguments], cwd=BASE_DIR, env=environment):
        raise ServerError(f"manage.py {' '.join(arguments)} failed: see above.")


def serve(environment: dict[str, str]) -> None:
    """Run the Procfile until we are interrupted; returns when a process stopped by itself."""
    honcho = start(
        [
            *(sys.executable, "-m", "config.embedded.procfile", "start"),
            *("-e", os.devnull, "-p", environment["PORT"]),
        ],
        dies_by=signal.SIGTERM,
        cwd=BASE_DIR,
        env=environment,
        start_new_session=True,  # Ctrl-C reaches the launcher, which stops all in order
    )
    try:
        _show_banner(honcho, environment)
        honcho.wait()
    finally:
        stop(honcho, signal.SIGTERM, STOP_SECONDS)


def _show_banner(honcho: Process, environment: dict[str, str]) -> None:
    """Say where the portal is and who can log in, once it answers."""
    people = subprocess.run(
        [sys.executable, "manage.py", "demo_people"],
        cwd=BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    while not _web_answers(environment["PORT"]):
        if honcho.poll() is not None:
            return
        time.sleep(0.2)
    texts = [
        f"Register Klantmanagers   {environment['BASE_URL']}",
        "",
        *textwrap.dedent(people.stdout or people.stderr).rstrip().splitlines(),
        "",
        f"Mail: {environment['EMAIL_URL'].removeprefix('file://')}   Stop: Ctrl-C",
    ]
    print("\n".join([LINE, *(f"  {text}".rstrip() for text in texts), LINE]), flush=True)


def _web_answers(port: str) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True
