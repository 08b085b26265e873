"""Death: told by anyone, checked by staff; nothing leaves any more; sealed, erased; undone."""

import io
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction

from accounts.actors import Actor
from accounts.models import Role
from accreditation import assignment, deaths, dossiers, reminders, welcome
from accreditation.models import Conversation, Cycle, LentStory, Slot
from audit.acts import NotAllowed
from config import integrity
from kit import clock
from outbox import letters, sealed
from outbox.models import Letter
from portfolios.models import DossierSnapshot, LearningPlan, LearningStory
from register import deaths as reports
from register import notes, publication, search
from register.importing.batches import store
from register.models import (
    Application,
    DeathReport,
    HiddenEntry,
    LapseNotice,
    Measure,
    OrganisationContact,
    Registration,
)
from tests.accreditation.conftest import assigned, booked, by, make_assessor, slot
from tests.makers import cases, people, terms

pytestmark = pytest.mark.usefixtures("standing_clock", "scheme")
PUBLIC = "/overlijden-melden/"
TYPED = {
    "about": "Samira El Amrani",
    "relation": "family",
    "text": "",
    "name": "Yara El Amrani",
    "email": "yara@example.org",
}
FOUND = "Gebeld met de werkgever."


@pytest.fixture
def by_desk(desk) -> Actor:
    return Actor(desk, Role.DESK)


@pytest.fixture
def report(today) -> DeathReport:
    return reports.report(**TYPED, today=today)


@pytest.fixture
def registration(owner, today, by_desk) -> Registration:
    made = people.registered(owner, since=today - timedelta(days=500))
    from accreditation import cycles

    cycles.start(made.current_period, by=by_desk)
    return made


def died(report, person, by_desk, now) -> None:
    deaths.confirm(report, person, findings=FOUND, condole=True, now=now, by=by_desk)


def undone(report, by_desk, now) -> None:
    deaths.undo(report, now=now, by=by_desk)


def mails_to(address: str) -> list[EmailMessage]:
    return [one for one in mail.outbox if address in one.to]


# ---- Reporting ----


def test_anyone_reports_and_hears_nothing_about_who_is_registered(client, owner, run_jobs):
    page = client.get(PUBLIC).content.decode()
    assert "U hoeft niets te bewijzen" in page
    wrong = client.post(PUBLIC, TYPED | {"name": ""})
    assert wrong.status_code == 422
    assert "yara@example.org" in wrong.content.decode()
    unknown = client.post(PUBLIC, TYPED | {"about": "Bestaat Niet"}, follow=True)
    known = client.post(PUBLIC, TYPED, follow=True)
    assert unknown.content == known.content
    assert "Wij zeggen niemand of iemand geregistreerd is" in known.content.decode()
    assert DeathReport.objects.open().count() == 2
    run_jobs("outbox.send_sealed")
    assert [one.subject for one in mails_to("yara@example.org")] == [
        "Wij hebben uw melding ontvangen"
    ] * 2


@pytest.mark.parametrize("where", ["/hulp/", "/r/RK-1234-5678/"])
def test_the_way_there(client, where):
    answer = client.get(where)
    if answer.status_code == 200 or b"niet in het register te zien" in answer.content:
        assert PUBLIC in answer.content.decode()


def test_a_citizen_service_number_is_refused(client):
    assert client.post(PUBLIC, TYPED | {"text": "BSN 111222333"}).status_code == 422
    assert not DeathReport.objects.exists()


# ---- Checking ----


def test_staff_find_the_person_and_confirm(report, registration, owner, stranger, desk, login):
    people.registered(stranger, since=registration.since_on)
    client = login(desk)
    assert "Meldingen van een overlijden" in client.get("/desk/").content.decode()
    assert "Samira El Amrani" in client.get("/desk/overlijden/").content.decode()
    url = f"/desk/overlijden/{report.public_id}/"
    page = client.get(url).content.decode()
    assert str(owner.public_id) in page
    assert str(stranger.public_id) not in page
    other = client.get(url, {"q": "meulen"}).content.decode()
    assert str(stranger.public_id) in other
    wrong = client.post(f"{url}vaststellen/", {"person": str(owner.public_id), "findings": ""})
    assert wrong.status_code == 422
    said = client.post(
        f"{url}vaststellen/", {"person": str(owner.public_id), "findings": FOUND}, follow=True
    )
    assert "Vanaf nu gaat er geen brief meer" in said.content.decode()
    registration.refresh_from_db()
    assert registration.status == "deceased"
    gone = client.get(f"/desk/mensen/{owner.public_id}/").content.decode()
    assert "Overleden, vastgesteld op 23 november 2026" in gone


