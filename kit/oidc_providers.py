"""The login services of employers, from OIDC_PROVIDERS, as allauth wants them."""

import json
import re
from typing import Any

from django.core.exceptions import ImproperlyConfigured

KEYS = ("provider_id", "name", "client_id", "secret", "server_url")
IN_AN_ADDRESS = re.compile(r"[a-z0-9-]{1,60}")  # the provider_id stands in the callback's address


def oidc_apps(text: str, *, over_http: bool = False) -> list[dict[str, Any]]:
    """The list of allauth's apps. Raises ImproperlyConfigured, saying what is wrong with which."""
    try:
        listed = json.loads(text or "[]")
    except ValueError as error:
        raise ImproperlyConfigured(f"OIDC_PROVIDERS is no JSON: {error}") from error
    if not isinstance(listed, list):
        raise ImproperlyConfigured("OIDC_PROVIDERS must be a list: [{…}, {…}].")
    apps = [app(provider, place, over_http) for place, provider in enumerate(listed, start=1)]
    ids = [made["provider_id"] for made in apps]
    if len(set(ids)) < len(ids):
        raise ImproperlyConfigured("OIDC_PROVIDERS has a provider_id twice.")
    return apps


def app(provider: Any, place: int, over_http: bool) -> dict[str, Any]:
    """One app, from one of the list."""
    here = f"OIDC_PROVIDERS, number {place}:"
    if not isinstance(provider, dict) or set(provider) != set(KEYS):
        raise ImproperlyConfigured(f"{here} give exactly the keys {', '.join(KEYS)}.")
    if wrong := [key for key in KEYS if not isinstance(provider[key], str) or not provider[key]]:
        raise ImproperlyConfigured(f"{here} {', '.join(wrong)} must be a text that is not empty.")
    if not IN_AN_ADDRESS.fullmatch(provider["provider_id"]):
        raise ImproperlyConfigured(f"{here} provider_id may have a-z, 0-9 and - only.")
    if not provider["server_url"].startswith(("https://", "http://") if over_http else "https://"):
        raise ImproperlyConfigured(f"{here} server_url must begin with https://.")
    made = {key: provider[key] for key in KEYS if key != "server_url"}
    return {**made, "settings": {"server_url": provider["server_url"]}}
