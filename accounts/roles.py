"""Roles: proposing, confirming and giving them back. Nobody gives or ends a role alone."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from accounts.actors import Actor
from accounts.models import Role, RoleChange, RoleGrant, User
from accounts.models import role_changes as changes
from audit.acts import NotAllowed, act, by_rule
from kit import names
from outbox import letters

LEAST_LETTERS = 2
MOST_FOUND = 20


def find_people(text: str) -> QuerySet[User]:
    """People with this in their name or mail address; nobody for less than two letters."""
    key, address = names.normalise(text), names.clean(text)
    if len(key) < LEAST_LETTERS:
        return User.objects.none()
    words = Q()
    for word in key.split():
        words &= Q(name_key__contains=word)
    found = User.objects.filter(words | Q(email__icontains=address), is_active=True)
    return found.order_by("name_key", "pk")[:MOST_FOUND]


def propose(change: RoleChange, *, by: Actor) -> RoleChange:
    """Put a change before a second pair of eyes. Raises NotAllowed when it cannot be."""
    if by.role != Role.ADMINISTRATOR:
        raise NotAllowed("Alleen een beheerder stelt een rol voor.")
    if by.user == change.person:
        raise NotAllowed("Je stelt geen rol voor jezelf voor. Teruggeven kan wel, bij ‘Je rollen’.")
    try:
        with transaction.atomic(), act("rolechange.propose", change, by=by):
            change.save()
    except IntegrityError as refusal:
        raise NotAllowed(changes.words_for(refusal)) from refusal
    return change


def propose_to_give(
    person: User,
    role: str,
    *,
    from_on: date,
    until_on: date | None,
    why: str,
    now: datetime,
    today: date,
    by: Actor,
) -> RoleChange:
    """Propose a role from a day on. Raises NotAllowed when the database would refuse it."""
    change = RoleChange(
        person=person,
        role=role,
        kind=RoleChange.Kind.GIVE,
        from_on=from_on,
        until_on=until_on,
        why=why,
        proposed_by=by.person,
        proposed_at=now,
    )
    with by_rule("accounts.try_a_role"), transaction.atomic():  # and take it back
        changes.give(change, today=today)
        transaction.set_rollback(True)
    return propose(change, by=by)


def propose_to_end(
    grant: RoleGrant, *, until_on: date, why: str, now: datetime, by: Actor
) -> RoleChange:
    """Propose that a role ends; `until_on` is the first day without it."""
    change = RoleChange(
        person=grant.user,
        role=grant.role,
        kind=RoleChange.Kind.END,
        grant=grant,
        from_on=grant.from_on,
        until_on=until_on,
        why=why,
        proposed_by=by.person,
        proposed_at=now,
    )
    return propose(change, by=by)


def confirm(change: RoleChange, *, today: date, now: datetime, by: Actor) -> None:
    """Give or end the role, and tell who it is about and who proposed it. Raises NotAllowed."""
    with transaction.atomic():
        change.confirm(today=today, now=now, by=by)
        what = "role_given" if change.gives else "role_ended"
        tell(what, change.person, change, now=now, link="accounts:roles", label="Bekijk je rollen")
        tell_proposer(change, now=now)


def decline(change: RoleChange, *, now: datetime, by: Actor) -> None:
    """Nothing changes; who proposed it hears so. Raises NotAllowed."""
    with transaction.atomic():
        change.decline(now=now, by=by)
        tell_proposer(change, now=now)


def give_back(grant: RoleGrant, *, today: date, now: datetime, by: Actor) -> None:
    """End one's own role at once. Raises NotAllowed for the last administrator."""
    if by.user != grant.user:
        raise NotAllowed("Je kunt alleen je eigen rol teruggeven.")
    with transaction.atomic(), act("rolegrant.give_back", grant, by=by):
        changes.end(grant, on=today, today=today)
        for administrator in RoleGrant.objects.holders(Role.ADMINISTRATOR, today):
            if administrator.user != grant.user:
                tell("role_given_back", administrator.user, grant, now=now,
                     link="desk_accounts:roles", label="Bekijk de rollen")  # fmt: skip


def tell_proposer(change: RoleChange, *, now: datetime) -> None:
    link = {"link": "desk_accounts:roles", "label": "Bekijk de rollen"}
    tell("role_decided", change.proposed_by, change, now=now, **link)


def tell(
    what: str,
    person: User,
    subject: RoleChange | RoleGrant,
    *,
    now: datetime,
    link: str,
    label: str,
) -> None:
    letters.write(
        f"accounts/{what}",
        person=person,
        subject=subject,
        at=now,
        link=reverse(link),
        link_label=label,
    )
