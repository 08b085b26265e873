"""What the people of the demo world share, and what they say about it."""

from datetime import timedelta

from accounts.actors import PROFESSIONAL, Actor
from accounts.models import User
from config.demo.world import World, noon
from portfolios.dossier import peer_reading, share_letters, sharing
from portfolios.models import LearningActivity, LearningStory, PeerReading, ShareGrant


def add_shares(world: World) -> None:
    """Samira shares with a colleague and with her mentor; a colleague shares with her."""
    samira, joost, ayse = (world.users[key] for key in ("samira", "joost", "ayse"))
    grant = share(
        world, "samira", joost.email, days=10, message="Jij herkent dit vast. Wat valt je op?"
    )
    read(world, grant, days=9)
    say(
        world, grant, "Die stilte op het eind. Wat hield je tegen om iets te zeggen?", joost, days=9
    )
    say(world, grant, "Niets. Ik wilde juist dat zij het zelf zei.", samira, days=8)
    share(world, "samira", "mentor@voorbeeld.nl", days=3)
    with_samira = share(world, "ayse", samira.email, days=5, message="Mag ik je mening?")
    say(
        world, with_samira, "Mooi dat je het vroeg. Deed zij het daarna vaker zelf?", samira, days=4
    )
    look_together(world)
    ended = share(world, "samira", ayse.email, days=40)
    with world.on(world.days_ago(33)):
        sharing.withdraw(ended, today=world.days_ago(33), by=Actor.self(samira))


def look_together(world: World) -> None:
    """Samira and Ayse looked at a story of Samira; Joost asks her, and she did not answer yet."""
    samira, joost, ayse = (world.users[key] for key in ("samira", "joost", "ayse"))
    asked = ask_to_look(world, samira, ayse, days=20, message="Zag ik hier iets over het hoofd?")
    day = world.days_ago(19)
    with world.on(day):
        peer_reading.accept(asked, now=noon(day), by=Actor(ayse, PROFESSIONAL))
        for person, line in ((samira, "Vaker vragen wat zij zelf al probeerde."),
                             (ayse, "Ik vul ook te snel in. Dank voor je verhaal.")):  # fmt: skip
            peer_reading.keep_line(asked, line, person=person, today=day)
    read(world, asked.share, days=19)
    ask_to_look(world, joost, samira, days=1, message="Waar zou jij naar vragen?")


def ask_to_look(world: World, owner: User, peer: User, *, days: int, message: str) -> PeerReading:
    day = world.days_ago(days)
    story = LearningStory.objects.visible_to(owner).order_by("started_at", "pk")[0]
    with world.on(day):
        asked = peer_reading.ask(
            story,
            email=peer.email,
            until_on=day + sharing.USUAL + timedelta(weeks=2),
            message=message,
            today=day,
            by=Actor.self(owner),
        )
        share_letters.send_share(asked.share_id)
    asked.refresh_from_db()
    return asked


def share(world: World, key: str, email: str, *, days: int, message: str = "") -> ShareGrant:
    """The newest story that is done, with the newest activity."""
    owner, day = world.users[key], world.days_ago(days)
    stories = LearningStory.objects.visible_to(owner).exclude(learned="").order_by("-updated_at")
    activities = LearningActivity.objects.visible_to(owner).order_by("-happened_on")
    with world.on(day):
        grant = sharing.share(
            owner,
            sharing.Chosen([], list(stories[:1]), list(activities[:1])),
            email=email,
            until_on=day + sharing.USUAL + timedelta(weeks=2),
            may_comment=True,
            message=message,
            today=day,
            by=Actor.self(owner),
        )
        share_letters.send_share(grant.pk)
    grant.refresh_from_db()
    return grant


def read(world: World, grant: ShareGrant, *, days: int) -> None:
    day = world.days_ago(days)
    with world.on(day):
        sharing.note_read(grant, now=noon(day), by=Actor(grant.reader, PROFESSIONAL))


def say(world: World, grant: ShareGrant, text: str, author: object, *, days: int) -> None:
    day = world.days_ago(days)
    item = grant.items.filter(story__isnull=False).get()
    with world.on(day):
        sharing.comment(item, text, author=author, today=day, now=noon(day))
