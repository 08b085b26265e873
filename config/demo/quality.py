"""Quality in the demo world: readers, draws, what was said, and notes of a talk."""

from accounts.actors import Actor
from accounts.models import Role, RoleGrant, User
from accreditation import answers, calibration, lending, reading, sampling, talk_notes
from accreditation.models import Conversation, QualityReading
from config.demo.world import World, noon
from portfolios.models import LearningStory

SAID = (
    ("Dat er stilte mocht vallen.", "Iets meer tijd voor het eerste verhaal.", ""),
    ("De vraag wat de inwoner zelf wilde.", "", "Fijn dat het geen examen was."),
    ("Er was echt belangstelling.", "Ik had vooraf de vragen willen zien.", ""),
)
READ = {
    "room": "De ander begint, en het verslag volgt die volgorde. Er staan eigen woorden in.",
    "client": "De inwoner komt in twee voorbeelden terug, met wat die zelf koos.",
    "learning": "Bij elk thema staat wat er anders werd. Eén zin klinkt als een oordeel.",
    "to_assessor": "Mooi hoe je doorvroeg op het moment zelf. Probeer eens wat korter samen te vatten.",
}
NOTES = {
    "questions": "Begint over de mentor.",
    "craft": "Belt eerst, schrijft dan pas. Sinds de zomer.",
    "client": "",
    "together": "",
    "ahead": "",
}


def add_quality(world: World, *, lend: list[User]) -> None:
    """Azadeh and Jo read; two quarters are drawn and one report is read; two lend a story."""
    since = world.days_ago(900)
    for key in ("azadeh", "jo"):
        RoleGrant.objects.create(user=world.users[key], role=Role.READER, from_on=since)
    year, quarter = sampling.last_quarter(world.today)
    before = (year, quarter - 1) if quarter > 1 else (year - 1, 4)
    for drawn in (before, (year, quarter)):
        with world.on(world.days_ago(30)):
            sampling.draw(*drawn, now=noon(world.days_ago(30)), by=sampling.SYSTEM)
    asked = QualityReading.objects.exclude(reader=None).select_related("reader").first()
    if asked and asked.reader:
        with world.on(world.days_ago(20)):
            by = Actor(asked.reader, Role.READER)
            reading.finish(asked, READ, now=noon(world.days_ago(20)), by=by)
    say_three_things(world)
    note_a_talk(world)
    add_calibration(world, lend)


def say_three_things(world: World) -> None:
    """Of the assessor with most talks three people said something."""
    held = Conversation.objects.filter(
        kind=Conversation.Kind.DEVELOPMENT, status=Conversation.Status.HELD
    ).select_related("assessor__user")
    by_assessor: dict[int, list[Conversation]] = {}
    for talk in held.order_by("pk"):
        by_assessor.setdefault(talk.assessor_id, []).append(talk)
    most = max(by_assessor.values(), key=len)
    for talk, words in zip(most, SAID, strict=False):
        said = dict(zip(("helped", "otherwise", "onward"), words, strict=True))
        answers.answer(talk, said, user=talk.concerns)


def note_a_talk(world: World) -> None:
    """The assessor of Hawa wrote something down during the talk."""
    talk = Conversation.objects.get(seats__person=world.users["hawa"], kind="development")
    by = Actor(talk.assessor.user, Role.ASSESSOR)
    with world.on(world.days_ago(1)):
        talk_notes.save(talk, version=1, words=NOTES, now=noon(world.days_ago(1)), by=by)


LENT = (
    ("De brief die niet aankwam", "Een inwoner reageerde drie keer niet op een brief. Ik wilde de "
     "uitkering al stilleggen. Toen ik langsging, bleek dat zij de brieven niet kon lezen en zich "
     "daarvoor schaamde.\n\nIk heb het besluit uitgesteld en samen gebeld met het taalhuis. Nu vraag "
     "ik bij een eerste gesprek altijd hoe iemand het liefst hoort wat wij te zeggen hebben."),
    ("Wie beslist hier?", "Een man wilde een opleiding tot schilder. Ik zag werk in de logistiek, en "
     "dat kon meteen beginnen. Hij ging, en hield het drie weken vol.\n\nBij het tweede gesprek heb "
     "ik eerst gevraagd wat hij zelf wilde. We hebben een proefdag geregeld. Ik weet nog niet of het "
     "lukt, wel dat het nu zijn plan is."),
)  # fmt: skip
CALIBRATED = (
    ("Wat wilde de inwoner zelf, voordat jij een plan had?", "renew", "Er is iets veranderd."),
    ("Hoe wist je dat het aan de brief lag?", "renew_with_agreements", "Ik mis wat anderen zagen."),
    ("Wat doe je nu anders, en hoe vaak?", "renew", "Het leren staat er, ook wat niet lukte."),
)


def add_calibration(world: World, owners: list[User]) -> None:
    """Two stories that are lent, and a round to which three answered and one still can."""
    lent = []
    for owner, (title, text) in zip(owners, LENT, strict=False):
        story = LearningStory(
            owner=owner, title=title, signal=text, started_at=noon(world.days_ago(300)),
            updated_at=noon(world.days_ago(290)),
        )  # fmt: skip
        story.save()
        me = Actor.self(owner)
        today = world.days_ago(50)
        lent.append(lending.lend(story, title=title, text=text, today=today, by=me))
    opened_on = world.days_ago(12)
    with world.on(opened_on):
        may = calibration.may_be_invited(lent, today=opened_on)[:4]
        made = calibration.open_round(
            lent, may, leader=may[0], answer_by=world.days_ago(-9), now=noon(opened_on),
            by=world.desk(),
        )  # fmt: skip
    for assessor, (ask, advice, because) in zip(may, CALIBRATED, strict=False):
        words = {"would_ask": ask, "because": because}
        answers = {
            story.pk: words | {"advice": advice if number else "more_time"}
            for number, story in enumerate(lent)
        }
        by = Actor(assessor.user, Role.ASSESSOR)
        with world.on(world.days_ago(5)):
            calibration.answer(made, answers, now=noon(world.days_ago(5)), by=by)
