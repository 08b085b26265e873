"""Accounts of the demo world: somebody who cannot log in any more, and a role that is proposed."""

from accounts import recovery, roles
from accounts.actors import Actor
from accounts.models import FactorReset, Role
from config.demo.world import World, noon
from kit import clock

WHY = "Gert las vorig jaar mee bij de steekproef, en wil dat weer doen."


def add_open_reset(world: World) -> None:
    """Wim lost his telephone; Yusuf saw who he is, and now somebody else looks."""
    asked_on, seen_on = world.days_ago(2), world.days_ago(1)
    with world.on(asked_on):
        reset = recovery.ask(world.users["wim"], now=noon(asked_on))
    with world.on(seen_on):
        recovery.check_identity(
            reset,
            how=FactorReset.Identity.VIDEO,
            on=seen_on,
            now=noon(seen_on),
            by=Actor(world.users["yusuf"], Role.DESK),
        )


def add_role_proposal(world: World) -> None:
    """Edwin proposes that Gert reads along; the desk can confirm it."""
    day = world.days_ago(1)
    with world.on(day):
        roles.propose_to_give(
            world.users["gert"],
            Role.READER,
            from_on=clock.add_months(world.today, 1),
            until_on=clock.add_months(world.today, 13),
            why=WHY,
            now=noon(day),
            today=day,
            by=Actor(world.users["edwin"], Role.ADMINISTRATOR),
        )
