"""The thread of an application: questions, answers, messages, files, and what stays open."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from accounts.actors import Actor
from audit.acts import NotAllowed
from audit.models import Event
from outbox.models import Letter
from register import applying, thread, unanswered
from register.models import Application, ApplicationFile, ApplicationMessage
from register.unanswered import Wait, step
from tests.makers import people
from tests.makers.uploads import pdf, photo

DAY = date(2026, 9, 1)
WEEK = timedelta(weeks=1)


def asked(user, *, on=DAY) -> Application:
    application = people.submitted(user, today=on)
    desk = people.desk_actor()
    application.take(by=desk)
    thread.ask(application, "Voer je zelf gesprekken?", today=on, by=desk)
    return application


def letters(user) -> list[str]:
    written = Letter.objects.filter(person=user).order_by("id").values_list("kind", flat=True)
    return [kind.removeprefix("register/") for kind in written]


def night(day: date) -> None:
    with time_machine.travel(f"{day}T06:00:00+00:00", tick=False):
        unanswered.handle_unanswered()


def test_a_question_is_answered_with_a_file(owner, login, standing_clock):
    application = asked(owner)
    assert letters(owner) == ["question"]
    page = login(owner).post(
        "/mijn/aanmelding/antwoord/",
        {"text": "Ja, elke dag.", "files": [pdf("bewijs.pdf"), photo()]},
        follow=True,
    )
    assert "Je antwoord is verstuurd" in page.content.decode()
    question, answer = thread.thread(Application.objects.get(pk=application.pk))
    assert (question.kind, question.answered_on is None) == ("question", False)
    assert [one.file.name for one in answer.files.all()] == ["bewijs.pdf", "foto.jpg"]
    application.refresh_from_db()
    assert application.status == Application.Status.IN_REVIEW
    assert application.waited_days == (question.answered_on - DAY).days


def test_a_wrong_file_keeps_the_text(owner, login, standing_clock):
    asked(owner)
    page = login(owner).post(
        "/mijn/aanmelding/antwoord/",
        {"text": "Ja, elke dag.", "files": [pdf(password="dicht")]},
    )
    assert page.status_code == 422
    words = page.content.decode()
    assert "Ja, elke dag." in words
    assert "zit een wachtwoord" in words
    assert "Kies je bestand nog een keer" in words
    assert not ApplicationFile.objects.exists()


def test_files_are_for_the_applicant_and_the_desk(owner, stranger, desk, login, standing_clock):
    asked(owner)
    client = login(owner)
    client.post("/mijn/aanmelding/antwoord/", {"text": "Ja.", "files": [pdf()]})
    one = ApplicationFile.objects.get()
    mine, theirs = (
        f"/mijn/aanmelding/bestand/{one.public_id}/",
        f"/desk/aanmeldbestand/{one.public_id}/",
    )
    for client, address in ((login(owner), mine), (login(desk), theirs)):
        response = client.get(address)
        assert b"".join(response.streaming_content).startswith(b"%PDF")
        assert response["Content-Disposition"] == 'attachment; filename="diploma.pdf"'
        assert "sandbox" in response["Content-Security-Policy"]
    assert login(stranger).get(mine).status_code == 404
    assert login(stranger).get(theirs).status_code == 404
    assert login(desk).get(mine).status_code == 404
    looked = Event.objects.get(verb="applicationfile.download")
    assert (looked.actor, looked.person) == (desk, owner)


def test_a_message_waits_for_a_reader(owner, desk, login, standing_clock):
    application = people.submitted(owner, today=DAY)
    login(owner).post("/mijn/aanmelding/bericht/", {"message-text": "Ik verhuis."})
    address = f"/desk/aanmelding/{application.public_id}/"
    assert "Gelezen, geen antwoord nodig" in login(desk).get(address).content.decode()
    login(desk).post(f"{address}gelezen/")
    assert "Gelezen, geen antwoord nodig" not in login(desk).get(address).content.decode()
    assert ApplicationMessage.objects.get().read_on


def test_the_desk_writes_without_asking(owner, desk, login, standing_clock):
    application = people.submitted(owner, today=DAY)
    address = f"/desk/aanmelding/{application.public_id}/"
    assert login(desk).post(f"{address}bericht/", {}).status_code == 422
    login(desk).post(f"{address}bericht/", {"reply-text": "We zijn er bijna."})
    assert letters(owner) == ["reply"]
    application.refresh_from_db()
    assert application.status == Application.Status.SUBMITTED
    assert "We zijn er bijna." in login(owner).get("/mijn/aanmelding/").content.decode()


def test_nobody_writes_as_the_desk_about_the_own_application(desk, standing_clock):
    application = people.submitted(desk, today=DAY)
    with pytest.raises(NotAllowed, match="over jezelf"):
        thread.reply(application, "Hoi", today=DAY, by=Actor(desk, "desk"))


@pytest.mark.parametrize(
    "row",
    [
        {"kind": "question", "from_register": False},
        {"kind": "answer", "from_register": True},
        {"kind": "message", "from_register": True, "asked_again_on": DAY},
    ],
)
def test_the_database_keeps_the_sides_apart(owner, row):
    application = people.submitted(owner, today=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        application.messages.create(author=owner, text="x", written_on=DAY, **row)


def test_one_open_question_at_a_time(owner):
    application = asked(owner)
    with pytest.raises(IntegrityError, match="one_open_question"), transaction.atomic():
        application.messages.create(
            kind="question", from_register=True, author=owner, text="x", written_on=DAY
        )


@pytest.mark.parametrize("count", [1, 3])
def test_a_thread_costs_the_same_whatever_its_length(
    owner, desk, login, count, standing_clock, django_assert_num_queries
):
    application = people.submitted(owner, today=DAY)
    for number in range(count):
        thread.write(application, f"Bericht {number}", [], today=DAY, by=Actor.self(owner))
    found = Application.objects.get(pk=application.pk)
    with django_assert_num_queries(2):
        assert len(thread.thread(found)) == count


# ---- A question that stays open ----


def wait(**facts) -> Wait:
    known = {"since_on": DAY, "asked_again_on": None, "register_owes": False, "weeks": 8,
             "weeks_again": 8} | facts  # fmt: skip
    return Wait(**known)


@pytest.mark.parametrize(
    ("known", "weeks", "due"),
    [
        (wait(), 7, ""),
        (wait(), 8, "ask_again"),
        (wait(register_owes=True), 80, ""),
        (wait(asked_again_on=DAY + 8 * WEEK), 15, ""),
        (wait(asked_again_on=DAY + 8 * WEEK), 16, "close"),
        (wait(asked_again_on=DAY + 8 * WEEK, register_owes=True), 80, ""),
        # The register wrote again after asking twice: from then on it is quiet anew.
        (wait(since_on=DAY + 12 * WEEK, asked_again_on=DAY + 8 * WEEK), 16, ""),
        (wait(since_on=DAY + 12 * WEEK, asked_again_on=DAY + 8 * WEEK), 20, "close"),
    ],
)
def test_when_a_question_is_asked_again_and_closed(known, weeks, due):
    assert step(known, today=DAY + weeks * WEEK) == due


def test_asked_again_then_closed_then_started_again_with_what_was_typed(owner, login):
    application = asked(owner)
    night(DAY + 8 * WEEK - timedelta(days=1))
    assert letters(owner) == ["question"]
    for _ in range(2):
        night(DAY + 8 * WEEK)
    assert letters(owner) == ["question", "question_again"]
    assert "22 december 2026" in Letter.objects.latest("id").body
    night(DAY + 16 * WEEK)
    night(DAY + 17 * WEEK)
    assert letters(owner) == ["question", "question_again", "closed_unanswered"]
    application.refresh_from_db()
    assert application.status == Application.Status.WITHDRAWN
    page = login(owner).get("/mijn/aanmelding/").content.decode()
    assert "Wat je eerder invulde, is bewaard" in page
    again = applying.start(owner, today=DAY + 20 * WEEK)
    assert again.pk != application.pk
    assert again.status == Application.Status.DRAFT
    assert again.work_sentence == application.work_sentence
    assert (again.organisation, again.route) == (application.organisation, application.route)


def test_no_time_runs_while_the_register_owes_an_answer(owner):
    application = asked(owner)
    thread.write(application, "Wat bedoel je?", [], today=DAY + WEEK, by=Actor.self(owner))
    night(DAY + 60 * WEEK)
    assert letters(owner) == ["question"]
    with pytest.raises(NotAllowed, match="nog moet antwoorden"):
        application.withdraw_unanswered(today=DAY + 60 * WEEK, by=unanswered.SYSTEM)
    thread.reply(application, "Dit bedoel ik.", today=DAY + 61 * WEEK, by=people.desk_actor())
    night(DAY + 68 * WEEK)
    assert letters(owner) == ["question", "reply"]
    night(DAY + 69 * WEEK)
    assert letters(owner)[-1] == "question_again"


def test_nothing_closes_before_the_question_was_asked_twice(owner):
    application = asked(owner)
    with pytest.raises(NotAllowed, match="tweede keer"):
        application.withdraw_unanswered(today=DAY + 60 * WEEK, by=unanswered.SYSTEM)
    application.refresh_from_db()
    assert application.status == Application.Status.NEEDS_INFO
