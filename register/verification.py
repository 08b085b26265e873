"""Checking a certificate: what stands on it, and what is true today (domain §3)."""

import hashlib
import re
import subprocess
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.conf import settings

from files.own_process import run_alone
from files.read_seal import Seal
from files.uploads import PATIENCE
from kit import names
from kit.numbers import wrong_with
from register import search
from register.certificate_files import facts
from register.certificates import CODE_LENGTH
from register.models import (
    Certificate,
    CertificateFile,
    FormerName,
    HiddenEntry,
    PublicEntry,
    SealCertificate,
)


@dataclass(frozen=True)
class Checked:
    """The facts of a certificate beside today's entry of the published copy."""

    certificate: Certificate
    files: list[CertificateFile]
    facts: dict[str, Any]
    entry: PublicEntry | None
    is_hidden: bool

    def sha256_of(self, kind: str) -> str | None:
        return next((each.sha256 for each in self.files if each.kind == kind), None)

    @property
    def is_erased(self) -> bool:
        """Only number, hashes and status are left."""
        return not self.facts

    @property
    def is_ahead(self) -> bool:
        """Newer than what the register says until the next edition: another name or period."""
        if self.entry is None or not self.is_current:
            return False
        shown = (self.entry.name, self.entry.until_on)
        return shown != (self.facts["name"], self.facts["until"])

    @property
    def name_is_former(self) -> bool:
        """Another name than that of the newest certificate: it stays private, unless wanted."""
        number = self.certificate.number
        of_this_number = Certificate.objects.using(settings.PUBLIC_ALIAS).filter(number=number)
        newest = of_this_number.only("content").latest("pk")
        if facts(newest.content)["name"] == self.facts["name"]:
            return False
        former = FormerName.objects.using(settings.PUBLIC_ALIAS).filter(number=number)
        words = sorted(names.normalise(self.facts["name"]).split())
        return words not in [sorted(each.name_key.split()) for each in former]

    @property
    def is_current(self) -> bool:
        """The certificate stands and its owner is registered today."""
        stands = self.certificate.status == Certificate.Status.ISSUED
        return stands and self.entry is not None and not self.is_removed

    @property
    def is_removed(self) -> bool:
        return self.entry is not None and self.entry.status == PublicEntry.REMOVED

    def knows(self, surname: str) -> bool:
        """Who gives code and surname sees the facts of somebody hidden (domain §3)."""
        typed, name = names.normalise(surname).split(), names.normalise(self.facts["name"]).split()
        own = [word for word in typed if word not in names.INFIXES]
        return bool(own) and name[-len(typed) :] == typed


def clean_code(text: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", text.upper())[:30]


def problem_with(text: str) -> str:
    """Why this cannot be the code of a certificate, in a sentence; "" when it can be one."""
    wrong = wrong_with(text, CODE_LENGTH)
    return f"Een code heeft {CODE_LENGTH} tekens. {wrong}" if wrong else ""


def check(text: str) -> Checked | None:
    """What the code stands for; None for a code that does not exist.

    Of somebody hidden the page shows no name to who does not know it.
    """
    certificate = (
        Certificate.objects.using(settings.PUBLIC_ALIAS)
        .only("number", "code", "content", "status", "issued_on")
        .filter(code=clean_code(text))
        .first()
    )
    if certificate is None:
        return None
    hidden = HiddenEntry.objects.using(settings.PUBLIC_ALIAS).filter(number=certificate.number)
    return Checked(
        certificate=certificate,
        files=list(certificate.files.only("certificate", "kind", "sha256")),
        facts=facts(certificate.content),
        entry=search.find(certificate.number),
        is_hidden=hidden.exists(),
    )


# ---- A file that somebody has ----


class FileSays(StrEnum):
    """What can be said of a file by itself; whether it holds today, its certificate says."""

    OURS = "ours"  # byte for byte as it was made
    GONE = "gone"  # sealed by us and whole, of a certificate that is not kept any more
    CHANGED = "changed"
    FOREIGN = "foreign"
    NONE = "none"
    UNREADABLE = "unreadable"


def check_file(data: bytes) -> tuple[FileSays, str]:
    """What the file is, and the code of its certificate when it is known. Nothing is kept.

    Known by its hash; only of another file the seal is read, in a process of its own.
    """
    digest = hashlib.sha256(data).hexdigest()
    known = CertificateFile.objects.using(settings.PUBLIC_ALIAS).filter(sha256=digest)
    if found := known.values_list("certificate__code", "certificate__content").first():
        code, content = found
        return (FileSays.OURS, code) if content else (FileSays.GONE, "")
    answer = seal_of(data)
    return FileSays.GONE if answer == Seal.WHOLE else FileSays(answer), ""


def seal_of(data: bytes) -> str:
    """What the seal in a file says, as `Seal` names it."""
    seals = SealCertificate.objects.using(settings.PUBLIC_ALIAS)
    ours = seals.values_list("fingerprint", flat=True)
    try:
        done = run_alone("files.read_seal", *ours, data=data, seconds=PATIENCE)
    except subprocess.TimeoutExpired:
        return Seal.UNREADABLE
    return done.stdout.decode() if done.returncode == 0 else Seal.UNREADABLE
