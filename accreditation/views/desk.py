"""The desk: welcome talks, admissions, and dossiers for which no assessor was found.

What is in a dossier or report is nowhere here.
"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest, role_required
from accounts.models import Role
from accreditation import assignment, choosing_welcome, scheduling, weighing, welcome
from accreditation.models import Assignment, Cycle, MomentRequest, Slot, WelcomeInvitation
from accreditation.views.mine import uuid_or_404
from kit import clock
from register.models import Application
from register.views.desk import namesakes_of

MOST_SHOWN = 200


@role_required(Role.DESK)
@require_safe
def planning(request: PersonRequest) -> HttpResponse:
    """What waits for the desk around talks."""
    proposals = Assignment.objects.waiting().select_related("cycle__person", "assessor__user")
    context = {
        "to_plan": welcome.to_plan()[:MOST_SHOWN],
        "choosing": welcome.choosing()[:MOST_SHOWN],
        "to_admit": welcome.to_admit()[:MOST_SHOWN],
        "planned": welcome.planned_talks()[:MOST_SHOWN],
        "without_assessor": assignment.without_assessor()[:MOST_SHOWN],
        "waiting": MomentRequest.objects.untold().select_related(
            "cycle__person", "cycle__assessor__user"
        )[:MOST_SHOWN],
        "proposals": proposals.order_by("proposed_on", "pk")[:MOST_SHOWN],
    }
    return render(request, "accreditation/planning.html", context)


@role_required(Role.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_welcome(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Choose a moment for the welcome talk of one application; once held, go on to admission."""
    application = get_object_or_404(
        Application.objects.filter(
            status__in=[Application.Status.IN_REVIEW, Application.Status.WELCOME]
        ).select_related("person", "scheme"),
        public_id=public_id,
    )
    if application.welcomed_on:
        return redirect("desk_accreditation:admit", public_id)
    if request.method == "POST":
        if request.POST.get("step") == "propose":
            return propose(request, application)
        slot = get_object_or_404(Slot, public_id=uuid_or_404(request.POST.get("slot")))
        welcome.plan(application, slot, now=clock.now(), by=request.actor)
        messages.success(request, "Het welkomstgesprek is gepland. Beiden krijgen een uitnodiging.")
        return redirect("desk_accreditation:planning")
    context = {
        "application": application,
        "planned": scheduling.planned_for(application.person),
        "options": welcome.options(application, now=clock.now())[:MOST_SHOWN],
        "invitation": WelcomeInvitation.objects.filter(application=application).first(),
    }
    return render(request, "accreditation/plan_welcome.html", context)


def propose(request: PersonRequest, application: Application) -> HttpResponse:
    """Let the newcomer choose, from the ticked moments or from all that fit."""
    chosen = [uuid_or_404(one) for one in request.POST.getlist("moment")[:MOST_SHOWN]]
    fitting = welcome.options(application, now=clock.now())
    slots = [one.slot for one in fitting if one.slot.public_id in chosen]
    choosing_welcome.propose(application, slots, now=clock.now(), by=request.actor)
    messages.success(request, f"{application.person.name} krijgt een brief en kiest een moment.")
    return redirect("desk_accreditation:planning")


@role_required(Role.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def admit(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Admit after the welcome talk, once confirmed."""
    application = get_object_or_404(
        Application.objects.exclude(welcomed_on=None).select_related(
            "person", "organisation", "scheme"
        ),
        public_id=public_id,
    )
    if request.method == "POST":
        registration = welcome.admit(application, today=clock.today(), by=request.actor)
        messages.success(
            request, f"{application.person} is toegelaten met nummer {registration.number}."
        )
        return redirect("desk_accreditation:planning")
    context = {"application": application, **namesakes_of(application)}
    return render(request, "accreditation/admit.html", context)


@role_required(Role.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def assigning(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Why no assessor was found for a dossier, and trying again."""
    cycle = get_object_or_404(
        Cycle.objects.filter(status=Cycle.Status.HANDED_IN).select_related("person"),
        public_id=public_id,
    )
    if request.method == "POST":
        found = assignment.propose(cycle, now=clock.now(), by=request.actor)
        if found:
            messages.success(request, f"Het voorstel ligt nu bij {found.assessor}.")
            return redirect("desk_accreditation:planning")
        messages.info(request, "Er is nog geen assessor die dit gesprek kan voeren.")
        return redirect("desk_accreditation:assigning", public_id)
    context = {
        "cycle": cycle,
        "proposal": assignment.open_assignment(cycle),
        "objections": cycle.assignments.filter(because=Assignment.Because.OBJECTED)
        .select_related("assessor__user")
        .order_by("ended_on", "pk"),
        "weighed": weighing.weigh(cycle, today=clock.today()),
    }
    return render(request, "accreditation/assigning.html", context)
