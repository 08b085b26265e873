"""What changed about the way somebody logs in: told by mail and in the portal, always."""

import uuid
from typing import Any

from django.core.mail import EmailMessage
from django.urls import reverse

from accounts.models import User
from kit import clock
from outbox import letters, sealed


def tell(user: User, what: str, *, also_to: str = "", **context: Any) -> None:
    """A letter of the kind `accounts/<what>`; a former address gets the same text by mail."""
    letters.write(
        f"accounts/{what}",
        person=user,
        subject=user,
        at=clock.now(),
        occasion=uuid.uuid4().hex,
        link=reverse("accounts:letters"),
        link_label="Bekijk je account",
        **context,
    )
    if also_to and also_to.lower() != user.email.lower():
        text = letters.render_text(f"accounts/{what}", person=user, subject=user, **context)
        title, _, body = text.strip().partition("\n")
        sealed.post(EmailMessage(title.strip(), body.strip(), to=[also_to]))
