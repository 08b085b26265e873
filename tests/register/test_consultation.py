"""The profession decides: proposal, remarks, answers, the seats, and a day to come into force."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from accounts.actors import Actor
from accounts.models import Role, RoleGrant
from audit.acts import NotAllowed
from audit.models import Event
from outbox.models import Letter
from register import impact, proposals, remarks, renewal
from register.models import (
    CodeOfConduct,
    CompetencyProfile,
    Consultation,
    RegisterScheme,
    Remark,
    VersionKind,
)
from tests.makers import people

DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
CLOSES = DAY + timedelta(weeks=6)
AFTER = CLOSES + timedelta(days=1)
STARTS = AFTER + timedelta(days=30)
LATER = NOW + (AFTER - DAY)
ARTICLES = [
    {"number": 1, "title": "Respect", "text": "Ik luister eerst en vraag door."},
    {"number": 2, "title": "Leren", "text": "Ik blijf leren."},
]
WHY = "Het eerste artikel zegt te weinig."


@pytest.fixture
def staff(desk):
    return Actor(desk, Role.DESK)


@pytest.fixture
def seats(db):
    made = [people.person(name, "Zetel", role=Role.SEAT) for name in ("Anna", "Bram", "Cato")]
    return [Actor(each, Role.SEAT) for each in made]


@pytest.fixture
def draft(scheme, staff):
    return proposals.start(VersionKind.CODE, today=DAY, by=staff)


def write_code(consultation, by, articles=ARTICLES):
    text = {"preamble": "Vooraf.", "articles": articles}
    proposals.write(consultation, why=WHY, text=text, by=by)


@pytest.fixture
def opened(draft, staff):
    write_code(draft, staff)
    proposals.open_for_remarks(draft, closes_on=CLOSES, today=DAY, by=staff)
    return draft


def react(consultation, by=remarks.VISITOR, *, text="Goed plan.", now=NOW):
    return remarks.make(
        consultation, voice="citizen", stance="for", part="artikel-1", text=text, name="",
        now=now, by=by,
    )  # fmt: skip


@pytest.fixture
def closed(opened):
    opened.close(today=AFTER, by=proposals.SYSTEM)
    return opened


@pytest.fixture
def before_seats(closed, staff, seats):
    proposals.ask_assent(closed, in_force_from=STARTS, today=AFTER, now=LATER, by=staff)
    return closed


def vote(consultation, seat, yes, *, today=AFTER):
    proposals.say(consultation, yes=yes, reason="Daarom.", today=today, now=LATER, by=seat)


# ---- The draft ----


@pytest.mark.parametrize("kind", list(VersionKind))
def test_a_draft_is_a_copy_that_no_rule_reads(scheme, staff, kind):
    made = proposals.start(kind, today=DAY, by=staff)
    assert made.subject.parts() == made.replaces.parts()
    assert made.differences == []
    assert made.subject.in_force_from is None
    assert kind.model._default_manager.in_force_on(date(2090, 1, 1)) == made.replaces


def test_one_proposal_of_a_kind_at_a_time(draft, staff):
    with pytest.raises(NotAllowed, match="Er loopt al een voorstel"):
        proposals.start(VersionKind.CODE, today=DAY, by=staff)
    assert CodeOfConduct.objects.count() == 2
    proposals.start(VersionKind.SCHEME, today=DAY, by=staff)


def test_only_staff_propose(scheme, owner):
    with pytest.raises(NotAllowed):
        proposals.start(VersionKind.CODE, today=DAY, by=Actor.self(owner))


def test_names_go_on_after_a_proposal_that_was_withdrawn(draft, staff):
    assert draft.subject.version == "2026-1"
    proposals.withdraw(draft, reason="Te vroeg.", today=DAY, now=NOW, by=staff)
    assert proposals.start(VersionKind.CODE, today=DAY, by=staff).subject.version == "2026-2"


def test_a_profile_is_changed_as_a_whole(scheme, staff):
    made = proposals.start(VersionKind.PROFILE, today=DAY, by=staff)
    areas = proposals.areas_of(made.subject)
    areas[0]["competencies"] = areas[0]["competencies"][1:]
    areas[0]["competencies"][0]["title"] = "Doorvragen"
    proposals.write(made, why=WHY, text={"areas": areas}, by=staff)
    kinds = sorted(each.kind for each in made.differences)
    assert kinds == ["changed", "gone"]
    assert CompetencyProfile.objects.in_force_on(DAY).areas.get().competencies.count() == 5


def test_an_unchanged_text_is_not_opened(draft, staff):
    proposals.write(draft, why=WHY, text={}, by=staff)
    with pytest.raises(NotAllowed, match="nog niets veranderd"):
        proposals.open_for_remarks(draft, closes_on=CLOSES, today=DAY, by=staff)


def test_nor_without_a_reason(draft, staff):
    with pytest.raises(NotAllowed, match="waarom"):
        proposals.open_for_remarks(draft, closes_on=CLOSES, today=DAY, by=staff)


def test_everyone_has_the_weeks_of_the_scheme(draft, staff):
    write_code(draft, staff)
    early = CLOSES - timedelta(days=1)
    with pytest.raises(NotAllowed, match="ten minste 6 weken"):
        proposals.open_for_remarks(draft, closes_on=early, today=DAY, by=staff)


def test_the_text_stands_still_while_people_react(opened, staff):
    with pytest.raises(NotAllowed, match="Dit kan niet meer"):
        write_code(opened, staff, ARTICLES[:1])
    assert len(CodeOfConduct.objects.get(pk=opened.subject.pk).articles) == 2


def test_what_changed_because_of_the_remarks_can_be_seen(closed, staff):
    write_code(closed, staff, ARTICLES[:1])
    (change,) = closed.changed_since_opening
    assert change.part.title == "2. Leren"


# ---- Remarks ----


def test_who_is_logged_in_is_shown_at_once_and_others_after_a_look(opened, owner, staff):
    known = react(opened, Actor.self(owner))
    unknown = react(opened)
    assert list(opened.remarks.shown()) == [known]
    remarks.show(unknown, today=DAY, by=staff)
    assert opened.remarks.shown().count() == 2


def test_no_remarks_before_and_after(draft, owner):
    with pytest.raises(NotAllowed):
        react(draft, Actor.self(owner))


def test_on_the_last_day_but_not_the_day_after(opened):
    react(opened, now=NOW + (CLOSES - DAY))
    with pytest.raises(NotAllowed, match="gesloten"):
        react(opened, now=LATER)


def test_what_names_others_is_held_back_with_a_reason(opened, staff):
    remark = react(opened, text="Mevrouw X uit de straat.")
    remarks.hold_back(remark, "Noemt een inwoner.", by=staff)
    remark.refresh_from_db()
    assert list(opened.remarks.shown()) == []
    assert opened.remarks.unanswered().count() == 0
    with pytest.raises(NotAllowed):
        remarks.answer(remark, "Dank.", today=DAY, now=NOW, by=staff)


def test_an_answer_shows_the_remark_and_tells_who_was_logged_in(opened, owner, staff):
    known, unknown = react(opened, Actor.self(owner)), react(opened)
    for remark in (known, unknown):
        remarks.answer(remark, "We nemen het over.", today=DAY, now=NOW, by=staff)
    assert opened.remarks.shown().count() == 2
    letter = Letter.objects.get(kind="register/remark_answered")
    assert letter.person == owner
    assert "We nemen het over." in letter.body


def test_staff_do_not_answer_themselves(opened, desk, staff):
    with pytest.raises(NotAllowed, match="Een collega"):
        remark = react(opened, Actor.self(desk))
        remarks.answer(remark, "Goed van mij.", today=DAY, now=NOW, by=staff)


def test_the_database_shows_every_answered_remark(opened, staff):
    remark = react(opened)
    remarks.answer(remark, "Dank.", today=DAY, now=NOW, by=staff)
    with pytest.raises(IntegrityError), transaction.atomic():
        Remark.objects.filter(pk=remark.pk).update(released_on=None)


# ---- Closing and the seats ----


def test_the_night_closes_what_had_its_last_day(opened, standing_clock):
    standing_clock.move_to(NOW + (CLOSES - DAY))
    proposals.move_consultations()
    opened.refresh_from_db()
    assert opened.status == "open"
    standing_clock.move_to(LATER)
    proposals.move_consultations()
    opened.refresh_from_db()
    assert opened.status == "answering"


def test_every_remark_has_an_answer_before_the_seats_are_asked(opened, staff, seats):
    remark = react(opened)
    opened.close(today=AFTER, by=proposals.SYSTEM)
    asked = {"in_force_from": STARTS, "today": AFTER, "now": LATER, "by": staff}
    with pytest.raises(NotAllowed, match="wacht één reactie"):
        proposals.ask_assent(opened, **asked)
    remarks.answer(remark, "Dank.", today=AFTER, now=LATER, by=staff)
    proposals.ask_assent(opened, **asked)
    assert Letter.objects.filter(kind="register/assent_asked").count() == 3


@pytest.mark.parametrize("day", [AFTER, AFTER - timedelta(days=1), date(2018, 1, 1)])
def test_nothing_comes_into_force_today_or_before(closed, staff, seats, day):
    with pytest.raises(NotAllowed, match="na vandaag"):
        proposals.ask_assent(closed, in_force_from=day, today=AFTER, now=LATER, by=staff)


def test_without_seats_nothing_is_decided(closed, staff):
    with pytest.raises(NotAllowed, match="beroepszetel"):
        proposals.ask_assent(closed, in_force_from=STARTS, today=AFTER, now=LATER, by=staff)


def test_nobody_but_a_seat_speaks_and_each_once(before_seats, staff, seats, owner):
    for other in (staff, Actor.self(owner)):
        with pytest.raises(NotAllowed):
            vote(before_seats, other, True)
    vote(before_seats, seats[0], True)
    with pytest.raises(NotAllowed, match="al gestemd"):
        vote(before_seats, seats[0], False)
    assert before_seats.status == "assent"


def test_the_database_keeps_desk_and_seat_apart(desk, db):
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(user=desk, role=Role.SEAT, from_on=DAY)


@pytest.mark.parametrize(
    ("votes", "ends"),
    [((True, True, True), "adopted"), ((True, False, True), "adopted"),
     ((True, False, False), "rejected"), ((False, False, False), "rejected")],
)  # fmt: skip
def test_the_last_seat_decides_it(before_seats, seats, votes, ends):
    for seat, yes in zip(seats, votes, strict=True):
        vote(before_seats, seat, yes)
    before_seats.refresh_from_db()
    assert before_seats.status == ends
    in_force = CodeOfConduct.objects.in_force_on(STARTS)
    assert (in_force == before_seats.subject) == (ends == "adopted")
    assert CodeOfConduct.objects.in_force_on(STARTS - timedelta(days=1)).version == "2018-1"


def test_a_draw_is_no_assent(before_seats, seats):
    grants = RoleGrant.objects.filter(user=seats[2].user)
    grants.update(until_on=AFTER)
    vote(before_seats, seats[0], True)
    vote(before_seats, seats[1], False)
    before_seats.refresh_from_db()
    assert before_seats.status == "rejected"


def test_who_votes_late_moves_the_day_and_never_back_in_time(before_seats, seats):
    late = STARTS + timedelta(days=3)
    for seat in seats:
        vote(before_seats, seat, True, today=late)
    before_seats.refresh_from_db()
    assert before_seats.in_force_from == late + timedelta(days=1)
    assert before_seats.subject.in_force_from == late + timedelta(days=1)


def test_the_night_decides_when_a_seat_that_was_waited_for_is_gone(
    before_seats, seats, standing_clock
):
    standing_clock.move_to(LATER)
    vote(before_seats, seats[0], True)
    vote(before_seats, seats[1], True)
    RoleGrant.objects.filter(user=seats[2].user).update(until_on=AFTER)
    proposals.move_consultations()
    before_seats.refresh_from_db()
    assert before_seats.status == "adopted"


def test_the_database_refuses_a_decision_for_the_same_day(before_seats, seats):
    for seat in seats:
        vote(before_seats, seat, True)
    rows = Consultation.objects.filter(pk=before_seats.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(in_force_from=F("decided_on"))


def test_withdrawing_says_why_to_who_reacted(opened, owner, staff):
    react(opened, Actor.self(owner))
    proposals.withdraw(opened, reason="Het moet anders.", today=DAY, now=NOW, by=staff)
    letter = Letter.objects.get(kind="register/consultation_decided")
    assert "Het moet anders." in letter.body
    assert CodeOfConduct.objects.in_force_on(date(2090, 1, 1)).version == "2018-1"


def test_each_step_is_told_with_who_did_it(before_seats, seats):
    vote(before_seats, seats[0], True)
    verbs = list(Event.objects.of(before_seats).order_by("id").values_list("verb", "role"))
    assert verbs == [
        ("consultation.start", "desk"), ("consultation.write", "desk"),
        ("consultation.open", "desk"), ("consultation.close", "system"),
        ("consultation.ask_assent", "desk"), ("consultation.say", "seat"),
    ]  # fmt: skip


# ---- What changes for whom ----


def new_scheme(staff, seats, **rules):
    made = proposals.start(VersionKind.SCHEME, today=DAY, by=staff)
    proposals.write(made, why=WHY, text=rules, by=staff)
    return made


def test_a_running_period_keeps_its_scheme_and_the_next_gets_the_new(owner, staff, seats):
    registration = people.registered(owner, since=date(2023, 5, 1))
    made = new_scheme(staff, seats, cycle_years=5, reminder_months=[9, 3])
    proposals.open_for_remarks(made, closes_on=CLOSES, today=DAY, by=staff)
    made.close(today=AFTER, by=proposals.SYSTEM)
    starts = date(2027, 2, 1)
    proposals.ask_assent(made, in_force_from=starts, today=AFTER, now=LATER, by=staff)
    for seat in seats:
        vote(made, seat, True)
    running = registration.current_period
    assert running.scheme.version == "2018-1"
    assert running.until_on == date(2027, 5, 1)
    renewal.renew(
        registration, conversation_on=date(2027, 4, 1), today=date(2027, 4, 1), by=proposals.SYSTEM
    )
    following = registration.current_period
    assert following.scheme == RegisterScheme.objects.in_force_on(starts) == made.scheme
    assert following.until_on == date(2032, 5, 1)


def test_staff_read_beforehand_what_changes_for_whom(owner, stranger, staff, seats):
    people.registered(owner, since=date(2023, 5, 1))
    people.registered(stranger, since=date(2026, 5, 1))
    made = new_scheme(staff, seats, cycle_years=5, application_limit_weeks=10, conflict_years=3)
    told = impact.consequences(made, today=DAY)
    assert len(told) == 3
    assert "Voor 2 lopende periodes verandert er niets" in told[1]
    assert "gaan er 1 over" in told[1]
    assert "meteen voor 2 geregistreerde mensen" in told[2]


def test_of_a_code_everyone_is_asked_again(owner, staff, draft):
    people.registered(owner, since=date(2023, 5, 1))
    (told,) = impact.consequences(draft, today=DAY)
    assert "1 geregistreerde klantmanager" in told
    assert "niemand verliest" in told
