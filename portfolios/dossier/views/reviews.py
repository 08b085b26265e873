"""Looking back on my plan."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import PersonRequest, signed_in
from kit import clock
from portfolios.dossier import reviews
from portfolios.dossier.models import PlanReview
from portfolios.dossier.plan_forms import LookForm, ReviewDayForm, ReviewWordsForm
from portfolios.dossier.portfolio import Portfolio


def my_review(request: PersonRequest, public_id: UUID) -> PlanReview:
    mine = PlanReview.objects.visible_to(request.user).looked()
    return get_object_or_404(mine, public_id=public_id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def review_plan(request: PersonRequest) -> HttpResponse:
    """The day on which I want to look back, or none."""
    today, planned = clock.today(), reviews.ahead(request.user)
    form = ReviewDayForm(
        request.POST or None, today=today, on=planned.planned_on if planned else None
    )
    if form.is_valid():
        on = form.cleaned_data["on"]
        reviews.plan_one(request.user, on=on, today=today)
        said = "Je dag om terug te kijken staat erin." if on else "Er staat geen dag meer."
        messages.success(request, said)
        return redirect("dossier:plan")
    status = 422 if form.errors else 200
    context = {"form": form, "planned": planned}
    return render(request, "dossier/review_plan.html", context, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def review_look(request: PersonRequest) -> HttpResponse:
    """I looked: what I see, and when I look again."""
    today = clock.today()
    form = LookForm(request.POST or None, today=today)
    if form.is_valid():
        said = form.cleaned_data
        reviews.look(request.user, words=said["words"], next_on=said["next_on"], today=today)
        messages.success(request, "Bewaard. Je kunt het altijd teruglezen.")
        return redirect("dossier:plan")
    goals = Portfolio(request.user).goals.prefetch_related("steps")
    context = {"form": form, "goals": goals}
    return render(request, "dossier/review_look.html", context, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def review_edit(request: PersonRequest, public_id: UUID) -> HttpResponse:
    review = my_review(request, public_id)
    form = ReviewWordsForm(request.POST or None, initial={"words": review.words})
    if form.is_valid():
        review.words = form.cleaned_data["words"]
        review.save(update_fields=["words"])
        messages.success(request, "Bewaard.")
        return redirect("dossier:plan")
    context = {"form": form, "review": review}
    return render(request, "dossier/review_edit.html", context, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def review_delete(request: PersonRequest, public_id: UUID) -> HttpResponse:
    review = my_review(request, public_id)
    if request.method == "POST":
        review.delete()
        messages.success(request, "Je terugblik is verwijderd.")
        return redirect("dossier:plan")
    return render(request, "dossier/review_delete.html", {"review": review})
