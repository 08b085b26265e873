"""One state of the whole portal, made through the real steps; every secret in it is a canary.

It is made inside the transaction of whoever makes it. The people are the columns of the access
matrix and a few others whose things they come across.
"""

import dataclasses
import io
import re
import uuid
from datetime import datetime, time, timedelta
from typing import Any

import time_machine
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts import beginning, recovery, roles
from accounts.actors import Actor
from accounts.models import FactorReset, Role, RoleGrant, User
from accreditation import (
    assessor_complaints,
    assignment,
    availability,
    busy_times,
    calibration,
    decisions,
    dossiers,
    feeds,
    handing_in,
    lapsing,
    launch,
    observing,
    pilots,
    programme_decisions,
    programme_hearings,
    programme_objections,
    programme_reading,
    programmes,
    readiness,
    reading,
    replacing,
    reporting,
    sampling,
    scheduling,
    talk_notes,
    welcome,
    wordings,
)
from accreditation.models import (
    Assessor,
    AssessorComplaint,
    CalibrationRound,
    Conversation,
    Cycle,
    LaunchDraw,
    LentStory,
    ProgrammeReading,
    ProgrammeRequest,
    QualityReading,
    TalkAnswers,
    TalkNotes,
)
from config.letters import printing
from files.uploads import Received
from outbox import bounces, letters
from outbox.models import Job, Letter, PaperLetter
from portfolios import carrying_cards, carrying_cohorts
from portfolios.courses import attendance, door, keys, lists, looking, providers, teaching
from portfolios.courses import running as courses_running
from portfolios.courses.models import Attendance
from portfolios.dossier import (
    evidence,
    guests,
    next_plan,
    peer_reading,
    plans,
    removal,
    reviews,
    scans,
    share_letters,
    sharing,
    steps,
    stories,
)
from portfolios.dossier import proposals as goal_proposals
from portfolios.knowledge import guilds, literature, reviewing
from portfolios.knowledge import reporting as desk_reports
from portfolios.models import (
    FeedbackRequest,
    IntervisionSession,
    LearningActivity,
    LearningGoal,
    LearningStory,
    PeerReading,
    ShareComment,
    ShareGrant,
    WorkVisit,
)
from portfolios.portable import transfers
from portfolios.portable.models import DossierTransfer
from portfolios.themes import reference as themes
from portfolios.themes.models import Theme
from portfolios.together import feedback, finding, groups, meetings, mentoring, sessions, visits
from register import (
    admission,
    api_keys,
    badges,
    case_files,
    certificate_files,
    complaining,
    consents,
    contacts,
    deaths,
    hardship,
    holding,
    invitations,
    measuring,
    mergers,
    namesakes,
    notes,
    objecting,
    organisation_logins,
    proposals,
    publication,
    remarks,
    renaming,
    saved_filters,
    thread,
)
from register.importing import batches
from register.models import (
    Application,
    ApplicationFile,
    ChamberSeat,
    CodeOfConduct,
    Competency,
    CompetencyProfile,
    Consent,
    Consultation,
    HardshipRequest,
    Invitation,
    InvitationBatch,
    LapseNotice,
    Measure,
    NameChange,
    Registration,
    VersionKind,
)
from tests.accreditation.conftest import by, make_assessor, running, slot
from tests.conftest import NOW, TODAY
from tests.makers import (
    cases,
    courses,
    logins,
    method_cards,
    people,
    reference,
    terms,
)
from tests.makers import programmes as made_programmes

BEFORE = NOW - timedelta(days=28)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
CANARY = re.compile(r"kanarie[- .]([a-z_-]+?)[- .]kwit")
WORDS = ("told", "examples", "moved", "follow_up")


def canary(key: str) -> str:
    """A text that occurs once in the world; in a mail address and in a name it survives too."""
    return f"kanarie-{key}-kwit"


def canaries_in(text: str) -> set[str]:
    """Also where the end of a line on paper came after a hyphen."""
    return set(CANARY.findall(text.lower().replace("- ", "-")))


def somebody(key: str, role: Role | None = None) -> User:
    user = people.person(key.title(), "Wereld", role=role)
    return with_address(user, key)


def with_address(user: User, key: str) -> User:
    user.email = f"{canary(f'mail-{key}')}@example.org"
    user.save()
    user.emailaddress_set.update(email=user.email)
    return user


@dataclasses.dataclass
class Written:
    """What one person has in the dossier."""

    goal: LearningGoal
    activity: LearningActivity
    story: LearningStory


def goal_words(prefix: str) -> dict[str, str]:
    return {name: canary(f"{prefix}-goal-{name}") for name in ("title", "for_whom", "how_noticed")}


def story_words(prefix: str) -> dict[str, str]:
    return {name: canary(f"{prefix}-story-{name}") for name in ("title", *LearningStory.PARTS)}


def lens_words(prefix: str) -> dict[str, Any]:
    return {"sources": {"ways": ["client"], "words": canary(f"{prefix}-story-lens")}}


def link_words(prefix: str) -> list[str]:
    return [f"https://example.org/{canary(f'{prefix}-activity-link')}"]


def write_dossier(user: User, prefix: str, *, now: datetime) -> Written:
    scheme = reference.scheme()
    goal = plans.add_goal(user, today=now.date(), scheme=scheme, **goal_words(prefix))
    activity = LearningActivity.objects.create(
        owner=user,
        kind=LearningActivity.Kind.READ,
        title=canary(f"{prefix}-activity-title"),
        note=canary(f"{prefix}-activity-note"),
        links=link_words(prefix),
        happened_on=now.date(),
        captured_at=now,
    )
    story = stories.start(user, now=now, activity=activity)
    texts = story_words(prefix) | {"lenses": lens_words(prefix)}
    story = stories.save(story, version=story.version, now=now, **texts)
    return Written(goal, activity, story)


def rewrite_dossier(written: Written, prefix: str, *, now: datetime) -> None:
    """All texts differ from now on, so that what was handed in can be told from what is live."""
    scheme = reference.scheme()
    plans.change_goal(written.goal, today=now.date(), scheme=scheme, **goal_words(prefix))
    written.activity.title = canary(f"{prefix}-activity-title")
    written.activity.note = canary(f"{prefix}-activity-note")
    written.activity.links = link_words(prefix)
    written.activity.save()
    story = LearningStory.objects.get(pk=written.story.pk)
    texts = story_words(prefix) | {"lenses": lens_words(prefix)}
    stories.save(story, version=story.version, now=now, **texts)


def hand_in(cycle: Cycle, prefix: str, *, now: datetime) -> None:
    choice = dataclasses.replace(
        readiness.everything(cycle.person),
        my_story=canary(f"{prefix}-my_story"),
        questions=canary(f"{prefix}-questions"),
    )
    handing_in.hand_in(cycle, choice, now=now, by=Actor.self(cycle.person))


def report_of(talk: Conversation, prefix: str, *, now: datetime) -> Any:
    """The report of a held talk, written and shared, every text a canary."""
    actor = by(talk.assessor)
    report = reporting.draft(talk, now=now, by=actor)
    report = reporting.save_draft(
        report,
        version=report.version,
        words={
            "summary": canary(f"{prefix}-report-summary"),
            "agreements": canary(f"{prefix}-report-agreements"),
            "advice": "renew_with_agreements",
            "discussed": True,
        },
        themes={
            theme.theme: {name: canary(f"{prefix}-{theme.theme}-{name}") for name in WORDS}
            for theme in report.themes.all()
        },
        now=now,
        by=actor,
    )
    report = reporting.share(report, now=now, by=actor)
    own_words = canary(f"{prefix}-shown_words")
    report = reporting.save_own_words(
        report, version=report.version, own_words=own_words, now=now,
        by=Actor.self(report.conversation.concerns),
    )  # fmt: skip
    report = wordings.show(report, now=now, by=Actor.self(report.conversation.concerns))
    return reporting.save_own_words(
        report,
        version=report.version,
        own_words=canary(f"{prefix}-report-own_words"),
        now=now,
        by=Actor.self(report.conversation.concerns),
    )


