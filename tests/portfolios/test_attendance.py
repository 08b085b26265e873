"""Who was there: every mistake in a list is named, and nothing of it tells who is known here."""

import re
import sys
import time as wall_clock
from datetime import date, datetime, time, timedelta

import pytest
from django.core import signing
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from accounts.actors import Actor
from accreditation.conflicts import REASONS, conflicts
from audit.acts import NotAllowed
from kit import clock, numbers
from outbox.models import Job, Letter
from portfolios import carrying_courses, erasing
from portfolios.courses import answering, attendance, catalogue, door, forgetting, lists
from portfolios.courses.list_checking import with_zeros
from portfolios.courses.matching import how_alike
from portfolios.courses.models import (
    Attendance,
    AttendanceList,
    AttendanceRow,
    CourseAnswer,
    CourseRun,
    SentAttendance,
)
from portfolios.dossier.models import LearningActivity
from register.importing import sheets
from tests.makers import courses, logins, people
from tests.register import lists as files

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")
HEADS = ("Achternaam", "Datum", "Tussenvoegsel", "Registratienummer", "Voornaam")
WORK = (lists.CHECK, lists.MATCH)


def mine_at(name, *args):
    return reverse(f"provider:{name}", args=[getattr(one, "public_id", one) for one in args])


def page_of(name, *args):
    return reverse(f"courses:{name}", args=[getattr(one, "public_id", one) for one in args])


def number(seed):
    """A well-formed number that is nobody's."""
    digits = f"{seed:07d}"
    digits += numbers.check_digit(digits)
    return f"RK-{digits[:4]}-{digits[4:]}"


@pytest.fixture
def manager(db):
    return people.person("Noor", "Leraar")


@pytest.fixture
def by(manager):
    return Actor.self(manager)


@pytest.fixture
def course(manager, now):
    provider = courses.provider(manager, now=now)
    teachers = [("Wim", "wim.lam@example.org"), ("Kees", "")]
    return courses.course(provider, now=now, teachers=teachers)


@pytest.fixture
def run(course, now):
    """Last week, on two days."""
    made = courses.run(course, now=now, days=-14)
    day = made.days.get()
    made.days.create(starts_at=day.starts_at + timedelta(days=7),
                     ends_at=day.ends_at + timedelta(days=7))  # fmt: skip
    return made


@pytest.fixture
def registered(owner):
    return people.registered(owner, since=date(2025, 1, 1))


@pytest.fixture
def work(run_jobs):
    """The worker, until there is nothing left to do for lists."""

    def until_done(*tasks):
        while run_jobs(*(tasks or WORK)):
            Job.objects.open().update(leased_until=None)
        Job.objects.open().update(leased_until=None)

    return until_done


@pytest.fixture
def looked_at(run, by, work):
    def make(rows, *, heads=HEADS):
        file = files.workbook((heads, *rows) if heads else rows)
        return check(lists.upload(run, file, name="lijst.xlsx", now=clock.now(), by=by))

    def check(batch):
        lists.start_check(batch, batch.columns, by=by)
        work(lists.CHECK)
        batch.refresh_from_db()
        return batch

    make.check = check
    return make


@pytest.fixture
def sent(looked_at, by, work):
    def make(rows, *, heads=HEADS, with_questions=False, match=True):
        batch = looked_at(rows, heads=heads)
        lists.send(batch, with_questions=with_questions, now=clock.now(), by=by)
        if match:
            work()
        batch.refresh_from_db()
        return batch

    return make


def row_of(registration, **other):
    """As somebody types it, in the order of HEADS."""
    person = registration.person
    cells = {"last": person.last_name, "day": "9-11-2026", "infix": person.infix,
             "number": registration.number, "given": person.given_names} | other  # fmt: skip
    return tuple(cells[name] for name in ("last", "day", "infix", "number", "given"))


def problems(batch):
    return {
        row.number: [f"{one['cell']}: {one['text']}" for one in row.problems]
        for row in batch.rows.all()
        if row.problems
    }


# ---- Reading ----


@pytest.mark.parametrize(
    "heads",
    [HEADS, ("Naam", "RK-nummer"), ("nr", "x", "Deelnemer", "y")],
)
def test_columns_are_found_in_any_order(looked_at, registered, heads):
    cells = dict(zip(HEADS, row_of(registered), strict=True))
    full = f"{registered.person.last_name}, {registered.person.given_names}"
    by_head = {**cells, "Naam": full, "RK-nummer": registered.number, "nr": registered.number,
               "x": "7", "y": "", "Deelnemer": full}  # fmt: skip
    batch = looked_at([tuple(by_head[head] for head in heads)], heads=heads)
    [row] = batch.rows.all()
    assert (row.register_number, row.verdict) == (registered.number, "good"), row.problems
    assert row.name == registered.person.name


