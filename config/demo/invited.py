"""Lists with people to invite: one that was looked at, with things to mend, and one that was sent."""

import io
from datetime import timedelta

from accounts.actors import Actor
from accounts.models import Role
from config.demo.world import World, noon
from register import invitations
from register.importing import batches
from register.models import Invitation, InvitationBatch

HEADINGS = "Voornaam;Tussenvoegsel;Achternaam;E-mailadres;Gemeente;Functie;In dienst sinds"
TO_MEND = (
    "Karin;de;Boer;karin.deboer@mensen.example;Utrecht;klantmanager werk;1-3-2019",
    "Mo;;Haddad;mo.haddad@mensen.example;Gemeente Utrecht;consulent inkomen;1-9-2021",
    "Els;;Prins;els.prins@;Utrecht;regisseur;",
    "Els;;Prins;;Utrecht;regisseur;",
    "Karin;de;Boer;karin.deboer@mensen.example;Utrecht;klantmanager werk;",
    "Samira;;El Amrani;samira@example.org;Utrecht;klantmanager;",
    "Thijs;van;Loon;thijs@mensen.example;Gemeente Utrech;jobcoach;31-31-2020",
    "Imane;;Saidi;imane@mensen.example;Gemeente Utrech;jobcoach;",
    "=1+1;;Bos;bos@mensen.example;Utrecht;klantmanager;",
)
SENT = (
    "Loes;;Hendriks;loes.hendriks@mensen.example;Gemeente Zwolle;klantmanager;1-1-2018",
    "Arjan;;Post;arjan.post@mensen.example;Gemeente Zwolle;jobcoach;",
    "Nadia;;Bouzid;nadia.bouzid@mensen.example;Gemeente Zwolle;consulent;",
)


def add_lists(world: World) -> None:
    by = Actor(world.users["mirjam"], Role.DESK)
    looked_at(world, "Klantmanagers Utrecht.csv", TO_MEND, days=1, by=by)
    batch = looked_at(world, "Team Zwolle.csv", SENT, days=9, by=by)
    day = world.days_ago(8)
    with world.on(day):
        batches.send(batch, with_remarks=False, now=noon(day), by=by)
        batches.send_step(batch.pk, batch.run)
        first = Invitation.objects.filter(batch=batch).earliest("pk")
        invitations.decline(first, now=noon(day) + timedelta(hours=1))


def looked_at(
    world: World, name: str, people: tuple[str, ...], *, days: int, by: Actor
) -> InvitationBatch:
    day = world.days_ago(days)
    with world.on(day):
        file = io.BytesIO("\r\n".join([HEADINGS, *people]).encode())
        batch = batches.upload(file, name=name, now=noon(day), by=by)
        batches.start_check(batch, batch.columns, by=by)
        while batch.status == InvitationBatch.Status.CHECKING:
            batches.check_step(batch.pk, batch.run)
            batch.refresh_from_db()
    return batch
