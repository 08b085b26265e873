"""My dossier in the browser: mine to see and change, and not there for anybody else."""

import re

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from outbox.models import Letter
from portfolios.dossier import stories
from portfolios.dossier.models import LearningActivity, LearningGoal, LearningStory
from register.models import Competency

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")
BSN = "123456782"
GOAL = ("goal_edit", "goal_set_aside", "goal_take_up")
ACTIVITY = ("activity_edit", "activity_saved", "activity_delete", "story_start_about")
STORY = ("story_edit", "story_autosave", "story_read", "story_delete")
ONLY_POST = ("goal_set_aside", "goal_take_up", "story_start_about", "story_autosave")
ONLY_GET = ("activity_saved", "story_read")
PLAIN = ("plan", "goal_new", "activities", "activity_new")


@pytest.fixture
def things(owner, make_goal, make_activity, make_story):
    goal, activity = make_goal(owner), make_activity(owner)
    story = make_story(owner, title="De stilte", signal="Zij zweeg.")
    return (
        dict.fromkeys(GOAL, goal) | dict.fromkeys(ACTIVITY, activity) | dict.fromkeys(STORY, story)
    )


def address(name, thing=None):
    return reverse(f"dossier:{name}", args=[thing.public_id] if thing else [])


def typed(story, **texts):
    return {"version": story.version, "title": story.title, "signal": story.signal} | texts


# ---- Who may come here ----


@pytest.mark.parametrize("name", PLAIN)
def test_a_visitor_is_asked_to_log_in(client, name):
    assert client.get(address(name)).status_code == 302


@pytest.mark.parametrize("name", [*GOAL, *ACTIVITY, *STORY])
def test_the_things_of_another_do_not_exist(login, stranger, client, things, name):
    method = "post" if name in ONLY_POST else "get"
    url = address(name, things[name])
    assert getattr(login(stranger), method)(url).status_code == 404
    assert getattr(client, method)(url).status_code == 302
    if name not in ONLY_GET:
        assert login(stranger).post(url, {"title": "Gekaapt"}).status_code == 404


@pytest.mark.parametrize("name", ONLY_POST)
def test_what_changes_something_is_a_post(login, owner, things, name):
    assert login(owner).get(address(name, things[name])).status_code == 405


@pytest.mark.parametrize("name", ["goal_edit", *ACTIVITY[:3], "story_edit", *STORY[2:]])
def test_looking_changes_nothing(login, owner, things, name):
    before = list(LearningStory.objects.values()), list(LearningActivity.objects.values())
    response = login(owner).get(address(name, things[name]))
    assert response.status_code == 200
    after = list(LearningStory.objects.values()), list(LearningActivity.objects.values())
    assert after == before


@pytest.mark.parametrize("name", ["plan", "activities"])
def test_the_lists_show_my_things_and_nothing_of_others(login, owner, stranger, make_dossier, name):
    make_dossier(owner, "van Samira")
    make_dossier(stranger, "van Joost")
    page = login(owner).get(address(name)).content.decode()
    assert "van Samira" in page
    assert "van Joost" not in page


# ---- The plan ----


def test_a_goal_is_added_changed_set_aside_and_taken_up(login, owner):
    mine = login(owner)
    competency = Competency.objects.first()
    mine.post(address("goal_new"), {"title": "Eerst luisteren", "competencies": [competency.pk]})
    goal = LearningGoal.objects.get()
    assert goal.plan.owner == owner
    assert list(goal.competencies.all()) == [competency]
    mine.post(address("goal_edit", goal), {"title": "Langer luisteren", "for_whom": "Iedereen"})
    goal.refresh_from_db()
    assert (goal.title, goal.for_whom) == ("Langer luisteren", "Iedereen")
    mine.post(address("goal_set_aside", goal))
    assert "Weer oppakken" in mine.get(address("plan")).content.decode()
    mine.post(address("goal_take_up", goal))
    assert "Weer oppakken" not in mine.get(address("plan")).content.decode()


def test_too_many_competencies_is_a_clear_error(login, owner):
    chosen = list(Competency.objects.values_list("pk", flat=True)[:4])
    response = login(owner).post(address("goal_new"), {"title": "Alles", "competencies": chosen})
    assert response.status_code == 422
    assert "hooguit 3 competenties" in response.content.decode()
    assert not LearningGoal.objects.exists()


