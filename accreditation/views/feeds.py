"""My talks in my own calendar: a secret address, made anew or switched off whenever I want."""

import hashlib

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, public, signed_in
from accreditation import feeds
from kit import clock


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: PersonRequest) -> HttpResponse:
    """What it is, and a button; the address itself is shown once, right after it was made."""
    address = ""
    if request.method == "POST":
        token = feeds.switch_on(request.user, now=clock.now(), by=request.actor)
        address = settings.BASE_URL + reverse("calendars:feed", args=[token])
    context = {"feed": feeds.of(request.user), "address": address}
    return render(request, "accreditation/calendar.html", context)


@signed_in
@require_POST
def calendar_off(request: PersonRequest) -> HttpResponse:
    feeds.switch_off(request.user, by=request.actor)
    messages.success(request, "Je agenda-adres staat uit. Het oude adres werkt niet meer.")
    return redirect("cycle:calendar")


@public("a calendar program has no session; the address holds a secret of one person")
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """My talks, for the program that I gave the address."""
    found = feeds.of_token(token)
    if found is None:
        raise Http404("No such feed.")
    text = feeds.text_of(found, now=clock.now()).encode()
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="gesprekken.ics"'
    response["Cache-Control"] = "private, no-store"
    etag = quote_etag(hashlib.sha256(text).hexdigest())
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response
