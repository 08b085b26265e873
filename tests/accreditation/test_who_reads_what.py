"""Who reads what, until when (domain §7): each thing, each role, each state, before and after.

Nobody is asked through a function: every role asks at every door behind which a thing can be
read, and the words of the thing are there or not. What the table does not name is refused.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse

from accounts.actors import Actor
from accounts.models import Role, User
from accreditation import (
    assignment,
    decisions,
    dossiers,
    forgetting,
    handing_in,
    reading,
    reporting,
    sampling,
    scheduling,
    second_reading,
    talk_notes,
)
from accreditation.models import QualityReading, SecondReading, TalkNotes
from outbox.models import Letter
from portfolios.dossier import guests, scans, sharing
from portfolios.together import feedback
from register import editions, notes, publication
from register.models import (
    Chamber,
    Competency,
    CompetencyProfile,
    Registration,
    StaffNote,
)
from tests.access.world import canary, hand_in, rewrite_dossier, write_dossier
from tests.accreditation.conftest import by, make_assessor, running, slot
from tests.conftest import NOW, TODAY
from tests.makers import people, reference

pytestmark = pytest.mark.django_db
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
THEMES = ("craft", "client", "together", "ahead")


class Story:
    """One person's way from writing to the night in which the copy is deleted."""

    def __init__(self) -> None:
        reference.scheme()
        self.owner, self.peer, self.stranger = (
            people.person(name, "Wereld") for name in ("Owner", "Peer", "Stranger")
        )
        self.desk, self.committee, self.seat, self.administrator, self.reader = (
            people.person(role.title(), "Wereld", role=role)
            for role in (Role.DESK, Role.COMMITTEE, Role.SEAT, Role.ADMINISTRATOR, Role.READER)
        )
        self.assessor = make_assessor("Assessor", "Wereld")
        self.me = Actor.self(self.owner)

    @property
    def roles(self) -> dict[str, User | None]:
        named = ("owner", "peer", "stranger", "desk", "committee", "seat", "administrator",
                 "reader")  # fmt: skip
        others = {"assessor": self.assessor.user, "other_assessor": self.other.user}
        return {name: getattr(self, name) for name in named} | others | {"anonymous": None}

    # ---- The steps ----

    def writing(self) -> None:
        office = Actor(self.desk, Role.DESK)
        people.registered(self.stranger, since=TODAY - DAY)
        publication.publish(today=TODAY, now=NOW, by=office)
        self.cycle = running(self.owner)
        self.registration = Registration.objects.get(person=self.owner)
        publication.publish(today=TODAY, now=NOW, by=office)
        notes.write(self.owner, canary("note"), today=TODAY, by=office)
        self.share()
        self.scan()
        self.written = write_dossier(self.owner, "frozen", now=NOW)

    def share(self) -> None:
        self.grant = self.share_with(self.peer.email, "shared")

    def share_with(self, email: str, prefix: str = "guested") -> Any:
        shared = write_dossier(self.owner, prefix, now=NOW)
        return sharing.share(
            self.owner,
            sharing.Chosen([shared.goal], [shared.story], [shared.activity]),
            email=email, until_on=TODAY + 4 * WEEK, may_comment=True,
            message="", today=TODAY, by=self.me,
        )  # fmt: skip

    def scan(self) -> None:
        profile = CompetencyProfile.objects.in_force_on(TODAY)
        competency = Competency.objects.filter(area__profile=profile).earliest("order")
        self.scanned = scans.start(self.owner, profile=profile, today=TODAY)
        scans.say(self.scanned, competency, phase="apprentice", words=canary("scan"))
        scans.finish(self.scanned, today=TODAY)

    def handed_in(self) -> None:
        hand_in(self.cycle, "frozen", now=NOW)
        rewrite_dossier(self.written, "live", now=NOW)

    def assigned(self) -> None:
        proposal = assignment.open_assignment(self.cycle)
        assignment.accept(proposal, now=NOW, by=by(proposal.assessor))
        self.cycle.refresh_from_db()

    def opened(self) -> None:
        dossiers.open_dossier(self.cycle, now=NOW, by=by(self.assessor))

    def booked(self) -> None:
        moment = slot(self.assessor, NOW + WEEK, now=NOW)
        self.talk = scheduling.book(self.cycle, moment, now=NOW, by=self.me)
        words = {part: canary(f"notes-{part}") for part in TalkNotes.PARTS}
        talk_notes.save(self.talk, version=1, words=words, now=NOW, by=by(self.assessor))

    def held(self) -> None:
        at = self.talk.ends_at
        scheduling.hold(self.talk, now=at, by=by(self.assessor))
        report = reporting.draft(self.talk, now=at, by=by(self.assessor))
        self.report = reporting.save_draft(
            report,
            version=report.version,
            words={
                "summary": canary("summary"), "agreements": canary("agreements"),
                "advice": "renew_with_agreements", "discussed": True,
            },
            themes={theme: dict.fromkeys(reporting.WORDS, "x") for theme in THEMES},
            now=at, by=by(self.assessor),
        )  # fmt: skip

    def reported(self) -> None:
        report = reporting.share(self.report, now=self.talk.ends_at, by=by(self.assessor))
        self.report = reporting.save_own_words(
            report, version=report.version, own_words=canary("own_words"),
            now=self.talk.ends_at, by=self.me,
        )  # fmt: skip

    def signed(self) -> None:
        self.report = reporting.sign(self.report, now=self.talk.ends_at + DAY, by=self.me)

    def decided(self) -> None:
        self.decided_on = TODAY + 2 * WEEK
        self.cycle.refresh_from_db()
        decisions.settle(self.cycle, today=self.decided_on)
        quarter = (self.decided_on.month + 2) // 3
        sampling.draw(self.decided_on.year, quarter, now=NOW, by=sampling.SYSTEM)

    def forgotten(self) -> None:
        [cycle] = forgetting.due_on(self.decided_on + 6 * WEEK)
        forgetting.forget(cycle)

    # ---- Doors that are not there yet ----

    def door(self, name: str, *path: str) -> str | None:
        thing: Any = self
        for step in path:
            thing = getattr(thing, step, None)
            if thing is None:
                return None
        return reverse(name, args=[thing] if path else [])

    def door_of_reading(self) -> str | None:
        found = QualityReading.objects.first()
        return reverse("reader:reading", args=[found.public_id]) if found else None

    def door_of_letter(self, name: str, *before: Any) -> str | None:
        letter = Letter.objects.filter(person=self.owner, kind__startswith="register/").first()
        return reverse(name, args=[*before, letter.public_id]) if letter else None


