"""The desk: reports of a death, checked by a person."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import PersonRequest, role_required
from accounts.models import Role
from accreditation import deaths
from kit import clock, names
from register import deaths as reports
from register import people
from register.models import DeathReport
from register.people_forms import DeathDeclinedForm, DeathFoundForm, LookUpForm

CONFIRMED = DeathReport.Status.CONFIRMED
MOST_SHOWN = 100
EARLIER = 30


def report_of(request: PersonRequest, public_id: UUID) -> DeathReport:
    """Never one about oneself."""
    others = DeathReport.objects.exclude(person=request.user)
    return get_object_or_404(others.select_related("person", "handler"), public_id=public_id)


@role_required(Role.DESK)
@require_safe
def death_list(request: PersonRequest) -> HttpResponse:
    """What waits for somebody to check it, and what was found."""
    reports_of_others = DeathReport.objects.exclude(person=request.user)
    context = {
        "waiting": reports_of_others.waiting()[:MOST_SHOWN],
        "closed": reports_of_others.closed().select_related("person")[:EARLIER],
    }
    return render(request, "accreditation/deaths.html", context)


@role_required(Role.DESK)
@require_safe
def death(request: PersonRequest, public_id: UUID) -> HttpResponse:
    return show(request, report_of(request, public_id))


def show(request: PersonRequest, report: DeathReport, **typed: Any) -> HttpResponse:
    """What was reported, and the people who may be meant."""
    look_up = LookUpForm(request.GET)
    asked = names.clean(look_up.cleaned_data.get("q", "")) if look_up.is_valid() else ""
    found = reports.likely(report, by=request.user, now=clock.now(), asked=asked)
    context = {
        "report": report,
        "asked": asked,
        "found": found,
        "look_further": bool(asked) or not found,
        "left_open": deaths.left_open(report.person) if report.status == CONFIRMED else [],
        "found_form": DeathFoundForm(found=found),
        "declined_form": DeathDeclinedForm(prefix="niet"),
        "today": clock.today(),
    }
    status = 422 if typed else 200
    return render(request, "accreditation/death.html", context | typed, status=status)


@role_required(Role.DESK)
@require_POST
def death_confirm(request: PersonRequest, public_id: UUID) -> HttpResponse:
    report = report_of(request, public_id)
    asked = names.clean(request.GET.get("q", ""))
    found = reports.likely(report, by=request.user, now=clock.now(), asked=asked)
    form = DeathFoundForm(request.POST, found=found)
    if not form.is_valid():
        return show(request, report, found_form=form)
    person = get_object_or_404(
        people.visible_to_desk(request.user), public_id=form.cleaned_data["person"]
    )
    facts = {name: form.cleaned_data[name] for name in ("findings", "condole")}
    deaths.confirm(report, person, **facts, now=clock.now(), by=request.actor)
    messages.info(request, "Vastgelegd. Vanaf nu gaat er geen brief meer naar deze persoon.")
    return redirect("desk_accreditation:death", public_id)


@role_required(Role.DESK)
@require_POST
def death_decline(request: PersonRequest, public_id: UUID) -> HttpResponse:
    report = report_of(request, public_id)
    form = DeathDeclinedForm(request.POST, prefix="niet")
    if not form.is_valid():
        return show(request, report, declined_form=form)
    findings = form.cleaned_data["findings"]
    reports.decline(report, findings=findings, today=clock.today(), by=request.actor)
    messages.info(request, "Er is niets vastgelegd. De melder krijgt bericht.")
    return redirect("desk_accreditation:deaths")


@role_required(Role.DESK)
@require_POST
def death_undo(request: PersonRequest, public_id: UUID) -> HttpResponse:
    deaths.undo(report_of(request, public_id), now=clock.now(), by=request.actor)
    messages.info(request, "Teruggedraaid. De persoon krijgt een brief met onze excuses.")
    return redirect("desk_accreditation:death", public_id)
