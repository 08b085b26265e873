"""Mentors: who wants to be one, asking, answering, and walking along together."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from audit.acts import NotAllowed
from kit import clock
from portfolios.together import mentoring
from portfolios.together.checklists import REHEARSAL, YEARLY
from portfolios.together.mentor_forms import (
    AgreementsForm,
    MentorAskForm,
    MentorMeetingForm,
    OfferForm,
    ReplyForm,
)
from portfolios.together.models import Meeting, MentorProfile, Mentorship
from portfolios.together.notice_forms import FinderForm

Status = Mentorship.Status


def my_mentorship(request: PersonRequest, public_id: UUID) -> Mentorship:
    return get_object_or_404(Mentorship.objects.visible_to(request.user), public_id=public_id)


# ---- The directory ----


@signed_in
@require_safe
def mentors(request: PersonRequest) -> HttpResponse:
    """Those I have to do with, and everyone who wants to be asked."""
    form = FinderForm(request.GET)
    pairs = list(Mentorship.objects.visible_to(request.user).order_by("-asked_on", "-pk"))
    asked = form.asked
    context = {
        "form": form,
        "profiles": mentoring.directory(asked, but=request.user),
        "filtered": any((asked.words, asked.province, asked.kind)),
        "running": [pair for pair in pairs if pair.status == Status.ACTIVE],
        "waiting": [pair for pair in pairs if pair.status == Status.ASKED],
        "done": [pair for pair in pairs if pair.status == Status.ENDED],
        "mine": MentorProfile.objects.filter(person=request.user, open=True).first(),
        "may_offer": mentoring.may_offer(request.user),
    }
    return render(request, "together/mentors.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def mentor_offer(request: PersonRequest) -> HttpResponse:
    """What stands in the directory about me; another press takes it away."""
    profile = MentorProfile.objects.filter(person=request.user).first()
    if request.POST.get("step") == "remove":
        mentoring.step_back(request.user)
        messages.success(request, "Je staat niet meer in de lijst.")
        return redirect("together:mentors")
    form = OfferForm(request.POST or None, kept=profile)
    if form.is_valid():
        mentoring.offer(request.user, form.facts)
        messages.success(request, "Je staat in de lijst. Wie je vraagt, komt bij Mentoren.")
        return redirect("together:mentors")
    context = {"form": form, "profile": profile, "may_offer": mentoring.may_offer(request.user)}
    status = 422 if form.errors else 200
    return render(request, "together/mentor_offer.html", context, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def mentor_ask(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Ask somebody of the directory."""
    others = MentorProfile.objects.in_directory().exclude(person=request.user)
    profile = get_object_or_404(others, public_id=public_id)
    form = MentorAskForm(request.POST or None)
    if form.is_valid():
        words, now = form.cleaned_data["words"], clock.now()
        try:
            pair = mentoring.ask(profile.person, words=words, now=now, by=request.actor)
        except NotAllowed as refusal:
            form.add_error("words", str(refusal))
        else:
            messages.success(request, "Je vraag is verstuurd. Je krijgt bericht.")
            return redirect("together:mentorship", pair.public_id)
    context = {"form": form, "profile": profile}
    return render(request, "together/mentor_ask.html", context, status=422 if form.errors else 200)


# ---- The two of them ----


@signed_in
@require_safe
def mentorship(request: PersonRequest, public_id: UUID) -> HttpResponse:
    return mentorship_page(request, my_mentorship(request, public_id))


