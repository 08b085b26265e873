"""User: a person with a login. Knows who somebody is, nothing of registers or dossiers."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from kit import names

NAMELESS = "Iemand zonder naam"  # never a part of the private mail address


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """One person. Emptied on erasure, never deleted: everything points here with PROTECT."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField("Privé-mailadres", unique=True)
    given_names = models.CharField("Voornaam", max_length=80, blank=True)
    infix = models.CharField("Tussenvoegsel", max_length=30, blank=True)
    last_name = models.CharField("Achternaam", max_length=80, blank=True)
    name_key = models.CharField(max_length=200, editable=False, db_index=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_per_address")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_name_key()
        super().save(*args, **kwargs)

    def set_name_key(self) -> None:
        """For whoever creates in bulk, past `save`."""
        self.name_key = names.sort_key(self.given_names, self.infix, self.last_name)

    @property
    def name(self) -> str:
        full = names.full_name(self.given_names, self.infix, self.last_name)
        return full or NAMELESS

    @property
    def initials(self) -> str:
        return names.initials(self.name)

    @property
    def concerns(self) -> "User":
        return self
