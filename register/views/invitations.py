"""The desk: lists of people to invite, from file to mail, and back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, role_required
from accounts.models import Role
from kit import clock
from register.importing import batches, sheets
from register.invitation_forms import ColumnsForm, ListForm, OfferForm, RowForm, SendForm
from register.models import ImportedRow, Invitation, InvitationBatch, Organisation

MOST_LISTS = 50
ROWS_ON_A_PAGE = 50
Status = InvitationBatch.Status
READABLE = (Status.UPLOADED, Status.CHECKED, Status.UNREADABLE)


def the_batch(public_id: UUID) -> InvitationBatch:
    rows = InvitationBatch.objects.select_related("uploaded_by", "sent_by", "undone_by", "file")
    return get_object_or_404(rows, public_id=public_id)


@role_required(Role.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_lists(request: PersonRequest) -> HttpResponse:
    """All lists; a POST brings a new one, or says in a sentence why it cannot be read."""
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = ListForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                batch = batches.upload(
                    form.chosen, name=form.title, now=clock.now(), by=request.actor
                )
            except sheets.Unreadable as why:
                form.add_error("file", str(why))
            else:
                return redirect("desk_register:invitation_list", batch.public_id)
    context = {"form": form, "lists": InvitationBatch.objects.for_list()[:MOST_LISTS]}
    status = 422 if form.errors else 200
    return render(request, "register/invitation_lists.html", context, status=status)


@role_required(Role.DESK)
@require_safe
def invitation_list(request: PersonRequest, public_id: UUID) -> HttpResponse:
    return show(request, the_batch(public_id))


@role_required(Role.DESK)
@require_safe
def invitation_progress(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """How far the work is, for the page that waits for it; when it is done the page is new."""
    batch = the_batch(public_id)
    if not batch.is_busy:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return render(request, "register/invitation_list.html#progress", {"batch": batch})


def show(
    request: PersonRequest, batch: InvitationBatch, forms: dict[str, Any] | None = None
) -> HttpResponse:
    """One list, as far as it has come."""
    context = {"batch": batch, **(forms or {})}
    if batch.status in READABLE:
        context.setdefault("columns_form", ColumnsForm(None, batch=batch))
    if batch.status == Status.CHECKED:
        context |= found_in(batch, request.GET.get("pagina", ""))
        context.setdefault("send_form", SendForm(None, **counts_of(batch)))
    if batch.status in (Status.SENDING, Status.SENT, Status.UNDONE):
        context["result"] = result_of(batch)
    wrong = any(form.errors for form in (forms or {}).values())
    status = 422 if wrong else 200
    return render(request, "register/invitation_list.html", context, status=status)


def counts_of(batch: InvitationBatch) -> dict[str, int]:
    verdict = ImportedRow.Verdict
    counts: dict[str, int] = batch.rows.aggregate(
        good=Count("pk", filter=Q(verdict=verdict.GOOD)),
        remarks=Count("pk", filter=Q(verdict=verdict.REMARK)),
    )
    return counts


def found_in(batch: InvitationBatch, page: str) -> dict[str, Any]:
    """The rows with something the matter, some at a time."""
    wrong = batch.rows.exclude(verdict=ImportedRow.Verdict.GOOD)
    shown = Paginator(wrong, ROWS_ON_A_PAGE).get_page(page)
    return {
        **counts_of(batch),
        "blocked": wrong.filter(verdict=ImportedRow.Verdict.BLOCKED).count(),
        "page": shown,
    }


def result_of(batch: InvitationBatch) -> dict[str, int]:
    status = Invitation.Status
    counts: dict[str, int] = batch.invitations.aggregate(
        made=Count("pk"),
        mailed=Count("pk", filter=Q(mailed_at__isnull=False)),
        accepted=Count("pk", filter=Q(status=status.ACCEPTED)),
        declined=Count("pk", filter=Q(status=status.WITHDRAWN, answered_at__isnull=False)),
        waiting=Count("pk", filter=Q(status=status.INVITED)),
    )
    return counts


@role_required(Role.DESK)
@require_POST
def invitation_columns(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """The columns are right: look at every row. Nothing is sent."""
    batch = the_batch(public_id)
    form = ColumnsForm(request.POST, batch=batch)
    if not form.is_valid() and batch.status in READABLE:
        return show(request, batch, {"columns_form": form})
    batches.start_check(batch, form.chosen, by=request.actor)
    return redirect("desk_register:invitation_list", public_id)


@role_required(Role.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_row(request: PersonRequest, public_id: UUID, number: int) -> HttpResponse:
    """Correct one row, or leave it out."""
    rows = ImportedRow.objects.filter(batch__status=Status.CHECKED).select_related("batch")
    row = get_object_or_404(rows, batch__public_id=public_id, number=number)
    if "leave_out" in request.POST:
        batches.leave_out(row, by=request.actor)
        messages.success(request, f"Rij {number} gaat niet mee.")
        return redirect("desk_register:invitation_list", public_id)
    form = RowForm.of(row, request.POST or None)
    if form.is_valid():
        batches.mend(row, form.cleaned_data, today=clock.today(), by=request.actor)
        row.refresh_from_db()
        if row.verdict == ImportedRow.Verdict.GOOD:
            messages.success(request, f"Rij {number} is nu goed.")
            return redirect("desk_register:invitation_list", public_id)
        messages.warning(request, "Bewaard. Er is nog iets met deze rij.")
        return redirect("desk_register:invitation_row", public_id, number)
    context = {
        "row": row,
        "batch": row.batch,
        "form": form,
        "organisations": Organisation.objects.on(clock.today()).values_list("name", flat=True),
    }
    return render(
        request, "register/invitation_row.html", context, status=422 if form.errors else 200
    )


@role_required(Role.DESK)
@require_POST
def invitation_offer(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Everywhere in the list this text means that organisation."""
    batch = the_batch(public_id)
    form = OfferForm(request.POST)
    if not form.is_valid():
        raise Http404("No such organisation was offered.")
    changed = batches.mend_organisation(
        batch, **form.cleaned_data, today=clock.today(), by=request.actor
    )
    rows = "één rij" if changed == 1 else f"{changed} rijen"
    messages.success(request, f"{form.cleaned_data['organisation']} staat nu in {rows}.")
    return redirect("desk_register:invitation_list", public_id)


