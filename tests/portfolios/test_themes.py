"""Themes of the profession: kept by staff, chosen by people, seen by nobody else."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.actors import Actor
from portfolios.dossier import sharing, stories
from portfolios.dossier.models import LearningGoal, LearningStory
from portfolios.portable import writing
from portfolios.portable.schema import schema
from portfolios.themes import reference
from portfolios.themes.models import Theme

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")


def test_a_goal_gets_themes_and_loses_them_again(login, owner, make_theme):
    youth, language = make_theme("Jongeren"), make_theme("Taal")
    mine = login(owner)
    said = {"title": "Beter doorvragen", "themes": [youth.code, language.code]}
    mine.post(reverse("dossier:goal_new"), said)
    goal = LearningGoal.objects.get()
    assert list(goal.themes.all()) == [youth, language]
    mine.post(reverse("dossier:goal_edit", args=[goal.public_id]), said | {"themes": [youth.code]})
    assert list(goal.themes.all()) == [youth]


def test_a_story_keeps_its_theme_while_it_is_written(login, owner, make_theme, now):
    story = stories.start(owner, now=now)
    mine, theme = login(owner), make_theme("Jongeren")
    said = {"version": 1, "title": "Een gesprek", "themes": [theme.code]}
    mine.post(reverse("dossier:story_autosave", args=[story.public_id]), said)
    assert LearningStory.objects.get().themes.get() == theme
    assert "Jongeren" in mine.get(reverse("dossier:story_read", args=[story.public_id])).text


def test_a_theme_that_is_put_away_is_not_offered_but_stays_where_it_was(
    login, owner, desk, make_theme, make_goal
):
    theme, goal = make_theme("Jongeren"), make_goal(owner)
    goal.themes.add(theme)
    login(desk).post(reverse("desk_themes:theme_put_away", args=[theme.code]))
    mine = login(owner)
    assert "Jongeren" not in mine.get(reverse("dossier:goal_new")).text
    assert "Jongeren" in mine.get(reverse("dossier:goal_edit", args=[goal.public_id])).text
    login(desk).post(reverse("desk_themes:theme_put_away", args=[theme.code]))
    assert "Jongeren" in mine.get(reverse("dossier:goal_new")).text


def test_who_reads_a_shared_story_does_not_see_its_theme(
    login, owner, stranger, make_theme, make_story, today, now
):
    story = make_story(owner, title="Een gesprek", themes=[make_theme("Geldzorgen")])
    share = sharing.share(
        owner, sharing.Chosen(goals=[], stories=[story], activities=[]), email=stranger.email,
        until_on=today + timedelta(days=7), today=today, by=Actor.self(owner),
    )  # fmt: skip
    page = login(stranger).get(reverse("dossier:shared", args=[share.public_id])).text
    assert "Een gesprek" in page
    assert "Geldzorgen" not in page


def test_the_desk_adds_and_renames_and_no_name_stands_there_twice(login, desk, make_theme):
    make_theme("Jongeren")
    staff = login(desk)
    staff.post(reverse("desk_themes:themes"), {"title": "Wonen"})
    assert Theme.objects.get(title="Wonen").code == "wonen"
    answer = staff.post(reverse("desk_themes:themes"), {"title": "jongeren"})
    assert answer.status_code == 422
    assert "staat al in de lijst" in answer.text
    staff.post(reverse("desk_themes:theme_edit", args=["wonen"]), {"title": "Wonen en rust"})
    assert Theme.objects.get(code="wonen").title == "Wonen en rust"


def test_who_is_no_staff_does_not_find_the_list(login, stranger, make_theme):
    theme = make_theme("Jongeren")
    assert login(stranger).get(reverse("desk_themes:themes")).status_code == 404
    login(stranger).post(reverse("desk_themes:theme_put_away", args=[theme.code]))
    theme.refresh_from_db()
    assert theme.ended_on is None


def test_the_themes_to_begin_with_come_once(db):
    reference.load()
    many = Theme.objects.count()
    Theme.objects.filter(title="Jongeren").update(words="Anders gezegd.")
    reference.load()
    assert Theme.objects.count() == many == len(reference.THEMES)
    assert Theme.objects.get(title="Jongeren").words == "Anders gezegd."


def test_a_file_of_before_there_were_themes_can_still_come_in(owner, make_goal, now):
    make_goal(owner)
    row = schema()["properties"]["goals"]["items"]
    assert "themes" in row["properties"]
    assert "themes" not in row["required"]
    assert writing.content_of(owner, now=now)["goals"][0]["themes"] == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_desks_list_asks_no_more_for_more(
    login, desk, make_theme, rows, django_assert_num_queries
):
    for number in range(rows):
        make_theme(f"Thema {number}")
    staff = login(desk)
    with django_assert_num_queries(4):
        staff.get(reverse("desk_themes:themes"))
