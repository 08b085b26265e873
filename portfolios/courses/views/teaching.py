"""Where somebody stands as a teacher, and the desk that looks when somebody says: not me."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import PersonRequest, role_required, signed_in
from accounts.models import Role
from kit import clock
from portfolios.courses import teaching
from portfolios.courses.catalogue_forms import StandsForm
from portfolios.courses.models import TeacherDenial


@signed_in
@require_safe
def mine(request: PersonRequest) -> HttpResponse:
    """The courses on which I stand, and of which I said that I do not teach there."""
    context = {
        "named": teaching.named(request.user),
        "denials": TeacherDenial.objects.filter(person=request.user).for_list(),
    }
    return render(request, "courses/teaching.html", context)


@signed_in
@require_POST
def deny(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = get_object_or_404(teaching.named(request.user), public_id=public_id)
    teaching.deny(found, now=clock.now(), by=request.actor)
    messages.success(request, "Je staat er niet meer bij. De opleider en het bureau zien dat.")
    return redirect("courses:teaching")


@signed_in
@require_POST
def take_back(request: PersonRequest, public_id: UUID) -> HttpResponse:
    mine = TeacherDenial.objects.filter(person=request.user)
    found = get_object_or_404(mine.select_related("course"), public_id=public_id)
    teaching.take_back(found, by=request.actor)
    messages.success(request, "Je staat er weer bij als docent.")
    return redirect("courses:teaching")


# ---- The desk ----


@role_required(Role.DESK)
@require_POST
def settle(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Right: it stays off. Or the person does teach there, with a reason."""
    found = get_object_or_404(TeacherDenial.objects.open().for_list(), public_id=public_id)
    if request.POST.get("step") == "seen":
        teaching.note_seen(found, today=clock.today(), by=request.actor)
        messages.success(request, "Gezien. De docent blijft eraf.")
        return redirect("desk_courses:courses")
    form = StandsForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Schrijf de reden op: wie het zei, leest haar.")
        return redirect("desk_courses:courses")
    teaching.let_stand(found, form.cleaned_data["because"], now=clock.now(), by=request.actor)
    messages.success(request, "De docent staat er weer bij, en krijgt bericht.")
    return redirect("desk_courses:courses")
