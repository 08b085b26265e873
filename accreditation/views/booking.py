"""Choosing a moment for my talk, moving it there, and saying that I wait for one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import PersonRequest, signed_in
from accreditation import moments, scheduling, waiting_list
from accreditation.models import Conversation, Cycle, Slot
from accreditation.views.mine import my_cycle, uuid_or_404
from accreditation.words import WEEKS_AT_ONCE, by_week, in_words
from kit import clock


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def book(request: PersonRequest) -> HttpResponse:
    """Choose a moment of my assessor; with a talk that is planned already, move it there."""
    cycle = my_cycle(request, Cycle.Status.ASSIGNED, Cycle.Status.BOOKED)
    talk = scheduling.planned_of(cycle)
    if request.method != "POST":
        return show_moments(request, cycle, talk)
    slot = get_object_or_404(
        Slot, public_id=uuid_or_404(request.POST.get("slot")), assessor=cycle.assessor
    )
    try:
        if talk:
            scheduling.move(talk, slot, now=clock.now(), by=request.actor)
        else:
            kind = scheduling.kind_for(cycle)
            scheduling.book(cycle, slot, kind=kind, now=clock.now(), by=request.actor)
    except moments.Gone as gone:
        return show_moments(request, cycle, talk, gone=str(gone))
    messages.success(
        request,
        f"Je gesprek is gepland: {in_words(slot)}. Je krijgt een uitnodiging voor je agenda.",
    )
    return redirect("cycle:mine")


def show_moments(
    request: PersonRequest, cycle: Cycle, talk: Conversation | None, *, gone: str = ""
) -> HttpResponse:
    """What there is to choose from; also when the moment of one's choice was just taken."""
    slots = moments.bookable(cycle, now=clock.now())
    weeks = by_week(slots, today=clock.today())
    context = {
        "cycle": cycle,
        "talk": talk,
        "soon": weeks[:WEEKS_AT_ONCE],
        "later": weeks[WEEKS_AT_ONCE:],
        "minutes": cycle.period.scheme.conversation_minutes,
        "asked": None if slots else waiting_list.asked_by(cycle),
        "gone": gone,
    }
    return render(request, "accreditation/book.html", context, status=409 if gone else 200)


@signed_in
@require_POST
def wait(request: PersonRequest) -> HttpResponse:
    """There is nothing to choose from: let me know when there is."""
    cycle = my_cycle(request, Cycle.Status.ASSIGNED)
    waiting_list.ask(cycle, now=clock.now(), by=request.actor)
    messages.success(request, "Je krijgt bericht zodra er een moment is. Je verliest geen tijd.")
    return redirect("cycle:mine")
