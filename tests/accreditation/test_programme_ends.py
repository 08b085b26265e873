"""The end of an accreditation: never by one alone, never more than ends, and nothing left open."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.urls import reverse

from accounts.actors import Actor
from accounts.models import Role
from accreditation import (
    followed_programmes,
    programme_decisions,
    programme_hearings,
    programme_objections,
    programme_terms,
    programmes,
)
from accreditation.models import ProgrammeHearing, ProgrammeObjection
from audit.acts import NotAllowed, by_rule
from kit import clock
from outbox.models import Letter
from portfolios.courses import providers
from register.models import Chamber
from tests.makers import courses, people
from tests.makers import programmes as make

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")
DAY = timedelta(days=1)


@pytest.fixture
def provider(owner, now):
    return courses.provider(owner, now=now)


@pytest.fixture
def programme(provider, owner, now):
    return make.accredited(provider, owner, now=now)


def letters(kind):
    return Letter.objects.filter(kind=f"accreditation/{kind}")


def asked(programme, owner, kind, *, today):
    """Sent, with other words than before."""
    begin = {"change": programmes.ask_change, "renewal": programmes.ask_renewal}[kind]
    made = begin(programme, today=today, by=Actor.self(owner))
    make.filled(made, owner, "Anders")
    programmes.send(made, today=today, by=Actor.self(owner))
    made.refresh_from_db()
    return made


def announced(programme, desk, now):
    by = Actor(desk, Role.DESK)
    return programme_hearings.announce(programme, because="Een klacht.", now=now, by=by)


def carried_out(programme, owner, desk, now):
    hearing = announced(programme, desk, now)
    programme_hearings.respond(hearing, response="Nee.", now=now, by=Actor.self(owner))
    east = people.member("Carla", "Kamer", Chamber.EAST)
    programme_hearings.carry_out(hearing, now=now, by=east)
    programme.refresh_from_db()
    return hearing


def upheld(objection, now):
    first, second = people.members(Chamber(objection.chamber))
    words = {"outcome": "upheld", "reason": "Artikel 4."}
    programme_objections.propose(objection, **words, today=now.date(), by=first)
    programme_objections.sign(objection, proposal=objection.proposal, now=now, by=second)


# ---- The desk stops a provider ----


def test_the_desk_does_not_end_an_accreditation_by_stopping_the_provider(
    login, programme, provider, owner, desk, now, standing_clock
):
    staff, page = login(desk), reverse("desk_courses:provider", args=[provider.public_id])
    where = reverse("desk_courses:provider_stop", args=[provider.public_id])
    assert "Trek eerst de erkenning in" in staff.get(page).text
    assert where not in staff.get(page).text
    assert staff.post(where, {"because": "Weg ermee."}).status_code == 409
    programme.refresh_from_db()
    assert programme.is_accredited
    carried_out(programme, owner, desk, now)
    assert "kan de opleider nog bezwaar maken" in staff.get(page).text
    assert staff.post(where, {"because": "Weg ermee."}).status_code == 409
    standing_clock.move_to(now + 43 * DAY)
    staff = login(desk)
    assert where in staff.get(page).text
    assert staff.post(where, {"because": "Gestopt."}).status_code == 302


def test_the_desk_stops_a_provider_where_nobody_is_left(programme, provider, owner, desk, now):
    with by_rule("portfolios.erase"):
        providers.erase(owner, today=now.date())
    providers.stop(provider, "Er is niemand.", now=now, by=Actor(desk, Role.DESK))
    programme.refresh_from_db()
    assert programme.status == "withdrawn"


def test_who_has_a_tie_to_the_provider_does_not_stop_it(provider, desk, now, today):
    provider.people.create(person=desk, role="member", from_on=today)
    with pytest.raises(NotAllowed, match="werkt voor deze opleider"):
        providers.stop(provider, "Zomaar.", now=now, by=Actor(desk, Role.DESK))


# ---- What ends, and what comes back ----


def with_a_term_ahead(programme, owner, later):
    with time_machine.travel(later, tick=False):
        make.granted(asked(programme, owner, "renewal", today=later.date()), now=later)


def test_a_term_that_lies_ahead_ends_too_and_comes_back_after_an_objection(
    programme, owner, desk, now
):
    later = now.replace(year=2029, month=12)
    with_a_term_ahead(programme, owner, later)
    before = list(programme.terms.values_list("request", "from_on", "until_on"))
    with time_machine.travel(later, tick=False):
        carried_out(programme, owner, desk, later)
        assert programme.term.until_on == later.date()
        assert programme.terms.count() == 1
        counted = followed_programmes.counted
        one = {"began_on": date(2029, 1, 1), "completed_on": date(2030, 3, 1)}
        assert counted(programme, **one)
        far = {"began_on": date(2031, 1, 1), "completed_on": date(2032, 3, 1)}
        assert not counted(programme, **far)
        made = programme_objections.send(programme, text="Nee.", now=later, by=Actor.self(owner))
        upheld(made, later)
    programme.refresh_from_db()
    assert programme.is_accredited
    assert list(programme.terms.values_list("request", "from_on", "until_on")) == before


def test_a_first_request_after_it_stopped_begins_at_once(programme, owner, now):
    later = now.replace(year=2029, month=12)
    with_a_term_ahead(programme, owner, later)
    with time_machine.travel(later, tick=False):
        by = Actor.self(owner)
        programme_terms.withdraw(programme, because="Te weinig.", now=later, by=by)
        again = programmes.begin_again(programme, today=later.date(), by=by)
        make.filled(again, owner)
        programmes.send(again, today=later.date(), by=by)
        make.granted(again, now=later)
    assert programme.term.from_on == later.date() + DAY


def test_what_counted_while_an_answer_was_owed_keeps_counting_after_the_answer(
    programme, owner, desk, now
):
    september, february, refused = (
        now.replace(year=2030, month=9), now.replace(year=2031, month=2),
        now.replace(year=2031, month=3),
    )  # fmt: skip
    with time_machine.travel(september, tick=False):
        made = asked(programme, owner, "renewal", today=september.date())
    followed = {"began_on": date(2030, 12, 1), "completed_on": february.date()}
    with time_machine.travel(refused, tick=False):
        make.reviewed(made, now=refused, advice="not")
        programme_decisions.propose_refusal(
            made, reason="Te kort.", today=refused.date(), by=Actor(desk, Role.DESK)
        )
        east = people.member("Carla", "Kamer", Chamber.EAST)
        programme_decisions.refuse(made, now=refused, by=east)
        assert followed_programmes.counted(programme, **followed)
    with time_machine.travel(refused + 43 * DAY, tick=False):
        programme_terms.run_programmes()
        programme.refresh_from_db()
        assert (programme.status, programme.term.until_on) == (
            "ended", (refused + 43 * DAY).date(),
        )  # fmt: skip
        assert followed_programmes.counted(programme, **followed)
        finishes = {"began_on": date(2031, 1, 1), "completed_on": programme.finish_on}
        assert followed_programmes.counted(programme, **finishes)


# ---- What is open at the end ----


def test_a_provider_that_stops_takes_its_request_the_hearing_and_its_objection_along(
    programme, owner, desk, now, today
):
    change = asked(programme, owner, "change", today=today)
    make.reviewed(change, now=now, advice="not")
    by = Actor(desk, Role.DESK)
    programme_decisions.propose_refusal(change, reason="Anders.", today=today, by=by)
    hearing = announced(programme, desk, now)
    programme_terms.withdraw(programme, because="Te weinig.", now=now, by=Actor.self(owner))
    for one, status in ((change, "withdrawn"), (hearing, "dropped")):
        one.refresh_from_db()
        assert one.status == status
    assert letters("programme_hearing_over").count() == 1
    assert not letters("programme_hearing_dropped").exists()


def test_an_objection_is_off_when_the_provider_leaves(provider, owner, desk, now, today):
    sent = make.sent(provider, owner, today=today)
    make.reviewed(sent, now=now, advice="not")
    by = Actor(desk, Role.DESK)
    programme_decisions.propose_refusal(sent, reason="Te kort.", today=today, by=by)
    programme_decisions.refuse(sent, now=now, by=people.member("C", "Kamer", Chamber.EAST))
    mine = Actor.self(owner)
    made = programme_objections.send(sent.programme, text="Nee.", now=now, by=mine)
    with pytest.raises(NotAllowed, match="loopt een bezwaar"):
        providers.stop(provider, "Weg.", now=now, by=by)
    providers.leave(provider, now=now, by=mine)
    made.refresh_from_db()
    assert made.status == "withdrawn"
    with pytest.raises(NotAllowed, match="gestopt"):
        programme_decisions.take_effect(sent, from_on=today, today=today, by=by)


def test_the_end_of_a_term_takes_a_draft_and_a_hearing_along(programme, owner, desk, now):
    with time_machine.travel("2030-11-01T08:00:00+00:00", tick=False):
        draft = programmes.ask_renewal(programme, today=date(2030, 11, 1), by=Actor.self(owner))
        announced(programme, desk, now.replace(year=2030, month=11, day=1))
    with time_machine.travel("2030-11-23T08:00:00+00:00", tick=False):
        programme_terms.run_programmes()
        draft.refresh_from_db()
        assert draft.status == "withdrawn"
        assert ProgrammeHearing.objects.get().status == "dropped"


def test_a_change_is_not_sent_or_granted_once_it_is_not_accredited(programme, owner, now, today):
    change = programmes.ask_change(programme, today=today, by=Actor.self(owner))
    make.filled(change, owner, "Anders")
    type(programme).objects.filter(pk=programme.pk).update(status="ended", finish_on=today)
    with pytest.raises(NotAllowed, match="nu niet erkend"):
        programmes.send(change, today=today, by=Actor.self(owner))
    change.refresh_from_db()
    with pytest.raises(NotAllowed, match="intussen gestopt"):
        programme_decisions.take_effect(change, from_on=today, today=today, by=people.desk_actor())


# ---- A change near the end ----


def test_no_term_ends_while_a_change_waits_and_then_there_is_time_to_renew(
    programme, owner, desk, now
):
    november, later = now.replace(year=2030, month=11, day=1), now.replace(year=2031, month=1)
    with time_machine.travel(november, tick=False):
        change = asked(programme, owner, "change", today=november.date())
    with time_machine.travel(later, tick=False):
        programme_terms.run_programmes()
        programme.refresh_from_db()
        assert programme.is_accredited
        by = Actor(desk, Role.DESK)
        programme_decisions.find_the_same(change, reason="Hetzelfde.", now=later, by=by)
    with time_machine.travel(later + 42 * DAY, tick=False):
        programme_terms.run_programmes()
        programme.refresh_from_db()
        assert programme.is_accredited
        day = (later + 42 * DAY).date()
        renewal = programmes.ask_renewal(programme, today=day, by=Actor.self(owner))
        programmes.withdraw(renewal, by=Actor.self(owner))
    with time_machine.travel(later + 43 * DAY, tick=False):
        programme_terms.run_programmes()
    programme.refresh_from_db()
    assert programme.status == "ended"


# ---- The rows themselves ----


def test_nobody_with_a_tie_announces_or_signs_a_withdrawal(programme, provider, desk, now, today):
    hearing = announced(programme, desk, now)
    tied = people.member("Tom", "Tie", Chamber.WEST).person
    provider.people.create(person=tied, role="member", from_on=today)
    with pytest.raises(DatabaseError, match="tie"), transaction.atomic():
        ProgrammeHearing.objects.filter(pk=hearing.pk).update(
            second_decider=tied, decided_on=today, responded_on=today, status="carried_out"
        )
    with pytest.raises(DatabaseError, match="tie"), transaction.atomic():
        ProgrammeHearing.objects.filter(pk=hearing.pk).update(announced_by=tied)


def test_no_objection_is_left_behind(programme, owner, desk, now):
    carried_out(programme, owner, desk, now)
    programme_objections.send(programme, text="Nee.", now=now, by=Actor.self(owner))
    programme_terms.forget_objections(programme, by=Actor.self(owner))
    assert ProgrammeObjection.objects.get().status == "withdrawn"


# ---- A request that lies with the committee is withdrawn ----


def refusing(request, desk, now):
    make.reviewed(request, now=now, advice="not")
    programme_decisions.propose_refusal(
        request, reason="Er is geen intervisie.", today=now.date(), by=Actor(desk, Role.DESK)
    )
    return request


def address(name, thing):
    return reverse(name, args=[thing.public_id])


def test_a_provider_withdraws_also_while_the_committee_has_it(
    login, provider, owner, desk, now, today
):
    request = refusing(make.sent(provider, owner, today=today), desk, now)
    member = people.member("Carla", "Kamer", Chamber.EAST)
    case, mine = address("programme_committee:case", request), login(owner)
    assert login(member.person).get(case).status_code == 200
    where = address("programmes:withdraw", request)
    page = mine.get(address("programmes:request", request)).text
    assert where in page
    assert "Trek je haar in, dan neemt die geen besluit" in page
    mine.post(where)
    request.refresh_from_db()
    assert (request.status, request.decided_by, request.reason) == ("withdrawn", None, "")
    told = login(member.person).post(case, {"step": "sign"}, follow=True)
    assert "Er is niets meer te beslissen" in told.text
    with pytest.raises(NotAllowed):
        programme_decisions.refuse(request, now=now, by=member)
    assert (
        "Er is geen intervisie"
        not in login(desk).get(address("desk_programmes:request", request)).text
    )


def test_withdrawing_a_request_leaves_the_hearing_that_was_announced(
    login, programme, owner, desk, now, today
):
    request = refusing(asked(programme, owner, "change", today=today), desk, now)
    hearing = announced(programme, desk, now)
    mine = login(owner)
    assert "blijft liggen" in mine.get(address("programmes:request", request)).text
    mine.post(address("programmes:withdraw", request))
    hearing.refresh_from_db()
    programme.refresh_from_db()
    assert (hearing.status, programme.is_accredited) == ("announced", True)
    programme_hearings.respond(hearing, response="Nee.", now=now, by=Actor.self(owner))


def test_who_withdraws_a_renewal_after_the_term_reads_that_the_accreditation_ends(
    login, programme, owner, desk, now, standing_clock
):
    last = programme.term.until_on
    standing_clock.move_to(now.replace(year=last.year, month=last.month, day=1))
    renewal = asked(programme, owner, "renewal", today=clock.today())
    standing_clock.move_to(now.replace(year=last.year + 1))
    refusing(renewal, desk, clock.now())
    programme_terms.run_programmes()
    programme.refresh_from_db()
    assert programme.is_accredited
    mine = login(owner)
    assert (
        "Zonder aanvraag eindigt de erkenning"
        in mine.get(address("programmes:request", renewal)).text
    )
    mine.post(address("programmes:withdraw", renewal))
    programme_terms.run_programmes()
    programme.refresh_from_db()
    assert programme.status == "ended"
    assert programme.finish_on > clock.today()
