"""The whole portfolio out and in again: the same, whole, and nobody else's."""

import io
import json
import zipfile
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.actors import Actor
from audit.models import Event
from files.models import StoredFile
from files.uploads import receive
from portfolios import erasing
from portfolios import models as portfolio_models
from portfolios.courses.models import Attendance, CourseAnswer
from portfolios.dossier import evidence, removal, sharing, stories
from portfolios.dossier.models import (
    Evidence,
    GoalProposal,
    LearningActivity,
    LearningStory,
    PlanReview,
    ScanPlace,
    SelfScan,
)
from portfolios.portable import archive, reading, transfers, writing
from portfolios.portable.models import DossierTransfer
from portfolios.portable.schema import schema
from portfolios.portable.tables import TABLES
from portfolios.together import feedback, groups, mentoring, sessions
from register.models import Competency, CompetencyProfile
from tests.makers import courses, people, uploads

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")

# Models of the dossier that do not travel, and why.
STAYS = {
    "AgendaFigure": "of everybody together",
    "Attendance": "said by a provider, to read along; what is kept is an activity, which travels",
    "AttendanceList": "of the provider",
    "AttendanceRow": "of the provider",
    "Course": "of the provider",
    "CohortCall": "of a provider",
    "CohortSeat": "a question that is gone when it is answered",
    "CourseAnswer": "counted with those of others; the own one is read along with the attendance",
    "CourseReport": "for the desk",
    "CourseRun": "of the provider",
    "CourseTeacher": "of the provider",
    "DossierSettings": "a choice about this register",
    "DossierSnapshot": "handed in for a conversation, and deleted after it",
    "DossierTransfer": "this very thing",
    "FeedbackAnswer": "of who answered",
    "FeedbackLink": "of who answered",
    "FeedbackReport": "for the desk",
    "FeedbackRequest": "asked in this register",
    "GapFigure": "of everybody together",
    "GroupInvitation": "between people",
    "GroupMember": "between people",
    "GroupNotice": "of the group",
    "GroupRequest": "between people",
    "CardAuthor": "of the card",
    "CardComment": "said to everybody, and stands under the card",
    "CardReview": "between people",
    "CardUse": "shared with everybody, and stands under the card",
    "CardVersion": "of the guild",
    "Guild": "of its members",
    "GuildMember": "between people",
    "IntervisionGroup": "of the group",
    "IntervisionPresence": "the own line travels by the session",
    "IntervisionSession": "of the group",
    "KnowledgeReport": "for the desk",
    "LiteratureAnswer": "counted with those of others, about what everybody reads",
    "LiteratureItem": "of everybody",
    "Meeting": "of the group or the two",
    "MeetingMoment": "of the group",
    "MentorProfile": "an offer in this register",
    "Mentorship": "between people",
    "MethodCard": "of the guild",
    "MomentAnswer": "of the group",
    "PeerReading": "the own line travels by the reading",
    "Provider": "of its people",
    "ProviderInvitation": "between people",
    "ProviderPerson": "between people",
    "RunDay": "of the provider",
    "SavedCourse": "about what is offered in this register",
    "ProviderKey": "of the provider",
    "SentAttendance": "of the provider, about nobody",
    "ShareComment": "between people",
    "ShareGrant": "between people",
    "SharedItem": "between people",
    "TeacherDenial": "said to the provider and the desk, about this register",
    "Theme": "of the profession; a goal and a story bring the ones they are about",
    "WorkVisit": "between people; what is kept is an activity, which travels",
}


def attach(thing, uploaded, now, words=""):
    return evidence.add(thing, receive(uploaded, closely=True), now=now, words=words)


