"""Actor: who acts, and in which role. Every act has one."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from audit.acts import GUEST, PROFESSIONAL, SYSTEM

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Actor:
    user: "User | None"
    role: str
    job: str = ""

    @property
    def person(self) -> "User":
        """Who acts. Raises ValueError for the register itself, which is nobody."""
        if self.user is None:
            raise ValueError(f"{self.job} is done by nobody.")
        return self.user

    @classmethod
    def system(cls, job: str) -> Self:
        """The register itself, doing a named job."""
        return cls(user=None, role=SYSTEM, job=job)

    @classmethod
    def guest(cls, what: str) -> Self:
        """Somebody without an account, or who need not say who it is; `what` they came to do."""
        return cls(user=None, role=GUEST, job=what)

    @classmethod
    def self(cls, user: "User") -> Self:
        """A person acting on the own registration or dossier."""
        return cls(user=user, role=PROFESSIONAL)
