"""The assessor's time: the same hours each week, and days off."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import PersonRequest, role_required
from accounts.models import Role
from accreditation import assessors, availability, school_holidays
from accreditation.availability_forms import NOT_SKIPPED, AbsenceForm, PatternForm
from accreditation.models import Absence, WeekPattern
from accreditation.views.assessor import last_offer, lengths_of_talks
from audit.acts import NotAllowed
from kit import clock

as_assessor = role_required(Role.ASSESSOR)


@as_assessor
@require_http_methods(["GET", "HEAD", "POST"])
def pattern_new(request: PersonRequest) -> HttpResponse:
    """The same hours each week: the moments of the coming weeks are there at once."""
    assessor = assessors.of(request.user)
    if assessor is None:
        return redirect("assessing:profile")
    form = PatternForm(
        request.POST if request.method == "POST" else None,
        lengths=lengths_of_talks(),
        initial={**last_offer(assessor), "from_on": clock.today(), "holidays": NOT_SKIPPED},
    )
    if request.method == "POST" and form.is_valid():
        try:
            pattern = availability.begin(assessor, **form.hours, now=clock.now(), by=request.actor)
        except NotAllowed as problem:
            form.add_error("ends", str(problem))
        else:
            messages.success(request, f"Je biedt nu momenten aan, {pattern}.")
            return redirect("assessing:slots")
    context = {"form": form, "weeks": availability.WEEKS_FILLED, "regions": regions()}
    status = 422 if form.errors else 200
    return render(request, "accreditation/pattern_new.html", context, status=status)


def regions() -> list[dict[str, Any]]:
    """The holidays that are still to come, so that an assessor sees what is left out."""
    today = clock.today()
    named = {"noord": "Noord", "midden": "Midden", "zuid": "Zuid"}
    return [
        {
            "name": name,
            "holidays": [one for one in school_holidays.of(region) if one.last >= today],
            "known_until": school_holidays.known_until(region),
        }
        for region, name in named.items()
    ]


@as_assessor
@require_POST
def pattern_stop(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """No more of these hours; talks that were chosen go on."""
    pattern = get_object_or_404(WeekPattern.objects.visible_to(request.user), public_id=public_id)
    gone = availability.stop(pattern, now=clock.now(), by=request.actor)
    messages.success(request, f"Gestopt. {moments_gone(gone)}")
    return redirect("assessing:slots")


def moments_gone(number: int) -> str:
    if not number:
        return "Er stonden geen vrije momenten meer."
    moments = "Eén vrij moment is" if number == 1 else f"{number} vrije momenten zijn"
    return f"{moments} ingetrokken. Gesprekken die al gekozen zijn, blijven staan."


@as_assessor
@require_http_methods(["GET", "HEAD", "POST"])
def absence_new(request: PersonRequest) -> HttpResponse:
    """Days off: free moments go away, and nothing new is made for those days."""
    assessor = assessors.of(request.user)
    if assessor is None:
        return redirect("assessing:profile")
    form = AbsenceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        days = {name: form.cleaned_data[name] for name in ("from_on", "until_on")}
        _, gone = availability.be_away(assessor, **days, now=clock.now(), by=request.actor)
        messages.success(request, f"Je bent dan vrij. {moments_gone(gone)}")
        if availability.talks_during(assessor, **days).exists():
            messages.warning(
                request,
                "In je vrije dagen staat al een gesprek. Kun je dan niet? Zeg het af in je agenda.",
            )
        return redirect("assessing:slots")
    status = 422 if form.errors else 200
    return render(request, "accreditation/absence_new.html", {"form": form}, status=status)


@as_assessor
@require_POST
def absence_end(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """These days are not off after all."""
    absence = get_object_or_404(Absence.objects.visible_to(request.user), public_id=public_id)
    availability.come_back(absence, now=clock.now(), by=request.actor)
    messages.success(request, "Je bent dan niet vrij. Je vaste tijden staan er weer.")
    return redirect("assessing:slots")
