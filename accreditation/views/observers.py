"""An observer at a talk: the desk asks, both people at it answer, the observer sees where."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest, role_required, signed_in
from accounts.models import Role
from accreditation import observing
from accreditation.assessors import in_office
from accreditation.models import Assessor, Conversation, Observer
from audit.acts import NotAllowed
from kit import clock

MOST_SHOWN = 100


class TalkField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        at = date_format(timezone.localtime(obj.starts_at), r"j F Y \o\m H.i \u\u\r")
        return f"{at}, met {obj.assessor.user.name}"


class ObserverForm(forms.Form):
    """Who may sit in at which talk."""

    talk = TalkField(
        label="Bij welk gesprek?",
        queryset=Conversation.objects.none(),
        to_field_name="public_id",
        empty_label="Kies een gesprek",
        error_messages={"required": "Kies een gesprek", "invalid_choice": "Kies een gesprek"},
    )
    observer = forms.ModelChoiceField(
        label="Wie kijkt er mee?",
        queryset=Assessor.objects.none(),
        empty_label="Kies een assessor",
        error_messages={"required": "Kies wie er meekijkt", "invalid_choice": "Kies een assessor"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        talk, observer = self.fields["talk"], self.fields["observer"]
        talk.queryset = observing.talks_to_observe(clock.now())  # type: ignore[attr-defined]
        observer.queryset = in_office(clock.today())  # type: ignore[attr-defined]


@role_required(Role.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def observers(request: PersonRequest) -> HttpResponse:
    """Ask for consent to let somebody sit in; who was asked, and what came of it."""
    form = ObserverForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            observing.ask(data["talk"], data["observer"], now=clock.now(), by=request.actor)
        except NotAllowed as problem:
            form.add_error("observer", str(problem))
        else:
            messages.success(request, "We vragen het allebei. Bij één nee gaat het niet door.")
            return redirect("desk_accreditation:observers")
    asked = Observer.objects.select_related("conversation", "user").order_by("-pk")
    context = {"form": form, "observers": list(asked[:MOST_SHOWN])}
    status = 422 if form.errors else 200
    return render(request, "accreditation/observers.html", context, status=status)


def answered(request: PersonRequest, public_id: UUID, *, holds: bool, back: str) -> HttpResponse:
    """Say yes or no; no reason is asked, and a yes can be taken back. `holds` it as assessor."""
    mine = observing.at_my_talk(request.user, clock.now())
    found = get_object_or_404(mine.select_related("conversation", "user"), public_id=public_id)
    if holds != (found.conversation.assessor.user == request.user):
        raise Http404("Asked at the other side of the table.")
    if request.method != "POST":
        said = found.assessor_agreed if holds else found.person_agreed
        context = {"observer": found, "said": said, "back": back}
        return render(request, "accreditation/observer.html", context)
    if request.POST.get("say") == "yes":
        observing.say_yes(found, now=clock.now(), by=request.actor)
        messages.success(request, "Je zei ja. Je kunt dat tot het gesprek veranderen.")
    else:
        observing.say_no(found, now=clock.now(), by=request.actor)
        messages.success(request, "Er kijkt niemand mee. Niemand hoort wie nee zei.")
    return redirect(back)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def at_my_talk(request: PersonRequest, public_id: UUID) -> HttpResponse:
    return answered(request, public_id, holds=False, back="cycle:mine")


@role_required(Role.ASSESSOR)
@require_http_methods(["GET", "HEAD", "POST"])
def at_talk_i_hold(request: PersonRequest, public_id: UUID) -> HttpResponse:
    return answered(request, public_id, holds=True, back="assessing:agenda")


@role_required(Role.ASSESSOR)
@require_safe
def i_observe(request: PersonRequest) -> HttpResponse:
    """The talks at which I sit in."""
    found = list(observing.observed_by(request.user)[:MOST_SHOWN])
    return render(request, "accreditation/observing.html", {"observed": found})
