"""The first pages: of a professional and of the desk; and the demo clock."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest, public, role_required, signed_in
from accounts.models import Role
from config import nav, waiting
from config.overview import overview_of
from kit import clock
from outbox import bounces

FURTHEST_DAYS = 3660
MAIL_COMES_BACK = "Onze mail komt niet bij je aan. Geef een ander mailadres: dat kan bij Berichten."


@signed_in
@require_safe
def home(request: PersonRequest) -> HttpResponse:
    hour = timezone.localtime(clock.now()).hour
    greeting = "Goedemorgen" if hour < 12 else "Goedemiddag" if hour < 18 else "Goedenavond"
    context = {
        "overview": overview_of(request.user, today=clock.today()),
        "greeting": greeting,
        "first_name": request.user.given_names or request.user.name,
    }
    return render(request, "config/home.html", context)


@signed_in
@require_safe
def start(request: PersonRequest) -> HttpResponse:
    """Where somebody lands after logging in: the place of work of a role, or the own overview.

    Whose mail comes back hears it here, in whatever role.
    """
    if bounces.trouble_of(request.user):
        messages.warning(request, MAIL_COMES_BACK)
    area = next((area for role, area in nav.BY_ROLE.items() if role in request.roles), nav.MINE)
    return redirect(area.items[0][1])


@role_required(Role.DESK)
@require_safe
def desk_home(request: PersonRequest) -> HttpResponse:
    """What waits for a person today, and what lies with others."""
    today, now = clock.today(), clock.now()
    context = {
        "waiting": waiting.for_desk(request.user, today=today, now=now),
        "elsewhere": waiting.with_others(today=today, now=now),
        "today": today,
    }
    return render(request, "config/desk_home.html", context)


class ClockForm(forms.Form):
    days = forms.IntegerField(min_value=0, max_value=FURTHEST_DAYS)


@public("the demo world only")
@require_http_methods(["GET", "HEAD", "POST"])
def demo_clock(request: HttpRequest) -> HttpResponse:
    """Move the date of the demo world ahead, to see what the register does by itself."""
    if not settings.DEMO:
        raise Http404("There is no demo clock here.")
    form = ClockForm(request.POST or None)
    if form.is_valid():
        clock.set_days_ahead(form.cleaned_data["days"])
        messages.success(request, "De datum is verzet. Nachtelijk werk begint binnen een minuut.")
        return redirect("demo_clock")
    ahead = clock.days_ahead()
    choices = [
        ("Een dag verder", ahead + 1),
        ("Een week verder", ahead + 7),
        ("Een maand verder", ahead + 30),
        ("Een half jaar verder", ahead + 182),
        ("Terug naar de echte datum", 0),
    ]
    context = {"ahead": ahead, "choices": choices, "now": clock.now(), "furthest": FURTHEST_DAYS}
    return render(request, "config/demo_clock.html", context, status=422 if form.errors else 200)
