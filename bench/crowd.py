"""A published register of any size, loaded fast: made-up people with the names that occur here.

Given names and last names come as often as in life: a few of them very often, most of them rarely.
"""

import io
import random
from collections.abc import Iterator
from itertools import accumulate, product

from django.db import connection

from kit import names, numbers


def words(text: str) -> list[str]:
    return text.split()


GIVEN = words(
    """
Jan Piet Kees Henk Anna Maria Johanna Sanne Lotte Bram Daan Emma Julia Sophie Thomas Tim Lars
Eva Fleur Roos Willem Hendrik Gerrit Corrie Ria Marijke Anja Mohamed Fatima Youssef Khadija
Hassan Amina Ahmed Rachid Naima Karim Mehmet Ayşe Fatma Mustafa Emine Hatice Ali Zeynep Hüseyin
Elif Murat Sjoerd Femke Wiebe Tjitske Douwe Nynke Jelle Froukje Gerben Hylke Ruben Ramesh Anjali
Chandra Radjen Sharda Winston Humphrey Glenn Ruth Roy Merlien Urmila Piotr Agnieszka Krzysztof
Katarzyna Paweł Małgorzata Wojciech Barbara Łukasz Zofia Zoë Chloé André René Noël Danique Kevin
Priscilla Natasja Ilse Karin Monique Ingrid Peter Erik Rob Bas Koen Wouter Joris Maarten Lisa
Kim Laura Iris Noor Saar Mila Tess Luuk Sem Finn Levi Milan Jesse Mees Siem Teun Gijs Floor
Pleun
"""
)
MANY = words(
    """
Jong,de Jansen Vries,de Berg,van_den Bakker Dijk,van Visser Janssen Smit Meijer Boer,de Mulder
Groot,de Bos Vos Peters Hendriks Leeuwen,van Dekker Brouwer Wit,de Dijkstra Smits Graaf,de
Meer,van_der Linden,van_der Kok Jacobs Haan,de Vermeulen Heuvel,van_den Veen,van_der
Broek,van_den Bruijn,de Schouten Beek,van Willems Vliet,van Ven,van_de Hoekstra Maas Verhoeven
Koster Dam,van Wal,van_der Prins Huisman Blom Peeters Jonge,de Kuipers Veenstra Kuiper Post
Postma Brink,van_den Berg,van_der Berg,van_de Berg Bergman Bergsma Yılmaz Kaya Demir Çelik Şahin
Yıldız Öztürk Aydın Özdemir Arslan Doğan Kılıç Koç Kurt Polat El_Idrissi Ouali Bouzid Benali
El_Khattabi Bouazza Amrani Chaoui Haddad Ziani Azzouz Saidi Mohan Ramdin Sewpersad Jagroep
Ramlal Bhagwandin Kartosen Wongsodikromo Pinas Amatmoekrim Hoekstra Wiersma Hiemstra Bijlsma
Terpstra Zijlstra Boonstra Dijksma Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński
Lewandowski Zieliński Szymański Woźniak Hof,van_'t Horst,ter Brinke,ten Veld,in_'t Beek,op_de
Graaff,de Meyer Meijers Jansens
"""
)
STEMS = words(
    """
Acht Ber Bol Brand Dal Dro Els Eng Goor Gras Haver Heer Hol Kamp Kers Kool Lang Leem Meul Moer
Noor Olden Over Pols Rijs Rog Schel Slot Spek Stal Tol Veen Vlas Voor Weg Wild Zand Zuid Bui Kne
"""
)
MIDDLES = ("", "der", "en", "el", "ing", "ker", "mer", "ter", "voor", "aken")
ENDINGS = words(
    """
baan beek berg bosch broek brink burg camp dijk donk graaf hof horst huis hout huizen inga kamp
kate laan land man mans meijer ma stra veld velde voort water werf wijk zoon
"""
)
TOWNS = (("Utrecht", "Utrecht"), ("Rotterdam", "Zuid-Holland"), ("Almere", "Flevoland"),
         ("Zwolle", "Overijssel"), ("Emmen", "Drenthe"), ("Dokkum", "Fryslân"),
         ("Venlo", "Limburg"), ("Goes", "Zeeland"), ("Tilburg", "Noord-Brabant"),
         ("Hoorn", "Noord-Holland"), ("Tiel", "Gelderland"), ("Veendam", "Groningen"),
         ("", "Utrecht"), ("", "Gelderland"))  # fmt: skip
