"""What I threw away and can still put back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from portfolios.dossier import removal
from portfolios.dossier.models import LearningGoal


@signed_in
@require_safe
def bin(request: PersonRequest) -> HttpResponse:
    context = {
        "items": removal.thrown_away(request.user),
        "keeps": removal.keeps_removed(request.user),
    }
    return render(request, "dossier/bin.html", context)


@signed_in
@require_POST
def bin_put_back(request: PersonRequest, public_id: UUID) -> HttpResponse:
    thrown_away = removal.thrown_away(request.user)
    item = next((each for each in thrown_away if each.public_id == public_id), None)
    if item is None:
        raise Http404
    removal.put_back(item)
    where = "leerplan" if isinstance(item, LearningGoal) else "portfolio"
    messages.success(request, f"‘{item}’ staat weer in je {where}.")
    return redirect("dossier:bin")


@signed_in
@require_POST
def bin_empty(request: PersonRequest) -> HttpResponse:
    removal.empty_bin(request.user)
    messages.success(request, "Alles wat je weggooide, is nu voorgoed gewist.")
    return redirect("dossier:bin")


@signed_in
@require_POST
def bin_choose(request: PersonRequest) -> HttpResponse:
    """With or without thirty days to change my mind."""
    keeps = request.POST.get("keeps") == "yes"
    removal.choose(request.user, keeps=keeps)
    sentence = (
        "Wat je weggooit, kun je voortaan 30 dagen terugzetten."
        if keeps
        else "Wat je weggooit, is voortaan meteen voorgoed gewist."
    )
    messages.success(request, sentence)
    return redirect("dossier:bin")
