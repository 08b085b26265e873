"""The words of a letter: staff write them, look at them, and put them in force."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest, role_required
from accounts.models import Role
from audit.acts import NotAllowed
from config.letters import wordings
from config.letters.preview import preview, values_of
from config.letters.wordings import WordingForm
from config.views.letters import cases_of
from kit import clock
from outbox.wordings import required_in


@role_required(Role.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def letter_words(request: PersonRequest, app: str, name: str) -> HttpResponse:
    """Write, look how it becomes in each case, then put it in force; nothing changes before."""
    cases, today = cases_of(app, name), clock.today()
    kind = cases[0].kind
    known = wordings.versions(kind)
    form = WordingForm(
        kind, today,
        request.POST if request.method == "POST" else None,
        initial={"seen": known[0].number, "title": known[0].title, "body": known[0].body,
                 "starts_on": today},
    )  # fmt: skip
    context = {
        "app": app, "name": name, "form": form, "versions": known,
        "current": wordings.current(kind, today=today),
        "example": preview(cases[0], today=today, now=clock.now()),
        "values": values_of(cases, today=today),
        "required": [str(part) for part in required_in(kind)],
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        if request.POST.get("step") == "publish":
            try:
                wordings.write(
                    kind, form.cleaned_data, now=clock.now(), today=today, by=request.actor
                )
            except NotAllowed as problem:
                form.add_error(None, str(problem))
            else:
                messages.success(request, "De nieuwe tekst is bewaard en gaat op die dag in.")
                return redirect("desk:letter", app, name)
        else:
            trial = wordings.candidate(kind, form.version())
            context["looks"] = [
                preview(one, today=today, now=clock.now(), wording=trial) for one in cases
            ]
            context["changes"] = wordings.changes(known[0], form.version())
    status = 422 if form.errors else 200
    return render(request, "config/letter_words.html", context, status=status)


@role_required(Role.DESK)
@require_safe
def letter_version(request: PersonRequest, app: str, name: str, number: int) -> HttpResponse:
    """One earlier version beside the newest; `number` counts from the shipped one, 0."""
    cases, today = cases_of(app, name), clock.today()
    known = wordings.versions(cases[0].kind)
    newest = known[0]
    chosen = next((one for one in known if one.number == number), None)
    if chosen is None:
        raise Http404("No such version.")
    context = {
        "app": app, "name": name, "version": chosen, "is_newest": chosen == newest,
        "changes": wordings.changes(chosen, newest),
        "form": WordingForm(cases[0].kind, today, initial={
            "seen": newest.number, "title": chosen.title, "body": chosen.body,
            "because": f"Terug naar versie {chosen.number}", "starts_on": today,
        }),
    }  # fmt: skip
    return render(request, "config/letter_version.html", context)