def test_staff_who_heard_it_report_it_themselves(registration, owner, desk, login):
    client = login(desk)
    url = f"/desk/mensen/{owner.public_id}/overlijden/"
    answer = client.post(url, {"relation": "work", "name": "Een collega", "email": "", "text": ""})
    made = DeathReport.objects.get()
    assert answer["Location"] == f"/desk/overlijden/{made.public_id}/"
    assert (made.person, made.noted_by) == (owner, desk)
    assert str(owner.public_id) in client.get(answer["Location"]).content.decode()


def test_who_noted_it_does_not_check_it(registration, owner, desk, by_desk, now, today):
    told = {"relation": "work", "name": "Jan", "text": ""}
    noted = reports.note_report(owner, today=today, by=by_desk, **told)
    with pytest.raises(NotAllowed, match="Een collega gaat het na"):
        died(noted, owner, by_desk, now)
    with pytest.raises(IntegrityError, match="death_is_checked_by_another"), transaction.atomic():
        DeathReport.objects.filter(pk=noted.pk).update(
            status="confirmed", handler=desk, decided_on=today, sealed_until=today, findings="Ja."
        )
    other = people.person("Mirjam", "Holwerda", role=Role.DESK)
    died(noted, owner, Actor(other, Role.DESK), now)


def test_the_letter_says_nothing_about_anybody_whatever_was_found(
    report, registration, owner, by_desk, today, now, run_jobs
):
    other = reports.report(**TYPED | {"about": "Niemand"}, today=today)
    deaths.confirm(report, owner, findings=FOUND, now=now, by=by_desk)
    reports.decline(other, findings="Niet bekend.", today=today, by=by_desk)
    run_jobs("outbox.send_sealed")
    confirmed, declined = (one for one in mails_to("yara@example.org")[-2:])
    assert (confirmed.subject, confirmed.body) == (declined.subject, declined.body)


def test_declined_changes_nothing_and_says_nothing(report, registration, desk, login, run_jobs):
    url = f"/desk/overlijden/{report.public_id}/niet/"
    client = login(desk)
    assert client.post(url, {"niet-findings": ""}).status_code == 422
    client.post(url, {"niet-findings": "De persoon leeft: we spraken elkaar."})
    registration.refresh_from_db()
    assert registration.status == "active"
    run_jobs("outbox.send_sealed")
    text = mails_to("yara@example.org")[-1].body
    assert "Wij zeggen niemand of iemand geregistreerd is" in text
    assert "Samira" not in text
    assert "leeft" not in text
    assert client.post(url, {"niet-findings": "Nog eens."}).status_code == 409


def test_nobody_confirms_the_own_death(report, desk, by_desk, today, now):
    people.submitted(desk, today=today)
    with pytest.raises(NotAllowed, match="over jezelf"):
        died(report, desk, by_desk, now)
    with pytest.raises(IntegrityError, match="death_is_checked_by_another"), transaction.atomic():
        DeathReport.objects.filter(pk=report.pk).update(
            person=desk, handler=desk, status="confirmed", findings="x", decided_on=today,
            sealed_until=today,
        )  # fmt: skip


def test_only_once(report, registration, owner, by_desk, today, now):
    again = reports.report(**TYPED, today=today)
    died(report, owner, by_desk, now)
    with pytest.raises(NotAllowed, match="al vastgesteld"):
        died(again, owner, by_desk, now)


# ---- Nothing leaves any more ----


def test_a_letter_that_waits_is_stopped_when_it_is_sent(
    report, registration, owner, by_desk, now, run_jobs
):
    assert owner.letters.filter(accepted_at=None).exists()
    letters.write("register/kept", person=owner, subject=registration, at=now, months=6)
    died(report, owner, by_desk, now)
    run_jobs()
    assert mails_to(owner.email) == []
    letters.write("register/late", person=owner, subject=registration, at=now, application=None)
    run_jobs()
    assert mails_to(owner.email) == []


