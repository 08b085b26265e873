"""What is the matter with a row, cell by cell, in a sentence. Many rows at once, few queries."""

import re
from dataclasses import dataclass, field
from datetime import date

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection
from django.db.models import Min
from django.db.models.functions import Lower
from django.utils.formats import date_format

from accounts.models import User
from kit import names
from register.importing.columns import LABELS, Columns, letter
from register.models import (
    Application,
    ImportedRow,
    Invitation,
    InvitationBatch,
    Organisation,
    Registration,
)
from register.models.invitations import INFIX_LENGTH, NAME_LENGTH

ALIKE = 0.3  # pg_trgm: below this a suggestion is a guess
BEFORE_THE_NAME = "^(gemeente|gem) "
BROKEN_LETTERS = re.compile("[ÃÂ][\x80-\xbf]|Ã.|â€|\ufffd")
DUTCH_DATE = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip
WRITTEN_DATE = re.compile(rf"^(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})$")
FIRST_DAY = date(1950, 1, 1)
LONGEST = {"given_names": NAME_LENGTH, "infix": INFIX_LENGTH, "last_name": NAME_LENGTH}
FIELD_OF = {"organisation_text": "organisation", "works_since_text": "works_since"}
Verdict = ImportedRow.Verdict


def date_of(text: str) -> date | None:
    """The day that somebody typed: 2024-03-12, 12-3-2024, 12 maart 2024. None for another text."""
    try:
        if found := DUTCH_DATE.match(text):
            day, month, year = map(int, found.groups())
            return date(year, month, day)
        if found := WRITTEN_DATE.match(text.lower()):
            return date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1]))
        return date.fromisoformat(text)
    except ValueError:
        return None


@dataclass
class Known:
    """What the register knows of the addresses and organisations of some rows."""

    taken: dict[str, str] = field(default_factory=dict)  # address: why it is not invited
    first: dict[str, int] = field(default_factory=dict)  # address: the first row that has it
    organisations: dict[str, Organisation] = field(default_factory=dict)  # by name key
    nearest: dict[str, Organisation] = field(default_factory=dict)


def check(batch: InvitationBatch, rows: list[ImportedRow], *, today: date) -> None:
    """Fill in verdict, problems, organisation and date of these rows; the caller saves them."""
    for row in rows:
        row.email = row.email.lower()
    known = what_is_known(batch, rows)
    for row in rows:
        Check(row, batch.columns, known, today).run()


def what_is_known(batch: InvitationBatch, rows: list[ImportedRow]) -> Known:
    addresses = {row.email for row in rows if row.email}
    keys = {names.normalise(row.organisation_text) for row in rows if row.organisation_text}
    keys.discard("")
    known = Known(taken=taken(batch, addresses), organisations=organisations(keys))
    others = batch.rows.filter(email__in=addresses)
    known.first = dict(others.values_list("email").annotate(first=Min("number")).order_by())
    known.nearest = nearest(keys - set(known.organisations))
    return known


def taken(batch: InvitationBatch, addresses: set[str]) -> dict[str, str]:
    """Whom we do not invite: who is invited already, or has an account. The last word counts."""
    found: dict[str, str] = {}
    invited = Invitation.objects.waiting().filter(email__in=addresses).select_related("batch")
    for invitation in invited:
        if invitation.batch_id != batch.pk and invitation.batch.sent_at:
            on = date_format(invitation.batch.sent_at, "j F Y")
            found[invitation.email] = f"is op {on} al uitgenodigd"
    people = {
        **dict(EmailAddress.objects.filter(email__in=addresses).values_list("email", "user")),
        **dict(User.objects.annotate(low=Lower("email")).filter(low__in=addresses)
               .values_list("low", "pk")),
    }  # fmt: skip
    found |= dict.fromkeys(people, "heeft al een account")
    theirs = {"person__in": people.values()}
    applying = set(Application.objects.open().filter(**theirs).values_list("person", flat=True))
    registered = set(Registration.objects.filter(**theirs).values_list("person", flat=True))
    for address, person in people.items():
        if person in registered:
            found[address] = "heeft al een registratie"
        elif person in applying:
            found[address] = "heeft al een aanmelding"
    return found


def organisations(keys: set[str]) -> dict[str, Organisation]:
    """By the name as it was typed, with or without the word gemeente before it."""
    forms = keys | {f"gemeente {key}" for key in keys}
    by_key = {each.name_key: each for each in Organisation.objects.filter(name_key__in=forms)}
    found = {key: by_key.get(key) or by_key.get(f"gemeente {key}") for key in keys}
    return {key: each for key, each in found.items() if each}


