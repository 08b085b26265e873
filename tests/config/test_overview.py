"""The first page: what somebody can do now, in a fixed number of queries."""

from datetime import date, timedelta

import pytest

from accounts.actors import Actor
from accounts.models import Role
from accreditation import cycles
from accreditation.models import Cycle
from config.overview import Overview
from kit import clock
from portfolios.models import LearningActivity, LearningPlan, LearningStory
from register.models import Application
from tests.makers import people

SINCE = date(2025, 1, 1)


def registered(owner):
    registration = people.registered(owner, since=SINCE)
    cycles.start(registration.current_period, by=Actor.system("test"))
    return registration


def fill(owner, count, *, today, now):
    plan = LearningPlan.objects.create(owner=owner, started_on=today)
    for number in range(count):
        plan.goals.create(title=f"Doel {number}", added_on=today)
        LearningActivity.objects.create(
            owner=owner, kind="read", title=f"Boek {number}", happened_on=today, captured_at=now
        )
        LearningStory.objects.create(
            owner=owner, title=f"Verhaal {number}", started_at=now, updated_at=now
        )


@pytest.mark.parametrize("count", [1, 3])
def test_the_overview_costs_the_same_for_one_and_for_three(
    owner, login, today, now, count, standing_clock, django_assert_num_queries
):
    registered(owner)
    fill(owner, count, today=today, now=now)
    client = login(owner)
    client.get("/mijn/")
    with django_assert_num_queries(9):
        page = client.get("/mijn/").content.decode()
    assert page.count("Boek ") == count


def test_a_newcomer_is_invited_and_has_a_dossier_of_their_own(owner, login, standing_clock):
    page = login(owner).get("/mijn/").content.decode()
    assert "Goedemorgen, Samira" in page
    assert "Meld je aan voor het register" in page
    assert "Kies je eerste leerdoel" in page


def test_a_question_of_the_register_comes_first(owner, login, standing_clock):
    application = people.submitted(owner, today=clock.today())
    desk = people.desk_actor()
    application.take(by=desk)
    application.ask("Wat doe je?", today=clock.today(), by=desk)
    assert application.status == Application.Status.NEEDS_INFO
    assert "Beantwoord de vraag over je aanmelding" in login(owner).get("/mijn/").content.decode()


def test_handing_in_is_offered_when_it_opens(owner, login, today, standing_clock):
    registration = people.registered(owner, since=clock.add_years(today, -3) - timedelta(days=5))
    cycles.start(registration.current_period, by=Actor.system("test"))
    assert "Lever je dossier in" in login(owner).get("/mijn/").content.decode()


@pytest.mark.parametrize(
    ("status", "invited", "talked"),
    [
        (Cycle.Status.REPORTED, "Lees het verslag van je gesprek", True),
        (Cycle.Status.SECOND_READING, "Bewaar wat je vandaag leerde", True),
        (Cycle.Status.RESPONSE, "Lees de tweede lezing", True),
        (Cycle.Status.MORE_TIME, "Bekijk je plan voor het tweede gesprek", False),
    ],
)
def test_the_overview_follows_the_talk_to_its_end(owner, today, status, invited, talked):
    period = registered(owner).current_period
    cycle = Cycle(period=period, person=owner, status=status)
    found = Overview(owner, today, registration=period.registration, period=period, cycle=cycle)
    assert invited in [action.title.partition(",")[0] for action in found.actions]
    assert (found.steps[3].state == "done") == talked


def test_the_demo_clock_moves_the_day(login, client, db, settings, tmp_path):
    settings.CLOCK_FILE = tmp_path / "clock"
    settings.DEMO = True
    before = clock.today()
    client.post("/demo/klok/", {"days": "40"})
    assert clock.today() == before + timedelta(days=40)
    assert client.post("/demo/klok/", {"days": "-1"}).status_code == 422


def test_outside_a_demo_world_there_is_no_clock(client, db, settings):
    settings.DEMO = False
    assert client.get("/demo/klok/").status_code == 404
    with pytest.raises(RuntimeError):
        clock.set_days_ahead(1)


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (None, "/mijn/"),
        (Role.ASSESSOR, "/assessor/"),
        (Role.DESK, "/desk/"),
        (Role.COMMITTEE, "/commissie/"),
    ],
)
def test_everybody_starts_at_the_own_place_of_work(db, login, role, place):
    client = login(people.person("Bo", "Begin", role=role))
    assert client.get("/mijn/begin/")["Location"] == place
