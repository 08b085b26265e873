"""Evidence: adding files, replacing one, and taking them away with their bytes."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from audit.acts import NotAllowed, locked
from files.uploads import Received
from portfolios.dossier.models import Evidence, LearningActivity, LearningStory

ROOM = 500 << 20  # bytes for the files of one person
LITTLE = 50 << 20  # from here on the page says how much is left
NO_ROOM = (
    "‘{name}’ past niet meer bij je bestanden: {room}. Verwijder eerst iets dat je niet meer nodig "
    "hebt, of maak het bestand kleiner."
)

Thing = LearningActivity | LearningStory


def add(thing: Thing, received: Received, *, now: datetime, words: str = "") -> Evidence:
    """Keep an examined file with an activity or a story. Raises NotAllowed without room."""
    with transaction.atomic():
        check_room(thing.owner, received)
        made = Evidence(owner=thing.owner, words=words, added_at=now)
        setattr(made, str(thing._meta.model_name).removeprefix("learning"), thing)
        made.file, made.preview = received.store(), received.store_preview()
        made.save()
    return made


def replace(evidence: Evidence, received: Received) -> None:
    """Another file in the place of this one; what was said of it stays. NotAllowed without room."""
    with transaction.atomic():
        check_room(evidence.owner, received, instead_of=evidence)
        evidence = locked(evidence)
        old = [evidence.file, evidence.preview]
        evidence.file, evidence.preview = received.store(), received.store_preview()
        evidence.save(update_fields=["file", "preview"])
        discard(old)


def remove(evidence: Iterable[Evidence]) -> None:
    """Take files away: the rows now, the bytes and little pictures with them."""
    with transaction.atomic():
        for one in list(evidence):
            one.delete()
            discard([one.file, one.preview])


def remove_all_of(thing: Thing) -> None:
    """Take the files of an activity or story away; call this before it is deleted."""
    remove(Evidence.objects.filter(pk__in=thing.evidence.all()).for_list())


def discard(files: Iterable[Any]) -> None:
    for file in files:
        if file is not None:
            file.discard()


# ---- Room ----


def check_room(owner: Any, received: Received, *, instead_of: Evidence | None = None) -> None:
    """One upload of a person after the other, so that two together do not pass the limit."""
    locked(owner)
    room = room_left(owner, without=instead_of)
    if received.size > room:
        raise NotAllowed(NO_ROOM.format(name=received.name, room=in_words(room)))


def room_left(owner: Any, *, without: Evidence | None = None) -> int:
    mine = Evidence.objects.filter(owner=owner)
    if without is not None:
        mine = mine.exclude(pk=without.pk)
    return max(0, ROOM - mine.size())


def in_words(room: int) -> str:
    """How much room is left, for a sentence."""
    if room < 1 << 20:
        return "er is geen ruimte meer"
    return f"er is nog ruimte voor ongeveer {room >> 20} MB"
