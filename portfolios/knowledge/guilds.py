"""Guilds: starting one, joining, leaving, who is turned to, ending."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from audit.acts import NotAllowed, act, locked
from outbox import letters
from portfolios.knowledge.models import CardVersion, Guild, GuildMember

NOT_A_MEMBER = "Dit doen de leden van het gilde. Je kunt je er zo bij aansluiten."
NOT_THE_STEWARD = "Dit doet het aanspreekpunt van het gilde. Vraag het even."
ENDED = "Dit gilde is gestopt."
STILL_WRITING = "Er is nog een kaart in de maak. Publiceer haar of gooi het concept eerst weg."


# ---- Coming and going ----


def start(facts: Mapping[str, Any], *, founder: Any, today: date) -> Guild:
    """A new guild; who starts it is a member like the others, and turned to first."""
    with transaction.atomic():
        guild = Guild.objects.create(**facts, started_on=today)
        guild.members.create(person=founder, is_steward=True, from_on=today)
    return guild


def join(guild: Guild, *, person: Any, today: date) -> None:
    """Open to everybody; who is in it already stays so. An empty guild gets its steward."""
    with transaction.atomic():
        fresh = locked(guild)
        if fresh.ended_on:
            raise NotAllowed(ENDED)
        if not fresh.has(person):
            alone = not fresh.members.now().exists()
            fresh.members.create(person=person, is_steward=alone, from_on=today)


def leave(guild: Guild, *, person: Any, now: datetime) -> None:
    """The cards that were written stay, with their authors. Whoever is longest here is turned to.

    A guild without people is not over: whoever joins goes on with it.
    """
    with transaction.atomic():
        fresh = locked(guild)
        member = fresh.members.now().filter(person=person).first()
        if member is None:
            return
        was_steward = member.is_steward
        member.ends(timezone.localdate(now))
        longest = fresh.members.now().filter(person__is_active=True).order_by("from_on", "pk")
        next_one = longest.first()
        if was_steward and next_one:
            give(fresh, next_one, now=now)


# ---- Who is turned to ----


def members_of(guild: Guild) -> list[GuildMember]:
    return list(guild.members.by_name())


def steward_of(guild: Guild) -> GuildMember | None:
    """None as well when the account of who it was is closed: then every member may."""
    found = guild.members.now().filter(is_steward=True, person__is_active=True)
    return found.select_related("person").first()


def check_member(guild: Guild, person: Any) -> None:
    """Raises NotAllowed for who is not in it, and when it is over."""
    if guild.ended_on:
        raise NotAllowed(ENDED)
    if not guild.has(person):
        raise NotAllowed(NOT_A_MEMBER)


def check_steward(guild: Guild, person: Any) -> None:
    """Raises NotAllowed for another than the steward; where there is none, every member may."""
    check_member(guild, person)
    steward = steward_of(guild)
    if steward and steward.person != person:
        raise NotAllowed(NOT_THE_STEWARD)


def hand_over(member: GuildMember, *, by_person: Any, now: datetime) -> None:
    """This member is turned to from now on, and hears it by a letter."""
    with transaction.atomic():
        guild = locked(member.guild)
        check_steward(guild, by_person)
        fresh = guild.members.now().filter(pk=member.pk).select_related("person").first()
        if fresh is None:
            raise NotAllowed("Deze collega zit niet meer in het gilde.")
        if not fresh.is_steward:
            give(guild, fresh, now=now, tell=fresh.person != by_person)


def give(guild: Guild, member: GuildMember, *, now: datetime, tell: bool = True) -> None:
    guild.members.filter(is_steward=True).update(is_steward=False)
    member.is_steward = True
    member.save(update_fields=["is_steward"])
    if tell:
        letters.write(
            "portfolios/steward_now",
            person=member.person,
            subject=member,
            occasion=now.isoformat(),
            at=now,
            link=reverse("knowledge:guild", args=[guild.public_id]),
            link_label="Bekijk het gilde",
            guild=guild,
        )


# ---- What it is about, and ending ----


def describe(guild: Guild, facts: Mapping[str, Any], *, by_person: Any) -> None:
    """By the steward: another name, theme or description."""
    with transaction.atomic():
        fresh = locked(guild)
        check_steward(fresh, by_person)
        for name, value in facts.items():
            setattr(fresh, name, value)
        fresh.save(update_fields=list(facts))


def end(guild: Guild, *, by: Actor, now: datetime) -> None:
    """Over for all of them; the others hear it. Not while a card of it is being written."""
    today = timezone.localdate(now)
    with transaction.atomic():
        fresh = locked(guild)
        check_steward(fresh, by.user)
        if CardVersion.objects.open().filter(card__guild=fresh).exists():
            raise NotAllowed(STILL_WRITING)
        with act("guild.end", fresh, by=by):
            for member in members_of(fresh):
                member.ends(today)
                if member.person != by.user:
                    tell_of_end(fresh, member.person, now=now)
            fresh.ended_on = today
            fresh.save(update_fields=["ended_on"])


def tell_of_end(guild: Guild, person: Any, *, now: datetime) -> None:
    letters.write(
        "portfolios/guild_ended",
        person=person,
        subject=guild,
        at=now,
        link=reverse("knowledge:guilds"),
        link_label="Bekijk de andere gildes",
        guild=guild,
    )
