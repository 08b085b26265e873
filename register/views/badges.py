"""Digital badges: what everybody may check, and what their owner does with them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, public, signed_in
from audit.acts import record
from files.downloads import stream_made
from kit import clock
from register import badge_picture, badge_words, badges, consent_texts
from register.forms import BadgeForm
from register.models import BadgeKey, BadgeStatusList, Certificate, OpenBadge
from register.reading import from_published_copy

JWT, SVG = "application/vc+jwt", "image/svg+xml"
MADE: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "jwt": (JWT, str.encode),
    "svg": (SVG, badge_picture.baked),
}


def as_json(found: dict[str, Any], kind: str = "application/json") -> HttpResponse:
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False}, content_type=kind)


# ---- Everybody ----


@public("with which keys the register signs badges")
@require_safe
@from_published_copy
def did(request: HttpRequest) -> HttpResponse:
    return as_json(badge_words.did_document(BadgeKey.objects.all()), "application/did+json")


@public("with which keys the register signs badges")
@require_safe
@from_published_copy
def keys(request: HttpRequest) -> HttpResponse:
    found = [{**key.jwk, "kid": key.kid} for key in BadgeKey.objects.all()]
    return as_json({"keys": found}, "application/jwk-set+json")


@public("who signs badges")
@require_safe
def issuer(request: HttpRequest) -> HttpResponse:
    return as_json({"@context": badge_words.CONTEXTS, **badge_words.issuer()})


@public("what a badge stands for")
@require_safe
def achievement(request: HttpRequest) -> HttpResponse:
    return as_json({"@context": badge_words.CONTEXTS, **badge_words.achievement()})


@public("which badges hold; nobody is named")
@require_safe
@from_published_copy
def status(request: HttpRequest, purpose: str, number: int = 0) -> HttpResponse:
    found = get_object_or_404(BadgeStatusList, purpose=purpose, number=number)
    return HttpResponse(found.token, content_type=JWT)


@public("who got this address from the owner of the badge puts it in a wallet")
@require_safe
@from_published_copy
def badge(request: HttpRequest, public_id: UUID) -> HttpResponse:
    shown = OpenBadge.objects.using(settings.PUBLIC_ALIAS).exclude(sha256="")
    found = get_object_or_404(shown.only("token", "withdrawn_on"), public_id=public_id)
    if found.withdrawn_on:
        return render(request, "register/badge_gone.html", status=410)
    return HttpResponse(found.token, content_type=JWT, headers={"Cache-Control": "no-store"})


# ---- Its owner ----


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def of_certificate(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """What a badge is and what it cannot do; asking for it is a consent of its own."""
    certificate = mine(request, public_id)
    form = BadgeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        badges.give(certificate, today=clock.today(), by=request.actor)
        messages.success(request, "Je badge wordt gemaakt. Dat duurt meestal geen minuut.")
        return redirect("registration:badge", public_id)
    found = certificate.badges.running().first()
    context = {
        "certificate": certificate,
        "badge": found,
        "consent_text": consent_texts.text_of("badge"),
        "form": form,
        "address": badge_words.address("register:badge", found.public_id) if found else "",
    }
    code = 422 if form.errors else 200
    return render(request, "register/badge.html", context, status=code)


def mine(request: PersonRequest, public_id: UUID) -> Certificate:
    own = Certificate.objects.visible_to(request.user).select_related("registration", "period")
    found = get_object_or_404(own, public_id=public_id)
    if not badges.are_offered() or found.status != Certificate.Status.ISSUED:
        raise Http404("No badge of this certificate.")
    return found


@signed_in
@require_POST
def withdraw(request: PersonRequest, public_id: UUID) -> HttpResponse:
    certificate = mine(request, public_id)
    found = get_object_or_404(certificate.badges.running())
    badges.withdraw(found, today=clock.today(), by=request.actor)
    messages.success(request, "Je badge is ingetrokken. Wie hem controleert, hoort dat.")
    return redirect("registration:badge", public_id)


@signed_in
@require_safe
def download(request: PersonRequest, public_id: UUID, kind: str) -> FileResponse:
    found = get_object_or_404(mine(request, public_id).badges.running().exclude(token=""))
    if kind not in MADE:
        raise Http404("No such file.")
    record("openbadge.download", found, by=request.actor)
    content_type, made = MADE[kind]
    name = f"badge-{found.certificate.number}.{kind}"
    return stream_made(made(found.token), name=name, kind=content_type)
