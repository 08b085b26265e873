"""The draw of first periods at a launch: many enter at once, and their talks are spread over time.

Anybody can draw again from what is published before anything happens: the seed, and the list of
lots, which say nothing of whom they are. A draw only adds time (promise 3). One member of staff
prepares, another confirms, and until the next working day it is taken back without a trace.
"""

import hashlib
import secrets
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from accreditation.models import Cycle, LaunchDraw, LaunchLot
from accreditation.sampling import fingerprint
from audit.acts import NotAllowed, act, locked
from kit import clock
from outbox import letters
from outbox.jobs import enter, job, nobody_waits
from register import certificates
from register.models import Invitation, RegisterScheme, Registration, RegistrationPeriod
from register.open_figures import SMALLEST

TASK, STEP = "accreditation.start_launch_draws", "accreditation.carry_out_launch_draw"
SYSTEM = Actor.system(STEP)
LOTS_IN_A_STEP = 200
FEWEST = SMALLEST  # people: in a smaller group the list with its months would tell who has which
JUST_BEFORE = "Een collega was net iets eerder met deze groep. Kijk bij de lotingen."
YOURSELF = "Je zit zelf in deze groep. Vraag een collega die er niet in zit."


@dataclass(frozen=True)
class Group:
    """Whose first period is drawn: it began on these days, both included."""

    from_on: date
    until_on: date
    only_invited: bool = False

    def periods(self) -> QuerySet[RegistrationPeriod]:
        """First periods that still run, in no draw, and of which nothing is handed in yet."""
        others = RegistrationPeriod.objects.filter(registration=OuterRef("registration"))
        found = RegistrationPeriod.objects.filter(
            ~Exists(others.exclude(pk=OuterRef("pk"))),
            registration__status__in=Registration.IN,
            from_on=F("registration__since_on"),
            from_on__gte=self.from_on,
            from_on__lte=self.until_on,
            launch_lot=None,
            cycle__status=Cycle.Status.RUNNING,
        )
        if self.only_invited:
            accepted = Invitation.objects.filter(status=Invitation.Status.ACCEPTED)
            found = found.filter(registration__person__in=accepted.values("person"))
        return found


def dealt(seed: str, lots: Sequence[UUID], most_months: int) -> dict[UUID, int]:
    """In the order of SHA-256 of "seed:lot" they get 0, 1, 2 … months, and then again from 0."""
    order = sorted(lots, key=lambda each: hashlib.sha256(f"{seed}:{each}".encode()).hexdigest())
    return {lot: place % (most_months + 1) for place, lot in enumerate(order)}


def prepare(group: Group, *, now: datetime, by: Actor) -> LaunchDraw:
    """Make the list and the seed, which from now on stand in public. Nobody's end moves yet.

    Raises NotAllowed for a small group, for who is in it, and when a colleague was just before.
    """
    today = timezone.localdate(now)
    with transaction.atomic():
        periods = list(
            group.periods().select_related("registration").select_for_update(of=("self",))
        )
        check_group([one.registration.person_id for one in periods], by)
        if len(periods) < FEWEST:
            raise NotAllowed(f"Loten kan vanaf {FEWEST} mensen. Kies meer dagen.")
        scheme = RegisterScheme.objects.in_force_on(today)
        lots = {uuid.uuid4(): period for period in periods}
        listed = sorted(lots)
        draw = LaunchDraw(
            from_on=group.from_on,
            until_on=group.until_on,
            only_invited=group.only_invited,
            most_months=scheme.launch_months,
            seed=secrets.token_hex(16),
            listed=listed,
            list_sha256=fingerprint(listed),
            prepared_by=by.person,
            prepared_on=today,
        )
        try:
            with transaction.atomic(), act("launchdraw.prepare", draw, by=by):
                draw.save()
                deal_out(draw, lots)
        except IntegrityError as refusal:
            raise NotAllowed(JUST_BEFORE) from refusal
    return draw


def deal_out(draw: LaunchDraw, lots: Mapping[UUID, RegistrationPeriod]) -> None:
    """Raises IntegrityError when a period is in another draw meanwhile."""
    months = dealt(draw.seed, draw.listed, draw.most_months)
    LaunchLot.objects.bulk_create(
        LaunchLot(draw=draw, lot=lot, period=lots[lot], months=months[lot],
                  end_before=lots[lot].until_on)
        for lot in draw.listed
    )  # fmt: skip


def check_group(people: list[int], by: Actor) -> None:
    if not people:
        raise NotAllowed("Er is niemand in deze groep van wie de periode geloot kan worden.")
    check_not_in(people, by)


