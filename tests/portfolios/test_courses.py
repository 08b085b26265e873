"""Courses: listed freely, looked at afterwards, found by what suits, never by who pays."""

from datetime import timedelta
from decimal import Decimal

import icalendar
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actors import Actor
from accounts.models import Role
from outbox.models import Letter
from portfolios import erasing
from portfolios.carrying_courses import codes_of_goals
from portfolios.courses import catalogue, looking, running
from portfolios.courses.models import Course, CourseReport, CourseRun, SavedCourse
from portfolios.courses.views.desk import course_list
from register.models import Competency
from tests.makers import courses, people

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")


def mine_at(name, *args):
    return reverse(f"provider:{name}", args=[getattr(one, "public_id", one) for one in args])


def page_of(name, *args):
    return reverse(f"courses:{name}", args=[one.public_id for one in args])


@pytest.fixture
def provider(owner, now):
    return courses.provider(owner, now=now)


@pytest.fixture
def course(provider, now):
    return courses.course(provider, now=now)


@pytest.fixture
def typed(scheme):
    """What somebody fills in for a course."""
    return courses.COURSE | {
        "price": "12,50", "competencies": [Competency.objects.first().pk],
        "teachers": "Noor de Wit, noor@example.org\nKees",
    }  # fmt: skip


# ---- Listing ----


def test_a_course_is_in_the_catalogue_at_once(login, provider, owner, stranger, typed):
    answer = login(owner).post(mine_at("course_new", provider), typed)
    made = Course.objects.get()
    assert answer.url == mine_at("course", made)
    assert made.price == Decimal("12.50")
    assert list(made.teachers.values_list("name", "email")) == [
        ("Noor de Wit", "noor@example.org"), ("Kees", ""),
    ]  # fmt: skip
    page = login(stranger).get(page_of("course", made)).text
    assert made.title in login(stranger).get(page_of("catalogue")).text
    assert "Noor de Wit" in page
    assert "noor@example.org" not in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""}, {"goals": ""}, {"competencies": []}, {"price": "-1"}, {"price": "veel"},
        {"link": "javascript:alert(1)"}, {"form": "punten"}, {"teachers": ", noor@example.org"},
        {"teachers": "Noor, noor@"}, {"teachers": "Noor\nNoor"},
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_kindly(login, provider, owner, typed, wrong):
    assert login(owner).post(mine_at("course_new", provider), typed | wrong).status_code == 422
    assert not Course.objects.exists()


def test_another_provider_or_nobody_touches_it(login, course, stranger, peer, now):
    courses.provider(peer, now=now, name="Een ander")
    run = courses.run(course, now=now)
    for person in (stranger, peer):
        other = login(person)
        for name, thing in (("course", course), ("course_edit", course), ("course_end", course),
                            ("run_new", course), ("run", run), ("run_edit", run)):  # fmt: skip
            assert other.get(mine_at(name, thing)).status_code == 404, name
        assert other.post(mine_at("run_call_off", run), {"because": "Ik"}).status_code == 404


def test_a_run_has_days_a_place_and_a_file_for_the_calendar(login, course, owner, stranger, today):
    mine = login(owner)
    first = today + timedelta(days=10)
    facts = {
        "on": first.isoformat(),
        "begins": "09:30",
        "ends": "16:30",
        "place": "Zwolle",
        "province": "Overijssel",
        "capacity": "12",
        "link": "https://leerhuis.example/ja",
    }
    mine.post(mine_at("run_new", course), facts)
    run = CourseRun.objects.get()
    second = {"on": (first + timedelta(days=7)).isoformat(), "begins": "10:00", "ends": "12:00"}
    mine.post(mine_at("day_add", run), second)
    assert mine.post(mine_at("day_add", run), second).status_code == 409
    assert mine.post(mine_at("day_add", run), second | {"ends": "09:00"}).status_code == 422
    assert run.days.count() == 2
    answer = login(stranger).get(page_of("run_calendar", run))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    found = list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))
    assert [str(part["location"]) for part in found] == ["Zwolle", "Zwolle"]
    assert found[0].decoded("dtstart").isoformat().startswith(f"{first}T09:30")
    day = run.days.last()
    mine.post(reverse("provider:day_remove", args=[run.public_id, day.pk]))
    last = reverse("provider:day_remove", args=[run.public_id, run.days.get().pk])
    assert mine.post(last).status_code == 409


@pytest.mark.parametrize("wrong", [{"place": ""}, {"province": ""}, {"capacity": "0"},
                                   {"ends": "08:00"}, {"on": "morgen"}])  # fmt: skip
def test_a_run_is_somewhere_or_online(login, course, owner, today, wrong):
    facts = {"on": today.isoformat(), "begins": "09:30", "ends": "16:30", "place": "Zwolle",
             "province": "Overijssel"}  # fmt: skip
    assert login(owner).post(mine_at("run_new", course), facts | wrong).status_code == 422
    login(owner).post(mine_at("run_new", course), {**facts, "place": "", "online": "on"})
    assert CourseRun.objects.get().where == "online"


