"""Where a registration stands, and what comes on which day, in words for the person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format

from register import objecting, pausing
from register.models import (
    HardshipRequest,
    Measure,
    Objection,
    Registration,
    RegistrationPeriod,
)

AT_REST = {
    Registration.Status.LAPSE_PROPOSED: "Wil je geregistreerd blijven? Lever je dossier in, of "
    "vraag om meer tijd. Dan vervalt het voorstel om je registratie te laten verlopen.",
    Registration.Status.LAPSED: "Je registratie is verlopen. Je dossier blijft van jou.",
    Registration.Status.LEFT: "Je bent uitgeschreven. Je dossier blijft van jou.",
    Registration.Status.REMOVED: "Je bent doorgehaald in het register. Je dossier blijft van jou.",
}


@dataclass(frozen=True)
class Coming:
    """One thing that happens, or may happen, on a day that is still to come."""

    title: str
    on: date
    note: str = ""


# ---- Now ----


def what_is_ahead(registration: Registration, *, today: date) -> list[str]:
    """Each sentence is one thing that is so, or that will happen on a day."""
    status = Registration.Status(registration.status)
    if status == Registration.Status.ACTIVE:
        return list(while_active(registration.current_period, today))
    if status == Registration.Status.PAUSED and registration.paused_on:
        return [
            f"Je bent tijdelijk niet actief sinds {written(registration.paused_on)}.",
            "De einddatum van je periode schuift op met de tijd dat je pauze duurt.",
            f"Je pauze eindigt vanzelf op {written(pausing.ends_on(registration))}. "
            "Een maand eerder krijg je bericht.",
        ]
    if status == Registration.Status.SUSPENDED and registration.suspended_until:
        return [
            f"Je schorsing duurt tot {written(registration.suspended_until)}.",
            "Het einde van je periode wacht zolang: je verliest die tijd niet.",
        ]
    return [AT_REST[status]] if status in AT_REST else []


def while_active(period: RegistrationPeriod, today: date) -> list[str]:
    if today >= period.until_on:
        first = "Je periode is voorbij. Je blijft geregistreerd zolang je herregistratie loopt."
    else:
        first = f"Je registratie loopt tot {written(period.until_on)}."
    sentences = [first]
    if today < period.hand_in_opens_on:
        sentences.append(f"Vanaf {written(period.hand_in_opens_on)} kun je je dossier inleveren.")
    elif today < period.hand_in_on:
        sentences.append(f"Lever je dossier liefst in voor {written(period.hand_in_on)}.")
    if period.extended_months:
        sentences.append(
            f"Je hebt {period.extended_months} maanden meer tijd gekregen. "
            "Je volgende periode begint gewoon op dezelfde dag."
        )
    return sentences


def written(day: date) -> str:
    return date_format(day, "j F Y")


# ---- Later ----


def what_is_coming(registration: Registration, *, today: date) -> list[Coming]:
    """Everything with a day that is still to come, the nearest first."""
    found = [*of_status(registration), *of_cases(registration, today)]
    return sorted((one for one in found if one.on > today), key=lambda one: one.on)


def of_status(registration: Registration) -> Iterator[Coming]:
    """What the status itself brings."""
    status = Registration.Status(registration.status)
    if status == Registration.Status.ACTIVE:
        yield from of_period(registration.current_period)
    if status == Registration.Status.PAUSED and registration.paused_on:
        yield Coming(
            "Je pauze eindigt vanzelf",
            pausing.ends_on(registration),
            "Je registratie loopt dan weer door. Eerder terugkomen kan elke dag.",
        )
    if status == Registration.Status.SUSPENDED and registration.suspended_until:
        yield Coming(
            "Je schorsing is voorbij",
            registration.suspended_until,
            "Je bent dan weer geregistreerd. Je hoeft niets te doen.",
        )
    if status == Registration.Status.LAPSE_PROPOSED:
        yield Coming(
            "Een medewerker mag het verlopen bevestigen",
            registration.lapse_may_be_confirmed_on,
            "Eén klik van jou, en het gaat niet door. Het gebeurt nooit vanzelf.",
        )


def of_period(period: RegistrationPeriod) -> Iterator[Coming]:
    """The days of a period. Nothing happens on the last one without two messages first."""
    yield Coming("Je kunt je dossier inleveren", period.hand_in_opens_on, "Eerder hoeft niet.")
    yield Coming(
        "Liefst is je dossier nu ingeleverd",
        period.hand_in_on,
        "Dan is er alle tijd voor een assessor en een moment. Het mag ook later.",
    )
    yield Coming(
        "Je periode is voorbij",
        period.until_on,
        "Na je gesprek sluit de nieuwe periode hier precies op aan. Je blijft geregistreerd zolang "
        "het register je nog een gesprek, een verslag of een besluit schuldig is.",
    )
    yield Coming(
        "Nog niets ingeleverd? Dan vraagt het register of je wilt blijven",
        period.grace_until,
        "Twee keer: per mail en per brief. Eén klik is genoeg om te blijven.",
    )


def of_cases(registration: Registration, today: date) -> Iterator[Coming]:
    """What a chamber of the committee owes the person, and until when one can object."""
    person = registration.person
    for objection in Objection.objects.running_for(person):
        if objection.answer_by:
            yield Coming(
                "Uiterlijk nu krijg je antwoord op je bezwaar",
                objection.answer_by,
                "Tot dan verandert er niets voor jou.",
            )
    running = HardshipRequest.objects.visible_to(person).filter(
        status=HardshipRequest.Status.RECEIVED
    )
    for request in running:
        if request.answer_by:
            yield Coming("Uiterlijk nu krijg je antwoord op je hardheidsverzoek", request.answer_by)
    for measure in registration.measures.exclude(status__in=Measure.QUIET):
        yield from of_measure(measure)
    for decision in objecting.decisions_on(person, today=today):
        yield Coming("De laatste dag om bezwaar te maken", decision.until, f"{decision.words}.")


def of_measure(measure: Measure) -> Iterator[Coming]:
    if measure.hearing_at and measure.status == Measure.Status.HEARING:
        yield Coming("De hoorzitting", timezone.localdate(measure.hearing_at))
    if measure.answer_by and measure.is_with_chamber:
        yield Coming("Uiterlijk nu besluit de commissie", measure.answer_by)
    if measure.again_from:
        yield Coming("Je kunt je opnieuw aanmelden", measure.again_from)
