"""Lost every strong factor: the page with the answer, asking for help, stopping, and the desk."""

from dataclasses import dataclass
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.signing import SignatureExpired
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import recovery
from accounts.access import PersonRequest, public, role_required
from accounts.actors import Actor
from accounts.desk_forms import IdentityForm, StopForm
from accounts.models import FactorReset
from accounts.models.recovery import STAFF
from kit import clock

MOST_CLOSED = 20
as_staff = role_required(*STAFF)


@dataclass(frozen=True)
class Step:
    title: str
    note: str
    state: str


# ---- For everyone ----


@public("who lost a phone cannot log in")
@require_safe
def lost(request: HttpRequest) -> HttpResponse:
    """The answer; who typed address and password can ask the register for help."""
    person = recovery.who_is_asking(request)
    running = recovery.open_reset_of(person) if person else None
    context = {"person": person, "reset": running, "steps": steps_of(running) if running else []}
    return render(request, "recovery/lost.html", context)


@public("who lost a phone cannot log in")
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Only for who typed address and password in this session; others read that on the page."""
    if person := recovery.who_is_asking(request):
        recovery.ask(person, now=clock.now())
    return redirect("recovery:lost")


@public("a signed link in a letter; who lost a phone cannot log in")
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Reading changes nothing; the button stops it."""
    try:
        reset = recovery.reset_of_link(token)
    except SignatureExpired:
        return render(request, "recovery/stop.html", {"is_old": True}, status=410)
    if reset is None:
        raise Http404("No such link.")
    if request.method == "POST":
        if reset.is_open:
            how = FactorReset.StoppedHow.PERSON
            recovery.stop(reset, how=how, now=clock.now(), by=Actor.self(reset.person))
        return redirect("recovery:stop", token)
    return render(request, "recovery/stop.html", {"reset": reset})


# ---- The desk ----


def steps_of(reset: FactorReset) -> list[Step]:
    """Where a request is, in words."""
    status = FactorReset.Status
    reached = list(status).index(status(reset.status))
    titles = (
        ("Hulp gevraagd", ""),
        ("Identiteit gezien", "Door een medewerker, in een gesprek"),
        ("Goedgekeurd", "Door een tweede medewerker"),
        ("Weer inloggen", "24 uur na de goedkeuring"),
    )
    states = ["done" if n <= reached else "todo" for n in range(len(titles))]
    if reset.is_open:
        states[reached + 1] = "current"
    return [Step(*title, state) for title, state in zip(titles, states, strict=True)]


@as_staff
@require_safe
def resets(request: PersonRequest) -> HttpResponse:
    listed = FactorReset.objects.for_list()
    context = {
        "open": listed.open().order_by("requested_at"),
        "closed": closed(listed)[:MOST_CLOSED],
    }
    return render(request, "accounts/resets.html", context)


def closed(resets: QuerySet[FactorReset]) -> QuerySet[FactorReset]:
    return resets.exclude(status__in=FactorReset.OPEN).order_by("-requested_at")


def on_desk(public_id: UUID) -> FactorReset:
    return get_object_or_404(FactorReset.objects.for_list(), public_id=public_id)


@as_staff
@require_safe
def reset(request: PersonRequest, public_id: UUID) -> HttpResponse:
    return show_reset(request, on_desk(public_id))


def show_reset(
    request: PersonRequest,
    found: FactorReset,
    identity_form: IdentityForm | None = None,
    stop_form: StopForm | None = None,
) -> HttpResponse:
    wrong = (identity_form and identity_form.errors) or (stop_form and stop_form.errors)
    context = {
        "reset": found,
        "steps": steps_of(found),
        "is_own": found.person == request.user,
        "is_first": found.checked_by == request.user,
        "identity_form": identity_form or identity_form_of(found),
        "stop_form": stop_form or StopForm(),
    }
    return render(request, "accounts/reset_page.html", context, status=422 if wrong else 200)


def identity_form_of(found: FactorReset, data: object = None) -> IdentityForm:
    first = timezone.localdate(found.requested_at)
    return IdentityForm(data, first=first, today=clock.today())


@as_staff
@require_POST
@reauthentication_required
def reset_check(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Note how it was seen who it is."""
    found = on_desk(public_id)
    form = identity_form_of(found, request.POST)
    if not form.is_valid():
        return show_reset(request, found, identity_form=form)
    recovery.check_identity(found, **form.cleaned_data, now=clock.now(), by=request.actor)
    messages.success(request, "Genoteerd. Nu kijkt een collega mee.")
    return redirect("desk_accounts:reset", public_id)


@as_staff
@require_POST
@reauthentication_required
def reset_approve(request: PersonRequest, public_id: UUID) -> HttpResponse:
    recovery.approve(on_desk(public_id), now=clock.now(), by=request.actor)
    messages.success(request, "Goedgekeurd. Over 24 uur gebeurt het vanzelf.")
    return redirect("desk_accounts:reset", public_id)


@as_staff
@require_POST
def reset_stop(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = on_desk(public_id)
    form = StopForm(request.POST)
    if not form.is_valid():
        return show_reset(request, found, stop_form=form)
    how = FactorReset.StoppedHow.STAFF
    recovery.stop(
        found, how=how, reason=form.cleaned_data["reason"], now=clock.now(), by=request.actor
    )
    messages.success(request, "Gestopt. De persoon krijgt bericht.")
    return redirect("desk_accounts:reset", public_id)
