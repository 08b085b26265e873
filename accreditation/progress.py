"""Where a cycle is, as the steps that its owner sees."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from accreditation.models import Cycle

TITLES = ("Leren en reflecteren", "Dossier inleveren", "Gesprek", "Verslag", "Verlenging")
CURRENT = {
    Cycle.Status.HANDED_IN: 2,
    Cycle.Status.ASSIGNED: 2,
    Cycle.Status.BOOKED: 2,
    Cycle.Status.HELD: 3,
    Cycle.Status.REPORTED: 3,
    Cycle.Status.SECOND_READING: 3,
    Cycle.Status.RESPONSE: 3,
    Cycle.Status.MORE_TIME: 0,
}


@dataclass(frozen=True)
class Step:
    title: str
    note: str
    state: str


def steps(cycle: Cycle, *, today: date, signed: bool = False) -> list[Step]:
    """The steps of the cycle; `signed` when the owner signed the report."""
    opens_on, until = cycle.period.hand_in_opens_on, cycle.period.until_on
    notes = ["", f"Vanaf {day(opens_on)}" if today < opens_on else "", "", "", f"Voor {day(until)}"]
    now = 4 if signed else CURRENT.get(Cycle.Status(cycle.status), 1 if today >= opens_on else 0)
    states = ["done"] * now + ["current"] + ["todo"] * (len(TITLES) - now - 1)
    return [Step(*step) for step in zip(TITLES, notes, states, strict=True)]


def day(value: date) -> str:
    return date_format(value, "j F Y")