@pytest.mark.parametrize(
    "text",
    [
        "{number}\tSamira El Amrani",
        "{number} Samira El Amrani",
        "El Amrani, Samira ; {number}",
        "{digits};S. El Amrani",
        "Nummer;Naam\n{number};Samira El Amrani",
    ],
)
def test_a_pasted_list_needs_no_headings(run, by, looked_at, registered, text):
    digits = registered.number.removeprefix("RK-").replace("-", "")
    typed = text.format(number=registered.number, digits=digits)
    pasted = lists.pasted(typed)
    batch = looked_at.check(lists.upload(run, pasted, name="x", now=clock.now(), by=by))
    [row] = batch.rows.all()
    assert (row.register_number, row.verdict) == (registered.number, "good"), row.problems
    assert how_alike(row, registered) is False


@pytest.mark.parametrize(("typed", "means"), [("481730", None), ("04817304", None)])
def test_only_a_well_formed_number_gets_its_zeros_back(typed, means):
    assert with_zeros(typed) == means


def test_what_cannot_be_read_gets_a_sentence_and_keeps_nothing(login, manager, run):
    page = login(manager).post(mine_at("run_lists", run), {"file": files.named("x.csv", b"%PDF")})
    assert page.status_code == 422
    assert "geen lijst" in page.text
    assert login(manager).post(mine_at("run_lists", run), {}).status_code == 422
    assert not AttendanceList.objects.exists()
    with pytest.raises(sheets.Unreadable):
        lists.upload(run, files.named("leeg.csv", b""), name="x", now=clock.now(), by=None)


# ---- Every mistake is named at its row ----


def kinds(run, today):
    """Fifteen kinds of mistakes: how to make one of a good row, and what has to be said of it."""
    first = min(run.dates)

    def but(**changes):
        return lambda cells, seed, earlier: cells | changes

    return {
        "no number": (but(number=""), "D{n}: Het registratienummer ontbreekt."),
        "too short": (but(number="RK-4817"), "is niet compleet"),
        "mistyped": (lambda c, s, e: c | {"number": wrong(c["number"])}, "zit een tikfout"),
        "two numbers": (lambda c, s, e: c | {"number": f"{c['number']} {number(s + 1)}"},
                        "Hier staan twee nummers"),
        "no number at all": (but(number="onbekend"), "is geen registratienummer"),
        "rounded by Excel": (but(number="4,81731E+07"), "is door Excel afgerond"),
        "a formula": (but(number="=A1"), "Hier staat een formule"),
        "no surname": (but(last=""), "C{n}: De achternaam ontbreekt".replace("C", "A")),
        "broken letters": (but(last="PeÃ±a"), "kapot gegaan"),
        "no name": (but(last="06-12345678"), "lijkt geen naam"),
        "too long a name": (but(last="A" * 81), "is langer dan 80 tekens"),
        "no date": (but(day="vorige week"), "is geen datum die we begrijpen"),
        "another date": (but(day=(first - timedelta(days=3)).isoformat()),
                         "was deze uitvoering er niet"),
        "a date to come": (but(day=(today + timedelta(days=9)).isoformat()), "moet nog komen"),
        "twice": (lambda c, s, e: dict(e), "Dezelfde persoon staat ook in rij"),
    }  # fmt: skip


def wrong(text):
    return f"{text[:-1]}{(int(text[-1]) + 1) % 10}"


def planted(run, today, *, rows, mistakes):
    """Rows for a sheet, and by row number what has to be said of it."""
    made, expected = [], {}
    each = list(kinds(run, today).values())
    every = rows // mistakes
    good = {"last": "Berg", "day": "9-11-2026", "infix": "van den", "number": "", "given": "Jan"}
    earlier = None
    for at in range(rows):
        cells = good | {"number": number(at * 7), "last": f"Berg{chr(97 + at % 26)}"}
        cells["last"] = cells["last"].title()
        if at % every == every - 1 and len(expected) < mistakes:
            make, says = each[len(expected) % len(each)]
            cells = make(cells, at * 7, earlier)
            expected[at + 2] = says.replace("{n}", str(at + 2))
        else:
            earlier = cells
        made.append(tuple(cells[name] for name in ("last", "day", "infix", "number", "given")))
    return made, expected


