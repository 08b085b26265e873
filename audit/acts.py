"""How something changes: one step of one aggregate, locked, checked, saved and recorded.

Every history row names an act. Inside one it is that act; inside one within another the inner, and
afterwards the outer again. What a transaction still writes when its act is over belongs to the act
that ended last there: the period and the certificate of who was just admitted. That is so because
the database keeps the name until the end of the transaction, and it is true because a transaction
is one deed of one actor. A row that is written before the act, or in a transaction of its own,
would name nobody: such code takes `write_new`, `found_or_new`, `act` or `by_rule`. No test lets it
pass (`tests/acts_only.py`).
"""

import contextlib
import functools
import uuid
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol

import pghistory
from django.db import IntegrityError, models, transaction

from audit.models import Event
from kit import clock
from kit.logs import request_id

PROFESSIONAL = "professional"  # the role of whoever acts on what is the own
SYSTEM = "system"
GUEST = "guest"  # who has no account, or need not say who it is

NOT_IN_THIS_ROLE = "Dit kun je in deze rol niet doen."
NOT_YOURSELF = "Dit gaat over jezelf. Vraag het een ander."


class Doer(Protocol):
    """Who does something: `accounts.Actor`, seen from below."""

    @property
    def user(self) -> Any: ...
    @property
    def role(self) -> str: ...
    @property
    def job(self) -> str: ...


class NotAllowed(Exception):
    """The act does not fit the state of things. `str()` is a Dutch sentence for the person."""


@contextlib.contextmanager
def named(facts: Mapping[str, str], *, give_way: bool = False) -> Iterator[None]:
    """History rows that are written inside say this; outside again what they said before.

    With `give_way` an act that is going on keeps the word.
    """
    with pghistory.context() as current:
        before = dict(current.metadata)
        if not (give_way and before):
            current.metadata.update(facts)
        try:
            yield
        finally:
            current.metadata.clear()
            current.metadata.update(before)


def done_by(role: str, job: str) -> dict[str, str]:
    return {"role": role, "job": job, "request": request_id.get()}


@contextlib.contextmanager
def act(verb: str, subject: models.Model, *, by: Doer) -> Iterator[uuid.UUID]:
    """Record one act: history rows written inside carry the Event's id, role and request."""
    event_id = uuid.uuid4()
    facts = {"event": str(event_id), "verb": verb, **done_by(by.role, by.job)}
    with transaction.atomic(), named(facts):
        yield event_id
        record(verb, subject, by=by, event_id=event_id)


@contextlib.contextmanager
def by_rule(job: str) -> Iterator[None]:
    """What the register does by itself: every job runs inside, and so does an erasure.

    What is no act of its own has no Event; its history rows name the job. Within an act they are
    part of that.
    """
    with named({"verb": job, **done_by(SYSTEM, job)}, give_way=True):
        yield


@contextlib.contextmanager
def aside(verb: str, *, by: Doer) -> Iterator[None]:
    """No Event, because the person it is about would read it too soon: the history says who."""
    who = {"actor": str(by.user.pk)} if by.user else {}
    with named({"verb": verb, **who, **done_by(by.role, by.job)}):
        yield


def write_new[M: models.Model](verb: str, made: M, *, by: Doer) -> M:
    """Save a row that is new: that too is an act."""
    with act(verb, made, by=by):
        made.save()
    return made


def found_or_new[M: models.Model](
    rows: models.QuerySet[M], verb: str, *, by: Doer, new_with: Mapping[str, Any], **about: Any
) -> tuple[M, bool]:
    """The row about this, and whether it is new. Who begins it at the same moment gets the same."""
    if found := rows.filter(**about).first():
        return found, False
    try:
        return write_new(verb, rows.model(**about, **new_with), by=by), True
    except IntegrityError:
        if found := rows.filter(**about).first():
            return found, False
        raise


def record(
    verb: str, subject: models.Model, *, by: Doer, event_id: uuid.UUID | None = None
) -> Event:
    """Write the Event of an act that changes nothing else: a read of a dossier, an export."""
    return Event.objects.create(
        uuid=event_id or uuid.uuid4(),
        at=clock.now(),
        verb=verb,
        subject_type=subject._meta.label,
        subject_id=subject.pk,
        person=getattr(subject, "concerns", None),
        actor=by.user,
        role=by.role,
        job=by.job,
        request_id=request_id.get(),
    )


def locked[M: models.Model](instance: M) -> M:
    """The same row, locked until the end of the transaction and read again."""
    return type(instance)._base_manager.select_for_update(of=("self",)).get(pk=instance.pk)


def check_who(subject: Any, who: tuple[str, ...], by: Doer) -> None:
    """A professional acts on the own things only, any other role never. Raises NotAllowed."""
    is_own = by.user is not None and by.user == getattr(subject, "concerns", None)
    if by.role not in who or (by.role == PROFESSIONAL and not is_own):
        raise NotAllowed(NOT_IN_THIS_ROLE)
    if by.role != PROFESSIONAL and is_own:
        raise NotAllowed(NOT_YOURSELF)


def transition(
    *sources: str, to: str | None = None, who: tuple[str, ...] = (), back: str = ""
) -> Callable[..., Any]:
    """A method that moves an aggregate from one of `sources` to `to` (None: it stays).

    `back` names the field that kept the status of before: it goes back there, and forgets it.

    Opens the transaction, locks and reloads the row, checks the source and who acts, runs the
    body, saves and records the Event. `who` are the roles that may; without, the body decides.
    Raises NotAllowed when the row is in another status by now.
    """

    def decorate(body: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(body)
        def step(self: Any, *args: Any, by: Doer, **kwargs: Any) -> Any:
            verb = f"{self._meta.model_name}.{body.__name__}"
            with transaction.atomic():
                fresh = locked(self)
                for field in self._meta.concrete_fields:
                    setattr(self, field.attname, getattr(fresh, field.attname))
                self._state.fields_cache.clear()
                if self.status not in sources:
                    label = self.get_status_display()
                    raise NotAllowed(f"Dit kan niet meer: de status is nu ‘{label}’.")
                if who:
                    check_who(self, who, by)
                with act(verb, self, by=by):
                    result = body(self, *args, by=by, **kwargs)
                    if to is not None:
                        self.status = to
                    elif back:
                        self.status = getattr(self, back)
                        setattr(self, back, "")
                    self.save()
            return result

        step.sources, step.to, step.who = sources, to, who  # type: ignore[attr-defined]
        step.back = back  # type: ignore[attr-defined]
        return step

    return decorate
