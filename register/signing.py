"""The register's seal: a certifying PAdES signature that allows no change (pyHanko)."""

import datetime as dt
import functools
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.core.cache import cache

logger = logging.getLogger(__name__)
STAMP_PATIENCE = 5  # seconds
SILENT, REST = "timestamps:silent", 300  # seconds in which nobody asks it again
_sessions: list[Any] = []
TEN_YEARS = dt.timedelta(days=3650)


def sign(pdf: bytes) -> bytes:
    """The PDF with an invisible seal: only that keeps PDF/UA whole. Raises when the key is away.

    With a time stamp of the authority in the settings while that can be reached; a seal without
    one is as good until the key's own certificate ends.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
    from pyhanko.sign.timestamps import TimestampRequestError

    metadata = signers.PdfSignatureMetadata(
        field_name="Zegel",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        reason="Bewijs van registratie",
        name="Register Klantmanagers",
    )

    def signed(stamper: Any = None) -> bytes:
        made = BytesIO()
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        with opened_anew_after_trouble():
            signers.sign_pdf(writer, metadata, signer(), timestamper=stamper, output=made)
        return made.getvalue()

    authority = settings.SIGNING_TIMESTAMP_URL
    if not authority or cache.get(SILENT):
        return signed()
    try:
        return signed(timestamper(authority))
    except TimestampRequestError:
        logger.warning("The time stamp authority does not answer; sealed without a time stamp.")
        cache.set(SILENT, True, REST)
        return signed()


@contextmanager
def opened_anew_after_trouble() -> Iterator[None]:
    """A module that was restarted is asked anew at the next try."""
    try:
        yield
    except Exception:
        let_go()
        raise


def let_go() -> None:
    """Close the sessions with the module; the next seal opens one."""
    in_hardware.cache_clear()
    while _sessions:
        with suppress(Exception):  # of a module that is gone
            _sessions.pop().close()


@functools.lru_cache(maxsize=1)
def timestamper(url: str) -> Any:
    """The authority that says when something was sealed (RFC 3161)."""
    from pyhanko.sign.timestamps.requests_client import RequestsHTTPTimeStamper

    return RequestsHTTPTimeStamper(url, timeout=STAMP_PATIENCE)


def signer() -> Any:
    """The key of now, read once: opening its file costs more than a seal."""
    if settings.SIGNING_PKCS11_MODULE:
        return in_hardware(
            settings.SIGNING_PKCS11_MODULE,
            settings.SIGNING_PKCS11_TOKEN,
            settings.SIGNING_PKCS11_LABEL,
            settings.SIGNING_KEY_PASSWORD,
        )
    path = Path(settings.SIGNING_KEY_FILE)
    return opened(str(path), path.stat().st_mtime_ns, settings.SIGNING_KEY_PASSWORD)


@functools.lru_cache(maxsize=2)
def opened(path: str, changed_at: int, password: str) -> Any:
    from pyhanko.sign import signers

    found = signers.SimpleSigner.load_pkcs12(path, passphrase=password.encode())
    if found is None:
        raise RuntimeError("The signing key cannot be read.")
    return found


@functools.lru_cache(maxsize=1)
def in_hardware(module: str, token: str, label: str, pin: str) -> Any:
    """A key that never leaves its module (PKCS#11). Raises when the module or the key is away."""
    from pyhanko.config.pkcs11 import TokenCriteria
    from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session

    session = open_pkcs11_session(module, token_criteria=TokenCriteria(label=token), user_pin=pin)
    _sessions.append(session)
    # Hashed here: not every module knows the mechanisms that hash as well.
    return PKCS11Signer(session, cert_label=label, key_label=label, use_raw_mechanism=True)


def public_half() -> x509.Certificate:
    """What tells everybody that a seal is ours."""
    return x509.load_der_x509_certificate(signer().signing_cert.dump())


def make_development_key(path: Path, password: str) -> None:
    """A self-signed seal for development: readers show it as unknown, and so they should."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Register Klantmanagers (ontwikkeling)"),
            x509.NameAttribute(NameOID.COMMON_NAME, "Zegel voor ontwikkeling"),
        ]
    )
    start = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + TEN_YEARS)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True, content_commitment=True, key_encipherment=False,
                data_encipherment=False, key_agreement=False, key_cert_sign=False,
                crl_sign=False, encipher_only=False, decipher_only=False,
            ),
            critical=True,
        )
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"seal", key, certificate, None, BestAvailableEncryption(password.encode())
        )
    )
    path.chmod(0o600)
