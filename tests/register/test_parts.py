"""Two versions side by side: which parts differ, and by which words."""

from register.models import RegisterScheme
from register.parts import Part, differences
from register.scheme_rules import BY_FIELD

OLD = [
    Part("artikel-1", "1. Respect", "Ik ontvang iedereen als mens."),
    Part("artikel-2", "2. Regie", "De inwoner kiest."),
    Part("artikel-3", "3. Macht", "Ik zeg waar ik over ga."),
]


def test_only_what_differs_is_a_difference():
    assert differences(OLD, list(OLD)) == []


def test_an_article_that_goes_does_not_change_the_ones_after_it():
    moved = Part("artikel-2", "2. Macht", OLD[2].text)
    (renumbered, gone) = differences(OLD, [OLD[0], moved])
    assert (renumbered.kind, gone.kind) == ("changed", "gone")
    assert renumbered.before == OLD[2]
    assert gone.part == OLD[1]


def test_of_a_short_text_the_whole_is_shown():
    (change,) = differences(
        [Part("x", "Termijn", "42, 14 dagen")], [Part("x", "Termijn", "7 dagen")]
    )
    assert [each.text for each in change.text_words] == ["42, 14 dagen", " ", "7 dagen"]


def test_every_rule_of_the_scheme_has_words():
    """A new number in RegisterScheme needs a line in scheme_rules.RULES."""
    own = {field.name for field in RegisterScheme._meta.concrete_fields}
    assert own - {"id", "version", "in_force_from", "based_on"} == set(BY_FIELD)


def test_numbers_read_as_dutch():
    scheme = RegisterScheme()
    words = {part.key: part.text for part in scheme.parts()}
    assert words["cycle_years"] == "4 jaar"
    assert words["reminder_months"] == "12, 6 en 3 maanden"
    assert words["sample_percent"] == "2,5 procent"
    assert words["no_pause_months"] == "3 maanden"
    assert words["routes"].endswith("en een diploma uit een ander land")
