"""Peer reading: asking a colleague to look along with a story, the answer, and one line of each."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import PersonRequest, public, signed_in
from accounts.actors import Actor
from audit.acts import NotAllowed
from kit import clock
from portfolios.dossier import guests, peer_reading, sharing
from portfolios.dossier.models import PeerReading, ShareGrant
from portfolios.dossier.share_forms import LineForm, PeerForm
from portfolios.dossier.views.shared import (
    BY_LINK,
    at_the_door,
    given,
    read_by_guest,
    read_by_me,
    while_shared,
)
from portfolios.dossier.views.shares import SHARE_WITH, my_share, share_page
from portfolios.dossier.views.stories import my_story

KEPT = "De regel staat erbij. Alleen jullie twee lezen hem."
TAKEN_BACK = "De regel is weg."
STEPS = {"accept": peer_reading.accept, "decline": peer_reading.decline}
NOT_NOW = "Goed zo. De ander krijgt een vriendelijk bericht."


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def peer_ask(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Who, until when, and exactly what the other reads after a yes."""
    story = my_story(request, public_id)
    address = request.session.pop(SHARE_WITH, "") if request.method == "GET" else ""
    form = PeerForm(request.POST or None, owner=request.user, today=clock.today(), email=address)
    if form.is_valid():
        try:
            asked = peer_reading.ask(story, **form.terms, today=clock.today(), by=request.actor)
        except NotAllowed as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, "Je vraag is verstuurd. Je krijgt bericht.")
            return redirect("dossier:share", asked.share.public_id)
    chosen = sharing.Chosen([], [story], [])
    things = [(one, None, "") for one in sharing.of_chosen(chosen)]
    context = {"form": form, "story": story, "things": things}
    return render(request, "dossier/peer_ask.html", context, status=422 if form.errors else 200)


def together(grant: ShareGrant) -> PeerReading:
    return get_object_or_404(PeerReading.objects.select_related("share__owner"), share=grant)


def answer(request: HttpRequest, grant: ShareGrant, by: Actor) -> bool:
    """Yes or kindly no, as the pressed button says; True for a yes."""
    step = STEPS.get(request.POST.get("answer", ""))
    if step is None:
        raise NotAllowed("Kies ja of nu niet.")
    step(together(grant), now=clock.now(), by=by)
    return step is peer_reading.accept


@signed_in
@require_POST
def peer_answer(request: PersonRequest, public_id: UUID) -> HttpResponse:
    grant = given(request, public_id)
    if answer(request, grant, request.actor):
        messages.success(request, f"Fijn. {grant.owner.name} krijgt bericht.")
        return redirect("dossier:shared", grant.public_id)
    messages.success(request, NOT_NOW)
    return redirect("dossier:shared_with_me")


def said(request: HttpRequest, reading: PeerReading, person: Any | None) -> LineForm | None:
    """Keep or take back the own line; the form when it cannot be kept so."""
    words, today = "", clock.today()
    if request.POST.get("step") != "remove":
        form = LineForm(request.POST)
        if not form.is_valid():
            return form
        words = form.cleaned_data["line"]
    peer_reading.keep_line(reading, words, person=person, today=today)
    messages.success(request, KEPT if words else TAKEN_BACK)
    return None


@signed_in
@require_POST
def peer_line(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """My own line, as writer or as reader; of who else there is no such page."""
    found = PeerReading.objects.visible_to(request.user)
    reading = get_object_or_404(found, share__public_id=public_id)
    is_mine = reading.share.owner == request.user
    wrong = said(request, reading, request.user)
    if wrong and is_mine:
        return share_page(request, my_share(request, public_id), line_form=wrong)
    if wrong and reading.share.runs_on(clock.today()):
        return read_by_me(request, given(request, public_id), line_form=wrong)
    return redirect("dossier:share" if is_mine else "dossier:shared", public_id)


@signed_in
@require_POST
def peer_to_activity(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """In my own dossier, because I press; the other is not named there."""
    found = PeerReading.objects.visible_to(request.user)
    reading = get_object_or_404(found, share__public_id=public_id)
    made = peer_reading.to_activity(reading, person=request.user, now=clock.now())
    messages.success(request, "Het staat in je portfolio. Schrijf erbij wat je er zelf van leerde.")
    return redirect("dossier:activity_edit", made.public_id)


# ---- A guest ----


@public(BY_LINK)
@require_POST
@while_shared
def guest_answer(request: HttpRequest, grant: ShareGrant, token: str) -> HttpResponse:
    if not guests.is_open(request, grant, now=clock.now()):
        return at_the_door(request, grant, token)
    if answer(request, grant, sharing.guest()):
        messages.success(request, f"Fijn. {grant.owner.name} krijgt bericht.")
        return redirect("shared:door", token)
    messages.success(request, NOT_NOW)
    return redirect("shared:door", token)


@public(BY_LINK)
@require_POST
@while_shared
def guest_line(request: HttpRequest, grant: ShareGrant, token: str) -> HttpResponse:
    if not guests.is_open(request, grant, now=clock.now()):
        return at_the_door(request, grant, token, typed=request.POST.get("line", ""))
    wrong = said(request, together(grant), None)
    if wrong:
        return read_by_guest(request, grant, token, line_form=wrong)
    return redirect("shared:door", token)