def test_five_thousand_rows_with_three_hundred_mistakes(
    looked_at, run, by, work, sent, registered, today, capsys
):
    rows, expected = planted(run, today, rows=5_000, mistakes=300)
    assert len(expected) == 300
    registered.number = number(9_999_999)  # none of those
    registered.save(update_fields=["number"])
    rows.append(row_of(registered))
    began = wall_clock.perf_counter()
    batch = looked_at(rows)
    checked = wall_clock.perf_counter()
    found = problems(batch)
    assert set(found) == set(expected)
    unnamed = {at: found[at] for at, says in expected.items() if says not in " ".join(found[at])}
    assert unnamed == {}
    assert set(batch.rows.filter(number__in=expected).values_list("verdict", flat=True)) == {
        "blocked"
    }
    lists.send(batch, with_questions=True, now=clock.now(), by=by)
    batch.refresh_from_db()
    assert batch.rows_sent == 4_701
    matching = wall_clock.perf_counter()
    work()
    done = wall_clock.perf_counter()
    assert Attendance.objects.get().person == registered.person
    assert SentAttendance.objects.count() == 4_701
    again = looked_at(rows)
    assert again.rows.filter(verdict="good").count() == 0
    with pytest.raises(NotAllowed, match="geen rij"):
        lists.send(again, with_questions=True, now=clock.now(), by=by)
    assert Attendance.objects.count() == 1
    assert Letter.objects.filter(kind="portfolios/attendance_proposed").count() == 1
    with capsys.disabled():
        sys.stdout.write(
            f"\n5,001 rows, 300 mistakes of {len(kinds(run, today))} kinds, all named: read and "
            f"looked at in {checked - began:.1f} s, 4,701 sent and matched in "
            f"{done - matching:.1f} s\n"
        )


def test_sent_at_the_same_time_nothing_comes_twice(looked_at, by, work, registered):
    """Both lists were looked at before the other was sent."""
    one, two = looked_at([row_of(registered)]), looked_at([row_of(registered)])
    for batch in (one, two):
        lists.send(batch, with_questions=False, now=clock.now(), by=by)
    work()
    assert Attendance.objects.count() == 1


def test_what_is_almost_the_same_is_asked_and_confirmed(login, manager, looked_at, work):
    lost = next(seed for seed in range(100_000, 1_000_000) if number(seed).startswith("RK-0"))
    short = str(int(number(lost).removeprefix("RK-").replace("-", "")))
    rows = [
        ("Berg", "9-11-2026", "van den", short, "Jan"),
        ("Jansen", "", "", number(5_000_001), "Piet"),
        ("Janssen", "", "", number(5_000_001), "Piet"),
    ]
    batch = looked_at(rows)
    found = problems(batch)
    assert "is vooraan een nul weggevallen" in found[2][0]
    assert "bijna dezelfde naam" in found[4][0]
    assert set(batch.rows.values_list("number", "verdict")) == {
        (2, "ask"), (3, "good"), (4, "ask"),
    }  # fmt: skip
    mine = login(manager)
    assert "Ja, dat klopt" in mine.get(mine_at("list", batch)).text
    mine.post(mine_at("list_row", batch, 2), {"confirm": "ja"})
    assert batch.rows.get(number=2).verdict == "good"
    mine.post(mine_at("list_row", batch, 4), {"leave_out": "ja"})
    assert batch.rows.count() == 2
    mine.post(mine_at("list_send", batch), {"which": "good"})
    batch.refresh_from_db()
    assert batch.rows_sent == 2


def test_a_row_is_mended_on_the_page(login, manager, looked_at, registered):
    batch = looked_at([row_of(registered, number=wrong(registered.number))])
    mine = login(manager)
    assert mine.post(mine_at("list_send", batch), {"which": "good"}).status_code == 422
    page = mine.get(mine_at("list_row", batch, 2))
    assert "zit een tikfout" in page.text
    words = {"register_text": registered.number, "last_name": "El Amrani"}
    mine.post(mine_at("list_row", batch, 2), words | {"given_names": "Samira"})
    assert batch.rows.get().verdict == "good"


# ---- The provider learns nothing ----


def without_tokens(page):
    return re.sub(r'(csrfmiddlewaretoken" value=")[^"]*', r"\1", page)


def whole_visit(client, run, work, known):
    """Everything the provider sees of one list, from choosing it to long after sending it."""
    seen = []
    rows = f"Nummer;Naam\n{known[0]};{known[1]}\n"
    answer = client.post(mine_at("run_lists", run), {"pasted": rows})
    batch = AttendanceList.objects.latest("pk")
    seen.append((answer.status_code, answer.url.replace(str(batch.public_id), "…")))
    client.post(mine_at("list_columns", batch), {"number": "0", "full_name": "1"})
    work(lists.CHECK)
    for _ in range(2):
        seen.append(client.get(mine_at("list", batch)).text)
    answer = client.post(mine_at("list_send", batch), {"which": "good"})
    seen.append((answer.status_code, answer.url.replace(str(batch.public_id), "…")))
    seen.append(client.get(mine_at("list", batch)).text)
    work()
    seen.append(client.get(mine_at("list", batch)).text)
    for path in (mine_at("run_lists", run), mine_at("run", run),
                 mine_at("provider", run.course.provider),
                 mine_at("disputes", run.course.provider)):  # fmt: skip
        seen.append(client.get(path).text)
    queries = [without_tokens(one) if isinstance(one, str) else one for one in seen]
    return [
        one.replace(str(batch.public_id), "…") if isinstance(one, str) else one for one in queries
    ]


