"""Writing a story, with autosave."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from kit import clock
from portfolios.dossier import lenses, purging, removal, stories, versions
from portfolios.dossier.models import LearningActivity, LearningStory, StoryVersion
from portfolios.dossier.search_forms import SearchForm
from portfolios.dossier.snapshots import written_parts
from portfolios.dossier.story_forms import StoryForm
from portfolios.dossier.views.news import say_taken_out, say_thrown_away

ASK_FOR_TITLE = "Bewaard. Geef je verhaal nog een titel, dan kun je het kiezen voor je gesprek."
FOUND_BSN = (
    "Er lijkt een burgerservicenummer (BSN) in je tekst te staan. Dat bewaren we niet. Haal het "
    "weg. Is het geen BSN? Druk dan op ‘Bewaren’."
)


def my_story(request: PersonRequest, public_id: UUID) -> LearningStory:
    mine = LearningStory.objects.visible_to(request.user).select_related("activity")
    return get_object_or_404(mine, public_id=public_id)


@signed_in
@require_safe
def story_list(request: PersonRequest) -> HttpResponse:
    """All my stories, newest first; those I look for when I ask."""
    form = SearchForm(request.GET, owner=request.user, today=clock.today())
    found = form.narrow_stories(LearningStory.objects.visible_to(request.user).lines())
    context = {"form": form, "stories": found, "filtered": form.is_asked}
    return render(request, "dossier/story_list.html", context)


@signed_in
@require_POST
def story_start(request: PersonRequest, public_id: UUID | None = None) -> HttpResponse:
    """Start a story, about an activity of mine or on its own."""
    mine = LearningActivity.objects.visible_to(request.user)
    activity = get_object_or_404(mine, public_id=public_id) if public_id else None
    story = stories.start(request.user, now=clock.now(), activity=activity)
    return redirect("dossier:story_edit", story.public_id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def story_edit(request: PersonRequest, public_id: UUID) -> HttpResponse:
    story = my_story(request, public_id)
    form = StoryForm(request.POST or None, story=story, today=clock.today())
    if not form.is_valid():
        return editor(request, story, form, status=422 if form.errors else 200)
    try:
        saved = stories.save(story, now=clock.now(), **form.words)
    except stories.Stale as stale:
        return both_texts(request, stale)
    gone = purging.gone_from_story(saved)
    say_taken_out(request, purging.purge(request.user, gone, by=request.actor))
    if saved.told_rather and not saved.title.strip():
        messages.info(request, ASK_FOR_TITLE)
        return redirect("dossier:story_edit", saved.public_id)
    messages.success(request, "Je verhaal is bewaard.")
    return redirect("dossier:story_read", saved.public_id)


def editor(
    request: PersonRequest, story: LearningStory, form: StoryForm, *, status: int, **more: Any
) -> HttpResponse:
    context = {"story": story, "form": form, **more}
    return render(request, "dossier/story_edit.html", context, status=status)


def both_texts(request: PersonRequest, stale: stories.Stale) -> HttpResponse:
    """The form with what was typed, ready to be saved on purpose, and what stands there now."""
    typed = request.POST.copy()
    typed["version"] = str(stale.stored.version)
    form = StoryForm(typed, story=stale.stored, today=clock.today())
    stored = versions.texts_of(stale.stored, stories.differences(stale.stored, stale.typed))
    return editor(request, stale.stored, form, status=409, stale=True, stored=stored)


@signed_in
@require_POST
def story_autosave(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Save what is typed so far. 422 for a BSN, 409 when another window saved in between."""
    story = my_story(request, public_id)
    form = StoryForm(request.POST, story=story, today=clock.today(), quietly=True)
    if not form.is_valid():
        return plainly(why_not(form), status=422)
    try:
        saved = stories.save(story, now=clock.now(), **form.words)
    except stories.Stale as stale:
        return plainly(f"{stale} Druk op ‘Bewaren’ om beide teksten te zien.", status=409)
    time = timezone.localtime(saved.updated_at).strftime("%H.%M")
    return JsonResponse({"saved_at": time, "version": saved.version})


def why_not(form: StoryForm) -> str:
    """The first thing that is wrong; the checkbox about a BSN is on the page after ‘Bewaren’."""
    if form.asks_about_bsn:
        return FOUND_BSN
    return " ".join(map(str, form.errors[next(iter(form.errors))]))


def plainly(sentence: str, *, status: int) -> HttpResponse:
    """One sentence for the status line of the page, in which the text still stands."""
    return HttpResponse(sentence, content_type="text/plain; charset=utf-8", status=status)


@signed_in
@require_safe
def story_read(request: PersonRequest, public_id: UUID) -> HttpResponse:
    story = my_story(request, public_id)
    context = {
        "story": story,
        "parts": written_parts(story),
        "lenses": lenses.answers(story.lenses),
        "goals": story.goals.all(),
        "competencies": story.competencies.all(),
        "themes": story.themes.all(),
        "has_versions": story.versions.exists(),
    }
    return render(request, "dossier/story_read.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def story_delete(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Asks first. A copy that was handed in is another thing and stays."""
    story = my_story(request, public_id)
    if request.method == "POST":
        kept = removal.throw_away(story, now=clock.now())
        say_thrown_away(request, "Het verhaal is weggegooid.", kept=kept)
        return redirect("dossier:activities")
    context = {"story": story, "keeps": removal.keeps_removed(request.user)}
    return render(request, "dossier/story_delete.html", context)


# ---- Earlier versions ----


@signed_in
@require_safe
def story_versions(request: PersonRequest, public_id: UUID) -> HttpResponse:
    story = my_story(request, public_id)
    context = {"story": story, "versions": story.versions.order_by("-number").defer("texts")}
    return render(request, "dossier/story_versions.html", context)


@signed_in
@require_safe
def story_version(request: PersonRequest, public_id: UUID, number: int) -> HttpResponse:
    """What I changed since then, word by word."""
    version = my_version(request, public_id, number)
    context = {
        "story": version.story,
        "version": version,
        "changes": versions.changes_since(version),
    }
    return render(request, "dossier/story_version.html", context)


@signed_in
@require_POST
def story_version_put_back(request: PersonRequest, public_id: UUID, number: int) -> HttpResponse:
    version = my_version(request, public_id, number)
    stories.put_back(version, now=clock.now())
    sentence = "De eerdere tekst staat er weer. Wat er stond, is bewaard bij de eerdere versies."
    messages.success(request, sentence)
    return redirect("dossier:story_read", public_id)


def my_version(request: PersonRequest, public_id: UUID, number: int) -> StoryVersion:
    story = my_story(request, public_id)
    return get_object_or_404(story.versions.select_related("story"), number=number)