def test_who_saved_it_hears_that_a_run_is_off_and_the_provider_not_who(
    login, course, owner, stranger, now
):
    run = courses.run(course, now=now)
    catalogue.save(course, person=stranger, today=now.date())
    mine = login(owner)
    assert mine.post(mine_at("run_call_off", run), {"because": ""}).status_code == 422
    mine.post(mine_at("run_call_off", run), {"because": "De docent is ziek."})
    letter = Letter.objects.get(person=stranger)
    assert "De docent is ziek." in letter.body
    assert "7 december 2026" in letter.body
    for path in (mine_at("course", course), mine_at("run", run)):
        assert stranger.last_name not in mine.get(path).text


def test_a_course_that_ends_is_found_no_more(login, course, owner, stranger, now):
    run = courses.run(course, now=now)
    mine = login(owner)
    assert mine.get(mine_at("course_end", course)).status_code == 200
    mine.post(mine_at("course_end", course))
    run.refresh_from_db()
    assert run.called_off_on == now.date()
    assert login(stranger).get(page_of("course", course)).status_code == 404
    assert login(stranger).get(page_of("run_calendar", run)).status_code == 404
    assert mine.get(mine_at("course_edit", course)).status_code == 409


# ---- The light check ----


def test_a_report_leads_to_hiding_with_a_reason_and_back(login, course, owner, stranger, desk):
    login(stranger).post(page_of("course_report", course), {"words": "De prijs klopt niet."})
    staff, desk_page = login(desk), reverse("desk_courses:courses")
    assert "De prijs klopt niet." in staff.get(desk_page).text
    hide = reverse("desk_courses:course_hide", args=[course.public_id])
    assert login(stranger).post(hide, {"because": "Ik"}).status_code == 404
    staff.post(hide, {"because": ""})
    course.refresh_from_db()
    assert course.hidden_on is None
    staff.post(hide, {"because": "De prijs is hoger dan hier staat."})
    assert login(stranger).get(page_of("course", course)).status_code == 404
    assert "De prijs is hoger" in login(owner).get(mine_at("course", course)).text
    assert "De prijs is hoger" in Letter.objects.get(kind="portfolios/course_hidden").body
    assert not CourseReport.objects.filter(handled_on=None).exists()
    assert staff.post(hide, {"because": "Nog eens"}).status_code == 409
    back = reverse("desk_courses:course_put_back", args=[course.public_id])
    staff.post(back)
    assert login(stranger).get(page_of("course", course)).status_code == 200
    assert Letter.objects.filter(kind="portfolios/course_back", person=owner).exists()


def test_the_desk_sees_what_is_new_and_again_what_changed(login, course, owner, desk, typed):
    staff, desk_page = login(desk), reverse("desk_courses:courses")
    assert course.title in staff.get(desk_page).text
    staff.post(reverse("desk_courses:course_seen", args=[course.public_id]))
    assert course.title not in staff.get(desk_page).text
    login(owner).post(mine_at("course_edit", course), typed | {"title": "Een andere titel"})
    assert "Een andere titel" in staff.get(desk_page).text


def test_nobody_looks_at_the_own_courses(course, provider, owner, now):
    by = Actor(owner, Role.DESK)
    for act in (lambda: looking.note_seen(course, now=now, by=by),
                lambda: looking.hide(course, "Zomaar", now=now, by=by)):  # fmt: skip
        with pytest.raises(looking.NotAllowed, match="Een collega"):
            act()


# ---- Finding ----


def titles(person, *, now, codes=(), **asked):
    found = catalogue.offers(person, catalogue.Asked(**asked), goal_codes=codes, now=now)
    return [offer.course.title for offer in found]


@pytest.fixture
def three(provider, now):
    """About different things, in different places, with different prices and days."""
    about = list(Competency.objects.all()[:3])
    facts = [
        {"title": "Alfa", "price": 0, "form": "event"},
        {"title": "Bravo", "price": 900, "form": "course"},
        {"title": "Charlie", "price": None, "form": "elearning"},
    ]
    made = [
        courses.course(provider, now=now, about=[one], **each)
        for one, each in zip(about, facts, strict=True)
    ]
    courses.run(made[0], now=now, days=30)
    courses.run(made[1], now=now, days=10, place="", province="", online=True)
    return made


def test_it_is_found_by_each_of_its_facts(stranger, three, now):
    codes = [course.competencies.get().code for course in three]
    assert titles(stranger, now=now) == ["Bravo", "Alfa", "Charlie"]  # what begins first
    assert titles(stranger, now=now, words="alf") == ["Alfa"]
    assert titles(stranger, now=now, words="leerhuis charlie") == ["Charlie"]
    assert titles(stranger, now=now, competency=codes[1]) == ["Bravo"]
    assert titles(stranger, now=now, where="online") == ["Bravo"]
    assert titles(stranger, now=now, where="Overijssel") == ["Alfa"]
    assert titles(stranger, now=now, where="Zeeland") == []
    assert titles(stranger, now=now, from_on=now.date() + timedelta(days=20)) == ["Alfa"]
    assert titles(stranger, now=now, form="elearning") == ["Charlie"]
    assert titles(stranger, now=now, most=Decimal(0)) == ["Alfa"]
    assert titles(stranger, now=now, most=Decimal(1000)) == ["Bravo", "Alfa"]


