"""Draws of first periods in the demo world: one that waits for a colleague, one that did not go on."""

from accounts.actors import Actor
from accounts.models import Role
from accreditation import launch
from config.demo.world import World, noon


def add_draws(world: World) -> None:
    mirjam, yusuf = (Actor(world.users[key], Role.DESK) for key in ("mirjam", "yusuf"))
    day = world.days_ago(20)
    with world.on(day):
        late = launch.Group(world.days_ago(400), world.days_ago(200))
        draw = launch.prepare(late, now=noon(day), by=yusuf)
    day = world.days_ago(19)
    with world.on(day):
        launch.drop(draw, because="De dagen van de start klopten niet.", today=day, by=mirjam)
    day = world.days_ago(2)
    with world.on(day):
        group = launch.Group(world.days_ago(700), world.days_ago(600))
        launch.prepare(group, now=noon(day), by=mirjam)
