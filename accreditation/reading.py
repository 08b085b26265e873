"""Quality readers: who reads which report, without names, and what they say of the conversation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Role, RoleGrant, User
from accreditation.conflicts import conflicts_with
from accreditation.models import ConversationReport, Observer, QualityReading, SecondReading
from accreditation.unnaming import names_in, without_names
from audit.acts import NotAllowed, act, locked
from kit import clock
from outbox import letters
from outbox.jobs import job


@dataclass(frozen=True)
class Unnamed:
    """What a reader sees of a report: titles and texts, without names."""

    title: str
    texts: tuple[tuple[str, str], ...]


def may_read(reading: QualityReading, user_ids: list[int], *, now: datetime) -> list[int]:
    """Who of these has no conflict with the professional or the assessor, and was not there."""
    today = timezone.localdate(now)
    person, assessor = reading.report.concerns, reading.report.conversation.assessor.user
    with_person = conflicts_with(person, user_ids, today=today)
    with_assessor = conflicts_with(assessor, user_ids, today=today)
    knew = knowing(reading.report)
    return [pk for pk in user_ids if not (with_person[pk] or with_assessor[pk] or pk in knew)]


def knowing(report: ConversationReport) -> set[int]:
    """Who read this report before or sat in at the talk: such a reader brings no new eyes."""
    found = set(
        Observer.objects.filter(
            conversation=report.conversation, status=Observer.Status.AGREED
        ).values_list("user", flat=True)
    )
    for second in SecondReading.objects.filter(report=report).select_related("reader"):
        readers = (second.reader and second.reader.user_id, second.first_signer_id)
        found |= {pk for pk in (*readers, second.second_signer_id) if pk}
    return found


def find_reader(reading: QualityReading, *, now: datetime) -> Any:
    """Ask the reader with the least to read who may. None when there is nobody: tried daily."""
    today = timezone.localdate(now)
    busy = Count("user__quality_readings", filter=Q(user__quality_readings__read_on=None))
    holders = RoleGrant.objects.holders(Role.READER, today).annotate(busy=busy)
    passed = set(reading.passed.values_list("pk", flat=True))
    asked = [one.user for one in holders.order_by("busy", "pk") if one.user_id not in passed]
    allowed = may_read(reading, [user.pk for user in asked], now=now)
    reader = next((user for user in asked if user.pk in allowed), None)
    if reader is None:
        return None
    with transaction.atomic():
        reading.is_asked_of(reader, today)
        reading.save(update_fields=["reader", "asked_on"])
        letters.write(
            "accreditation/reading_asked",
            person=reader,
            subject=reading,
            occasion=str(reader.pk),
            at=now,
            link=reverse("reader:reading", args=[reading.public_id]),
            link_label="Lees het verslag",
        )
    return reader


def readable_by(user: Any) -> Any:
    """The readings that this reader has to do: their reports open, and no others."""
    return QualityReading.objects.of_reader(user).to_read().select_related(
        "sample", "report__conversation__assessor__user"
    )  # fmt: skip


def unnamed(report: ConversationReport) -> list[Unnamed]:
    """The report as the reader sees it."""
    names = names_in(report)

    def plain(text: str) -> str:
        return without_names(text, names)

    parts = [Unnamed("Waar het gesprek over ging", (("", plain(report.summary)),))]
    for theme in report.themes.all():
        texts = (
            ("", theme.told),
            ("Voorbeelden", theme.examples),
            ("Wat het in beweging zette", theme.moved),
            ("Hoe het verdergaat", theme.follow_up),
        )
        kept = tuple((label, plain(text)) for label, text in texts if text.strip())
        if kept:
            parts.append(Unnamed(theme.get_theme_display(), kept))
    if report.own_words:
        parts.append(Unnamed("Eigen woorden van de klantmanager", (("", plain(report.own_words)),)))
    return parts


def pass_on(reading: QualityReading, *, now: datetime, by: Actor) -> None:
    """The reader knows who this is, or cannot; another one is asked and no reason is kept."""
    with transaction.atomic():
        reading, who = check_open_for(reading, by=by)
        with act("qualityreading.pass_on", reading, by=by):
            reading.passed.add(who)
            reading.starts_again()
            reading.save(update_fields=["reader", "asked_on"])
        find_reader(reading, now=now)


def finish(
    reading: QualityReading, words: Mapping[str, str], *, now: datetime, by: Actor
) -> QualityReading:
    """Say how the conversation reads; from now on the assessor reads it, and the report closes."""
    with transaction.atomic():
        reading, who = check_open_for(reading, by=by)
        check_may_read(reading, who, now=now)
        with act("qualityreading.finish", reading, by=by):
            for name in QualityReading.WORDS:
                setattr(reading, name, words[name])
            reading.read_on = timezone.localdate(now)
            reading.save()
        letters.write(
            "accreditation/reading_done",
            person=reading.report.conversation.assessor.user,
            subject=reading,
            at=now,
            link=reverse("assessing:readings"),
            link_label="Lees wat de lezer schreef",
            sample=reading.sample,
        )
    return reading


def check_may_read(reading: QualityReading, user: User, *, now: datetime) -> None:
    """Raises NotAllowed for who came to know somebody of the talk since being asked."""
    if user.pk not in may_read(reading, [user.pk], now=now):
        raise NotAllowed("Je kent iemand van dit gesprek. We vragen vanzelf een ander.")


def check_open_for(reading: QualityReading, *, by: Actor) -> tuple[QualityReading, User]:
    """The reading, locked, and who reads it. Raises NotAllowed for anybody else."""
    reading = locked(reading)
    if by.user is None or reading.reader != by.user or by.role != Role.READER:
        raise NotAllowed("Deze lezing is niet aan jou gevraagd.")
    if reading.read_on:
        raise NotAllowed("Deze lezing is al klaar.")
    return reading, by.user


def about_talks_of(user: Any) -> Any:
    """What readers said about talks of this assessor."""
    done = QualityReading.objects.filter(read_on__isnull=False)
    return done.filter(report__conversation__assessor__user=user).select_related("sample")


@job("accreditation.find_readers", daily_at=time(5, 45))
def find_readers() -> None:
    """Readings that nobody does yet, or whose reader is none any more or knows somebody now."""
    now = clock.now()
    holders = set(
        RoleGrant.objects.holders(Role.READER, clock.today()).values_list("user", flat=True)
    )
    for asked in QualityReading.objects.to_read().exclude(reader=None):
        if asked.reader_id in holders and may_read(asked, [asked.reader_id], now=now):
            continue
        asked.starts_again()
        asked.save(update_fields=["reader", "asked_on"])
    for reading in QualityReading.objects.without_reader():
        find_reader(reading, now=now)
