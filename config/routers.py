"""The `public` database alias is a reading role on the same database: nothing is migrated there."""


class PublicRouter:
    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool | None:
        return False if db == "public" else None

    def allow_relation(self, *objects: object, **hints: object) -> bool:
        return True
