"""Another name in the register: at once where that harms nobody, otherwise after one look.

The legal name is seen once and never kept. A former name is private; it finds the person only
while the person wants that.
"""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from audit.acts import NotAllowed, locked, write_new
from kit import clock, names
from outbox import letters
from register import certificates
from register.models import FormerName, NameChange, Registration

MONTHS_BETWEEN = (
    6  # a second change sooner than this is looked at: a certificate must mean somebody
)
PARTS = ("given_names", "infix", "last_name")
WORKING_DAYS = 5


def why_looked_at(registration: Registration, new: dict[str, str], *, today: date) -> str:
    """Why somebody of the register looks first, in words; empty when the name changes at once."""
    before = own_words(registration.shown_last_name or registration.shown_given_names)
    if not before & own_words(new["last_name"]):
        return "je achternaam helemaal anders wordt"
    if has_namesake(registration, new):
        return "iemand anders in het register ook zo heet"
    soon = clock.add_months(today, -MONTHS_BETWEEN)
    if registration.name_changes.former().filter(decided_on__gt=soon).exists():
        return "je naam kort geleden ook al veranderde"
    return ""


def own_words(name: str) -> set[str]:
    """The words of a name that say who it is: "van" and "de" do not."""
    return set(names.normalise(name).split()) - names.INFIXES


def has_namesake(registration: Registration, new: dict[str, str]) -> bool:
    """The same words in whatever field, with or without accents."""
    words = sorted(names.normalise(" ".join(new.values())).split())
    others = Registration.objects.exclude(pk=registration.pk)
    for word in words:
        others = others.filter(person__name_key__contains=word)
    return any(sorted(other.name_key.split()) == words for other in others)


def ask(
    registration: Registration, new: dict[str, str], *, legal: bool, now: datetime, by: Actor
) -> NameChange:
    """Done at once, or it waits at the desk. Raises NotAllowed for the same name, or a second."""
    today = timezone.localdate(now)
    try:
        with transaction.atomic():
            registration = locked(registration)
            old = {part: getattr(registration, f"shown_{part}") for part in PARTS}
            if new == old:
                raise NotAllowed("Zo sta je al in het register.")
            if not registration.is_in:
                raise NotAllowed("Je bent nu niet geregistreerd.")
            waits_for = "je officiële naam is veranderd" if legal else ""
            waits_for = waits_for or why_looked_at(registration, new, today=today)
            change = NameChange(
                registration=registration,
                legal=legal,
                received_on=today,
                **new,
                **{f"old_{part}": text for part, text in old.items()},
            )
            write_new("namechange.ask", change, by=by)
            if waits_for:
                write("name_change_received", change, at=now, why=waits_for)
            else:
                carry_out(change, now=now, by=by)
    except IntegrityError as refusal:
        if "one_open_name_change" not in str(refusal):
            raise
        raise NotAllowed("Er loopt al een verzoek. Trek dat eerst in.") from refusal
    return change


def carry_out(change: NameChange, *, now: datetime, by: Actor, seen: str = "") -> None:
    """The name changes everywhere; the certificate is made anew, the old one is superseded."""
    today = timezone.localdate(now)
    with transaction.atomic():
        change.carry_out(seen=seen, today=today, by=by)
        registration = change.registration
        registration.rename(**{part: getattr(change, part) for part in PARTS}, by=by)
        person = registration.person
        for part in PARTS:
            setattr(person, part, getattr(change, part))
        person.save()
        if registration.is_in:
            certificates.issue_again(registration.current_period, today=today, by=by)
        write("name_changed", change, at=now)


def decline(change: NameChange, *, reason: str, now: datetime, by: Actor) -> None:
    with transaction.atomic():
        change.decline(reason=reason, today=timezone.localdate(now), by=by)
        write("name_change_declined", change, at=now)


def make_findable(change: NameChange, *, today: date, by: Actor) -> None:
    """By the former name one finds the entry of now; it is shown nowhere."""
    with transaction.atomic():
        change.make_findable(today=today, by=by)
        FormerName.objects.get_or_create(number=change.registration.number, name_key=change.old_key)


def make_unfindable(change: NameChange, *, by: Actor) -> None:
    """From this moment nobody finds anything by it, unless another change offers the same name."""
    with transaction.atomic():
        registration = locked(change.registration)
        change.make_unfindable(by=by)
        offered = registration.name_changes.exclude(findable_on=None)
        if change.old_key not in {other.old_key for other in offered}:
            FormerName.objects.filter(number=registration.number, name_key=change.old_key).delete()


def write(kind: str, change: NameChange, *, at: datetime, **facts: Any) -> None:
    letters.write(
        f"register/{kind}",
        person=change.registration.person,
        subject=change,
        at=at,
        change=change,
        working_days=WORKING_DAYS,
        link=reverse("registration:name"),
        link_label="Bekijk je naam in het register",
        **facts,
    )
