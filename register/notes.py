"""Notes of staff about a person, which the person reads too; after a year nothing is left."""

from datetime import date, time

from django.db import transaction

from accounts.actors import Actor
from accounts.models import User
from audit.acts import act
from kit import clock
from outbox import jobs
from register.models import StaffNote


def write(person: User, text: str, *, today: date, by: Actor) -> StaffNote:
    note = StaffNote(person=person, author=by.person, text=text, written_on=today)
    with transaction.atomic(), act("staffnote.write", note, by=by):
        note.save()
    return note


@jobs.job("register.erase_notes", daily_at=time(4, 35))
def erase_old() -> None:
    StaffNote.objects.older_than_kept(clock.today()).delete()
