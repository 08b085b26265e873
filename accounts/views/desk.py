"""The desk's view on work in the background: how it stands, and what got stuck."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import PersonRequest, role_required
from accounts.models import Role
from audit.models import MadeCopy
from files import scanning
from kit import clock
from outbox import queue
from outbox.jobs import revive
from outbox.models import Job

MOST_SHOWN = 100


@role_required(Role.DESK, Role.ADMINISTRATOR)
@require_safe
def jobs(request: PersonRequest) -> HttpResponse:
    """What stopped, what fails and is tried again, what waits, and whether the daily work ran."""
    now = clock.now()
    runs = queue.runs(now)
    context = {
        "dead": Job.objects.dead()[:MOST_SHOWN],
        "failing": queue.failing(),
        "waiting": queue.waiting(now),
        "scans": scanning.standing(),
        "copy": MadeCopy.objects.order_by("made_at").last(),
        "runs": runs,
        "not_run": [run for run in runs if run.is_missing or run.is_dead],
        "busy": sum(not (run.is_fine or run.is_missing or run.is_dead) for run in runs),
    }
    return render(request, "accounts/jobs.html", context)


@role_required(Role.DESK, Role.ADMINISTRATOR)
@require_POST
def job_retry(request: PersonRequest, pk: int) -> HttpResponse:
    revive(get_object_or_404(Job.objects.dead(), pk=pk))
    messages.success(request, "De taak wordt opnieuw geprobeerd.")
    return redirect("desk_accounts:jobs")


@role_required(Role.DESK, Role.ADMINISTRATOR)
@require_POST
def files_again(request: PersonRequest) -> HttpResponse:
    """Let the virus scanner look once more at what it could not look at."""
    scanning.again(clock.now())
    messages.success(request, "De bestanden worden opnieuw nagekeken.")
    return redirect("desk_accounts:jobs")
