"""Roles: who holds which, proposals with a second pair of eyes, and giving one's own role back."""

from datetime import date
from itertools import groupby
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import roles as rules
from accounts.access import PersonRequest, role_required, signed_in
from accounts.desk_forms import EndForm, GiveForm, PeopleForm
from accounts.models import Role, RoleChange, RoleGrant, User
from accounts.models.role_changes import CONFIRMING
from audit.acts import NotAllowed
from kit import clock, names

MOST_GRANTS = 500
MOST_CLOSED = 30
ORDER = {role: place for place, role in enumerate(reversed(Role))}
as_second = role_required(*CONFIRMING)
as_administrator = role_required(Role.ADMINISTRATOR)


# ---- The desk: who holds which role, and what is proposed ----


@as_second
@require_safe
def roles(request: PersonRequest) -> HttpResponse:
    """Who holds which role today, what is proposed, what was decided; for some also a search."""
    today = clock.today()
    may_propose = Role.ADMINISTRATOR in request.roles
    form = PeopleForm(request.GET)
    asked = names.clean(form.cleaned_data.get("q", "")) if form.is_valid() else ""
    context = {
        "proposals": RoleChange.objects.open().for_list(),
        "groups": holders_by_role(today),
        "closed": RoleChange.objects.closed().for_list()[:MOST_CLOSED],
        "may_propose": may_propose,
        "asked": asked,
        "found": list(rules.find_people(asked)) if may_propose and asked else [],
        "least_letters": rules.LEAST_LETTERS,
        "most_found": rules.MOST_FOUND,
        "today": today,
    }
    return render(request, "accounts/roles.html", context)


def holders_by_role(today: date) -> list[tuple[str, list[RoleGrant]]]:
    """Roles of today and of days to come, the most powerful role first."""
    grants = not_ended(RoleGrant.objects.all(), today).select_related("user", "granted_by")
    known = sorted(grants[:MOST_GRANTS], key=lambda one: (ORDER[Role(one.role)], one.user.name_key))
    return [(Role(role).label, list(some)) for role, some in groupby(known, lambda one: one.role)]


def not_ended(grants: QuerySet[RoleGrant], today: date) -> QuerySet[RoleGrant]:
    return grants.filter(Q(until_on=None) | Q(until_on__gt=today))


def grants_of(person: User, today: date) -> QuerySet[RoleGrant]:
    own = RoleGrant.objects.filter(user=person).select_related("granted_by")
    return not_ended(own, today).order_by("from_on", "pk")


@as_administrator
@require_http_methods(["GET", "HEAD", "POST"])
def role_propose(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """The roles of one person, and the form to propose another."""
    person = get_object_or_404(User, public_id=public_id)
    return propose(request, person) if request.method == "POST" else show(request, person, None)


@reauthentication_required
def propose(request: PersonRequest, person: User) -> HttpResponse:
    form = GiveForm(request.POST, today=clock.today())
    if form.is_valid():
        try:
            rules.propose_to_give(
                person,
                **form.cleaned_data,
                now=clock.now(),
                today=clock.today(),
                by=request.actor,
            )
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Je voorstel ligt klaar. Een collega bevestigt het.")
            return redirect("desk_accounts:roles")
    return show(request, person, form)


def show(request: PersonRequest, person: User, form: GiveForm | None) -> HttpResponse:
    today = clock.today()
    context = {
        "person": person,
        "grants": grants_of(person, today),
        "open": RoleChange.objects.open().for_list().filter(person=person),
        "form": form or GiveForm(today=today),
        "is_own": person == request.user,
        "today": today,
    }
    status = 422 if form and form.errors else 200
    return render(request, "accounts/role_propose.html", context, status=status)


@as_administrator
@require_http_methods(["GET", "HEAD", "POST"])
def role_end(request: PersonRequest, pk: int) -> HttpResponse:
    """Propose that a role ends."""
    grants = not_ended(RoleGrant.objects.all(), clock.today()).select_related("user")
    grant = get_object_or_404(grants.exclude(user=request.user), pk=pk)
    if request.method == "POST":
        return propose_end(request, grant)
    return show_end(request, grant, EndForm(today=clock.today()))


@reauthentication_required
def propose_end(request: PersonRequest, grant: RoleGrant) -> HttpResponse:
    form = EndForm(request.POST, today=clock.today())
    if form.is_valid():
        rules.propose_to_end(grant, **form.cleaned_data, now=clock.now(), by=request.actor)
        messages.success(request, "Je voorstel ligt klaar. Een collega bevestigt het.")
        return redirect("desk_accounts:roles")
    return show_end(request, grant, form)


def show_end(request: PersonRequest, grant: RoleGrant, form: EndForm) -> HttpResponse:
    status = 422 if form.errors else 200
    context = {"grant": grant, "form": form}
    return render(request, "accounts/role_end.html", context, status=status)


def proposed(public_id: UUID) -> RoleChange:
    return get_object_or_404(RoleChange.objects.for_list(), public_id=public_id)


@as_second
@require_POST
@reauthentication_required
def role_confirm(request: PersonRequest, public_id: UUID) -> HttpResponse:
    change = proposed(public_id)
    rules.confirm(change, today=clock.today(), now=clock.now(), by=request.actor)
    messages.success(request, f"Bevestigd. {change.person.name} krijgt bericht.")
    return redirect("desk_accounts:roles")


@as_second
@require_POST
def role_decline(request: PersonRequest, public_id: UUID) -> HttpResponse:
    change = proposed(public_id)
    rules.decline(change, now=clock.now(), by=request.actor)
    messages.success(request, f"Niet bevestigd. {change.proposed_by.name} krijgt bericht.")
    return redirect("desk_accounts:roles")


@as_administrator
@require_POST
def role_withdraw(request: PersonRequest, public_id: UUID) -> HttpResponse:
    proposed(public_id).withdraw(now=clock.now(), by=request.actor)
    messages.success(request, "Je voorstel is ingetrokken.")
    return redirect("desk_accounts:roles")


# ---- One's own ----


@signed_in
@require_safe
def my_roles(request: PersonRequest) -> HttpResponse:
    """My roles, now and later, with who gave them."""
    today = clock.today()
    context = {"grants": grants_of(request.user, today), "today": today}
    return render(request, "accounts/roles_mine.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def role_give_back(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask once, then give it back at once."""
    grant = get_object_or_404(grants_of(request.user, clock.today()), pk=pk)
    if request.method == "POST":
        rules.give_back(grant, today=clock.today(), now=clock.now(), by=request.actor)
        messages.success(request, "Je hebt de rol teruggegeven.")
        return redirect("accounts:roles")
    return render(request, "accounts/role_give_back.html", {"grant": grant})
