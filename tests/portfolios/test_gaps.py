"""What goals ask for against what is offered: in tens, once a month, and no small group shows."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from portfolios.agenda.counting import COUNTRY
from portfolios.dossier.models import LearningPlan
from portfolios.gaps import counting
from portfolios.gaps.models import GapFigure
from register.models import Affiliation, Competency
from tests.makers import courses, people, reference

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")


@pytest.fixture
def wanted(scheme):
    return Competency.objects.first()


@pytest.fixture
def learners(wanted, today):
    """So many people with this competency at a goal of now, who work in this province."""
    made = []

    def make(count, province="Utrecht", **goal):
        place = reference.municipality(f"Plaats {province}", province)
        for _ in range(count):
            person = people.person(f"Leerling{len(made)}", "Een")
            plan = LearningPlan.objects.create(owner=person, started_on=today)
            kept = plan.goals.create(**{"title": "Leren", "added_on": today} | goal)
            kept.competencies.add(wanted)
            Affiliation.objects.create(
                person=person, organisation=place, kinds_of_work=["work"], from_on=date(2020, 1, 1)
            )
            made.append(person)

    return make


def line(wanted, place=COUNTRY, *, today, now):
    found = {one.title: one for one in counting.lines(place, today=today, now=now)}
    return found[wanted.title]


def test_people_are_counted_in_tens_and_offers_as_they_are(learners, wanted, owner, today, now):
    learners(24)
    provider = courses.provider(owner, now=now)
    for title in ("Een", "Twee"):
        made = courses.course(provider, now=now, about=[wanted], title=title)
        courses.run(made, now=now, province="Utrecht")
    courses.course(provider, now=now, about=[wanted], title="Drie", form="elearning")
    counting.publish(today=today)
    found = line(wanted, today=today, now=now)
    assert (found.asked, found.here, found.anywhere, found.words) == (20, 2, 1, "")
    utrecht = line(wanted, "Utrecht", today=today, now=now)
    assert (utrecht.asked, utrecht.here) == (20, 2)
    zeeland = line(wanted, "Zeeland", today=today, now=now)
    assert (zeeland.asked, zeeland.here) == (None, 0)


def test_what_is_asked_and_not_offered_stands_out(learners, wanted, owner, today, now):
    learners(12)
    counting.publish(today=today)
    assert line(wanted, today=today, now=now).words == "Nog geen aanbod"
    provider = courses.provider(owner, now=now)
    courses.course(provider, now=now, about=[wanted], form="elearning")
    assert line(wanted, today=today, now=now).words == "Alleen online of in eigen tijd"


def test_a_goal_of_before_asks_nothing(learners, wanted, today, now):
    learners(15, reached_on=today)
    counting.publish(today=today)
    assert line(wanted, today=today, now=now).asked is None


def test_a_small_group_shows_nowhere_and_follows_from_nothing(learners, wanted, today, now):
    learners(31, "Utrecht")
    learners(3, "Zeeland")
    counting.publish(today=today)
    assert line(wanted, today=today, now=now).asked == 30
    assert line(wanted, "Zeeland", today=today, now=now).asked is None


def test_it_is_counted_once_a_month(learners, wanted, today, now, standing_clock):
    learners(12)
    counting.count_this_month()
    learners(30)
    counting.count_this_month()
    assert line(wanted, today=today, now=now).asked == 10
    standing_clock.move_to(now + timedelta(days=15))
    counting.count_this_month()
    assert line(wanted, today=today, now=now).asked == 40


def test_the_page_is_for_the_desk(login, desk, owner, learners, wanted, today):
    path = reverse("desk_courses:gaps")
    assert "nog niet geteld" in login(desk).get(path).text
    learners(12)
    counting.publish(today=today)
    page = login(desk).get(path, {"waar": "Utrecht"}).text
    assert wanted.title in page
    assert "Nog geen aanbod" in page
    assert login(desk).get(path, {"waar": "nergens"}).status_code == 200
    assert login(owner).get(path).status_code == 404


def test_a_figure_is_never_of_less_than_ten(db, today):
    with pytest.raises(IntegrityError, match="gap_figures_are_tens"), transaction.atomic():
        GapFigure.objects.create(month=today, code="x", value=9, counted=9, made_on=today)