def test_matching_tells_nobody_who_is_registered(login, manager, course, work, registered, now):
    """Page for page the same for somebody known, for nobody, and for a name that is another's."""
    name = registered.person.name
    visits = []
    for known in ((registered.number, name), (number(4_444_444), name),
                  (registered.number, "Piet Jansen")):  # fmt: skip
        run = courses.run(course, now=now, days=-14)
        seen = whole_visit(login(manager), run, work, known)
        visits.append([
            one.replace(str(run.public_id), "…").replace(known[0], "NR").replace(known[1], "N")
            if isinstance(one, str) else one for one in seen
        ])  # fmt: skip
        CourseRun.objects.filter(pk=run.pk).update(  # so that the next visit finds one run too
            called_off_on=now.date(), called_off_because="Voorbij."
        )
    assert Attendance.objects.count() == 1
    for other in visits[1:]:
        for mine, theirs in zip(visits[0], other, strict=True):
            assert mine == theirs


def test_the_page_asks_the_register_nothing(
    login, manager, looked_at, registered, django_assert_max_num_queries
):
    """So it cannot take longer for who is known: the same questions, none to registrations."""
    asked = []
    rows = (row_of(registered, number=number(nth)) for nth in (4_444_443, 4_444_444))
    for known in (*rows, row_of(registered)):
        batch = looked_at([known])
        with django_assert_max_num_queries(60) as found:
            login(manager).post(mine_at("list_send", batch), {"which": "good"})
        asked.append([re.sub(r"'[^']*'|\d+", "", one["sql"]) for one in found.captured_queries])
    assert asked[1] == asked[2]  # the first also begins the count of the hour
    assert not [sql for sql in asked[2] if "register_registration" in sql.lower()]


def test_a_provider_sees_nothing_of_what_the_person_does(
    login, manager, sent, registered, owner, run, now
):
    sent([row_of(registered)])
    [proposal] = Attendance.objects.all()
    before = [login(manager).get(path).text for path in paths_of(run)]
    made = carrying_courses.keep(proposal, today=now.date(), now=now, by=Actor.self(owner))
    LearningActivity.objects.filter(pk=made.pk).update(note="kanarie-in-het-dossier-kwit")
    after = [login(manager).get(path).text for path in paths_of(run)]
    assert list(map(without_tokens, before)) == list(map(without_tokens, after))
    assert not [page for page in after if "kanarie" in page or owner.last_name in page]


def paths_of(run):
    batch = run.lists.get()
    return [mine_at("list", batch), mine_at("run_lists", run), mine_at("run", run),
            mine_at("course", run.course), mine_at("provider", run.course.provider),
            mine_at("disputes", run.course.provider), mine_at("home")]  # fmt: skip


def test_after_matching_names_and_numbers_of_a_list_are_gone(sent, registered):
    batch = sent([row_of(registered), row_of(registered, number=number(9), last="Ander")])
    assert not batch.rows.exists()
    assert batch.file is None
    marks = SentAttendance.objects.values_list("mark", flat=True)
    assert all(registered.number not in mark for mark in marks)


# ---- Who is meant ----


@pytest.mark.parametrize(
    ("given", "infix", "last", "expected"),
    [
        ("Joost", "van der", "Meulen", False),
        ("J.", "v.d.", "Meulen", None),
        ("J", "", "Meulen", False),
        ("Joost", "", "Meulen, van der", False),
        ("Joost", "van der", "Muelen", True),
        ("Jo", "van der", "Meulen", True),
        ("Joost", "", "Meulen-Bakker", True),
        ("Piet", "", "Jansen", None),
        ("Joost", "", "", None),
    ],
)
def test_a_name_is_the_same_almost_or_another(stranger, given, infix, last, expected):
    registration = people.registered(stranger, since=date(2025, 1, 1))
    row = AttendanceRow(given_names=given, infix=infix, last_name=last)
    found = how_alike(row, registration)
    assert found is expected or (expected is None and last == "Meulen" and found is not None)


def test_almost_the_name_is_a_question_to_the_person(login, sent, registered, owner):
    sent([row_of(registered, last="El Amrany")])
    [proposal] = Attendance.objects.all()
    assert proposal.near
    page = login(owner).get(page_of("attendances")).text
    assert "Samira El Amrany" in page
    assert "Ben jij dat?" in page


def test_a_closed_account_gets_no_proposal(sent, registered, owner):
    owner.is_active = False
    owner.save()
    sent([row_of(registered)])
    assert not Attendance.objects.exists()


# ---- What the person does with it ----


