"""The words of which published names are made, kept by the database itself."""

from typing import Any

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q, Value

# One transaction at a time: each locks many words, and two would wait for each other.
LOCK = "\n    PERFORM pg_advisory_xact_lock(7301907);"
ADD = """
    INSERT INTO register_nameword (word, uses)
    SELECT word, count(*) FROM {rows}, unnest(string_to_array(name_key, ' ')) AS word
    GROUP BY word ORDER BY word
    ON CONFLICT (word) DO UPDATE SET uses = register_nameword.uses + excluded.uses;
"""
TAKE_AWAY = """
    WITH gone AS (
        SELECT word, count(*) AS uses FROM {rows}, unnest(string_to_array(name_key, ' ')) AS word
        GROUP BY word
    )
    UPDATE register_nameword SET uses = register_nameword.uses - gone.uses
    FROM gone WHERE register_nameword.word = gone.word;
    DELETE FROM register_nameword WHERE uses = 0 AND word IN (
        SELECT unnest(string_to_array(name_key, ' ')) FROM {rows}
    );
"""
RETURN = "    RETURN NULL;\n"


def words_of(field: str = "name_key") -> Func:
    """The words of a key, as the database indexes them."""
    return Func(
        F(field), Value(" "), function="string_to_array",
        output_field=ArrayField(models.TextField()),
    )  # fmt: skip


def words_index(name: str, condition: Q | None = None) -> GinIndex:
    """Kept up to date at each write: a list of what waits would be read by every search."""
    return GinIndex(words_of(), name=name, condition=condition, fastupdate=False)


def keep_words() -> list[pgtrigger.Trigger]:
    """Count the words of this table's `name_key`: at each statement, however many rows it has."""
    rows: dict[str, Any] = {"level": pgtrigger.Statement, "when": pgtrigger.After}
    return [
        pgtrigger.Trigger(
            name="words_added",
            operation=pgtrigger.Insert,
            referencing=pgtrigger.Referencing(new="added"),
            func=LOCK + ADD.format(rows="added") + RETURN,
            **rows,
        ),
        pgtrigger.Trigger(
            name="words_gone",
            operation=pgtrigger.Delete,
            referencing=pgtrigger.Referencing(old="gone_rows"),
            func=LOCK + TAKE_AWAY.format(rows="gone_rows") + RETURN,
            **rows,
        ),
        pgtrigger.Trigger(
            name="words_changed",
            when=pgtrigger.After,
            operation=pgtrigger.UpdateOf("name_key"),
            condition=pgtrigger.Q(old__name_key__df=pgtrigger.F("new__name_key")),
            func=LOCK
            + TAKE_AWAY.format(rows="(SELECT OLD.name_key) AS before")
            + ADD.format(rows="(SELECT NEW.name_key) AS after")
            + RETURN,
        ),
    ]


class NameWord(models.Model):
    """A word that occurs in names of the published copy, of whichever edition.

    It says nothing about who has it: what a search finds by it passes every layer that hides.
    """

    word = models.CharField(max_length=200, primary_key=True, db_collation="C")
    uses = models.PositiveIntegerField()

    class Meta:
        indexes = [
            GinIndex(OpClass("word", "gin_trgm_ops"), name="words_trigrams", fastupdate=False)
        ]

    def __str__(self) -> str:
        return self.word
