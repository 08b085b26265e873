"""Hardship: asking to set aside a rule of the scheme, and the answer of a chamber."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actors import Actor
from audit.acts import NotAllowed, write_new
from kit import clock
from outbox import letters
from register import chambers
from register.models import HardshipRequest


def ask(user: Any, *, rule: str, text: str, today: date, by: Actor) -> HardshipRequest:
    """Send the request. Raises NotAllowed while another one is open."""
    try:
        with transaction.atomic():
            request = HardshipRequest(person=user, rule=rule, text=text)
            write_new("hardshiprequest.begin", request, by=by)
            request.submit(chamber=chambers.for_new_case(), today=today, by=by)
            write("hardship_received", request, at=clock.now())
    except IntegrityError as refusal:
        if "one_open_hardshiprequest" not in str(refusal):
            raise
        raise NotAllowed("Je hebt al een verzoek dat loopt.") from refusal
    return request


def prolong(request: HardshipRequest, *, today: date, by: Actor) -> None:
    with transaction.atomic():
        request.prolong(today=today, by=by)
        write("case_prolonged", request, at=clock.now())


def sign(request: HardshipRequest, *, today: date, by: Actor) -> None:
    """The second signature; the letter says in words what is different now, or why not."""
    with transaction.atomic():
        if request.outcome == HardshipRequest.Outcome.GRANTED:
            request.grant(today=today, by=by)
        else:
            request.deny(today=today, by=by)
        write(f"hardship_{request.status}", request, at=clock.now())


def write(kind: str, request: HardshipRequest, *, at: datetime) -> None:
    letters.write(
        f"register/{kind}",
        person=request.person,
        subject=request,
        at=at,
        case=request,
        what="hardheidsverzoek",
        weeks=request.scheme.objection_weeks,
        link=reverse("registration:hardship_request", args=[request.public_id]),
        link_label="Bekijk je verzoek",
    )
