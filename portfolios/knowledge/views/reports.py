"""Reporting what is not right in the knowledge bank; and the desk, which looks at it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, role_required, signed_in
from accounts.models import Role
from kit import clock
from portfolios.knowledge import reporting
from portfolios.knowledge.models import KnowledgeReport
from portfolios.knowledge.report_forms import HandleForm, ReportForm


def sort_called(code: str) -> reporting.Sort:
    for sort in reporting.SORTS:
        if sort.code == code:
            return sort
    raise Http404("No such sort of thing.")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: PersonRequest, sort: str, public_id: UUID) -> HttpResponse:
    """The same page for a card, what is said under it, and something to read."""
    thing = get_object_or_404(reporting.readable(sort_called(sort)), public_id=public_id)
    told = reporting.told(thing)
    form = ReportForm(request.POST or None)
    if form.is_valid():
        reporting.report(thing, form.cleaned_data["words"], today=clock.today())
        messages.success(request, "Dank je. Het bureau kijkt ernaar.")
        return redirect(told.url)
    context = {"form": form, "told": told}
    return render(request, "knowledge/report.html", context, status=422 if form.errors else 200)


# ---- The desk ----


@role_required(Role.DESK)
@require_safe
def reports(request: PersonRequest) -> HttpResponse:
    """What waits, and what is hidden now."""
    waiting = [(each, reporting.told(each.thing)) for each in reporting.waiting()]
    context: dict[str, Any] = {"waiting": waiting, "hidden": list(reporting.hidden())}
    return render(request, "knowledge/reports.html", context)


@role_required(Role.DESK)
@require_POST
def report_handle(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Hidden when a reason is given."""
    found = get_object_or_404(KnowledgeReport, public_id=public_id)
    form = HandleForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Maak de reden korter.")
        return redirect("desk_knowledge:reports")
    because = form.cleaned_data["because"]
    reporting.handle(found, because=because, now=clock.now(), by=request.actor)
    hidden = "Verborgen. Wie het schreef, krijgt bericht."
    messages.success(request, hidden if because else "De melding is afgehandeld.")
    return redirect("desk_knowledge:reports")


@role_required(Role.DESK)
@require_POST
def put_back(request: PersonRequest, sort: str, public_id: UUID) -> HttpResponse:
    """After all it can stay."""
    things = sort_called(sort).model.objects.exclude(hidden_on=None)
    thing = get_object_or_404(things, public_id=public_id)
    reporting.put_back(thing, now=clock.now(), by=request.actor)
    messages.success(request, "Het staat er weer. Wie het schreef, krijgt bericht.")
    return redirect("desk_knowledge:reports")
