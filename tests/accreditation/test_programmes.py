"""Programmes that open a way in: asked once, read by two alone, decided, reminded, ended kindly."""

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
    programme_objections,
    programme_reading,
    programme_terms,
    programmes,
)
from accreditation.models import (
    FollowedProgramme,
    Programme,
    ProgrammeHearing,
    ProgrammeObjection,
    ProgrammeReading,
    ProgrammeRequest,
    ProgrammeTerm,
)
from audit.acts import NotAllowed
from files.models import StoredFile
from files.uploads import receive
from outbox.models import Letter
from portfolios.courses import providers
from register import applying
from register.models import Chamber
from tests.makers import courses, people, uploads
from tests.makers import programmes as make

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")
DAY = timedelta(days=1)


def address(name, *args):
    return reverse(name, args=[one.public_id for one in args])


@pytest.fixture
def provider(owner, now):
    return courses.provider(owner, now=now)


@pytest.fixture
def sent(provider, owner, today):
    return make.sent(provider, owner, today=today)


@pytest.fixture
def programme(provider, owner, now):
    return make.accredited(provider, owner, now=now)


def letters(kind):
    return Letter.objects.filter(kind=f"accreditation/{kind}")


def all_answers(asked, words="Zo doen wij dat."):
    answers = {f"answer_{number}": words for number, *_ in asked.told}
    return answers | {"version": asked.version}


# ---- Asking ----


def test_a_provider_asks_by_answering_every_question_in_its_own_words(login, owner, provider):
    mine = login(owner)
    assert mine.post(address("programmes:home", provider), {"title": " "}).status_code == 422
    answer = mine.post(address("programmes:home", provider), {"title": "Leren in het werk"})
    asked = ProgrammeRequest.objects.get()
    assert answer.url == address("programmes:request", asked)
    page = mine.get(answer.url).text
    assert all(question in page for _, question, _ in asked.told)
    typed = {
        "title": "Leren in het werk",
        "words": "",
        "answer_0": "Voor wie begint.",
        "version": 1,
    }
    again = mine.post(answer.url, typed | {"step": "send"})
    assert (again.status_code, "Kort mag ook" in again.text) == (422, True)
    asked.refresh_from_db()
    assert (asked.status, asked.answers[0]) == ("draft", "Voor wie begint.")  # kept, not sent
    whole = typed | {"words": "Anderhalf jaar.", "step": "send"} | all_answers(asked)
    mine.post(answer.url, whole | {"files_2": uploads.pdf("plan.pdf")})
    asked.refresh_from_db()
    assert (asked.status, asked.files.get().question) == ("sent", 2)
    assert mine.post(answer.url, whole).status_code == 409


def test_a_file_can_be_taken_away_while_the_request_is_written(login, owner, provider, today):
    asked, mine = make.draft(provider, owner, today=today), login(owner)
    where = address("programmes:request", asked)
    kept = {"title": "Leren", "words": "Kort."} | all_answers(asked)
    mine.post(where, kept | {"files_0": uploads.pdf("plan.pdf")})
    there = asked.files.get()
    StoredFile.objects.update(state=StoredFile.State.CLEAN)
    assert b"".join(mine.get(address("programmes:file", there)).streaming_content)
    mine.post(address("programmes:file_away", there))
    assert not asked.files.exists()
    asked.refresh_from_db()
    kept["version"] = asked.version
    mine.post(where, kept | {"files_0": uploads.pdf("plan.pdf"), "step": "send"})
    mine.post(address("programmes:file_away", asked.files.get()))
    assert asked.files.exists()


def test_there_is_one_open_request_of_a_programme(sent, owner, today):
    with pytest.raises(NotAllowed, match="loopt al een aanvraag"):
        programmes.begin_again(sent.programme, today=today, by=Actor.self(owner))


def test_nobody_but_the_provider_and_who_looks_at_it_sees_a_request(login, sent, stranger, desk):
    assert login(stranger).get(address("programmes:request", sent)).status_code == 404
    assert login(desk).get(address("desk_programmes:request", sent)).status_code == 200


def test_the_desk_sees_nothing_of_a_draft(login, provider, owner, desk, today):
    made = make.draft(provider, owner, today=today)
    assert login(desk).get(address("desk_programmes:request", made)).status_code == 404
    assert made.title not in login(desk).get(reverse("desk_programmes:requests")).text


