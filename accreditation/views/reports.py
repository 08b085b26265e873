"""The assessor writes and shares the report of a talk."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import PersonRequest, role_required
from accounts.actors import Actor
from accounts.models import Role
from accreditation import reporting
from accreditation.forms import ReportForm
from accreditation.models import Conversation, ConversationReport, TalkNotes
from accreditation.views.texts import refused, stale_texts
from audit.acts import NotAllowed
from kit import clock


def held_talk(request: PersonRequest, public_id: UUID) -> Conversation:
    """My talk that was held, until the decision."""
    return get_object_or_404(reporting.of_assessor(request.user), public_id=public_id)


@role_required(Role.ASSESSOR)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Write the report; share it when it is done. Once shared it can only be read."""
    talk = held_talk(request, public_id)
    offered = reporting.offered(reporting.cycle_of(talk))
    if request.method != "POST":
        begun = ConversationReport.objects.filter(conversation=talk).first()
        empty = ReportForm(initial={"version": 1}, offered=offered)
        form = ReportForm.of(begun, offered=offered) if begun else empty
        return show(request, talk, begun or ConversationReport(conversation=talk), form)
    written = reporting.draft(talk, now=clock.now(), by=request.actor)
    if written.shared_at:
        return show(request, talk, written, ReportForm.of(written))
    sharing = request.POST.get("step") == "share"
    form = ReportForm(request.POST, quietly=not sharing, offered=offered)
    if not form.is_valid():
        return show(request, talk, written, form)
    try:
        written = save(written, form, by=request.actor)
    except reporting.Stale as stale:
        texts = ReportForm.texts_of(stale.report)
        form, stored = stale_texts(ReportForm, request.POST, texts, stale.report)
        return show(request, talk, written, form, stored=stored)
    if request.POST.get("step") == "share":
        return share(request, talk, written)
    messages.success(request, "Je verslag is bewaard.")
    return redirect("assessing:report", public_id)


def save(written: ConversationReport, form: ReportForm, *, by: Actor) -> ConversationReport:
    return reporting.save_draft(
        written,
        version=form.cleaned_data["version"],
        words=form.cleaned_data,
        themes=form.theme_words,
        now=clock.now(),
        by=by,
    )


def share(request: PersonRequest, talk: Conversation, written: ConversationReport) -> HttpResponse:
    """Share what was just saved; what is missing stands at its field."""
    missing = reporting.missing(written)
    if missing:
        form = ReportForm(ReportForm.texts_of(written), quietly=True)
        for field, sentence in missing.items():
            form.add_error(field, sentence)
        return show(request, talk, written, form)
    reporting.share(written, now=clock.now(), by=request.actor)
    messages.success(request, "Je verslag is gedeeld en door jou ondertekend.")
    return redirect("assessing:cases")


def show(
    request: PersonRequest,
    talk: Conversation,
    written: ConversationReport,
    form: ReportForm,
    stored: Any = (),
) -> HttpResponse:
    cycle = reporting.cycle_of(talk)
    context = {
        "talk": talk, "report": written, "form": form, "cycle": cycle, "stored": stored,
    }  # fmt: skip
    context["notes"] = TalkNotes.objects.visible_to(request.user).filter(conversation=talk).first()
    page = "report_shared" if written.shared_at else "report_write"
    status = 422 if form.errors else 409 if stored else 200
    return render(request, f"accreditation/{page}.html", context, status=status)


@role_required(Role.ASSESSOR)
@require_POST
def report_save(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Save while typing."""
    talk = held_talk(request, public_id)
    written = reporting.draft(talk, now=clock.now(), by=request.actor)
    form = ReportForm(request.POST, quietly=True)
    if not form.is_valid():
        return refused(form)
    try:
        written = save(written, form, by=request.actor)
    except NotAllowed as problem:
        return refused(problem)
    return JsonResponse({"version": written.version})
