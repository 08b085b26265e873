"""A provider's own courses and runs."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from kit import clock
from portfolios.courses import running
from portfolios.courses.course_forms import CallOffForm, CourseForm, DayForm, NewRunForm, RunForm
from portfolios.courses.models import CohortCall, Course, CourseRun, Provider, RunDay
from portfolios.courses.views.provider import my_provider


def my_course(request: PersonRequest, public_id: UUID) -> Course:
    found = Course.objects.filter(provider__in=Provider.objects.working().of(request.user))
    return get_object_or_404(found.select_related("provider"), public_id=public_id)


def my_run(request: PersonRequest, public_id: UUID) -> CourseRun:
    found = CourseRun.objects.filter(
        course__provider__in=Provider.objects.working().of(request.user)
    )
    return get_object_or_404(found.select_related("course__provider"), public_id=public_id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def course_new(request: PersonRequest, public_id: UUID) -> HttpResponse:
    provider = my_provider(request, public_id)
    form = CourseForm(request.POST or None, today=clock.today())
    if form.is_valid():
        made = running.list_course(
            provider,
            form.facts,
            form.cleaned_data["competencies"],
            form.cleaned_data["teachers"],
            today=clock.today(),
        )
        messages.success(request, "De cursus staat in de lijst. Zet er nu bij wanneer het is.")
        return redirect("provider:course", made.public_id)
    context = {"form": form, "provider": provider}
    status = 422 if form.errors else 200
    return render(request, "courses/course_new.html", context, status=status)


@signed_in
@require_safe
def course(request: PersonRequest, public_id: UUID) -> HttpResponse:
    shown = my_course(request, public_id)
    context = {
        "course": shown,
        "runs": CourseRun.objects.filter(course=shown).for_list(),
        "denials": shown.denials.holding().for_list(),
    }
    return render(request, "courses/my_course.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def course_edit(request: PersonRequest, public_id: UUID) -> HttpResponse:
    shown = my_course(request, public_id)
    running.check_listed(shown)
    form = CourseForm(request.POST or None, today=clock.today(), course=shown)
    if form.is_valid():
        running.change_course(
            shown, form.facts, form.cleaned_data["competencies"], form.cleaned_data["teachers"]
        )
        messages.success(request, "Bewaard.")
        return redirect("provider:course", shown.public_id)
    context = {"form": form, "course": shown}
    status = 422 if form.errors else 200
    return render(request, "courses/course_edit.html", context, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def course_end(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """First what it means, then out of the catalogue."""
    shown = my_course(request, public_id)
    running.check_listed(shown)
    if request.method == "POST":
        running.end_course(shown, now=clock.now())
        messages.success(request, "De cursus staat niet meer in de lijst.")
        return redirect("provider:provider", shown.provider.public_id)
    coming = CourseRun.objects.filter(course=shown).to_come(clock.now())
    context = {"course": shown, "coming": coming.for_list()}
    return render(request, "courses/course_end.html", context)


# ---- Runs ----


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def run_new(request: PersonRequest, public_id: UUID) -> HttpResponse:
    shown = my_course(request, public_id)
    running.check_listed(shown)
    form = NewRunForm(request.POST or None)
    if form.is_valid():
        made = running.plan(shown, form.facts, *form.moments, today=clock.today())
        messages.success(request, "De uitvoering staat erbij. Zijn er meer dagen? Voeg ze toe.")
        return redirect("provider:run", made.public_id)
    context = {"form": form, "course": shown}
    status = 422 if form.errors else 200
    return render(request, "courses/run_new.html", context, status=status)


@signed_in
@require_safe
def run(request: PersonRequest, public_id: UUID) -> HttpResponse:
    return show(request, my_run(request, public_id))


def show(request: PersonRequest, shown: CourseRun, **forms: Any) -> HttpResponse:
    context = {
        "run": shown,
        "course": shown.course,
        "days": shown.days.all(),
        "is_today": shown.was_on(clock.today()),
        "has_begun": shown.days.filter(starts_at__lte=clock.now()).exists(),
        "call": CohortCall.objects.filter(run=shown).first(),
        "day_form": DayForm(),
        "off_form": CallOffForm(),
        **forms,
    }
    return render(request, "courses/run.html", context, status=422 if forms else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def run_edit(request: PersonRequest, public_id: UUID) -> HttpResponse:
    shown = my_run(request, public_id)
    form = RunForm(request.POST or None, run=shown)
    if form.is_valid():
        running.change_run(shown, form.facts)
        messages.success(request, "Bewaard.")
        return redirect("provider:run", shown.public_id)
    context = {"form": form, "run": shown, "course": shown.course}
    status = 422 if form.errors else 200
    return render(request, "courses/run_edit.html", context, status=status)


@signed_in
@require_POST
def day_add(request: PersonRequest, public_id: UUID) -> HttpResponse:
    shown = my_run(request, public_id)
    form = DayForm(request.POST)
    if not form.is_valid():
        return show(request, shown, day_form=form)
    running.add_day(shown, *form.moments)
    messages.success(request, "De dag staat erbij.")
    return redirect("provider:run", shown.public_id)


@signed_in
@require_POST
def day_remove(request: PersonRequest, public_id: UUID, key: int) -> HttpResponse:
    shown = my_run(request, public_id)
    running.remove_day(get_object_or_404(RunDay.objects.filter(run=shown), pk=key))
    messages.success(request, "De dag is weg.")
    return redirect("provider:run", shown.public_id)


@signed_in
@require_POST
def run_call_off(request: PersonRequest, public_id: UUID) -> HttpResponse:
    shown = my_run(request, public_id)
    form = CallOffForm(request.POST)
    if not form.is_valid():
        return show(request, shown, off_form=form)
    running.call_off(shown, form.cleaned_data["because"], now=clock.now())
    messages.success(request, "Afgezegd. Wie de cursus bewaarde, krijgt bericht van het register.")
    return redirect("provider:course", shown.course.public_id)
