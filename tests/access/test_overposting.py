"""No form takes more than it names: fields of all models beside its own change nothing."""

import pytest

pytestmark = pytest.mark.django_db


def test_what_a_form_does_not_name_lands_nowhere(answers):
    landed = {each.form.name: each.landed for each in answers.overposts if each.landed}
    assert not landed, landed


def test_and_the_answer_is_the_same(answers):
    """A form that took a field would find the made-up value wrong, or lead elsewhere."""
    other = {
        each.form.name: (each.plain.status, each.added.status, each.added.error[:200])
        for each in answers.overposts
        if each.plain.status != each.added.status
    }
    assert not other, other


def test_every_form_was_posted_and_many_were_taken(answers):
    """Otherwise the tests above only looked at forms with errors."""
    taken = [each.form.name for each in answers.overposts if each.plain.status == 302]
    assert len(taken) > len(answers.overposts) // 4, taken
    assert min(each.names for each in answers.overposts) > 400
