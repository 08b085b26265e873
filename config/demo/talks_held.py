"""Cycles of the demo world: from handing in to the decision, through the real transitions."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Role, User
from accreditation import (
    assignment,
    decisions,
    dossiers,
    handing_in,
    readiness,
    reporting,
    scheduling,
    welcome,
)
from accreditation.models import Assessor, Conversation, ConversationReport, Cycle, Slot
from config.demo.dossiers import add_activities, add_goals, add_stories
from config.demo.stories import STORIES
from config.demo.talks import OWN_WORDS, REPORTS, ReportText
from config.demo.world import World, admit, apply_until, noon
from kit import clock
from register import extension
from register.models import Application, Registration

STAGES = ("proposed", "assigned", "booked", "held", "reported", "signed", "decided")
VIDEO = "https://video.example/register"
POSITIVE = [text for text in REPORTS if text.advice in ("renew", "renew_with_agreements")]


def acting(assessor: Assessor) -> Actor:
    return Actor(assessor.user, Role.ASSESSOR)


def add_cycle(
    world: World,
    user: User,
    stage: str,
    *,
    handed_in_on: date,
    text: ReportText | None = None,
    assessor: str = "",
) -> Cycle:
    """Somebody near the end of a period, as far as `stage`; the dossier is filled when empty.

    With an assessor named, whoever is asked before does not have the time.
    """
    ends = handed_in_on + timedelta(days=150)
    admit(world, user, clock.add_years(ends, -4))
    text = text or world.dice.choice(POSITIVE)
    if not user.learning_plans.exists():
        goals = add_goals(world, user, 2)
        add_activities(world, user, 5, goals)
        told = [story for story in STORIES if story.title in text.stories]
        add_stories(world, user, told or STORIES[:1], goals)
    cycle = Cycle.objects.get(person=user, status=Cycle.Status.RUNNING)
    with world.on(handed_in_on):
        handing_in.hand_in(cycle, readiness.everything(user), now=clock.now(), by=Actor.self(user))
        if assessor:
            decline_until(cycle, world.users[assessor])
    if stage != "proposed":
        go_on(world, cycle, STAGES.index(stage), handed_in_on, text)
    return cycle


def decline_until(cycle: Cycle, wanted: User) -> None:
    proposal = cycle.assignments.get(ended_on=None)
    while proposal.assessor.user != wanted:
        by = acting(proposal.assessor)
        following = assignment.decline(proposal, now=clock.now(), by=by)
        if following is None:
            raise LookupError(f"{wanted} was never asked.")
        proposal = following


def go_on(world: World, cycle: Cycle, stage: int, day: date, text: ReportText) -> None:
    """Accept, book, hold, report, sign and decide, each some days after the other."""
    proposal = cycle.assignments.get(ended_on=None)
    assessor = proposal.assessor
    accepted_on = min(day + timedelta(days=4), world.today)
    with world.on(accepted_on):
        assignment.accept(proposal, now=clock.now(), by=acting(assessor))
    if stage < STAGES.index("booked"):
        return
    talk_on = next_weekday(day + timedelta(days=30))
    with world.on(accepted_on):
        cycle.refresh_from_db()
        talk = book(world, cycle, assessor, talk_on)
    if stage < STAGES.index("held"):
        return
    with world.on(talk_on + timedelta(days=1)):
        cycle.refresh_from_db()
        dossiers.open_dossier(cycle, now=clock.now(), by=acting(assessor))
        scheduling.hold(talk, now=clock.now(), by=acting(assessor))
    if stage < STAGES.index("reported"):
        return
    report_on = talk_on + timedelta(days=5)
    with world.on(report_on):
        report = write(talk, text, by=acting(assessor))
    if stage < STAGES.index("signed"):
        return
    signed_on = talk_on + timedelta(days=9)
    with world.on(signed_on):
        report = reporting.save_own_words(
            report,
            version=report.version,
            own_words=world.dice.choice(OWN_WORDS),
            now=clock.now(),
            by=Actor.self(cycle.person),
        )
        reporting.sign(report, now=clock.now(), by=Actor.self(cycle.person))
    if stage == STAGES.index("decided"):
        settled_on = clock.next_working_day(signed_on)
        with world.on(settled_on):
            cycle.refresh_from_db()
            decisions.settle(cycle, today=settled_on)


def next_weekday(day: date) -> date:
    return day if day.weekday() < 5 else clock.next_working_day(day)


def book(world: World, cycle: Cycle, assessor: Assessor, day: date) -> Conversation:
    """The assessor offers the first free hour from that day on, the professional books it."""
    slot = offer(assessor, Conversation.Kind.DEVELOPMENT, day)
    return scheduling.book(cycle, slot, now=clock.now(), by=Actor.self(cycle.person))


def offer(assessor: Assessor, kind: str, day: date) -> Slot:
    for hour in (9, 11, 13, 15):
        starts_at = at(day, hour)
        ends_at = starts_at + timedelta(hours=2)
        taken = assessor.slots.filter(withdrawn=False, starts_at__lt=ends_at, ends_at__gt=starts_at)
        if not taken.exists():
            return scheduling.offer(
                assessor,
                kind=kind,
                starts_at=starts_at,
                online=True,
                place=VIDEO,
                now=clock.now(),
                by=acting(assessor),
            )
    return offer(assessor, kind, next_weekday(day + timedelta(days=1)))


def at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def write(talk: Conversation, text: ReportText, *, by: Actor) -> ConversationReport:
    """The assessor writes the report and shares it."""
    talk.refresh_from_db()
    report = reporting.draft(talk, now=clock.now(), by=by)
    words = {
        "summary": text.summary,
        "advice": text.advice,
        "agreements": text.agreements,
        "discussed": True,
    }
    themes = {
        each.theme: {
            "told": each.told,
            "examples": each.examples,
            "moved": each.moved,
            "follow_up": each.follow_up,
        }
        for each in text.themes
    }
    report = reporting.save_draft(
        report, version=report.version, words=words, themes=themes, now=clock.now(), by=by
    )
    return reporting.share(report, now=clock.now(), by=by)


def add_cycles(world: World, crowd: list[User]) -> None:
    """Each stage of a cycle, some of them named people; and renewals of the past years."""
    named = world.users
    add_cycle(world, named["joost"], "proposed", handed_in_on=world.days_ago(3))
    add_cycle(world, named["ayse"], "booked", handed_in_on=world.days_ago(16),
              assessor="winston")  # fmt: skip
    add_cycle(world, named["tomasz"], "reported", handed_in_on=world.days_ago(40),
              assessor="winston")  # fmt: skip
    add_cycle(world, named["hawa"], "held", handed_in_on=world.days_ago(35))
    agreements = next(text for text in POSITIVE if text.advice == "renew_with_agreements")
    days = world.days_ago(200)
    add_cycle(world, named["chantal"], "decided", handed_in_on=days, text=agreements)
    people = iter(crowd)
    for stage, ages in (
        ("proposed", (2, 5)),
        ("assigned", (7, 12, 15)),
        ("booked", (10, 14, 20)),
        ("held", (33, 34)),
        ("reported", (38, 41)),
        ("signed", (40,)),
        ("decided", (150, 220, 290, 340, 420, 500, 560, 640, 700, 760, 820, 880)),
    ):
        for age in ages:
            add_cycle(world, next(people), stage, handed_in_on=world.days_ago(age))


NEED_MORE_TIME = (100, 140)  # days before the end


def take_more_time(world: World, registration: Registration, day: date) -> None:
    with world.on(day):
        months = extension.room(registration, today=day).months
        me = Actor.self(registration.person)
        extension.extend(registration, months=months, today=day, by=me)


def add_near_the_end(world: World, crowd: list[User]) -> None:
    """People whose hand-in date is near, and some past the end of their period: still registered."""
    people = iter(crowd)
    for days in (30, 100, 140, 200, 260, 330):
        on = clock.add_years(world.today + timedelta(days=days), -4)
        registration = admit(world, next(people), on)
        if days in NEED_MORE_TIME:
            take_more_time(world, registration, world.days_ago(days // 2))
    admit(world, world.users["liesbeth"], clock.add_years(world.today + timedelta(days=135), -4))
    for days in (20, 60):
        admit(world, next(people), clock.add_years(world.days_ago(days), -4))


def add_offers(world: World) -> None:
    """Free moments of every assessor in the coming weeks, and two welcome talks that are planned."""
    soon = next_weekday(world.today + timedelta(days=3))
    with clock.standing_at(noon(world.today)):
        for assessor in Assessor.objects.select_related("user"):
            for days in (0, 7, 14):
                day = next_weekday(soon + timedelta(days=days + world.dice.randint(0, 3)))
                offer(assessor, Conversation.Kind.DEVELOPMENT, day)
            offer(assessor, Conversation.Kind.WELCOME, next_weekday(soon + timedelta(days=2)))


def add_welcome_talks(world: World) -> None:
    status = Application.Status
    named = world.users
    apply_until(world, named["malgorzata"], world.days_ago(9), status.NEEDS_INFO)
    waiting = apply_until(world, named["daniel"], world.days_ago(12), status.IN_REVIEW)
    with clock.standing_at(noon(world.today)):
        option = welcome.options(waiting, now=clock.now())[0]
        welcome.plan(waiting, option.slot, now=clock.now(), by=world.desk())
