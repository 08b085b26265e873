"""Waar leerde het vak van: for everybody, in a picture and a table, and as a file."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import public
from kit import charts, spreadsheets
from portfolios.agenda import counting
from portfolios.agenda.counting import COUNTRY, PLACES, UNKNOWN

NAMES = {COUNTRY: "Nederland", UNKNOWN: "Provincie niet bekend"}


def asked_year(request: HttpRequest, years: list[int]) -> int | None:
    asked = request.GET.get("jaar", "")
    found = next((year for year in years if str(year) == asked), None)
    if asked and found is None:
        raise Http404("No figures of that year.")
    return found or next(iter(years), None)


@public("what the profession learned about, in tens")
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    years = counting.years()
    year = asked_year(request, years)
    asked = request.GET.get("waar", COUNTRY)
    place = asked if asked in PLACES else COUNTRY
    lines = counting.lines(year, place) if year else []
    shown = [line for line in lines if line.value is not None]
    title = f"Waar leerde het vak van in {year}?"
    words = charts.Words("profagenda", title, "Dezelfde aantallen staan in de tabel.")
    context = {
        "years": years,
        "year": year,
        "place": place,
        "place_name": NAMES.get(place, place),
        "places": [(each, NAMES.get(each, each)) for each in (COUNTRY, *PLACES)],
        "lines": lines,
        "shown": shown,
        "svg": charts.lying(words, [short(line.theme) for line in shown],
                            [line.value or 0 for line in shown]),
    }  # fmt: skip
    return render(request, "agenda/page.html", context)


def short(theme: str) -> str:
    """What fits beside a bar; the table has the whole name."""
    return theme if len(theme) <= 24 else f"{theme[:23].rstrip()}…"


@public("the agenda as a file")
@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """All years under each other; a small group has no number."""
    rows = [
        (year, theme, NAMES.get(place, place), value)
        for year, theme, place, value in counting.everything()
    ]
    columns = ("Jaar", "Thema", "Waar", "Mensen")
    content = spreadsheets.as_csv([spreadsheets.Table("Profagenda", columns, rows)])
    response = HttpResponse(content, content_type=spreadsheets.CONTENT_TYPES[spreadsheets.CSV])
    response["Content-Disposition"] = 'attachment; filename="profagenda.csv"'
    return response


@public("the agenda for programs")
@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    figures = [
        {"year": year, "theme": theme, "place": NAMES.get(place, place), "people": value}
        for year, theme, place, value in counting.everything()
    ]
    return JsonResponse({"unit": "people, in tens; null is too few to show", "figures": figures})