def mentorship_page(
    request: PersonRequest, pair: Mentorship, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """What the two of them agreed and planned; before that the question and the answer."""
    context = {
        "pair": pair,
        "other": pair.other_than(request.user),
        "i_am_mentor": pair.mentor == request.user,
        "meetings": Meeting.objects.filter(mentorship=pair).still_to_come(clock.now()),
        "reply_form": ReplyForm(),
        "agreements_form": AgreementsForm(pair=pair),
        **forms,
    }
    context["form"] = next(iter(forms.values()), None)
    return render(request, "together/mentorship.html", context, status=status)


@signed_in
@require_POST
def mentorship_answer(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """The mentor says yes, or kindly no."""
    pair = my_mentorship(request, public_id)
    form = ReplyForm(request.POST)
    said = request.POST.get("answer")
    if not form.is_valid():
        return mentorship_page(request, pair, reply_form=form, status=422)
    if said not in ("accept", "decline"):  # a word was replaced: nothing is said yet
        return mentorship_page(request, pair, reply_form=form, status=422)
    reply, now = form.cleaned_data["reply"], clock.now()
    if said == "accept":
        mentoring.accept(pair, reply=reply, now=now, by=request.actor)
        messages.success(request, f"Je loopt nu mee met {pair.mentee.name}.")
        return redirect("together:mentorship", pair.public_id)
    mentoring.decline(pair, reply=reply, now=now, by=request.actor)
    messages.success(request, "De ander krijgt een vriendelijk bericht.")
    return redirect("together:mentors")


@signed_in
@require_POST
def mentorship_withdraw(request: PersonRequest, public_id: UUID) -> HttpResponse:
    my_mentorship(request, public_id).withdraw(by=request.actor)
    messages.success(request, "Je vraag is ingetrokken.")
    return redirect("together:mentors")


@signed_in
@require_POST
def mentorship_agreements(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Either of them writes; what the other wrote meanwhile is not lost."""
    pair = my_mentorship(request, public_id)
    form = AgreementsForm(request.POST, pair=pair)
    if form.is_valid():
        try:
            mentoring.agree(pair, form.cleaned_data["agreements"], kept=form.cleaned_data["before"])
        except NotAllowed as refusal:
            pair.refresh_from_db()
            form = form.beside(pair)
            form.add_error("agreements", str(refusal))
            return mentorship_page(
                request, pair, agreements_form=form, theirs=pair.agreements, status=422
            )
        messages.success(request, "Jullie afspraken zijn bewaard.")
        return redirect("together:mentorship", pair.public_id)
    return mentorship_page(request, pair, agreements_form=form, status=422)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def mentorship_end(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Asks first. A reason is not needed."""
    pair = my_mentorship(request, public_id)
    if request.method == "POST":
        mentoring.end(pair, now=clock.now(), by=request.actor)
        messages.success(request, "Afgerond. Bedankt dat jullie samen opliepen.")
        return redirect("together:mentors")
    context = {"pair": pair, "other": pair.other_than(request.user)}
    return render(request, "together/mentorship_end.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def mentorship_meet(request: PersonRequest, public_id: UUID) -> HttpResponse:
    pair = my_mentorship(request, public_id)
    form = MentorMeetingForm(request.POST or None)
    if form.is_valid():
        mentoring.meet(pair, now=clock.now(), by=request.actor, **form.facts)
        messages.success(request, "Gepland. Jullie krijgen allebei een uitnodiging voor de agenda.")
        return redirect("together:mentorship", pair.public_id)
    context = {"form": form, "pair": pair, "other": pair.other_than(request.user)}
    status = 422 if form.errors else 200
    return render(request, "together/mentorship_meet.html", context, status=status)


@signed_in
@require_safe
def rehearsal(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """The list for the talk before the talk. It keeps nothing."""
    return checklist(request, public_id, "Proefgesprek", REHEARSAL)


@signed_in
@require_safe
def yearly(request: PersonRequest, public_id: UUID) -> HttpResponse:
    return checklist(request, public_id, "Kort jaargesprek", YEARLY)


def checklist(
    request: PersonRequest, public_id: UUID, title: str, questions: tuple[Any, ...]
) -> HttpResponse:
    pair = my_mentorship(request, public_id)
    context = {"pair": pair, "title": title, "questions": questions}
    return render(request, "together/checklist.html", context)
