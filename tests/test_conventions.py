"""Rules of the house that a reader would otherwise have to remember."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import ForeignKey, ManyToManyField, OneToOneField
from django.urls import URLPattern, URLResolver, get_resolver

from audit.templatetags.audit_words import WORDS

ROOT = Path(__file__).parent.parent
LAYERS = ["accreditation", "portfolios", "register", "accounts", "audit outbox files", "kit"]
LEVEL = {app: level for level, row in enumerate(reversed(LAYERS)) for app in row.split()}
OURS = tuple(LEVEL)
CODE = [
    path
    for app in (*OURS, "config")
    for path in sorted((ROOT / app).rglob("*.py"))
    if "migrations" not in path.parts
]


def our_models():
    return [model for model in apps.get_models() if model._meta.app_label in OURS]


def views(patterns=None, prefix=""):
    """Every view of ours with its full name."""
    for pattern in patterns or get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from views(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}", pattern.callback


def test_no_table_points_up():
    wrong = []
    for model in our_models():
        for field in model._meta.get_fields():
            if not isinstance(field, (ForeignKey, OneToOneField, ManyToManyField)):
                continue
            target = field.related_model._meta
            if target.label == settings.AUTH_USER_MODEL or target.app_label not in LEVEL:
                continue
            if LEVEL[target.app_label] > LEVEL[model._meta.app_label]:
                wrong.append(f"{model._meta.label}.{field.name} -> {target.label}")
    assert wrong == []


def test_every_view_of_ours_carries_a_stamp():
    own = [(name, view) for name, view in views() if not view.__module__.startswith("allauth")]
    assert [name for name, view in own if not hasattr(view, "access")] == []


def status_writes(tree: ast.AST):
    """Places that write a status: attributes, setattr and keywords of changing calls."""
    changing = {"update", "create", "bulk_create", "bulk_update", "get_or_create"}
    for node in ast.walk(tree):
        targets = node.targets if isinstance(node, ast.Assign) else []
        yield from (
            node.lineno for t in targets if isinstance(t, ast.Attribute) and t.attr == "status"
        )
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name in changing and any(word.arg == "status" for word in node.keywords):
            yield node.lineno
        if name == "setattr" and any(
            isinstance(word, ast.Constant) and word.value == "status" for word in node.args
        ):
            yield node.lineno


def test_only_a_transition_writes_a_status():
    found = {
        str(path.relative_to(ROOT)): list(status_writes(ast.parse(path.read_text())))
        for path in CODE
    }
    assert {name for name, lines in found.items() if lines} == {"audit/acts.py"}


@pytest.mark.parametrize("banned", ["services", "utils", "core", "common", "helpers"])
def test_no_module_without_a_noun(banned):
    assert [path for path in CODE if path.stem == banned or banned in path.parts] == []


def test_no_rule_hides_in_an_assert():
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Assert)
    ]
    assert wrong == []


def test_nothing_runs_celery_eagerly():
    word = "task_" + "always_eager"
    files = [*CODE, *(ROOT / "tests").rglob("*.py")]
    assert [path for path in files if word in path.read_text().lower()] == []


def test_only_the_clock_asks_what_time_it_is_in_rules():
    """`timezone.now` is for leases, proofs of delivery and signs of life; a rule takes today."""
    allowed = {"kit/clock.py", "outbox/jobs.py", "outbox/letters.py", "outbox/tasks.py"}
    allowed |= {"config/condition.py"}
    pattern = re.compile(r"timezone\.now\(|date\.today\(|datetime\.now\(")
    found = {str(p.relative_to(ROOT)) for p in CODE if pattern.search(p.read_text())}
    assert found - allowed - {"register/signing.py"} == set()


def test_every_act_has_words_for_the_person():
    """Each verb in the code: transitions by their method, acts and records by their text."""
    verbs = set()
    for path in CODE:
        if path.parts[-2] == "audit" or path.name == "acts.py":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            name = getattr(getattr(node, "func", None), "id", "")
            if isinstance(node, ast.Call) and name in ("act", "record", "write_new") and node.args:
                verbs.add(node.args[0].value)
            if isinstance(node, ast.Call) and name == "found_or_new":
                verbs.add(node.args[1].value)
    for model in our_models():
        for name, method in vars(model).items():
            if hasattr(method, "sources"):
                verbs.add(f"{model._meta.model_name}.{name}")
    assert verbs <= set(WORDS)
    assert set(WORDS) <= verbs


def test_the_docs_name_every_setting_of_the_environment():
    source = (ROOT / "config" / "settings.py").read_text()
    named = set(re.findall(r"""env(?:\.\w+)?\(\s*"([A-Z_]+)\"""", source))
    operations = (ROOT / "docs" / "operations.md").read_text()
    assert [name for name in sorted(named) if f"`{name}`" not in operations] == []


def test_no_file_names_a_package_index():
    hosts = ("pypi" + ".org", "python" + "hosted", "npm" + "js.org")
    tracked = [p for p in ROOT.glob("*") if p.is_file()] + CODE
    assert [p.name for p in tracked if any(host in p.read_text() for host in hosts)] == []
