"""manage.py check_migrations: whether each new migration can be taken while people work."""

from django.core.management.base import BaseCommand, CommandError

from config.new_migrations import faults, new


class Command(BaseCommand):
    help = "Let squawk read the SQL of each migration that is newer than the baseline."
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        migrations = list(new())
        found = [line for migration in migrations for line in faults(migration)]
        if found:
            raise CommandError("\n".join([*found, "docs/migrations.md shows how it is done here."]))
        self.stdout.write(f"{len(migrations)} new migrations: each can be taken while people work.")
