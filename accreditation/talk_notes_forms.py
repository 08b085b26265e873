"""What an assessor types during a talk."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import forms

from accreditation import guide
from accreditation.forms import draft_text
from accreditation.models import Conversation, TalkNotes
from portfolios.text import WrittenForm


class NotesForm(WrittenForm):
    """Notes by theme, saved while typing. Only a number that may be a BSN is asked about."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    questions = draft_text("Jouw notities over wat de ander wil bespreken", rows=5)
    craft = draft_text("Jouw notities over vakmanschap", rows=5)
    client = draft_text("Jouw notities over de inwoner", rows=5)
    together = draft_text("Jouw notities over leren met anderen", rows=5)
    ahead = draft_text("Jouw notities over vooruitkijken", rows=5)
    saves_itself = True

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        kwargs["quietly"] = True
        super().__init__(data, *args, **kwargs)

    @classmethod
    def of(cls, kept: TalkNotes | None, data: Any = None) -> "NotesForm":
        return cls(data, initial=cls.texts_of(kept))

    @staticmethod
    def texts_of(kept: TalkNotes | None) -> dict[str, Any]:
        if kept is None:
            return {"version": 1}
        return {name: getattr(kept, name) for name in ("version", *TalkNotes.PARTS)}

    @property
    def words(self) -> dict[str, str]:
        return {part: self.cleaned_data[part] for part in TalkNotes.PARTS}

    def guided(self, talk: Conversation) -> Iterator[tuple[guide.Part, datetime, Any]]:
        """Each part of the guide, when it begins, and the field for its notes, if any."""
        for part, at in guide.planned(talk):
            yield part, at, self[part.key] if part.key else None