def nearest(keys: set[str]) -> dict[str, Organisation]:
    """The organisation whose name is most like it, where one is."""
    if not keys:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT typed, near.id FROM unnest(%s::text[]) AS typed CROSS JOIN LATERAL ("
            " SELECT id, similarity(regexp_replace(name_key, %s, ''),"
            "   regexp_replace(typed, %s, '')) AS alike"
            " FROM register_organisation ORDER BY alike DESC, id LIMIT 1) AS near"
            " WHERE near.alike >= %s",
            [sorted(keys), BEFORE_THE_NAME, BEFORE_THE_NAME, ALIKE],
        )
        found = dict(cursor.fetchall())
    rows = Organisation.objects.in_bulk(list(found.values()))
    return {key: rows[pk] for key, pk in found.items()}


class Check:
    """One row against the rules."""

    def __init__(self, row: ImportedRow, columns: Columns, known: Known, today: date) -> None:
        self.row, self.columns, self.known, self.today = row, columns, known, today

    def run(self) -> None:
        self.row.verdict, self.row.problems = Verdict.GOOD, []
        self.row.organisation, self.row.works_since = None, None
        self.look_for_formulas()
        self.look_at_address()
        self.look_at_name()
        self.look_at_organisation()
        self.look_at_date()

    def cell(self, name: str) -> str:
        """Where somebody has to look in the sheet: C5."""
        at = self.columns.get(FIELD_OF.get(name, name))
        if at is None and name in LONGEST:
            at = self.columns.get("full_name")
        return f"{letter(at)}{self.row.number}" if at is not None else ""

    def say(self, name: str, text: str, *, blocks: bool = False) -> None:
        self.row.problems.append({"cell": self.cell(name), "text": text})
        if blocks:
            self.row.verdict = Verdict.BLOCKED
        elif self.row.verdict == Verdict.GOOD:
            self.row.verdict = Verdict.REMARK

    def look_for_formulas(self) -> None:
        for name in self.row.formulas:
            label = LABELS[FIELD_OF.get(name, name)].lower()
            self.say(
                name,
                f"Hier staat een formule of een foutcode. Die nemen we niet over. Typ bij {label} "
                "het woord zelf.",
                blocks=name == "email",
            )

    def look_at_address(self) -> None:
        email = self.row.email
        if "email" in self.row.formulas:
            return None
        if not email:
            return self.say("email", "Het mailadres ontbreekt.", blocks=True)
        try:
            validate_email(email)
        except ValidationError:
            return self.say(
                "email",
                f"‘{email}’ is geen mailadres. Een mailadres ziet er zo uit: naam@voorbeeld.nl.",
                blocks=True,
            )
        if (first := self.known.first.get(email, self.row.number)) != self.row.number:
            self.say("email", f"Dit mailadres staat ook in rij {first}. We sturen er één.",
                     blocks=True)  # fmt: skip
        elif why := self.known.taken.get(email):
            self.say("email", f"Wie dit mailadres heeft, {why}.", blocks=True)
        return None

    def look_at_name(self) -> None:
        row = self.row
        if not names.normalise(row.last_name) and not {"last_name", "full_name"} & set(
            row.formulas
        ):
            self.say("last_name", "De achternaam ontbreekt.")
        for name, most in LONGEST.items():
            text = getattr(row, name)
            if len(text) > most:
                self.say(name, f"‘{text[:30]}…’ is langer dan {most} tekens. Kort het in.",
                         blocks=True)  # fmt: skip
            elif BROKEN_LETTERS.search(text):
                self.say(name, f"In ‘{text[:40]}’ zijn letters met een accent kapot gegaan. "
                               "Verbeter ze hier of in je lijst.")  # fmt: skip
            elif any(sign.isdigit() for sign in text) or "@" in text:
                self.say(name, f"‘{text[:40]}’ lijkt geen naam. Staan de kolommen goed?")

    def look_at_organisation(self) -> None:
        text = self.row.organisation_text
        key = names.normalise(text)
        if not key:
            return
        self.row.organisation = self.known.organisations.get(key)
        if self.row.organisation:
            return
        near = self.known.nearest.get(key)
        question = f" Bedoel je {near.name}?" if near else ""
        self.say("organisation_text", f"We kennen ‘{text[:60]}’ niet.{question}")
        if near:
            self.row.problems[-1] |= {"offer": near.pk, "typed": text}

    def look_at_date(self) -> None:
        text = self.row.works_since_text
        if not text:
            return
        day = date_of(text)
        if day is None:
            self.say(
                "works_since_text",
                f"‘{text[:40]}’ is geen datum die we begrijpen. Schrijf bijvoorbeeld 1-3-2024.",
            )
        elif not FIRST_DAY <= day <= self.today:
            self.say("works_since_text", f"{date_format(day, 'j F Y')} kan niet kloppen: de datum "
                                         "ligt in de toekomst of te ver terug.")  # fmt: skip
        else:
            self.row.works_since = day
