"""Meetings of a group: proposing moments, saying when I can, choosing, moving, cancelling."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from kit import clock
from portfolios.together import appointments, meetings, moderating
from portfolios.together.meeting_forms import AnswersForm, MoveForm, PollForm
from portfolios.together.models import Meeting
from portfolios.together.views.groups import key_in, my_group


def my_meeting(request: PersonRequest, public_id: UUID) -> Meeting:
    """Of a group of mine, or of me and my mentor or mentee."""
    mine = Meeting.objects.visible_to(request.user)
    found = mine.select_related("group", "mentorship__mentor", "mentorship__mentee", "made_by")
    return get_object_or_404(found, public_id=public_id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_new(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Any member proposes; one moment is planned at once, more are asked about."""
    group = my_group(request, public_id)
    form = PollForm(request.POST or None)
    if form.is_valid():
        made = meetings.propose(
            group,
            form.moments,
            minutes=form.cleaned_data["minutes"],
            place=form.cleaned_data["place"],
            now=clock.now(),
            by=request.actor,
        )
        planned = "Gepland. Iedereen krijgt een uitnodiging voor de agenda."
        asked = "De anderen krijgen bericht. Zeg nu zelf wanneer je kunt."
        messages.success(request, planned if made.is_planned else asked)
        return redirect("together:meeting", made.public_id)
    context = {"form": form, "group": group}
    return render(request, "together/meeting_new.html", context, status=422 if form.errors else 200)


@signed_in
@require_safe
def meeting(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """A poll with everybody's answers, or the moment as it is planned."""
    shown = my_meeting(request, public_id)
    if shown.group is None:
        return redirect(appointments.link_to(shown))
    members = moderating.members_of(shown.group)
    moderator = next((one for one in members if one.moderates), None)
    lines = meetings.lines_of(shown, members)
    context = {
        "meeting": shown,
        "group": shown.group,
        "members": members,
        "lines": lines,
        "best": meetings.best_of(lines),
        "i_moderate": moderator is None or moderator.person == request.user,
        "moderator": moderator,
        "form": AnswersForm(meeting=shown, person=request.user),
        "is_over": bool(shown.starts_at and shown.starts_at < clock.now()),
    }
    return render(request, "together/meeting.html", context)


@signed_in
@require_POST
def meeting_answer(request: PersonRequest, public_id: UUID) -> HttpResponse:
    shown = my_meeting(request, public_id)
    form = AnswersForm(request.POST, meeting=shown, person=request.user)
    if form.is_valid():
        meetings.answer(shown, form.answers, person=request.user)
        messages.success(request, "Bewaard. Je kunt het nog veranderen tot er gekozen is.")
    else:
        messages.error(request, "Kies bij elk moment ja, misschien of nee.")
    return redirect("together:meeting", shown.public_id)


@signed_in
@require_POST
def meeting_choose(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Who looks after the group picks one of the moments."""
    shown = my_meeting(request, public_id)
    if shown.group is None:
        raise Http404("No poll.")
    moment = get_object_or_404(shown.moments, pk=key_in(request.POST.get("moment", "")))
    meetings.choose(shown, moment, now=clock.now(), by=request.actor)
    messages.success(request, "Gepland. Iedereen krijgt een uitnodiging voor de agenda.")
    return redirect("together:meeting", shown.public_id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_move(request: PersonRequest, public_id: UUID) -> HttpResponse:
    shown = my_meeting(request, public_id)
    back = appointments.link_to(shown)
    if not shown.is_planned:
        messages.info(request, "Deze afspraak is niet gepland, dus er valt niets te verzetten.")
        return redirect(back)
    form = MoveForm(request.POST or None, meeting=shown)
    if form.is_valid() and form.starts_at:
        meetings.move(
            shown,
            form.starts_at,
            minutes=form.cleaned_data["minutes"],
            place=form.cleaned_data["place"],
            now=clock.now(),
            by=request.actor,
        )
        messages.success(request, "Verzet. Iedereen krijgt de nieuwe tijd in de agenda.")
        return redirect(back)
    context = {"form": form, "meeting": shown, "back": back}
    status = 422 if form.errors else 200
    return render(request, "together/meeting_move.html", context, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_cancel(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Asks first: it goes out of everybody's calendar."""
    shown = my_meeting(request, public_id)
    back = appointments.link_to(shown)
    if request.method == "POST":
        meetings.cancel(shown, now=clock.now(), by=request.actor)
        messages.success(request, "Het gaat niet door. Iedereen krijgt bericht.")
        return redirect(back)
    if shown.status == Meeting.Status.CANCELLED:
        return redirect(back)
    return render(request, "together/meeting_cancel.html", {"meeting": shown, "back": back})
