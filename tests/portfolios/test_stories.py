"""Stories: two windows never lose each other's words, and telling is as good as writing."""

from datetime import timedelta

import pytest

from portfolios.dossier import stories
from portfolios.dossier.models import LearningStory
from portfolios.dossier.portfolio import Portfolio


def test_each_save_makes_a_next_version(owner, now):
    story = stories.start(owner, now=now)
    later = now + timedelta(minutes=1)
    saved = stories.save(story, version=1, now=later, signal="Hij zei niets.")
    assert (saved.version, saved.signal, saved.updated_at) == (2, "Hij zei niets.", later)


def test_a_stale_save_changes_nothing_and_gives_both_texts(owner, now, make_goal):
    goal = make_goal(owner)
    story = stories.start(owner, now=now)
    stories.save(story, version=1, now=now, signal="Uit het eerste venster", goals=[goal])
    with pytest.raises(stories.Stale) as caught:
        stories.save(story, version=1, now=now, signal="Uit het tweede venster", goals=[])
    assert caught.value.stored.signal == "Uit het eerste venster"
    assert caught.value.typed["signal"] == "Uit het tweede venster"
    story.refresh_from_db()
    assert (story.signal, story.version) == ("Uit het eerste venster", 2)
    assert list(story.goals.all()) == [goal]


def test_the_same_words_again_are_no_quarrel(owner, now):
    story = stories.start(owner, now=now)
    stories.save(story, version=1, now=now, signal="Antwoord raakte zoek")
    assert stories.save(story, version=1, now=now, signal="Antwoord raakte zoek").version == 3


def test_a_story_has_no_other_fields(owner, now):
    story = stories.start(owner, now=now)
    with pytest.raises(TypeError, match="owner"):
        stories.save(story, version=1, now=now, owner=None)


def test_starting_twice_gives_the_same_empty_story(owner, now, make_activity):
    activity = make_activity(owner)
    about = stories.start(owner, now=now, activity=activity)
    assert about.title == activity.title
    assert stories.start(owner, now=now, activity=activity) == about
    alone = stories.start(owner, now=now)
    assert alone != about
    stories.save(alone, version=1, now=now, learned="Wachten helpt.")
    assert stories.start(owner, now=now) != alone


@pytest.mark.parametrize("part", LearningStory.PARTS)
def test_words_in_any_part_are_something_to_talk_about(owner, make_story, part):
    story = make_story(owner, **{part: "Een zin."})
    assert Portfolio(owner).things_to_talk_about == [story]


def test_a_title_to_tell_about_is_enough_and_an_empty_story_is_not(owner, make_story):
    told = make_story(owner, title="Het gesprek op de gang", told_rather=True)
    make_story(owner, title="Alleen een titel")
    make_story(owner, told_rather=True)
    make_story(owner, signal="  \n ")
    assert Portfolio(owner).things_to_talk_about == [told]
