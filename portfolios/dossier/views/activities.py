"""My portfolio page, and the activities that I capture in under a minute."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from kit import clock
from portfolios.dossier import purging, removal, repeating
from portfolios.dossier.activity_forms import NOTE_HINTS, ActivityForm
from portfolios.dossier.models import LearningActivity, LearningStory
from portfolios.dossier.search_forms import SearchForm
from portfolios.dossier.views.news import say_taken_out, say_thrown_away

ON_A_PAGE = 25
LATEST = 6


def my_activity(request: PersonRequest, public_id: UUID) -> LearningActivity:
    mine = LearningActivity.objects.visible_to(request.user)
    return get_object_or_404(mine, public_id=public_id)


@signed_in
@require_safe
def activities(request: PersonRequest) -> HttpResponse:
    """My stories and activities, newest first; those I look for when I ask."""
    form = SearchForm(request.GET, owner=request.user, today=clock.today())
    page = page_number(request.GET.get("pagina", ""))
    found = form.narrow(LearningActivity.objects.visible_to(request.user).lines())
    shown = list(found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE + 1])
    stories = LearningStory.objects.visible_to(request.user).lines()
    told = list(form.narrow_stories(stories)[: LATEST + 1]) if page == 1 else []
    context = {
        "form": form,
        "stories": told[:LATEST],
        "more_stories": len(told) > LATEST,
        "activities": shown[:ON_A_PAGE],
        "newer": address(request, page - 1) if page > 1 else "",
        "older": address(request, page + 1) if len(shown) > ON_A_PAGE else "",
        "filtered": form.is_asked,
        "here": "unfinished" if form.asks_for_unfinished else "all",
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
@require_safe
def activity_saved(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """It is kept; a story can be written about it now, later or never."""
    activity = my_activity(request, public_id)
    hint = NOTE_HINTS[LearningActivity.Kind(activity.kind)]
    return render(request, "dossier/activity_saved.html", {"activity": activity, "hint": hint})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def activity_edit(request: PersonRequest, public_id: UUID) -> HttpResponse:
    activity = my_activity(request, public_id)
    form = ActivityForm(
        request.POST or None, owner=request.user, today=clock.today(), activity=activity
    )
    before = [activity.title, activity.note, *activity.links]
    if form.is_valid():
        form.fill(activity)
        gone = purging.gone_from(before, [activity.title, activity.note, *activity.links])
        say_taken_out(request, purging.purge(request.user, gone, by=request.actor))
        messages.success(request, "Je activiteit is bewaard.")
        return redirect("dossier:activities")
    context = {"form": form, "activity": activity, "stories": activity.stories.order_by("id")}
    status = 422 if form.errors else 200
    return render(request, "dossier/activity_edit.html", context, status=status)


@signed_in
@require_POST
def activity_repeat(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """The same once more, today: for what I do more often."""
    again = repeating.repeat(my_activity(request, public_id), today=clock.today(), now=clock.now())
    messages.success(request, "Er staat nu een kopie van vandaag. Verander wat anders was.")
    return redirect("dossier:activity_edit", again.public_id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def activity_delete(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Asks first. A story about the activity stays."""
    activity = my_activity(request, public_id)
    if request.method == "POST":
        kept = removal.throw_away(activity, now=clock.now())
        say_thrown_away(request, "De activiteit is weggegooid.", kept=kept)
        return redirect("dossier:activities")
    context = {"activity": activity, "keeps": removal.keeps_removed(request.user)}
    return render(request, "dossier/activity_delete.html", context)
