"""Method cards: writing together, publishing, revising, withdrawing; no word gets lost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from audit.acts import NotAllowed, act, locked
from kit import clock
from kit.client_data import findings
from kit.differences import Words, compare
from outbox import letters
from outbox.jobs import job
from portfolios.knowledge import guilds
from portfolios.knowledge.models import CardAuthor, CardVersion, Evidence, Guild, MethodCard
from portfolios.text import mark_of
from register.models import Affiliation, RegisterScheme

TEXTS = ("title", *CardVersion.PARTS, "evidence")
REQUIRED = ("title", "what", "moment", "steps", "evidence")
LABELS = {"title": "Titel", "evidence": "Waar rust het op?"} | {
    part: str(CardVersion._meta.get_field(part).verbose_name)  # type: ignore[union-attr]
    for part in CardVersion.PARTS
}
BUSY = "Deze kaart ligt bij meelezers. Haal haar eerst terug om verder te schrijven."


class Stale(NotAllowed):
    """Somebody else saved the card in the meantime.

    `stored` is what stands there now, `typed` what could not be saved; nothing was changed.
    """

    def __init__(self, stored: CardVersion, typed: Mapping[str, Any]) -> None:
        super().__init__("Een ander heeft deze kaart intussen bewaard.")
        self.stored, self.typed = stored, dict(typed)


# ---- Writing ----


def start(guild: Guild, *, by_person: Any, now: datetime) -> CardVersion:
    """A new card of the guild, about its theme. One that stayed empty for a day is used again."""
    guilds.check_member(guild, by_person)
    today = timezone.localdate(now)
    with transaction.atomic():
        locked(guild)
        empty = CardVersion.objects.filter(
            card__guild=guild, status=CardVersion.Status.DRAFT, number=1, authors=None,
            updated_at__lt=now - timedelta(days=1), **dict.fromkeys(TEXTS, ""),
        ).first()  # fmt: skip
        if empty:
            return empty
        card = MethodCard.objects.create(guild=guild, theme=guild.theme, started_on=today)
        return card.versions.create(number=1, started_on=today, updated_at=now)


def revise(card: MethodCard, *, by_person: Any, now: datetime) -> CardVersion:
    """A next version, that begins with the words of the newest; that one stays as it is."""
    guilds.check_member(card.guild, by_person)
    with transaction.atomic():
        fresh = locked(card)
        newest = fresh.versions.order_by("-number").first()
        if newest is None:
            raise NotAllowed("Deze kaart is er niet meer.")
        if newest.status in (CardVersion.Status.DRAFT, CardVersion.Status.IN_REVIEW):
            return newest
        made = fresh.versions.create(
            number=newest.number + 1,
            started_on=timezone.localdate(now),
            updated_at=now,
            let_stand=newest.let_stand,
            **{name: getattr(newest, name) for name in TEXTS},
        )
        for author in newest.authors.all():
            made.authors.create(person_id=author.person_id)
    return made


def save(
    version: CardVersion,
    *,
    saves: int,
    by_person: Any,
    now: datetime,
    looked: bool = False,
    **texts: Any,
) -> CardVersion:
    """Save what a member typed on top of `saves`; whoever changes a word is an author.

    Raises Stale when somebody else saved in the meantime, unless that has the very same words.
    """
    guilds.check_member(version.card.guild, by_person)
    with transaction.atomic():
        fresh = locked(version)
        if not fresh.is_draft:
            raise NotAllowed(BUSY)
        changed = differences(fresh, texts)
        if fresh.saves != saves and changed:
            raise Stale(fresh, texts)
        for name in changed:
            setattr(fresh, name, texts[name])
        if looked:
            fresh.let_stand = sorted(
                {mark_of(each) for text in own_words(fresh) for each in findings(text)}
            )
        fresh.saves += 1
        fresh.updated_at = now
        fresh.save(update_fields=[*changed, "let_stand", "saves", "updated_at"])
        if changed:
            fresh.authors.get_or_create(person=by_person)
    return fresh


def differences(version: CardVersion, texts: Mapping[str, Any]) -> list[str]:
    """The names of the fields in which the card is not as was typed."""
    return [name for name, value in texts.items() if getattr(version, name) != value]


def own_words(version: CardVersion) -> list[str]:
    return [getattr(version, name) for name in ("title", *CardVersion.PARTS)]


def discard(version: CardVersion, *, by: Actor) -> None:
    """A version that nobody but the guild read is gone; of a new card the card too."""
    guilds.check_member(version.card.guild, by.user)
    with transaction.atomic():
        fresh = locked(version)
        if not fresh.is_draft:
            raise NotAllowed(BUSY)
        card = fresh.card
        with act("cardversion.discard", fresh, by=by):
            CardVersion.objects.filter(pk=fresh.pk).delete()
            if not card.versions.exists():
                card.delete()


# ---- To be read by others, and published ----


def not_ready(version: CardVersion, today: date) -> list[str]:
    """What still has to be there before others read it, in sentences; empty when it is enough.

    Of who wrote an earlier version nothing is asked anew: perhaps they work no longer.
    """
    empty = [LABELS[name] for name in REQUIRED if not getattr(version, name).strip()]
    found = [f"Schrijf nog iets bij ‘{label}’." for label in empty]
    before = CardAuthor.objects.filter(version__card=version.card).exclude(version=version)
    new = version.authors.exclude(person__in=before.values("person"))
    working = new.filter(person__is_active=True).select_related("person")
    authors = [author.person for author in working]
    worked = Affiliation.objects.since(version.started_on).filter(from_on__lte=today)
    known = set(worked.filter(person__in=authors).values_list("person", flat=True))
    found += [
        f"Van {person.name} weten we niet waar die werkt. Zet het bij ‘Mijn registratie’."
        for person in authors
        if person.pk not in known
    ]
    if looks_like_a_client(version):
        found.append("Misschien is iemand te herkennen. Open de kaart, kijk nog even en bewaar.")
    return found


def looks_like_a_client(version: CardVersion) -> bool:
    """Something by which somebody may be recognised, that no writer looked at yet."""
    marks = {mark_of(each) for text in own_words(version) for each in findings(text)}
    return not marks <= set(version.let_stand)


def send(version: CardVersion, *, now: datetime, by: Actor) -> None:
    """To whoever wants to read along; who read an earlier text hears of the new one."""
    guilds.check_member(version.card.guild, by.user)
    problems = not_ready(version, timezone.localdate(now))
    if problems:
        raise NotAllowed(problems[0])
    with transaction.atomic():
        version.send(by=by)
        before = version.reviews.filter(round=version.round - 1).exclude(verdict="")
        for review in before.select_related("person"):
            tell("card_again", version, review.person, now=now, to_readers=True)


def take_back(version: CardVersion, *, by: Actor) -> None:
    guilds.check_member(version.card.guild, by.user)
    version.take_back(by=by)


def publish(version: CardVersion, *, now: datetime, by: Actor) -> None:
    """From now on everybody reads this version; the one before it makes place."""
    guilds.check_member(version.card.guild, by.user)
    today = timezone.localdate(now)
    with transaction.atomic():
        card = locked(version.card)
        earlier = card.versions.filter(status=CardVersion.Status.PUBLISHED).first()
        if earlier:
            earlier.supersede(today=today, by=by)
        version.publish(today=today, by=by)
        agreed = version.reviews.filter(round=version.round, verdict="agree")
        people = {each.person for each in version.authors.select_related("person")}
        people |= {each.person for each in agreed.select_related("person")}
        if not card.is_hidden:  # then the desk has to say first that it can come back
            for person in sorted(people - {by.user}, key=lambda one: one.pk):
                tell("card_published", version, person, now=now)


def check_may_withdraw(version: CardVersion, person: Any) -> None:
    """The members; after their guild stopped who wrote this version. Raises NotAllowed."""
    guild = version.card.guild
    if guild.ended_on is None:
        guilds.check_member(guild, person)
    elif not version.authors.filter(person=person).exists():
        raise NotAllowed("Het gilde is gestopt. Wie de kaart schreef, kan haar nog terugtrekken.")


def withdraw(version: CardVersion, *, because: str, now: datetime, by: Actor) -> None:
    """Nobody finds it any more; who has the address reads why."""
    check_may_withdraw(version, by.user)
    with transaction.atomic():
        version.withdraw(because=because, today=timezone.localdate(now), by=by)
        for member in guilds.members_of(version.card.guild):
            if member.person != by.user:
                tell("card_withdrawn", version, member.person, now=now)


def look_again(version: CardVersion, *, today: date, by: Actor) -> None:
    """A member says: it still holds."""
    guilds.check_member(version.card.guild, by.user)
    version.look_again(today=today, by=by)


def tell(
    kind: str,
    version: CardVersion,
    person: Any,
    *,
    now: datetime,
    to_readers: bool = False,
    occasion: str = "",
) -> None:
    is_open = version.status in (CardVersion.Status.DRAFT, CardVersion.Status.IN_REVIEW)
    address = reverse("knowledge:card", args=[version.card.public_id])
    if to_readers:
        address = reverse("knowledge:reading")
    elif is_open:
        address = reverse("knowledge:draft", args=[version.public_id])
    letters.write(
        f"portfolios/{kind}",
        person=person,
        subject=version,
        occasion=occasion or str(version.round),
        at=now,
        link=address,
        link_label="Naar de kaarten om mee te lezen" if to_readers else "Bekijk de kaart",
        card=version,
    )


# ---- Finding ----


@dataclass(frozen=True)
class Asked:
    """What somebody looks for; empty means: anything."""

    words: str = ""
    theme: Any = None
    evidence: str = ""


def found(asked: Asked) -> Any:
    """Published cards; what is asked narrows."""
    shown = CardVersion.objects.published().about(asked.words)
    if asked.theme:
        shown = shown.filter(card__theme=asked.theme)
    if asked.evidence in Evidence.values:
        shown = shown.filter(evidence=asked.evidence)
    return shown.for_list()


# ---- Differences between versions ----


@dataclass(frozen=True)
class Change:
    """One part of a card, and what changed in it."""

    label: str
    words: list[Words]

    @property
    def is_one(self) -> bool:
        return any(each.kind != "kept" for each in self.words)


def changes(before: CardVersion | None, after: CardVersion) -> list[Change]:
    """Every part that has words in one of the two; without a version before all is new."""
    pairs = [
        (LABELS[name], text_of(before, name) if before else "", text_of(after, name))
        for name in TEXTS
    ]
    return [Change(label, compare(old, new)) for label, old, new in pairs if old or new]


def text_of(version: CardVersion, name: str) -> str:
    return version.get_evidence_display() if name == "evidence" else getattr(version, name)


def parts_of(version: CardVersion, names: Iterable[str] = CardVersion.PARTS) -> list[Any]:
    """Label and text of each part with words."""
    shown = ((LABELS[name], text_of(version, name)) for name in names)
    return [(label, text) for label, text in shown if text]


# ---- Growing old ----


def is_old(version: CardVersion, *, scheme: RegisterScheme, today: date) -> bool:
    """Nobody looked at it for the years of the scheme."""
    looked = version.looked_again_on or version.published_on
    return looked is not None and clock.add_years(looked, scheme.card_review_years) <= today


@job("portfolios.ask_to_look_again", daily_at=time(7, 40))
def ask_to_look_again() -> None:
    write_to_guilds(clock.now())


def write_to_guilds(now: datetime) -> None:
    """To the members of the guild of each card that is old; one letter for each time."""
    today = timezone.localdate(now)
    scheme = RegisterScheme.objects.in_force_on(today)
    since = clock.add_years(today, -scheme.card_review_years)
    looked = Coalesce(F("looked_again_on"), F("published_on"))
    old = CardVersion.objects.published().alias(looked=looked).filter(looked__lte=since)
    for version in old.filter(card__guild__ended_on=None).select_related("card__guild"):
        day = version.looked_again_on or version.published_on
        for member in guilds.members_of(version.card.guild):
            tell("card_old", version, member.person, now=now, occasion=f"since-{day}")


# ---- Erasing ----


def erase(owner: Any) -> None:
    """A text that nobody else wrote on and nobody outside the guild read goes with its writer.

    What was published stays, without the name.
    """
    mine = CardVersion.objects.open().filter(authors__person=owner, number=1)
    for version in mine.select_related("card"):
        if not version.authors.exclude(person=owner).exists():
            version.reviews.all().delete()
            version.authors.all().delete()
            version.delete()
            version.card.delete()
    CardAuthor.objects.filter(person=owner).delete()
