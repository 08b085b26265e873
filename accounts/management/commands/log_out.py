"""Logs somebody out everywhere, or everybody: for who runs the server, after something leaked."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import sessions
from accounts.actors import Actor
from accounts.models import User

JOB = "log_out"


class Command(BaseCommand):
    help = "Log one person out everywhere (who gets a letter about it), or everybody."

    def add_arguments(self, parser: CommandParser) -> None:
        who = parser.add_mutually_exclusive_group(required=True)
        who.add_argument("address", nargs="?", help="the mail address of the account")
        who.add_argument("--all", action="store_true", help="everybody, without letters")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["all"]:
            ended = sessions.end(UserSession.objects.all())
            Session.objects.all().delete()  # of visitors too: half a login is no longer one
        else:
            user = User.objects.filter(email__iexact=options["address"]).first()
            if user is None:
                raise CommandError("There is no account with this address.")
            ended = sessions.end_for(user, by=Actor.system(JOB))
        self.stdout.write(f"Ended: {ended} session{'' if ended == 1 else 's'}.")
