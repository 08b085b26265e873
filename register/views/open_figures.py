"""Open figures for everybody: bars with the numbers behind them, and the same as a file."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from accounts.access import public
from kit import charts, spreadsheets
from register import open_figures
from register.models import OpenFigure
from register.templatetags.register_words import public_label

TEXTS = {
    OpenFigure.Table.PROVINCE: "Waar mensen werken, voor zover we dat weten.",
    OpenFigure.Table.STATUS: "Hoe de registratie er die dag voor stond.",
    OpenFigure.Table.SINCE: "In welk jaar de mensen die er nu in staan, zich registreerden.",
}


@dataclass(frozen=True)
class Shown:
    """One table on the page; a small group has no bar."""

    key: str
    title: str
    text: str
    rows: list[tuple[str, int | None]]

    @property
    def svg(self) -> SafeString:
        rows = [(name, value) for name, value in self.rows if value is not None]
        words = charts.Words(self.key, self.title, "Dezelfde aantallen staan in de tabel.")
        return charts.lying(words, [name for name, _ in rows], [value for _, value in rows])

    @property
    def has_bars(self) -> bool:
        return any(value is not None for _, value in self.rows)


def asked_day(request: HttpRequest, days: list[date]) -> date | None:
    """The day that was asked for, else the newest; None when there are none yet."""
    asked = request.GET.get("peildatum", "")
    found = next((day for day in days if day.isoformat() == asked), None)
    if asked and found is None:
        raise Http404("No figures of that day.")
    return found or next(iter(days), None)


def shown_on(on: date) -> list[Shown]:
    return [
        Shown(table.value, table.label, TEXTS[table], [(words_of(table, g), v) for g, v in rows])
        for table, rows in open_figures.tables_of(on).items()
    ]


def words_of(table: str, group: str) -> str:
    return public_label(group) if table == OpenFigure.Table.STATUS else group


@public("how many are in the register, in tens")
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    days = open_figures.days()
    on = asked_day(request, days)
    context = {"days": days, "on": on, "tables": shown_on(on) if on else []}
    return render(request, "register/open_figures.html", context)


@public("the open figures as a file")
@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """All days and tables under each other; a small group has no number."""
    rows = [
        (day, table.value, words_of(table, group), value)
        for day in open_figures.days()
        for table, figures in open_figures.tables_of(day).items()
        for group, value in figures
    ]
    columns = ("Peildatum", "Tabel", "Groep", "Aantal")
    content = spreadsheets.as_csv([spreadsheets.Table("Open cijfers", columns, rows)])
    response = HttpResponse(content, content_type=spreadsheets.CONTENT_TYPES[spreadsheets.CSV])
    response["Content-Disposition"] = 'attachment; filename="open-cijfers.csv"'
    return response
