"""Bytes and rows of private files that lost each other."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import Q, QuerySet
from django.db.models.fields.reverse_related import ForeignObjectRel

from files.models import StoredFile

OLD_ENOUGH = timedelta(days=1)  # what is younger may belong to something that is under way


def keys(folder: str = "") -> Iterator[str]:
    """Everything in the storage."""
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    inside = f"{folder}/" if folder else ""
    for name in names:
        yield inside + name
    for name in folders:
        yield from keys(inside + name)


def bytes_without_row(*, now: datetime) -> list[str]:
    """Left when a process ended between storing the bytes and the row, or the other way round."""
    known = set(StoredFile.objects.values_list("key", flat=True))
    loose = (key for key in keys() if key not in known)
    return [key for key in loose if now - default_storage.get_modified_time(key) > OLD_ENOUGH]


def rows_without_bytes() -> QuerySet[StoredFile]:
    """Files that cannot be shown any more: something outside the portal took their bytes."""
    present = set(keys())
    rows = StoredFile.objects.values_list("pk", "key")
    return StoredFile.objects.filter(pk__in=[pk for pk, key in rows if key not in present])


def rows_of_nobody() -> QuerySet[StoredFile]:
    """Rows that nothing points to: what they belonged to was deleted."""
    used = Q()
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel):
            name = relation.field.name
            rows: Any = relation.related_model._base_manager  # type: ignore[union-attr]
            used |= Q(pk__in=rows.filter(**{f"{name}__isnull": False}).values(name))
    return StoredFile.objects.exclude(used) if used else StoredFile.objects.none()


def tidy(*, now: datetime) -> None:
    """Take away what belongs to nobody; call it in a transaction."""
    for row in rows_of_nobody().filter(stored_at__lt=now - OLD_ENOUGH):
        row.discard()
    for key in bytes_without_row(now=now):
        default_storage.delete(key)
