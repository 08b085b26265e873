"""Programmes of a provider: asking that one opens a way in, writing, and what came of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from accreditation import (
    programme_decisions,
    programme_hearings,
    programme_objections,
    programme_terms,
    programmes,
)
from accreditation.models import Programme, ProgrammeFile, ProgrammeRequest
from accreditation.programme_forms import (
    BeginForm,
    MessageForm,
    ObjectionForm,
    RequestForm,
    ResponseForm,
    StopForm,
)
from accreditation.programme_reading import read_of
from audit.acts import NotAllowed
from files.downloads import stream
from kit import clock
from portfolios.models import Provider

ASKS = {
    "opnieuw": programmes.ask_renewal,
    "wijzigen": programmes.ask_change,
    "eerste": programmes.begin_again,
}


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def home(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """All programmes of a provider, and a new one."""
    provider = get_object_or_404(Provider.objects.working().of(request.user), public_id=public_id)
    form = BeginForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        title = form.cleaned_data["title"]
        made = programmes.begin(provider, title, today=clock.today(), by=request.actor)
        return redirect("programmes:request", made.public_id)
    found = Programme.objects.of(request.user).filter(provider=provider).for_list()
    context = {"provider": provider, "programmes": found, "form": form}
    status = 422 if form.errors else 200
    return render(request, "accreditation/programmes.html", context, status=status)


def my_programme(request: PersonRequest, public_id: UUID) -> Programme:
    found = Programme.objects.of(request.user).select_related("provider")
    return get_object_or_404(found, public_id=public_id)


@signed_in
@require_safe
def programme(request: PersonRequest, public_id: UUID) -> HttpResponse:
    return show_programme(request, my_programme(request, public_id))


def show_programme(
    request: PersonRequest,
    found: Programme,
    *,
    stop_form: StopForm | None = None,
    response_form: ResponseForm | None = None,
    objection_form: ObjectionForm | None = None,
) -> HttpResponse:
    """Until when it is accredited, what can be asked now, and all requests."""
    today = clock.today()
    asked = list(found.requests.for_list())
    opens = programmes.renewal_opens_on(found, today=today)
    context = {
        "programme": found,
        "term": found.term,
        "requests": asked,
        "running": any(one.is_open for one in asked),
        "renewal_opens": opens,
        "may_renew": opens is not None and today >= opens,
        "hearing": found.hearings.last(),
        "may_object": programme_objections.objectable(found, today=today) is not None,
        "objection": found.objections.order_by("pk").last(),
        "stop_form": stop_form or StopForm(),
        "response_form": response_form or ResponseForm(),
        "objection_form": objection_form or ObjectionForm(),
    }
    status = 422 if stop_form or response_form or objection_form else 200
    return render(request, "accreditation/programme.html", context, status=status)


@signed_in
@require_POST
def ask(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """A renewal, a change, or a first request once more; anything else leads back."""
    found = my_programme(request, public_id)
    begin = ASKS.get(request.POST.get("wat", ""))
    if begin is None:
        return redirect("programmes:programme", public_id)
    made = begin(found, today=clock.today(), by=request.actor)
    return redirect("programmes:request", made.public_id)


@signed_in
@require_POST
def stop(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found, form = my_programme(request, public_id), StopForm(request.POST)
    if not form.is_valid():
        return show_programme(request, found, stop_form=form)
    because = form.cleaned_data["because"]
    programme_terms.withdraw(found, because=because, now=clock.now(), by=request.actor)
    messages.success(request, "De erkenning is gestopt. Wie bezig is, kan nog afronden.")
    return redirect("programmes:programme", public_id)


@signed_in
@require_POST
def respond(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """What we say before the accreditation would be withdrawn."""
    found, form = my_programme(request, public_id), ResponseForm(request.POST)
    hearing = get_object_or_404(found.hearings.filter(status="announced"))
    if not form.is_valid():
        return show_programme(request, found, response_form=form)
    words = form.cleaned_data["response"]
    programme_hearings.respond(hearing, response=words, now=clock.now(), by=request.actor)
    messages.success(request, "Jullie reactie is verstuurd.")
    return redirect("programmes:programme", public_id)


@signed_in
@require_POST
def object_to(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """To a refusal or a withdrawal, within its term."""
    found, form = my_programme(request, public_id), ObjectionForm(request.POST)
    if not form.is_valid():
        return show_programme(request, found, objection_form=form)
    text = form.cleaned_data["text"]
    programme_objections.send(found, text=text, now=clock.now(), by=request.actor)
    messages.success(request, "Jullie bezwaar is binnen. De andere kamer kijkt ernaar.")
    return redirect("programmes:programme", public_id)


@signed_in
@require_POST
def objection_withdraw(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = my_programme(request, public_id)
    objection = get_object_or_404(found.objections.open())
    programme_objections.withdraw(objection, by=request.actor)
    messages.success(request, "Jullie bezwaar is ingetrokken.")
    return redirect("programmes:programme", public_id)


# ---- One request ----


def my_request(request: PersonRequest, public_id: UUID) -> ProgrammeRequest:
    """With what we wrote and did not send yet."""
    mine = ProgrammeRequest.objects.of(request.user)
    found = mine.select_related("programme__provider", "scheme", "before__scheme")
    return get_object_or_404(found, public_id=public_id).as_written()


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def one_request(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Writing it, or where it is."""
    found = my_request(request, public_id)
    if request.method != "POST":
        return show(request, found)
    form = RequestForm(request.POST, request.FILES, asked=found)
    if not form.is_valid():
        return show(request, found, form=form)
    version = form.cleaned_data["version"]
    try:
        kept = programmes.write(found, form.facts, form.received, version=version, by=request.actor)
    except programmes.Stale as stale:
        stored = programmes.differences(stale.stored, form.facts)
        return show(request, stale.stored, form=typed_over(request, stale.stored), stored=stored)
    except NotAllowed as problem:
        now = my_request(request, public_id)
        return show(request, now, problem=str(problem), lost=form.texts)
    if request.POST.get("step") != "send":
        messages.success(request, "Bewaard. Alleen jullie zien dit nog.")
    elif missing := programmes.unanswered(kept):
        form = typed_over(request, kept)  # the files are kept as well
        for name in missing:
            form.add_error(name, "Schrijf hier een antwoord. Kort mag ook.")
        return show(request, kept, form=form)
    else:
        programmes.send(kept, today=clock.today(), by=request.actor)
        messages.success(request, "Verstuurd. Het bureau vraagt twee mensen om te lezen.")
    return redirect("programmes:request", public_id)