@pytest.fixture
def full(owner, make_goal, make_activity, make_theme, now, today):
    """Something of everything, with accents, empty fields and links both ways."""
    goal, other = make_goal(owner, "Béter doorvragen", for_whom="Iedereen"), make_goal(owner)
    goal.steps.create(words="Eén vraag minder", added_on=today, done_on=today)
    goal.wordings.create(title="Doorvragen", until_on=today)
    other.set_aside_on = today
    other.save()
    PlanReview.objects.create(plan=goal.plan, planned_on=today + timedelta(days=30))
    GoalProposal.objects.create(owner=owner, origin="talk-1", words="Meer tijd", said_on=today)
    competency = Competency.objects.first()
    scan = SelfScan.objects.create(
        owner=owner, profile=CompetencyProfile.objects.get(), started_on=today, finished_on=today
    )
    ScanPlace.objects.create(scan=scan, competency=competency, phase="journeyman", words="Gaat wel")
    activity = make_activity(owner, "Een boek", links=["https://example.org/a"], hours="1.5")
    activity.goals.add(goal, other)
    goal.themes.add(make_theme("Jongeren"))
    activity.competencies.add(competency)
    story = stories.start(owner, now=now, activity=activity)
    texts = {"signal": "Zij zweeg.\n\nLang.", "lenses": {"sources": {"ways": ["client"]}}}
    stories.save(story, version=1, now=now, goals=[goal], themes=[make_theme("Taal")], **texts)
    stories.save(story, version=2, now=now + timedelta(days=1), signal="Zij zei <b>iets</b> & meer")
    attach(activity, uploads.photo("foto één.jpg"), now, "Bij de kas")
    attach(story, uploads.pdf("brief.pdf"), now)
    removal.throw_away(make_activity(owner, "Weggegooid"), now=now)
    return owner


@pytest.fixture
def session(full, today, now):
    group = groups.start("Noord", founder=full, today=today)
    made = sessions.log(group, held_on=today, method="walk", theme="Over macht",
                        present=list(group.members.all()), logger=full, now=now)  # fmt: skip
    presence = made.presences.get(person=full)
    sessions.keep_own_line(presence, "Ik zei te veel")
    return made


def export(owner, run_jobs):
    transfer = transfers.ask(owner, "zip", by=Actor.self(owner))
    run_jobs("portfolios.carry")
    transfer.refresh_from_db()
    return transfer.file.read()


def bring_in(client, data, **more):
    upload = SimpleUploadedFile("portfolio.zip", data, "application/zip")
    return client.post(reverse("portable:bring_in"), {"file": upload, **more})


def content_in(data):
    return json.loads(zipfile.ZipFile(io.BytesIO(data)).read("portfolio.json"))


def changed(data, change):
    """The same ZIP with another content."""
    content = content_in(data)
    change(content)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, json.dumps(content) if name == "portfolio.json" else old.read(name))
    return made.getvalue()


# ---- Out ----


def test_every_table_of_the_dossier_travels_or_stays_for_a_reason():
    models = {name for name in portfolio_models.__all__ if name != "GrowthPhase"}
    assert models == {table.model.__name__ for table in TABLES} | set(STAYS)


def test_every_own_word_travels():
    """A new field of a model needs a place in its table."""
    left_alone = {"id", "public_id", "owner", "removed_at", "profile", "competency", "file",
                  "preview", "card"}  # fmt: skip
    for table in TABLES:
        names = {field.name for field in table.model._meta.concrete_fields}
        assert names - left_alone == {*table.fields, *table.one}, table.name


def test_the_content_keeps_to_its_schema(full, session, now):
    content = json.loads(json.dumps(writing.content_of(full, now=now)))
    jsonschema.Draft202012Validator(schema()).validate(content)
    jsonschema.Draft202012Validator.check_schema(schema())
    assert len(content["activities"]) == 1
    assert content["intervision"][0]["own_line"] == "Ik zei te veel"
    assert "Weggegooid" not in json.dumps(content)


def test_the_site_reads_offline_and_shows_everything(full, session, run_jobs):
    packed = zipfile.ZipFile(io.BytesIO(export(full, run_jobs)))
    page = packed.read("index.html").decode()
    for words in ("Béter doorvragen", "Zij zei &lt;b&gt;iets&lt;/b&gt; &amp; meer", "Over macht",
                  "Bij de kas", "Gaat wel", "Ik zei te veel", "Eén vraag minder"):  # fmt: skip
        assert words in page, words

    class Links(HTMLParser):
        found: set[str] = set()

        def handle_starttag(self, tag, attrs):
            self.found |= {value for name, value in attrs if name in ("href", "src")}

    Links().feed(page)
    inside = {each for each in Links.found if not each.startswith(("#", "https://example.org"))}
    assert inside <= set(packed.namelist())
    assert {Path(name).name for name in packed.namelist()} >= {"1-foto één.jpg", "2-brief.pdf"}


