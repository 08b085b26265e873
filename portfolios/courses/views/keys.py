"""The keys with which a provider's own system says who was there: made and ended by a manager."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest, signed_in
from kit import clock
from portfolios.courses import keys, providers
from portfolios.courses.models import ProviderKey
from portfolios.courses.provider_forms import KeyForm
from portfolios.courses.receiving import MOST_ROWS
from portfolios.courses.views.provider import my_provider
from register.api import door


@signed_in
@require_safe
def keys_of(request: PersonRequest, public_id: UUID) -> HttpResponse:
    provider = my_provider(request, public_id)
    providers.check_manager(provider, request.user)
    context = {
        "provider": provider,
        "keys": provider.keys.for_list(),
        "budget": keys.BUDGET,
        "most_rows": MOST_ROWS,
    }
    return render(request, "courses/keys.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def key_new(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Making a key; the answer is the only place where it can ever be read."""
    provider = my_provider(request, public_id)
    providers.check_manager(provider, request.user)
    form = KeyForm(request.POST or None)
    if form.is_valid():
        _, secret = keys.make(provider, **form.cleaned_data, now=clock.now(), by=request.actor)
        context = {"provider": provider, "secret": secret, "header": door.KEY_HEADER}
        response = render(request, "courses/key_made.html", context)
        response["Cache-Control"] = "no-store"
        return response
    status = 422 if form.errors else 200
    context = {"provider": provider, "form": form}
    return render(request, "courses/key_new.html", context, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def key_end(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """First what it means, then end it."""
    ours = ProviderKey.objects.of(request.user).for_list()
    key = get_object_or_404(ours, public_id=public_id)
    providers.check_manager(key.provider, request.user)
    if request.method == "POST":
        keys.end(key, now=clock.now(), by=request.actor)
        messages.success(request, "De sleutel werkt niet meer.")
        return redirect("provider:keys", key.provider.public_id)
    return render(request, "courses/key_end.html", {"key": key, "provider": key.provider})
