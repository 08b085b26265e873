"""The desk: who asks to be a provider, and a light look at courses afterwards."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import PersonRequest, role_required
from accounts.models import Role
from kit import clock
from portfolios.courses import looking, providers
from portfolios.courses.catalogue_forms import HideForm
from portfolios.courses.models import Course, CourseReport, Provider, TeacherDenial
from portfolios.courses.provider_forms import BecauseForm, QuestionForm

MOST_LISTED = 200


@role_required(Role.DESK)
@require_safe
def provider_list(request: PersonRequest) -> HttpResponse:
    rows = Provider.objects.for_list()
    context = {
        "waiting": rows.filter(status__in=("asked", "question")).order_by("asked_on", "pk"),
        "working": rows.working()[:MOST_LISTED],
    }
    return render(request, "courses/desk_providers.html", context)


def the_provider(public_id: UUID) -> Provider:
    return get_object_or_404(Provider.objects.for_list(), public_id=public_id)


@role_required(Role.DESK)
@require_safe
def provider(request: PersonRequest, public_id: UUID) -> HttpResponse:
    return show(request, the_provider(public_id))


def show(request: PersonRequest, found: Provider, **forms: Any) -> HttpResponse:
    context = {
        "provider": found,
        "people": found.people.by_name(),
        "why_not_stop": providers.why_not_stop(found, request.user) if found.is_working else "",
        "question_form": QuestionForm(),
        "because_form": BecauseForm(),
        **forms,
    }
    return render(request, "courses/desk_provider.html", context, status=422 if forms else 200)


@role_required(Role.DESK)
@require_POST
def provider_ask(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = the_provider(public_id)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return show(request, found, question_form=form)
    providers.ask(found, form.cleaned_data["words"], now=clock.now(), by=request.actor)
    messages.success(request, "De vraag is gesteld.")
    return redirect("desk_courses:provider", found.public_id)


@role_required(Role.DESK)
@require_POST
def provider_accept(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = the_provider(public_id)
    providers.accept(found, now=clock.now(), by=request.actor)
    messages.success(request, f"{found} kan nu cursussen aanbieden, en krijgt bericht.")
    return redirect("desk_courses:provider", found.public_id)


@role_required(Role.DESK)
@require_POST
def provider_stop(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """It works no more: nobody is there, or it cannot go on; with the reason."""
    found = the_provider(public_id)
    form = BecauseForm(request.POST)
    if not form.is_valid():
        return show(request, found, because_form=form)
    because = form.cleaned_data["because"]
    providers.stop(found, because, now=clock.now(), by=request.actor)
    messages.success(request, f"{found} is gestopt. Wie erbij hoorde, krijgt bericht.")
    return redirect("desk_courses:provider", found.public_id)


@role_required(Role.DESK)
@require_POST
def provider_refuse(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = the_provider(public_id)
    form = BecauseForm(request.POST)
    if not form.is_valid():
        return show(request, found, because_form=form)
    providers.refuse(found, form.cleaned_data["because"], now=clock.now(), by=request.actor)
    messages.success(request, "Afgewezen. Wie het vroeg, leest de reden.")
    return redirect("desk_courses:providers")


# ---- Courses ----


@role_required(Role.DESK)
@require_safe
def course_list(request: PersonRequest) -> HttpResponse:
    """Reports first, then what is new or changed, then what is hidden."""
    waiting = CourseReport.objects.filter(handled_on=None).order_by("reported_on", "pk")
    rows = Course.objects.filter(provider__status="accepted", ended_on=None).for_list()
    rows = rows.prefetch_related(Prefetch("reports", waiting, to_attr="waiting"))
    reported = rows.filter(reports__in=waiting).distinct()
    context = {
        "reported": reported,
        "fresh": rows.to_look_at().exclude(reports__in=waiting).order_by("listed_on", "pk"),
        "hidden": rows.exclude(hidden_on=None),
        "denials": TeacherDenial.objects.open().for_list(),
        "form": HideForm(),
    }
    return render(request, "courses/desk_courses.html", context)


def the_course(public_id: UUID) -> Course:
    return get_object_or_404(Course.objects.select_related("provider"), public_id=public_id)


@role_required(Role.DESK)
@require_POST
def course_seen(request: PersonRequest, public_id: UUID) -> HttpResponse:
    looking.note_seen(the_course(public_id), now=clock.now(), by=request.actor)
    messages.success(request, "Gezien. De cursus blijft in de lijst.")
    return redirect("desk_courses:courses")


@role_required(Role.DESK)
@require_POST
def course_hide(request: PersonRequest, public_id: UUID) -> HttpResponse:
    shown = the_course(public_id)
    form = HideForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Schrijf de reden op: de opleider leest haar.")
        return redirect("desk_courses:courses")
    looking.hide(shown, form.cleaned_data["because"], now=clock.now(), by=request.actor)
    messages.success(request, "Verborgen. De opleider krijgt bericht.")
    return redirect("desk_courses:courses")


@role_required(Role.DESK)
@require_POST
def course_put_back(request: PersonRequest, public_id: UUID) -> HttpResponse:
    looking.put_back(the_course(public_id), now=clock.now(), by=request.actor)
    messages.success(request, "De cursus staat weer in de lijst. De opleider krijgt bericht.")
    return redirect("desk_courses:courses")
