"""The second channel: letters whose mail came back, on paper; and notices before a lapse.

Staff type an address where there is none; it is for these letters alone, and erased the night after
the last one went. What staff may not read is not printed: then the paper says how to open it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from accounts.actors import Actor
from accounts.models import User
from audit.acts import NotAllowed, act, locked
from kit import clock
from outbox import jobs
from outbox.letters import on_paper
from outbox.models import BouncedAddress, Letter, PaperLetter, PostAddress
from outbox.models.paper import PaperLetterQuerySet
from outbox.paper import Sheet, as_pdf
from register import lapsing, people
from register.models import LapseNotice

WITHHELD = "Een brief van de commissie, een assessor of het portaal"
MOST_AT_ONCE = 200


@dataclass(frozen=True)
class ToPost:
    """One letter on the list, as staff see it."""

    person: User
    title: str
    since: date
    letter: PaperLetter | None = None
    notice: LapseNotice | None = None


def letters_to_post(reader: Any) -> PaperLetterQuerySet:
    """Never one's own: a colleague does that."""
    return PaperLetter.objects.to_post().exclude(letter__person=reader)


def notices_to_post(reader: Any) -> QuerySet[LapseNotice]:
    return LapseNotice.objects.to_post().exclude(period__registration__person=reader)


def to_post(reader: Any) -> list[ToPost]:
    """What waits, the oldest first; of letters as many as fit, with and without an address."""
    waiting = letters_to_post(reader)
    some = [*waiting.without_address()[:MOST_AT_ONCE], *new_first(waiting)[:MOST_AT_ONCE]]
    found = [*map(as_row, some), *notices(reader)]
    return sorted(found, key=lambda one: one.since)


def new_first(waiting: PaperLetterQuerySet) -> PaperLetterQuerySet:
    """Those with an address; what was not printed yet comes before what was."""
    unprinted = F("printed_at").asc(nulls_first=True)
    return waiting.with_address().order_by(unprinted, "added_at", "pk")


def notices(reader: Any) -> list[ToPost]:
    found = notices_to_post(reader)[:MOST_AT_ONCE]
    title = "Wil je geregistreerd blijven?"
    return [
        ToPost(one.period.registration.person, title, one.written_on, notice=one) for one in found
    ]


def as_row(paper: PaperLetter) -> ToPost:
    letter = paper.letter
    title = letter.title if may_be_read(letter) else WITHHELD
    return ToPost(letter.person, title, timezone.localdate(paper.added_at), letter=paper)


def may_be_read(letter: Letter) -> bool:
    return letter.kind in people.LETTERS


def addresses(rows: Iterable[ToPost]) -> dict[int, list[str]]:
    """The lines of the address of each person who has one."""
    found = PostAddress.objects.filter(person__in={row.person.pk for row in rows})
    return {one.person_id: one.lines.splitlines() for one in found}


def person_to_write_to(public_id: Any, reader: Any) -> QuerySet[User]:
    """Only for whom something waits; nobody's address is kept otherwise."""
    letters = PaperLetter.objects.to_post().filter(letter__person=OuterRef("pk"))
    notices = LapseNotice.objects.to_post().filter(period__registration__person=OuterRef("pk"))
    waiting = User.objects.filter(Exists(letters.order_by()) | Exists(notices.order_by()))
    return waiting.filter(public_id=public_id).exclude(pk=reader.pk)


def give_address(person: User, lines: str, *, now: datetime, by: Actor) -> None:
    address = PostAddress.objects.filter(person=person).first() or PostAddress(person=person)
    with transaction.atomic(), act("postaddress.give", person, by=by):
        address.lines, address.given_at, address.given_by = lines, now, by.person
        address.save()


