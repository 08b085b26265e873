"""An objection to more time: choosing a second talk, and the file that the other chamber reads."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest, role_required, signed_in
from accounts.models import Role
from accreditation import after_objections
from accreditation.models import ConversationReport, SecondReading
from accreditation.second_reading import check_no_tie
from audit.acts import record
from kit import clock
from register.models import Objection


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def second_talk(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """First a talk with another assessor, or straight to the chamber."""
    mine = Objection.objects.visible_to(request.user).filter(
        status=Objection.Status.RECEIVED, talk=Objection.Talk.ASKED
    )
    objection = get_object_or_404(mine, public_id=public_id)
    if request.method != "POST":
        context = {"objection": objection, "cycle": after_objections.cycle_of(objection)}
        return render(request, "accreditation/second_talk.html", context)
    wanted = request.POST.get("talk") == "yes"
    after_objections.choose_talk(objection, wanted=wanted, now=clock.now(), by=request.actor)
    messages.success(
        request,
        "We zoeken een andere assessor voor je."
        if wanted
        else "Goed. De kamer gaat verder met je bezwaar.",
    )
    return redirect("registration:objection", public_id)


@role_required(Role.COMMITTEE)
@require_safe
def objection_file(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """The reports and the dossier behind a decision of more time; who looked is on record."""
    hears = Objection.objects.heard_by(request.user, today=clock.today()).open()
    objection = get_object_or_404(
        hears.exclude(deferral=None).select_related("person"), public_id=public_id
    )
    check_no_tie(objection, request.user, clock.today())
    cycle = after_objections.cycle_of(objection)
    reports = (
        ConversationReport.objects.filter(conversation__seats__cycle=cycle, shared_at__isnull=False)
        .select_related("conversation__assessor__user")
        .prefetch_related("themes")
        .order_by("shared_at")
    )
    record("objection.look", objection, by=request.actor)
    context = {
        "objection": objection,
        "cycle": cycle,
        "reports": reports,
        "reading": SecondReading.objects.filter(cycle=cycle).order_by("-pk").first(),
    }
    return render(request, "accreditation/objection_file.html", context)
