"""The group finder: what it says of a group, and what it never says."""

from datetime import timedelta

import pytest
from django.urls import reverse

from audit.acts import NotAllowed
from outbox.models import Letter
from portfolios.together import finding, groups
from portfolios.together.finding import Asked
from portfolios.together.models import GroupNotice
from register.models import Affiliation
from tests.makers import people, reference

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")
FACTS = {
    "theme": "Jongeren zonder school",
    "words": "We lopen graag.",
    "kinds_of_work": ["youth"],
    "province": "",
    "online": True,
    "places": 2,
}


def address(name, thing=None):
    return reverse(f"together:{name}", args=[thing.public_id] if thing else [])


def works(person, place, *kinds, today):
    Affiliation.objects.create(
        person=person,
        organisation=reference.municipality(place),
        kinds_of_work=list(kinds),
        from_on=today - timedelta(days=100),
    )


@pytest.fixture
def notice(group, owner, today):
    return finding.publish(group, FACTS, by_person=owner, today=today)


def found_by(person, today, **asked):
    return finding.matches(person, Asked(**asked), today=today)


def test_the_finder_says_what_the_group_is_about_and_not_who_is_in_it(
    login, owner, peer, stranger, group, notice
):
    page = login(stranger).get(address("finder")).content.decode()
    assert "Jongeren zonder school" in page
    assert "2 plekken vrij" in page
    for secret in (group.name, owner.last_name, peer.last_name):
        assert secret not in page


def test_members_do_not_find_their_own_group(owner, stranger, notice, today):
    assert found_by(owner, today) == []
    assert len(found_by(stranger, today)) == 1


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"words": "jongeren"}, 1), ({"words": "schulden"}, 0),
        ({"province": "online"}, 1), ({"province": "Zeeland"}, 0),
        ({"kind": "youth"}, 1), ({"kind": "debt"}, 0),
        ({"words": "jongeren lopen", "kind": "youth", "province": "online"}, 1),
    ],
)  # fmt: skip
def test_looking_by_theme_place_and_kind_of_work(stranger, notice, today, asked, count):
    assert len(found_by(stranger, today, **asked)) == count


def test_a_group_with_other_employers_comes_first_and_the_sentence_says_why(
    owner, peer, stranger, notice, today
):
    works(stranger, "Hier", "work", "youth", today=today)
    works(owner, "Daar", "youth", today=today)
    colleague = people.person("Collega", "Hier")
    near = groups.start("Dichtbij", founder=colleague, today=today)
    works(colleague, "Hier", "youth", today=today)
    finding.publish(near, FACTS | {"theme": "Ook jongeren"}, by_person=colleague, today=today)
    first, second = found_by(stranger, today)
    assert (first.notice, second.notice.theme) == (notice, "Ook jongeren")
    assert first.why == (
        "Hier zit nog niemand van jouw organisatie, jij brengt iets nieuws mee: werk en "
        "re-integratie en jullie kennen allebei jongeren."
    )
    assert second.why.startswith("Jij brengt iets nieuws mee")


def test_a_place_is_asked_of_the_group_and_the_moderator_answers(
    login, owner, peer, stranger, group, notice
):
    login(stranger).post(address("place_ask", notice), {"words": "Ik werk ook met jongeren."})
    asked = group.requests.get()
    assert {one.person for one in Letter.objects.all()} == {owner, peer}
    assert not any("jongeren" in one.body for one in Letter.objects.all())
    page = login(peer).get(address("group", group)).content.decode()
    assert "Ik werk ook met jongeren." in page
    login(peer).post(address("request_answer", asked), {"answer": "accept"})
    assert not group.members.filter(person=stranger).exists()
    login(owner).post(address("request_answer", asked), {"answer": "accept"})
    assert group.members.filter(person=stranger, until_on=None).exists()
    assert GroupNotice.objects.get().places == 1
    assert Letter.objects.filter(person=stranger, kind="portfolios/place_given").exists()


def test_a_no_is_friendly_and_does_not_tell_the_name_of_the_group(
    login, owner, stranger, group, notice, now
):
    asked = finding.ask(notice, person=stranger, words="Mag ik erbij?", now=now)
    finding.take_down(group, by_person=owner)
    login(owner).post(address("request_answer", asked), {"answer": "decline"})
    letter = Letter.objects.get(person=stranger)
    assert letter.kind == "portfolios/place_not_now"
    assert group.name not in letter.title + letter.body


def test_asking_twice_is_once(stranger, notice, now):
    finding.ask(notice, person=stranger, words="Mag ik erbij?", now=now)
    with pytest.raises(NotAllowed, match="al gevraagd"):
        finding.ask(notice, person=stranger, words="Nog eens.", now=now)


def test_after_a_no_the_group_is_not_asked_again_at_once(owner, stranger, notice, now):
    asked = finding.ask(notice, person=stranger, words="Mag ik erbij?", now=now)
    finding.answer(asked, accept=False, by_person=owner, now=now)
    with pytest.raises(NotAllowed, match="vanaf"):
        finding.ask(notice, person=stranger, words="Toch?", now=now + timedelta(days=89))
    finding.ask(notice, person=stranger, words="En nu?", now=now + timedelta(days=90))


def test_the_last_place_takes_the_notice_away(owner, stranger, group, today, now):
    notice = finding.publish(group, FACTS | {"places": 1}, by_person=owner, today=today)
    asked = finding.ask(notice, person=stranger, words="Ik?", now=now)
    finding.answer(asked, accept=True, by_person=owner, now=now)
    assert not GroupNotice.objects.exists()


def test_a_notice_says_where(login, owner, group):
    mine = login(owner)
    data = {"theme": "Schulden", "words": "", "places": 2}
    response = mine.post(address("notice_edit", group), data)
    assert response.status_code == 422
    assert "Kies een provincie, of zeg dat het online kan" in response.content.decode()
    assert mine.post(address("notice_edit", group), data | {"online": "on"}).status_code == 302
    assert GroupNotice.objects.get().theme == "Schulden"
    mine.post(address("notice_edit", group), {"step": "remove"})
    assert not GroupNotice.objects.exists()


def test_a_group_that_rests_is_not_found(owner, stranger, group, notice, today):
    type(group).objects.filter(pk=group.pk).update(paused_on=today)
    assert found_by(stranger, today) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_finder_has_a_fixed_number_of_queries(
    login, owner, stranger, today, rows, django_assert_num_queries
):
    works(stranger, "Hier", "work", today=today)
    for number in range(rows):
        made = groups.start(f"Groep {number}", founder=owner, today=today)
        finding.publish(made, FACTS, by_person=owner, today=today)
    theirs = login(stranger)
    with django_assert_num_queries(8):
        assert theirs.get(address("finder")).status_code == 200
