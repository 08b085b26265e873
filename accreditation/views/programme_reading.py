"""Reading a request about a programme: each of two alone."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, role_required
from accounts.models import Role
from accreditation import programme_reading, programmes
from accreditation.models import ProgrammeFile, ProgrammeReading
from accreditation.programme_forms import FindingsForm, ReplyForm
from accreditation.views.programme_desk import told
from files.downloads import stream
from kit import clock

as_reader = role_required(Role.ASSESSOR, Role.COMMITTEE)


@as_reader
@require_safe
def home(request: PersonRequest) -> HttpResponse:
    found = programme_reading.of_reader(request.user, today=clock.today())
    found = found.select_related("request__programme__provider")
    context = {
        "readings": found.order_by("-asked_on", "-pk"),
        "released": programme_reading.released(request.user, today=clock.today())
        .exclude(status=ProgrammeReading.Status.DECLINED)
        .exists(),
    }
    return render(request, "accreditation/programme_readings.html", context)


def my_reading(request: PersonRequest, public_id: UUID) -> ProgrammeReading:
    mine = programme_reading.of_reader(request.user, today=clock.today()).select_related(
        "request__programme__provider", "request__scheme", "request__before__scheme"
    )
    return get_object_or_404(mine, public_id=public_id)


def was_released(request: PersonRequest, public_id: UUID) -> bool:
    mine = programme_reading.released(request.user, today=clock.today())
    return mine.filter(public_id=public_id).exists()


@as_reader
@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """All of it, and what I find; the other's only when both of us handed in.

    Whoever got a tie to the provider meanwhile reads why it stops, and nothing of the request.
    """
    if was_released(request, public_id):
        return render(request, "accreditation/programme_released.html")
    found = my_reading(request, public_id)
    if request.POST.get("step") == "decline":
        programme_reading.decline(found, today=clock.today(), by=request.actor)
        messages.success(request, "Dank je. Het bureau vraagt een ander.")
        return redirect("programme_reader:home")
    form = FindingsForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("findings", "advice")}
        programme_reading.give(found, **words, today=clock.today(), by=request.actor)
        messages.success(request, "Ingeleverd. Dank je.")
        return redirect("programme_reader:reading", public_id)
    return show(request, found, form=form)


def show(
    request: PersonRequest,
    found: ProgrammeReading,
    *,
    form: FindingsForm | None = None,
    reply_form: ReplyForm | None = None,
) -> HttpResponse:
    context = told(found.request) | {
        "reading": found,
        "form": form or FindingsForm(),
        "reply_form": reply_form or ReplyForm(),
    }
    wrong = (form is not None and form.errors) or reply_form
    status = 422 if wrong else 200
    return render(request, "accreditation/programme_reading.html", context, status=status)


@as_reader
@require_POST
def message(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """A question to the provider, who does not read who asks it."""
    if was_released(request, public_id):
        return redirect("programme_reader:reading", public_id)
    found, form = my_reading(request, public_id), ReplyForm(request.POST)
    if not form.is_valid():
        return show(request, found, reply_form=form)
    programmes.say_to_provider(
        found.request, form.cleaned_data["text"], now=clock.now(), by=request.actor
    )
    messages.success(request, "Verstuurd. De opleider krijgt een mail.")
    return redirect("programme_reader:reading", public_id)


@as_reader
@require_safe
def file(request: PersonRequest, public_id: UUID) -> FileResponse:
    mine = programme_reading.of_reader(request.user, today=clock.today()).values("request")
    files = ProgrammeFile.objects.sent().filter(request__in=mine).select_related("file")
    return stream(get_object_or_404(files, public_id=public_id).file)