def test_a_colleague_who_saved_meanwhile_is_not_overwritten_unseen(
    login, owner, stranger, provider, today
):
    asked = make.draft(provider, owner, today=today)
    provider.people.create(person=stranger, role="member", from_on=today)
    where = address("programmes:request", asked)
    mine, theirs = login(owner), login(stranger)
    opened = {"title": "Leren", "words": "Kort."} | all_answers(asked)
    assert f'name="version" value="{asked.version}"' in mine.get(where).text
    theirs.post(where, opened | {"answer_2": "Van de collega."})
    again = mine.post(where, opened | {"answer_2": "Van mij.", "step": "send"})
    assert again.status_code == 409
    assert "Van de collega." in again.text
    assert "Van mij." in again.text
    asked.refresh_from_db()
    assert (asked.status, asked.answers[2]) == ("draft", "Van de collega.")
    chosen = opened | {"answer_2": "Van ons beiden.", "version": asked.version}
    assert mine.post(where, chosen).status_code == 302
    asked.refresh_from_db()
    assert asked.answers[2] == "Van ons beiden."


def test_what_was_typed_after_a_colleague_sent_it_can_still_be_copied(
    login, owner, provider, today
):
    asked = make.draft(provider, owner, today=today)
    typed = {"title": "Leren", "words": "Kort."} | all_answers(asked, "Nog een zin.")
    programmes.send(asked, today=today, by=Actor.self(owner))
    page = login(owner).post(address("programmes:request", asked), typed)
    assert page.status_code == 409
    assert "Nog een zin." in page.text
    asked.refresh_from_db()
    assert "Nog een zin." not in asked.answers


# ---- The thread ----


def test_both_sides_write_and_the_mail_tells_nothing_of_it(login, sent, owner, desk):
    mine, staff = login(owner), login(desk)
    here, there = address("programmes:message", sent), address("desk_programmes:reply", sent)
    assert staff.post(there, {"text": ""}).status_code == 422
    staff.post(there, {"text": "Hoeveel deelnemers zijn er?"})
    [letter] = letters("programme_message")
    assert letter.person == owner
    assert "deelnemers" not in letter.body
    assert "Hoeveel deelnemers" in mine.get(address("programmes:request", sent)).text
    assert mine.post(here, {"text": ""}).status_code == 422
    mine.post(here, {"text": "Twaalf.", "files": uploads.pdf("lijst.pdf")})
    assert "Twaalf." in staff.get(address("desk_programmes:request", sent)).text
    assert sent.messages.unread().count() == 1
    staff.post(there, {"step": "read"})
    assert not sent.messages.unread().exists()
    assert login(owner).get(address("desk_programmes:request", sent)).status_code == 404


def test_who_asks_for_the_register_is_not_named_to_the_provider(login, sent, owner, now):
    one, _ = make.readers(sent, now=now)
    login(one.reader).post(address("programme_reader:message", one), {"text": "Waarom zo kort?"})
    page = login(owner).get(address("programmes:request", sent)).text
    assert "Waarom zo kort?" in page
    assert one.reader.last_name not in page


# ---- Two readers ----


def test_two_read_alone_and_see_each_other_when_both_are_done(login, sent, desk, now):
    one, other = make.readers(sent, now=now)
    first, second, staff = login(one.reader), login(other.reader), login(desk)
    where = address("programme_reader:reading", one)
    assert first.post(where, {"findings": "", "advice": ""}).status_code == 422
    first.post(where, {"findings": "De intervisie is sterk.", "advice": "accredit"})
    theirs = address("programme_reader:reading", other)
    desk_page = address("desk_programmes:request", sent)
    assert "intervisie is sterk" in first.get(where).text
    assert "intervisie is sterk" not in second.get(theirs).text
    assert "intervisie is sterk" not in staff.get(desk_page).text
    second.post(theirs, {"findings": "Meer over de cliënt.", "advice": "first"})
    assert "intervisie is sterk" in second.get(theirs).text
    assert "Meer over de cliënt" in first.get(where).text
    assert "Meer over de cliënt" in staff.get(desk_page).text
    assert first.get(theirs).status_code == 404


def test_who_gave_it_in_cannot_change_it(sent, now, today):
    one, _ = make.readers(sent, now=now)
    give = {"findings": "Goed.", "advice": "accredit", "today": today, "by": make.acting(one)}
    programme_reading.give(one, **give)
    with pytest.raises(NotAllowed):
        programme_reading.give(one, **give)


