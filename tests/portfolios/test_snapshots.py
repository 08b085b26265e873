"""The frozen copy: what was chosen, sealed, and out of reach of later writing."""

import json
from datetime import timedelta

import pytest
from django.template.loader import render_to_string

from accounts.actors import Actor
from accounts.models import Role
from audit.models import Event
from portfolios.dossier import snapshots, stories
from portfolios.dossier.portfolio import Portfolio
from register.models import Competency

SESSION = {
    "date": "2026-09-14",
    "method": "Incidentmethode",
    "theme": "Grenzen stellen",
    "group": "Noord",
}


@pytest.fixture
def content(owner, make_goal, make_activity, make_story):
    goal = make_goal(owner, for_whom="Jongeren", competencies=Competency.objects.all()[:1])
    activity = make_activity(owner, note="Stiltes laten vallen")
    activity.goals.add(goal)
    make_story(owner, title="De stilte", signal="Zij zweeg.", learned="Wachten.", goals=[goal])
    make_story(owner, title="Op de gang", told_rather=True)
    portfolio = Portfolio(owner)
    return snapshots.build_content(
        owner,
        goals=portfolio.goals,
        activities=portfolio.activities,
        stories=portfolio.stories,
        sessions=[SESSION],
        my_story="Ik leerde wachten.",
        questions="Hoe blijf ik rustig?",
    )


def test_the_content_is_plain_json_with_all_that_was_chosen(owner, content, today):
    assert json.loads(json.dumps(content)) == content
    assert content["name"] == owner.name
    assert content["goals"][0]["competencies"] == ["Competentie 1"]
    assert content["activities"][0] | {"note": ""} == {
        "kind": "Cursus of training",
        "title": "Training doorvragen",
        "date": today.isoformat(),
        "note": "",
        "links": [],
        "goals": ["Beter doorvragen"],
    }
    told, written = content["stories"]
    assert told["told_rather"]
    assert told["parts"] == []
    assert [part["text"] for part in written["parts"]] == ["Zij zweeg.", "Wachten."]
    assert content["sessions"] == [SESSION]


def test_only_what_was_chosen_goes_in(owner, make_goal, make_story):
    make_story(owner, title="Geheim", signal="Blijft thuis")
    content = snapshots.build_content(owner, goals=[make_goal(owner)], activities=[], stories=[])
    assert "Geheim" not in json.dumps(content)


def test_freezing_seals_and_records_it(owner, content, now):
    snapshot = snapshots.freeze(owner, content=content, now=now, by=Actor.self(owner))
    snapshot.refresh_from_db()
    assert len(snapshot.sha256) == 64
    assert snapshots.is_unchanged(snapshot)
    event = Event.objects.of(snapshot).get()
    assert (event.verb, event.person, event.actor) == ("dossiersnapshot.freeze", owner, owner)


def test_later_writing_does_not_reach_the_copy(owner, content, now):
    snapshot = snapshots.freeze(owner, content=content, now=now, by=Actor.self(owner))
    for story in owner.stories.all():
        stories.save(story, version=story.version, now=now, signal="Nieuw", title="Nieuw")
    owner.activities.all().delete()
    snapshot.refresh_from_db()
    assert snapshot.content == content
    assert snapshots.is_unchanged(snapshot)


def test_a_changed_copy_is_noticed(owner, content, now):
    snapshot = snapshots.freeze(owner, content=content, now=now, by=Actor.self(owner))
    snapshot.content["my_story"] = "Iets anders"
    assert not snapshots.is_unchanged(snapshot)


def test_the_fingerprint_does_not_hang_on_the_order_of_keys():
    assert snapshots.fingerprint({"a": 1, "é": "ü"}) == snapshots.fingerprint({"é": "ü", "a": 1})


def test_opening_keeps_the_first_time_and_records_each(owner, stranger, content, now):
    snapshot = snapshots.freeze(owner, content=content, now=now, by=Actor.self(owner))
    reader = Actor(stranger, Role.ASSESSOR)
    snapshots.open_snapshot(snapshot, now=now, by=reader)
    snapshots.open_snapshot(snapshot, now=now + timedelta(days=1), by=reader)
    snapshot.refresh_from_db()
    assert snapshot.opened_at == now
    opened = Event.objects.of(snapshot).filter(verb="dossiersnapshot.open", person=owner)
    assert [event.actor for event in opened] == [stranger, stranger]


def test_the_page_of_the_copy_shows_everything_as_text(content, now):
    content["my_story"] = "<script>alert(1)</script>"
    page = render_to_string("dossier/_snapshot.html", {"content": content})
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    for words in ("De stilte", "Zij zweeg.", "Op de gang", "Vertelt dit liever", "Jongeren",
                  "Stiltes laten vallen", "Grenzen stellen", "14 september 2026"):  # fmt: skip
        assert words in page
