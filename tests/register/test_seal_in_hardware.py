"""The seal in a module of its own (PKCS#11): a program plays the token for the real library."""

import subprocess
from pathlib import Path

import pkcs11
import pytest
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from pkcs11.util.x509 import decode_x509_certificate

from register import certificate_files, signing
from register.models import Certificate, SealCertificate
from register.verification import FileSays, check_file
from tests.makers import people
from tests.register.test_certificates import SINCE, pdf_of, seal_of

MODULE = "/usr/lib/softhsm/libsofthsm2.so"
TOKEN, LABEL, PIN = "register", "seal", "4711"

pytestmark = [pytest.mark.django_db, pytest.mark.programs("softhsm2-util")]


@pytest.fixture(scope="module")
def token(tmp_path_factory):
    """A token with the key and the certificate of a seal; the key itself cannot be taken out."""
    folder = tmp_path_factory.mktemp("hsm")
    (folder / "tokens").mkdir()
    config = folder / "softhsm2.conf"
    config.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(config))
        pins = ["--pin", PIN, "--so-pin", PIN]
        util("--init-token", "--free", "--label", TOKEN, *pins)
        signing.make_development_key(folder / "seal.p12", PIN)
        put_in(folder / "seal.p12")
        yield
        signing.let_go()


def util(*arguments: str) -> None:
    subprocess.run(["softhsm2-util", *arguments], check=True, capture_output=True)


def put_in(path: Path) -> None:
    key, certificate, _ = pkcs12.load_key_and_certificates(path.read_bytes(), PIN.encode())
    pem = path.with_suffix(".pem")
    pem.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    util("--import", str(pem), "--token", TOKEN, "--label", LABEL, "--id", "01", "--pin", PIN)
    pem.unlink()
    path.unlink()
    facts = decode_x509_certificate(certificate.public_bytes(Encoding.DER))
    facts |= {pkcs11.Attribute.LABEL: LABEL, pkcs11.Attribute.ID: b"\x01",
              pkcs11.Attribute.TOKEN: True}  # fmt: skip
    with pkcs11.lib(MODULE).get_token(token_label=TOKEN).open(user_pin=PIN, rw=True) as session:
        session.create_object(facts)


@pytest.fixture
def in_a_module(token, settings):
    settings.SIGNING_PKCS11_MODULE = MODULE
    settings.SIGNING_PKCS11_TOKEN = TOKEN
    settings.SIGNING_PKCS11_LABEL = LABEL
    settings.SIGNING_KEY_FILE = "/nowhere/seal.p12"
    settings.SIGNING_KEY_PASSWORD = PIN


def test_a_certificate_is_sealed_by_the_module_and_known_as_ours(owner, in_a_module, run_jobs):
    registration = people.registered(owner, since=SINCE)
    run_jobs("register.make_certificate")
    pdf = pdf_of(registration.certificates.get())
    seal = seal_of(pdf)
    assert (seal.intact, seal.valid) == (True, True)
    assert check_file(pdf)[0] == FileSays.OURS
    assert SealCertificate.objects.count() == 1


def test_with_a_wrong_pin_nothing_is_sealed_and_the_right_one_works_again(
    owner, in_a_module, run_jobs, settings
):
    people.registered(owner, since=SINCE)
    certificate = Certificate.objects.get()
    signing.let_go()
    settings.SIGNING_KEY_PASSWORD = "0000"
    with pytest.raises(pkcs11.PinIncorrect):
        certificate_files.make(certificate.pk)
    settings.SIGNING_KEY_PASSWORD = PIN
    certificate_files.make(certificate.pk)
    assert certificate.is_made