@pytest.fixture
def proposal(sent, registered):
    sent([row_of(registered)])
    return Attendance.objects.get()


def test_kept_it_becomes_an_activity_once(login, proposal, owner, course):
    me = login(owner)
    assert course.title in me.get(page_of("attendances")).text
    assert Letter.objects.get(kind="portfolios/attendance_proposed").person == owner
    answer = me.post(page_of("attendance_keep", proposal))
    made = LearningActivity.objects.get()
    assert answer.url == reverse("dossier:activity_edit", args=[made.public_id])
    assert (made.owner, made.kind, made.title) == (owner, "course", course.title)
    assert list(made.competencies.all()) == list(course.competencies.all())
    assert made.happened_on == date(2026, 11, 9)
    assert me.post(page_of("attendance_keep", proposal)).status_code == 409
    assert LearningActivity.objects.count() == 1


def test_it_is_nobody_elses(login, proposal, stranger, manager):
    for person in (stranger, manager):
        for name in ("attendance_keep", "attendance_throw_away", "attendance_dispute"):
            assert login(person).post(page_of(name, proposal)).status_code == 404


def test_thrown_away_it_can_come_back(login, proposal, owner):
    me = login(owner)
    me.post(page_of("attendance_throw_away", proposal))
    assert "Weggegooid" in me.get(page_of("attendances")).text
    me.post(page_of("attendance_bring_back", proposal))
    proposal.refresh_from_db()
    assert proposal.status == "proposed"


def test_a_dispute_is_answered_within_the_days_of_the_scheme(
    login, proposal, owner, manager, scheme, today, course
):
    me, theirs = login(owner), login(manager)
    assert me.post(page_of("attendance_dispute", proposal), {"words": ""}).status_code == 422
    me.post(page_of("attendance_dispute", proposal), {"words": "Ik was ziek.", "looked": "on"})
    proposal.refresh_from_db()
    assert proposal.answer_by == today + timedelta(days=scheme.attendance_answer_days)
    letter = Letter.objects.get(kind="portfolios/attendance_disputed")
    assert letter.person == manager
    assert owner.last_name not in letter.body
    page = theirs.get(mine_at("disputes", course.provider)).text
    assert "Ik was ziek." in page
    answer = mine_at("dispute_answer", proposal)
    assert theirs.post(answer, {"words": ""}).status_code == 422
    assert login(owner).post(answer, {"words": "x", "was_mistake": "yes"}).status_code == 404
    theirs.post(answer, {"words": "Je tekende die ochtend.", "was_mistake": "no"})
    proposal.refresh_from_db()
    assert proposal.status == "proposed"
    assert "Je tekende die ochtend." in me.get(page_of("attendances")).text
    assert theirs.post(answer, {"words": "x", "was_mistake": "yes"}).status_code == 404


def test_a_mistake_is_taken_back(login, proposal, owner, manager, now):
    attendance.dispute(proposal, "Ik was ziek.", now=now, by=Actor.self(owner))
    login(manager).post(
        mine_at("dispute_answer", proposal), {"words": "Sorry.", "was_mistake": "yes"}
    )
    proposal.refresh_from_db()
    assert proposal.status == "withdrawn"
    assert Letter.objects.filter(kind="portfolios/attendance_answered", person=owner).exists()


def test_without_an_answer_in_time_the_word_of_the_person_counts(
    proposal, owner, standing_clock, now, scheme
):
    attendance.dispute(proposal, "Ik was ziek.", now=now, by=Actor.self(owner))
    for days, status in ((scheme.attendance_answer_days, "disputed"),
                         (scheme.attendance_answer_days + 1, "withdrawn")):  # fmt: skip
        standing_clock.move_to(now + timedelta(days=days))
        attendance.close_unanswered()
        proposal.refresh_from_db()
        assert proposal.status == status


def test_after_erasing_no_proposal_is_left(proposal, owner, today):
    erasing.erase(owner, today=today)
    assert not Attendance.objects.exists()


def test_the_pages_ask_no_more_for_more(
    login, owner, registered, sent, course, by, now, work, django_assert_num_queries
):
    counts = []
    for rows in (1, 3):
        for _ in range(rows):
            run = courses.run(course, now=now, days=-14)
            attendance.at_the_door(run, person=owner, today=now.date(), day=now.date())
        me = login(owner)
        with django_assert_num_queries(7):
            me.get(page_of("attendances"))
        counts.append(rows)
    assert counts == [1, 3]


# ---- What is forgotten, and when ----


def nights(standing_clock, day, now):
    """The jobs of the night that begins this day."""
    standing_clock.move_to(datetime.combine(day, time(5), tzinfo=now.tzinfo))
    forgetting.forget_lists()
    forgetting.forget_attendance()


