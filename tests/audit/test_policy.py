"""The retention policy is about everything that is stored, and something carries it out."""

import dataclasses
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.utils.module_loading import import_string
from pghistory.models import Event as HistoryRow

from audit import policy
from audit.policy import Erasure, RetentionRule, Term
from outbox import jobs
from register.models import RegisterScheme
from tests.conftest import TODAY

RULES = policy.read()
TERMS = [pytest.param(term, id=f"{rule.name}-{term.label}") for rule, term in policy.terms()]


def daily() -> set[str]:
    """The tasks that run every day."""
    return {run.task for run in jobs.schedule}


def stored_models() -> set[str]:
    """Each model with a table, without the history that follows the rule about acts."""
    return {
        model._meta.label
        for model in apps.get_models()
        if model._meta.managed and not model._meta.proxy and not issubclass(model, HistoryRow)
    }


def faults(rules: tuple[RetentionRule, ...]) -> list[str]:
    named = Counter(label for rule in rules for label in rule.models)
    real = stored_models()
    return [
        *(f"{label} has no rule" for label in sorted(real - named.keys())),
        *(f"{label} does not exist" for label in sorted(named.keys() - real)),
        *(f"{label} has {times} rules" for label, times in named.items() if times > 1),
    ]


def test_every_model_has_one_rule():
    assert faults(RULES) == []


def test_a_model_without_a_rule_fails_and_a_rule_without_a_model_too():
    first, *others = RULES
    wrong = dataclasses.replace(first, models=("accounts.Nobody", *first.models[1:]))
    assert faults((wrong, *others)) == [
        "accounts.User has no rule",
        "accounts.Nobody does not exist",
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_says_until_when_and_something_carries_that_out(rule):
    if rule.until:
        work = [jobs.handlers[task] for task in daily()]
        assert rule.until in {f"{each.__module__}.{each.__name__}" for each in work}
    assert rule.terms or rule.until or "zolang" in rule.period


def value_of(constant: str, unit: str) -> int:
    value = import_string(constant)
    return value // timedelta(**{unit: 1}) if isinstance(value, timedelta) else value


@pytest.mark.parametrize("term", TERMS)
def test_a_term_names_a_daily_job_and_the_number_that_the_code_has(term):
    assert term.job in daily()
    if term.constant:
        assert value_of(term.constant, term.unit) == term.amount
    if term.scheme:
        assert RegisterScheme._meta.get_field(term.scheme).default == term.amount


@pytest.mark.django_db
def test_each_term_can_be_asked_and_carried_out(scheme):
    for _, term in policy.terms():
        assert term.due_on(TODAY, scheme).count() == 0, term
        assert term.carry_out(TODAY, scheme, at_most=1) == 0
        term.go(term.model._base_manager.none())


@pytest.mark.django_db
def test_each_line_about_erasure_leads_to_a_person_or_names_a_function(owner):
    for rule in RULES:
        for line in rule.erasures:
            if line.by:
                assert callable(import_string(line.by)), line
            else:
                line.go(line.rows_of(owner))


PERSONAL = (models.CharField, models.TextField, models.JSONField, models.FileField)


# Acts carry no words; what a provider wrote is about the provider.
NAMELESS = {"acts", "programmes"}
PUBLIC = {"register.Assent"}  # how a seat voted and why: the vote stays, the name goes


def has_words(model: Any) -> bool:
    """Something that a person typed, beside choices and keys."""
    return any(
        isinstance(field, PERSONAL) and not field.choices and field.name not in ("sha256", "seal")
        for field in model._meta.concrete_fields
    )


def test_words_of_a_person_are_erased_or_the_rule_says_what_is_left():
    """A model that leads straight to its person and has words stands in a line about erasure."""
    unsaid = []
    for rule in RULES:
        told = {line.label for line in rule.erasures}
        for label in rule.models:
            model = apps.get_model(label)
            owned = {field.name for field in model._meta.concrete_fields} & {"person", "owner"}
            if rule.name in NAMELESS or label in told | PUBLIC:
                continue
            if owned and has_words(model):
                unsaid.append(label)
    assert unsaid == []


# ---- What a line does ----


def test_a_number_of_the_scheme_counts_and_not_the_one_beside_it():
    facts = {"label": "audit.Event", "since": "at", "amount": 12, "unit": "months"}
    scheme = RegisterScheme(report_words_months=1)
    assert Term(**facts).last_day(TODAY, scheme) == date(2025, 11, 23)
    ruled = Term(**facts, scheme="report_words_months")
    assert ruled.last_day(TODAY, scheme) == date(2026, 10, 23)


def test_a_line_without_fields_deletes():
    assert Erasure(label="audit.Event", of="person").deletes
    assert not Erasure(label="audit.Event", of="person", words=("verb",)).deletes
