"""A BSN is not kept, unless its writer says that it is none."""

import pytest
from django import forms
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from kit.client_data import WEIGHTS, is_bsn
from portfolios.text import WrittenForm, bsn_like, long_text

BSN = "123456782"
words = st.text(alphabet=st.characters(exclude_categories=["Nd", "Cs"]), max_size=20)


class NoteForm(WrittenForm):
    note = long_text("Notitie")


def eleven_proof(front: str) -> str | None:
    """The number of nine digits that begins with these eight, if there is one."""
    rest = sum(w * int(d) for w, d in zip(WEIGHTS, front, strict=False)) % 11
    return f"{front}{rest}" if rest < 10 and int(front) + rest else None


@given(
    st.text(alphabet="0123456789", min_size=8, max_size=8).map(eleven_proof).filter(bool),
    st.sampled_from(["", ".", "-", " "]),
    words,
    words,
)
def test_every_number_of_nine_digits_that_passes_the_eleven_test_is_found(
    number, sign, before, after
):
    assert is_bsn(number)
    written = sign.join([number[:4], number[4:6], number[6:]])
    assert number in bsn_like(f"{before} {written} {after}")
    form = NoteForm({"note": f"{before}{written}{after}".replace("\x00", "")})
    assert not form.is_valid()


def test_each_number_in_a_text_is_found():
    assert bsn_like(f"eerst {BSN}, dan 111222333") == {BSN, "111222333"}


@pytest.mark.parametrize("text", ["2026-11-22", "123456789", "", "geen getal", "Op 14 maart 2025"])
def test_other_numbers_are_kept(text):
    assert NoteForm({"note": text}).is_valid()


def test_the_error_is_kind_and_does_not_repeat_the_number():
    form = NoteForm({"note": f"Haar nummer is {BSN}."})
    assert not form.is_valid()
    assert "burgerservicenummer" in str(form.errors)
    assert BSN not in str(form.errors)


def test_the_checkbox_is_shown_only_when_there_is_something_to_ask():
    assert not NoteForm().asks_about_bsn
    assert not NoteForm({"note": "Rustig gesprek."}).asks_about_bsn
    assert NoteForm({"note": BSN}).asks_about_bsn


def test_a_number_that_its_writer_marked_is_kept_and_not_asked_again():
    assert NoteForm({"note": BSN, "no_bsn": "on"}).is_valid()
    assert NoteForm({"note": f"Toch {BSN}."}, initial={"note": BSN}).is_valid()
    assert not NoteForm({"note": f"{BSN} en 111222333"}, initial={"note": BSN}).is_valid()


def test_the_questions_about_the_text_come_last():
    assert list(NoteForm().fields) == ["note", "no_bsn", "looked"]


def test_what_may_tell_who_a_client_is_is_marked_and_the_writer_decides():
    form = NoteForm({"note": "Gisteren sprak ik mevrouw Yildirim over haar zoon."})
    assert not form.is_valid()
    (doubt,) = form.doubts
    around = (doubt.before, doubt.found.text, doubt.after)
    assert around == ("Gisteren sprak ik ", "mevrouw Yildirim", " over haar zoon.")
    assert form.asks_to_look
    assert not form.asks_about_bsn
    assert NoteForm({"note": form.data["note"], "looked": "on"}).is_valid()
    assert NoteForm(form.data, initial={"note": form.data["note"]}).is_valid()
    assert NoteForm(form.data, quietly=True).is_valid()


def test_a_place_is_replaced_everywhere_in_its_field_by_one_press():
    typed = QueryDict(mutable=True)
    typed["note"] = "Fatima kwam. Ik gaf Fatima koffie, en Omar ook."
    typed["replace"] = "note:Fatima"
    form = NoteForm(typed)
    assert not form.is_valid()
    assert [doubt.found.text for doubt in form.doubts] == ["Omar"]
    assert form["note"].value() == "De inwoner kwam. Ik gaf de inwoner koffie, en Omar ook."


@pytest.mark.parametrize("replace", ["", "note", "note:", "other:Fatima", "note:niet"])
def test_a_press_that_makes_no_sense_changes_nothing(replace):
    typed = QueryDict(mutable=True)
    typed.update({"note": "Rustig gesprek.", "replace": replace})
    form = NoteForm(typed)
    assert form.is_valid()
    assert form.cleaned_data["note"] == "Rustig gesprek."


def test_a_long_text_shows_only_the_words_around_a_place():
    form = NoteForm({"note": "voor " * 50 + "Fatima " + "na " * 50})
    form.is_valid()
    assert form.doubts[0].before == "… voor voor voor voor voor voor "
    assert form.doubts[0].after == " na na na na na na …"


def test_many_places_are_shown_as_the_first_few_words_each_once():
    form = NoteForm(
        {"note": "Fatima en Omar. " * 200 + " ".join(f"meneer A{n}ab" for n in range(50))}
    )
    form.is_valid()
    found = [doubt.found.text for doubt in form.doubts]
    assert found[:2] == ["Fatima", "Omar"]
    assert len(found) == len(set(found)) == 12


class ChoiceForm(WrittenForm):
    chosen = forms.MultipleChoiceField(choices=[("123456782", "een kenmerk dat toevallig past")])


def test_a_choice_is_no_text():
    assert ChoiceForm({"chosen": ["123456782"]}).is_valid()
