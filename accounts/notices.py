"""What changed about the way somebody logs in: told by mail and in the portal, always."""

import uuid
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from accounts.models import User
from kit import clock
from outbox import letters, sealed


def tell(user: User, what: str, *, also_to: str = "", **context: Any) -> None:
    """A letter of the kind `accounts/<what>`; a former address gets the same text by mail."""
    context["mail_address"] = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    letters.write(
        f"accounts/{what}",
        person=user,
        subject=user,
        at=clock.now(),
        occasion=uuid.uuid4().hex,
        link=reverse("accounts:sessions"),
        link_label="Kijk waar je bent ingelogd",
        **context,
    )
    user.refresh_from_db(fields=["email"])
    if also_to and also_to.lower() != user.email.lower():
        text = letters.render_text(f"accounts/{what}", person=user, subject=user, **context)
        title, _, body = text.strip().partition("\n")
        sealed.post(EmailMessage(title.strip(), body.strip(), to=[also_to]))
