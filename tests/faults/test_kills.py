"""kill -9 in the middle of the work: one certificate, one number, one letter."""

import os
import signal
from contextlib import nullcontext

import pytest

from outbox import jobs
from outbox.models import Job
from outbox.models.jobs import MAX_ATTEMPTS
from register.models import CertificateFile
from tests.faults import outcome
from tests.faults.house import PROMISED, held, wait_until

LEASE = 30
STARTS_LEFT = 3  # of the 8, to save time
MOMENTS = {
    "it renders": "",
    "its file is written and its row is not": "files_storedfile",
    "all is written and nothing is committed": "outbox_job",
}


@pytest.mark.fault(
    "K1",
    did="kill -9 of the child that makes a certificate, at three moments",
    must="done within 60 s; one certificate, the same number, one letter",
)
def test_a_killed_child_is_replaced_before_the_lease_ends(house, admit):
    """The message goes back to the queue at once (`task_reject_on_worker_lost`)."""
    house.start("worker")
    house.start("beat")
    for moment, table in MOMENTS.items():
        made = admit()
        house.child_at_work()
        with held(table) if table else nullcontext():
            os.kill(house.child_at_work(table), signal.SIGKILL)
        seconds = house.wait_until_done(within=LEASE - 5)
        house.note(moment, round(seconds, 1))
        assert Job.objects.get(key=f"certificate:{made.pk}").attempts == 2, moment
        assert outcome.code_and_number_of(made) == (made.code, made.number)
    outcome.certificates_are_whole()
    outcome.letters_arrived(house.mailbox)
    outcome.nothing_died()
    assert outcome.files_without_a_row() == 1 + len(CertificateFile.Kind)  # the first, and all


@pytest.mark.fault(
    "K2",
    did="kill -9 of a whole worker and beat, and of a parent only",
    must="taken over after the lease; nothing twice",
)
def test_a_power_cut_and_a_lost_parent(house, admit):
    """Of one worker everything is killed; of another the parent only, so its children work on."""
    cut, orphaned = house.start("worker"), house.start("worker")
    beat = house.start("beat")
    with held("files_storedfile"):
        made = [admit() for _ in range(6)]
        wait_until(lambda: len(house.making_certificates()) == 4, PROMISED, house.explain)
        house.kill(cut)
        house.kill(beat)
        os.kill(orphaned.pid, signal.SIGKILL)
    house.start("worker")
    house.start("beat")
    house.note("seconds", round(house.wait_until_done(), 1))
    assert [outcome.code_and_number_of(each) for each in made] == [
        (each.code, each.number) for each in made
    ]
    outcome.certificates_are_whole()
    outcome.letters_arrived(house.mailbox)
    outcome.nothing_died()


@pytest.mark.fault(
    "K3",
    did="a job that kills whoever does it",
    must="at most 8 tries, then dead and said in the log; other jobs go on",
)
def test_poison_dies_while_the_others_go_on(house, admit, tmp_path):
    """A job that kills whoever runs it is started 8 times at most; then it is dead, for staff.

    Celery brings its message back after each kill: only our own count ends that.
    """
    notes = tmp_path / "starts"
    jobs.enter("faults.poison", "poison", notes=str(notes))
    poison = Job.objects.filter(key="poison")
    poison.update(attempts=MAX_ATTEMPTS - STARTS_LEFT)
    others = Job.objects.open().exclude(key="poison")
    house.start("worker", JOB_LEASE_SECONDS="10")  # dead after the last one: do not wait for 30
    house.start("beat")
    wait_until(notes.exists, PROMISED, house.explain)
    admit()
    went_on = wait_until(lambda: not others.exists(), PROMISED, house.explain)
    died = went_on + wait_until(poison.dead().exists, PROMISED, house.explain)
    house.note("others done after", round(went_on, 1))
    house.note("dead after", round(died, 1))
    assert len(notes.read_text().splitlines()) == STARTS_LEFT
    assert poison.get().attempts == MAX_ATTEMPTS
    assert "is dead after" in house.log("worker").read_text()
    outcome.certificates_are_whole()
    outcome.letters_arrived(house.mailbox)
