"""The desk: which organisation uses which provider to log in."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import PersonRequest, role_required
from accounts.models import Role
from accounts.single_sign_on import rules
from kit import clock
from register import organisation_logins
from register.models import Organisation, OrganisationLogin

STAFF = (Role.DESK, Role.ADMINISTRATOR)


class OrganisationLoginForm(forms.Form):
    """An organisation, and one of the providers that the environment has."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.filter(ended_on=None).order_by("name_key"),
        label="Organisatie",
        empty_label="Kies een organisatie",
        error_messages={"required": "Kies een organisatie"},
    )
    provider_id = forms.ChoiceField(
        label="Inlogdienst",
        help_text="De beheerder van de server zet hier inlogdiensten bij.",
        error_messages={"required": "Kies een inlogdienst"},
    )

    def __init__(self, *args: Any, providers: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Kies een inlogdienst"), *providers.items()]
        self.fields["provider_id"].choices = choices  # type: ignore[attr-defined]


@role_required(*STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_login_list(request: PersonRequest) -> HttpResponse:
    """All of them; a POST switches one on for another organisation."""
    providers = rules().providers()
    form = OrganisationLoginForm(request.POST or None, providers=providers)
    if form.is_valid():
        made = organisation_logins.switch_on(**form.cleaned_data, now=clock.now(), by=request.actor)
        messages.success(request, f"Inloggen via {made.organisation} staat aan.")
        return redirect("desk_register:organisation_logins")
    rows = [
        {"row": row, "provider": providers.get(row.provider_id, ""),
         "is_on": row.status == OrganisationLogin.Status.ON}
        for row in OrganisationLogin.objects.for_list()
    ]  # fmt: skip
    context = {"form": form, "rows": rows, "providers": providers}
    status = 422 if form.errors else 200
    return render(request, "register/organisation_logins.html", context, status=status)


@role_required(*STAFF)
@require_POST
def organisation_login_on(request: PersonRequest, public_id: UUID) -> HttpResponse:
    row = get_object_or_404(OrganisationLogin, public_id=public_id)
    row.switch_on(now=clock.now(), by=request.actor)
    messages.success(request, f"Inloggen via {row.organisation} staat aan.")
    return redirect("desk_register:organisation_logins")


@role_required(*STAFF)
@require_POST
def organisation_login_off(request: PersonRequest, public_id: UUID) -> HttpResponse:
    row = get_object_or_404(OrganisationLogin, public_id=public_id)
    row.switch_off(now=clock.now(), by=request.actor)
    messages.success(request, f"Inloggen via {row.organisation} staat uit.")
    return redirect("desk_register:organisation_logins")
