"""Which talks are read afterwards: drawn by the quarter so that anybody can draw it again."""

import hashlib
import math
import secrets
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.actors import Actor
from accreditation.models import ConversationReport, Cycle, QualitySample
from accreditation.reading import find_reader
from audit.acts import act
from kit import clock
from outbox.jobs import job
from register.models import RegisterScheme

SYSTEM = Actor.system("accreditation.draw_sample")
QUARTER = 3  # months


def drawn(seed: str, listed: Sequence[UUID], percent: Decimal) -> list[UUID]:
    """The talks with the lowest SHA-256 of "seed:public id", as many as the percentage, upwards."""
    number = math.ceil(len(listed) * percent / 100)
    return sorted(listed, key=lambda each: hashlib.sha256(f"{seed}:{each}".encode()).hexdigest())[
        :number
    ]


def fingerprint(listed: Sequence[UUID]) -> str:
    """SHA-256 of the list: one public id a line, in order."""
    return hashlib.sha256("\n".join(map(str, listed)).encode()).hexdigest()


def last_quarter(today: date) -> tuple[int, int]:
    """Year and number of the quarter that ended last."""
    quarter = (today.month - 1) // QUARTER
    return (today.year, quarter) if quarter else (today.year - 1, 4)


def closed_in(year: int, quarter: int) -> QuerySet[ConversationReport]:
    """The reports of talks on which a decision followed in that quarter."""
    from_on = date(year, QUARTER * (quarter - 1) + 1, 1)
    until_on = clock.add_months(from_on, QUARTER)
    return (
        ConversationReport.objects.counting()
        .filter(
            shared_at__isnull=False,
            conversation__seats__cycle__status=Cycle.Status.DECIDED,
            conversation__seats__cycle__decided_on__gte=from_on,
            conversation__seats__cycle__decided_on__lt=until_on,
        )
        .distinct()
    )


def draw(year: int, quarter: int, *, now: datetime, by: Actor) -> QualitySample | None:
    """Draw once for a quarter; None when it was drawn already or nothing was closed in it."""
    today = timezone.localdate(now)
    with transaction.atomic():
        if QualitySample.objects.filter(year=year, quarter=quarter).exists():
            return None
        reports = {each.conversation.public_id: each for each in
                   closed_in(year, quarter).select_related("conversation")}  # fmt: skip
        if not reports:
            return None
        listed = sorted(reports)
        sample = QualitySample(
            year=year,
            quarter=quarter,
            seed=secrets.token_hex(16),
            percent=RegisterScheme.objects.in_force_on(today).sample_percent,
            listed=listed,
            list_sha256=fingerprint(listed),
            drawn_on=today,
        )
        with act("qualitysample.draw", sample, by=by):
            sample.save()
        for public_id in drawn(sample.seed, listed, sample.percent):
            reading = sample.readings.create(report=reports[public_id])
            find_reader(reading, now=now)
    return sample


@job("accreditation.draw_sample", daily_at=time(5, 15))
def draw_sample() -> None:
    """In the first days of a quarter the one before is drawn; later there is nothing to do."""
    year, quarter = last_quarter(clock.today())
    draw(year, quarter, now=clock.now(), by=SYSTEM)
