"""Carrying out the retention policy: what is due is counted, and goes in the night.

Terms with a job of their own are carried out by that job; here they are counted all the same, so
that a job which does not do its work is seen (audit/policy.py, docs/privacy.toml).
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db.models import F, Sum

from audit import policy
from audit.models import TermCount
from audit.policy import Activity, RetentionRule, Term
from kit import clock
from outbox import jobs
from register.models import RegisterScheme

logger = logging.getLogger(__name__)
AHEAD = timedelta(days=30)
LATE = timedelta(days=7)
IN_A_STEP = 5000  # rows in one job
KEEP_TERM = "config.keep_term"


def scheme_on(today: date) -> RegisterScheme | None:
    """None before there are any rules, so before there is anybody."""
    return RegisterScheme.objects.filter(in_force_from__lte=today).order_by("in_force_from").last()


def count(terms: Iterable[Term], day: date, scheme: RegisterScheme) -> int:
    return sum(term.due_on(day, scheme).count() for term in terms)


@jobs.job("config.note_terms", daily_at=time(0, 15))
def note_terms() -> None:
    """How much is due today by each rule, before the jobs of the night, and in the days to come."""
    today = clock.today()
    if scheme := scheme_on(today):
        rows = [
            TermCount(
                on=today,
                rule=rule.name,
                due=count(rule.terms, today, scheme),
                soon=count(rule.terms, today + AHEAD, scheme),
            )
            for rule in policy.read()
            if rule.terms
        ]
        TermCount.objects.bulk_create(rows, ignore_conflicts=True)


@jobs.job(policy.KEEP_TERMS, daily_at=time(3, 10))
def keep_terms() -> None:
    """One job for each term that has none of its own."""
    today = clock.today()
    for rule in policy.read():
        for number, term in enumerate(rule.terms):
            if term.is_ours:
                enter(rule.name, number, today, step=1)


def enter(rule: str, number: int, today: date, *, step: int) -> None:
    key = f"{KEEP_TERM}:{rule}:{number}:{step}:{today}"
    jobs.enter(KEEP_TERM, key, rule=rule, number=number, step=step)


@jobs.job(KEEP_TERM)
def keep_term(rule: str, number: int, step: int) -> None:
    """Some thousands of rows, in batches; what is left goes in a next job."""
    today = clock.today()
    term = next(one for one in policy.read() if one.name == rule).terms[number]
    scheme = scheme_on(today)
    if scheme and term.carry_out(today, scheme, at_most=IN_A_STEP) >= IN_A_STEP:
        enter(rule, number, today, step=step + 1)


@jobs.job("config.check_terms", daily_at=time(6, 40))
def check_terms() -> None:
    """What is still there after the night; what should have gone a week ago is said in the log."""
    today = clock.today()
    scheme = scheme_on(today)
    if scheme is None:
        return
    for rule in filter(lambda one: one.terms, policy.read()):
        late = count(rule.terms, today - LATE, scheme)
        left = count(rule.terms, today, scheme)
        TermCount.objects.filter(on=today, rule=rule.name).update(left=left, late=late)
        if late:
            logger.error("%d rows are kept longer than rule %s allows", late, rule.name)


# ---- For the desk ----


@dataclass(frozen=True)
class Line:
    """One rule, with how much of it goes; no numbers where nothing goes by the clock."""

    rule: RetentionRule
    soon: int | None = None
    gone: int | None = None
    late: int = 0


@dataclass(frozen=True)
class Preview:
    """Everything that is kept, by what it is for."""

    counted_on: date | None
    parts: list[tuple[Activity, list[Line]]]

    @property
    def late(self) -> list[Line]:
        return [line for _, lines in self.parts for line in lines if line.late]


def preview(today: date) -> Preview:
    """What goes in the next days, as it was counted last, and what went in those before."""
    newest = TermCount.objects.filter(on__lte=today).order_by("on").last()
    counted = {one.rule: one for one in TermCount.objects.filter(on=newest.on)} if newest else {}
    past = TermCount.objects.filter(on__gt=today - AHEAD, on__lte=today).exclude(left=None)
    sums = past.values_list("rule").annotate(gone=Sum(F("due") - F("left")))
    gone = {rule: max(0, rows) for rule, rows in sums}

    def line(rule: RetentionRule) -> Line:
        one = counted.get(rule.name)
        if one is None:
            return Line(rule)
        return Line(rule, one.soon, gone.get(rule.name, 0), one.late)

    parts = [(what, [line(rule) for rule in rules]) for what, rules in policy.activities()]
    return Preview(newest.on if newest else None, parts)
