"""The template tags: what they draw, and that nothing a person typed becomes markup."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template

from kit.templatetags import ui

EVIL = "<script>1</script>"


def draw(source: str, **context) -> str:
    return Template(source).render(Context(context))


@dataclass
class Item:
    title: str
    note: str = ""
    state: str = "todo"
    on: date | None = None


@pytest.mark.parametrize(
    "source",
    [
        "{% badge text %}",
        "{% card title=text icon='user' %}{{ text }}{% endcard %}",
        "{% alert title=text %}{{ text }}{% endalert %}",
        "{% empty title=text %}{{ text }}{% endempty %}",
        "{% disclosure summary=text %}{{ text }}{% enddisclosure %}",
        "{% breadcrumbs text text text %}",
        "{% action icon='user' title=text url=text note=text %}",
        "{% steps items %}",
        "{% timeline items %}",
    ],
)
def test_what_a_person_typed_is_never_markup(source):
    html = draw(source, text=EVIL, items=[Item(EVIL, EVIL)])
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_an_icon_is_decoration_and_is_not_escaped_in_a_heading():
    html = draw("{% card title='Contact' icon='mail' %}x{% endcard %}")
    assert '<h2 id="kop-contact"><svg' in html
    assert 'aria-hidden="true"' in html


def test_a_card_is_a_section_named_by_its_heading():
    html = draw("{% card title='Je registratie' tone='tint' id='reg' %}x{% endcard %}")
    assert html == (
        '<section class="rk-card rk-card--tint" id="reg" aria-labelledby="kop-reg">'
        '<h2 id="kop-reg">Je registratie</h2>x</section>'
    )


def test_a_card_without_title_is_a_plain_block():
    assert draw("{% card %}x{% endcard %}") == '<div class="rk-card">x</div>'


def test_breadcrumbs_end_with_the_current_page():
    html = draw("{% breadcrumbs 'Overzicht' '/mijn/' 'Leerplan' %}")
    assert '<li><a href="/mijn/">Overzicht</a></li>' in html
    assert '<li aria-current="page">Leerplan</li>' in html


def test_dates_are_written_out():
    assert ui.date(date(2027, 4, 14)) == '<time datetime="2027-04-14">14 april 2027</time>'
    assert ui.date(None) == ""


def test_moments_are_in_amsterdam():
    summer = datetime(2027, 7, 14, 22, 30, tzinfo=UTC)
    assert "15 juli 2027 om 00.30 uur" in ui.moment(summer)
    assert "15 juli 2027" in ui.date(summer)


def test_a_status_has_words_icon_and_colour():
    html = ui.badge("Geregistreerd", "positive")
    assert "rk-badge--positive" in html
    assert "<svg" in html
    assert "Geregistreerd" in html


def test_an_alert_knows_the_levels_of_messages():
    assert "rk-alert--negative" in draw("{% alert tone='error' %}x{% endalert %}")


def test_steps_say_in_words_where_someone_is():
    html = draw(
        "{% steps items %}", items=[Item("Plan", state="done"), Item("Nu", state="current")]
    )
    assert "(klaar)" in html
    assert 'aria-current="step"' in html