def check_not_in(people: list[int], by: Actor) -> None:
    if by.person.pk in people:
        raise NotAllowed(YOURSELF)


def take_back(draw: LaunchDraw, *, by: Actor) -> None:
    """Raises NotAllowed for who is in it."""
    with transaction.atomic():
        draw = locked(draw)
        check_not_in(people_of(draw), by)
        draw.take_back(by=by)


def drop(draw: LaunchDraw, *, because: str, today: date, by: Actor) -> None:
    """Raises NotAllowed for who is in it: nobody draws until it suits."""
    with transaction.atomic():
        draw = locked(draw)
        check_not_in(people_of(draw), by)
        draw.drop(because=because, today=today, by=by)


def waiting_for(user: Any) -> QuerySet[LaunchDraw]:
    """Draws that this member of staff may confirm: prepared by another, and not about them."""
    prepared = LaunchDraw.objects.filter(status=LaunchDraw.Status.PREPARED)
    own = LaunchLot.objects.filter(draw=OuterRef("pk"), period__registration__person=user)
    return prepared.exclude(prepared_by=user).exclude(Exists(own))


def is_about(draw: LaunchDraw, user: Any) -> bool:
    """Who is in a draw looks on, and has no hand in it."""
    return user.pk in people_of(draw)


def people_of(draw: LaunchDraw) -> list[int]:
    return list(draw.lots.values_list("period__registration__person", flat=True))


def confirm(draw: LaunchDraw, *, now: datetime, by: Actor) -> LaunchDraw:
    """The second of two. Raises NotAllowed for who prepared it, and for who is in it."""
    with transaction.atomic():
        draw = locked(draw)
        if draw.prepared_by == by.user:
            raise NotAllowed("Jij hebt deze loting voorbereid. Een collega bevestigt.")
        check_group(people_of(draw), by)
        draw.confirm(today=timezone.localdate(now), by=by)
    return draw


def counts(draw: LaunchDraw) -> list[tuple[int, int]]:
    """How many get how many months more: from the list and the seed, so also of one dropped."""
    months = Counter(dealt(draw.seed, draw.listed, draw.most_months).values())
    return sorted(months.items())


# ---- Carrying out ----


@job(TASK, daily_at=time(7, 0))
def start_launch_draws() -> None:
    """Draws whose day has come: from now on letters leave."""
    due = LaunchDraw.objects.filter(
        status=LaunchDraw.Status.CONFIRMED, takes_effect_on__lte=clock.today()
    )
    for draw in due:
        draw.start(by=SYSTEM)
        next_step(draw, after=0)


def next_step(draw: LaunchDraw, *, after: int) -> None:
    enter(STEP, f"launch:{draw.pk}:{after}", draw_id=draw.pk, after=after)


@job(STEP)
def carry_out_step(draw_id: int, after: int) -> None:
    """Some lots: the end moves, the certificate follows, and the letter goes out."""
    draw = LaunchDraw.objects.select_for_update().get(pk=draw_id)
    lots = draw.lots.filter(pk__gt=after).select_related("period__registration__person")
    some = list(lots.order_by("pk")[:LOTS_IN_A_STEP])
    now = clock.now()
    with nobody_waits():
        for lot in some:
            carry_out(lot, now=now)
    LaunchDraw.objects.filter(pk=draw.pk).update(lots_done=F("lots_done") + len(some))
    if len(some) == LOTS_IN_A_STEP:
        next_step(draw, after=some[-1].pk)
    else:
        draw.note_done(today=timezone.localdate(now), by=SYSTEM)


def carry_out(lot: LaunchLot, *, now: datetime) -> None:
    """Who left meanwhile, or has a next period already, keeps what there was."""
    period = RegistrationPeriod.objects.select_for_update(of=("self",)).select_related(
        "registration__person", "scheme"
    ).get(pk=lot.period_id)  # fmt: skip
    registration = period.registration
    if not registration.is_in or registration.current_period != period:
        return
    today = timezone.localdate(now)
    with act("launchlot.carry_out", lot, by=SYSTEM):
        if lot.months:
            period.lengthen(lot.months)
            certificates.issue_again(period, today=today, by=SYSTEM)
        lot.carried_out_on = today
        lot.save(update_fields=["carried_out_on"])
    letters.write(
        "accreditation/launch_drawn",
        person=registration.person,
        subject=lot,
        at=now,
        link=reverse("launch_draws"),
        link_label="Lees hoe er geloot is",
        lot=lot,
        period=period,
        draw=lot.draw,
    )
