"""Where somebody works: more places at once, noted and ended by the person (domain §3)."""

from datetime import date

from django.db import IntegrityError, transaction

from accounts.actors import Actor
from audit.acts import NotAllowed, act
from register.models import Affiliation, Organisation


def add(
    organisation: Organisation,
    *,
    kinds_of_work: list[str],
    from_on: date,
    until_on: date | None,
    by: Actor,
) -> Affiliation:
    """Note a place of work. Raises NotAllowed when it is noted already for (part of) that time."""
    made = Affiliation(
        person=by.person,
        organisation=organisation,
        kinds_of_work=kinds_of_work,
        from_on=from_on,
        until_on=until_on,
    )
    try:
        with transaction.atomic(), act("affiliation.add", made, by=by):
            made.save()
    except IntegrityError as refusal:
        raise NotAllowed("Deze werkplek staat er al, voor (een deel van) die tijd.") from refusal
    return made


def end(affiliation: Affiliation, *, until_on: date, by: Actor) -> None:
    """`until_on` is the first day no longer. Consent for that organisation ends by itself."""
    if until_on <= affiliation.from_on:
        raise NotAllowed("De laatste dag ligt voor de eerste dag. Kies een latere datum.")
    with transaction.atomic(), act("affiliation.end", affiliation, by=by):
        affiliation.until_on = until_on
        affiliation.save(update_fields=["until_on"])
