"""manage.py release_letters: mail leaves again, after a person looked at what waits."""

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from kit import clock
from outbox import holding
from outbox.models import Job


class Command(BaseCommand):
    help = "Let mail leave again. With --look only say what waits."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--look", action="store_true")
        parser.add_argument(
            "--not-before",
            metavar="MOMENT",
            help="what was entered before this moment (2026-11-23T04:00) may have left already:"
            " it stays in the portal and is not mailed. Local time, unless it ends in Z",
        )

    def handle(self, *, look: bool, not_before: str | None, **options: Any) -> None:
        hold = holding.current()
        if hold is None:
            raise CommandError("Mail is not held back.")
        since = timezone.localtime(hold.since_at)
        rows = holding.waiting()
        self.stdout.write(f"Held since {since:%Y-%m-%dT%H:%M}: {hold.why}")
        moment = read(not_before) if not_before else None
        if look:
            self.look(rows, moment or hold.since_at)
            return
        outcome = holding.release(now=clock.now(), entered_before=moment)
        self.stdout.write(
            f"Released: {outcome.goes} mails go now, {outcome.stays} stay in the portal."
        )
        if outcome.nowhere:
            named = ", ".join(f"{count} of {task}" for task, count in outcome.nowhere.items())
            self.stdout.write(
                "Of those that go these were entered before that moment and stand in no portal;"
                f" they may come a second time: {named}."
            )

    def look(self, rows: QuerySet[Job], moment: datetime) -> None:
        """What would go and what would stay with this moment; without one, that of the hold."""
        older = rows.filter(created_at__lt=moment)
        letters = older.filter(task__in=holding.IN_PORTAL).count()
        others = older.count() - letters
        self.stdout.write(
            f"{rows.count()} mails wait. Entered before {timezone.localtime(moment):%Y-%m-%dT%H:%M}"
            f" ({timezone.get_current_timezone_name()}): {letters} letters, which --not-before"
            f" keeps in the portal, and {others} others, which go all the same."
        )


def read(text: str) -> datetime:
    moment = parse_datetime(text)
    if moment is None:
        raise CommandError(f"Write the moment as 2026-11-23T04:00, not {text}.")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
