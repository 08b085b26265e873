"""The assessor's screen for during a talk: the guide, own notes, and the dossier beside them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import PersonRequest, role_required
from accounts.models import Role
from accreditation import dossiers, guide, reporting, talk_notes
from accreditation.forms import ReportForm
from accreditation.models import Conversation, TalkNotes
from accreditation.talk_notes_forms import NotesForm
from accreditation.views import reports
from accreditation.views.texts import refused, stale_texts
from audit.acts import NotAllowed
from kit import clock

as_assessor = role_required(Role.ASSESSOR)


def my_talk(request: PersonRequest, public_id: UUID) -> Conversation:
    """My talk that is planned or held and not reported yet."""
    return get_object_or_404(talk_notes.talks_of(request.user), public_id=public_id)


@as_assessor
@require_http_methods(["GET", "HEAD", "POST"])
def talk(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Talk, and write along. What is typed is kept as well without JavaScript."""
    found = my_talk(request, public_id)
    kept = talk_notes.of(found, by=request.actor)
    if request.method != "POST":
        return show(request, found, kept, NotesForm.of(kept))
    form = NotesForm.of(kept, request.POST)
    if not form.is_valid():
        return show(request, found, kept, form)
    try:
        save(request, found, form)
    except talk_notes.Stale as stale:
        texts = NotesForm.texts_of(stale.notes)
        now_there: Any = stale.notes
        form, stored = stale_texts(NotesForm, request.POST, texts, now_there)
        return show(request, found, kept, form, stored=stored)
    messages.success(request, "Je notities zijn bewaard.")
    return redirect("assessing:talk", public_id)


def save(request: PersonRequest, found: Conversation, form: NotesForm) -> TalkNotes:
    return talk_notes.save(
        found,
        version=form.cleaned_data["version"],
        words=form.words,
        now=clock.now(),
        by=request.actor,
    )


def show(
    request: PersonRequest,
    found: Conversation,
    kept: TalkNotes | None,
    form: NotesForm,
    stored: Any = (),
) -> HttpResponse:
    cycle = reporting.cycle_of(found)
    readable = dossiers.readable_by(request.user).filter(pk=cycle.pk).first()
    snapshot = readable.snapshot if readable and readable.snapshot.opened_at else None
    context = {
        "talk": found, "cycle": cycle, "form": form, "stored": stored,
        "snapshot": snapshot, "agreed": snapshot and dossiers.previous_agreements(cycle),
        "guided": form.guided(found),
        "own_questions": guide.own_questions(snapshot.content if snapshot else None),
        "device_key": kept.device_key if kept else "",
        "started": found.starts_at <= clock.now(),
    }  # fmt: skip
    status = 422 if form.errors else 409 if stored else 200
    return render(request, "accreditation/talk.html", context, status=status)


@as_assessor
@require_POST
def notes_save(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Save while typing."""
    found = my_talk(request, public_id)
    form = NotesForm.of(talk_notes.of(found, by=request.actor), request.POST)
    if not form.is_valid():
        return refused(form)
    try:
        kept = save(request, found, form)
    except NotAllowed as problem:
        return refused(problem)
    return JsonResponse({"version": kept.version})


@as_assessor
@require_POST
def notes_device(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Keep an encrypted draft on this device as well, or no longer."""
    wanted = request.POST.get("keep") == "yes"
    found = my_talk(request, public_id)
    talk_notes.keep_on_device(found, wanted, now=clock.now(), by=request.actor)
    said = "Er staat nu ook een versleuteld concept" if wanted else "Er staat geen concept meer"
    messages.success(request, f"{said} op je apparaat.")
    return redirect("assessing:talk", public_id)


@as_assessor
@require_POST
def dossier_beside(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Open the frozen copy from here; the owner sees that it was opened."""
    cycle = reporting.cycle_of(my_talk(request, public_id))
    dossiers.open_dossier(cycle, now=clock.now(), by=request.actor)
    return redirect("assessing:talk", public_id)


@as_assessor
@require_POST
def report_from_notes(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Keep the report as typed, and fill what is still empty from the notes."""
    found = reports.held_talk(request, public_id)
    written = reporting.draft(found, now=clock.now(), by=request.actor)
    form = ReportForm(request.POST, quietly=True)
    if not form.is_valid():
        return reports.show(request, found, written, form)
    try:
        written = reports.save(written, form, by=request.actor)
    except reporting.Stale as stale:
        texts = ReportForm.texts_of(stale.report)
        form, stored = stale_texts(ReportForm, request.POST, texts, stale.report)
        return reports.show(request, found, written, form, stored=stored)
    written, skipped = talk_notes.into_report(written, now=clock.now(), by=request.actor)
    messages.success(request, said_of(skipped))
    return redirect("assessing:report", public_id)


def said_of(skipped: list[str]) -> str:
    done = "Je notities staan in het verslag. Maak er nu zinnen van voor de ander."
    if not skipped:
        return done
    return f"{done} Hier stond al iets, dat lieten we staan: {', '.join(skipped)}."
