"""Programmes of the demo world: one accredited, one near its end, one that two people read."""

from datetime import date, timedelta

from accounts.actors import Actor
from accounts.models import Role, User
from accreditation import (
    programme_decisions,
    programme_reading,
    programme_terms,
    programmes,
)
from accreditation.models import ProgrammeRequest
from config.demo import courses
from config.demo.world import World, noon
from portfolios.models import Provider, ProviderPerson

EFFECTIVE, WISE, FIRST = (
    "Effectieve Klantmanager Sociaal Domein", "Leergang klantmanager in de wijk",
    "Praktijkjaar werk en inkomen",
)  # fmt: skip
WORDS = {
    EFFECTIVE: "Een post-hbo van anderhalf jaar naast het werk: een eigen plan, training, "
    "intervisie en kijken in elkaars praktijk.",
    WISE: "Een jaar lang leren met een vaste groep uit verschillende gemeenten.",
    FIRST: "Een jaar waarin nieuwe klantmanagers leren op de werkplek, met een vaste begeleider.",
}
ANSWERS = (
    "Voor wie een jaar of langer met mensen met een uitkering werkt. Daarna voert iemand gesprekken "
    "waarin de cliënt de richting kiest.",
    "Iedereen begint met een eigen plan en kijkt daar elk kwartaal op terug met een begeleider.",
    "Deelnemers brengen gesprekken uit de eigen week mee en oefenen die met elkaar.",
    "In vaste groepen van zes, elke maand een ochtend.",
    "Twee keer een dag bij iemand uit een andere gemeente, met een gesprek achteraf.",
    "Mensen die zelf een uitkering hadden, oefenen mee en vertellen wat hielp.",
    "Vijf oud-klantmanagers en een onderzoeker.",
    "In een slotgesprek vertelt iemand wat er in het werk veranderde, met een voorbeeld.",
    "Anderhalf jaar. Wie ziek wordt of minder tijd heeft, gaat met de volgende groep verder.",
)
FOUND = (
    "De antwoorden zijn concreet. Vooral het meekijken bij elkaar past bij wat de regeling vraagt.",
    "Een goed plan. De stem van de cliënt is echt aanwezig, dat zie je niet overal.",
)
WHY = "Twee lezers adviseren te erkennen. Alle vragen van de regeling zijn beantwoord."
ASKED = "Hoe groot is een groep, en komt die uit meer dan één gemeente?"
SAID = "Twaalf mensen, uit ten minste drie gemeenten."
DAY = timedelta(days=1)


def add_the_first(world: World) -> None:
    """The one that everybody knows, before anybody comes in by it."""
    bureau = Actor(world.users["mirjam"], Role.DESK)
    north = courses.let_in(world, courses.NORTH, world.users["piet"], bureau, days=1500)
    asked = sent(world, north, EFFECTIVE, world.days_ago(380))
    accredit(world, asked, world.days_ago(350), since=world.days_ago(2400))


def add_programmes(world: World) -> None:
    """One of which the term ends soon, and one that is being read."""
    north = Provider.objects.get(name=courses.NORTH["name"])
    school = Provider.objects.get(name=courses.SCHOOL["name"])
    accredit(world, sent(world, north, WISE, world.days_ago(1310)), world.days_ago(1290))
    read = sent(world, school, FIRST, world.days_ago(16))
    readers(world, read, world.days_ago(12))
    with world.on(world.days_ago(9)):
        programmes.say_to_provider(
            read, ASKED, now=noon(world.days_ago(9)), by=Actor(world.users["yusuf"], Role.DESK)
        )
    with world.on(world.days_ago(7)):
        programmes.say(read, SAID, [], now=noon(world.days_ago(7)), by=manager_of(school))
    give(world, read, 0, world.days_ago(3))
    programme_terms.remind(world.today, now=noon(world.days_ago(2)))


def manager_of(provider: Provider) -> Actor:
    return Actor.self(provider.people.get(role=ProviderPerson.Role.MANAGER).person)


def sent(world: World, provider: Provider, title: str, day: date) -> ProgrammeRequest:
    by = manager_of(provider)
    with world.on(day):
        made = programmes.begin(provider, title, today=day, by=by)
        answers = [ANSWERS[number % len(ANSWERS)] for number, *_ in made.told]
        facts = {"title": title, "words": WORDS[title], "answers": answers}
        made = programmes.write(made, facts, {}, version=made.version, by=by)
        programmes.send(made, today=day, by=by)
    return made


def readers(world: World, request: ProgrammeRequest, day: date) -> None:
    with world.on(day):
        fit = list(programme_reading.may_read(request, today=day)[:12])
        two: list[User] = [fit[request.pk % len(fit)], fit[(request.pk + 5) % len(fit)]]
        by = Actor(world.users["yusuf"], Role.DESK)
        programme_reading.ask(request, two, now=noon(day), by=by)


def give(world: World, request: ProgrammeRequest, which: int, day: date) -> None:
    reading = request.readings.select_related("reader", "request").order_by("pk")[which]
    with world.on(day):
        by = Actor(reading.reader, Role.ASSESSOR)
        words = {"findings": FOUND[which], "advice": "accredit"}
        programme_reading.give(reading, **words, today=day, by=by)


def accredit(
    world: World, request: ProgrammeRequest, day: date, *, since: date | None = None
) -> None:
    readers(world, request, day - 20 * DAY)
    for which in range(2):
        give(world, request, which, day - 8 * DAY)
    request.refresh_from_db()
    with world.on(day):
        programme_decisions.grant(
            request, reason=WHY, from_on=since, now=noon(day),
            by=Actor(world.users["yusuf"], Role.DESK),
        )  # fmt: skip
