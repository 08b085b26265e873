"""What may leave to who watches from outside; tests/faults/test_watching.py sees it arrive."""

import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import watching
from config.watching.traces import summary
from outbox import jobs
from outbox.models import Job
from tests.conftest import ROOT_OF_PROJECT

LOADED = """import django; django.setup(); import sys
print({"opentelemetry", "sentry_sdk"} & {*sys.modules})"""


def test_nothing_of_it_is_loaded_unless_the_environment_says_so():
    done = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT_OF_PROJECT, capture_output=True, text=True,
        env={"DJANGO_SETTINGS_MODULE": "config.settings", "TESTING": "1", "DEBUG": "0"},
        check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "set()"


def test_without_its_packages_the_start_stops_and_says_what_to_install(settings, monkeypatch):
    settings.SENTRY_DSN = "https://public@example.org/1"
    monkeypatch.setitem(sys.modules, "sentry_sdk", None)
    monkeypatch.delitem(sys.modules, "config.watching.errors", raising=False)
    with pytest.raises(ImproperlyConfigured, match=r"SENTRY_DSN .*requirements-watching\.txt"):
        watching.start()


def test_a_job_of_who_is_not_watched_stands_in_no_trace(db):
    jobs.enter("outbox.send_letter", "one", letter=1)
    assert Job.objects.get().trace == ""


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ('SELECT "a"."b" FROM "accounts_user" a WHERE a.name = \'FROM outbox_job\'',
         "SELECT accounts_user"),
        ("UPDATE outbox_job SET key = 'it''s FROM audit_event'", "UPDATE outbox_job"),
        ("INSERT INTO jansen VALUES (1)", "INSERT"),
        ("SELECT 1 FROM outbox_job JOIN accounts_user ON true", "SELECT outbox_job accounts_user"),
        ("jansen", "SQL"),
    ],
)  # fmt: skip
def test_of_a_query_only_what_is_done_with_our_tables_is_said(statement, said):
    assert summary(statement) == said
