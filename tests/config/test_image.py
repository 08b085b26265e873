"""The steps of the Dockerfile in a clean folder, with what it lets in: without its engine."""

import os
import re
import shlex
import subprocess
import sys
import urllib.error
import urllib.request
from fnmatch import fnmatch
from pathlib import Path

import pytest

from config.embedded.memory import any_free_port
from tests.estate.parts import Part

ROOT = Path(__file__).parent.parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text()
NAME = "register.example"
PRODUCTION = {
    "SECRET_KEY": "abcdefghijklmnopqrstuvwxyz0123456789" * 2,
    "SEALING_KEYS": "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
    "BASE_URL": f"https://{NAME}",
    "ALLOWED_HOSTS": NAME,
    "EMAIL_URL": "smtp://mail.example:25",
}


def is_let_in(name: str) -> bool:
    """As .dockerignore says; its last rule that fits decides."""
    found = False
    for rule in (ROOT / ".dockerignore").read_text().split("\n"):
        path = rule.removeprefix("!").removeprefix("**/")
        if path and not rule.startswith("#"):
            parts = ["/".join(name.split("/")[: n + 1]) for n in range(name.count("/") + 1)]
            fits = any(fnmatch(part, path) for part in (*parts, *name.split("/")))
            found = rule.startswith("!") if fits else found
    return found


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    """The folder /app as the image has it, after its steps."""
    folder = tmp_path_factory.mktemp("image") / "app"
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in filter(is_let_in, listed.stdout.splitlines()):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes((ROOT / name).read_bytes())
    for step in steps():
        run(["sh", "-ec", step], folder)
    return folder


def steps() -> list[str]:
    """What the image runs of our own program."""
    found = re.findall(r"^RUN ((?:.*\\\n)*.*)$", DOCKERFILE, re.MULTILINE)
    ours = [each.replace("\\\n", " ") for each in found if "manage.py" in each]
    assert ours
    return ours


def environment(folder: Path, **more: str) -> dict[str, str]:
    programs = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    kept = {"LD_LIBRARY_PATH": os.environ.get("LD_LIBRARY_PATH", "")}
    places = {"HOME": str(folder.parent), "FILES_DIR": str(folder.parent / "data")}
    return {"PATH": programs, **kept, **places, **more}


def run(command: list[str], folder: Path, **more: str) -> str:
    done = subprocess.run(
        command, cwd=folder, env=environment(folder, **more), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_what_the_proxy_serves_is_made(image):
    collected = image / "var" / "collected"
    assert (collected / "503.html").exists()
    hashed = {
        path.name for path in collected.rglob("*") if re.search(r"\.[0-9a-f]{12}\.", path.name)
    }
    assert any(name.endswith(".css") for name in hashed)
    assert any(name.endswith(".woff2") for name in hashed)


def test_web_answers_as_the_image_starts_it(image):
    command = shlex.split(DOCKERFILE[DOCKERFILE.index("CMD [") :].replace("\\\n", ""))
    words = [word.strip("[],") for word in command[1:]]
    port = str(any_free_port())
    changed = {"0.0.0.0": "127.0.0.1", "8000": port}  # noqa: S104
    url = f"http://127.0.0.1:{port}/healthz"

    def answers() -> bool:
        asked = urllib.request.Request(url, headers={"Host": NAME})
        try:
            return urllib.request.urlopen(asked, timeout=5).status == 200  # noqa: S310  ours
        except urllib.error.URLError:
            return False

    web = Part(
        "web", [changed.get(word, word) for word in words], logs=image.parent, answers=answers,
        cwd=image, env=environment(image, **PRODUCTION),
    )  # fmt: skip
    try:
        web.start()
    finally:
        web.stop()


def test_worker_and_beat_know_their_work(image):
    program = (
        "from config.celery import app; app.loader.import_default_modules();"
        "print(sorted(name for name in app.tasks if name.startswith('outbox.')))"
    )
    found = run([sys.executable, "-c", program], image, **PRODUCTION)
    assert found.strip() == "['outbox.enter_scheduled', 'outbox.lease_due', 'outbox.perform']"
