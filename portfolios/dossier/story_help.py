"""Help beside each part of a story: a question, an example, and words to begin with."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Help:
    hint: str
    example: str
    beginnings: tuple[str, ...]


PARTS = {
    "signal": Help(
        "Wat zag of hoorde je waardoor je bleef haken?",
        "Een man van in de vijftig zei bij elk voorstel ‘ja, goed’. Na drie gesprekken was er "
        "niets gebeurd. Toen ik vroeg wat hij zelf wilde, keek hij weg.",
        ("Ik merkte dat …", "Het viel me op dat …", "Ik schrok toen …", "Ik bleef denken aan …"),
    ),
    "analysis": Help(
        "Wat speelde er volgens jou? Wat zei de wet, je gevoel, een collega?",
        "Ik dacht eerst dat hij niet wilde. Een collega zei: misschien is ‘ja’ zeggen voor hem "
        "het veiligst. Hij was al twee keer gekort. Ik was voor hem vooral iemand met macht.",
        ("Ik dacht eerst … Later zag ik …", "Misschien kwam het doordat …", "Een ander zou zeggen"),
    ),
    "choice": Help(
        "Wat koos je, en wat had ook gekund?",
        "Ik heb het plan weggelegd en gezegd dat er vandaag niets hoefde. Ik had ook een traject "
        "kunnen opleggen. Dat mocht, maar dan had hij weer ‘ja’ gezegd.",
        ("Ik koos voor … omdat …", "Ik had ook kunnen …", "Ik twijfelde tussen … en …"),
    ),
    "effect": Help(
        "Voor de inwoner, voor jou, voor je team.",
        "Hij bleef een half uur langer zitten. Hij vertelde over zijn vroegere werk in een kas. "
        "Het volgende gesprek begon hij zelf met een voorstel.",
        ("Daarna …", "De inwoner …", "In mijn team …", "Wat niet lukte, was …"),
    ),
    "client_direction": Help(
        "Kreeg de inwoner meer of minder in eigen hand, over werk en leven?",
        "Meer: hij koos zelf wie hij belde en wanneer. Ik hoefde alleen te wachten.",
        ("Meer, want …", "Minder, want …", "Hij of zij koos zelf …"),
    ),
    "learned": Help(
        "Wat neem je mee naar de volgende keer?",
        "Een snel ‘ja’ is voor mij nu een teken om langzamer te gaan. En ik zeg vaker hardop dat "
        "iets niet hoeft.",
        ("Voortaan …", "Ik weet nu dat …", "Ik ga proberen …", "Wat ik nog niet weet, is …"),
    ),
}
