"""My learning plan: what it is about, and its goals."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from kit import clock
from portfolios.dossier import plans, purging, removal
from portfolios.dossier.models import GoalWording, LearningGoal
from portfolios.dossier.plan_forms import GoalForm, PlanCompetenciesForm, ReachedForm, StepForm
from portfolios.dossier.plan_of_now import PlanOfNow
from portfolios.dossier.views.news import say_taken_out, say_thrown_away
from register.models import CompetencyProfile, RegisterScheme


def my_goal(request: PersonRequest, public_id: UUID) -> LearningGoal:
    mine = LearningGoal.objects.visible_to(request.user).select_related("plan")
    return get_object_or_404(mine, public_id=public_id)


def goal_form(
    request: PersonRequest, goal: LearningGoal | None = None, *, proposed: str = ""
) -> GoalForm:
    today = clock.today()
    return GoalForm(
        request.POST or None,
        owner=request.user,
        goal=goal,
        asked=request.GET.get("bij", ""),
        proposed=proposed,
        scheme=RegisterScheme.objects.in_force_on(today),
        profile=CompetencyProfile.objects.in_force_on(today),
    )


@signed_in
@require_safe
def plan(request: PersonRequest) -> HttpResponse:
    """The goals of now with their steps, what I did for each, and what lies beside them."""
    now = PlanOfNow(request.user)
    context = {
        "goals": now.goals,
        "new_goal": request.GET.get("nieuw", ""),
        "step_form": StepForm(),
        "about": plans.competencies_of_plan(request.user),
        "reached": now.reached,
        "set_aside": now.set_aside,
        "proposals": now.proposals,
        "let_go": now.let_go,
        "review": now.review,
        "review_is_due": now.review_is_due(clock.today()),
        "looked": now.looked,
        "has_earlier": now.has_earlier,
    }
    return render(request, "dossier/plan.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def plan_competencies(request: PersonRequest) -> HttpResponse:
    """Which competencies my plan is about."""
    today = clock.today()
    form = PlanCompetenciesForm(
        request.POST or None,
        scheme=RegisterScheme.objects.in_force_on(today),
        profile=CompetencyProfile.objects.in_force_on(today),
        kept=plans.competencies_of_plan(request.user),
    )
    if form.is_valid():
        chosen = form.cleaned_data["competencies"]
        plans.choose_competencies(request.user, chosen, scheme=form.scheme, today=today)
        messages.success(request, "Je keuze is bewaard. Je mag hem altijd veranderen.")
        return redirect("dossier:plan")
    status = 422 if form.errors else 200
    return render(request, "dossier/plan_competencies.html", {"form": form}, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def goal_new(request: PersonRequest) -> HttpResponse:
    form = goal_form(request)
    if form.is_valid():
        made = plans.add_goal(request.user, today=clock.today(), scheme=form.scheme, **form.words)
        messages.success(request, "Je leerdoel staat in je plan. Je mag het altijd aanpassen.")
        return redirect(f"{reverse('dossier:plan')}?nieuw={made.public_id}#doel-{made.public_id}")
    status = 422 if form.errors else 200
    return render(request, "dossier/goal_new.html", {"form": form}, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def goal_edit(request: PersonRequest, public_id: UUID) -> HttpResponse:
    goal = my_goal(request, public_id)
    form = goal_form(request, goal)
    before = plans.words_of(goal).values()
    if form.is_valid():
        plans.change_goal(goal, today=clock.today(), scheme=form.scheme, **form.words)
        gone = purging.gone_from(before, plans.words_of(goal).values())
        say_taken_out(request, purging.purge(request.user, gone, by=request.actor))
        messages.success(request, "Je leerdoel is bewaard.")
        return redirect("dossier:plan")
    context = {"form": form, "goal": goal, "wordings": goal.wordings.all()}
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
    plans.take_up(my_goal(request, public_id), today=clock.today())
    messages.success(request, "Je leerdoel staat weer in je plan.")
    return redirect("dossier:plan")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def goal_reached(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """This works for me now, in my own words."""
    goal = my_goal(request, public_id)
    form = ReachedForm(request.POST or None, initial={"words": goal.reached_words})
    if form.is_valid():
        plans.reach(goal, words=form.cleaned_data["words"], today=clock.today())
        messages.success(request, "Mooi. Het doel staat nu bij wat je lukt.")
        return redirect("dossier:plan")
    context = {"form": form, "goal": goal}
    return render(request, "dossier/goal_reached.html", context, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def goal_delete(request: PersonRequest, public_id: UUID) -> HttpResponse:
    goal = my_goal(request, public_id)
    if request.method == "POST":
        kept = removal.throw_away(goal, now=clock.now())
        say_thrown_away(request, "Het leerdoel is weggegooid.", kept=kept)
        return redirect("dossier:plan")
    context = {"goal": goal, "keeps": removal.keeps_removed(request.user)}
    return render(request, "dossier/goal_delete.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def wording_delete(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Earlier words of a goal, taken out of its history."""
    mine = GoalWording.objects.visible_to(request.user).select_related("goal")
    wording = get_object_or_404(mine, public_id=public_id)
    if request.method == "POST":
        wording.delete()
        messages.success(request, "Deze woorden zijn verwijderd.")
        return redirect("dossier:goal_edit", wording.goal.public_id)
    return render(request, "dossier/wording_delete.html", {"wording": wording})
