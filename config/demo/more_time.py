"""Talks of the demo world that go another way: more time with a plan, and a second reading."""

from datetime import timedelta

from accounts.actors import Actor
from accounts.models import User
from accreditation import decisions, reporting, second_reading
from accreditation.models import Conversation, Cycle
from config.demo.talks_held import acting, add_cycle
from config.demo.world import World
from kit import clock

BECAUSE = (
    "Bij het register kwam een signaal dat de assessor en de klantmanager elkaar kennen van een "
    "eerdere baan."
)
FINDING = (
    "In het verslag gaat het vooral over cursussen. Bij ‘De stem van de inwoner’ staat nog niets, "
    "en in het ingeleverde dossier vond ik daar ook geen verhaal over."
)
PLAN = {
    "more_time_because": "Je begon een half jaar geleden in ander werk. We spraken af dat je eerst "
    "zelf ervaring opdoet met lastige gesprekken, en er dan op terugkijkt.",
    "mentor": "Karin Dekker, collega bij een buurgemeente",
    "talk_with": "same",
}


def add_other_ways(world: World, first: User, second: User) -> None:
    add_more_time(world, first)
    add_second_reading(world, second)


def add_more_time(world: World, user: User) -> None:
    """The plan lies before the person, who may go on with it or object."""
    cycle = add_cycle(world, user, "held", handed_in_on=world.days_ago(70))
    talk = Conversation.objects.get(seats__cycle=cycle, status=Conversation.Status.HELD)
    shared_on = world.days_ago(30)
    with world.on(shared_on):
        by = acting(talk.assessor)
        report = reporting.draft(talk, now=clock.now(), by=by)
        words = {
            **PLAN,
            "summary": "We spraken over je nieuwe werk en over wat dat van je vraagt.",
            "advice": "more_time",
            "agreements": "",
            "discussed": True,
            "talk_by": world.today + timedelta(days=150),
            "follow_up_on": [world.today + timedelta(days=days) for days in (40, 95)],
        }
        empty = dict.fromkeys(reporting.WORDS, "")
        themes = {theme.theme: dict(empty) for theme in report.themes.all()}
        themes["craft"]["told"] = "Je vertelde hoe je een eerste gesprek nu voorbereidt."
        report = reporting.save_draft(
            report, version=report.version, words=words, themes=themes, now=clock.now(), by=by
        )
        report = reporting.share(report, now=clock.now(), by=by)
        reporting.sign(report, now=clock.now(), by=Actor.self(user))
    settled_on = clock.next_working_day(shared_on)
    with world.on(settled_on):
        decisions.settle(cycle, today=settled_on)


def add_second_reading(world: World, user: User) -> None:
    """The reader found otherwise; the person has some days left to say something."""
    cycle = add_cycle(world, user, "reported", handed_in_on=world.days_ago(44))
    with world.on(world.days_ago(6)):
        reading = second_reading.ask(
            Cycle.objects.get(pk=cycle.pk), because=BECAUSE, now=clock.now(), by=world.desk()
        )
    if reading.reader:
        with world.on(world.days_ago(3)):
            reader = acting(reading.reader)
            second_reading.find_otherwise(reading, finding=FINDING, now=clock.now(), by=reader)
