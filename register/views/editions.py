"""The desk: the next edition, what is held back, earlier editions and going back to one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, role_required
from accounts.models import Role
from audit.acts import NotAllowed
from kit import clock
from register import differences, editions, holding, publication
from register.edition_forms import KINDS, DifferencesForm, HoldForm, RollBackForm
from register.models import HeldEntry, Publication, Registration

ON_A_PAGE = 50


def page_of(request: PersonRequest, found: Any) -> Any:
    return Paginator(found, ON_A_PAGE).get_page(request.GET.get("pagina"))


def kept_edition(number: int) -> Publication:
    """One that can still be rebuilt; of older ones only the line in the list remains."""
    known = Publication.objects.kept(clock.today()).select_related("published_by", "restores")
    return get_object_or_404(known, number=number)


@role_required(Role.DESK)
@require_safe
def hidden_list(request: PersonRequest) -> HttpResponse:
    """Who hid the own entry; nobody had to say why."""
    context = {"hidden": publication.hidden_to_look_at()}
    return render(request, "register/hidden_list.html", context)


@role_required(Role.DESK)
@require_POST
def hidden_looked(request: PersonRequest, number: str) -> HttpResponse:
    registration = get_object_or_404(Registration, number=number)
    publication.look_at_hidden(registration, today=clock.today(), by=request.actor)
    messages.success(request, "Genoteerd. De vermelding blijft verborgen.")
    return redirect("desk_register:hidden")


@role_required(Role.DESK)
@require_safe
def edition(request: PersonRequest) -> HttpResponse:
    """What the next edition changes, before anyone publishes it."""
    today, form = clock.today(), DifferencesForm(request.GET)
    last = publication.newest()
    change = differences.since_last_edition(today)
    is_narrowed = form.question != differences.Question()
    found = differences.since_last_edition(today, form.question) if is_narrowed else change
    context = {
        "form": form,
        "is_narrowed": is_narrowed,
        "counts": change.counts,
        "page": page_of(request, found),
        "held": differences.held_now(today),
        "last": last,
        "waits_until": publication.waits_until(last),
        "kinds": KINDS,
    }
    return render(request, "register/edition.html", context)


@role_required(Role.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def edition_publish(request: PersonRequest) -> HttpResponse:
    """First what it is about, then at once for everyone."""
    if request.method == "POST":
        made = publication.publish(today=clock.today(), now=clock.now(), by=request.actor)
        messages.success(request, f"{made} staat online.")
        return redirect("desk_register:edition")
    change = differences.since_last_edition(clock.today())
    return render(request, "register/edition_publish.html", {"counts": change.counts})


# ---- Holding back ----


@role_required(Role.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def entry_hold(request: PersonRequest, number: str) -> HttpResponse:
    """Why, and how long; the person gets a letter."""
    today = clock.today()
    change = differences.since_last_edition(today).of(number)
    found = Registration.objects.filter(number=number).select_related("person").first()
    if change is None or found is None:
        raise Http404("Nothing changes for this number.")
    form = HoldForm(request.POST or None)
    if form.is_valid():
        try:
            holding.hold(found, **form.cleaned_data, now=clock.now(), today=today, by=request.actor)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Deze vermelding blijft nog zoals hij was.")
            return redirect("desk_register:edition")
    context = {
        "form": form,
        "change": change,
        "number": number,
        "last_day": holding.last_day(today),
    }
    status = 422 if form.errors else 200
    return render(request, "register/entry_hold.html", context, status=status)


@role_required(Role.DESK)
@require_POST
def entry_release(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = get_object_or_404(HeldEntry, public_id=public_id)
    found.release(now=clock.now(), by=request.actor)
    messages.success(request, "Deze vermelding gaat weer mee met de volgende uitgave.")
    return redirect("desk_register:edition")


# ---- Earlier editions ----


@role_required(Role.DESK)
@require_safe
def edition_list(request: PersonRequest) -> HttpResponse:
    everything = Publication.objects.select_related("published_by", "restores")
    oldest = Publication.objects.kept(clock.today()).order_by("number").first()
    context = {"page": page_of(request, everything), "oldest": oldest.number if oldest else 0}
    return render(request, "register/editions.html", context)


@role_required(Role.DESK)
@require_safe
def older_edition(request: PersonRequest, number: int) -> HttpResponse:
    """One edition, beside the one before it or another."""
    return show_edition(request, kept_edition(number))


def show_edition(request: PersonRequest, found: Publication, **more: Any) -> HttpResponse:
    kept = Publication.objects.kept(clock.today())
    others = list(kept.exclude(pk=found.pk)[:ON_A_PAGE])
    asked = request.GET.get("met", "")
    before = kept.filter(number__lt=found.number).first()
    other = next((one for one in others if str(one.number) == asked), before)
    form = DifferencesForm(request.GET)
    change = differences.between(other, found, form.question) if other else None
    context = {
        "edition": found,
        "other": other,
        "others": others,
        "form": form,
        "is_narrowed": form.question != differences.Question(),
        "page": page_of(request, change) if change is not None else None,
        "is_newest": not kept.filter(number__gt=found.number).exists(),
        **more,
    }
    return render(request, "register/older_edition.html", context)


@role_required(Role.DESK)
@require_POST
def edition_check(request: PersonRequest, number: int) -> HttpResponse:
    """Rebuild it and lay the hashes side by side."""
    found = kept_edition(number)
    return show_edition(request, found, rebuilt=editions.rebuilt_hash(found))


@role_required(Role.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def roll_back(request: PersonRequest, number: int) -> HttpResponse:
    """Back to this edition: what that means, why, and then at once."""
    found, last = kept_edition(number), Publication.objects.latest("number")
    form = RollBackForm(request.POST or None)
    if form.is_valid():
        made = editions.roll_back(
            found, **form.cleaned_data, today=clock.today(), now=clock.now(), by=request.actor
        )
        messages.success(request, f"{made} staat online en is gelijk aan {found}.")
        return redirect("desk_register:editions")
    if found.number >= last.number:
        raise Http404("The newest edition is online.")
    context = {
        "form": form,
        "edition": found,
        "last": last,
        "counts": differences.between(last, found).counts,
        "last_day": holding.last_day(clock.today()),
    }
    status = 422 if form.errors else 200
    return render(request, "register/roll_back.html", context, status=status)
