"""What a quality reader says: about the conversation, never about the person."""

from typing import Any

from portfolios.text import WrittenForm, long_text


class ReadingForm(WrittenForm):
    room = long_text(
        "Hoe kreeg de ander ruimte voor het eigen verhaal?",
        hint="Waaraan lees je dat? Je kunt een stukje aanhalen.",
    )
    client = long_text("Hoe kwam de inwoner in het gesprek aan bod?")
    learning = long_text(
        "Gaat het verslag over leren, in woorden en zonder oordeel?",
        hint="Wat werd er anders, en hoe gaat het verder?",
    )
    to_assessor = long_text(
        "Wat geef je de assessor mee?",
        rows=4,
        required=True,
        hint="Eén ding dat goed was, en één ding om eens te proberen.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_assessor"].error_messages["required"] = "Schrijf op wat je meegeeft"

    @property
    def words(self) -> list[Any]:
        return [self[name] for name in ("room", "client", "learning", "to_assessor")]
