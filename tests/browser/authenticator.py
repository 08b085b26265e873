"""A device with passkeys for Chromium: its own virtual one, over the debugger."""

import base64
import hashlib
import hmac
import struct
import time
from typing import Any

from playwright.sync_api import Page

PERIOD = 30  # seconds that a code of an authenticator app is shown


class Device:
    """As a phone or computer with a lock of the screen; `agree(False)` shakes its head."""

    def __init__(self, page: Page) -> None:
        self.debugger = page.context.new_cdp_session(page)
        self.debugger.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        made = self.debugger.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        self.which = {"authenticatorId": made["authenticatorId"]}

    def agree(self, agrees: bool) -> None:
        self.debugger.send("WebAuthn.setUserVerified", {**self.which, "isUserVerified": agrees})

    @property
    def passkeys(self) -> list[dict[str, Any]]:
        found = self.debugger.send("WebAuthn.getCredentials", self.which)["credentials"]
        return list(found)


def code_of_app(secret: str) -> str:
    """What an app with codes shows now (RFC 6238); waits when it is about to change."""
    left = PERIOD - time.time() % PERIOD
    if left < 5:
        time.sleep(left + 0.5)
    key = base64.b32decode(secret.replace(" ", ""))
    counted = struct.pack(">Q", int(time.time()) // PERIOD)
    digest = hmac.new(key, counted, hashlib.sha1).digest()
    start = digest[-1] & 0xF
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
