"""What by which a client may be recognised was taken out of a text: then it is gone everywhere.

Earlier versions and copies that were handed in lose the same words (domain.md §4, "Client data").
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction

from audit.acts import Doer, act, locked
from kit.client_data import findings
from portfolios.dossier.models import DossierSnapshot, GoalWording, LearningStory, StoryVersion
from portfolios.dossier.plans import WORDS, words_of
from portfolios.dossier.snapshots import fingerprint
from portfolios.dossier.stories import own_words

TAKEN_OUT = "[weggehaald]"
# What takes words out of copies that an app above keeps of own texts; each says how many had them.
COPIES: list[Callable[[Any, re.Pattern[str]], int]] = []


def gone_from(before: Iterable[str], after: Iterable[str]) -> set[str]:
    """The words by which somebody may be recognised that stood there and no longer do."""
    now = "\n".join(after).casefold()
    stood = {found.text for text in before for found in findings(text)}
    return {words for words in stood if words.casefold() not in now}


def gone_from_story(story: LearningStory) -> set[str]:
    """The same for a story against its earlier versions."""
    before = [text for version in story.versions.all() for text in own_words(version.texts)]
    return gone_from(before, own_words(vars(story)))


def purge(owner: Any, words: Iterable[str], *, by: Doer) -> int:
    """Take these words out of every version and copy of this owner; how many had them."""
    pattern = pattern_of(words)
    if pattern is None:
        return 0
    with transaction.atomic():
        written = purge_versions(owner, pattern) + purge_wordings(owner, pattern)
        written += sum(purge_copies(owner, pattern) for purge_copies in COPIES)
        return written + purge_snapshots(owner, pattern, by=by)


def pattern_of(words: Iterable[str]) -> re.Pattern[str] | None:
    longest_first = sorted(set(words), key=len, reverse=True)
    if not longest_first:
        return None
    return re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)


def purge_versions(owner: Any, pattern: re.Pattern[str]) -> int:
    changed = []
    for version in StoryVersion.objects.filter(story__owner=owner).select_for_update(of=("self",)):
        texts = without(version.texts, pattern)
        if texts != version.texts:
            version.texts = texts
            changed.append(version)
    StoryVersion.objects.bulk_update(changed, ["texts"])
    return len(changed)


def purge_wordings(owner: Any, pattern: re.Pattern[str]) -> int:
    """Earlier words of goals, also of those that were thrown away and can still be put back."""
    changed = 0
    for wording in GoalWording.objects.filter(goal__plan__owner=owner):
        texts = {name: without(getattr(wording, name), pattern) for name in WORDS}
        if texts != words_of(wording):
            GoalWording.objects.filter(pk=wording.pk).update(**texts)
            changed += 1
    return changed


def purge_snapshots(owner: Any, pattern: re.Pattern[str], *, by: Doer) -> int:
    """The one change that a copy that was handed in knows; it is sealed anew, and recorded."""
    changed = 0
    for snapshot in DossierSnapshot.objects.filter(owner=owner):
        if without(snapshot.content, pattern) == snapshot.content:
            continue
        with act("dossiersnapshot.purge", snapshot, by=by):
            fresh = locked(snapshot)
            fresh.content = without(fresh.content, pattern)
            fresh.sha256 = fingerprint(fresh.content)
            fresh.save(update_fields=["content", "sha256"])
        changed += 1
    return changed


def without(content: Any, pattern: re.Pattern[str]) -> Any:
    """The same, in which the words are taken out of every text; names of fields stay."""
    if isinstance(content, str):
        return pattern.sub(TAKEN_OUT, content)
    if isinstance(content, list):
        return [without(each, pattern) for each in content]
    if isinstance(content, dict):
        return {name: without(value, pattern) for name, value in content.items()}
    return content
