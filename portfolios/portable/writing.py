"""A portfolio as plain JSON. `schema.py` says what stands in it."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q, prefetch_related_objects

from files.uploads import shown_name
from portfolios.courses.models import Attendance, CourseAnswer
from portfolios.dossier import peer_reading
from portfolios.dossier.models import PeerReading
from portfolios.portable.said import said_by
from portfolios.portable.tables import TABLES, Table
from portfolios.together.models import IntervisionPresence

FORMAT, VERSION = "register-klantmanagers-portfolio", 1
Ids = dict[str, dict[int, str]]


def content_of(owner: Any, *, now: datetime) -> dict[str, Any]:
    """Everything of this person; the same portfolio gives the same content, but for the moment.

    Every thing has an id that means something in this file only. The files themselves are not
    in it: `evidence` names them.
    """
    content: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": now.isoformat(),
        "name": owner.name,
    }
    ids: Ids = defaultdict(dict)
    for table in TABLES:
        content[table.name] = rows_of(table, owner, ids)
    content["intervision"] = intervision_of(owner)
    content["peer_reading"] = peer_reading_of(owner)
    content["said"] = said_by(owner)
    content["attendance"] = attendance_of(owner)
    return content


def rows_of(table: Table, owner: Any, ids: Ids) -> list[dict[str, Any]]:
    rows = [row for row in table.rows(owner) if travels(row, table, ids)]
    prefetch_related_objects(rows, *table.many, *related(table))
    written = []
    for number, row in enumerate(rows, 1):
        ids[table.name][row.pk] = f"{table.name}-{number}"
        written.append({"id": ids[table.name][row.pk], **written_row(row, table, ids)})
    return written


def travels(row: Any, table: Table, ids: Ids) -> bool:
    """Not without the thing it belongs to: that was thrown away."""
    belongs = [(name, table.one[name]) for name in table.one if getattr(row, f"{name}_id")]
    needed = not table.owned or table.name == "evidence"
    return not needed or any(getattr(row, f"{name}_id") in ids[other] for name, other in belongs)


def related(table: Table) -> list[str]:
    """What is read along with the rows, so that more rows are no more queries."""
    found = ["competencies__area__profile"] if table.competencies else []
    found += ["themes"] if table.themes else []
    extra = {
        "scans": ["profile"],
        "places": ["competency__area__profile"],
        "evidence": ["file"],
        "card_links": ["card__versions"],
    }
    return found + extra.get(table.name, [])


def written_row(row: Any, table: Table, ids: Ids) -> dict[str, Any]:
    found: dict[str, Any] = {name: plain(getattr(row, name)) for name in table.fields}
    for name, other in table.one.items():
        found[name] = ids[other].get(getattr(row, f"{name}_id"))
    for name, other in table.many.items():
        linked = (ids[other].get(each.pk) for each in getattr(row, name).all())
        found[name] = sorted((each for each in linked if each), key=number_of)
    if table.competencies:
        found["competencies"] = sorted(map(written_competency, row.competencies.all()), key=str)
    if table.themes:
        found["themes"] = [{"code": each.code, "title": each.title} for each in row.themes.all()]
    return found | special(row, table)


def special(row: Any, table: Table) -> dict[str, Any]:
    """What only one table has."""
    if table.name == "scans":
        return {"profile": row.profile.version}
    if table.name == "places":
        return {"competency": written_competency(row.competency)}
    if table.name == "card_links":
        titles = [each.title for each in row.card.versions.all() if each.published_on]
        return {"card": str(row.card.public_id), "title": titles[-1] if titles else ""}
    if table.name == "evidence":
        return {"name": row.file.name, "sha256": row.file.sha256}
    return {}


def written_competency(competency: Any) -> dict[str, str]:
    """By its code in a version of the profile; the title is for the reader."""
    return {
        "profile": competency.area.profile.version,
        "code": competency.code,
        "title": competency.title,
    }


def number_of(name: str) -> int:
    return int(name.rpartition("-")[2])


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def intervision_of(owner: Any) -> list[dict[str, Any]]:
    """The sessions I was at, with my own line: the session itself belongs to the group."""
    with_words = Q(present=True) | ~Q(own_line="")
    there = IntervisionPresence.objects.filter(with_words, person=owner)
    found = there.select_related("session").order_by("session__held_on", "session_id")
    return [
        {
            "session": str(presence.session.public_id),
            "held_on": plain(presence.session.held_on),
            "method": presence.session.get_method_display(),
            "theme": presence.session.theme,
            "own_line": presence.own_line,
        }
        for presence in found
    ]


def peer_reading_of(owner: Any) -> list[dict[str, Any]]:
    """With whom I looked at a story is not told here; my own line is, where I wrote one."""
    together = PeerReading.objects.visible_to(owner).order_by("answered_on", "pk")
    lines = ((each, peer_reading.lines_of(each, owner).own) for each in together)
    return [
        {"reading": str(each.public_id), "on": plain(each.answered_on), "own_line": line}
        for each, line in lines
        if line
    ]


def attendance_of(owner: Any) -> list[dict[str, Any]]:
    """What providers said that I was at: to read along, as it is for this register alone.

    What I asked a provider stands with what I said.
    """
    answers = dict(CourseAnswer.objects.filter(person=owner).values_list("course", "answer"))
    labels = dict(CourseAnswer.Answer.choices)
    rows = Attendance.objects.visible_to(owner).for_list().order_by("attended_on", "pk")
    return [
        {
            "course": str(each.run.course),
            "provider": str(each.run.course.provider),
            "on": plain(each.attended_on),
            "proposed_on": plain(each.proposed_on),
            "status": each.get_status_display(),
            "came_by": each.get_came_by_display(),
            "listed_as": " ".join(filter(None, (each.listed_name, each.listed_number))),
            "answer": each.answer_words,
            "changed_my_work": labels.get(answers.get(each.run.course_id, ""), ""),
        }
        for each in rows
    ]


def place_of(row: Mapping[str, Any]) -> str:
    """Where the file of a row lies in the ZIP: a number, and the name as people know it."""
    return f"bestanden/{row['id'].rpartition('-')[2]}-{shown_name(row['name'])}"
