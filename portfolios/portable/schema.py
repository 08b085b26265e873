"""What a portfolio file looks like, as JSON Schema, made from the tables themselves."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from portfolios.dossier.lenses import LENSES
from portfolios.dossier.models import LearningStory
from portfolios.portable.tables import TABLES, Table
from portfolios.portable.writing import FORMAT, VERSION
from portfolios.text import LONG

TEXT = {"type": "string", "maxLength": LONG}
ID = {"type": "string", "pattern": "^[a-z]+-[1-9][0-9]{0,6}$"}
NAME = {"type": "string", "maxLength": 200}
DAY = {"type": "string", "format": "date"}
MOMENT = {"type": "string", "format": "date-time"}
LENSES_SAID = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        lens.code: {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "ways": {"type": "array", "items": {"enum": [code for code, _ in lens.ways]}},
                "words": TEXT,
            },
        }
        for lens in LENSES
    },
}
STORY_TEXTS = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "title": NAME,
        **dict.fromkeys(LearningStory.PARTS, TEXT),
        "told_rather": {"type": "boolean"},
        "lenses": LENSES_SAID,
    },
}
COMPETENCY = {
    "type": "object",
    "additionalProperties": False,
    "required": ["profile", "code"],
    "properties": {"profile": NAME, "code": NAME, "title": NAME},
}
THEME = {
    "type": "object",
    "additionalProperties": False,
    "required": ["code"],
    "properties": {"code": NAME, "title": NAME},
}
SPECIAL: dict[str, dict[str, Any]] = {
    "scans": {"profile": NAME},
    "places": {"competency": COMPETENCY},
    "card_links": {"card": {"type": "string", "format": "uuid"}, "title": NAME},
    "evidence": {
        "name": NAME,
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    },
}
SESSION = {
    "type": "object",
    "additionalProperties": False,
    "required": ["session", "own_line"],
    "properties": {
        "session": {"type": "string", "format": "uuid"},
        "held_on": DAY,
        "method": NAME,
        "theme": TEXT,
        "own_line": TEXT,
    },
}
PEER_READING = {
    "type": "object",
    "additionalProperties": False,
    "required": ["reading", "own_line"],
    "properties": {"reading": {"type": "string", "format": "uuid"}, "on": DAY, "own_line": TEXT},
}
SAID = {
    "type": "object",
    "additionalProperties": False,
    "required": ["where", "on", "words"],
    "properties": {"where": NAME, "on": {"anyOf": [DAY, {"type": "null"}]}, "words": TEXT},
}
ATTENDANCE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["course", "provider", "on", "status"],
    "properties": {
        "course": NAME, "provider": NAME, "on": DAY, "proposed_on": DAY, "status": NAME,
        "came_by": NAME, "listed_as": TEXT, "answer": TEXT, "changed_my_work": NAME,
    },
}  # fmt: skip
MOST_ROWS = 20_000
# Not in every file that was taken along before.
NEWER = ("seal", "card_links", "peer_reading", "said", "attendance")
NAMED = {"lenses": LENSES_SAID, "texts": STORY_TEXTS}
KINDS: dict[type, dict[str, Any]] = {  # a moment is a day to Django
    models.DateTimeField: MOMENT,
    models.DateField: DAY,
    models.BooleanField: {"type": "boolean"},
    models.IntegerField: {"type": "integer", "minimum": 0, "maximum": 1_000_000},
}


def schema() -> dict[str, Any]:
    """The whole file."""
    properties = {
        "format": {"const": FORMAT},
        "version": {"const": VERSION},
        "exported_at": MOMENT,
        "name": TEXT,
        "seal": TEXT,
        **{table.name: rows(of_row(table)) for table in TABLES},
        "intervision": rows(SESSION),
        "peer_reading": rows(PEER_READING),
        "said": rows(SAID),
        "attendance": rows(ATTENDANCE),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Portfolio uit het Register Klantmanagers",
        "type": "object",
        "additionalProperties": False,
        "required": [name for name in properties if name not in NEWER],
        "properties": properties,
    }


def rows(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "maxItems": MOST_ROWS, "items": of}


def of_row(table: Table) -> dict[str, Any]:
    properties: dict[str, Any] = {"id": ID}
    for name in table.fields:
        properties[name] = of_field(table.model._meta.get_field(name))
    properties |= {name: {"anyOf": [ID, {"type": "null"}]} for name in table.one}
    properties |= {name: {"type": "array", "items": ID} for name in table.many}
    if table.competencies:
        properties["competencies"] = {"type": "array", "items": COMPETENCY}
    if table.themes:  # a file of before there were themes has none
        properties["themes"] = {"type": "array", "items": THEME}
    properties |= SPECIAL.get(table.name, {})
    return {
        "type": "object",
        "title": str(table.model._meta.verbose_name),
        "additionalProperties": False,
        "required": [name for name in properties if name != "themes"],
        "properties": properties,
    }


def of_field(field: Any) -> dict[str, Any]:
    found = own_schema(field)
    return {"anyOf": [found, {"type": "null"}]} if field.null else found


def own_schema(field: Any) -> dict[str, Any]:
    """By its name, its class or its choices; anything else is a text."""
    if field.name in NAMED:
        return NAMED[field.name]
    if isinstance(field, ArrayField):
        return {"type": "array", "maxItems": 500, "items": own_schema(field.base_field)}
    for kind, found in KINDS.items():
        if isinstance(field, kind):
            return found
    if field.choices:
        return {"enum": sorted({"", *dict(field.choices)} if field.blank else dict(field.choices))}
    return {"type": "string", "maxLength": field.max_length or LONG}
