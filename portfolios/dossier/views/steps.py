"""The steps of my goals."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import PersonRequest, signed_in
from kit import clock
from portfolios.dossier import steps
from portfolios.dossier.models import GoalStep
from portfolios.dossier.plan_forms import StepForm
from portfolios.dossier.views.plan import my_goal


def my_step(request: PersonRequest, public_id: UUID) -> GoalStep:
    mine = GoalStep.objects.visible_to(request.user).select_related("goal")
    return get_object_or_404(mine, public_id=public_id)


def to_goal(step: GoalStep) -> HttpResponse:
    """The plan, at the goal of this step."""
    return redirect(f"{reverse('dossier:plan')}#doel-{step.goal.public_id}")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def step_new(request: PersonRequest, public_id: UUID) -> HttpResponse:
    goal = my_goal(request, public_id)
    form = StepForm(request.POST or None)
    if form.is_valid():
        step = steps.add(goal, today=clock.today(), **form.said)
        messages.success(request, "De stap staat bij je leerdoel.")
        return to_goal(step)
    context = {"form": form, "goal": goal}
    return render(request, "dossier/step.html", context, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def step_edit(request: PersonRequest, public_id: UUID) -> HttpResponse:
    step = my_step(request, public_id)
    form = StepForm(request.POST or None, step=step)
    if form.is_valid():
        steps.change(step, **form.said)
        messages.success(request, "De stap is bewaard.")
        return to_goal(step)
    context = {"form": form, "goal": step.goal, "step": step}
    return render(request, "dossier/step.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def step_done(request: PersonRequest, public_id: UUID) -> HttpResponse:
    step = my_step(request, public_id)
    steps.tick(step, today=clock.today())
    messages.success(request, f"Gedaan: {step.words}")
    return to_goal(step)


@signed_in
@require_POST
def step_undone(request: PersonRequest, public_id: UUID) -> HttpResponse:
    step = my_step(request, public_id)
    steps.untick(step)
    messages.success(request, "De stap staat weer open.")
    return to_goal(step)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def step_delete(request: PersonRequest, public_id: UUID) -> HttpResponse:
    step = my_step(request, public_id)
    if request.method == "POST":
        step.delete()
        messages.success(request, "De stap is verwijderd.")
        return to_goal(step)
    return render(request, "dossier/step_delete.html", {"step": step})
