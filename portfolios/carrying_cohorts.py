"""From a run into intervision: the provider asks in one step, who says yes comes in a group.

The provider never learns who was asked, who said what, or whether there are groups at all.
"""

from datetime import date, datetime, time, timedelta
from math import ceil
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse

from audit.acts import NotAllowed, locked
from kit import clock
from outbox import jobs, letters
from portfolios.courses.models import Attendance, CohortCall, CohortSeat, CourseRun
from portfolios.together import groups
from portfolios.together.hints import FEWEST, MOST
from portfolios.together.models import IntervisionGroup
from register.models import Affiliation, RegisterScheme

THERE = (Attendance.Status.PROPOSED, Attendance.Status.DISPUTED, Attendance.Status.KEPT)
Said = CohortSeat.Said


def open_call(run: CourseRun, *, now: datetime, by_person: Any) -> CohortCall:
    """Once, when the run has begun. Raises NotAllowed before that, or when it was asked."""
    today = clock.today()
    days = RegisterScheme.objects.in_force_on(today).response_days
    if run.called_off_on or not run.days.filter(starts_at__lte=now).exists():
        raise NotAllowed("Dit kan als de uitvoering begonnen is.")
    try:
        with transaction.atomic():
            made = CohortCall.objects.create(
                run=run,
                opened_by=by_person,
                opened_on=today,
                answer_by=today + timedelta(days=days),
            )
            ask(made, now=now)
    except IntegrityError as refusal:
        raise NotAllowed("Jullie hebben dit al gevraagd.") from refusal
    return made


def ask(call: CohortCall, *, now: datetime) -> None:
    """Everybody of whom the provider said so far that they were there, each once.

    Not who acts or acted for the provider: it never sees who goes on.
    """
    there = Attendance.objects.filter(
        run=call.run, status__in=THERE, person__is_active=True
    ).exclude(person__in=call.seats.values("person"))
    there = there.exclude(person__in=call.run.course.provider.people.values("person"))
    for attendance in there.select_related("person").order_by("pk"):
        seat, is_new = call.seats.get_or_create(person=attendance.person)
        if is_new:
            tell("cohort_asked", seat, link=reverse("courses:attendances"), now=now)


def answer(seat: CohortSeat, said: str, *, person: Any) -> None:
    """Yes or no, and another answer as long as it is open."""
    with transaction.atomic():
        call = locked(seat.call)
        if call.closed_on or seat.person != person:
            raise NotAllowed("Hier kun je niet meer op antwoorden.")
        CohortSeat.objects.filter(pk=seat.pk).update(said=said if said in Said.values else "")


# ---- Making the groups ----


def sizes(people: int) -> list[int]:
    """Groups of four to eight, as alike as can be; none for fewer than four."""
    if people < FEWEST:
        return []
    count = ceil(people / MOST)
    return [people // count + (number < people % count) for number in range(count)]


def dealt(people: list[Any], today: date) -> list[list[Any]]:
    """Colleagues are spread over the groups, so that each has more than one employer."""
    working = Affiliation.objects.filter(person__in=people, until_on=None).order_by("-pk")
    employer = dict(working.values_list("person", "organisation"))
    in_order = sorted(people, key=lambda one: (employer.get(one.pk, 0), one.pk))
    count = len(sizes(len(people)))
    return [in_order[number::count] for number in range(count)]


def make_groups(call: CohortCall, *, now: datetime) -> list[IntervisionGroup]:
    """Of who said yes; then nothing is left of who was asked or what anybody said."""
    today = clock.today()
    with transaction.atomic():
        fresh = locked(call)
        if fresh.closed_on:
            return []
        yes = fresh.seats.filter(said=Said.YES, person__is_active=True).select_related("person")
        people = [seat.person for seat in yes.order_by("pk")]
        made = [
            start(fresh, members, number, now=now)
            for number, members in enumerate(dealt(people, today), start=1)
        ]
        if not made:
            for seat in yes:
                tell("cohort_too_few", seat, link=reverse("together:sessions"), now=now)
        fresh.closed_on = today
        fresh.save(update_fields=["closed_on"])
        fresh.seats.all().delete()
    return made


def start(call: CohortCall, members: list[Any], number: int, *, now: datetime) -> IntervisionGroup:
    """The first keeps the agenda until the group says otherwise."""
    name = f"{call.run.course.title[:100]}, groep {number}"
    group = groups.start(name, founder=members[0], today=clock.today())
    for person in members[1:]:
        groups.come_in(group, person, now=now)
    for person in members:
        letters.write(
            "portfolios/cohort_group",
            person=person,
            subject=group,
            at=now,
            link=reverse("together:sessions"),
            link_label="Naar je groep",
            course=call.run.course,
        )
    return group


def tell(kind: str, seat: CohortSeat, *, link: str, now: datetime) -> None:
    letters.write(
        f"portfolios/{kind}",
        person=seat.person,
        subject=seat.call,
        at=now,
        link=link,
        link_label="Zeg ja of nee" if kind == "cohort_asked" else "Naar intervisie",
        course=seat.call.run.course,
        answer_by=seat.call.answer_by,
    )


@jobs.job("portfolios.cohorts", daily_at=time(5, 20))
def run_cohorts() -> None:
    """Ask who came on a later list; make the groups when the time to answer is over."""
    now, today = clock.now(), clock.today()
    with jobs.nobody_waits():
        for call in CohortCall.objects.filter(closed_on=None).select_related("run__course"):
            if today > call.answer_by:
                make_groups(call, now=now)
            else:
                ask(call, now=now)


def erase(person: Any) -> None:
    CohortSeat.objects.filter(person=person).delete()
