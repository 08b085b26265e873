"""Every template obeys the security policy and the rules of the look."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template, render_to_string

FOLDER = Path(settings.BASE_DIR) / "templates"
TEMPLATES = sorted(FOLDER.rglob("*.html"))
WEB = [
    path for path in TEMPLATES if not {"mail.html", "mail"} & set(path.relative_to(FOLDER).parts)
]
TEMPLATE_SYNTAX = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
TAG = re.compile(r"<[a-z][^<>]*>", re.IGNORECASE)
FORBIDDEN = {
    "an inline style": re.compile(r"""\sstyle\s*="""),
    "an inline handler": re.compile(r"""\son[a-z]+\s*="""),
    "a bare or evaluating htmx attribute": re.compile(
        r"""\s(?:hx-|data-hx-on|data-hx-vals="js:)"""
    ),
    "a javascript address": re.compile(r"""["']javascript:""", re.IGNORECASE),
}


def name(path: Path) -> str:
    return str(path.relative_to(FOLDER))


def html_tags(source: str) -> list[str]:
    """The tags as they are written; what the template language adds stands as a dot."""
    return TAG.findall(TEMPLATE_SYNTAX.sub(".", source))


def complaints(source: str) -> list[str]:
    tags = html_tags(source)
    return [
        f"{what}: {tag[:80]}"
        for tag in tags
        for what, pattern in FORBIDDEN.items()
        if pattern.search(tag)
    ] + [
        f"inline code: {tag}"
        for tag in tags
        if tag.startswith("<style") or (tag.startswith("<script") and " src=" not in tag)
    ]


@pytest.mark.parametrize(
    "source",
    [
        '<p style="x">',
        '<a{% if a > b %} class="x"{% endif %} onclick="x()">',
        '<div hx-get="/x">',
        '<div data-hx-on:click="x">',
        "<script>x</script>",
        "<style>x</style>",
        '<a href="javascript:x">',
    ],
)
def test_the_rules_find_what_is_wrong(source):
    assert complaints(source)


@pytest.mark.parametrize("path", WEB, ids=name)
def test_no_inline_style_or_script(path):
    assert not complaints(path.read_text())


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_every_picture_has_words(path):
    pictures = [tag for tag in html_tags(path.read_text()) if tag.startswith("<img")]
    assert all(re.search(r'\salt="[^"]', tag) for tag in pictures)


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_every_template_compiles(path):
    get_template(name(path))


@pytest.mark.parametrize("status", [500, 503])
def test_the_bare_error_pages_need_no_request(status):
    html = render_to_string(f"{status}.html")
    assert 'href="/static/css/theme.css"' in html


def test_a_mail_is_one_column_with_its_words_escaped():
    html = render_to_string(
        "kit/mail.html",
        {
            "title": "Hallo",
            "paragraphs": ["a < b"],
            "action_url": "https://x",
            "action_label": "Ga",
        },
    )
    assert "a &lt; b" in html
    assert 'href="https://x"' in html
