"""An organisation: for its contact person, for who works there, and for the desk."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, role_required, signed_in
from accounts.models import Role
from audit.acts import NotAllowed
from kit import clock
from register import consents, contacts, mergers
from register.models import Organisation, OrganisationContact, OrganisationMerger, SupportStatement
from register.organisation_forms import ContactForm, MergerForm, StatementForm, WhyForm

MOST_MERGERS = 50


def visible_to(request: PersonRequest) -> Any:
    """Who works there, who speaks for it, and the desk."""
    everything = Organisation.objects.all()
    if Role.DESK in request.roles:
        return everything
    today = clock.today()
    working = request.user.affiliations.on(today).values("organisation")
    speaking = request.user.contact_for.active().values("organisation")
    return everything.filter(Q(pk__in=working) | Q(pk__in=speaking))


@signed_in
@require_safe
def organisation(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """What it promises, who looks along; the contact person sees who consented, and nobody else."""
    found = get_object_or_404(visible_to(request), public_id=public_id)
    speaks = found.contacts.active().filter(person=request.user).exists()
    context = {
        "organisation": found,
        "statement": SupportStatement.objects.filter(organisation=found).first(),
        "contacts": found.contacts.active().for_list(),
        "speaks": speaks,
        "shown": consents.shown_to(found, today=clock.today()) if speaks else [],
    }
    return render(request, "register/organisation.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def statement(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """The contact person writes what the organisation gives to learn."""
    mine = OrganisationContact.objects.active().filter(person=request.user)
    found = get_object_or_404(
        Organisation.objects.filter(pk__in=mine.values("organisation")), public_id=public_id
    )
    before = SupportStatement.objects.filter(organisation=found).first()
    words = {name: getattr(before, name, "") for name in StatementForm.base_fields}
    form = StatementForm(request.POST or None, initial=words)
    if form.is_valid():
        contacts.write_statement(found, form.cleaned_data, today=clock.today(), by=request.actor)
        messages.success(request, "De steunverklaring is bewaard. Collega's kunnen haar lezen.")
        return redirect("organisation:organisation", public_id)
    context = {"form": form, "organisation": found}
    return render(request, "register/statement.html", context, status=422 if form.errors else 200)


@role_required(Role.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def organisations(request: PersonRequest) -> HttpResponse:
    """The contact persons; a POST appoints one."""
    form = ContactForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        chosen = data["organisation"]
        chosen.mail_domain = data["mail_domain"]
        try:
            made = contacts.appoint(
                data["email"],
                chosen,
                work_email=data["work_email"],
                letter=data["letter"],
                today=clock.today(),
                now=clock.now(),
                by=request.actor,
            )
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            chosen.save(update_fields=["mail_domain"])
            messages.success(request, f"{made.person.name} is nu contactpersoon.")
            return redirect("desk_register:organisations")
    context = {
        "form": form,
        "contacts": OrganisationContact.objects.active().for_list(),
        "organisations": Organisation.objects.on(clock.today()).values_list("name", flat=True),
    }
    status = 422 if form.errors else 200
    return render(request, "register/organisations.html", context, status=status)


@role_required(Role.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def contact_end(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """The organisation's access ends at once."""
    rows = OrganisationContact.objects.for_list()
    found = get_object_or_404(rows, public_id=public_id)
    form = WhyForm(request.POST or None)
    if form.is_valid():
        found.end(why=form.cleaned_data["why"], today=clock.today(), by=request.actor)
        messages.success(request, "Deze persoon is geen contactpersoon meer.")
        return redirect("desk_register:organisations")
    context = {"form": form, "contact": found}
    return render(request, "register/contact_end.html", context, status=422 if form.errors else 200)


@role_required(Role.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def merger_list(request: PersonRequest) -> HttpResponse:
    """Planned and done; a POST first shows for how many people it is, then plans it."""
    form = MergerForm(request.POST or None)
    today, moving = clock.today(), None
    if form.is_valid():
        data = form.cleaned_data
        if "sure" in request.POST:
            mergers.plan(data["old"], data["new"], on=data["on"], today=today, by=request.actor)
            messages.success(request, "De samenvoeging is gepland.")
            return redirect("desk_register:mergers")
        moving = mergers.people_moving(data["old"], data["on"])
    rows = OrganisationMerger.objects.select_related("organisation", "planned_by")
    context = {
        "form": form,
        "moving": moving,
        "mergers": rows.prefetch_related("old").order_by("-on", "-pk")[:MOST_MERGERS],
        "organisations": Organisation.objects.on(today).values_list("name", flat=True),
    }
    return render(request, "register/mergers.html", context, status=422 if form.errors else 200)


@role_required(Role.DESK)
@require_POST
def merger_cancel(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = OrganisationMerger.objects.filter(public_id=public_id).first()
    if found is None:
        raise Http404("No such merger.")
    found.cancel(by=request.actor)
    messages.success(request, "De samenvoeging gaat niet door.")
    return redirect("desk_register:mergers")
