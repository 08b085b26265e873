"""Mail that comes back: which letter it was, and what follows from it.

A report of non-delivery (RFC 3464) names the message it is about; its Message-ID leads to the
letter. Told twice, it changes nothing the second time.
"""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from email import message_from_bytes
from email.message import Message
from typing import Any

from django.db import transaction
from django.db.models import Q

from kit import clock
from outbox import jobs, topics
from outbox.models import BouncedAddress, Letter, PaperLetter

UUID = re.compile(r"<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@", re.IGNORECASE)
CODE = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
UNKNOWN, NOT_THIS_MAIL = "5.0.0", "5.6.0"
# There is no such mailbox or no such server (RFC 3463). Others are about a full box or about what
# was written: then the letter did not arrive, and the address is no worse for it.
ADDRESS_IS_GONE = ("5.0.", "5.1.", "5.2.1", "5.4.")


@dataclass(frozen=True)
class Bounce:
    """One mail that did not arrive, and why (RFC 3463)."""

    letter: uuid.UUID
    code: str

    @property
    def is_address(self) -> bool:
        return self.code.startswith(ADDRESS_IS_GONE)


def read_report(raw: bytes) -> list[Bounce]:
    """What a mail says did not arrive; nothing for any other mail, or a delay."""
    mail = message_from_bytes(raw)
    status = next(parts(mail, "message/delivery-status"), None)
    reference = letter_in(mail)
    if status is None or reference is None:
        return []
    failed = [group for group in groups(status) if field(group, "Action").lower() == "failed"]
    return [Bounce(reference, code_in(field(group, "Status"))) for group in failed][:1]


def field(group: Message, name: str) -> str:
    """As text: with other bytes than ASCII in it, Python gives a header of another kind."""
    return str(group.get(name, ""))


def parts(mail: Message, kind: str) -> Iterator[Message]:
    return (part for part in mail.walk() if part.get_content_type() == kind)


def groups(status: Message) -> list[Message]:
    """The fields per recipient; the first group is about the message."""
    payload: Any = status.get_payload()
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []


def letter_in(mail: Message) -> uuid.UUID | None:
    """Which letter the returned mail was: by its headers, that come along whole or alone."""
    for kind in ("message/rfc822", "text/rfc822-headers"):
        for part in parts(mail, kind):
            payload: Any = part.get_payload()
            text = payload[0].as_string() if isinstance(payload, list) else str(payload)
            if found := re.search(r"^Message-ID:\s*(\S+)", text, re.IGNORECASE | re.MULTILINE):
                return reference_of(found[1])
    return None


def reference_of(message_id: str) -> uuid.UUID | None:
    found = UUID.search(message_id)
    return uuid.UUID(found[1]) if found else None


def code_in(text: str, otherwise: str = UNKNOWN) -> str:
    found = CODE.search(text)
    return found[1] if found else otherwise


def note(bounce: Bounce, *, now: datetime) -> bool:
    """The letter, or the letters of a daily mail, did not arrive.

    Marks the address, and puts an important letter on the list of what goes by post.
    False when there is no such letter, or it was known.
    """
    about = Q(public_id=bounce.letter) | Q(digest__public_id=bounce.letter)
    with transaction.atomic():
        returned = Letter.objects.filter(about, bounced_at=None).select_for_update(of=("self",))
        letters = list(returned.select_related("person"))
        for letter in letters:
            letter.bounced_at, letter.bounce_code = now, bounce.code
            letter.save(update_fields=["bounced_at", "bounce_code"])
            if topics.is_important(letter.kind):
                PaperLetter.objects.get_or_create(letter=letter, defaults={"added_at": now})
        if letters and bounce.is_address:
            mark(letters[0].person, bounce.code, now=now)
    return bool(letters)


@jobs.job("outbox.post_what_never_left", daily_at=time(5, 5))
def post_what_never_left() -> None:
    """An important letter that no mail server took, however often it was tried, goes by post."""
    now = clock.now()
    for letter in Letter.objects.never_left().filter(kind__in=topics.important_kinds()):
        PaperLetter.objects.get_or_create(letter=letter, defaults={"added_at": now})


def mark(person: Any, code: str, *, now: datetime) -> None:
    BouncedAddress.objects.get_or_create(
        person=person, address=person.email, defaults={"code": code, "since_at": now}
    )


def address_works(person: Any) -> None:
    """The person says that the address is right: the next letter shows it."""
    BouncedAddress.objects.filter(person=person).delete()


def trouble_of(person: Any) -> BouncedAddress | None:
    """That mail to the address this person has now comes back; None when nothing is known."""
    return BouncedAddress.objects.current().filter(person=person).first()
