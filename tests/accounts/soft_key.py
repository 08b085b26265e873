"""A device with passkeys, in Python: what a browser would send."""

import hashlib
import json
import os
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

Flag = AuthenticatorData.FLAG


class SoftKey:
    """One passkey for one site; `verified` is whether it asked for a finger or a PIN."""

    def __init__(self, origin: str = "https://testserver") -> None:
        self.origin = origin
        self.rp_hash = hashlib.sha256(origin.partition("//")[2].encode()).digest()
        self.id = os.urandom(16)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.owner = ""

    def make(self, options: dict[str, Any], *, verified: bool = True) -> dict[str, Any]:
        """The answer to the options for a new passkey."""
        self.owner = options["user"]["id"]
        public = ES256.from_cryptography_key(self.key.public_key())
        made = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        flags = Flag.UP | Flag.AT | (Flag.UV if verified else Flag(0))
        told = AuthenticatorData.create(self.rp_hash, flags, 0, made)
        client = self.client_data("webauthn.create", options["challenge"])
        attestation = AttestationObject.create("none", told, {})
        return self.answer(
            clientDataJSON=websafe_encode(client), attestationObject=websafe_encode(attestation)
        )

    def use(self, options: dict[str, Any], *, verified: bool = True) -> dict[str, Any]:
        """The answer to the options for logging in."""
        flags = Flag.UP | (Flag.UV if verified else Flag(0))
        told = AuthenticatorData.create(self.rp_hash, flags, 0)
        client = self.client_data("webauthn.get", options["challenge"])
        signed = bytes(told) + hashlib.sha256(client).digest()
        return self.answer(
            clientDataJSON=websafe_encode(client),
            authenticatorData=websafe_encode(bytes(told)),
            signature=websafe_encode(self.key.sign(signed, ec.ECDSA(hashes.SHA256()))),
            userHandle=self.owner,
        )

    def client_data(self, kind: str, challenge: str) -> bytes:
        websafe_decode(challenge)  # as the browser, which takes nothing else
        facts = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(facts).encode()

    def answer(self, **response: str) -> dict[str, Any]:
        return {
            "id": websafe_encode(self.id),
            "rawId": websafe_encode(self.id),
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {},
            "authenticatorAttachment": "platform",
        }
