"""Logging in through the employer: the way there, the way back, and the own links."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.decorators import reauthentication_required
from allauth.account.utils import get_next_redirect_url
from allauth.decorators import rate_limit
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import single_sign_on
from accounts.access import PersonRequest, public, signed_in
from accounts.single_sign_on import WayIn, rules

NOBODY_YET = "the way to the own account"


class EmployerForm(forms.Form):
    """An organisation, chosen by name."""

    organisation = forms.ChoiceField(
        label="Waar werk je?", error_messages={"required": "Kies waar je werkt"}
    )

    def __init__(self, *args: Any, ways: list[WayIn], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ways = {way.key: way for way in ways}
        choices = [(way.key, way.organisation) for way in ways]
        self.fields["organisation"].choices = [("", "Kies je organisatie"), *choices]  # type: ignore[attr-defined]

    @property
    def way(self) -> WayIn:
        return self.ways[self.cleaned_data["organisation"]]


@public(NOBODY_YET)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit(action="login")
def choose(request: HttpRequest) -> HttpResponse:
    """Choose the organisation, then leave for its login page."""
    ways = rules().ways_in()
    if not ways:
        raise Http404("No organisation has single sign-on.")
    if request.user.is_authenticated:
        return redirect("home")
    form = EmployerForm(request.POST or None, ways=ways)
    next_url = get_next_redirect_url(request)
    if form.is_valid():
        return leave(request, form.way, AuthProcess.LOGIN, next_url)
    context = {"form": form, "next": next_url or ""}
    status = 422 if form.errors else 200
    return render(request, "accounts/single_sign_on_choose.html", context, status=status)


def leave(
    request: HttpRequest, way: WayIn, process: str, next_url: str | None = None
) -> HttpResponse:
    """A page that goes on by itself. Not a redirect: a browser lets no form lead elsewhere."""
    provider = rules().get_provider(request, way.provider_id)
    try:
        answer = provider.redirect(request, process, next_url)
    except OAuth2Error as error:
        return gone_wrong(request, provider, error)
    if not isinstance(answer, HttpResponseRedirect):
        return answer
    context = {"way": way, "url": answer.url, "host": urlsplit(answer.url).hostname}
    return render(request, "accounts/single_sign_on_leave.html", context)


def gone_wrong(request: HttpRequest, provider: Any, error: Exception) -> HttpResponse:
    answer: HttpResponse = render_authentication_error(request, provider, exception=error)
    return answer


@public(NOBODY_YET)
@never_cache
@require_safe
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the provider, with a code or an error."""
    if not rules().is_on(provider_id):
        raise Http404("This provider is off.")
    provider = rules().get_provider(request, provider_id)
    view = OAuth2CallbackView.adapter_view(provider.get_oauth2_adapter(request))
    try:
        answer: HttpResponse = view(request)
    except OAuth2Error as error:
        return gone_wrong(request, provider, error)
    return answer


# ---- My own links ----


@signed_in
@require_safe
def mine(request: PersonRequest) -> HttpResponse:
    return show_mine(request, EmployerForm(ways=to_link(request)))


def to_link(request: PersonRequest) -> list[WayIn]:
    """The organisations with a provider that is not linked yet."""
    linked = set(own(request).values_list("provider", flat=True))
    return [way for way in rules().ways_in() if way.provider_id not in linked]


def own(request: PersonRequest) -> Any:
    return SocialAccount.objects.filter(user=request.user)


def show_mine(request: PersonRequest, form: EmployerForm) -> HttpResponse:
    adapter = rules()
    linked = [
        {"pk": account.pk, "since": account.date_joined, "name": adapter.name_of(account.provider),
         "is_on": adapter.is_on(account.provider)}
        for account in own(request).order_by("pk")
    ]  # fmt: skip
    context = {"form": form, "linked": linked}
    status = 422 if form.errors else 200
    return render(request, "accounts/single_sign_on.html", context, status=status)


@signed_in
@require_POST
@reauthentication_required(app="allauth.socialaccount")
def link(request: PersonRequest) -> HttpResponse:
    form = EmployerForm(request.POST, ways=to_link(request))
    if not form.is_valid():
        return show_mine(request, form)
    return leave(request, form.way, AuthProcess.CONNECT)


@signed_in
@require_POST
def unlink(request: PersonRequest, pk: int) -> HttpResponse:
    """At once and always: less access needs no proof."""
    single_sign_on.unlink(request, request.user, get_object_or_404(own(request), pk=pk))
    messages.success(request, "De koppeling is weg. Inloggen via je werkgever kan niet meer.")
    return redirect("accounts:single_sign_on")
