"""A second reading, for each who comes to it: the person, the reader, the chamber, the desk."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, role_required, signed_in
from accounts.models import Role, User
from accreditation import second_reading as rules
from accreditation.models import AssessorComplaint, Cycle, SecondReading
from accreditation.second_reading_forms import (
    AskReadingForm,
    DecideForm,
    FindingForm,
    ResponseForm,
)
from accreditation.views import by_two
from accreditation.views.texts import refused
from audit.acts import NotAllowed
from kit import clock
from portfolios.text import WrittenForm
from register.views.committee import ELSEWHERE, Waiting, next_step

MOST_SHOWN = 100
WITH_ALL = (
    "person", "reader__user", "cycle__snapshot", "cycle__period__scheme",
    "report__conversation__assessor__user", "first_signer", "second_signer",
)  # fmt: skip


def status_of(*forms: WrittenForm) -> int:
    return 422 if any(form.errors for form in forms) else 200


# ---- The person ----


def my_reading(request: PersonRequest) -> SecondReading:
    """The newest reading about me that runs or was decided."""
    found = SecondReading.objects.visible_to(request.user).select_related(*WITH_ALL)
    reading = found.order_by("-pk").first()
    if reading is None:
        raise Http404("Nobody reads along.")
    return reading


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: PersonRequest) -> HttpResponse:
    """Why somebody reads along, what was found, and what I say to it."""
    reading = my_reading(request)
    if request.method != "POST":
        start = {"version": reading.response_version, "response": reading.response}
        return show_mine(request, reading, ResponseForm(initial=start))
    form = ResponseForm(request.POST, initial={"response": reading.response})
    if not form.is_valid():
        return show_mine(request, reading, form)
    try:
        saved = save(request, reading, form)
    except rules.Stale as stale:
        again = request.POST.copy()
        again["version"] = str(stale.reading.response_version)
        stored = [("Jouw zienswijze", stale.reading.response or "De bewaarde tekst is leeg.")]
        return show_mine(request, reading, ResponseForm(again, quietly=True), stored=stored)
    if request.POST.get("step") == "send":
        rules.respond(saved, now=clock.now(), by=request.actor)
        messages.success(request, "Je zienswijze is verstuurd. De commissie leest haar.")
    else:
        messages.success(request, "Je woorden zijn bewaard.")
    return redirect("cycle:second_reading")


def save(request: PersonRequest, reading: SecondReading, form: ResponseForm) -> SecondReading:
    data = form.cleaned_data
    return rules.save_response(
        reading, version=data["version"], response=data["response"], by=request.actor
    )


def show_mine(
    request: PersonRequest, reading: SecondReading, form: ResponseForm, stored: Any = ()
) -> HttpResponse:
    context = {"reading": reading, "form": form, "stored": stored}
    status = 409 if stored else status_of(form)
    return render(request, "accreditation/second_reading.html", context, status=status)


@signed_in
@require_POST
def mine_save(request: PersonRequest) -> HttpResponse:
    """Save while typing."""
    reading = my_reading(request)
    form = ResponseForm(request.POST, quietly=True, initial={"response": reading.response})
    if not form.is_valid():
        return refused(form)
    try:
        saved = save(request, reading, form)
    except NotAllowed as problem:
        return refused(problem)
    return JsonResponse({"version": saved.response_version})


# ---- The second reader ----


@role_required(Role.ASSESSOR)
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Report and dossier, and what I find; who looked is on record."""
    asked = SecondReading.objects.read_by(request.user).select_related(*WITH_ALL)
    reading = get_object_or_404(asked, public_id=public_id)
    step = request.POST.get("step")
    if step == "decline":
        rules.decline(reading, now=clock.now(), by=request.actor)
        messages.success(request, "Dank je. We vragen een ander.")
        return redirect("assessing:cases")
    rules.check_no_conflict(reading, request.user, today=clock.today())
    form = FindingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        stands = form.cleaned_data["outcome"] == FindingForm.STANDS
        finish = rules.find_it_stands if stands else rules.find_otherwise
        finding = form.cleaned_data["finding"]
        finish(reading, finding=finding, now=clock.now(), by=request.actor)
        messages.success(request, "Dank je. De klantmanager krijgt bericht.")
        return redirect("assessing:cases")
    rules.look(reading, now=clock.now(), by=request.actor)
    context = {"reading": reading, "report": reading.report, "form": form}
    return render(request, "accreditation/second_reader.html", context, status=status_of(form))


