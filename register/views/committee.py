"""The committee: what waits for a chamber, its cases, and the second signature under a refusal."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, role_required
from accounts.models import Role, User
from audit.acts import NotAllowed, record
from files.downloads import stream
from kit import clock
from register import admission, objecting, thread
from register.case_files import FILES, Case, add_message
from register.case_forms import (
    LatenessForm,
    MessageForm,
    MinutesForm,
    MomentForm,
    ProposalForm,
)
from register.models import (
    Application,
    ApplicationFile,
    ApplicationMessage,
    ChamberSeat,
    HardshipRequest,
    Measure,
    Objection,
)
from register.models.cases import ChamberCase

MOST_SHOWN = 100


def proposed(user: User) -> QuerySet[Application]:
    """Applications that the desk proposes to refuse; never the own one, and only for a chamber."""
    if ChamberSeat.objects.of(user, clock.today()) is None:
        return Application.objects.none()
    return (
        Application.objects.filter(status__in=Application.mark_refused.sources)
        .exclude(refusal_reason="")
        .exclude(person=user)
        .select_related("person", "decided_by", "organisation", "scheme")
        .order_by("submitted_on")
    )


# ---- What waits ----


@dataclass(frozen=True)
class Waiting:
    """One line of the desk of a chamber."""

    word: str
    who: str
    url: str
    since: date
    until: date | None
    next: str


# Lines of the layers above, which know cases that the register does not: each adds its function.
ELSEWHERE: list[Callable[[User, date], list[Waiting]]] = []


def next_step(case: Case | ChamberCase, user: Any) -> str:
    """What the chamber does now, in a few words."""
    if case.first_signer is not None:
        is_mine = case.first_signer == user
        return "Wacht op een tweede handtekening" if is_mine else "Er ligt een voorstel: kijk mee"
    if isinstance(case, Objection) and case.waits_for_lateness:
        return "Kwam te laat: was daar een goede reden voor?"
    if isinstance(case, Objection) and case.deferral_id and not case.may_be_decided:
        return case.waits_for_words
    if isinstance(case, Measure):
        return {
            Measure.Status.CHARGED: "Plan de hoorzitting",
            Measure.Status.HEARING: "Hoorzitting gepland",
        }.get(Measure.Status(case.status), "Doe een voorstel")
    return "Doe een voorstel"


def what_waits(user: User, today: date) -> list[Waiting]:
    """Everything for this member, the nearest term first."""
    found = [
        Waiting(
            kind.word,
            case.person.name,
            reverse("committee:dossier", args=[key, case.public_id]),
            case.received_on,
            case.answer_by,
            next_step(case, user),
        )
        for key, kind in FILES.items()
        for case in kind.model.objects.heard_by(user, today=today).waiting()[:MOST_SHOWN]
    ]
    found += [
        Waiting(
            "Voorstel om af te wijzen",
            one.person.name,
            reverse("committee:case", args=[one.public_id]),
            one.submitted_on,
            one.limit_on,
            "Teken mee of leg terug",
        )
        for one in proposed(user)[:MOST_SHOWN]
        if one.submitted_on
    ]
    found += [line for lines in ELSEWHERE for line in lines(user, today)]
    return sorted(found, key=lambda one: (one.until or today, one.since))


@role_required(Role.COMMITTEE)
@require_safe
def cases(request: PersonRequest) -> HttpResponse:
    """The desk of my chamber."""
    today = clock.today()
    context = {
        "chamber": ChamberSeat.objects.of(request.user, today),
        "waiting": what_waits(request.user, today),
        "today": today,
    }
    return render(request, "register/cases.html", context)


# ---- Refusals ----


@role_required(Role.COMMITTEE)
@require_safe
def case(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = get_object_or_404(proposed(request.user), public_id=public_id)
    context = {"application": found, "application_thread": thread.thread(found)}
    return render(request, "register/case.html", context)


@role_required(Role.COMMITTEE)
@require_safe
def application_file(request: PersonRequest, public_id: UUID) -> FileResponse:
    """A file of an applicant whose case this member has; who looked is on record."""
    contested = Objection.objects.heard_by(request.user, today=clock.today())
    files = ApplicationFile.objects.filter(
        Q(message__application__in=proposed(request.user))
        | Q(message__application__in=contested.values("application"))
    )
    with_owner = files.select_related("file", "message__application__person")
    found = get_object_or_404(with_owner, public_id=public_id)
    record("applicationfile.download", found, by=request.actor)
    return stream(found.file)


@role_required(Role.COMMITTEE)
@require_POST
def case_refuse(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = get_object_or_404(
        Application.objects.exclude(submitted_on=None).exclude(person=request.user),
        public_id=public_id,
    )
    admission.refuse(found, today=clock.today(), by=request.actor)
    messages.success(request, "De aanmelding is afgewezen. De aanmelder krijgt een brief.")
    return redirect("committee:cases")


@role_required(Role.COMMITTEE)
@require_POST
def case_return(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """The committee does not agree: the application goes on at the desk."""
    get_object_or_404(proposed(request.user), public_id=public_id).drop_refusal(by=request.actor)
    messages.success(request, "Het voorstel is teruggelegd bij het bureau.")
    return redirect("committee:cases")


# ---- Cases of a chamber ----


def heard(request: PersonRequest, kind: str, public_id: UUID) -> Case:
    """A case that this member may hear; for all others it does not exist."""
    if kind not in FILES:
        raise Http404("No such kind of case.")
    hears = FILES[kind].model.objects.heard_by(request.user, today=clock.today())
    found: Case = get_object_or_404(hears.select_related("person"), public_id=public_id)
    return found


@role_required(Role.COMMITTEE)
@require_safe
def dossier(request: PersonRequest, kind: str, public_id: UUID) -> HttpResponse:
    return show(request, kind, heard(request, kind, public_id))


def show(request: PersonRequest, kind: str, found: Case, **typed: forms.Form) -> HttpResponse:
    """The file of a case with everything that can be done now; `typed` holds a form with errors."""
    open_forms: dict[str, forms.Form] = {
        "proposal_form": ProposalForm(case=found),
        "message_form": MessageForm(),
        "lateness_form": LatenessForm(),
        "moment_form": MomentForm(today=clock.today()),
        "minutes_form": MinutesForm(),
    }
    context: dict[str, Any] = {
        "case": found,
        "kind": kind,
        "word": FILES[kind].word,
        "thread": found.messages.select_related("author"),
        "application_thread": thread_of_application(found),
        "can_write": found.is_with_chamber,
        "is_first": found.first_signer == request.user,
        "outcome_label": outcome_label(found),
        "hearing_was": not isinstance(found, HardshipRequest)
        and found.hearing_at is not None
        and found.hearing_at <= clock.now(),
    }
    status = 422 if typed else 200
    return render(
        request, "register/committee_case.html", context | open_forms | typed, status=status
    )


def thread_of_application(found: Case) -> list[ApplicationMessage]:
    """What the desk and the applicant wrote, when the case is about a refusal."""
    if isinstance(found, Objection) and found.application:
        return thread.thread(found.application)
    return []


def outcome_label(found: Case) -> str:
    return str(found.Outcome(found.outcome).label) if found.outcome else ""


@role_required(Role.COMMITTEE)
@require_POST
def propose(request: PersonRequest, kind: str, public_id: UUID) -> HttpResponse:
    found = heard(request, kind, public_id)
    form = ProposalForm(request.POST, case=found)
    if form.is_valid():
        try:
            found.propose(**form.cleaned_data, today=clock.today(), by=request.actor)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Je voorstel ligt klaar. Een ander lid tekent mee.")
            return redirect("committee:dossier", kind, public_id)
    return show(request, kind, found, proposal_form=form)


@role_required(Role.COMMITTEE)
@require_POST
def drop(request: PersonRequest, kind: str, public_id: UUID) -> HttpResponse:
    """The proposal is off."""
    heard(request, kind, public_id).drop_proposal(today=clock.today(), by=request.actor)
    messages.success(request, "Het voorstel is van tafel.")
    return redirect("committee:dossier", kind, public_id)


@role_required(Role.COMMITTEE)
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: PersonRequest, kind: str, public_id: UUID) -> HttpResponse:
    """The second signature, after one more look: the letter goes out at once."""
    found = heard(request, kind, public_id)
    if request.method == "POST":
        FILES[kind].rules.sign(found, today=clock.today(), by=request.actor)
        messages.success(request, "Besloten. De brief is onderweg.")
        return redirect("committee:cases")  # who decided has no file any more
    if not found.outcome or found.first_signer == request.user:
        return redirect("committee:dossier", kind, public_id)
    context = {"case": found, "kind": kind, "outcome_label": outcome_label(found)}
    return render(request, "register/committee_sign.html", context)


@role_required(Role.COMMITTEE)
@require_POST
def prolong(request: PersonRequest, kind: str, public_id: UUID) -> HttpResponse:
    found = heard(request, kind, public_id)
    FILES[kind].rules.prolong(found, today=clock.today(), by=request.actor)
    messages.success(request, "De termijn is verlengd. De persoon krijgt een brief.")
    return redirect("committee:dossier", kind, public_id)


@role_required(Role.COMMITTEE)
@require_POST
def message(request: PersonRequest, kind: str, public_id: UUID) -> HttpResponse:
    found = heard(request, kind, public_id)
    form = MessageForm(request.POST)
    if not form.is_valid():
        return show(request, kind, found, message_form=form)
    text = form.cleaned_data["text"]
    add_message(found, text, now=clock.now(), today=clock.today(), by=request.actor)
    messages.success(request, "Je bericht staat in het dossier.")
    return redirect("committee:dossier", kind, public_id)


@role_required(Role.COMMITTEE)
@require_POST
def accept_late(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = heard(request, "bezwaar", public_id)
    form = LatenessForm(request.POST)
    if not isinstance(found, Objection) or not form.is_valid():
        return show(request, "bezwaar", found, lateness_form=form)
    because = form.cleaned_data["because"]
    objecting.accept_lateness(found, because=because, today=clock.today(), by=request.actor)
    messages.success(request, "Het bezwaar is aangenomen. De persoon krijgt een brief.")
    return redirect("committee:dossier", "bezwaar", public_id)


@role_required(Role.COMMITTEE)
@require_POST
def hearing(request: PersonRequest, kind: str, public_id: UUID) -> HttpResponse:
    """Plan the hearing, or another moment for it."""
    found = heard(request, kind, public_id)
    form = MomentForm(request.POST, today=clock.today())
    if not isinstance(found, HardshipRequest) and form.is_valid():
        place = form.cleaned_data["place"]
        plan = FILES[kind].rules.plan_hearing
        try:
            plan(found, form.moment, place, today=clock.today(), by=request.actor)
        except NotAllowed as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, "De hoorzitting is gepland. De persoon krijgt een brief.")
            return redirect("committee:dossier", kind, public_id)
    return show(request, kind, found, moment_form=form)


@role_required(Role.COMMITTEE)
@require_POST
def minutes(request: PersonRequest, kind: str, public_id: UUID) -> HttpResponse:
    found = heard(request, kind, public_id)
    form = MinutesForm(request.POST)
    if isinstance(found, HardshipRequest) or not form.is_valid():
        return show(request, kind, found, minutes_form=form)
    note = FILES[kind].rules.note_hearing
    note(found, form.cleaned_data["minutes"], now=clock.now(), by=request.actor)
    messages.success(request, "Het verslag staat in het dossier. De persoon krijgt een brief.")
    return redirect("committee:dossier", kind, public_id)
