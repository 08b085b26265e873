"""Budgets of the public register: how much one address or one key may ask, and all together.

Honest people never notice. A list shows only so many different names to one address a day; after
that a whole name or a number still finds. When all together saw very many names the staff hear
it, and then the same holds for everybody. One short write for each question, which is allowed to
fail: who asks is not refused because we could not count.
"""

import hmac
import logging
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import PublicUse, Role, RoleGrant
from accounts.models.public_use import EVERYBODY
from kit import clock
from outbox import jobs, letters

logger = logging.getLogger(__name__)
SUM_ONCE_IN = 50  # questions: how often the sum of a day is made anew
KEPT_DAYS = 90  # the sums; the counts of addresses are gone the next night
NOT_COUNTED = "the use of the public register could not be counted"


@dataclass(frozen=True)
class Budget:
    """What one may ask; `names` of 0 means that no lists are counted."""

    a_minute: int
    a_day: int
    names: int = 0


def of_an_address() -> Budget:
    """A town hall is one address with many people behind it; so is a class that learns it."""
    return Budget(
        a_minute=settings.PUBLIC_A_MINUTE, a_day=settings.PUBLIC_A_DAY, names=settings.PUBLIC_NAMES
    )


@dataclass(frozen=True)
class Used:
    """How much was asked until now, with this question."""

    budget: Budget
    at: datetime
    asked: int = 0
    in_minute: int = 0
    names: int = 0
    names_of_everybody: int = 0

    @property
    def is_too_much(self) -> bool:
        return self.asked > self.budget.a_day or self.in_minute > self.budget.a_minute

    @property
    def is_too_many_names(self) -> bool:
        """Then only who knows somebody by name or number is answered."""
        stop = settings.PUBLIC_NAMES_STOP
        return bool(self.budget.names) and (
            self.names > self.budget.names or self.names_of_everybody > stop
        )

    @property
    def seconds_to_wait(self) -> int:
        """Until the next minute, or until the next day when the day is used up."""
        local = timezone.localtime(self.at)
        if self.asked > self.budget.a_day or self.is_too_many_names:
            tomorrow = datetime.combine(local.date() + timedelta(days=1), time(), local.tzinfo)
            return int((tomorrow - local).total_seconds()) + 1
        return 60 - local.second

    @property
    def left(self) -> int:
        """Questions that may still be asked in this minute."""
        room = min(self.budget.a_minute - self.in_minute, self.budget.a_day - self.asked)
        return max(0, room)


def mark(text: str, day: object) -> str:
    """What stands for an address or an entry on one day; the next day it is another."""
    secret = f"{settings.SECRET_KEY}{day}".encode()
    return hmac.digest(secret, text.encode(), "sha256").hex()


COUNT = """
WITH quick AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true)),
counted AS (
    INSERT INTO accounts_publicuse AS u (day, who, asked, minute, in_minute, names, shown)
    SELECT %(day)s, %(who)s, 1, %(minute)s, 1, %(names)s::bigint[], cardinality(%(names)s::bigint[])
    FROM quick
    ON CONFLICT (day, who) DO UPDATE SET
        asked = u.asked + 1,
        in_minute = CASE WHEN u.minute = excluded.minute THEN u.in_minute + 1 ELSE 1 END,
        minute = excluded.minute,
        (names, shown) = (
            SELECT coalesce(array_agg(DISTINCT name), '{}'), count(DISTINCT name)
            FROM unnest(CASE WHEN u.shown > %(most)s THEN u.names
                             ELSE u.names || excluded.names END) AS name
        )
    RETURNING asked, in_minute, shown
)
SELECT asked, in_minute, shown,
       coalesce((SELECT shown FROM accounts_publicuse WHERE day = %(day)s AND who = %(all)s), 0)
FROM counted
"""


def count(who: str, budget: Budget, *, now: datetime, names: Iterable[str] = ()) -> Used:
    """One more question of `who`, whose answer shows these numbers in a list."""
    local = timezone.localtime(now)
    marks = [int(mark(name, local.date())[:15], 16) for name in names]
    facts: dict[str, Any] = {
        "day": local.date(),
        "who": mark(who, local.date()),
        "minute": local.hour * 60 + local.minute,
        "names": marks,
        "most": budget.names,
        "all": EVERYBODY,
    }
    try:
        with connection.cursor() as cursor:
            cursor.execute(COUNT, facts)
            used = Used(budget, now, *cursor.fetchone())
            if random.random() * SUM_ONCE_IN < 1:  # noqa: S311 (no secret)
                sum_up(local)
    except DatabaseError:
        logger.exception(NOT_COUNTED)
        return Used(budget, now)
    return used


def count_address(request: HttpRequest, *, names: Sequence[str] = ()) -> Used:
    """By the address as all limits know it: behind our proxies, an IPv6 connection as one /64."""
    return count(ratelimit.get_ip(request), of_an_address(), now=clock.now(), names=names)


# ---- All together ----


def sum_up(local: datetime) -> None:
    """Write down what all saw today; from a limit on the staff hear it, once a day."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_publicuse AS u (day, who, asked, minute, in_minute, names, shown)"
            " SELECT %s, %s, coalesce(sum(asked), 0), 0, 0, '{}', coalesce(sum(shown), 0)"
            " FROM accounts_publicuse WHERE day = %s AND who <> %s"
            " ON CONFLICT (day, who) DO UPDATE SET asked = excluded.asked, shown = excluded.shown"
            " RETURNING shown",
            [local.date(), EVERYBODY, local.date(), EVERYBODY],
        )
        (shown,) = cursor.fetchone()
    if shown >= settings.PUBLIC_NAMES_ALARM:
        jobs.enter("accounts.tell_of_public_use", f"public-use:{local.date()}")


@jobs.job("accounts.tell_of_public_use")
def tell_of_public_use() -> None:
    """A letter to each member of staff: unusually many names were looked at today."""
    now = clock.now()
    today = timezone.localdate(now)
    of_everybody = PublicUse.objects.filter(who=EVERYBODY, day__lte=today).latest("day")
    for grant in RoleGrant.objects.holders(Role.DESK, today).select_related("user"):
        letters.write(
            "accounts/public_use",
            person=grant.user,
            subject=of_everybody,
            occasion=of_everybody.day.isoformat(),
            at=now,
            link="/desk/openbaar/",
            link_label="Bekijk het gebruik",
            use=of_everybody,
            stop=settings.PUBLIC_NAMES_STOP,
        )


@jobs.job("accounts.forget_public_use", daily_at=time(0, 40))
def forget_public_use() -> None:
    """The counts of addresses go the night after their day, the sums later."""
    today = clock.today()
    PublicUse.objects.filter(day__lt=today).exclude(who=EVERYBODY).delete()
    PublicUse.objects.filter(day__lt=today - timedelta(days=KEPT_DAYS)).delete()


def days() -> list[PublicUse]:
    """The sum of each day, the newest first."""
    return list(PublicUse.objects.filter(who=EVERYBODY).order_by("-day")[:30])


def busiest(today: date) -> list[PublicUse]:
    """Who saw most names today; nobody can tell from the mark who that is."""
    rows = PublicUse.objects.filter(day=today).exclude(who=EVERYBODY).annotate(seen=F("shown"))
    return list(rows.order_by("-seen", "-asked").defer("names")[:5])