def test_another_is_asked_when_one_gives_it_back(login, sent, desk, now, today):
    one, other = make.readers(sent, now=now)
    login(one.reader).post(address("programme_reader:reading", one), {"step": "decline"})
    login(desk).post(address("desk_programmes:take_from_reader", other))
    people.person("Derde", "Lezer", role=Role.ASSESSOR)
    people.person("Vierde", "Lezer", role=Role.ASSESSOR)
    fit = programme_reading.may_read(sent, today=today)
    assert not {one.reader, other.reader} & set(fit)
    assert login(one.reader).get(address("programme_reader:reading", one)).status_code == 404
    ask = address("desk_programmes:ask_readers", sent)
    assert login(desk).post(ask).status_code == 422
    login(desk).post(ask, {"readers": [each.public_id for each in fit[:2]]})
    assert sent.readings.waiting().count() == 2
    assert letters("programme_reading").count() == 4


def test_who_works_or_teaches_for_the_provider_reads_and_decides_nothing(
    provider, sent, desk, now, today
):
    teaches = people.person("Tess", "Teacher", role=Role.ASSESSOR)
    works, worked = (people.person(n, "Werkt", role=Role.ASSESSOR) for n in ("Wim", "Wil"))
    courses.course(provider, now=now, teachers=[("Tess", teaches.email.upper())])
    provider.people.create(person=works, role="member", from_on=today)
    provider.people.create(
        person=worked, role="member", from_on=today - 900 * DAY, until_on=today - 700 * DAY
    )
    assert not {teaches, works, worked} & set(programme_reading.may_read(sent, today=today))
    for tied in (teaches, works, worked):
        with pytest.raises(DatabaseError, match="tie"), transaction.atomic():
            ProgrammeReading.objects.create(request=sent, reader=tied, round=1, asked_on=today)
    provider.people.create(person=desk, role="member", from_on=today)
    with pytest.raises(NotAllowed, match="werkt voor deze opleider"):
        programme_reading.ask(sent, [], now=now, by=Actor(desk, Role.DESK))


def test_a_third_reader_and_a_decision_without_two_are_refused_by_the_database(sent, now, today):
    make.readers(sent, now=now)
    third = people.person("Derde", "Lezer", role=Role.ASSESSOR)
    with pytest.raises(DatabaseError, match="Two people"), transaction.atomic():
        ProgrammeReading.objects.create(request=sent, reader=third, round=1, asked_on=today)
    sent.refresh_from_db()
    with pytest.raises(DatabaseError, match="Two people"), transaction.atomic():
        ProgrammeRequest.objects.filter(pk=sent.pk).update(
            decided_by=people.desk_actor().user, decided_on=today, reason="Zomaar.",
            status="granted",
        )  # fmt: skip


# ---- Deciding ----


def test_the_desk_accredits_with_a_reason_and_for_who_completed_it_before(
    login, sent, owner, desk, now, today
):
    make.reviewed(sent, now=now)
    staff, where = login(desk), address("desk_programmes:decide", sent)
    assert staff.post(where, {"outcome": "grant", "reason": ""}).status_code == 422
    before = today - 100 * DAY
    staff.post(where, {"outcome": "grant", "reason": "Past goed.", "from_on": before.isoformat()})
    programme = Programme.objects.get()
    assert (programme.status, programme.words) == ("accredited", make.WORDS)
    assert (programme.term.from_on, programme.term.until_on) == (before, date(2030, 11, 22))
    assert letters("programme_granted").count() == 1
    page = login(owner).get(address("programmes:request", sent)).text
    assert "Past goed." in page
    assert make.FINDINGS in page


def test_something_first_goes_back_and_two_read_again(login, sent, owner, desk, now, today):
    make.reviewed(sent, now=now, advice="first")
    where = address("desk_programmes:decide", sent)
    login(desk).post(where, {"outcome": "first", "reason": "Vertel meer over vraag vijf."})
    mine = login(owner)
    assert "vraag vijf" in mine.get(address("programmes:request", sent)).text
    sent.refresh_from_db()
    programmes.send(make.filled(sent, owner, "Anders"), today=today, by=Actor.self(owner))
    sent.refresh_from_db()
    assert (sent.status, sent.round) == ("sent", 2)
    make.granted(sent, now=now)
    assert Programme.objects.get().is_accredited
    assert sent.readings.filter(round=1).count() == 2


