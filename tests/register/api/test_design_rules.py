"""The Dutch REST API Design Rules that can be read from the description of the API."""

import re

import pytest
from django.test import Client

from register.api.document import METHODS, document

SEMVER = re.compile(r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$")
PATH = re.compile(r"^(/([a-z0-9-]+|\{[a-zA-Z]+\}))+(/_[a-z]+)?$")
CAMEL = re.compile(r"^[a-z][a-zA-Z0-9]*$")
PASCAL = re.compile(r"^[A-Z][a-zA-Z0-9]*$")
PLURALS = {"registraties", "certificaten", "gemeenten", "cijfers", "uitvoeringen"}
MAY_READ = {"get", "post"}  # a POST only for a question whose words may not stand in an address
WRITES = {"geefAanwezigheidDoor"}  # of a provider, with its own key


@pytest.fixture(scope="module")
def description():
    return document()


def operations(description):
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            assert method in METHODS
            yield path, method, operation


def test_it_is_openapi_3_1_at_the_standard_place(db, description):
    """/core/doc-openapi, /core/publish-openapi."""
    answer = Client().get("/api/v1/openapi.json")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert answer.json()["openapi"].startswith("3.1")
    assert answer.json()["paths"].keys() == description["paths"].keys()


def test_it_says_who_answers_and_under_which_licence(description):
    """/core/doc-openapi-contact."""
    contact = description["info"]["contact"]
    assert all(contact[name] for name in ("name", "email", "url"))


def test_the_version_is_semantic_and_its_first_part_stands_in_the_address(description):
    """/core/semver, /core/uri-version."""
    assert SEMVER.match(description["info"]["version"])
    major = description["info"]["version"].partition(".")[0]
    assert all(one["url"].endswith(f"/v{major}") for one in description["servers"])


def test_paths_are_kebab_case_plural_and_end_without_a_slash(description):
    """/core/path-segments-kebab-case, /core/naming-collections, /core/no-trailing-slash."""
    for path, _, _ in operations(description):
        assert PATH.match(path), path
        assert path.split("/")[1] in PLURALS, path
        assert not path.endswith("/")


def test_all_else_than_what_a_provider_sends_with_its_key_is_read_only(description):
    """/core/http-methods, /core/http-safety."""
    every = list(operations(description))
    writing = [one for _, _, one in every if one["operationId"] in WRITES]
    assert [one["security"] for one in writing] == [[{"SleutelVanOpleider": []}]]
    methods = {(path, method) for path, method, one in every if one["operationId"] not in WRITES}
    assert {method for _, method in methods} <= MAY_READ
    assert all("/_" in path for path, method in methods if method == "post")


def test_no_personal_fact_stands_in_an_address(description):
    """/core/transport/no-sensitive-uris."""
    for _, _, operation in operations(description):
        names = {one["name"] for one in operation["parameters"]}
        assert names <= {"code", "peildatum", "uitvoering"}


def test_every_operation_is_described_in_dutch_and_named_once(description):
    """/core/doc-language, /core/interface-language."""
    names = [operation["operationId"] for _, _, operation in operations(description)]
    assert len(names) == len(set(names))
    known = {one["name"] for one in description["tags"]}
    for path, _, operation in operations(description):
        assert operation["description"].endswith("."), path
        assert set(operation["tags"]) <= known
        assert all(one["description"] for one in operation["parameters"])


def test_every_good_answer_carries_its_version_and_every_bad_one_is_a_problem(description):
    """/core/version-header, /core/error-handling/problem-details."""
    problem = description["components"]["schemas"]["Probleem"]
    assert set(problem["required"]) == {"status", "title", "detail"}
    assert set(problem["properties"]) <= {"type", "title", "status", "detail", "instance"}
    for _, _, operation in operations(description):
        for status, answer in operation["responses"].items():
            assert "API-Version" in answer["headers"]
            if status.startswith(("4", "5")):
                assert list(answer["content"]) == ["application/problem+json"]
        assert {"400", "401", "429", "503"} <= operation["responses"].keys()


def test_names_are_camel_case(description):
    """/core/query-keys-camel-case, schema-camel-case, property-casing."""
    for name, schema in description["components"]["schemas"].items():
        assert PASCAL.match(name)
        assert all(CAMEL.match(field) for field in schema["properties"]), name
    for _, _, operation in operations(description):
        assert all(CAMEL.match(one["name"]) for one in operation["parameters"])
