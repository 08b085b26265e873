"""Mail of the register: what somebody wants to get, what comes back, and an address that works."""

import hashlib
import hmac
import json
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import PersonRequest, public, signed_in
from accounts.forms import WantedForm
from accounts.models import User
from kit import clock
from outbox import bounces, choices, topics
from outbox.bounces import Bounce

SIGNATURE = "X-Signature"
MOST_AT_ONCE = 1000


@public("the mail server tells what came back; each call carries a signature")
@csrf_exempt
@require_POST
def came_back(request: HttpRequest) -> HttpResponse:
    """A report as it is (RFC 3464), or JSON: a list of {message_id, status} of what failed.

    Signed with HMAC-SHA256 of the body. The same call twice changes nothing more.
    """
    if not settings.BOUNCE_WEBHOOK_KEY:
        raise Http404("This server is told in another way.")
    if not is_signed(request.body, request.headers.get(SIGNATURE, "")):
        return HttpResponse(status=403)
    if request.content_type == "message/rfc822":
        found = bounces.read_report(request.body)
    else:
        try:
            found = failures_in(json.loads(request.body))
        except (ValueError, TypeError, AttributeError, RecursionError):
            return HttpResponse(status=400)
    for one in found:
        bounces.note(one, now=clock.now())
    return HttpResponse(status=204)


def is_signed(body: bytes, signature: str) -> bool:
    made = hmac.new(settings.BOUNCE_WEBHOOK_KEY.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(made.encode(), signature.encode(errors="replace"))


def failures_in(told: Any) -> list[Bounce]:
    """What a program tells; a temporary failure (4.x.x) is none, nor is a word without a code.

    Raises ValueError for more than fits at once.
    """
    rows = told if isinstance(told, list) else [told]
    if len(rows) > MOST_AT_ONCE:
        raise ValueError("too many at once")
    found = []
    for row in rows:
        letter = bounces.reference_of(str(row.get("message_id", "")))
        code = bounces.code_in(str(row.get("status", "")), otherwise="")
        if letter and code.startswith("5."):
            found.append(Bounce(letter, code))
    return found


@signed_in
@require_POST
def address_works(request: PersonRequest) -> HttpResponse:
    """The person says the address is right; the next letter that comes back says otherwise."""
    bounces.address_works(request.user)
    messages.success(request, "Dank je. We sturen je mail weer naar dit adres.")
    return redirect("accounts:letters")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def wanted(request: PersonRequest) -> HttpResponse:
    """Which letters come by mail, and when. What one has to know is not among them."""
    data = request.POST if request.method == "POST" else None
    form = WantedForm(data, initial=choices.of_person(request.user))
    if form.is_valid():
        choices.choose(request.user, form.cleaned_data)
        messages.success(request, "Bewaard. Zo sturen we het voortaan.")
        return redirect("accounts:letters")
    status = 422 if form.errors else 200
    return render(request, "accounts/mail_wanted.html", {"form": form}, status=status)


@public("who gets a mail may say no without logging in; the link can do nothing else")
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def off(request: HttpRequest, token: str) -> HttpResponse:
    """A page with a button, that a mail program presses by itself (RFC 8058). Looking is free."""
    found = choices.read_token(token)
    person = User.objects.filter(public_id=found[0]).first() if found else None
    if found is None or person is None:
        raise Http404("No such link.")
    if request.method == "POST":
        choices.switch_off(person, found[1])
    context = {"topic": topics.find(found[1]), "is_off": request.method == "POST"}
    return render(request, "accounts/mail_off.html", context)
