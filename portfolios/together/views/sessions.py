"""Intervision sessions: the list, logging one for all, and what is mine in it."""

from uuid import UUID

from django.contrib import messages
from django.db.models import FETCH_RAISE, Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from kit import clock
from portfolios.together.forms import NewSessionForm, OwnLineForm, SessionForm
from portfolios.together.models import (
    GroupInvitation,
    GroupMember,
    IntervisionGroup,
    IntervisionPresence,
)
from portfolios.together.sessions import (
    LoggedBefore,
    change,
    correct_presence,
    correctable_until,
    keep_own_line,
    log,
)
from portfolios.together.views.groups import my_group


def my_presence(request: PersonRequest, public_id: UUID) -> IntervisionPresence:
    """My own place in a session; for who was not listed there is no such session."""
    mine = IntervisionPresence.objects.filter(person=request.user.pk)
    return get_object_or_404(
        mine.select_related("session__group", "session__logged_by"), session__public_id=public_id
    )


@signed_in
@require_safe
def sessions(request: PersonRequest) -> HttpResponse:
    """Invitations that wait, my groups, and the sessions in which I was listed."""
    members = Prefetch(
        "members",
        queryset=GroupMember.objects.filter(until_on=None)
        .select_related("person")
        .order_by("person__name_key", "id"),
    )
    groups = IntervisionGroup.objects.visible_to(request.user).prefetch_related(members)
    listed = (
        IntervisionPresence.objects.filter(person=request.user.pk)
        .select_related("session__group")
        .only("present", "session__public_id", "session__theme", "session__held_on",
              "session__group__name")
        .order_by("-session__held_on", "-session")
    )  # fmt: skip
    context = {
        "invitations": GroupInvitation.objects.waiting_for(request.user).order_by("id"),
        "groups": groups.order_by("name", "id"),
        "listed": listed.fetch_mode(FETCH_RAISE),
    }
    return render(request, "together/sessions.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def session_new(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Any member logs the session, once for all."""
    group = my_group(request, public_id)
    form = NewSessionForm(request.POST or None, group=group, today=clock.today())
    if form.is_valid():
        try:
            made = log(group, logger=request.user, now=clock.now(), **form.facts)
        except LoggedBefore as logged_before:
            form.add_error("held_on", str(logged_before))
        else:
            messages.success(request, "De bijeenkomst is vastgelegd. De anderen krijgen bericht.")
            return redirect("together:session", made.public_id)
    context = {"form": form, "group": group}
    return render(request, "together/session_new.html", context, status=422 if form.errors else 200)


@signed_in
@require_safe
def session(request: PersonRequest, public_id: UUID) -> HttpResponse:
    presence = my_presence(request, public_id)
    form = OwnLineForm(initial={"own_line": presence.own_line})
    return session_page(request, presence, form)


def session_page(
    request: PersonRequest, presence: IntervisionPresence, form: OwnLineForm, *, status: int = 200
) -> HttpResponse:
    """Who was there for all to see; of the private lines only my own is read at all."""
    others = presence.session.presences.defer("own_line").select_related("person")
    until = correctable_until(presence.session)
    context = {
        "session": presence.session,
        "presence": presence,
        "presences": others.order_by("person__name_key", "id"),
        "correctable_until": until,
        "correctable": clock.today() <= until,
        "i_logged": presence.session.logged_by == request.user,
        "form": form,
    }
    return render(request, "together/session.html", context, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def session_edit(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Mend the day, the theme or the method; for who logged it."""
    shown = my_presence(request, public_id).session
    today = clock.today()
    if shown.logged_by != request.user or today > correctable_until(shown):
        return redirect("together:session", public_id)
    kept = {name: getattr(shown, name) for name in ("held_on", "method", "theme")}
    form = SessionForm(request.POST or None, today=today, initial=kept)
    if form.is_valid():
        try:
            change(shown, by_person=request.user, now=clock.now(), **form.facts)
        except LoggedBefore as logged_before:
            form.add_error("held_on", str(logged_before))
        else:
            messages.success(request, "Aangepast. Iedereen die erbij staat, leest nu dit.")
            return redirect("together:session", public_id)
    context = {"form": form, "session": shown}
    return render(
        request, "together/session_edit.html", context, status=422 if form.errors else 200
    )


@signed_in
@require_POST
def session_presence(request: PersonRequest, public_id: UUID) -> HttpResponse:
    presence = my_presence(request, public_id)
    correct_presence(presence, present=request.POST.get("present") == "yes", now=clock.now())
    messages.success(request, "Je aanwezigheid is aangepast.")
    return redirect("together:session", public_id)


@signed_in
@require_POST
def session_line(request: PersonRequest, public_id: UUID) -> HttpResponse:
    presence = my_presence(request, public_id)
    form = OwnLineForm(request.POST, initial={"own_line": presence.own_line})
    if not form.is_valid():
        return session_page(request, presence, form, status=422)
    keep_own_line(presence, form.cleaned_data["own_line"])
    messages.success(request, "Je eigen regel is bewaard. Alleen jij leest die.")
    return redirect("together:session", public_id)
