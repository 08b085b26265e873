"""A question that is put together once: each who asks gets the own answer."""

from datetime import date

import pytest

from accounts.models import User
from kit.questions import Question
from tests.makers import people

pytestmark = pytest.mark.django_db


def by_key(owner: int, day: date):
    return User.objects.filter(pk=owner, joined_at__date__gte=day).values_list("email", "pk")


def test_each_gets_the_own_answer_and_it_is_put_together_once(owner, stranger):
    built = []
    question = Question(lambda **marks: built.append(1) or by_key(**marks), owner=-1, day=date.min)
    for person in (owner, stranger, owner):
        assert question.ask(owner=person.pk, day=date(2000, 1, 1)) == [(person.email, person.pk)]
    assert question.ask(owner=owner.pk, day=date(9999, 1, 1)) == []
    assert len(built) == 1


def test_a_mark_that_stands_nowhere_is_a_mistake():
    with pytest.raises(ValueError, match="today"):
        Question(lambda owner, today: by_key(owner, date.max), owner=-1, today=date.min).ask()


def test_a_value_that_was_forgotten_is_not_asked_for(owner):
    with pytest.raises(KeyError):
        Question(by_key, owner=-1, day=date.min).ask(owner=people.person("A", "B").pk)
