"""A transition locks, checks, saves and records; two at once are one after the other."""

import contextlib
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection, connections, transaction

from accounts.actors import Actor
from accounts.models import Role
from audit.acts import NotAllowed, act, found_or_new, record
from audit.models import Event
from outbox import jobs
from outbox.models import Letter
from register import admission
from register.models import Application, Certificate, Registration
from tests import acts_only
from tests.makers import people

DAY = date(2026, 11, 23)


def test_a_transition_records_who_did_what_in_which_role(owner, desk):
    application = people.submitted(owner, today=DAY)
    application.take(by=Actor(desk, Role.DESK))
    event = Event.objects.of(application).latest("id")
    assert (event.verb, event.actor, event.role) == ("application.take", desk, "desk")
    assert event.person == owner
    assert application.status == Application.Status.IN_REVIEW


def test_history_rows_carry_the_event(owner, desk):
    application = people.submitted(owner, today=DAY)
    application.take(by=Actor(desk, Role.DESK))
    event = Event.objects.of(application).latest("id")
    row = Application.pgh_event_model.objects.filter(pgh_obj=application).latest("pgh_id")
    assert row.status == "in_review"
    assert row.pgh_context["event"] == str(event.uuid)
    assert row.pgh_context["role"] == "desk"


def test_a_step_from_another_status_changes_nothing(owner):
    application = people.application(owner, today=DAY)
    with pytest.raises(NotAllowed):
        application.answer("Ja", today=DAY, by=Actor.self(owner))
    application.refresh_from_db()
    assert application.status == Application.Status.DRAFT
    assert not Event.objects.of(application).exists()


def test_history_also_sees_bulk_and_raw_changes(owner):
    application = people.application(owner, today=DAY)
    Application.objects.filter(pk=application.pk).update(submitted_on=DAY)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE register_application SET submitted_on = NULL")
    Application.objects.all().delete()
    labels = list(
        Application.pgh_event_model.objects.order_by("pgh_id").values_list("pgh_label", flat=True)
    )
    assert labels == ["insert", "update", "update", "delete"]


@pytest.mark.django_db(transaction=True)
def test_admit_and_refuse_at_once_gives_one_outcome_and_one_letter():
    """Two people on two connections; without the lock both would go through."""
    applicant = people.person("Samira", "El Amrani")
    desk = people.person("Bente", "Bos", role=Role.DESK)
    committee = people.person("Cor", "Kamps", role=Role.COMMITTEE)
    application = people.welcomed(applicant, today=DAY)
    application.propose_refusal(
        reason="Geen klantmanager", way_on="Later", by=Actor(desk, Role.DESK)
    )
    barrier = Barrier(2)

    def press(act, by):
        mine = Application.objects.get(pk=application.pk)
        barrier.wait(timeout=10)
        try:
            act(mine, today=DAY, by=by)
        except NotAllowed:
            return "refused to act"
        finally:
            connections.close_all()
        return act.__name__

    with ThreadPoolExecutor(2) as pool:
        admit = pool.submit(press, admission.admit, Actor(desk, Role.DESK))
        refuse = pool.submit(press, admission.refuse, Actor(committee, Role.COMMITTEE))
        outcomes = {admit.result(), refuse.result()}

    application.refresh_from_db()
    admitted = application.status == Application.Status.ADMITTED
    assert outcomes == {"admit" if admitted else "refuse", "refused to act"}
    assert Letter.objects.filter(person=applicant).count() == 1
    assert Registration.objects.count() == Certificate.objects.count() == admitted


def admitted_at_once(applications: list[Application]) -> list[str]:
    """As many desks press at the same moment; what each of them was told."""
    desk = people.person("Bente", "Bos", role=Role.DESK)
    barrier = Barrier(len(applications))

    def press(pk: int) -> str:
        mine = Application.objects.get(pk=pk)
        barrier.wait(timeout=10)
        try:
            return admission.admit(mine, today=DAY, by=Actor(desk, Role.DESK)).number
        except NotAllowed:
            return "refused to act"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(applications)) as pool:
        return list(pool.map(press, [each.pk for each in applications]))


