"""Self scan: begin, say something about a competency, finish; and how it was over the years."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from audit.acts import NotAllowed, locked
from portfolios.dossier.models import ScanPlace, SelfScan
from register.models import Competency, CompetencyProfile

FINISHED = "Deze zelfscan is klaar. Open hem eerst weer, dan kun je hem aanpassen."
NOTHING_YET = "Zeg eerst iets over een competentie. Eén is genoeg."
ONE_AT_A_TIME = "Je bent al met een zelfscan bezig. Maak die eerst af of verwijder hem."


def start(owner: Any, *, profile: CompetencyProfile, today: date) -> SelfScan:
    """A scan by this profile. One that is still open is gone on with."""
    scan, _ = SelfScan.objects.get_or_create(
        owner=owner, finished_on=None, defaults={"profile": profile, "started_on": today}
    )
    return scan


def say(scan: SelfScan, competency: Competency, *, phase: str, words: str) -> None:
    """Keep a place and words about one competency; without both there is nothing to keep.

    Raises NotAllowed for a finished scan.
    """
    with transaction.atomic():
        if locked(scan).finished_on:
            raise NotAllowed(FINISHED)
        if phase or words:
            ScanPlace.objects.update_or_create(
                scan=scan, competency=competency, defaults={"phase": phase, "words": words}
            )
        else:
            scan.places.filter(competency=competency).delete()


def finish(scan: SelfScan, *, today: date) -> None:
    """From now on it is a look of that day. Raises NotAllowed when nothing was said."""
    with transaction.atomic():
        fresh = locked(scan)
        if not fresh.places.exists():
            raise NotAllowed(NOTHING_YET)
        if fresh.finished_on is None:
            fresh.finished_on = today
            fresh.save(update_fields=["finished_on"])


def reopen(scan: SelfScan) -> None:
    """Go on with a finished scan. Raises NotAllowed while another one is open."""
    with transaction.atomic():
        others = SelfScan.objects.visible_to(scan.owner_id).filter(finished_on=None)
        if others.exclude(pk=scan.pk).exists():
            raise NotAllowed(ONE_AT_A_TIME)
        SelfScan.objects.filter(pk=scan.pk).update(finished_on=None)


def next_competency(scan: SelfScan, after: Competency) -> Competency | None:
    """The one that follows in the profile of the scan."""
    order = list(Competency.objects.filter(area__profile=scan.profile_id))
    return next(iter(order[order.index(after) + 1 :]), None)


@dataclass(frozen=True)
class OverTheYears:
    """One competency, and what was said about it in each scan; None where nothing was."""

    competency: Competency
    places: Sequence[ScanPlace | None]


def over_the_years(scans: Iterable[SelfScan]) -> list[OverTheYears]:
    """Every competency that was spoken of, from scans in the order of their age.

    A competency is the same in another version of the profile when its code is; it stands with
    its newest name.
    """
    by_scan = [{key_of(place.competency): place for place in scan.places.all()} for scan in scans]
    newest = {key: place.competency for places in by_scan for key, place in places.items()}
    return [
        OverTheYears(competency, [places.get(key) for places in by_scan])
        for key, competency in sorted(newest.items(), key=lambda item: rank(item[1]))
    ]


def key_of(competency: Competency) -> tuple[str, str]:
    return competency.area.code, competency.code


def rank(competency: Competency) -> tuple[int, int]:
    return competency.area.order, competency.order
