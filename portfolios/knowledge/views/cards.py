"""Method cards that everybody reads: finding one, reading, what changed, saying something."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from kit import clock
from portfolios.knowledge import cards, reviewing
from portfolios.knowledge.card_forms import CardSearchForm, CommentForm, WithdrawForm
from portfolios.knowledge.models import CardComment, CardUse, CardVersion, MethodCard
from register.models import RegisterScheme

ON_A_PAGE = 24
AFTER_DRAFT = ("published", "superseded", "withdrawn")


def known_card(request: PersonRequest, public_id: UUID) -> MethodCard:
    """A card that was published once; before that it is its guild's."""
    once = CardVersion.objects.filter(status__in=AFTER_DRAFT).values("card")
    found = MethodCard.objects.filter(pk__in=once).select_related("guild", "theme")
    return get_object_or_404(found, public_id=public_id)


def published_version(request: PersonRequest, public_id: UUID) -> CardVersion:
    found = CardVersion.objects.published().select_related("card__guild", "card__theme")
    return get_object_or_404(found, card__public_id=public_id)


@signed_in
@require_safe
def card_list(request: PersonRequest) -> HttpResponse:
    form = CardSearchForm(request.GET)
    asked = form.asked
    context = {
        "form": form,
        "page": Paginator(cards.found(asked), ON_A_PAGE).get_page(request.GET.get("pagina")),
        "filtered": any((asked.words, asked.theme, asked.evidence)),
    }
    return render(request, "knowledge/cards.html", context)


@signed_in
@require_safe
def card(request: PersonRequest, public_id: UUID) -> HttpResponse:
    return card_page(request, known_card(request, public_id), CommentForm())


def card_page(
    request: PersonRequest, shown: MethodCard, form: CommentForm, *, status: int = 200
) -> HttpResponse:
    """The version of now; of a withdrawn card why it is gone."""
    newest = shown.versions.filter(status__in=AFTER_DRAFT).order_by("-number").first()
    is_member = shown.guild.has(request.user)
    is_readable = newest is not None and newest.is_published and not shown.is_hidden
    i_wrote = newest is not None and newest.authors.filter(person=request.user).exists()
    inside = is_member or i_wrote or not shown.is_hidden
    context: dict[str, Any] = {
        "card": shown, "version": newest, "is_member": is_member, "is_readable": is_readable,
        "i_wrote": i_wrote, "title": str(newest) if inside else "Methodekaart",
    }  # fmt: skip
    if newest and is_readable:
        context |= reading(request, newest) | {"form": form}
    else:  # what I said under it I can still take away
        uses = shown.uses.filter(owner=request.user).select_related("owner")
        comments = shown.comments.filter(author=request.user).select_related("author")
        context |= {"uses": uses, "comments": comments, "mine_here": bool(uses or comments)}
    if is_member and shown.guild.ended_on is None:
        context["open_version"] = shown.versions.open().first()
    return render(request, "knowledge/card.html", context, status=status)


def reading(request: PersonRequest, version: CardVersion) -> dict[str, Any]:
    today = clock.today()
    scheme = RegisterScheme.objects.in_force_on(today)
    agreed = version.reviews.filter(round=version.round, verdict="agree")
    card = version.card
    return {
        "parts": cards.parts_of(version),
        "authors": version.authors.select_related("person").order_by("person__name_key", "pk"),
        "readers": agreed.select_related("person").order_by("person__name_key", "pk"),
        "is_old": cards.is_old(version, scheme=scheme, today=today),
        "uses": card.uses.for_reader(request.user),
        "comments": card.comments.for_reader(request.user),
        "has_earlier": version.number > 1,
    }


@signed_in
@require_safe
def card_versions(request: PersonRequest, public_id: UUID) -> HttpResponse:
    shown = known_card(request, public_id)
    readable = CardVersion.objects.visible_to(request.user).filter(
        card=shown, status__in=AFTER_DRAFT
    )
    context = {"card": shown, "versions": readable.order_by("-number")}
    return render(request, "knowledge/card_versions.html", context)


@signed_in
@require_safe
def card_version(request: PersonRequest, public_id: UUID, number: int) -> HttpResponse:
    """One version, word by word against the one before it."""
    shown = known_card(request, public_id)
    readable = CardVersion.objects.visible_to(request.user).filter(
        card=shown, status__in=AFTER_DRAFT
    )
    version = get_object_or_404(readable, number=number)
    before = readable.filter(number__lt=number).order_by("-number").first()
    context = {
        "card": shown,
        "version": version,
        "before": before,
        "changes": cards.changes(before, version),
    }
    return render(request, "knowledge/card_version.html", context)


# ---- Said under it ----


@signed_in
@require_POST
def comment(request: PersonRequest, public_id: UUID) -> HttpResponse:
    version = published_version(request, public_id)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return card_page(request, version.card, form, status=422)
    version.card.comments.create(
        author=request.user, text=form.cleaned_data["text"], written_at=clock.now()
    )
    messages.success(request, "Je reactie staat eronder. Je kunt haar altijd weghalen.")
    return redirect("knowledge:card", public_id)


@signed_in
@require_POST
def comment_delete(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """My own, at once."""
    mine = CardComment.objects.filter(author=request.user).select_related("card")
    found = get_object_or_404(mine, public_id=public_id)
    found.delete()
    messages.success(request, "Je reactie is weg.")
    return redirect("knowledge:card", found.card.public_id)


@signed_in
@require_POST
def use_delete(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """My own line, at once; nobody hears of it."""
    mine = CardUse.objects.filter(owner=request.user).select_related("card")
    found = get_object_or_404(mine, public_id=public_id)
    found.delete()
    messages.success(request, "Je regel is weg. Niemand leest hem meer.")
    return redirect("knowledge:card", found.card.public_id)


# ---- Its guild ----


@signed_in
@require_POST
def card_revise(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Write on; what is published stays until the next version is."""
    shown = known_card(request, public_id)
    made = cards.revise(shown, by_person=request.user, now=clock.now())
    return redirect("knowledge:draft", made.public_id)


@signed_in
@require_POST
def card_look_again(request: PersonRequest, public_id: UUID) -> HttpResponse:
    version = published_version(request, public_id)
    cards.look_again(version, today=clock.today(), by=request.actor)
    messages.success(request, "Dank je. Op de kaart staat dat jullie haar vandaag nakeken.")
    return redirect("knowledge:card", public_id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def card_withdraw(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Asks why first."""
    version = published_version(request, public_id)
    cards.check_may_withdraw(version, request.user)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        because = form.cleaned_data["because"]
        cards.withdraw(version, because=because, now=clock.now(), by=request.actor)
        messages.success(request, "De kaart is teruggetrokken. Het gilde krijgt bericht.")
        return redirect("knowledge:card", public_id)
    context = {"form": form, "version": version}
    status = 422 if form.errors else 200
    return render(request, "knowledge/card_withdraw.html", context, status=status)


@signed_in
@require_safe
def reading_list(request: PersonRequest) -> HttpResponse:
    """Cards that I can read along with before everybody does, and those I took on."""
    context = {
        "mine": reviewing.mine(request.user),
        "waiting": reviewing.looking_for_readers(request.user, today=clock.today()),
    }
    return render(request, "knowledge/reading.html", context)
