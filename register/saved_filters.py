"""Keeping a choice in the list of applications under a name."""

from datetime import date

from django.db import IntegrityError, transaction

from accounts.models import User
from audit.acts import NotAllowed
from register.models import SavedFilter


def save(owner: User, name: str, question: str, *, today: date) -> SavedFilter:
    """Raises NotAllowed for an empty choice, a name that is taken, and more than there is room."""
    if not question:
        raise NotAllowed("Kies eerst iets in de lijst. Alles laten zien hoef je niet te bewaren.")
    own = SavedFilter.objects.visible_to(owner)
    if own.count() >= SavedFilter.MOST:
        raise NotAllowed(f"Je hebt al {SavedFilter.MOST} keuzes bewaard. Haal er eerst een weg.")
    saved = SavedFilter(owner=owner, name=name, question=question, saved_on=today)
    try:
        with transaction.atomic():
            saved.save()
    except IntegrityError as refusal:
        raise NotAllowed("Je hebt al een keuze met deze naam. Kies een andere naam.") from refusal
    return saved
