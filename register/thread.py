"""Questions, answers, messages and files between the register and an applicant (domain §3)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse

from accounts.actors import Actor
from files.uploads import Received
from kit import clock
from outbox import letters
from outbox.models import Letter
from register.models import Application, ApplicationMessage


def thread(application: Application) -> list[ApplicationMessage]:
    """Everything that was written, the oldest first, each with its files."""
    messages = application.messages.select_related("author").prefetch_related("files__file")
    return list(messages)


def open_question(application: Application) -> ApplicationMessage | None:
    return application.messages.open_questions().first()


def ask(application: Application, text: str, *, today: date, by: Actor) -> None:
    """Ask one question; the applicant hears it by letter. Raises NotAllowed on the own one."""
    with transaction.atomic():
        application.ask(text, today=today, by=by)
        tell(application, "question", application.messages.latest("id"), question=text)


def answer(
    application: Application, text: str, files: Iterable[Received], *, today: date, by: Actor
) -> None:
    """The applicant answers the open question, with or without files."""
    with transaction.atomic():
        attach(application.answer(text, today=today, by=by), files)


def write(
    application: Application, text: str, files: Iterable[Received], *, today: date, by: Actor
) -> None:
    """The applicant writes without being asked; the desk sees it."""
    with transaction.atomic():
        attach(application.write(text, today=today, by=by), files)


def reply(application: Application, text: str, *, today: date, by: Actor) -> None:
    """The register writes without asking anything; the applicant hears it by letter."""
    with transaction.atomic():
        tell(application, "reply", application.reply(text, today=today, by=by), text=text)


def attach(message: ApplicationMessage, files: Iterable[Received]) -> None:
    for received in files:
        message.files.create(file=received.store())


def tell(application: Application, kind: str, message: ApplicationMessage, **facts: Any) -> None:
    """A letter about one message, once."""
    letters.write(
        f"register/{kind}", occasion=f"message-{message.pk}", **about(application, kind, **facts)
    )


def question_letter(application: Application, text: str) -> Letter:
    """The letter that would go out with this question."""
    return letters.compose("register/question", **about(application, "question", question=text))


def about(application: Application, kind: str, **facts: Any) -> dict[str, Any]:
    return {
        "person": application.person,
        "subject": application,
        "at": clock.now(),
        "link": reverse("registration:application"),
        "link_label": "Beantwoord de vraag" if kind == "question" else "Bekijk je aanmelding",
        "application": application,
        **facts,
    }
