"""Messages that are no letters: a code for who logs in. Sealed while they wait.

The request only writes a row, so a mail server that is slow or gone holds up nobody.
"""

import json
import uuid
from datetime import timedelta
from email.utils import make_msgid

from django.core.mail import EmailMessage
from django.utils.dateparse import parse_datetime

from kit import clock
from kit.sealing import seal, unseal
from outbox import jobs

WORTHLESS_AFTER = timedelta(hours=1)  # a code works ten minutes


def post(message: EmailMessage, *, lasting: bool = False) -> None:
    """Send this soon; what it says and to whom cannot be read in the database.

    What lasts is no code: it is worth sending, however late.
    """
    facts = {
        "subject": message.subject,
        "body": message.body,
        "to": list(message.to),
        "id": make_msgid(),
        "at": clock.now().isoformat(),
        "lasting": lasting,
    }
    jobs.enter("outbox.send_sealed", f"message:{uuid.uuid4()}", sealed=seal(json.dumps(facts)))


@jobs.job("outbox.send_sealed")
def send(sealed: str) -> None:
    facts = json.loads(unseal(sealed))
    written_at = parse_datetime(facts["at"])
    is_code = not facts.get("lasting")
    if is_code and written_at and clock.now() - written_at > WORTHLESS_AFTER:
        return
    EmailMessage(
        facts["subject"], facts["body"], to=facts["to"], headers={"Message-ID": facts["id"]}
    ).send()
