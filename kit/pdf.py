"""Turns a template into a tagged PDF. Only this module knows WeasyPrint."""

import functools
import mimetypes
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

STATIC = "https://static.invalid/"  # never fetched: it stands for our own static files
FOR_EVERYONE = "pdf/ua-1"
FOR_EVERYONE_AND_KEPT = "pdf/a-2a"  # and marked as PDF/UA-1 too, which it is as well
PDFUA = "http://www.aiim.org/pdfua/ns/id/"
# What PDF/A asks of whoever uses words it does not know (ISO 19005-2, 6.6.2.3).
ABOUT_PDFUA = f"""
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" xmlns:pdfuaid="{PDFUA}">
<rdf:Description rdf:about=""><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about=""><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{PDFUA}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which this file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>"""


def render_pdf(template: str, context: Mapping[str, Any]) -> bytes:
    """Return the bytes of a PDF/UA-1 file.

    The template can use our own static files and `data:` images, and nothing else. A file that is
    missing stops the rendering, so that a certificate never appears without its fonts.
    """
    return laid_out(template, context, FOR_EVERYONE).write_pdf(pdf_variant=FOR_EVERYONE)


def render_each(
    template: str, pages: Sequence[Mapping[str, Any]], *, information: Sequence[Mapping[str, str]]
) -> Iterator[bytes]:
    """A PDF of its own for each page, laid out together: that costs a fifth of one by one.

    Each is PDF/A-2a and PDF/UA-1: to be kept, and to be read by everyone. The template makes one
    page for each of `pages`; `information` is the title and the day (`created`) of each. Raises
    `ValueError` when one of them does not fit on its page.
    """
    document = laid_out(template, {"pages": pages}, FOR_EVERYONE_AND_KEPT)
    if len(document.pages) != len(pages):
        raise ValueError(f"{len(pages)} pages of content take {len(document.pages)} pages.")
    known = document.metadata.generate_rdf_metadata
    document.metadata.generate_rdf_metadata = lambda *asked: with_pdfua(known(*asked))
    for page, own in zip(document.pages, information, strict=True):
        vars(document.metadata).update(own)
        yield document.copy([page]).write_pdf(pdf_variant=FOR_EVERYONE_AND_KEPT)


def laid_out(template: str, context: Mapping[str, Any], variant: str) -> Any:
    import weasyprint

    html = render_to_string(template, dict(context))
    document = weasyprint.HTML(string=html, base_url=STATIC, url_fetcher=static_files_only())
    return document.render(pdf_variant=variant)


def with_pdfua(rdf: bytes) -> bytes:
    """The metadata of a PDF/A file, that also say to be PDF/UA."""
    described = ElementTree.fromstring(rdf)  # noqa: S314  WeasyPrint made it
    described.extend(ElementTree.fromstring(ABOUT_PDFUA))  # noqa: S314  it stands above
    return ElementTree.tostring(described, encoding="utf-8")


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
