"""Who is named as a teacher hears of it, and can say that it is not right."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actors import Actor
from accounts.models import Role
from accreditation.conflicts import conflicts
from audit.acts import NotAllowed
from outbox.models import Letter
from portfolios import carrying_courses, erasing
from portfolios.courses import attendance, running, teaching
from portfolios.courses.models import Attendance, TeacherDenial
from tests.makers import courses, people

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")
NAMED = [("Wim Lam", "wim.lam@example.org"), ("Kees Bakker", "")]
MINE = reverse("courses:teaching")


@pytest.fixture
def manager(db):
    return people.person("Noor", "Leraar")


@pytest.fixture
def course(manager, now):
    return courses.course(courses.provider(manager, now=now), now=now, teachers=NAMED)


@pytest.fixture
def teacher(db):
    return people.person("Wim", "Lam")


@pytest.fixture
def kept(owner, course, now, today):
    """The owner was there, and kept it."""
    people.registered(owner, since=date(2025, 1, 1))
    return keep(owner, course, now=now)


def keep(person, course, *, now):
    run = courses.run(course, now=now, days=-3)
    found = attendance.at_the_door(run, person=person, today=now.date(), day=now.date())
    carrying_courses.keep(found, today=now.date(), now=now, by=Actor.self(person))
    return found


@pytest.fixture
def denial(course, teacher, now):
    teaching.deny(course, now=now, by=Actor.self(teacher))
    return TeacherDenial.objects.get()


def address(name, thing):
    return reverse(f"courses:{name}", args=[thing.public_id])


def letters(kind):
    return Letter.objects.filter(kind=f"portfolios/{kind}")


def facts_of(course):
    return {name: getattr(course, name) for name in course.FACTS}


# ---- Hearing of it ----


def test_who_is_named_hears_it_once_for_each_course(course, teacher, now):
    other = courses.course(course.provider, now=now, title="Een andere", teachers=NAMED)
    for _ in range(2):
        teaching.tell_teachers()
    assert list(letters("teacher_named").values_list("person", flat=True)) == [teacher.pk] * 2
    changed = [*NAMED, ("Nog een", "")]
    running.change_course(other, facts_of(other), other.competencies.all(), changed)
    teaching.tell_teachers()
    assert letters("teacher_named").count() == 2


def test_who_makes_an_account_later_hears_it_then(course):
    teaching.tell_teachers()
    assert not letters("teacher_named").exists()
    teacher = people.person("Wim", "Lam")
    teaching.tell_teachers()
    assert letters("teacher_named").get().person == teacher


def test_an_address_that_was_not_confirmed_is_nobody(login, course, teacher):
    teacher.emailaddress_set.update(verified=False)
    teaching.tell_teachers()
    assert not letters("teacher_named").exists()
    assert str(course) not in login(teacher).get(MINE).text


def test_naming_somebody_asks_nothing_about_accounts(
    course, teacher, django_assert_max_num_queries
):
    """So it cannot take longer for an address of somebody who has an account."""
    with django_assert_max_num_queries(30) as found:
        running.change_course(course, facts_of(course), course.competencies.all(), NAMED)
    asked = [one["sql"] for one in found.captured_queries]
    assert asked
    assert not [sql for sql in asked if "emailaddress" in sql or "accounts_user" in sql]
    assert not letters("teacher_named").exists()


# ---- That is not me ----


def test_it_goes_off_the_course_and_out_of_the_ties_at_once(
    login, course, teacher, kept, owner, manager, today
):
    assert conflicts(owner, teacher, today=today)
    me = login(teacher)
    assert str(course) in me.get(MINE).text
    page = me.post(address("teaching_deny", course), follow=True)
    assert "Je staat er niet meer bij" in page.text
    assert conflicts(owner, teacher, today=today) == []
    assert "Wim Lam" not in login(owner).get(address("course", course)).text
    assert letters("teacher_denied").get().person == manager
    seen = login(manager).get(reverse("provider:course", args=[course.public_id])).text
    assert "Wim Lam zegt hier geen les te geven" in seen
    assert me.post(address("teaching_deny", course)).status_code == 404


def test_an_address_under_two_names_is_denied_at_once(course, teacher, now):
    email = course.teachers.get(email__iexact=teacher.email).email
    course.teachers.create(name="Nog een naam", email=email)
    teaching.deny(course, now=now, by=Actor.self(teacher))
    assert not course.teachers.filter(email__iexact=email).exists()
    assert course.denials.count() == 1


def test_it_is_nobody_elses(login, course, teacher, stranger, denial):
    assert login(stranger).post(address("teaching_deny", course)).status_code == 404
    assert login(stranger).post(address("teaching_take_back", denial)).status_code == 404
    assert str(course) not in login(stranger).get(MINE).text


def test_the_provider_cannot_name_the_address_again(login, manager, course, denial):
    path = reverse("provider:course_edit", args=[course.public_id])
    mine = login(manager)
    typed = {
        "title": "Doorvragen", "form": "course", "words": "x", "goals": "y", "level": "all",
        "price": "", "competencies": [course.competencies.get().pk],
    }  # fmt: skip
    page = mine.post(path, typed | {"teachers": "Wim L., wim.lam@example.org"})
    assert page.status_code == 422
    assert "zegt hier geen les te geven" in page.text
    with pytest.raises(NotAllowed, match="geen les"):
        running.set_teachers(course, NAMED)
    assert mine.post(path, typed | {"teachers": "Kees"}).status_code == 302


def test_who_said_so_by_mistake_takes_it_back(login, course, teacher, kept, owner, now, today):
    teaching.deny(course, now=now, by=Actor.self(teacher))
    denial = TeacherDenial.objects.get()
    meanwhile = keep(people.person("Later", "Erbij"), course, now=now)
    login(teacher).post(address("teaching_take_back", denial))
    assert not TeacherDenial.objects.exists()
    assert course.teachers.filter(email="wim.lam@example.org").exists()
    for person in (owner, meanwhile.person):
        assert conflicts(person, teacher, today=today)
    assert Attendance.objects.get(pk=kept.pk).taught_by == ["wim.lam@example.org"]


# ---- The desk ----


def settle(login, desk, denial, **typed):
    path = reverse("desk_courses:teacher_denial", args=[denial.public_id])
    return login(desk).post(path, typed, follow=True)


@pytest.mark.parametrize("email", ["", "ander@example.org"])
def test_the_address_is_named_again_whatever_became_of_the_name(denial, course, teacher, email):
    course.teachers.create(name=denial.name, email=email)
    teaching.take_back(denial, by=Actor.self(teacher))
    assert course.teachers.filter(email=teacher.email).exists()


def test_taking_back_twice_is_said_in_words(denial, teacher):
    teaching.take_back(denial, by=Actor.self(teacher))
    with pytest.raises(NotAllowed):
        teaching.take_back(denial, by=Actor.self(teacher))


def test_the_desk_sees_it_and_lets_it_be(login, desk, denial, course, teacher):
    lists = reverse("desk_courses:courses")
    assert "Iemand zegt: ik geef hier geen les" in login(desk).get(lists).text
    assert "Docenten die zeggen dat het niet klopt" in login(desk).get("/desk/").text
    settle(login, desk, denial, step="seen")
    assert "Iemand zegt: ik geef hier geen les" not in login(desk).get(lists).text
    assert not course.teachers.filter(email="wim.lam@example.org").exists()
    with pytest.raises(NotAllowed):
        teaching.take_back(denial, by=Actor.self(teacher))


def test_nobody_gets_rid_of_a_tie_by_denying_it(
    login, desk, course, teacher, kept, owner, now, today
):
    teaching.deny(course, now=now, by=Actor.self(teacher))
    denial = TeacherDenial.objects.get()
    assert "Schrijf de reden op" in settle(login, desk, denial, because="").text
    settle(login, desk, denial, because="Je naam staat op de lijst van die dag.")
    assert conflicts(owner, teacher, today=today)
    assert letters("teacher_stands").get().person == teacher
    assert "Je naam staat op de lijst van die dag." in login(teacher).get(MINE).text
    with pytest.raises(NotAllowed, match="Het bureau keek hiernaar"):
        teaching.deny(course, now=now + timedelta(days=1), by=Actor.self(teacher))
    assert conflicts(owner, teacher, today=today)
    running.set_teachers(course, NAMED)  # may be named again


def test_nobody_of_the_desk_decides_about_the_own(course, now, today, desk):
    course.teachers.create(name="Van het bureau", email=desk.email)
    teaching.deny(course, now=now, by=Actor.self(desk))
    with pytest.raises(NotAllowed, match="over jou"):
        teaching.note_seen(TeacherDenial.objects.get(), today=today, by=Actor(desk, Role.DESK))


# ---- The rest ----


def test_who_is_erased_ties_nobody_any_more(kept, teacher, today):
    assert kept.taught_by == [teacher.email]
    erasing.erase_by_address(teacher, today=today)
    kept.refresh_from_db()
    assert kept.taught_by == []


def test_after_erasing_nothing_is_left_of_it(denial, teacher, today):
    erasing.erase(teacher, today=today)
    assert not TeacherDenial.objects.exists()


def test_the_database_wants_one_denial_of_an_address_and_a_look_before_it_stands(denial):
    with pytest.raises(IntegrityError), transaction.atomic():
        TeacherDenial.objects.filter(pk=denial.pk).update(stands_because="Zo is het.")
    with pytest.raises(IntegrityError), transaction.atomic():
        TeacherDenial.objects.create(
            course=denial.course, person=denial.person, name="x", email=denial.email,
            said_on=denial.said_on,
        )  # fmt: skip


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_ask_no_more_for_more(
    login, course, teacher, desk, now, rows, django_assert_num_queries
):
    for number in range(rows):
        for denied in (False, True):
            made = courses.course(
                course.provider, now=now, title=f"Nog {number} {denied}", teachers=NAMED
            )
            if denied:
                teaching.deny(made, now=now, by=Actor.self(teacher))
    me, staff = login(teacher), login(desk)
    staff.get("/desk/")
    with django_assert_num_queries(7):
        me.get(MINE)
    with django_assert_num_queries(9):
        staff.get(reverse("desk_courses:courses"))
