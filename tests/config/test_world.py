"""The demo world: every status somewhere in it, made through the real transitions."""

from django.db.models import F

from accreditation.models import Cycle
from config import integrity
from config.demo import build
from config.demo.login import shown_people
from kit import clock
from outbox.models import Job
from portfolios.models import LearningGoal
from register import acceptance
from register.models import Application, Consultation, PublicEntry, Registration


def statuses(model) -> set[str]:
    return set(model.objects.values_list("status", flat=True))


def test_the_world_holds_every_status(db):
    assert build.is_empty()
    build.build(clock.today())
    assert statuses(Registration) == set(Registration.Status.values)
    assert statuses(Application) == set(Application.Status.values)
    later = {"second_reading"}  # nobody in this world is at it now
    assert statuses(Cycle) == set(Cycle.Status.values) - later
    assert statuses(Consultation) == {"open", "adopted"}
    assert acceptance.tallies(clock.today())[0].not_yet > 0
    assert Registration.objects.count() >= 190
    assert PublicEntry.objects.current().count() >= 180
    assert not Job.objects.dead().exists()
    assert list(integrity.broken(clock.today())) == []
    assert not build.is_empty()
    assert len(shown_people()) == 13
    before_they_came = F("plan__owner__registration__since_on")
    assert not LearningGoal.objects.filter(added_on__lt=before_they_came).exists()
