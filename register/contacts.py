"""Contact persons of organisations: appointed by staff, seen by everybody whom it concerns."""

from datetime import date, datetime
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction

from accounts.actors import Actor
from accounts.models import User
from audit.acts import NotAllowed, act
from files.models import StoredFile
from outbox import letters
from register.importing.batches import store
from register.models import Organisation, OrganisationContact, SupportStatement


def appoint(
    person: User,
    organisation: Organisation,
    *,
    work_email: str,
    letter: Any,
    today: date,
    now: datetime,
    by: Actor,
) -> OrganisationContact:
    """By an address at the organisation and a written appointment. Raises NotAllowed."""
    domain = work_email.rpartition("@")[2].lower()
    if not organisation.mail_domain or domain != organisation.mail_domain:
        raise NotAllowed(
            f"Het werkadres eindigt niet op @{organisation.mail_domain}."
            if organisation.mail_domain
            else "Vul eerst het maildomein van deze organisatie in."
        )
    if person == by.user:
        raise NotAllowed("Je wijst jezelf niet aan. Vraag een collega.")
    if organisation.contacts.active().filter(person=person).exists():
        raise NotAllowed("Deze persoon is al contactpersoon van deze organisatie.")
    stored = store(letter, "aanstelling")
    try:
        with transaction.atomic():
            return note(person, organisation, work_email, stored, today=today, now=now, by=by)
    except BaseException:
        default_storage.delete(stored.key)
        raise


def note(
    person: User,
    organisation: Organisation,
    work_email: str,
    stored: StoredFile,
    *,
    today: date,
    now: datetime,
    by: Actor,
) -> OrganisationContact:
    stored.save()
    contact = OrganisationContact(
        person=person,
        organisation=organisation,
        work_email=work_email,
        appointment=stored,
        appointed_on=today,
        appointed_by=by.person,
    )
    with act("organisationcontact.appoint", contact, by=by):
        contact.save()
    letters.write(
        "register/contact_appointed",
        person=person,
        subject=contact,
        at=now,
        link=f"/organisatie/{organisation.public_id}/",
        link_label="Bekijk de organisatie",
        organisation=organisation,
    )
    return contact


def write_statement(
    organisation: Organisation, words: dict[str, str], *, today: date, by: Actor
) -> SupportStatement:
    """What the organisation promises, in the words of its contact person."""
    statement = SupportStatement.objects.filter(organisation=organisation).first()
    statement = statement or SupportStatement(organisation=organisation)
    for name, text in words.items():
        setattr(statement, name, text)
    statement.written_by, statement.written_on = by.person, today
    with transaction.atomic(), act("supportstatement.write", statement, by=by):
        statement.save()
    return statement
