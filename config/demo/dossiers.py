"""What the people of the demo world keep in their dossiers, and learn together."""

from collections.abc import Sequence
from datetime import date, timedelta

from accounts.actors import Actor
from accounts.models import User
from config.demo.stories import (
    ACTIVITIES,
    GROUP_NAMES,
    INTERVISION_SESSIONS,
    LEARNING_GOALS,
    STORIES,
    StoryText,
)
from config.demo.world import World, noon
from portfolios.dossier import removal, stories
from portfolios.models import (
    GroupMember,
    IntervisionGroup,
    IntervisionPresence,
    IntervisionSession,
    LearningActivity,
    LearningGoal,
    LearningPlan,
    LearningStory,
)
from portfolios.together import finding, meetings
from register.models import Competency, Registration

DAYS_OF_A_CYCLE = 900
SOON = 100  # days
A_LINK = "https://example.org/artikel"
NOTICES = (
    {"theme": "Jongeren die niet meer op school zitten", "kinds_of_work": ["youth", "work"],
     "province": "Gelderland", "places": 2,
     "words": "We zien elkaar elke zes weken op dinsdag. We lopen graag een rondje."},
    {"theme": "Schulden en schaamte", "kinds_of_work": ["debt", "income"], "online": True,
     "places": 1, "words": "Online, anderhalf uur. We beginnen altijd met een echte situatie."},
)  # fmt: skip


def add_dossiers(world: World, people: Sequence[User]) -> None:
    """A believable dossier for each: some goals, activities and stories, in the past years."""
    for user in people:
        fill(world, user, goals=2, activities=world.dice.randint(2, 8), stories=1)


def fill(world: World, user: User, *, goals: int, activities: int, stories: int) -> None:
    chosen = add_goals(world, user, goals)
    add_activities(world, user, activities, chosen)
    texts = world.dice.sample(STORIES, stories)
    add_stories(world, user, texts, chosen)


def days_kept(world: World, user: User) -> int:
    """For how long somebody keeps a dossier: at most since the registration began."""
    registration = Registration.objects.filter(person=user).first()
    since = registration.since_on if registration else date.min
    return min(DAYS_OF_A_CYCLE, (world.today - since).days)


