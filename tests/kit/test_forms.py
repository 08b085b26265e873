"""The form renderer: label, hint and error belong to the control, and the server speaks Dutch."""

from django import forms
from django.template import Context, Template

from kit.forms import CardRadioSelect, DateInput, TextareaWithCounter


class ExampleForm(forms.Form):
    title = forms.CharField(
        label="Titel",
        help_text="Kort is goed",
        error_messages={"required": "Geef een titel"},
        widget=forms.TextInput(attrs={"placeholder": "weg ermee"}),
    )
    on = forms.DateField(label="Datum", widget=DateInput, required=False)
    story = forms.CharField(max_length=50, widget=TextareaWithCounter, required=False)
    place = forms.ChoiceField(
        choices=[("online", "Online"), ("here", "Hier")],
        widget=CardRadioSelect(hints={"online": "Je krijgt een link."}),
    )
    agreed = forms.BooleanField(label="Akkoord", required=False)

    def clean(self):
        raise forms.ValidationError("Dit past niet bij elkaar")


def summary(form: forms.Form) -> str:
    return Template("{% error_summary form %}").render(Context({"form": form}))


def test_hint_and_error_are_tied_to_the_control():
    html = ExampleForm({})["title"].as_field_group()
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html


def test_the_optional_is_marked_and_the_browser_does_not_judge():
    form = ExampleForm()
    assert "(niet verplicht)" in form["on"].as_field_group()
    assert "(niet verplicht)" not in form["title"].as_field_group()
    assert "required" not in str(form["title"])


def test_no_placeholders():
    assert "placeholder" not in str(ExampleForm()["title"])


def test_a_date_is_given_to_the_browser_as_iso():
    html = str(ExampleForm(initial={"on": "2026-11-12"})["on"])
    assert 'type="date"' in html
    assert 'value="2026-11-12"' in html


def test_a_counted_text_is_not_cut_off_by_the_browser():
    html = str(ExampleForm()["story"])
    assert 'data-limit="50"' in html
    assert "maxlength" not in html
    assert 'id="id_story_left" role="status"' in html


def test_cards_explain_their_choices():
    html = ExampleForm()["place"].as_field_group()
    assert "rk-choices--cards" in html
    assert html.count("rk-choice__hint") == 1
    assert "<legend>" in html


def test_one_checkbox_has_one_label():
    html = ExampleForm()["agreed"].as_field_group()
    assert html.count("<label") == 1
    assert html.count("Akkoord") == 1


def test_the_summary_links_to_each_field_and_takes_the_focus():
    html = summary(ExampleForm({}))
    assert "data-focus" in html
    assert '<a href="#id_title">Geef een titel</a>' in html
    assert 'href="#id_place_0"' in html
    assert "<li>Dit past niet bij elkaar</li>" in html


def test_no_errors_no_summary():
    assert summary(ExampleForm()).strip() == ""
