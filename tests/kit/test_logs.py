"""The log: one form in all processes, each line with its request, from page to worker."""

import json
import logging
import os
import re
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest
from django.db import connection
from django.http import HttpResponse
from django.urls import resolve, reverse
from django.utils.log import log_response

from audit.models import Event
from kit import logs
from outbox import jobs
from outbox.models import Job

ROOT = Path(__file__).parent.parent.parent
OPERATIONS = (ROOT / "docs" / "operations.md").read_text()


@pytest.fixture
def lines():
    """Each line that is written meanwhile, in the form for programs."""
    handler = logging.Handler()
    written = []
    handler.emit = lambda record: written.append(json.loads(logs.Json().format(record)))
    handler.addFilter(logs.OfRequest())
    handler.addFilter(logs.WithoutAddress())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def test_a_line_for_programs_is_one_object_on_one_line(lines):
    with logs.in_request("abc123"):
        logging.getLogger("register.made_up").warning("a\r\nb: %s", "c\nd")
    (line,) = lines
    assert line.pop("at").endswith("+00:00")
    assert line == {
        "level": "WARNING",
        "logger": "register.made_up",
        "request": "abc123",
        "message": "a\r\nb: c\nd",
    }


@pytest.mark.django_db
@pytest.mark.as_owner("makes a table")
def test_a_row_that_the_database_refused_is_in_neither_form(lines, caplog):
    try:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMP TABLE t (word text CHECK (word = ''))")
            cursor.execute("INSERT INTO t VALUES (%s)", ["a" + " secret"])
    except Exception:
        logging.getLogger("register.made_up").exception("refused")
    assert "violates check constraint" in lines[-1]["error"]
    assert "a secret" not in json.dumps(lines)


@pytest.mark.django_db
def test_page_event_job_and_worker_name_the_same_request(owner, login, run_jobs, lines):
    client = login(owner)
    client.post(reverse("portable:take_all"))
    event = Event.objects.filter(actor=owner).latest("id")
    job = Job.objects.exclude(request_id="").latest("id")
    assert event.request_id == job.request_id != ""
    job.task = "test.say"
    job.save()

    def say_and_fail(**_):
        logging.getLogger("register.made_up").info("begun")
        raise ValueError

    jobs.handlers["test.say"] = say_and_fail
    try:
        run_jobs("test.say")
    finally:
        del jobs.handlers["test.say"]
    said = [line for line in lines if line["logger"] in ("register.made_up", "outbox.jobs")]
    assert [line["level"] for line in said] == ["INFO", "ERROR"]
    assert {line["request"] for line in said} == {event.request_id}


def test_what_is_refused_before_a_page_is_found_has_a_number_too(client, db, lines):
    page = client.get("/bestaat-niet/", headers={"Host": "elsewhere.example"})
    assert page.status_code == 400
    number = page.wsgi_request.request_id
    assert number in page.content.decode()
    assert {line["request"] for line in lines} == {number}


def test_an_error_names_its_page_and_not_its_address(rf, lines):
    """The path of a shared story is its key."""
    request = rf.get("/gedeeld/geheime-sleutel-é/")
    request.resolver_match = resolve(request.path)
    log_response("%s: %s", "Oeps", request.path, request=request, response=HttpResponse(status=500))
    (line,) = lines
    assert line["message"] == f"Oeps: {request.resolver_match.view_name}"


def test_the_worker_logs_in_the_form_and_at_the_level_of_the_settings():
    """Celery would put its own handler in place, and be silent below a warning."""
    program = (
        "import logging, django; django.setup(); from config.celery import app;"
        "app.log.setup(loglevel='WARNING', logfile=None);"
        "logging.getLogger('config.day_seals').info('day 2026-11-22 is sealed')"
    )
    environment = os.environ | {"LOG_FORMAT": "json", "DJANGO_SETTINGS_MODULE": "config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    (line,) = (done.stdout + done.stderr).splitlines()
    assert json.loads(line)["message"] == "day 2026-11-22 is sealed"


def test_the_list_in_the_docs_names_every_logger():
    """docs/operations.md, "The log"; `app.*` stands for all of an app."""
    named = re.findall(r"`([a-z_.*]+)`", OPERATIONS.split("## The log")[1].split("\n## ")[0])
    made = set()
    for path in ROOT.glob("[a-z]*/**/*.py"):
        app = path.relative_to(ROOT).parts[0]
        for name in re.findall(r"logging\.getLogger\(([^)]*)\)", path.read_text()):
            if name and app not in ("tests", "bench", "var"):
                module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
                made.add(module if name == "__name__" else name.strip('"'))
    assert len(made) > 10
    assert not [name for name in made if not any(fnmatch(name, one) for one in named)]
