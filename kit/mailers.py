"""MAILERS of Django 6.1 from one address in the environment."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

TIMEOUT_SECONDS = 10


def mailers(url: str) -> dict[str, dict[str, Any]]:
    """`smtp://user:password@host:port?tls=1` (or `ssl=1`), or `file:///folder`.

    Raises ValueError for another scheme.
    """
    parts = urlsplit(url)
    if parts.scheme == "file":
        return {
            "default": {
                "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
                "OPTIONS": {"file_path": parts.path},
            }
        }
    if parts.scheme != "smtp":
        raise ValueError(f"EMAIL_URL starts with smtp:// or file://, not {parts.scheme}://")
    query = parse_qs(parts.query)
    return {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {
                "host": parts.hostname or "localhost",
                "port": parts.port or 25,
                "username": unquote(parts.username or ""),
                "password": unquote(parts.password or ""),
                "use_tls": query.get("tls") == ["1"],
                "use_ssl": query.get("ssl") == ["1"],
                "timeout": TIMEOUT_SECONDS,
            },
        }
    }
