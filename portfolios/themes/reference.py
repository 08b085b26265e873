"""The themes to begin with; staff change them at the desk."""

from django.utils.text import slugify

from portfolios.themes.models import Theme

THEMES = (
    ("Schulden en geldzorgen", "Rondkomen, beslag, schuldhulp en wat geldstress doet."),
    ("Statushouders en taal", "Inburgering, taal op de werkvloer en een nieuw begin."),
    ("Jongeren", "School, eerste werk en wie nergens in beeld is."),
    ("Gezondheid en werk", "Werken met een ziekte, een beperking of na een moeilijke tijd."),
    ("Psychische kwetsbaarheid", "Spanning, verslaving, en samenwerken met de ggz."),
    ("Werkgevers benaderen", "Contact leggen, matchen en begeleiden op de werkplek."),
    ("Motiveren en gesprek", "Luisteren, doorvragen en weerstand begrijpen."),
    ("Eigen regie van inwoners", "Ruimte laten, samen kiezen en niet overnemen."),
    ("Wet en maatwerk", "De Participatiewet, en wat er mogelijk is binnen de regels."),
    ("Handhaven en vertrouwen", "Controle, maatregelen en wat dat met een gesprek doet."),
    ("Ouderen en langdurig werkloos", "Na jaren weer beginnen, of zinvol meedoen."),
    ("Gezin en zorg", "Mantelzorg, alleenstaande ouders en kinderen in de bijstand."),
    ("Dak- en thuisloosheid", "Een postadres, wonen en rust om verder te kunnen."),
    ("Samenwerken in de wijk", "Wijkteam, woningcorporatie, welzijn en vrijwilligers."),
    ("Digitaal werken en data", "Systemen, algoritmes en wat je daarvan moet weten."),
)


def load() -> None:
    """Add what is missing; what exists is left as it is."""
    for title, words in THEMES:
        if not Theme.objects.filter(title=title).exists():
            Theme.objects.get_or_create(
                code=slugify(title)[:40], defaults={"title": title, "words": words}
            )
