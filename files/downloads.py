"""The one way a private file leaves: streamed by Django, after the caller checked the right."""

from io import BytesIO
from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.utils.csp import CSP

from files.models import StoredFile
from kit.spreadsheets import CONTENT_TYPES

SANDBOX = {
    "default-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "sandbox": True,
}


def stream(file: StoredFile) -> FileResponse:
    """The file as an attachment under a sandbox policy. Not found until the scan said clean."""
    if not file.is_served:
        raise Http404("This file is not served.")
    try:
        content = default_storage.open(file.key)
    except FileNotFoundError as problem:  # the nightly look finds these (config/stored_files.py)
        raise Http404("The bytes of this file are gone.") from problem
    return confined(content, name=file.name, kind=file.content_type)


def stream_made(data: bytes, *, name: str, kind: str) -> FileResponse:
    """What was made for this request and is not kept as a file."""
    return confined(BytesIO(data), name=name, kind=kind)


def stream_pdf(pdf: bytes, *, name: str) -> FileResponse:
    return stream_made(pdf, name=name, kind="application/pdf")


def stream_list(data: bytes, *, name: str, kind: str) -> FileResponse:
    return stream_made(data, name=f"{name}.{kind}", kind=CONTENT_TYPES[kind])


def confined(content: Any, *, name: str, kind: str) -> FileResponse:
    response = FileResponse(content, as_attachment=True, filename=name, content_type=kind)
    response._csp_config = SANDBOX  # type: ignore[attr-defined]
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