@role_required(Role.DESK)
@require_POST
def invitation_send(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Invite: all rows that can be, or the good ones."""
    batch = the_batch(public_id)
    form = SendForm(request.POST, **counts_of(batch))
    if not form.is_valid() and batch.status == Status.CHECKED:
        return show(request, batch, {"send_form": form})
    with_remarks = form.is_valid() and form.with_remarks
    batches.send(batch, with_remarks=with_remarks, now=clock.now(), by=request.actor)
    messages.success(request, "De uitnodigingen gaan nu de deur uit, één voor één.")
    return redirect("desk_register:invitation_list", public_id)


@role_required(Role.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_undo(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """First what it means, then take the whole list back."""
    batch = the_batch(public_id)
    if request.method == "POST":
        batches.undo(batch, now=clock.now(), by=request.actor)
        messages.success(request, "De lijst is teruggenomen. De links werken niet meer.")
        return redirect("desk_register:invitation_list", public_id)
    if batch.status not in (Status.SENDING, Status.SENT):
        return redirect("desk_register:invitation_list", public_id)
    context = {"batch": batch, "result": result_of(batch)}
    return render(request, "register/invitation_undo.html", context)


@role_required(Role.DESK)
@require_POST
def invitation_discard(request: PersonRequest, public_id: UUID) -> HttpResponse:
    batches.discard(the_batch(public_id), by=request.actor)
    messages.success(request, "De lijst is weggegooid. Er is niemand gemaild.")
    return redirect("desk_register:invitation_lists")
