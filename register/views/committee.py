"""The committee: the second signature under a refusal."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import PersonRequest, role_required
from accounts.models import Role, User
from kit import clock
from register import admission
from register.models import Application

MOST_SHOWN = 100


def proposed(user: User) -> QuerySet[Application]:
    """Applications that the desk proposes to refuse; never the own one."""
    return (
        Application.objects.filter(status__in=Application.mark_refused.sources)
        .exclude(refusal_reason="")
        .exclude(person=user)
        .select_related("person", "decided_by", "organisation", "scheme")
        .order_by("submitted_on")
    )


@role_required(Role.COMMITTEE)
@require_safe
def cases(request: PersonRequest) -> HttpResponse:
    return render(request, "register/cases.html", {"cases": proposed(request.user)[:MOST_SHOWN]})


@role_required(Role.COMMITTEE)
@require_safe
def case(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = get_object_or_404(proposed(request.user), public_id=public_id)
    return render(request, "register/case.html", {"application": found})


@role_required(Role.COMMITTEE)
@require_POST
def case_refuse(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = get_object_or_404(
        Application.objects.exclude(submitted_on=None).exclude(person=request.user),
        public_id=public_id,
    )
    admission.refuse(found, today=clock.today(), by=request.actor)
    messages.success(request, "De aanmelding is afgewezen. De aanmelder krijgt een brief.")
    return redirect("committee:cases")


@role_required(Role.COMMITTEE)
@require_POST
def case_return(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """The committee does not agree: the application goes on at the desk."""
    get_object_or_404(proposed(request.user), public_id=public_id).drop_refusal(by=request.actor)
    messages.success(request, "Het voorstel is teruggelegd bij het bureau.")
    return redirect("committee:cases")
