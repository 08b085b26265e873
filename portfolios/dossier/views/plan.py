"""My learning plan and its goals."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from kit import clock
from portfolios.dossier import plans
from portfolios.dossier.forms import GoalForm
from portfolios.dossier.models import LearningGoal
from portfolios.dossier.portfolio import Portfolio
from register.models import CompetencyProfile, RegisterScheme


def my_goal(request: PersonRequest, public_id: UUID) -> LearningGoal:
    return get_object_or_404(LearningGoal.objects.visible_to(request.user), public_id=public_id)


def goal_form(request: PersonRequest, goal: LearningGoal | None = None) -> GoalForm:
    today = clock.today()
    return GoalForm(
        request.POST or None,
        goal=goal,
        asked=request.GET.get("bij", ""),
        scheme=RegisterScheme.objects.in_force_on(today),
        profile=CompetencyProfile.objects.in_force_on(today),
    )


@signed_in
@require_safe
def plan(request: PersonRequest) -> HttpResponse:
    """The goals of now, what I did for each, and what was set aside."""
    portfolio = Portfolio(request.user)
    goals = portfolio.goals.prefetch_related("competencies", "activities", "stories")
    aside = LearningGoal.objects.visible_to(request.user).exclude(set_aside_on=None)
    context = {
        "goals": goals,
        "set_aside": aside.order_by("-set_aside_on", "-id"),
    }
    return render(request, "dossier/plan.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def goal_new(request: PersonRequest) -> HttpResponse:
    form = goal_form(request)
    if form.is_valid():
        plans.add_goal(request.user, today=clock.today(), scheme=form.scheme, **form.words)
        messages.success(request, "Je leerdoel staat in je plan. Je mag het altijd aanpassen.")
        return redirect("dossier:plan")
    status = 422 if form.errors else 200
    return render(request, "dossier/goal_new.html", {"form": form}, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def goal_edit(request: PersonRequest, public_id: UUID) -> HttpResponse:
    goal = my_goal(request, public_id)
    form = goal_form(request, goal)
    if form.is_valid():
        plans.change_goal(goal, scheme=form.scheme, **form.words)
        messages.success(request, "Je leerdoel is bewaard.")
        return redirect("dossier:plan")
    context = {"form": form, "goal": goal}
    return render(request, "dossier/goal_edit.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def goal_set_aside(request: PersonRequest, public_id: UUID) -> HttpResponse:
    plans.set_aside(my_goal(request, public_id), today=clock.today())
    messages.success(request, "Je hebt het leerdoel weggelegd. Je kunt het later weer oppakken.")
    return redirect("dossier:plan")


@signed_in
@require_POST
def goal_take_up(request: PersonRequest, public_id: UUID) -> HttpResponse:
    plans.take_up(my_goal(request, public_id))
    messages.success(request, "Je leerdoel staat weer in je plan.")
    return redirect("dossier:plan")
