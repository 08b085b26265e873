"""Quality: the reader's pages, what the assessor hears, the desk's figures, the published draw."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, public, role_required
from accounts.models import Role
from accreditation import answers, quality_figures, reading
from accreditation.models import QualityReading, QualitySample
from accreditation.reading_forms import ReadingForm
from kit import clock

as_reader = role_required(Role.READER)
MOST_SHOWN = 100


# ---- The reader ----


@as_reader
@require_safe
def reader_home(request: PersonRequest) -> HttpResponse:
    """What is asked of me, and how much I read before."""
    mine = QualityReading.objects.of_reader(request.user).select_related("sample")
    context = {
        "to_read": list(mine.to_read()),
        "done": list(mine.exclude(read_on=None).order_by("-read_on")[:MOST_SHOWN]),
    }
    return render(request, "accreditation/reader.html", context)


@as_reader
@require_http_methods(["GET", "HEAD", "POST"])
def one_reading(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """A report without names, and what I say of the conversation."""
    found = get_object_or_404(reading.readable_by(request.user), public_id=public_id)
    reading.check_may_read(found, request.user, now=clock.now())
    form = ReadingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reading.finish(found, form.cleaned_data, now=clock.now(), by=request.actor)
        messages.success(request, "Dank je. De assessor leest wat je schreef.")
        return redirect("reader:home")
    context = {"reading": found, "parts": reading.unnamed(found.report), "form": form}
    status = 422 if form.errors else 200
    return render(request, "accreditation/reading.html", context, status=status)


@as_reader
@require_POST
def pass_on(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """I know who this is, or I cannot: another reader is asked."""
    found = get_object_or_404(reading.readable_by(request.user), public_id=public_id)
    reading.pass_on(found, now=clock.now(), by=request.actor)
    messages.success(request, "Dank je. We vragen een ander.")
    return redirect("reader:home")


# ---- The assessor ----


@role_required(Role.ASSESSOR)
@require_safe
def about_my_talks(request: PersonRequest) -> HttpResponse:
    """What quality readers wrote about talks of mine."""
    found = list(reading.about_talks_of(request.user).order_by("-pk")[:MOST_SHOWN])
    return render(request, "accreditation/readings.html", {"readings": found})


# ---- The desk, and everybody ----


@role_required(Role.DESK)
@require_safe
def quality(request: PersonRequest) -> HttpResponse:
    """By year what was read and heard; the draws, and what people said."""
    context = {
        "years": quality_figures.by_year(),
        "samples": list(QualitySample.objects.all()[:MOST_SHOWN]),
        "waiting": QualityReading.objects.without_reader().count(),
        "answers": list(answers.readable_by_desk()[:MOST_SHOWN]),
    }
    return render(request, "accreditation/quality.html", context)


@role_required(Role.DESK)
@require_safe
def sample_list(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """The list of a draw as text: one public id a line, as its fingerprint was taken."""
    sample = get_object_or_404(QualitySample, public_id=public_id)
    text = "\n".join(map(str, sample.listed))
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@public("how the draw was made is for everybody to check")
@require_safe
def draws(request: PersonRequest) -> HttpResponse:
    """The seed of each draw, and how to repeat it."""
    found = list(QualitySample.objects.all()[:MOST_SHOWN])
    return render(request, "accreditation/draws.html", {"samples": found})
