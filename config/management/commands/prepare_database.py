"""manage.py prepare_database: bring a database up to date, as its owner."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from config.migrating import Migrate, in_turns, remove_unfinished_indexes
from register.models import RegisterScheme


class Command(BaseCommand):
    help = (
        "Migrate, make the cache table, grant the roles their rights, and give a new register its"
        " scheme, code, profile and municipalities. Run as register_owner."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--tries", type=int, default=8, help="for a lock that others hold")
        parser.add_argument("--pause", type=int, default=5, help="seconds between them")

    def handle(self, *args: object, **options: Any) -> None:
        verbosity = options["verbosity"]
        migrate = Migrate()

        def up_to_date() -> None:
            migrate.under_way = "Removing an index that is half made"
            remove_unfinished_indexes()
            migrate.under_way = "Looking at what is there"
            call_command(migrate, interactive=False, verbosity=verbosity)
            migrate.under_way = "Granting the rights of the roles"
            call_command("createcachetable", verbosity=verbosity)
            call_command("grant_roles", verbosity=verbosity)
            if not RegisterScheme.objects.exists():  # new: what exists belongs to who changed it
                migrate.under_way = "Loading what the register cannot do without"
                with transaction.atomic():
                    call_command("load_reference")
                    call_command("load_themes")

        in_turns(up_to_date, lambda: migrate.under_way, options["tries"], options["pause"])
