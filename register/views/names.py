"""Another name in the register: asked by the person, looked at by the desk where needed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, role_required, signed_in
from accounts.models import Role
from audit.acts import NotAllowed
from kit import clock
from register import renaming
from register.models import NameChange, Registration
from register.people_forms import NameChangeDeclinedForm, NameChangeForm, NameSeenForm

MOST_SHOWN = 100
EARLIER = 30


# ---- The person ----


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def my_name(request: PersonRequest) -> HttpResponse:
    """How I stand in the register, what runs, and the names I had before."""
    found = get_object_or_404(Registration.objects.visible_to(request.user))
    initial = {part: getattr(found, f"shown_{part}") for part in renaming.PARTS}
    form = NameChangeForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            change = renaming.ask(
                found, form.parts, legal=form.cleaned_data["legal"], now=clock.now(),
                by=request.actor,
            )  # fmt: skip
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said_about(change))
            return redirect("registration:name")
    changes = NameChange.objects.visible_to(request.user)
    context = {
        "registration": found,
        "form": form,
        "open_change": changes.open().first(),
        "former": changes.former(),
    }
    return render(request, "register/my_name.html", context, status=422 if form.errors else 200)


def said_about(change: NameChange) -> str:
    if change.status == NameChange.Status.DONE:
        return "Je naam is veranderd. Vannacht staat hij ook in het openbare register."
    return "Je verzoek is binnen. Een medewerker neemt contact met je op."


def my_change(request: PersonRequest, public_id: UUID) -> NameChange:
    return get_object_or_404(NameChange.objects.visible_to(request.user), public_id=public_id)


@signed_in
@require_POST
def my_name_withdraw(request: PersonRequest, public_id: UUID) -> HttpResponse:
    my_change(request, public_id).withdraw(by=request.actor)
    messages.success(request, "Je verzoek is ingetrokken. Je naam blijft zoals hij was.")
    return redirect("registration:name")


@signed_in
@require_POST
def my_name_findable(request: PersonRequest, public_id: UUID) -> HttpResponse:
    change = my_change(request, public_id)
    renaming.make_findable(change, today=clock.today(), by=request.actor)
    messages.success(request, "Wie je vorige naam zoekt, vindt je nu. De naam zelf zie je nergens.")
    return redirect("registration:name")


@signed_in
@require_POST
def my_name_unfindable(request: PersonRequest, public_id: UUID) -> HttpResponse:
    renaming.make_unfindable(my_change(request, public_id), by=request.actor)
    messages.success(request, "Op je vorige naam vindt niemand je meer.")
    return redirect("registration:name")


# ---- The desk ----


def change_of_other(request: PersonRequest, public_id: UUID) -> NameChange:
    others = NameChange.objects.exclude(registration__person=request.user)
    return get_object_or_404(
        others.select_related("registration__person", "handler"), public_id=public_id
    )


@role_required(Role.DESK)
@require_safe
def name_changes(request: PersonRequest) -> HttpResponse:
    others = NameChange.objects.exclude(registration__person=request.user)
    context = {
        "waiting": others.waiting()[:MOST_SHOWN],
        "closed": others.closed().exclude(handler=None)[:EARLIER],
    }
    return render(request, "register/name_changes.html", context)


@role_required(Role.DESK)
@require_safe
def name_change(request: PersonRequest, public_id: UUID) -> HttpResponse:
    return show(request, change_of_other(request, public_id))


def show(request: PersonRequest, change: NameChange, **typed: Any) -> HttpResponse:
    """The former name stands there only as long as somebody has to look."""
    context = {
        "change": change,
        "seen_form": NameSeenForm(),
        "declined_form": NameChangeDeclinedForm(prefix="niet"),
    }
    status = 422 if typed else 200
    return render(request, "register/name_change.html", context | typed, status=status)


@role_required(Role.DESK)
@require_POST
def name_change_done(request: PersonRequest, public_id: UUID) -> HttpResponse:
    change = change_of_other(request, public_id)
    form = NameSeenForm(request.POST)
    if not form.is_valid():
        return show(request, change, seen_form=form)
    renaming.carry_out(change, seen=form.cleaned_data["seen"], now=clock.now(), by=request.actor)
    messages.success(request, "De naam is veranderd. De persoon krijgt bericht.")
    return redirect("desk_register:name_changes")


@role_required(Role.DESK)
@require_POST
def name_change_decline(request: PersonRequest, public_id: UUID) -> HttpResponse:
    change = change_of_other(request, public_id)
    form = NameChangeDeclinedForm(request.POST, prefix="niet")
    if not form.is_valid():
        return show(request, change, declined_form=form)
    renaming.decline(change, reason=form.cleaned_data["reason"], now=clock.now(), by=request.actor)
    messages.success(request, "De naam blijft zoals hij was. De persoon krijgt een brief.")
    return redirect("desk_register:name_changes")
