"""Writing a card together, with autosave; having it read by others; publishing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from audit.acts import NotAllowed
from kit import clock
from portfolios.knowledge import cards, reviewing
from portfolios.knowledge.card_forms import CardForm, ReviewForm
from portfolios.knowledge.models import CardReview, CardVersion, Guild
from portfolios.knowledge.views.guilds import my_guild

FOUND_BSN = (
    "Er lijkt een burgerservicenummer (BSN) in je tekst te staan. Dat bewaren we niet. Haal het "
    "weg. Is het geen BSN? Druk dan op ‘Bewaren’."
)


def my_draft(request: PersonRequest, public_id: UUID) -> CardVersion:
    """A version that is not published yet, of a guild I am in."""
    mine = Guild.objects.running().of(request.user).values("pk")
    found = CardVersion.objects.open().select_related("card__guild", "card__theme")
    return get_object_or_404(found.filter(card__guild__in=mine), public_id=public_id)


@signed_in
@require_POST
def card_new(request: PersonRequest, public_id: UUID) -> HttpResponse:
    made = cards.start(my_guild(request, public_id), by_person=request.user, now=clock.now())
    return redirect("knowledge:draft_edit", made.public_id)


@signed_in
@require_safe
def draft(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """How it stands: the text, who wrote, what readers say, and what can be done now.

    Once it is published, letters about the draft lead to the card.
    """
    after = CardVersion.objects.visible_to(request.user).filter(public_id=public_id)
    done = after.exclude(published_on=None).select_related("card").first()
    if done:
        return redirect("knowledge:card", done.card.public_id)
    version = my_draft(request, public_id)
    today = clock.today()
    reviews = version.reviews.select_related("person").order_by("-round", "pk")
    earlier = version.card.versions.exclude(pk=version.pk).order_by("-number").first()
    context = {
        "version": version,
        "parts": cards.parts_of(version),
        "authors": version.authors.select_related("person").order_by("person__name_key", "pk"),
        "reviews": [
            each for each in reviews if each.round == version.round and each.released_on is None
        ],
        "earlier_reviews": [each for each in reviews if each.round < version.round],
        "not_ready": cards.not_ready(version, today) if version.is_draft else [],
        "may_publish": version.is_in_review and version.is_read_by_two_others(today),
        "changes": cards.changes(earlier, version) if earlier else [],
    }
    return render(request, "knowledge/draft.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def draft_edit(request: PersonRequest, public_id: UUID) -> HttpResponse:
    version = my_draft(request, public_id)
    form = CardForm(request.POST or None, card=version)
    if not version.is_draft:
        return too_late(request, version, form)
    if not form.is_valid():
        context = {"version": version, "form": form}
        status = 422 if form.errors else 200
        return render(request, "knowledge/draft_edit.html", context, status=status)
    try:
        cards.save(version, by_person=request.user, now=clock.now(), **form.words)
    except cards.Stale as stale:
        return both_texts(request, stale)
    messages.success(request, "De kaart is bewaard.")
    return redirect("knowledge:draft", version.public_id)


def too_late(request: PersonRequest, version: CardVersion, form: CardForm) -> HttpResponse:
    """Another member asked for readers meanwhile; what was typed stays on the page."""
    if request.method != "POST":
        messages.info(request, cards.BUSY)
        return redirect("knowledge:draft", version.public_id)
    form.add_error(None, cards.BUSY)
    context = {"version": version, "form": form, "stale": True, "stored": []}
    return render(request, "knowledge/draft_edit.html", context, status=409)


def both_texts(request: PersonRequest, stale: cards.Stale) -> HttpResponse:
    """The form with what was typed, ready to be saved on purpose, and what stands there now."""
    typed = request.POST.copy()
    typed["version"] = str(stale.stored.saves)
    context = {
        "version": stale.stored,
        "form": CardForm(typed, card=stale.stored),
        "stale": True,
        "stored": [
            (cards.LABELS[name], cards.text_of(stale.stored, name))
            for name in cards.differences(stale.stored, stale.typed)
            if name in cards.LABELS
        ],
    }
    return render(request, "knowledge/draft_edit.html", context, status=409)


@signed_in
@require_POST
def draft_autosave(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Save what is typed so far. 422 for a BSN, 409 when another saved in between."""
    version = my_draft(request, public_id)
    form = CardForm(request.POST, card=version, quietly=True)
    if not form.is_valid():
        first = " ".join(map(str, form.errors[next(iter(form.errors))]))
        return plainly(FOUND_BSN if form.asks_about_bsn else first, status=422)
    try:
        saved = cards.save(version, by_person=request.user, now=clock.now(), **form.words)
    except cards.Stale as stale:
        return plainly(f"{stale} Druk op ‘Bewaren’ om beide teksten te zien.", status=409)
    time = timezone.localtime(saved.updated_at).strftime("%H.%M")
    return JsonResponse({"saved_at": time, "version": saved.saves})


