"""Intervision: logged once for all, corrected by each, and private lines stay private."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from audit.acts import NotAllowed
from kit import clock
from outbox.models import Letter
from portfolios import erasing
from portfolios.together import groups, sessions
from portfolios.together.models import GroupInvitation, IntervisionGroup, IntervisionSession
from tests.makers import logins

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")
SECRET = "Ik durfde niet te zeggen dat ik bang was"


@pytest.fixture
def session(group, owner, today, now):
    return sessions.log(
        group,
        held_on=today,
        method="incident",
        theme="Grenzen stellen",
        present=group.members.filter(person=owner),
        logger=owner,
        now=now,
    )


def address(name, thing=None):
    return reverse(f"together:{name}", args=[thing.public_id] if thing else [])


def facts(group, **more):
    members = list(group.members.values_list("pk", flat=True))
    return {
        "held_on": "2026-11-20",
        "method": "walk",
        "theme": "Wanneer help je te veel?",
        "present": members,
    } | more


# ---- Groups and invitations ----


def test_who_starts_a_group_moderates_it(login, owner):
    login(owner).post(address("group_new"), {"name": "Intervisie Zuid"})
    member = IntervisionGroup.objects.get().members.get()
    assert member.person == owner
    assert member.moderates


def test_the_answer_to_an_invitation_is_the_same_for_every_address(login, owner, group, stranger):
    answers = set()
    for email in (stranger.email, "nieuw@example.org", owner.email, stranger.email):
        response = login(owner).post(address("group_invite", group), {"email": email})
        sentences = tuple(map(str, get_messages(response.wsgi_request)))
        answers.add((response.status_code, response.url, sentences))
    assert len(answers) == 1
    letter = Letter.objects.get()
    assert letter.person == stranger
    assert letter.link == address("sessions")


def test_an_invitation_is_taken_back_and_writes_no_second_letter(
    login, owner, group, stranger, peer
):
    mine, theirs = login(owner), stranger.email
    mine.post(address("group_invite", group), {"email": theirs})
    login(peer).post(address("group_take_back", group), {"email": theirs})  # not the inviter
    assert theirs in mine.get(address("group", group)).content.decode()
    mine.post(address("group_take_back", group), {"email": theirs.upper()})
    assert theirs not in mine.get(address("group", group)).content.decode()
    assert "Uitnodiging" not in login(stranger).get(address("sessions")).content.decode()
    mine.post(address("group_invite", group), {"email": theirs})
    assert GroupInvitation.objects.waiting_for(stranger).count() == 1
    assert Letter.objects.filter(kind="portfolios/group_invitation").count() == 1


def test_an_invitation_that_nobody_answers_ends_by_itself(
    owner, group, stranger, now, standing_clock, scheme
):
    groups.invite(group, stranger.email, inviter=owner, now=now)
    standing_clock.move_to(now + timedelta(days=scheme.invitation_days))
    groups.forget_invitations()
    assert GroupInvitation.objects.exists()
    standing_clock.move_to(now + timedelta(days=scheme.invitation_days + 1))
    groups.forget_invitations()
    assert not GroupInvitation.objects.exists()


def test_the_page_of_the_group_shows_no_difference_between_addresses(
    login, owner, group, stranger, now
):
    mine = login(owner)
    for email in ("nieuw@example.org", stranger.email):
        mine.post(address("group_invite", group), {"email": email})
    invitation = GroupInvitation.objects.get(email=stranger.email)
    groups.answer(invitation, accept=False, person=stranger, now=now)
    page = mine.get(address("group", group)).content.decode()
    assert "nieuw@example.org" in page
    assert stranger.email in page


def test_nobody_gets_a_second_letter_for_one_group(owner, group, stranger, today, now):
    groups.invite(group, stranger.email, inviter=owner, now=now)
    groups.answer(GroupInvitation.objects.get(), accept=False, person=stranger, now=now)
    groups.invite(group, stranger.email, inviter=owner, now=now)
    assert Letter.objects.count() == 1
    assert GroupInvitation.objects.waiting_for(stranger).count() == 1


def test_accepting_makes_a_member_and_declining_does_not(login, owner, group, stranger, now):
    groups.invite(group, stranger.email.upper(), inviter=owner, now=now)
    invitation = GroupInvitation.objects.get()
    theirs = login(stranger)
    assert group.name in theirs.get(address("sessions")).content.decode()
    response = theirs.post(address("invitation_answer", invitation), {"answer": "accept"})
    assert response.url == address("group", group)
    assert group.members.filter(person=stranger, until_on=None).exists()
    again = theirs.post(address("invitation_answer", invitation), {"answer": "accept"})
    assert again.status_code == 404


def test_only_the_address_that_was_invited_can_answer(login, owner, peer, group, stranger):
    groups.invite(group, stranger.email, inviter=owner, now=clock.now())
    invitation = GroupInvitation.objects.get()
    for person in (owner, peer):
        response = login(person).post(
            address("invitation_answer", invitation), {"answer": "accept"}
        )
        assert response.status_code == 404
    login(stranger).post(address("invitation_answer", invitation), {"answer": "decline"})
    assert not group.members.filter(person=stranger).exists()


def test_answering_in_two_windows_counts_once(owner, group, stranger, now, today):
    groups.invite(group, stranger.email, inviter=owner, now=now)
    invitation = GroupInvitation.objects.get()
    groups.answer(invitation, accept=False, person=stranger, now=now)
    with pytest.raises(NotAllowed, match="al beantwoord"):
        groups.answer(invitation, accept=True, person=stranger, now=now)


def test_who_leaves_keeps_the_own_sessions_and_not_the_group(login, peer, group, session):
    theirs = login(peer)
    theirs.post(address("group_leave", group))
    assert theirs.get(address("group", group)).status_code == 404
    assert theirs.get(address("session", session)).status_code == 200


# ---- Who may come here ----


@pytest.mark.parametrize("name", ["group", "session_new"])
def test_the_group_of_others_does_not_exist(login, stranger, client, group, name):
    assert login(stranger).get(address(name, group)).status_code == 404
    assert client.get(address(name, group)).status_code == 302


@pytest.mark.parametrize("name", ["group_invite", "group_leave", "session_new"])
def test_nothing_in_the_group_of_others_can_be_changed(login, stranger, group, name):
    assert login(stranger).post(address(name, group), facts(group)).status_code == 404


def test_a_session_exists_only_for_who_was_listed(login, owner, stranger, group, session):
    group.members.create(person=stranger, from_on=clock.today())
    theirs = login(stranger)
    assert theirs.get(address("session", session)).status_code == 404
    for name in ("session_presence", "session_line"):
        assert theirs.post(address(name, session), {"own_line": "x"}).status_code == 404
        assert login(owner).get(address(name, session)).status_code == 405
    assert "Grenzen stellen" not in theirs.get(address("group", group)).content.decode()


# ---- Sessions ----


def test_any_member_logs_once_for_all_and_the_others_get_a_letter(login, owner, peer, group):
    login(peer).post(address("session_new", group), facts(group))
    session = IntervisionSession.objects.get()
    assert {one.person for one in session.presences.all()} == {owner, peer}
    letter = Letter.objects.get()
    assert letter.person == owner
    assert letter.kind == "portfolios/session_logged"
    assert letter.link == address("session", session)
    assert "7 december 2026" in letter.body  # 14 days after logging


def test_the_same_day_is_not_logged_twice(login, owner, peer, group):
    login(peer).post(address("session_new", group), facts(group))
    response = login(owner).post(address("session_new", group), facts(group))
    assert response.status_code == 422
    assert "al een bijeenkomst" in response.content.decode()
    assert IntervisionSession.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("held_on", "2026-11-24"), ("theme", "Over 123456782"), ("theme", ""), ("method", "zzz")],
)
def test_a_session_that_is_not_right_is_not_logged(login, owner, group, field, value):
    response = login(owner).post(address("session_new", group), facts(group, **{field: value}))
    assert response.status_code == 422
    assert not IntervisionSession.objects.exists()


def test_members_correct_their_own_presence_within_the_days_of_the_scheme(
    login, peer, session, standing_clock, now
):
    theirs, mine = login(peer), session.presences.get(person=peer)
    assert not mine.present
    standing_clock.move_to(now + timedelta(days=14))
    logins.put_in(theirs, peer)
    theirs.post(address("session_presence", session), {"present": "yes"})
    mine.refresh_from_db()
    assert mine.present
    assert mine.corrected_at is not None
    with pytest.raises(NotAllowed, match="kan niet meer"):
        sessions.correct_presence(mine, present=False, now=now + timedelta(days=15))


def test_the_private_line_of_one_member_is_in_no_page_of_another(login, owner, peer, session):
    mine, theirs = login(owner), login(peer)
    mine.post(address("session_line", session), {"own_line": SECRET})
    own_page = mine.get(address("session", session))
    assert SECRET in own_page.content.decode()
    pages = [
        theirs.get(address("session", session)),
        theirs.get(address("sessions")),
        theirs.get(address("group", session.group)),
        theirs.post(address("session_line", session), {"own_line": "123456782"}),
    ]
    assert [page.status_code for page in pages] == [200, 200, 200, 422]
    for page in pages:
        assert "Grenzen stellen" in page.content.decode()
        assert SECRET not in page.content.decode()


def test_the_private_line_of_another_is_not_even_read(login, owner, peer, session):
    mine = session.presences.get(person=owner)
    sessions.keep_own_line(mine, SECRET)
    response = login(peer).get(address("session", session))
    fetched = [one for one in response.context["presences"] if one.person == owner]
    assert "own_line" in fetched[0].get_deferred_fields()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_has_a_fixed_number_of_queries(
    login, owner, peer, django_assert_num_queries, rows
):
    today, now = clock.today(), clock.now()
    for number in range(rows):
        made = groups.start(f"Groep {number}", founder=owner, today=today)
        made.members.create(person=peer, from_on=today)
        sessions.log(
            made, held_on=today, method="walk", theme="Thema", present=[], logger=owner, now=now
        )
        other = groups.start(f"Andere {number}", founder=peer, today=today)
        groups.invite(other, owner.email, inviter=peer, now=now)
    mine = login(owner)
    with django_assert_num_queries(7):
        assert mine.get(address("sessions")).status_code == 200


# ---- Mending what was logged ----


def test_who_logged_it_mends_the_day_the_theme_and_the_method(login, owner, peer, session):
    mended = {"held_on": "2026-11-19", "method": "walk", "theme": "Grenzen én nabijheid"}
    login(peer).post(address("session_edit", session), mended)  # did not log it
    session.refresh_from_db()
    assert session.theme == "Grenzen stellen"
    response = login(owner).post(address("session_edit", session), mended)
    assert response.url == address("session", session)
    session.refresh_from_db()
    assert (str(session.held_on), session.method, session.theme) == tuple(mended.values())
    assert "Grenzen én nabijheid" in login(peer).get(response.url).content.decode()


def test_mending_stops_when_correcting_stops(login, owner, session, standing_clock, now, scheme):
    page = address("session_edit", session)
    standing_clock.move_to(now + timedelta(days=scheme.presence_days))
    assert login(owner).get(page).status_code == 200
    standing_clock.move_to(now + timedelta(days=scheme.presence_days + 1))
    assert login(owner).get(page).status_code == 302
    with pytest.raises(NotAllowed, match="te lang geleden"):
        sessions.change(
            session, held_on=session.held_on, method="walk", theme="Te laat",
            by_person=owner, now=now + timedelta(days=scheme.presence_days + 1),
        )  # fmt: skip


def test_a_mended_day_is_not_the_day_of_another_session(login, owner, group, session, today, now):
    other = sessions.log(
        group, held_on=today - timedelta(days=1), method="walk", theme="Gisteren",
        present=[], logger=owner, now=now,
    )  # fmt: skip
    response = login(owner).post(
        address("session_edit", other),
        {"held_on": session.held_on, "method": "walk", "theme": "Gisteren"},
    )
    assert response.status_code == 422
    assert "al een bijeenkomst vastgelegd" in response.content.decode()


def test_a_group_in_which_nobody_is_left_is_over(group, owner, peer, today):
    erasing.erase(owner, today=today)
    group.refresh_from_db()
    assert group.ended_on is None
    erasing.erase(peer, today=today)
    group.refresh_from_db()
    assert group.ended_on is not None
