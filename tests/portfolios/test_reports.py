"""Reporting in the knowledge bank: one way for all; hidden with a reason, and put back kindly."""

from datetime import datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actors import Actor
from accounts.models import Role
from audit.acts import NotAllowed
from audit.models import Event
from kit import clock
from outbox.models import Letter
from portfolios import carrying_cards
from portfolios.knowledge import cards, literature, reporting
from portfolios.knowledge.models import CardVersion, KnowledgeReport
from tests.makers import people

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")
WHY = "Iemand is hier te herkennen"
SORTS = ("literatuur", "kaart", "reactie", "gebruikt")


@pytest.fixture
def writer(owner):
    return owner


@pytest.fixture
def things(writer, card, guild, now, today):
    """One of each sort, all by the same person."""
    facts = {"title": "Schaarste", "author": "Iemand", "year": 2013, "link": "",
             "theme": guild.theme, "why": "Over rust."}  # fmt: skip
    comment = card.card.comments.create(author=writer, text="Bij ons anders", written_at=now)
    use = carrying_cards.share_use(
        card.card, owner=writer, line="Hij belde zelf", with_name=False, today=today
    )
    item = literature.add(facts, by_person=writer, today=today)
    return dict(zip(SORTS, (item, card.card, comment, use), strict=True))


@pytest.fixture
def words():
    """What of each sort is read on its page."""
    return {"literatuur": "Over rust.", "kaart": "Samen lopen", "reactie": "Bij ons anders",
            "gebruikt": "Hij belde zelf"}  # fmt: skip


def page_of(sort, thing):
    return reporting.told(thing).url


def report_url(sort, thing):
    return reverse("knowledge:report", args=[sort, thing.public_id])


def handle_url(report):
    return reverse("desk_knowledge:report_handle", args=[report.public_id])


def put_back_url(sort, thing):
    return reverse("desk_knowledge:put_back", args=[sort, thing.public_id])


@pytest.mark.parametrize("sort", SORTS)
def test_everything_is_reported_hidden_and_put_back_in_one_way(
    login, writer, stranger, desk, things, sort
):
    thing, theirs, staff = things[sort], login(stranger), login(desk)
    told = reporting.told(thing)
    shown = told.title if sort == "kaart" else told.text
    assert report_url(sort, thing) in theirs.get(told.url).text
    theirs.post(report_url(sort, thing), {"words": WHY})
    [report] = thing.reports.all()
    page = staff.get(reverse("desk_knowledge:reports")).text
    assert WHY in page
    assert shown in page
    staff.post(handle_url(report), {"because": "We vragen het na."})
    assert shown not in theirs.get(told.url).text
    assert theirs.get(report_url(sort, thing)).status_code == 404
    [letter] = Letter.objects.filter(kind="portfolios/hidden_by_desk")
    assert letter.person == writer
    assert "We vragen het na." in letter.body
    assert WHY not in letter.body
    staff.post(put_back_url(sort, thing))
    assert shown in theirs.get(told.url).text
    [letter] = Letter.objects.filter(kind="portfolios/back_by_desk")
    assert letter.person == writer
    verbs = {"knowledgereport.handle", "knowledge.put_back"}
    assert verbs <= set(Event.objects.values_list("verb", flat=True))


@pytest.mark.parametrize("sort", SORTS)
def test_without_a_reason_it_stays(login, stranger, desk, things, today, sort):
    report = reporting.report(things[sort], "Ik vind het niets", today=today)
    login(desk).post(handle_url(report), {"because": ""})
    told = reporting.told(things[sort])
    assert (told.title if sort == "kaart" else told.text) in login(stranger).get(told.url).text
    assert not Letter.objects.filter(kind="portfolios/hidden_by_desk").exists()
    assert not reporting.waiting()


def test_a_report_without_a_reason_answers_no_other(desk, things, today, now):
    thing = things["kaart"]
    typo = reporting.report(thing, "Een tikfout", today=today)
    grave = reporting.report(thing, WHY, today=today)
    by = Actor(desk, Role.DESK)
    reporting.handle(typo, because="", now=now, by=by)
    grave.refresh_from_db()
    assert grave.handled_on is None
    again = reporting.report(thing, "Nog een tikfout", today=today)
    reporting.handle(grave, because="Klopt.", now=now, by=by)
    again.refresh_from_db()
    assert again.handled_on == today


def test_the_desk_reads_what_it_puts_back_and_writers_read_their_own_hidden_card(
    login, desk, writer, stranger, things, today, now
):
    card = things["kaart"]
    report = reporting.report(card, WHY, today=today)
    reporting.handle(report, because="We vragen het na.", now=now, by=Actor(desk, Role.DESK))
    version = card.versions.get()
    assert version.what in login(desk).get(reverse("desk_knowledge:reports")).text
    card.guild.members.filter(person=writer).update(until_on=today)
    address = reverse("knowledge:card_version", args=[card.public_id, version.number])
    assert login(writer).get(address).status_code == 200
    assert login(stranger).get(address).status_code == 404


