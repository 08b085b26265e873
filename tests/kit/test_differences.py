"""Two texts in one: nothing lost, nothing added, and never long to wait for."""

from hypothesis import given
from hypothesis import strategies as st

from kit.differences import compare

TEXT = st.text(alphabet="ab \n.", max_size=30)
LONG = " ".join(f"Op dag {day} zei zij niets, en ik wachtte." for day in range(400))


def test_words_that_change_stand_beside_each_other():
    words = compare("Ik ontvang iedereen als mens.", "Ik ontvang ieder mens als mens.")
    assert [(each.kind, each.text) for each in words] == [
        ("kept", "Ik ontvang "), ("gone", "iedereen"), ("new", "ieder mens"),
        ("kept", " als mens."),
    ]  # fmt: skip


@given(TEXT, TEXT)
def test_nothing_is_lost_or_added_by_comparing(before, after):
    words = compare(before, after)
    old = "".join(each.text for each in words if each.kind != "new")
    new = "".join(each.text for each in words if each.kind != "gone")
    assert "".join(old.split()) == "".join(before.split())
    assert "".join(new.split()) == "".join(after.split())


def test_a_long_text_is_compared_too():
    words = compare(LONG, LONG.replace("dag 200 zei", "dag 200 vroeg"))
    assert [each.text for each in words if each.kind != "kept"] == ["zei", "vroeg"]