STATES = ("writing", "handed_in", "assigned", "opened", "booked", "held", "reported", "signed",
          "decided", "forgotten")  # fmt: skip
ALWAYS = (STATES[0], STATES[-1])
ROLES = ("owner", "peer", "stranger", "desk", "committee", "seat", "administrator", "reader",
         "assessor", "other_assessor", "anonymous")  # fmt: skip


@dataclass(frozen=True)
class Thing:
    """Words by which it is known, every door behind which it may be, and who reads it when."""

    mark: Callable[[Story], str]
    doors: Callable[[Story], list[str | None]]
    readers: dict[str, tuple[str, str]]  # the role; from which state until which


def word(key: str) -> Callable[[Story], str]:
    return lambda story: canary(key)


def talk_doors(s: Story) -> list[str | None]:
    path = ("talk", "public_id")
    return [
        s.door("assessing:talk", *path), s.door("assessing:report", *path),
        s.door("cycle:report", *path), s.door_of_reading(),
    ]  # fmt: skip


def copy_doors(s: Story) -> list[str | None]:
    return [
        s.door("cycle:handed_in"), s.door("assessing:dossier", "cycle", "public_id"),
        s.door("assessing:case", "cycle", "public_id"), *talk_doors(s),
    ]  # fmt: skip


THINGS: dict[str, Thing] = {
    "live dossier": Thing(
        word("live-story-title"),
        lambda s: [s.door("dossier:story_read", "written", "story", "public_id"), *copy_doors(s)],
        {"owner": ("handed_in", "forgotten")},
    ),
    "self scan": Thing(
        word("scan"),
        lambda s: [s.door("dossier:scan", "scanned", "public_id"), *copy_doors(s)],
        {"owner": ALWAYS},
    ),
    "shared item": Thing(
        word("shared-story-title"),
        lambda s: [s.door("dossier:shared", "grant", "public_id"),
                   s.door("dossier:share", "grant", "public_id")],
        {"owner": ALWAYS, "peer": ALWAYS},
    ),
    "snapshot": Thing(
        word("frozen-my_story"),
        copy_doors,
        {"owner": ("handed_in", "signed"), "assessor": ("opened", "signed")},
    ),
    "notes of the talk": Thing(
        word("notes-craft"), copy_doors, {"assessor": ("booked", "held")}
    ),
    "report": Thing(
        word("summary"),
        talk_doors,
        {"assessor": ("held", "signed"), "owner": ("reported", "forgotten"),
         "reader": ("decided", "forgotten")},
    ),
    "agreements": Thing(
        word("agreements"),
        talk_doors,
        {"assessor": ("held", "signed"), "owner": ("reported", "forgotten")},
    ),
    "own words": Thing(
        word("own_words"),
        talk_doors,
        {"owner": ("reported", "forgotten"), "assessor": ("signed", "signed"),
         "reader": ("decided", "forgotten")},
    ),
    "staff note": Thing(
        word("note"),
        lambda s: [s.door("registration:notes"),
                   s.door("desk_register:person", "owner", "public_id")],
        {"owner": ALWAYS, "desk": ALWAYS},
    ),
    "letter of the register": Thing(
        lambda s: Letter.objects.filter(person=s.owner, kind__startswith="register/").first().title,
        lambda s: [s.door_of_letter("accounts:letter"),
                   s.door_of_letter("desk_register:person_letter", s.owner.public_id)],
        {"owner": ALWAYS, "desk": ALWAYS},
    ),
    "who looked": Thing(
        lambda s: "Als je assessor",
        lambda s: [reverse("dossier:who_looked")],
        {"owner": ("opened", "forgotten")},
    ),
    "certificate by its code": Thing(
        lambda s: s.registration.number,
        lambda s: [reverse("register:certificate",
                           args=[s.registration.certificates.earliest("pk").code])],
        dict.fromkeys(ROLES, ALWAYS),
    ),
    "older edition": Thing(
        lambda s: s.registration.shown_name,
        lambda s: [reverse("desk_register:older_edition", args=[2])],
        {"desk": ALWAYS},
    ),
}  # fmt: skip


