"""Where a registration stands and what comes next, in words for the person."""

from datetime import date

from django.utils.formats import date_format

from register import pausing
from register.models import Registration, RegistrationPeriod

AT_REST = {
    Registration.Status.LAPSE_PROPOSED: "Wil je geregistreerd blijven? Lever je dossier in, of "
    "vraag om meer tijd. Dan vervalt het voorstel om je registratie te laten verlopen.",
    Registration.Status.LAPSED: "Je registratie is verlopen. Je dossier blijft van jou.",
    Registration.Status.LEFT: "Je bent uitgeschreven. Je dossier blijft van jou.",
    Registration.Status.REMOVED: "Je bent doorgehaald in het register.",
}


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
        return [f"Je schorsing duurt tot {written(registration.suspended_until)}."]
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
