"""The demo world's words: whole, unique, without a person's data and without points."""

import csv
import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from accreditation.models.reports import Advice, ReportTheme
from config.demo import people, stories, talks
from kit.client_data import find_bsn
from portfolios.dossier.models.activities import LearningActivity
from portfolios.together.models.sessions import IntervisionSession
from register.models.organisations import KindOfWork
from register.reference import code_of_conduct, competency_profile, organisations

COMPETENCY_CODES = {competency.code for competency in competency_profile.COMPETENCIES}
POINTS = re.compile(r"\d+ (van|/|uit) \d+|%|\b(score|punten|procent)\b", re.IGNORECASE)


def texts(value: Any) -> Iterator[str]:
    """Every text in a tree of dataclasses, tuples and dicts."""
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, dict):
        yield from texts(tuple(value) + tuple(value.values()))
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)


def contents(module: Any) -> list[str]:
    return list(texts({name: getattr(module, name) for name in dir(module) if name.isupper()}))


def municipalities() -> dict[str, dict[str, str]]:
    path = Path(organisations.__file__).with_name("gemeenten.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def test_everybody_has_a_name_and_an_address_of_their_own():
    names = [*people.NAMES, *(person.name for person in people.NAMED_PEOPLE)]
    assert len(people.NAMES) >= 240
    assert len(set(names)) == len(names)
    addresses = [person.email for person in people.NAMED_PEOPLE]
    addresses += [people.mail_address(name) for name in people.NAMES]
    assert len(set(addresses)) == len(addresses)
    assert all(re.fullmatch(r"[a-z]+(\.[a-z]+)*@example\.org", address) for address in addresses)


def test_named_people_have_a_known_role_and_a_real_place():
    places = municipalities()
    assert len({person.key for person in people.NAMED_PEOPLE}) == len(people.NAMED_PEOPLE)
    for person in people.NAMED_PEOPLE:
        assert person.role in people.ROLES
        assert person.employer == "" or person.employer in places


def test_the_committee_is_its_two_chambers():
    committee = [person.key for person in people.NAMED_PEOPLE if person.role == "committee"]
    assert sorted(committee) == sorted(key for keys in people.CHAMBERS.values() for key in keys)
    assert [len(keys) for keys in people.CHAMBERS.values()] == [3, 3]


def test_there_is_enough_to_fill_portfolios():
    assert len(stories.LEARNING_GOALS) >= 25
    assert len(stories.ACTIVITIES) >= 70
    assert len(stories.STORIES) >= 24
    assert len(stories.INTERVISION_SESSIONS) >= 20
    assert len(set(stories.GROUP_NAMES)) == len(stories.GROUP_NAMES) >= 12
    assert len(talks.WORK_SENTENCES) >= 20
    assert len(talks.QUESTIONS_BACK) >= 8
    assert len(talks.REPORTS) >= 12
    assert len(talks.OWN_WORDS) >= 12


def test_titles_are_unique_and_short_enough():
    for items in (stories.LEARNING_GOALS, stories.ACTIVITIES, stories.STORIES):
        titles = [item.title for item in items]
        assert len(set(titles)) == len(titles)
        assert max(map(len, titles)) <= 200
    assert max(len(sentence.text) for sentence in talks.WORK_SENTENCES) <= 400
    assert max(len(session.theme) for session in stories.INTERVISION_SESSIONS) <= 300


def test_every_competency_exists_and_is_used():
    used = {
        code for item in (*stories.LEARNING_GOALS, *stories.STORIES) for code in item.competencies
    }
    assert used == COMPETENCY_CODES


def test_codes_are_those_of_the_models():
    kinds = {activity.kind for activity in stories.ACTIVITIES}
    assert kinds == set(LearningActivity.Kind.values)
    methods = {item.method for item in stories.INTERVISION_SESSIONS}
    assert methods | {method.code for method in stories.METHODS} == set(
        IntervisionSession.Method.values
    )
    assert {kind for item in talks.WORK_SENTENCES for kind in item.kinds} == set(KindOfWork.values)


def test_reports_speak_about_every_theme_in_words():
    titles = {story.title for story in stories.STORIES}
    for report in talks.REPORTS:
        assert report.advice in Advice.values
        assert [theme.theme for theme in report.themes] == ReportTheme.Theme.values
        assert all(texts(report.themes))
        assert bool(report.agreements) == (report.advice in {"renew_with_agreements", "more_time"})
        assert set(report.stories) <= titles


def test_no_part_of_a_story_is_empty_or_too_long():
    for story in stories.STORIES:
        for text in texts(story):
            assert 0 < len(text.split()) <= 120, story.title


@pytest.mark.parametrize(
    "module",
    [people, stories, talks, code_of_conduct, competency_profile, organisations],
    ids=lambda module: module.__name__,
)
def test_no_citizen_number_and_no_points(module):
    for text in contents(module):
        assert find_bsn(text) is None, text
        assert not POINTS.search(text), text


def test_code_of_conduct_is_numbered_and_short():
    numbers = [article.number for article in code_of_conduct.ARTICLES]
    assert numbers == list(range(1, len(numbers) + 1))
    assert 8 <= len(numbers) <= 10


def test_competency_profile_has_seven_areas_with_unique_codes():
    assert len(competency_profile.RESULT_AREAS) == 7
    assert len(COMPETENCY_CODES) == len(competency_profile.COMPETENCIES) == 12
    for area in competency_profile.RESULT_AREAS:
        for competency in area.competencies:
            assert competency.code.startswith(area.code)
            assert len(competency.indicators) >= 3


def test_joint_services_have_members_in_their_own_province():
    places = municipalities()
    assert len(places) == 342
    members = [code for service in organisations.JOINT_SERVICES for code in service.members]
    assert len(set(members)) == len(members)
    for service in organisations.JOINT_SERVICES:
        assert {places[code]["province"] for code in service.members} == {service.province}
    names = [item.name for item in (*organisations.JOINT_SERVICES, *organisations.AGENCIES)]
    assert len({*names, organisations.UWV.name}) == len(names) + 1
