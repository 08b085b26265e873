"""What a letter says: as it was shipped, or in the newest words of staff; and which words may be.

A letter knows its fields by its shipped text. Other words use the same fields, and no other part of
the language of templates: nobody writes a program in a letter.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.template import Template, TemplateSyntaxError
from django.template.base import Lexer, TokenType
from django.template.loader import get_template

from outbox.models import LetterWording

PATH = re.compile(r"[a-z_][\w.]*", re.ASCII)
# What stands behind a field may change how a day or a word is written, nothing else.
FILTERS = r'\|(?:date:"[^"|{}]*"|time:"[^"|{}]*"|lower|upper|capfirst|pluralize(?::"[^"|{}]*")?)'
FIELD = re.compile(rf"(?P<path>{PATH.pattern})(?:{FILTERS})*", re.ASCII)
CONDITION = re.compile(rf"(?:if|elif) (?:not )?(?P<path>{PATH.pattern})", re.ASCII)
ENDS = ("else", "endif", "endfor")
OPENS, CLOSES = ("if", "for"), ("endif", "endfor")
NOT_WHOLE = (
    "Een stuk met accolades is niet af. Bij elke ‘{% if … %}’ hoort een ‘{% endif %}’, en elk veld "
    "staat tussen twee paar accolades."
)


@dataclass(frozen=True)
class Part:
    """A field or a step between accolades; `deep` says that it does not show in every case."""

    text: str
    is_field: bool
    deep: bool = False

    @property
    def path(self) -> str:
        found = FIELD.match(self.text) if self.is_field else CONDITION.fullmatch(self.text)
        return found["path"] if found else ""

    def __str__(self) -> str:
        return f"{{{{ {self.text} }}}}" if self.is_field else f"{{% {self.text} %}}"


def shipped(kind: str) -> str:
    """The text that came with the product; the first line is the title."""
    return template_of(kind).source.strip()


def template_of(kind: str) -> Template:
    app, name = kind.split("/")
    return get_template(f"{app}/mail/{name}.txt").template  # type: ignore[attr-defined]


def template_in(kind: str, wording: LetterWording | None) -> Template:
    """What is filled in to make the letter."""
    if wording is None or wording.is_shipped:
        return template_of(kind)
    return Template(wording.source, engine=template_of(kind).engine)


def parts_of(source: str) -> list[Part]:
    return list(read_parts(source))


def read_parts(source: str) -> Iterator[Part]:
    depth = 0
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.VAR:
            yield Part(token.contents, is_field=True, deep=depth > 0)
        elif token.token_type == TokenType.BLOCK:
            name = token.contents.partition(" ")[0]
            depth += (name in OPENS) - (name in CLOSES)
            yield Part(token.contents, is_field=False, deep=depth > 0)


def fields_of(kind: str) -> list[str]:
    """Every field as the shipped text writes it, once."""
    found = [part for part in parts_of(shipped(kind)) if part.is_field]
    return list(dict.fromkeys(str(part) for part in found))


def required_in(kind: str) -> list[Part]:
    """What no version may leave out: what the shipped letter says in every case."""
    by_path: dict[str, Part] = {}
    for part in parts_of(shipped(kind)):
        if part.is_field and not part.deep:
            by_path.setdefault(part.path, part)
        elif part.text.startswith("include ") and not part.deep:
            by_path.setdefault(part.text, part)
    return list(by_path.values())


def problems(kind: str, title: str, body: str) -> list[str]:
    """Why these words cannot be this letter, in sentences for staff; empty when they can."""
    source = f"{title}\n{body}"
    parts = parts_of(source)
    known = parts_of(shipped(kind))
    found = list(dict.fromkeys(filter(None, (problem_of(part, known) for part in parts))))
    if found:
        return found
    if "{#" in source or leftovers(source):
        return [NOT_WHOLE]
    here = {part.path if part.is_field else part.text for part in parts if not part.deep}
    missing = [p for p in required_in(kind) if (p.path if p.is_field else p.text) not in here]
    if missing:
        return [f"Het veld {part} ontbreekt, of staat in een ‘als’." for part in missing]
    try:
        Template(source, engine=template_of(kind).engine)
    except TemplateSyntaxError:
        return [NOT_WHOLE]
    return []


def problem_of(part: Part, known: list[Part]) -> str:
    """Why this part may not stand in the letter; empty when it may."""
    if part.text in {one.text for one in known if one.is_field == part.is_field}:
        return ""
    if not part.is_field and (part.text in ENDS):
        return ""
    fits = FIELD.fullmatch(part.text) if part.is_field else CONDITION.fullmatch(part.text)
    if fits and fits["path"] in {one.path for one in known if one.path}:
        return ""
    if part.is_field:
        return f"Het veld {part} kent deze brief niet. Kies een veld uit de lijst."
    return f"{part} kan niet in een brief. Gebruik woorden, de velden uit de lijst, en een ‘als’."


def leftovers(source: str) -> bool:
    """Accolades that are no whole field or step."""
    tokens = Lexer(source).tokenize()
    text = "".join(one.contents for one in tokens if one.token_type == TokenType.TEXT)
    return any(sign in text for sign in ("{{", "}}", "{%", "%}"))
