"""The one way a private file leaves: streamed by Django, after the caller checked the right."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.utils.csp import CSP

from files.models import StoredFile

SANDBOX = {
    "default-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "sandbox": True,
}


def stream(file: StoredFile) -> FileResponse:
    """The file as an attachment under a sandbox policy. Not found until the scan said clean."""
    if file.state != StoredFile.State.CLEAN:
        raise Http404("This file is not served.")
    response = FileResponse(
        default_storage.open(file.key),
        as_attachment=True,
        filename=file.name,
        content_type=file.content_type,
    )
    response._csp_config = SANDBOX  # type: ignore[attr-defined]
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
