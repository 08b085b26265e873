"""Being an assessor: secrecy first, own terms, and nobody one should not speak."""

from datetime import timedelta

import pytest

from accounts.models import Role
from accreditation import assessors, assignment, replacing, scheduling, weighing
from accreditation.conflicts import conflicts
from accreditation.models import Assessor, AssessorTraining
from audit.acts import NotAllowed
from tests.accreditation.conftest import booked, by, handed_in, make_assessor, running
from tests.makers import people


def test_without_secrecy_nobody_is_asked_and_with_it_once(login, today, standing_clock, scheme):
    user = people.person("Iris", "Blauw", role=Role.ASSESSOR)
    client = login(user)
    assert "Lees en onderteken" in client.get("/assessor/").content.decode()
    assert client.get("/assessor/momenten/").url == "/assessor/profiel/"
    assert client.post("/assessor/profiel/").status_code == 422
    assert not Assessor.objects.filter(user=user).exists()
    client.post("/assessor/profiel/", {"promise": "on"})
    assessor = Assessor.objects.get(user=user)
    assert assessor.secrecy_signed_on == today
    assert assessors.sign_secrecy(user, today=today, by=by(assessor)) == assessor
    assert assessor in assessors.in_office(today)


def test_own_terms_are_kept_and_nonsense_is_explained(login, assessor, standing_clock):
    client = login(assessor.user)
    sent = {"provinces": ["Drenthe"], "online": "on", "kinds_of_work": ["youth"],
            "talks_a_year": "6", "rests_until": ""}  # fmt: skip
    assert client.post("/assessor/profiel/", sent).status_code == 302
    assessor.refresh_from_db()
    assert (assessor.provinces, assessor.talks_a_year) == (["Drenthe"], 6)
    wrong = client.post("/assessor/profiel/", {"talks_a_year": "0"})
    assert wrong.status_code == 422
    assert "Kies minstens één provincie, of beeldbellen." in wrong.content.decode()


def test_who_rests_is_not_proposed(world, today):
    by_now = today + timedelta(days=30)
    assessors.set_out(world.assessor, rests_until=by_now, by=by(world.assessor))
    cycle = handed_in(world.owner, now=world.now)
    assert assignment.open_assignment(cycle) is None
    (weighed,) = weighing.weigh(cycle, today=today)
    assert weighed.obstacles == ("Neemt even rust.",)


def test_a_declared_person_is_never_proposed_until_it_is_taken_back(world, today):
    cycle = running(world.owner)
    number = cycle.period.registration.number
    with pytest.raises(NotAllowed, match="horen niet bij elkaar"):
        assessors.declare(world.assessor, number=number, last_name="Ander", by=by(world.assessor))
    name = cycle.period.registration.shown_last_name
    assessors.declare(
        world.assessor, number=number.lower(), last_name=name.upper(), by=by(world.assessor)
    )
    assert conflicts(world.owner, world.assessor.user, today=today)
    assessors.take_back(world.assessor, world.owner, by=by(world.assessor))
    assert not conflicts(world.owner, world.assessor.user, today=today)


def test_a_number_alone_finds_nobody(world, login, standing_clock):
    number = running(world.owner).period.registration.number
    client = login(world.assessor.user)
    wrong = client.post("/assessor/profiel/niet/", {"number": number, "last_name": "Gok"})
    unknown = client.post("/assessor/profiel/niet/", {"number": "KM-000000-0", "last_name": "Gok"})
    assert wrong.status_code == unknown.status_code == 422
    sentence = "Dit nummer en deze achternaam horen niet bij elkaar"
    assert sentence in wrong.content.decode()
    assert sentence in unknown.content.decode()


def test_a_training_is_noted_once_and_not_ahead(assessor, today):
    desk = people.desk_actor()
    facts = {"kind": AssessorTraining.Kind.CALIBRATION, "today": today, "by": desk}
    assessors.note_training(assessor, held_on=today, **facts)
    with pytest.raises(NotAllowed, match="stond er al"):
        assessors.note_training(assessor, held_on=today, **facts)
    with pytest.raises(NotAllowed, match="moet nog komen"):
        assessors.note_training(assessor, held_on=today + timedelta(days=1), **facts)


def test_the_statement_counts_what_was_held_and_what_was_kept_free(world, scheme):
    talk = booked(world.owner, world.assessor, now=world.now)
    scheduling.hold(talk, now=talk.ends_at, by=by(world.assessor))
    other = booked(people.person("Bram", "Kok"), world.assessor, now=world.now,
                   moment=free_moment(world))  # fmt: skip
    replacing.person_missed(other, now=other.ends_at, by=by(world.assessor))
    found = assessors.statement(world.assessor, talk.starts_at.year)
    assert len(found.talks) == 2
    assert found.euros == 2 * scheme.assessor_fee_euros
    assert assessors.years_of(world.assessor) == [talk.starts_at.year]


def free_moment(world):
    starts_at = world.now + timedelta(days=8)
    return scheduling.offer(
        world.assessor, kind="development", starts_at=starts_at, online=True, place="kamer",
        now=world.now, by=by(world.assessor),
    )  # fmt: skip


def test_the_statement_has_no_names_of_others(world, login, standing_clock):
    talk = booked(world.owner, world.assessor, now=world.now)
    scheduling.hold(talk, now=talk.ends_at, by=by(world.assessor))
    client = login(world.assessor.user)
    page = client.get(f"/assessor/vergoeding/{talk.starts_at.year}/").content.decode()
    assert world.owner.last_name not in page
    assert client.get("/assessor/vergoeding/1999/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_overview_of_the_desk_costs_the_same_for_one_and_for_three(
    count, login, today, standing_clock, scheme, django_assert_num_queries
):
    for number in range(count):
        make_assessor("Assessor", f"Nummer{number}")
    client = login(people.person("Mirjam", "Balie", role=Role.DESK))
    client.get("/desk/assessoren/")
    with django_assert_num_queries(5):
        page = client.get("/desk/assessoren/").content.decode()
    assert page.count("Nummer") >= count


def test_the_desk_does_not_see_who_is_never_spoken(world, login, standing_clock):
    running(world.owner)
    world.assessor.declared_conflicts.add(world.owner)
    client = login(people.person("Mirjam", "Balie", role=Role.DESK))
    url = f"/desk/assessoren/{world.assessor.user.public_id}/"
    assert world.owner.last_name not in client.get(url).content.decode()
    noted = client.post(url, {"kind": "base", "held_on": "2026-01-05"}, follow=True)
    assert "Basistraining" in noted.content.decode()
