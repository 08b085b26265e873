"""My own account and letters."""

import re
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest, signed_in
from accounts.forms import NameForm
from audit.models import Event
from files.downloads import stream_pdf
from kit import clock
from outbox import bounces, paper
from outbox.letters import on_paper
from outbox.models import Letter

NAME_FIELDS = ("given_names", "infix", "last_name")
MOST_EVENTS = 20
EVENTS_ON_A_PAGE = 50
LIKE_A_KEY = re.compile(r"[0-9]{1,18}")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: PersonRequest) -> HttpResponse:
    user = request.user
    initial = {field: getattr(user, field) for field in NAME_FIELDS}
    form = NameForm(request.POST or None, initial=initial)
    if form.is_valid():
        form.set_name(user)
        messages.success(request, "Je naam is bewaard.")
        return redirect("accounts:me")
    events = Event.objects.about(user).select_related("actor")[:MOST_EVENTS]
    status = 422 if form.errors else 200
    context = {"form": form, "events": events, "trouble": bounces.trouble_of(user)}
    return render(request, "accounts/me.html", context, status=status)


@signed_in
@require_safe
def happened(request: PersonRequest) -> HttpResponse:
    """Everything that was done with my things, or that I did; a page at a time."""
    is_mine, before = request.GET.get("door") == "mij", request.GET.get("voor", "")
    whose = {"actor": request.user} if is_mine else {"person": request.user}
    events = Event.objects.filter(**whose).select_related("actor").order_by("-id")
    if LIKE_A_KEY.fullmatch(before):
        events = events.filter(pk__lt=int(before))
    rows = list(events[: EVENTS_ON_A_PAGE + 1])
    context = {
        "events": rows[:EVENTS_ON_A_PAGE],
        "earlier": rows[-2].pk if len(rows) > EVENTS_ON_A_PAGE else None,
        "is_first": not before,
        "is_mine": is_mine,
    }
    return render(request, "accounts/happened.html", context)


@signed_in
@require_safe
def letters(request: PersonRequest) -> HttpResponse:
    listed = Letter.objects.visible_to(request.user).for_list()
    context = {"letters": listed, "trouble": bounces.trouble_of(request.user)}
    return render(request, "accounts/letters.html", context)


@signed_in
@require_safe
def letter(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """One letter; opening it is what makes it read."""
    mine = Letter.objects.visible_to(request.user).select_related("wording", "paper")
    found = get_object_or_404(mine, public_id=public_id)
    Letter.objects.unread().filter(pk=found.pk).update(read_at=clock.now())
    context = {"letter": found, "delivery": found.delivery_at(clock.now())}
    return render(request, "accounts/letter.html", context)


@signed_in
@require_safe
def letter_paper(request: PersonRequest, public_id: UUID) -> FileResponse:
    """The letter to keep or to print, in the words in which it was written."""
    found = get_object_or_404(Letter.objects.visible_to(request.user), public_id=public_id)
    pdf = paper.as_pdf([on_paper(found, [])])
    return stream_pdf(pdf, name=f"brief-{timezone.localdate(found.written_at)}.pdf")