def test_nor_any_other_mail_to_one_of_the_addresses(
    report, registration, owner, by_desk, now, run_jobs
):
    owner.emailaddress_set.create(email="samira@werk.example.org", verified=True, primary=False)
    died(report, owner, by_desk, now)
    for address in (owner.email.upper(), "samira@werk.example.org", "iemand@example.org"):
        sealed.post(EmailMessage("Code", "123", to=[address]))
    run_jobs("outbox.send_sealed")
    assert [one.to for one in mail.outbox if one.subject == "Code"] == [["iemand@example.org"]]


def test_the_condolence_goes_also_to_a_mailbox_that_they_shared(
    registration, owner, by_desk, today, now, run_jobs
):
    shared = reports.report(**TYPED | {"email": owner.email}, today=today)
    died(shared, owner, by_desk, now)
    run_jobs("outbox.send_sealed")
    letter = mails_to(owner.email)[-1]
    assert letter.subject == "Gecondoleerd"
    assert "Na 6 maanden wordt het gewist" in letter.body


def test_reminders_pauses_and_notices_stop_too(owner, by_desk, today, now, standing_clock):
    registration = terms.silent(owner, today=today)
    from accreditation import lapsing

    lapsing.step(registration, now=now)
    assert LapseNotice.objects.to_post().count() == 1
    report = reports.report(**TYPED, today=today)
    died(report, owner, by_desk, now)
    assert not LapseNotice.objects.to_post().exists()
    before = Letter.objects.filter(person=owner).count()
    for months in range(1, 30):
        standing_clock.move_to(terms.noon(clock.add_months(today, months)))
        reminders.write_reminders()
        lapsing.lapse()
    assert Letter.objects.filter(person=owner).count() == before


def test_who_is_logged_in_is_not_any_more(report, registration, owner, by_desk, now, login, client):
    mine = login(owner)
    assert mine.get("/mijn/").status_code == 200
    died(report, owner, by_desk, now)
    assert mine.get("/mijn/")["Location"].startswith("/account/login/")
    data = {"login": owner.email, "password": "een-lang-wachtwoord"}
    client.post("/account/login/", data)
    assert "_auth_user_id" not in client.session


def test_the_public_copy_does_not_show_them_from_that_moment(
    report, registration, owner, by_desk, today, now, client
):
    publication.publish(today=today, now=now, by=Actor.system("test"))
    assert search.find(registration.number)
    died(report, owner, by_desk, now)
    assert search.find(registration.number) is None
    assert "Niemand gevonden" in client.get("/", {"q": "amrani"}).content.decode()
    assert client.get(f"/r/{registration.number}/").status_code == 404


def test_a_planned_talk_is_off_and_only_the_assessor_hears_it(owner, assessor, by_desk, today, now):
    talk = booked(owner, assessor, now=now)
    report = reports.report(**TYPED, today=today)
    before = Letter.objects.filter(person=owner).count()
    died(report, owner, by_desk, now)
    talk.refresh_from_db()
    assert talk.status == Conversation.Status.CANCELLED
    assert Letter.objects.filter(person=owner).count() == before
    told = Letter.objects.get(kind="accreditation/talk_off_after_death")
    assert told.person == assessor.user
    assert "METHOD:CANCEL" in told.calendar
    cycle = Cycle.objects.get(person=owner)
    assert (cycle.status, cycle.sealed_from) == ("closed", "assigned")


def test_newcomers_at_the_same_table_keep_their_talk(
    owner, stranger, assessor, by_desk, today, now
):
    moment = slot(assessor, now + timedelta(hours=3), now=now, kind="welcome")
    for user in (owner, stranger):
        application = people.submitted(user, today=today)
        application.take(by=by_desk)
        talk = welcome.plan(application, moment, now=now, by=by_desk)
    report = reports.report(**TYPED, today=today)
    died(report, owner, by_desk, now)
    talk.refresh_from_db()
    assert talk.status == Conversation.Status.PLANNED
    assert [seat.person for seat in talk.seats.all()] == [stranger]
    told = Letter.objects.get(kind="accreditation/talk_off_after_death")
    assert "De anderen aan tafel komen wel" in told.body
    assert "METHOD:REQUEST" in told.calendar


