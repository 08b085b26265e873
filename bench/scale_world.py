"""Who lives on the estate of `bench.scale_out`, and whether all they have is whole afterwards."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings
from django.db.models import Max, Q

from accreditation import cycles
from bench import crowd
from config import integrity
from files.models import StoredFile
from kit import clock
from outbox.models import Job, Letter
from portfolios.dossier import stories
from portfolios.models import Evidence, LearningStory
from register.models import Certificate, CertificateFile, PublicEntry, Registration
from tests.makers import logins, people

BYTES = b"%PDF-1.7 " + b"een blad " * 10_000
SHOWN = (logins.PASSWORD, "mfa")


@dataclass(frozen=True)
class Somebody:
    cookies: dict[str, str]
    story: str
    file: str


def published(count: int) -> None:
    """So many people in the newest edition, beside those of the demo world."""
    edition = PublicEntry.objects.aggregate(newest=Max("edition_from"))["newest"] or 1
    taken = set(PublicEntry.objects.values_list("number", flat=True))
    start = next(
        start
        for start in range(0, 10_000_000, count)
        if taken.isdisjoint(crowd.number_of(start + place) for place in range(count))
    )
    crowd.load(count, edition=edition, numbered_from=start)


def somebodies(count: int) -> list[Somebody]:
    """Each with a session, a story and a file."""
    return [somebody(number) for number in range(count)]


def somebody(number: int) -> Somebody:
    owner = people.person("Sam", f"Vandaag{number}")
    story = stories.start(owner, now=clock.now())
    file = StoredFile.own(BYTES, name="blad.pdf", content_type="application/pdf")
    kept = Evidence.objects.create(owner=owner, story=story, file=file, added_at=clock.now())
    cookies = {settings.SESSION_COOKIE_NAME: logins.session_of(owner, *SHOWN)}
    return Somebody(cookies, str(story.public_id), str(kept.public_id))


def admit(number: int) -> Registration:
    """Somebody new: a certificate to make and a letter to send."""
    made = people.registered(people.person("Nieuw", f"Lid{number}"), since=clock.today())
    cycles.start(made.current_period, by=people.desk_actor())
    return made


# ---- Afterwards ----


def open_jobs() -> int:
    """What is due, and what failed and comes again later."""
    return Job.objects.open().filter(Q(due_at__lte=clock.now()) | Q(attempts__gt=0)).count()


def faults(saved: dict[str, str], admitted: list[Registration], mail: Path) -> list[str]:
    """Everything that is not whole; nothing when all is."""
    return [
        *lost_texts(saved),
        *wrong_certificates(admitted),
        *letters_twice_or_never(mail, len(admitted)),
        *(f"dead: {key}" for key in Job.objects.dead().values_list("key", flat=True)),
        *(f"{count} rows break: {sentence}" for sentence, count in integrity.broken(clock.today())),
    ]


def lost_texts(saved: dict[str, str]) -> list[str]:
    """A text may be newer than the last that was said to be saved: its answer was cut off."""
    found = dict(
        LearningStory.objects.filter(public_id__in=saved).values_list("public_id", "signal")
    )
    kept = {str(story): number_in(text) for story, text in found.items()}
    return [
        f"the text of {story} is lost"
        for story, text in saved.items()
        if kept.get(story, -1) < number_in(text)
    ]


def number_in(text: str) -> int:
    return int(text.rpartition(" ")[2] or 0)


def wrong_certificates(admitted: Iterable[Registration]) -> list[str]:
    found = []
    for registration in admitted:
        made = list(Certificate.objects.filter(registration=registration))
        kinds = [one for each in made for one in each.files.select_related("file")]
        if len(made) != 1 or {one.kind for one in kinds} != set(CertificateFile.Kind):
            found.append(f"{registration.number} has {len(made)} certificates, {len(kinds)} files")
        found += [
            f"a file of {registration.number} differs"
            for one in kinds
            if hashlib.sha256(one.file.read()).hexdigest() != one.sha256
        ]
    return found


def letters_twice_or_never(mail: Path, expected: int) -> list[str]:
    """By the Message-ID in the mail that left, of whoever was admitted meanwhile."""
    left = Counter(
        message_from_bytes(part, policy=policy.default)["Message-ID"]
        for path in mail.glob("*")
        for part in path.read_bytes().split(b"-" * 79 + b"\n")
        if b"nieuw.lid" in part
    )
    written = Letter.objects.filter(person__email__startswith="nieuw.lid")
    missing = expected - written.values("person").distinct().count()
    return [f"{missing} people got no letter"] * bool(missing) + [
        f"a letter was mailed {left[letter.message_id]} times"
        for letter in written
        if left[letter.message_id] != 1
    ]
