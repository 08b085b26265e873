"""My story so far, year by year."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import PersonRequest, signed_in
from config.timeline import months_of, years_of
from kit import clock


@signed_in
@require_safe
def timeline(request: PersonRequest, year: int = 0) -> HttpResponse:
    """One year of what I did and wrote; this year when none is asked for."""
    years = years_of(request.user, today=clock.today())
    shown = year or years[0]
    if shown not in years:
        raise Http404
    context = {
        "years": years,
        "year": shown,
        "months": months_of(request.user, year=shown),
    }
    return render(request, "config/timeline.html", context)