def test_what_a_provider_said_of_somebody_is_there_to_read(full, stranger, run_jobs, today, now):
    course = courses.course(courses.provider(stranger, now=now), now=now, title="Stil zitten")
    run = courses.run(course, now=now, days=-7)
    for person, name in ((full, "S. de Lijst"), (stranger, "Van een ander")):
        Attendance.objects.create(
            run=run, person=person, came_by="list", attended_on=today - timedelta(days=7),
            proposed_on=today, near=True, listed_name=name, listed_number="RK-4817-3062",
            answer_words="Je tekende die ochtend.",
        )  # fmt: skip
    CourseAnswer.objects.create(course=course, person=full, answer="bit")
    content = json.loads(json.dumps(writing.content_of(full, now=now)))
    jsonschema.Draft202012Validator(schema()).validate(content)
    [row] = content["attendance"]
    assert (row["course"], row["status"]) == ("Stil zitten", "Voorgesteld")
    packed = zipfile.ZipFile(io.BytesIO(export(full, run_jobs)))
    page = packed.read("index.html").decode()
    for words in ("Stil zitten", "S. de Lijst RK-4817-3062", "Je tekende die ochtend.",
                  "Een beetje"):  # fmt: skip
        assert words in page, words
    assert "Van een ander" not in page


def test_what_one_wrote_to_others_is_there_to_read(
    full, stranger, login, make_story, run_jobs, today, now
):
    """With the questions for feedback; who answered somebody's is kept nowhere."""
    registered = people.person("Shaida", "Abdoel")
    people.registered(registered, since=today - timedelta(days=900))
    for mentor in (registered, full):
        if mentor == full:
            people.registered(full, since=today - timedelta(days=900))
        facts = {"words": f"Aanbod van {mentor.pk}", "kinds_of_work": ["work"], "capacity": 2}
        mentoring.offer(mentor, facts)
    asked = mentoring.ask(registered, words="Ik durf niet", now=now, by=Actor.self(full))
    mentoring.accept(asked, reply="Alleen van Shaida", now=now, by=Actor.self(registered))
    mentoring.agree(asked, "Elke maand bellen", kept="")
    theirs = mentoring.ask(full, words="Alleen van Joost", now=now, by=Actor.self(stranger))
    mentoring.accept(theirs, reply="Graag, kom langs", now=now, by=Actor.self(full))
    until_on = today + timedelta(days=20)
    feedback.ask(full, kind="colleague", title="Na de zomer", question="Luister ik goed?",
                 anonymous=True, until_on=until_on, today=today)  # fmt: skip
    grant = sharing.share(
        full, sharing.Chosen([], list(LearningStory.objects.visible_to(full)), []),
        email="a@example.org", until_on=until_on, may_comment=True, message="Wat valt je op?",
        today=today, by=Actor.self(full),
    )  # fmt: skip
    sharing.comment(grant.items.get(), "Ik bedoelde iets anders", author=full, today=today, now=now)
    content = json.loads(json.dumps(writing.content_of(full, now=now)))
    jsonschema.Draft202012Validator(schema()).validate(content)
    said = " ".join(row["words"] for row in content["said"])
    page = zipfile.ZipFile(io.BytesIO(export(full, run_jobs))).read("index.html").decode()
    for words in (f"Aanbod van {full.pk}", "Ik durf niet", "Graag, kom langs",
                  "Luister ik goed?", "Wat valt je op?", "Ik bedoelde iets anders"):  # fmt: skip
        assert words in said, words
        assert words in page, words
    assert "Alleen van" not in page
    assert "Elke maand bellen" not in said  # either of the two may have written that
    assert f"Aanbod van {registered.pk}" not in page


def test_taking_it_is_written_down_and_only_mine(full, login, stranger, run_jobs):
    mine = login(full)
    answer = mine.post(reverse("portable:take_all"))
    run_jobs("portfolios.carry")
    assert "Je bestand is klaar" in mine.get(answer.url).content.decode()
    transfer = DossierTransfer.objects.get()
    take = reverse("portable:transfer_take", args=[transfer.public_id])
    body = b"".join(mine.post(take).streaming_content)
    assert zipfile.ZipFile(io.BytesIO(body)).testzip() is None
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert {"dossiertransfer.ask", "dossiertransfer.take"} <= verbs
    theirs = login(stranger)
    for name in ("transfer", "transfer_progress"):
        url = reverse(f"portable:{name}", args=[transfer.public_id])
        assert theirs.get(url).status_code == 404
    assert theirs.post(take).status_code == 404


