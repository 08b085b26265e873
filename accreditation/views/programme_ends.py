"""Ends of an accreditation at the desk and the committee: a hearing, and an objection."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, role_required
from accounts.models import Role, User
from accreditation import programme_hearings, programme_reading
from accreditation import programme_objections as rules
from accreditation.models import Programme, ProgrammeHearing, ProgrammeObjection
from accreditation.programme_forms import AnnounceForm, OutcomeForm
from accreditation.views import by_two
from kit import clock
from register.models import ChamberSeat
from register.views.committee import ELSEWHERE, Waiting, next_step

MOST_SHOWN = 100
as_desk, as_committee = role_required(Role.DESK), role_required(Role.COMMITTEE)


# ---- The desk ----


def on_desk(public_id: UUID) -> Programme:
    found = Programme.objects.on_desk().select_related("provider")
    return get_object_or_404(found, public_id=public_id)


@as_desk
@require_safe
def programme(request: PersonRequest, public_id: UUID) -> HttpResponse:
    return show(request, on_desk(public_id))


def show(
    request: PersonRequest, found: Programme, announce_form: AnnounceForm | None = None
) -> HttpResponse:
    """Since when, until when, and what is going on about it."""
    tied = programme_reading.tied(found.provider, [request.user.pk], today=clock.today())
    context = {
        "programme": found,
        "terms": found.terms.all(),
        "requests": found.requests.on_desk().for_list(),
        "hearing": found.hearings.select_related("announced_by").last(),
        "objections": found.objections.order_by("pk"),
        "announce_form": announce_form or AnnounceForm(),
        "tied": bool(tied),
    }
    status = 422 if announce_form else 200
    return render(request, "accreditation/programme_of_desk.html", context, status=status)


@as_desk
@require_POST
def announce(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """That it may be withdrawn, with the reason: first the provider says something about it."""
    found, form = on_desk(public_id), AnnounceForm(request.POST)
    if not form.is_valid():
        return show(request, found, form)
    because = form.cleaned_data["because"]
    programme_hearings.announce(found, because=because, now=clock.now(), by=request.actor)
    messages.success(request, "De opleider krijgt bericht en kan reageren.")
    return redirect("desk_programmes:programme", public_id)


@as_desk
@require_POST
def drop(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = get_object_or_404(on_desk(public_id).hearings.filter(status="announced"))
    programme_hearings.drop(found, now=clock.now(), by=request.actor)
    messages.success(request, "Het voornemen is van tafel. De opleider krijgt bericht.")
    return redirect("desk_programmes:programme", public_id)


# ---- The committee: the second signature under a withdrawal ----


def to_hear(user: User) -> Any:
    """What the desk means to withdraw, for who sits in a chamber and has no tie."""
    today = clock.today()
    found = ProgrammeHearing.objects.filter(status=ProgrammeHearing.Status.ANNOUNCED)
    found = found.select_related("programme__provider", "announced_by")
    if ChamberSeat.objects.of(user, today) is None:
        return found.none()
    providers = found.values_list("programme__provider", flat=True)
    tied = programme_reading.tied_to(user, providers, today=today)
    return found.exclude(programme__provider__in=tied)


@as_committee
@require_http_methods(["GET", "HEAD", "POST"])
def hearing(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Sign along once the provider was heard, or leave it accredited."""
    found = get_object_or_404(to_hear(request.user), public_id=public_id)
    step = request.POST.get("step")
    if step == "sign":
        programme_hearings.carry_out(found, now=clock.now(), by=request.actor)
        messages.success(request, "Besloten. De opleider krijgt bericht.")
        return redirect("committee:cases")
    if step == "drop":
        programme_hearings.drop(found, now=clock.now(), by=request.actor)
        messages.success(request, "De opleiding blijft erkend. De opleider krijgt bericht.")
        return redirect("committee:cases")
    today = clock.today()
    context = {
        "hearing": found,
        "programme": found.programme,
        "was_heard": found.responded_on is not None or today > found.answer_by,
    }
    return render(request, "accreditation/programme_hearing.html", context)


# ---- The committee: an objection, by two ----


def heard(request: PersonRequest, public_id: UUID) -> ProgrammeObjection:
    """An objection that this member may decide on; for all others it does not exist."""
    found: ProgrammeObjection = get_object_or_404(
        rules.heard_by(request.user, today=clock.today()), public_id=public_id
    )
    return found


def outcome_form(objection: ProgrammeObjection, data: Any = None) -> OutcomeForm:
    return OutcomeForm(data)


@as_committee
@require_safe
def case(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = heard(request, public_id)
    return show_case(request, found, outcome_form(found))


def show_case(request: PersonRequest, found: ProgrammeObjection, form: OutcomeForm) -> HttpResponse:
    asked = found.request
    context = {
        "case": found,
        "programme": found.programme,
        "asked": asked,
        "readings": programme_reading.read_of(asked) if asked else [],
        "form": form,
        "is_first": found.first_signer == request.user,
        "outcome_label": by_two.outcome_label(found),
    }
    status = 422 if form.errors else 200
    return render(request, "accreditation/programme_objection.html", context, status=status)


chamber = by_two.pages(
    rules,
    heard=heard,
    form_of=outcome_form,
    show_case=show_case,
    url="programme_committee:objection",
    sign_template="accreditation/programme_objection_sign.html",
    signed="Besloten. De opleider krijgt bericht.",
)


def lines_for_chamber(user: User, today: date) -> list[Waiting]:
    hearings = [
        Waiting(
            "Erkenning intrekken",
            str(one.programme),
            reverse("programme_committee:hearing", args=[one.public_id]),
            one.announced_on,
            None,
            "Lees de reactie en beslis" if one.responded_on else "Wacht op de opleider",
        )
        for one in to_hear(user)[:MOST_SHOWN]
    ]
    return hearings + [
        Waiting(
            "Bezwaar van een opleider",
            str(one.programme),
            reverse("programme_committee:objection", args=[one.public_id]),
            one.received_on,
            one.answer_by,
            next_step(one, user),
        )
        for one in rules.heard_by(user, today=today)[:MOST_SHOWN]
    ]


ELSEWHERE.append(lines_for_chamber)
