"""Lending a story to practise with: a copy without names, read and approved by its owner."""

import re
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from accounts.actors import Actor
from accreditation import unnaming
from accreditation.models import LentStory
from audit.acts import NotAllowed, act
from portfolios.dossier.purging import without
from portfolios.dossier.stories import question
from portfolios.models import LearningStory
from register import consent_texts


def can_be_lent(user: Any) -> list[LearningStory]:
    """Own stories with words that are not lent yet."""
    lent = LentStory.objects.filter(owner=user).values("story")
    stories = LearningStory.objects.filter(owner=user).exclude(pk__in=lent).for_list()
    return [story for story in stories if story.has_words]


def without_names(story: LearningStory) -> str:
    """The story as one text, with the own names, workplaces and mentors taken out."""
    parts = [
        f"{question(name)}\n{text}"
        for name in LearningStory.PARTS
        if (text := getattr(story, name).strip())
    ]
    return unnaming.without_names("\n\n".join(parts), unnaming.names_around(story.owner))


def lend(story: LearningStory, *, title: str, text: str, today: date, by: Actor) -> LentStory:
    """Only the owner, and each story once. What changes in the story later changes nothing here."""
    if by.user != story.owner:
        raise NotAllowed("Dit verhaal is niet van jou.")
    made = LentStory(
        owner=story.owner,
        story=story,
        title=title,
        text=text,
        lent_on=today,
        text_version=consent_texts.version_of("lent"),
    )
    try:
        with transaction.atomic(), act("lentstory.lend", made, by=by):
            made.save()
    except IntegrityError as refusal:
        raise NotAllowed("Je leende dit verhaal al uit.") from refusal
    return made


def take_back(lent: LentStory, *, by: Actor) -> None:
    """At once, from every round, with everything that was answered to it. Nobody asks why."""
    if by.user != lent.owner:
        raise NotAllowed("Dit verhaal is niet van jou.")
    with transaction.atomic(), act("lentstory.take_back", lent, by=by):
        LentStory.objects.filter(pk=lent.pk).delete()


def sensible_title(story: LearningStory) -> str:
    """The title without names; the owner reads it before anybody else does."""
    return unnaming.without_names(str(story), unnaming.names_around(story.owner))


def purge(owner: Any, pattern: re.Pattern[str]) -> int:
    """By which a client may be recognised goes out of the lent copies too; how many had it."""
    changed = 0
    for lent in LentStory.objects.filter(owner=owner):
        words = {name: without(getattr(lent, name), pattern) for name in ("title", "text")}
        changed += LentStory.objects.filter(pk=lent.pk).exclude(**words).update(**words)
    return changed


def forget(owner: Any) -> None:
    """With the dossier of its owner."""
    LentStory.objects.filter(owner=owner).delete()


def of(user: Any) -> QuerySet[LentStory]:
    return LentStory.objects.filter(owner=user)
