"""Being an assessor: my own page, what I am paid, and the overview of the desk."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, role_required
from accounts.models import Role
from accreditation import assessors
from accreditation.assessor_forms import DeclareForm, HowForm, SecrecyForm, TrainingForm
from accreditation.models import Assessor, Cycle
from audit.acts import NotAllowed
from kit import clock

as_assessor = role_required(Role.ASSESSOR)
as_desk = role_required(Role.DESK)


# ---- My own page ----


def me(request: PersonRequest) -> Assessor:
    """My row; before the signature for secrecy there is no such page."""
    return get_object_or_404(Assessor, user=request.user)


@as_assessor
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: PersonRequest) -> HttpResponse:
    """How and where I hold talks; first of all the signature for secrecy."""
    assessor = assessors.of(request.user)
    if assessor is None:
        return sign(request)
    form = HowForm(request.POST if request.method == "POST" else None, assessor=assessor)
    if request.method == "POST" and form.is_valid():
        assessors.set_out(assessor, by=request.actor, **form.cleaned_data)
        messages.success(request, "Bewaard. Zo zoeken we gesprekken voor je.")
        return redirect("assessing:profile")
    return show(request, assessor, form=form)


def sign(request: PersonRequest) -> HttpResponse:
    form = SecrecyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        assessors.sign_secrecy(request.user, today=clock.today(), by=request.actor)
        messages.success(request, "Dank je. Vertel nu waar en hoe je gesprekken wilt voeren.")
        return redirect("assessing:profile")
    status = 422 if form.errors else 200
    return render(request, "accreditation/secrecy.html", {"form": form}, status=status)


def show(
    request: PersonRequest,
    assessor: Assessor,
    *,
    form: HowForm | None = None,
    declare_form: DeclareForm | None = None,
) -> HttpResponse:
    context = {
        "assessor": assessor,
        "form": form or HowForm(assessor=assessor),
        "declare_form": declare_form or DeclareForm(),
        "declared": assessor.declared_conflicts.order_by("name_key", "pk"),
        "trainings": assessor.trainings.all(),
        "years": assessors.years_of(assessor),
    }
    wrong = any(one is not None and one.errors for one in (form, declare_form))
    return render(
        request, "accreditation/assessor_profile.html", context, status=422 if wrong else 200
    )


@as_assessor
@require_POST
def declare(request: PersonRequest) -> HttpResponse:
    """Somebody I never speak; nobody asks why."""
    assessor = me(request)
    form = DeclareForm(request.POST)
    if form.is_valid():
        try:
            assessors.declare(assessor, **form.cleaned_data, by=request.actor)
        except NotAllowed as problem:
            form.add_error("number", str(problem))
        else:
            messages.success(request, "We vragen je nooit voor een gesprek met deze persoon.")
            return redirect("assessing:profile")
    return show(request, assessor, declare_form=form)


@as_assessor
@require_POST
def undeclare(request: PersonRequest, public_id: UUID) -> HttpResponse:
    assessor = me(request)
    person = get_object_or_404(assessor.declared_conflicts, public_id=public_id)
    assessors.take_back(assessor, person, by=request.actor)
    messages.success(request, f"{person.name} kan weer een gesprek met je krijgen.")
    return redirect("assessing:profile")


@as_assessor
@require_safe
def statement(request: PersonRequest, year: int) -> HttpResponse:
    """What I am paid for in a year: to print, or to hand to my employer."""
    assessor = me(request)
    if year not in assessors.years_of(assessor):
        raise Http404("No talks in this year.")
    context = {"assessor": assessor, "statement": assessors.statement(assessor, year)}
    return render(request, "accreditation/assessor_statement.html", context)


# ---- The desk ----


@as_desk
@require_safe
def assessor_list(request: PersonRequest) -> HttpResponse:
    """Who holds talks, with how much room, and who cannot be asked yet."""
    today = clock.today()
    context = {
        "assessors": assessors.overview(today),
        "unsigned": assessors.unsigned(today),
        "today": today,
    }
    return render(request, "accreditation/assessors.html", context)


@as_desk
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """One assessor: what is running, and the trainings; who is never spoken is not shown."""
    rows = assessors.overview(clock.today())
    assessor = get_object_or_404(rows, user__public_id=public_id)
    form = TrainingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            assessors.note_training(
                assessor, **form.cleaned_data, today=clock.today(), by=request.actor
            )
        except NotAllowed as problem:
            form.add_error("held_on", str(problem))
        else:
            messages.success(request, "Genoteerd.")
            return redirect("desk_accreditation:assessor", public_id)
    context = {
        "assessor": assessor,
        "trainings": assessor.trainings.select_related("noted_by"),
        "running": assessor.cycles.filter(status__in=Cycle.OWED)
        .select_related("person")
        .order_by("handed_in_at"),
        "form": form,
        "today": clock.today(),
    }
    status = 422 if form.errors else 200
    return render(request, "accreditation/desk_assessor.html", context, status=status)