def test_who_wrote_it_does_not_handle_the_report(writer, things, today, now):
    by = Actor(writer, Role.DESK)
    for thing in things.values():
        report = reporting.report(thing, WHY, today=today)
        with pytest.raises(NotAllowed, match="zelf"):
            reporting.handle(report, because="Weg", now=now, by=by)


def test_a_report_is_handled_once_and_what_stands_there_is_not_put_back(login, desk, things, today):
    thing = things["reactie"]
    report = reporting.report(thing, WHY, today=today)
    staff = login(desk)
    staff.post(handle_url(report), {"because": "Zo"})
    assert staff.post(handle_url(report), {"because": "Nog eens"}).status_code == 409
    staff.post(put_back_url("reactie", thing))
    assert staff.post(put_back_url("reactie", thing)).status_code == 404


def test_nobody_else_handles_or_puts_back(login, stranger, committee, things, today):
    report = reporting.report(things["kaart"], WHY, today=today)
    for person in (stranger, committee):
        client = login(person)
        assert client.post(handle_url(report), {"because": "Ik"}).status_code == 404
        assert client.post(put_back_url("kaart", things["kaart"])).status_code == 404


def test_who_wrote_it_sees_it_with_the_reason_and_can_take_it_away(
    login, writer, stranger, desk, things, today
):
    staff = login(desk)
    for sort in ("reactie", "gebruikt"):
        staff.post(handle_url(reporting.report(things[sort], WHY, today=today)), {"because": "Zo."})
    url = reporting.told(things["kaart"]).url
    mine = login(writer).get(url).text
    assert "Bij ons anders" in mine
    assert mine.count("De reden: Zo.") == 2
    login(writer).post(reverse("knowledge:comment_delete", args=[things["reactie"].public_id]))
    assert "Bij ons anders" not in login(writer).get(url).text


def test_a_hidden_card_is_found_nowhere_and_its_guild_can_write_on(
    login, writer, stranger, desk, readers, things, card, today, now
):
    staff, theirs, mine = login(desk), login(stranger), login(writer)
    report = reporting.report(card.card, WHY, today=today)
    staff.post(handle_url(report), {"because": "De stappen kloppen niet."})
    assert str(card) not in theirs.get(reverse("knowledge:cards")).text
    page = theirs.get(reporting.told(card.card).url).text
    assert str(card) not in page
    assert "De stappen kloppen niet." not in page
    assert "De stappen kloppen niet." in mine.get(reporting.told(card.card).url).text
    assert not CardVersion.objects.visible_to(stranger).filter(pk=card.pk).exists()
    draft = cards.revise(card.card, by_person=writer, now=now)
    assert draft.number == card.number + 1


def test_deleting_closes_the_report(login, writer, things, today):
    for sort in ("literatuur", "reactie"):
        reporting.report(things[sort], WHY, today=today)
    mine = login(writer)
    mine.post(reverse("knowledge:literature_delete", args=[things["literatuur"].public_id]))
    mine.post(reverse("knowledge:comment_delete", args=[things["reactie"].public_id]))
    assert not reporting.waiting()


def test_what_was_reported_is_forgotten_after_the_time_of_the_scheme(
    things, today, now, scheme, run_jobs, standing_clock, desk
):
    looked_at, open_still = (
        reporting.report(things[sort], WHY, today=today) for sort in ("reactie", "kaart")
    )
    reporting.handle(looked_at, because="", now=now, by=Actor(desk, Role.DESK))
    over = clock.add_months(today, scheme.report_words_months)
    for day, words in ((over - timedelta(days=1), WHY), (over, "")):
        standing_clock.move_to(datetime.combine(day, time(12), tzinfo=now.tzinfo))
        reporting.forget_reports()
        looked_at.refresh_from_db()
        assert looked_at.words == words
    open_still.refresh_from_db()
    assert open_still.words == WHY


def test_the_database_wants_one_thing_and_words(things, today):
    for wrong in (
        {"words": WHY},
        {"words": WHY, "comment": things["reactie"], "use": things["gebruikt"]},
        {"words": "", "comment": things["reactie"]},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            KnowledgeReport.objects.create(reported_on=today, **wrong)


@pytest.mark.parametrize("address", ["iets", "literature"])
def test_another_sort_does_not_exist(login, stranger, things, address):
    assert login(stranger).get(report_url(address, things["kaart"])).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_desk_asks_no_more_for_more(
    login, desk, card, now, today, rows, django_assert_num_queries
):
    person = people.person("Nog", "Iemand")
    for number in range(rows):
        for hide in (False, True):
            said = card.card.comments.create(author=person, text=f"Ik {number}", written_at=now)
            report = reporting.report(said, WHY, today=today)
            if hide:
                reporting.handle(report, because="Zo", now=now, by=Actor(desk, Role.DESK))
    staff = login(desk)
    with django_assert_num_queries(11):
        staff.get(reverse("desk_knowledge:reports"))
