"""My entry: exactly what everyone sees of me, and what I choose about it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from kit import clock
from register import differences
from register.models import Affiliation, HiddenEntry, PublicEntry, Registration
from register.search import find


@signed_in
@require_safe
def entry(request: PersonRequest) -> HttpResponse:
    """The public page of now, read where the public reads it, and what tonight changes."""
    found = get_object_or_404(Registration.objects.visible_to(request.user))
    today = clock.today()
    shown = find(found.number)
    context = {
        "registration": found,
        "entry": shown if shown and shown.status != PublicEntry.REMOVED else None,
        "change": differences.since_last_edition(today).of(found.number),
        "is_hidden": HiddenEntry.objects.filter(number=found.number).exists(),
        "held": differences.held_now(today).filter(registration=found).first(),
        "place": Affiliation.objects.on(today).newest_of(found.person),
        "now": clock.now(),
        "today": today,
    }
    return render(request, "register/my_entry.html", context)


@signed_in
@require_POST
def entry_place(request: PersonRequest) -> HttpResponse:
    """The town where I work, or only its province."""
    found = get_object_or_404(Registration.objects.visible_to(request.user))
    shows_town = request.POST.get("plaats") != "provincie"
    found.show_place(shows_town=shows_town, by=request.actor)
    messages.success(request, "Je keuze is bewaard. Vanaf vannacht ziet iedereen het zo.")
    return redirect("registration:entry")
