"""A report without names: who was at the table and where they work."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from accreditation.models import ConversationReport
from kit.names import INFIXES
from portfolios.models import Mentorship
from register.models import Affiliation, NameChange, Registration

PERSON, ASSESSOR, PLACE = "[klantmanager]", "[assessor]", "[organisatie]"
MENTOR = "[mentor]"
# Words in the name of an organisation that say nothing about which one it is.
COMMON = frozenset(["gemeente", "sociale", "dienst", "werkplein", "stichting", "bureau", "regio"])
SHORTEST = 3
CAPITALISED = r"[A-ZÀ-Þ][\w'’-]*"
WRITTEN_NAME = re.compile(rf"{CAPITALISED}(?:(?: [a-z']{{1,4}}){{0,2}} {CAPITALISED})*")


def folded(text: str) -> str:
    """Lower case without accents, sign for sign, so that places in both texts are the same."""
    return "".join(base_of(sign) for sign in text)


def base_of(sign: str) -> str:
    plain = unicodedata.normalize("NFD", sign)[0].lower()
    return plain if len(plain) == 1 else sign


def words_of(name: str) -> Iterator[str]:
    """A name whole, and each part by which somebody is known."""
    yield name.strip()
    for part in re.split(r"[\s\-]+", name):
        if len(part) >= SHORTEST and part.lower() not in INFIXES | COMMON:
            yield part


def names_of(user: Any) -> Iterator[str]:
    """Every name under which this person is or was known."""
    yield from (user.name, user.given_names, f"{user.infix} {user.last_name}", user.last_name)
    for one in Registration.objects.filter(person=user):
        yield from (one.shown_name, one.shown_given_names, one.shown_last_name)
    for before in NameChange.objects.filter(registration__person=user):
        yield from (before.old_given_names, before.old_last_name)
        yield from (before.given_names, before.last_name)


def places_of(user: Any) -> Iterator[str]:
    for work in Affiliation.objects.filter(person=user).select_related("organisation"):
        yield from (work.organisation.name, work.organisation.town)


def mentors_of(person: Any) -> Iterator[str]:
    """Who looks along in a plan of more time: what is written there as a name."""
    reports = ConversationReport.objects.filter(conversation__seats__person=person)
    for words in reports.exclude(mentor="").values_list("mentor", flat=True):
        for found in WRITTEN_NAME.finditer(words):
            is_sentence = found.start() == 0 and words[found.end() :].startswith(" ")
            if " " in found[0] or not is_sentence:  # "Mijn collega" begins no name
                yield found[0]


def names_of_mentors(person: Any) -> Iterator[str]:
    """Of the mentors whom this person has or had in the portal."""
    for pair in Mentorship.objects.filter(mentee=person).select_related("mentor"):
        yield from names_of(pair.mentor)


def names_in(report: ConversationReport) -> dict[str, str]:
    """What to take out, and what to put there."""
    assessor, person = report.conversation.assessor.user, report.concerns
    found: dict[str, str] = {}
    for source, neutral in (
        (mentors_of(person), MENTOR),
        ([*places_of(person), *places_of(assessor)], PLACE),
        (names_of(assessor), ASSESSOR),
        (names_of(person), PERSON),
    ):
        found |= {folded(each): neutral for name in source for each in words_of(name) if each}
    return found


def names_around(person: Any) -> dict[str, str]:
    """What to take out of somebody's own words, where no talk is concerned."""
    found: dict[str, str] = {}
    for source, neutral in (
        ([*mentors_of(person), *names_of_mentors(person)], MENTOR),
        (places_of(person), PLACE),
        (names_of(person), PERSON),
    ):
        found |= {folded(each): neutral for name in source for each in words_of(name) if each}
    return found


def without_names(text: str, names: dict[str, str]) -> str:
    """The text with each name replaced, the longest first, however it is accented or capped."""
    if not names:
        return text
    longest = sorted(names, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest))})(s|'s|’s)?(?!\w)")
    result, end = [], 0
    for match in pattern.finditer(folded(text)):
        result += [text[end : match.start()], names[match[1]]]
        end = match.end()
    return "".join([*result, text[end:]])
