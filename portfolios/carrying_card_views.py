"""Pages between a story of mine and the knowledge bank."""

import hashlib
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import PersonRequest, signed_in
from kit import clock
from portfolios import carrying_cards
from portfolios.dossier.models import LearningStory
from portfolios.knowledge.card_forms import LinkForm, UseForm
from portfolios.knowledge.models import CardLink, CardUse, CardVersion


def my_story(request: PersonRequest, public_id: UUID) -> LearningStory:
    return get_object_or_404(LearningStory.objects.visible_to(request.user), public_id=public_id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def story_cards(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Which cards this story is about: for me alone. From here one line can be shared."""
    story = my_story(request, public_id)
    kept = list(CardLink.objects.filter(story=story).values_list("card", flat=True))
    form = LinkForm(request.POST if request.method == "POST" else None, kept=kept)
    if form.is_valid():
        chosen = [version.card for version in form.cleaned_data["cards"]]
        carrying_cards.link(story, chosen, today=clock.today())
        messages.success(request, "Bewaard. Alleen jij ziet dit.")
        return redirect("knowledge:story_cards", story.public_id)
    linked = carrying_cards.cards_of(story)
    context = {
        "story": story,
        "form": form,
        "linked": linked,
        "uses": CardUse.objects.filter(
            owner=request.user, card__in=[version.card_id for version in linked]
        ),
    }
    status = 422 if form.errors else 200
    return render(request, "knowledge/story_cards.html", context, status=status)


def seen(form: UseForm) -> str:
    """The mark of what was shown, so that what is shared is what was looked at."""
    said = f"{form.cleaned_data['with_name']} {form.cleaned_data['line']}"
    return hashlib.sha256(said.encode()).hexdigest()


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def use_new(request: PersonRequest, public_id: UUID, card_id: UUID) -> HttpResponse:
    """One line for others; it is first shown just as they will read it, and shared after that."""
    story = my_story(request, public_id)
    published = CardVersion.objects.published().select_related("card")
    version = get_object_or_404(published, card__public_id=card_id)
    form = UseForm(request.POST or None)
    context = {"story": story, "version": version, "form": form}
    if form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("line", "with_name")}
        if request.POST.get("seen") == seen(form):
            carrying_cards.share_use(version.card, owner=request.user, today=clock.today(), **facts)
            messages.success(request, "Je regel staat bij de kaart. Je kunt hem altijd weghalen.")
            return redirect("knowledge:card", card_id)
        use = CardUse(owner=request.user, shared_on=clock.today(), **facts)
        context |= {"preview": use, "seen": seen(form)}
    return render(request, "knowledge/use_new.html", context, status=422 if form.errors else 200)
