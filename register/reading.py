"""Reading the published copy: one page, one moment, through the role that sees nothing else."""

import functools
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import (
    DatabaseError,
    InterfaceError,
    OperationalError,
    connections,
    models,
    transaction,
)
from django.http import HttpRequest, HttpResponse
from psycopg2.errors import SerializationFailure

from register.published import PUBLISHED

logger = logging.getLogger(__name__)
_reads_published: ContextVar[bool] = ContextVar("reads_published", default=False)
WHOLE_TABLES = {name for name, columns in PUBLISHED.items() if columns is None}


def from_published_copy(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A public page of which every part belongs to the same edition.

    What only reads is asked once more when its database goes away meanwhile: another may answer.
    """

    @functools.wraps(view)
    def reading(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        before = None
        try:
            with published_copy():
                before = connections[settings.PUBLIC_ALIAS].connection
                return view(request, *args, **kwargs)
        except (OperationalError, InterfaceError) as error:
            only_reads = request.method in {"GET", "HEAD"}
            if before is None or not only_reads:
                raise
            if not (went_away(before) or stood_in_the_way(error)):
                raise
        with published_copy():
            return view(request, *args, **kwargs)

    return reading


def went_away(before: object) -> bool:
    """Whether the public pages have another connection by now: Django makes it at once."""
    return connections[settings.PUBLIC_ALIAS].connection is not before


def stood_in_the_way(error: Exception) -> bool:
    """A copy ends a question that keeps it from following the primary."""
    return isinstance(error.__cause__, SerializationFailure)


@contextmanager
def published_copy() -> Iterator[None]:
    """Inside, what is published is read as the public role, and all of it as it was at one moment.

    Inside another transaction (of a test) it is that one's moment.
    """
    token = _reads_published.set(True)
    try:
        if connections[settings.PUBLIC_ALIAS].in_atomic_block:
            yield
            return
        with transaction.atomic(using=settings.PUBLIC_ALIAS):
            with connections[settings.PUBLIC_ALIAS].cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    finally:
        _reads_published.reset(token)


def alias_for(model: type[models.Model]) -> str | None:
    """Where the router reads a model: inside a public page, what is published as the public."""
    if _reads_published.get() and model._meta.db_table in WHOLE_TABLES:
        return str(settings.PUBLIC_ALIAS)
    return None


def or_nothing[T](ask: Callable[[], list[T]]) -> list[T]:
    """What a public page can do without, when the rest of the database cannot be reached."""
    try:
        with transaction.atomic():
            return ask()
    except (DatabaseError, InterfaceError) as error:
        logger.warning("a public page goes without: %s", error)
        return []
