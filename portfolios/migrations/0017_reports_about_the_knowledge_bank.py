"""One way to report literature, cards and what is said under them; all of it can be hidden."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

TARGETS = ("item", "card", "comment", "use")
HIDEABLE = {"methodcard": "card", "cardcomment": "card_comment", "carduse": "use_of_a_card"}


def about_one() -> Q:
    found = Q()
    for target in TARGETS:
        found |= Q(**{f"{each}__isnull": each != target for each in TARGETS})
    return found


def to(model: str) -> Any:
    return models.ForeignKey(
        null=True,
        on_delete=django.db.models.deletion.CASCADE,
        related_name="reports",
        to=f"portfolios.{model}",
    )


def hidden(model: str, what: str) -> list[Any]:
    return [
        migrations.AddField(model, "hidden_on", models.DateField(null=True)),
        migrations.AddField(
            model, "hidden_because", models.TextField(blank=True, db_default="", default="")
        ),
        migrations.AlterField(model, "hidden_because", models.TextField(blank=True)),
        migrations.AddConstraint(
            model,
            models.CheckConstraint(
                name=f"hidden_{what}_says_why", condition=Q(hidden_on=None) | ~Q(hidden_because="")
            ),
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("portfolios", "0016_peer_reading")]

    operations = [
        *(operation for model, what in HIDEABLE.items() for operation in hidden(model, what)),
        migrations.RenameModel("LiteratureReport", "KnowledgeReport"),
        migrations.RemoveConstraint("knowledgereport", "literature_report_says_why"),
        migrations.AlterField("knowledgereport", "item", to("literatureitem")),
        migrations.AlterField("knowledgereport", "words", models.TextField(blank=True)),
        migrations.AddField("knowledgereport", "card", to("methodcard")),
        migrations.AddField("knowledgereport", "comment", to("cardcomment")),
        migrations.AddField("knowledgereport", "use", to("carduse")),
        migrations.AddConstraint(
            "knowledgereport",
            models.CheckConstraint(
                name="open_knowledge_report_says_why",
                condition=~Q(words="") | Q(handled_on__isnull=False),
            ),
        ),
        migrations.AddConstraint(
            "knowledgereport",
            models.CheckConstraint(
                name="knowledge_report_is_about_one_thing", condition=about_one()
            ),
        ),
    ]