def test_with_only_an_application_it_ends_without_a_letter(owner, by_desk, today, now):
    application = people.submitted(owner, today=today)
    before = Letter.objects.filter(person=owner).count()
    report = reports.report(**TYPED, today=today)
    died(report, owner, by_desk, now)
    application.refresh_from_db()
    owner.refresh_from_db()
    assert (application.status, owner.is_active) == ("withdrawn", False)
    assert Letter.objects.filter(person=owner).count() == before
    undone(report, by_desk, now)
    application.refresh_from_db()
    assert application.status == "submitted"


def test_a_dossier_that_was_handed_in_opens_for_nobody(owner, assessor, by_desk, today, now, login):
    cycle = assigned(owner, assessor, now=now)
    dossiers.open_dossier(cycle, now=now, by=by(assessor))
    client = login(assessor.user)
    url = f"/assessor/dossiers/{cycle.public_id}/lezen/"
    assert client.get(url).status_code == 200
    died(reports.report(**TYPED, today=today), owner, by_desk, now)
    assert client.get(url).status_code == 404
    assert owner.name not in client.get("/assessor/dossiers/").content.decode()


# ---- Undone ----


@pytest.mark.parametrize("status", ["active", "paused", "left", "lapsed", "suspended", "removed"])
def test_undo_puts_everything_back_without_a_gap(owner, by_desk, today, now, status):
    registration = in_status(owner, status, today, by_desk)
    facts = state_of(registration)
    report = reports.report(**TYPED, today=today)
    died(report, owner, by_desk, now)
    registration.refresh_from_db()
    assert registration.status == "deceased"
    undone(report, by_desk, now + timedelta(days=3))
    owner.refresh_from_db()
    assert owner.is_active
    assert state_of(registration) == facts
    assert not HiddenEntry.objects.exists()
    assert dict(integrity.broken(today)) == {}
    apology = Letter.objects.get(person=owner, kind="register/death_undone")
    assert "zonder gat" in apology.body
    assert "Het spijt ons" in apology.body


def in_status(owner, status, today, by_desk) -> Registration:
    from accreditation import cycles, leaving

    if status == "lapsed":
        return terms.lapsed(terms.silent(owner, today=today), on=today)
    registration = people.registered(owner, since=today - timedelta(days=500))
    cycles.start(registration.current_period, by=by_desk)
    own = Actor.self(owner)
    if status == "paused":
        registration.pause(today=today, by=own)
    if status == "left":
        leaving.leave(registration, now=terms.noon(today), by=own)
    if status == "suspended":
        cases.suspended(registration, today=today)
    if status == "removed":
        cases.removed(registration, today=today)
        for cycle in Cycle.objects.filter(person=owner).open():
            cycle.close(by=by_desk)
    registration.refresh_from_db()
    return registration


def state_of(registration) -> tuple:
    registration.refresh_from_db()
    fields = ("status", "since_on", "paused_on", "suspended_until", "ended_on")
    periods = tuple(registration.periods.order_by("pk").values_list("from_on", "until_on"))
    cycles = tuple(Cycle.objects.filter(person=registration.person).values_list("status"))
    return (*(getattr(registration, name) for name in fields), periods, cycles)


def test_a_proposal_to_lapse_is_over_for_who_turns_out_to_live(owner, by_desk, today, now):
    registration = terms.proposed(terms.silent(owner, today=today), on=today)
    report = reports.report(**TYPED, today=today)
    died(report, owner, by_desk, now)
    undone(report, by_desk, now)
    registration.refresh_from_db()
    assert (registration.status, registration.lapse_proposed_on) == ("active", None)


def test_what_was_handed_in_is_where_it_was(owner, assessor, by_desk, today, now):
    cycle = assigned(owner, assessor, now=now)
    report = reports.report(**TYPED, today=today)
    died(report, owner, by_desk, now)
    undone(report, by_desk, now)
    cycle.refresh_from_db()
    assert (cycle.status, cycle.assessor, cycle.sealed_from) == ("assigned", assessor, "")
    assert cycle.snapshot


