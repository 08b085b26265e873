"""My earlier plans, and beginning the next."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from kit import clock
from portfolios.dossier import next_plan, plans
from portfolios.dossier.models import LearningGoal, LearningPlan
from portfolios.dossier.models.plans import LearningGoalQuerySet
from portfolios.dossier.plan_forms import NextPlanForm


def my_earlier_plan(request: PersonRequest, public_id: UUID) -> LearningPlan:
    mine = LearningPlan.objects.visible_to(request.user).exclude(ended_on=None)
    return get_object_or_404(mine, public_id=public_id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def plan_next(request: PersonRequest) -> HttpResponse:
    """Close my plan and begin a new one, with the goals that go along."""
    if not LearningGoal.objects.visible_to(request.user).filter(plan__ended_on=None).exists():
        messages.info(request, next_plan.NO_PLAN)
        return redirect("dossier:plan")
    form = NextPlanForm(request.POST or None, owner=request.user, said=said_before(request))
    if form.is_valid():
        along, words = form.cleaned_data["along"], form.cleaned_data["words"]
        next_plan.start_over(request.user, along=along, words=words, today=clock.today())
        messages.success(request, "Je nieuwe plan is begonnen. Je vorige plan blijft bewaard.")
        return redirect("dossier:plan")
    status = 422 if form.errors else 200
    return render(request, "dossier/plan_next.html", {"form": form}, status=status)


def said_before(request: PersonRequest) -> str:
    """What stood with this plan when it was closed once before."""
    open_plan = LearningPlan.objects.visible_to(request.user).filter(ended_on=None).first()
    return open_plan.closing_words if open_plan else ""


@signed_in
@require_safe
def earlier_plans(request: PersonRequest) -> HttpResponse:
    """All my earlier plans, the newest first."""
    mine = LearningPlan.objects.visible_to(request.user).exclude(ended_on=None)
    newest_first = mine.order_by("-ended_on", "-id").prefetch_related("competencies")
    return render(request, "dossier/earlier_plans.html", {"plans": newest_first})


@signed_in
@require_safe
def earlier_plan(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """One earlier plan, in the words of when it ended."""
    plan = my_earlier_plan(request, public_id)
    day = plan.ended_on or clock.today()

    def then(goals: LearningGoalQuerySet) -> list[plans.WordsThen]:
        found = goals.order_by("added_on", "id").prefetch_related("wordings", "steps")
        return [plans.as_on(goal, day) for goal in found]

    context = {
        "plan": plan,
        "stayed": then(plan.goals.all()),
        "went_along": then(plan.went_along.all()),
        "about": plan.competencies.all(),
        "looked": plan.reviews.looked(),
        "is_previous": plan == next_plan.previous(request.user),
    }
    return render(request, "dossier/earlier_plan.html", context)


@signed_in
@require_POST
def plan_go_back(request: PersonRequest, public_id: UUID) -> HttpResponse:
    next_plan.go_back(my_earlier_plan(request, public_id))
    messages.success(request, "Je gaat verder met je vorige plan. Er is niets verloren gegaan.")
    return redirect("dossier:plan")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def plan_delete(request: PersonRequest, public_id: UUID) -> HttpResponse:
    plan = my_earlier_plan(request, public_id)
    if request.method == "POST":
        next_plan.delete(plan)
        messages.success(request, "Het plan is verwijderd.")
        return redirect("dossier:earlier_plans")
    return render(request, "dossier/plan_delete.html", {"plan": plan, "goals": plan.goals.all()})
