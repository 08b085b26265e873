"""Errors to a service that speaks Sentry's protocol: each line of the log of level ERROR.

The library gathers what was typed, who asked and what stood in variables. None of it is used: an
event is made anew, out of what is named here.
"""

from typing import Any

import sentry_sdk
from django.conf import settings
from django.http import HttpRequest
from sentry_sdk.integrations.dedupe import DedupeIntegration
from sentry_sdk.integrations.excepthook import ExcepthookIntegration
from sentry_sdk.integrations.logging import LoggingIntegration

from kit import logs, traces

OURS = ("accounts", "accreditation", "audit", "config", "files", "kit", "outbox", "portfolios",
        "register")  # fmt: skip
KEPT = ("event_id", "timestamp", "level", "platform", "release", "environment", "logger")
OF_FRAME = ("filename", "function", "module", "lineno", "in_app", "context_line", "pre_context",
            "post_context")  # fmt: skip


def start() -> None:
    sentry_sdk.init(
        dsn=settings.SENTRY_DSN,
        release=settings.RELEASE or None,
        default_integrations=False,
        auto_enabling_integrations=False,
        integrations=[
            LoggingIntegration(level=None, sentry_logs_level=None),
            ExcepthookIntegration(),
            DedupeIntegration(),
        ],
        before_send=plain,
        max_breadcrumbs=0,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        auto_session_tracking=False,
        send_client_reports=False,
        traces_sample_rate=None,
        propagate_traces=False,
        server_name="",
    )


def plain(event: Any, hint: Any) -> Any:
    record = hint.get("log_record")
    made = {name: event[name] for name in KEPT if event.get(name)}
    made["tags"] = tags(record)
    if "page" in made["tags"]:
        made["transaction"] = made["tags"]["page"]
    if record and record.name.partition(".")[0] in OURS:
        made["logentry"] = {"message": str(record.msg)}  # without what it is filled with
    if found := (event.get("exception") or {}).get("values"):
        made["exception"] = {"values": [kind_of(one) for one in found]}
    return made


def tags(record: Any) -> dict[str, str]:
    """The number of the request, its page by name, and where it stands in a trace."""
    number = getattr(record, "request_id", "") or logs.request_id.get()
    found = {"request_id": number if number != "-" else "", "traceparent": traces.here()}
    request = getattr(record, "request", None)
    if isinstance(request, HttpRequest):
        match = request.resolver_match
        found["page"] = match.view_name if match else "unknown page"
    return {name: value for name, value in found.items() if value}


def kind_of(one: dict[str, Any]) -> dict[str, Any]:
    """Which error it was and where in the code, not what it said: that may quote somebody."""
    frames = (one.get("stacktrace") or {}).get("frames") or []
    return {
        "type": one.get("type"),
        "module": one.get("module"),
        "stacktrace": {
            "frames": [{name: each[name] for name in OF_FRAME if name in each} for each in frames]
        },
    }
