from outbox.models.jobs import Job
from outbox.models.letters import Letter
from outbox.models.wordings import LetterWording

__all__ = ["Job", "Letter", "LetterWording"]
