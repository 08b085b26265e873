"""The report: words, shared once complete, signed by both, then sealed."""

from datetime import timedelta

import pytest

from accounts.actors import Actor
from accreditation import reporting
from accreditation.models import Cycle
from audit.acts import NotAllowed
from outbox.models import Letter
from portfolios.models import GoalProposal
from tests.accreditation.conftest import WORDS, booked, by, held, shared, themes


def saved(report, world, now, **words):
    return reporting.save_draft(
        report,
        version=report.version,
        words={**WORDS, "advice": "renew", **words},
        themes=themes(told="Je vertelde."),
        now=now,
        by=by(world.assessor),
    )


def begun(world):
    talk = held(world.owner, world.assessor, now=world.now)
    return reporting.draft(talk, now=talk.ends_at, by=by(world.assessor))


def test_a_report_begins_with_the_four_themes_after_the_talk(world):
    report = begun(world)
    assert [theme.theme for theme in report.themes.all()] == [
        "craft",
        "client",
        "together",
        "ahead",
    ]
    again = reporting.draft(report.conversation, now=world.now, by=by(world.assessor))
    assert again == report


def test_no_report_before_the_talk(world):
    talk = booked(world.owner, world.assessor, now=world.now)
    with pytest.raises(NotAllowed, match="na het gesprek"):
        reporting.draft(talk, now=world.now, by=by(world.assessor))


def test_an_older_version_does_not_write_over_a_newer_one(world):
    report = begun(world)
    saved(report, world, world.now, summary="Eerste venster")
    with pytest.raises(reporting.Stale) as problem:
        saved(report, world, world.now, summary="Tweede venster")
    assert problem.value.report.summary == "Eerste venster"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"summary": " "}, "waar het gesprek over ging"),
        ({"advice": ""}, "Kies je advies"),
        ({"advice": "renew_with_agreements"}, "leerafspraken"),
        ({"discussed": False}, "Bespreek je advies"),
    ],
)
def test_an_unfinished_report_is_not_shared(world, words, sentence):
    report = saved(begun(world), world, world.now, **words)
    with pytest.raises(NotAllowed, match=sentence):
        reporting.share(report, now=world.now, by=by(world.assessor))


def test_sharing_is_signing_and_tells_the_person(world):
    report = shared(world.owner, world.assessor, now=world.now)
    assert report.assessor_signed_at == report.shared_at
    assert Cycle.objects.get(person=world.owner).status == "reported"
    assert Letter.objects.filter(person=world.owner, kind__endswith="report_shared").exists()


def test_after_sharing_the_assessor_changes_nothing(world):
    report = shared(world.owner, world.assessor, now=world.now)
    with pytest.raises(NotAllowed, match="al gedeeld"):
        saved(report, world, world.now)
    with pytest.raises(NotAllowed, match="al gedeeld"):
        reporting.share(report, now=world.now, by=by(world.assessor))


def test_own_words_until_signing_and_then_nothing_changes(world):
    report = shared(world.owner, world.assessor, now=world.now)
    me = Actor.self(world.owner)
    report = reporting.save_own_words(
        report, version=report.version, own_words="Zo was het.", now=world.now, by=me
    )
    report = reporting.sign(report, now=world.now + timedelta(days=8), by=me)
    assert report.is_signed_by_both
    assert report.own_words == "Zo was het."
    with pytest.raises(NotAllowed, match="al ondertekend"):
        reporting.save_own_words(
            report, version=report.version, own_words="Anders", now=world.now, by=me
        )
    with pytest.raises(NotAllowed, match="al ondertekend"):
        reporting.sign(report, now=world.now, by=me)


def test_what_follows_from_a_signed_report_is_proposed_once_and_is_the_persons(world):
    report = shared(world.owner, world.assessor, now=world.now)
    report.themes.filter(theme="ahead").update(follow_up="Meer samen doen")
    report.themes.exclude(theme="ahead").update(follow_up="")
    report.agreements = "Vaker meekijken bij een collega"
    report.save()
    mine = GoalProposal.objects.visible_to(world.owner)
    assert not mine.exists()  # not before both signed
    reporting.sign(report, now=world.now, by=Actor.self(world.owner))
    found = [(each.about, each.words) for each in mine.order_by("id")]
    assert found == [
        ("Vooruitkijken: nieuwe doelen", "Meer samen doen"),
        ("Leerafspraken", "Vaker meekijken bij een collega"),
    ]
    reporting.propose_goals(report)
    assert GoalProposal.objects.count() == 2


def test_nobody_signs_for_another(world, stranger):
    report = shared(world.owner, world.assessor, now=world.now)
    for user in (stranger, world.assessor.user):
        with pytest.raises(NotAllowed, match="niet met jou gedeeld"):
            reporting.sign(report, now=world.now, by=Actor.self(user))


def test_a_draft_is_nobodys_but_the_assessors(world, stranger):
    report = saved(begun(world), world, world.now)
    assert not reporting.of_person(world.owner).exists()
    with pytest.raises(NotAllowed, match="Alleen de assessor"):
        reporting.share(report, now=world.now, by=Actor(stranger, "assessor"))