def test_a_refusal_takes_the_desk_and_the_committee(login, sent, owner, desk, now):
    make.reviewed(sent, now=now, advice="not")
    where = address("desk_programmes:decide", sent)
    login(desk).post(where, {"outcome": "refuse", "reason": "Er is geen intervisie."})
    sent.refresh_from_db()
    assert sent.status == "refusing"
    assert not letters("programme_refused").exists()
    member = people.member("Carla", "Kamer", Chamber.EAST).person
    page = login(member)
    case = address("programme_committee:case", sent)
    assert case in page.get(reverse("committee:cases")).text
    page.post(case, {"step": "back"})
    sent.refresh_from_db()
    assert (sent.status, sent.reason) == ("reviewed", "")
    login(desk).post(where, {"outcome": "refuse", "reason": "Er is geen intervisie."})
    page.post(case, {"step": "sign"})
    sent.refresh_from_db()
    assert (sent.status, sent.second_decider) == ("refused", member)
    assert letters("programme_refused").get().person == owner
    assert programme_decisions.objection_by(sent) == sent.decided_on + timedelta(weeks=6)
    assert page.get(case).status_code == 404


def test_who_sits_in_no_chamber_or_has_a_tie_does_not_sign(login, provider, sent, desk, now, today):
    make.reviewed(sent, now=now, advice="not")
    by = Actor(desk, Role.DESK)
    programme_decisions.propose_refusal(sent, reason="Niet genoeg.", today=today, by=by)
    tied = people.member("Tom", "Tie", Chamber.WEST)
    provider.people.create(person=tied.person, role="member", from_on=today)
    assert login(tied.person).get(address("programme_committee:case", sent)).status_code == 404
    with pytest.raises(NotAllowed):
        programme_decisions.refuse(sent, now=now, by=tied)


# ---- A change ----


def test_a_change_shows_what_differs_and_may_leave_it_the_same(
    login, programme, owner, desk, now, today
):
    mine, staff = login(owner), login(desk)
    mine.post(address("programmes:ask", programme), {"wat": "wijzigen"})
    asked = programme.requests.get(status="draft")
    assert asked.answers == programmes.content_of(programme).answers
    answers = all_answers(asked) | {f"answer_{number}": answer for number, _, answer in asked.told}
    answers["answer_3"] = "Zo doen wij dat, elke maand, vraag 3."
    typed = {"title": "Klantmanager in beweging", "words": asked.words, "step": "send"} | answers
    mine.post(address("programmes:request", asked), typed)
    page = staff.get(address("desk_programmes:request", asked)).text
    assert "<ins>" in page
    assert "elke maand" in page
    assert "Klantmanager in beweging" not in login(owner).get("/opleidingen/").text
    until = programme.term.until_on
    decide = address("desk_programmes:decide", asked)
    staff.post(decide, {"outcome": "same", "reason": "Alleen het ritme is anders."})
    programme.refresh_from_db()
    assert (programme.title, programme.term.until_on) == ("Klantmanager in beweging", until)
    assert letters("programme_same").count() == 1
    assert "Klantmanager in beweging" in login(owner).get("/opleidingen/").text


def test_a_change_that_needs_a_new_look_is_read_by_two_and_leaves_the_term(
    programme, owner, now, today
):
    asked = programmes.ask_change(programme, today=today, by=Actor.self(owner))
    programmes.send(make.filled(asked, owner, "Heel anders"), today=today, by=Actor.self(owner))
    asked.refresh_from_db()
    make.granted(asked, now=now)
    assert ProgrammeTerm.objects.count() == 1
    assert programmes.content_of(programme) == asked


def test_a_refused_change_leaves_it_as_it_was(programme, owner, desk, now, today):
    asked = programmes.ask_change(programme, today=today, by=Actor.self(owner))
    programmes.send(make.filled(asked, owner, "Heel anders"), today=today, by=Actor.self(owner))
    asked.refresh_from_db()
    make.reviewed(asked, now=now, advice="not")
    by = people.member("Carla", "Kamer", Chamber.EAST)
    programme_decisions.propose_refusal(
        asked, reason="Dit is iets anders.", today=today, by=Actor(desk, Role.DESK)
    )
    programme_decisions.refuse(asked, now=now, by=by)
    programme.refresh_from_db()
    assert programme.is_accredited
    assert programmes.content_of(programme) != asked


# ---- The term ----