# ---- Activities ----


def capture(**more):
    return {
        "kind": "mistake",
        "title": "Te snel geadviseerd",
        "happened_on": "2026-11-23",
    } | more


def test_an_activity_is_a_kind_a_line_and_today(login, owner, make_goal):
    mine, goal = login(owner), make_goal(owner)
    form = mine.get(address("activity_new")).content.decode()
    assert 'value="2026-11-23"' in form
    response = mine.post(address("activity_new"), capture(goals=[goal.public_id]), follow=True)
    assert "Schrijf er een verhaal bij" in response.content.decode()
    made = LearningActivity.objects.get()
    assert (made.owner, made.kind) == (owner, "mistake")
    assert list(made.goals.all()) == [goal]


def test_an_activity_of_tomorrow_is_not_captured_yet(login, owner):
    response = login(owner).post(address("activity_new"), capture(happened_on="2026-11-24"))
    assert response.status_code == 422
    assert "Deze dag komt nog" in response.content.decode()


def test_the_goal_of_another_cannot_be_chosen(login, owner, stranger, make_goal):
    goal = make_goal(stranger)
    response = login(owner).post(address("activity_new"), capture(goals=[goal.public_id]))
    assert response.status_code == 422
    assert not LearningActivity.objects.exists()


def test_a_bsn_is_not_kept_until_its_writer_says_that_it_is_none(login, owner):
    mine = login(owner)
    response = mine.post(address("activity_new"), capture(note=f"Belde over {BSN}"))
    page = response.content.decode()
    assert response.status_code == 422
    assert "no_bsn" in page
    assert f"Belde over {BSN}" in page
    assert not LearningActivity.objects.exists()
    mine.post(address("activity_new"), capture(note=f"Kenmerk {BSN}", no_bsn="on"))
    assert LearningActivity.objects.get().note == f"Kenmerk {BSN}"


def test_an_activity_is_deleted_after_asking_and_its_story_stays(login, owner, make_activity, now):
    mine, activity = login(owner), make_activity(owner)
    story = stories.start(owner, now=now, activity=activity)
    mine.get(address("activity_delete", activity))
    assert LearningActivity.objects.exists()
    mine.post(address("activity_delete", activity))
    story.refresh_from_db()
    assert story.about is None
    assert not LearningActivity.objects.exists()


def test_activities_are_found_by_kind_and_goal(login, owner, make_goal, make_activity):
    goal = make_goal(owner)
    make_activity(owner, "Over het doel", kind="read").goals.add(goal)
    make_activity(owner, "Iets anders")
    mine = login(owner)

    def titles(**query):
        return [one.title for one in mine.get(address("activities"), query).context["activities"]]

    assert titles(soort="read") == titles(doel=goal.public_id) == ["Over het doel"]
    assert len(titles()) == len(titles(soort="zzz")) == len(titles(doel="x", pagina="-1")) == 2
    assert titles(soort="event") == []


def test_a_long_list_goes_on_on_the_next_page(login, owner, make_activity):
    for number in range(26):
        make_activity(owner, f"Nummer {number:02}")
    mine = login(owner)
    first = mine.get(address("activities")).context
    assert len(first["activities"]) == 25
    assert first["older"]
    assert not first["newer"]
    second = mine.get(address("activities") + first["older"]).context
    assert [one.title for one in second["activities"]] == ["Nummer 00"]
    assert not second["older"]


# ---- Stories ----


def test_a_story_begins_from_an_activity(login, owner, make_activity):
    activity = make_activity(owner)
    response = login(owner).post(address("story_start_about", activity))
    story = LearningStory.objects.get()
    assert response.url == address("story_edit", story)
    assert (story.activity, story.title) == (activity, activity.title)


def test_autosave_answers_with_the_time_and_the_next_version(login, owner, make_story):
    story = make_story(owner, title="De stilte")
    url = address("story_autosave", story)
    answer = login(owner).post(url, typed(story, learned="Wachten."))
    assert answer.json() == {"saved_at": "10.00", "version": story.version + 1}
    story.refresh_from_db()
    assert story.learned == "Wachten."


def test_a_stale_autosave_says_so_and_keeps_what_stands_there(login, owner, make_story):
    story = make_story(owner, title="De stilte", signal="Uit het eerste venster")
    old = typed(story, version=story.version - 1, signal="Uit het tweede venster")
    answer = login(owner).post(address("story_autosave", story), old)
    assert answer.status_code == 409
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert "ander venster" in answer.content.decode()
    story.refresh_from_db()
    assert story.signal == "Uit het eerste venster"


