"""PostgreSQL of which copies that follow it (streaming replication) are read first.

HOST names the copies and, last, the primary. A copy is read as long as it answers and is at most
PUBLIC_LAG_SECONDS behind; it is looked at with each connection and once in each request. Else the
primary is read, and the copy is left alone for a few seconds. So nobody reads what is long gone,
and the loss of a copy costs a visitor nothing.

A copy knows when the newest thing it has was written. Beat writes something every fifteen seconds
at least, so that of a quiet night this is no more than that; without beat the primary is read.
"""

import logging
import time
from contextlib import closing
from typing import Any

import psycopg2
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql import base

logger = logging.getLogger(__name__)
LEFT_ALONE = 10  # seconds
NEVER = float("inf")
BEHIND = """
    SELECT pg_is_in_recovery(),
        coalesce(extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()), 1e9)
"""
CLOCKS_DIFFER = -1  # seconds: more, and what a copy says of itself is worth nothing
type Place = dict[str, str]
_left_alone_until: dict[str, float] = {}


def places(params: dict[str, Any]) -> list[Place]:
    """The hosts with their ports: none, or one for each. Raises ImproperlyConfigured."""
    hosts = str(params["host"]).split(",")
    ports = str(params["port"]).split(",") if params.get("port") else ["5432"] * len(hosts)
    if len(ports) != len(hosts):
        raise ImproperlyConfigured("DATABASE_PUBLIC_URL needs a port for each host, or none.")
    return [{"host": host, "port": port} for host, port in zip(hosts, ports, strict=True)]


def behind(connection: Any) -> float | None:
    """Seconds that a copy is behind the primary; None for a server that follows nobody."""
    with connection.cursor() as cursor:
        cursor.execute(BEHIND)
        follows, seconds = cursor.fetchone()
    if not follows:
        return None
    return float(seconds) if seconds >= CLOCKS_DIFFER else NEVER


def is_fresh(connection: Any) -> bool:
    """Whether this is a copy that is not too far behind. One that was made a primary by itself is
    none: nobody writes there what people asked to be gone.
    """
    seconds = behind(connection)
    return seconds is not None and seconds <= settings.PUBLIC_LAG_SECONDS


class DatabaseWrapper(base.DatabaseWrapper):
    reads_copy = False

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        *copies, primary = places(conn_params)
        for copy in copies:
            if time.monotonic() >= _left_alone_until.get(str(copy), 0):
                if (made := self._fresh(conn_params | copy)) is not None:
                    self.reads_copy = True
                    return made
                leave_alone(copy)
        self.reads_copy = False
        return super().get_new_connection(conn_params | primary)

    def _fresh(self, params: dict[str, Any]) -> Any:
        """A connection to a copy, or nothing when it does not answer or is too far behind."""
        try:
            made = super().get_new_connection(params)
            if is_fresh(made):
                made.rollback()  # Django finds it as it was made
                return made
            made.close()
        except psycopg2.Error:
            pass
        return None

    def is_usable(self) -> bool:
        """Asked once in each request: a copy that fell behind is not read any more."""
        if not self.reads_copy or self.connection is None:
            return super().is_usable()
        try:
            return is_fresh(self.connection)
        except psycopg2.Error:
            return False

    def copies_behind(self) -> list[float]:
        """Seconds that each copy is behind; NEVER where nobody answers, or follows."""
        params = self.get_connection_params()
        return [asked(params | copy) for copy in places(params)[:-1]]


def asked(params: dict[str, Any]) -> float:
    try:
        with closing(psycopg2.connect(**params)) as made:
            seconds = behind(made)
    except psycopg2.Error:
        return NEVER
    return NEVER if seconds is None else seconds


def leave_alone(copy: Place) -> None:
    """Not asked for a while: who waits for a machine that is gone waits for seconds."""
    _left_alone_until[str(copy)] = time.monotonic() + LEFT_ALONE
    logger.warning("a copy of the database is not read: it is away or too far behind")
