"""The sample: drawn so that anybody can repeat it, read without names by who has no conflict."""

import hashlib
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from accounts.actors import Actor
from accounts.models import Role, RoleGrant
from accreditation import decisions, reading, sampling
from accreditation.models import (
    Assessor,
    ConversationReport,
    Cycle,
    QualityReading,
    QualitySample,
)
from accreditation.unnaming import folded, mentors_of, names_in, without_names
from audit.acts import NotAllowed
from outbox.models import Letter
from tests.accreditation.conftest import shared, signed
from tests.makers import people, reference

pytestmark = pytest.mark.usefixtures("standing_clock")
IDS = [UUID(int=number) for number in range(1, 101)]
SINCE = date(2024, 1, 1)
WORDS = {"room": "Ruimte.", "client": "", "learning": "", "to_assessor": "Vraag nog eens door."}


def reader(given_names="Lies", last_name="Lezer", organisation=None):
    user = people.person(given_names, last_name, role=Role.READER)
    place = organisation or reference.municipality("Verweg", "Limburg")
    people.registered(user, since=SINCE, organisation=place)
    return user


def closed(world, **words):
    """A talk that is decided; the reports of the world with these words."""
    report = signed(
        world.owner, world.assessor, now=world.now, at=world.now + timedelta(days=8), **words
    )
    cycle = Cycle.objects.exclude(handed_in_at=None).get(person=world.owner)
    decisions.settle(cycle, today=(world.now + timedelta(days=12)).date())
    return report


def draw(world):
    decided_on = Cycle.objects.exclude(handed_in_at=None).get(person=world.owner).decided_on
    year, quarter = decided_on.year, (decided_on.month + 2) // 3
    return sampling.draw(year, quarter, now=world.now, by=sampling.SYSTEM)


def acting(user):
    return Actor(user, Role.READER)


# ---- The draw ----


def test_whoever_has_the_list_and_the_seed_draws_the_same():
    chosen = sampling.drawn("een getal", IDS, Decimal("2.5"))
    by_hand = sorted(IDS, key=lambda i: hashlib.sha256(f"een getal:{i}".encode()).hexdigest())[:3]
    assert chosen == by_hand == sampling.drawn("een getal", IDS[::-1], Decimal("2.5"))
    assert sampling.drawn("een ander getal", IDS, Decimal("2.5")) != chosen


@pytest.mark.parametrize(("talks", "number"), [(1, 1), (40, 1), (41, 2), (100, 3), (0, 0)])
def test_the_percentage_is_rounded_up(talks, number):
    assert len(sampling.drawn("x", IDS[:talks], Decimal("2.5"))) == number


def test_a_quarter_is_drawn_once_with_the_percentage_of_the_scheme(world, scheme):
    scheme.sample_percent = Decimal("50.0")
    scheme.save()
    report = closed(world)
    sample = draw(world)
    assert (sample.percent, sample.listed) == (Decimal("50.0"), [report.conversation.public_id])
    assert sample.list_sha256 == sampling.fingerprint(sample.listed)
    assert sample.readings.get().report == report
    assert draw(world) is None
    with pytest.raises(IntegrityError), transaction.atomic():
        QualitySample.objects.create(
            year=sample.year, quarter=sample.quarter, seed="x", percent=1, listed=[],
            list_sha256="x", drawn_on=sample.drawn_on,
        )  # fmt: skip


def test_a_talk_without_a_decision_is_not_drawn(world):
    shared(world.owner, world.assessor, now=world.now)
    quarter = (world.now.month + 2) // 3
    assert sampling.draw(world.now.year, quarter, now=world.now, by=sampling.SYSTEM) is None


# ---- Who reads ----


def test_a_reader_without_a_conflict_is_asked(world):
    colleague = people.person("Carla", "Collega", role=Role.READER)
    people.registered(colleague, since=SINCE)  # works where the owner works
    far = reader()
    closed(world)
    one = draw(world).readings.get()
    assert one.reader == far
    assert Letter.objects.filter(person=far, kind="accreditation/reading_asked").exists()


def test_nor_one_with_a_conflict_with_the_assessor(world):
    place = reference.municipality("Verweg", "Limburg")
    people.registered(world.assessor.user, since=SINCE, organisation=place)
    reader(organisation=place)
    closed(world)
    assert draw(world).readings.get().reader is None
    RoleGrant.objects.filter(role=Role.READER).delete()
    far = reader("Ver", "Weg", reference.municipality("Elders", "Zeeland"))
    reading.find_readers()
    assert QualityReading.objects.get().reader == far


def test_the_assessor_does_not_read_the_own_talk(world):
    RoleGrant.objects.create(user=world.assessor.user, role=Role.READER, from_on=people.LONG_AGO)
    closed(world)
    assert draw(world).readings.get().reader is None


