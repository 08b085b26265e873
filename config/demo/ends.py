"""A death that was established, one that waits to be checked, and a note about somebody."""

from typing import TYPE_CHECKING

from accreditation import deaths
from kit import clock
from register import deaths as reports
from register import notes
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
        report = reports.note_report(
            registration.person, today=day, by=by, relation="work", name="Een collega", text=""
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
