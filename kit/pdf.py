"""Turns a template into a tagged PDF. Only this module knows WeasyPrint."""

import functools
import mimetypes
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

STATIC = "https://static.invalid/"  # never fetched: it stands for our own static files


def render_pdf(template: str, context: Mapping[str, Any]) -> bytes:
    """Return the bytes of a PDF/UA-1 file.

    The template can use our own static files and `data:` images, and nothing else. A file that is
    missing stops the rendering, so that a certificate never appears without its fonts.
    """
    import weasyprint

    html = render_to_string(template, dict(context))
    document = weasyprint.HTML(string=html, base_url=STATIC, url_fetcher=static_files_only())
    return document.write_pdf(pdf_variant="pdf/ua-1")


@functools.cache
def static_files_only() -> Any:
    """The fetcher of all PDFs: making one reads every certificate authority of the system."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class StaticFilesOnly(URLFetcher):
        def fetch(self, url: str, headers: dict | None = None) -> URLFetcherResponse:
            if url.startswith("data:image/"):
                return super().fetch(url, headers)
            found = finders.find(url.removeprefix(STATIC)) if url.startswith(STATIC) else None
            if not found:
                raise FatalURLFetchingError(f"Not one of our static files: {url}")
            kind = mimetypes.guess_type(found)[0] or "application/octet-stream"
            return URLFetcherResponse(url, Path(found).read_bytes(), {"Content-Type": kind})

    return StaticFilesOnly()
