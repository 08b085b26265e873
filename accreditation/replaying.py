"""Erasing again, after an older copy was put back, whom that copy still knows."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts import roles
from accounts.actors import Actor
from accounts.models import RoleGrant, User
from accreditation import assessor_complaints, deaths, erasing, leaving
from accreditation.erasure_list import HIDDEN, Line, knows
from accreditation.models import AssessorComplaint
from audit.acts import NotAllowed, act
from outbox import holding
from register import publication
from register.models import Application, HardshipRequest, Objection, Registration

logger = logging.getLogger(__name__)
BY = Actor.system("accreditation.replay_erasures")


@dataclass
class Replayed:
    """What became of the lines; `running` are the accounts of which something still runs, `failed`
    those that could not be erased.
    """

    again: int = 0
    known: int = 0  # the copy knew it already
    later: int = 0  # the account was made after the copy
    running: list[UUID] = field(default_factory=list)
    failed: list[UUID] = field(default_factory=list)


def replay(lines: Iterable[Line], *, now: datetime) -> Replayed:
    """Each erasure that this database does not know is done once more; doing it twice is once."""
    outcome = Replayed()
    for line in lines:
        person = User.objects.filter(public_id=line.account).first()
        if person is None:
            outcome.later += 1
        elif knows(person, line):
            outcome.known += 1
        else:
            erase_one(person, line, outcome, now=now)
    return outcome


def erase_one(person: User, line: Line, outcome: Replayed, *, now: datetime) -> None:
    """Whatever is wrong with one person, all others are erased."""
    do_again = hide_again if line.kind == HIDDEN else erase_again
    try:
        do_again(person, line, now=now)
    except Exception:
        logger.exception("Not erased again: %s", line)
        outcome.failed.append(line.account)
        return
    outcome.again += 1
    if line.kind != HIDDEN and erasing.obstacles(person, today=timezone.localdate(now)):
        outcome.running.append(line.account)


def hide_again(person: User, line: Line, *, now: datetime) -> None:
    """Nobody is found who did not want to be, also if they changed their mind since: one click."""
    with transaction.atomic(), holding.nothing_is_mailed():
        for registration in Registration.objects.filter(person=person):
            publication.hide(registration, now=now, by=BY)


def erase_again(person: User, line: Line, *, now: datetime) -> None:
    """By the ordinary code, in one transaction; without a mail to anybody, since all who had to
    know got theirs before the older copy was put back.

    Of who died in a copy that does not know of the death, everything goes: more than then was
    asked, and never less.
    """
    today = timezone.localdate(now)
    with transaction.atomic(), holding.nothing_is_mailed():
        report = deaths.due(person, today=today) if line.kind == "died" else None
        if report:
            deaths.erase_dossier(report.pk)
            return
        end_what_runs(person, now=now)
        with act("user.erase", person, by=BY):
            erasing.forget(person, now=now)


def end_what_runs(person: User, *, now: datetime) -> None:
    """Nobody is erased while something of theirs runs; so between the copy and the erasure they
    ended it, and this does so in the same name. What only others can end is left to them.
    """
    for step in steps_out(person, now=now):
        try:
            with transaction.atomic():
                step()
        except NotAllowed:
            continue


def steps_out(person: User, *, now: datetime) -> Iterator[Callable[[], None]]:
    own, today = Actor.self(person), timezone.localdate(now)
    registered = Registration.objects.visible_to(person).filter(status__in=Registration.IN)
    for registration in registered:
        yield partial(leaving.leave, registration, now=now, by=own)
    for kind in (Application, Objection, HardshipRequest):
        for one in kind.objects.visible_to(person).open():
            yield partial(one.withdraw, by=own)
    for complaint in AssessorComplaint.objects.visible_to(person).open():
        yield partial(assessor_complaints.withdraw, complaint, now=now, by=own)
    for grant in RoleGrant.objects.on(today).filter(user=person):
        yield partial(roles.give_back, grant, today=today, now=now, by=own)