def test_who_was_hidden_before_stays_hidden(registration, report, owner, by_desk, now):
    publication.hide(registration, now=now, by=Actor.self(owner))
    died(report, owner, by_desk, now)
    undone(report, by_desk, now)
    assert HiddenEntry.objects.filter(number=registration.number).exists()


def test_undo_is_a_button_that_asks_once_more(
    report, registration, owner, by_desk, now, desk, login
):
    died(report, owner, by_desk, now)
    client = login(desk)
    url = f"/desk/overlijden/{report.public_id}/"
    assert "Weet je zeker dat" in client.get(url).content.decode()
    said = client.post(f"{url}terug/", follow=True).content.decode()
    assert "met onze excuses" in said
    assert client.post(f"{url}terug/").status_code == 409


# ---- Sealed, and erased ----


def test_the_dossier_is_sealed_and_then_erased(
    owner, assessor, by_desk, today, now, standing_clock, run_jobs
):
    cycle = assigned(owner, assessor, now=now)
    story = LearningStory.objects.filter(owner=owner).first()
    LentStory.objects.create(owner=owner, story=story, title="Kopie", text="Woord.", lent_on=today)
    notes.write(owner, "Iets", today=today, by=by_desk)
    report = reports.report(**TYPED, today=today)
    died(report, owner, by_desk, now)
    assert report.sealed_until == clock.add_months(today, 6)
    standing_clock.move_to(terms.noon(report.sealed_until - timedelta(days=1)))
    deaths.erase_dossiers()
    run_jobs("accreditation.erase_dossier")
    assert LearningStory.objects.filter(owner=owner).exists()
    standing_clock.move_to(terms.noon(report.sealed_until))
    deaths.erase_dossiers()
    run_jobs("accreditation.erase_dossier")
    for model in (LearningStory, LearningPlan, DossierSnapshot, LentStory):
        assert not model.objects.filter(owner=owner).exists()
    assert not owner.staff_notes.exists()
    cycle.refresh_from_db()
    assert (cycle.status, cycle.snapshot) == ("closed", None)
    report.refresh_from_db()
    assert (report.erased_on, report.email, report.text) == (report.sealed_until, "", "")
    assert (report.about, report.findings) == ("(gewist)", "(gewist)")
    assert dict(integrity.broken(clock.today())) == {}


def test_what_was_undone_is_not_erased(
    owner, report, registration, by_desk, now, standing_clock, run_jobs
):
    LearningPlan.objects.create(owner=owner, started_on=registration.since_on)
    died(report, owner, by_desk, now)
    standing_clock.move_to(terms.noon(report.sealed_until))
    deaths.erase_dossiers()
    undone(report, by_desk, clock.now())
    run_jobs("accreditation.erase_dossier")
    assert LearningPlan.objects.filter(owner=owner).exists()


def test_wrong_after_all_when_the_dossier_is_gone(
    report, registration, owner, by_desk, now, standing_clock
):
    died(report, owner, by_desk, now)
    standing_clock.move_to(terms.noon(report.sealed_until))
    deaths.erase_dossier(report.pk)
    report.refresh_from_db()
    undone(report, by_desk, clock.now())
    text = Letter.objects.get(person=owner, kind="register/death_undone").body
    assert "gewist. Dat kunnen we niet terughalen" in text
    assert Application.objects.filter(person=owner).get().status == "admitted"


def test_wrong_after_all_the_person_can_hand_in_again(
    report, registration, owner, by_desk, now, standing_clock
):
    cycle = Cycle.objects.get(person=owner)
    snapshot = DossierSnapshot.objects.create(owner=owner, content={}, sha256="", frozen_at=now)
    cycle.hand_in(snapshot, now=now, by=Actor.self(owner))
    died(report, owner, by_desk, now)
    standing_clock.move_to(terms.noon(report.sealed_until))
    deaths.erase_dossier(report.pk)
    report.refresh_from_db()
    undone(report, by_desk, clock.now())
    cycle.refresh_from_db()
    assert (cycle.status, cycle.snapshot, cycle.handed_in_at) == ("running", None, None)


def test_a_measure_that_was_dropped_meanwhile_does_not_come_back(
    report, registration, owner, by_desk, today, now
):
    measure = cases.suspended(registration, today=today)
    died(report, owner, by_desk, now)
    Measure.objects.filter(pk=measure.pk).update(status="ended", ended_on=today)
    until = registration.current_period.until_on
    undone(report, by_desk, now)
    registration.refresh_from_db()
    assert (registration.status, registration.suspended_until) == ("active", None)
    assert registration.current_period.until_on >= until


