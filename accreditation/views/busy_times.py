"""The own calendar beside the moments: a file or an address, of which only from–to is kept."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import PersonRequest, role_required
from accounts.models import Role
from accreditation import assessors, busy_times
from accreditation.availability_forms import CalendarAddressForm, CalendarFileForm
from accreditation.models import Assessor, BusyCalendar
from audit.acts import NotAllowed
from kit import clock

as_assessor = role_required(Role.ASSESSOR)


@as_assessor
@require_safe
def calendars(request: PersonRequest) -> HttpResponse:
    """Which calendars are laid beside my moments, and how to add one."""
    assessor = assessors.of(request.user)
    if assessor is None:
        return redirect("assessing:profile")
    return show(request, assessor)


def show(request: PersonRequest, assessor: Assessor, **forms_: forms.Form) -> HttpResponse:
    context: dict[str, Any] = {
        "calendars": assessor.busy_calendars.all(),
        "file_form": CalendarFileForm(),
        "address_form": CalendarAddressForm(),
        "now": clock.now(),
        **forms_,
    }
    return render(request, "accreditation/calendars.html", context, status=422 if forms_ else 200)


@as_assessor
@require_POST
def calendar_file(request: PersonRequest) -> HttpResponse:
    """Read at once; when it is no calendar the page says so."""
    assessor = assessors.of(request.user)
    if assessor is None:
        return redirect("assessing:profile")
    form = CalendarFileForm(request.POST, request.FILES)
    if form.is_valid():
        uploaded = form.cleaned_data["file"]
        data = uploaded.read(busy_times.LARGEST + 1)
        try:
            busy_times.add_file(assessor, data, now=clock.now(), by=request.actor)
        except NotAllowed as problem:
            form.add_error("file", str(problem))
        else:
            messages.success(request, "Je agenda ligt ernaast. Bezette momenten ziet niemand.")
            return redirect("assessing:calendars")
    return show(request, assessor, file_form=form)


@as_assessor
@require_POST
def calendar_address(request: PersonRequest) -> HttpResponse:
    """Read soon by the worker, and then every night."""
    assessor = assessors.of(request.user)
    if assessor is None:
        return redirect("assessing:profile")
    form = CalendarAddressForm(request.POST)
    if form.is_valid():
        try:
            busy_times.add_address(assessor, form.cleaned_data["address"], by=request.actor)
        except NotAllowed as problem:
            form.add_error("address", str(problem))
        else:
            messages.success(request, "We lezen je agenda zo meteen, en daarna elke nacht.")
            return redirect("assessing:calendars")
    return show(request, assessor, address_form=form)


@as_assessor
@require_POST
def calendar_remove(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = get_object_or_404(BusyCalendar.objects.visible_to(request.user), public_id=public_id)
    busy_times.remove(found, by=request.actor)
    messages.success(request, "De agenda is weg, met alles wat we ervan wisten.")
    return redirect("assessing:calendars")
