"""My intervision groups: starting one, inviting, answering an invitation, leaving."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from kit import clock
from portfolios.together import groups
from portfolios.together.forms import GroupForm, InviteForm
from portfolios.together.models import GroupInvitation, IntervisionGroup, IntervisionSession

INVITED = (
    "De uitnodiging staat klaar. Wie met dit adres inlogt, ziet haar bij Intervisie. "
    "Vertel het je collega ook zelf even."
)


def my_group(request: PersonRequest, public_id: UUID) -> IntervisionGroup:
    return get_object_or_404(IntervisionGroup.objects.visible_to(request.user), public_id=public_id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def group_new(request: PersonRequest) -> HttpResponse:
    form = GroupForm(request.POST or None)
    if form.is_valid():
        made = groups.start(form.cleaned_data["name"], founder=request.user, today=clock.today())
        messages.success(request, "Je groep is er. Nodig nu je collega’s uit.")
        return redirect("together:group", made.public_id)
    status = 422 if form.errors else 200
    return render(request, "together/group_new.html", {"form": form}, status=status)


@signed_in
@require_safe
def group(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Who is in it, and the sessions that I was listed in."""
    return group_page(request, my_group(request, public_id), InviteForm())


def group_page(
    request: PersonRequest, shown: IntervisionGroup, form: InviteForm, *, status: int = 200
) -> HttpResponse:
    members = shown.members.filter(until_on=None).select_related("person")
    mine = shown.invitations.filter(invited_by=request.user.pk).exclude(accepted=True)
    context = {
        "group": shown,
        "members": members.order_by("person__name_key", "id"),
        "invited": sorted(set(mine.values_list("email", flat=True))),
        "sessions": IntervisionSession.objects.visible_to(request.user)
        .filter(group=shown)
        .for_list(),
        "form": form,
    }
    return render(request, "together/group.html", context, status=status)


@signed_in
@require_POST
def group_invite(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """The answer is the same whether or not the address has an account."""
    shown = my_group(request, public_id)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return group_page(request, shown, form, status=422)
    groups.invite(shown, form.cleaned_data["email"], inviter=request.user, now=clock.now())
    messages.success(request, INVITED)
    return redirect("together:group", shown.public_id)


@signed_in
@require_POST
def group_leave(request: PersonRequest, public_id: UUID) -> HttpResponse:
    groups.leave(my_group(request, public_id), person=request.user, today=clock.today())
    messages.success(request, "Je bent uit de groep. Je eigen bijeenkomsten blijven van jou.")
    return redirect("together:sessions")


@signed_in
@require_POST
def invitation_answer(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Only who has the address that was invited."""
    waiting = GroupInvitation.objects.waiting_for(request.user)
    invitation = get_object_or_404(waiting, public_id=public_id)
    accept = request.POST.get("answer") == "accept"
    groups.answer(invitation, accept=accept, person=request.user, today=clock.today())
    if accept:
        messages.success(request, f"Je hoort nu bij ‘{invitation.group}’.")
        return redirect("together:group", invitation.group.public_id)
    messages.success(request, "Je hebt de uitnodiging afgeslagen. Niemand krijgt daar bericht van.")
    return redirect("together:sessions")
