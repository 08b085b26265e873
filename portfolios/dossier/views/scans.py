"""My self scans: looking at the own work, now and over the years."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from kit import charts, clock
from portfolios.dossier import scans
from portfolios.dossier.models import GrowthPhase, SelfScan
from portfolios.dossier.scan_forms import HINTS, ScanPlaceForm
from register.models import Competency, CompetencyProfile

PHASES = list(GrowthPhase.values)


def my_scan(request: PersonRequest, public_id: UUID) -> SelfScan:
    mine = SelfScan.objects.visible_to(request.user).select_related("profile")
    return get_object_or_404(mine, public_id=public_id)


def phases() -> list[tuple[str, str]]:
    """The places on the way, each with what it means."""
    return [(phase.label, HINTS[phase]) for phase in GrowthPhase]


def short_days(found: Sequence[SelfScan]) -> list[str]:
    """What stands under the picture for each scan: the year, and the month where years repeat."""
    days = [scan.finished_on or scan.started_on for scan in found]
    years = Counter(day.year for day in days)
    return [str(day.year) if years[day.year] == 1 else date_format(day, "n/y") for day in days]


def picture(found: Sequence[SelfScan], rows: Sequence[scans.OverTheYears]) -> SafeString:
    """Every competency with a place, over the years."""
    ways = [
        charts.Way(
            row.competency.title,
            [PHASES.index(place.phase) if place and place.phase else None for place in row.places],
        )
        for row in rows
        if any(place and place.phase for place in row.places)
    ]
    words = charts.Words(
        "zelfscans",
        "Waar je jezelf zag, per competentie",
        "Op een weg van leerling via gezel naar meester. Hetzelfde staat in de tabel hieronder.",
    )
    labels = [label for _, label in GrowthPhase.choices]
    return charts.places(words, labels, short_days(found), ways) if ways else SafeString("")


@signed_in
@require_safe
def scan_list(request: PersonRequest) -> HttpResponse:
    """My scans side by side: a picture, the table behind it, and my words."""
    found = list(SelfScan.objects.visible_to(request.user).by_age())
    finished = [scan for scan in found if scan.finished_on]
    rows = scans.over_the_years(finished)
    profile = CompetencyProfile.objects.in_force_on(clock.today())
    context = {
        "open_scan": next((scan for scan in found if not scan.finished_on), None),
        "finished": finished,
        "newest_first": finished[::-1],
        "rows": [
            (row, list(zip(finished, row.places, strict=True)),
             row.competency.area.profile_id == profile.pk)
            for row in rows
        ],
        "picture": picture(finished, rows),
        "phases": phases(),
    }  # fmt: skip
    return render(request, "dossier/scan_list.html", context)


@signed_in
@require_POST
def scan_start(request: PersonRequest) -> HttpResponse:
    today = clock.today()
    profile = CompetencyProfile.objects.in_force_on(today)
    scan = scans.start(request.user, profile=profile, today=today)
    return redirect("dossier:scan", scan.public_id)


@signed_in
@require_safe
def scan(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """One scan: each competency of its profile, with what I said about it."""
    found = my_scan(request, public_id)
    said = {place.competency_id: place for place in found.places.all()}
    areas = [
        (area, [(each, said.get(each.pk)) for each in area.competencies.all()])
        for area in found.profile.areas.prefetch_related("competencies")
    ]
    in_force = CompetencyProfile.objects.in_force_on(clock.today())
    context = {
        "scan": found, "areas": areas, "said": said, "phases": phases(),
        "is_current": found.profile == in_force,
    }  # fmt: skip
    return render(request, "dossier/scan.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def scan_place(request: PersonRequest, public_id: UUID, number: int) -> HttpResponse:
    """What I say about one competency."""
    found = my_scan(request, public_id)
    competency = get_object_or_404(
        Competency.objects.select_related("area"), area__profile=found.profile, pk=number
    )
    if found.finished_on:
        messages.info(request, scans.FINISHED)
        return redirect("dossier:scan", public_id)
    form = ScanPlaceForm(
        request.POST or None, place=found.places.filter(competency=competency).first()
    )
    following = scans.next_competency(found, competency)
    if form.is_valid():
        scans.say(found, competency, **form.said)
        if "verder" in request.POST and following:
            return redirect("dossier:scan_place", public_id, following.pk)
        messages.success(request, "Bewaard. Je kunt altijd later verder.")
        return redirect("dossier:scan", public_id)
    context: dict[str, Any] = {
        "form": form, "scan": found, "competency": competency, "following": following,
    }  # fmt: skip
    return render(request, "dossier/scan_place.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def scan_finish(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = my_scan(request, public_id)
    scans.finish(found, today=clock.today())
    messages.success(request, "Je zelfscan is klaar. Je vindt hem hier altijd terug.")
    return redirect("dossier:scan", public_id)


@signed_in
@require_POST
def scan_reopen(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = my_scan(request, public_id)
    scans.reopen(found)
    messages.success(request, "Je zelfscan is weer open. Pas aan wat je wilt.")
    return redirect("dossier:scan", public_id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def scan_delete(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = my_scan(request, public_id)
    if request.method == "POST":
        found.delete()
        messages.success(request, "De zelfscan is verwijderd.")
        return redirect("dossier:scans")
    return render(request, "dossier/scan_delete.html", {"scan": found})
