"""A question that stays open: asked once more, and then a friendly end (domain §3).

The time never runs while the applicant wrote something that the register did not deal with.
"""

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db import transaction
from django.db.models import Max

from accounts.actors import Actor
from kit import clock
from outbox.jobs import job
from register import thread
from register.models import Application

SYSTEM = Actor.system("register.unanswered_questions")
ASK_AGAIN, CLOSE = "ask_again", "close"


@dataclass(frozen=True)
class Wait:
    """What is known of an open question."""

    since_on: date  # the last thing that the register wrote
    asked_again_on: date | None
    register_owes: bool  # the applicant wrote, and nobody has dealt with it
    weeks: int
    weeks_again: int

    @property
    def due_on(self) -> date:
        """The day of the next step."""
        if self.asked_again_on is None:
            return self.since_on + timedelta(weeks=self.weeks)
        return max(self.since_on, self.asked_again_on) + timedelta(weeks=self.weeks_again)


def step(wait: Wait, *, today: date) -> str:
    """What has to happen today: nothing, asking again, or closing."""
    if wait.register_owes or today < wait.due_on:
        return ""
    return CLOSE if wait.asked_again_on else ASK_AGAIN


def wait_of(application: Application) -> Wait | None:
    """The wait for an answer; None without an open question."""
    question = thread.open_question(application)
    if question is None:
        return None
    scheme = application.scheme
    newest = application.messages.filter(from_register=True).aggregate(on=Max("written_on"))
    # What the applicant wrote was dealt with on a day too: from then on it is quiet.
    read = application.messages.aggregate(on=Max("read_on"))
    return Wait(
        since_on=max(filter(None, (question.written_on, newest["on"], read["on"]))),
        asked_again_on=question.asked_again_on,
        register_owes=application.messages.unread().exists(),
        weeks=scheme.question_weeks,
        weeks_again=scheme.question_again_weeks,
    )


@job("register.unanswered_questions", daily_at=time(5, 40))
def handle_unanswered() -> None:
    """Ask again what is open for long, and close what stayed open after that."""
    today = clock.today()
    waiting = Application.objects.filter(status=Application.Status.NEEDS_INFO)
    for application in waiting.select_related("person", "scheme"):
        wait = wait_of(application)
        due = step(wait, today=today) if wait else ""
        if due == ASK_AGAIN:
            ask_again(application, today=today)
        elif due == CLOSE:
            close(application, today=today)


def ask_again(application: Application, *, today: date) -> None:
    with transaction.atomic():
        application.ask_again(today=today, by=SYSTEM)
        question = application.messages.open_questions().get()
        until = today + timedelta(weeks=application.scheme.question_again_weeks)
        thread.tell(application, "question_again", question, question=question.text, until_on=until)


def close(application: Application, *, today: date) -> None:
    with transaction.atomic():
        application.withdraw_unanswered(today=today, by=SYSTEM)
        question = application.messages.open_questions().get()
        thread.tell(application, "closed_unanswered", question, question=question.text)
