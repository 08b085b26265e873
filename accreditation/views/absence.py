"""When it goes otherwise: another assessor, or a talk to which one of the two did not come."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import PersonRequest, role_required, signed_in
from accounts.models import Role
from accreditation import cycles, replacing
from accreditation.forms import OtherAssessorForm
from accreditation.models import Conversation, Cycle
from accreditation.views.mine import my_cycle
from kit import clock


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def other_assessor(request: PersonRequest) -> HttpResponse:
    """I would rather have another assessor."""
    cycle = my_cycle(request, Cycle.Status.ASSIGNED, Cycle.Status.BOOKED)
    form = OtherAssessorForm(
        request.POST if request.method == "POST" else None,
        needs_reason=replacing.needs_reason(cycle),
    )
    if request.method == "POST" and form.is_valid():
        replacing.object_to_assessor(cycle, reason=form.why, now=clock.now(), by=request.actor)
        messages.success(request, "We zoeken een andere assessor voor je.")
        return redirect("cycle:mine")
    context = {"cycle": cycle, "form": form}
    status = 422 if form.errors else 200
    return render(request, "accreditation/other_assessor.html", context, status=status)


@signed_in
@require_POST
def waited(request: PersonRequest) -> HttpResponse:
    """I was there, my assessor was not."""
    cycle = my_cycle(request, Cycle.Status.BOOKED)
    talk = get_object_or_404(Conversation, seats__cycle=cycle, status=Conversation.Status.PLANNED)
    replacing.assessor_missed(talk, now=clock.now(), by=request.actor)
    messages.success(request, "Dat had niet mogen gebeuren. We zoeken een andere assessor voor je.")
    return redirect("cycle:mine")


@signed_in
@require_POST
def word(request: PersonRequest) -> HttpResponse:
    """I missed the talk, and let hear from me."""
    cycle = cycles.current(request.user)
    talk = cycle and replacing.waits_for_word(cycle)
    if not talk:
        raise Http404("No talk was missed.")
    replacing.give_word(talk, now=clock.now(), by=request.actor)
    messages.success(request, "Fijn dat je laat horen. Er is niets aan de hand.")
    return redirect("cycle:mine")


@role_required(Role.ASSESSOR)
@require_POST
def person_missed(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """The person did not come."""
    talk = get_object_or_404(
        Conversation,
        public_id=public_id,
        assessor__user=request.user,
        kind__in=Conversation.ABOUT_A_CYCLE,
    )
    name = talk.concerns.name
    replacing.person_missed(talk, now=clock.now(), by=request.actor)
    messages.success(request, f"{name} krijgt een vriendelijk bericht. Er komt een nieuw gesprek.")
    return redirect("assessing:cases")
