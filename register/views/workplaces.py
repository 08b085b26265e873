"""Where I work, and what my organisation may know."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from kit import clock
from register import consents, workplaces
from register.models import Affiliation, Consent, Organisation, OrganisationContact
from register.organisation_forms import ConsentForm, EndForm, WorkplaceForm


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def work(request: PersonRequest) -> HttpResponse:
    """Every place of work, now and before; and who of those organisations looks along."""
    form = WorkplaceForm(request.POST or None)
    if form.is_valid():
        made = workplaces.add(**form.cleaned_data, by=request.actor)
        messages.success(request, f"{made.organisation} staat nu bij je werk.")
        return redirect("registration:work")
    today = clock.today()
    mine = Affiliation.objects.filter(person=request.user).select_related("organisation")
    rows = list(mine.order_by("-from_on"))
    now = [row for row in rows if row.until_on is None or row.until_on > today]
    contacts = OrganisationContact.objects.active().for_list()
    context = {
        "form": form,
        "now": now,
        "before": [row for row in rows if row not in now],
        "contacts": contacts.filter(organisation__in=[row.organisation_id for row in now]),
        "organisations": Organisation.objects.on(today).values_list("name", flat=True),
    }
    return render(request, "register/work.html", context, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def work_end(request: PersonRequest, pk: int) -> HttpResponse:
    """I do not work there any more."""
    found = get_object_or_404(
        Affiliation.objects.filter(person=request.user).select_related("organisation"), pk=pk
    )
    form = EndForm(request.POST or None, affiliation=found)
    if form.is_valid():
        workplaces.end(found, until_on=form.cleaned_data["until_on"], by=request.actor)
        messages.success(request, f"Je werk bij {found.organisation} is bijgewerkt.")
        return redirect("registration:work")
    context = {"form": form, "affiliation": found}
    return render(request, "register/work_end.html", context, status=422 if form.errors else 200)


@signed_in
@require_safe
def my_consents(request: PersonRequest) -> HttpResponse:
    """What each of my organisations may know, and what was before."""
    context = {
        "rows": consents.choices_of(request.user, today=clock.today()),
        "before": Consent.objects.visible_to(request.user)
        .exclude(withdrawn_on=None)
        .select_related("organisation")
        .order_by("-withdrawn_on")[:20],
    }
    return render(request, "register/consents.html", context)


@signed_in
@require_POST
def consent_give(request: PersonRequest) -> HttpResponse:
    form = ConsentForm(request.POST)
    if not form.is_valid():
        raise Http404("No such consent.")
    made = consents.give(**form.cleaned_data, today=clock.today(), by=request.actor)
    messages.success(request, f"Je gaf {made.organisation} toestemming, voor een jaar.")
    return redirect("registration:consents")


@signed_in
@require_POST
def consent_withdraw(request: PersonRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Consent.objects.visible_to(request.user), pk=pk)
    consents.withdraw(found, today=clock.today(), by=request.actor)
    messages.success(request, "Je toestemming is ingetrokken. Je organisatie hoort dat niet.")
    return redirect("registration:consents")