def test_a_renewal_can_be_asked_from_a_year_before_and_joins_the_term(
    login, programme, owner, now, today
):
    with pytest.raises(NotAllowed, match="nog niet"):
        programmes.ask_renewal(programme, today=today, by=Actor.self(owner))
    until = programme.term.until_on
    with time_machine.travel(now.replace(year=2029, month=12), tick=False):
        mine = login(owner)
        assert (
            "Vraag een nieuwe erkenning"
            in mine.get(address("programmes:programme", programme)).text
        )
        mine.post(address("programmes:ask", programme), {"wat": "opnieuw"})
        asked = programme.requests.get(kind="renewal")
        later = now.replace(year=2029, month=12)
        programmes.send(asked, today=later.date(), by=Actor.self(owner))
        asked.refresh_from_db()
        make.granted(asked, now=later)
    term = Programme.objects.get().term
    assert (term.from_on, term.until_on) == (until + DAY, date(2034, 11, 22))


def test_reminders_come_once_for_each_step_and_catch_up(programme, owner):
    for on, count in ((date(2030, 2, 21), 0), (date(2030, 2, 23), 1), (date(2030, 3, 1), 1),
                      (date(2030, 9, 1), 2), (date(2030, 9, 2), 2)):  # fmt: skip
        with time_machine.travel(f"{on}T08:00:00+00:00", tick=False):
            programme_terms.run_programmes()
            assert letters("programme_reminder").count() == count, on
    assert [each.occasion for each in programme_terms.reminded(programme)] == [
        "2030-11-22-9", "2030-11-22-3",
    ]  # fmt: skip


def test_who_asked_is_not_reminded_and_no_term_ends_while_the_register_owes_an_answer(
    programme, owner
):
    with time_machine.travel("2030-09-01T08:00:00+00:00", tick=False):
        asked = programmes.ask_renewal(programme, today=date(2030, 9, 1), by=Actor.self(owner))
        programmes.send(asked, today=date(2030, 9, 1), by=Actor.self(owner))
    with time_machine.travel("2031-02-01T08:00:00+00:00", tick=False):
        programme_terms.run_programmes()
    programme.refresh_from_db()
    assert programme.is_accredited
    assert not letters("programme_reminder").exists()
    assert followed_programmes.counted(
        programme, began_on=date(2030, 12, 1), completed_on=date(2031, 1, 31)
    )


def test_a_term_that_nobody_asked_to_go_on_ends_with_time_to_finish(programme):
    with time_machine.travel("2030-11-22T08:00:00+00:00", tick=False):
        programme_terms.run_programmes()
        assert Programme.objects.get().is_accredited
    with time_machine.travel("2030-11-23T08:00:00+00:00", tick=False):
        programme_terms.run_programmes()
    programme.refresh_from_db()
    assert (programme.status, programme.finish_on) == ("ended", date(2032, 11, 23))
    assert letters("programme_ended").count() == 1


def test_a_provider_stops_and_who_is_under_way_may_finish(login, programme, owner, today):
    mine, where = login(owner), address("programmes:stop", programme)
    assert mine.post(where, {"because": ""}).status_code == 422
    mine.post(where, {"because": "Te weinig deelnemers."})
    programme.refresh_from_db()
    assert (programme.status, programme.term.until_on) == ("withdrawn", today)
    finish = programme.finish_on
    counted = followed_programmes.counted
    assert counted(programme, began_on=today, completed_on=finish)
    assert not counted(programme, began_on=today, completed_on=finish + DAY)
    assert not counted(programme, began_on=today + DAY, completed_on=finish)
    assert "Eerder erkend" in login(owner).get("/opleidingen/").text
    assert "kan afronden" in mine.get(address("programmes:programme", programme)).text


# ---- While something is asked first ----


def opened(client, name, file):
    """The bytes, where there is such a file for this person."""
    answer = client.get(address(name, file))
    return b"".join(answer.streaming_content) if answer.status_code == 200 else b""


