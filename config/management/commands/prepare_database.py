"""manage.py prepare_database: bring a database up to date, as its owner."""

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Migrate, make the cache table and grant the roles their rights. Run as register_owner."
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        verbosity = options["verbosity"]
        call_command("migrate", interactive=False, verbosity=verbosity)
        call_command("createcachetable", verbosity=verbosity)
        call_command("grant_roles", verbosity=verbosity)
