"""Other ways to look: chosen or not, in own words, and shown to who may read the story."""

import pytest
from django.urls import reverse

from portfolios.dossier import lenses, snapshots, stories

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")


@pytest.fixture
def story(owner, make_story):
    return make_story(owner, title="De stilte", signal="Zij zweeg.")


def write(client, story, **typed):
    story.refresh_from_db()
    data = {"version": story.version, "title": story.title} | typed
    return client.post(reverse("dossier:story_edit", args=[story.public_id]), data)


def test_what_is_seen_through_a_lens_is_kept_and_shown(login, owner, story):
    mine = login(owner)
    write(mine, story, lens_sources=["client", "practice"], lens_sources_words="Zij wist het al.")
    story.refresh_from_db()
    assert story.lenses == {
        "sources": {"ways": ["client", "practice"], "words": "Zij wist het al."}
    }
    page = mine.get(reverse("dossier:story_read", args=[story.public_id])).content.decode()
    assert "Waar haalde je het vandaan?" in page
    assert "De inwoner zelf" in page
    assert "Zij wist het al." in page
    content = snapshots.build_content(owner, goals=[], activities=[], stories=[story])
    assert content["stories"][0]["lenses"][0]["words"] == "Zij wist het al."


def test_nothing_seen_leaves_nothing(login, owner, story):
    write(login(owner), story, lens_sources=["client"])
    write(login(owner), story)
    story.refresh_from_db()
    assert story.lenses == {}


def test_an_unknown_way_is_refused(login, owner, story):
    assert write(login(owner), story, lens_sources=["horoscope"]).status_code == 422


def test_a_name_in_it_is_pointed_at(login, owner, story):
    answer = write(login(owner), story, lens_ladder_words="Net als mevrouw Jansen deed.")
    assert answer.status_code == 422
    assert "<mark>mevrouw Jansen</mark>" in answer.content.decode()


def test_both_texts_are_shown_when_two_windows_wrote(login, owner, story, now):
    stories.save(story, version=story.version, now=now,
                 lenses={"ladder": {"words": "Uit het andere venster"}})  # fmt: skip
    typed = {"version": 2, "title": story.title, "lens_ladder_words": "Uit dit venster"}
    answer = login(owner).post(reverse("dossier:story_edit", args=[story.public_id]), typed)
    assert answer.status_code == 409
    for words in ("Uit het andere venster", "Uit dit venster"):
        assert words in answer.content.decode()


def test_a_lens_that_is_no_more_is_left_out():
    kept = {"astrology": {"words": "Ram"}, "sources": {"ways": ["gone"], "words": "Toch"}}
    (only,) = lenses.answers(kept)
    assert (only.ways, only.words) == ([], "Toch")
