"""Everyone asks for everything once; tests read the answers."""

import html
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pikepdf
from django.conf import settings
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from audit.models import Event
from files.models import StoredFile
from kit.spreadsheets import CONTENT_TYPES, XLSX
from outbox import letters
from outbox.models import Letter
from tests.access.matrix import COLUMNS, LOGIN, PARTICULARS, REAUTH, TABLE, TYPED, Args, Cell
from tests.access.world import World

LINK = re.compile(r'<a [^>]*href="(/[^"#]*)')
GLYPH = re.compile(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>")
MOST_PAGES = 900
OTHER_METHODS = ("HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")
EMPTY = {"csrfmiddlewaretoken": "leeg"}  # what a browser sends at least


@dataclass(frozen=True, repr=False)
class Answer:
    """One answer; `error` is the exception behind a 500."""

    who: str
    row: str
    method: str
    htmx: bool
    url: str
    status: int
    location: str
    headers: dict[str, str]
    cookies: frozenset[str]
    body: bytes
    error: str

    @property
    def cell(self) -> Cell:
        to = self.headers.get("hx-redirect", self.location)
        if to.startswith("/account/login/") and (self.status == 302 or self.htmx):
            return LOGIN
        if self.status == 302 and self.location.startswith("/account/reauthenticate/"):
            return REAUTH
        return self.status

    @property
    def is_page(self) -> bool:
        return self.headers.get("content-type", "").startswith("text/html")

    @property
    def text(self) -> str:
        if self.headers.get("content-type") == "application/pdf":
            return text_of_pdf(self.body)
        if self.headers.get("content-type") in (CONTENT_TYPES[XLSX], "application/zip"):
            return text_of_zip(self.body)
        if self.headers.get("content-type") == "image/png":
            return self.body.decode("latin-1")
        return self.body.decode()

    def __str__(self) -> str:
        return f"{self.row} {self.method}{' by htmx' if self.htmx else ''} {self.who}"

    __repr__ = __str__


@dataclass(repr=False)
class Answers:
    everyone: list[Answer] = field(default_factory=list)  # the matrix
    particular: list[Answer] = field(default_factory=list)  # in the order of PARTICULARS
    others: list[Answer] = field(default_factory=list)  # other methods, once an address
    without_token: list[Answer] = field(default_factory=list)
    before: dict[str, Any] = field(default_factory=dict)  # fingerprints of the tables
    after: dict[str, Any] = field(default_factory=dict)  # the same when all was read
    verbs: set[str] = field(default_factory=set)  # of the events that reading wrote
    stored: str = ""  # every row of every table, as text
    attacks: list[tuple[Any, Answer]] = field(default_factory=list)  # the form, and its answer
    overposts: list[Any] = field(default_factory=list)  # forms with the fields of all models
    longest: list[Answer] = field(default_factory=list)  # of somebody with a very long name
    mails: list[tuple[str, str]] = field(default_factory=list)  # to whom, and the whole source
    linked: list[Answer] = field(default_factory=list)  # where the links of pages lead
    log: list[str] = field(default_factory=list)  # as the configured handler writes it
    role: str = ""  # as which role of the database all this was asked

    @property
    def all(self) -> list[Answer]:
        return [
            *self.everyone, *self.particular, *self.others, *self.without_token, *self.linked
        ]  # fmt: skip

    def pages(self) -> Iterator[Answer]:
        read = (*self.everyone, *self.linked)
        return (one for one in read if one.method == "GET" and one.is_page)


class Visitor:
    """One test client for everyone: only the cookie differs."""

    def __init__(self, world: World, *, checks_token: bool = False) -> None:
        self.world = world
        self.client = Client(enforce_csrf_checks=checks_token, raise_request_exception=False)

    def ask(
        self,
        who: str,
        method: str,
        row: str,
        *,
        htmx: bool = False,
        data: Any = None,
        args: Args | None = None,
    ) -> Answer:
        find = args or TABLE[row].args
        url = reverse(row.partition("|")[0], args=find(self.world))
        return self.ask_at(url, who, method, row, htmx=htmx, data=data)

    def ask_at(
        self, url: str, who: str, method: str, row: str, *, htmx: bool = False, data: Any = None
    ) -> Answer:
        self.become(who)
        headers = {"HX-Request": "true"} if htmx else {}
        if method == "POST":
            response: Any = self.client.post(url, data, headers=headers)
        else:
            response = self.client.generic(method, url, headers=headers)
        return self.noted(response, who, method, row, url, htmx=htmx)

    def send(self, url: str, who: str, body: bytes) -> Answer:
        """A form as its bytes, also bytes that no browser would send."""
        self.become(who)
        response = self.client.generic("POST", url, body, "application/x-www-form-urlencoded")
        return self.noted(response, who, "POST", "a form", url)

    def noted(
        self, response: Any, who: str, method: str, row: str, url: str, *, htmx: bool = False
    ) -> Answer:
        body = b"".join(response.streaming_content) if response.streaming else response.content
        problem = getattr(response, "exc_info", None)
        return Answer(
            who=who,
            row=row,
            method=method,
            htmx=htmx,
            url=url,
            status=response.status_code,
            location=response.headers.get("Location", ""),
            headers={name.lower(): value for name, value in response.items()},
            cookies=frozenset(response.cookies),
            body=body,
            error=repr(problem[1]) if problem else "",
        )

    def become(self, who: str) -> None:
        self.client.cookies.clear()
        if who != "anonymous":
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self.world.sessions[who]


# Of every letter there is, with people who do not exist: a few of each will do.
MADE_UP = ("desk:letter_mail", "desk:letter_paper", "desk:letter_words", "desk:letter_version")
FEW = 3


class taken_back:
    """What happens inside did not happen."""

    def __enter__(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def __exit__(self, *problem: Any) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(*problem)


def crawl(world: World) -> Answers:
    found = Answers(before=contents(), stored=everything_stored())
    visitor = Visitor(world)
    newest = Event.objects.latest("id").pk
    for row in TABLE:
        found.everyone += read(visitor, row)
    for who in ("anonymous", *world.people):
        found.linked += follow_links(visitor, who, found.everyone)
    found.after = contents()
    found.verbs = set(Event.objects.filter(pk__gt=newest).values_list("verb", flat=True))
    for row in TABLE:
        found.everyone += do(visitor, row)
        if "|" not in row:
            found.others += try_other_methods(visitor, row)
    for who, method, row, args, _ in PARTICULARS:
        with taken_back():
            data = TYPED[row](world) if row in TYPED else EMPTY
            found.particular.append(visitor.ask(who, method, row, data=data, args=args))
    found.without_token = post_without_token(world)
    found.mails = mails_of(world)
    return found


def read(visitor: Visitor, row: str) -> Iterator[Answer]:
    """A GET by everyone. The first to get a page, and who has no account, also ask by htmx;
    where the answer to that is another, everybody asks so."""
    plain = [visitor.ask(who, "GET", row) for who in COLUMNS]
    yield from plain
    shown = [answer for answer in plain if answer.status == 200]
    if not shown or shown[0].who != "anonymous":
        yield visitor.ask("anonymous", "GET", row, htmx=True)
    for answer in shown:
        by_htmx = visitor.ask(answer.who, "GET", row, htmx=True)
        yield by_htmx
        if (b"<html" in by_htmx.body) == (b"<html" in answer.body):
            break


def follow_links(visitor: Visitor, who: str, read_before: list[Answer]) -> Iterator[Answer]:
    """Every page to which a page of this person leads, that was not read yet."""
    pages = [one for one in read_before if one.who == who and one.status == 200 and one.is_page]
    seen = {one.url for one in read_before if one.who == who}
    known = len(seen)
    waiting = ["/mijn/", *(link for page in pages for link in links_of(page))]
    alike: Counter[str] = Counter()
    for url in waiting:
        if url in seen:
            continue
        seen.add(url)
        if (name := name_of(url)) in MADE_UP:
            alike[name] += 1
            if alike[name] > FEW:
                continue
        answer = visitor.ask_at(url, who, "GET", f"link to {url}")
        yield answer
        if answer.is_page and answer.status == 200:
            waiting += links_of(answer)
        if answer.status == 302 and answer.location.startswith("/"):
            waiting.append(answer.location)
    assert len(seen) - known - alike.total() < MOST_PAGES, f"{who} finds no end"


def name_of(url: str) -> str:
    try:
        return resolve(urlsplit(url).path).view_name
    except (Resolver404, ValueError):
        return ""


def links_of(page: Answer) -> list[str]:
    found = (html.unescape(link) for link in LINK.findall(page.text))
    return [link for link in found if not link.startswith((settings.STATIC_URL, "//"))]


def do(visitor: Visitor, row: str) -> Iterator[Answer]:
    """A POST by everyone; by htmx also by the first for whom it means something."""
    tried = []
    for who in COLUMNS:
        with taken_back():
            tried.append(visitor.ask(who, "POST", row, data=EMPTY))
    yield from tried
    for answer in tried:
        if answer.cell not in (LOGIN, 404, 405):
            with taken_back():
                yield visitor.ask(answer.who, "POST", row, data=EMPTY, htmx=True)
            break


def try_other_methods(visitor: Visitor, row: str) -> Iterator[Answer]:
    """By somebody for whom the address exists; the door is the same for every method."""
    cells = TABLE[row].get | {who: c for who, c in TABLE[row].post.items() if c not in (404, 405)}
    known = next((who for who in COLUMNS if cells[who] not in (LOGIN, 404)), "owner")
    for method in OTHER_METHODS:
        with taken_back():
            yield visitor.ask(known, method, row)
    with taken_back():
        yield visitor.ask("anonymous", "DELETE", row)


def post_without_token(world: World) -> list[Answer]:
    """Each address that takes a POST, by somebody who may, without the token of a form."""
    visitor = Visitor(world, checks_token=True)
    answers = []
    for row, cells in TABLE.items():
        who = next((who for who, cell in cells.post.items() if cell in (200, 302, 422)), None)
        if who and "|" not in row:
            answers.append(visitor.ask(who, "POST", row, data={}))
    return answers


# ---- What is stored, and what is sent ----


def tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        return [name for (name,) in cursor.fetchall()]


def contents() -> dict[str, Any]:
    """A fingerprint of every table, without the moment at which a letter was read."""
    found = {}
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(
                "SELECT count(*), md5(string_agg(t, '|' ORDER BY t)) FROM "
                f"(SELECT (to_jsonb(x) - 'read_at')::text AS t FROM {table} x) y"
            )
            found[table] = cursor.fetchone()
    return found


def everything_stored() -> str:
    with connection.cursor() as cursor:
        texts = []
        for table in tables():
            cursor.execute(f"SELECT string_agg(x::text, ' ') FROM {table} x")
            texts.append(cursor.fetchone()[0] or "")
    texts += [file.read().decode() for file in StoredFile.objects.filter(content_type="text/plain")]
    return "\n".join(texts)


def mails_of(world: World) -> list[tuple[str, str]]:
    """Every letter of the world as it is sent, calendar and all."""
    mail.outbox.clear()
    for pk in Letter.objects.order_by("pk").values_list("pk", flat=True):
        letters.send(pk)
    keys = {user.email: key for key, user in world.people.items()}
    return [(keys[one.to[0]], source_of(one)) for one in mail.outbox]


def source_of(sent: Any) -> str:
    """Headers, and each part without its transport encoding; long calendar lines unfolded."""
    message = sent.message()
    parts = [part.get_payload(decode=True) or b"" for part in message.walk()]
    headers = "\n".join(f"{name}: {value}" for name, value in message.items())
    return headers + "\n".join(part.decode().replace("\r\n ", "") for part in parts)


def text_of_zip(data: bytes) -> str:
    """Every part of a workbook or a portfolio, unpacked, and how it is called."""
    if not data:
        return ""  # the answer to HEAD
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return " ".join(text_of_part(name, parts.read(name)) for name in parts.namelist())


def text_of_part(name: str, data: bytes) -> str:
    text = text_of_pdf(data) if name.endswith(".pdf") else data.decode(errors="replace")
    return f"{name} {text}"


def text_of_pdf(data: bytes) -> str:
    """Every stream unpacked, the metadata, and the words as a reader sees them."""
    if not data:
        return ""  # the answer to HEAD
    with pikepdf.open(io.BytesIO(data)) as pdf:
        streams = b"".join(
            each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream)
        )
        facts = " ".join(str(value) for value in pdf.docinfo.values())
    return f"{facts} {streams.decode('latin-1')} {words_of_pdf(data)}"


def words_of_pdf(data: bytes) -> str:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return " ".join(words_on(page) for page in pdf.pages)


def words_on(page: pikepdf.Page) -> str:
    """The text that is drawn: the numbers of glyphs, read back as letters by the font's own map."""
    fonts = {name: letters_of(font) for name, font in page.Resources.Font.items()}
    letters: dict[bytes, str] = {}
    drawn = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            letters = fonts[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            pieces = operands[0] if str(operator) == "TJ" else operands
            for piece in (bytes(one) for one in pieces if isinstance(one, pikepdf.String)):
                drawn += [letters.get(piece[i : i + 2], "") for i in range(0, len(piece), 2)]
        elif str(operator) == "ET":
            drawn.append(" ")
    return "".join(drawn)


def letters_of(font: pikepdf.Object) -> dict[bytes, str]:
    pairs = GLYPH.findall(font.ToUnicode.read_bytes())
    return {bytes.fromhex(g.decode()): bytes.fromhex(u.decode()).decode("utf-16-be")
            for g, u in pairs}  # fmt: skip
