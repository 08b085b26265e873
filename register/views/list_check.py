"""The list check: employers ask about people whose number and surname they have."""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.access import public
from kit import clock, spreadsheets
from register import list_check
from register.list_check_forms import ListCheckForm
from register.templatetags.register_words import public_label


@public("who has a number and a surname may ask whether they belong together")
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Nothing of it is kept: the answer is in the page, and the list in its form."""
    form = ListCheckForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return render(request, "register/list_check.html", {"form": ListCheckForm()})
    if not form.is_valid():
        return render(request, "register/list_check.html", {"form": form}, status=422)
    answers = list_check.check(form.pairs)
    if request.POST.get("vorm") == spreadsheets.CSV:
        return as_csv(answers)
    context = {
        "answers": answers,
        "counted": Counter(each.outcome.value for each in answers),
        "form": ListCheckForm(initial={"lijst": form.cleaned_data["lijst"]}),
        "list": form.cleaned_data["lijst"],
        "now": clock.now(),
    }
    response = render(request, "register/list_check.html", context)
    response["Cache-Control"] = "no-store"
    return response


def as_csv(answers: list[list_check.Answer]) -> HttpResponse:
    labels = {each.entry.status: public_label(each.entry.status) for each in answers if each.entry}
    content = spreadsheets.as_csv([list_check.table(answers, labels)])
    response = HttpResponse(content, content_type=spreadsheets.CONTENT_TYPES[spreadsheets.CSV])
    day = clock.today().isoformat()
    response["Content-Disposition"] = f'attachment; filename="lijst-nagekeken-{day}.csv"'
    response["Cache-Control"] = "no-store"
    return response