def typed_over(request: PersonRequest, stored: ProgrammeRequest) -> RequestForm:
    """The form with what was typed, ready to be saved on purpose over what stands there now."""
    typed = request.POST.copy()
    typed["version"] = str(stored.version)
    return RequestForm(typed, asked=stored, quietly=True)


def show(
    request: PersonRequest,
    found: ProgrammeRequest,
    *,
    form: RequestForm | None = None,
    message_form: MessageForm | None = None,
    **unsaved: Any,
) -> HttpResponse:
    decided = found.status in ("granted", "refused", "needs")
    programme = found.programme
    term = programme.term if programme.is_accredited else None
    context: dict[str, Any] = {
        "asked": found,
        "term": term,
        "term_is_over": term is not None and term.until_on < clock.today(),
        "hearing": programme.hearings.filter(status="announced").exists(),
        "programme": found.programme,
        "form": form or RequestForm(asked=found),
        "message_form": message_form or MessageForm(),
        "thread": found.messages.select_related("author").prefetch_related("files__file"),
        "files": found.files.of(request.user).filter(message=None).select_related("file"),
        "readings": read_of(found) if decided else [],
        "objection_by": programme_decisions.objection_by(found),
        **unsaved,
    }
    status = 422 if form or message_form else 200
    if unsaved:
        status = 409
    return render(request, "accreditation/programme_request.html", context, status=status)


@signed_in
@require_POST
def withdraw(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = my_request(request, public_id)
    programmes.withdraw(found, by=request.actor)
    messages.success(request, "De aanvraag is ingetrokken. Opnieuw vragen kan.")
    return redirect("programmes:programme", found.programme.public_id)


@signed_in
@require_POST
def message(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found, form = my_request(request, public_id), MessageForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, found, message_form=form)
    data = form.cleaned_data
    programmes.say(found, data["text"], data["files"], now=clock.now(), by=request.actor)
    messages.success(request, "Je bericht is verstuurd.")
    return redirect("programmes:request", public_id)


def my_file(request: PersonRequest, public_id: UUID) -> ProgrammeFile:
    mine = ProgrammeFile.objects.of(request.user).select_related(
        "file", "request__programme__provider"
    )
    return get_object_or_404(mine, public_id=public_id)


@signed_in
@require_safe
def file(request: PersonRequest, public_id: UUID) -> FileResponse:
    return stream(my_file(request, public_id).file)


@signed_in
@require_POST
def file_away(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = my_file(request, public_id)
    programmes.take_away(found, by=request.actor)
    messages.success(request, "Het bestand is weg.")
    return redirect("programmes:request", found.request.public_id)
