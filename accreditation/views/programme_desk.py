"""Programmes at the desk and the committee: who reads, what is asked, what is decided."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, role_required
from accounts.models import Role, User
from accreditation import programme_decisions, programme_reading, programmes
from accreditation.models import Programme, ProgrammeFile, ProgrammeReading, ProgrammeRequest
from accreditation.programme_forms import DecideForm, ReadersForm, ReplyForm
from files.downloads import stream
from kit import clock
from register.models import ChamberSeat
from register.views.committee import ELSEWHERE, Waiting

MOST_SHOWN = 100
as_desk, as_committee = role_required(Role.DESK), role_required(Role.COMMITTEE)


@as_desk
@require_safe
def requests(request: PersonRequest) -> HttpResponse:
    """What is open, and every programme that is or was accredited."""
    sent = ProgrammeRequest.objects.on_desk()
    context = {
        "open": sent.open().for_list()[:MOST_SHOWN],
        "programmes": Programme.objects.on_desk().for_list()[:MOST_SHOWN],
    }
    return render(request, "accreditation/programme_requests.html", context)


def on_desk(public_id: UUID) -> ProgrammeRequest:
    found = ProgrammeRequest.objects.on_desk().select_related(
        "programme__provider", "scheme", "before__scheme", "asked_by", "decided_by"
    )
    return get_object_or_404(found, public_id=public_id)


@as_desk
@require_safe
def one_request(request: PersonRequest, public_id: UUID) -> HttpResponse:
    return show(request, on_desk(public_id))


def show(
    request: PersonRequest,
    found: ProgrammeRequest,
    *,
    reply_form: ReplyForm | None = None,
    readers_form: ReadersForm | None = None,
    decide_form: DecideForm | None = None,
) -> HttpResponse:
    """Nobody at the desk reads what one of the two found before both handed in.

    Who has a tie to the provider reads neither that nor who was asked, and does nothing here.
    """
    today = clock.today()
    tied = bool(programme_reading.tied(found.programme.provider, [request.user.pk], today=today))
    readers = found.readings.filter(round=found.round).select_related("reader")
    context = told(found) | {
        "readers": readers.none() if tied else readers,
        "messages_unread": found.messages.unread().exists(),
        "reply_form": reply_form or ReplyForm(),
        "readers_form": readers_form or readers_of(found),
        "decide_form": decide_form or DecideForm(asked=found, today=today),
        "may_decide": found.status == "reviewed" or (found.status == "sent" and found.is_change),
        "may_ask": found.status == "sent" or missing(found),
        "tied": tied,
    }
    if tied:
        context["readings"] = []
    wrong = reply_form or readers_form or decide_form
    status = 422 if wrong else 200
    return render(request, "accreditation/programme_desk.html", context, status=status)


def told(found: ProgrammeRequest) -> dict[str, Any]:
    """What everybody of the register sees who looks at a request."""
    return {
        "asked": found,
        "programme": found.programme,
        "thread": found.messages.select_related("author").prefetch_related("files__file"),
        "files": found.files.sent().filter(message=None).select_related("file"),
        "readings": programme_reading.read_of(found),
    }


def missing(found: ProgrammeRequest) -> bool:
    """Somebody gave it back: one more is asked."""
    there = found.readings.taken().filter(round=found.round).count()
    return found.status == "in_review" and there < programme_reading.READERS


def readers_of(found: ProgrammeRequest, data: Any = None) -> ReadersForm:
    return ReadersForm(data, people=programme_reading.may_read(found, today=clock.today()))


@as_desk
@require_POST
def reply(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """A message to the provider; or only that theirs was read."""
    found = on_desk(public_id)
    if request.POST.get("step") == "read":
        programmes.note_read(found, today=clock.today(), by=request.actor)
        messages.success(request, "Genoteerd.")
        return redirect("desk_programmes:request", public_id)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return show(request, found, reply_form=form)
    programmes.say_to_provider(found, form.cleaned_data["text"], now=clock.now(), by=request.actor)
    messages.success(request, "Verstuurd. De opleider krijgt een mail.")
    return redirect("desk_programmes:request", public_id)


@as_desk
@require_POST
def ask_readers(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = on_desk(public_id)
    form = readers_of(found, request.POST)
    if not form.is_valid():
        return show(request, found, readers_form=form)
    readers = list(form.cleaned_data["readers"])
    programme_reading.ask(found, readers, now=clock.now(), by=request.actor)
    messages.success(request, "Gevraagd. Ieder leest en schrijft apart.")
    return redirect("desk_programmes:request", public_id)


@as_desk
@require_POST
def take_from_reader(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Who was asked does not read: room for somebody else."""
    waiting = ProgrammeReading.objects.waiting().select_related("request")
    found = get_object_or_404(waiting, public_id=public_id)
    programme_reading.decline(found, today=clock.today(), by=request.actor)
    messages.success(request, "Goed. Kies nu iemand anders.")
    return redirect("desk_programmes:request", found.request.public_id)


