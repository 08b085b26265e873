"""STORAGES["default"]: where private files are, a folder of this machine or an object store."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ImproperlyConfigured

FOLDER = "django.core.files.storage.FileSystemStorage"
OBJECT_STORE = "kit.object_store.ObjectStore"


class FilesAway(OSError):
    """Where files are cannot be reached, or does not do what it is asked."""


def file_place(url: str, folder: str) -> dict[str, Any]:
    """The folder, unless an address is given: `s3://bucket?endpoint=https://host&region=name`.

    Keys come from the environment, by the names that every program for S3 knows. Raises
    ImproperlyConfigured for another scheme or without a bucket.
    """
    if not url:
        return {"BACKEND": FOLDER, "OPTIONS": {"location": folder}}
    parts = urlsplit(url)
    if parts.scheme != "s3" or not parts.netloc:
        raise ImproperlyConfigured("FILES_URL looks like s3://bucket?endpoint=https://host.")
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    if unknown := asked.keys() - {"endpoint", "region"}:
        raise ImproperlyConfigured(f"FILES_URL does not know {', '.join(sorted(unknown))}.")
    options = {
        "bucket_name": parts.netloc,
        "location": parts.path.strip("/"),
        "endpoint_url": asked.get("endpoint"),
        "region_name": asked.get("region"),
    }
    return {"BACKEND": OBJECT_STORE, "OPTIONS": options}
