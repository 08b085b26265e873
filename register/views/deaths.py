"""Reporting a death, by anyone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import public
from kit import clock
from register import deaths
from register.people_forms import DeathForm


@public("somebody tells that a person died")
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    form = DeathForm(request.POST or None)
    if form.is_valid():
        deaths.report(**form.cleaned_data, today=clock.today())
        return redirect("register:death_reported")
    return render(
        request, "register/death_report.html", {"form": form}, status=422 if form.errors else 200
    )


@public("what happens now; it says nothing about who is registered")
@require_safe
def reported(request: HttpRequest) -> HttpResponse:
    return render(request, "register/death_reported.html")