def test_a_reader_who_gives_it_back_is_not_asked_again(world):
    first, second = reader(), reader("Tweede", "Lezer")
    closed(world)
    one = draw(world).readings.get()
    asked = one.reader
    reading.pass_on(one, now=world.now, by=acting(asked))
    one.refresh_from_db()
    assert {asked, one.reader} == {first, second}
    reading.pass_on(one, now=world.now, by=acting(one.reader))
    one.refresh_from_db()
    assert one.reader is None


def test_a_conflict_that_came_up_meanwhile_stops_the_reading(world):
    user = reader()
    closed(world)
    one = draw(world).readings.get()
    too = Assessor.objects.create(user=user, secrecy_signed_on=SINCE)
    too.declared_conflicts.add(world.owner)
    with pytest.raises(NotAllowed, match="kent iemand"):
        reading.finish(one, WORDS, now=world.now, by=acting(user))


# ---- What is read, and what comes of it ----


def test_names_of_people_and_places_are_replaced(world):
    text = (
        f"{world.owner.name} vertelde {world.assessor.user.given_names} over Lindehoven. "
        f"Gemeente Lindehoven gaf {world.owner.given_names.upper()} ruimte."
    )
    report = shared(world.owner, world.assessor, now=world.now, summary=text)
    plain = without_names(text, names_in(report))
    assert plain == (
        "[klantmanager] vertelde [assessor] over [organisatie]. "
        "[organisatie] gaf [klantmanager] ruimte."
    )


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("ayse zei", "[x] zei"),
        ("AYŞE'S plan", "[x] plan"),
        ("Yıldırım, en meer", "[x], en meer"),
        ("faysel blijft", "faysel blijft"),
        ("Anne-Ayşe", "Anne-[x]"),
    ],
)
def test_a_name_is_found_however_it_is_written(text, plain):
    names = {folded("Ayşe"): "[x]", folded("Yıldırım"): "[x]"}
    assert without_names(text, names) == plain


def test_the_reader_reads_once_and_the_assessor_hears_it(world, login):
    user = reader()
    report = closed(world, summary=f"{world.owner.name} sprak over jongeren.")
    one = draw(world).readings.get()
    client = login(user)
    url = f"/lezer/{one.public_id}/"
    page = client.get(url).content.decode()
    assert "[klantmanager] sprak over jongeren." in page
    for name in (world.owner.last_name, world.assessor.user.name, "Lindehoven"):
        assert name not in page
    assert client.post(url, {"to_assessor": ""}).status_code == 422
    assert client.post(url, WORDS).status_code == 302
    assert client.get(url).status_code == 404  # the report is closed again
    assert client.get("/lezer/").status_code == 200
    theirs = login(world.assessor.user).get("/assessor/wat-lezers-zeggen/").content.decode()
    assert "Vraag nog eens door." in theirs
    assert user.name not in theirs
    assert Letter.objects.filter(person=report.conversation.assessor.user,
                                 kind="accreditation/reading_done").exists()  # fmt: skip


def test_only_the_reader_who_was_asked_reads(world, login):
    first, second = reader(), reader("Tweede", "Lezer")
    closed(world)
    one = draw(world).readings.get()
    other = second if one.reader == first else first
    assert login(other).get(f"/lezer/{one.public_id}/").status_code == 404
    assert login(world.owner).get("/lezer/").status_code == 404


def test_the_desk_sees_figures_and_everybody_the_seed(world, login, client):
    closed(world)
    sample = draw(world)
    page = login(people.desk_actor().user).get("/desk/kwaliteit/").content.decode()
    assert f"Kwartaal {sample.quarter}, {sample.year}" in page
    listed = login(people.desk_actor().user).get(f"/desk/kwaliteit/{sample.public_id}/")
    assert hashlib.sha256(listed.content).hexdigest() == sample.list_sha256
    public = client.get("/steekproef/").content.decode()
    assert sample.seed in public
    assert sample.list_sha256 in public
    assert world.owner.name not in page + public


@pytest.mark.parametrize(("month", "quarter"), [(5, (2026, 1)), (1, (2025, 4)), (12, (2026, 3))])
def test_the_quarter_that_ended_last(month, quarter):
    assert sampling.last_quarter(date(2026, month, 7)) == quarter


@pytest.mark.parametrize(
    ("mentor", "found"),
    [
        ("Karin Dekker, collega bij een buurgemeente", ["Karin Dekker"]),
        ("Mijn collega Joke van de Wal", ["Joke van de Wal"]),
        ("Joke", ["Joke"]),
        ("Mijn teamleider", []),
    ],
)
def test_of_a_mentor_only_the_name_is_taken_out(world, mentor, found):
    report = shared(world.owner, world.assessor, now=world.now)
    ConversationReport.objects.filter(pk=report.pk).update(mentor=mentor)
    assert list(mentors_of(world.owner)) == found
