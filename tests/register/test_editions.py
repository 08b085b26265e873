"""Editions one after another: held back, rebuilt, compared, gone back to; what lies over them."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.actors import Actor
from accounts.models import Role, RoleGrant
from audit.acts import NotAllowed
from kit import clock
from outbox.models import Letter
from register import certificates, differences, editions, holding, publication, search, verification
from register.models import (
    HeldEntry,
    PendingEntry,
    Publication,
    PublicEntry,
    Registration,
    StruckEntry,
)
from register.search import Question
from tests.makers import cases, people, reference

SINCE = date(2025, 1, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def publish(today, now):
    def act(on: date = today):
        return publication.publish(
            today=on, now=now + (on - today), by=Actor.system("register.publish_edition")
        )

    return act


@pytest.fixture
def registration(owner) -> Registration:
    return people.registered(owner, since=SINCE)


@pytest.fixture
def by(desk) -> Actor:
    return Actor(desk, Role.DESK)


@pytest.fixture
def hold(today, now, by):
    def act(registration, *, days=5, on=today):
        return holding.hold(
            registration, reason="De naam klopt niet.", days=days, today=on,
            now=now + (on - today), by=by,
        )  # fmt: skip

    return act


@pytest.fixture
def roll_back(today, now, by):
    def act(older):
        return editions.roll_back(older, reason="Verkeerde namen.", today=today, now=now, by=by)

    return act


def shown(registration) -> str | None:
    entry = search.find(registration.number)
    return entry.status if entry else None


def towns() -> dict[str, str]:
    return dict(PublicEntry.objects.current().values_list("name", "town"))


def is_complete(today) -> bool:
    """What a comparison of everybody finds is what was noted as changed."""
    everybody = differences.since_last_edition(today, everybody=True)
    return everybody.counts == differences.since_last_edition(today).counts


# ---- Only what changed is looked at, and nothing is missed ----


def test_each_way_in_which_facts_change_is_noticed(registration, owner, publish, today, by):
    town = reference.municipality("Duinrade", "Zeeland")
    work = owner.affiliations.get()

    def moves():
        owner.affiliations.filter(pk=work.pk).update(until_on=today)
        owner.affiliations.create(organisation=town, kinds_of_work=["debt"], from_on=today)

    def renames_town():
        town.town = "Nieuwrade"
        town.save()

    def extends():
        registration.periods.update(until_on=date(2033, 1, 1))

    def hides_town():
        registration.show_place(shows_town=False, by=Actor.self(owner))

    def becomes_assessor():
        RoleGrant.objects.create(user=owner, role=Role.ASSESSOR, from_on=today)

    def is_assessor_no_more():
        RoleGrant.objects.filter(user=owner).delete()

    def pauses():
        registration.pause(today=today, by=Actor.self(owner))

    publish()
    for act in (moves, renames_town, extends, hides_town, becomes_assessor, is_assessor_no_more,
                pauses):  # fmt: skip
        act()
        change = differences.since_last_edition(today)
        assert change.counts == {"changed": 1}, act.__name__
        assert is_complete(today)
        assert publish().changed == 1
        assert not differences.since_last_edition(today)
        assert not PendingEntry.objects.exists()


def test_work_that_begins_and_ends_by_the_day_is_noticed(registration, owner, publish, today):
    town = reference.municipality("Duinrade", "Zeeland")
    owner.affiliations.update(until_on=today + timedelta(days=4))
    owner.affiliations.create(
        organisation=town, kinds_of_work=["debt"], from_on=today + timedelta(days=9)
    )
    publish()
    for days, expected in ((3, "Lindehoven"), (4, ""), (8, ""), (9, "Duinrade")):
        publish(today + timedelta(days=days))
        assert towns() == {"Samira El Amrani": expected}, days


def test_a_change_that_is_not_committed_stays_noted(registration, owner, publish, today):
    """Publishing removes the notes that it saw, never one that came meanwhile."""
    publish()
    registration.pause(today=today, by=Actor.self(owner))
    noted = PendingEntry.objects.count()
    assert noted
    assert {row.registration_id for row in PendingEntry.objects.all()} == {registration.pk}
    publish()
    assert not PendingEntry.objects.exists()


def test_differences_are_searched_by_name_number_kind_and_fact(
    registration, owner, stranger, publish, today
):
    other = people.registered(stranger, since=SINCE)
    publish()
    registration.pause(today=today, by=Actor.self(owner))
    other.leave(today=today, by=Actor.self(stranger))

    def found(**question):
        asked = differences.Question(**question)
        return [one.name for one in differences.since_last_edition(today, asked)[0:50]]

    both = ["Samira El Amrani", "Joost van der Meulen"]
    assert found() == both
    assert found(text="amrani") == found(kind="changed") == found(fact="status") == both[:1]
    assert found(text=other.number.lower()) == found(kind="removed") == both[1:]
    assert found(kind="held") == found(fact="town") == found(text="100% iets") == []


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_of_differences_is_one_query(count, publish, today, django_assert_num_queries):
    for number in range(count):
        people.registered(people.person("Nieuw", f"Iemand{number}"), since=SINCE)
    change = differences.since_last_edition(today)
    with django_assert_num_queries(1):
        assert len(change[0:50]) == count


# ---- Holding back ----


def test_what_is_held_back_stays_as_it_was_and_the_person_reads_why(
    registration, owner, publish, hold, today
):
    publish()
    registration.leave(today=today, by=Actor.self(owner))
    held = hold(registration)
    letter = Letter.objects.get(person=owner, kind="register/held_back")
    assert "De naam klopt niet." in letter.body
    assert "30 november 2026" in letter.body
    assert publish().removed == 0
    assert shown(registration) == "registered"
    assert differences.since_last_edition(today).counts == {"held": 1}
    assert publish(held.until_on - timedelta(days=1)).removed == 0
    assert publish(held.until_on).removed == 1
    assert shown(registration) is None
    held.refresh_from_db()
    assert held.status == HeldEntry.Status.ENDED


def test_five_working_days_are_the_most(registration, hold, today):
    held = hold(registration, days=99)
    assert held.until_on == date(2026, 11, 30)
    with pytest.raises(IntegrityError, match="held_for_days_only"), transaction.atomic():
        HeldEntry.objects.update(until_on=today + timedelta(days=8))


def test_what_is_released_goes_along_and_days_never_add_up(registration, hold, publish, now, by):
    held = hold(registration)
    with pytest.raises(NotAllowed, match="al tegengehouden"):
        hold(registration)
    held.release(now=now, by=by)
    with pytest.raises(NotAllowed, match="al eens tegengehouden"):
        hold(registration)
    assert publish().added == 1


def test_a_removal_is_never_held_back(registration, publish, hold, today):
    publish()
    cases.removed(registration, today=today)
    registration.refresh_from_db()
    with pytest.raises(NotAllowed, match="houd je niet tegen"):
        hold(registration)


def test_nobody_holds_back_the_own_entry_or_where_nothing_changes(
    desk, registration, publish, hold
):
    with pytest.raises(NotAllowed, match="over jezelf"):
        hold(people.registered(desk, since=SINCE))
    publish()
    with pytest.raises(NotAllowed, match="verandert niets"):
        hold(registration)


# ---- Rebuilding, comparing, going back ----


def test_each_edition_is_rebuilt_and_has_the_hash_it_had(registration, owner, publish, today):
    publish()
    registration.pause(today=today, by=Actor.self(owner))
    publish()
    registration.refresh_from_db()
    registration.resume(today=today, by=Actor.self(owner))
    publish()
    one, two, three = Publication.objects.order_by("number")
    assert [editions.rebuilt_hash(each) for each in (one, two, three)] == [
        one.sha256, two.sha256, three.sha256,
    ]  # fmt: skip
    assert one.sha256 == three.sha256 != two.sha256
    PublicEntry.objects.filter(edition_from=2).update(town="Elders")
    assert editions.rebuilt_hash(two) != two.sha256
    assert editions.rebuilt_hash(one) == one.sha256


def test_two_editions_are_compared_in_both_directions(
    registration, owner, stranger, publish, today
):
    one = publish()
    registration.pause(today=today, by=Actor.self(owner))
    people.registered(stranger, since=SINCE)
    publish()
    registration.refresh_from_db()
    registration.leave(today=today, by=Actor.self(owner))
    three = publish()
    assert differences.between(one, three).counts == {"added": 1, "removed": 1}
    assert differences.between(three, one).counts == {"added": 1, "removed": 1}
    two = Publication.objects.get(number=2)
    change = differences.between(one, two).of(registration.number)
    assert change.fields == [("status", "registered", "paused")]


def test_a_wrong_edition_is_gone_back_from_at_once(
    registration, owner, stranger, publish, roll_back, today, run_jobs
):
    right = publish()
    Registration.objects.update(shown_last_name="Fout", name_key="fout samira")
    people.registered(stranger, since=SINCE)
    wrong = publish()
    assert (wrong.added, wrong.changed) == (1, 1)
    made = roll_back(right)
    assert (made.added, made.changed, made.removed) == (0, 1, 1)
    assert (made.number, made.sha256, made.entries) == (3, right.sha256, right.entries)
    assert editions.rebuilt_hash(made) == made.sha256
    assert not differences.between(right, made)
    assert [entry.name for entry in search.search(Question(text="samira"))] == ["Samira El Amrani"]
    assert editions.rebuilt_hash(wrong) == wrong.sha256
    run_jobs("register.tell_rolled_back")
    told = Letter.objects.filter(kind="register/rolled_back")
    assert [letter.person for letter in told] == [stranger]  # admitted, and out again


def test_after_going_back_the_night_waits_and_staff_publish(
    registration, publish, roll_back, today, standing_clock
):
    right = publish()
    Registration.objects.update(shown_last_name="Fout")
    publish()
    made = roll_back(right)
    assert publication.waits_until(made) == date(2026, 11, 30)
    publication.publish_tonight()
    assert publication.newest() == made
    Registration.objects.update(shown_last_name="El Amrani")
    assert not differences.since_last_edition(today)
    Registration.objects.update(shown_last_name="El Amrani-Bos")
    standing_clock.move_to("2026-11-30T02:00:00+01:00")
    publication.publish_tonight()
    assert publication.newest().number == 4


def test_who_is_gone_does_not_come_back_with_an_older_edition(
    registration, owner, stranger, committee, publish, roll_back, today, now
):
    """Hidden, removed, left, erased: each in the older edition, none in what is read after."""
    left = people.registered(stranger, since=SINCE)
    removed = people.registered(people.person("Rik", "Weg"), since=SINCE)
    erased = people.registered(people.person("Els", "Gewist"), since=SINCE)
    stays = people.registered(people.person("Bas", "Blijft"), since=SINCE)
    older = publish()
    publication.hide(registration, now=now, by=Actor.self(owner))
    left.leave(today=today, by=Actor.self(stranger))
    cases.removed(removed, today=today)
    editions.erase(erased.number, now=now)
    assert [shown(one) for one in (registration, removed, erased)] == [None, "removed", None]
    newer = publish()
    made = roll_back(older)
    assert [shown(one) for one in (registration, left, removed, erased, stays)] == [
        None, None, "removed", None, "registered",
    ]  # fmt: skip
    assert not PublicEntry.objects.filter(name="Els Gewist").exists()
    for each in (older, newer, made):
        assert editions.rebuilt_hash(each) == each.sha256, each
    assert made.entries == PublicEntry.objects.current().count()


def test_a_removal_that_was_undone_is_not_gone_back_to(
    registration, committee, publish, roll_back, today
):
    publish()
    cases.removed(registration, today=today)
    removed = publish()
    Registration.objects.get(pk=registration.pk).restore(
        until=None, by=Actor(committee, Role.COMMITTEE)
    )
    publish()
    assert shown(registration) == "registered"
    roll_back(removed)
    assert shown(registration) == "registered"


def test_only_an_older_edition_that_is_kept_is_gone_back_to(registration, publish, roll_back):
    newest = publish()
    with pytest.raises(NotAllowed, match="al online"):
        roll_back(newest)


# ---- One truth, at once ----


def test_a_removal_counts_everywhere_at_once_and_is_undone_at_once(
    registration, committee, publish, today
):
    publish()
    cases.removed(registration, today=today)
    assert shown(registration) == "removed"
    assert search.search(Question(text="amrani")) == []
    Registration.objects.get(pk=registration.pk).restore(
        until=None, by=Actor(committee, Role.COMMITTEE)
    )
    assert not StruckEntry.objects.exists()
    assert shown(registration) == "registered"


def test_between_two_editions_every_page_says_the_same(registration, owner, publish, today):
    """Paused, removed or renewed today: search, entry and certificate speak with one mouth."""

    def said() -> tuple[str | None, str | None, bool]:
        checked = verification.check(registration.certificates.get(status="issued").code)
        entry = search.find(registration.number)
        found = search.search(Question(text="amrani"))
        statuses = {entry and entry.status, checked.entry and checked.entry.status}
        statuses |= {each.status for each in found}
        assert len(statuses) == 1, statuses
        return statuses.pop(), len(found), checked.is_ahead

    publish()
    assert said() == ("registered", 1, False)
    registration.pause(today=today, by=Actor.self(owner))
    assert said() == ("registered", 1, False)
    publish()
    assert said() == ("paused", 1, False)
    registration.refresh_from_db()
    registration.resume(today=today, by=Actor.self(owner))
    registration.periods.update(until_on=date(2031, 1, 1))
    certificates.issue_again(
        registration.current_period, today=today, by=Actor.system("register.end_pauses")
    )
    assert said() == ("paused", 1, True)  # and the page of the certificate says why
    publish()
    assert said() == ("registered", 1, False)


def test_old_versions_go_after_two_years_and_hashes_stay(
    registration, owner, publish, today, standing_clock
):
    publish()
    registration.pause(today=today, by=Actor.self(owner))
    second = publish()
    standing_clock.move_to("2028-11-22T04:50:00+01:00")
    editions.forget_editions()
    assert PublicEntry.objects.count() == 2
    standing_clock.move_to("2028-11-24T04:50:00+01:00")
    editions.forget_editions()
    assert PublicEntry.objects.count() == 1
    assert Publication.objects.count() == 2
    assert [one.number for one in Publication.objects.kept(clock.today())] == [second.number]
    assert editions.rebuilt_hash(second) == second.sha256
