"""The desk's view on work in the background that got stuck."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import PersonRequest, role_required
from accounts.models import Role
from outbox.jobs import revive
from outbox.models import Job

MOST_SHOWN = 100


@role_required(Role.DESK, Role.ADMINISTRATOR)
@require_safe
def jobs(request: PersonRequest) -> HttpResponse:
    context = {"dead": Job.objects.dead()[:MOST_SHOWN], "waiting": Job.objects.open().count()}
    return render(request, "accounts/jobs.html", context)


@role_required(Role.DESK, Role.ADMINISTRATOR)
@require_POST
def job_retry(request: PersonRequest, pk: int) -> HttpResponse:
    revive(get_object_or_404(Job.objects.dead(), pk=pk))
    messages.success(request, "De taak wordt opnieuw geprobeerd.")
    return redirect("desk_accounts:jobs")