def test_a_stale_save_shows_both_texts_and_the_next_one_counts(login, owner, make_story):
    mine, story = login(owner), make_story(owner, title="T", signal="Uit het eerste venster")
    old = typed(story, version=story.version - 1, signal="Uit het tweede venster")
    response = mine.post(address("story_edit", story), old)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Uit het eerste venster" in page
    assert "Uit het tweede venster" in page
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    mine.post(address("story_edit", story), old | {"version": version})
    story.refresh_from_db()
    assert story.signal == "Uit het tweede venster"


def test_autosave_does_not_keep_a_bsn(login, owner, make_story):
    story = make_story(owner, title="De stilte")
    answer = login(owner).post(
        address("story_autosave", story), typed(story, signal=f"Zij heeft {BSN}")
    )
    assert answer.status_code == 422
    assert BSN not in answer.content.decode()
    story.refresh_from_db()
    assert story.signal == ""


def test_a_story_asks_once_about_a_name_that_its_writer_lets_stand(login, owner, make_story):
    story, browser = make_story(owner, title="De stilte"), login(owner)
    words = {"signal": "Fatima zweeg.", "version": story.version}
    answer = browser.post(address("story_autosave", story), typed(story, **words))
    assert answer.status_code == 200  # saved while typing, and not looked at yet
    words["version"] = answer.json()["version"]
    answer = browser.post(address("story_edit", story), typed(story, **words))
    assert answer.status_code == 422
    assert "<mark>Fatima</mark>" in answer.content.decode()
    answer = browser.post(address("story_edit", story), typed(story, **words, looked="on"))
    assert answer.status_code == 302
    story.refresh_from_db()
    again = {"signal": "Fatima zweeg lang.", "version": story.version}
    assert browser.post(address("story_edit", story), typed(story, **again)).status_code == 302
    story.refresh_from_db()
    other = {"signal": "Fatima en Omar zwegen.", "version": story.version}
    answer = browser.post(address("story_edit", story), typed(story, **other))
    assert "<mark>Omar</mark>" in answer.content.decode()
    assert "<mark>Fatima</mark>" not in answer.content.decode()


def test_a_story_to_tell_needs_no_words_but_gets_asked_for_a_title(login, owner, make_story):
    mine, story = login(owner), make_story(owner, title="")
    response = mine.post(address("story_edit", story), typed(story, told_rather="on"))
    assert "titel" in str(*get_messages(response.wsgi_request))
    story.refresh_from_db()
    response = mine.post(
        address("story_edit", story), typed(story, title="Op de gang", told_rather="on")
    )
    assert response.url == address("story_read", story)


def test_a_story_is_deleted_after_asking(login, owner, make_story):
    mine, story = login(owner), make_story(owner, title="Weg ermee")
    mine.get(address("story_delete", story))
    assert LearningStory.objects.exists()
    mine.post(address("story_delete", story))
    assert not LearningStory.objects.exists()


# ---- What every page keeps ----


def test_no_page_counts_points(login, owner, things):
    mine = login(owner)
    pages = [address(name) for name in PLAIN]
    pages += [address(name, things[name]) for name in things if name not in ONLY_POST]
    for url in pages:
        words = re.sub(r"<[^>]+>", " ", mine.get(url).content.decode())
        assert not re.search(r"\d+ (van|/) \d+|\d %|\d%", words), url


def test_writing_in_the_own_dossier_sends_no_letter(login, owner, things):
    login(owner).post(address("activity_new"), capture())
    assert not Letter.objects.exists()


# ---- Lists ask the same number of questions for one row and for three ----


@pytest.mark.parametrize("rows", [1, 3])
class TestNumberOfQueries:
    @pytest.fixture
    def mine(self, login, owner, make_dossier, rows):
        for number in range(rows):
            make_dossier(owner, number)
        return login(owner)

    def test_of_the_plan(self, mine, django_assert_num_queries):
        with django_assert_num_queries(11):
            assert mine.get(address("plan")).status_code == 200

    def test_of_the_portfolio(self, mine, django_assert_num_queries):
        with django_assert_num_queries(8):
            assert mine.get(address("activities")).status_code == 200