def test_what_the_provider_rewrites_is_read_by_nobody_before_it_is_sent_again(
    login, provider, owner, desk, now, today
):
    asked = make.reviewed(make.sent(provider, owner, today=today), now=now, advice="first")
    mine, where = login(owner), address("programmes:request", asked)
    old = asked.files.create(question=0, file=receive(uploads.pdf("oud.pdf")).store())
    by = people.desk_actor()
    programme_decisions.ask_first(asked, reason="Meer over intervisie.", now=now, by=by)
    asked.refresh_from_db()
    typed = {"title": "Nieuwe naam", "words": "Nieuw in het kort."}
    typed |= all_answers(asked, "Vers antwoord.")
    mine.post(where, typed | {"files_1": uploads.pdf("nieuw.pdf")})
    mine.post(address("programmes:file_away", old))
    StoredFile.objects.update(state=StoredFile.State.CLEAN)
    new = asked.files.get(question=1)
    fresh = ("Nieuwe naam", "Nieuw in het kort.", "Vers antwoord.", "nieuw.pdf")
    written = mine.get(where).text
    assert all(each in written for each in fresh)
    assert "oud.pdf" not in written
    assert not opened(mine, "programmes:file", old)
    reader = asked.readings.first()
    pages = (
        (login(desk), "desk_programmes:request", asked, "desk_programmes:file"),
        (login(reader.reader), "programme_reader:reading", reader, "programme_reader:file"),
    )
    for who, name, thing, file_at in pages:
        page = who.get(address(name, thing)).text
        assert not [each for each in fresh if each in page]
        assert "oud.pdf" in page
        assert not opened(who, file_at, new)
        assert opened(who, file_at, old)
    assert "Nieuwe naam" not in login(desk).get(reverse("desk_programmes:requests")).text
    assert "Nieuwe naam" not in login(desk).get("/opleidingen/").text
    asked.refresh_from_db()
    sent = mine.post(where, typed | {"version": asked.version, "step": "send"})
    assert sent.status_code == 302
    for who, name, thing, file_at in pages:
        page = who.get(address(name, thing)).text
        assert all(each in page for each in fresh), name
        assert "oud.pdf" not in page
        assert opened(who, file_at, new)
        assert not opened(who, file_at, old)
    asked.refresh_from_db()
    assert (asked.status, asked.round, asked.rewritten) == ("sent", 2, None)


def test_a_file_that_was_not_sent_yet_goes_at_once(login, provider, owner, now, today):
    asked = make.reviewed(make.sent(provider, owner, today=today), now=now, advice="first")
    programme_decisions.ask_first(asked, reason="Meer.", now=now, by=people.desk_actor())
    asked.refresh_from_db()
    mine = login(owner)
    typed = {"title": "Leren", "words": "Kort."} | all_answers(asked)
    mine.post(address("programmes:request", asked), typed | {"files_1": uploads.pdf("nieuw.pdf")})
    mine.post(address("programmes:file_away", asked.files.get()))
    assert not asked.files.exists()


def test_two_who_rewrite_at_once_lose_nothing(login, provider, owner, stranger, now, today):
    asked = make.reviewed(make.sent(provider, owner, today=today), now=now, advice="first")
    programme_decisions.ask_first(asked, reason="Meer.", now=now, by=people.desk_actor())
    asked.refresh_from_db()
    provider.people.create(person=stranger, role="member", from_on=today)
    where = address("programmes:request", asked)
    opened = {"title": "Leren", "words": "Kort."} | all_answers(asked)
    login(stranger).post(where, opened | {"answer_2": "Van de collega."})
    again = login(owner).post(where, opened | {"answer_2": "Van mij."})
    assert again.status_code == 409
    assert "Van de collega." in again.text
    asked.refresh_from_db()
    assert asked.rewritten["answers"][2] == "Van de collega."
    assert "Van de collega." not in asked.answers


def test_what_was_never_sent_again_is_gone_with_the_request(login, provider, owner, now, today):
    asked = make.reviewed(make.sent(provider, owner, today=today), now=now, advice="first")
    programme_decisions.ask_first(asked, reason="Meer.", now=now, by=people.desk_actor())
    make.filled(asked, owner, "Nooit verstuurd")
    programmes.withdraw(asked, by=Actor.self(owner))
    asked.refresh_from_db()
    assert asked.rewritten is None
    assert "Nooit verstuurd, vraag 0." not in asked.answers


# ---- Coming in by it ----


@pytest.fixture
def draft(stranger, today):
    made = people.application(stranger, today=today)
    made.route = "programme"
    made.save()
    return made


def test_an_applicant_names_a_programme_that_counted_on_that_day(
    login, programme, stranger, draft, desk, today
):
    mine, where = login(stranger), reverse("cycle:followed_programme")
    promise = reverse("registration:application_promise")
    assert mine.get(promise).url == where
    typed = {"programme": programme.public_id, "began_on": "2025-01-01"}
    answer = mine.post(where, typed | {"completed_on": "2026-11-22"})
    assert answer.status_code == 422
    assert "toen niet erkend" in answer.text
    assert mine.post(where, typed | {"completed_on": "2026-11-24"}).status_code == 422
    assert mine.post(where, typed | {"completed_on": today.isoformat()}).url == promise
    applying.hand_in(draft, today=today, by=Actor.self(stranger))
    page = login(desk).get(reverse("desk_register:application", args=[draft.public_id])).text
    assert programme.title in page
    assert programme.title in mine.get(reverse("registration:application")).text