def test_what_suits_the_own_goals_comes_first(login, stranger, three, make_goal, now):
    about = three[2].competencies.get()
    make_goal(stranger, "Beter luisteren", competencies=[about])
    codes = codes_of_goals(stranger)
    assert titles(stranger, now=now, codes=codes) == ["Charlie", "Bravo", "Alfa"]
    assert titles(stranger, now=now, codes=codes, for_goals=True) == ["Charlie"]
    page = login(stranger).get(page_of("catalogue"), {"doel": "on"}).text
    assert f"Past bij jouw leerdoel: {about.title.lower()}" in page
    assert "Bravo" not in page


def test_without_goals_the_page_says_what_to_do(login, stranger, three):
    page = login(stranger).get(page_of("catalogue"), {"doel": "on"}).text
    assert "nog geen leerdoel met een competentie" in page


def test_nothing_in_the_order_can_be_bought(stranger, provider, now, django_assert_num_queries):
    """Every field of a provider and a course may differ; the order only follows goals and days."""
    for number, price in enumerate((5000, 0, None)):
        made = courses.course(provider, now=now, title=f"Cursus {number}", price=price)
        courses.run(made, now=now, days=30 - number)
    assert titles(stranger, now=now) == ["Cursus 2", "Cursus 1", "Cursus 0"]


def test_saving_is_known_to_nobody_else(login, course, owner, stranger):
    me = login(stranger)
    me.post(page_of("course_save", course), {"bewaar": "ja"})
    me.post(page_of("course_save", course), {"bewaar": "ja"})
    assert SavedCourse.objects.get().person == stranger
    assert course.title in me.get(page_of("catalogue"), {"bewaard": "on"}).text
    assert course.title not in login(owner).get(page_of("catalogue"), {"bewaard": "on"}).text
    me.post(page_of("course_save", course), {"bewaar": "nee"})
    assert not SavedCourse.objects.exists()


def test_a_letter_is_ready_and_three_stand_side_by_side(login, three, stranger):
    me = login(stranger)
    letter = me.get(page_of("course_letter", three[0])).text
    assert "Beste …" in letter
    assert "gratis" in letter
    keys = [course.public_id for course in three]
    page = me.get(page_of("compare"), {"cursus": [*keys, "onzin"]}).text
    assert all(course.title in page for course in three)
    assert "Je koos nog niets" in me.get(page_of("compare"), {"cursus": ["onzin"]}).text


def test_after_erasing_nothing_is_saved_any_more(course, stranger, now):
    catalogue.save(course, person=stranger, today=now.date())
    erasing.erase(stranger, today=now.date())
    assert not SavedCourse.objects.exists()


@pytest.mark.parametrize(
    "change",
    [{"hidden_on": "2026-01-01", "hidden_because": ""}, {"price": -1}, {"title": ""}],
)
def test_the_database_holds_what_is_always_true_of_a_course(course, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Course.objects.filter(pk=course.pk).update(**change)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_lists_ask_no_more_for_more(
    login, provider, owner, stranger, desk, now, rows, django_assert_num_queries
):
    for number in range(rows):
        made = courses.course(provider, now=now, title=f"Cursus {number}", teachers=[("A", "")])
        courses.run(made, now=now, days=7 + number)
        looking.report(made, "Kijk even", today=now.date())
        fresh = courses.course(provider, now=now, title=f"Nieuw {number}")
        courses.run(fresh, now=now)
        courses.run(fresh, now=now, days=21)
    keys = [one.public_id for one in Course.objects.all()[:rows]]
    me, staff, mine = login(stranger), login(desk), login(owner)
    with django_assert_num_queries(12):
        me.get(page_of("catalogue"))
    with django_assert_num_queries(10):
        me.get(page_of("course", fresh))
    with django_assert_num_queries(9):
        me.get(page_of("compare"), {"cursus": keys})
    with django_assert_num_queries(11):
        staff.get(reverse("desk_courses:courses"))
    with django_assert_num_queries(8):
        mine.get(mine_at("course", fresh))


def test_the_desk_list_is_for_the_desk(login, owner):
    assert course_list.access == "roles: desk"
    assert login(owner).get(reverse("desk_courses:courses")).status_code == 404


def test_a_closed_account_gets_no_letter_about_what_it_saved(course, now):
    person = people.person("Weg", "Gegaan")
    catalogue.save(course, person=person, today=now.date())
    erasing.erase(person, today=now.date())
    running.end_course(course, now=now)
    assert not Letter.objects.filter(person=person).exists()
