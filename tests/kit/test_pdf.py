"""PDFs: tagged, and made from our own files only."""

import io
from copy import deepcopy

import pikepdf
import pytest
from django.conf import settings as configured

from kit.pdf import render_pdf

PAGE = (
    '<!doctype html><html lang="nl"><head><title>Brief</title>{extra}</head>'
    "<body><h1>Brief</h1></body></html>"
)


@pytest.fixture
def template(tmp_path, settings):
    """Write a template of this test and give its name."""
    templates = deepcopy(configured.TEMPLATES)
    templates[0]["DIRS"] = [tmp_path]
    settings.TEMPLATES = templates

    def write(extra: str = "") -> str:
        (tmp_path / "brief.html").write_text(PAGE.replace("{extra}", extra))
        return "brief.html"

    return write


def test_a_pdf_is_tagged_and_has_language_and_title(template):
    with pikepdf.open(io.BytesIO(render_pdf(template(), {}))) as pdf:
        assert pdf.Root.Lang == "nl"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.docinfo["/Title"] == "Brief"


@pytest.mark.parametrize(
    "address", ["https://example.org/x.css", "file:///etc/passwd", "css/does-not-exist.css"]
)
def test_nothing_else_than_our_own_files_is_fetched(template, address):
    from weasyprint.urls import FatalURLFetchingError

    with pytest.raises(FatalURLFetchingError):
        render_pdf(template(f'<link rel="stylesheet" href="{address}">'), {})