def test_nobody_comes_by_a_programme_without_naming_it(stranger, draft, today):
    with pytest.raises(NotAllowed, match="Kies eerst"):
        applying.hand_in(draft, today=today, by=Actor.self(stranger))
    with pytest.raises(DatabaseError, match="says which"), transaction.atomic():
        type(draft).objects.filter(pk=draft.pk).update(submitted_on=today, status="submitted")


def test_the_database_knows_whether_a_programme_counted(programme, draft, today):
    facts = {"application": draft, "programme": programme, "told_on": today}
    with pytest.raises(DatabaseError, match="not accredited"), transaction.atomic():
        FollowedProgramme.objects.create(
            **facts, began_on=today - 9 * DAY, completed_on=today - DAY
        )
    FollowedProgramme.objects.create(**facts, began_on=today - 9 * DAY, completed_on=today)


def test_without_programmes_another_way_is_shown(login, stranger, draft):
    page = login(stranger).get(reverse("cycle:followed_programme")).text
    assert "Kies een andere manier" in page


# ---- Lists ----


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_the_same_queries_for_one_and_for_three(
    count, login, provider, owner, desk, now, django_assert_num_queries
):
    for number in range(count):
        make.accredited(provider, owner, now=now, title=f"Opleiding {number}")
        make.sent(provider, owner, today=now.date(), title=f"Nieuw {number}")
    mine, staff = login(owner), login(desk)
    for page, path, queries in (
        (mine, reverse("accredited_programmes"), 4),
        (mine, address("programmes:home", provider), 5),
        (staff, reverse("desk_programmes:requests"), 5),
    ):
        page.get(path)
        with django_assert_num_queries(queries):
            assert page.get(path).status_code == 200


# ---- A hearing, and an objection ----


def refused(sent, desk, now):
    """By the desk and a member of the east."""
    make.reviewed(sent, now=now, advice="not")
    by = Actor(desk, Role.DESK)
    programme_decisions.propose_refusal(sent, reason="Te kort.", today=now.date(), by=by)
    east = people.member("Carla", "Kamer", Chamber.EAST)
    programme_decisions.refuse(sent, now=now, by=east)
    sent.refresh_from_db()
    return east


def test_staff_withdraw_only_after_the_provider_was_heard_and_with_a_second(
    login, programme, owner, desk, now, standing_clock
):
    staff, mine = login(desk), login(owner)
    where = address("desk_programmes:announce", programme)
    assert staff.post(where, {"because": ""}).status_code == 422
    staff.post(where, {"because": "Er is geen intervisie meer."})
    [letter] = letters("programme_hearing")
    assert "intervisie" not in letter.body
    hearing = ProgrammeHearing.objects.get()
    assert hearing.answer_by == now.date() + 14 * DAY
    member = people.member("Carla", "Kamer", Chamber.EAST).person
    case = address("programme_committee:hearing", hearing)
    assert "Ik teken mee" not in login(member).get(case).text
    assert login(member).post(case, {"step": "sign"}).status_code == 409
    assert "geen intervisie meer" in mine.get(address("programmes:programme", programme)).text
    respond = address("programmes:respond", programme)
    assert mine.post(respond, {"response": ""}).status_code == 422
    mine.post(respond, {"response": "Die is er weer vanaf mei."})
    assert "weer vanaf mei" in login(member).get(case).text
    until = programme.term.until_on
    login(member).post(case, {"step": "sign"})
    programme.refresh_from_db()
    assert (programme.status, programme.term.until_on) == ("withdrawn", now.date())
    assert programme.finish_on == date(2028, 11, 23)
    mine.post(address("programmes:object", programme), {"text": "De intervisie liep gewoon."})
    objection = ProgrammeObjection.objects.get()
    assert objection.chamber == "west"
    decided(objection, "upheld", now)
    programme.refresh_from_db()
    assert (programme.status, programme.term.until_on) == ("accredited", until)
    assert letters("programme_objection_decided").count() == 1


