"""Traces to a collector of OpenTelemetry, over HTTP: web → job → worker is one.

The libraries make spans with addresses, browsers and SQL in them. `Plain` makes each anew before it
leaves, out of what is named here: whatever a next version of a library adds stays.
"""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, override

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from opentelemetry import context, propagate, trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.celery import CeleryInstrumentor
from opentelemetry.instrumentation.django import DjangoInstrumentor
from opentelemetry.instrumentation.psycopg2 import Psycopg2Instrumentor
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import Event, ReadableSpan, Span, SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.sdk.trace.sampling import Decision, Sampler, SamplingResult
from opentelemetry.trace import NonRecordingSpan, Status, TraceState
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from kit import logs, traces

BEHIND_HEADERS = 2  # in MIDDLEWARE: what refuses a request there still has an id and our headers
NOT_WATCHED = r"/(healthz|readyz|metrics)\??$"
TICKS = ("outbox.lease_due", "outbox.enter_scheduled", "files.scan_due")  # each few seconds
REQUEST, PAGE, JOB = "register.request_id", "register.page", "register.job"
KEPT = {
    REQUEST, PAGE, JOB, "http.method", "http.request.method", "http.status_code",
    "http.response.status_code", "db.system", "celery.action", "celery.state", "celery.task_name",
}  # fmt: skip
VALUE = re.compile(r"'(?:[^']|'')*'")
NAMED_TABLE = re.compile(r'\b(?:FROM|JOIN|INTO|UPDATE)\s+(?:ONLY\s+)?"?(\w+)"?', re.IGNORECASE)
VERB = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|SAVEPOINT|RELEASE|SET|WITH)\b", re.IGNORECASE)


def start() -> None:
    name = os.environ.get("OTEL_SERVICE_NAME", "register")
    provider = TracerProvider(resource=Resource.create({"service.name": name}))
    provider.sampler = WithoutTicks(provider.sampler)  # the environment's own: OTEL_TRACES_SAMPLER
    provider.add_span_processor(OfRequest())
    exporter = OTLPSpanExporter(endpoint=f"{endpoint()}/v1/traces", headers=headers())
    provider.add_span_processor(BatchSpanProcessor(Plain(exporter)))
    trace.set_tracer_provider(provider)
    propagate.set_global_textmap(OnlyOurOwn())
    DjangoInstrumentor().instrument(
        middleware_position=BEHIND_HEADERS, excluded_urls=NOT_WATCHED, response_hook=name_the_page
    )
    Psycopg2Instrumentor().instrument()
    CeleryInstrumentor().instrument()
    traces.here, traces.continued, traces.named = here, continued, named


def endpoint() -> str:
    """As the settings have it, which may come from a file: the package knows the variable only."""
    return settings.OTEL_EXPORTER_OTLP_ENDPOINT.rstrip("/")


def headers() -> dict[str, str]:
    """What the collector asks to be let in: `name=value`, separated by commas."""
    pairs = (one.split("=", 1) for one in settings.OTEL_EXPORTER_OTLP_HEADERS.split(",") if one)
    return {name.strip().lower(): value.strip() for name, value in pairs}


# ---- One trace through the jobs, which stand in the database ----


def here() -> str:
    """Empty where nothing is watched: what is entered there begins a trace of its own."""
    carrier: dict[str, str] = {}
    if trace.get_current_span().get_span_context().trace_flags.sampled:
        propagate.inject(carrier)
    return carrier.get("traceparent", "")


@contextmanager
def continued(parent: str, request: str) -> Iterator[None]:
    """The number of the request goes along to the process that does the work."""
    where = propagate.extract({"traceparent": parent}, Context()) if parent else Context()
    found = trace.get_current_span(where).get_span_context()
    if found.is_valid and request:
        state = TraceState([("register", request)])
        span = trace.SpanContext(found.trace_id, found.span_id, True, found.trace_flags, state)
        where = trace.set_span_in_context(NonRecordingSpan(span), where)
    token = context.attach(where)
    try:
        with logs.in_request(request):
            yield
    finally:
        context.detach(token)


