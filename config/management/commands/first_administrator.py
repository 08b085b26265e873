"""manage.py first_administrator: an empty database gets its reference data and a first person."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from accounts import beginning
from kit import clock
from outbox import letters, sealed


class Command(BaseCommand):
    help = "Load the reference data, and give a link by which somebody becomes administrator."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--mail", action="store_true", help="mail the link, do not print it")

    def handle(self, *, email: str, mail: bool, **options: Any) -> None:
        try:
            validate_email(email)
        except ValidationError as problem:
            raise CommandError(f"{email} is no mail address.") from problem
        if why_not := beginning.obstacle(email, today=clock.today()):
            raise CommandError(why_not)
        call_command("load_reference")
        call_command("load_themes")
        link = settings.BASE_URL + beginning.path_for(email)
        if not mail:
            self.stdout.write(f"Works once, and for a day:\n{link}")
            return
        text = letters.render_text("accounts/first_administrator", link=link)
        title, _, body = text.strip().partition("\n")
        sealed.post(EmailMessage(title.strip(), body.strip(), to=[email]), lasting=True)
        self.stdout.write(f"Mailed to {email}; the link works once, and for a day.")
