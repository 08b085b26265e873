"""Calibration: lent stories, own answers first, then side by side; and never about one assessor."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from accounts.actors import Actor
from accounts.models import RoleGrant, User
from accreditation import agreement, assignment, calibration, lending, weighing
from accreditation.models import (
    AssessorTraining,
    CalibrationAnswer,
    CalibrationRound,
    CalibrationSeat,
    LentStory,
)
from audit.acts import NotAllowed
from config import waiting
from outbox.models import Letter
from portfolios.dossier import purging
from portfolios.models import LearningStory, Mentorship
from tests.accreditation.conftest import assigned, by, handed_in, make_assessor
from tests.makers import people

TODAY = date(2026, 11, 23)
SIGNAL = "Samira El Amrani belde vanuit Lelystad, en zei dat ze niet kwam."


def make_story(owner, now, title: str = "Het telefoontje", signal: str = SIGNAL) -> LearningStory:
    return LearningStory.objects.create(
        owner=owner, title=title, signal=signal, learned="Eerst vragen.",
        started_at=now, updated_at=now,
    )  # fmt: skip


def lent(owner, now, title: str = "Het telefoontje") -> LentStory:
    story = make_story(owner, now, title)
    text = lending.without_names(story)
    return lending.lend(story, title=title, text=text, today=TODAY, by=Actor.self(owner))


@pytest.fixture
def assessors(world):
    return [world.assessor, *(make_assessor(f"Nummer {n}", "Proef") for n in ("een", "twee"))]


@pytest.fixture
def stories(world, now):
    return [lent(people.person("Anna", "Bron"), now), lent(people.person("Bob", "Bron"), now)]


@pytest.fixture
def opened(stories, assessors, now) -> CalibrationRound:
    return calibration.open_round(
        stories, assessors[1:], leader=assessors[0],
        answer_by=TODAY + timedelta(days=21), now=now, by=people.desk_actor(),
    )  # fmt: skip


def answered(made, assessor, now, *advices: str) -> None:
    words = {
        story.pk: {"would_ask": f"Vraag van {assessor.pk}", "advice": advice, "because": "Daarom."}
        for story, advice in zip(made.stories.all(), advices, strict=True)
    }
    calibration.answer(made, words, now=now, by=by(assessor))


def kinds(user) -> list[str]:
    found = Letter.objects.filter(person=user).order_by("pk").values_list("kind", flat=True)
    return [kind.rpartition("/")[2] for kind in found]


# ---- Lending ----


def test_a_copy_has_no_name_of_its_owner(owner, now, scheme):
    people.registered(owner, since=date(2023, 5, 1))
    text = lending.without_names(make_story(owner, now))
    assert "Samira" not in text
    assert "[klantmanager] belde" in text
    assert "Eerst vragen." in text


def test_the_copy_is_frozen(owner, now, scheme):
    copy = lent(owner, now)
    before = copy.text
    LearningStory.objects.update(signal="Iets heel anders.")
    copy.refresh_from_db()
    assert copy.text == before


def test_only_the_owner_lends_and_each_story_once(owner, stranger, now, scheme):
    story = make_story(owner, now)
    facts = {"title": "x", "text": "y", "today": TODAY}
    with pytest.raises(NotAllowed, match="niet van jou"):
        lending.lend(story, **facts, by=Actor.self(stranger))
    lending.lend(story, **facts, by=Actor.self(owner))
    with pytest.raises(NotAllowed, match="al uit"):
        lending.lend(story, **facts, by=Actor.self(owner))
    assert lending.can_be_lent(owner) == []


def test_a_story_without_words_is_not_offered(owner, now, scheme):
    LearningStory.objects.create(
        owner=owner, title="Verteld", told_rather=True, started_at=now, updated_at=now
    )
    assert lending.can_be_lent(owner) == []


def test_taken_back_it_is_gone_from_every_round_with_the_answers(opened, assessors, stories, now):
    answered(opened, assessors[0], now, "renew", "more_time")
    lending.take_back(stories[0], by=Actor.self(stories[0].owner))
    assert list(opened.stories.all()) == [stories[1]]
    assert set(CalibrationAnswer.objects.values_list("story", flat=True)) == {stories[1].pk}


def test_another_cannot_take_it_back(stories, stranger):
    with pytest.raises(NotAllowed, match="niet van jou"):
        lending.take_back(stories[0], by=Actor.self(stranger))


# ---- Opening ----


def test_all_who_are_invited_hear_of_it_and_the_leader_takes_part(opened, assessors):
    assert {one.assessor for one in opened.seats.all()} == set(assessors)
    for one in assessors:
        assert kinds(one.user) == ["calibration_invited"]


def test_one_to_three_stories_and_at_least_three_assessors(stories, assessors, world, now):
    facts = {"answer_by": TODAY + timedelta(days=9), "now": now, "by": people.desk_actor()}
    with pytest.raises(NotAllowed, match="een, twee of drie"):
        calibration.open_round([], assessors, leader=assessors[0], **facts)
    more = [lent(people.person(f"Naam {n}", "Bron"), now) for n in ("c", "d")]
    with pytest.raises(NotAllowed, match="een, twee of drie"):
        calibration.open_round([*stories, *more], assessors, leader=assessors[0], **facts)
    with pytest.raises(NotAllowed, match="ten minste drie"):
        calibration.open_round(stories, assessors[:2], leader=assessors[0], **facts)
    facts["answer_by"] = TODAY
    with pytest.raises(NotAllowed, match="nog komt"):
        calibration.open_round(stories, assessors, leader=assessors[0], **facts)


@pytest.mark.parametrize("tie", ["mentor", "talk"])
def test_who_knows_an_owner_does_not_take_part(assessors, owner, now, world, tie):
    copy = lent(owner, now)
    if tie == "mentor":
        Mentorship.objects.create(
            mentor=assessors[1].user, mentee=owner, status="active", from_on=TODAY, asked_on=TODAY
        )
        knows = assessors[1]
    else:
        assigned(owner, world.assessor, now=now)
        knows = world.assessor
    may = calibration.may_be_invited([copy], today=TODAY)
    assert set(may) == set(assessors) - {knows}
    with pytest.raises(NotAllowed, match="kent iemand"):
        calibration.open_round(
            [copy], assessors, leader=assessors[0], answer_by=TODAY + timedelta(days=9),
            now=now, by=people.desk_actor(),
        )  # fmt: skip


# ---- Answering ----


def test_nobody_sees_the_answers_of_others_before_the_own_ones(opened, assessors, now, login):
    answered(opened, assessors[1], now, "renew", "more_time")
    page = f"/assessor/afstemmen/{opened.public_id}/"
    client = login(assessors[0].user)
    secret = f"Vraag van {assessors[1].pk}"
    assert not CalibrationAnswer.objects.readable_by(assessors[0].user).exists()
    assert secret not in client.get(page).content.decode()
    data = {}
    for number in (1, 2):
        data |= {f"would_ask_{number}": "Wat wilde zij?", f"advice_{number}": "renew",
                 f"because_{number}": "Het staat er."}  # fmt: skip
    assert client.post(page, data | {"advice_1": ""}).status_code == 422
    assert client.post(page, data).status_code == 302
    after = client.get(page).content.decode()
    assert secret in after
    assert "Hier lopen de adviezen uiteen" in after
    assert assessors[1].user.name not in after


def test_what_was_answered_does_not_change(opened, assessors, now):
    answered(opened, assessors[1], now, "renew", "renew")
    with pytest.raises(NotAllowed, match="al geantwoord"):
        answered(opened, assessors[1], now, "more_time", "renew")


def test_who_was_not_invited_answers_and_reads_nothing(opened, now, login):
    other = make_assessor("Niet", "Gevraagd")
    with pytest.raises(NotAllowed, match="niet gevraagd"):
        answered(opened, other, now, "renew", "renew")
    assert login(other.user).get(f"/assessor/afstemmen/{opened.public_id}/").status_code == 404


def test_an_answer_to_a_story_that_was_taken_back_meanwhile_is_asked_again(opened, assessors, now):
    words = {story.pk: {"would_ask": "x", "advice": "renew", "because": "y"}
             for story in opened.stories.all()}  # fmt: skip
    del words[min(words)]
    with pytest.raises(NotAllowed, match="Lees ze opnieuw"):
        calibration.answer(opened, words, now=now, by=by(assessors[1]))
    assert not CalibrationSeat.objects.exclude(answered_on=None).exists()


def test_there_is_no_advice_that_no_talk_has(opened, assessors, stories):
    with pytest.raises(IntegrityError, match="advice_after_a_talk"), transaction.atomic():
        opened.answers.create(
            story=stories[0], assessor=assessors[0], would_ask="x", because="y",
            advice="not_engaged",
        )  # fmt: skip


# ---- The number ----


def said(*rows: str) -> list[CalibrationAnswer]:
    """One row an assessor, one letter a story: r renew, a with agreements, m more time."""
    kinds_of = {"r": "renew", "a": "renew_with_agreements", "m": "more_time"}
    return [
        CalibrationAnswer(assessor_id=who, story_id=story, advice=kinds_of[letter])
        for who, row in enumerate(rows)
        for story, letter in enumerate(row)
        if letter != "-"
    ]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (("rm", "rm"), "drie assessoren"),
        (("r", "r", "m"), "vanaf twee"),
        (("rr", "rr", "rr"), "allemaal hetzelfde"),
    ],
)
def test_no_number_where_it_would_say_nothing(rows, sentence):
    found = agreement.of(said(*rows))
    assert found.alpha is None
    assert sentence in found.sentence


def test_the_number_is_that_of_krippendorff():
    """By hand: the values r,r,r and m,m,a. Observed 2/3 of a pair in 6, expected 22/30."""
    found = agreement.of(said("rm", "rm", "ra"))
    assert found.alpha == pytest.approx(1 - (1 / 3) / (22 / 30))
    assert "meestal hetzelfde" not in found.sentence
    assert "vaak hetzelfde" in found.sentence


def test_nearly_alike_is_not_called_chance():
    """With so few answers alpha is 0 here, though five of six are the same."""
    found = agreement.of(said("rr", "rr", "rm"))
    assert found.alpha == pytest.approx(0)
    assert "vaak hetzelfde" in found.sentence


def test_full_agreement_is_one():
    assert agreement.of(said("rm", "rm", "rm")).alpha == pytest.approx(1)


def test_who_missed_a_story_counts_there_for_nothing():
    assert agreement.of(said("rm", "rm", "r-", "-m")).alpha == pytest.approx(1)


@given(st.lists(st.text("ram", min_size=2, max_size=2), min_size=3, max_size=8))
def test_it_never_depends_on_who_answered(rows):
    assert agreement.of(said(*rows)).alpha == pytest.approx(
        agreement.of(said(*reversed(rows))).alpha, nan_ok=True
    )


# ---- Closing ----


def test_the_leader_closes_and_it_stands_on_the_record_of_who_answered(opened, assessors, now):
    leader, other, absent = assessors
    for one in (leader, other):
        answered(opened, one, now, "renew", "more_time")
    facts = {"discussion": "Over doorvragen.", "lesson": "Vraag naar de inwoner.", "now": now}
    with pytest.raises(NotAllowed, match="leidt"):
        calibration.close(opened, **facts, by=by(other))
    calibration.close(opened, **facts, by=by(leader))
    noted = AssessorTraining.objects.filter(kind="calibration", held_on=TODAY)
    assert {one.assessor for one in noted} == {leader, other}
    assert kinds(other.user)[-1] == "calibration_closed"
    assert kinds(absent.user) == ["calibration_invited"]
    with pytest.raises(NotAllowed):
        answered(opened, absent, now, "renew", "renew")


def test_two_rounds_on_one_day_are_one_line_on_the_record(opened, stories, assessors, now):
    again = calibration.open_round(
        stories, assessors[1:], leader=assessors[0], answer_by=TODAY + timedelta(days=9),
        now=now, by=people.desk_actor(),
    )  # fmt: skip
    for made in (opened, again):
        answered(made, assessors[0], now, "renew", "renew")
        calibration.close(made, discussion="x", lesson="y", now=now, by=by(assessors[0]))
    assert AssessorTraining.objects.filter(assessor=assessors[0]).count() == 1


def test_who_did_not_answer_reads_the_lesson_and_no_answer(opened, assessors, now, login):
    answered(opened, assessors[0], now, "renew", "renew")
    calibration.close(
        opened, discussion="Over stilte.", lesson="Laat stilte vallen.", now=now,
        by=by(assessors[0]),
    )  # fmt: skip
    page = login(assessors[2].user).get(f"/assessor/afstemmen/{opened.public_id}/").content.decode()
    assert "Laat stilte vallen." in page
    assert f"Vraag van {assessors[0].pk}" not in page


# ---- The pages ----


def test_the_owner_lends_and_takes_back_by_pages(owner, now, login, scheme):
    people.registered(owner, since=date(2023, 5, 1))
    story = make_story(owner, now)
    client = login(owner)
    page = client.get(f"/mijn/gesprek/oefenverhalen/{story.public_id}/").content.decode()
    assert "[klantmanager] belde" in page
    address = f"/mijn/gesprek/oefenverhalen/{story.public_id}/"
    data = {"title": "Het telefoontje", "text": "Ze belde, en zei dat ze niet kwam."}
    assert client.post(address, data).status_code == 422  # no consent
    assert client.post(address, data | {"agreed": "on"}).status_code == 302
    copy = LentStory.objects.get()
    assert copy.text == data["text"]
    assert "Ze belde" in client.get("/mijn/gesprek/oefenverhalen/").content.decode()
    assert client.post(f"/mijn/gesprek/oefenverhalen/{copy.public_id}/terug/").status_code == 302
    assert not LentStory.objects.exists()


def test_a_copy_is_not_read_while_its_story_lies_in_the_bin_and_goes_with_it(opened, stories, now):
    first, second = stories
    assert set(opened.stories.usable()) == set(stories)
    LearningStory.objects.filter(pk=first.story_id).update(removed_at=now)
    assert list(opened.stories.usable()) == [second]
    User.objects.filter(pk=second.owner_id).update(is_active=False)
    assert not opened.stories.usable().exists()
    LearningStory.everything.filter(pk=first.story_id).delete()
    assert list(LentStory.objects.all()) == [second]


def test_client_data_that_is_taken_out_is_gone_from_the_copy_too(owner, now, scheme):
    made = lent(owner, now)
    LentStory.objects.filter(pk=made.pk).update(text="Bel mevrouw Jansen op 06-12345678.")
    assert purging.purge(owner, ["06-12345678"], by=Actor.self(owner)) == 1
    made.refresh_from_db()
    assert made.text == "Bel mevrouw Jansen op [weggehaald]."


def test_the_names_of_a_mentor_go_out_of_the_copy(owner, now, scheme):
    mentor = people.person("Karin", "Dekkerse")
    Mentorship.objects.create(
        mentor=mentor, mentee=owner, status="active", asked_on=TODAY, from_on=TODAY
    )
    story = make_story(owner, now, title="Met Dekkerse mee", signal="Karin Dekkerse belde.")
    assert "Dekkerse" not in lending.without_names(story) + lending.sensible_title(story)


def test_who_read_the_dossier_of_an_owner_is_not_invited(world, assessors, now):
    story = lent(world.owner, now)
    assert world.assessor in calibration.may_be_invited([story], today=TODAY)
    cycle = assigned(world.owner, world.assessor, now=world.now)
    cycle.assignments.update(ended_on=TODAY, because="objected")
    assert world.assessor not in calibration.may_be_invited([story], today=TODAY)


def test_nobody_lends_the_story_of_another(owner, stranger, now, login, scheme):
    story = make_story(owner, now)
    client = login(stranger)
    assert client.get(f"/mijn/gesprek/oefenverhalen/{story.public_id}/").status_code == 404


def test_the_desk_opens_a_round_and_reads_no_word(stories, assessors, now, login):
    client = login(people.desk_actor().user)
    page = client.get("/desk/kwaliteit/afstemmen/").content.decode()
    for secret in (stories[0].title, "Eerst vragen.", stories[0].owner.name):
        assert secret not in page
    data = {
        "stories": [str(one.public_id) for one in stories],
        "invited": [str(one.pk) for one in assessors],
        "leader": str(assessors[0].pk),
        "answer_by": "2026-12-20",
    }
    assert client.post("/desk/kwaliteit/afstemmen/", data | {"leader": ""}).status_code == 422
    assert client.post("/desk/kwaliteit/afstemmen/", data).status_code == 302
    made = CalibrationRound.objects.get()
    titles = [one.title for one in waiting.with_others(today=TODAY, now=now)]
    assert "Assessoren: afstemmen met elkaar" in titles
    few = client.get(f"/desk/kwaliteit/afstemmen/{made.public_id}/").content.decode()
    assert "Nog niets te lezen" in few
    for one, advice in zip(assessors, ("renew", "renew", "more_time"), strict=True):
        answered(made, one, now, advice, "renew")
    page = client.get(f"/desk/kwaliteit/afstemmen/{made.public_id}/").content.decode()
    assert "Meer tijd: 1" not in page  # while it runs two looks would say whose it is
    calibration.close(made, discussion="Over macht.", lesson="Vraag.", now=now, by=by(assessors[0]))
    page = client.get(f"/desk/kwaliteit/afstemmen/{made.public_id}/").content.decode()
    assert "Meer tijd: 1" in page
    assert "Krippendorffs alfa" in page
    assert "Vraag van" not in page
    assert stories[0].title not in page


def test_the_leader_closes_by_the_page(opened, assessors, now, login):
    for one in assessors:
        answered(opened, one, now, "renew", "more_time")
    client = login(assessors[0].user)
    page = f"/assessor/afstemmen/{opened.public_id}/"
    assert "Rond de afstemming af" in client.get(page).content.decode()
    assert "Rond de afstemming af" not in login(assessors[1].user).get(page).content.decode()
    address = f"{page}afronden/"
    assert client.post(address, {"discussion": "x"}).status_code == 422
    assert client.post(address, {"discussion": "x", "lesson": "Wees kort."}).status_code == 302
    assert "Wees kort." in client.get(page).content.decode()
    assert login(assessors[1].user).post(address, {}).status_code == 404


def test_what_waits_for_me_is_told_from_what_i_did(opened, assessors, now, login):
    answered(opened, assessors[1], now, "renew", "renew")
    done = login(assessors[1].user).get("/assessor/afstemmen/").content.decode()
    assert "Doe je mee?" not in done
    assert "Waar je aan meedeed" in done
    todo = login(assessors[0].user).get("/assessor/afstemmen/").content.decode()
    assert "Doe je mee?" in todo
    assert "Waar je aan meedeed" not in todo


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/assessor/afstemmen/", 5),
        ("/desk/kwaliteit/afstemmen/", 8),
        ("/mijn/gesprek/oefenverhalen/", 5),
    ],
)
def test_lists_take_the_same_queries_for_one_and_for_three(
    world, assessors, stories, now, login, path, queries, django_assert_num_queries
):
    who = {"a": assessors[0].user, "d": people.desk_actor().user, "m": world.owner}[path[1]]
    client = login(who)
    for number in range(3):
        if path[1] == "m":
            lent(world.owner, now, title=f"Verhaal {number}")
        else:
            made = calibration.open_round(
                stories, assessors, leader=assessors[0], answer_by=TODAY + timedelta(days=9),
                now=now, by=people.desk_actor(),
            )  # fmt: skip
            if number == 0:
                answered(made, assessors[0], now, "renew", "renew")
        if number in (0, 2):
            with django_assert_num_queries(queries):
                assert client.get(path).status_code == 200


# ---- When the leader is gone, and afterwards ----


def test_the_desk_ends_a_round_only_when_its_leader_stopped(opened, assessors, now, desk, login):
    leader, other, _ = assessors
    answered(opened, other, now, "renew", "more_time")
    url = f"/desk/kwaliteit/afstemmen/{opened.public_id}/"
    client = login(desk)
    assert "Rond de ronde af" not in client.get(url).content.decode()
    with pytest.raises(NotAllowed, match="Wie de afstemming leidt"):
        calibration.end_without_leader(opened, now=now, by=people.desk_actor())
    RoleGrant.objects.filter(user=leader.user).update(until_on=TODAY)
    assert "Rond de ronde af" in client.get(url).content.decode()
    assert client.post(f"{url}afronden/").status_code == 302
    opened.refresh_from_db()
    assert opened.status == CalibrationRound.Status.CLOSED
    assert AssessorTraining.objects.get(kind="calibration").assessor == other
    assert kinds(other.user)[-1] == "calibration_closed"
    letter = Letter.objects.get(person=other.user, kind="accreditation/calibration_closed")
    assert leader.user.name not in letter.body  # who is gone wrote nothing
    assert "is gestopt" in letter.body
    assert (
        CalibrationAnswer.objects.get(assessor=other, advice="renew").because
        not in client.get(url).content.decode()
    )


def test_who_reads_a_story_is_no_assessor_of_its_owner_and_nobody_learns_whose_it_is(
    world, assessors, now
):
    cycle = handed_in(world.owner, now=now)
    assignment.void(cycle, now=now)
    copy = lent(world.owner, now)
    made = calibration.open_round(
        [copy], assessors[1:], leader=assessors[0], answer_by=TODAY + timedelta(days=21),
        now=now, by=people.desk_actor(),
    )  # fmt: skip
    assert weighing.candidates(cycle, today=TODAY) == []  # as long as they are asked
    answered(made, assessors[1], now, "renew")
    CalibrationRound.objects.update(
        status="closed", closed_on=TODAY, discussion="Geduld.", lesson="Vraag door."
    )
    able = {one.assessor for one in weighing.candidates(cycle, today=TODAY)}
    assert able == {assessors[0], assessors[2]}
    [barred] = [one for one in weighing.weigh(cycle, today=TODAY) if one.obstacles]
    assert barred.obstacles == ("Kan dit gesprek nu niet voeren.",)