def test_rows_that_stayed_behind_are_forgotten_after_the_days_of_the_scheme(
    sent, looked_at, registered, standing_clock, scheme, now, today
):
    rows = [row_of(registered), row_of(registered, number="RK-4817")]
    alone, gone = looked_at(rows), sent(rows)
    assert (alone.rows.count(), gone.rows.count()) == (2, 1)
    over = today + timedelta(days=scheme.attendance_list_days)
    nights(standing_clock, over, now)
    assert (alone.rows.count(), gone.rows.count()) == (2, 1)
    nights(standing_clock, over + timedelta(days=1), now)
    assert not AttendanceRow.objects.exists()
    alone.refresh_from_db()
    assert (alone.status, alone.file) == ("discarded", None)


@pytest.mark.parametrize("settle", ["keep", "throw_away", "take_back"])
def test_what_a_list_said_of_somebody_goes_soon_after_the_choice(
    proposal, owner, standing_clock, scheme, now, today, settle
):
    by = Actor.self(owner)
    attendance.dispute(proposal, "Ik was er maar kort.", now=now, by=by)
    if settle == "keep":
        carrying_courses.keep(proposal, today=today, now=now, by=by)
    elif settle == "throw_away":
        proposal.throw_away(today=today, by=by)
    else:
        attendance.answer(proposal, "Sorry.", was_mistake=True, now=now, by=by)
    over = today + timedelta(days=scheme.attendance_list_days)
    for day, has_words in ((over - timedelta(days=1), True), (over, False)):
        nights(standing_clock, day, now)
        proposal.refresh_from_db()
        words = proposal.listed_name + proposal.listed_number + proposal.dispute_words
        assert bool(words) is has_words
    assert proposal.taught_by == (["wim.lam@example.org"] if settle == "keep" else [])


@pytest.mark.parametrize("thrown", [False, True])
def test_what_nobody_kept_is_gone_after_the_months_of_the_scheme(
    login, proposal, owner, standing_clock, scheme, now, today, thrown
):
    if thrown:
        proposal.throw_away(today=today, by=Actor.self(owner))
    over = clock.add_months(today, scheme.attendance_months)
    nights(standing_clock, over - timedelta(days=1), now)
    assert Attendance.objects.filter(pk=proposal.pk).exists()
    last = date_format(over - timedelta(days=1), "j F Y")
    page = login(owner).get(page_of("attendances")).text
    assert (last in page) is ("Je kunt kiezen tot en met" in page) is not thrown
    nights(standing_clock, over, now)
    assert not Attendance.objects.exists()


def test_what_was_thrown_away_late_can_still_be_brought_back(
    proposal, owner, standing_clock, scheme, now, today
):
    over = clock.add_months(today, scheme.attendance_months)
    standing_clock.move_to(datetime.combine(over - timedelta(days=1), time(12), tzinfo=now.tzinfo))
    proposal.throw_away(today=clock.today(), by=Actor.self(owner))
    days = timedelta(days=scheme.attendance_list_days)
    for later, is_there in ((over, True), (over + days, False)):
        nights(standing_clock, later, now)
        assert Attendance.objects.exists() is is_there


def test_what_was_kept_stays_as_long_as_it_ties_somebody_or_may_be_answered(
    proposal, owner, standing_clock, scheme, now, today, course
):
    teacher = people.person("Wim", "Lam")
    made = carrying_courses.keep(proposal, today=today, now=now, by=Actor.self(owner))
    standing_clock.move_to(now + timedelta(days=200))
    answering.ask_due()
    answering.answer(course, person=owner, said="yes")
    over = clock.add_years(proposal.attended_on, scheme.conflict_years)
    for day, is_there in ((over - timedelta(days=1), True), (over, False)):
        nights(standing_clock, day, now)
        assert Attendance.objects.exists() is is_there
        assert bool(conflicts(owner, teacher, today=day)) is is_there
        assert CourseAnswer.objects.exists() is is_there
    assert LearningActivity.objects.get() == made


def test_a_kept_course_that_was_not_asked_about_waits_for_the_question(
    proposal, owner, standing_clock, scheme, now, today
):
    carrying_courses.keep(proposal, today=today, now=now, by=Actor.self(owner))
    asked = clock.add_years(today, scheme.conflict_years)
    nights(standing_clock, asked, now)
    answering.ask_due()
    over = clock.add_months(asked, scheme.rating_months)
    for day, is_there in ((over - timedelta(days=1), True), (over, False)):
        nights(standing_clock, day, now)
        assert Attendance.objects.exists() is is_there


def test_an_answer_stays_with_who_was_there_again(
    proposal, owner, standing_clock, scheme, now, today, course
):
    by = Actor.self(owner)
    carrying_courses.keep(proposal, today=today, now=now, by=by)
    standing_clock.move_to(now + timedelta(days=400))
    again = courses.run(course, now=clock.now(), days=-1)
    kept_by(owner, again, now=clock.now())
    answering.ask_due()
    answering.answer(course, person=owner, said="yes")
    nights(standing_clock, clock.add_years(proposal.attended_on, scheme.conflict_years), now)
    assert Attendance.objects.get().run == again
    assert CourseAnswer.objects.exists()