def print_all(reader: Any, *, now: datetime, again: bool = False) -> bytes:
    """What has an address and was not printed, in one file; or also what was, as after a jam.

    At most MOST_AT_ONCE; the rest follows the next time. Two who print at once do not get the same
    letters. Raises NotAllowed when there is nothing.
    """
    rows = [*take_to_print(reader, now=now, again=again), *notices(reader)]
    where = addresses(rows)
    ready = sorted((row for row in rows if row.person.pk in where), key=lambda row: row.since)
    if not ready:
        raise NotAllowed("Er is geen nieuwe brief met een adres.")
    return as_pdf([sheet_of(row, where[row.person.pk]) for row in ready])


def take_to_print(reader: Any, *, now: datetime, again: bool) -> list[ToPost]:
    """Noted as printed before the pages are laid out, which takes long."""
    letters = new_first(letters_to_post(reader))
    those = letters if again else letters.filter(printed_at=None)
    with transaction.atomic():
        taken = list(those.select_for_update(of=("self",), skip_locked=True)[:MOST_AT_ONCE])
        new = [one.pk for one in taken if one.printed_at is None]
        PaperLetter.objects.filter(pk__in=new).update(printed_at=now)
    return [as_row(one) for one in taken]


def sheet_of(row: ToPost, address: list[str]) -> Sheet:
    if row.notice:
        return lapsing.on_paper(row.notice, address)
    if row.letter is None:
        raise ValueError("A letter, or a notice.")
    letter = row.letter.letter
    return on_paper(letter, address) if may_be_read(letter) else cover_of(letter, address)


def cover_of(letter: Letter, address: list[str]) -> Sheet:
    """For what is between the person and a chamber or an assessor: that it is there, and where."""
    day = date_format(timezone.localdate(letter.written_at), "j F Y")
    return Sheet(
        name=letter.person.name,
        address=address,
        written_on=clock.today(),
        title="Er staat een brief voor je klaar",
        paragraphs=[
            f"Beste {letter.person.name},",
            f"Op {day} schreven we je. Dat deden we per mail, maar de mail kwam niet aan.",
            "Wat er in de brief staat, is tussen jou en wie hem schreef. Daarom staat het niet op "
            f"dit papier. Log in op {settings.BASE_URL} en open de brief onder Berichten. Lukt "
            "inloggen niet? Bel ons, dan helpen we je.",
            "Staat er een termijn in de brief, en lukt dat niet meer? Zeg het ons. Dat de mail "
            "niet aankwam, telt niet tegen je.",
        ],
    )


def note_posted(paper: PaperLetter, *, today: date, by: Actor) -> None:
    """A person put it in the post today."""
    with transaction.atomic():
        paper = locked(paper)
        if paper.posted_on:
            raise NotAllowed("Deze brief is al op de post gedaan.")
        if by.user == paper.concerns:
            raise NotAllowed("Dit gaat over jezelf. Vraag het een ander.")
        with act("paperletter.note_posted", paper, by=by):
            paper.posted_on, paper.posted_by = today, by.person
            paper.save()


def take_back(paper: PaperLetter, *, today: date, by: Actor) -> None:
    """It was not posted after all: said on the same day, while the address is still there."""
    with transaction.atomic():
        paper = locked(paper)
        if paper.posted_on != today:
            raise NotAllowed("Dit kan alleen op de dag zelf.")
        with act("paperletter.take_back", paper, by=by):
            paper.posted_on = paper.posted_by = None
            paper.save()


@jobs.job("config.forget_post_addresses", daily_at=time(4, 20))
def forget_addresses() -> None:
    """An address goes once nothing waits for it, the day after the last letter went.

    So does what was known of a mail address that somebody no longer has.
    """
    BouncedAddress.objects.exclude(pk__in=BouncedAddress.objects.current()).delete()
    posted_today = PaperLetter.objects.filter(posted_on=clock.today())
    needed = [
        *PaperLetter.objects.to_post().values_list("letter__person", flat=True),
        *posted_today.values_list("letter__person", flat=True),
        *LapseNotice.objects.to_post().values_list("period__registration__person", flat=True),
    ]
    PostAddress.objects.exclude(person__in=needed).delete()
