"""openbadgeslib as verifier, in a process of its own: it knows the portal by its addresses only.

On stdin JSON: the moment, the credential, the DID of the issuer, and what each address answers. On
stdout: whether the badge holds, and what it says or why not.
"""

import json
import sys

import time_machine
from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.ob3.verifier import OB3Verifier


def main() -> None:
    asked = json.load(sys.stdin)

    def download(url: str) -> bytes:
        return asked["answers"][url].encode()

    try:
        told = verified(asked, download)
    except LibOpenBadgesException as problem:
        told = {"holds": False, "because": str(problem)}
    json.dump(told, sys.stdout)


def verified(asked, download):
    with time_machine.travel(asked["now"]):
        verifier = OB3Verifier.for_issuer_did(asked["did"], download=download)
        found = verifier.verify(asked["token"], check_status=True, download=download)
    return {"holds": True, "issuer": found.issuer.name, "name": found.achievement.name}


main()