def plainly(sentence: str, *, status: int) -> HttpResponse:
    """One sentence for the status line of the page, in which the text still stands."""
    return HttpResponse(sentence, content_type="text/plain; charset=utf-8", status=status)


@signed_in
@require_POST
def draft_send(request: PersonRequest, public_id: UUID) -> HttpResponse:
    version = my_draft(request, public_id)
    cards.send(version, now=clock.now(), by=request.actor)
    messages.success(request, "De kaart staat bij ‘Meelezen’. Je krijgt bericht als iemand leest.")
    return redirect("knowledge:draft", version.public_id)


@signed_in
@require_POST
def draft_take_back(request: PersonRequest, public_id: UUID) -> HttpResponse:
    version = my_draft(request, public_id)
    cards.take_back(version, by=request.actor)
    messages.success(request, "De kaart is weer een concept. Wie meelas, leest straks opnieuw.")
    return redirect("knowledge:draft", version.public_id)


@signed_in
@require_POST
def draft_publish(request: PersonRequest, public_id: UUID) -> HttpResponse:
    version = my_draft(request, public_id)
    cards.publish(version, now=clock.now(), by=request.actor)
    messages.success(request, "De kaart is gepubliceerd. Alle collega’s kunnen haar lezen.")
    return redirect("knowledge:card", version.card.public_id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def draft_discard(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Asks first: the others wrote on it too."""
    version = my_draft(request, public_id)
    if request.method == "POST":
        guild = version.card.guild
        cards.discard(version, by=request.actor)
        messages.success(request, "Het concept is weggegooid.")
        return redirect("knowledge:guild", guild.public_id)
    return render(request, "knowledge/draft_discard.html", {"version": version})


# ---- Reading along ----


@signed_in
@require_POST
def read_along(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """I take this on. The text opens then."""
    waiting = CardVersion.objects.filter(status=CardVersion.Status.IN_REVIEW)
    version = get_object_or_404(waiting.select_related("card"), public_id=public_id)
    review = reviewing.take_on(version, person=request.user, today=clock.today())
    return redirect("knowledge:review", review.public_id)


def my_review(request: PersonRequest, public_id: UUID) -> CardReview:
    """What I took on, also when the text lies with readers no more."""
    found = CardReview.objects.filter(person=request.user)
    found = found.select_related("version__card__guild", "version__card__theme")
    return get_object_or_404(found, public_id=public_id)


def over_for_me(request: PersonRequest, review: CardReview) -> HttpResponse:
    """Of the text no word any more; what I was typing is not lost."""
    context = {
        "released": review.released_on is not None and review.version.is_in_review,
        "words": request.POST.get("words", ""),
    }
    status = 409 if request.method == "POST" else 410
    return render(request, "knowledge/review_over.html", context, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """The text, and what I say of it."""
    mine = my_review(request, public_id)
    if not reviewing.is_running(mine, mine.version):
        return over_for_me(request, mine)
    form = ReviewForm(request.POST or None, review=mine)
    if form.is_valid():
        verdict, words = form.cleaned_data["verdict"], form.cleaned_data["words"]
        try:
            reviewing.say(mine, verdict=verdict, words=words, now=clock.now())
        except NotAllowed:  # in this very moment
            return over_for_me(request, my_review(request, public_id))
        messages.success(request, "Dank je. De schrijvers krijgen bericht.")
        return redirect("knowledge:reading")
    version = mine.version
    context = {
        "review": mine,
        "version": version,
        "parts": cards.parts_of(version),
        "form": form,
        "authors": version.authors.select_related("person").order_by("person__name_key", "pk"),
    }
    return render(request, "knowledge/review.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def review_give_back(request: PersonRequest, public_id: UUID) -> HttpResponse:
    mine = my_review(request, public_id)
    if not reviewing.is_running(mine, mine.version):
        return over_for_me(request, mine)
    reviewing.give_back(mine)
    messages.success(request, "Goed zo. Een ander kan de kaart lezen.")
    return redirect("knowledge:reading")
