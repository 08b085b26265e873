"""The register's seal: a certifying PAdES signature that allows no change (pyHanko)."""

import datetime as dt
from io import BytesIO
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings

TEN_YEARS = dt.timedelta(days=3650)


def sign(pdf: bytes) -> bytes:
    """The PDF with an invisible seal: only that keeps PDF/UA whole. Raises when the key is away."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter

    signer = signers.SimpleSigner.load_pkcs12(
        settings.SIGNING_KEY_FILE, passphrase=settings.SIGNING_KEY_PASSWORD.encode()
    )
    if signer is None:
        raise RuntimeError("The signing key cannot be read.")
    metadata = signers.PdfSignatureMetadata(
        field_name="Zegel",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        reason="Bewijs van registratie",
        name="Register Klantmanagers",
    )
    signed = BytesIO()
    signers.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), metadata, signer, output=signed)
    return signed.getvalue()


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