def test_of_a_day_of_long_ago_no_list_can_tell_so_the_marks_go(
    sent, looked_at, registered, run, standing_clock, scheme, now, today
):
    sent([row_of(registered)])
    over = clock.add_months(max(run.dates), scheme.attendance_months)
    nights(standing_clock, over - timedelta(days=1), now)
    assert SentAttendance.objects.exists()
    day = max(run.dates).strftime("%d-%m-%Y")
    other = row_of(registered, day=day, last="Anders")
    assert looked_at([other]).rows.get().verdict == "good"
    nights(standing_clock, over, now)
    assert not SentAttendance.objects.exists()
    [said] = problems(looked_at([other]))[2]
    assert "te lang geleden" in said


# ---- The conflict rules ----


def test_who_taught_is_a_tie_only_once_it_was_kept(proposal, owner, now, today):
    teacher = people.person("Wim", "Lam")  # the address is wim.lam@example.org
    other = people.person("Kees", "Bakker")
    assert conflicts(owner, teacher, today=today) == []
    carrying_courses.keep(proposal, today=today, now=now, by=Actor.self(owner))
    assert [one.reason for one in conflicts(owner, teacher, today=today)] == [REASONS["taught"]]
    assert [one.reason for one in conflicts(teacher, owner, today=today)] == [REASONS["pupil"]]
    assert conflicts(owner, other, today=today) == []
    later = clock.add_years(today, 5)
    assert conflicts(owner, teacher, today=later) == []


def test_an_address_that_was_not_confirmed_ties_nobody(proposal, owner, now, today):
    teacher = people.person("Wim", "Lam")
    teacher.emailaddress_set.update(verified=False)
    carrying_courses.keep(proposal, today=today, now=now, by=Actor.self(owner))
    assert conflicts(owner, teacher, today=today) == []


# ---- At the door ----


@pytest.fixture
def today_run(course, now):
    return courses.run(course, now=now, days=0)


def test_the_code_of_this_minute_and_its_neighbours_open_the_door(today_run, now):
    code = door.code_at(today_run, now)
    for seconds, expected in ((0, True), (60, True), (-60, True), (120, False), (-120, False)):
        moment = now + timedelta(seconds=seconds)
        assert door.opens(today_run, code, now=moment) is expected
    assert not door.opens(today_run, "0" * door.SIGNS, now=now)
    assert door.code_at(today_run, now + timedelta(seconds=60)) != code


def test_the_door_is_open_on_the_day_only(login, manager, run, today_run, client, now, by):
    assert login(manager).get(mine_at("run_door", run)).status_code == 409
    page = login(manager).get(mine_at("run_door", today_run)).text
    assert "data:image/svg+xml" in page
    other = door.code_at(run, now)
    path = reverse("providers:door", args=[run.public_id, other])
    assert client.get(path).status_code == 410


def test_who_scans_logs_in_and_keeps_it_at_once(
    login, client, today_run, stranger, standing_clock, now, today
):
    code = door.code_at(today_run, now)
    path = reverse("providers:door", args=[today_run.public_id, code])
    ticket = client.get(path)
    assert ticket.status_code == 302
    assert client.get(ticket.url).url.startswith("/account/login/")
    standing_clock.move_to(now + timedelta(minutes=40))  # a weak network and a lost password
    assert client.get(path).status_code == 410
    me = logins.put_in(client, stranger)  # in the same browser
    assert "Bewaar in mijn dossier" in me.get(ticket.url).text
    assert not Attendance.objects.exists()
    me.post(ticket.url)
    [kept] = Attendance.objects.all()
    assert (kept.person, kept.status, kept.came_by) == (stranger, "kept", "door")
    assert kept.activity.owner == stranger
    assert me.post(ticket.url).url == page_of("attendances")
    assert LearningActivity.objects.count() == 1
    standing_clock.move_to(now + timedelta(hours=13))
    assert logins.put_in(client, stranger).get(ticket.url).status_code == 410


def test_a_ticket_that_was_passed_on_opens_nothing(
    login, client, stranger, owner, today_run, now, today
):
    """Who scans while logged in, and who still has to log in: neither can send it home."""
    path = reverse("providers:door", args=[today_run.public_id, door.code_at(today_run, now)])
    me, other = login(stranger), login(owner)
    for ticket in (me.get(path).url, client.get(path).url):
        page = other.get(ticket)
        assert page.status_code == 410
        assert "Scan zelf de code" in page.text
        assert other.post(ticket).status_code == 410
    assert not Attendance.objects.exists()
    assert login(stranger).get(me.get(path).url).status_code == 200  # on another device


