"""Texts that break things, typed into every form and asked of every page that takes a question."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, quote_plus, urlencode

import lxml.html
from django.urls import resolve, reverse

from tests.access.crawl import Answer, Visitor, taken_back

NUL = "a\x00b"
SURROGATE = "a\ud800b"
MARKUP = "<img src=x onerror=alert(1)>"
TRICKS = (
    f"begin{{{{ 7|add:1330 }}}}{{% now 'Y' %}}eind \u202e\u200b\u2066 😀 '\";-- {MARKUP} %s {{0}}"
)
FORMULA = '=HYPERLINK("https://elders.example","klik")'
LONG = "woord " * 17_000  # about 100 kB
NUMBER = "9" * 30
# Within the limits of a field, and still too much for what is made of it.
GROWING = "ß" * 80
LIGATURES = "\ufdfa" * 30
ADDRESS = "a" * 250 + "@example.org"
TOMORROW = ("2026-11-24", "10:00")
LAST_DAY, FIRST_DAY = ("9999-12-31", "23:59"), ("0001-01-01", "00:00")

TEXTS = (NUL, SURROGATE, TRICKS, FORMULA, LONG, GROWING, LIGATURES)
EVERYWHERE = (NUL, SURROGATE, TRICKS, LONG, NUMBER)  # also where nobody can type
QUESTIONS = {  # name of the address: its parameters
    "register:search": ("q", "gemeente", "provincie", "verder"),
    "register:verify": ("code",),
    "account_login": ("next", "email"),
    "account_signup": ("next", "email"),
    "dossier:activities": ("soort", "doel", "pagina"),
    "dossier:evidence_list": ("pagina",),
    "dossier:share_new": ("doel", "verhaal", "activiteit"),
    "dossier:who_looked": ("pagina",),
}
IN_THE_PATH = (
    "/r/{}/",
    "/certificaat/{}/",
    "/mijn/verhaal/{}/",
    "/gedeeld/{}/",
    "/desk/achtergrondwerk/{}/opnieuw/",
)
TYPED = ("text", "email", "password", "search", "url", "tel", "")


NO_TEXT = ("url", "decimal")  # any text is refused here: typed only when all fields are


@dataclass(frozen=True)
class Form:
    """One form as a browser has it: for each field its kind and what it sends unchanged."""

    who: str
    url: str
    name: str  # of the address it goes to
    fields: tuple[tuple[str, str, str], ...]

    def filled(self, text: str, *, day: tuple[str, str] | None = None, all: bool = False) -> bytes:
        pairs = []
        for field, kind, value in self.fields:
            typed = all or kind in TYPED or kind == "textarea"
            if day and kind in ("date", "time"):
                value = day[kind == "time"]  # noqa: PLW2901
            elif not all and kind in ("date", "time"):
                value = value or TOMORROW[kind == "time"]  # noqa: PLW2901
            elif typed:
                value = ADDRESS if kind == "email" and text == GROWING else text  # noqa: PLW2901
            pairs.append((field, value))
        return "&".join(f"{quote_plus(k)}={encoded(v)}" for k, v in pairs).encode()


def encoded(text: str) -> str:
    return quote_plus(text, encoding="utf-8", errors="surrogatepass")


def forms_in(pages: Iterator[Answer]) -> dict[str, Form]:
    """One form for each address that some page sends a form to, or saves to while typing."""
    found: dict[str, Form] = {}
    for page in pages:
        if page.htmx or page.status != 200 or page.row == "styleguide":
            continue
        for element in lxml.html.fromstring(page.text).forms:
            if element.method != "POST":
                continue
            for url in filter(None, (element.action or page.url, element.get("data-autosave"))):
                name = resolve(url.partition("?")[0]).view_name
                made = Form(page.who, url, name, fields_of(element))
                if name not in found or len(made.fields) > len(found[name].fields):
                    found[name] = made
    return found


def fields_of(form: Any) -> tuple[tuple[str, str, str], ...]:
    """What would be sent; of a set of buttons or boxes the first."""
    fields, chosen = [], set()
    for element in form.xpath(".//input|.//select|.//textarea|.//button[@name]"):
        name, kind = element.get("name"), element.get("type", "")
        if not name or name in chosen or name == "csrfmiddlewaretoken":
            continue
        if kind in ("radio", "checkbox", "submit"):
            chosen.add(name)
        value = element.get("value", "on" if kind == "checkbox" else "")
        if element.tag in ("select", "textarea"):
            kind, value = element.tag, element.value
        if element.get("inputmode") in NO_TEXT:
            kind = "no text"
        fields.append((name, kind, str(value or "")))
    return tuple(fields)


def attack(visitor: Visitor, pages: Iterator[Answer]) -> Iterator[tuple[Form | None, Answer]]:
    """Each form with each text; what was kept is read again. Then the questions."""
    for form in forms_in(pages).values():
        bodies = [form.filled(text) for text in TEXTS]
        bodies += [form.filled(text, all=True) for text in EVERYWHERE]
        if any(kind == "date" for _, kind, _ in form.fields):
            bodies += [form.filled("Gewoon", day=day) for day in (LAST_DAY, FIRST_DAY)]
        for body in dict.fromkeys(bodies):
            with taken_back():
                answer = visitor.send(form.url, form.who, body)
                yield form, answer
                if answer.status == 302 and answer.location.startswith("/"):
                    yield form, visitor.ask_at(answer.location, form.who, "GET", "after a form")
    for url, who in questions():
        yield None, visitor.ask_at(url, who, "GET", "a question")


def questions() -> Iterator[tuple[str, str]]:
    asked = (*TEXTS, NUMBER)
    for name, parameters in QUESTIONS.items():
        who = "owner" if name.startswith("dossier") else "anonymous"
        for parameter in parameters:
            for text in asked:
                yield f"{reverse(name)}?{parameter}={encoded(text)}", who
    for path in IN_THE_PATH:
        for text in asked:
            in_path = quote(text, safe="", encoding="utf-8", errors="surrogatepass")
            yield path.format(in_path), "desk" if path.startswith("/desk/") else "owner"


LONGEST = {"given_names": "Aleksandra " * 7, "infix": "van der " * 3, "last_name": "Brink" * 16}


def with_the_longest_name(visitor: Visitor) -> Iterator[Answer]:
    """Somebody with a name as long as the form takes hands in: it stands in letters of others."""
    who = "stranger"
    yield visitor.send("/mijn/gegevens/", who, urlencode(LONGEST).encode())
    page = visitor.ask(who, "GET", "cycle:hand_in")
    for step in ("preview", "confirm"):
        forms = (fields_of(one) for one in lxml.html.fromstring(page.text).forms)
        fields = next(one for one in forms if any(name == "goals" for name, *_ in one))
        kept = [(name, value) for name, _, value in fields if name not in ("step", "no_bsn")]
        page = visitor.send(page.url, who, urlencode([*kept, ("step", step)]).encode())
        yield page
