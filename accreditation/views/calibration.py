"""Calibration, for each who comes to it: the owner of a story, the assessors, the desk."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, role_required, signed_in
from accounts.models import Role
from accreditation import agreement, calibration, lending
from accreditation.assessors import in_office
from accreditation.calibration_forms import AnswerForm, LendForm, LessonForm, OpenRoundForm
from accreditation.models import CalibrationAnswer, CalibrationRound, LentStory
from accreditation.views.second_reading import status_of
from audit.acts import NotAllowed
from kit import clock
from portfolios.models import LearningStory

MOST_SHOWN = 100


# ---- The owner of a story ----


@signed_in
@require_safe
def lent(request: PersonRequest) -> HttpResponse:
    """What I lend, and what I could; taking it back is one press."""
    context = {"lent": lending.of(request.user), "stories": lending.can_be_lent(request.user)}
    return render(request, "accreditation/lent.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def lend(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Read what others would read, take out what is too much, and agree."""
    mine = LearningStory.objects.filter(owner=request.user)
    story = get_object_or_404(mine, public_id=public_id)
    if request.method == "POST":
        form = LendForm(request.POST)
        if form.is_valid():
            data = form.cleaned_data
            lending.lend(
                story,
                title=data["title"],
                text=data["text"],
                today=clock.today(),
                by=request.actor,
            )
            messages.success(request, "Dank je. Assessoren kunnen nu met je verhaal oefenen.")
            return redirect("cycle:lent")
    else:
        start = {"title": lending.sensible_title(story), "text": lending.without_names(story)}
        form = LendForm(initial=start)
    context = {"story": story, "form": form}
    return render(request, "accreditation/lend.html", context, status=status_of(form))


@signed_in
@require_POST
def take_back(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = get_object_or_404(lending.of(request.user), public_id=public_id)
    lending.take_back(found, by=request.actor)
    messages.success(request, "Je verhaal is terug. Niemand kan de kopie nog lezen.")
    return redirect("cycle:lent")


# ---- The assessor ----


@role_required(Role.ASSESSOR)
@require_safe
def rounds(request: PersonRequest) -> HttpResponse:
    """To which I was invited, what I did, and what we learned."""
    waiting = CalibrationRound.objects.waiting_for(request.user)
    others = CalibrationRound.objects.of_assessor(request.user).exclude(pk__in=waiting.values("pk"))
    context = {"open": list(waiting[:MOST_SHOWN]), "others": list(others[:MOST_SHOWN])}
    return render(request, "accreditation/calibrations.html", context)


def my_round(request: PersonRequest, public_id: UUID) -> CalibrationRound:
    mine = CalibrationRound.objects.of_assessor(request.user).select_related("leader__user")
    return get_object_or_404(mine, public_id=public_id)


@role_required(Role.ASSESSOR)
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """First my own answers, then all of them side by side."""
    found = my_round(request, public_id)
    seat = calibration.seat_of(found, request.user)
    closed = found.status == CalibrationRound.Status.CLOSED
    if seat.answered_on or closed or not found.stories.usable().exists():
        return show_answers(request, found)
    form = AnswerForm(
        request.POST if request.method == "POST" else None, stories=found.stories.usable()
    )
    if form.is_valid():
        calibration.answer(found, form.words, now=clock.now(), by=request.actor)
        messages.success(request, "Dank je. Je ziet nu ook wat anderen zouden doen.")
        return redirect("assessing:calibration", public_id)
    context = {"round": found, "form": form}
    return render(request, "accreditation/calibration_answer.html", context, status=status_of(form))


def show_answers(
    request: PersonRequest, found: CalibrationRound, form: LessonForm | None = None
) -> HttpResponse:
    """Of who did not answer in time nothing is shown but the lesson."""
    readable = CalibrationAnswer.objects.readable_by(request.user)
    beside = calibration.side_by_side(found, readable)
    context = {
        "round": found,
        "beside": beside if any(each.answers for each in beside) else [],
        "agreement": agreement.of([one for each in beside for one in each.answers]),
        "leads": found.leader.user == request.user and found.status == "open",
        "form": form or LessonForm(),
    }
    status = status_of(form) if form else 200
    return render(request, "accreditation/calibration.html", context, status=status)


@role_required(Role.ASSESSOR)
@require_POST
def close(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """The leader writes what they talked about and what they take along."""
    led = CalibrationRound.objects.filter(leader__user=request.user)
    found = get_object_or_404(led.select_related("leader__user"), public_id=public_id)
    form = LessonForm(request.POST)
    if not form.is_valid():
        return show_answers(request, found, form)
    data = form.cleaned_data
    calibration.close(
        found,
        discussion=data["discussion"],
        lesson=data["lesson"],
        now=clock.now(),
        by=request.actor,
    )
    messages.success(request, "Afgerond. Het staat bij ieders scholing en afstemming.")
    return redirect("assessing:calibration", public_id)


# ---- The desk ----


@role_required(Role.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: PersonRequest) -> HttpResponse:
    """Open a round; what runs and what was learned. No story and no answer is read here."""
    today = clock.today()
    form = OpenRoundForm(
        request.POST if request.method == "POST" else None,
        stories=LentStory.objects.usable()
        .exclude(owner=request.user)
        .annotate(used=Count("rounds")),
        assessors=in_office(today),
        today=today,
    )
    if form.is_valid():
        facts = form.cleaned_data
        try:
            calibration.open_round(
                facts["stories"],
                facts["invited"],
                leader=facts["leader"],
                answer_by=facts["answer_by"],
                now=clock.now(),
                by=request.actor,
            )
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "De afstemming loopt. Iedereen heeft een brief.")
            return redirect("desk_accreditation:calibration")
    context = {"form": form, "rounds": counted()[:MOST_SHOWN], "today": today}
    return render(
        request,
        "accreditation/desk_calibration.html",
        context,
        status=422 if form.errors else 200,
    )


def counted() -> Any:
    """Rounds with how many were invited and answered."""
    return CalibrationRound.objects.select_related("leader__user").annotate(
        invited=Count("seats", distinct=True),
        answered=Count("seats", filter=Q(seats__answered_on__isnull=False), distinct=True),
    )


@role_required(Role.DESK)
@require_POST
def end_round(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Of a round whose leader stopped as an assessor."""
    found = get_object_or_404(
        CalibrationRound.objects.select_related("leader__user"), public_id=public_id
    )
    calibration.end_without_leader(found, now=clock.now(), by=request.actor)
    messages.success(request, "De ronde is afgerond. Wie antwoordde, krijgt een brief.")
    return redirect("desk_accreditation:calibration_round", public_id)


@role_required(Role.DESK)
@require_safe
def desk_round(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """How far it is; afterwards what was advised how often, and the lesson. Nobody's answer: while
    it runs the difference between two days would say whose it is."""
    found = get_object_or_404(counted(), public_id=public_id)
    all_answers = CalibrationAnswer.objects.all()
    shown = found.status == CalibrationRound.Status.CLOSED and found.answered >= agreement.FEWEST
    beside = calibration.side_by_side(found, all_answers) if shown else []
    context = {
        "round": found,
        "beside": beside,
        "agreement": agreement.of([one for each in beside for one in each.answers]),
        "may_end": found.status == CalibrationRound.Status.OPEN
        and calibration.leader_is_gone(found, today=clock.today()),
        "waiting": found.seats.filter(answered_on=None).select_related("assessor__user"),
    }
    return render(request, "accreditation/desk_calibration_round.html", context)
