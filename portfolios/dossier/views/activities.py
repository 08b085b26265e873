"""My portfolio page, and the activities that I capture in under a minute."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest, signed_in
from kit import clock
from portfolios.dossier import evidence
from portfolios.dossier.forms import ActivityForm, FilterForm
from portfolios.dossier.models import LearningActivity
from portfolios.dossier.portfolio import Portfolio

ON_A_PAGE = 25


def my_activity(request: PersonRequest, public_id: UUID) -> LearningActivity:
    mine = LearningActivity.objects.visible_to(request.user)
    return get_object_or_404(mine, public_id=public_id)


@signed_in
@require_safe
def activities(request: PersonRequest) -> HttpResponse:
    """My stories and activities, newest first; activities by kind and goal when I want."""
    portfolio = Portfolio(request.user)
    form = FilterForm(request.GET, owner=request.user)
    page = page_number(request.GET.get("pagina", ""))
    found = form.narrow(portfolio.activities)
    shown = list(found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE + 1])
    context = {
        "form": form,
        "stories": portfolio.stories if page == 1 else [],
        "activities": shown[:ON_A_PAGE],
        "newer": address(request, page - 1) if page > 1 else "",
        "older": address(request, page + 1) if len(shown) > ON_A_PAGE else "",
        "filtered": any(form.cleaned_data.values()) if form.is_valid() else False,
    }
    return render(request, "dossier/activities.html", context)


def page_number(text: str) -> int:
    """The page that was asked for; the first one for anything that is no small number."""
    return int(text) or 1 if text.isascii() and text.isdigit() and len(text) < 4 else 1


def address(request: PersonRequest, page: int) -> str:
    """This page of the list under the same filter."""
    query = request.GET.copy()
    query["pagina"] = str(page)
    return f"?{query.urlencode()}"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def activity_new(request: PersonRequest) -> HttpResponse:
    form = ActivityForm(request.POST or None, owner=request.user, today=clock.today())
    if form.is_valid():
        made = form.capture(now=clock.now())
        return redirect("dossier:activity_saved", made.public_id)
    status = 422 if form.errors else 200
    return render(request, "dossier/activity_new.html", {"form": form}, status=status)


@signed_in
@require_safe
def activity_saved(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """It is kept; a story can be written about it now, later or never."""
    context = {"activity": my_activity(request, public_id)}
    return render(request, "dossier/activity_saved.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def activity_edit(request: PersonRequest, public_id: UUID) -> HttpResponse:
    activity = my_activity(request, public_id)
    form = ActivityForm(
        request.POST or None, owner=request.user, today=clock.today(), activity=activity
    )
    if form.is_valid():
        form.fill(activity)
        messages.success(request, "Je activiteit is bewaard.")
        return redirect("dossier:activities")
    context = {"form": form, "activity": activity, "stories": activity.stories.order_by("id")}
    status = 422 if form.errors else 200
    return render(request, "dossier/activity_edit.html", context, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def activity_delete(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Asks first. A story about the activity stays."""
    activity = my_activity(request, public_id)
    if request.method == "POST":
        with transaction.atomic():
            evidence.remove_all_of(activity)
            activity.delete()
        messages.success(request, "De activiteit is verwijderd.")
        return redirect("dossier:activities")
    return render(request, "dossier/activity_delete.html", {"activity": activity})
