"""A real SMTP server that keeps what it accepts, and misbehaves towards whom we name."""

import asyncio
from collections import Counter, defaultdict
from email import message_from_bytes
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from config.embedded.memory import any_free_port


class Mailbox:
    """`faults[address]` lists what goes wrong at the next tries to deliver there, in order:

    refuse    a temporary error (4xx)
    hang      no answer to the text of the mail, for ever
    vanish    the mail is kept, but the connection is gone before the answer 250 is read
    """

    def __init__(self) -> None:
        self.faults: dict[str, list[str]] = defaultdict(list)
        self.tries: Counter[str] = Counter()
        self.kept: dict[str, list[str]] = defaultdict(list)  # address -> Message-IDs
        self.controller = Controller(self, hostname="127.0.0.1", port=any_free_port())

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.controller.port}"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        (address,) = envelope.rcpt_tos
        self.tries[address] += 1
        fault = self.faults[address].pop(0) if self.faults[address] else ""
        if fault == "refuse":
            return "451 4.3.0 Not now"
        if fault == "hang":
            await asyncio.sleep(600)
        content: Any = envelope.content
        self.kept[address].append(message_from_bytes(content)["Message-ID"])
        if fault == "vanish":
            server.transport.abort()
        return "250 OK"
