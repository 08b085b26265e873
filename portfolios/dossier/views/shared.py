"""What others share: with me, signed in; or with a guest, who has a link and a code."""

import functools
from collections.abc import Callable
from typing import Any
from uuid import UUID

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import limits
from accounts.access import PersonRequest, public, signed_in
from audit.acts import NotAllowed
from kit import clock
from portfolios.dossier import guests, peer_reading, share_letters, sharing
from portfolios.dossier.models import PeerReading, ShareComment, SharedItem, ShareGrant
from portfolios.dossier.share_forms import CodeForm, CommentForm, LineForm

BY_LINK = "a signed link in a mail; it shows nothing without a code mailed to the same address"
SAID = "De reactie staat erbij."
GONE = "De reactie is verwijderd."


def reading_page(
    request: HttpRequest,
    grant: ShareGrant,
    template: str,
    comment_url: Callable[[SharedItem], str],
    *,
    wrong: CommentForm | None = None,
    line_form: LineForm | None = None,
    **more: Any,
) -> HttpResponse:
    """Exactly what was shared, each thing with its thread; `wrong` is what was sent to one.

    Raises NotAllowed before the yes of who was asked to look along, whatever was sent.
    """
    if grant.waits_for_yes and request.user != grant.owner:
        raise NotAllowed("Hier is pas iets te lezen na een ja.")
    runs = grant.runs_on(clock.today())
    things = sharing.of_grant(grant)
    me = None if "token" in more else request.user
    lines = peer_reading.lines_of(grant.together, me) if grant.together else None
    context = {
        "grant": grant,
        "things": [(one, form_about(one.item, wrong), comment_url(one.item)) for one in things],
        "runs": runs,
        "can_comment": runs and grant.may_comment and not grant.waits_for_yes,
        "form": wrong or line_form or CommentForm(),
        "me": me,
        "together": grant.together,
        "lines": lines,
        "line_form": line_form or LineForm(kept=lines.own if lines else ""),
        **more,
    }
    return render(request, template, context, status=422 if wrong or line_form else 200)


def comment_form(item: SharedItem, data: Any = None) -> CommentForm:
    return CommentForm(data, auto_id=f"{item.public_id}_%s")


def form_about(item: SharedItem, wrong: CommentForm | None) -> CommentForm:
    """The form below one thing: empty, unless it is the one that was sent."""
    empty = comment_form(item)
    return wrong if wrong and wrong.auto_id == empty.auto_id else empty


def item_of(grant: ShareGrant, public_id: UUID) -> SharedItem:
    """One thing of this share; of another it does not exist."""
    return get_object_or_404(
        grant.items.select_related("share__owner", "share__peer_reading"), public_id=public_id
    )


def over(request: HttpRequest, together: PeerReading | None = None) -> HttpResponse:
    """It was shared, and is not any more; no word of what it was or whose.

    One's own line at it can still be taken back.
    """
    line = together.reader_line if together else ""
    return render(
        request, "dossier/shared_over.html", {"line": line, "together": together}, status=410
    )


def asked_to_look_along(
    request: HttpRequest, grant: ShareGrant, answer_url: str, **more: Any
) -> HttpResponse:
    """Who asks, what it is, and yes or not now. Of the story no word, until the yes."""
    context = {"grant": grant, "answer_url": answer_url, **more}
    return render(request, "dossier/peer_asked.html", context)


# ---- Signed in ----


def given(request: PersonRequest, public_id: UUID) -> ShareGrant:
    """What somebody gave me, also when it ended."""
    found = ShareGrant.objects.given_to(request.user).select_related(
        "owner", "reader", "peer_reading"
    )
    return get_object_or_404(found, public_id=public_id)


@signed_in
@require_safe
def shared_with_me(request: PersonRequest) -> HttpResponse:
    today, given = clock.today(), ShareGrant.objects.given_to(request.user)
    with_names = given.select_related("owner", "peer_reading").order_by("until_on", "id")
    context = {
        "grants": with_names.running(today),
        "over": with_names.ended(today).exclude(peer_reading=None).exclude(
            peer_reading__reader_line=""
        ),
    }  # fmt: skip
    return render(request, "dossier/shared_with_me.html", context)


