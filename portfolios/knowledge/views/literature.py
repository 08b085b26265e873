"""Literature per theme, and the desk when something is wrong with an item."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, role_required, signed_in
from accounts.models import Role
from kit import clock
from portfolios.knowledge import literature
from portfolios.knowledge.guild_forms import ThemeFilterForm
from portfolios.knowledge.literature_forms import HandleForm, LiteratureForm, ReportForm
from portfolios.knowledge.models import LiteratureItem, LiteratureReport


def shown_item(public_id: UUID) -> LiteratureItem:
    return get_object_or_404(LiteratureItem.objects.shown(), public_id=public_id)


@signed_in
@require_safe
def literature_list(request: PersonRequest) -> HttpResponse:
    form = ThemeFilterForm(request.GET)
    theme = form.theme
    context = {
        "form": form,
        "filtered": theme is not None,
        "items": literature.listed(theme, request.user),
        "answers": literature.Answer.choices,
    }
    return render(request, "knowledge/literature.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def literature_new(request: PersonRequest) -> HttpResponse:
    today = clock.today()
    form = LiteratureForm(request.POST or None, today=today)
    if form.is_valid():
        literature.add(form.facts, by_person=request.user, today=today)
        messages.success(request, "Dank je. Het staat in de lijst, zonder je naam.")
        return redirect("knowledge:literature")
    status = 422 if form.errors else 200
    return render(request, "knowledge/literature_new.html", {"form": form}, status=status)


@signed_in
@require_POST
def literature_answer(request: PersonRequest, public_id: UUID) -> HttpResponse:
    item = shown_item(public_id)
    literature.answer(item, person=request.user, said=request.POST.get("answer", ""))
    messages.success(request, "Bewaard. Alleen jij ziet wat je antwoordde.")
    return redirect("knowledge:literature")


@signed_in
@require_POST
def literature_delete(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """What I added myself."""
    mine = LiteratureItem.objects.filter(added_by=request.user)
    get_object_or_404(mine, public_id=public_id).delete()
    messages.success(request, "Het staat niet meer in de lijst.")
    return redirect("knowledge:literature")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def literature_report(request: PersonRequest, public_id: UUID) -> HttpResponse:
    item = shown_item(public_id)
    form = ReportForm(request.POST or None)
    if form.is_valid():
        literature.report(item, form.cleaned_data["words"], today=clock.today())
        messages.success(request, "Dank je. Het bureau kijkt ernaar.")
        return redirect("knowledge:literature")
    context = {"form": form, "item": item}
    status = 422 if form.errors else 200
    return render(request, "knowledge/literature_report.html", context, status=status)


# ---- The desk ----


@role_required(Role.DESK)
@require_safe
def reports(request: PersonRequest) -> HttpResponse:
    found = LiteratureReport.objects.filter(handled_on=None).select_related("item__theme")
    context = {"reports": found.order_by("reported_on", "pk"), "form": HandleForm()}
    return render(request, "knowledge/literature_reports.html", context)


@role_required(Role.DESK)
@require_POST
def report_handle(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Hidden when a reason is given."""
    found = get_object_or_404(LiteratureReport.objects.select_related("item"), public_id=public_id)
    form = HandleForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Maak de reden korter.")
        return redirect("desk_literature:reports")
    because = form.cleaned_data["because"]
    literature.handle(found, because=because, now=clock.now(), by=request.actor)
    hidden = "Verborgen. Wie het toevoegde, krijgt bericht."
    messages.success(request, hidden if because else "De melding is afgehandeld.")
    return redirect("desk_literature:reports")
