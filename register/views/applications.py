"""The list of the desk, giving work to handlers, and looking at namesakes."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import PersonRequest, role_required
from accounts.models import Role
from kit import clock
from register import namesakes, worklist
from register.application_forms import AssignForm, WorklistForm, is_uuid
from register.views.desk import on_desk


@role_required(Role.DESK)
@require_safe
def applications(request: PersonRequest) -> HttpResponse:
    """What waits, narrowed by the address, so that a list can be kept and sent on."""
    today = clock.today()
    handlers = worklist.handlers(today)
    counts = worklist.counts(me=request.user, today=today)
    form = WorklistForm(request.GET, handlers=handlers, me=request.user, counts=counts)
    filters = form.filters
    rows = worklist.narrow(worklist.waiting(), filters, me=request.user, today=today)
    rows = worklist.ordered(rows, filters.order)
    page = Paginator(rows, worklist.ON_A_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "form": form,
        "filters": filters,
        "page": page,
        "handlers": handlers,
        "everything": counts["everything"],
        "today": today,
        "here": request.GET.urlencode(),
    }
    return render(request, "register/applications.html", context)


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
