"""Notes of a talk: kept for the assessor alone, used for the report, gone when it is shared."""

from datetime import datetime, timedelta

import pytest

from accounts.actors import Actor
from accreditation import guide, reporting, scheduling, talk_notes
from accreditation.models import Conversation, TalkNotes
from audit.acts import NotAllowed
from tests.accreditation.conftest import AMSTERDAM, WORDS, booked, by, held, make_assessor, themes

pytestmark = pytest.mark.usefixtures("standing_clock")
EMPTY = dict.fromkeys(TalkNotes.PARTS, "")
HERE = "/assessor/gesprekken/"
WHEN = datetime(2026, 6, 3, 10, tzinfo=AMSTERDAM)


def noted(talk, world, *, version=1, **words):
    return talk_notes.save(
        talk, version=version, words=EMPTY | words, now=world.now, by=by(world.assessor)
    )


def test_notes_are_of_the_assessor_of_the_talk(world, stranger):
    talk = booked(world.owner, world.assessor, now=world.now)
    noted(talk, world, craft="Vroeg door.")
    other = make_assessor("Kees", "Blok")
    for user in (world.owner, stranger, other.user):
        assert not TalkNotes.objects.visible_to(user).exists()
        with pytest.raises(NotAllowed):
            talk_notes.save(talk, version=1, words=EMPTY, now=world.now, by=Actor(user, "assessor"))
    assert TalkNotes.objects.visible_to(world.assessor.user).get().craft == "Vroeg door."


def test_a_second_tab_does_not_write_over_the_first(world):
    talk = booked(world.owner, world.assessor, now=world.now)
    noted(talk, world, craft="Eerste tab")
    with pytest.raises(talk_notes.Stale) as problem:
        noted(talk, world, craft="Tweede tab")
    assert problem.value.notes.craft == "Eerste tab"


def test_the_report_is_drafted_from_the_notes_and_nothing_is_written_over(world):
    talk = held(world.owner, world.assessor, now=world.now)
    noted(talk, world, questions="Over jongeren", craft="Vroeg door", client="Koos zelf")
    report = reporting.draft(talk, now=world.now, by=by(world.assessor))
    words = {**WORDS, "summary": "", "advice": "renew"}
    report = reporting.save_draft(
        report,
        version=report.version,
        words=words,
        themes=themes(told="Al af."),
        now=world.now,
        by=by(world.assessor),
    )
    report, skipped = talk_notes.into_report(report, now=world.now, by=by(world.assessor))
    told = {each.theme: each.told for each in report.themes.all()}
    assert told == {"craft": "Al af.", "client": "Koos zelf", "together": "", "ahead": ""}
    assert (report.summary, skipped) == ("Over jongeren", ["Vakmanschap in de praktijk"])


def test_sharing_the_report_deletes_the_notes(world):
    talk = held(world.owner, world.assessor, now=world.now)
    noted(talk, world, craft="Vroeg door")
    report = reporting.draft(talk, now=world.now, by=by(world.assessor))
    report = reporting.save_draft(
        report,
        version=1,
        words={**WORDS, "advice": "renew"},
        themes=themes(),
        now=world.now,
        by=by(world.assessor),
    )
    reporting.share(report, now=world.now, by=by(world.assessor))
    assert not TalkNotes.objects.exists()
    with pytest.raises(NotAllowed):
        noted(talk, world)


def test_notes_of_a_talk_that_is_off_go_in_the_night(world):
    talk = booked(world.owner, world.assessor, now=world.now)
    noted(talk, world, craft="Vroeg door")
    talk_notes.forget_notes()
    assert TalkNotes.objects.exists()
    scheduling.cancel(talk, now=world.now, by=Actor.self(world.owner))
    assert not TalkNotes.objects.visible_to(world.assessor.user).exists()
    talk_notes.forget_notes()
    assert not TalkNotes.objects.exists()


def test_the_key_of_the_device_comes_and_goes(world):
    talk = booked(world.owner, world.assessor, now=world.now)
    actor = by(world.assessor)
    talk_notes.keep_on_device(talk, True, now=world.now, by=actor)
    first = TalkNotes.objects.get().device_key
    talk_notes.keep_on_device(talk, True, now=world.now, by=actor)
    assert TalkNotes.objects.get().device_key == first != ""
    talk_notes.keep_on_device(talk, False, now=world.now, by=actor)
    assert TalkNotes.objects.get().device_key == ""


def test_the_guide_fills_the_talk_and_no_more():
    talk = Conversation(starts_at=WHEN, ends_at=WHEN + timedelta(minutes=90))
    planned = list(guide.planned(talk))
    assert planned[0][1] == WHEN
    assert planned[-1][1] == WHEN + timedelta(minutes=80)
    assert [part.key for part, _ in planned if part.key] == list(TalkNotes.PARTS)


# ---- The page ----


def test_the_page_has_the_own_questions_on_top_and_the_dossier_beside(world, login):
    talk = held(world.owner, world.assessor, now=world.now)
    page = login(world.assessor.user).get(f"{HERE}{talk.public_id}/")
    text = page.content.decode()
    assert page.status_code == 200
    assert text.index("Waar de ander het over wil hebben") < text.index("Vakmanschap in de")
    assert "Het gesprek aan de keukentafel" in text  # a title from the snapshot
    assert login(world.owner).get(f"{HERE}{talk.public_id}/").status_code == 404


def test_typing_is_saved_and_a_stale_tab_gets_both_texts(world, login):
    talk = held(world.owner, world.assessor, now=world.now)
    client = login(world.assessor.user)
    url = f"{HERE}{talk.public_id}/"
    saved = client.post(f"{url}notities/", EMPTY | {"version": 1, "craft": "Van hier"})
    assert saved.json() == {"version": 2}
    stale = EMPTY | {"version": 1, "craft": "Van daar"}
    assert client.post(f"{url}notities/", stale).status_code == 409
    both = client.post(url, stale)
    assert both.status_code == 409
    assert "Van hier" in both.content.decode()
    assert "Van daar" in both.content.decode()
    kept = client.post(url, stale | {"version": 2})
    assert kept.status_code == 302
    assert TalkNotes.objects.get().craft == "Van daar"


def test_a_bsn_is_not_kept(world, login):
    talk = held(world.owner, world.assessor, now=world.now)
    typed = EMPTY | {"version": 1, "craft": "111222333"}
    answer = login(world.assessor.user).post(f"{HERE}{talk.public_id}/notities/", typed)
    assert answer.status_code == 422
    assert not TalkNotes.objects.exists()


def test_the_report_page_offers_the_notes_and_takes_what_was_typed_along(world, login):
    talk = held(world.owner, world.assessor, now=world.now)
    noted(talk, world, client="Koos zelf")
    client = login(world.assessor.user)
    url = f"{HERE}{talk.public_id}/verslag/"
    page = client.get(url).content.decode()
    assert "Maak een verslag van mijn notities" in page
    typed = {"version": 1, "summary": "Net getypt", "craft_told": "Ook dit"}
    assert client.post(f"{url}uit-notities/", typed).status_code == 302
    report = talk.report
    assert report.summary == "Net getypt"
    assert {each.told for each in report.themes.all()} == {"Ook dit", "Koos zelf", ""}
