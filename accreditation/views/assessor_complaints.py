"""A complaint about an assessor, for each who comes to it: person, assessor, chamber, desk."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, role_required, signed_in
from accounts.models import Role, User
from accreditation import assessor_complaints as rules
from accreditation import voiding
from accreditation.assessor_complaint_forms import (
    AssessorComplaintForm,
    ComplaintProposalForm,
    ReplyForm,
)
from accreditation.models import AssessorComplaint
from accreditation.views import by_two
from accreditation.views.second_reading import status_of
from kit import clock
from register.models import RegisterScheme
from register.views.committee import ELSEWHERE, Waiting, next_step
from register.views.desk_cases import LESSONS, Learned

MOST_SHOWN = 100
WITH_ALL = (
    "person", "assessor__user", "conversation__report", "cycle__period__scheme",
    "first_signer", "second_signer",
)  # fmt: skip


# ---- The person ----


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def complain(request: PersonRequest) -> HttpResponse:
    """Complain about an assessor I have or had a talk with; and what I sent before."""
    now = clock.now()
    occasions = rules.occasions(request.user, now=now)
    form = AssessorComplaintForm(
        request.POST if request.method == "POST" else None, occasions=occasions
    )
    if form.is_valid():
        data = form.cleaned_data
        made = rules.send(
            form.occasion, text=data["text"], wish=data["wish"], now=now, by=request.actor
        )
        messages.success(request, "Je klacht is verstuurd. Je krijgt een brief met de termijn.")
        return redirect("cycle:complaint", made.public_id)
    mine = AssessorComplaint.objects.visible_to(request.user)
    context = {
        "form": form,
        "occasions": occasions,
        "complaints": mine.select_related("assessor__user").order_by("-pk")[:MOST_SHOWN],
        "weeks": RegisterScheme.objects.in_force_on(clock.today()).objection_answer_weeks,
    }
    return render(request, "accreditation/complain.html", context, status=status_of(form))


def my_complaint(request: PersonRequest, public_id: UUID) -> AssessorComplaint:
    mine = AssessorComplaint.objects.visible_to(request.user).select_related(*WITH_ALL)
    return get_object_or_404(mine, public_id=public_id)


@signed_in
@require_safe
def mine(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """What I wrote, what the assessor said to it, and how it ended."""
    context = {"case": my_complaint(request, public_id)}
    return render(request, "accreditation/my_complaint.html", context)


@signed_in
@require_POST
def withdraw(request: PersonRequest, public_id: UUID) -> HttpResponse:
    rules.withdraw(my_complaint(request, public_id), now=clock.now(), by=request.actor)
    messages.success(request, "Je klacht is ingetrokken. Alles gaat verder zoals het was.")
    return redirect("cycle:complaint", public_id)


# ---- The assessor ----


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def about_me(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """What somebody wrote about a talk with me; I may say my side of it, once.

    Also who is no assessor any more: nobody is judged unheard.
    """
    heard_of = rules.heard_of_by(request.user, today=clock.today())
    complaint = get_object_or_404(heard_of, public_id=public_id)
    form = ReplyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reply = form.cleaned_data["reply"]
        rules.answer(complaint, reply=reply, now=clock.now(), by=request.actor)
        messages.success(request, "Je reactie is verstuurd. De klantmanager leest haar ook.")
        return redirect("assessing:complaint", public_id)
    may_answer = complaint.is_with_chamber and not (complaint.replied_on or complaint.first_signer)
    context = {"case": complaint, "form": form, "may_answer": may_answer}
    return render(request, "accreditation/complaint_about_me.html", context, status=status_of(form))


# ---- The chamber ----


def heard(request: PersonRequest, public_id: UUID) -> AssessorComplaint:
    """A complaint that this member may decide on; for all others it does not exist.

    Raises NotAllowed for who has a tie with the person or the assessor.
    """
    today = clock.today()
    waiting = rules.heard_by(request.user, today=today).select_related(*WITH_ALL)
    complaint: AssessorComplaint = get_object_or_404(waiting, public_id=public_id)
    rules.check_no_conflict(complaint, request.user, today=today)
    return complaint


@role_required(Role.COMMITTEE)
@require_safe
def case(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """What both wrote, and the report of the talk when there is one; never the dossier."""
    complaint = heard(request, public_id)
    rules.look(complaint, now=clock.now(), by=request.actor)
    return show_case(request, complaint, proposal_form(complaint))


def proposal_form(complaint: AssessorComplaint, data: Any = None) -> ComplaintProposalForm:
    return ComplaintProposalForm(data, can_be_void=not voiding.why_not(complaint))


def show_case(
    request: PersonRequest, complaint: AssessorComplaint, form: ComplaintProposalForm
) -> HttpResponse:
    talk = voiding.tainted_talk(complaint) if complaint.cycle else None
    report = getattr(talk, "report", None)
    context = {
        "case": complaint,
        "report": report if report and report.shared_at else None,
        "why_not_void": voiding.why_not(complaint),
        "form": form,
        "is_first": complaint.first_signer == request.user,
        "outcome_label": by_two.outcome_label(complaint),
    }
    return render(request, "accreditation/complaint_case.html", context, status=status_of(form))


chamber = by_two.pages(
    rules,
    heard=heard,
    form_of=proposal_form,
    show_case=show_case,
    url="reading:complaint",
    sign_template="accreditation/complaint_sign.html",
    signed="Besloten. De brieven zijn onderweg.",
)


def lines_for_chamber(user: User, today: date) -> list[Waiting]:
    return [
        Waiting(
            "Klacht over een assessor",
            one.person.name,
            reverse("reading:complaint", args=[one.public_id]),
            one.received_on,
            one.answer_by,
            next_step(one, user),
        )
        for one in rules.heard_by(user, today=today)[:MOST_SHOWN]
    ]


ELSEWHERE.append(lines_for_chamber)


# ---- The lessons of the year ----


def learned(user: User) -> list[Learned]:
    """What chambers wrote down for all; not from a complaint of or about the reader."""
    found = AssessorComplaint.objects.exclude(person=user).exclude(assessor__user=user)
    lessons = found.exclude(decided_on=None).exclude(lesson="").order_by("-decided_on", "-pk")
    return [Learned(one.lesson, one.decided_on) for one in lessons[:MOST_SHOWN] if one.decided_on]


LESSONS["Uit klachten over een assessor"] = learned
