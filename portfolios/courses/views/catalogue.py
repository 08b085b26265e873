"""A course as people with an account read it: keeping it, a letter, comparing, reporting."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from kit import clock
from portfolios.courses import answering, catalogue, looking, running
from portfolios.courses.catalogue_forms import ReportForm
from portfolios.courses.models import Course, CourseRun


def listed_course(public_id: UUID) -> Course:
    found = Course.objects.listed().select_related("provider").prefetch_related("competencies")
    return get_object_or_404(found, public_id=public_id)


@signed_in
@require_safe
def course(request: PersonRequest, public_id: UUID) -> HttpResponse:
    shown = listed_course(public_id)
    context = {
        "course": shown,
        "runs": CourseRun.objects.filter(course=shown).to_come(clock.now()).for_list(),
        "is_saved": shown.saved.filter(person=request.user).exists(),
        "teachers": shown.teachers.all(),
        "words": answering.WORDS[answering.levels([shown.pk]).get(shown.pk, 0)],
    }
    return render(request, "courses/course.html", context)


@signed_in
@require_POST
def course_save(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Keep in mind, or no longer."""
    shown = listed_course(public_id)
    if request.POST.get("bewaar") == "nee":
        catalogue.forget(shown, person=request.user)
        messages.success(request, "Je bewaart deze cursus niet meer.")
    else:
        catalogue.save(shown, person=request.user, today=clock.today())
        messages.success(request, "Bewaard. Alleen jij ziet dat.")
    return redirect("courses:course", shown.public_id)


@signed_in
@require_safe
def course_letter(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """A text for the own organisation, to copy or print. Nothing is sent or kept."""
    shown = listed_course(public_id)
    runs = CourseRun.objects.filter(course=shown).to_come(clock.now()).for_list()
    context = {"course": shown, "run": runs.first()}
    return render(request, "courses/course_letter.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def course_report(request: PersonRequest, public_id: UUID) -> HttpResponse:
    shown = listed_course(public_id)
    form = ReportForm(request.POST or None)
    if form.is_valid():
        looking.report(shown, form.cleaned_data["words"], today=clock.today())
        messages.success(request, "Dank je. Het bureau kijkt ernaar.")
        return redirect("courses:course", shown.public_id)
    context = {"form": form, "course": shown}
    status = 422 if form.errors else 200
    return render(request, "courses/course_report.html", context, status=status)


@signed_in
@require_safe
def compare(request: PersonRequest) -> HttpResponse:
    """At most three side by side; what is no key of a listed course is left out."""
    keys = [key for text in request.GET.getlist("cursus") if (key := uuid_in(text))]
    found = catalogue.compared(keys, request.user, now=clock.now())
    return render(request, "courses/compare.html", {"offers": found})


def uuid_in(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@signed_in
@require_safe
def run_calendar(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """All days of a run as a file for the own calendar."""
    runs = CourseRun.objects.filter(course__in=Course.objects.listed()).select_related("course")
    run = get_object_or_404(runs.prefetch_related("days"), public_id=public_id)
    text = running.calendar_text(run, now=clock.now())
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="cursus.ics"'
    return response
