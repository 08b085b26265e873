"""Domain §7 for what stands beside the talk: applications, cases, mentors, acts, letters.

As in test_who_reads_what: every role asks at every door, in each state, and after the end. What the
table does not name is refused.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from accounts.actors import Actor
from accounts.models import Role, User
from audit import policy
from config import retention
from outbox.models import Letter
from portfolios.models import Mentorship
from portfolios.together import mentoring
from register import admission, case_files, objecting, thread
from register.models import (
    Application,
    ApplicationMessage,
    Chamber,
    CodeOfConduct,
    CompetencyProfile,
    Objection,
)
from tests.access.world import canary
from tests.accreditation.conftest import make_assessor
from tests.accreditation.test_who_reads_what import Doors, Thing, word
from tests.conftest import NOW, TODAY
from tests.makers import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock", "scheme")]
DAY, YEAR = timedelta(days=1), timedelta(days=366)
STATES = ("draft", "submitted", "in_review", "asked", "proposed", "refused", "objecting",
          "answered")  # fmt: skip


class Refusal:
    """One application, from its first words to the answer to an objection."""

    def __init__(self) -> None:
        self.owner, self.peer, self.stranger = (
            people.person(name, "Wereld") for name in ("Owner", "Peer", "Stranger")
        )
        self.desk, self.seat, self.administrator, self.reader = (
            people.person(role.title(), "Wereld", role=role)
            for role in (Role.DESK, Role.SEAT, Role.ADMINISTRATOR, Role.READER)
        )
        self.east, self.west = people.members(Chamber.EAST), people.members(Chamber.WEST)
        self.assessor = make_assessor("Assessor", "Wereld")
        self.me, self.office = Actor.self(self.owner), Actor(self.desk, Role.DESK)
        people.registered(self.stranger, since=TODAY - DAY)
        self.case: Objection | None = None

    @property
    def roles(self) -> dict[str, User | None]:
        """`hearing` and `deciding` are of the chamber that has the case, once there is one."""
        chamber = self.case.chamber if self.case else Chamber.WEST
        hearing, other = (self.east, self.west) if chamber == "east" else (self.west, self.east)
        named = ("owner", "peer", "stranger", "desk", "seat", "administrator", "reader")
        return {name: getattr(self, name) for name in named} | {
            "chamber": hearing[0].person,
            "other_chamber": other[0].person,
            "assessor": self.assessor.user,
            "anonymous": None,
        }

    # ---- The steps ----

    def draft(self) -> None:
        self.application = people.application(self.owner, today=TODAY)
        self.application.work_sentence = canary("work")
        self.application.save()

    def submitted(self) -> None:
        made = self.application
        made.submit(
            code=CodeOfConduct.objects.in_force_on(TODAY),
            profile=CompetencyProfile.objects.in_force_on(TODAY),
            today=TODAY,
            by=self.me,
        )

    def in_review(self) -> None:
        self.application.take(by=self.office)

    def asked(self) -> None:
        thread.write(self.application, canary("message"), [], today=TODAY, by=self.me)

    def proposed(self) -> None:
        self.application.refresh_from_db()
        self.application.propose_refusal(
            reason=canary("reason"), way_on="Kom later terug.", by=self.office
        )

    def refused(self) -> None:
        admission.refuse(self.application, today=TODAY, by=self.west[0])

    def objecting(self) -> None:
        self.case = objecting.start(
            self.owner, "application", self.application.public_id, today=TODAY
        )
        self.case.text = canary("objection")
        self.case.save()
        objecting.submit(self.case, today=TODAY, by=self.me)
        case_files.add_message(self.case, canary("case-message"), now=NOW, by=self.me)
        self.case.refresh_from_db()

    def answered(self) -> None:
        """Both of the chamber sign, long after: the case is decided."""
        members = self.east if self.case.chamber == "east" else self.west
        self.case.propose(outcome="dismissed", reason="Artikel 2.", today=TODAY, by=members[0])
        objecting.sign(self.case, today=TODAY, by=members[1])


def told(state: str) -> Refusal:
    story = Refusal()
    for step in STATES[: STATES.index(state) + 1]:
        getattr(story, step)()
    return story


def application_doors(s: Refusal) -> list[str | None]:
    key = [s.application.public_id]
    return [
        reverse("registration:application"), reverse("registration:application_work"),
        reverse("desk_register:application", args=key),
        reverse("committee:case", args=key), reverse("accounts:letters"),
        reverse("desk_register:people"), reverse("desk_register:applications"),
    ]  # fmt: skip


def case_doors(s: Refusal) -> list[str | None]:
    if s.case is None:
        return []
    key = ["bezwaar", s.case.public_id]
    return [
        *application_doors(s), reverse("committee:dossier", args=key),
        reverse("registration:objection", args=[s.case.public_id]), reverse("desk_register:cases"),
    ]  # fmt: skip


THINGS = {
    "application": Thing(
        word("work"), application_doors,
        {"owner": ("draft", "answered"), "desk": ("submitted", "answered"),
         "chamber": ("proposed", "proposed"), "other_chamber": ("proposed", "proposed")},
    ),
    "message": Thing(
        word("message"), application_doors,
        {"owner": ("asked", "answered"), "desk": ("asked", "answered"),
         "chamber": ("proposed", "proposed"), "other_chamber": ("proposed", "proposed")},
    ),
    "objection": Thing(
        word("objection"), case_doors,
        {"owner": ("objecting", "answered"), "chamber": ("objecting", "answered")},
    ),
    "message in a case": Thing(
        word("case-message"), case_doors,
        {"owner": ("objecting", "answered"), "chamber": ("objecting", "answered")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_each_thing_of_an_application_is_read_by_whom_the_table_says(state, login):
    story = told(state)
    doors = Doors(story, login)
    at = STATES.index(state)
    for name, thing in THINGS.items():
        wanted = {
            role
            for role, (first, last) in thing.readers.items()
            if STATES.index(first) <= at <= STATES.index(last)
        }
        assert doors.readers_of(thing) == wanted, name


# ---- Each end: the day before it, and on it ----


def night(run_jobs: Callable[..., int]) -> None:
    retention.keep_terms()
    while run_jobs(retention.KEEP_TERM):
        pass


@pytest.mark.parametrize(("after", "left"), [(-1, 1), (0, 0)])
def test_what_was_written_about_an_application_is_gone_after_a_year(
    after, left, standing_clock, run_jobs
):
    told("refused")
    standing_clock.move_to(NOW.replace(year=NOW.year + 1) + after * DAY)
    night(run_jobs)
    assert ApplicationMessage.objects.filter(text=canary("message")).count() == left


@pytest.mark.parametrize(("after", "words"), [(-1, "kanarie-work-kwit"), (0, policy.FORGOTTEN)])
def test_of_an_application_the_words_go_after_five_years(after, words, standing_clock, run_jobs):
    story = told("refused")
    standing_clock.move_to(NOW.replace(year=NOW.year + 5) + after * DAY)
    night(run_jobs)
    assert Application.objects.get(pk=story.application.pk).work_sentence == words


def test_of_a_case_the_words_go_five_years_after_the_answer(standing_clock, run_jobs, login):
    story = told("answered")
    standing_clock.move_to(NOW.replace(year=NOW.year + 5))
    night(run_jobs)
    case = Objection.objects.get(pk=story.case.pk)
    assert (case.text, case.reason) == (policy.FORGOTTEN, policy.FORGOTTEN)
    assert case.status == "dismissed"
    assert not case.messages.exists()


def test_while_it_is_not_decided_nothing_of_a_case_goes(standing_clock, run_jobs):
    story = told("objecting")
    standing_clock.move_to(NOW.replace(year=NOW.year + 9))
    night(run_jobs)
    assert Objection.objects.get(pk=story.case.pk).text == canary("objection")


# ---- Letters, mentors, acts ----


def test_a_letter_is_read_by_its_person_and_the_desk_and_empty_after_five_years(
    standing_clock, run_jobs, login
):
    story = told("refused")
    letter = Letter.objects.filter(person=story.owner, kind="register/refused").get()
    thing = Thing(
        word("reason"),
        lambda s: [
            reverse("accounts:letter", args=[letter.public_id]),
            reverse("desk_register:person_letter", args=[s.owner.public_id, letter.public_id]),
        ],
        {},
    )
    assert Doors(story, login).readers_of(thing) == {"owner", "desk"}
    standing_clock.move_to(NOW.replace(year=NOW.year + 5))
    night(run_jobs)
    letter.refresh_from_db()
    assert letter.body == policy.FORGOTTEN


def test_what_mentor_and_mentee_agreed_is_of_the_two(login):
    story = Refusal()
    facts = {"words": "Welkom.", "kinds_of_work": ["work"], "capacity": 1}
    people.registered(story.peer, since=TODAY - DAY)
    mentoring.offer(story.peer, facts)
    pair = mentoring.ask(story.peer, words=canary("asked"), now=NOW, by=story.me)
    mentoring.accept(pair, reply="Ja.", now=NOW, by=Actor.self(story.peer))
    mentoring.agree(pair, canary("agreed"), kept="")
    thing = Thing(
        word("agreed"), lambda s: [reverse("together:mentorship", args=[pair.public_id])], {}
    )
    assert Doors(story, login).readers_of(thing) == {"owner", "peer"}
    mentoring.erase(story.owner, today=TODAY, by=Actor.system("test"))
    assert not Mentorship.objects.filter(agreements=canary("agreed")).exists()


def test_who_did_what_is_read_by_the_person_alone(login):
    story = told("asked")
    found: Any = "Bericht geschreven over de aanmelding"
    thing = Thing(lambda s: found, lambda s: [reverse("accounts:me")], {})
    assert Doors(story, login).readers_of(thing) == {"owner"}
