"""What was done in the portal, for administrators: which act, when and in which role; no content.

The list of everybody names nobody. Names stand in the list of one person only, and who opens that
is written down where this person reads it.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.actors import GUEST, PROFESSIONAL, SYSTEM, Actor
from accounts.models import Role, User
from audit.acts import NotAllowed, record
from audit.models import Event
from audit.templatetags.audit_words import WORDS
from kit import names
from kit.forms import DateInput
from kit.spreadsheets import Table
from register import numbers, taking_out
from register.models import ListDownload

ON_A_PAGE = 50
MOST_TAKEN = 20_000  # rows of one file
ONE_LOOK = timedelta(minutes=15)  # pages that follow within this time are the same look
LOOK = "user.look_at_acts"
# The parts of the portal, by how the names of their things begin.
PARTS = {
    "register.": "Register: aanmelding, registratie, zaken",
    "accreditation.": "Gesprekken en besluiten",
    "portfolios.": "Portfolio en samen leren",
    "accounts.": "Accounts en rollen",
    "outbox.": "Brieven",
}
ROLES = {SYSTEM: "Het register zelf", PROFESSIONAL: "Iemand voor zichzelf", GUEST: "Een gast"}
COLUMNS = ("Moment", "Handeling", "Deel", "Kenmerk", "Rol", "Door", "Over", "Verzoek")
TOO_MANY = (
    "Dit zijn meer dan {most} handelingen. Kies een kortere periode, en probeer het nog eens."
)


# ---- Which ----


def listed(choices: dict[str, str]) -> list[tuple[str, str]]:
    by_words = sorted(choices.items(), key=lambda one: one[1].casefold())
    return [("", "Alles"), *by_words]


def day_field(label: str) -> forms.DateField:
    possible = [MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2200, 1, 1))]
    return forms.DateField(label=label, widget=DateInput, required=False, validators=possible)


class ActsForm(forms.Form):
    """What is chosen; whatever makes no sense chooses nothing."""

    wat = forms.ChoiceField(label="Handeling", choices=listed(WORDS), required=False)
    deel = forms.ChoiceField(label="Deel", choices=listed(PARTS), required=False)
    rol = forms.ChoiceField(
        label="In welke rol", choices=listed(ROLES | dict(Role.choices)), required=False
    )
    van = day_field("Vanaf")
    tot = day_field("Tot en met")


class WhoseForm(forms.Form):
    """Whom it is about: by whole address or number, so that nobody is looked for by guessing."""

    wie = forms.CharField(
        label="Mailadres of registratienummer",
        help_text="Volledig. Deze persoon ziet dat je keek.",
        max_length=254,
        error_messages={"required": "Vul een mailadres of nummer in"},
    )


def person_called(typed: str) -> User | None:
    """Who has exactly this number or this address."""
    text = names.clean(typed)
    if number := numbers.parse(text):
        return User.objects.filter(registration__number=number).first()
    address = Q(email__iexact=text) | Q(emailaddress__email__iexact=text)
    return User.objects.filter(address).first() if "@" in text else None


def chosen(form: ActsForm, person: User | None = None) -> QuerySet[Event]:
    """Newest first; of a person both what they did and what was done with their things."""
    form.is_valid()
    wanted = form.cleaned_data
    events = Event.objects.order_by("-id").select_related("actor")
    if person is not None:
        events = events.filter(Q(person=person) | Q(actor=person))
    if wanted.get("wat"):
        events = events.filter(verb=wanted["wat"])
    if wanted.get("deel"):
        events = events.filter(subject_type__startswith=wanted["deel"])
    if wanted.get("rol"):
        events = events.filter(role=wanted["rol"])
    if wanted.get("van"):
        events = events.filter(at__gte=start_of(wanted["van"]))
    if wanted.get("tot"):
        events = events.filter(at__lt=start_of(wanted["tot"]) + timedelta(days=1))
    return events


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


# ---- How it is shown ----


@dataclass(frozen=True)
class Line:
    """One act in words."""

    pk: int
    at: datetime
    what: str
    part: str
    mark: str
    role: str
    by: str
    about: str
    request: str

    @property
    def cells(self) -> list[Any]:
        facts = (self.at, self.what, self.part, self.mark, self.role, self.by, self.about)
        return [*facts, self.request]


def line(event: Event, person: User | None) -> Line:
    part, _, thing = event.subject_type.partition(".")
    return Line(
        pk=event.pk,
        at=event.at,
        what=WORDS.get(event.verb, event.verb),
        part=PARTS.get(f"{part}.", part),
        mark=f"{thing} {event.subject_id}",
        role=(ROLES | dict(Role.choices)).get(event.role, event.role),
        by=who_did(event, person),
        about=whose(event, person),
        request=event.request_id,
    )


def who_did(event: Event, person: User | None) -> str:
    """By name only in the list of one person: that person, and who acted in a role."""
    if person is None or event.actor is None:
        return ""
    if event.actor_id == person.pk or event.role in Role.values:
        return event.actor.name
    return "iemand anders"


def whose(event: Event, person: User | None) -> str:
    if person is None or event.person_id is None:
        return ""
    return person.name if event.person_id == person.pk else "iemand anders"


# ---- What is written down of looking ----


def note_look(person: User, *, now: datetime, by: Actor) -> None:
    """Each look, for the person to see; turning the page is the same look."""
    same = Event.objects.about(person).filter(verb=LOOK, actor=by.user, at__gt=now - ONE_LOOK)
    if not same.exists():
        record("user.look_at_acts", person, by=by)


def take(
    events: QuerySet[Event], person: User | None, *, question: str, now: datetime, by: Actor
) -> bytes:
    """The chosen acts as CSV. Raises NotAllowed when they are too many for one file."""
    rows = list(events[: MOST_TAKEN + 1])
    if len(rows) > MOST_TAKEN:
        raise NotAllowed(TOO_MANY.format(most=MOST_TAKEN))
    table = Table("Handelingen", COLUMNS, [line(one, person).cells for one in rows])
    with transaction.atomic():
        if person is not None:
            record("user.take_acts", person, by=by)
        return taking_out.take(
            ListDownload.List.ACTS, ListDownload.Form.CSV, [table],
            question=names.clean(question), now=now, by=by,
        )  # fmt: skip
