"""A portfolio for reading: the content of a file in the words of a page."""

from collections import defaultdict
from collections.abc import Container
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime

from portfolios.dossier import lenses, stories
from portfolios.dossier.models import GrowthPhase, LearningActivity, LearningStory
from portfolios.portable.writing import place_of

Row = dict[str, Any]
PICTURES = (".jpg", ".jpeg", ".png")


def page(content: Row, held_back: Container[str] = ()) -> dict[str, Any]:
    """What the page needs; nothing of it is asked from the database. `held_back` did not come."""
    titles = {goal["id"]: goal["title"] for goal in content["goals"]}
    about = {row["id"]: row["title"] for row in content["activities"]}
    files = files_of(content, held_back)
    return {
        "name": content["name"],
        "at": parse_datetime(content["exported_at"]),
        "plans": [plan(row, content) for row in reversed(content["plans"])],
        "stories": [story(row, titles, about, files) for row in reversed(content["stories"])],
        "activities": [activity(row, titles, files) for row in by_day(content["activities"])],
        "scans": [scan(row, content) for row in reversed(content["scans"])],
        "sessions": [
            row | {"held_on": day(row["held_on"])} for row in reversed(content["intervision"])
        ],
        "said": [row | {"on": day(row["on"])} for row in content["said"]],
        "attendance": [row | {"on": day(row["on"])} for row in reversed(content["attendance"])],
        "peer_lines": [
            row | {"on": day(row.get("on"))} for row in reversed(content["peer_reading"])
        ],
    }


def by_day(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row["happened_on"], reverse=True)


def files_of(content: Row, held_back: Container[str]) -> dict[str, list[dict[str, Any]]]:
    """The files of each activity and story."""
    found = defaultdict(list)
    for row in content["evidence"]:
        place = place_of(row)
        found[row["activity"] or row["story"]].append(
            {
                "place": place,
                "words": row["words"] or row["name"],
                "is_picture": place.lower().endswith(PICTURES),
                "is_held_back": row["id"] in held_back,
            }
        )
    return found


def plan(row: Row, content: Row) -> dict[str, Any]:
    goals = [goal(each, content) for each in content["goals"] if each["plan"] == row["id"]]
    reviews = [each for each in content["reviews"] if each["plan"] == row["id"] and each["words"]]
    return {
        "from": parse_date(row["started_on"]),
        "until": day(row["ended_on"]),
        "closing_words": row["closing_words"],
        "goals": goals,
        "reviews": [each | {"on": day(each["looked_on"])} for each in reviews],
    }


def goal(row: Row, content: Row) -> dict[str, Any]:
    steps = [each for each in content["steps"] if each["goal"] == row["id"]]
    return {
        **row,
        "competencies": [each["title"] for each in row["competencies"]],
        "themes": [each.get("title", each["code"]) for each in row.get("themes", [])],
        "reached_on": day(row["reached_on"]),
        "set_aside_on": day(row["set_aside_on"]),
        "steps": [each | {"done_on": day(each["done_on"])} for each in steps],
    }


def story(row: Row, titles: Row, about: Row, files: Row) -> dict[str, Any]:
    parts = [(stories.question(part), row[part]) for part in LearningStory.PARTS if row[part]]
    return {
        **row,
        "parts": parts,
        "lenses": lenses.answers(row["lenses"]),
        "about": about.get(row["activity"], ""),
        "goals": [titles[each] for each in row["goals"]],
        "themes": [each.get("title", each["code"]) for each in row.get("themes", [])],
        "files": files.get(row["id"], []),
        "updated_at": parse_datetime(row["updated_at"]),
    }


def activity(row: Row, titles: Row, files: Row) -> dict[str, Any]:
    return {
        **row,
        "kind": LearningActivity.Kind(row["kind"]).label,
        "happened_on": parse_date(row["happened_on"]),
        "goals": [titles[each] for each in row["goals"]],
        "files": files.get(row["id"], []),
    }


def scan(row: Row, content: Row) -> dict[str, Any]:
    places = [each for each in content["places"] if each["scan"] == row["id"]]
    return {
        "on": day(row["finished_on"]) or day(row["started_on"]),
        "places": [
            {
                "competency": each["competency"]["title"],
                "phase": GrowthPhase(each["phase"]).label if each["phase"] else "",
                "words": each["words"],
            }
            for each in places
        ],
    }


def day(text: str | None) -> Any:
    return parse_date(text) if text else None
