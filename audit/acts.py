"""How something changes: one step of one aggregate, locked, checked, saved and recorded."""

import contextlib
import functools
import uuid
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import pghistory
from django.db import models, transaction

from audit.models import Event
from kit import clock
from kit.logs import request_id

PROFESSIONAL = "professional"  # the role of whoever acts on what is the own
SYSTEM = "system"

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
def act(verb: str, subject: models.Model, *, by: Doer) -> Iterator[uuid.UUID]:
    """Record one act: history rows written inside carry the Event's id, role and request."""
    event_id = uuid.uuid4()
    with (
        transaction.atomic(),
        pghistory.context(
            event=str(event_id), verb=verb, role=by.role, job=by.job, request=request_id.get()
        ),
    ):
        yield event_id
        record(verb, subject, by=by, event_id=event_id)


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
