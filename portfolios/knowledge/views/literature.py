"""Literature per theme: finding, adding, and saying whether it changed one's work."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from kit import clock
from portfolios.knowledge import literature
from portfolios.knowledge.guild_forms import ThemeFilterForm
from portfolios.knowledge.literature_forms import LiteratureForm
from portfolios.knowledge.models import LiteratureItem

ON_A_PAGE = 24


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
        "page": Paginator(literature.listed(theme, request.user), ON_A_PAGE).get_page(
            request.GET.get("pagina")
        ),
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
