"""Giving and taking back consent. Both are silent: no organisation hears of either.

An organisation is never told who did not consent, nor a number from which that follows.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet
from django.urls import reverse

from accounts.actors import Actor
from audit.acts import NotAllowed, act
from kit import clock
from outbox import letters
from register import consent_texts
from register.models import Affiliation, Consent, Organisation, RegisterScheme, Registration


def give(organisation: Organisation, kind: str, *, today: date, by: Actor) -> Consent:
    """For a year. Raises NotAllowed for an organisation where the person does not work."""
    person = by.person
    if not person.affiliations.on(today).filter(organisation=organisation).exists():
        raise NotAllowed("Je werkt daar nu niet. Vul eerst in waar je werkt.")
    years = RegisterScheme.objects.in_force_on(today).consent_years
    consent = Consent(
        person=person,
        kind=kind,
        organisation=organisation,
        given_on=today,
        until_on=clock.add_years(today, years),
        text_version=consent_texts.version_of(kind),
    )
    with transaction.atomic(), act("consent.give", consent, by=by):
        same = person.consents.filter(kind=kind, organisation=organisation, withdrawn_on=None)
        same.update(withdrawn_on=today)
        consent.save()
    return consent


def withdraw(consent: Consent, *, today: date, by: Actor) -> None:
    """At once, without a reason; twice is as good as once."""
    if consent.withdrawn_on:
        return
    with transaction.atomic(), act("consent.withdraw", consent, by=by):
        consent.withdrawn_on = today
        consent.save(update_fields=["withdrawn_on"])
        letters.write(
            "register/consent_withdrawn",
            person=consent.person,
            subject=consent,
            at=clock.now(),
            link=reverse("registration:consents"),
            link_label="Bekijk je toestemmingen",
            consent=consent,
        )


def shown_to(organisation: Organisation, *, today: date) -> QuerySet[Registration]:
    """Who works there now, is in the register and lets the organisation see it."""
    consenting = Consent.objects.on(today).filter(
        organisation=organisation, kind=Consent.Kind.SHOWN
    )
    working = Affiliation.objects.on(today).filter(organisation=organisation)
    return (
        Registration.objects.filter(status__in=Registration.IN)
        .filter(person__in=consenting.values("person"))
        .filter(person__in=working.values("person"))
        .select_related("person")
        .annotate(until_on=Max("periods__until_on"))
        .order_by("person__name_key")
    )


def choices_of(person: Any, *, today: date) -> list[dict[str, Any]]:
    """For each place of work of now and each kind: the consent that runs, or none."""
    running = {
        (each.organisation_id, each.kind): each
        for each in person.consents.on(today).select_related("organisation")
    }
    places = Organisation.objects.filter(
        pk__in=person.affiliations.on(today).values("organisation")
    ).order_by("name_key")
    rows = [
        row_of(place, kind, running.pop((place.pk, kind.value), None))
        for place in places
        for kind in Consent.Kind
    ]
    left = [row_of(each.organisation, Consent.Kind(each.kind), each) for each in running.values()]
    return rows + left


def row_of(place: Organisation, kind: Consent.Kind, consent: Consent | None) -> dict[str, Any]:
    """A line of the list: with the words that were said yes to, or that would be now."""
    text = consent.text if consent else consent_texts.text_of(kind)
    return {"organisation": place, "kind": kind, "consent": consent, "text": text}
