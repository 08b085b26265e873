"""Who looks along at whose work in the demo world."""

from datetime import timedelta

from accounts.actors import Actor
from config.demo.world import World, noon
from portfolios.together import visits
from portfolios.together.models import WorkVisit

Part = WorkVisit.Part
FRIDAY = 4


def add_visits(world: World) -> None:
    """Samira saw Shaida at work and goes to Ayse next week; Joost asks whether he may come."""
    before = ask(
        world, "samira", "shaida", "Ik zie graag hoe je een eerste gesprek begint.", days=40
    )
    agree(world, before, "shaida", days=38, after=20, part=Part.AFTERNOON, place="Stadskantoor")
    next_one = ask(world, "samira", "ayse", "Mag ik een spreekuur meemaken?", days=9)
    agree(world, next_one, "ayse", days=8, after=14, part=Part.MORNING, place="Wijkcentrum De Brug")
    ask(world, "joost", "samira", "Ik hoorde dat je op huisbezoek gaat. Mag ik mee?", days=2)


def ask(world: World, visitor: str, host: str, words: str, *, days: int) -> WorkVisit:
    day = world.days_ago(days)
    with world.on(day):
        made = visits.ask(
            email=world.users[host].email,
            words=words,
            now=noon(day),
            by=Actor.self(world.users[visitor]),
        )
        visits.tell_host(made.pk)
    made.refresh_from_db()
    return made


def agree(
    world: World, visit: WorkVisit, host: str, *, days: int, after: int, part: str, place: str
) -> None:
    """On a day so many days ago, for a working day so many days `after` it, or the next."""
    day = world.days_ago(days)
    on = day + timedelta(days=after)
    on += timedelta(days=7 - on.weekday() if on.weekday() > FRIDAY else 0)
    with world.on(day):
        visits.accept(
            visit,
            day=on,
            part=part,
            place=place,
            now=noon(day),
            by=Actor.self(world.users[host]),
        )
