"""My files, with an activity or a story: adding, looking, replacing, deleting."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from audit.acts import NotAllowed
from files.downloads import stream
from kit import clock
from portfolios.dossier import evidence as rules
from portfolios.dossier.evidence_forms import AddForm, FilesForm, ReplaceForm, WordsForm
from portfolios.dossier.models import Evidence, LearningActivity, LearningStory
from portfolios.dossier.views.activities import my_activity, page_number
from portfolios.dossier.views.stories import my_story

ON_A_PAGE = 24


def my_evidence(request: PersonRequest, public_id: UUID) -> Evidence:
    mine = Evidence.objects.visible_to(request.user)
    with_all = mine.select_related("owner", "file", "preview", "activity", "story")
    return get_object_or_404(with_all, public_id=public_id)


def page_of(thing: rules.Thing) -> str:
    """Where an activity or story is read, at its files."""
    name = "activity_edit" if isinstance(thing, LearningActivity) else "story_read"
    return reverse(f"dossier:{name}", args=[thing.public_id]) + "#bestanden"


# ---- Adding ----


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def activity_evidence(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """The files of one activity, and more of them."""
    return evidence_of(request, my_activity(request, public_id))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def story_evidence(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """The files of one story, and more of them."""
    return evidence_of(request, my_story(request, public_id))


def evidence_of(request: PersonRequest, thing: LearningActivity | LearningStory) -> HttpResponse:
    if request.method != "POST":
        return files_page(request, thing, AddForm(owner=request.user))
    form = AddForm(request.POST, request.FILES, owner=request.user)
    form.is_valid()
    kept = keep(form, thing)
    if form.errors:
        return files_page(request, thing, form, kept=kept)
    if request.headers.get("HX-Request"):
        return files_page(request, thing, AddForm(owner=request.user), kept=kept)
    messages.success(request, said(kept))
    return redirect(page_of(thing))


def keep(form: AddForm, thing: LearningActivity | LearningStory) -> int:
    """Keep what may be kept, and say how many; what does not fit gets its sentence."""
    kept = 0
    for place, received in form.good:
        try:
            rules.add(thing, received, now=clock.now(), words=form.cleaned_data["words"])
            kept += 1
        except NotAllowed as no_room:
            form.refuse(place, str(no_room))
    return kept


def said(kept: int) -> str:
    if kept == 1:
        return "Je bestand is toegevoegd."
    return f"Je {kept} bestanden zijn toegevoegd." if kept else ""


def files_page(
    request: PersonRequest, thing: LearningActivity | LearningStory, form: FilesForm, kept: int = 0
) -> HttpResponse:
    context = {"thing": thing, "upload": form, "said": said(kept), "back": page_of(thing)}
    status = 422 if form.errors else 200
    return render(request, "dossier/evidence_of.html", context, status=status)


# ---- One file ----


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """One file large, and what I say of it."""
    found = my_evidence(request, public_id)
    form = WordsForm(request.POST or None, evidence=found)
    if form.is_valid():
        found.words = form.cleaned_data["words"]
        found.save(update_fields=["words"])
        messages.success(request, "Bewaard.")
        return redirect(page_of(found.about))
    return one_file(request, found, form=form)


@signed_in
@require_POST
def evidence_replace(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Another file in its place; the old one is gone at once."""
    found = my_evidence(request, public_id)
    form = ReplaceForm(request.POST, request.FILES, owner=request.user)
    if form.is_valid():
        try:
            rules.replace(found, form.good[0][1])
        except NotAllowed as no_room:
            form.refuse(0, str(no_room))
    if form.errors:
        return one_file(request, found, upload=form)
    messages.success(request, "Je bestand is vervangen. Het oude is weg.")
    return redirect("dossier:evidence", public_id)


def one_file(request: PersonRequest, found: Evidence, **forms: Any) -> HttpResponse:
    shown = {
        "form": WordsForm(evidence=found),
        "upload": ReplaceForm(owner=request.user),
        "evidence": found,
        "back": page_of(found.about),
    } | forms
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "dossier/evidence.html", shown, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def evidence_delete(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Asks first; then the file is gone at once."""
    found = my_evidence(request, public_id)
    if request.method == "POST":
        back = page_of(found.about)
        rules.remove([found])
        messages.success(request, "Het bestand is verwijderd.")
        return redirect(back)
    return render(request, "dossier/evidence_delete.html", {"evidence": found})


@signed_in
@require_safe
def evidence_file(request: PersonRequest, public_id: UUID) -> FileResponse:
    """The file itself, back to me."""
    return stream(my_evidence(request, public_id).file)


@signed_in
@require_safe
def evidence_preview(request: PersonRequest, public_id: UUID) -> FileResponse:
    """The little picture of it."""
    found = my_evidence(request, public_id)
    if found.preview is None:
        raise Http404("There is no picture of this file.")
    return stream(found.preview)


# ---- All of them ----


@signed_in
@require_safe
def evidence_list(request: PersonRequest) -> HttpResponse:
    """Everything that I keep, the newest first, with its size."""
    mine = Evidence.objects.visible_to(request.user).for_list()
    mine = mine.select_related("file", "preview", "activity", "story")
    page = page_number(request.GET.get("pagina", ""))
    shown = list(mine[(page - 1) * ON_A_PAGE : page * ON_A_PAGE + 1])
    context = {
        "evidence": shown[:ON_A_PAGE],
        "newer": page - 1,
        "older": page + 1 if len(shown) > ON_A_PAGE else 0,
    }
    return render(request, "dossier/evidence_list.html", context)
