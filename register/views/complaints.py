"""What everybody may send: a complaint about a klantmanager, a message about an entry."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import public
from kit import clock
from register import complaining, numbers
from register.complaint_forms import ComplaintForm, NoticeForm
from register.models import EntryNotice, PublicEntry, RegisterScheme, YearLessons
from register.reading import from_published_copy, or_nothing
from register.search import find


@public("how to complain, and what complaints taught")
@require_safe
@from_published_copy
def complaints(request: HttpRequest) -> HttpResponse:
    """First the organisation's own procedure, then what the register can do."""
    weeks = RegisterScheme.objects.in_force_on(clock.today()).complaint_weeks
    context = {"weeks": weeks, "lessons": or_nothing(newest_lessons)}
    return render(request, "register/complaints.html", context)


def newest_lessons() -> list[YearLessons]:
    return list(YearLessons.objects.all()[:5])


@public("a citizen complains")
@require_http_methods(["GET", "HEAD", "POST"])
def complain(request: HttpRequest) -> HttpResponse:
    form = ComplaintForm(request.POST or None)
    if form.is_valid():
        complaining.complain(**form.cleaned_data, today=clock.today())
        return redirect("register:complaint_sent")
    return render(
        request, "register/complain.html", {"form": form}, status=422 if form.errors else 200
    )


@public("what happens now")
@require_safe
@from_published_copy
def complaint_sent(request: HttpRequest) -> HttpResponse:
    weeks = RegisterScheme.objects.in_force_on(clock.today()).complaint_weeks
    return render(request, "register/complaint_sent.html", {"weeks": weeks})


@public("this is not me")
@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: HttpRequest, number: str) -> HttpResponse:
    """A message about one entry that everyone can see."""
    written = numbers.parse(number)
    entry = find(written) if written else None
    if entry is None or entry.status == PublicEntry.REMOVED:
        raise Http404("No such entry.")
    form = NoticeForm(request.POST or None, initial={"kind": EntryNotice.Kind.NOT_ME})
    if form.is_valid():
        complaining.notify(**form.cleaned_data, number=entry.number, today=clock.today())
        return redirect("register:notice_sent")
    context = {"form": form, "entry": entry}
    return render(request, "register/notice.html", context, status=422 if form.errors else 200)


@public("what happens now")
@require_safe
def notice_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "register/notice_sent.html")
