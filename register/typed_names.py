"""What somebody typed to find a name: its words, and the forms in which the register has it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from kit import names

type Part = str | frozenset[str]
"""A word that says who it is, or an infix (tussenvoegsel) with the spellings that it may have."""

VAN, DE, HET = frozenset({"van"}), frozenset({"de", "den", "der"}), frozenset({"het", "t"})
ABBREVIATED = {"vd": (VAN, DE), "vdr": (VAN, DE), "vdn": (VAN, DE), "vh": (VAN, HET),
               "vt": (VAN, HET), "vant": (VAN, HET)}  # fmt: skip
# People write these and the word after them as one: Elamrani, Vandenberg, Benali.
GLUED = {"vander": ("van", "der"), "vanden": ("van", "den"), "vande": ("van", "de"),
         "vant": ("van", "t"), "van": ("van",), "der": ("der",), "den": ("den",), "de": ("de",),
         "ter": ("ter",), "ten": ("ten",), "el": ("el",), "al": ("al",), "ben": ("ben",),
         "ait": ("ait",), "abdel": ("abdel",)}  # fmt: skip
SHORTEST_REST = 3


@dataclass(frozen=True)
class TypedName:
    """The parts of a typed name in their order: "J. v.d. Berg" is j, van, de-den-der, berg."""

    parts: tuple[Part, ...]

    @classmethod
    def read(cls, text: str) -> "TypedName":
        return cls.of(names.normalise(text).split())

    @classmethod
    def of(cls, words: list[str]) -> "TypedName":
        parts: list[Part] = []
        for number, word in enumerate(words):
            if word == "d" and parts and parts[-1] == "v":
                parts[-1:] = (VAN, DE)
            elif word in ABBREVIATED and number + 1 < len(words):
                parts += ABBREVIATED[word]
            elif word == "het" or (word == "t" and parts and not isinstance(parts[-1], str)):
                parts.append(HET)
            else:
                is_infix = word in names.INFIXES and len(word) > 1  # T. and S. are initials
                parts.append(frozenset({word}) if is_infix else word)
        return cls(tuple(parts))

    @property
    def words(self) -> list[str]:
        return [part for part in self.parts if isinstance(part, str)]

    @property
    def infixes(self) -> list[frozenset[str]]:
        return [part for part in self.parts if not isinstance(part, str)]

    @property
    def to_look_up(self) -> list[str]:
        """The words that are no initials; two letters are looked up only when all are so short."""
        longest = max(map(len, self.words), default=0)
        return [word for word in self.words if len(word) >= min(3, longest) > 1]

    def is_whole(self, key: str) -> bool:
        """Whether each word that was typed is a word of this name, not only a part of one."""
        return set(self.to_look_up) <= set(key.split())

    @property
    def without_infixes(self) -> "TypedName":
        return TypedName(tuple(self.words))

    def forms(self) -> Iterator[tuple[tuple[Part, ...], tuple[Part, ...]]]:
        """How the register may have it: last name and given names, and the infix behind them.

        Each place between two parts may be where the last name begins; whoever types the last
        name first, as the register does, is read at the first place.
        """
        for place in range(len(self.parts)):
            given, last = self.parts[:place], self.parts[place:]
            if not all(isinstance(part, str) for part in given):
                break
            own = next((n for n, part in enumerate(last) if isinstance(part, str)), 0)
            yield last[own:] + given, last[:own]

    def starts(self) -> list[str]:
        """With what the key of the name may begin."""
        return unique(text for name, _ in self.forms() for text in written(name))

    def exact_keys(self) -> list[str]:
        """The keys of whoever has exactly this name."""
        return unique(
            text
            for name, infix in self.forms()
            for key in (name + infix, infix + name)  # an infix may be part of the last name
            for text in written(key)
        )

    def other_ways(self) -> Iterator["TypedName"]:
        """The same letters with a space more or less: El Amrani, Elamrani."""
        words = [part if isinstance(part, str) else min(part, key=len) for part in self.parts]
        for number, word in enumerate(words):
            for glued, apart in GLUED.items():
                rest = word.removeprefix(glued)
                if rest != word and len(rest) >= SHORTEST_REST:
                    yield TypedName.of([*words[:number], *apart, rest, *words[number + 1 :]])
            if number:
                joined = words[number - 1] + word
                yield TypedName.of([*words[: number - 1], joined, *words[number + 1 :]])


def written(parts: tuple[Part, ...]) -> Iterator[str]:
    """The parts as text, once for each spelling of the infixes."""
    spellings = [[part] if isinstance(part, str) else sorted(part) for part in parts]
    return map(" ".join, product(*spellings))


def unique(texts: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(texts))
