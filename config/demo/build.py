"""The whole demo world, in the order in which things can happen."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from accounts.actors import Actor
from accounts.models import User
from accreditation import reminders
from config.demo import (
    access,
    applications,
    availability,
    cases,
    complaints,
    consultations,
    courses,
    dossiers,
    editions,
    ends,
    evidence,
    feedback,
    guilds,
    invited,
    launch,
    learning,
    mentors,
    more_time,
    nights,
    organisations,
    pilots,
    post,
    programmes,
    quality,
    shares,
    talks_held,
    visits,
    world,
)
from config.demo.world import World
from kit import clock
from outbox.models import Job, Letter
from register import badges
from register.models import Certificate, Registration

RECENT_DAYS = 20


def is_empty() -> bool:
    return not User.objects.exists()


@transaction.atomic
def build(today: date) -> World:
    """Build the world as it is on `today`. Letters and certificates of the past are done."""
    made = World(today)
    world.add_people(made)
    cases.add_chambers(made)
    crowd = made.crowd
    named = made.users
    parts = iter(
        [crowd[:120], crowd[120:150], crowd[150:175], crowd[175:210], crowd[210:225], crowd[225:]]
    )
    consultations.add_adopted(made)
    programmes.add_the_first(made)
    world.add_staff_registrations(made)
    regular = next(parts)
    world.add_registrations(made, regular)
    world.admit(made, named["samira"], made.days_ago(950), place=made.by_code["GM0344"])
    world.admit(made, named["piet"], made.days_ago(700))
    world.admit(made, named["ngozi"], made.days_ago(12))
    world.add_open_applications(made, next(parts))
    world.add_other_statuses(made, next(parts))
    cases.suspend(made, world.admit(made, crowd[240], made.days_ago(500)))
    cases.remove(made, world.admit(made, crowd[241], made.days_ago(800)))
    dossiers.add_named_dossiers(made)
    evidence.add_evidence(made)
    shares.add_shares(made)
    talks_held.add_cycles(made, next(parts))
    talks_held.add_near_the_end(made, next(parts))
    talks_held.add_offers(made)
    talks_held.add_welcome_talks(made)
    availability.add_availability(made)
    applications.add_applications(made)
    dossiers.add_dossiers(made, regular[:60])
    dossiers.add_groups(made, regular[:80])
    add_what_people_learn(made, regular)
    consultations.add_acceptances(made)
    consultations.add_open(made)
    cases.add_cases(made, next(parts))
    quality.add_quality(made, lend=crowd[150:152])
    access.add_open_reset(made)
    access.add_role_proposal(made)
    invited.add_lists(made)
    organisations.add_organisation(made)
    programmes.add_programmes(made)
    add_turns(made, regular)
    more_time.add_other_ways(made, crowd[205], crowd[206])
    complaints.add_complaints(made)
    give_a_badge(made)
    add_plans_of_the_desk(made)
    let_the_night_pass(made)
    post.add_post(made)
    nights.let_terms_pass(made)
    return made


def let_the_night_pass(made: World) -> None:
    with clock.standing_at(world.noon(made.today)):
        reminders.write_due(made.today)
    world.publish(made)
    editions.changes_since_last_night(made)
    close_the_past(made)


def add_what_people_learn(made: World, regular: list[User]) -> None:
    learning.add_learning(made)
    mentors.add_mentors(made)
    visits.add_visits(made)
    feedback.add_feedback(made)
    guilds.add_guilds(made, regular[20:100])
    courses.add_courses(made, regular[40:60])


def add_turns(made: World, regular: Sequence[User]) -> None:
    """What happens in a life: somebody died, others have another name."""
    died, married, legal = (
        Registration.objects.get(person=regular[nth]) for nth in (100, 101, 102)
    )
    ends.add_ends(made, died)
    ends.add_names(made, married, legal)


def give_a_badge(made: World) -> None:
    """Ngozi put her registration in a digital wallet."""
    certificate = Certificate.objects.get(registration__person=made.users["ngozi"])
    badges.give(certificate, today=made.today, by=Actor.self(made.users["ngozi"]))


def add_plans_of_the_desk(made: World) -> None:
    """What staff plan ahead: lots for first periods, and a pilot."""
    launch.add_draws(made)
    pilots.add_pilot(made)


def close_the_past(made: World) -> None:
    """What was written before the last weeks was mailed then; only recent post is still to go."""
    recent = world.noon(made.days_ago(RECENT_DAYS))
    old = Letter.objects.filter(written_at__lt=recent)
    sent = [f"letter:{pk}" for pk in old.values_list("pk", flat=True)]
    Job.objects.filter(key__in=sent).update(done_at=clock.now(), attempts=1)
    for letter in old:
        letter.accepted_at = letter.read_at = letter.written_at
    Letter.objects.bulk_update(old, ["accepted_at", "read_at"], batch_size=500)
    put_certificates_behind(made)


def put_certificates_behind(made: World) -> None:
    """Of the unnamed people nobody waits for the certificate: what visitors do goes first."""
    named = [user.pk for user in made.users.values()]
    others = Certificate.objects.exclude(registration__person__in=named)
    keys = [f"certificate:{pk}" for pk in others.values_list("pk", flat=True)]
    Job.objects.filter(key__in=keys).update(background=True)
