"""Alerts to employers: off by default, the person first and the organisation days later (§3).

Taking back consent meanwhile is enough: the alert is gone, and nobody hears that there was one.
"""

from datetime import date, time, timedelta

from django.db import transaction

from kit import clock
from outbox import letters
from outbox.jobs import job
from register.models import Consent, EmployerAlert, RegisterScheme, Registration

LOOK_BACK = timedelta(days=30)  # the night may have been missed; what is older is no news
ENDED = (
    Registration.Status.LEFT,
    Registration.Status.LAPSED,
    Registration.Status.REMOVED,
)


@job("register.alert_employers", daily_at=time(6, 30))
def alert_employers() -> None:
    """Tell people what their organisation will hear; then, when its day has come, tell it."""
    today = clock.today()
    for registration in ended_lately(today):
        for consent in consents_for(registration, today):
            announce(registration, consent, today)
    due = EmployerAlert.objects.filter(sent_on=None, due_on__lte=today)
    for alert in due.select_related("registration__person", "organisation"):
        tell_or_forget(alert, today)


def ended_lately(today: date) -> list[Registration]:
    since = today - LOOK_BACK
    rows = Registration.objects.filter(status__in=ENDED, ended_on__gt=since, ended_on__lte=today)
    return list(rows.select_related("person"))


def consents_for(registration: Registration, today: date) -> list[Consent]:
    """Where the person works and said that the organisation may hear it."""
    person = registration.person
    working = person.affiliations.on(today).values("organisation")
    running = person.consents.on(today).filter(kind=Consent.Kind.ALERT, organisation__in=working)
    return list(running.select_related("organisation"))


def announce(registration: Registration, consent: Consent, today: date) -> None:
    if registration.ended_on is None:
        return
    days = RegisterScheme.objects.in_force_on(today).employer_alert_days
    with transaction.atomic():
        alert, new = EmployerAlert.objects.get_or_create(
            registration=registration,
            organisation=consent.organisation,
            changed_on=registration.ended_on,
            defaults={
                "person": registration.person,
                "told_on": today,
                "due_on": today + timedelta(days=days),
            },
        )
        if new:
            letters.write(
                "register/alert_ahead",
                person=registration.person,
                subject=alert,
                at=clock.now(),
                link="/mijn/toestemmingen/",
                link_label="Mijn toestemmingen",
                alert=alert,
            )


def tell_or_forget(alert: EmployerAlert, today: date) -> None:
    """The contact persons hear it, when the person still wants that and it is still so."""
    registration = alert.registration
    wanted = {each.organisation_id for each in consents_for(registration, today)}
    if registration.status not in ENDED or alert.organisation_id not in wanted:
        alert.delete()
        return
    with transaction.atomic():
        alert.sent_on = today
        alert.save(update_fields=["sent_on"])
        for contact in alert.organisation.contacts.active().select_related("person"):
            letters.write(
                "register/alert",
                person=contact.person,
                subject=alert,
                at=clock.now(),
                link=f"/organisatie/{alert.organisation.public_id}/",
                link_label="Bekijk de organisatie",
                alert=alert,
                registration=registration,
            )
