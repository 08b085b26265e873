"""The draw of first periods: staff prepare and confirm it, and everybody can repeat it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, public, role_required
from accounts.models import Role
from accreditation import launch, launch_outlook
from accreditation.launch_forms import DropForm, GroupForm
from accreditation.models import LaunchDraw
from kit import charts, clock
from register.forms import PROVINCES
from register.models import RegisterScheme

MOST_SHOWN = 100
as_desk = role_required(Role.DESK)
Status = LaunchDraw.Status


@as_desk
@require_http_methods(["GET", "HEAD", "POST"])
def draws(request: PersonRequest) -> HttpResponse:
    """All draws; choose a group and see how many they are, then prepare."""
    form = GroupForm(request.POST or request.GET or None)
    if request.method == "POST":
        form = GroupForm(request.POST)
        if form.is_valid():
            draw = launch.prepare(form.group, now=clock.now(), by=request.actor)
            messages.success(
                request, "De loting is voorbereid. Een collega kijkt ernaar en bevestigt."
            )
            return redirect("desk_accreditation:launch_draw", draw.public_id)
    context = {
        "form": form,
        "found": form.group.periods().count() if form.is_valid() else None,
        "months": RegisterScheme.objects.in_force_on(clock.today()).launch_months,
        "draws": list(LaunchDraw.objects.all()[:MOST_SHOWN]),
    }
    status = 422 if form.errors else 200
    return render(request, "accreditation/launch_draws_desk.html", context, status=status)


@as_desk
@require_safe
def draw(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """One draw: what it does by quarter and province, and the next step."""
    return show(request, the_draw(public_id))


def the_draw(public_id: UUID) -> LaunchDraw:
    found = LaunchDraw.objects.select_related("prepared_by", "confirmed_by")
    return get_object_or_404(found, public_id=public_id)


def show(
    request: PersonRequest, draw: LaunchDraw, drop_form: DropForm | None = None
) -> HttpResponse:
    asked = request.GET.get("waar", "")
    province = asked if asked in PROVINCES else ""
    found = launch_outlook.look(draw, clock.today(), province=province)
    where = province or "heel Nederland"
    summary = (
        f"In het drukste kwartaal zijn in {where} {charts.number(found.busiest_drawn)} gesprekken "
        f"nodig. Zonder loting zijn dat er {charts.number(found.busiest_without)}."
    )
    context = {
        "draw": draw,
        "found": found,
        "province": province,
        "where": where,
        "summary": summary,
        "counts": launch.counts(draw),
        "may_confirm": launch.waiting_for(request.user).filter(pk=draw.pk).exists(),
        "is_about_me": launch.is_about(draw, request.user),
        "drop_form": drop_form or DropForm(),
        "chart": charts.beside(
            charts.Words("loting", f"Gesprekken per kwartaal, {where}", summary),
            [line.quarter.short for line in found.lines],
            [
                charts.Series("Zonder loting", [line.without for line in found.lines]),
                charts.Series("Met loting", [line.drawn for line in found.lines]),
                charts.Series("Mogelijk", [line.possible for line in found.lines]),
            ],
        ),
    }
    status = 422 if drop_form else 200
    return render(request, "accreditation/launch_draw.html", context, status=status)


@as_desk
@require_safe
def progress(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """How far the work is, for the page that waits for it; when it is done the page is new."""
    found = the_draw(public_id)
    if not found.is_busy:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return render(request, "accreditation/launch_draw.html#progress", {"draw": found})


@as_desk
@require_POST
def confirm(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = launch.confirm(the_draw(public_id), now=clock.now(), by=request.actor)
    messages.success(
        request,
        f"Bevestigd. De brieven gaan op {found.takes_effect_on:%d-%m-%Y} de deur uit. "
        "Tot dan kan het terug.",
    )
    return redirect("desk_accreditation:launch_draw", public_id)


@as_desk
@require_POST
def take_back(request: PersonRequest, public_id: UUID) -> HttpResponse:
    launch.take_back(the_draw(public_id), by=request.actor)
    messages.success(request, "De bevestiging is teruggenomen. Niemand heeft er iets van gemerkt.")
    return redirect("desk_accreditation:launch_draw", public_id)


@as_desk
@require_POST
def drop(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found, form = the_draw(public_id), DropForm(request.POST)
    if not form.is_valid():
        return show(request, found, form)
    reason = form.cleaned_data["reden"]
    launch.drop(found, because=reason, today=clock.today(), by=request.actor)
    messages.success(request, "Deze loting gaat niet door. Niemand heeft er iets van gemerkt.")
    return redirect("desk_accreditation:launch_draws")


# ---- Everybody ----


@public("how first periods are drawn is for everybody to check")
@require_safe
def public_draws(request: PersonRequest) -> HttpResponse:
    """Seed, method and counts of each draw, also of those that did not go on."""
    found = [(each, launch.counts(each)) for each in LaunchDraw.objects.all()[:MOST_SHOWN]]
    return render(request, "accreditation/launch_draws.html", {"draws": found})


@public("how first periods are drawn is for everybody to check")
@require_safe
def lots(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """The list of lots as text, one a line, as its fingerprint was taken; no lot says whose."""
    found = get_object_or_404(LaunchDraw, public_id=public_id)
    text = "\n".join(map(str, found.listed))
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
