"""For who watches over the service: a person, a proxy, a program that counts."""

import secrets

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from accounts.access import PersonRequest, public, role_required
from accounts.models import Role
from config import condition
from kit import clock

WATCHES = "for whoever watches over the service"


@public(WATCHES)
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("ok", content_type="text/plain")


@public(WATCHES)
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Requests may come: the database answers, and its tables are of this version.

    Valkey is not asked: everything works without it.
    """
    try:
        missing = condition.unmade()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("the database does not answer", "text/plain", status=503)
    if missing:
        return HttpResponse("the tables are of an older version", "text/plain", status=503)
    return HttpResponse("ok", content_type="text/plain")


@public("by its key alone")
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The signs as numbers, as Prometheus reads them; without METRICS_KEY there is no such page."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_KEY or not secrets.compare_digest(
        given.encode(), settings.METRICS_KEY.encode()
    ):
        raise Http404
    registry = CollectorRegistry()
    for sign in condition.signs(clock.now()):
        Gauge(f"register_{sign.name}", sign.label, registry=registry).set(sign.number)
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


@role_required(Role.ADMINISTRATOR, Role.DESK)
@require_safe
def show(request: PersonRequest) -> HttpResponse:
    """What needs somebody first, and what is as it should be."""
    signs = condition.signs(clock.now())
    context = {
        "wrong": [one for one in signs if not one.is_fine],
        "signs": signs,
        "versions": condition.versions(),
    }
    return render(request, "config/condition.html", context)
