"""The night: what is due is counted, goes, and is counted again; the desk sees numbers alone."""

from datetime import timedelta

import pytest

from audit import policy
from audit.models import TermCount
from config import retention
from outbox import letters
from outbox.models import Job, Letter
from register.models import Complaint, ListDownload
from tests.conftest import NOW, TODAY
from tests.makers import courses, people

pytestmark = pytest.mark.usefixtures("standing_clock", "scheme")
DAY = timedelta(days=1)
YEARS = {2: TODAY.replace(year=TODAY.year - 2), 5: TODAY.replace(year=TODAY.year - 5)}


def letter(person, *, written_on):
    letters.write("register/kept", person=person, subject=person, occasion=str(written_on),
                  at=NOW, months=6)  # fmt: skip
    made = Letter.objects.latest("pk")
    Letter.objects.filter(pk=made.pk).update(written_at=NOW - (TODAY - written_on))
    return made


def download(person, *, on):
    return ListDownload.objects.create(
        what="figures", form="csv", rows=3, taken_by=person, taken_at=NOW - (TODAY - on)
    )


def test_words_go_and_the_row_stays(owner, run_jobs):
    old, young = letter(owner, written_on=YEARS[5]), letter(owner, written_on=YEARS[5] + DAY)
    retention.keep_terms()
    run_jobs(retention.KEEP_TERM)
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.title, old.body) == (policy.FORGOTTEN, policy.FORGOTTEN)
    assert (old.person, old.kind) == (owner, "register/kept")
    assert young.body != policy.FORGOTTEN


def test_rows_go_after_their_time_and_not_a_day_before(desk, run_jobs):
    download(desk, on=YEARS[2])
    young = download(desk, on=YEARS[2] + DAY)
    retention.keep_terms()
    run_jobs(retention.KEEP_TERM)
    assert list(ListDownload.objects.all()) == [young]


def test_what_a_citizen_told_goes_and_the_lesson_stays(run_jobs):
    facts = {"about": "Jan", "text": "Verhaal", "name": "Yara", "email": "yara@example.org",
             "employer_first": "no", "received_on": YEARS[2], "talk_by": YEARS[2]}  # fmt: skip
    made = Complaint.objects.create(
        **facts, status="closed", closed_on=YEARS[2], ending="Klaar", lesson="Bel eerder."
    )
    retention.keep_terms()
    run_jobs(retention.KEEP_TERM)
    made.refresh_from_db()
    left = (made.about, made.text, made.name, made.email, made.ending, made.lesson)
    gone = policy.FORGOTTEN
    assert left == (gone, gone, gone, "", gone, "Bel eerder.")


def test_what_was_told_of_a_course_goes_a_year_after_the_desk_looked(owner, now, run_jobs):
    course = courses.course(courses.provider(owner, now=now), now=now)
    looked = {"reported_on": YEARS[2], "handled_on": YEARS[2]}
    old = course.reports.create(words="Iets over iemand", **looked)
    new = course.reports.create(words="Nog niet bekeken", reported_on=YEARS[2])
    retention.keep_terms()
    run_jobs(retention.KEEP_TERM)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.words, new.words) == (policy.FORGOTTEN, "Nog niet bekeken")


def test_more_than_fits_in_one_step_goes_in_the_next(desk, run_jobs, monkeypatch):
    monkeypatch.setattr(retention, "IN_A_STEP", 2)
    monkeypatch.setattr(policy, "A_BATCH", 2)
    for _ in range(5):
        download(desk, on=YEARS[2])
    retention.keep_terms()
    while run_jobs(retention.KEEP_TERM):
        pass
    assert not ListDownload.objects.exists()
    steps = Job.objects.filter(task=retention.KEEP_TERM, arguments__rule="downloads")
    assert sorted(steps.values_list("arguments__step", flat=True)) == [1, 2, 3]


def test_sealed_messages_that_were_sent_do_not_lie_around(run_jobs):
    Job.objects.create(task="outbox.send_sealed", key="message:x", due_at=NOW,
                       done_at=NOW - 8 * DAY, arguments={"sealed": "x"})  # fmt: skip
    kept = Job.objects.create(task="outbox.send_letter", key="letter:1", due_at=NOW,
                              done_at=NOW - 800 * DAY)  # fmt: skip
    retention.keep_terms()
    run_jobs(retention.KEEP_TERM)
    assert list(Job.objects.exclude(task=retention.KEEP_TERM)) == [kept]  # entered once, for ever


def counted(name: str) -> TermCount:
    return TermCount.objects.get(rule=name)


def test_what_goes_is_counted_before_and_after(desk, owner, run_jobs):
    download(desk, on=YEARS[2])
    download(desk, on=YEARS[2] + 10 * DAY)
    download(desk, on=YEARS[2] + 40 * DAY)
    retention.note_terms()
    retention.keep_terms()
    run_jobs(retention.KEEP_TERM)
    retention.check_terms()
    row = counted("downloads")
    assert (row.due, row.soon, row.left, row.late) == (1, 2, 0, 0)


def test_what_should_have_gone_a_week_ago_is_said(desk, login, caplog):
    download(desk, on=YEARS[2] - 8 * DAY)
    retention.note_terms()
    retention.check_terms()
    assert counted("downloads").late == 1
    assert "1 rows are kept longer than rule downloads allows" in caplog.text
    page = login(desk).get("/desk/bewaartermijnen/").content.decode()
    assert "Iets blijft langer staan dan de regel zegt" in page


# ---- The pages ----


def test_the_desk_sees_what_goes_and_what_went(desk, login, run_jobs):
    client = login(desk)
    assert "Er is nog niet geteld" in client.get("/desk/bewaartermijnen/").content.decode()
    for on in (YEARS[2], YEARS[2] + DAY):
        download(desk, on=on)
    retention.note_terms()
    retention.keep_terms()
    run_jobs(retention.KEEP_TERM)
    retention.check_terms()
    page = client.get("/desk/bewaartermijnen/").content.decode()
    line = page.partition("Wie van het bureau een lijst meenam")[2].partition("</tr>")[0]
    assert ">2</td>" in line
    assert ">1</td>" in line
    assert retention.preview(TODAY).late == []


def test_numbers_of_other_days_cost_no_questions_more(desk, login, django_assert_num_queries):
    client = login(desk)
    TermCount.objects.create(on=TODAY, rule="downloads", due=1, soon=1, left=0)
    client.get("/desk/bewaartermijnen/")
    with django_assert_num_queries(3):
        retention.preview(TODAY)
    for days in (1, 2):
        TermCount.objects.create(on=TODAY - days * DAY, rule="downloads", due=1, soon=1, left=0)
    with django_assert_num_queries(3):
        retention.preview(TODAY)


def test_everybody_reads_what_is_kept_and_why(client):
    page = client.get("/verwerkingen/").content.decode()
    for rule in policy.read():
        assert rule.title.split("’")[0] in page
    assert "AVG artikel 6" in page
    assert "/verwerkingen/" in client.get("/privacy/").content.decode()


def test_people_are_only_counted(owner, desk, login):
    people.registered(owner, since=TODAY - DAY)
    retention.note_terms()
    page = login(desk).get("/desk/bewaartermijnen/").content.decode()
    assert owner.last_name not in page