def named(job: str) -> None:
    span = trace.get_current_span()
    span.update_name(f"job {job}")
    span.set_attribute(JOB, job)


class OnlyOurOwn(TraceContextTextMapPropagator):
    """Between our processes; what a visitor says about a trace says nothing."""

    @override
    def extract(self, carrier: Any, context: Any = None, getter: Any = None) -> Context:
        if isinstance(carrier, dict) and "wsgi.input" in carrier:
            return context if context is not None else Context()
        more = {} if getter is None else {"getter": getter}
        return super().extract(carrier, context, **more)


class WithoutTicks(Sampler):
    """What only asks whether there is work is not watched; the work is."""

    def __init__(self, usual: Sampler) -> None:
        self.usual = usual

    @override
    def should_sample(
        self, parent_context: Any, trace_id: int, name: str, *args: Any, **more: Any
    ) -> SamplingResult:
        if name.endswith(TICKS):
            return SamplingResult(Decision.DROP)
        return self.usual.should_sample(parent_context, trace_id, name, *args, **more)

    @override
    def get_description(self) -> str:
        return f"WithoutTicks({self.usual.get_description()})"


# ---- What a span says ----


def name_the_page(span: Any, request: HttpRequest, response: HttpResponse) -> None:
    match = request.resolver_match
    page = match.view_name if match else "unknown page"
    span.update_name(f"{method_of(request)} {page}")
    span.set_attribute(PAGE, page)


def method_of(request: HttpRequest) -> str:
    known = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
    return request.method if request.method in known else "OTHER"  # type: ignore[return-value]


class OfRequest(SpanProcessor):
    """Each span has the number of its request, as the log has."""

    @override
    def on_start(self, span: Span, parent_context: Context | None = None) -> None:
        sent_along = span.get_span_context().trace_state.get("register")
        if number := logs.request_id.get() or sent_along:
            span.set_attribute(REQUEST, number)


class Plain(SpanExporter):
    """Makes each span anew, out of what may leave."""

    def __init__(self, exporter: SpanExporter) -> None:
        self.exporter = exporter

    @override
    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        return self.exporter.export([plain(span) for span in spans])

    @override
    def shutdown(self) -> None:
        self.exporter.shutdown()

    @override
    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        return self.exporter.force_flush(timeout_millis)


def plain(span: ReadableSpan) -> ReadableSpan:
    facts = span.attributes or {}
    kept = {name: facts[name] for name in KEPT & facts.keys()}
    name = span.name
    if "db.system" in facts:
        name = summary(str(facts.get("db.statement") or facts.get("db.query.text") or ""))
    elif not ({PAGE, JOB} & facts.keys() or "celery.task_name" in facts):
        name = "unnamed"
    return ReadableSpan(
        name=name,
        context=span.context,
        parent=span.parent,
        resource=span.resource,
        attributes=kept,
        events=[kind_of(event) for event in span.events if event.name == "exception"],
        kind=span.kind,
        status=Status(span.status.status_code),
        start_time=span.start_time,
        end_time=span.end_time,
        instrumentation_scope=span.instrumentation_scope,
    )


def kind_of(event: Event) -> Event:
    """Which error it was, not what it said: that may quote what somebody wrote."""
    kind = str((event.attributes or {}).get("exception.type", ""))
    return Event("exception", {"exception.type": kind}, event.timestamp)


def summary(statement: str) -> str:
    """ "SELECT register_registration": what is done with which of our tables, and no value."""
    without = VALUE.sub("", statement)
    verb = VERB.match(without)
    found = dict.fromkeys(name for name in NAMED_TABLE.findall(without) if name in our_tables())
    return " ".join([verb[1].upper() if verb else "SQL", *found])


@cache
def our_tables() -> frozenset[str]:
    return frozenset(model._meta.db_table for model in apps.get_models(include_auto_created=True))
