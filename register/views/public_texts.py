"""The pages about the register, and how staff rewrite them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest, public, role_required
from accounts.models import Role
from audit.acts import NotAllowed
from kit import clock
from register import public_texts
from register.models import PublicText
from register.public_text_forms import PublicTextForm
from register.reading import from_published_copy

Page = PublicText.Page


def page_or_404(name: str) -> PublicText.Page:
    try:
        return Page(name)
    except ValueError as error:
        raise Http404("No such page.") from error


def address(page: PublicText.Page) -> str:
    if page == Page.ACCESSIBILITY:
        return reverse("pages:accessibility")
    return reverse("register:text", args=[page.value])


@public("what the register means for who reads it")
@require_safe
@from_published_copy
def text(request: HttpRequest, name: str) -> HttpResponse:
    context = {"text": public_texts.current(page_or_404(name)), "others": others(name)}
    return render(request, "register/public_text.html", context)


def others(name: str) -> list[tuple[str, str]]:
    """The other groups that the register speaks to: label and address."""
    groups = (Page.COMMISSIONER, Page.CLIENT, Page.PROFESSION)
    return [(each.label, address(each)) for each in groups if each != name]


# ---- The desk ----


@role_required(Role.DESK)
@require_safe
def text_list(request: PersonRequest) -> HttpResponse:
    pages = [(page, public_texts.current(page)) for page in Page]
    return render(request, "register/public_texts.html", {"pages": pages})


@role_required(Role.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def text_edit(request: PersonRequest, name: str) -> HttpResponse:
    """Write, look how it becomes, then publish; nothing changes before that."""
    page = page_or_404(name)
    known = public_texts.versions(page)
    now_there = known[0]
    form = PublicTextForm(
        request.POST if request.method == "POST" else None,
        initial={"seen": len(known) - 1, "title": now_there.title, "lead": now_there.lead,
                 "body": now_there.body},
    )  # fmt: skip
    context = {"page": page, "form": form, "versions": known, "address": address(page)}
    if request.method == "POST" and form.is_valid():
        written = form.text(page)
        if request.POST.get("step") == "publish":
            try:
                public_texts.write(
                    written, seen=form.cleaned_data["seen"], now=clock.now(), by=request.actor
                )
            except NotAllowed as problem:
                form.add_error(None, str(problem))
            else:
                messages.success(request, "De nieuwe tekst staat online.")
                return redirect(address(page))
        else:
            context["preview"] = written
            context["changes"] = public_texts.changes(now_there, written)
    status = 422 if form.errors else 200
    return render(request, "register/public_text_edit.html", context, status=status)


@role_required(Role.DESK)
@require_safe
def text_version(request: PersonRequest, name: str, number: int) -> HttpResponse:
    """One earlier version, beside what is online; `number` counts from the shipped one, 0."""
    page = page_or_404(name)
    oldest_first = public_texts.versions(page)[::-1]
    if number >= len(oldest_first):
        raise Http404("No such version.")
    chosen, newest = oldest_first[number], oldest_first[-1]
    context = {
        "page": page,
        "text": chosen,
        "is_newest": chosen == newest,
        "changes": public_texts.changes(chosen, newest),
        "form": PublicTextForm(initial={
            "seen": len(oldest_first) - 1, "title": chosen.title, "lead": chosen.lead,
            "body": chosen.body,
        }),
    }  # fmt: skip
    return render(request, "register/public_text_version.html", context)
