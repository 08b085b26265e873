"""An organisation with a contact person and a promise, and who lets it know; a merger to come."""

import io
from datetime import timedelta

from accounts.actors import Actor
from accounts.models import Role
from config.demo.world import World, noon
from register import consents, contacts, mergers, workplaces
from register.models import Consent

UTRECHT = "GM0344"
WORDS = {
    "time": "Vier uur in de maand om te leren, en een middag voor intervisie.",
    "budget": "Een vast bedrag per jaar. Je kiest zelf, je leidinggevende tekent.",
    "freedom": "Wat je leert kies je zelf. Niemand vraagt naar je dossier.",
}


def add_organisation(world: World) -> None:
    """One of the crowd speaks for Utrecht; Samira lets it know that she is registered."""
    utrecht, today = world.by_code[UTRECHT], world.today
    utrecht.mail_domain = "utrecht.example"
    utrecht.save()
    speaker, samira = world.crowd[0], world.users["samira"]
    day = world.days_ago(14)
    with world.on(day):
        contacts.appoint(
            speaker,
            utrecht,
            work_email="contact@utrecht.example",
            letter=io.BytesIO(b"Brief van de gemeente."),
            today=day,
            now=noon(day),
            by=Actor(world.users["mirjam"], Role.DESK),
        )
        contacts.write_statement(utrecht, WORDS, today=day, by=Actor.self(speaker))
        consents.give(utrecht, Consent.Kind.SHOWN, today=day, by=Actor.self(samira))
        workplaces.add(
            world.joint[0],
            kinds_of_work=["debt"],
            from_on=world.days_ago(1500),
            until_on=world.days_ago(980),
            by=Actor.self(samira),
        )
    old = [world.by_code["GM0059"], world.by_code["GM0737"]]
    mergers.plan(
        old,
        world.by_code["GM1970"],
        on=today.replace(month=1, day=1).replace(year=today.year + 1),
        today=today - timedelta(days=1),
        by=Actor(world.users["yusuf"], Role.DESK),
    )
