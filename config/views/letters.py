"""The letters of the portal, for the desk to read before anyone gets them."""

from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.csp import CSP
from django.views.decorators.http import require_safe

from accounts.access import PersonRequest, role_required
from accounts.models import Role, User
from config.letters.examples import GROUPS, Example
from config.letters.preview import examples_of, in_the_dark, preview, style_hash
from config.letters.wordings import current
from files.downloads import stream_pdf
from kit import clock
from outbox import paper
from outbox.letters import on_paper
from outbox.models import Letter
from register import people

MOST_SENT = 5
EXAMPLE_ADDRESS = ("Voorbeeldstraat 12", "1234 AB Lindehoven")


@role_required(Role.DESK)
@require_safe
def letters(request: PersonRequest) -> HttpResponse:
    """Every kind: its subject, when it goes out and to whom."""
    today, now = clock.today(), clock.now()
    groups = [
        {
            "title": group.title,
            "letters": [
                preview(one, today=today, now=now) for one in group.examples if not one.case
            ],
        }
        for group in GROUPS
    ]
    return render(request, "config/letters.html", {"groups": groups})


@role_required(Role.DESK)
@require_safe
def letter(request: PersonRequest, app: str, name: str) -> HttpResponse:
    """One letter with made-up people, in each case there is."""
    cases = cases_of(app, name)
    chosen = chosen_of(request, cases)
    context = {
        "shown": preview(cases[chosen], today=clock.today(), now=clock.now()),
        "cases": cases,
        "chosen": chosen,
        "app": app,
        "name": name,
        "version": current(cases[chosen].kind, today=clock.today()),
        "sent": really_sent(cases[chosen].kind, request.user),
    }
    return render(request, "config/letter.html", context)


@role_required(Role.DESK)
@require_safe
def letter_mail(request: PersonRequest, app: str, name: str) -> HttpResponse:
    """The mail itself, as a mail program draws it; its own style and nothing else may load."""
    cases = cases_of(app, name)
    example = cases[chosen_of(request, cases)]
    html = preview(example, today=clock.today(), now=clock.now()).html
    if not html:
        raise Http404("This letter goes as text only.")
    if "donker" in request.GET:
        html = in_the_dark(html)
    response = HttpResponse(html)
    response._csp_config = policy(html)  # type: ignore[attr-defined]
    return response


@role_required(Role.DESK)
@require_safe
def letter_paper(request: PersonRequest, app: str, name: str) -> FileResponse:
    """The same letter as it goes by post, to an address that does not exist."""
    cases = cases_of(app, name)
    shown = preview(cases[chosen_of(request, cases)], today=clock.today(), now=clock.now())
    if shown.letter is None:
        raise Http404("This letter goes as text only.")
    return stream_pdf(paper.as_pdf([on_paper(shown.letter, EXAMPLE_ADDRESS)]), name=f"{name}.pdf")


def really_sent(kind: str, reader: User) -> list[Letter]:
    """The newest letters of this kind that staff may read: those of the register itself."""
    if kind not in people.LETTERS:
        return []
    visible = people.visible_to_desk(reader)
    return list(Letter.objects.newest_of(kind).filter(person__in=visible)[:MOST_SENT])


def cases_of(app: str, name: str) -> list[Example]:
    found = examples_of(f"{app}/{name}")
    if not found:
        raise Http404("No such letter.")
    return found


def chosen_of(request: PersonRequest, cases: list[Example]) -> int:
    """Which case the address asks for; what makes no sense is the first."""
    asked = request.GET.get("geval", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 3 else 0
    return number if number < len(cases) else 0


def policy(html: str) -> dict[str, Any]:
    return {
        "default-src": [CSP.NONE],
        "style-src": [style_hash(html)],
        "base-uri": [CSP.NONE],
        "form-action": [CSP.NONE],
        "frame-ancestors": [CSP.NONE],
        "sandbox": True,
    }
