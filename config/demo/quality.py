"""Quality in the demo world: readers, draws, what was said, and notes of a talk."""

from accounts.actors import Actor
from accounts.models import Role, RoleGrant
from accreditation import answers, reading, sampling, talk_notes
from accreditation.models import Conversation, QualityReading
from config.demo.world import World, noon

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


def add_quality(world: World) -> None:
    """Azadeh and Jo read; two quarters are drawn and one report is read."""
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
