"""My talk: handing in, booking, and the report."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from accreditation import (
    assessor_complaints,
    assignment,
    choosing_welcome,
    closing,
    cycles,
    handing_in,
    leaving,
    moments,
    more_time,
    pauses,
    pilots,
    progress,
    readiness,
    replacing,
    reporting,
    scheduling,
    waiting_list,
)
from accreditation.forms import HandInForm, OwnWordsForm, PauseForm
from accreditation.models import AssessorComplaint, Conversation, Cycle
from accreditation.views.texts import refused, stale_texts
from kit import clock
from portfolios.dossier.snapshots import fingerprint
from register import pausing
from register.models import Application, Registration


def my_cycle(request: PersonRequest, *statuses: str) -> Cycle:
    """My running cycle, in one of these statuses; otherwise there is no such page."""
    cycle = cycles.current(request.user)
    if cycle is None or cycle.status not in statuses:
        raise Http404("No cycle in this status.")
    return cycle


@signed_in
@require_safe
def mine(request: PersonRequest) -> HttpResponse:
    """What is going on with my talk, and what I can do now."""
    cycle = cycles.current(request.user)
    talk = scheduling.planned_for(request.user)
    reports = list(reporting.of_person(request.user).order_by("-shared_at"))
    report = next(
        (
            one
            for one in reports
            if cycle and not one.is_void and one.conversation_id in talks_of(cycle)
        ),
        None,
    )
    context: dict[str, Any] = {
        "cycle": cycle,
        "talk": talk,
        "report": report,
        "earlier": [one for one in reports if one != report],
    }
    context["pilot_seat"] = pilots.seat_of(request.user)
    context["complaints"] = AssessorComplaint.objects.visible_to(request.user).open()
    context["may_complain"] = bool(assessor_complaints.occasions(request.user, now=clock.now()))
    if cycle is None and not talk:
        waiting = Application.objects.visible_to(request.user).filter(
            status=Application.Status.WELCOME, welcomed_on=None
        )
        context["may_choose"] = waiting.exists()
    if talk:
        context["changeable"] = clock.now() <= scheduling.changeable_until(talk)
        context["begun"] = talk.starts_at <= clock.now()
    if cycle:
        context |= about(cycle, signed=bool(report and report.is_final))
    return render(request, "accreditation/mine.html", context)


def talks_of(cycle: Cycle) -> set[int]:
    return set(cycle.seats.values_list("conversation_id", flat=True))


def about(cycle: Cycle, *, signed: bool) -> dict[str, Any]:
    today = clock.today()
    context: dict[str, Any] = {"steps": progress.steps(cycle, today=today, signed=signed)}
    if cycle.status == Cycle.Status.RUNNING:
        found = readiness.findings(cycle, readiness.everything(cycle.person), today=today)
        context["missing"] = readiness.blocking(found)
        is_early = today < cycle.period.hand_in_opens_on
        context["needed_title"] = "Je hebt alle tijd" if is_early else "Voordat je kunt inleveren"
        context["topics"] = [finding for finding in found if not finding.blocking]
    if cycle.status in (Cycle.Status.RUNNING, Cycle.Status.MORE_TIME):
        context["plan"] = more_time.plan_of(cycle)
    if cycle.status == Cycle.Status.HANDED_IN:
        context["proposed"] = assignment.open_assignment(cycle)
        context["missed"] = replacing.waits_for_word(cycle)
    if cycle.status == Cycle.Status.ASSIGNED:
        context["has_moments"] = bool(moments.bookable(cycle, now=clock.now()))
        context["asked"] = waiting_list.asked_by(cycle)
    return context


# ---- Pausing and leaving ----


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def pause(request: PersonRequest) -> HttpResponse:
    """Even geen klantmanager: what it means, and one button."""
    registration = get_object_or_404(Registration.objects.visible_to(request.user))
    today = clock.today()
    form = PauseForm(request.POST or None)
    if form.is_valid():
        pauses.pause(registration, listed=form.listed, today=today, by=request.actor)
        messages.success(request, "Je bent nu tijdelijk niet actief. Je dossier blijft van jou.")
        return redirect("registration:registration")
    context = {
        "form": form,
        "registration": registration,
        "obstacle": pauses.obstacle(registration, today=today),
        "latest_end": pausing.latest_end(registration, today=today),
    }
    return render(request, "accreditation/pause.html", context, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: PersonRequest) -> HttpResponse:
    """Leave the register: what it means, and one button. Nobody asks why."""
    registration = get_object_or_404(Registration.objects.visible_to(request.user))
    obstacle = leaving.obstacle(registration)
    if request.method == "POST" and not obstacle:
        leaving.leave(registration, now=clock.now(), by=request.actor)
        messages.success(request, "Je bent uitgeschreven. Je dossier blijft van jou.")
        return redirect("registration:registration")
    cycle = cycles.current(request.user)
    context = {
        "registration": registration,
        "obstacle": obstacle,
        "handed_in": bool(cycle and cycle.status in Cycle.OWED),
    }
    return render(
        request,
        "accreditation/leave.html",
        context,
        status=409 if obstacle and request.method == "POST" else 200,
    )


# ---- Handing in ----


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: PersonRequest) -> HttpResponse:
    """Choose what goes in, see exactly what the assessor sees, and hand in."""
    cycle = my_cycle(request, Cycle.Status.RUNNING)
    offered = readiness.everything(request.user)
    form = HandInForm(request.POST if request.method == "POST" else None, offered=offered)
    step = request.POST.get("step")
    if step not in ("preview", "confirm") or not form.is_valid():
        return choosing(request, cycle, form)
    found = readiness.findings(cycle, form.choice, today=clock.today())
    if missing := readiness.blocking(found):
        for finding in missing:
            form.add_error(None, finding.sentence)
        return choosing(request, cycle, form)
    if step == "confirm":
        try:
            seen = request.POST.get("seen", "")
            handing_in.hand_in(cycle, form.choice, now=clock.now(), by=request.actor, seen=seen)
        except handing_in.Changed as changed:
            messages.info(request, str(changed))
        else:
            messages.success(request, "Je dossier is ingeleverd. We zoeken een assessor voor je.")
            return redirect("cycle:mine")
    content = handing_in.preview(cycle, form.choice)
    context = {
        "form": form,
        "content": content,
        "seen": fingerprint(content),
        "typed": [(k, v) for k in form.fields for v in request.POST.getlist(k)],
    }
    return render(request, "accreditation/hand_in_preview.html", context)


def choosing(request: PersonRequest, cycle: Cycle, form: HandInForm) -> HttpResponse:
    """The page to choose on; the way there is open only when the cycle can be handed in."""
    found = readiness.findings(cycle, readiness.everything(request.user), today=clock.today())
    missing = readiness.blocking(found)
    if missing and not form.is_bound:
        messages.info(request, missing[0].sentence)
        return redirect("cycle:mine")
    status = 422 if form.errors else 200
    return render(request, "accreditation/hand_in.html", {"form": form}, status=status)


@signed_in
@require_POST
def take_back(request: PersonRequest) -> HttpResponse:
    cycle = my_cycle(request, Cycle.Status.HANDED_IN, Cycle.Status.ASSIGNED)
    handing_in.take_back(cycle, now=clock.now(), by=request.actor)
    messages.success(request, "Je hebt je dossier terug. Je kunt rustig verder schrijven.")
    return redirect("cycle:mine")


@signed_in
@require_safe
def handed_in(request: PersonRequest) -> HttpResponse:
    """The frozen copy, as the assessor reads it."""
    cycle = my_cycle(request, *Cycle.OWED)
    return render(request, "accreditation/handed_in.html", {"cycle": cycle})


# ---- The moment ----


def uuid_or_404(text: str | None) -> UUID:
    try:
        return UUID(text or "")
    except ValueError as error:
        raise Http404("No such moment.") from error


@signed_in
@require_POST
def cancel(request: PersonRequest) -> HttpResponse:
    """Call my planned talk off; I can book anew at once."""
    talk = scheduling.planned_for(request.user)
    if talk is None:
        raise Http404("No talk is planned.")
    if talk.kind == Conversation.Kind.WELCOME:  # others may sit at that table
        application = get_object_or_404(
            Application.objects.visible_to(request.user), seats__conversation=talk
        )
        choosing_welcome.give_up(application, now=clock.now(), by=request.actor)
    else:
        scheduling.cancel(talk, now=clock.now(), by=request.actor)
    messages.success(request, "Je gesprek is afgezegd.")
    return redirect("cycle:mine")


# ---- The report ----


def my_report(request: PersonRequest, public_id: UUID) -> Any:
    return get_object_or_404(reporting.of_person(request.user), conversation__public_id=public_id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Read the report, add own words, sign."""
    found = my_report(request, public_id)
    if request.method != "POST":
        form = OwnWordsForm(initial={"version": found.version, "own_words": found.own_words})
        return show_report(request, found, form)
    form = OwnWordsForm(request.POST)
    if not form.is_valid():
        return show_report(request, found, form)
    try:
        found = save_own_words(request, found, form)
    except reporting.Stale as stale:
        texts = {"own_words": stale.report.own_words}
        form, stored = stale_texts(OwnWordsForm, request.POST, texts, stale.report)
        return show_report(request, found, form, stored=stored)
    if request.POST.get("step") == "sign":
        reporting.sign(found, now=clock.now(), by=request.actor)
        messages.success(request, "Je hebt het verslag ondertekend.")
        return redirect("cycle:mine")
    messages.success(request, "Je woorden zijn bewaard.")
    return redirect("cycle:report", public_id)


def save_own_words(request: PersonRequest, found: Any, form: OwnWordsForm) -> Any:
    return reporting.save_own_words(
        found,
        version=form.cleaned_data["version"],
        own_words=form.cleaned_data["own_words"],
        now=clock.now(),
        by=request.actor,
    )


def show_report(
    request: PersonRequest, found: Any, form: OwnWordsForm, stored: Any = ()
) -> HttpResponse:
    last = closing.closes_on(found)
    context = {
        "report": found,
        "form": form,
        "stored": stored,
        "closes_on": last and last - timedelta(days=1),
    }
    status = 422 if form.errors else 409 if stored else 200
    return render(request, "accreditation/report.html", context, status=status)


@signed_in
@require_POST
def report_save(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Save own words while typing."""
    found = my_report(request, public_id)
    form = OwnWordsForm(request.POST)
    if not form.is_valid():
        return refused(form)
    try:
        found = save_own_words(request, found, form)
    except reporting.NotAllowed as problem:
        return refused(problem)
    return JsonResponse({"version": found.version})
