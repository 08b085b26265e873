"""The description of the API in OpenAPI 3.1: what the code says, with the rules of every answer."""

import functools
import json
from email.utils import parseaddr
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.template.defaultfilters import linebreaksbr
from django.utils.safestring import SafeString

from register.api import additions, door
from register.api.v1 import api

PATH = "/api/v1"
ABOUT = (
    "Wat het openbare register van klantmanagers zegt, voor programma's. Alleen lezen; een "
    "opleider kan met een eigen sleutel ook doorgeven wie er was. "
    "Opzoeken is geen lijst maken: u hebt een nummer én een achternaam nodig. Zonder sleutel is er "
    "een budget per internetadres; organisaties krijgen op verzoek een sleutel met een eigen "
    "budget. Een nieuwe hoofdversie komt naast deze te staan. De oude blijft dan een jaar werken, "
    "en zegt met de koppen Deprecation en Sunset tot wanneer."
)
TAGS = {
    "Registraties": "Nagaan of iemand van wie u nummer en achternaam hebt geregistreerd is.",
    "Certificaten": "Nagaan of een certificaat echt is en vandaag geldt.",
    "Gemeenten": "De gemeenten van vandaag, met hun code.",
    "Cijfers": "Open cijfers in tientallen, zonder kleine groepen.",
}
HEADERS = {
    "API-Version": "De hele versie van deze API.",
    "RateLimit-Policy": "De budgetten: q vragen in w seconden.",
    "RateLimit": "Hoeveel vragen er nog over zijn (r), en over hoeveel seconden er weer bij komen.",
}
PROBLEMS = {
    400: "De vraag klopt niet.",
    401: "De sleutel bestaat niet of is beëindigd.",
    404: "Niet gevonden.",
    415: "De vraag is geen JSON.",
    429: "Het budget is op; Retry-After zegt hoe lang.",
    503: "Het register is even niet bereikbaar.",
}
PROBLEM = {
    "type": "object",
    "description": "Wat er misging, volgens RFC 9457.",
    "properties": {
        "type": {"type": "string", "description": "Soort probleem."},
        "title": {"type": "string", "description": "Het probleem in een paar woorden."},
        "status": {"type": "integer", "description": "De statuscode van HTTP."},
        "detail": {"type": "string", "description": "Wat er misging en wat u kunt doen."},
    },
    "required": ["status", "title", "detail"],
}
METHODS = ("get", "post")


