"""Three questions after a talk: optional, without a name, three talks at once; and own words."""

from datetime import timedelta

import pytest

from accounts.actors import Actor
from accreditation import answers, reporting, wordings
from accreditation.models import AnswersGiven, TalkAnswers
from audit.acts import NotAllowed
from tests.accreditation.conftest import held, shared
from tests.makers import people

pytestmark = pytest.mark.usefixtures("standing_clock")
SAID = {"helped": "Je luisterde.", "otherwise": "", "onward": ""}


def said_by(talk, words):
    answers.answer(talk, SAID | {"helped": words}, user=talk.concerns)


def test_answers_can_be_read_from_three_talks_on(world):
    talks = three_talks_apart(world)
    for number, talk in enumerate(talks, 1):
        said_by(talk, f"Antwoord {number}")
        shown = answers.readable_by_assessor(world.assessor.user).count()
        assert shown == answers.readable_by_desk().count() == (3 if number == 3 else 0)


def three_talks_apart(world):
    """Each a day later: an assessor speaks one person at a time."""
    users = [world.owner, people.person("Bram", "Twee"), people.person("Cato", "Drie")]
    return [
        held(user, world.assessor, now=world.now + timedelta(days=day))
        for day, user in enumerate(users)
    ]


def test_what_the_assessor_answers_is_for_the_desk_only(world):
    for talk in three_talks_apart(world):
        answers.answer(talk, SAID, user=world.assessor.user)
    assert not answers.readable_by_assessor(world.assessor.user).exists()
    assert answers.readable_by_desk().count() == 3


def test_nothing_of_an_answer_leads_to_the_talk_or_the_person(world):
    talk = held(world.owner, world.assessor, now=world.now)
    said_by(talk, "Fijn.")
    kept = TalkAnswers.objects.get()
    fields = {field.name for field in kept._meta.concrete_fields}
    assert fields == {"public_id", "assessor", "side", *TalkAnswers.QUESTIONS, "shown"}


def test_nobody_is_asked_twice_and_an_empty_form_keeps_nothing(world):
    talk = held(world.owner, world.assessor, now=world.now)
    with pytest.raises(NotAllowed, match="sla ze gewoon over"):
        said_by(talk, "  ")
    assert not AnswersGiven.objects.exists()
    said_by(talk, "Fijn.")
    with pytest.raises(NotAllowed, match="al beantwoord"):
        said_by(talk, "Nog eens.")
    assert TalkAnswers.objects.count() == 1


def test_the_pages_of_both_sides(world, login, stranger):
    talk = held(world.owner, world.assessor, now=world.now)
    url = f"/mijn/gesprek/{talk.public_id}/vragen/"
    theirs = f"/assessor/gesprekken/{talk.public_id}/vragen/"
    assert login(stranger).get(url).status_code == 404
    assert login(world.assessor.user).get(url).status_code == 404
    assert login(world.owner).post(url, SAID).status_code == 302
    assert "Dank je" in login(world.owner).get(url).content.decode()
    client = login(world.assessor.user)
    empty = client.post(theirs, {})
    assert empty.status_code == 422
    assert "sla ze gewoon over" in empty.content.decode()
    assert client.post(theirs, SAID).status_code == 302
    assert "Nog niets om te lezen" in client.get("/assessor/wat-mensen-zeggen/").content.decode()


# ---- Own words between sharing and signing ----


def own_words(report, words, world):
    return reporting.save_own_words(
        report, version=report.version, own_words=words, now=world.now, by=Actor.self(world.owner)
    )


def test_both_see_what_changed_in_the_own_words(world, login):
    report = shared(world.owner, world.assessor, now=world.now)
    me = Actor.self(world.owner)
    report = own_words(report, "Een goed gesprek.", world)
    url = f"/assessor/gesprekken/{report.conversation.public_id}/verslag/"
    assert "Een goed gesprek" not in login(world.assessor.user).get(url).content.decode()
    wordings.show(report, now=world.now, by=me)
    wordings.show(report, now=world.now, by=me)  # twice the same is once
    report = own_words(report, "Een fijn gesprek.", world)
    reporting.sign(report, now=world.now, by=me)
    first, second = report.wordings.all()
    assert (first.words, second.before) == ("Een goed gesprek.", "Een goed gesprek.")
    assert [(part.kind, part.text) for part in second.changes if part.kind != "kept"] == [
        ("gone", "goed"), ("new", "fijn"),
    ]  # fmt: skip
    theirs = f"/mijn/gesprek/verslag/{report.conversation.public_id}/"
    for user, address in ((world.assessor.user, url), (world.owner, theirs)):
        assert "<del>" in login(user).get(address).content.decode()


def test_who_shows_nothing_early_leaves_no_earlier_words(world):
    report = own_words(shared(world.owner, world.assessor, now=world.now), "Klaar.", world)
    reporting.sign(report, now=world.now, by=Actor.self(world.owner))
    assert not report.wordings.exists()


def test_after_signing_nothing_is_shown_any_more(world):
    report = own_words(shared(world.owner, world.assessor, now=world.now), "Klaar.", world)
    reporting.sign(report, now=world.now, by=Actor.self(world.owner))
    with pytest.raises(NotAllowed, match="al ondertekend"):
        wordings.show(report, now=world.now, by=Actor.self(world.owner))


def test_the_button_shows_the_words_as_typed(world, login):
    report = shared(world.owner, world.assessor, now=world.now)
    url = f"/mijn/gesprek/verslag/{report.conversation.public_id}/laten-lezen/"
    typed = {"version": report.version, "own_words": "Alvast dit."}
    assert login(world.owner).post(url, typed).status_code == 302
    assert report.wordings.get().words == "Alvast dit."
    assert login(world.owner).post(url, typed).status_code == 409  # an older version
