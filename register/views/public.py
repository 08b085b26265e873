"""The public register: search, entry, certificate check, code and profile."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.middleware import HtmxDetails

from accounts import limits, public_use
from accounts.access import public
from kit import clock
from register import numbers, scraping, verification
from register.forms import PROVINCES, CodeForm, PdfForm, SearchForm, SurnameForm
from register.models import CodeOfConduct, CompetencyProfile, RegisterScheme, VersionKind
from register.reading import from_published_copy, or_nothing
from register.search import DEEPEST, Found, find, has_namesake, look_up, published
from register.views.consultations import open_now, versions_of


class HtmxRequest(HttpRequest):
    htmx: HtmxDetails


@public("the register is there for everyone")
@require_safe
@from_published_copy
def search(request: HtmxRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    question = form.question
    asked = not question.is_empty or "q" in request.GET
    found = Found() if question.is_too_short else look_up(question, form.place)
    if asked and (refused := scraping.refuse(request, question.text, found.shown)):
        return refused
    context = {
        "question": question,
        "asked": asked,
        "found": found,
        "deepest": DEEPEST,
        "digits": numbers.DIGITS,
        "provinces": PROVINCES,
        "any_published": asked or published().exists(),
    }
    template = "register/search.html#results" if request.htmx else "register/search.html"
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@public("an entry of the public register")
@require_safe
@from_published_copy
def entry(request: HttpRequest, number: str) -> HttpResponse:
    """The entry, or for a well-formed number without one a page that says what that means."""
    written = numbers.parse(number)
    if written is None:
        raise Http404("Not a register number.")
    found = find(written)
    context = {
        "entry": found,
        "has_namesake": found is not None and has_namesake(found),
        "number": written,
        "now": clock.now(),
        "today": clock.today(),
    }
    return render(request, "register/entry.html", context, status=200 if found else 404)


@public("anyone may check a certificate")
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """By its code, or with the file itself; nothing of that is kept."""
    if request.method == "POST":
        return verify_file(request)
    typed = request.GET.get("code", "")
    problem = verification.problem_with(typed)
    if not problem and CodeForm(request.GET).is_valid():
        return redirect("register:certificate", verification.clean_code(typed))
    asked = "code" in request.GET
    context = {"asked": asked, "problem": problem, "code": typed if asked else ""}
    context["file_form"] = PdfForm()
    return render(request, "register/verify.html", context)


def verify_file(request: HttpRequest) -> HttpResponse:
    form = PdfForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "register/verify.html", {"file_form": form}, status=422)
    used = public_use.count_address(request)
    if used.is_too_much:
        return limits.refuse(request, used)
    says, code = verification.check_file(form.cleaned_data["pdf"].read())
    context = {"file_form": PdfForm(), "says": says, "found": code, "now": clock.now()}
    response = render(request, "register/verify.html", context)
    response["Cache-Control"] = "no-store"
    return response


@public("what a certificate says, and what is true today")
@require_http_methods(["GET", "HEAD", "POST"])
@from_published_copy
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Of somebody hidden: to who gives the surname as well. The name is nowhere in an address."""
    checked = verification.check(code)
    context = {"checked": checked, "now": clock.now(), "code": "" if checked else code}
    if not checked:
        context["problem"] = verification.problem_with(code)
        return render(request, "register/certificate.html", context, status=404)
    if checked.is_erased:
        return render(request, "register/certificate_gone.html", context, status=410)
    if checked.is_hidden and not shows_hidden(request, checked, context):
        status = 422 if request.method == "POST" else 200
        return render(request, "register/certificate_hidden.html", context, status=status)
    response = render(request, "register/certificate.html", context)
    response["Cache-Control"] = "no-store"
    return response


def shows_hidden(
    request: HttpRequest, checked: verification.Checked, context: dict[str, Any]
) -> bool:
    """Whether the surname was given; `context` gets the form, with what is wrong with it."""
    context["form"] = form = SurnameForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return False
    if not checked.knows(form.cleaned_data["achternaam"]):
        form.add_error("achternaam", "Deze achternaam hoort niet bij dit certificaat.")
        return False
    return True


@public("the code and the profile of the profession")
@require_safe
@from_published_copy
def profession(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    profile = CompetencyProfile.objects.in_force_on(today)
    context = {
        "code": CodeOfConduct.objects.in_force_on(today),
        "areas": profile.areas.prefetch_related("competencies"),
        "profile": profile,
        "back": reverse("pages:about"),
        "codes": versions_of(VersionKind.CODE),
        "profiles": versions_of(VersionKind.PROFILE),
        "running": or_nothing(open_now),
    }
    return render(request, "register/profession.html", context)


@public("who thinks about applying")
@require_safe
@from_published_copy
def for_me(request: HttpRequest) -> HttpResponse:
    """Is this something for me: who belongs, by which ways, what it takes and what it does not."""
    context = {"scheme": RegisterScheme.objects.in_force_on(clock.today())}
    return render(request, "register/for_me.html", context)
