"""Writing a story."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms

from portfolios.dossier import lenses, stories, story_help
from portfolios.dossier.forms import ChosenCompetencies, ChosenGoals, goals_to_choose, line
from portfolios.dossier.models import LearningStory
from portfolios.text import WrittenForm, long_text
from portfolios.themes.forms import ChosenThemes

OWN_WORDS = "In je eigen woorden: {}"


class StoryForm(WrittenForm):
    """The parts of a story; all may stay empty, for the row is its own draft."""

    saves_itself = True
    all_is_free = True  # the page says so once, instead of behind every field
    version = forms.IntegerField(widget=forms.HiddenInput)
    title = line("Titel", hint="Waar gaat het over? Een paar woorden.", limit=200)
    told_rather = forms.BooleanField(
        label="Ik vertel dit liever",
        help_text="Een titel is dan genoeg. Vertellen is net zo goed als schrijven.",
        required=False,
    )
    goals = ChosenGoals("Bij welk leerdoel hoort dit?")
    competencies = ChosenCompetencies()
    themes = ChosenThemes()

    def __init__(
        self, data: Any = None, *, story: LearningStory, today: date, quietly: bool = False
    ) -> None:
        super().__init__(data, initial=words_of(story), quietly=quietly)
        self.story = story
        for part in LearningStory.PARTS:
            self.fields[part] = long_text(stories.question(part), hint=story_help.PARTS[part].hint)
        for lens in lenses.LENSES:
            self.fields[ways_of(lens)] = ways_to_choose(lens)
            self.fields[words_through(lens)] = long_text(OWN_WORDS.format(lens.question), rows=2)
        self.order_fields(["title", "told_rather", *LearningStory.PARTS, "goals"])
        kept, about = self.initial["goals"], self.initial["competencies"]
        offered = goals_to_choose(story.owner_id, kept)
        self.fields["goals"].queryset = offered  # type: ignore[attr-defined]
        self.fields["competencies"].offer(today, about)  # type: ignore[attr-defined]
        self.fields["themes"].offer(self.initial["themes"])  # type: ignore[attr-defined]

    def looked_at(self, name: str) -> set[str]:
        """A story saves itself while it is written, so what is kept was not looked at yet."""
        return set(self.story.let_stand)

    @property
    def parts(self) -> Iterator[tuple[forms.BoundField, story_help.Help]]:
        """Each part with the help beside it."""
        for part in LearningStory.PARTS:
            yield self[part], story_help.PARTS[part]

    @property
    def lenses(self) -> Iterator[tuple[forms.BoundField, forms.BoundField]]:
        """Of each lens the ways to look, and the own words."""
        for lens in lenses.LENSES:
            yield self[ways_of(lens)], self[words_through(lens)]

    @property
    def looks_through_lenses(self) -> bool:
        return any(field.value() or field.errors for pair in self.lenses for field in pair)

    @property
    def words(self) -> dict[str, Any]:
        """What `stories.save` wants to know."""
        names = ("version", "goals", "competencies", "themes", "looked", "title", "told_rather")
        typed = {name: self.cleaned_data[name] for name in (*names, *LearningStory.PARTS)}
        return typed | {"lenses": self.seen}

    @property
    def seen(self) -> dict[str, Any]:
        """What was said through each lens, as a story keeps it."""
        said = {
            lens.code: lenses.answer(
                self.cleaned_data[ways_of(lens)], self.cleaned_data[words_through(lens)]
            )
            for lens in lenses.LENSES
        }
        return {code: answer for code, answer in said.items() if answer}


def ways_of(lens: lenses.Lens) -> str:
    return f"lens_{lens.code}"


def words_through(lens: lenses.Lens) -> str:
    return f"lens_{lens.code}_words"


def ways_to_choose(lens: lenses.Lens) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=lens.question,
        choices=lens.ways,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


def words_of(story: LearningStory) -> dict[str, Any]:
    """What the form shows of a story."""
    names = ("version", "title", "told_rather", *LearningStory.PARTS)
    kept = {name: getattr(story, name) for name in names}
    for lens in lenses.LENSES:
        said = story.lenses.get(lens.code, {})
        kept[ways_of(lens)] = said.get("ways", [])
        kept[words_through(lens)] = said.get("words", "")
    linked = ("goals", "competencies", "themes")
    return kept | {name: list(getattr(story, name).all()) for name in linked}