def told(state: str) -> Story:
    """The story until and with this state."""
    story = Story()
    for step in STATES[: STATES.index(state) + 1]:
        getattr(story, step)()
    story.other = make_assessor("Other", "Assessor")  # came later, so the first was asked
    return story


class Doors:
    """What each role finds behind each door, asked once."""

    def __init__(self, story: Story, login: Callable[[User], Client]) -> None:
        self.story = story
        self.clients = {
            role: login(user) if user else Client() for role, user in story.roles.items()
        }
        self.found: dict[tuple[str, str], str] = {}

    def behind(self, role: str, door: str) -> str:
        if (role, door) not in self.found:
            self.found[role, door] = shown(self.clients[role].get(door))
        return self.found[role, door]

    def readers_of(self, thing: Thing) -> set[str]:
        """Who finds the words behind any of its doors."""
        mark, doors = thing.mark(self.story), [door for door in thing.doors(self.story) if door]
        return {role for role in self.clients for door in doors if mark in self.behind(role, door)}


def shown(response: Any) -> str:
    return response.content.decode() if response.status_code == 200 else ""


@pytest.mark.parametrize("state", STATES)
def test_each_thing_is_read_by_whom_the_table_says(state, login, standing_clock):
    story = told(state)
    doors = Doors(story, login)
    assert doors.clients.keys() == set(ROLES)
    at = STATES.index(state)
    for name, thing in THINGS.items():
        wanted = {
            role
            for role, (first, last) in thing.readers.items()
            if STATES.index(first) <= at <= STATES.index(last)
        }
        assert doors.readers_of(thing) == wanted, name


# ---- Each end: the moment before it, and after ----


def withdraw_share(story: Story) -> None:
    sharing.withdraw(story.grant, today=TODAY, by=story.me)


def read_the_sample(story: Story) -> None:
    found = QualityReading.objects.get()
    words = dict.fromkeys(QualityReading.WORDS, "Goed.")
    reading.finish(found, words, now=NOW, by=Actor(story.reader, Role.READER))


def take_the_dossier_back(story: Story) -> None:
    story.cycle.refresh_from_db()
    handing_in.take_back(story.cycle, now=NOW, by=story.me)


ENDS = (
    # what ends, in which state, by what, who reads it after
    ("shared item", "writing", withdraw_share, {"owner"}),
    ("sampled report", "decided", read_the_sample, {"owner"}),
    ("snapshot", "handed_in", take_the_dossier_back, set()),
)
SAME = {"sampled report": "report"}


