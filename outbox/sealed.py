"""Messages that are no letters: a code for who logs in. Sealed while they wait.

The request only writes a row, so a mail server that is slow or gone holds up nobody.
"""

import json
import uuid
from datetime import timedelta
from email.utils import make_msgid

from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db.models import Q
from django.utils.dateparse import parse_datetime

from kit import clock
from kit.sealing import seal, unseal
from outbox import jobs

WORTHLESS_AFTER = timedelta(hours=1)  # a code works ten minutes


def post(message: EmailMessage, *, lasting: bool = False, whoever: bool = False) -> None:
    """Send this soon; what it says and to whom cannot be read in the database.

    What lasts is no code: it is worth sending, however late. To the address of a closed account
    nothing goes, unless it is for `whoever` reads there.
    """
    facts = {
        "subject": message.subject,
        "body": message.body,
        "to": list(message.to),
        "id": make_msgid(),
        "at": clock.now().isoformat(),
        "lasting": lasting,
        "whoever": whoever,
    }
    jobs.enter("outbox.send_sealed", f"message:{uuid.uuid4()}", sealed=seal(json.dumps(facts)))


@jobs.job("outbox.send_sealed", mails=True)
def send(sealed: str) -> None:
    facts = json.loads(unseal(sealed))
    written_at = parse_datetime(facts["at"])
    is_code = not facts.get("lasting")
    if is_code and written_at and clock.now() - written_at > WORTHLESS_AFTER:
        return
    to = facts["to"] if facts.get("whoever") else [each for each in facts["to"] if not closed(each)]
    if to:
        EmailMessage(
            facts["subject"], facts["body"], to=to, headers={"Message-ID": facts["id"]}
        ).send()


def closed(address: str) -> bool:
    """Whether this is an address of an account that was closed: of somebody who died, mostly."""
    own = Q(emailaddress__email__iexact=address, emailaddress__verified=True)
    same = Q(email__iexact=address) | own
    return get_user_model()._default_manager.filter(same, is_active=False).exists()
