"""Pilots: who wants tries another version of the scheme for a while, and leaves without a trace.

The pilot changes which numbers count for the running period, and nothing else: not its end, no
status, no certificate, no figure. What would change a term of the person is no pilot.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actors import PROFESSIONAL, Actor
from accounts.models import Role, User
from accreditation.models import Cycle, PilotAnswer, PilotCohort, PilotSeat
from audit.acts import NotAllowed, act, locked
from kit import clock
from outbox import letters
from outbox.jobs import job
from outbox.models import Job, Letter
from register import numbers
from register.models import RegisterScheme, Registration
from register.scheme_rules import BY_FIELD

TASK = "accreditation.pilots"
SYSTEM = Actor.system(TASK)
FEWEST = 5  # answers, before anybody reads them
# Every term and every right in time is the same in a pilot: joining and leaving cost no day …
THE_SAME = (
    "cycle_years", "hand_in_opens_months", "hand_in_months", "grace_months", "extension_months",
    "staff_extension_months", "pause_years", "no_pause_months", "lapse_bounce_days",
    "lapse_wait_weeks", "lapse_rest_months", "booking_hours", "report_days", "closing_days",
    "more_time_months", "response_days", "objection_weeks",
)  # fmt: skip
# … and of what holds for a period, this may be tried.
MAY_DIFFER = ("reminder_months", "reminder_days", "conversation_minutes")
Moment = PilotAnswer.Moment


def in_the_way(scheme: RegisterScheme, own: RegisterScheme) -> list[str]:
    """By name: the terms that would be others in a pilot with this scheme."""
    other = [name for name in THE_SAME if getattr(scheme, name) != getattr(own, name)]
    return [BY_FIELD[name].title for name in other]


def check_costs_nothing(scheme: RegisterScheme, own: RegisterScheme) -> None:
    if titles := in_the_way(scheme, own):
        raise NotAllowed(
            f"Met deze versie zou een termijn voor iemand veranderen: {', '.join(titles)}. "
            "Dat kan niet in een pilot."
        )


# ---- The desk ----


def open_pilot(
    *,
    title: str,
    why: str,
    stop_when: str,
    scheme: RegisterScheme,
    from_on: date,
    until_on: date,
    today: date,
    by: Actor,
) -> PilotCohort:
    """All of it is written down now. Raises NotAllowed for a scheme that would cost time."""
    check_costs_nothing(scheme, RegisterScheme.objects.in_force_on(today))
    if by.role != Role.DESK:
        raise NotAllowed("Alleen het bureau begint een pilot.")
    made = PilotCohort(
        title=title, why=why, stop_when=stop_when, scheme=scheme, from_on=from_on,
        until_on=until_on, opened_by=by.person, opened_on=today,
    )  # fmt: skip
    with act("pilotcohort.open", made, by=by):
        made.save()
    return made


def invite(
    cohort: PilotCohort, written: Collection[str], *, now: datetime, by: Actor
) -> tuple[int, list[str]]:
    """Ask these register numbers; how many of them are registered, and the other numbers.

    Who was asked before gets no second letter. The answer says nothing of seats, so nobody learns
    from it who said no or left.
    """
    today = timezone.localdate(now)
    found = {number: numbers.parse(number) for number in written}
    running = Registration.objects.filter(
        number__in=[each for each in found.values() if each],
        status=Registration.Status.ACTIVE,
        periods__cycle__status__in=[Cycle.Status.RUNNING],
    ).select_related("person")
    by_number = {one.number: one.person for one in running}
    with transaction.atomic():
        cohort = locked(cohort)
        check_running(cohort)
        with act("pilotcohort.invite", cohort, by=by):
            for person in by_number.values():
                _, made = PilotSeat.objects.get_or_create(
                    cohort=cohort, person=person, defaults={"invited_on": today}
                )
                if made:
                    tell("pilot_invited", cohort, person, at=now)
    return len(by_number), [number for number, parsed in found.items() if parsed not in by_number]


def check_running(cohort: PilotCohort) -> None:
    if cohort.status != PilotCohort.Status.RUNNING:
        raise NotAllowed("Deze pilot is voorbij.")


def stop(cohort: PilotCohort, *, because: str, now: datetime, by: Actor) -> None:
    """For everybody, today."""
    with transaction.atomic():
        people = locked(cohort).seats.joined().count()
        cohort.stop(because=because, people=people, today=timezone.localdate(now), by=by)
        finish(cohort, "pilot_stopped", now=now)


# ---- The person ----


def seat_of(user: Any) -> PilotSeat | None:
    """Where this person takes part; otherwise the newest invitation."""
    seats = PilotSeat.objects.visible_to(user).select_related(
        "cohort__scheme", "own_scheme", "period__scheme"
    )
    return seats.joined().first() or seats.order_by("-pk").first()


def mine(seat: PilotSeat, by: Actor) -> PilotSeat:
    """The own seat, locked after its pilot."""
    kept = locked_seat(seat) if seat.person == by.user and by.role == PROFESSIONAL else None
    if kept is None:
        raise NotAllowed("Je doet niet mee aan deze pilot.")
    return kept


def locked_seat(seat: PilotSeat) -> PilotSeat | None:
    """The pilot first, so that nobody moves while it ends; then the seat as it is now, or None."""
    cohort = locked(PilotCohort(pk=seat.cohort_id))
    found = PilotSeat.objects.select_for_update(of=("self",)).filter(pk=seat.pk)
    kept = found.select_related("person", "period", "own_scheme").first()
    if kept is not None:
        kept.cohort = cohort
    return kept


def join(seat: PilotSeat, *, now: datetime, by: Actor) -> None:
    """With consent; from the first day on the numbers of the pilot count."""
    today = timezone.localdate(now)
    with transaction.atomic():
        seat = mine(seat, by)
        check_running(seat.cohort)
        if today > seat.cohort.until_on:
            raise NotAllowed("Deze pilot is voorbij.")
        if cycle := open_cycle(seat):
            check_costs_nothing(seat.cohort.scheme, cycle.period.scheme)
        seat.joined_on = today
        try:
            with transaction.atomic():
                seat.save(update_fields=["joined_on"])
        except IntegrityError as refusal:
            raise NotAllowed("Je doet al mee aan een andere pilot.") from refusal
        follow(seat, today=today)


def open_cycle(seat: PilotSeat) -> Cycle | None:
    """The cycle of the period that follows the pilot."""
    cycles = Cycle.objects.visible_to(seat.person).open().select_related("period__scheme")
    return cycles.order_by("-period__from_on").first()


def follow(seat: PilotSeat, *, today: date) -> None:
    """The running period takes the scheme of the pilot, once it has begun; the seat is locked.

    Raises NotAllowed when a term would be another than in the own scheme.
    """
    if seat.period_id or today < seat.cohort.from_on:
        return
    cycle = open_cycle(seat)
    if cycle is None:
        return
    period = locked(cycle.period)
    check_costs_nothing(seat.cohort.scheme, period.scheme)
    seat.period, seat.own_scheme = period, period.scheme
    seat.save(update_fields=["period", "own_scheme"])
    period.follow(seat.cohort.scheme)


def leave(seat: PilotSeat, *, by: Actor) -> None:
    """At any moment, without a reason; or no to the invitation. As if it never was."""
    with transaction.atomic():
        forget_seat(mine(seat, by))


def forget_seat(seat: PilotSeat) -> None:
    """The own scheme is back; answers and letters of the pilot are gone."""
    give_back(seat)
    mails = Letter.objects.filter(
        person=seat.person,
        kind__startswith="accreditation/pilot_",
        subject=f"{PilotCohort._meta.label_lower}:{seat.cohort_id}",
    )
    keys = [f"letter:{pk}" for pk in mails.values_list("pk", flat=True)]
    Job.objects.filter(key__in=keys, done_at=None).delete()
    mails.delete()
    seat.delete()


def give_back(seat: PilotSeat) -> None:
    if seat.period and seat.own_scheme:
        locked(seat.period).follow(seat.own_scheme)


def forget(person: User) -> None:
    """Who leaves the register, lapses or dies takes part in nothing."""
    with transaction.atomic():
        for seat in PilotSeat.objects.visible_to(person).order_by("cohort"):
            if kept := locked_seat(seat):
                forget_seat(kept)


# ---- The questions ----


def questions_for(seat: PilotSeat, *, today: date) -> Moment | None:
    """Which questions this person can answer today; those of before first."""
    if seat.joined_on is None or seat.cohort.status != PilotCohort.Status.RUNNING:
        return None
    given = set(seat.answers.values_list("moment", flat=True))
    if Moment.AFTER not in given and today >= seat.cohort.after_from:
        return Moment.AFTER
    if not given and today < seat.cohort.after_from:
        return Moment.BEFORE
    return None


def answer(seat: PilotSeat, words: Mapping[str, str], *, now: datetime, by: Actor) -> None:
    """Once for each moment."""
    with transaction.atomic():
        seat = mine(seat, by)
        moment = questions_for(seat, today=timezone.localdate(now))
        if moment is None:
            raise NotAllowed("Er zijn nu geen vragen voor je. Dank je wel.")
        seat.answers.create(cohort=seat.cohort, moment=moment, **words)


@dataclass(frozen=True)
class Said:
    """What people answered at one moment; nothing of fewer than five."""

    moment: Moment
    clear: Sequence[tuple[str, int]]
    helps: Sequence[tuple[str, int]]
    words: Sequence[str]


def said(cohort: PilotCohort) -> list[Said]:
    """Only after the end, when nobody can be told from the others by leaving."""
    if cohort.status == PilotCohort.Status.RUNNING:
        return []
    found = []
    for moment in Moment:
        answers = list(cohort.answers.filter(moment=moment, seat=None))
        if len(answers) < FEWEST:
            continue
        clear, helps = Counter(a.clear for a in answers), Counter(a.helps for a in answers)
        found.append(
            Said(
                moment,
                [(label, clear[value]) for value, label in PilotAnswer.Much.choices],
                [(label, helps[value]) for value, label in PilotAnswer.Much.choices],
                sorted(a.words for a in answers if a.words),
            )
        )
    return found


# ---- Each day, and the end ----


@job(TASK, daily_at=time(4, 20))
def run_pilots() -> None:
    """Begin, ask afterwards, and end, each on its day."""
    now = clock.now()
    today = timezone.localdate(now)
    for cohort in PilotCohort.objects.filter(status=PilotCohort.Status.RUNNING):
        with transaction.atomic():
            fresh = locked(cohort)
            if fresh.status != PilotCohort.Status.RUNNING:
                continue
            if today > fresh.until_on:
                fresh.end(people=fresh.seats.joined().count(), today=today, by=SYSTEM)
                finish(fresh, "pilot_ended", now=now)
            else:
                carry_on(fresh, now=now)


def carry_on(cohort: PilotCohort, *, now: datetime) -> None:
    """Who takes part follows from the first day on, and is asked in the last weeks how it was."""
    today = timezone.localdate(now)
    for one in list(cohort.seats.joined()):
        seat = locked_seat(one)
        if seat is None:
            continue
        try:
            follow(seat, today=today)
        except NotAllowed:  # a new period on another scheme since the consent
            forget_seat(seat)
            tell("pilot_does_not_fit", cohort, seat.person, at=now)
            continue
        if today >= cohort.after_from:
            tell("pilot_after", cohort, seat.person, at=now)


def finish(cohort: PilotCohort, kind: str, *, now: datetime) -> None:
    """Everybody is back on the own scheme; what was said stays without whose it was, or goes.

    The pilot is locked, so nobody joins meanwhile.
    """
    for moment in Moment:
        answers = cohort.answers.filter(moment=moment)
        if answers.count() < FEWEST:
            answers.delete()
    cohort.answers.update(seat=None)
    seats = cohort.seats.select_for_update(of=("self",))
    for seat in seats.select_related("person", "period", "own_scheme"):
        give_back(seat)
        if seat.joined_on:
            tell(kind, cohort, seat.person, at=now)
    cohort.seats.all().delete()


def tell(kind: str, cohort: PilotCohort, person: Any, *, at: datetime) -> None:
    letters.write(
        f"accreditation/{kind}",
        person=person,
        subject=cohort,
        at=at,
        link=reverse("cycle:pilot"),
        link_label="Bekijk de pilot",
        pilot=cohort,
    )