@signed_in
@require_safe
def shared(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """What somebody lets me read; that I looked is recorded for them."""
    grant = given(request, public_id)
    if not grant.runs_on(clock.today()):
        return over(request, grant.together)
    if grant.waits_for_yes:
        return asked_to_look_along(request, grant, reverse("dossier:peer_answer", args=[public_id]))
    sharing.note_read(grant, now=clock.now(), by=request.actor)
    return read_by_me(request, grant)


def read_by_me(request: PersonRequest, grant: ShareGrant, **more: Any) -> HttpResponse:
    def comment_url(item: SharedItem) -> str:
        return reverse("dossier:shared_comment", args=[grant.public_id, item.public_id])

    return reading_page(request, grant, "dossier/shared.html", comment_url, **more)


@signed_in
@require_POST
def shared_comment(request: PersonRequest, public_id: UUID, item_id: UUID) -> HttpResponse:
    grant = given(request, public_id)
    if not grant.runs_on(clock.today()):
        return over(request)
    item = item_of(grant, item_id)
    form = comment_form(item, request.POST)
    if not form.is_valid():
        return read_by_me(request, grant, wrong=form)
    text, today = form.cleaned_data["text"], clock.today()
    sharing.comment(item, text, author=request.user, today=today, now=clock.now())
    messages.success(request, SAID)
    return redirect("dossier:shared", grant.public_id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def share_comment_delete(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Asks first. The own comment, or any in the own dossier."""
    deletable = sharing.comments_of(request.user, today=clock.today())
    found = get_object_or_404(deletable, public_id=public_id)
    grant = found.item.share
    name = "dossier:share" if grant.owner == request.user else "dossier:shared"
    back = reverse(name, args=[grant.public_id])
    return delete_or_ask(request, found, back)


def delete_or_ask(request: HttpRequest, found: ShareComment, back: str) -> HttpResponse:
    if request.method == "POST":
        found.delete()
        messages.success(request, GONE)
        return redirect(back)
    context = {"comment": found, "back": back}
    return render(request, "dossier/share_comment_delete.html", context)


# ---- A guest ----


def while_shared(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Finds the share of the link: a forged one does not exist, of one that is over no word."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, token: str, **named: Any) -> HttpResponse:
        grant = guests.grant_of(token)
        if grant is None:
            raise Http404("No such share.")
        if not grant.runs_on(clock.today()):
            return over(request)
        return view(request, grant, token, **named)

    return never_cache(guarded)


def at_the_door(
    request: HttpRequest, grant: ShareGrant, token: str, form: CodeForm | None = None, **more: Any
) -> HttpResponse:
    """Who holds the link learns nothing here, not even who shares."""
    context = {
        "token": token,
        "form": form or CodeForm(),
        "waits": bool(form) or guests.waits_for_code(request, grant, now=clock.now()),
        **more,
    }
    return render(request, "dossier/guest_door.html", context, status=422 if form or more else 200)


@public(BY_LINK)
@require_http_methods(["GET", "HEAD", "POST"])
@while_shared
def door(request: HttpRequest, grant: ShareGrant, token: str) -> HttpResponse:
    """The door, or what is behind it once the code was given; a POST asks for a code."""
    user: Any = request.user
    if user.is_authenticated and ShareGrant.objects.given_to(user).filter(pk=grant.pk).exists():
        return redirect("dossier:shared", grant.public_id)
    if request.method == "POST":
        if not limits.has_room(request, "share_code", str(grant.public_id)):
            return too_often(request)
        share_letters.send_code(grant, guests.new_code(request, grant, now=clock.now()))
        return redirect("shared:door", token)
    if not guests.is_open(request, grant, now=clock.now()):
        return at_the_door(request, grant, token)
    if grant.waits_for_yes:
        answer_url = reverse("shared:peer_answer", args=[token])
        return asked_to_look_along(request, grant, answer_url, token=token)
    sharing.note_read(grant, now=clock.now(), by=sharing.guest())
    return read_by_guest(request, grant, token)


def too_often(request: HttpRequest) -> HttpResponse:
    refused: HttpResponse = ratelimit.respond_429(request)
    return refused


def read_by_guest(request: HttpRequest, grant: ShareGrant, token: str, **more: Any) -> HttpResponse:
    def comment_url(item: SharedItem) -> str:
        return reverse("shared:comment", args=[token, item.public_id])

    template = "dossier/shared_guest.html"
    return reading_page(request, grant, template, comment_url, token=token, **more)


@public(BY_LINK)
@require_POST
@while_shared
def code(request: HttpRequest, grant: ShareGrant, token: str) -> HttpResponse:
    """The code from the mail opens the share in this browser; a few tries, then another code."""
    form, now = CodeForm(request.POST), clock.now()
    if form.is_valid() and guests.waits_for_code(request, grant, now=now):
        if not limits.has_room(request, "share_try", str(grant.public_id)):
            return too_often(request)
        if guests.try_code(request, grant, form.cleaned_data["code"], now=now):
            return redirect("shared:door", token)
        form.add_error("code", "Deze code klopt niet. Kijk of u de nieuwste mail heeft.")
    if guests.waits_for_code(request, grant, now=now):
        return at_the_door(request, grant, token, form)
    messages.info(request, "Deze code werkt niet meer. Vraag een nieuwe.")
    return redirect("shared:door", token)


@public(BY_LINK)
@require_POST
@while_shared
def comment(request: HttpRequest, grant: ShareGrant, token: str, item_id: UUID) -> HttpResponse:
    if not guests.is_open(request, grant, now=clock.now()):
        return at_the_door(request, grant, token, typed=request.POST.get("text", ""))
    item = item_of(grant, item_id)
    form = comment_form(item, request.POST)
    if not form.is_valid():
        return read_by_guest(request, grant, token, wrong=form)
    text, today = form.cleaned_data["text"], clock.today()
    sharing.comment(item, text, author=None, today=today, now=clock.now())
    messages.success(request, SAID)
    return redirect("shared:door", token)


@public(BY_LINK)
@require_http_methods(["GET", "HEAD", "POST"])
@while_shared
def comment_delete(
    request: HttpRequest, grant: ShareGrant, token: str, public_id: UUID
) -> HttpResponse:
    """Asks first. Only what a guest of this very share wrote."""
    if not guests.is_open(request, grant, now=clock.now()):
        return redirect("shared:door", token)
    own = ShareComment.objects.filter(item__share=grant, author=None)
    found = get_object_or_404(own, public_id=public_id)
    return delete_or_ask(request, found, reverse("shared:door", args=[token]))


@public(BY_LINK)
@require_POST
@while_shared
def close(request: HttpRequest, grant: ShareGrant, token: str) -> HttpResponse:
    """Done reading: this browser needs a code again."""
    guests.close(request, grant)
    messages.success(request, "Gesloten. Met de link en een nieuwe code kunt u weer verder lezen.")
    return redirect("shared:door", token)
