"""Who is a mentor in the demo world, and who walks along with whom."""

from datetime import timedelta

from accounts.actors import Actor
from config.demo.world import World, noon
from portfolios.together import mentoring
from portfolios.together.models import Meeting

OFFERS = {
    "shaida": {
        "words": "Ik werk twintig jaar met mensen in de bijstand. Ik stel veel vragen en geef "
        "weinig raad. Lopen en praten kan ook.",
        "kinds_of_work": ["work", "direction"], "province": "Zuid-Holland", "online": True,
        "capacity": 3,
    },
    "wim": {
        "words": "Bijna met pensioen. Ik heb veel fouten gemaakt en vertel daar graag over.",
        "kinds_of_work": ["income", "debt"], "province": "Gelderland", "online": False,
        "capacity": 1,
    },
}  # fmt: skip
AGREED = (
    "We zien elkaar elke zes weken, een uur. De mentee kiest waar het over gaat. Wat we zeggen, blijft "
    "tussen ons. Na een jaar kijken we of we verder gaan."
)


def add_mentors(world: World) -> None:
    """Shaida walks along with Samira; Joost asked her too; Wim has no room left."""
    for key, facts in OFFERS.items():
        mentoring.offer(world.users[key], facts)
    begin(world, "shaida", "samira", "Ik wil leren om rustiger te blijven in een lastig gesprek.")
    begin(world, "wim", "ayse", "Ik ben nieuw en zoek iemand die het vak kent.")
    with world.on(world.days_ago(3)):
        mentoring.ask(
            world.users["shaida"],
            words="Ik hoorde van Samira hoe fijn je luistert. Heb je nog plek?",
            now=noon(world.days_ago(3)),
            by=Actor.self(world.users["joost"]),
        )


def begin(world: World, mentor_key: str, mentee_key: str, words: str) -> None:
    mentor, mentee = Actor.self(world.users[mentor_key]), Actor.self(world.users[mentee_key])
    with world.on(world.days_ago(120)):
        now = noon(world.days_ago(120))
        pair = mentoring.ask(mentor.person, words=words, now=now, by=mentee)
        mentoring.accept(pair, reply="Graag! Zullen we koffie drinken?", now=now, by=mentor)
        mentoring.agree(pair, AGREED, kept="")
    with world.on(world.days_ago(5)):
        mentoring.meet(
            pair,
            kind=Meeting.Kind.REHEARSAL,
            starts_at=noon(world.days_ago(5)) + timedelta(days=17),
            minutes=60,
            place="https://video.example.org/gesprek",
            now=noon(world.days_ago(5)),
            by=mentee,
        )