# Nobody of them could be another: an admission waits until namesakes were looked at.
UNLIKE = ("Samira", "Joost", "Ayşe", "Bram", "Chantal", "Dennis", "Fleur", "Hanneke", "Kofi",
          "Nguyen", "Piotr", "Winston")  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_twelve_admissions_at_once_give_twelve_numbers():
    applicants = [people.person(given, given[::-1].title()) for given in UNLIKE]
    told = admitted_at_once([people.welcomed(each, today=DAY) for each in applicants])
    numbers = set(Registration.objects.values_list("number", flat=True))
    assert numbers == set(told)
    assert len(numbers) == Certificate.objects.count() == Letter.objects.count() == 12


@pytest.mark.django_db(transaction=True)
def test_twelve_presses_at_once_admit_one_person_once():
    application = people.welcomed(people.person("Samira", "El Amrani"), today=DAY)
    told = admitted_at_once([application] * 12)
    registration = Registration.objects.get()
    assert sorted(told) == sorted([registration.number, *["refused to act"] * 11])
    assert Certificate.objects.count() == Letter.objects.count() == 1


def test_what_is_written_outside_an_act_is_seen_in_every_test(owner, desk):
    """Held by tests/acts_only.py: here a line that looks like one of the portal's own."""
    application = people.submitted(owner, today=DAY)
    code = compile("application.save()", f"{acts_only.ROOT}/register/made_up.py", "exec")
    exec(code, {"application": application})  # noqa: S102  nothing changes, so no history row
    application.handler = desk
    seen = pytest.raises(acts_only.OutsideAnAct, match=r"register_application .*made_up.py:1")
    with seen, transaction.atomic():
        exec(code, {"application": application})  # noqa: S102
    with transaction.atomic(), act("application.hand_to", application, by=Actor(desk, Role.DESK)):
        exec(code, {"application": application})  # noqa: S102


def test_what_comes_after_an_act_belongs_to_the_act_that_ended_last(owner, desk):
    """In its transaction: in the next one nobody would be named."""
    application, by = people.submitted(owner, today=DAY), Actor(desk, Role.DESK)
    code = compile("application.save()", f"{acts_only.ROOT}/register/made_up.py", "exec")
    with transaction.atomic():
        with act("application.hand_to", application, by=by):
            record("application.note_read", application, by=by)
            with act("application.note_namesakes", application, by=by):
                application.handler = desk
                application.save()
            application.handler = owner
            application.save()
        application.handler = desk
        exec(code, {"application": application})  # noqa: S102
    rows = Application.pgh_event_model.objects.filter(pgh_obj=application).order_by("pgh_id")
    named = [row.pgh_context["verb"] for row in list(rows)[-3:]]
    assert named == ["application.note_namesakes", "application.hand_to", "application.hand_to"]
    application.handler = owner
    with pytest.raises(acts_only.OutsideAnAct):
        exec(code, {"application": application})  # noqa: S102


def test_what_a_job_writes_outside_an_act_names_the_job(owner):
    """Within an act of the job it is that act, and afterwards the job again."""
    application = people.submitted(owner, today=DAY)

    @jobs.job("test.hand_around")
    def hand_around():
        for handler, context in (
            (owner, contextlib.nullcontext()),
            (None, act("application.hand_to", application, by=Actor.system("test.hand_around"))),
            (owner, contextlib.nullcontext()),
        ):
            application.handler = handler
            with context:
                application.save()

    del jobs.handlers["test.hand_around"]
    hand_around()
    rows = Application.pgh_event_model.objects.filter(pgh_obj=application).order_by("pgh_id")
    named = [(row.pgh_context["verb"], row.pgh_context["job"]) for row in list(rows)[-3:]]
    work = "test.hand_around"
    assert named == [(work, work), ("application.hand_to", work), (work, work)]


def test_two_who_begin_the_same_at_once_get_the_same(owner, scheme):
    first, new = begun(owner, scheme)
    again, new_again = begun(owner, scheme)
    assert (first, new, new_again) == (again, True, False)
    assert Event.objects.filter(verb="application.begin").count() == 1


def begun(person, scheme):
    return found_or_new(
        Application.objects.open(),
        "application.begin",
        by=Actor.self(person),
        new_with={"scheme": scheme, "started_on": DAY},
        person=person,
    )
