"""Taking my portfolio along, and putting one back."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from files.downloads import stream
from portfolios.portable import archive, reading, transfers
from portfolios.portable.forms import BringInForm, SelectionForm
from portfolios.portable.models import DossierTransfer

Kind = DossierTransfer.Kind


def my_transfer(request: PersonRequest, public_id: UUID) -> DossierTransfer:
    mine = DossierTransfer.objects.visible_to(request.user).select_related("file")
    return get_object_or_404(mine, public_id=public_id)


@signed_in
@require_safe
def overview(request: PersonRequest) -> HttpResponse:
    """What I can take along, and what was made before."""
    mine = DossierTransfer.objects.visible_to(request.user).select_related("file")
    context = {
        "transfers": mine.order_by("-asked_at", "-pk"),
        "is_empty": reading.is_empty(request.user),
        "days": transfers.KEPT_DAYS,
    }
    return render(request, "portfolios/portable_overview.html", context)


@signed_in
@require_POST
def take_all(request: PersonRequest) -> HttpResponse:
    parts = len(archive.files_of(request.user))
    made = transfers.ask(request.user, Kind.ZIP, by=request.actor, of_parts=parts)
    return redirect("portable:transfer", made.public_id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def take_some(request: PersonRequest) -> HttpResponse:
    """A PDF of what I choose."""
    form = SelectionForm(request.POST or None, owner=request.user)
    if form.is_valid():
        made = transfers.ask(request.user, Kind.PDF, by=request.actor, chosen=form.chosen)
        return redirect("portable:transfer", made.public_id)
    status = 422 if form.errors else 200
    return render(request, "portfolios/portable_choose.html", {"form": form}, status=status)


@signed_in
@require_safe
def transfer(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """How far it is; afterwards the file, or what happened."""
    context = {"transfer": my_transfer(request, public_id), "days": transfers.KEPT_DAYS}
    return render(request, "portfolios/portable_transfer.html", context)


@signed_in
@require_safe
def transfer_progress(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """How far it is, for the page that waits for it; when it has ended the page is new."""
    found = my_transfer(request, public_id)
    if not found.is_busy:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return render(request, "portfolios/portable_transfer.html#progress", {"transfer": found})


@signed_in
@require_POST
def transfer_take(request: PersonRequest, public_id: UUID) -> FileResponse:
    return stream(transfers.take(my_transfer(request, public_id), by=request.actor))


@signed_in
@require_POST
def transfer_forget(request: PersonRequest, public_id: UUID) -> HttpResponse:
    transfers.forget(my_transfer(request, public_id))
    messages.success(request, "Het bestand is hier gewist.")
    return redirect("portable:overview")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: PersonRequest) -> HttpResponse:
    """Put back what I took along, when nothing stands here yet."""
    is_empty = reading.is_empty(request.user)
    form = BringInForm(request.POST or None, request.FILES or None)
    if is_empty and form.is_valid():
        made = transfers.bring_in(
            request.user, form.cleaned_data["file"], form.content, by=request.actor
        )
        return redirect("portable:transfer", made.public_id)
    context = {"form": form, "is_empty": is_empty}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "portfolios/portable_bring_in.html", context, status=status)
