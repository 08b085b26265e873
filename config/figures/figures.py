"""The figures of the desk: a picture, a sentence, and the table behind it. Never a name."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from statistics import median

from django.utils.safestring import SafeString

from config.figures import counts
from config.figures.counts import Months
from config.figures.periods import Period
from kit import charts
from kit.charts import Line, Number, Series, Words
from kit.spreadsheets import Table
from register.models import EntryRoute, RegisterScheme, Registration

NINE_OF_TEN = 0.9
WEEK = 7
Row = tuple[str, Sequence[Number | None]]


@dataclass(frozen=True)
class Figure:
    """One picture with everything that stands for it."""

    key: str
    title: str
    summary: str
    svg: SafeString
    first: str  # what the rows of the table are
    columns: Sequence[str]
    rows: Sequence[Row]
    legend: bool = True
    note: str = ""

    @property
    def table(self) -> Table:
        """The same numbers as a sheet."""
        return Table(self.title, [self.first, *self.columns], [[a, *b] for a, b in self.rows])


def over_time(
    words: Words, period: Period, series: list[Series], *, stacked: bool = True
) -> Figure:
    """Columns for each month or year."""
    draw = charts.stacked if stacked else charts.beside
    svg = draw(words, [one.short for one in period.buckets], series)
    rows = [
        (bucket.name, [each.values[index] for each in series])
        for index, bucket in enumerate(period.buckets)
    ]
    columns = [each.name for each in series]
    facts = (words.key, words.title, words.summary)
    return Figure(*facts, svg, "Wanneer", columns, rows, legend=len(series) > 1)


def in_period(name: str, months: Months, period: Period) -> Series:
    return Series(name, period.put(months))


def total(*series: Series) -> str:
    return charts.number(sum(value or 0 for each in series for value in each.values))


def all_figures(period: Period, *, today: date, now: datetime) -> list[Figure]:
    """Everything on the page; the number of queries does not depend on what there is."""
    return [
        applied(period),
        admitted(period),
        running_time(period, today),
        missed(period, today, now),
        decided(period),
        *registrations(period),
        by_status(),
    ]


def applied(period: Period) -> Figure:
    series = in_period("Aanmeldingen", counts.applications(period), period)
    summary = f"Binnengekomen: {total(series)}."
    return over_time(Words("aanmeldingen", "Aanmeldingen", summary), period, [series])


def admitted(period: Period) -> Figure:
    by_route = counts.admissions(period)
    series = [in_period(route.label, by_route.get(route.value, {}), period) for route in EntryRoute]
    many = total(*series)
    summary = f"Toegelaten: {many}, ook wie terugkwam."
    return over_time(Words("toegelaten", "Toegelaten, per route", summary), period, series)


def running_time(period: Period, today: date) -> Figure:
    """In weeks, without the time that the register waited for an answer."""
    decisions = counts.days_to_decide(period)
    groups = [
        sorted(days for on, days in decisions if one.from_on <= on < one.until_on)
        for one in period.buckets
    ]
    low = Series("Helft binnen (weken)", [weeks(median(one)) if one else None for one in groups])
    highest = [weeks(nine_of_ten(one)) if one else None for one in groups]
    high = Series("Negen van de tien binnen (weken)", highest)
    scheme = RegisterScheme.objects.in_force_on(today)
    target, limit = scheme.application_target_weeks, scheme.application_limit_weeks
    every = sorted(days for _, days in decisions)
    aims = f"Streven {target}, termijn {limit} weken."
    summary = f"{took(every)} {aims}"
    title = "Hoe lang een aanmelding duurde"
    lines = [Line(f"streven {target}", target), Line(f"termijn {limit}", limit)]
    words = Words("looptijd", title, summary)
    svg = charts.spread(words, [one.short for one in period.buckets], low, high, lines)
    rows = [
        (bucket.name, [low.values[index], high.values[index], len(groups[index])])
        for index, bucket in enumerate(period.buckets)
    ]
    columns = [low.name, high.name, "Besluiten"]
    note = "De stip is de helft, de bovenkant van de staaf negen van de tien."
    return Figure(
        "looptijd", title, summary, svg, "Wanneer", columns, rows, legend=False, note=note
    )


def took(days: Sequence[int]) -> str:
    """How long it took, in a sentence; `days` in order."""
    if not days:
        return "Er was geen besluit."
    half, most = charts.number(weeks(median(days))), charts.number(weeks(nine_of_ten(days)))
    return f"De helft hoorde het binnen {half} weken, negen van de tien binnen {most} weken."


def weeks(days: float) -> float:
    return round(days / WEEK, 1)


def nine_of_ten(days: Sequence[int]) -> int:
    """The number of days within which nine of ten were done; `days` in order."""
    return days[ceil(NINE_OF_TEN * len(days)) - 1]


def missed(period: Period, today: date, now: datetime) -> Figure:
    """Terms of the register itself; for the person nothing follows from it."""
    cases: Counter[date] = Counter()
    for kind in counts.late_cases(period, today):
        cases.update(kind)  # type: ignore[arg-type]
    series = [
        in_period("Aanmelding", counts.late_applications(period, today), period),
        in_period("Commissie", dict(cases), period),
        in_period("Klacht", counts.late_complaints(period, today), period),
        in_period("Verslag", counts.late_reports(period, now), period),
    ]
    many = total(*series)
    summary = f"Niet gehaald: {many} keer. Voor de mensen zelf heeft dat geen gevolgen."
    return over_time(
        Words("te-laat", "Termijnen die het register niet haalde", summary), period, series
    )


def decided(period: Period) -> Figure:
    series = [
        in_period("Afgewezen", counts.refusals(period), period),
        in_period("Bezwaar gemaakt", counts.objections(period), period),
        in_period("Bezwaar gegrond", counts.upheld(period), period),
    ]
    refused, sent, upheld = (total(each) for each in series)
    summary = f"Afgewezen: {refused}. Bezwaar gemaakt: {sent}. Gegrond: {upheld}."
    return over_time(
        Words("besluiten", "Afwijzing en bezwaar", summary), period, series, stacked=False
    )


LEFT = {
    "registration.leave": "Uitgeschreven",
    "registration.confirm_lapse": "Verlopen",
    "registration.remove": "Doorgehaald",
    "registration.come_back": "Teruggekomen",
}
RESTED = {
    "registration.more_time": "Meer tijd gekregen",
    "registration.pause": "Pauze begonnen",
    "registration.resume": "Terug van pauze",
}


def registrations(period: Period) -> list[Figure]:
    """Who left and came back, and who took more time or a pause."""
    done = counts.acts(period, *LEFT, *RESTED)
    left = [in_period(name, done.get(verb, {}), period) for verb, name in LEFT.items()]
    rested = [in_period(name, done.get(verb, {}), period) for verb, name in RESTED.items()]
    gone, lapsed, _, back = (total(each) for each in left)
    more, paused, _ = (total(each) for each in rested)
    gone_words = f"Uitgeschreven: {gone}. Verlopen: {lapsed}. Teruggekomen: {back}."
    rest_words = f"Meer tijd gekregen: {more} keer. Pauze begonnen: {paused} keer."
    drawn = (
        (Words("weg-en-terug", "Weg en terug", gone_words), left),
        (Words("meer-tijd", "Meer tijd en pauze", rest_words), rested),
    )
    return [over_time(words, period, series, stacked=False) for words, series in drawn]


def by_status() -> Figure:
    """Today, whatever the period."""
    found = counts.statuses()
    shown = [(one.label, found.get(one.value, 0)) for one in Registration.Status]
    many = charts.number(sum(found.values()))
    title, summary = (
        "Registraties vandaag",
        f"Alle registraties samen: {many}, ook die van vroeger.",
    )
    labels, values = [label for label, _ in shown], [value for _, value in shown]
    short = [label.replace(" (verlopen voorgesteld)", ", gevraagd") for label in labels]
    svg = charts.lying(Words("stand", title, summary), short, values)
    rows = [(label, [value]) for label, value in shown]
    return Figure("stand", title, summary, svg, "Status", ["Registraties"], rows, legend=False)
