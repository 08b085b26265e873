"""A provider says who was there: by a list, or with a code at the door; and answers questions."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, public, signed_in
from kit import clock
from kit.qr import qr_code
from portfolios.courses import attendance, door, lists
from portfolios.courses.list_forms import (
    ColumnsForm,
    DisputeAnswerForm,
    ListForm,
    RowForm,
    SendForm,
)
from portfolios.courses.models import Attendance, AttendanceList, AttendanceRow, CourseRun
from portfolios.courses.views.provider import my_provider
from portfolios.courses.views.running import my_run
from register.importing import sheets

MOST_LISTS = 50
ROWS_ON_A_PAGE = 50
Status = AttendanceList.Status
READABLE = (Status.UPLOADED, Status.CHECKED, Status.UNREADABLE)


def my_list(request: PersonRequest, public_id: UUID) -> AttendanceList:
    found = AttendanceList.objects.of(request.user).select_related("run__course", "file", "sent_by")
    return get_object_or_404(found, public_id=public_id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def run_lists(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """All lists of a run; a POST brings a new one, or says in a sentence why it cannot be read."""
    run = my_run(request, public_id)
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = ListForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"] or lists.pasted(form.cleaned_data["pasted"])
            try:
                batch = lists.upload(run, file, name=form.title, now=clock.now(), by=request.actor)
            except sheets.Unreadable as why:
                form.add_error("file", str(why))
            else:
                return redirect("provider:list", batch.public_id)
    shown = AttendanceList.objects.filter(run=run).for_list()[:MOST_LISTS]
    context = {"form": form, "run": run, "course": run.course, "lists": shown}
    status = 422 if form.errors else 200
    return render(request, "courses/run_lists.html", context, status=status)


@signed_in
@require_safe
def attendance_list(request: PersonRequest, public_id: UUID) -> HttpResponse:
    return show(request, my_list(request, public_id))


@signed_in
@require_safe
def list_progress(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """How far the work is, for the page that waits for it; when it is done the page is new."""
    batch = my_list(request, public_id)
    if not batch.is_busy:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return render(request, "courses/list.html#progress", {"batch": batch})


def show(
    request: PersonRequest, batch: AttendanceList, forms: dict[str, Any] | None = None
) -> HttpResponse:
    """One list, as far as it has come. After sending nothing but how many rows went."""
    context = {"batch": batch, "run": batch.run, "course": batch.run.course, **(forms or {})}
    if batch.status in READABLE:
        context.setdefault("columns_form", ColumnsForm(None, batch=batch))
    if batch.status == Status.CHECKED:
        context |= found_in(batch, request.GET.get("pagina", ""))
        context.setdefault("send_form", SendForm(None, **counts_of(batch)))
    status = 422 if any(form.errors for form in (forms or {}).values()) else 200
    return render(request, "courses/list.html", context, status=status)


def counts_of(batch: AttendanceList) -> dict[str, int]:
    verdict = AttendanceRow.Verdict
    counts: dict[str, int] = batch.rows.aggregate(
        good=Count("pk", filter=Q(verdict=verdict.GOOD)),
        asked=Count("pk", filter=Q(verdict=verdict.ASK)),
    )
    return counts


def found_in(batch: AttendanceList, page: str) -> dict[str, Any]:
    """The rows with something the matter, some at a time."""
    wrong = batch.rows.exclude(verdict=AttendanceRow.Verdict.GOOD)
    return {
        **counts_of(batch),
        "blocked": wrong.filter(verdict=AttendanceRow.Verdict.BLOCKED).count(),
        "page": Paginator(wrong, ROWS_ON_A_PAGE).get_page(page),
    }


@signed_in
@require_POST
def list_columns(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """The columns are right: look at every row. Nothing is sent."""
    batch = my_list(request, public_id)
    form = ColumnsForm(request.POST, batch=batch)
    if not form.is_valid() and batch.status in READABLE:
        return show(request, batch, {"columns_form": form})
    lists.start_check(batch, form.chosen, by=request.actor)
    return redirect("provider:list", public_id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def list_row(request: PersonRequest, public_id: UUID, number: int) -> HttpResponse:
    """Correct one row, say that it is right, or leave it out."""
    batch = my_list(request, public_id)
    rows = AttendanceRow.objects.filter(batch=batch, batch__status=Status.CHECKED)
    row = get_object_or_404(rows.select_related("batch"), number=number)
    today = clock.today()
    if "leave_out" in request.POST:
        lists.leave_out(row, today=today, by=request.actor)
        messages.success(request, f"Rij {number} gaat niet mee.")
        return redirect("provider:list", public_id)
    if "confirm" in request.POST:
        lists.confirm(row, today=today, by=request.actor)
        messages.success(request, f"Rij {number} klopt.")
        return redirect("provider:list", public_id)
    form = RowForm.of(row, request.POST or None)
    if form.is_valid():
        lists.mend(row, form.cleaned_data, today=today, by=request.actor)
        row.refresh_from_db()
        if row.verdict == AttendanceRow.Verdict.GOOD:
            messages.success(request, f"Rij {number} is nu goed.")
            return redirect("provider:list", public_id)
        messages.warning(request, "Bewaard. Er is nog iets met deze rij.")
        return redirect("provider:list_row", public_id, number)
    context = {"row": row, "batch": batch, "form": form}
    status = 422 if form.errors else 200
    return render(request, "courses/list_row.html", context, status=status)


@signed_in
@require_POST
def list_send(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """The answer is the same whoever the rows are about."""
    batch = my_list(request, public_id)
    form = SendForm(request.POST, **counts_of(batch))
    if not form.is_valid() and batch.status == Status.CHECKED:
        return show(request, batch, {"send_form": form})
    with_questions = form.is_valid() and form.with_questions
    lists.send(batch, with_questions=with_questions, now=clock.now(), by=request.actor)
    messages.success(request, "De lijst is verstuurd.")
    return redirect("provider:list", public_id)


@signed_in
@require_POST
def list_discard(request: PersonRequest, public_id: UUID) -> HttpResponse:
    batch = my_list(request, public_id)
    lists.discard(batch, by=request.actor)
    messages.success(request, "De lijst is weggegooid. Niemand heeft er iets van gemerkt.")
    return redirect("provider:run_lists", batch.run.public_id)


# ---- At the door ----


@signed_in
@require_safe
def run_door(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """The code of this minute, for who holds the phone at the door."""
    run = my_run(request, public_id)
    door.check_today(run, today=clock.today())
    return render(request, "courses/door.html", door_context(run))


@signed_in
@require_safe
def run_door_code(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """The next code, for the page that shows it; after the day that page asks no more."""
    run = my_run(request, public_id)
    if not door.is_today(run, today=clock.today()):
        messages.info(request, "De dag is voorbij. De code bij de deur werkt niet meer.")
        back = reverse("provider:run", args=[run.public_id])
        return HttpResponse(status=204, headers={"HX-Redirect": back})
    return render(request, "courses/door.html#code", door_context(run))


def door_context(run: CourseRun) -> dict[str, Any]:
    path = reverse("providers:door", args=[run.public_id, door.code_at(run, clock.now())])
    address = settings.BASE_URL + path
    return {"run": run, "course": run.course, "address": address, "qr": qr_code(address)}


@public("who scans a code at the door may still have to log in; the code is of this minute")
@require_safe
def door_open(request: HttpRequest, public_id: UUID, code: str) -> HttpResponse:
    """A code of now leads to a ticket for this account or browser, which lasts while logging in."""
    runs = CourseRun.objects.select_related("course").prefetch_related("days")
    run = get_object_or_404(runs, public_id=public_id)
    if not door.opens(run, code, now=clock.now()):
        return render(request, "courses/door_late.html", status=410)
    holder = door.holder_of(request.session, request.user)
    return redirect("courses:at_the_door", door.ticket(run, holder=holder, now=clock.now()))


# ---- Questions about a list ----


@signed_in
@require_safe
def disputes(request: PersonRequest, public_id: UUID) -> HttpResponse:
    provider = my_provider(request, public_id)
    return show_disputes(request, provider)


def show_disputes(request: PersonRequest, provider: Any, **context: Any) -> HttpResponse:
    waiting = Attendance.objects.disputed_with(request.user)
    shown = waiting.filter(run__course__provider=provider).for_list().order_by("answer_by", "pk")
    context = {"provider": provider, "disputes": shown, "form": DisputeAnswerForm(), **context}
    status = 422 if context["form"].errors else 200
    return render(request, "courses/disputes.html", context, status=status)


@signed_in
@require_POST
def dispute_answer(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """A mistake, or right after all; the person hears it and decides."""
    waiting = Attendance.objects.disputed_with(request.user).select_related(
        "run__course__provider", "person"
    )
    found = get_object_or_404(waiting, public_id=public_id)
    provider = found.run.course.provider
    form = DisputeAnswerForm(request.POST)
    if not form.is_valid():
        return show_disputes(request, provider, form=form, wrong=found.public_id)
    attendance.answer(
        found,
        form.cleaned_data["words"],
        was_mistake=form.cleaned_data["was_mistake"] == "yes",
        now=clock.now(),
        by=request.actor,
    )
    messages.success(request, "Je antwoord is verstuurd.")
    return redirect("provider:disputes", provider.public_id)
