"""What is there to learn, and what do people's goals ask for: for the bureau."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import PersonRequest, role_required
from accounts.models import Role
from kit import charts, clock
from portfolios.agenda.counting import COUNTRY
from portfolios.gaps import counting
from register.forms import PROVINCES


@role_required(Role.DESK)
@require_safe
def page(request: PersonRequest) -> HttpResponse:
    """One place at a time; what does not exist is the country."""
    asked = request.GET.get("waar", COUNTRY)
    place = asked if asked in PROVINCES else COUNTRY
    lines = counting.lines(place, today=clock.today(), now=clock.now())
    shown = [line for line in lines if line.asked is not None]
    words = charts.Words(
        "gaten", "Waar vragen leerdoelen om?", "Dezelfde aantallen staan in de tabel."
    )
    context = {
        "lines": lines,
        "shown": shown,
        "month": counting.month_of_figures(),
        "place": place,
        "place_name": place or "Nederland",
        "provinces": PROVINCES,
        "svg": charts.lying(
            words, [short(line.title) for line in shown], [line.asked or 0 for line in shown]
        ),
    }
    return render(request, "gaps/page.html", context)


def short(title: str) -> str:
    """What fits beside a bar; the table has the whole name."""
    return title if len(title) <= 24 else f"{title[:23].rstrip()}…"