@pytest.mark.parametrize(("what", "state", "end", "after"), ENDS)
def test_what_ended_is_read_no_more(what, state, end, after, login, standing_clock):
    story = told(state)
    thing = THINGS[SAME.get(what, what)]
    assert Doors(story, login).readers_of(thing) > after
    end(story)
    assert Doors(story, login).readers_of(thing) == after


def test_a_share_ends_on_its_day(login, standing_clock):
    story = told("writing")
    with time_machine.travel(NOW + 27 * DAY, tick=False):
        assert THINGS["shared item"].mark(story) in shown(open_share(story, login))
    with time_machine.travel(NOW + 28 * DAY, tick=False):
        assert THINGS["shared item"].mark(story) not in shown(open_share(story, login))


def open_share(story: Story, login: Callable[[User], Client]) -> Any:
    return login(story.peer).get(reverse("dossier:shared", args=[story.grant.public_id]))


@pytest.mark.parametrize(("days", "left"), [(364, 1), (366, 0)])
def test_a_staff_note_is_gone_after_a_year(days, left, standing_clock):
    told("writing")
    with time_machine.travel(NOW + days * DAY, tick=False):
        notes.erase_old()
    assert StaffNote.objects.count() == left


@pytest.mark.parametrize(("weeks", "due"), [(5, 0), (6, 1)])
def test_the_copy_is_kept_six_weeks_after_the_decision(weeks, due, standing_clock):
    story = told("decided")
    assert len(forgetting.due_on(story.decided_on + weeks * WEEK)) == due


def test_older_editions_go_after_two_years(login, standing_clock):
    story = told("writing")
    desk, url = login(story.desk), reverse("desk_register:older_edition", args=[2])
    assert story.registration.shown_name in shown(desk.get(url))
    later = NOW + 732 * DAY
    people.registered(story.peer, since=later.date())
    publication.publish(today=later.date(), now=later, by=Actor(story.desk, Role.DESK))
    with time_machine.travel(later, tick=False):
        editions.forget_editions()
        assert login(story.desk).get(url).status_code == 404


# ---- A disputed case: who reads along, and the chamber ----


class Dispute(Story):
    """After the signatures somebody reads along, the person has a say, and a chamber decides."""

    def asked(self) -> None:
        self.second = make_assessor("Second", "Reader")
        self.members = {  # `committee` sits in Kamer Oost as well
            chamber: people.member("Lid", chamber.label, chamber).user for chamber in Chamber
        }
        self.cycle.refresh_from_db()
        self.case = second_reading.ask(
            self.cycle, because=canary("because"), now=self.later, by=Actor(self.desk, Role.DESK)
        )
        SecondReading.objects.filter(pk=self.case.pk).update(chamber=Chamber.EAST)
        self.case.refresh_from_db()

    @property
    def later(self) -> Any:
        return self.talk.ends_at + 2 * DAY

    def found(self) -> None:
        second_reading.find_otherwise(
            self.case, finding=canary("finding"), now=self.later, by=by(self.second)
        )

    def responded(self) -> None:
        self.case.refresh_from_db()
        second_reading.save_response(
            self.case, version=self.case.response_version, response=canary("response"), by=self.me
        )
        second_reading.respond(self.case, now=self.later, by=self.me)

    def let_stand(self) -> None:
        """Two of the chamber sign that the advice stays."""
        self.case.refresh_from_db()
        first, second = (
            Actor(one, Role.COMMITTEE) for one in (self.committee, self.members[Chamber.EAST])
        )
        day = self.later.date()
        second_reading.propose(self.case, outcome="stood", reason="Artikel 8.", talk_by=None,
                               today=day, by=first)  # fmt: skip
        mark = SecondReading.objects.get(pk=self.case.pk).proposal
        second_reading.sign(self.case, proposal=mark, now=self.later, by=second)

    @property
    def roles(self) -> dict[str, User | None]:
        more = {
            "second_reader": self.second.user,
            "chamber": self.members[Chamber.EAST],
            "other_chamber": self.members[Chamber.WEST],
        }
        return super().roles | more


DISPUTED = ("asked", "found", "responded", "let_stand")


def dispute_doors(s: Story) -> list[str | None]:
    path = ("case", "public_id")
    return [
        s.door("cycle:second_reading"), s.door("assessing:reading", *path),
        s.door("reading:case", *path), s.door("reading:sign", *path),
        s.door("desk_accreditation:reports"), s.door("desk_accreditation:ask_reading", *path),
        *copy_doors(s),
    ]  # fmt: skip


