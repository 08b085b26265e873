"""Finding a group in another town: what groups say of themselves, and asking one for a place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from audit.acts import NotAllowed, locked
from outbox import letters
from portfolios.asking import check_not_too_soon
from portfolios.together import groups, moderating
from portfolios.together.models import (
    GroupMember,
    GroupNotice,
    GroupRequest,
    IntervisionGroup,
)
from register.models import Affiliation
from register.models.organisations import KindOfWork

ONLINE = "online"


@dataclass(frozen=True)
class Asked:
    """What somebody looks for; empty means: anything."""

    words: str = ""
    province: str = ""  # or "online"
    kind: str = ""


@dataclass(frozen=True)
class Match:
    """One group that has a place, and why it may suit this person, in a sentence."""

    notice: GroupNotice
    size: int
    places_of_work: int
    why: str
    weight: int

    @property
    def where(self) -> str:
        parts = [self.notice.province, "online" if self.notice.online else ""]
        return " of ".join(part for part in parts if part)

    @property
    def kinds(self) -> list[str]:
        return [KindOfWork(kind).label for kind in self.notice.kinds_of_work]


# ---- The group says that it has a place ----


def publish(
    group: IntervisionGroup, facts: Mapping[str, Any], *, by_person: Any, today: date
) -> GroupNotice:
    """Say, or say anew, that there is a place. Who is in the group is never in it."""
    with transaction.atomic():
        fresh = locked(group)
        moderating.check_moderates(fresh, by_person)
        if fresh.ended_on or fresh.paused_on:
            raise NotAllowed("Deze groep komt nu niet bij elkaar.")
        made, _ = GroupNotice.objects.update_or_create(
            group=fresh, defaults={**facts, "published_on": today}
        )
    return made


def take_down(group: IntervisionGroup, *, by_person: Any) -> None:
    """Full, or not looking any more. Questions that wait still get an answer."""
    with transaction.atomic():
        fresh = locked(group)
        moderating.check_moderates(fresh, by_person)
        GroupNotice.objects.filter(group=fresh).delete()


# ---- Looking ----


def matches(person: Any, asked: Asked, *, today: date) -> list[Match]:
    """Groups with a place, those that mix most first. The queries do not grow with the list."""
    found = GroupNotice.objects.open_to(person).select_related("group")
    for word in asked.words.split():
        found = found.filter(Q(theme__icontains=word) | Q(words__icontains=word))
    if asked.province == ONLINE:
        found = found.filter(online=True)
    elif asked.province:
        found = found.filter(province=asked.province)
    if asked.kind:
        found = found.filter(kinds_of_work__contains=[asked.kind])
    members = GroupMember.objects.filter(until_on=None)
    notices = list(found.prefetch_related(Prefetch("group__members", members, to_attr="now")))
    own = list(Affiliation.objects.on(today).filter(person=person).select_related("organisation"))
    work = work_by_person(notices, today=today)
    made = [match(notice, own, work) for notice in notices]
    return sorted(made, key=rank)


def rank(one: Match) -> tuple[int, int, int]:
    """What mixes most, then the newest."""
    return -one.weight, -one.notice.published_on.toordinal(), one.notice.pk


def work_by_person(notices: Sequence[GroupNotice], *, today: date) -> dict[int, list[Affiliation]]:
    people = {member.person_id for notice in notices for member in notice.group.now}  # type: ignore[attr-defined]
    found: dict[int, list[Affiliation]] = {}
    for each in Affiliation.objects.on(today).filter(person__in=people):
        found.setdefault(each.person_id, []).append(each)
    return found


def match(
    notice: GroupNotice, own: Sequence[Affiliation], work: Mapping[int, list[Affiliation]]
) -> Match:
    """Weighed by what it mixes: employers first, then specialisms, then what is shared and near."""
    members = notice.group.now  # type: ignore[attr-defined]
    theirs = [each for member in members for each in work.get(member.person_id, [])]
    places = {each.organisation_id for each in theirs}
    mine = {each.organisation_id for each in own}
    mixes_employers = bool(mine and places) and not places & mine
    my_kinds = {kind for each in own for kind in each.kinds_of_work}
    their_kinds = set(notice.kinds_of_work).union(*(each.kinds_of_work for each in theirs))
    shared = my_kinds & set(notice.kinds_of_work)
    brings = my_kinds - their_kinds
    near = notice.province in {each.organisation.province for each in own}
    reasons = [
        (4, "hier zit nog niemand van jouw organisatie", mixes_employers),
        (2, f"jij brengt iets nieuws mee: {kinds_in_words(brings)}", bool(brings)),
        (2, f"jullie kennen allebei {kinds_in_words(shared)}", bool(shared)),
        (1, f"ze komen bij elkaar in {notice.province}, waar jij werkt", near),
        (1, "het kan online, dus reizen hoeft niet", notice.online and not near),
    ]
    true = [(weight, words) for weight, words, holds in reasons if holds]
    return Match(
        notice,
        size=len(members),
        places_of_work=len(places),
        why=in_a_sentence([words for _, words in true]),
        weight=sum(weight for weight, _ in true),
    )


def kinds_in_words(kinds: set[str]) -> str:
    return " en ".join(KindOfWork(kind).label.lower() for kind in sorted(kinds)[:2])


def in_a_sentence(reasons: Sequence[str]) -> str:
    if not reasons:
        return "Deze groep heeft plaats."
    *first, last = reasons[:3]
    joined = f"{', '.join(first)} en {last}" if first else last
    return f"{joined[0].upper()}{joined[1:]}."


# ---- Asking, and the group's answer ----


def ask(notice: GroupNotice, *, person: Any, words: str, now: datetime) -> GroupRequest:
    """Ask the group. Once while it waits; all members of now hear of it."""
    today = timezone.localdate(now)
    with transaction.atomic():
        group = locked(notice.group)
        open_notice = GroupNotice.objects.open_to(person).filter(pk=notice.pk).first()
        if open_notice is None:
            raise NotAllowed("Deze groep zoekt nu niemand meer.")
        if group.requests.filter(person=person, answered_on=None).exists():
            raise NotAllowed("Je hebt deze groep al gevraagd. Je krijgt vanzelf antwoord.")
        if refused := group.requests.filter(person=person, accepted=False).order_by("-pk").first():
            check_not_too_soon(refused.asked_on, today=today)
        made = group.requests.create(person=person, words=words, asked_on=today)
        for member in moderating.members_of(group):
            letters.write(
                "portfolios/place_asked",
                person=member.person,
                subject=made,
                at=now,
                link=reverse("together:group", args=[group.public_id]),
                link_label="Bekijk de vraag",
                group=group,
                asker=person,
            )
    return made


def answer(request: GroupRequest, *, accept: bool, by_person: Any, now: datetime) -> None:
    """By who looks after the group. A no is friendly, and says no reason."""
    with transaction.atomic():
        group = locked(request.group)
        moderating.check_moderates(group, by_person)
        fresh = locked(request)
        if fresh.answered_on is not None:
            raise NotAllowed("Op deze vraag is al geantwoord.")
        fresh.answered_on, fresh.accepted = timezone.localdate(now), accept
        fresh.save(update_fields=["answered_on", "accepted"])
        if accept:
            groups.come_in(group, fresh.person, now=now)
            one_place_less(group)
        letters.write(
            "portfolios/place_given" if accept else "portfolios/place_not_now",
            person=fresh.person,
            subject=fresh,
            at=now,
            link=reverse("together:group", args=[group.public_id])
            if accept
            else reverse("together:finder"),
            link_label="Bekijk de groep" if accept else "Zoek een andere groep",
            theme=groups.theme_of(group),
            group=group,
        )


def one_place_less(group: IntervisionGroup) -> None:
    """The last place takes the notice away."""
    notice = GroupNotice.objects.filter(group=group).first()
    if notice is None:
        return
    notice.places -= 1
    if notice.places > 0:
        notice.save(update_fields=["places"])
    else:
        notice.delete()
