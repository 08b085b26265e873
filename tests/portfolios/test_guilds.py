"""Guilds: open to everybody, with a steward who is no boss, and names for members alone."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actors import Actor
from accounts.closing import close
from audit.acts import NotAllowed
from audit.models import Event
from outbox.models import Letter
from portfolios import erasing
from portfolios.knowledge import guilds
from portfolios.knowledge.models import Guild
from portfolios.knowledge.views.guilds import ON_A_PAGE
from tests.makers import people

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")


def address(name, guild=None):
    return reverse(f"knowledge:{name}", args=[guild.public_id] if guild else [])


def test_somebody_starts_a_guild_and_anybody_joins(login, owner, stranger, make_theme):
    theme = make_theme("Wonen")
    said = {"name": "Gilde wonen", "theme": theme.code, "words": "Samen kijken wat kan."}
    answer = login(owner).post(address("guild_new"), said)
    made = Guild.objects.get()
    assert answer.url == address("guild", made)
    login(stranger).post(address("guild_join", made))
    login(stranger).post(address("guild_join", made))
    assert [each.person for each in guilds.members_of(made)] == [owner, stranger]
    assert guilds.steward_of(made).person == owner


def test_members_see_names_and_others_see_how_many(login, owner, peer, stranger, guild):
    inside = login(peer).get(address("guild", guild)).text
    assert owner.name in inside
    outside = login(stranger)
    for page in (outside.get(address("guild", guild)).text, outside.get(address("guilds")).text):
        assert "2 leden" in page
        assert owner.last_name not in page
        assert peer.last_name not in page


def test_the_steward_hands_over_and_the_other_hears_it(login, owner, peer, guild):
    member = guild.members.get(person=peer)
    login(owner).post(address("guild_hand_over", guild), {"member": member.pk})
    assert guilds.steward_of(guild).person == peer
    assert Letter.objects.get().kind == "portfolios/steward_now"
    assert Letter.objects.get().person == peer


def test_who_is_not_the_steward_describes_hands_over_and_ends_nothing(login, peer, guild, now):
    with pytest.raises(NotAllowed, match="aanspreekpunt"):
        guilds.hand_over(guild.members.get(person=peer), by_person=peer, now=now)
    with pytest.raises(NotAllowed):
        guilds.describe(guild, {"name": "Van mij"}, by_person=peer)
    with pytest.raises(NotAllowed):
        guilds.end(guild, now=now, by=Actor.self(peer))
    assert login(peer).post(address("guild_edit", guild)).status_code == 409


def test_a_stranger_leaves_and_changes_nothing(login, stranger, guild):
    for name in ("guild_leave", "guild_edit", "guild_hand_over", "guild_end"):
        assert login(stranger).post(address(name, guild)).status_code == 404


def test_the_steward_who_leaves_passes_it_on_to_who_is_longest_there(
    login, owner, peer, stranger, guild, today
):
    guilds.join(guild, person=stranger, today=today + timedelta(days=1))
    login(owner).post(address("guild_leave", guild))
    assert guilds.steward_of(guild).person == peer
    assert not guild.has(owner)
    assert Letter.objects.get().person == peer


def test_an_empty_guild_waits_for_who_goes_on_with_it(owner, peer, stranger, guild, today, now):
    for person in (owner, peer):
        guilds.leave(guild, person=person, now=now)
    assert Guild.objects.running().get() == guild
    guilds.join(guild, person=stranger, today=today)
    assert guilds.steward_of(guild).person == stranger


def test_where_the_stewards_account_is_closed_every_member_may(owner, peer, guild):
    close(owner)
    guilds.describe(guild, {"words": "Nieuwe woorden"}, by_person=peer)
    guild.refresh_from_db()
    assert guild.words == "Nieuwe woorden"


def test_a_guild_that_ends_is_over_for_all_and_they_hear_it(login, owner, peer, stranger, guild):
    login(owner).post(address("guild_end", guild))
    assert not Guild.objects.running().exists()
    assert not guild.has(peer)
    assert [letter.person for letter in Letter.objects.all()] == [peer]
    assert Event.objects.get(verb="guild.end").actor == owner
    assert login(stranger).post(address("guild_join", guild)).status_code == 404


def test_the_database_knows_one_steward(guild):
    with pytest.raises(IntegrityError, match="one_steward_at_a_time"), transaction.atomic():
        guild.members.update(is_steward=True)


def test_who_erases_the_dossier_is_in_no_guild_any_more(owner, peer, guild, today):
    erasing.erase(owner, today=today)
    assert [each.person for each in guilds.members_of(guild)] == [peer]


def test_the_list_can_be_narrowed_by_theme_and_nonsense_shows_all(
    login, stranger, guild, make_theme
):
    make_theme("Wonen")
    mine = login(stranger)
    for asked, shown in (("jongeren", True), ("wonen", False), ("onzin", True)):
        page = mine.get(address("guilds"), {"thema": asked}).text
        assert (guild.name in page) == shown, asked


def test_a_long_list_has_pages_and_the_own_guilds_stand_on_each(
    login, owner, guild, make_theme, today
):
    founder, theme = people.person("Lid", "Een"), make_theme("Wonen")
    for number in range(ON_A_PAGE + 1):
        facts = {"name": f"Nummer {number:02}", "theme": theme, "words": ""}
        guilds.start(facts, founder=founder, today=today)
    mine = login(owner)
    pages = [mine.get(address("guilds"), {"pagina": page}).text for page in ("1", "2", "onzin")]
    assert [f"Nummer {ON_A_PAGE:02}" in page for page in pages] == [False, True, False]
    assert all(guild.name in page for page in pages)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_no_more_for_more(
    login, owner, make_theme, today, rows, django_assert_num_queries
):
    for number in range(rows):
        facts = {"name": f"Gilde {number}", "theme": make_theme(f"Thema {number}"), "words": ""}
        guilds.start(facts, founder=people.person(f"Lid{number}", "Een"), today=today)
    mine = login(owner)
    with django_assert_num_queries(7):
        assert mine.get(address("guilds")).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_a_guild_asks_no_more_for_more(
    login, owner, guild, today, rows, django_assert_num_queries
):
    for number in range(rows):
        guilds.join(guild, person=people.person(f"Lid{number}", "Een"), today=today)
    mine = login(owner)
    with django_assert_num_queries(8):
        assert mine.get(address("guild", guild)).status_code == 200
