"""K9: twenty press at the same moment, each on a connection of its own: one act, done once."""

from collections import Counter

import pytest

from accounts.actors import Actor
from accounts.models import Role
from accreditation import welcome
from accreditation.models import Cycle
from audit.acts import NotAllowed
from audit.models import Event
from outbox.models import Letter
from register import admission
from register.models import (
    Application,
    Certificate,
    CodeOfConduct,
    CompetencyProfile,
    Registration,
)
from tests.accreditation.conftest import in_parallel  # noqa: F401  a fixture
from tests.makers import people

pytestmark = pytest.mark.django_db(transaction=True)
TWENTY = 20
# Nobody of them could be another: an admission waits until namesakes were looked at.
UNLIKE = ("Samira", "Joost", "Ayşe", "Bram", "Chantal", "Dennis", "Fleur", "Hanneke", "Kofi",
          "Nguyen", "Piotr", "Winston", "Ulrike", "Zoë", "Ewout", "Ines", "Lubna", "Maarten",
          "Xandra", "Guus")  # fmt: skip


def told(outcomes: list[object]) -> Counter[str]:
    """How many acted, and how many were told in words that it was done already."""
    unexpected = [one for one in outcomes if isinstance(one, Exception)]
    unexpected = [one for one in unexpected if not isinstance(one, NotAllowed)]
    assert not unexpected
    return Counter("told" if isinstance(one, NotAllowed) else "acted" for one in outcomes)


@pytest.mark.fault(
    "K9",
    did="20 times the same application is sent in at once",
    must="one act, one letter, 19 are told in words",
)
def test_twenty_times_the_same_application(in_parallel, today, record_property):  # noqa: F811
    applicant = people.person("Samira", "El Amrani")
    application = people.application(applicant, today=today)
    texts = {
        "code": CodeOfConduct.objects.in_force_on(today),
        "profile": CompetencyProfile.objects.in_force_on(today),
    }

    def send() -> None:
        mine = Application.objects.get(pk=application.pk)
        mine.submit(**texts, today=today, by=Actor.self(applicant))

    outcomes = told(in_parallel(*[send] * TWENTY))
    assert outcomes == {"acted": 1, "told": TWENTY - 1}
    assert Event.objects.of(application).filter(verb="application.submit").count() == 1
    record_property("clicks", dict(outcomes))


@pytest.mark.fault(
    "K9",
    did="10 admit and 10 refuse the same person at once",
    must="one act; one certificate or none; one letter",
)
def test_admitting_and_refusing_one_person(in_parallel, today, record_property):  # noqa: F811
    applicant = people.person("Samira", "El Amrani")
    desk = Actor(people.person("Bente", "Bos", role=Role.DESK), Role.DESK)
    committee = Actor(people.person("Cor", "Kamps", role=Role.COMMITTEE), Role.COMMITTEE)
    application = people.welcomed(applicant, today=today)
    application.propose_refusal(reason="Geen klantmanager", way_on="Later", by=desk)

    def press(act, by):
        return lambda: act(Application.objects.get(pk=application.pk), today=today, by=by)

    presses = [press(welcome.admit, desk), press(admission.refuse, committee)] * (TWENTY // 2)
    outcomes = told(in_parallel(*presses))
    assert outcomes == {"acted": 1, "told": TWENTY - 1}
    application.refresh_from_db()
    admitted = application.status == Application.Status.ADMITTED
    assert Registration.objects.count() == Certificate.objects.count() == admitted
    assert Cycle.objects.count() == admitted
    assert Letter.objects.filter(person=applicant).count() == 1
    record_property("it became", application.status)


@pytest.mark.fault(
    "K9",
    did="20 people are admitted at once, and then each of them once more",
    must="20 numbers, 20 certificates, 20 letters",
)
def test_twenty_people_are_admitted(in_parallel, today, record_property):  # noqa: F811
    desk = people.desk_actor()
    applications = [
        people.welcomed(people.person(given, given[::-1].title()), today=today) for given in UNLIKE
    ]

    def admit(application):
        return lambda: welcome.admit(
            Application.objects.get(pk=application.pk), today=today, by=desk
        )

    first, again = (told(in_parallel(*map(admit, applications))) for _ in range(2))
    assert (first, again) == ({"acted": TWENTY}, {"told": TWENTY})
    numbers = set(Registration.objects.values_list("number", flat=True))
    assert len(numbers) == Certificate.objects.count() == TWENTY
    assert Letter.objects.count() == TWENTY
    record_property("numbers", len(numbers))
