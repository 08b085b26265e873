"""The desk: letters to post, and registrations that may lapse once a person confirms."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import PersonRequest, role_required
from accounts.models import Role
from accreditation import lapsing
from files.downloads import stream_pdf
from kit import clock
from outbox.paper import as_pdf
from register import lapsing as notices
from register.models import LapseNotice, Registration

MOST_SHOWN = 200
STATUSES = (
    Registration.Status.ACTIVE,
    Registration.Status.LAPSE_PROPOSED,
    Registration.Status.LAPSED,
)


def with_notices(public_id: UUID) -> Registration:
    """A registration past its term, about which notices were written."""
    noticed = Registration.objects.filter(periods__lapse_notices__isnull=False).distinct()
    return get_object_or_404(
        noticed.select_related("person").filter(status__in=STATUSES), public_id=public_id
    )


@role_required(Role.DESK)
@require_safe
def lapses(request: PersonRequest) -> HttpResponse:
    """What waits for a person, and what runs by itself."""
    registrations = Registration.objects.select_related("person")
    status = Registration.Status
    underway = LapseNotice.objects.standing().filter(period__registration__status=status.ACTIVE)
    context = {
        "to_post": LapseNotice.objects.to_post()[:MOST_SHOWN],
        "proposed": registrations.filter(status=status.LAPSE_PROPOSED).order_by(
            "lapse_proposed_on", "pk"
        )[:MOST_SHOWN],
        "underway": underway.exclude(sent_on=None)
        .select_related("period__registration__person")
        .order_by("sent_on", "pk")[:MOST_SHOWN],
        "lapsed": registrations.filter(status=status.LAPSED).order_by("-ended_on")[:MOST_SHOWN],
        "today": clock.today(),
    }
    return render(request, "accreditation/lapses.html", context)


@role_required(Role.DESK)
@require_safe
def lapse(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """The proof about one registration, and what the register still owes."""
    found = with_notices(public_id)
    period = found.current_period
    today = clock.today()
    context = {
        "registration": found,
        "period": period,
        "notices": period.lapse_notices.select_related("letter", "sent_by").order_by("pk"),
        "obstacles": lapsing.obstacles(found, today=today),
        "is_own": found.person == request.user,
        "today": today,
    }
    return render(request, "accreditation/lapse.html", context)


@role_required(Role.DESK)
@require_safe
def notice_pdf(request: PersonRequest, public_id: UUID) -> FileResponse:
    """The letter on paper, to print and post."""
    found = get_object_or_404(LapseNotice.objects.to_post(), public_id=public_id)
    pdf = as_pdf([notices.on_paper(found, [])])
    return stream_pdf(pdf, name=f"brief-{found.period.registration.number}.pdf")


@role_required(Role.DESK)
@require_POST
def notice_posted(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = get_object_or_404(LapseNotice.objects.to_post(), public_id=public_id)
    notices.note_posted(found, today=clock.today(), by=request.actor)
    messages.success(request, "Vastgelegd: deze brief is vandaag op de post gedaan.")
    return redirect("desk_accreditation:lapses")


@role_required(Role.DESK)
@require_POST
def notice_returned(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """The mail or the letter came back."""
    found = get_object_or_404(LapseNotice, public_id=public_id)
    notices.note_returned(found, today=clock.today(), by=request.actor)
    messages.success(request, "Vastgelegd. Dit bericht telt niet meer als bewijs.")
    return redirect("desk_accreditation:lapse", found.period.registration.public_id)


@role_required(Role.DESK)
@require_POST
def lapse_confirm(request: PersonRequest, public_id: UUID) -> HttpResponse:
    lapsing.confirm(with_notices(public_id), now=clock.now(), by=request.actor)
    messages.success(request, "De registratie is verlopen. De persoon krijgt een brief.")
    return redirect("desk_accreditation:lapse", public_id)


@role_required(Role.DESK)
@require_POST
def lapse_keep(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """The person called or wrote: a sign of life."""
    notices.keep(with_notices(public_id), now=clock.now(), by=request.actor)
    messages.success(request, "De registratie blijft staan. De persoon krijgt bericht.")
    return redirect("desk_accreditation:lapses")


@role_required(Role.DESK)
@require_POST
def lapse_undo(request: PersonRequest, public_id: UUID) -> HttpResponse:
    lapsing.undo(with_notices(public_id), now=clock.now(), by=request.actor)
    messages.success(request, "Ongedaan gemaakt. De registratie loopt door, zonder gat.")
    return redirect("desk_accreditation:lapse", public_id)
