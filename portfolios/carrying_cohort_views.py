"""Going on in intervision after a run: the provider asks, each answers for oneself."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from accounts.access import PersonRequest, signed_in
from kit import clock
from portfolios import carrying_cohorts
from portfolios.courses.models import CohortSeat
from portfolios.courses.views.running import my_run


@signed_in
@require_POST
def run_cohort(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """In one step; the page says the same whoever was there."""
    run = my_run(request, public_id)
    carrying_cohorts.open_call(run, now=clock.now(), by_person=request.user)
    messages.success(request, "Gevraagd. Wie ja zegt, komt vanzelf in een groep.")
    return redirect("provider:run", public_id)


@signed_in
@require_POST
def cohort_answer(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Yes, no, or neither any more."""
    seat = get_object_or_404(CohortSeat.objects.open_for(request.user), public_id=public_id)
    carrying_cohorts.answer(seat, request.POST.get("antwoord", ""), person=request.user)
    messages.success(request, "Bewaard. De opleider ziet niet wat je antwoordt.")
    return redirect("courses:attendances")
