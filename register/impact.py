"""What a proposal changes for whom, before anybody decides on it (domain §6)."""

from datetime import date

from django.db.models import QuerySet

from kit import clock
from register.models import Application, Consultation, Registration, RegistrationPeriod, VersionKind
from register.scheme_rules import BY_FIELD, Holds


def consequences(consultation: Consultation, *, today: date) -> list[str]:
    """Sentences for staff and seats, with the numbers of today."""
    if consultation.kind == VersionKind.SCHEME:
        return of_scheme(consultation, today=today)
    registered = Registration.objects.filter(status__in=Registration.IN).count()
    applying = Application.objects.open().exclude(status=Application.Status.DRAFT).count()
    what = "beroepscode" if consultation.kind == VersionKind.CODE else "competentieprofiel"
    sentences = [
        f"{people(registered)} krijgen de nieuwe {what} te zien, met de verschillen, en de vraag "
        "om die te aanvaarden. Er is geen termijn en niemand verliest er iets door.",
    ]
    if applying:
        sentences.append(
            f"{applying} open aanmelding{'en' if applying != 1 else ''} "
            f"{'gaan' if applying != 1 else 'gaat'} gewoon door. Na de toelating komt dezelfde "
            "vraag."
        )
    if consultation.kind == VersionKind.PROFILE:
        sentences.append(
            "Leerdoelen houden de competenties die mensen kozen, ook als die vervallen."
        )
    return sentences


def of_scheme(consultation: Consultation, *, today: date) -> list[str]:
    changed = {
        BY_FIELD[each.part.key].holds: None for each in consultation.differences
    }  # in the order of the scheme
    starts = consultation.in_force_from or clock.add_months(today, 1)
    makers = {
        Holds.PERIOD: lambda: about_periods(starts, today),
        Holds.APPLICATION: about_applications,
        Holds.AT_ONCE: about_everyone,
    }
    return [makers[holds]() for holds in changed]


def about_periods(starts: date, today: date) -> str:
    running = periods_of(today)
    first = running.filter(until_on__gte=starts, until_on__lt=clock.add_years(starts, 1)).count()
    return (
        f"Voor {running.count()} lopende periodes verandert er niets: die houden hun eigen regels. "
        f"De nieuwe regels gelden vanaf iemands volgende periode. In het eerste jaar gaan er "
        f"{first} over."
    )


def periods_of(today: date) -> QuerySet[RegistrationPeriod]:
    """The newest period of everyone who is registered, also when it ended and a renewal is due."""
    newest = (
        RegistrationPeriod.objects.filter(from_on__lte=today)
        .order_by("registration", "-from_on")
        .distinct("registration")
    )
    return RegistrationPeriod.objects.filter(
        pk__in=newest.values("pk"), registration__status__in=Registration.IN
    )


def about_applications() -> str:
    count = Application.objects.open().count()
    return (
        f"{count} begonnen aanmeldingen houden de regels van de dag waarop ze begonnen. "
        "Wie zich later aanmeldt, krijgt de nieuwe."
    )


def about_everyone() -> str:
    registered = Registration.objects.filter(status__in=Registration.IN).count()
    return f"De andere nieuwe regels gelden vanaf de ingangsdatum meteen voor {people(registered)}."


def people(count: int) -> str:
    return f"{count} geregistreerde mensen" if count != 1 else "1 geregistreerde klantmanager"
