"""What was taken out because a client might be recognised is gone everywhere."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.actors import Actor
from audit.models import Event
from portfolios.dossier import purging, snapshots, stories
from portfolios.dossier.portfolio import Portfolio

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")
NAME = "mevrouw Jansen"


@pytest.fixture
def story(owner, make_story):
    return make_story(owner, title="De stilte", signal=f"Ik belde {NAME}. Zij zweeg.")


@pytest.fixture
def handed_in(owner, story, now):
    content = snapshots.build_content(owner, goals=[], activities=[], stories=[story])
    return snapshots.freeze(owner, content=content, now=now, by=Actor.self(owner))


def rewrite(client, story, signal):
    story.refresh_from_db()
    typed = {"version": story.version, "title": story.title, "signal": signal}
    return client.post(reverse("dossier:story_edit", args=[story.public_id]), typed)


def test_it_leaves_earlier_versions_and_what_was_handed_in(login, owner, story, handed_in):
    stories.keep(story)
    answer = rewrite(login(owner), story, "Ik belde de inwoner. Zij zweeg.")
    assert answer.status_code == 302
    handed_in.refresh_from_db()
    assert story.versions.get().texts["signal"] == "Ik belde [weggehaald]. Zij zweeg."
    assert NAME not in str(handed_in.content)
    assert "Zij zweeg." in str(handed_in.content)
    assert snapshots.is_unchanged(handed_in)
    assert Event.objects.get(verb="dossiersnapshot.purge").actor == owner
    page = login(owner).get(reverse("dossier:story_read", args=[story.public_id]))
    assert NAME not in page.content.decode()


def test_what_still_stands_there_stays(login, owner, story, handed_in):
    stories.keep(story)
    typed = {"version": story.version, "title": "Nog stiller", "signal": story.signal, "looked": 1}
    login(owner).post(reverse("dossier:story_edit", args=[story.public_id]), typed)
    handed_in.refresh_from_db()
    assert NAME in story.versions.get().texts["signal"]
    assert NAME in str(handed_in.content)


def test_the_words_of_others_are_not_touched(owner, stranger, story, make_story, now):
    other = make_story(stranger, title="Ook stil", signal=f"{NAME} belde mij.")
    stories.keep(other)
    stories.keep(story)
    assert purging.purge(owner, [NAME], by=Actor.self(owner)) == 1
    assert NAME in other.versions.get().texts["signal"]


def test_an_activity_does_the_same(login, owner, make_activity, now):
    activity = make_activity(owner, "Gesprek", note=f"Met {NAME} gesproken")
    content = snapshots.build_content(
        owner, goals=[], activities=Portfolio(owner).activities, stories=[]
    )
    frozen = snapshots.freeze(owner, content=content, now=now, by=Actor.self(owner))
    typed = {"kind": "case", "title": "Gesprek", "happened_on": "2026-11-23", "note": "Gesproken"}
    login(owner).post(reverse("dossier:activity_edit", args=[activity.public_id]), typed)
    frozen.refresh_from_db()
    assert NAME not in str(frozen.content)


def test_a_goal_does_the_same(login, owner, make_goal, today):
    goal = make_goal(owner, "Eerst vragen", for_whom=f"Voor {NAME}")
    goal.wordings.create(title="Vragen", for_whom=f"Voor {NAME}", until_on=today)
    url = reverse("dossier:goal_edit", args=[goal.public_id])
    login(owner).post(url, {"title": "Eerst vragen", "for_whom": "Voor jonge ouders"})
    assert goal.wordings.get().for_whom == "Voor [weggehaald]"


def test_the_names_of_fields_are_no_words():
    pattern = purging.pattern_of(["signal", "a.b"])
    content = {"signal": "een signal", "list": ["A.B", "axb", 3, None]}
    assert purging.without(content, pattern) == {
        "signal": "een [weggehaald]", "list": ["[weggehaald]", "axb", 3, None],
    }  # fmt: skip


def test_nothing_found_is_nothing_to_do(owner, story):
    stories.keep(story)
    assert purging.purge(owner, purging.gone_from_story(story), by=Actor.self(owner)) == 0


def test_a_later_sitting_does_not_bring_it_back(login, owner, story, now):
    """The text of the sitting before is kept as a version at the very save that takes it out."""
    story.updated_at = now - timedelta(days=1)
    story.save()
    rewrite(login(owner), story, "Ik belde de inwoner.")
    assert NAME not in str(story.versions.get().texts)
