from outbox.models.bounces import BouncedAddress
from outbox.models.choices import LetterChoice, LetterDigest
from outbox.models.heartbeats import Heartbeat
from outbox.models.holds import SendingHold
from outbox.models.jobs import Job
from outbox.models.letters import Letter
from outbox.models.paper import PaperLetter, PostAddress
from outbox.models.wordings import LetterWording

__all__ = [
    "BouncedAddress",
    "Heartbeat",
    "Job",
    "Letter",
    "LetterChoice",
    "LetterDigest",
    "LetterWording",
    "PaperLetter",
    "PostAddress",
    "SendingHold",
]
