"""A key for sealing, made from another secret; where settings are made, so without Django."""

from base64 import urlsafe_b64encode
from hashlib import sha256


def made_key(secret: str) -> str:
    """For development and tests; production gives SEALING_KEYS (config.checks)."""
    return urlsafe_b64encode(sha256(b"sealing " + secret.encode()).digest()).decode()
