"""Whoever got an invitation: what it is, going on with it, or no thank you."""

from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import PersonRequest, public, signed_in
from kit import clock
from register import invitations
from register.models import Invitation, Registration

PASSKEY_FIRST = "/account/2fa/webauthn/add/?next="  # is offered once, as at every sign-up


def the_invitation(token: str) -> Invitation:
    found = invitations.invitation_of(token)
    if found is None:
        raise Http404("No such invitation.")
    return found


@public("whoever has the link of an invitation")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What this is. A POST goes on to the sign-up, or says no, thank you."""
    found = the_invitation(token)
    works = found.works_on(clock.today())
    onward = reverse("registration:invitation", args=[token])
    if request.method == "POST" and works and "decline" not in request.POST:
        return to_sign_up(request, found, onward)
    if request.method == "POST":
        if works:
            invitations.decline(found, now=clock.now())
        return redirect("register:invitation", token)
    context = {"invitation": found, "works": works, "onward": onward}
    return render(request, "register/invitation.html", context)


def to_sign_up(request: HttpRequest, found: Invitation, onward: str) -> HttpResponse:
    """The sign-up with what the invitation knows filled in; who has an account just goes on."""
    if request.user.is_authenticated:
        return redirect(onward)
    fields = ("email", "given_names", "infix", "last_name")
    request.session["sign_up_with"] = {name: getattr(found, name) for name in fields}
    following = PASSKEY_FIRST + quote(onward, safe="")
    return redirect(f"{reverse('account_signup')}?next={quote(following, safe='')}")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_accept(request: PersonRequest, token: str) -> HttpResponse:
    """Logged in: begin the application with what the invitation knew."""
    found = the_invitation(token)
    if found.person == request.user:
        return redirect("registration:application")
    today = clock.today()
    if request.method == "POST":
        invitations.accept(found, today=today, now=clock.now(), by=request.actor)
        messages.success(request, "Je aanmelding is begonnen. Kijk of het klopt en vul aan.")
        return redirect("registration:application_work")
    context = {
        "invitation": found,
        "works": found.works_on(today),
        "registered": Registration.objects.visible_to(request.user).exists(),
    }
    return render(request, "register/invitation_accept.html", context)
