"""My own account and letters."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest, signed_in
from accounts.forms import NameForm
from audit.models import Event
from kit import clock
from outbox.models import Letter

NAME_FIELDS = ("given_names", "infix", "last_name")
MOST_EVENTS = 20


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
    return render(request, "accounts/me.html", {"form": form, "events": events}, status=status)


@signed_in
@require_safe
def letters(request: PersonRequest) -> HttpResponse:
    listed = Letter.objects.visible_to(request.user).for_list()
    return render(request, "accounts/letters.html", {"letters": listed})


@signed_in
@require_safe
def letter(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """One letter; opening it is what makes it read."""
    found = get_object_or_404(Letter.objects.visible_to(request.user), public_id=public_id)
    Letter.objects.unread().filter(pk=found.pk).update(read_at=clock.now())
    return render(request, "accounts/letter.html", {"letter": found})
