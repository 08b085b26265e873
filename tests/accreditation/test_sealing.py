"""A final report is sealed: nobody changes it, and a change by who owns the server is found."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from accounts.actors import Actor
from accreditation import reporting, sealing
from accreditation.models import ConversationReport, ReportTheme
from tests.accreditation.conftest import shared, signed


@pytest.fixture
def report(world):
    return signed(world.owner, world.assessor, now=world.now, at=world.now)


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_report_is_sealed_with_the_last_signature(world):
    open_one = shared(world.owner, world.assessor, now=world.now)
    assert open_one.seal == ""
    final = reporting.sign(open_one, now=world.now, by=Actor.self(world.owner))
    assert len(final.seal) == 64
    assert not sealing.broken().exists()


def test_the_form_changes_nothing_any_more(login, report, world):
    client = login(world.assessor.user)
    page = f"/assessor/gesprekken/{report.conversation.public_id}/verslag/"
    client.post(page, {"version": report.version, "summary": "Anders"})
    client = login(world.owner)
    mine = f"/mijn/gesprek/verslag/{report.conversation.public_id}/"
    client.post(mine, {"version": report.version, "own_words": "Anders"})
    now = ConversationReport.objects.get(pk=report.pk)
    assert (now.summary, now.own_words) == (report.summary, report.own_words)


@pytest.mark.parametrize(
    "change",
    [
        lambda report: ConversationReport.objects.filter(pk=report.pk).update(summary="Anders"),
        lambda report: ConversationReport.objects.filter(pk=report.pk).update(seal=""),
        lambda report: setattr(report, "own_words", "Anders") or report.save(),
        lambda report: report.themes.update(told="Anders"),
        lambda report: report.themes.first().delete(),
        lambda report: report.delete(),
        lambda report: ReportTheme.objects.bulk_create([ReportTheme(report=report, theme="x")]),
    ],
)
def test_the_models_change_nothing_any_more(report, change):
    with pytest.raises(IntegrityError, match="sealed report"), transaction.atomic():
        change(report)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE accreditation_conversationreport SET summary = 'Anders'",
        "UPDATE accreditation_conversationreport SET seal = repeat('0', 64)",
        "DELETE FROM accreditation_reporttheme",
        "SET LOCAL pgtrigger.ignore = '{sealed_report_stays}';"
        " UPDATE accreditation_conversationreport SET summary = 'Anders'",
    ],
)
def test_sql_as_the_application_changes_nothing_any_more(report, statement):
    with pytest.raises(IntegrityError, match="sealed report"):
        run(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE accreditation_conversationreport DISABLE TRIGGER ALL",
        "TRUNCATE accreditation_reporttheme",
        "SET LOCAL session_replication_role = replica",
    ],
)
def test_the_application_cannot_take_the_guard_away(report, statement):
    with pytest.raises(Exception, match="permission denied|must be owner"):
        run(statement)


@pytest.mark.parametrize(
    "change",
    [
        ("accreditation_conversationreport SET summary = summary || '.'", "sealed_report_stays"),
        (
            "accreditation_conversationreport SET shared_at = shared_at + interval '1 day'",
            "sealed_report_stays",
        ),
        (
            "accreditation_reporttheme SET told = 'Anders' WHERE theme = 'craft'",
            "sealed_themes_stay",
        ),
    ],
)
@pytest.mark.as_owner("takes the guard away")
def test_a_change_by_who_owns_the_server_is_found(report, change):
    call_command("check_integrity")
    table, trigger = change
    run(
        f"SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE {table.split()[0]} DISABLE TRIGGER {trigger};"
        f"UPDATE {table}"
    )
    assert list(sealing.broken()) == [report]
    with pytest.raises(SystemExit):
        call_command("check_integrity")


def test_who_talked_cannot_be_called_not_engaged(world):
    report = shared(world.owner, world.assessor, now=world.now)
    with pytest.raises(IntegrityError, match="who_talked_is_engaged"), transaction.atomic():
        ConversationReport.objects.filter(pk=report.pk).update(advice="not_engaged")
