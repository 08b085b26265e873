"""The desk: how much the public register is used, and the keys of organisations to its API."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts import public_use
from accounts.access import PersonRequest, role_required
from accounts.models import Role
from kit import clock
from register import api_keys
from register.api import door
from register.api_key_forms import ApiKeyForm
from register.models import ApiKey, Organisation


@role_required(Role.DESK)
@require_safe
def use(request: PersonRequest) -> HttpResponse:
    context = {
        "days": public_use.days(),
        "busiest": public_use.busiest(clock.today()),
        "alarm": settings.PUBLIC_NAMES_ALARM,
        "stop": settings.PUBLIC_NAMES_STOP,
        "budget": public_use.of_an_address(),
        "keys": ApiKey.objects.for_list(),
    }
    return render(request, "register/public_use.html", context)


@role_required(Role.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def key_new(request: PersonRequest) -> HttpResponse:
    """Making a key; the answer is the only place where it can ever be read."""
    form = ApiKeyForm(request.POST or None)
    if form.is_valid():
        facts = form.cleaned_data
        key, secret = api_keys.make(**facts, now=clock.now(), by=request.actor)
        context = {"key": key, "secret": secret, "header": door.KEY_HEADER}
        response = render(request, "register/api_key_made.html", context)
        response["Cache-Control"] = "no-store"
        return response
    context = {
        "form": form,
        "organisations": Organisation.objects.on(clock.today()).values_list("name", flat=True),
    }
    status = 422 if form.errors else 200
    return render(request, "register/api_key_new.html", context, status=status)


@role_required(Role.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def key_end(request: PersonRequest, public_id: UUID) -> HttpResponse:
    key = get_object_or_404(ApiKey.objects.for_list(), public_id=public_id)
    if request.method == "POST":
        api_keys.end(key, now=clock.now(), by=request.actor)
        messages.success(request, f"De sleutel van {key.organisation} werkt niet meer.")
        return redirect("desk_register:public_use")
    return render(request, "register/api_key_end.html", {"key": key})
