"""The newcomer's welcome talk: choosing a moment, another one, none, or talking alone."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import PersonRequest, signed_in
from accreditation import choosing_welcome, scheduling, welcome
from accreditation.models import Slot
from accreditation.views.mine import uuid_or_404
from kit import clock
from register.models import Application


def my_application(request: PersonRequest) -> Application:
    """My application that waits for its welcome talk; otherwise there is no such page."""
    waiting = Application.objects.visible_to(request.user).filter(
        status=Application.Status.WELCOME, welcomed_on=None
    )
    return get_object_or_404(waiting.select_related("person", "scheme"))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: PersonRequest) -> HttpResponse:
    """The moments I may choose from; with a moment already, move there."""
    application = my_application(request)
    now = clock.now()
    if request.method == "POST":
        slot = get_object_or_404(Slot, public_id=uuid_or_404(request.POST.get("slot")))
        choosing_welcome.choose(application, slot, now=now, by=request.actor)
        messages.success(
            request, "Je welkomstgesprek is gepland. Je krijgt een uitnodiging voor je agenda."
        )
        return redirect("cycle:mine")
    seat = choosing_welcome.planned_seat(application)
    context = {
        "application": application,
        "talk": seat.conversation if seat else None,
        "changeable": not seat or now <= scheduling.changeable_until(seat.conversation),
        "options": choosing_welcome.moments_for(application, now=now),
        "alone": welcome.wants_to_be_alone(application),
    }
    return render(request, "accreditation/choose_welcome.html", context)


@signed_in
@require_POST
def talk_alone(request: PersonRequest) -> HttpResponse:
    """I would rather not sit with others."""
    application = my_application(request)
    stays = choosing_welcome.ask_to_talk_alone(application, now=clock.now(), by=request.actor)
    if stays:
        messages.success(request, "Genoteerd. Op jouw moment komt niemand anders erbij.")
        return redirect("cycle:mine")
    messages.success(
        request, "Genoteerd. Kies nu een moment waarop je alleen met de assessor bent."
    )
    return redirect("cycle:welcome")
