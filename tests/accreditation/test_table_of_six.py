"""A welcome talk of six: seven choose it at the same moment, six sit down and five are spoken."""

from datetime import timedelta

import pytest

from accounts.actors import Actor
from accreditation import choosing_welcome, welcome
from accreditation.models import Conversation
from audit.acts import NotAllowed
from outbox.models import Letter
from register.models import Application
from tests.accreditation.conftest import by, make_assessor, slot
from tests.accreditation.test_welcome import in_review
from tests.conftest import NOW, TODAY
from tests.makers import people, reference

WEEK = timedelta(weeks=1)


@pytest.mark.django_db(transaction=True)
def test_seven_choose_one_table_of_six(in_parallel):
    scheme = reference.scheme()
    assessor = make_assessor("Hanneke", "Wit")
    moment = slot(assessor, NOW + WEEK, now=NOW, kind="welcome")
    newcomers = [people.person(f"Nieuw{n}", "Komer") for n in range(scheme.welcome_seats + 1)]
    applications = [in_review(person, TODAY) for person in newcomers]
    for application in applications:
        choosing_welcome.propose(application, [], now=NOW, by=people.desk_actor())

    def choose(application: Application):
        me = Actor.self(application.person)
        return choosing_welcome.choose(application, moment, now=NOW, by=me)

    outcomes = in_parallel(*(lambda one=one: choose(one) for one in applications))
    refused = [one for one in outcomes if isinstance(one, NotAllowed)]
    assert len(refused) == 1
    assert "Kies een ander moment" in str(refused[0])
    table = Conversation.objects.get()
    assert table.seats.count() == scheme.welcome_seats == 6
    told = Letter.objects.filter(kind="accreditation/welcome_planned")
    assert told.exclude(person=assessor.user).count() == 6
    assert told.filter(person=assessor.user).latest("pk").body.count("Komer") == 6

    absent = table.seats.first().person
    welcome.hold_welcome_talk(table, now=table.ends_at, by=by(assessor), absent=[absent])
    spoken = Application.objects.exclude(welcomed_on=None)
    assert spoken.count() == 5
    assert absent not in [one.person for one in spoken]
