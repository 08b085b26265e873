"""K8: a process whose clock is wrong, in the nights of the clock and on 29 February.

The clock of the machine is moved under a real process; the database keeps its own.
"""

import os
import subprocess
import sys
from datetime import date

import pytest

from accreditation import reminders
from outbox.models import Job, Letter
from tests.accreditation.conftest import running
from tests.faults.house import ROOT
from tests.makers import people, reference

pytestmark = pytest.mark.programs("faketime")
# When the sweep runs, and which steps the two have then: hand in by 1 January 2027 and by
# 29 February 2028.
NIGHTS = [
    ("2026-10-25 02:30:00", ["3-months"], []),  # the hour that comes twice
    ("2026-10-25 02:30:00", ["3-months"], []),
    ("2026-10-24 06:00:00", ["3-months"], []),  # a day back
    ("2026-11-20 06:00:00", ["3-months", "42-days"], []),
    ("2026-11-21 06:00:00", ["3-months", "42-days"], []),  # a day on
    ("2027-03-28 02:30:00", ["3-months", "42-days"], ["12-months"]),  # the hour that is not there
    ("2027-12-31 23:59:50", ["3-months", "42-days"], ["12-months", "3-months"]),
    ("2028-02-28 06:00:00", ["3-months", "42-days"], ["12-months", "3-months", "1-days"]),
    ("2028-02-29 06:00:00", ["3-months", "42-days"], ["12-months", "3-months", "1-days"]),
]


def sweep_at(moment, environment):
    asked = ["faketime", "-f", f"@{moment}", sys.executable, "manage.py", "run_job"]
    subprocess.run(
        [*asked, "accreditation.reminders"],
        cwd=ROOT,
        env=environment | {"TZ": "Europe/Amsterdam", "PATH": os.environ["PATH"]},
        check=True,
        capture_output=True,
    )


def steps_of(person):
    letters = Letter.objects.filter(person=person, kind=reminders.KIND).order_by("pk")
    return [occasion.partition(":")[0] for occasion in letters.values_list("occasion", flat=True)]


@pytest.mark.fault(
    "K8",
    did="the clock a day on and back, both nights of the clock, 29 February, 31 December",
    must="the right reminders, none sent again",
)
def test_the_ledger_is_right_whatever_the_clock_says(environment, record_property):
    reference.scheme()
    soon, leap = people.person("Sam", "Spoedig"), people.person("Lea", "Schrikkel")
    running(soon)
    cycle = running(leap)
    cycle.period.until_on = date(2028, 6, 29)
    cycle.period.save()
    for moment, of_soon, of_leap in NIGHTS:
        sweep_at(moment, environment)
        assert (steps_of(soon), steps_of(leap)) == (of_soon, of_leap), moment
    letters = Letter.objects.filter(kind=reminders.KIND).count()
    assert Job.objects.filter(task="outbox.send_letter").count() >= letters
    record_property("letters", letters)
