from outbox.models.jobs import Job
from outbox.models.letters import Letter

__all__ = ["Job", "Letter"]