class World:
    """Everything by name; `sessions` holds the login of each person."""

    def __init__(self) -> None:
        call_command("createcachetable", verbosity=0)
        reference.scheme()
        themes.load()
        self.people: dict[str, User] = {}
        with time_machine.travel(BEFORE, tick=False) as clock:
            self.make_people()
            self.make_register()
            self.make_group()
            self.make_guild()
            self.make_courses()
            self.make_mentors()
            self.make_visits()
            self.make_feedback()
            self.make_scans()
            self.make_earlier_plan()
            self.make_cycles()
            self.make_plan()
            clock.move_to(NOW)
            self.make_lapses()
            self.make_shares()
            self.make_applications()
            self.make_cases()
            self.make_complaints()
            self.make_calibration()
            self.make_launch_draws()
            self.make_pilot()
            self.make_programmes()
            self.make_ends_of_programmes()
            self.make_ends()
            self.make_the_rest()
            holder = door.account_of(self.people["owner"])
            self.door_ticket = door.ticket(self.past_run, holder=holder, now=NOW)
            self.make_resets()
            self.make_role_change()
            self.make_consultations()
            self.make_lists()
            self.make_organisation()
            self.sessions = {key: login(user) for key, user in self.people.items()}
            self.sessions["guest"] = self.of_guest()
            key = login(self.people["owner"])  # on another device
            self.elsewhere = UserSession.objects.get(session_key=key)
            User.objects.filter(pk=self.people["deactivated"].pk).update(is_active=False)

    # ---- People ----

    def make_people(self) -> None:
        roles = {
            "desk": Role.DESK,
            "committee": Role.COMMITTEE,
            "administrator": Role.ADMINISTRATOR,
            "reader": Role.READER,
            "deactivated": Role.DESK,  # had a role that nobody took away
            "desk_applicant": Role.DESK,
            "committee_applicant": Role.COMMITTEE,
            "seat": Role.SEAT,
            "seat_spoken": Role.SEAT,
            "other_chamber": Role.COMMITTEE,
            "unseated": Role.COMMITTEE,
        }
        for key in (
            "newcomer", "applicant", "owner", "waiting", "stranger", "peer", "decided", "begun",
            "untold", "proposed", "left", "fresh", "reviewed", "refusable", "admissible", "seated",
            "locked_out", "identified", "promised", "silent", "unwritten", "lapsed",
            *roles,
        ):  # fmt: skip
            self.people[key] = somebody(key, roles.get(key))
        self.make_assessor("former_assessor", talks_a_year=1)
        ChamberSeat.objects.filter(person=self.people["other_chamber"]).update(chamber="west")
        ChamberSeat.objects.filter(person=self.people["unseated"]).delete()
        self.desk = Actor(self.people["desk"], Role.DESK)
        self.committee = Actor(self.people["committee"], Role.COMMITTEE)

    def make_assessor(self, key: str, **facts: int) -> Assessor:
        made = make_assessor(key.title(), "Wereld", **facts)
        self.people[key] = with_address(made.user, key)
        return made

    # ---- The register ----

    def make_register(self) -> None:
        hidden = people.person(canary("hidden-given"), canary("hidden-last"))
        self.people["hidden"] = with_address(hidden, "hidden")
        self.cycles = {
            key: running(self.people[key])
            for key in ("owner", "waiting", "stranger", "decided", "begun", "untold", "left",
                        "proposed", "hidden")
        }  # fmt: skip
        self.owner_registration = Registration.objects.get(person=self.people["owner"])
        self.hidden_registration = Registration.objects.get(person=hidden)
        publication.publish(today=BEFORE.date(), now=BEFORE, by=self.desk)
        publication.hide(self.hidden_registration, now=BEFORE, by=Actor.self(hidden))
        publication.publish(today=BEFORE.date(), now=BEFORE, by=self.desk)
        self.cycles["peer"] = running(self.people["peer"])  # stands in the next edition
        self.held_entry = holding.hold(
            Registration.objects.get(person=self.people["peer"]), reason=canary("held-reason"),
            days=5, today=TODAY, now=NOW, by=self.desk,
        )  # fmt: skip
        self.certificate = self.owner_registration.certificates.get()
        self.hidden_certificate = self.hidden_registration.certificates.get()
        certificate_files.make(self.certificate.pk)
        owner_self = Actor.self(self.people["owner"])
        self.badge = badges.give(self.certificate, today=BEFORE.date(), by=owner_self)
        badges.make(self.badge.pk)

    def make_lapses(self) -> None:
        """One lapsed, one that may be confirmed, one whose letter lies on the desk."""
        silent = {
            key: terms.silent(self.people[key], today=TODAY)
            for key in ("silent", "unwritten", "lapsed")
        }
        self.lapsed = terms.lapsed(silent["lapsed"], on=TODAY)
        self.lapsing = terms.proposed(silent["silent"], on=TODAY - timedelta(weeks=4))
        self.sent_notice = self.lapsing.current_period.lapse_notices.get(channel="post")
        lapsing.step(silent["unwritten"], now=NOW)
        self.unsent_notice = LapseNotice.objects.to_post().get()

    # ---- Intervision ----

    def make_group(self) -> None:
        owner, peer, waiting = (self.people[key] for key in ("owner", "peer", "waiting"))
        today = BEFORE.date()
        self.group = groups.start(canary("group-name"), founder=owner, today=today)
        for address in (peer.email, waiting.email, f"{canary('mail-invited')}@example.org"):
            groups.invite(self.group, address, inviter=owner, now=BEFORE)
        invitation = self.group.invitations.get(email=peer.email)
        groups.answer(invitation, accept=True, person=peer, now=BEFORE)
        self.invitation = self.group.invitations.get(email=waiting.email)
        self.session = self.log_session("session-theme", now=BEFORE)
        for key in ("owner", "peer"):
            presence = self.session.presences.get(person=self.people[key])
            sessions.keep_own_line(presence, canary(f"own_line-{key}"))
        self.make_plans_of_the_group()

    def make_plans_of_the_group(self) -> None:
        """A meeting that is planned, a poll, and a place that somebody asks for."""
        owner = Actor.self(self.people["owner"])
        moments = [NOW + days * DAY for days in (10, 17, 24)]
        self.planned_meeting = meetings.propose(
            self.group, moments[:1], minutes=90, place=canary("meeting-place"), now=BEFORE, by=owner
        )
        self.poll = meetings.propose(
            self.group, moments[1:], minutes=90, place=canary("poll-place"), now=BEFORE, by=owner
        )
        facts = {
            "theme": canary("notice-theme"), "words": canary("notice-words"), "online": True,
            "places": 2,
        }  # fmt: skip
        self.notice = finding.publish(
            self.group, facts, by_person=owner.person, today=BEFORE.date()
        )
        self.group_request = finding.ask(
            self.notice, person=self.people["stranger"], words=canary("request-words"), now=BEFORE
        )

    def make_guild(self) -> None:
        """The owner and peer are in it; what it says is for everyone with an account."""
        facts = {
            "name": canary("guild-name"), "words": canary("guild-words"),
            "theme": Theme.objects.get(code="jongeren"),
        }  # fmt: skip
        owner, peer = self.people["owner"], self.people["peer"]
        self.guild = guilds.start(facts, founder=owner, today=BEFORE.date())
        guilds.join(self.guild, person=peer, today=BEFORE.date())
        self.make_method_cards()

    def make_method_cards(self) -> None:
        """One that everybody reads, a draft, and one that lies with readers: peer wrote them."""
        peer = self.people["peer"]
        readers = (self.people["newcomer"], self.people["applicant"])
        for number, person in enumerate(readers):
            method_cards.works(person, f"Kaartdorp {number}", now=BEFORE)
        made = method_cards.published(
            self.guild, by=peer, readers=readers, now=BEFORE, what=canary("card-published")
        )
        self.card_version, self.card = made, made.card
        self.comment = self.card.comments.create(
            author=peer, text=canary("card-comment"), written_at=BEFORE
        )
        self.use = carrying_cards.share_use(
            self.card, owner=peer, line=canary("card-use"), with_name=False, today=BEFORE.date()
        )
        self.draft = method_cards.written(
            self.guild, by=peer, now=BEFORE, what=canary("card-draft")
        )
        self.read_version = method_cards.in_review(
            self.guild, by=peer, now=BEFORE, what=canary("card-in-review")
        )
        self.card_review = reviewing.take_on(
            self.read_version, person=readers[0], today=BEFORE.date()
        )
        item = {"title": "Boek", "author": "Iemand", "year": 2020, "link": "",
                "theme": self.guild.theme, "why": canary("literature-why")}  # fmt: skip
        self.literature = literature.add(item, by_person=peer, today=BEFORE.date())
        self.knowledge_report = desk_reports.report(
            self.literature, canary("literature-report"), today=BEFORE.date()
        )
        self.make_hidden(peer)
        review = reviewing.take_on(self.read_version, person=readers[1], today=BEFORE.date())
        reviewing.say(review, verdict="change", words=canary("card-review"), now=BEFORE)

    def make_hidden(self, peer: User) -> None:
        """Something that staff hid after a report, with the reason."""
        self.hidden_comment = self.card.comments.create(
            author=peer, text=canary("hidden-comment"), written_at=BEFORE
        )
        report = desk_reports.report(
            self.hidden_comment, canary("hidden-report"), today=BEFORE.date()
        )
        desk_reports.handle(report, because=canary("hidden-because"), now=BEFORE, by=self.desk)

    def make_courses(self) -> None:
        """The newcomer manages a provider, with waiting beside; applicant asked for another."""
        person, today = self.people["newcomer"], BEFORE.date()
        by = Actor(self.people["desk"], Role.DESK)
        facts = courses.FACTS | {"words": canary("provider-words")}
        self.provider = providers.apply(facts, by_person=person, today=today)
        providers.accept(self.provider, now=BEFORE, by=by)
        self.provider_person = self.provider.people.create(
            person=self.people["waiting"], role="member", from_on=today
        )
        outside = f"{canary('mail-course-invited')}@example.org"
        for email in (self.people["stranger"].email, outside):
            providers.invite(self.provider, email, "member", now=BEFORE, by_person=person)
        self.provider_invitation = self.provider.invitations.get(
            email=self.people["stranger"].email
        )
        self.provider_key, _ = keys.make(
            self.provider, purpose=canary("provider-key"), now=BEFORE, by=Actor.self(person)
        )
        teachers = [("Noor de Wit", f"{canary('mail-teacher')}@example.org")]
        self.course = courses.course(
            self.provider, now=BEFORE, teachers=teachers, words=canary("course-words")
        )
        self.run = courses.run(self.course, now=BEFORE, days=60)
        day = self.run.days.get()
        courses_running.add_day(self.run, day.starts_at + DAY, day.ends_at + DAY)
        self.hidden_course = courses.course(
            self.provider, now=BEFORE, title="Verborgen", words=canary("course-hidden")
        )
        looking.hide(self.hidden_course, canary("course-hidden-because"), now=BEFORE, by=by)
        looking.report(self.course, canary("course-report"), today=today)
        self.make_teachers()
        self.make_attendance()
        self.asked_provider = providers.apply(
            facts | {"name": "Een ander", "words": canary("provider-asked")},
            by_person=self.people["applicant"],
            today=today,
        )
        providers.ask(self.asked_provider, canary("provider-question"), now=BEFORE, by=by)

    def make_teachers(self) -> None:
        """The peer stands as a teacher; the stranger said not to be one."""
        peer, stranger = self.people["peer"], self.people["stranger"]
        self.taught_course = courses.course(
            self.provider, now=BEFORE, title="Met docenten",
            teachers=[(canary("teacher-name"), peer.email), ("Iemand", stranger.email)],
        )  # fmt: skip
        teaching.deny(self.taught_course, now=BEFORE, by=Actor.self(stranger))
        self.teacher_denial = self.taught_course.denials.get()

    def make_attendance(self) -> None:
        """A list with a mistake, and what the owner does with three proposals."""
        by, today = Actor.self(self.people["newcomer"]), BEFORE.date()
        self.past_run = courses.run(self.course, now=BEFORE, days=-7)
        rows = io.BytesIO(f"Naam;Nummer\n{canary('list-cell')};fout\n".encode())
        self.attendance_list = lists.upload(
            self.past_run, rows, name=canary("list-name"), now=BEFORE, by=by
        )
        lists.start_check(self.attendance_list, self.attendance_list.columns, by=by)
        for _ in range(2):
            lists.check_step(self.attendance_list.pk, 1)
        self.attendance_list.refresh_from_db()
        made = [
            Attendance.objects.create(
                run=courses.run(self.course, now=BEFORE, days=-7), person=self.people["owner"],
                came_by="list", attended_on=today, proposed_on=today, near=True,
                listed_name=canary(name),
            )
            for name in ("listed-name", "disputed-name", "answered-name")
        ]  # fmt: skip
        self.attendance, self.disputed_attendance, answered = made
        owner = Actor.self(self.people["owner"])
        attendance.dispute(self.disputed_attendance, canary("dispute-words"), now=BEFORE, by=owner)
        attendance.dispute(answered, "Ik was er niet.", now=BEFORE, by=owner)
        attendance.answer(answered, canary("dispute-answer"), was_mistake=False, now=BEFORE, by=by)
        call = carrying_cohorts.open_call(
            made[0].run, now=BEFORE, by_person=self.people["newcomer"]
        )
        self.cohort_seat = call.seats.get(person=self.people["owner"])

    def make_mentors(self) -> None:
        """Peer is the owner's mentor, and is asked by another."""
        mentor = self.people["peer"]
        facts = {"words": canary("mentor-offer"), "kinds_of_work": ["work"], "capacity": 3}
        self.mentor_profile = mentoring.offer(mentor, facts)
        self.mentorship, self.asked_mentorship = (
            mentoring.ask(
                mentor, words=canary(f"mentor-asked-{key}"), now=BEFORE,
                by=Actor.self(self.people[key]),
            )
            for key in ("owner", "waiting")
        )  # fmt: skip
        by = Actor.self(mentor)
        mentoring.accept(self.mentorship, reply=canary("mentor-reply"), now=BEFORE, by=by)
        mentoring.agree(self.mentorship, canary("mentor-agreed"), kept="")
        mentoring.meet(
            self.mentorship, kind="rehearsal", starts_at=NOW + 5 * DAY, minutes=60,
            place=canary("mentor-place"), now=BEFORE, by=by,
        )  # fmt: skip

    def make_visits(self) -> None:
        """The owner comes to look along with peer, did so before, and another asks peer too."""
        host = Actor.self(self.people["peer"])
        for name, day in (("visit", TODAY + 5 * DAY), ("old_visit", BEFORE.date())):
            made = self.ask_for_visit("owner")
            facts = {"day": day, "part": "morning", "place": canary("visit-place")}
            visits.accept(made, **facts, now=BEFORE, by=host)
            setattr(self, name, made)
        self.asked_visit = self.ask_for_visit("waiting")

    def ask_for_visit(self, key: str) -> WorkVisit:
        made = visits.ask(
            email=self.people["peer"].email, words=canary(f"visit-{key}-words"), now=BEFORE,
            by=Actor.self(self.people[key]),
        )  # fmt: skip
        visits.tell_host(made.pk)
        made.refresh_from_db()
        return made

    def make_feedback(self) -> None:
        """Three clients answered and are read, one waits; a colleague did so with a name."""
        owner, today = self.people["owner"], BEFORE.date()
        facts = {"until_on": TODAY + timedelta(weeks=8), "today": today}
        self.feedback_request = feedback.ask(
            owner, kind="client", title=canary("feedback-title"), **facts
        )
        named = feedback.ask(
            owner, kind="colleague", title="Collega’s", anonymous=False,
            question=canary("feedback-question"), **facts,
        )  # fmt: skip
        for key in ("one", "two", "three"):
            self.used_token = self.answered(self.feedback_request, f"feedback-{key}")
        feedback.show(self.feedback_request, today=today)
        self.answered(self.feedback_request, "feedback-waits")
        self.answered(named, "feedback-named", name=canary("feedback-name"))
        text = feedback.texts_of(self.feedback_request)[0]
        self.feedback_text = [self.feedback_request.public_id, text.handle]
        self.card_token = self.new_token(self.feedback_request)
        self.colleague_token = self.new_token(named)
        link = feedback.link_of(self.card_token)
        self.feedback_report = feedback.report(link, canary("feedback-report"), today=today)

    def new_token(self, request: FeedbackRequest) -> str:
        [link] = feedback.new_links(request, 1, today=BEFORE.date())
        return link.rstrip("/").rpartition("/")[2]

    def answered(self, request: FeedbackRequest, key: str, name: str = "") -> str:
        token = self.new_token(request)
        said = "better" if request.of_clients else "good"
        feedback.answer(
            feedback.link_of(token), choices={}, texts={said: canary(key)}, name=name,
            person=None, today=BEFORE.date(),
        )  # fmt: skip
        return token

    def log_session(self, key: str, *, now: datetime) -> IntervisionSession:
        return sessions.log(
            self.group,
            held_on=now.date(),
            method="walk",
            theme=canary(key),
            present=list(self.group.members.all()),
            logger=self.people["owner"],
            now=now,
        )

    # ---- Looking at the own work ----

    def make_scans(self) -> None:
        """One of a year ago that is finished, and one that is open."""
        owner, today = self.people["owner"], BEFORE.date()
        profile = CompetencyProfile.objects.in_force_on(today)
        self.competency = Competency.objects.filter(area__profile=profile).earliest("order")

        def scan(key: str) -> Any:
            made = scans.start(owner, profile=profile, today=today)
            scans.say(made, self.competency, phase="apprentice", words=canary(key))
            return made

        self.old_scan = scan("scan-old")
        scans.finish(self.old_scan, today=today)
        self.scan = scan("scan-new")

    def make_earlier_plan(self) -> None:
        owner, today = self.people["owner"], BEFORE.date()
        scheme = reference.scheme()
        plans.add_goal(owner, today=today, scheme=scheme, title=canary("plan-old_goal"))
        next_plan.start_over(owner, along=[], words=canary("plan-closing"), today=today)
        self.earlier_plan = next_plan.previous(owner)

    def make_plan(self) -> None:
        """What is in the plan of now beside the goal that was handed in."""
        owner, today = self.people["owner"], BEFORE.date()
        goal = self.written["owner"].goal
        self.wording = goal.wordings.get()
        self.step = steps.add(goal, words=canary("step-open"), today=today)
        steps.tick(steps.add(goal, words=canary("step-done"), today=today), today=today)
        works = plans.add_goal(owner, today=today, scheme=reference.scheme(), title="Werkt nu")
        plans.reach(works, words=canary("plan-reached"), today=today)
        self.review = reviews.look(owner, words=canary("plan-review"), today=today)
        self.proposal, self.let_go = (
            goal_proposals.propose_goal(owner, words=canary(key), origin=key, said_on=today)
            for key in ("proposal-open", "proposal-let_go")
        )
        goal_proposals.let_go(self.let_go, today=today)

    # ---- Cycles ----

    def make_cycles(self) -> None:
        self.written: dict[str, Written] = {}
        self.talks: dict[str, Conversation] = {}
        self.take_to_assigned("left")  # to the only assessor, whose role ends afterwards
        self.assessor = self.make_assessor("assessor")
        for key in ("owner", "decided", "begun", "untold", "waiting"):
            self.take_to_assigned(key)
        moments = {
            "owner": BEFORE + 7 * DAY,
            "decided": BEFORE + 8 * DAY,
            "untold": BEFORE + 9 * DAY,
            "begun": NOW - 30 * MINUTE,
        }
        for key, starts_at in moments.items():
            self.book(key, starts_at)
        for key in ("owner", "decided", "untold"):
            self.hold(key)
        self.report = report_of(self.talks["owner"], "owner", now=BEFORE + 10 * DAY)
        self.decide("decided")
        self.note("untold")
        self.read_along()
        self.assessor.declared_conflicts.add(self.people["silent"])
        self.free_slot = slot(self.assessor, NOW + 7 * DAY, now=BEFORE)
        self.make_availability()
        self.make_other_assessor()
        self.observer = observing.ask(
            self.talks["begun"], self.other_assessor, now=BEFORE, by=self.desk
        )
        written = write_dossier(self.people["stranger"], "stranger", now=BEFORE)
        self.written["stranger"] = written
        self.throw_away("owner")
        self.transfer = self.take_along("owner")
        for key in ("owner", "waiting", "begun"):
            rewrite_dossier(self.written[key], f"{key}-live", now=BEFORE + 11 * DAY)
        self.keep_evidence()

    def keep_evidence(self) -> None:
        """The owner keeps a file with an activity, with a small picture."""
        text = canary("file-text-evidence").encode()
        name = f"{canary('file-name-evidence')}.txt"
        self.evidence = evidence.add(
            self.written["owner"].activity,
            Received(name, "text/plain", text, preview=b"klein"),
            words=canary("evidence-words"),
            now=BEFORE + 11 * DAY,
        )

    def take_along(self, key: str) -> DossierTransfer:
        person = self.people[key]
        made = transfers.ask(person, DossierTransfer.Kind.ZIP, by=Actor.self(person))
        transfers.carry(made.pk)
        return made

    def throw_away(self, key: str) -> None:
        self.thrown_away = LearningActivity.objects.create(
            owner=self.people[key],
            kind=LearningActivity.Kind.MISTAKE,
            title=canary("thrown-title"),
            happened_on=BEFORE.date(),
            captured_at=BEFORE,
        )
        removal.throw_away(self.thrown_away, now=BEFORE)

    def take_to_assigned(self, key: str) -> None:
        user, cycle = self.people[key], self.cycles[key]
        self.written[key] = write_dossier(user, f"{key}-frozen", now=BEFORE)
        hand_in(cycle, f"{key}-frozen", now=BEFORE)
        proposal = assignment.open_assignment(cycle)
        assignment.accept(proposal, now=BEFORE, by=by(proposal.assessor))
        cycle.refresh_from_db()

    def book(self, key: str, starts_at: datetime) -> None:
        moment = slot(self.assessor, starts_at, now=BEFORE)
        moment.place = canary(f"place-{key}")
        moment.save()
        actor = Actor.self(self.people[key])
        self.talks[key] = scheduling.book(self.cycles[key], moment, now=BEFORE, by=actor)

    def hold(self, key: str) -> None:
        dossiers.open_dossier(self.cycles[key], now=BEFORE, by=by(self.assessor))
        scheduling.hold(self.talks[key], now=self.talks[key].ends_at, by=by(self.assessor))

    def decide(self, key: str) -> None:
        person = Actor.self(self.people[key])
        self.decided_report = report_of(self.talks[key], key, now=BEFORE + 10 * DAY)
        reporting.sign(self.decided_report, now=BEFORE + 11 * DAY, by=person)
        cycle = Cycle.objects.get(pk=self.cycles[key].pk)
        decisions.settle(cycle, today=(BEFORE + 14 * DAY).date())

    def make_availability(self) -> None:
        """Hours and days off that are far away, so that they touch no moment of this world."""
        self.pattern = availability.begin(
            self.assessor, kind="development", weekday=2, starts=time(13), ends=time(16),
            online=False, place=canary("pattern-place"), from_on=TODAY + 300 * DAY,
            until_on=None, holidays="", now=NOW, by=by(self.assessor),
        )  # fmt: skip
        days = {"from_on": TODAY + 400 * DAY, "until_on": TODAY + 407 * DAY}
        self.absence, _ = availability.be_away(self.assessor, **days, now=NOW, by=by(self.assessor))

        address = f"https://agenda.example/{canary('calendar-address')}/basic.ics"
        self.busy_calendar = busy_times.add_address(self.assessor, address, by=by(self.assessor))
        stranger = self.people["stranger"]
        self.feed_token = feeds.switch_on(stranger, now=NOW, by=Actor.self(stranger))

    def note(self, key: str) -> None:
        """What the assessor wrote down during the talk, of which the report is not shared."""
        words = {part: canary(f"notes-{part}") for part in TalkNotes.PARTS}
        moment = self.talks[key].ends_at
        talk_notes.save(self.talks[key], version=1, words=words, now=moment, by=by(self.assessor))

    def read_along(self) -> None:
        """The decided talk is drawn and lies with the reader; of another one words are there."""
        decided_on = (BEFORE + 14 * DAY).date()
        quarter = (decided_on.month + 2) // 3
        self.sample = sampling.draw(decided_on.year, quarter, now=BEFORE, by=sampling.SYSTEM)
        self.reading = self.sample.readings.get(reader=self.people["reader"])
        other = self.sample.readings.create(report=self.report)
        reading.find_reader(other, now=BEFORE)
        words = {name: canary(f"reading-{name}") for name in QualityReading.WORDS}
        reader = Actor(self.people["reader"], Role.READER)
        self.read_reading = reading.finish(other, words, now=BEFORE, by=reader)
        for key in ("shown", "unseen"):
            TalkAnswers.objects.create(
                assessor=self.assessor, side="person", shown=key == "shown",
                **{name: canary(f"answers-{key}-{name}") for name in TalkAnswers.QUESTIONS},
            )  # fmt: skip

    def make_other_assessor(self) -> None:
        """The new one is asked after the person objected to the first."""
        self.take_to_assigned("proposed")
        self.other_assessor = self.make_assessor("other_assessor")
        self.other_slot = slot(self.other_assessor, NOW + 8 * DAY, now=BEFORE)
        replacing.object_to_assessor(
            self.cycles["proposed"],
            reason=canary("objection-to-assessor"),
            now=BEFORE,
            by=Actor.self(self.people["proposed"]),
        )
        proposal = assignment.open_assignment(self.cycles["proposed"])
        assert proposal.assessor == self.other_assessor

    # ---- Sharing: with an account, with a guest who came in, and one that was withdrawn ----

    def make_shares(self) -> None:
        owner, peer = self.people["owner"], self.people["peer"]
        self.grant = self.shared("shared", peer.email)
        self.owner_comment = self.say(self.grant, "comment-of-owner", owner)
        self.reader_comment = self.say(self.grant, "comment-of-reader", peer)
        self.ended_grant = self.shared("ended", peer.email)
        self.say(self.ended_grant, "comment-ended", peer)
        sharing.withdraw(self.ended_grant, today=TODAY, by=Actor.self(owner))
        self.guest_grant = self.shared("guested", f"{canary('mail-guest')}@example.org")
        self.guest_item = self.guest_grant.items.first()
        self.guest_comment = self.say(self.guest_grant, "comment-of-guest", None)
        self.answer_to_guest = self.say(self.guest_grant, "comment-to-guest", owner)
        self.reader_token, self.ended_token, self.guest_token = (
            guests.signer().sign(str(grant.public_id))
            for grant in (self.grant, self.ended_grant, self.guest_grant)
        )
        sharing.note_read(self.guest_grant, now=NOW, by=sharing.guest())
        self.make_peer_readings()

    def make_peer_readings(self) -> None:
        """Peer looks along with a story of the owner, and is asked by another."""
        peer = self.people["peer"]
        self.together = self.asked_to_look("owner")
        self.together_asked = self.asked_to_look("waiting")
        peer_reading.accept(self.together, now=NOW, by=Actor.self(peer))
        for person in (self.people["owner"], peer):
            words = canary(f"peer-line-of-{'owner' if person != peer else 'reader'}")
            peer_reading.keep_line(self.together, words, person=person, today=TODAY)

    def asked_to_look(self, key: str) -> PeerReading:
        owner = self.people[key]
        story = stories.start(owner, now=NOW)
        words = {"title": canary(f"peer-{key}-title"), "signal": canary(f"peer-{key}-signal")}
        story = stories.save(story, version=story.version, now=NOW, **words)
        made = peer_reading.ask(
            story,
            email=self.people["peer"].email,
            until_on=TODAY + timedelta(weeks=4),
            message=canary(f"peer-{key}-message"),
            today=TODAY,
            by=Actor.self(owner),
        )
        share_letters.send_share(made.share_id)
        made.refresh_from_db()
        return made

    def shared(self, prefix: str, email: str) -> ShareGrant:
        owner = self.people["owner"]
        written = write_dossier(owner, prefix, now=NOW)
        grant = sharing.share(
            owner,
            sharing.Chosen([written.goal], [written.story], [written.activity]),
            email=email,
            until_on=TODAY + timedelta(weeks=4),
            may_comment=True,
            message=canary(f"{prefix}-message"),
            today=TODAY,
            by=Actor.self(owner),
        )
        share_letters.send_share(grant.pk)
        grant.refresh_from_db()
        return grant

    def say(self, grant: ShareGrant, key: str, author: User | None) -> ShareComment:
        item = grant.items.first()
        return sharing.comment(item, canary(key), author=author, today=TODAY, now=NOW)

    def of_guest(self) -> str:
        """The key of a session in which the code of the guest's share was given."""
        session = Client().session
        open_until = (NOW + guests.OPEN_FOR).timestamp()
        session[guests.KEPT] = {str(self.guest_grant.public_id): {"open_until": open_until}}
        session.save()
        return session.session_key

    # ---- Applications ----

    def submitted(self, key: str, *, taken: bool = True) -> Application:
        made = people.application(self.people[key], today=TODAY)
        made.work_sentence = canary(f"work-{key}")
        made.save()
        code = CodeOfConduct.objects.in_force_on(TODAY)
        profile = CompetencyProfile.objects.in_force_on(TODAY)
        actor = Actor.self(self.people[key])
        made.submit(code=code, profile=profile, today=TODAY, by=actor)
        if taken:
            made.take(by=self.desk)
        return made

    def refusal_proposed(self, key: str) -> Application:
        made = self.submitted(key)
        words = {name: canary(f"refusal-{key}-{name}") for name in ("reason", "way_on")}
        made.propose_refusal(**words, by=self.desk)
        return made

    def writes_with_file(self, application: Application) -> None:
        text = canary("file-text-refusable").encode()
        paper = Received(f"{canary('file-name-refusable')}.txt", "text/plain", text)
        words = canary("message-refusable")
        thread.write(application, words, [paper], today=TODAY, by=Actor.self(application.person))
        self.contested_file = ApplicationFile.objects.latest("pk")

    def make_draft(self, key: str) -> None:
        draft = people.application(self.people[key], today=TODAY)
        draft.work_sentence = canary("work-draft")
        draft.save()

    def draft_of(self, key: str) -> Application:
        return Application.objects.get(person=self.people[key], status="draft")

    def make_applications(self) -> None:
        self.make_draft("newcomer")
        admission.refuse(self.refusal_proposed("applicant"), today=TODAY, by=self.committee)
        self.asked = self.submitted("applicant")
        self.ask("first", "question-first")
        self.asked.refresh_from_db()
        applicant = Actor.self(self.people["applicant"])
        paper = Received(f"{canary('file-name')}.txt", "text/plain", canary("file-text").encode())
        thread.answer(self.asked, canary("answer-first"), [paper], today=TODAY, by=applicant)
        self.application_file = ApplicationFile.objects.get()
        self.ask("second", "question-second")
        thread.write(self.asked, canary("message-own"), [], today=TODAY, by=applicant)
        self.fresh = self.submitted("fresh", taken=False)
        self.reviewed = self.submitted("reviewed")
        self.refusable = self.refusal_proposed("refusable")
        self.writes_with_file(self.refusable)
        self.own_of_desk = self.refusal_proposed("desk_applicant")
        self.own_of_committee = self.refusal_proposed("committee_applicant")
        self.admissible = self.submitted("admissible")
        self.admissible.invite_to_welcome_talk(by=self.desk)
        self.admissible.note_welcome_talk(held_on=TODAY, by=self.desk)
        namesakes.look(self.admissible, None, today=TODAY, by=self.desk)
        seated = self.submitted("seated")
        with time_machine.travel(BEFORE, tick=False):
            moment = slot(self.assessor, NOW - 2 * HOUR, now=BEFORE, kind="welcome")
            moment.place = canary("place-welcome")
            moment.save()
            self.welcome_talk = welcome.plan(seated, moment, now=BEFORE, by=self.desk)

    def ask(self, which: str, key: str) -> None:
        """As the desk does it, so that the letter is written too."""
        client = logins.put_in(Client(), self.people["desk"])
        url = reverse("desk_register:ask", args=[self.asked.public_id])
        assert client.post(url, {"text": canary(key)}).status_code == 302, which

    # ---- The committee: what lies with the chamber of `committee`, unless another is named ----

    def make_cases(self) -> None:
        self.seat = ChamberSeat.objects.get(person=self.people["other_chamber"])
        self.second = Actor(self.people["committee_applicant"], Role.COMMITTEE)
        self.make_measures()
        self.make_objections()
        self.make_hardship()
        self.make_assessor_complaints()

    def make_assessor_complaints(self) -> None:
        """About `assessor`: one just came, to the other there is an answer and a proposal."""
        self.assessor_complaint = self.complain_about_assessor("waiting", "new-complaint")
        made = self.complain_about_assessor("untold", "talk-complaint")
        by = Actor(self.people["assessor"], Role.ASSESSOR)
        assessor_complaints.answer(made, reply=canary("talk-complaint-reply"), now=NOW, by=by)
        words = {name: canary(f"talk-complaint-{name}") for name in ("reason", "lesson")}
        facts = {"outcome": "dismissed", **words}
        assessor_complaints.propose(made, **facts, today=TODAY, by=self.second)
        self.answered_complaint = made

    def complain_about_assessor(self, key: str, prefix: str) -> AssessorComplaint:
        person = self.people[key]
        occasion = assessor_complaints.occasions(person, now=NOW)[0]
        made = assessor_complaints.send(
            occasion, text=canary(f"{prefix}-text"), wish="open", now=NOW, by=Actor.self(person)
        )
        AssessorComplaint.objects.filter(pk=made.pk).update(chamber="east")
        made.refresh_from_db()
        return made

    def charge(self, key: str, prefix: str) -> Measure:
        """Charged four weeks ago, its hearing yesterday."""
        with time_machine.travel(BEFORE, tick=False):
            registration = Registration.objects.get(person=self.people[key])
            facts = cases.FACTS | {"facts": canary(f"{prefix}-facts")}
            made = measuring.charge(registration, today=BEFORE.date(), by=self.desk, **facts)
            Measure.objects.filter(pk=made.pk).update(chamber="east")
            made.refresh_from_db()
            place, today = canary(f"{prefix}-place"), BEFORE.date()
            measuring.plan_hearing(made, NOW - DAY, place, today=today, by=self.second)
            made.name_counsel(canary(f"{prefix}-counsel"), by=Actor.self(made.person))
        return made

    def make_measures(self) -> None:
        """One that waits for its minutes; of the other there is a proposal."""
        self.measure = self.charge("peer", "measure")
        self.write_in(self.measure, "measure-message")
        heard = self.charge("stranger", "heard")
        measuring.note_hearing(heard, canary("heard-minutes"), now=NOW, by=self.second)
        reason = canary("heard-reason")
        heard.propose(outcome="none", reason=reason, today=TODAY, by=self.second)

    def make_objections(self) -> None:
        """One that came too late, and one that is being written."""
        west = Actor(self.people["other_chamber"], Role.COMMITTEE)
        newcomer = self.people["newcomer"]
        self.draft_of("newcomer").delete()
        application = cases.refused(newcomer, today=TODAY - 50 * DAY, by=west)
        draft = objecting.start(newcomer, "application", application.public_id, today=TODAY)
        draft.text, draft.late_because = canary("objection-text"), canary("objection-late")
        draft.save()
        objecting.submit(draft, today=TODAY, by=Actor.self(newcomer))
        self.objection = draft
        self.write_in(self.objection, "objection-message")
        self.make_draft("newcomer")
        self.refused = Application.objects.get(person=self.people["applicant"], status="refused")
        self.draft_objection = objecting.start(
            self.people["applicant"], "application", self.refused.public_id, today=TODAY
        )
        self.draft_objection.text = canary("objection-draft")
        self.draft_objection.save()

    def make_hardship(self) -> None:
        self.hardship = self.ask_hardship("waiting", "hardship", "east")
        reason = canary("hardship-reason")
        self.hardship.propose(outcome="denied", reason=reason, today=TODAY, by=self.second)
        self.other_hardship = self.ask_hardship("begun", "other-hardship", "west")

    def ask_hardship(self, key: str, prefix: str, chamber: str) -> HardshipRequest:
        words = {name: canary(f"{prefix}-{name}") for name in ("rule", "text")}
        person = self.people[key]
        made = hardship.ask(person, **words, today=TODAY, by=Actor.self(person))
        HardshipRequest.objects.filter(pk=made.pk).update(chamber=chamber)
        made.refresh_from_db()
        return made

    def write_in(self, case: Any, key: str) -> None:
        case_files.add_message(case, canary(key), now=NOW, by=Actor.self(case.person))

    def make_complaints(self) -> None:
        words = {name: canary(f"complaint-{name}") for name in ("about", "text", "name")}
        self.complaint = complaining.complain(
            **words, today=TODAY, employer_first="no",
            email=f"{canary('complaint-mail')}@example.org",
        )  # fmt: skip
        complaining.plan_talk(
            self.complaint, self.owner_registration,
            at=NOW + 7 * DAY, place=canary("complaint-place"), by=self.desk,
        )  # fmt: skip
        closed = complaining.complain(
            today=TODAY, about="x", text="x", name="x", employer_first="no", email="x@example.org"
        )
        ending, lesson = canary("complaint-ending"), canary("complaint-lesson")
        complaining.close(closed, ending=ending, lesson=lesson, today=TODAY, by=self.desk)
        self.entry_notice = complaining.notify(
            today=TODAY, number=self.owner_registration.number, kind="not_me",
            text=canary("notice-text"), email=f"{canary('notice-mail')}@example.org",
        )  # fmt: skip

    # ---- Calibration: the story of `stranger`; `assessor` answered, `other_assessor` did not ----

    def make_calibration(self) -> None:
        self.lent_story = LentStory.objects.create(
            owner=self.people["stranger"], story=self.written["stranger"].story,
            title=canary("lent-title"), text=canary("lent-text"), lent_on=TODAY,
        )  # fmt: skip
        self.round, self.closed_round = self.calibrated(), self.calibrated()
        by = Actor(self.people["assessor"], Role.ASSESSOR)
        answer = {"would_ask": canary("calibration-ask"), "because": canary("calibration-because")}
        words = {self.lent_story.pk: answer | {"advice": "renew"}}
        calibration.answer(self.round, words, now=NOW, by=by)
        said = {name: canary(f"calibration-{name}") for name in ("discussion", "lesson")}
        calibration.close(self.closed_round, **said, now=NOW, by=by)

    def calibrated(self) -> CalibrationRound:
        made = CalibrationRound.objects.create(
            leader=self.assessor, opened_on=TODAY, answer_by=TODAY + 9 * DAY
        )
        made.stories.add(self.lent_story)
        for assessor in (self.assessor, self.other_assessor):
            made.seats.create(assessor=assessor)
        return made

    # ---- Draws of first periods: one waits for `desk`, the other was confirmed ----

    def make_launch_draws(self) -> None:
        other = Actor(self.people["desk_applicant"], Role.DESK)
        group = launch.Group(BEFORE.date() - 4000 * DAY, TODAY)
        lots = {uuid.uuid4(): period for period in group.periods()}
        self.launch_draw = LaunchDraw.objects.create(
            from_on=group.from_on, until_on=group.until_on, most_months=12, seed="y",
            listed=sorted(lots), list_sha256="y", prepared_by=other.user, prepared_on=TODAY,
        )  # fmt: skip
        launch.deal_out(self.launch_draw, lots)
        self.confirmed_draw = LaunchDraw.objects.create(
            status="confirmed", from_on=TODAY, until_on=TODAY, most_months=12, seed="x",
            listed=[], list_sha256="x", prepared_by=other.user, prepared_on=TODAY,
            confirmed_by=self.people["desk"], takes_effect_on=TODAY + DAY,
        )  # fmt: skip

    # ---- Programmes: of the newcomer's provider; two assessors read, one handed in ----

    def make_programmes(self) -> None:
        """Accredited and changed, being written, being read, and proposed to be refused."""
        me = self.people["newcomer"]
        by = Actor.self(me)
        self.programme = made_programmes.accredited(self.provider, me, now=NOW, title="Erkend")
        self.programme.words = canary("programme-words")
        self.programme.save()
        changed = programmes.ask_change(self.programme, today=TODAY, by=by)
        self.changed_request = made_programmes.filled(changed, me, canary("programme-changed"))
        programmes.send(self.changed_request, today=TODAY, by=by)
        self.drafted_request = self.request_of("draft")
        self.drafted_file = self.drafted_request.files.get()
        self.read_request = self.request_of("read")
        programmes.send(self.read_request, today=TODAY, by=by)
        self.programme_file = self.read_request.files.get()
        two = [self.people[key] for key in ("assessor", "other_assessor")]
        programme_reading.ask(self.read_request, two, now=NOW, by=self.desk)
        words = canary("programme-asked")
        programmes.say_to_provider(self.read_request, words, now=NOW, by=self.desk)
        programmes.say(self.read_request, canary("programme-said"), [], now=NOW, by=by)
        self.given_reading, self.open_reading = self.read_request.readings.all()
        self.gives(self.given_reading, "programme-findings")
        self.refusing_request = self.request_of("refused")
        programmes.send(self.refusing_request, today=TODAY, by=by)
        programme_reading.ask(self.refusing_request, two, now=NOW, by=self.desk)
        for number, one in enumerate(self.refusing_request.readings.all()):
            self.gives(one, ("programme-one", "programme-two")[number])
        self.refusing_request.refresh_from_db()
        programme_decisions.propose_refusal(
            self.refusing_request, reason=canary("programme-reason"), today=TODAY, by=self.desk
        )

    def make_ends_of_programmes(self) -> None:
        """One that staff mean to withdraw, and one that was refused by the west, objected to."""
        me = self.people["newcomer"]
        self.heard_programme = made_programmes.accredited(
            self.provider, me, now=NOW, title="Gehoord"
        )
        self.hearing = programme_hearings.announce(
            self.heard_programme, because=canary("programme-hearing"), now=NOW, by=self.desk
        )
        asked = made_programmes.draft(self.provider, me, today=TODAY, title="Bezwaar")
        asked = made_programmes.filled(asked, me, canary("programme-objected"))
        programmes.send(asked, today=TODAY, by=Actor.self(me))
        two = [self.people[key] for key in ("assessor", "other_assessor")]
        programme_reading.ask(asked, two, now=NOW, by=self.desk)
        for one in asked.readings.all():
            programme_reading.give(
                one, findings="Te kort.", advice="not", today=TODAY, by=made_programmes.acting(one)
            )
        asked.refresh_from_db()
        programme_decisions.propose_refusal(asked, reason="Te kort.", today=TODAY, by=self.desk)
        west = Actor(self.people["other_chamber"], Role.COMMITTEE)
        programme_decisions.refuse(asked, now=NOW, by=west)
        self.objected_programme = asked.programme
        self.programme_objection = programme_objections.send(
            self.objected_programme, text=canary("programme-objection"), now=NOW, by=Actor.self(me)
        )

    def request_of(self, key: str) -> ProgrammeRequest:
        """With a secret in its answers, and in the name and the text of a file."""
        me = self.people["newcomer"]
        made = made_programmes.draft(self.provider, me, today=TODAY, title=key)
        made = made_programmes.filled(made, me, canary(f"programme-{key}"))
        name = f"{canary(f'file-name-programme-{key}')}.txt"
        paper = Received(name, "text/plain", canary(f"file-text-programme-{key}").encode())
        made.files.create(question=0, file=paper.store())
        return made

    def gives(self, reading: ProgrammeReading, key: str) -> None:
        reading.refresh_from_db()
        programme_reading.give(
            reading, findings=canary(key), advice="not", today=TODAY,
            by=made_programmes.acting(reading),
        )  # fmt: skip

    # ---- A pilot: `owner` takes part and said something, `stranger` was asked ----

    def make_pilot(self) -> None:
        words = {name: canary(f"pilot-{name}") for name in ("title", "why", "stop_when")}
        self.pilot = pilots.open_pilot(
            **words, scheme=reference.scheme(), from_on=TODAY + DAY, until_on=TODAY + 90 * DAY,
            today=TODAY, by=self.desk,
        )  # fmt: skip
        for key in ("owner", "stranger"):
            self.pilot.seats.create(person=self.people[key], invited_on=TODAY)
        me = self.people["owner"]
        pilots.join(pilots.seat_of(me), now=NOW, by=Actor.self(me))
        self.pilot.answers.create(
            moment="before", clear="yes", helps="yes", words=canary("pilot-words")
        )

    # ---- A death, told by a citizen; a note of staff, which the person reads too ----

    def make_ends(self) -> None:
        words = {name: canary(f"death-{name}") for name in ("about", "text", "name")}
        self.death = deaths.report(
            **words, today=TODAY, relation="family", email=f"{canary('death-mail')}@example.org"
        )
        self.owner_note = notes.write(
            self.people["owner"], canary("note-owner"), today=TODAY, by=self.desk
        )

        self.make_name_changes()

    def make_name_changes(self) -> None:
        """The peer had another name before; the stranger asks for one."""
        peer = Registration.objects.get(person=self.people["peer"])
        peer.shown_last_name = f"Wereld {canary('former-last')}"
        peer.save()
        self.renamed = self.ask_name("peer", "Peer", "Wereld")
        self.name_change = self.ask_name("stranger", "Stranger", canary("asked-last"))

    def ask_name(self, key: str, given_names: str, last_name: str) -> NameChange:
        person = self.people[key]
        new = {"given_names": given_names, "infix": "", "last_name": last_name}
        registration = Registration.objects.get(person=person)
        by = Actor.self(person)
        return renaming.ask(registration, new, legal=False, now=NOW, by=by)

    # ---- Accounts ----

    def make_resets(self) -> None:
        """One was stopped and is asked again, one was checked by the other of the desk."""
        how = FactorReset.Identity.VIDEO
        stopped = recovery.ask(self.people["locked_out"], now=NOW - DAY)
        recovery.stop(stopped, how="staff", reason=canary("stop-reason"), now=NOW, by=self.desk)
        self.asked_reset = recovery.ask(self.people["locked_out"], now=NOW)
        self.first_token = beginning.token_for(self.people["administrator"].email)
        self.stop_token = recovery.stop_signer().sign(str(self.asked_reset.public_id))
        self.checked_reset = recovery.ask(self.people["identified"], now=NOW)
        other = Actor(self.people["desk_applicant"], Role.DESK)
        recovery.check_identity(self.checked_reset, how=how, on=TODAY, now=NOW, by=other)

    def make_role_change(self) -> None:
        self.held_role = RoleGrant.objects.get(user=self.people["assessor"])
        self.role_change = roles.propose_to_give(
            self.people["promised"],
            Role.READER,
            from_on=TODAY,
            until_on=None,
            why=canary("role-why"),
            now=NOW,
            today=TODAY,
            by=Actor(self.people["administrator"], Role.ADMINISTRATOR),
        )

    # ---- New rules: a draft, one that is open, one before the seats ----

    def make_consultations(self) -> None:
        self.drafted = self.proposed(VersionKind.PROFILE, areas=[
            {"code": "K", "title": canary("draft-title"), "competencies": [],
             "description": canary("draft-text")},
        ])  # fmt: skip
        self.opened = self.opened_consultation(VersionKind.CODE, preamble="Vooraf.")
        self.new_remark = self.react(canary("remark-new"))
        held = self.react(canary("remark-held"))
        remarks.hold_back(held, "Noemt een inwoner.", by=self.desk)
        shown = self.react("Een goed plan.")
        remarks.answer(shown, "Dank u wel.", today=TODAY, now=NOW, by=self.desk)
        self.asked_seats = self.opened_consultation(VersionKind.SCHEME, cycle_years=5)
        later = TODAY + timedelta(weeks=7)
        self.asked_seats.close(today=later, by=proposals.SYSTEM)
        starts = later + timedelta(weeks=4)
        proposals.ask_assent(
            self.asked_seats, in_force_from=starts, today=later, now=NOW, by=self.desk
        )
        seat = Actor(self.people["seat_spoken"], Role.SEAT)
        reason = canary("assent-reason")
        proposals.say(self.asked_seats, yes=True, reason=reason, today=later, now=NOW, by=seat)

    def proposed(self, kind: VersionKind, **text: Any) -> Consultation:
        made = proposals.start(kind, today=TODAY, by=self.desk)
        why = canary("draft-why") if kind == VersionKind.PROFILE else "Het kan beter."
        proposals.write(made, why=why, text=text, by=self.desk)
        return made

    def opened_consultation(self, kind: VersionKind, **text: Any) -> Consultation:
        made = self.proposed(kind, **text)
        closes_on = TODAY + timedelta(weeks=6)
        proposals.open_for_remarks(made, closes_on=closes_on, today=TODAY, by=self.desk)
        return made

    def react(self, text: str) -> Any:
        return remarks.make(
            self.opened, voice="citizen", stance="for", part="", text=text, name="", now=NOW,
            by=remarks.VISITOR,
        )  # fmt: skip

    # ---- Invitations ----

    def make_lists(self) -> None:
        """One list that was looked at, and one that was sent."""
        self.checked_list = self.looked_at("checked", "")
        self.sent_list = self.looked_at("sent", "invited-function")
        batches.send(self.sent_list, with_remarks=True, now=NOW, by=self.desk)
        batches.send_step(self.sent_list.pk, self.sent_list.run)
        self.sent_list.refresh_from_db()
        invitation = Invitation.objects.get(batch=self.sent_list)
        self.invitation_token = invitations.signer().sign(str(invitation.public_id))

    def looked_at(self, key: str, function: str) -> InvitationBatch:
        rows = [
            ("Naam", "Mail", "Gemeente", "Functie"),
            ("Gast Wereld", f"{canary(f'mail-{key}-list')}@example.org", "Lindehovn",
             canary(function or "listed-function")),
        ]  # fmt: skip
        text = "\r\n".join(";".join(row) for row in rows)
        file = io.BytesIO(text.encode())
        batch = batches.upload(file, name=f"{key}.csv", now=NOW, by=self.desk)
        batches.start_check(batch, batch.columns, by=self.desk)
        while batch.status == InvitationBatch.Status.CHECKING:
            batches.check_step(batch.pk, batch.run)
            batch.refresh_from_db()
        return batch

    # ---- An organisation ----

    def make_organisation(self) -> None:
        """The peer speaks for where most work; the owner lets it know, the others do not."""
        self.place = reference.municipality()
        self.place.mail_domain = "example.org"
        self.place.save()
        self.affiliation = self.people["owner"].affiliations.get()
        self.contact = contacts.appoint(
            self.people["peer"],
            self.place,
            work_email=f"{canary('mail-peer-work')}@example.org",
            letter=io.BytesIO(b"brief"),
            today=TODAY,
            now=NOW,
            by=self.desk,
        )
        owner, peer = (Actor.self(self.people[key]) for key in ("owner", "peer"))
        self.consent = consents.give(self.place, Consent.Kind.SHOWN, today=TODAY, by=owner)
        words = {name: canary(f"support-{name}") for name in ("time", "budget", "freedom")}
        contacts.write_statement(self.place, words, today=TODAY, by=peer)
        old, new = (reference.municipality(name) for name in ("Bergdorp", "Nieuwdorp"))
        self.merger = mergers.plan([old], new, on=TODAY + DAY, today=TODAY, by=self.desk)

    # ---- The rest ----

    def make_paper(self) -> None:
        """Two letters whose mail came back: one waits for the post, one went. To somebody who
        does not come here, because who reads a letter needs no paper."""
        away = people.person("Marit", "Postma")
        for occasion in ("1", "2"):
            letters.write(
                "register/lapse_undone", person=away, subject=away, occasion=occasion,
                at=NOW - DAY, registration=None,
            )  # fmt: skip
            letter = Letter.objects.latest("pk")
            bounces.note(bounces.Bounce(letter.public_id, "5.1.1"), now=NOW)
        self.paper, self.posted_paper = PaperLetter.objects.to_post()
        address = f"{canary('post-address')}\n1234 AB Lindehoven"
        printing.give_address(away, address, now=NOW, by=self.desk)
        printing.note_posted(self.posted_paper, today=TODAY, by=self.desk)
        bounces.mark(self.people["peer"], "5.1.1", now=NOW)

    def make_the_rest(self) -> None:
        self.dead_job = Job.objects.create(
            task="outbox.send_letter",
            key="letter:kapot",
            arguments={"letter_id": 0},
            due_at=NOW,
            dead_at=NOW,
            attempts=8,
            last_error="Het lukte niet.",
        )
        self.newest_session = self.log_session("newest_session-theme", now=NOW - DAY)
        self.letter = Letter.objects.filter(person=self.people["owner"]).earliest("id")
        self.make_paper()
        self.employer_account = SocialAccount.objects.create(
            user=self.people["owner"], provider="lindehoven", uid="een-hash"
        )
        self.api_key, _ = api_keys.make(
            reference.municipality(), purpose=canary("key-purpose"), a_day=5000, now=NOW,
            by=self.desk,
        )  # fmt: skip
        self.login_on, self.login_off = (
            organisation_logins.switch_on(
                reference.municipality(name), name.lower(), now=NOW, by=self.desk
            )
            for name in ("Lindehoven", "Bergdorp")
        )
        self.login_off.switch_off(now=NOW, by=self.desk)
        self.saved_filter = saved_filters.save(
            self.people["desk"], canary("filter-name"), "status=submitted", today=TODAY
        )
        former = RoleGrant.objects.filter(user=self.people["former_assessor"])
        former.update(until_on=TODAY)  # the first day without it


def login(user: User) -> str:
    """The key of a session in which this person is logged in."""
    return logins.session_of(user, logins.PASSWORD, "mfa")
