"""Goals that a conversation proposed to me."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import PersonRequest, signed_in
from kit import clock
from portfolios.dossier import proposals
from portfolios.dossier.models import GoalProposal
from portfolios.dossier.views.plan import goal_form


def my_proposal(request: PersonRequest, public_id: UUID) -> GoalProposal:
    mine = GoalProposal.objects.visible_to(request.user)
    return get_object_or_404(mine, public_id=public_id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_take(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Make a goal of it, in my own words."""
    proposal = my_proposal(request, public_id)
    if proposal.taken_on or proposal.let_go_on:
        messages.info(request, proposals.ANSWERED)
        return redirect("dossier:plan")
    form = goal_form(request, proposed=proposal.words)
    if form.is_valid():
        proposals.take(proposal, scheme=form.scheme, today=clock.today(), **form.words)
        messages.success(request, "Je leerdoel staat in je plan. Je mag het altijd aanpassen.")
        return redirect("dossier:plan")
    context = {"form": form, "proposal": proposal}
    return render(
        request, "dossier/proposal_take.html", context, status=422 if form.errors else 200
    )


@signed_in
@require_POST
def proposal_let_go(request: PersonRequest, public_id: UUID) -> HttpResponse:
    proposals.let_go(my_proposal(request, public_id), today=clock.today())
    messages.success(request, "Je laat dit gaan. Het staat nog onder aan je plan.")
    return redirect("dossier:plan")


@signed_in
@require_POST
def proposal_bring_back(request: PersonRequest, public_id: UUID) -> HttpResponse:
    proposals.bring_back(my_proposal(request, public_id))
    messages.success(request, "Het voorstel staat weer bovenaan.")
    return redirect("dossier:plan")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_delete(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Erased; the report of the conversation stays as it is."""
    proposal = my_proposal(request, public_id)
    if request.method == "POST":
        proposal.delete()
        messages.success(request, "Het voorstel is verwijderd.")
        return redirect("dossier:plan")
    return render(request, "dossier/proposal_delete.html", {"proposal": proposal})
