"""Where am I logged in, and until when."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts import browsers, sessions
from accounts.access import PersonRequest, signed_in


@signed_in
@require_safe
def session_list(request: PersonRequest) -> HttpResponse:
    listed = sessions.listed(request.user, request.session.session_key)
    has_others = any(not line.is_this for line in listed)
    context = {"sessions": listed, "has_others": has_others}
    return render(request, "accounts/sessions.html", context)


@signed_in
@require_POST
def session_end(request: PersonRequest, pk: int) -> HttpResponse:
    """End one that is not this one; for this one there is the button to log out."""
    others = sessions.others(request.user, request.session.session_key)
    found = get_object_or_404(others, pk=pk)
    sessions.end([found])
    words = browsers.in_words(found.user_agent)
    messages.success(request, f"Je bent nu uitgelogd op het andere apparaat: {words}.")
    return redirect("accounts:sessions")


@signed_in
@require_POST
def session_end_others(request: PersonRequest) -> HttpResponse:
    sessions.end(sessions.others(request.user, request.session.session_key))
    messages.success(request, "Je bent nu overal uitgelogd, behalve hier.")
    return redirect("accounts:sessions")


@signed_in
@require_safe
def session_left(request: PersonRequest) -> HttpResponse:
    """How long this session still lasts. Asking is no activity (accounts.middleware)."""
    return what_is_left(request)


@signed_in
@require_POST
def session_extend(request: PersonRequest) -> HttpResponse:
    """I am still here."""
    sessions.note_activity(request, at_once=True)
    return what_is_left(request)


def what_is_left(request: PersonRequest) -> HttpResponse:
    """For the script of the page: also who is logged in, and the token that forms need now."""
    found = sessions.left(request.session, powerful=bool(request.roles))
    return JsonResponse(
        {
            "left": found.seconds,
            "fixed": found.fixed,
            "person": str(request.user.public_id),
            "token": get_token(request),
        }
    )
