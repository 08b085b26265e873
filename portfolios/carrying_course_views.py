"""The catalogue beside the own goals, and what providers say that somebody was at."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from audit.acts import NotAllowed
from kit import clock
from portfolios import carrying_courses
from portfolios.courses import answering, attendance, catalogue, door, forgetting
from portfolios.courses.catalogue_forms import CatalogueForm
from portfolios.courses.list_forms import DisputeForm
from portfolios.courses.models import Attendance, CohortSeat, CourseRun
from register.models import RegisterScheme

ON_A_PAGE = 20
MORE = ("vanaf", "vorm", "prijs", "bewaard", "volgorde")  # what most people leave as it is


@signed_in
@require_safe
def course_catalogue(request: PersonRequest) -> HttpResponse:
    """What suits the own goals first. Which goals those are stays here."""
    form = CatalogueForm(request.GET, today=clock.today())
    asked = form.asked
    goal_codes = carrying_courses.codes_of_goals(request.user)
    found = catalogue.offers(request.user, asked, goal_codes=goal_codes, now=clock.now())
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("pagina", ""))
    context = {
        "form": form,
        "page": page,
        "more_chosen": any(form.cleaned_data.get(name) for name in MORE),
        "filtered": asked != catalogue.Asked(),
        "has_goals": bool(goal_codes),
        "asks_for_goals": asked.for_goals,
    }
    return render(request, "courses/catalogue.html", context)


# ---- What providers say that I was at ----


def my_attendance(request: PersonRequest, public_id: UUID) -> Attendance:
    mine = Attendance.objects.visible_to(request.user)
    return get_object_or_404(
        mine.select_related("run__course__provider", "person"), public_id=public_id
    )


@signed_in
@require_safe
def attendances(request: PersonRequest) -> HttpResponse:
    """What waits for me, what I may look back on, and what I did with the others."""
    return show(request)


def show(request: PersonRequest, **context: Any) -> HttpResponse:
    rows = list(Attendance.objects.visible_to(request.user).for_list())
    said = answering.mine(request.user)
    scheme = RegisterScheme.objects.in_force_on(clock.today())
    status = Attendance.Status
    context = {
        "waiting": [
            (row, forgetting.waits_until(row, scheme))
            for row in rows
            if row.status == status.PROPOSED
        ],
        "asked": [row for row in rows if row.status == status.DISPUTED],
        "look_back": [
            (row, said.get(row.run.course_id, ""))
            for row in rows
            if row.status == status.KEPT and row.asked_on
        ],
        "kept": [row for row in rows if row.status == status.KEPT and not row.asked_on],
        "taken_back": [row for row in rows if row.status == status.WITHDRAWN],
        "thrown": [row for row in rows if row.status == status.THROWN],
        "answers": answering.Answer.choices,
        "calls": CohortSeat.objects.open_for(request.user),
        "form": DisputeForm(),
        **context,
    }
    code = 422 if context["form"].errors else 200
    return render(request, "courses/attendances.html", context, status=code)


@signed_in
@require_POST
def attendance_keep(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = my_attendance(request, public_id)
    now = clock.now()
    made = carrying_courses.keep(found, today=clock.today(), now=now, by=request.actor)
    messages.success(request, "Het staat in je portfolio. Wat ga je anders doen?")
    return redirect("dossier:activity_edit", made.public_id)


@signed_in
@require_POST
def attendance_dispute(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = my_attendance(request, public_id)
    form = DisputeForm(request.POST)
    if not form.is_valid():
        return show(request, form=form, wrong=found.public_id)
    attendance.dispute(found, form.cleaned_data["words"], now=clock.now(), by=request.actor)
    messages.success(request, "De opleider krijgt je vraag en antwoordt binnen een paar dagen.")
    return redirect("courses:attendances")


@signed_in
@require_POST
def attendance_throw_away(request: PersonRequest, public_id: UUID) -> HttpResponse:
    my_attendance(request, public_id).throw_away(today=clock.today(), by=request.actor)
    messages.success(request, "Weggegooid. Niemand hoort dat.")
    return redirect("courses:attendances")


@signed_in
@require_POST
def attendance_bring_back(request: PersonRequest, public_id: UUID) -> HttpResponse:
    my_attendance(request, public_id).bring_back(by=request.actor)
    messages.success(request, "Het voorstel staat er weer.")
    return redirect("courses:attendances")


@signed_in
@require_POST
def course_answer(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Whether it changed my work; only who was asked says something."""
    found = my_attendance(request, public_id)
    if not answering.may_answer(found.run.course, request.user):
        raise NotAllowed("Dit vragen we je later, als je er een tijd mee hebt gewerkt.")
    said = request.POST.get("answer", "")
    answering.answer(found.run.course, person=request.user, said=said)
    messages.success(request, "Bewaard. Alleen jij ziet wat je antwoordde.")
    return redirect("courses:attendances")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def at_the_door(request: PersonRequest, ticket: str) -> HttpResponse:
    """I scanned the code at the door: into my own dossier with one button."""
    found = door.read(ticket, now=clock.now())
    if found is None or not door.holds(found, request.session, request.user):
        return render(request, "courses/door_late.html", {"passed_on": found}, status=410)
    runs = CourseRun.objects.select_related("course__provider")
    run = get_object_or_404(runs, public_id=found.run)
    if request.method == "POST":
        made = carrying_courses.keep_at_the_door(
            run, person=request.user, day=found.day, today=clock.today(), now=clock.now(),
            by=request.actor,
        )  # fmt: skip
        if made is None:
            messages.info(request, "Dit had je al gedaan.")
            return redirect("courses:attendances")
        messages.success(request, "Het staat in je portfolio. Schrijf erbij wanneer je wilt.")
        return redirect("dossier:activity_edit", made.public_id)
    context = {"run": run, "course": run.course, "ticket": found}
    return render(request, "courses/at_the_door.html", context)