def test_who_reported_what_was_not_so_is_forgotten_after_a_year(
    report, by_desk, today, standing_clock
):
    reports.decline(report, findings="Niet bekend.", today=today, by=by_desk)
    for days, kept in ((364, "yara@example.org"), (365, "")):
        standing_clock.move_to(terms.noon(today + timedelta(days=days)))
        reports.forget_reporters()
        report.refresh_from_db()
        assert report.email == kept
    assert (report.name, report.about, report.findings) == ("", "(gewist)", "(gewist)")


def test_a_case_of_a_chamber_is_closed_and_goes_on_with_all_its_time(
    report, registration, owner, by_desk, today, now
):
    measure = cases.charged(registration, today=today)
    term = measure.answer_by
    died(report, owner, by_desk, now)
    measure.refresh_from_db()
    assert (measure.status, measure.sealed_from) == ("dropped", "charged")
    assert not Measure.objects.open().exists()
    undone(report, by_desk, now + timedelta(days=3))
    measure.refresh_from_db()
    assert (measure.status, measure.sealed_from) == ("charged", "")
    assert (measure.answer_by, measure.ended_on) == (term + timedelta(days=3), None)
    assert dict(integrity.broken(today)) == {}


def test_an_objection_is_closed_too(owner, committee, by_desk, today, now):
    refused = cases.refused(owner, today=today, by=Actor(committee, Role.COMMITTEE))
    objection = cases.objection(refused, today=today)
    report = reports.report(**TYPED, today=today)
    died(report, owner, by_desk, now)
    objection.refresh_from_db()
    assert (objection.status, objection.sealed_from) == ("withdrawn", "received")
    undone(report, by_desk, now)
    objection.refresh_from_db()
    assert objection.status == "received"


def test_for_who_waited_for_this_assessor_another_one_is_looked_for(
    owner, assessor, by_desk, today, now, desk, login
):
    talk = booked(owner, assessor, now=now)
    slot(assessor, now + timedelta(days=9), now=now)
    other = make_assessor("Piet", "Vries")
    report = reports.report(**TYPED | {"about": assessor.user.name}, today=today)
    people.registered(assessor.user, since=today - timedelta(days=500))
    died(report, assessor.user, by_desk, now)
    talk.refresh_from_db()
    cycle = Cycle.objects.get(person=owner)
    assert talk.status == Conversation.Status.CANCELLED
    assert (cycle.status, cycle.assessor) == ("handed_in", None)
    assert assignment.open_assignment(cycle).assessor == other
    assert not Slot.objects.free(now).filter(assessor=assessor).exists()
    assert Letter.objects.filter(person=owner, kind="accreditation/talk_cancelled").exists()
    assert (
        not Letter.objects.filter(person=assessor.user, written_at__gte=now)
        .filter(kind="accreditation/talk_cancelled")
        .exists()
    )


def test_a_contact_person_is_not_any_more_and_is_again_after_an_undo(
    report, registration, owner, by_desk, today, now
):
    place = owner.affiliations.get().organisation
    letter = store(io.BytesIO(b"brief"), "aanstelling")
    letter.save()
    contact = OrganisationContact.objects.create(
        person=owner, organisation=place, work_email="s@gemeente.nl", appointment=letter,
        appointed_on=today, appointed_by=by_desk.user,
    )  # fmt: skip
    died(report, owner, by_desk, now)
    contact.refresh_from_db()
    assert (contact.status, contact.ended_on) == ("ended", today)
    assert deaths.left_open(owner) == [f"{place} heeft nu geen contactpersoon meer."]
    undone(report, by_desk, now)
    again = place.contacts.active().get()
    assert (again.person, again.appointment) == (owner, letter)


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same(count, desk, login, today, django_assert_num_queries):
    for number in range(count):
        reports.report(**TYPED | {"about": f"Iemand {number}"}, today=today)
    client = login(desk)
    client.get("/desk/overlijden/")
    with django_assert_num_queries(5):
        page = client.get("/desk/overlijden/")
    assert page.content.count(b"Iemand ") == count
