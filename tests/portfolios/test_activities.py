"""Activities: finished later, found again, done again."""

import pytest
from django.urls import reverse

from portfolios.dossier.models import LearningActivity
from register.models import Competency

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")
NEW = reverse("dossier:activity_new")
LIST = reverse("dossier:activities")


def captured(**more):
    return {"kind": "read", "title": "Een boek", "happened_on": "2026-11-23"} | more


def errors(answer, name):
    return answer.context["form"].errors.get(name, [])


def test_more_can_be_said_and_none_of_it_has_to(login, owner):
    competency = Competency.objects.first()
    more = {
        "links": "example.org/boek\nhttps://example.org/film\nexample.org/boek",
        "hours": "1,5",
        "to_finish": "on",
        "competencies": [competency.pk],
    }
    login(owner).post(NEW, captured(**more))
    made = LearningActivity.objects.get()
    assert made.links == ["https://example.org/boek", "https://example.org/film"]
    assert (float(made.hours), made.to_finish) == (1.5, True)
    assert list(made.competencies.all()) == [competency]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://a.nl", "geen link", "a" * 600])
def test_what_is_no_link_is_said(login, owner, link):
    answer = login(owner).post(NEW, captured(links=link))
    assert answer.status_code == 422
    assert errors(answer, "links")
    assert link[:20] in answer.content.decode()
    assert not LearningActivity.objects.exists()


@pytest.mark.parametrize("hours", ["-1", "1000", "veel", "NaN"])
def test_hours_are_a_number_or_nothing(login, owner, hours):
    answer = login(owner).post(NEW, captured(hours=hours))
    assert errors(answer, "hours")


def test_a_bsn_in_a_link_is_not_kept(login, owner):
    answer = login(owner).post(NEW, captured(links="example.org/123456782"))
    assert "BSN" in str(errors(answer, "links"))


def test_the_list_is_searched_by_words_year_and_competency(login, owner, make_activity, today):
    old = make_activity(owner, "Oud boek", happened_on=today.replace(year=2024), note="over macht")
    new = make_activity(owner, "Nieuw boek", to_finish=True)
    new.competencies.add(Competency.objects.first())
    mine = login(owner)

    def found(**asked):
        return {each.title for each in mine.get(LIST, asked).context["activities"]}

    assert found(zoek="boek macht") == {old.title}
    assert found(jaar="2024") == {old.title}
    assert found(competentie=Competency.objects.first().pk) == {new.title}
    assert found(afmaken="on") == {new.title}
    assert found(jaar="1066", zoek="onzin") == {old.title, new.title}


def test_done_again_is_a_copy_of_today_without_the_note(login, owner, make_goal, make_activity):
    goal = make_goal(owner)
    first = make_activity(owner, "Meelopen", happened_on="2026-01-05", note="Die dag", hours=2)
    first.goals.add(goal)
    url = reverse("dossier:activity_repeat", args=[first.public_id])
    login(owner).post(url)
    again = LearningActivity.objects.exclude(pk=first.pk).get()
    assert (again.title, str(again.happened_on), again.note) == ("Meelopen", "2026-11-23", "")
    assert list(again.goals.all()) == [goal]


def test_only_the_latest_stories_stand_on_the_first_page(login, owner, make_story):
    for number in range(7):
        make_story(owner, title=f"Verhaal {number}", learned="Iets")
    mine = login(owner)
    first = mine.get(LIST).content.decode()
    assert "Verhaal 0" not in first
    assert reverse("dossier:story_list") in first
    assert "Verhaal 0" in mine.get(reverse("dossier:story_list")).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_stories_asks_the_same(
    login, owner, make_story, rows, django_assert_num_queries
):
    for number in range(rows):
        make_story(owner, title=f"Verhaal {number}")
    mine = login(owner)
    with django_assert_num_queries(7):
        assert mine.get(reverse("dossier:story_list")).status_code == 200
