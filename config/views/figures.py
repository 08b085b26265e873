"""Figures with pictures, for the desk."""

from django.db.models import Min
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import PersonRequest, role_required
from accounts.models import Role
from config.figures import periods
from config.figures.figures import all_figures
from config.figures.periods import Period
from files.downloads import stream_list
from kit import clock
from register import taking_out
from register.models import Application, ListDownload


@role_required(Role.DESK)
@require_safe
def figures(request: PersonRequest) -> HttpResponse:
    """How many came, how long it took, and where the register was late."""
    offered = what_can_be_chosen()
    period = periods.chosen(request.GET.get("periode", ""), offered)
    shown = all_figures(period, today=clock.today(), now=clock.now())
    context = {"figures": shown, "period": period, "periods": offered}
    return render(request, "config/figures.html", context)


@role_required(Role.DESK)
@require_POST
def figures_out(request: PersonRequest) -> HttpResponseBase:
    """The numbers as a file, a sheet for each figure; who took them is recorded."""
    period = periods.chosen(request.GET.get("periode", ""), what_can_be_chosen())
    form = taking_out.form_of(request.POST.get("vorm", ""))
    data = taking_out.take(
        ListDownload.List.FIGURES,
        form,
        [one.table for one in all_figures(period, today=clock.today(), now=clock.now())],
        question=period.key,
        now=clock.now(),
        by=request.actor,
    )
    return stream_list(data, name=f"cijfers-{period.key}", kind=form)


def what_can_be_chosen() -> list[Period]:
    first = Application.objects.aggregate(first=Min("submitted_on"))["first"]
    return periods.choices(first, today=clock.today())
