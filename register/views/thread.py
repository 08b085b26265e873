"""Writing about an application, by both sides, and the files beside it."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import PersonRequest, role_required, signed_in
from accounts.models import Role
from audit.acts import record
from files.downloads import stream
from kit import clock
from register import thread
from register.application_forms import AnswerForm, MessageForm, ReplyForm
from register.forms import QuestionForm
from register.models import Application, ApplicationFile
from register.views.desk import on_desk, show_application
from register.views.mine import application_context


@signed_in
@require_POST
def application_answer(request: PersonRequest) -> HttpResponse:
    """Answer the question of the register, with files when that helps."""
    found = get_object_or_404(
        Application.objects.visible_to(request.user), status=Application.Status.NEEDS_INFO
    )
    form = AnswerForm(request.POST, request.FILES)
    if not form.is_valid():
        return again(request, found, answer_form=form)
    thread.answer(
        found,
        form.cleaned_data["text"],
        form.cleaned_data["files"],
        today=clock.today(),
        by=request.actor,
    )
    messages.success(request, "Je antwoord is verstuurd.")
    return redirect("registration:application")


@signed_in
@require_POST
def application_message(request: PersonRequest) -> HttpResponse:
    """Write to the register without being asked."""
    found = get_object_or_404(
        Application.objects.visible_to(request.user).filter(status__in=Application.ON_DESK)
    )
    form = MessageForm(request.POST, request.FILES, prefix="message")
    if not form.is_valid():
        return again(request, found, message_form=form)
    thread.write(
        found,
        form.cleaned_data["text"],
        form.cleaned_data["files"],
        today=clock.today(),
        by=request.actor,
    )
    messages.success(request, "Je bericht is verstuurd.")
    return redirect("registration:application")


def again(request: PersonRequest, found: Application, **forms: object) -> HttpResponse:
    context = application_context(found, today=clock.today()) | forms
    return render(request, "register/application.html", context, status=422)


@signed_in
@require_safe
def application_file(request: PersonRequest, public_id: UUID) -> FileResponse:
    """A file that I added, back to me."""
    mine = ApplicationFile.objects.visible_to(request.user).select_related("file")
    return stream(get_object_or_404(mine, public_id=public_id).file)


# ---- The desk ----


@role_required(Role.DESK)
@require_POST
def application_ask(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Ask one question back; the applicant gets it as a letter."""
    found = on_desk(public_id)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return show_application(request, found, question_form=form)
    if "bekijken" in request.GET:
        found.check_not_own(request.actor)
        letter = thread.question_letter(found, form.cleaned_data["text"])
        return show_application(request, found, question_form=form, letter=letter)
    thread.ask(found, form.cleaned_data["text"], today=clock.today(), by=request.actor)
    messages.success(request, "Je vraag is verstuurd.")
    return redirect("desk_register:application", public_id)


@role_required(Role.DESK)
@require_POST
def application_reply(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Write to the applicant without asking anything."""
    found = on_desk(public_id)
    form = ReplyForm(request.POST, prefix="reply")
    if not form.is_valid():
        return show_application(request, found, reply_form=form)
    thread.reply(found, form.cleaned_data["text"], today=clock.today(), by=request.actor)
    messages.success(request, "Je bericht is verstuurd.")
    return redirect("desk_register:application", public_id)


@role_required(Role.DESK)
@require_POST
def application_read(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """What the applicant wrote needs no answer."""
    on_desk(public_id).note_read(today=clock.today(), by=request.actor)
    messages.success(request, "Genoteerd dat het bericht gelezen is.")
    return redirect("desk_register:application", public_id)


@role_required(Role.DESK)
@require_safe
def application_file_of(request: PersonRequest, public_id: UUID) -> FileResponse:
    """A file of an applicant; who looked is on record."""
    files = ApplicationFile.objects.on_desk().select_related("file", "message__application__person")
    found = get_object_or_404(files, public_id=public_id)
    record("applicationfile.download", found, by=request.actor)
    return stream(found.file)