@as_desk
@require_POST
def decide(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = on_desk(public_id)
    form = DecideForm(request.POST, asked=found, today=clock.today())
    if not form.is_valid():
        return show(request, found, decide_form=form)
    carry_out(request, found, form)
    messages.success(request, "Genoteerd. De opleider krijgt bericht zodra het besluit er is.")
    return redirect("desk_programmes:request", public_id)


def carry_out(request: PersonRequest, found: ProgrammeRequest, form: DecideForm) -> None:
    data, now, by = form.cleaned_data, clock.now(), request.actor
    reason = data["reason"]
    if data["outcome"] == DecideForm.SAME:
        programme_decisions.find_the_same(found, reason=reason, now=now, by=by)
    elif data["outcome"] == DecideForm.GRANT:
        from_on = data.get("from_on")
        programme_decisions.grant(found, reason=reason, from_on=from_on, now=now, by=by)
    elif data["outcome"] == DecideForm.FIRST:
        programme_decisions.ask_first(found, reason=reason, now=now, by=by)
    else:
        programme_decisions.propose_refusal(found, reason=reason, today=clock.today(), by=by)


@as_desk
@require_POST
def take_back(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """The proposal not to accredit is off."""
    found = on_desk(public_id)
    programme_decisions.drop_refusal(found, today=clock.today(), by=request.actor)
    messages.success(request, "Het voorstel is van tafel.")
    return redirect("desk_programmes:request", public_id)


@as_desk
@require_safe
def file(request: PersonRequest, public_id: UUID) -> FileResponse:
    sent = ProgrammeFile.objects.sent().select_related("file")
    return stream(get_object_or_404(sent, public_id=public_id).file)


# ---- The committee ----


def proposed(user: User) -> Any:
    """What the desk proposes to refuse."""
    refusing = ProgrammeRequest.objects.filter(status=ProgrammeRequest.Status.REFUSING)
    return of_chamber(refusing, user)


def of_chamber(requests: Any, user: User) -> Any:
    """Of these, for who sits in a chamber, has no tie and did not read."""
    today = clock.today()
    read = ProgrammeReading.objects.taken().filter(reader=user).values("request")
    found = requests.exclude(sent_on=None).exclude(pk__in=read)
    if ChamberSeat.objects.of(user, today) is None:
        return found.none()
    providers = found.values_list("programme__provider", flat=True)
    tied = programme_reading.tied_to(user, providers, today=today)
    return found.exclude(programme__provider__in=tied).select_related(
        "programme__provider", "scheme", "before__scheme", "asked_by", "decided_by"
    )


@as_committee
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Sign along, or give it back to the desk; or hear that there is nothing left to decide."""
    found = proposed(request.user).filter(public_id=public_id).first()
    if found is None:
        withdrawn = ProgrammeRequest.objects.filter(status=ProgrammeRequest.Status.WITHDRAWN)
        get_object_or_404(of_chamber(withdrawn, request.user), public_id=public_id)
        messages.info(request, "De opleider trok de aanvraag in. Er is niets meer te beslissen.")
        return redirect("committee:cases")
    step = request.POST.get("step")
    if step == "sign":
        programme_decisions.refuse(found, now=clock.now(), by=request.actor)
        messages.success(request, "Besloten. De opleider krijgt een brief met de reden.")
        return redirect("committee:cases")
    if step == "back":
        programme_decisions.drop_refusal(found, today=clock.today(), by=request.actor)
        messages.success(request, "Teruggelegd bij het bureau.")
        return redirect("committee:cases")
    return render(request, "accreditation/programme_case.html", told(found))


@as_committee
@require_safe
def case_file(request: PersonRequest, public_id: UUID) -> FileResponse:
    files = ProgrammeFile.objects.sent().filter(request__in=proposed(request.user))
    return stream(get_object_or_404(files.select_related("file"), public_id=public_id).file)


def lines_for_chamber(user: User, today: Any) -> list[Waiting]:
    return [
        Waiting(
            "Opleiding niet erkennen",
            str(one.programme),
            reverse("programme_committee:case", args=[one.public_id]),
            one.decided_on or today,
            None,
            "Teken mee of leg terug",
        )
        for one in proposed(user)[:MOST_SHOWN]
    ]


ELSEWHERE.append(lines_for_chamber)
