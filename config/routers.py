"""The `public` database alias is a reading role on the same database: nothing is migrated there."""

from django.db import models

from register import reading


class PublicRouter:
    def db_for_read(self, model: type[models.Model], **hints: object) -> str | None:
        """Public pages read what is published there; for everything else the usual."""
        return reading.alias_for(model)

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool | None:
        return False if db == "public" else None

    def allow_relation(self, *objects: object, **hints: object) -> bool:
        return True
