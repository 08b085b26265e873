"""People with a dossier and an intervision group."""

import pytest
from django.utils.text import slugify

from portfolios.dossier import plans, stories
from portfolios.dossier.models import LearningActivity
from portfolios.knowledge import guilds
from portfolios.themes.models import Theme
from portfolios.together import groups
from register.models import Competency
from tests.makers import method_cards, people


@pytest.fixture
def make_goal(scheme, today):
    def make(owner, title="Beter doorvragen", **words):
        return plans.add_goal(owner, today=today, scheme=scheme, title=title, **words)

    return make


@pytest.fixture
def make_activity(today, now):
    def make(owner, title="Training doorvragen", **facts):
        given = {"kind": "course", "happened_on": today, "captured_at": now} | facts
        return LearningActivity.objects.create(owner=owner, title=title, **given)

    return make


@pytest.fixture
def make_story(now):
    def make(owner, **texts):
        story = stories.start(owner, now=now)
        return stories.save(story, version=story.version, now=now, **texts)

    return make


@pytest.fixture
def make_theme(db):
    def make(title="Jongeren"):
        made, _ = Theme.objects.get_or_create(title=title, defaults={"code": slugify(title)})
        return made

    return make


@pytest.fixture
def guild(owner, peer, make_theme, today):
    """Of the owner, who is turned to, and a peer."""
    facts = {"name": "Gilde jongeren", "theme": make_theme("Jongeren"), "words": "Wij zoeken."}
    made = guilds.start(facts, founder=owner, today=today)
    guilds.join(made, person=peer, today=today)
    return made


@pytest.fixture
def readers(db, now):
    """Two people of two other organisations."""
    found = (people.person("Kees", "Lezer"), people.person("Rosa", "Lezer"))
    for person, place in zip(found, ("Zuidoever", "Westkapel"), strict=True):
        method_cards.works(person, place, now=now)
    return found


@pytest.fixture
def writers(owner, peer, guild, now):
    """The members of the guild, with the places where they work."""
    method_cards.works(owner, "Lindehoven", now=now)
    method_cards.works(peer, "Noordwolde", now=now)
    return owner, peer


@pytest.fixture
def draft(guild, writers, now):
    return method_cards.written(guild, by=writers[0], now=now)


@pytest.fixture
def card(guild, writers, readers, now):
    """A published version."""
    return method_cards.published(guild, by=writers[0], readers=readers, now=now)


@pytest.fixture
def make_dossier(make_goal, make_activity, make_story):
    """A goal with an activity and a story, all with this word in their titles."""

    def make(owner, word):
        goal = make_goal(owner, f"Doel {word}", competencies=Competency.objects.all()[:2])
        make_activity(owner, f"Activiteit {word}").goals.add(goal)
        make_story(owner, title=f"Verhaal {word}", signal="Iets", goals=[goal])
        return goal

    return make


@pytest.fixture
def peer(db):
    return people.person("Fatima", "Yılmaz")


@pytest.fixture
def group(scheme, owner, peer, today):
    made = groups.start("Intervisie Noord", founder=owner, today=today)
    made.members.create(person=peer, from_on=today)
    return made
