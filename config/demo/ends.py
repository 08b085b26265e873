"""A death that was established, one that waits to be checked, and a note about somebody."""

from typing import TYPE_CHECKING

from accounts.actors import Actor
from accreditation import deaths
from kit import clock
from register import deaths as reports
from register import notes, renaming
from register.models import Registration

if TYPE_CHECKING:
    from config.demo.world import World

NOTE = (
    "Piet belde: hij werkt tot het voorjaar drie dagen per week en plant zijn gesprek daarna. "
    "Ik heb gezegd dat meer tijd vragen altijd kan."
)


def died(world: "World", registration: Registration) -> None:
    """A colleague told it by telephone a month ago; the dossier is sealed."""
    day = world.days_ago(30)
    with world.on(day):
        by = world.desk()
        report = reports.report(
            about=registration.person.name, relation="work", name="Een collega", text="", today=day
        )
        deaths.confirm(
            report,
            registration.person,
            findings="Gebeld met de teamleider, die het bevestigde.",
            now=clock.now(),
            by=by,
        )


def add_ends(world: "World", registration: Registration) -> None:
    """What lies on the desk today: somebody wrote that this person died."""
    day = world.days_ago(1)
    with world.on(day):
        reports.report(
            about=registration.person.name,
            relation="family",
            name="Marijke Verhoef",
            email="marijke.verhoef@mensen.example",
            text="Mijn partner is vorige week overleden. Er komen nog brieven van u.",
            today=day,
        )
    day = world.days_ago(40)
    with world.on(day):
        notes.write(world.users["piet"], NOTE, today=day, by=world.desk())


def add_names(world: "World", married: Registration, legal: Registration) -> None:
    """Somebody is found by the former name too; the other waits until the desk has looked."""
    day = world.days_ago(25)
    with world.on(day):
        by, now = Actor.self(married.person), clock.now()
        change = renaming.ask(married, joined_name(married), legal=False, now=now, by=by)
        renaming.make_findable(change, today=day, by=by)
    with world.on(world.days_ago(2)):
        by, now = Actor.self(legal.person), clock.now()
        renaming.ask(legal, joined_name(legal), legal=True, now=now, by=by)


def joined_name(registration: Registration) -> dict[str, str]:
    """The own last name with that of a partner behind it."""
    return {
        "given_names": registration.shown_given_names,
        "infix": registration.shown_infix,
        "last_name": f"{registration.shown_last_name}-Zonneveld",
    }
