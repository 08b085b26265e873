"""What is the matter with a row of who was there, cell by cell, in a sentence.

Only the list itself is looked at, and what this provider sent before: never the register.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher

from django.db.models import Min
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format

from kit import clock, names
from kit import numbers as digits
from portfolios.courses.list_columns import LABELS
from portfolios.courses.models import AttendanceList, AttendanceRow, SentAttendance
from register import numbers
from register.importing.checking import BROKEN_LETTERS, date_of
from register.importing.columns import Columns, letter
from register.list_check import IN_LINE
from register.models import RegisterScheme
from register.models.invitations import INFIX_LENGTH, NAME_LENGTH

LONGEST = {"given_names": NAME_LENGTH, "infix": INFIX_LENGTH, "last_name": NAME_LENGTH}
FIELD_OF = {"register_text": "number", "attended_text": "attended_on"}
SCIENTIFIC = re.compile(r"^\d([.,]\d+)?e\+?\d+$", re.IGNORECASE)
MOST_ZEROS = 2  # that Excel takes from the front of a number
ALIKE = 0.8
Verdict = AttendanceRow.Verdict


def mark_of(run_id: int, number: str, name_key: str) -> str:
    """The same for the same pair, and nothing can be read from it."""
    text = f"{run_id}:{number}:{name_key}"
    return salted_hmac("courses.attendance", text, algorithm="sha256").hexdigest()


def with_zeros(text: str) -> str | None:
    """The number of which a spreadsheet took the first zeros; None when it is none."""
    found = re.sub(r"^rk\D*", "", text.strip(), flags=re.IGNORECASE)
    short = numbers.DIGITS - len(found)
    if not found.isdecimal() or not 0 < short <= MOST_ZEROS:
        return None
    full = found.zfill(numbers.DIGITS)
    return f"RK-{full[:4]}-{full[4:]}" if digits.is_valid(full) else None


def understand(row: AttendanceRow) -> None:
    """The number as it is written and the name as one key: what rows are compared by."""
    text = row.register_text
    row.register_number = numbers.parse(text) or with_zeros(text) or ""
    row.name_key = names.sort_key(row.given_names, row.infix, row.last_name)


@dataclass
class Known:
    """Of some rows: the first of the list with the same pair, and with the same number."""

    first: dict[tuple[str, str], int] = field(default_factory=dict)
    by_number: dict[str, tuple[int, str]] = field(default_factory=dict)
    sent: set[str] = field(default_factory=set)
    days: list[date] = field(default_factory=list)
    months: int = 0  # how long ago a list may tell of


def check(batch: AttendanceList, rows: list[AttendanceRow], *, today: date) -> None:
    """Fill in verdict, problems and day of these rows; the caller saves them."""
    for row in rows:
        understand(row)
    known = what_is_known(batch, rows, today)
    for row in rows:
        Check(row, batch, known, today).run()


def what_is_known(batch: AttendanceList, rows: list[AttendanceRow], today: date) -> Known:
    asked = {row.register_number for row in rows} - {""}
    others = batch.rows.filter(register_number__in=asked).order_by()
    pairs = others.values_list("register_number", "name_key").annotate(first=Min("number"))
    scheme = RegisterScheme.objects.in_force_on(today)
    known = Known(days=sorted(batch.run.dates), months=scheme.attendance_months)
    for number, key, first in sorted(pairs, key=lambda pair: pair[2]):
        known.first[number, key] = first
        known.by_number.setdefault(number, (first, key))
    marks = {mark_of(batch.run_id, row.register_number, row.name_key) for row in rows}
    sent = SentAttendance.objects.filter(run=batch.run_id, mark__in=marks)
    known.sent = set(sent.values_list("mark", flat=True))
    return known


class Check:
    """One row against the rules."""

    def __init__(
        self, row: AttendanceRow, batch: AttendanceList, known: Known, today: date
    ) -> None:
        self.row, self.batch, self.known, self.today = row, batch, known, today
        self.columns: Columns = batch.columns

    def run(self) -> None:
        self.row.verdict, self.row.problems, self.row.attended_on = Verdict.GOOD, [], None
        self.look_for_formulas()
        self.look_at_number()
        self.look_at_name()
        self.look_at_day()
        self.look_for_doubles()
        if self.row.confirmed and self.row.verdict == Verdict.ASK:
            self.row.verdict, self.row.problems = Verdict.GOOD, []

    def cell(self, name: str) -> str:
        """Where somebody has to look in the sheet: C5."""
        at = self.columns.get(FIELD_OF.get(name, name))
        if at is None and name in LONGEST:
            at = self.columns.get("full_name", self.columns.get("number"))
        return f"{letter(at)}{self.row.number}" if at is not None else ""

    def say(self, name: str, text: str, *, asks: bool = False) -> None:
        self.row.problems.append({"cell": self.cell(name), "text": text})
        if not asks:
            self.row.verdict = Verdict.BLOCKED
        elif self.row.verdict == Verdict.GOOD:
            self.row.verdict = Verdict.ASK

    def look_for_formulas(self) -> None:
        for name in self.row.formulas:
            label = LABELS[FIELD_OF.get(name, name)].lower()
            self.say(
                name,
                "Hier staat een formule of een foutcode. Die nemen we niet over. Typ bij "
                f"{label} het woord zelf.",
            )

    def look_at_number(self) -> None:
        text, row = self.row.register_text, self.row
        if "register_text" in row.formulas:
            return None
        if not text:
            return self.say("register_text", "Het registratienummer ontbreekt.")
        if numbers.parse(text):
            return None
        if len(IN_LINE.findall(text)) > 1:
            return self.say("register_text", "Hier staan twee nummers. Zet elk op een eigen rij.")
        if row.register_number:
            return self.say(
                "register_text",
                f"Van ‘{text[:20]}’ is vooraan een nul weggevallen, dat doet Excel. We lezen "
                f"{row.register_number}. Klopt dat?",
                asks=True,
            )
        return self.say("register_text", wrong_number(text))

    def look_at_name(self) -> None:
        row = self.row
        marked = {"last_name", "full_name"} & set(row.formulas)
        if not names.normalise(row.last_name) and not marked:
            self.say("last_name", "De achternaam ontbreekt. Met alleen een nummer kan het niet.")
        for name, most in LONGEST.items():
            text = getattr(row, name)
            if len(text) > most:
                self.say(name, f"‘{text[:30]}…’ is langer dan {most} tekens. Kort het in.")
            elif BROKEN_LETTERS.search(text):
                self.say(name, f"In ‘{text[:40]}’ zijn letters met een accent kapot gegaan. "
                               "Verbeter ze hier of in je lijst.")  # fmt: skip
            elif any(sign.isdigit() for sign in text) or "@" in text:
                self.say(name, f"‘{text[:40]}’ lijkt geen naam. Staan de kolommen goed?")

    def look_at_day(self) -> None:
        text, days = self.row.attended_text, self.known.days
        past = [day for day in days if day <= self.today]
        if "attended_text" in self.row.formulas:
            return
        day = date_of(text) if text else max(past, default=None)
        if why := self.wrong_with_day(text, day):
            self.say("attended_text", why)
        else:
            self.row.attended_on = day

    def wrong_with_day(self, text: str, day: date | None) -> str:
        """Why this is no day on which somebody was there, in a sentence."""
        if day is None and not text:
            return "Deze uitvoering is nog niet geweest."
        if day is None:
            return f"‘{text[:40]}’ is geen datum die we begrijpen. Schrijf bijvoorbeeld 1-3-2026."
        if day > self.today:
            return f"{date_format(day, 'j F Y')} moet nog komen."
        if day not in self.known.days:
            return f"Op {date_format(day, 'j F Y')} was deze uitvoering er niet."
        if day <= clock.add_months(self.today, -self.known.months):
            return f"{date_format(day, 'j F Y')} is te lang geleden om nog door te geven."
        return ""

    def look_for_doubles(self) -> None:
        """In this list, and in what was sent before; who was meant does not matter here."""
        row = self.row
        if not row.register_number:
            return None
        if mark_of(self.batch.run_id, row.register_number, row.name_key) in self.known.sent:
            return self.say("register_text", "Deze rij stuurde je al. Zij gaat niet nog een keer.")
        first = self.known.first.get((row.register_number, row.name_key), row.number)
        if first < row.number:
            return self.say("register_text", f"Dezelfde persoon staat ook in rij {first}.")
        other, key = self.known.by_number.get(row.register_number, (row.number, row.name_key))
        if other >= row.number:
            return None
        if SequenceMatcher(None, key, row.name_key).ratio() >= ALIKE:
            return self.say(
                "last_name",
                f"Rij {other} heeft hetzelfde nummer en bijna dezelfde naam. Klopt deze rij ook?",
                asks=True,
            )
        return self.say("register_text", f"Rij {other} heeft hetzelfde nummer en een andere naam. "
                                         "Een nummer is van één mens.")  # fmt: skip


def wrong_number(text: str) -> str:
    """Why this is no number, in a sentence."""
    shown, found = text[:30], numbers.digits_of(text)
    if SCIENTIFIC.match(text.replace(" ", "")):
        return (f"‘{shown}’ is door Excel afgerond. Maak van de kolom eerst tekst, en vul het "
                "nummer opnieuw in.")  # fmt: skip
    if not found:
        return f"‘{shown}’ is geen registratienummer. Dat ziet er zo uit: RK-4817-3062."
    if len(found) == numbers.DIGITS:
        return f"In ‘{shown}’ zit een tikfout: de cijfers horen niet bij elkaar."
    return f"‘{shown}’ is niet compleet: na RK komen acht cijfers, zoals RK-4817-3062."