def test_one_at_a_time(full, login):
    mine = login(full)
    mine.post(reverse("portable:take_all"))
    answer = mine.post(reverse("portable:take_all"), follow=True)
    assert "al een bestand in de maak" in answer.content.decode()
    assert DossierTransfer.objects.count() == 1


def test_after_a_week_no_copy_lies_here(
    full, run_jobs, now, django_capture_on_commit_callbacks, tmp_path
):
    export(full, run_jobs)
    files = StoredFile.objects.count()
    with (
        time_machine.travel(now + timedelta(days=7), tick=False),
        django_capture_on_commit_callbacks(execute=True),
    ):
        transfers.forget_transfers()
    assert not DossierTransfer.objects.exists()
    assert StoredFile.objects.count() == files - 1


def test_how_far_it_is_counts_the_files(full, run_jobs, monkeypatch):
    said = []
    monkeypatch.setattr(transfers, "teller", lambda transfer: said.append)
    export(full, run_jobs)
    assert said == [1, 2]


def test_a_choice_on_paper(full, login, run_jobs, stranger, make_activity):
    mine, activity = login(full), LearningActivity.objects.get()
    other = make_activity(stranger, "Van Joost")
    url = reverse("portable:take_some")
    assert "Kies ten minste" in mine.post(url, {"sent": 1}).content.decode()
    assert mine.post(url, {"activities": [other.public_id]}).status_code == 422
    mine.post(url, {"activities": [activity.public_id]})
    run_jobs("portfolios.carry")
    transfer = DossierTransfer.objects.get()
    assert transfer.file.content_type == "application/pdf"
    assert transfer.file.read().startswith(b"%PDF-")


# ---- In ----


def test_out_erased_in_and_out_again_is_the_same(full, session, login, run_jobs, today):
    first = export(full, run_jobs)
    erasing.erase(full, today=today)
    assert reading.is_empty(full)
    assert not Evidence.objects.exists()
    answer = bring_in(login(full), first)
    run_jobs("portfolios.carry")
    transfer = DossierTransfer.objects.get()
    assert (transfer.problem, transfer.left_out) == ("", [])
    assert "staat er weer" in login(full).get(answer.url).content.decode()
    second = export(full, run_jobs)
    assert content_in(first) == content_in(second)
    names = zipfile.ZipFile(io.BytesIO(first)).namelist()
    assert names == zipfile.ZipFile(io.BytesIO(second)).namelist()
    for name in names:
        old, new = (zipfile.ZipFile(io.BytesIO(each)).read(name) for each in (first, second))
        assert old == new, name


def test_it_fits_in_the_portfolio_of_another_account(full, stranger, login, run_jobs):
    first = export(full, run_jobs)
    bring_in(login(stranger), first)
    run_jobs("portfolios.carry")
    theirs = content_in(export(stranger, run_jobs))
    assert theirs["stories"] == content_in(first)["stories"]
    assert LearningStory.objects.visible_to(full).count() == 1


def test_nothing_is_put_into_a_portfolio_that_is_not_empty(full, login, run_jobs):
    data = export(full, run_jobs)
    answer = bring_in(login(full), data)
    assert "niet leeg" in answer.content.decode()
    assert not DossierTransfer.objects.filter(kind="in").exists()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda content: content.pop("goals"), "veranderd"),
        (lambda content: content.update(version=99), "version"),
        (lambda content: content["activities"][0].update(kind="feest"), "kind"),
        (lambda content: content["activities"][0].update(owner=1), "activities"),
        (lambda content: content["stories"][0].update(lenses={"x": 1}), "lenses"),
        (lambda content: content["plans"][0].update(started_on="gisteren"), "started_on"),
        (lambda content: content["stories"][0].update(signal="a" * 20_001), "signal"),
    ],
)
def test_a_changed_file_is_refused_with_the_place(full, stranger, login, run_jobs, change, says):
    answer = bring_in(login(stranger), changed(export(full, run_jobs), change))
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert reading.is_empty(stranger)


@pytest.mark.parametrize("data", [b"", b"geen zip", b"PK\x03\x04stuk"])
def test_what_is_no_portfolio_is_said(stranger, login, data):
    answer = bring_in(login(stranger), data)
    assert answer.status_code == 422
    assert "bestand" in answer.content.decode()


