"""My intervision groups: starting one, inviting, answering, and looking after it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from kit import clock
from portfolios.together import groups, hints, moderating, splitting
from portfolios.together.forms import GroupForm, InviteForm
from portfolios.together.models import (
    GroupInvitation,
    GroupNotice,
    IntervisionGroup,
    IntervisionSession,
    Meeting,
)

INVITED = (
    "De uitnodiging staat klaar. Wie met dit adres inlogt, ziet haar bij Intervisie. "
    "Vertel het je collega ook zelf even."
)


def key_in(text: str) -> int | None:
    """The key of a row that a form sent; None for anything else."""
    return int(text) if text.isdecimal() and len(text) < 19 else None


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
    """Who is in it, what is planned, and the sessions that I was listed in."""
    return group_page(request, my_group(request, public_id), InviteForm())


def group_page(
    request: PersonRequest, shown: IntervisionGroup, form: InviteForm, *, status: int = 200
) -> HttpResponse:
    now = clock.now()
    members = moderating.members_of(shown)
    mine = shown.invitations.of(request.user)
    last = shown.sessions.aggregate(last=Max("held_on"))["last"]
    moderator = next((one for one in members if one.moderates), None)
    context = {
        "group": shown,
        "members": members,
        "moderator": moderator,
        "i_moderate": moderator is None or moderator.person == request.user,
        "whose_turn": moderating.whose_turn(members),
        "hints": hints.of_group(shown, members, last_held_on=last, today=clock.today()),
        "meetings": Meeting.objects.filter(group=shown).still_to_come(now),
        "polls": Meeting.objects.filter(group=shown).looking_for_a_date(),
        "requests": shown.requests.waiting(),
        "notice": GroupNotice.objects.filter(group=shown).first(),
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
def group_take_back(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Of an address that I invited; for any other nothing happens."""
    shown = my_group(request, public_id)
    form = InviteForm(request.POST)
    if form.is_valid():
        email = form.cleaned_data["email"]
        groups.take_back(shown, email, inviter=request.user, today=clock.today())
        messages.success(request, "Je uitnodiging is ingetrokken.")
    return redirect("together:group", shown.public_id)


@signed_in
@require_POST
def invitation_answer(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Only who has the address that was invited."""
    waiting = GroupInvitation.objects.waiting_for(request.user)
    invitation = get_object_or_404(waiting, public_id=public_id)
    accept = request.POST.get("answer") == "accept"
    groups.answer(invitation, accept=accept, person=request.user, now=clock.now())
    if accept:
        messages.success(request, f"Je hoort nu bij ‘{invitation.group}’.")
        return redirect("together:group", invitation.group.public_id)
    messages.success(request, "Je hebt de uitnodiging afgeslagen. Niemand krijgt daar bericht van.")
    return redirect("together:sessions")


# ---- Looking after it ----


@signed_in
@require_POST
def group_leave(request: PersonRequest, public_id: UUID) -> HttpResponse:
    moderating.leave(my_group(request, public_id), person=request.user, now=clock.now())
    messages.success(request, "Je bent uit de groep. Je eigen bijeenkomsten blijven van jou.")
    return redirect("together:sessions")


@signed_in
@require_POST
def group_hand_over(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """To the member whose key was sent; of another group there is no such member."""
    shown = my_group(request, public_id)
    current = shown.members.filter(until_on=None).select_related("group")
    member = get_object_or_404(current, pk=key_in(request.POST.get("member", "")))
    moderating.hand_over(member, by_person=request.user, now=clock.now())
    messages.success(request, f"{member.person.name} begeleidt nu de groep.")
    return redirect("together:group", shown.public_id)


@signed_in
@require_POST
def group_pause(request: PersonRequest, public_id: UUID) -> HttpResponse:
    shown = my_group(request, public_id)
    moderating.pause(shown, by_person=request.user, now=clock.now())
    messages.success(request, "De groep rust even. Alles blijft bewaard.")
    return redirect("together:group", shown.public_id)


@signed_in
@require_POST
def group_go_on(request: PersonRequest, public_id: UUID) -> HttpResponse:
    shown = my_group(request, public_id)
    moderating.go_on(shown, by_person=request.user)
    messages.success(request, "De groep gaat weer verder.")
    return redirect("together:group", shown.public_id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def group_end(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Asks first: it is over for all of them."""
    shown = my_group(request, public_id)
    moderating.check_moderates(shown, request.user)
    if request.method == "POST":
        moderating.end(shown, now=clock.now(), by=request.actor)
        messages.success(
            request, "De groep is gestopt. Iedereen houdt de eigen bijeenkomsten en regels."
        )
        return redirect("together:sessions")
    return render(request, "together/group_end.html", {"group": shown})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def group_split(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Shows who would go where, for each number of groups; then does it as it was shown."""
    shown = my_group(request, public_id)
    moderating.check_moderates(shown, request.user)
    members, today = moderating.members_of(shown), clock.today()
    if request.method == "POST":
        made = splitting.split(
            shown,
            key_in(request.POST.get("parts", "")) or 0,
            seen=[key for text in request.POST.getlist("seen") if (key := key_in(text))],
            by_person=request.user,
            now=clock.now(),
        )
        messages.success(request, f"Er zijn nu {len(made)} groepen. Iedereen krijgt bericht.")
        return redirect("together:sessions")
    ways: list[Any] = [
        (parts, splitting.deal(members, parts, today=today))
        for parts in splitting.ways(len(members))
    ]
    context = {"group": shown, "members": members, "ways": ways}
    return render(request, "together/group_split.html", context)
