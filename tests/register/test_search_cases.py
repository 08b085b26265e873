"""What people type, and who must come first, among thousands of others with such names."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.db import transaction

from bench import crowd
from kit import names
from register.models import FormerName, Organisation, PublicEntry
from register.search import Question, look_up
from tests.makers import reference

OTHERS = 20_000  # `python -m bench.search` asks all cases among 100,000 and 1,000,000
FOUND, NEAR, NOBODY = "found", "near", "nobody"

# Given names, infix, last name, and where they work; the place counts from 9,000,001.
PEOPLE = (
    ("Samira", "", "El Amrani", "Utrecht", "Utrecht"),
    ("Joost", "van der", "Meulen", "Zwolle", "Overijssel"),
    ("Aafje", "van den", "Berg", "Dokkum", "Fryslân"),
    ("Aafje", "van 't", "Hof", "", "Gelderland"),
    ("Ngozi", "", "Okafor-de Boer", "Rotterdam", "Zuid-Holland"),
    ("Tomasz", "", "Wiśniewski-Oude Elferink", "Enschede", "Overijssel"),
    ("Ayşegül", "", "Yıldırım", "Rotterdam", "Zuid-Holland"),
    ("Gökhan", "", "Büyükçelik", "Almere", "Flevoland"),
    ("İbrahim", "", "Şimşekoğlu", "Tiel", "Gelderland"),
    ("Nezahat", "", "Çağlayan", "Venlo", "Limburg"),
    ("Abdelkader", "", "Benhaddou", "Tilburg", "Noord-Brabant"),
    ("Loubna", "", "Aït Moussa", "Utrecht", "Utrecht"),
    ("Fouad", "", "El Bouazzaoui", "Utrecht", "Utrecht"),
    ("Ilham", "", "Ben Ali-Tahiri", "Goes", "Zeeland"),
    ("Radjindra", "", "Bissumbhar", "Almere", "Flevoland"),
    ("Sukarno", "", "", "Hoorn", "Noord-Holland"),
    ("Merlien", "", "Wijngaarde-Pengel", "Almere", "Flevoland"),
    ("Soeradj", "", "Ganpatsing", "Zwolle", "Overijssel"),
    ("Sjoukje", "", "Hettinga", "Dokkum", "Fryslân"),
    ("Wytze", "", "Ypma", "Dokkum", "Fryslân"),
    ("Gjalt", "van der", "Ploeg", "Dokkum", "Fryslân"),
    ("Baukje", "", "Fûgelsang", "Dokkum", "Fryslân"),
    ("Ýme", "", "Skûtsje", "Dokkum", "Fryslân"),
    ("Małgorzata", "", "Nowak-Jagiełło", "Venlo", "Limburg"),
    ("Grzegorz", "", "Brzęczyszczykiewicz", "Venlo", "Limburg"),
    ("Świętosława", "", "Żółkiewska", "Venlo", "Limburg"),
    ("Piet Hein", "", "Kuijpers", "Goes", "Zeeland"),
    ("J.P.", "de", "Wolff", "Goes", "Zeeland"),
    ("Jan Peter", "", "Duizendstraal", "Goes", "Zeeland"),
    ("Zoë", "", "D'Hondt", "Goes", "Zeeland"),
    ("Marie-José", "", "van Aardenne", "Goes", "Zeeland"),
    ("Annemieke", "", "Dijkgraaf", "Emmen", "Drenthe"),
    ("Roelof", "in 't", "Veldhuizen", "Emmen", "Drenthe"),
    ("Geertruida", "op de", "Weegh", "Emmen", "Drenthe"),
    ("Hilde", "", "Meyerinck", "Emmen", "Drenthe"),
    ("Aafke", "", "Jansen", "Emmen", "Drenthe"),
    ("Quirijn", "", "Jansen", "", "Drenthe"),
    ("Ottoline", "", "Smeets", "'s-Hertogenbosch", "Noord-Brabant"),
    ("Evert", "", "Zwartsluis-Quispel", "Winschoten", "Groningen"),
    ("Chantal", "van", "Nieuwenhuijzen", "Emmen", "Drenthe"),
)
FORMER = (("Chantal", "", "Tromp-Winkelaar", "Chantal van Nieuwenhuijzen"),)


def number_at(place: int) -> str:
    return crowd.number_of(9_000_000 + place)


@dataclass(frozen=True)
class Case:
    typed: str
    first: str = ""
    how: str = FOUND
    town: str = ""
    province: str = ""


CASES = (
    # As it is written, without accents, in another case, in another order
    Case("Samira El Amrani", "Samira El Amrani"),
    Case("samira el-amrani", "Samira El Amrani"),
    Case("EL AMRANI SAMIRA", "Samira El Amrani"),
    Case("El Amrani, Samira", "Samira El Amrani"),
    Case("amrani samira", "Samira El Amrani"),
    Case("El Amrani", "Samira El Amrani"),
    Case("  Samira   Amrani ", "Samira El Amrani"),
    Case("aysegul yildirim", "Ayşegül Yıldırım"),
    Case("AYŞEGÜL YILDIRIM", "Ayşegül Yıldırım"),
    Case("zoe dhondt", "Zoë D'Hondt"),
    Case("Zoë D’Hondt", "Zoë D'Hondt"),
    # Infixes (tussenvoegsels)
    Case("van den Berg", "Aafje van den Berg"),
    Case("Aafje vd Berg", "Aafje van den Berg"),
    Case("Aafje v.d. Berg", "Aafje van den Berg"),
    Case("Aafje v/d Berg", "Aafje van den Berg"),
    Case("v.d. Berg, A.", "Aafje van den Berg"),
    Case("Berg, Aafje van den", "Aafje van den Berg"),
    Case("berg aafje", "Aafje van den Berg"),
    Case("Joost Meulen", "Joost van der Meulen"),
    Case("van der Meulen, Joost", "Joost van der Meulen"),
    Case("van het Hof", "Aafje van 't Hof"),
    Case("Aafje van ’t Hof", "Aafje van 't Hof"),
    Case("Aafje vant Hof", "Aafje van 't Hof"),
    Case("roelof in t veldhuizen", "Roelof in 't Veldhuizen"),
    Case("weegh op de", "Geertruida op de Weegh"),
    Case("Joost van den Meulen", "Joost van der Meulen", NEAR),
    Case("Gjalt Vanderploeg", "Gjalt van der Ploeg", NEAR),
    # Double names and hyphens
    Case("Okafor-de Boer", "Ngozi Okafor-de Boer"),
    Case("Ngozi de Boer", "Ngozi Okafor-de Boer"),
    Case("de Boer-Okafor", "Ngozi Okafor-de Boer"),
    Case("okafor", "Ngozi Okafor-de Boer"),
    Case("tomasz oude elferink", "Tomasz Wiśniewski-Oude Elferink"),
    Case("Marie José van Aardenne", "Marie-José van Aardenne"),
    Case("wijngaarde pengel", "Merlien Wijngaarde-Pengel"),
    # Initials
    Case("J. van der Meulen", "Joost van der Meulen"),
    Case("S. Hettinga", "Sjoukje Hettinga"),
    Case("T. Oude Elferink", "Tomasz Wiśniewski-Oude Elferink"),
    Case("J.P. de Wolff", "J.P. de Wolff"),
    Case("JP Duizendstraal", "Jan Peter Duizendstraal", NEAR),
    Case("J.P. Duizendstraal", "Jan Peter Duizendstraal"),
    Case("Jan de Wolff", "J.P. de Wolff", NEAR),
    # Names from everywhere
    Case("gokhan buyukcelik", "Gökhan Büyükçelik"),
    Case("Ibrahim Simsekoglu", "İbrahim Şimşekoğlu"),
    Case("caglayan", "Nezahat Çağlayan"),
    Case("Abdelkader Ben Haddou", "Abdelkader Benhaddou"),
    Case("loubna ait moussa", "Loubna Aït Moussa"),
    Case("Bouazzaoui", "Fouad El Bouazzaoui"),
    Case("Benali Tahiri", "Ilham Ben Ali-Tahiri", NEAR),
    Case("radjindra bissumbhar", "Radjindra Bissumbhar"),
    Case("sukarno", "Sukarno"),
    Case("Ganpatsing", "Soeradj Ganpatsing"),
    Case("fugelsang", "Baukje Fûgelsang"),
    Case("Yme Skutsje", "Ýme Skûtsje"),
    Case("malgorzata nowak jagiello", "Małgorzata Nowak-Jagiełło"),
    Case("brzeczyszczykiewicz", "Grzegorz Brzęczyszczykiewicz"),
    Case("Swietoslawa Zolkiewska", "Świętosława Żółkiewska"),
    # A beginning or a part
    Case("duizendst", "Jan Peter Duizendstraal"),
    Case("joost meul", "Joost van der Meulen"),
    Case("czyszczyk", "Grzegorz Brzęczyszczykiewicz"),
    Case("piet hein", "Piet Hein Kuijpers"),
    # Typing errors: "Bedoelt u …"
    Case("Samria El Amrani", "Samira El Amrani", NEAR),
    Case("Samira El Armani", "Samira El Amrani", NEAR),
    Case("Elamrani Samira", "Samira El Amrani", NEAR),
    Case("Jost van der Meulen", "Joost van der Meulen", NEAR),
    Case("Wietze Ypma", "Wytze Ypma", NEAR),
    Case("Wytze IJpma", "Wytze Ypma", NEAR),
    Case("Sjoukje Hetinga", "Sjoukje Hettinga", NEAR),
    Case("Dijkgraff Annemieke", "Annemieke Dijkgraaf", NEAR),
    Case("Hilde Meijerink", "Hilde Meyerinck", NEAR),
    Case("Piet Hein Kuypers", "Piet Hein Kuijpers", NEAR),
    Case("Radjindra Bisumbar", "Radjindra Bissumbhar", NEAR),
    Case("Bissumbahr", "Radjindra Bissumbhar", NEAR),
    Case("Grzegorz Brzeczyszczykievicz", "Grzegorz Brzęczyszczykiewicz", NEAR),
    Case("Yildrim Aysegul", "Ayşegül Yıldırım", NEAR),
    # Former names, where that is wanted
    Case("Chantal Tromp-Winkelaar", "Chantal van Nieuwenhuijzen"),
    Case("tromp winkelaar", "Chantal van Nieuwenhuijzen"),
    # Numbers
    Case(number_at(1), "Samira El Amrani"),
    Case(number_at(2).lower().replace("-", " "), "Joost van der Meulen"),
    Case(number_at(3).removeprefix("RK-"), "Aafje van den Berg"),
    Case(number_at(4).replace("-", ""), "Aafje van 't Hof"),
    Case(f"nr. {number_at(5)}", "Ngozi Okafor-de Boer"),
    Case(number_at(6).replace("-", " – "), "Tomasz Wiśniewski-Oude Elferink"),
    Case(number_at(1)[:-1] + str((int(number_at(1)[-1]) + 1) % 10), how=NOBODY),
    # A place
    Case("Jansen", "Aafke Jansen", town="Emmen", province="Drenthe"),
    Case("quirijn jansen", how=NOBODY, town="Emmen"),  # does not show the town
    Case("quirijn jansen", "Quirijn Jansen", province="Drenthe"),
    Case("smeets", "Ottoline Smeets", town="Den Bosch"),
    Case("quispel", "Evert Zwartsluis-Quispel", town="Oldambt"),  # its joint service: Winschoten
    # Nobody
    Case("Xyzqrst Wvutgh", how=NOBODY),
)


def add_people() -> None:
    """Those of the cases."""
    for place, (given, infix, last, town, province) in enumerate(PEOPLE, 1):
        PublicEntry.objects.create(
            number=number_at(place), name=names.full_name(given, infix, last),
            name_key=names.sort_key(given, infix, last), status="registered",
            since_on=date(2024, 5, 1), until_on=date(2028, 5, 1), town=town,
            town_key=names.normalise(town), province=province, edition_from=1,
        )  # fmt: skip
    for given, infix, last, now in FORMER:
        number = PublicEntry.objects.get(name=now).number
        FormerName.objects.create(number=number, name_key=names.sort_key(given, infix, last))
    service, _ = Organisation.objects.get_or_create(
        name="ISD Oldeklei", kind="joint", town="Winschoten", province="Groningen"
    )
    service.members.add(reference.municipality("Oldambt", "Groningen"))


def answer(case: Case) -> tuple[str, str]:
    """How it was answered, and the name that comes first."""
    found = look_up(Question(text=case.typed, town=case.town, province=case.province))
    if found.entries:
        return FOUND, found.entries[0].name
    return (NEAR, found.near[0].name) if found.near else (NOBODY, "")


@pytest.fixture(scope="module")
def register(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        crowd.load(OTHERS)
        add_people()
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.typed)
def test_who_is_meant_comes_first(register, db, case):
    assert answer(case) == (case.how, case.first)
