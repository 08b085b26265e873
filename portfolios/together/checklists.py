"""What mentor and mentee can go through together. Nothing of it is kept."""

from typing import NamedTuple


class Question(NamedTuple):
    """One thing to talk about, and what helps."""

    title: str
    words: str


REHEARSAL = (
    Question("Begin met je verhaal", "Vertel in vijf minuten wat je de laatste jaren hebt geleerd. "
             "Wat maakte dat je iets anders ging doen?"),
    Question("Eén voorbeeld heel precies", "Kies een moment met een inwoner, zonder naam. Wat zag "
             "je, wat dacht je, wat deed je, en wat gebeurde er toen?"),
    Question("De inwoner zelf", "Wat deed het voor de eigen richting van de inwoner? "
             "Hoe weet je dat?"),
    Question("Iets dat niet lukte", "Waar ben je nog niet tevreden over? "
             "Dat mag je gewoon vertellen."),
    Question("Samen met anderen", "Wat kreeg je van collega’s, van intervisie of uit feedback?"),
    Question("Wat wil je vragen?", "Het is jouw gesprek. Welke vraag wil je zelf op tafel leggen?"),
    Question("En nu verder", "Welk doel neem je mee, en wat is de eerste stap?"),
    Question("Hoe was het om te vertellen?", "Wat ging vanzelf? "
             "Waar werd je stil? Wat laat je weg?"),
)  # fmt: skip
YEARLY = (
    Question("Hoe gaat het echt?", "Met jou, en met je werk."),
    Question("Wat leerde je dit jaar?", "Eén ding dat je nu anders doet."),
    Question("Waar liep je op vast?", "Wat hielp, en wat had je nodig gehad?"),
    Question("Wat wil je volgend jaar?", "Eén wens. En wie kan je helpen?"),
    Question("Lopen we samen verder?", "Wat doen we hetzelfde, en wat anders? Stoppen mag ook."),
)  # fmt: skip
