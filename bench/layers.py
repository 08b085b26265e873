"""The portal, with what each answer cost by layer in a header: the application of `bench.load`.

Python and template in processor time of the thread, SQL in the time that it took, and wait: what is
left, for the other threads and processes that want the same cores. In milliseconds.
"""

import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from config.wsgi import application as portal  # first: nothing of Django is there before

# isort: split
from django.db.backends.signals import connection_created
from django.template.base import Template

HERE = threading.local()
render = Template.render


def timed_sql(execute: Callable[..., Any], *asked: Any) -> Any:
    began, worked = time.perf_counter(), time.thread_time()
    try:
        return execute(*asked)
    finally:
        HERE.sql += time.perf_counter() - began
        HERE.in_sql += time.thread_time() - worked


def timed_template(template: Template, context: Any) -> Any:
    """The outermost only; what is asked of the database inside is no work of a template."""
    if HERE.depth:
        return render(template, context)
    HERE.depth, worked, in_sql = 1, time.thread_time(), HERE.in_sql
    try:
        return render(template, context)
    finally:
        HERE.depth = 0
        HERE.template += time.thread_time() - worked - (HERE.in_sql - in_sql)


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    HERE.sql = HERE.in_sql = HERE.template = 0.0
    HERE.depth = 0
    began, worked = time.perf_counter(), time.thread_time()
    said: list[Any] = []
    answer = portal(environ, lambda *status: said.append(status))
    body = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    whole = time.perf_counter() - began
    own = time.thread_time() - worked - HERE.in_sql
    parts = {
        "python": own - HERE.template,
        "template": HERE.template,
        "sql": HERE.sql,
        "wait": whole - own - HERE.sql,
    }
    status, headers, *_ = said[0]
    told = ", ".join(f"{name};dur={seconds * 1000:.2f}" for name, seconds in parts.items())
    start(status, [*headers, ("Server-Timing", told)])
    return [body]


Template.render = timed_template  # type: ignore[method-assign]
connection_created.connect(
    lambda connection, **_: connection.execute_wrappers.append(timed_sql), weak=False
)
