"""Reads the seal of a PDF that somebody drops on us, in a process of its own without a network.

`python -m files.read_seal FINGERPRINT …` gets the bytes, and the SHA-256 of each certificate that
sealed for us; it answers with one word: which of `Seal` it is.
"""

import hashlib
import io
import sys
from enum import StrEnum
from typing import Any

from files.confinement import confine


class Seal(StrEnum):
    """What the seal says about the file."""

    WHOLE = "whole"  # ours, and nothing changed since
    CHANGED = "changed"  # ours, and something in the file changed, or was added, since
    FOREIGN = "foreign"  # signed, but not by us
    NONE = "none"  # a PDF without any signature
    UNREADABLE = "unreadable"  # no PDF, or a broken one


def read(data: bytes, ours: list[str]) -> Seal:
    from pyhanko.pdf_utils.reader import PdfFileReader

    seals = PdfFileReader(io.BytesIO(data)).embedded_signatures
    if not seals:
        return Seal.NONE
    own = [each for each in seals if fingerprint(each.signer_cert.dump()) in ours]
    if not own:
        return Seal.FOREIGN
    return Seal.WHOLE if len(seals) == 1 and holds(own[0]) else Seal.CHANGED


def holds(seal: Any) -> bool:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    trusted = ValidationContext(trust_roots=[seal.signer_cert], allow_fetching=False)
    status = validate_pdf_signature(seal, trusted)
    return bool(status.intact and status.valid and status.docmdp_ok)


def fingerprint(certificate: bytes) -> str:
    return hashlib.sha256(certificate).hexdigest()


def main() -> None:
    confine()
    try:
        answer = read(sys.stdin.buffer.read(), sys.argv[1:])
    except Exception:  # whatever breaks a reader is no file of ours
        answer = Seal.UNREADABLE
    sys.stdout.write(answer)


if __name__ == "__main__":
    main()