def test_two_open_plans_are_refused_whole(full, stranger, login, run_jobs):
    def twice(content):
        content["plans"].append(content["plans"][0] | {"id": "plans-2"})

    bring_in(login(stranger), changed(export(full, run_jobs), twice))
    run_jobs("portfolios.carry")
    assert DossierTransfer.objects.get(kind="in").problem
    assert reading.is_empty(stranger)


def test_a_bsn_is_not_brought_in_unless_it_is_none(full, stranger, login, run_jobs):
    def with_bsn(content):
        content["stories"][0]["signal"] = "Nummer 123456782"

    data = changed(export(full, run_jobs), with_bsn)
    answer = bring_in(login(stranger), data)
    assert answer.status_code == 422
    assert "Dit is geen BSN" in answer.content.decode()
    assert bring_in(login(stranger), data, no_bsn="on").status_code == 302


def test_what_this_register_does_not_have_is_named(full, stranger, login, run_jobs):
    def elsewhere(content):
        for row in (*content["scans"], *content["activities"][0]["competencies"]):
            row["profile"] = "elders-1"
        content["goals"][0]["themes"][0]["code"] = "elders"

    bring_in(login(stranger), changed(export(full, run_jobs), elsewhere))
    run_jobs("portfolios.carry")
    left_out = " ".join(DossierTransfer.objects.get(kind="in").left_out)
    assert "zelfscan bij profiel elders-1" in left_out
    assert "competentie" in left_out
    assert "Het thema ‘Jongeren’ kon niet mee." in left_out
    assert LearningActivity.objects.visible_to(stranger).exists()


def test_a_file_that_is_not_from_here_is_examined_like_any_other(
    full, stranger, login, run_jobs, monkeypatch
):
    def other_photo(content):
        content["evidence"][0]["sha256"] = "0" * 64

    data = changed(export(full, run_jobs), other_photo)
    bring_in(login(stranger), data)
    run_jobs("portfolios.carry")
    kept = Evidence.objects.visible_to(stranger).order_by("pk").first()
    original = Evidence.objects.visible_to(full).order_by("pk").first()
    assert kept.file.read().startswith(b"\xff\xd8")
    assert kept.preview is not None
    assert kept.file.sha256 != "0" * 64
    assert original.file.pk != kept.file.pk


def test_a_dangerous_file_stays_out_and_is_named(full, stranger, login, run_jobs):
    data = export(full, run_jobs)
    made = io.BytesIO()
    bad = uploads.pdf("brief.pdf", script="app.alert(1)").read()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, bad if name.endswith("brief.pdf") else old.read(name))
    bring_in(login(stranger), made.getvalue())
    run_jobs("portfolios.carry")
    assert "brief.pdf" in " ".join(DossierTransfer.objects.get(kind="in").left_out)
    assert Evidence.objects.visible_to(stranger).count() == 1


def test_not_more_comes_in_than_there_is_room_for(full, stranger, login, run_jobs, monkeypatch):
    data = export(full, run_jobs)
    monkeypatch.setattr(archive, "ROOM", Evidence.objects.earliest("pk").file.size)
    bring_in(login(stranger), data)
    run_jobs("portfolios.carry")
    left_out = DossierTransfer.objects.get(kind="in").left_out
    assert left_out
    assert Evidence.objects.visible_to(stranger).count() < Evidence.objects.visible_to(full).count()


def test_the_upload_does_not_stay(full, stranger, login, run_jobs):
    data = export(full, run_jobs)
    bring_in(login(stranger), data)
    run_jobs("portfolios.carry")
    assert not StoredFile.objects.filter(name="portfolio.zip").exists()


# ---- Large ----


@pytest.mark.parametrize("rows", [1, 3])
def test_writing_asks_no_more_for_more(
    owner, make_activity, make_story, make_goal, now, rows, django_assert_num_queries
):
    for number in range(rows):
        goal = make_goal(owner, f"Doel {number}")
        activity = make_activity(owner, f"Activiteit {number}")
        activity.goals.add(goal)
        activity.competencies.add(Competency.objects.first())
        stories.keep(make_story(owner, title=f"Verhaal {number}"))
    with django_assert_num_queries(42):
        writing.content_of(owner, now=now)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_no_more_for_more(login, owner, run_jobs, rows, django_assert_num_queries):
    for _ in range(rows):
        export(owner, run_jobs)
    mine = login(owner)
    with django_assert_num_queries(10):
        assert mine.get(reverse("portable:overview")).status_code == 200
