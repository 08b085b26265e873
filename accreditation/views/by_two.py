"""What a chamber decides by two of its members: four pages, the same for each kind of case."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import PersonRequest, role_required
from accounts.models import Role
from kit import clock

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class ByTwo:
    """Propose, take it off the table, take longer, and sign as the second."""

    propose: View
    drop: View
    prolong: View
    sign: View


def outcome_label(case: Any) -> str:
    """What the first of the two proposes, in words."""
    return str(type(case).Outcome(case.outcome).label) if case.outcome else ""


def pages(
    rules: Any,
    *,
    heard: Callable[[PersonRequest, UUID], Any],
    form_of: Callable[[Any, Any], Any],
    show_case: Callable[[PersonRequest, Any, Any], HttpResponse],
    url: str,
    sign_template: str,
    signed: str,
) -> ByTwo:
    """`rules` is the module that proposes, prolongs and signs; `heard` finds the case, or 404."""

    @role_required(Role.COMMITTEE)
    @require_POST
    def propose(request: PersonRequest, public_id: UUID) -> HttpResponse:
        case = heard(request, public_id)
        form = form_of(case, request.POST)
        if not form.is_valid():
            return show_case(request, case, form)
        rules.propose(case, **form.facts, today=clock.today(), by=request.actor)
        messages.success(request, "Je voorstel ligt klaar. Een ander lid tekent mee.")
        return redirect(url, public_id)

    @role_required(Role.COMMITTEE)
    @require_POST
    def drop(request: PersonRequest, public_id: UUID) -> HttpResponse:
        heard(request, public_id).drop_proposal(today=clock.today(), by=request.actor)
        messages.success(request, "Het voorstel is van tafel.")
        return redirect(url, public_id)

    @role_required(Role.COMMITTEE)
    @require_POST
    def prolong(request: PersonRequest, public_id: UUID) -> HttpResponse:
        rules.prolong(heard(request, public_id), now=clock.now(), by=request.actor)
        messages.success(request, "De termijn is verlengd. De persoon krijgt een brief.")
        return redirect(url, public_id)

    @role_required(Role.COMMITTEE)
    @require_http_methods(["GET", "HEAD", "POST"])
    def sign(request: PersonRequest, public_id: UUID) -> HttpResponse:
        """The second signature, after one more look: the letters go out at once."""
        case = heard(request, public_id)
        if request.method == "POST":
            proposal = request.POST.get("proposal", "")
            rules.sign(case, proposal=proposal, now=clock.now(), by=request.actor)
            messages.success(request, signed)
            return redirect("committee:cases")
        if not case.outcome or case.first_signer == request.user:
            return redirect(url, public_id)
        context = {"case": case, "reading": case, "outcome_label": outcome_label(case)}
        return render(request, sign_template, context)

    return ByTwo(propose, drop, prolong, sign)
