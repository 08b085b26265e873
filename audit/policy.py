"""The retention policy of docs/privacy.toml: what is kept of whom, how long, and what is left.

It names models and fields by their text, so that this layer knows none of them; tests hold that
each exists, that every model is in it, and that something carries out each term.
"""

import functools
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import Case, Q, Value, When
from django.utils import timezone

from kit import clock

FILE = Path(__file__).parent.parent / "docs" / "privacy.toml"
KEEP_TERMS = "config.keep_terms"  # the job for terms that name no other
FORGOTTEN = "(gewist)"  # what stands where words were
UNITS = ("days", "weeks", "months", "years")
A_BATCH = 500


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Rows of one model, and what becomes of them: deleted, or some fields emptied."""

    label: str
    words: tuple[str, ...] = ()
    empties: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.label)

    @property
    def deletes(self) -> bool:
        return not (self.words or self.empties)

    def go(self, found: models.QuerySet[Any]) -> None:
        """Delete or empty these rows; files that belonged to them go at once."""
        names = [f"{name}_id" for name in self.files]
        stored = [pk for keys in found.values_list(*names) for pk in keys if pk] if names else []
        if self.deletes:
            found.delete()
        else:
            found.update(**self.changes())
        for name in self.files:
            kept: Any = self.model._meta.get_field(name).related_model
            for one in kept._base_manager.filter(pk__in=stored):
                one.discard()

    def changes(self) -> dict[str, Any]:
        """Empty fields, and words of which is left that there were some."""
        emptied = {name: blank(self.model._meta.get_field(name)) for name in self.empties}
        said = {
            name: Case(When(**{name: ""}, then=Value("")), default=Value(FORGOTTEN))
            for name in self.words
        }
        return emptied | said

    def still_there(self) -> Q:
        """Rows of which something is left to go."""
        if self.deletes:
            return Q()
        found = Q(pk__in=[])
        for name in self.words:
            found |= ~Q(**{f"{name}__in": ["", FORGOTTEN]})
        for name in self.empties:
            value = blank(self.model._meta.get_field(name))
            found |= Q(**{f"{name}__isnull": False}) if value is None else ~Q(**{name: value})
        return found


def blank(of: Any) -> Any:
    """Nothing, as this field says it."""
    if of.null:
        return None
    return of.get_default() if of.has_default() else ""


@dataclass(frozen=True, kw_only=True)
class Term(Rows):
    """These rows go so long after the moment in `since`."""

    since: str
    amount: int
    unit: str
    scheme: str = ""
    constant: str = ""
    job: str = KEEP_TERMS
    where: dict[str, Any] = field(default_factory=dict)
    unless: dict[str, Any] = field(default_factory=dict)

    @property
    def is_ours(self) -> bool:
        """Carried out as it stands here; other terms have a job of their own."""
        return self.job == KEEP_TERMS

    @property
    def since_moment(self) -> bool:
        return isinstance(field_at(self.model, self.since), models.DateTimeField)

    def last_day(self, today: date, scheme: Any) -> date:
        """What happened on this day or before it goes today."""
        amount = getattr(scheme, self.scheme) if self.scheme else self.amount
        if self.unit in ("days", "weeks"):
            return today - timedelta(**{self.unit: amount})
        return clock.add_months(today, -amount * (12 if self.unit == "years" else 1))

    def due_on(self, today: date, scheme: Any) -> models.QuerySet[Any]:
        """Rows whose time is over on this day."""
        day = self.last_day(today, scheme)
        if self.since_moment:
            midnight = datetime.combine(day + timedelta(days=1), time.min)
            old = Q(**{f"{self.since}__lt": timezone.make_aware(midnight)})
        else:
            old = Q(**{f"{self.since}__lte": day})
        rows: Any = self.model._base_manager
        found = rows.filter(old, self.still_there(), **self.where)
        if self.unless:
            found = found.exclude(**self.unless)
        return rows.filter(pk__in=found.values("pk"))  # a row once, however it was reached

    def carry_out(self, today: date, scheme: Any, *, at_most: int) -> int:
        """In batches, each whole; how many rows went."""
        gone = 0
        rows: Any = self.model._base_manager
        while gone < at_most:
            some = list(self.due_on(today, scheme).values_list("pk", flat=True)[:A_BATCH])
            if not some:
                break
            with transaction.atomic():
                self.go(rows.filter(pk__in=some))
            gone += len(some)
        return gone


@dataclass(frozen=True, kw_only=True)
class Erasure(Rows):
    """What happens to rows of a person who is erased; `by` is a function that does it."""

    of: str = ""
    by: str = ""

    def rows_of(self, person: Any) -> models.QuerySet[Any]:
        """Rows that lead to this person, or that hold the mail address."""
        rows: Any = self.model._base_manager
        if isinstance(field_at(self.model, self.of), models.CharField):
            return rows.filter(**{f"{self.of}__iexact": person.email})
        found = rows.filter(**{self.of: person})
        return rows.filter(pk__in=found.values("pk"))


@dataclass(frozen=True, kw_only=True)
class Activity:
    """What personal data is used for (article 30 GDPR)."""

    code: str
    title: str
    purpose: str
    ground: str
    whose: str
    data: str
    receivers: str
    measures: str


@dataclass(frozen=True, kw_only=True)
class RetentionRule:
    """One kind of thing: who reads it, until when, and what erasure leaves."""

    name: str
    title: str
    activity: Activity
    models: tuple[str, ...]
    readers: str
    period: str
    leaves: str
    until: str = ""
    terms: tuple[Term, ...] = ()
    erasures: tuple[Erasure, ...] = ()


@functools.cache
def read() -> tuple[RetentionRule, ...]:
    """The rules in the order of the file."""
    activities = read_activities()
    return tuple(rule_of(facts, activities) for facts in tomllib.loads(FILE.read_text())["rule"])


@functools.cache
def read_activities() -> dict[str, Activity]:
    """By their codes, in the order of the file."""
    text = tomllib.loads(FILE.read_text())
    return {facts["code"]: Activity(**facts) for facts in text["activity"]}


def rule_of(facts: dict[str, Any], activities: dict[str, Activity]) -> RetentionRule:
    terms = tuple(map(term_of, facts.pop("term", [])))
    erasures = tuple(Erasure(**rows_of(line)) for line in facts.pop("erasure", []))
    facts |= {"activity": activities[facts["activity"]], "models": tuple(facts["models"])}
    return RetentionRule(**facts, terms=terms, erasures=erasures)


def term_of(line: dict[str, Any]) -> Term:
    [unit] = [unit for unit in UNITS if unit in line]
    return Term(amount=line.pop(unit), unit=unit, **rows_of(line))


def rows_of(line: dict[str, Any]) -> dict[str, Any]:
    """A line of the file as facts of `Rows`."""
    lists = {name: tuple(line.pop(name, ())) for name in ("words", "empties", "files")}
    return {"label": line.pop("model"), **lists, **line}


def activities() -> list[tuple[Activity, list[RetentionRule]]]:
    """Each activity with its rules, in the order of the file: what matters most to people first."""
    found: dict[Activity, list[RetentionRule]] = {what: [] for what in read_activities().values()}
    for rule in read():
        found[rule.activity].append(rule)
    return list(found.items())


def field_at(model: type[models.Model], path: str) -> Any:
    """The field at the end of a path of lookups."""
    *steps, last = path.split("__")
    for step in steps:
        model = model._meta.get_field(step).related_model  # type: ignore[assignment]
    return model._meta.get_field(last)


def terms() -> Iterator[tuple[RetentionRule, Term]]:
    for rule in read():
        for term in rule.terms:
            yield rule, term


def sweep(person: Any) -> None:
    """Erase everything of which the file itself says how; call it in a transaction."""
    for rule in read():
        for line in rule.erasures:
            if line.of:
                line.go(line.rows_of(person))