def test_who_scans_hears_until_when_it_can_be_done(login, stranger, today_run, now):
    path = reverse("providers:door", args=[today_run.public_id, door.code_at(today_run, now)])
    me = login(stranger)
    until = date_format(timezone.localtime(now + door.TICKET_FOR), r"j F Y \o\m H.i \u\u\r")
    assert until in me.get(me.get(path).url).text


def test_the_page_at_the_door_stops_asking_after_the_day(
    login, manager, today_run, standing_clock, now
):
    path, seen = mine_at("run_door_code", today_run), login(manager)
    assert "data-hx-get" in seen.get(path).text
    standing_clock.move_to(now + timedelta(days=1))
    mine = login(manager)
    after = mine.get(path)
    assert (after.status_code, after.text) == (204, "")
    assert "De dag is voorbij" in mine.get(after["HX-Redirect"]).text


def test_a_forged_ticket_opens_nothing(login, stranger, today_run, today, now):
    parts = [str(today_run.public_id), today.isoformat(), door.account_of(stranger),
             now.isoformat()]  # fmt: skip
    other = signing.Signer(salt="anders").sign_object(parts)
    for text in ("onzin", other):
        assert login(stranger).get(page_of("at_the_door", text)).status_code == 410
        assert login(stranger).post(page_of("at_the_door", text)).status_code == 410


def test_a_list_after_the_door_proposes_nothing_new(
    login, owner, registered, course, by, work, now, today, today_run
):
    door_ticket = door.ticket(today_run, holder=door.account_of(owner), now=now)
    login(owner).post(page_of("at_the_door", door_ticket))
    rows = (("Naam", "Nummer"), (owner.name, registered.number))
    batch = lists.upload(today_run, files.workbook(rows), name="x", now=now, by=by)
    lists.start_check(batch, batch.columns, by=by)
    work(lists.CHECK)
    batch.refresh_from_db()
    lists.send(batch, with_questions=True, now=now, by=by)
    work()
    assert Attendance.objects.get().status == "kept"


# ---- Did it change your work? ----


def kept_by(person, run, *, now):
    attended = attendance.at_the_door(run, person=person, today=now.date(), day=now.date())
    carrying_courses.keep(attended, today=now.date(), now=now, by=Actor.self(person))
    return attended


def test_it_is_asked_once_after_the_months_of_the_scheme(
    login, owner, run, standing_clock, now, scheme
):
    attended = kept_by(owner, run, now=now)
    me = login(owner)
    assert me.post(page_of("course_answer", attended), {"answer": "yes"}).status_code == 409
    later = clock.add_months(now.date(), scheme.rating_months)
    standing_clock.move_to(now.replace(year=later.year, month=later.month, day=later.day - 1))
    answering.ask_due()
    assert not Letter.objects.filter(kind="portfolios/course_looked_back").exists()
    standing_clock.move_to(now.replace(year=later.year, month=later.month, day=later.day))
    for _ in range(2):
        answering.ask_due()
    assert Letter.objects.filter(kind="portfolios/course_looked_back", person=owner).count() == 1
    me = login(owner)
    me.post(page_of("course_answer", attended), {"answer": "bit"})
    assert "Je zei: een beetje" in me.get(page_of("attendances")).text
    me.post(page_of("course_answer", attended), {"answer": ""})
    assert not CourseAnswer.objects.exists()


@pytest.mark.parametrize(
    ("answers", "expected"), [(["yes"] * 4, 0), (["yes"] * 5, 3), (["no"] * 5, 1)]
)
def test_words_come_from_five_answers_on_and_never_a_number(
    login, stranger, course, answers, expected
):
    for at, said in enumerate(answers):
        answering.answer(course, person=people.person(f"Mens{at}", "Zegt"), said=said)
    page = login(stranger).get(page_of("course", course)).text
    for level, words in answering.WORDS.items():
        assert not words or (words in page) == (level == expected)


def test_the_catalogue_can_begin_with_what_changed_work(stranger, course, now):
    other = courses.course(course.provider, now=now, title="Aaa", teachers=[])
    for at in range(5):
        answering.answer(course, person=people.person(f"Mens{at}", "Zegt"), said="yes")
    for by_change, expected in ((False, other), (True, course)):
        asked = catalogue.Asked(by_change=by_change)
        found = catalogue.offers(stranger, asked, goal_codes=(), now=now)
        assert found[0].course == expected


@pytest.mark.parametrize(
    "change",
    [{"status": "kept"}, {"status": "disputed"}, {"status": "disputed", "answer_by": "2026-12-01"}],
)
def test_the_database_holds_what_is_always_true_of_attendance(proposal, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.filter(pk=proposal.pk).update(**change)
