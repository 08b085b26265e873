"""My plan, when there is more time: what was agreed, and going on with it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from accreditation import cycles, more_time
from accreditation.models import Cycle
from accreditation.views.mine import my_cycle
from kit import clock
from register import objecting


@signed_in
@require_safe
def plan(request: PersonRequest) -> HttpResponse:
    """The plan in plain words: who helps, when, and the second talk."""
    cycle = cycles.current(request.user)
    found = more_time.plan_of(cycle) if cycle else None
    if cycle is None or found is None:
        raise Http404("There is no plan.")
    today = clock.today()
    decisions = objecting.decisions_on(request.user, today=today)
    context = {
        "cycle": cycle,
        "plan": found,
        "can_object": [one for one in decisions if one.subject == found.deferral],
        "may_go_on": cycle.status == Cycle.Status.MORE_TIME,
        "today": today,
    }
    return render(request, "accreditation/plan.html", context)


@signed_in
@require_POST
def agree(request: PersonRequest) -> HttpResponse:
    """I go on with the plan; my dossier is mine again."""
    cycle = my_cycle(request, Cycle.Status.MORE_TIME)
    more_time.agree(cycle, today=clock.today(), by=request.actor)
    messages.success(request, "Mooi. Je dossier is weer helemaal van jou om in te schrijven.")
    return redirect("cycle:plan")