@functools.cache
def document() -> dict[str, Any]:
    made: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=""))
    made["info"] = {
        "title": api.title,
        "version": door.VERSION,
        "summary": "Het openbare register van klantmanagers, voor programma's",
        "description": ABOUT,
        "contact": {
            "name": "Register Klantmanagers",
            "url": f"{settings.BASE_URL}/hulp/",
            "email": parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
        },
        "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    }
    made["servers"] = [{"url": f"{settings.BASE_URL}{PATH}", "description": "Het register"}]
    tags = TAGS | {added.tag: added.about_tag for added in additions.ADDED}
    made["tags"] = [{"name": name, "description": text} for name, text in sorted(tags.items())]
    made["security"] = [{}, {"Sleutel": []}]
    components = made.setdefault("components", {})
    components["securitySchemes"] = keys()
    components["schemas"] = {name: shape(one) for name, one in components["schemas"].items()}
    components["schemas"]["Probleem"] = PROBLEM
    for path, operations in made["paths"].items():
        for method in METHODS:
            if method in operations:
                complete(operations[method], path, method)
    return json.loads(json.dumps(made))  # type: ignore[no-any-return]


def keys() -> dict[str, Any]:
    """Which keys there are; each is sent in the same header."""
    about = {"Sleutel": "De sleutel van een organisatie, met een eigen budget."}
    about |= {added.key_name: added.about_key for added in additions.ADDED}
    header = {"type": "apiKey", "in": "header", "name": door.KEY_HEADER}
    return {name: header | {"description": text} for name, text in about.items()}


def shape(schema: dict[str, Any]) -> dict[str, Any]:
    """Without the English titles that the code gives its fields."""
    fields = {name: {key: value for key, value in field.items() if key != "title"}
              for name, field in schema.get("properties", {}).items()}  # fmt: skip
    return schema | {"properties": fields}


def complete(operation: dict[str, Any], path: str, method: str) -> None:
    """The headers of what went well, and the problems that can be."""
    if added := additions.of_tags(operation["tags"]):
        operation["security"] = [{added.key_name: []}]
    operation["description"] = " ".join(operation["description"].split())
    for answer in operation["responses"].values():
        answer["description"] = "Het antwoord."
        answer["headers"] = headers(HEADERS)
    can_miss = "{" in path or path.endswith("_opzoeken") or path == "/cijfers"
    possible = {400, 401, 429, 503} | ({404} if can_miss else set())
    possible |= {415} if method == "post" else set()
    for status in sorted(possible):
        operation["responses"][status] = problem(status)


def headers(texts: dict[str, str]) -> dict[str, Any]:
    return {
        name: {"description": text, "schema": {"type": "string"}} for name, text in texts.items()
    }


def problem(status: int) -> dict[str, Any]:
    texts = {"API-Version": HEADERS["API-Version"]}
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        texts["Retry-After"] = "Over hoeveel seconden het weer kan."
    return {
        "description": PROBLEMS[status],
        "headers": headers(texts),
        "content": {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Probleem"}}
        },
    }


# ---- For people ----


def operations() -> list[dict[str, Any]]:
    """What the page shows of each operation."""
    shown = []
    for path, methods in document()["paths"].items():
        for method in METHODS:
            if method in methods:
                shown.append(one_operation(path, method, methods[method]))
    return shown


def one_operation(path: str, method: str, facts: dict[str, Any]) -> dict[str, Any]:
    content = next(iter(facts["responses"]["200"]["content"].values()))
    body = facts.get("requestBody", {}).get("content", {}).get("application/json")
    return {
        "key": facts["operationId"],
        "method": method.upper(),
        "path": f"{PATH}{path}",
        "summary": facts["summary"],
        "description": facts["description"],
        "parameters": facts.get("parameters", []),
        "asked": fields_of(body["schema"]) if body else [],
        "given": fields_of(content["schema"]),
        "problems": {status: one["description"] for status, one in facts["responses"].items()
                     if status.startswith(("4", "5"))},
        "example": example(path, facts, body),
    }  # fmt: skip


def named(reference: dict[str, Any]) -> dict[str, Any]:
    name = reference["$ref"].rpartition("/")[2]
    return document()["components"]["schemas"][name]  # type: ignore[no-any-return]


def fields_of(schema: dict[str, Any], before: str = "") -> list[tuple[str, str]]:
    """Each field with its kind; those of what stands inside with a point between."""
    rows = []
    for name, field in named(schema)["properties"].items():
        kinds = [one for one in field.get("anyOf", [field]) if one.get("type") != "null"]
        kind, empty = kinds[0], ", of leeg" if len(kinds) < len(field.get("anyOf", [field])) else ""
        inner = kind.get("items", {}) if kind.get("type") == "array" else kind
        rows.append((f"{before}{name}", f"{word_of(kind)}{empty}"))
        if "$ref" in inner:
            rows += fields_of(inner, f"{before}{name}.")
    return rows


KINDS = {"string": "tekst", "integer": "getal", "boolean": "ja of nee", "array": "lijst",
         "date": "datum", "date-time": "datum met tijd", "object": "groep"}  # fmt: skip


def word_of(kind: dict[str, Any]) -> str:
    return KINDS[kind.get("format", kind.get("type", "object"))]


def example(path: str, facts: dict[str, Any], body: Any) -> SafeString:
    """How to ask it from a command line; the number is made up."""
    pair = '{"registratienummer": "RK-4817-3062", "achternaam": "Van den Berg"}'
    asked = {
        "/registraties/_opzoeken": pair,
        "/registraties/_nakijken": f'{{"paren": [{pair}]}}',
    }
    added = additions.of_tags(facts["tags"])
    url = f"{settings.BASE_URL}{PATH}{path}".replace(
        "{code}", "GM0344" if "gem" in path else "ACDE"
    )
    lines = [f"curl {url}"]
    if body:
        lines = [f"curl {url} \\", "  -H 'Content-Type: application/json' \\",
                 f"  -d '{added.example if added else asked[path]}'"]  # fmt: skip
    if added:
        lines.insert(1, f"  -H '{door.KEY_HEADER}: uw sleutel' \\")
    return linebreaksbr("\n".join(lines), autoescape=True)
