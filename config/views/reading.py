"""Who may read what of me."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import PersonRequest, signed_in
from config import reading
from kit import clock


@signed_in
@require_safe
def who_reads(request: PersonRequest) -> HttpResponse:
    parts = reading.of_person(request.user, today=clock.today())
    return render(request, "config/who_reads.html", {"parts": parts})
