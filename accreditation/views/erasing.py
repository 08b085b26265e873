"""Erasing everything of oneself: what goes, what stays, what has to end first."""

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.access import PersonRequest, signed_in
from accreditation import erasing
from kit import clock
from register.models import Registration


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: PersonRequest) -> HttpResponse:
    obstacles = erasing.obstacles(request.user, today=clock.today())
    if request.method == "POST" and not obstacles:
        return carry_out(request)
    context = {
        "obstacles": obstacles,
        "was_registered": Registration.objects.visible_to(request.user).exists(),
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "accreditation/erase.html", context, status=status)


@reauthentication_required
def carry_out(request: PersonRequest) -> HttpResponse:
    """Only who just showed who it is. Afterwards there is nobody to send a message to."""
    erasing.erase(request.user, now=clock.now(), by=request.actor)
    logout(request)
    return render(request, "accreditation/erased.html")
