"""The first pages: of a professional and of the desk; and the demo clock."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest, public, role_required, signed_in
from accounts.models import FactorReset, Role, RoleChange
from accreditation import assignment
from config import nav
from config.overview import overview_of
from kit import clock
from outbox.models import Job
from register import worklist
from register.models import (
    Application,
    Consultation,
    DeathReport,
    LapseNotice,
    NameChange,
    Registration,
    Remark,
)

FURTHEST_DAYS = 3660


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
    """Where somebody lands after logging in: the place of work of a role, or the own overview."""
    area = next((area for role, area in nav.BY_ROLE.items() if role in request.roles), nav.MINE)
    return redirect(area.items[0][1])


@role_required(Role.DESK)
@require_safe
def desk_home(request: PersonRequest) -> HttpResponse:
    """What waits for a person today."""
    waiting = Application.objects.open()
    status = Application.Status
    counts = worklist.counts(me=request.user, today=clock.today())
    context = {
        "new": waiting.filter(status=status.SUBMITTED).count(),
        "in_review": waiting.filter(status=status.IN_REVIEW).count(),
        "unread": counts["waits_bericht"],
        "late": counts["waits_termijn"],
        "to_admit": waiting.filter(status=status.WELCOME).exclude(welcomed_on=None).count(),
        "without_assessor": assignment.without_assessor().count(),
        "notices": LapseNotice.objects.to_post().count(),
        "lapses": Registration.objects.may_lapse_on(clock.today()).count(),
        "deaths": DeathReport.objects.open().exclude(person=request.user).count(),
        "names": NameChange.objects.open().exclude(registration__person=request.user).count(),
        "dead": Job.objects.dead().count(),
        "resets": FactorReset.objects.waiting_for_staff().count(),
        "proposals": RoleChange.objects.open().count(),
        "remarks": Remark.objects.unanswered()
        .filter(consultation__status__in=Consultation.RUNNING)
        .count(),
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


@public("for whoever watches over the service")
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("ok", content_type="text/plain")