def decided(objection, outcome, now):
    first, second = people.members(Chamber(objection.chamber))
    programme_objections.propose(
        objection, outcome=outcome, reason="Artikel 4.", today=now.date(), by=first
    )
    programme_objections.sign(objection, proposal=objection.proposal, now=now, by=second)


def test_a_hearing_can_go_off_the_table(login, programme, desk):
    staff = login(desk)
    staff.post(address("desk_programmes:announce", programme), {"because": "Een klacht."})
    staff.post(address("desk_programmes:drop", programme))
    programme.refresh_from_db()
    assert programme.is_accredited
    assert letters("programme_hearing_dropped").count() == 1


def test_the_other_chamber_hears_an_objection_to_a_refusal_by_two(login, sent, owner, desk, now):
    east = refused(sent, desk, now)
    mine, programme = login(owner), sent.programme
    where = address("programmes:object", programme)
    assert mine.post(where, {"text": ""}).status_code == 422
    mine.post(where, {"text": "Twee maanden is genoeg."})
    assert mine.post(where, {"text": "Nog eens."}).status_code == 409
    objection = ProgrammeObjection.objects.get()
    first, second = people.members(Chamber.WEST)
    one, other = login(first.person), login(second.person)
    case = address("programme_committee:objection", objection)
    assert login(east.person).get(case).status_code == 404
    assert case in one.get(reverse("committee:cases")).text
    assert "Twee maanden is genoeg" in one.get(case).text
    propose = address("programme_committee:propose", objection)
    assert one.post(propose, {"outcome": "", "reason": ""}).status_code == 422
    one.post(propose, {"outcome": "upheld", "reason": "De regeling noemt geen duur."})
    sign = address("programme_committee:sign", objection)
    assert one.get(sign).status_code == 302
    assert "Ik teken mee" in other.get(sign).text
    objection.refresh_from_db()
    other.post(sign, {"proposal": objection.proposal})
    programme.refresh_from_db()
    assert programme.is_accredited
    page = mine.get(address("programmes:programme", programme)).text
    assert "De regeling noemt geen duur" in page


def test_a_dismissed_objection_leaves_the_refusal(sent, owner, desk, now):
    refused(sent, desk, now)
    made = programme_objections.send(
        sent.programme, text="Niet eens.", now=now, by=Actor.self(owner)
    )
    programme_objections.prolong(made, now=now, by=people.member("Wim", "West", Chamber.WEST))
    decided(made, "dismissed", now)
    sent.refresh_from_db()
    assert (sent.status, made.status) == ("refused", "dismissed")
    assert letters("programme_objection_longer").count() == 1


def test_who_read_or_decided_before_signs_no_objection(sent, owner, desk, now, today):
    make.reviewed(sent, now=now, advice="not")
    reader = sent.readings.first().reader
    people.seat(reader, Chamber.WEST)
    by = Actor(desk, Role.DESK)
    programme_decisions.propose_refusal(sent, reason="Te kort.", today=today, by=by)
    programme_decisions.refuse(sent, now=now, by=people.member("Carla", "Kamer", Chamber.EAST))
    made = programme_objections.send(
        sent.programme, text="Niet eens.", now=now, by=Actor.self(owner)
    )
    assert not programme_objections.heard_by(reader, today=today).exists()
    with pytest.raises(DatabaseError, match="touched"), transaction.atomic():
        ProgrammeObjection.objects.filter(pk=made.pk).update(
            first_signer=reader, first_signed_on=today
        )


def test_an_objection_can_be_sent_in_its_weeks_and_taken_back(
    login, sent, owner, desk, now, standing_clock
):
    refused(sent, desk, now)
    where = address("programmes:object", sent.programme)
    standing_clock.move_to(now + 43 * DAY)
    assert login(owner).post(where, {"text": "Te laat."}).status_code == 409
    standing_clock.move_to(now + 42 * DAY)
    login(owner).post(where, {"text": "Net op tijd."})
    login(owner).post(address("programmes:objection_withdraw", sent.programme))
    assert ProgrammeObjection.objects.get().status == "withdrawn"


def test_a_provider_that_leaves_ends_its_programmes_with_time_to_finish(
    programme, provider, owner, now, today
):
    asked = programmes.ask_change(programme, today=today, by=Actor.self(owner))
    providers.leave(provider, now=now, by=Actor.self(owner))
    programme.refresh_from_db()
    asked.refresh_from_db()
    assert (programme.status, asked.status) == ("withdrawn", "withdrawn")
    assert followed_programmes.counted(programme, began_on=today, completed_on=programme.finish_on)
