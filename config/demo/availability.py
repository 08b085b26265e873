"""Assessors' time in the demo world: hours each week, days off, an own calendar; and who waits."""

from datetime import datetime, time, timedelta
from typing import Any

from accounts.actors import Actor
from accreditation import availability, busy_times, scheduling, waiting_list
from accreditation.models import Assessor, BusyCalendar, Conversation, Cycle, Slot
from config.demo.talks_held import VIDEO, acting, at, next_weekday
from config.demo.world import World, noon
from kit import clock

TUESDAY, WEDNESDAY = 1, 2


def add_availability(world: World) -> None:
    with clock.standing_at(noon(world.today)):
        add_hours(world, world.users["hanneke"].assessor)
        add_who_waits(clock.now())


def add_hours(world: World, assessor: Assessor) -> None:
    """Wednesday afternoons, an hour of welcome talks on Tuesday, a week off, and a busy day."""
    now, by = clock.now(), acting(assessor)
    week_off = world.today + timedelta(days=35)
    hours: dict[str, Any] = {
        "online": True,
        "place": VIDEO,
        "from_on": world.today,
        "now": now,
        "by": by,
    }
    availability.be_away(
        assessor, from_on=week_off, until_on=week_off + timedelta(days=6), now=now, by=by
    )
    availability.begin(
        assessor, kind=Conversation.Kind.DEVELOPMENT, weekday=WEDNESDAY, starts=time(13),
        ends=time(16), until_on=None, holidays="midden", **hours,
    )  # fmt: skip
    availability.begin(
        assessor, kind=Conversation.Kind.WELCOME, weekday=TUESDAY, starts=time(16),
        ends=time(17), until_on=world.today + timedelta(days=60), holidays="", **hours,
    )  # fmt: skip
    calendar = busy_times.begin(BusyCalendar(assessor=assessor), by=by)
    busy = next_weekday(world.today + timedelta(days=9))
    times = [moment.isoformat() for moment in (at(busy, 9), at(busy, 17))]
    busy_times.keep(calendar, [times], now=now)


def add_who_waits(now: datetime) -> None:
    """Somebody whose assessor has no moment left, and who asked to hear of the next."""
    waiting = Cycle.objects.filter(status=Cycle.Status.ASSIGNED)
    cycle = (
        waiting.exclude(assessor__user__email__in=["hanneke@example.org", "winston@example.org"])
        .select_related("person", "assessor")
        .order_by("-handed_in_at", "pk")
        .first()
    )
    if cycle and cycle.assessor:
        for slot in Slot.objects.untaken(now).filter(assessor=cycle.assessor):
            scheduling.withdraw(slot, by=acting(cycle.assessor))
        waiting_list.ask(cycle, now=now, by=Actor.self(cycle.person))
