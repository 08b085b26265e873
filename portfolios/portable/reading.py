"""A portfolio file back into an empty portfolio: the same plans, activities, stories and files."""

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import jsonschema
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction

from files.models import StoredFile
from portfolios.dossier import peer_reading
from portfolios.dossier.models import PeerReading
from portfolios.dossier.models.peer_readings import LONGEST_LINE
from portfolios.knowledge.models import CardVersion
from portfolios.portable.schema import schema
from portfolios.portable.tables import TABLES, Table
from portfolios.text import bsn_like
from portfolios.themes.models import Theme
from portfolios.together.models import IntervisionPresence
from register.models import Competency, CompetencyProfile

Files = Mapping[str, tuple[StoredFile, StoredFile | None]]


class Unreadable(Exception):
    """The file is no portfolio of ours; `str()` is a sentence for the person."""


NO_PORTFOLIO = "Dit is geen portfolio uit het register, of het bestand is veranderd ({where})."
OTHER_FORM = "Dit bestand kunnen we niet lezen. Kies het ZIP-bestand dat je hier eerder ophaalde."


def parse(text: bytes) -> dict[str, Any]:
    """The content of a file that keeps to the schema. Raises Unreadable."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise Unreadable(OTHER_FORM) from problem
    checker = jsonschema.Draft202012Validator(
        schema(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    wrong = next(checker.iter_errors(content), None)
    if wrong is not None:
        where = " › ".join(map(str, wrong.absolute_path)) or "het begin"
        raise Unreadable(NO_PORTFOLIO.format(where=where))
    return content


def has_bsn(content: Any) -> bool:
    """Whether a text in it has a number that can be a BSN; names of things are no texts."""
    if isinstance(content, str):
        return bool(bsn_like(content))
    if isinstance(content, list):
        return any(map(has_bsn, content))
    if isinstance(content, dict):
        skipped = ("id", "sha256", "session", "reading", "seal", "let_stand")
        return any(has_bsn(value) for name, value in content.items() if name not in skipped)
    return False


def is_empty(owner: Any) -> bool:
    """Whether nothing was kept yet: only then a file can come in."""
    return not any(table.rows(owner).exists() for table in TABLES if table.owned)


def restore(owner: Any, content: Mapping[str, Any], files: Files) -> list[str]:
    """Write everything of the file for this person, all or nothing.

    Gives what could not come back, in sentences: what belongs to a profile or a group that this
    register does not have. Raises Unreadable when something in it cannot be.
    """
    with transaction.atomic():
        return Restoration(owner, files).run(content)


class Restoration:
    """One file on its way in: what was made so far, and what could not be made."""

    def __init__(self, owner: Any, files: Files) -> None:
        self.owner, self.files = owner, files
        self.made: dict[str, dict[str, Any]] = defaultdict(dict)
        self.missing: list[str] = []
        self.profiles = {each.version: each for each in CompetencyProfile.objects.all()}
        self.competencies = {
            (each.area.profile.version, each.code): each
            for each in Competency.objects.select_related("area__profile")
        }
        published = CardVersion.objects.published().select_related("card")
        self.cards = {str(each.card.public_id): each.card for each in published}
        self.themes = {each.code: each for each in Theme.objects.all()}

    def run(self, content: Mapping[str, Any]) -> list[str]:
        for table in TABLES:
            for row in content.get(table.name, []):
                self.restore_row(table, row)
        for line in content["intervision"]:
            self.restore_line(line)
        for line in content.get("peer_reading", []):
            self.restore_peer_line(line)
        return list(dict.fromkeys(self.missing))

    def restore_row(self, table: Table, row: Mapping[str, Any]) -> None:
        """One row with its links; left out when what it needs is not there."""
        values = {name: value_of(table, name, row[name]) for name in table.fields}
        instance: Any = table.model(**values)
        for name, other in table.one.items():
            setattr(instance, name, self.made[other].get(row[name]))
        if table.owned:
            instance.owner = self.owner
        if not self.complete(instance, table, row):
            return
        save(instance, table, row)
        for name, other in table.many.items():
            made = self.made[other]
            getattr(instance, name).set(made[each] for each in row[name] if each in made)
        if table.competencies:
            found = [self.competency(named) for named in row["competencies"]]
            instance.competencies.set(each for each in found if each is not None)
        if table.themes:
            found_themes = [self.theme(named) for named in row.get("themes", [])]
            instance.themes.set(each for each in found_themes if each is not None)
        self.made[table.name][row["id"]] = instance

    def complete(self, instance: Any, table: Table, row: Mapping[str, Any]) -> bool:
        """Fill in what only one table has; False when the row cannot be without what is missing."""
        if table.name == "scans":
            profile = self.profiles.get(row["profile"])
            if profile is not None:
                instance.profile = profile
            return self.is_there(profile, f"De zelfscan bij profiel {row['profile']}")
        if table.name == "places":
            competency = self.competency(row["competency"])
            if competency is not None:
                instance.competency = competency
            return instance.scan_id is not None and competency is not None
        if table.name == "card_links":
            card = self.cards.get(row["card"])
            if card is not None:
                instance.card = card
            return self.is_there(card, f"De methodekaart ‘{row['title']}’")
        if table.name == "evidence":
            kept = self.files.get(row["id"])
            if kept is not None:
                instance.file, instance.preview = kept
            return self.is_there(kept, f"Het bestand ‘{row['name']}’")
        return table.owned or all(getattr(instance, f"{name}_id") is not None for name in table.one)

    def competency(self, named: Mapping[str, str]) -> Competency | None:
        found = self.competencies.get((named["profile"], named["code"]))
        self.is_there(found, f"De competentie ‘{named.get('title', named['code'])}’")
        return found

    def theme(self, named: Mapping[str, str]) -> Theme | None:
        found = self.themes.get(named["code"])
        self.is_there(found, f"Het thema ‘{named.get('title', named['code'])}’")
        return found

    def is_there(self, thing: Any, name: str) -> bool:
        if thing is None:
            self.missing.append(f"{name} kon niet mee.")
        return thing is not None

    def restore_line(self, line: Mapping[str, Any]) -> None:
        """My own line at a session, where this register knows that I was there."""
        mine = IntervisionPresence.objects.filter(person=self.owner, own_line="")
        there = mine.filter(session__public_id=line["session"])
        if line["own_line"] and not there.update(own_line=line["own_line"]):
            self.missing.append("Een eigen regel bij een intervisie kon niet mee.")

    def restore_peer_line(self, line: Mapping[str, Any]) -> None:
        """My own line at a story that we looked at together, where this register knows of it."""
        known = PeerReading.objects.visible_to(self.owner).filter(public_id=line["reading"])
        reading = known.first()
        words = line["own_line"][:LONGEST_LINE]
        if reading is None or not peer_reading.put_back(reading, words, person=self.owner):
            self.missing.append("Een eigen regel bij samen kijken kon niet mee.")


def save(instance: Any, table: Table, row: Mapping[str, Any]) -> None:
    linked = [*table.one, "owner", "profile", "competency", "file", "preview", "public_id", "card"]
    empty = [name for name in table.fields if row[name] in (None, [], {})]  # as the schema allows
    try:
        instance.full_clean(exclude=linked + empty)
        instance.save()
    except (ValidationError, IntegrityError, DataError) as problem:
        raise Unreadable(NO_PORTFOLIO.format(where=row["id"])) from problem


def value_of(table: Table, name: str, value: Any) -> Any:
    try:
        return table.model._meta.get_field(name).to_python(value)  # type: ignore[union-attr]
    except ValidationError as problem:
        raise Unreadable(NO_PORTFOLIO.format(where=name)) from problem