DECIDING = dict.fromkeys(("chamber", "committee"), ("responded", "responded"))
AFTERWARDS = ("let_stand", "let_stand")  # the assessor is out of it while others look
IN_DISPUTE: dict[str, Thing] = {
    "snapshot": Thing(
        word("frozen-my_story"), dispute_doors,
        {"owner": ("asked", "let_stand"), "assessor": AFTERWARDS,
         "second_reader": ("asked", "asked"), **DECIDING},
    ),
    "report": Thing(
        word("summary"), dispute_doors,
        {"owner": ("asked", "let_stand"), "assessor": AFTERWARDS,
         "second_reader": ("asked", "asked"), **DECIDING},
    ),
    "why somebody reads along": Thing(
        word("because"), dispute_doors,
        {"owner": ("asked", "let_stand"), "second_reader": ("asked", "asked"),
         **DECIDING},
    ),
    "finding": Thing(
        word("finding"), dispute_doors,
        {"owner": ("found", "let_stand"), **DECIDING},
    ),
    "own view": Thing(
        word("response"), dispute_doors,
        {"owner": ("responded", "let_stand"), **DECIDING},
    ),
}  # fmt: skip


def disputed(state: str) -> Dispute:
    story = Dispute()
    for step in (*STATES[: STATES.index("signed") + 1], *DISPUTED[: DISPUTED.index(state) + 1]):
        getattr(story, step)()
    story.other = make_assessor("Other", "Assessor")
    return story


@pytest.mark.parametrize("state", DISPUTED)
def test_of_a_disputed_case_each_thing_is_read_by_whom_the_table_says(state, login, standing_clock):
    story = disputed(state)
    doors = Doors(story, login)
    at = DISPUTED.index(state)
    for name, thing in IN_DISPUTE.items():
        wanted = {
            role
            for role, (first, last) in thing.readers.items()
            if DISPUTED.index(first) <= at <= DISPUTED.index(last)
        }
        assert doors.readers_of(thing) == wanted, name


# ---- Feedback, and a guest who came by mail ----


def test_feedback_is_read_by_its_owner_alone_and_from_three_on(login, standing_clock):
    story = told("opened")
    facts = {"until_on": TODAY + 8 * WEEK, "today": TODAY}
    request = feedback.ask(story.owner, kind="client", title="Klanten", **facts)
    thing = Thing(
        word("said-two"),
        lambda s: [reverse("together:feedback", args=[request.public_id]),
                   reverse("together:feedback_list"), reverse("desk_feedback:reports"),
                   *copy_doors(s)],
        {},
    )  # fmt: skip

    def answered(*keys: str) -> set[str]:
        for key in keys:
            [link] = feedback.new_links(request, 1, today=TODAY)
            feedback.answer(
                feedback.link_of(link.rstrip("/").rpartition("/")[2]), choices={},
                texts={"better": canary(key)}, name="", person=None, today=TODAY,
            )  # fmt: skip
        feedback.show(request, today=TODAY)
        return Doors(story, login).readers_of(thing)

    assert answered("said-one", "said-two") == set()
    assert answered("said-three") == {"owner"}


def test_a_guest_reads_that_share_alone_and_until_it_is_withdrawn(login, standing_clock):
    story = told("handed_in")
    guest_grant = story.share_with("iemand@example.org")
    token = guests.signer().sign(str(guest_grant.public_id))
    thing = Thing(
        word("guested-story-title"),
        lambda s: [reverse("shared:door", args=[token]), *THINGS["shared item"].doors(s)],
        {},
    )
    guest = Client()
    session = guest.session
    open_until = (NOW + guests.OPEN_FOR).timestamp()
    session[guests.KEPT] = {str(guest_grant.public_id): {"open_until": open_until}}
    session.save()
    guest.cookies[configured.SESSION_COOKIE_NAME] = session.session_key

    def readers() -> set[str]:
        doors = Doors(story, login)
        doors.clients["guest"] = guest
        return doors.readers_of(thing)

    assert readers() == {"guest"}  # the link alone shows nothing to anybody
    other = THINGS["shared item"].mark(story)
    for door in THINGS["shared item"].doors(story):
        assert other not in shown(guest.get(door))
    sharing.withdraw(guest_grant, today=TODAY, by=story.me)
    assert readers() == set()
