"""The list of the desk, giving work to handlers, and looking at namesakes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import PersonRequest, role_required
from accounts.models import Role
from audit.acts import NotAllowed
from files.downloads import stream_list
from kit import clock
from register import namesakes, saved_filters, taking_out, worklist
from register.application_forms import AssignForm, SaveFilterForm, WorklistForm, is_uuid
from register.models import ListDownload, SavedFilter
from register.views.desk import on_desk

DOWNLOADS_SHOWN = 5


@role_required(Role.DESK)
@require_safe
def applications(request: PersonRequest) -> HttpResponse:
    """What waits, narrowed by the address, so that a list can be kept and sent on."""
    return show_list(request, SaveFilterForm())


def chosen(request: PersonRequest) -> tuple[WorklistForm, Any, dict[str, int]]:
    """What the address asks for: the form, the rows in order, and how many lie where."""
    today = clock.today()
    counts = worklist.counts(me=request.user, today=today)
    handlers = worklist.handlers(today)
    form = WorklistForm(request.GET, handlers=handlers, me=request.user, counts=counts)
    rows = worklist.narrow(worklist.waiting(), form.filters, me=request.user, today=today)
    return form, worklist.ordered(rows, form.filters.order), counts


def show_list(request: PersonRequest, save_form: SaveFilterForm) -> HttpResponse:
    form, rows, counts = chosen(request)
    page = Paginator(rows, worklist.ON_A_PAGE).get_page(request.GET.get("pagina"))
    taken = ListDownload.objects.filter(what=ListDownload.List.APPLICATIONS)
    context = {
        "form": form,
        "filters": form.filters,
        "page": page,
        "handlers": form.handlers,
        "everything": counts["everything"],
        "today": clock.today(),
        "here": request.GET.urlencode(),
        "question": form.question,
        "save_form": save_form,
        "saved": SavedFilter.objects.visible_to(request.user),
        "taken": taken.select_related("taken_by").order_by("-taken_at")[:DOWNLOADS_SHOWN],
    }
    status = 422 if save_form.errors else 200
    return render(request, "register/applications.html", context, status=status)


# ---- A choice under a name ----


@role_required(Role.DESK)
@require_POST
def filter_save(request: PersonRequest) -> HttpResponse:
    """Keep what the address asks for under a name of my own."""
    save_form = SaveFilterForm(request.POST)
    if not save_form.is_valid():
        return show_list(request, save_form)
    name, (form, *_) = save_form.cleaned_data["name"], chosen(request)
    try:
        saved = saved_filters.save(request.user, name, form.question, today=clock.today())
    except NotAllowed as refusal:
        save_form.add_error("name", str(refusal))
        return show_list(request, save_form)
    messages.success(request, f"Je keuze ‘{saved}’ is bewaard.")
    return redirect(back_to_the_list(saved.question))


@role_required(Role.DESK)
@require_POST
def filter_forget(request: PersonRequest, public_id: UUID) -> HttpResponse:
    own = SavedFilter.objects.visible_to(request.user)
    saved = get_object_or_404(own, public_id=public_id)
    saved.delete()
    messages.success(request, f"Je keuze ‘{saved}’ is weggehaald.")
    return redirect(back_to_the_list(request.POST.get("terug", "")))


# ---- Out ----


@role_required(Role.DESK)
@require_POST
def applications_out(request: PersonRequest) -> HttpResponseBase:
    """The chosen list as a file; who took it is recorded."""
    form, rows, _ = chosen(request)
    kind = taking_out.form_of(request.POST.get("vorm", ""))
    data = taking_out.take(
        ListDownload.List.APPLICATIONS,
        kind,
        [taking_out.applications(rows)],
        question=form.question,
        now=clock.now(),
        by=request.actor,
    )
    return stream_list(data, name=f"aanmeldingen-{clock.today()}", kind=kind)


@role_required(Role.DESK)
@require_POST
def applications_assign(request: PersonRequest) -> HttpResponse:
    """Give the ticked applications to one handler, and back to the same list."""
    today = clock.today()
    form = AssignForm(request.POST, handlers=worklist.handlers(today))
    if form.is_valid():
        chosen = form.cleaned_data["aanmelding"]
        problems = worklist.assign(chosen, form.handler, today=today, by=request.actor)
        given = len(chosen) - len(problems)
        if given:
            many = "aanmelding ligt" if given == 1 else "aanmeldingen liggen"
            messages.success(request, f"{given} {many} nu bij {form.handler.name}.")
        for problem in problems:
            messages.error(request, problem)
    else:
        for sentences in form.errors.values():
            messages.error(request, str(sentences[0]))
    return redirect(back_to_the_list(request.POST.get("terug", "")))


def back_to_the_list(question: str) -> str:
    kept = QueryDict(question[:1000]).urlencode()
    address = reverse("desk_register:applications")
    return f"{address}?{kept}" if kept else address


@role_required(Role.DESK)
@require_POST
def application_namesakes(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """I looked at the people who may be the same person."""
    shown = {UUID(one) for one in request.POST.getlist("gezien") if is_uuid(one)}
    namesakes.look(on_desk(public_id), shown, today=clock.today(), by=request.actor)
    messages.success(request, "Genoteerd dat je hebt gekeken.")
    return redirect("desk_register:application", public_id)
