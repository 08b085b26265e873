"""What the next edition brings: somebody shows only the province, another change is held back."""

from accounts.actors import Actor
from accounts.models import Role
from config.demo.world import World
from kit import clock
from register import holding
from register.models import Registration

REASON = "De gemeente belde dat deze persoon daar niet meer werkt. Wij vragen het eerst even na."


def changes_since_last_night(world: World) -> None:
    crowd = Registration.objects.filter(status=Registration.Status.ACTIVE, shows_town=True)
    one, other = crowd.exclude(person__in=world.users.values()).order_by("pk")[:2]
    for registration in (one, other):
        registration.show_place(shows_town=False, by=Actor.self(registration.person))
    holding.hold(
        other, reason=REASON, days=3, today=world.today, now=clock.now(),
        by=Actor(world.users["mirjam"], Role.DESK),
    )  # fmt: skip
