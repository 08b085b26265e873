"""The profession's seats: what waits for a yes or no, and saying it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest, role_required
from accounts.models import Role
from kit import clock
from register import impact, proposals
from register.consultation_forms import VoteForm
from register.models import Consultation

MOST_SHOWN = 100


@role_required(Role.SEAT)
@require_safe
def home(request: PersonRequest) -> HttpResponse:
    """What waits for this seat, and everything that is or was before the public."""
    known = Consultation.objects.public().for_list()[:MOST_SHOWN]
    mine = set(
        Consultation.objects.filter(assents__person=request.user).values_list("pk", flat=True)
    )
    waits = [each for each in known if each.status == "assent" and each.pk not in mine]
    context = {"waits": waits, "others": [each for each in known if each not in waits]}
    return render(request, "register/seat.html", context)


@role_required(Role.SEAT)
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """The proposal, what people said, what it changes for whom; and my yes or no."""
    rows = Consultation.objects.public().select_related("scheme", "code", "profile")
    found = get_object_or_404(rows, public_id=public_id)
    today = clock.today()
    form = VoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        proposals.say(
            found,
            yes=form.cleaned_data["yes"] == "yes",
            reason=form.cleaned_data["reason"],
            today=today,
            now=clock.now(),
            by=request.actor,
        )
        messages.success(request, "Dank je wel. Je stem is vastgelegd.")
        return redirect("seat:proposal", public_id)
    titles = {part.key: part.title for part in found.subject.parts()}
    mine = found.assents.filter(person=request.user).first()
    context = {
        "consultation": found,
        "differences": found.differences,
        "changed_since": found.changed_since_opening,
        "consequences": impact.consequences(found, today=today) if found.status == "assent" else [],
        "remarks": [(each, titles.get(each.part, "")) for each in found.remarks.shown()],
        "mine": mine,
        "can_vote": found.status == "assent" and mine is None,
        "form": form,
    }
    return render(
        request, "register/seat_proposal.html", context, status=422 if form.errors else 200
    )
