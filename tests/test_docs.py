"""The pages for readers say what the code does."""

import re
from pathlib import Path

from django.apps import apps

from accounts.models import FactorReset, RoleChange
from accreditation.models import (
    AssessorComplaint,
    CalibrationRound,
    Conversation,
    Cycle,
    LaunchDraw,
    Observer,
    PilotCohort,
    Programme,
    ProgrammeHearing,
    ProgrammeObjection,
    ProgrammeReading,
    ProgrammeRequest,
    SecondReading,
)
from portfolios.models import (
    Attendance,
    AttendanceList,
    CardVersion,
    Meeting,
    Mentorship,
    PeerReading,
    Provider,
    WorkVisit,
)
from register.models import (
    Application,
    Certificate,
    Complaint,
    Consultation,
    DeathReport,
    Deferral,
    EntryNotice,
    HardshipRequest,
    HeldEntry,
    Invitation,
    InvitationBatch,
    Measure,
    NameChange,
    Objection,
    OrganisationContact,
    OrganisationMerger,
    Registration,
)

ROOT = Path(__file__).parent.parent
DOMAIN = (ROOT / "docs" / "domain.md").read_text()
AGGREGATES = (
    Application, Registration, Objection, Measure, HardshipRequest, Complaint, EntryNotice,
    Certificate, Consultation, Cycle, Conversation, FactorReset, RoleChange,
    InvitationBatch, Invitation, OrganisationContact, OrganisationMerger,
    DeathReport, NameChange, HeldEntry,
    Deferral, SecondReading, AssessorComplaint, CalibrationRound, LaunchDraw, PilotCohort,
    Programme, ProgrammeRequest, ProgrammeReading, ProgrammeHearing, ProgrammeObjection,
    Mentorship, PeerReading, WorkVisit, Meeting, CardVersion, Provider, AttendanceList, Attendance,
    Observer,
)  # fmt: skip


def steps_of(model) -> str:
    """The status table of an aggregate as it stands in the document."""
    lines = [f"### {model.__name__}", "", "| step | from | to | by |", "|---|---|---|---|"]
    for name, method in vars(model).items():
        if hasattr(method, "sources"):
            sources = ", ".join(method.sources)
            who = ", ".join(method.who) or "see the step"
            to = method.to or ("as it was" if method.back else "stays")
            lines.append(f"| `{name}` | {sources} | {to} | {who} |")
    return "\n".join(lines)


def test_each_word_of_the_glossary_is_in_the_code():
    words = re.findall(r"^\| .+ \| `(\w+)` \| (\w+) \|$", DOMAIN, re.MULTILINE)
    missing = [
        word for word, app in words if not hasattr(apps.get_app_config(app).models_module, word)
    ]
    assert words
    assert missing == []


def test_the_status_tables_are_those_of_the_code():
    wanted = "\n\n".join(steps_of(model) for model in AGGREGATES)
    assert DOMAIN.split("acted.\n\n")[1].strip() == wanted


def test_each_measure_of_the_assessment_names_a_test_that_exists():
    text = (ROOT / "docs" / "dpia.md").read_text()
    named = re.findall(r"`(tests/[\w/]+\.py)`(?: \(`(test_\w+)`\))?", text)
    assert len(named) > 15
    for path, name in named:
        assert f"def {name}" in (ROOT / path).read_text(), (path, name)


def test_the_readme_names_the_two_commands():
    readme = (ROOT / "README.md").read_text()
    assert "make run" in readme
    assert "make test" in readme