COLUMNS = ("number", "name", "name_key", "status", "since_on", "until_on", "town", "town_key",
           "province", "kinds_of_work", "badges", "edition_from")  # fmt: skip
OFTEN = 0.7  # so much of the crowd has one of the names of MANY
DOUBLE = 0.08


def load(count: int, *, edition: int = 1, numbered_from: int = 0) -> None:
    """This many entries in the newest edition, in one COPY; the same ones each time.

    `numbered_from` is the place of the first number, for a register that has numbers already.
    """
    lines = io.StringIO("".join(rows(count, edition, numbered_from)))
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY register_publicentry ({', '.join(COLUMNS)}) FROM STDIN", lines)
        cursor.execute("ANALYZE register_publicentry")
        cursor.execute("ANALYZE register_nameword")


def number_of(place: int) -> str:
    """A register number with its check digit; each place its own."""
    digits = f"{place * 7_654_321 % 10_000_000:07}"
    digits += numbers.check_digit(digits)
    return f"RK-{digits[:4]}-{digits[4:]}"


def rows(count: int, edition: int, numbered_from: int = 0) -> Iterator[str]:
    dice = random.Random(1906)  # noqa: S311  the same crowd each time, no secrets
    given = [(name, names.normalise(name)) for name in GIVEN]
    last = last_names()
    towns = [(town, names.normalise(town), province) for town, province in TOWNS]
    firsts = dice.choices(given, cum_weights=falling(len(given)), k=count)
    lasts = dice.choices(last, cum_weights=weights(len(last)), k=count)
    seconds = dice.choices(last, k=count)
    for place in range(count):
        number = number_of(numbered_from + place)
        (first, first_key), (infix, name, key, infix_key) = firsts[place], lasts[place]
        if dice.random() < DOUBLE:
            infix_2, name_2, key_2, infix_key_2 = seconds[place]
            name = f"{name}-{infix_2}{' ' if infix_2 else ''}{name_2}"
            key = f"{key} {infix_key_2}{' ' if infix_2 else ''}{key_2}"
        town, town_key, province = towns[place % len(towns)]
        whole = f"{first} {infix} {name}" if infix else f"{first} {name}"
        whole_key = f"{key} {first_key} {infix_key}" if infix else f"{key} {first_key}"
        yield (
            f"{number}\t{whole}\t{whole_key}\tregistered\t2024-05-01\t2028-05-01\t{town}\t"
            f"{town_key}\t{province}\t{{work}}\t{{}}\t{edition}\n"
        )


def last_names() -> list[tuple[str, str, str, str]]:
    """Infix, name and the keys of both: those of many people first."""
    pairs = [name.replace("_", " ").partition(",")[::2] for name in MANY]
    made = ["".join(parts) for parts in product(STEMS, MIDDLES, ENDINGS)]
    random.Random(7).shuffle(made)  # noqa: S311
    pairs += [(name, "") for name in made]
    return [(i, n, names.normalise(n), names.normalise(i)) for n, i in pairs]


def falling(count: int) -> list[float]:
    """Weights by Zipf, summed."""
    return [*accumulate(1 / (place + 4) for place in range(count))]


def weights(count: int) -> list[float]:
    """The names of MANY fall by Zipf; the rest is spread over the others."""
    often = falling(len(MANY))
    rest = often[-1] * (1 - OFTEN) / OFTEN / (count - len(MANY))
    return often + [often[-1] + rest * place for place in range(1, count - len(MANY) + 1)]
