"""The assessor's notes of a talk: kept while typing, gone once the report is shared."""

import base64
import secrets
from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django.db import transaction

from accounts.actors import Actor
from accreditation import reporting
from accreditation.models import Conversation, ConversationReport, TalkNotes
from accreditation.models.notes import open_talks
from audit.acts import NotAllowed, locked
from outbox.jobs import job

KEY_BYTES = 32


class Stale(reporting.Stale):
    """The notes were saved in another window since; `notes` is what stands there now."""

    def __init__(self, notes: TalkNotes) -> None:
        NotAllowed.__init__(self, "Je notities zijn intussen in een ander venster bewaard.")
        self.notes = notes


def talks_of(user: Any) -> Any:
    """The talks for which this assessor may keep notes now."""
    return open_talks().filter(assessor__user=user).select_related("assessor__user")


def of(talk: Conversation, *, by: Actor) -> TalkNotes | None:
    """What this assessor wrote down, if anything."""
    return TalkNotes.objects.visible_to(by.user).filter(conversation=talk).first()


def begin(talk: Conversation, *, now: datetime, by: Actor) -> TalkNotes:
    """The notes of this talk, begun when there are none. Raises NotAllowed for anybody else."""
    if not talks_of(by.user).filter(pk=talk.pk).exists():
        raise NotAllowed("Bij dit gesprek kun je geen notities (meer) maken.")
    return TalkNotes.objects.get_or_create(conversation=talk, defaults={"updated_at": now})[0]


def save(
    talk: Conversation, *, version: int, words: Mapping[str, str], now: datetime, by: Actor
) -> TalkNotes:
    """Keep the notes. Raises Stale when they were saved elsewhere since they were opened."""
    with transaction.atomic():
        kept = locked(begin(talk, now=now, by=by))
        if kept.version != version:
            raise Stale(kept)
        for part in TalkNotes.PARTS:
            setattr(kept, part, words[part])
        kept.version += 1
        kept.updated_at = now
        kept.save()
    return kept


def keep_on_device(talk: Conversation, wanted: bool, *, now: datetime, by: Actor) -> None:
    """Give the page a key for an encrypted draft, or take it away: then no draft can be read."""
    with transaction.atomic():
        kept = locked(begin(talk, now=now, by=by))
        if wanted != bool(kept.device_key):
            made = base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()
            kept.device_key = made if wanted else ""
            kept.save(update_fields=["device_key"])


def into_report(
    report: ConversationReport, *, now: datetime, by: Actor
) -> tuple[ConversationReport, list[str]]:
    """Draft the report from the notes: only what is still empty. Also the parts that were not."""
    with transaction.atomic():
        report = locked(report)
        kept = of(report.conversation, by=by)
        if kept is None or kept.is_empty:
            raise NotAllowed("Je hebt geen notities bij dit gesprek.")
        themes = {
            each.theme: {name: getattr(each, name) for name in reporting.WORDS}
            for each in report.themes.all()
        }
        words = {
            name: getattr(report, name)
            for name in ("summary", "advice", "agreements", "discussed", *reporting.PLAN)
        }  # fmt: skip
        skipped = []
        if kept.questions.strip():
            if words["summary"].strip():
                skipped.append("Waar ging het gesprek over?")
            else:
                words["summary"] = kept.questions
        for each in report.themes.all():
            note = getattr(kept, each.theme)
            if not note.strip():
                continue
            if themes[each.theme]["told"].strip():
                skipped.append(each.get_theme_display())
            else:
                themes[each.theme]["told"] = note
        saved = reporting.save_draft(
            report, version=report.version, words=words, themes=themes, now=now, by=by
        )
    return saved, skipped


@job("accreditation.forget_notes", daily_at=time(3, 45))
def forget_notes() -> None:
    """Notes of talks that are over, called off or given to another assessor."""
    TalkNotes.objects.left_over().delete()
