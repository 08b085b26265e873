"""Pilots: staff open, ask and stop; who was asked joins, answers and leaves."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, role_required, signed_in
from accounts.models import Role
from accreditation import cycles, pilots
from accreditation.models import PilotCohort, PilotSeat
from accreditation.pilot_forms import AnswerForm, InviteForm, JoinForm, PilotForm, StopForm
from kit import clock
from register import parts

MOST_SHOWN = 100
as_desk = role_required(Role.DESK)


# ---- The desk ----


@as_desk
@require_http_methods(["GET", "HEAD", "POST"])
def pilot_list(request: PersonRequest) -> HttpResponse:
    """All pilots, and a new one: with everything written down beforehand."""
    today = clock.today()
    form = PilotForm(request.POST if request.method == "POST" else None, today=today)
    if form.is_valid():
        made = pilots.open_pilot(**form.cleaned_data, today=today, by=request.actor)
        messages.success(request, "De pilot staat klaar. Vraag nu wie er meedoen.")
        return redirect("desk_accreditation:pilot", made.public_id)
    context = {"form": form, "pilots": list(PilotCohort.objects.all()[:MOST_SHOWN])}
    return render(request, "accreditation/pilots.html", context, status=422 if form.errors else 200)


def the_pilot(public_id: UUID) -> PilotCohort:
    found = PilotCohort.objects.select_related("scheme", "opened_by")
    return get_object_or_404(found, public_id=public_id)


@as_desk
@require_safe
def pilot(request: PersonRequest, public_id: UUID) -> HttpResponse:
    return show(request, the_pilot(public_id))


def show(
    request: PersonRequest,
    found: PilotCohort,
    *,
    invite_form: InviteForm | None = None,
    stop_form: StopForm | None = None,
) -> HttpResponse:
    """Nothing of who was asked or takes part while it runs; after the end what they said."""
    context = {
        "pilot": found,
        "said": pilots.said(found),
        "fewest": pilots.FEWEST,
        "invite_form": invite_form or InviteForm(),
        "stop_form": stop_form or StopForm(),
    }
    wrong = invite_form or stop_form
    status = 422 if wrong else 200
    return render(request, "accreditation/pilot_desk.html", context, status=status)


@as_desk
@require_POST
def invite(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found, form = the_pilot(public_id), InviteForm(request.POST)
    if not form.is_valid():
        return show(request, found, invite_form=form)
    asked, left = pilots.invite(
        found, form.cleaned_data["numbers"], now=clock.now(), by=request.actor
    )
    if asked:
        messages.success(
            request, "De brieven zijn onderweg. Wie al gevraagd was, krijgt geen tweede brief."
        )
    if left:
        messages.info(request, f"Niet gevraagd, omdat het niet kan: {', '.join(left)}.")
    return redirect("desk_accreditation:pilot", public_id)


@as_desk
@require_POST
def stop(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found, form = the_pilot(public_id), StopForm(request.POST)
    if not form.is_valid():
        return show(request, found, stop_form=form)
    pilots.stop(found, because=form.cleaned_data["because"], now=clock.now(), by=request.actor)
    messages.success(request, "De pilot is gestopt. Iedereen heeft de eigen regels terug.")
    return redirect("desk_accreditation:pilot", public_id)


# ---- Who was asked ----


def my_seat(request: PersonRequest) -> PilotSeat:
    seat = pilots.seat_of(request.user)
    if seat is None:
        raise Http404("Nobody asked this person for a pilot.")
    return seat


@signed_in
@require_safe
def mine(request: PersonRequest) -> HttpResponse:
    """What the pilot is, what differs for me, when it stops; and the way in or out."""
    return show_mine(request)


def show_mine(
    request: PersonRequest, join_form: JoinForm | None = None, answer_form: Any = None
) -> HttpResponse:
    seat = pilots.seat_of(request.user)
    if seat is None:
        return render(request, "accreditation/pilot_mine.html", {"seat": None})
    cycle = cycles.current(request.user)
    own = seat.own_scheme or (cycle.period.scheme if cycle else seat.cohort.scheme)
    asks = pilots.questions_for(seat, today=clock.today())
    context = {
        "seat": seat,
        "pilot": seat.cohort,
        "differences": parts.differences(own.parts(), seat.cohort.scheme.parts()),
        "asks": asks,
        "join_form": join_form or JoinForm(),
        "form": answer_form or AnswerForm(),
    }
    wrong = join_form or answer_form
    status = 422 if wrong else 200
    return render(request, "accreditation/pilot_mine.html", context, status=status)


@signed_in
@require_POST
def join(request: PersonRequest) -> HttpResponse:
    seat, form = my_seat(request), JoinForm(request.POST)
    if not form.is_valid():
        return show_mine(request, join_form=form)
    pilots.join(seat, now=clock.now(), by=request.actor)
    messages.success(request, "Je doet mee. Stoppen kan altijd, op deze pagina.")
    return redirect("cycle:pilot")


@signed_in
@require_POST
def leave(request: PersonRequest) -> HttpResponse:
    pilots.leave(my_seat(request), by=request.actor)
    messages.success(request, "Klaar. Er is van de pilot niets over bij je registratie.")
    return redirect("cycle:mine")


@signed_in
@require_POST
def answer(request: PersonRequest) -> HttpResponse:
    seat, form = my_seat(request), AnswerForm(request.POST)
    if not form.is_valid():
        return show_mine(request, answer_form=form)
    pilots.answer(seat, form.said, now=clock.now(), by=request.actor)
    messages.success(request, "Dank je wel. Je naam staat straks niet bij je antwoord.")
    return redirect("cycle:pilot")
