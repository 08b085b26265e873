"""The key that signs badges; only the worker has it, everybody knows its public half."""

import functools
import secrets
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings
from joserfc import jwt
from joserfc.jwk import ECKey

from kit import clock
from register.models import BadgeKey

ALGORITHM = "ES256"


def signed(claims: dict[str, Any], *, issuer: str) -> str:
    """These claims as a compact JWT. Raises when the key is away."""
    key = the_key()
    header = {"alg": ALGORITHM, "typ": "JWT", "kid": f"{issuer}#{key.thumbprint()}"}
    return jwt.encode(header, claims, key)


def note_key() -> None:
    """Tell the public pages which key signs from now on; the earlier ones stay known."""
    key = the_key()
    public = {**key.as_dict(private=False), "alg": ALGORITHM, "use": "sig"}
    BadgeKey.objects.get_or_create(
        kid=key.thumbprint(), defaults={"jwk": public, "first_used_at": clock.now()}
    )


def the_key() -> ECKey:
    path = Path(settings.BADGE_KEY_FILE)
    return opened(str(path), path.stat().st_mtime_ns, settings.SIGNING_KEY_PASSWORD)


@functools.lru_cache(maxsize=2)
def opened(path: str, changed_at: int, password: str) -> ECKey:
    key = load_pem_private_key(Path(path).read_bytes(), password.encode())
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise RuntimeError("The badge key is not on the curve P-256.")
    return ECKey.import_key(key)


def make_development_key(path: Path, password: str) -> None:
    """A key for development; in production it is made once and kept like the seal."""
    key = ec.generate_private_key(ec.SECP256R1())
    path.parent.mkdir(parents=True, exist_ok=True)
    protection = BestAvailableEncryption((password or secrets.token_hex()).encode())
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, protection))
    path.chmod(0o600)
