"""A pilot in the demo world: with the version to come, where two take part and one is asked."""

from datetime import timedelta

from accounts.actors import Actor
from accounts.models import Role
from accreditation import pilots
from config.demo.world import World, noon

TITLE = "Samen voorbereiden"
WHY = "Helpt het als twee collega's samen hun gesprek voorbereiden? We willen weten of dat rust geeft."
STOP_WHEN = (
    "Als drie mensen zeggen dat het meer werk is dan anders, of als iemand vertelt dat meedoen niet "
    "vrij voelde."
)


def add_pilot(world: World) -> None:
    by = Actor(world.users["yusuf"], Role.DESK)
    day = world.days_ago(15)
    asked = [world.users[key] for key in ("samira", "piet", "ngozi")]
    with world.on(day):
        made = pilots.open_pilot(
            title=TITLE, why=WHY, stop_when=STOP_WHEN, scheme=world.scheme,
            from_on=day + timedelta(days=5), until_on=day + timedelta(days=150), today=day, by=by,
        )  # fmt: skip
        numbers = [user.registration.number for user in asked]
        pilots.invite(made, numbers, now=noon(day), by=by)
    day = world.days_ago(13)
    with world.on(day):
        for seat in made.seats.exclude(person=world.users["samira"]).select_related("person"):
            pilots.join(seat, now=noon(day), by=Actor.self(seat.person))
    with world.on(world.days_ago(9)):
        pilots.run_pilots()
