"""The desk beside the committee: chambers, charges, complaints, messages about entries."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, role_required
from accounts.models import Role, User
from audit.acts import NotAllowed
from kit import clock
from register import chambers, complaining, measuring
from register.case_forms import ChargeForm, SeatForm
from register.complaint_forms import AnswerNoticeForm, CloseForm, LessonsForm, TalkForm
from register.models import ChamberSeat, Complaint, EntryNotice, Measure, Objection, YearLessons

MOST_SHOWN = 100
EARLIER = 30


@dataclass(frozen=True)
class Learned:
    """What one case taught, in words about nobody."""

    lesson: str
    on: date


# Lessons of the layers above, by the title of where they come from.
LESSONS: dict[str, Callable[[User], list[Learned]]] = {}


@role_required(Role.DESK)
@require_safe
def cases(request: PersonRequest) -> HttpResponse:
    """Complaints, messages and charges that wait, with their term; what was done below."""
    measures = Measure.objects.exclude(person=request.user).select_related("person")
    complaints = Complaint.objects.not_about(request.user)
    open_measures = (*Measure.WITH_CHAMBER, Measure.Status.IMPOSED)
    context = {
        "complaints": complaints.waiting()[:MOST_SHOWN],
        "notices": EntryNotice.objects.waiting()[:MOST_SHOWN],
        "measures": measures.filter(status__in=open_measures).order_by("answer_by")[:MOST_SHOWN],
        "closed_complaints": complaints.closed()[:EARLIER],
        "closed_notices": EntryNotice.objects.closed()[:EARLIER],
        "closed_measures": measures.exclude(status__in=open_measures).order_by("-pk")[:EARLIER],
        "today": clock.today(),
    }
    return render(request, "register/desk_cases.html", context)


# ---- Chambers ----


@role_required(Role.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def chamber_list(request: PersonRequest) -> HttpResponse:
    """Who sits where until when; appointing by name for a term."""
    today = clock.today()
    form = SeatForm(request.POST or None, today=today, initial={"from_on": today})
    if form.is_valid():
        try:
            chambers.appoint(**form.cleaned_data, by=request.actor)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "De benoeming is vastgelegd.")
            return redirect("desk_register:chambers")
    context = {
        "chambers": chambers.composition(today),
        "stuck": chambers.stuck(today),
        "form": form,
        "anyone_free": form.fields["person"].queryset.exists(),  # type: ignore[attr-defined]
        "today": today,
    }
    return render(request, "register/chambers.html", context, status=422 if form.errors else 200)


@role_required(Role.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def seat_end(request: PersonRequest, pk: int) -> HttpResponse:
    """The seat ends today; asked once more."""
    seats = ChamberSeat.objects.not_over(clock.today()).select_related("person")
    seat = get_object_or_404(seats, pk=pk)
    if request.method == "POST":
        chambers.end(seat, today=clock.today(), by=request.actor)
        messages.success(request, "De benoeming is beëindigd.")
        return redirect("desk_register:chambers")
    return render(request, "register/seat_end.html", {"seat": seat})


@role_required(Role.DESK)
@require_POST
def case_move(request: PersonRequest, kind: str, public_id: UUID) -> HttpResponse:
    """Too few of this chamber may hear it: to the other one."""
    models = {str(one._meta.model_name): one for one in chambers.KINDS}
    if kind not in models:
        raise Http404("No such kind of case.")
    rows = chambers.rows_of(models[kind]).open().exclude(person=request.user)
    found = get_object_or_404(rows.select_related("person"), public_id=public_id)
    chambers.move(found, today=clock.today(), by=request.actor)
    messages.success(request, "De zaak ligt nu bij de andere kamer. De persoon krijgt een brief.")
    return redirect("desk_register:chambers")


# ---- Measures ----


@role_required(Role.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def charge(request: PersonRequest) -> HttpResponse:
    """Lay a charge before a chamber; the person reads it at once."""
    form = ChargeForm(request.POST or None, today=clock.today())
    if form.is_valid():
        facts = form.cleaned_data
        registration = facts.pop("registration")
        try:
            made = measuring.charge(registration, today=clock.today(), by=request.actor, **facts)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Het dossier is open. De persoon krijgt een brief.")
            return redirect("desk_register:measure", made.public_id)
    context = {"form": form}
    return render(request, "register/charge.html", context, status=422 if form.errors else 200)


def charged(request: PersonRequest, public_id: UUID) -> Measure:
    """Never the own one."""
    others = Measure.objects.exclude(person=request.user).select_related("person", "registration")
    return get_object_or_404(others, public_id=public_id)


@role_required(Role.DESK)
@require_safe
def measure(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """How far it is. The hearing and what was said there are between person and chamber."""
    return render(request, "register/desk_measure.html", {"measure": charged(request, public_id)})


@role_required(Role.DESK)
@require_POST
def measure_drop(request: PersonRequest, public_id: UUID) -> HttpResponse:
    measuring.drop_charge(charged(request, public_id), today=clock.today(), by=request.actor)
    messages.success(request, "Het verwijt is ingetrokken. De persoon krijgt een brief.")
    return redirect("desk_register:measure", public_id)


# ---- Complaints ----


def complaint_of(request: PersonRequest, public_id: UUID) -> Complaint:
    return get_object_or_404(
        Complaint.objects.not_about(request.user).select_related("handler", "registration__person"),
        public_id=public_id,
    )


def show_complaint(request: PersonRequest, found: Complaint, **typed: Any) -> HttpResponse:
    context = {
        "complaint": found,
        "talk_form": TalkForm(today=clock.today()),
        "close_form": CloseForm(),
        "today": clock.today(),
    }
    status = 422 if typed else 200
    return render(request, "register/desk_complaint.html", context | typed, status=status)


@role_required(Role.DESK)
@require_safe
def complaint(request: PersonRequest, public_id: UUID) -> HttpResponse:
    return show_complaint(request, complaint_of(request, public_id))


@role_required(Role.DESK)
@require_POST
def complaint_talk(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = complaint_of(request, public_id)
    form = TalkForm(request.POST, today=clock.today())
    if not form.is_valid():
        return show_complaint(request, found, talk_form=form)
    data = form.cleaned_data
    complaining.plan_talk(
        found, data["registration"], at=form.moment, place=data["place"], by=request.actor
    )
    messages.success(request, "Het gesprek is gepland. Beiden krijgen bericht.")
    return redirect("desk_register:complaint", public_id)


@role_required(Role.DESK)
@require_POST
def complaint_close(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = complaint_of(request, public_id)
    form = CloseForm(request.POST)
    if not form.is_valid():
        return show_complaint(request, found, close_form=form)
    complaining.close(found, **form.cleaned_data, today=clock.today(), by=request.actor)
    messages.success(request, "De klacht is afgerond. De inwoner hoort hoe het is afgelopen.")
    return redirect("desk_register:cases")


@role_required(Role.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def lessons(request: PersonRequest) -> HttpResponse:
    """What the complaints of a year taught: gathered, and published in words about nobody."""
    today = clock.today()
    form = LessonsForm(request.POST or None, initial={"year": today.year - 1})
    if form.is_valid():
        try:
            complaining.publish_lessons(**form.cleaned_data, today=today, by=request.actor)
        except NotAllowed as refusal:
            form.add_error("year", str(refusal))
        else:
            messages.success(request, "De lessen staan op de pagina over klachten.")
            return redirect("desk_register:lessons")
    learned = (
        Complaint.objects.not_about(request.user)
        .closed()
        .exclude(lesson="")
        .only("lesson", "closed_on")
    )
    context = {
        "form": form,
        "learned": learned[:MOST_SHOWN],
        "learned_from_objections": Objection.objects.exclude(person=request.user)
        .exclude(decided_on=None)
        .exclude(lesson="")
        .order_by("-decided_on")
        .only("lesson", "decided_on")[:MOST_SHOWN],
        "learned_elsewhere": [(title, lessons(request.user)) for title, lessons in LESSONS.items()],
        "published": YearLessons.objects.all(),
    }
    return render(request, "register/lessons.html", context, status=422 if form.errors else 200)


# ---- Messages about entries ----


@role_required(Role.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = get_object_or_404(EntryNotice.objects.select_related("handler"), public_id=public_id)
    form = AnswerNoticeForm(request.POST or None)
    if form.is_valid():
        complaining.answer(
            found,
            mended=form.cleaned_data["mended"] == "mended",
            text=form.cleaned_data["text"],
            today=clock.today(),
            by=request.actor,
        )
        messages.success(request, "Je antwoord is verstuurd.")
        return redirect("desk_register:cases")
    context = {"notice": found, "form": form}
    return render(request, "register/desk_notice.html", context, status=422 if form.errors else 200)
