"""The desk: proposing new rules, answering what people say, and bringing them to a decision."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, role_required
from accounts.models import Role
from kit import clock
from register import acceptance, impact, proposals, remarks
from register.consultation_forms import FORMS, DayForm, HoldBackForm, ReplyForm, WithdrawForm
from register.models import Consultation, RegisterScheme, Remark, VersionKind

MOST_SHOWN = 100


def known(public_id: UUID) -> Consultation:
    rows = Consultation.objects.select_related("scheme", "code", "profile", "proposed_by")
    return get_object_or_404(rows, public_id=public_id)


@role_required(Role.DESK)
@require_safe
def rules(request: PersonRequest) -> HttpResponse:
    """What is in force of each kind, what is on its way, and how many accepted it."""
    today = clock.today()
    running = {each.kind: each for each in Consultation.objects.running().for_list()}
    context = {
        "kinds": [
            {
                "kind": kind,
                "version": acceptance.in_force(kind, today),
                "running": running.get(kind.value),
            }
            for kind in VersionKind
        ],
        "tallies": acceptance.tallies(today),
        "ended": Consultation.objects.exclude(status__in=Consultation.RUNNING).for_list()[
            :MOST_SHOWN
        ],
    }
    return render(request, "register/rules.html", context)


@role_required(Role.DESK)
@require_POST
def start(request: PersonRequest) -> HttpResponse:
    kind = request.POST.get("kind", "")
    if kind not in VersionKind.values:
        raise Http404("No such kind of rules.")
    made = proposals.start(VersionKind(kind), today=clock.today(), by=request.actor)
    messages.success(request, "Dit is een kopie van wat er nu geldt. Pas aan wat anders moet.")
    return redirect("desk_register:consultation_text", made.public_id)


def open_form(data: Any = None) -> DayForm:
    today = clock.today()
    weeks = RegisterScheme.objects.in_force_on(today).consultation_weeks
    return DayForm(
        data,
        label="Reageren kan tot en met",
        hint=f"Iedereen heeft ten minste {weeks} weken.",
        earliest=today + timedelta(weeks=weeks),
    )


def assent_form(data: Any = None) -> DayForm:
    return DayForm(
        data,
        label="Gaat in op",
        hint="Kies een dag waarvoor de beroepszetels zeker hebben gestemd. "
        "Stemt de laatste later, dan gaat het een dag na die stem in.",
        earliest=clock.today() + timedelta(days=1),
    )


@role_required(Role.DESK)
@require_safe
def consultation(request: PersonRequest, public_id: UUID) -> HttpResponse:
    return show(request, known(public_id))


def show(request: PersonRequest, found: Consultation, **forms: Any) -> HttpResponse:
    """One proposal with everything about it; a form with errors comes back filled in."""
    status = Consultation.Status(found.status)
    titles = {part.key: part.title for part in found.subject.parts()}
    running = status in Consultation.RUNNING
    said = found.remarks.select_related("answered_by")
    context = {
        "consultation": found,
        "differences": found.differences,
        "changed_since": found.changed_since_opening if status in remarks.ANSWERABLE else [],
        "consequences": impact.consequences(found, today=clock.today()) if running else [],
        "can_write": status in Consultation.write.sources,
        "can_answer": status in remarks.ANSWERABLE,
        "running": running,
        "remarks": [(each, titles.get(each.part, "")) for each in said],
        "unanswered": found.remarks.unanswered().count(),
        "assents": found.assents.select_related("person"),
        "waiting_for": found.waiting_for(clock.today()) if status == "assent" else [],
        "open_form": open_form() if status == "draft" else None,
        "assent_form": assent_form() if status == "answering" else None,
        "reply_form": ReplyForm(auto_id=False),
        "hold_form": HoldBackForm(auto_id=False),
        "withdraw_form": WithdrawForm(),
        **forms,
    }
    wrong = any(getattr(form, "errors", None) for form in forms.values())
    return render(request, "register/desk_consultation.html", context, status=422 if wrong else 200)


@role_required(Role.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """The words and numbers of the proposal."""
    found = known(public_id)
    if found.status not in Consultation.write.sources:
        raise Http404("This proposal is not written on any more.")
    form = FORMS[found.kind](request.POST or None, consultation=found)
    if form.is_valid():
        why = form.cleaned_data["why"]
        proposals.write(found, why=why, text=form.text, by=request.actor)
        messages.success(request, "Bewaard. Hieronder zie je wat er verandert.")
        return redirect("desk_register:consultation", public_id)
    context = {"consultation": found, "form": form}
    return render(
        request, "register/consultation_text.html", context, status=422 if form.errors else 200
    )


@role_required(Role.DESK)
@require_POST
def open_for_remarks(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = known(public_id)
    form = open_form(request.POST)
    if not form.is_valid():
        return show(request, found, open_form=form)
    closes_on = form.cleaned_data["day"]
    proposals.open_for_remarks(found, closes_on=closes_on, today=clock.today(), by=request.actor)
    messages.success(request, "De raadpleging is open. Iedereen kan nu reageren.")
    return redirect("desk_register:consultation", public_id)


@role_required(Role.DESK)
@require_POST
def ask_assent(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = known(public_id)
    form = assent_form(request.POST)
    if not form.is_valid():
        return show(request, found, assent_form=form)
    proposals.ask_assent(
        found,
        in_force_from=form.cleaned_data["day"],
        today=clock.today(),
        now=clock.now(),
        by=request.actor,
    )
    messages.success(request, "Het voorstel ligt nu bij de beroepszetels.")
    return redirect("desk_register:consultation", public_id)


@role_required(Role.DESK)
@require_POST
def withdraw(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = known(public_id)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return show(request, found, withdraw_form=form)
    reason = form.cleaned_data["reason"]
    proposals.withdraw(found, reason=reason, today=clock.today(), now=clock.now(), by=request.actor)
    messages.success(request, "Het voorstel is ingetrokken. Alles blijft zoals het was.")
    return redirect("desk_register:consultation", public_id)


def the_remark(public_id: UUID) -> Remark:
    rows = Remark.objects.select_related("consultation", "person")
    return get_object_or_404(rows, public_id=public_id)


@role_required(Role.DESK)
@require_POST
def remark_answer(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = the_remark(public_id)
    form = ReplyForm(request.POST, auto_id=f"id_{found.pk}_%s")
    if not form.is_valid():
        wrong = {"wrong_remark": found, "wrong_form": form}
        return show(request, known(found.consultation.public_id), **wrong)
    words = form.cleaned_data["text"]
    remarks.answer(found, words, today=clock.today(), now=clock.now(), by=request.actor)
    messages.success(request, "Het antwoord staat bij de reactie.")
    return redirect("desk_register:consultation", found.consultation.public_id)


@role_required(Role.DESK)
@require_POST
def remark_show(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = the_remark(public_id)
    remarks.show(found, today=clock.today(), by=request.actor)
    messages.success(request, "Iedereen kan deze reactie nu lezen.")
    return redirect("desk_register:consultation", found.consultation.public_id)


@role_required(Role.DESK)
@require_POST
def remark_hold_back(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = the_remark(public_id)
    form = HoldBackForm(request.POST, auto_id=f"id_{found.pk}_%s")
    if not form.is_valid():
        wrong = {"wrong_remark": found, "wrong_hold_form": form}
        return show(request, known(found.consultation.public_id), **wrong)
    remarks.hold_back(found, form.cleaned_data["reason"], by=request.actor)
    messages.success(request, "Deze reactie wordt niet getoond. De reden staat er wel.")
    return redirect("desk_register:consultation", found.consultation.public_id)