def add_goals(world: World, user: User, count: int) -> list[LearningGoal]:
    days = days_kept(world, user)
    started = world.days_ago(days)
    soon = (5, 60) if days > 2 * SOON else (0, days // 2)
    plan = LearningPlan.objects.create(owner=user, started_on=started)
    codes = dict(Competency.objects.values_list("code", "pk"))
    goals: list[LearningGoal] = []
    about: set[str] = set()
    for text in world.dice.sample(LEARNING_GOALS, count):
        goal = plan.goals.create(
            title=text.title,
            for_whom=text.for_whom,
            how_noticed=text.how_noticed,
            added_on=started + timedelta(days=world.dice.randint(*soon)),
        )
        for code in text.competencies:  # a plan is about a few
            if code in about or len(about) < world.scheme.goals_competencies:
                about.add(code)
                goal.competencies.add(codes[code])
        goals.append(goal)
    plan.competencies.set([codes[code] for code in about])
    return goals


def add_activities(
    world: World, user: User, count: int, goals: Sequence[LearningGoal]
) -> list[LearningActivity]:
    days = days_kept(world, user)
    made = LearningActivity.objects.bulk_create(
        LearningActivity(
            owner=user,
            kind=text.kind,
            title=text.title,
            note=text.note,
            links=[A_LINK] if text.kind == LearningActivity.Kind.READ else [],
            to_finish=world.dice.random() < 0.1,
            happened_on=(day := some_day(world, days)),
            captured_at=noon(day),
        )
        for text in world.dice.sample(ACTIVITIES, count)
    )
    links = LearningActivity.goals.through
    links.objects.bulk_create(
        links(learningactivity=activity, learninggoal=world.dice.choice(goals))
        for activity in made
        if world.dice.random() < 0.7
    )
    return made


def add_stories(
    world: World, user: User, texts: Sequence[StoryText], goals: Sequence[LearningGoal]
) -> None:
    for text in texts:
        day = some_day(world, days_kept(world, user))
        story = LearningStory.objects.create(
            owner=user,
            title=text.title,
            **{part: getattr(text, part) for part in LearningStory.PARTS},
            started_at=noon(day),
            updated_at=noon(day),
        )
        story.goals.set(goals[:1])


def some_day(world: World, days: int) -> date:
    """Not in the first weeks, when there were any others."""
    return world.days_ago(world.dice.randint(2, max(days - SOON, days // 2, 2)))


def add_named_dossiers(world: World) -> None:
    """Samira's rich dossier, with a story she is still writing; the others have enough."""
    samira = world.users["samira"]
    fill(world, samira, goals=3, activities=24, stories=4)
    add_story_in_the_making(world, samira)
    add_thrown_away(world, samira)
    for key in ("joost", "ayse", "tomasz", "deniz", "anneke", "piet", "chantal", "hawa",
                "liesbeth"):  # fmt: skip
        fill(world, world.users[key], goals=2, activities=9, stories=2)
    fill(world, world.users["ngozi"], goals=1, activities=2, stories=0)


def add_story_in_the_making(world: World, user: User) -> None:
    """Written in two sittings, so there is an earlier version to look back at."""
    text, first = STORIES[0], noon(world.days_ago(4))
    story = stories.start(user, now=first)
    story = stories.save(
        story, version=story.version, now=first, title=text.title, signal=text.signal
    )
    stories.save(
        story,
        version=story.version,
        now=noon(world.days_ago(3)),
        signal=text.signal.split(". ")[0] + ". Dat bleef ik de hele dag horen.",
        analysis=text.analysis,
        lenses={"sources": {"ways": ["practice", "client"], "words": "Ik had het haar gevraagd."}},
    )


def add_thrown_away(world: World, user: User) -> None:
    text, day = ACTIVITIES[0], world.days_ago(6)
    activity = LearningActivity.objects.create(
        owner=user, kind=text.kind, title=text.title, happened_on=day, captured_at=noon(day)
    )
    removal.throw_away(activity, now=noon(world.days_ago(2)))


def add_groups(world: World, crowd: Sequence[User]) -> None:
    """Intervision groups of six people, meeting now and then."""
    samira, shaida = world.users["samira"], world.users["shaida"]
    for number, name in enumerate(GROUP_NAMES):
        members = list(world.dice.sample(crowd, 6))
        if number == 0:
            members[:2] = [samira, shaida]
        add_group(world, name, members)
    add_plans(world)


def add_plans(world: World) -> None:
    """Samira's group meets soon and asks for another date; two other groups have a place."""
    mine, *others = IntervisionGroup.objects.order_by("pk")
    founder = Actor.self(mine.members.get(moderates=True).person)
    soon = noon(world.days_ago(2)) + timedelta(days=11)
    days = [soon + timedelta(days=more) for more in (0, 42, 43, 49)]
    with world.on(world.days_ago(2)):
        now = noon(world.days_ago(2))
        place = "Het Raadhuis, kamer 3"
        meetings.propose(mine, days[:1], minutes=90, place=place, now=now, by=founder)
        poll = meetings.propose(mine, days[1:], minutes=90, place=place, now=now, by=founder)
        for member in list(mine.members.select_related("person"))[:3]:
            answers = {one.pk: world.dice.choice(("yes", "maybe", "no"))
                       for one in poll.moments.all()}  # fmt: skip
            meetings.answer(poll, answers, person=member.person)
        for group, facts in zip(others, NOTICES, strict=False):
            by_person = group.members.get(moderates=True).person
            finding.publish(group, facts, by_person=by_person, today=world.days_ago(2))


def add_group(world: World, name: str, members: Sequence[User]) -> None:
    started = world.days_ago(700)
    group = IntervisionGroup.objects.create(name=name, started_on=started)
    GroupMember.objects.bulk_create(
        GroupMember(group=group, person=person, moderates=not place, from_on=started)
        for place, person in enumerate(members)
    )
    for text, days in zip(world.dice.sample(INTERVISION_SESSIONS, 5), (15, 75, 140, 260, 400),
                          strict=True):  # fmt: skip
        held_on = world.days_ago(days + world.dice.randint(0, 20))
        session = IntervisionSession.objects.create(
            group=group,
            held_on=held_on,
            method=text.method,
            theme=text.theme,
            logged_by=members[0],
            logged_at=noon(held_on),
        )
        IntervisionPresence.objects.bulk_create(
            IntervisionPresence(
                session=session,
                person=person,
                present=place < 2 or world.dice.random() < 0.85,
                own_line=text.private_line if place == 0 else "",
            )
            for place, person in enumerate(members)
        )
