"""How to reach the people of the register: one place for pages, letters and what is printed."""

import re
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings


@dataclass(frozen=True)
class Contact:
    mail: str
    phone: str
    post: str

    @property
    def tel(self) -> str:
        """The number as a link wants it."""
        return re.sub(r"[^\d+]", "", self.phone)

    @property
    def post_lines(self) -> list[str]:
        return [line.strip() for line in self.post.split(",")]


def of_register() -> Contact:
    mail = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return Contact(mail, settings.CONTACT_PHONE, settings.CONTACT_POST)