# ---- The chamber ----


def heard(request: PersonRequest, public_id: UUID) -> SecondReading:
    """A reading that this member may decide on; for all others it does not exist.

    Raises NotAllowed for who has a conflict by the rules for assessors.
    """
    today = clock.today()
    waiting = rules.heard_by(request.user, today=today).select_related(*WITH_ALL)
    reading = get_object_or_404(waiting, public_id=public_id)
    rules.check_no_conflict(reading, request.user, today=today)
    return reading


def decide_form(reading: SecondReading, data: Any = None) -> DecideForm:
    return DecideForm(data, today=clock.today(), latest=reading.latest_talk_on)


@role_required(Role.COMMITTEE)
@require_safe
def case(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Everything: report, dossier, finding, and the person's own view."""
    reading = heard(request, public_id)
    rules.look(reading, now=clock.now(), by=request.actor)
    return show_case(request, reading, decide_form(reading))


def show_case(request: PersonRequest, reading: SecondReading, form: DecideForm) -> HttpResponse:
    context = {
        "case": reading,
        "reading": reading,
        "report": reading.report,
        "form": form,
        "is_first": reading.first_signer == request.user,
        "outcome_label": by_two.outcome_label(reading),
    }
    return render(request, "accreditation/reading_case.html", context, status=status_of(form))


chamber = by_two.pages(
    rules,
    heard=heard,
    form_of=decide_form,
    show_case=show_case,
    url="reading:case",
    sign_template="accreditation/reading_sign.html",
    signed="Besloten. De brief is onderweg.",
)


# ---- The desk ----


@role_required(Role.DESK)
@require_safe
def reports(request: PersonRequest) -> HttpResponse:
    """Talks of which the report was shared and nothing was decided; never what is in it.

    Of complaints only that they are there, and their dates.
    """
    waiting = Cycle.objects.exclude(person=request.user).select_related("person")
    running = SecondReading.objects.running().exclude(person=request.user)
    context = {
        "reported": waiting.filter(status=Cycle.Status.REPORTED).order_by("pk")[:MOST_SHOWN],
        "readings": running.select_related("person", "reader__user").order_by("answer_by"),
        "complaints": AssessorComplaint.objects.open()
        .exclude(person=request.user)
        .exclude(assessor__user=request.user)
        .select_related("assessor__user")
        .order_by("answer_by", "pk")[:MOST_SHOWN],
        "today": clock.today(),
    }
    return render(request, "accreditation/desk_reports.html", context)


@role_required(Role.DESK)
@require_POST
def ask_another(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """The reader who was asked did not read: look for somebody else."""
    running = SecondReading.objects.running().exclude(person=request.user)
    rules.ask_another(
        get_object_or_404(running, public_id=public_id), now=clock.now(), by=request.actor
    )
    messages.success(request, "Goed. We vragen een ander.")
    return redirect("desk_accreditation:reports")


@role_required(Role.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Ask somebody to read along, with the reason; the person reads it too."""
    open_ones = Cycle.objects.exclude(person=request.user).select_related("person")
    cycle = get_object_or_404(open_ones, public_id=public_id, status=Cycle.Status.REPORTED)
    form = AskReadingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            because = form.cleaned_data["because"]
            rules.ask(cycle, because=because, now=clock.now(), by=request.actor)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{cycle.person.name} krijgt een brief.")
            return redirect("desk_accreditation:reports")
    context = {"cycle": cycle, "form": form}
    return render(request, "accreditation/ask_reading.html", context, status=status_of(form))


def lines_for_chamber(user: User, today: date) -> list[Waiting]:
    """What waits for this member, beside the cases that the register knows."""
    return [
        Waiting(
            "Tweede lezing",
            one.person.name,
            reverse("reading:case", args=[one.public_id]),
            one.received_on or today,
            one.answer_by,
            next_step(one, user),
        )
        for one in rules.heard_by(user, today=today)[:MOST_SHOWN]
    ]


ELSEWHERE.append(lines_for_chamber)
