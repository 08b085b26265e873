"""Becoming a provider, who acts for one, and leaving."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from audit.acts import NotAllowed, act, locked, write_new
from kit import clock
from outbox import jobs, letters
from portfolios.courses import running
from portfolios.courses.models import Provider, ProviderInvitation, ProviderPerson
from register.models import RegisterScheme

Role = ProviderPerson.Role
# What the layers above end with a provider that leaves: each hears it, before its people are free.
LEAVING: list[Callable[..., None]] = []
# What the desk does first, before it can stop a provider: a sentence, or "".
FIRST: list[Callable[[Provider, Any], str]] = []
ASKED_BEFORE = "Je vroeg dit al aan. Je hoort van het bureau."
NOT_WORKING = "Deze opleider is (nog) niet actief."
NOT_THE_MANAGER = "Dit doet een beheerder van de opleider. Vraag het een collega."
LAST_MANAGER = "Er moet een beheerder blijven. Maak eerst iemand anders beheerder."


# ---- Asking, and the light check ----


def apply(facts: Mapping[str, Any], *, by_person: Any, today: date) -> Provider:
    """Ask to become a provider. Raises NotAllowed when the same was asked and is still open."""
    mine = Provider.objects.filter(asked_by=by_person, status__in=("asked", "question"))
    with transaction.atomic():
        get_user_model().objects.select_for_update().get(pk=by_person.pk)  # two presses ask once
        if mine.filter(name__iexact=facts["name"]).exists():
            raise NotAllowed(ASKED_BEFORE)
        made = Provider(**facts, asked_by=by_person, asked_on=today)
        return write_new("provider.apply", made, by=Actor.self(by_person))


def ask(provider: Provider, words: str, *, now: datetime, by: Actor) -> None:
    """A question of the desk to who asked."""
    with transaction.atomic():
        provider.ask(words=words, by=by)
        tell("provider_question", provider, provider.asked_by, occasion=now.isoformat(), now=now)


def accept(provider: Provider, *, now: datetime, by: Actor) -> None:
    """It may list courses; who asked manages it."""
    today = timezone.localdate(now)
    with transaction.atomic():
        provider.accept(today=today, by=by)
        provider.people.create(person=provider.asked_by, role=Role.MANAGER, from_on=today)
        tell("provider_accepted", provider, provider.asked_by, now=now)


def refuse(provider: Provider, because: str, *, now: datetime, by: Actor) -> None:
    with transaction.atomic():
        provider.refuse(because=because, by=by)
        tell("provider_refused", provider, provider.asked_by, now=now)


def tell(kind: str, provider: Provider, person: Any, *, now: datetime, occasion: str = "") -> None:
    letters.write(
        f"portfolios/{kind}",
        person=person,
        subject=provider,
        occasion=occasion,
        at=now,
        link=reverse("provider:provider", args=[provider.public_id]),
        link_label="Bekijk de opleider",
        provider=provider,
    )


# ---- Its people ----


def check_works(provider: Provider) -> None:
    """Raises NotAllowed before it was accepted, and after it left."""
    if not provider.is_working:
        raise NotAllowed(NOT_WORKING)


def manages(provider: Provider, person: Any) -> bool:
    """Where no manager can be reached, everybody who acts for it may."""
    managing = provider.people.managing()
    here = provider.people.now().filter(person=person).exists()
    return here and (managing.filter(person=person).exists() or not managing.exists())


def check_manager(provider: Provider, person: Any) -> None:
    check_works(provider)
    if not manages(provider, person):
        raise NotAllowed(NOT_THE_MANAGER)


def describe(provider: Provider, facts: Mapping[str, Any], *, by: Actor) -> None:
    """Another name, text or address, by a manager."""
    with transaction.atomic():
        fresh = locked(provider)
        check_manager(fresh, by.user)
        with act("provider.describe", fresh, by=by):
            for name, value in facts.items():
                setattr(fresh, name, value)
            fresh.save(update_fields=list(facts))


def invite(provider: Provider, email: str, role: str, *, now: datetime, by_person: Any) -> None:
    """Whoever has this address, now or later. Says nothing about who has an account."""
    with transaction.atomic():
        fresh = locked(provider)
        check_manager(fresh, by_person)
        here = fresh.people.now().filter(person__email__iexact=email).exists()
        if here or fresh.invitations.open().filter(email__iexact=email).exists():
            return
        made = fresh.invitations.create(
            email=email, role=role, invited_by=by_person, invited_on=timezone.localdate(now)
        )
        person = get_user_model().objects.filter(email__iexact=email, is_active=True).first()
        if person:
            letters.write(
                "portfolios/provider_invitation",
                person=person,
                subject=made,
                at=now,
                link=reverse("provider:home"),
                link_label="Bekijk de uitnodiging",
                provider=fresh,
                inviter=by_person,
            )


@jobs.job("portfolios.forget_provider_invitations", daily_at=time(4, 40))
def forget_invitations() -> None:
    """An invitation that nobody answered ends by itself, after the days of the scheme."""
    today = clock.today()
    days = RegisterScheme.objects.in_force_on(today).invitation_days
    old = ProviderInvitation.objects.open().filter(invited_on__lt=today - timedelta(days=days))
    old.delete()


def take_back(invitation: ProviderInvitation, *, by_person: Any) -> None:
    check_manager(invitation.provider, by_person)
    ProviderInvitation.objects.open().filter(pk=invitation.pk).delete()


def answer(invitation: ProviderInvitation, *, accept: bool, person: Any, today: date) -> None:
    """Act for it from today, or not. Raises NotAllowed when it was answered before."""
    with transaction.atomic():
        provider = locked(invitation.provider)
        fresh = locked(invitation)
        if fresh.answered_on is not None or not provider.is_working:
            raise NotAllowed("Deze uitnodiging werkt niet meer.")
        fresh.answered_on = today
        fresh.save(update_fields=["answered_on"])
        if accept and not provider.people.now().filter(person=person).exists():
            joins = ProviderPerson(provider=provider, person=person, role=fresh.role, from_on=today)
            write_new("providerperson.join", joins, by=Actor.self(person))


def give_role(each: ProviderPerson, role: str, *, today: date, by: Actor) -> None:
    """Another role from today; the row of before keeps its days."""
    with transaction.atomic():
        provider = locked(each.provider)
        check_manager(provider, by.user)
        fresh = still_here(each)
        if fresh.role == role:
            return
        check_manager_stays(provider, fresh, role)
        with act("providerperson.give_role", fresh, by=by):
            end_row(fresh, today)
            provider.people.create(person=fresh.person, role=role, from_on=today)


def end_person(each: ProviderPerson, *, today: date, by: Actor) -> None:
    """Acts for it no more: by the person, or by a manager."""
    with transaction.atomic():
        provider = locked(each.provider)
        fresh = still_here(each)
        if fresh.person != by.user:
            check_manager(provider, by.user)
        check_manager_stays(provider, fresh, "")
        with act("providerperson.end", fresh, by=by):
            end_row(fresh, today)


def still_here(each: ProviderPerson) -> ProviderPerson:
    fresh = locked(each)
    if fresh.until_on is not None:
        raise NotAllowed("Deze collega hoort al niet meer bij de opleider.")
    return fresh


def check_manager_stays(provider: Provider, each: ProviderPerson, role: str) -> None:
    """Nobody leaves a working provider without somebody to manage it."""
    if role == Role.MANAGER or each.role != Role.MANAGER or not provider.is_working:
        return
    if not provider.people.managing().exclude(pk=each.pk).exists():
        raise NotAllowed(LAST_MANAGER)


def end_row(each: ProviderPerson, today: date) -> None:
    each.until_on = today
    each.save(update_fields=["until_on"])


# ---- Leaving ----


def leave(provider: Provider, *, now: datetime, by: Actor) -> None:
    """What is still to come is called off; who saved something hears it; its people are free.

    What people took into their own dossier stays theirs.
    """
    with transaction.atomic():
        check_manager(provider, by.user)
        end_the_rest(provider, now=now, by=by)
        provider.leave(today=timezone.localdate(now), by=by)
        free_people(provider, "provider_left", now=now)


def stop(provider: Provider, because: str, *, now: datetime, by: Actor) -> None:
    """The same by the desk, with a reason that its people read."""
    with transaction.atomic():
        check_works(locked(provider))
        if why := why_not_stop(provider, by.user):
            raise NotAllowed(why)
        end_the_rest(provider, now=now, by=by)
        provider.stop(because=because, today=timezone.localdate(now), by=by)
        free_people(provider, "provider_stopped", now=now)


def why_not_stop(provider: Provider, user: Any) -> str:
    """What stands in the way of this member of the desk; "" when nothing does."""
    return next((why for each in FIRST if (why := each(provider, user))), "")


def end_the_rest(provider: Provider, *, now: datetime, by: Actor) -> None:
    for end in LEAVING:
        end(provider, now=now, by=by)
    provider.keys.running().update(ended_at=now, ended_by=by.user)
    for course in provider.courses.filter(ended_on=None):
        running.end_course(course, now=now)


def free_people(provider: Provider, kind: str, *, now: datetime) -> None:
    for each in provider.people.by_name():
        letters.write(
            f"portfolios/{kind}",
            person=each.person,
            subject=provider,
            at=now,
            link=reverse("provider:home"),
            link_label="Naar je opleiders",
            provider=provider,
        )
    provider.invitations.open().delete()
    provider.people.now().update(until_on=timezone.localdate(now))


def erase(person: Any, *, today: date) -> None:
    """Acts for nobody any more; a provider without people is stopped by the desk."""
    ProviderPerson.objects.now().filter(person=person).update(until_on=today)
    ProviderInvitation.objects.open().filter(email__iexact=person.email).delete()
