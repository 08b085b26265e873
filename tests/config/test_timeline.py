"""The timeline: what happened, from all apps, in its year and nowhere else."""

import pytest
from django.urls import reverse

from portfolios.dossier import plans, stories
from portfolios.dossier.models import LearningActivity
from portfolios.together import groups, sessions
from tests.accreditation.conftest import ADMITTED_ON, held, make_assessor

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")


def did(owner, title, on, now):
    return LearningActivity.objects.create(
        owner=owner, title=title, kind="read", happened_on=on, captured_at=now
    )


def page(client, *year):
    return client.get(reverse("timeline_of_year" if year else "timeline", args=year))


def test_it_tells_what_was_done_written_chosen_and_shared(login, owner, scheme, today, now):
    did(owner, "Een boek gelezen", today, now)
    plans.add_goal(owner, today=today, scheme=scheme, title="Langer luisteren")
    story = stories.start(owner, now=now)
    stories.save(story, version=1, now=now, title="De stilte")
    group = groups.start("Noord", founder=owner, today=today)
    members = list(group.members.all())
    sessions.log(group, held_on=today, method="walk", theme="Over macht", present=members,
                 logger=owner, now=now)  # fmt: skip
    shown = page(login(owner)).content.decode()
    for words in ("Een boek gelezen", "Langer luisteren", "De stilte", "Over macht"):
        assert words in shown


def test_a_talk_a_period_and_a_story_without_a_title_are_told_too(login, owner, now):
    stories.start(owner, now=now)
    talk = held(owner, make_assessor("Hanneke", "Wit"), now=now)
    mine = login(owner)
    assert talk.get_kind_display() in page(mine, talk.starts_at.year).content.decode()
    assert "Een nieuwe periode" in page(mine, ADMITTED_ON.year).content.decode()
    assert "Verhaal zonder titel" in page(mine).content.decode()


def test_each_year_has_its_own_page(login, owner, today, now):
    did(owner, "Van toen", today.replace(year=2024), now)
    did(owner, "Van nu", today, now)
    mine = login(owner)
    assert "Van toen" not in page(mine).content.decode()
    assert "Van nu" not in page(mine, 2024).content.decode()
    assert "Van toen" in page(mine, 2024).content.decode()
    assert "Nog niets" in page(mine, 2025).content.decode()
    assert page(mine, 2023).status_code == 404
    assert page(mine, 99999).status_code == 404


def test_of_others_there_is_nothing(login, stranger, owner, today, now):
    did(owner, "Van Samira", today, now)
    assert "Van Samira" not in page(login(stranger)).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_stays_the_same(
    login, owner, scheme, today, now, rows, django_assert_num_queries
):
    for number in range(rows):
        did(owner, f"Gelezen {number}", today, now)
        plans.add_goal(owner, today=today, scheme=scheme, title=f"Doel {number}")
    mine = login(owner)
    with django_assert_num_queries(5):
        assert page(mine).status_code == 200
