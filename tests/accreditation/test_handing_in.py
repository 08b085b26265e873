"""A frozen copy goes in, exactly as seen before, and comes back until it is opened."""

import pytest

from accounts.actors import Actor
from accreditation import assignment, dossiers, handing_in, readiness
from accreditation.models import Assignment
from audit.acts import NotAllowed
from audit.models import Event
from outbox.models import Letter
from portfolios.dossier.snapshots import fingerprint
from portfolios.models import (
    DossierSnapshot,
    IntervisionGroup,
    IntervisionPresence,
    IntervisionSession,
    LearningGoal,
)
from tests.accreditation.conftest import assigned, by, fill, handed_in, running


def test_handing_in_freezes_what_was_seen_and_proposes_an_assessor(world):
    cycle = running(world.owner)
    fill(world.owner)
    choice = readiness.everything(world.owner)
    seen = handing_in.preview(cycle, choice)
    handing_in.hand_in(
        cycle,
        choice,
        now=world.now,
        by=Actor.self(world.owner),
        seen=fingerprint(seen),
    )
    cycle.refresh_from_db()
    assert cycle.status == "handed_in"
    assert cycle.snapshot.content == seen
    assert assignment.open_assignment(cycle).assessor == world.assessor
    assert Letter.objects.filter(person=world.assessor.user, kind__endswith="case_proposed")
    assert Letter.objects.filter(person=world.owner, kind__endswith="handed_in")


def test_later_writing_does_not_change_the_copy(world):
    cycle = handed_in(world.owner, now=world.now)
    before = cycle.snapshot.content
    LearningGoal.objects.update(title="Heel iets anders")
    cycle.snapshot.refresh_from_db()
    assert cycle.snapshot.content == before


def test_what_changed_since_the_preview_is_shown_again_first(world):
    cycle = running(world.owner)
    fill(world.owner)
    seen = fingerprint(handing_in.preview(cycle, readiness.everything(world.owner)))
    LearningGoal.objects.update(title="Heel iets anders")
    with pytest.raises(handing_in.Changed):
        handing_in.hand_in(
            cycle,
            readiness.everything(world.owner),
            now=world.now,
            by=Actor.self(world.owner),
            seen=seen,
        )
    assert not DossierSnapshot.objects.exists()


def test_a_session_goes_in_without_people_and_private_lines(world, stranger):
    group = IntervisionGroup.objects.create(name="Regio Flevoland", started_on="2024-01-01")
    session = IntervisionSession.objects.create(
        group=group,
        held_on="2025-03-04",
        method="balint",
        theme="Verdriet",
        logged_by=stranger,
        logged_at=world.now,
    )
    for person in (world.owner, stranger):
        IntervisionPresence.objects.create(
            session=session, person=person, present=True, own_line="Alleen voor mij"
        )
    cycle = running(world.owner)
    fill(world.owner)
    content = handing_in.preview(cycle, readiness.everything(world.owner))
    assert "Verdriet" in str(content)
    assert "Alleen voor mij" not in str(content)
    assert stranger.name not in str(content)


def test_taking_back_deletes_the_copy_and_frees_the_assessor(world):
    cycle = assigned(world.owner, world.assessor, now=world.now)
    handing_in.take_back(cycle, now=world.now, by=Actor.self(world.owner))
    cycle.refresh_from_db()
    assert (cycle.status, cycle.snapshot, cycle.assessor) == ("running", None, None)
    assert not DossierSnapshot.objects.exists()
    assert not Assignment.objects.exists()
    assert Letter.objects.filter(person=world.assessor.user, kind__endswith="taken_back")
    choice = readiness.everything(world.owner)
    handing_in.hand_in(cycle, choice, now=world.now, by=Actor.self(world.owner))
    assert assignment.open_assignment(cycle)


def test_an_opened_dossier_stays_with_the_assessor(world):
    cycle = assigned(world.owner, world.assessor, now=world.now)
    dossiers.open_dossier(cycle, now=world.now, by=by(world.assessor))
    with pytest.raises(NotAllowed, match="geopend"):
        handing_in.take_back(cycle, now=world.now, by=Actor.self(world.owner))
    assert DossierSnapshot.objects.count() == 1


def test_opening_is_recorded_about_the_owner(world):
    cycle = assigned(world.owner, world.assessor, now=world.now)
    dossiers.open_dossier(cycle, now=world.now, by=by(world.assessor))
    event = Event.objects.about(world.owner).filter(verb="dossiersnapshot.open").get()
    assert (event.actor, event.role) == (world.assessor.user, "assessor")


def test_nobody_else_opens_it(world, stranger):
    cycle = assigned(world.owner, world.assessor, now=world.now)
    for actor in (Actor(stranger, "assessor"), Actor(world.owner, "assessor")):
        with pytest.raises(NotAllowed):
            dossiers.open_dossier(cycle, now=world.now, by=actor)


def test_a_proposed_assessor_cannot_open_it_before_saying_yes(world):
    cycle = handed_in(world.owner, now=world.now)
    with pytest.raises(NotAllowed):
        dossiers.open_dossier(cycle, now=world.now, by=by(world.assessor))
