"""Earlier versions of a story: kept per sitting, compared by word, put back without a loss."""

from datetime import timedelta

import pytest
from django.urls import reverse

from portfolios.dossier import stories, versions
from portfolios.dossier.models import StoryVersion

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")
SITTING = stories.SITTING


@pytest.fixture
def story(owner, make_story):
    return make_story(owner, title="De stilte", signal="Zij zei niets.")


def save(story, later, **texts):
    story.refresh_from_db()
    return stories.save(story, version=story.version, now=story.updated_at + later, **texts)


def page(name, story, *number):
    return reverse(f"dossier:{name}", args=[story.public_id, *number])


def test_within_a_sitting_no_version_is_made(story):
    save(story, SITTING - timedelta(seconds=1), signal="Zij zei lang niets.")
    assert not story.versions.exists()


def test_what_stood_at_the_end_of_a_sitting_is_kept(story):
    written_at = story.updated_at
    save(story, SITTING, signal="Zij zei iets.")
    version = story.versions.get()
    assert version.texts["signal"] == "Zij zei niets."
    assert (version.number, version.written_at) == (2, written_at)


def test_the_same_words_later_are_no_new_version(story):
    save(story, timedelta(days=1), signal="Zij zei niets.")
    assert not story.versions.exists()


def test_an_empty_story_is_not_worth_a_version(owner, now):
    empty = stories.start(owner, now=now)
    save(empty, timedelta(days=1), signal="Nu wel.")
    assert not empty.versions.exists()


def test_what_changed_is_shown_by_word(login, owner, story):
    save(story, timedelta(days=1), signal="Zij zei iets.", learned="Wachten helpt.")
    shown = login(owner).get(page("story_version", story, 2)).content.decode()
    assert "<del>" in shown
    assert "niets" in shown
    assert "Wachten helpt." in shown
    changes = {
        each.label: each.is_one for each in versions.changes_since(StoryVersion.objects.get())
    }
    assert changes["Titel"] is False
    assert changes["Wat gebeurde er?"] is True


def test_putting_back_keeps_what_stood_there(login, owner, story):
    save(story, timedelta(days=1), signal="Zij zei iets.", told_rather=True)
    login(owner).post(page("story_version_put_back", story, 2))
    story.refresh_from_db()
    assert (story.signal, story.told_rather) == ("Zij zei niets.", False)
    assert [each.texts["signal"] for each in story.versions.order_by("number")] == [
        "Zij zei niets.", "Zij zei iets.",
    ]  # fmt: skip


def test_versions_of_another_do_not_exist(login, stranger, story):
    save(story, timedelta(days=1), signal="Zij zei iets.")
    theirs = login(stranger)
    assert theirs.get(page("story_versions", story)).status_code == 404
    assert theirs.get(page("story_version", story, 2)).status_code == 404
    assert theirs.post(page("story_version_put_back", story, 2)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_stays_the_same(login, owner, story, rows, django_assert_num_queries):
    for number in range(rows):
        save(story, timedelta(days=1), signal=f"Dag {number}")
    mine = login(owner)
    with django_assert_num_queries(5):
        assert mine.get(page("story_versions", story)).status_code == 200
