"""Whatever has steps: none without its roles, and no row lets another role do one."""

import pytest

from accounts.actors import PROFESSIONAL, SYSTEM, Actor
from accounts.models import Role
from audit.acts import NOT_IN_THIS_ROLE, NOT_YOURSELF, NotAllowed
from register.models import Application, Chamber, Measure, Objection
from tests.makers import cases, people
from tests.test_docs import AGGREGATES

# Who may take these depends on more than a role, so the step itself looks.
OWN_RULE = {
    ("Invitation", "accept"), ("Invitation", "decline"), ("Invitation", "withdraw"),
    ("Conversation", "hold"), ("Conversation", "cancel"),
    # Of who learn together: whoever is a member, or one of the two, in whatever role.
    ("Meeting", "plan"), ("Meeting", "move"), ("Meeting", "cancel"), ("Mentorship", "accept"),
    ("Mentorship", "decline"), ("Mentorship", "withdraw"), ("Mentorship", "end"),
    # Of a card: a member of its guild.
    *(("CardVersion", step) for step in (
        "send", "take_back", "publish", "supersede", "look_again", "withdraw",
    )),
    # Who was asked to look along, with an account or by link and code.
    ("PeerReading", "accept"), ("PeerReading", "decline"),
    # The two of a visit at work.
    *(("WorkVisit", step) for step in ("accept", "decline", "withdraw", "call_off")),
    # Who acts for the provider, whatever else they are: found by `of` and `disputed_with`.
    ("Programme", "withdraw"), ("ProgrammeRequest", "send"), ("ProgrammeRequest", "withdraw"),
    ("ProgrammeHearing", "respond"), ("ProgrammeHearing", "fall_away"),
    ("ProgrammeObjection", "withdraw"),
    ("Provider", "leave"), ("Attendance", "stand_by"), ("Attendance", "take_back"),
    *(("AttendanceList", step) for step in ("start_check", "send", "discard")),
    # The assessor whom it is about, also who stopped since.
    ("AssessorComplaint", "answer"),
}  # fmt: skip


def steps_of(model):
    return {name: step for name, step in vars(model).items() if hasattr(step, "sources")}


def test_every_step_names_its_roles():
    known = {PROFESSIONAL, SYSTEM, *Role.values}
    nameless = {
        (model.__name__, name)
        for model in AGGREGATES
        for name, step in steps_of(model).items()
        if not step.who or not set(step.who) <= known
    }
    assert nameless == OWN_RULE


@pytest.fixture
def rows(owner, stranger, today):
    """One of each that is in the middle of its life."""
    registration = people.registered(owner, since=today)
    _, member = people.members(Chamber.EAST)
    refused = cases.refused(stranger, today=today, by=member)
    return [
        people.submitted(people.person("Nog", "Iemand"), today=today),
        cases.objection(refused, today=today),
        cases.charged(registration, today=today),
    ]


@pytest.mark.usefixtures("standing_clock")
def test_no_row_lets_another_role_take_its_steps(rows):
    other = people.person("Iemand", "Anders")
    assert {type(row) for row in rows} == {Application, Objection, Measure}
    for row in rows:
        for name, step in steps_of(type(row)).items():
            for role in {PROFESSIONAL, *Role.values} - (set(step.who) - {PROFESSIONAL}):
                with pytest.raises(NotAllowed) as why:
                    getattr(row, name)(by=Actor(other, role))
                fits = row.status in step.sources
                said = str(why.value)
                assert said in (NOT_IN_THIS_ROLE, NOT_YOURSELF) or not fits, (name, role, said)
                assert fits or said.startswith("Dit kan niet meer"), (name, role, said)
