"""The made-up people and things of the example letters. In no table, and the same every time."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.models import FactorReset, PublicUse, Role, RoleChange, RoleGrant, User
from accreditation.models import (
    Assessor,
    AssessorComplaint,
    CalibrationRound,
    Conversation,
    ConversationReport,
    LaunchDraw,
    LaunchLot,
    PilotCohort,
    Programme,
    SecondReading,
    Slot,
)
from accreditation.more_time import Plan
from kit import clock
from portfolios.models import (
    CardVersion,
    Course,
    CourseRun,
    FeedbackRequest,
    Guild,
    IntervisionGroup,
    IntervisionSession,
    LiteratureItem,
    Meeting,
    Provider,
    ShareGrant,
)
from register.models import (
    Application,
    CodeOfConduct,
    Complaint,
    Consent,
    Consultation,
    DeathReport,
    Deferral,
    EmployerAlert,
    EntryNotice,
    Extension,
    HardshipRequest,
    HeldEntry,
    Invitation,
    Measure,
    NameChange,
    Objection,
    Organisation,
    Publication,
    RegisterScheme,
    Registration,
    RegistrationPeriod,
    Remark,
)
from register.queue import Outlook

NUMBER = "RK-0000-0000"
WEEK = timedelta(weeks=1)


def user(given_names: str, infix: str, last_name: str) -> User:
    address = f"{given_names}.{last_name}".lower().replace(" ", ".")
    return User(
        given_names=given_names, infix=infix, last_name=last_name, email=f"{address}@example.org"
    )


@dataclass(frozen=True)
class Cast:
    """Everybody and everything the letters speak of, as on one day."""

    scheme: RegisterScheme
    today: date

    def at(self, day: date, hour: int = 10) -> datetime:
        return timezone.make_aware(datetime.combine(day, time(hour)))

    @property
    def public_use(self) -> PublicUse:
        return PublicUse(day=self.today, who="iedereen", asked=2400, shown=10_250)

    @property
    def person(self) -> User:
        return user("Samira", "", "El Amrani")

    @property
    def assessor(self) -> User:
        return user("Hanneke", "de", "Wit")

    @property
    def staff(self) -> User:
        return user("Mirjam", "", "Bos")

    @property
    def signers(self) -> tuple[User, User]:
        return user("Corine", "", "Kamps"), user("Achmed", "", "Yilmaz")

    @property
    def organisation(self) -> Organisation:
        return Organisation(name="Gemeente Lindehoven", town="Lindehoven")

    @property
    def registration(self) -> Registration:
        return Registration(
            pk=1,
            person=self.person,
            number=NUMBER,
            shown_given_names="Samira",
            shown_last_name="El Amrani",
            since_on=clock.add_years(self.today, -4),
            notice_mail_on=self.today - 5 * WEEK,
            notice_post_on=self.today - 5 * WEEK,
            lapse_proposed_on=self.today - 4 * WEEK,
            ended_on=self.today,
        )

    @property
    def period(self) -> RegistrationPeriod:
        return RegistrationPeriod(
            registration=self.registration,
            scheme=self.scheme,
            from_on=self.today,
            until_on=clock.add_years(self.today, self.scheme.cycle_years),
        )

    @property
    def ended_period(self) -> RegistrationPeriod:
        """One of which the term is over."""
        until_on = clock.add_months(self.today, -self.scheme.grace_months)
        return RegistrationPeriod(
            registration=self.registration,
            scheme=self.scheme,
            from_on=clock.add_years(until_on, -self.scheme.cycle_years),
            until_on=until_on,
        )

    @property
    def held_entry(self) -> HeldEntry:
        return HeldEntry(
            registration=self.registration,
            reason="Er staat nog een oude achternaam in je aanmelding.",
            held_by=self.staff,
            held_on=self.today,
            until_on=self.today + WEEK,
        )

    @property
    def restored_edition(self) -> Publication:
        older = Publication(number=12, published_at=self.at(self.today - WEEK))
        reason = "Bij veel mensen stond een verkeerde plaats."
        return Publication(
            number=14, published_at=self.at(self.today), restores=older, reason=reason
        )

    @property
    def running_period(self) -> RegistrationPeriod:
        """One in which handing in has opened."""
        until_on = clock.add_months(self.today, 10)
        return RegistrationPeriod(
            registration=self.registration,
            scheme=self.scheme,
            from_on=clock.add_years(until_on, -self.scheme.cycle_years),
            until_on=until_on,
        )

    @property
    def application(self) -> Application:
        return Application(
            pk=1,
            person=self.person,
            scheme=self.scheme,
            submitted_on=self.today - 3 * WEEK,
            refusal_reason="Je werkt nu als beleidsadviseur en spreekt geen inwoners "
            "(artikel 2 van de registratieregeling).",
            refusal_way_on="Ga je weer gesprekken voeren, dan ben je welkom. Wat je invulde, "
            "blijft bewaard.",
        )

    @property
    def late_application(self) -> Application:
        return Application(
            pk=1,
            person=self.person,
            scheme=self.scheme,
            submitted_on=self.today - timedelta(weeks=self.scheme.application_limit_weeks, days=1),
        )

    def outlook(self, *, busy: bool = False) -> Outlook:
        limit_on = self.today + 8 * WEEK
        expected_on = limit_on + WEEK if busy else self.today + 3 * WEEK
        return Outlook(ahead=4, expected_on=expected_on, limit_on=limit_on, is_late=False)

    def measure(self, outcome: str = "suspend") -> Measure:
        first, second = self.signers
        return Measure(
            pk=1,
            person=self.person,
            registration=self.registration,
            chamber="east",
            ground="breach",
            facts="Je gaf gegevens van een inwoner door aan een kennis.",
            established_by="Rechtbank Midden-Nederland",
            established_reference="ECLI:NL:RBMNE:2026:1",
            established_on=self.today - 10 * WEEK,
            received_on=self.today,
            answer_by=self.today + 6 * WEEK,
            hearing_at=self.at(self.today + 3 * WEEK),
            hearing_place="Utrecht, Jaarbeursplein 15",
            outcome=outcome,
            months=3 if outcome == "suspend" else 24,
            reason="De rechter stelde vast wat er gebeurde. Dat past niet bij artikel 4 van de "
            "beroepscode.",
            first_signer=first,
            second_signer=second,
            decided_on=self.today,
            until_on=clock.add_months(self.today, 3),
            again_from=clock.add_months(self.today, 24),
            ended_on=self.today,
            provisional_on=self.today,
            provisional_until=clock.add_months(self.today, 3),
            provisional_ended_on=self.today,
            provisional_reason="Er is gevaar voor inwoners zolang de zaak loopt.",
            provisional_first=first,
            provisional_second=second,
        )

    def objection(self, against: str = "application", *, late: bool = False) -> Objection:
        first, second = self.signers
        against_on = self.today - 4 * WEEK
        subject = {
            "application": self.application,
            "registration": self.registration,
            "measure": self.measure(),
            "hardshiprequest": self.hardship,
            "deferral": self.deferral(),
        }[against]
        return Objection(
            pk=1,
            person=self.person,
            **{against: subject},
            chamber="west",
            text="Ik spreek elke week inwoners.",
            against_on=against_on,
            objectable_until=against_on + (WEEK if late else 6 * WEEK),
            late_accepted_because="je was ziek toen het besluit kwam.",
            received_on=self.today,
            answer_by=self.today + 6 * WEEK,
            first_signer=first,
            second_signer=second,
            decided_on=self.today,
            reason="Uit je brief blijkt welke gesprekken je voert.",
            hearing_at=self.at(self.today + 3 * WEEK),
            hearing_place="Vergadercentrum Utrecht, zaal 2",
        )

    def deferral(self, chamber: str = "") -> Deferral:
        first, second = self.signers if chamber else (None, None)
        return Deferral(
            pk=1,
            period=self.period,
            decided_on=self.today,
            chamber=chamber,
            first_signer=first,
            second_signer=second,
        )

    def reading(self, *, sent: bool = True, signed: bool = True) -> SecondReading:
        first, second = self.signers if signed else (None, None)
        return SecondReading(
            pk=1,
            person=self.person,
            chamber="east",
            because="Er was een signaal dat het gesprek niet zelfstandig was.",
            reader=Assessor(user=user("Otto", "", "Ander")),
            finding="In het verslag lees ik niet wat je zelf deed.",
            response_by=self.today + 2 * WEEK,
            response_sent_on=self.today if sent else None,
            answer_by=self.today + 6 * WEEK,
            first_signer=first,
            second_signer=second,
            decided_on=self.today,
            reason="Artikel 8. Uit je zienswijze blijkt wat je zelf deed.",
        )

    @property
    def calibration(self) -> CalibrationRound:
        return CalibrationRound(
            pk=1, opened_on=self.today, answer_by=self.today + 3 * WEEK, closed_on=self.today
        )

    def pilot(self, because: str = "") -> PilotCohort:
        return PilotCohort(
            pk=1,
            title="Inleveren wanneer je wilt",
            scheme=self.scheme,
            from_on=self.today + WEEK,
            until_on=self.today + 26 * WEEK,
            stop_when="Als vijf mensen zeggen dat de nieuwe regels onduidelijk zijn.",
            stopped_because=because,
        )

    def launch_lot(self, months: int) -> LaunchLot:
        first, second = self.signers
        period = self.period
        draw = LaunchDraw(pk=1, most_months=12, prepared_by=first, confirmed_by=second)
        lot = uuid.UUID("0f9a6a52-7f5e-4c1c-9a0e-5b9d0d3a7c11")
        made = LaunchLot(
            pk=1, draw=draw, period=period, lot=lot, months=months, end_before=period.until_on
        )
        period.until_on = made.end_after
        return made

    def assessor_complaint(self, status: str = "received") -> AssessorComplaint:
        first, second = self.signers
        return AssessorComplaint(
            pk=1,
            person=self.person,
            assessor=Assessor(user=self.assessor),
            chamber="west",
            status=status,
            received_on=self.today,
            answer_by=self.today + 6 * WEEK,
            first_signer=first,
            second_signer=second,
            decided_on=self.today,
        )

    def plan(self, mentor: str = "Karin Dekker") -> Plan:
        return Plan(
            because="Je wilt eerst zelf ervaring opdoen met lastige gesprekken.",
            mentor=mentor,
            talk_by=clock.add_months(self.today, 6),
            with_same=False,
        )

    def report(self, advice: str = "renew") -> ConversationReport:
        return ConversationReport(shared_at=self.at(self.today - 2 * WEEK), advice=advice)

    @property
    def hardship(self) -> HardshipRequest:
        first, second = self.signers
        return HardshipRequest(
            pk=1,
            person=self.person,
            chamber="east",
            rule="Pauzeren kan niet in de laatste drie maanden van een periode.",
            text="Mijn partner werd ziek.",
            received_on=self.today,
            answer_by=self.today + 6 * WEEK,
            first_signer=first,
            second_signer=second,
            decided_on=self.today,
            reason="Je mag pauzeren vanaf de dag van je verzoek. Je kon dit niet voorzien.",
        )

    @property
    def complaint(self) -> Complaint:
        return Complaint(
            name="Ria Jansen",
            email="ria.jansen@example.org",
            received_on=self.today,
            talk_by=self.today + 8 * WEEK,
            talk_at=self.at(self.today + 3 * WEEK),
            talk_place="Stadhuis Lindehoven, kamer 12",
            ending="U sprak samen over de brief die u te laat kreeg. De klantmanager belt voortaan "
            "eerst.",
        )

    def notice(self, status: str = "mended") -> EntryNotice:
        return EntryNotice(
            number=NUMBER,
            status=status,
            kind="not_me",
            email="ria.jansen@example.org",
            received_on=self.today,
            answer="Uw naam leek op die van een ander. De plaats staat er nu bij.",
        )

    def consultation(self, status: str = "adopted") -> Consultation:
        return Consultation(
            kind="code",
            status=status,
            code=CodeOfConduct(version="2027-1", articles=[]),
            opened_on=self.today - 8 * WEEK,
            closes_on=self.today - 2 * WEEK,
            in_force_from=clock.add_months(self.today, 2),
            ended_because="er komt eerst een nieuwe wet.",
        )

    @property
    def remark(self) -> Remark:
        return Remark(
            consultation=self.consultation("answering"),
            said_at=self.at(self.today - 3 * WEEK),
            answer="Dank je wel. We hebben ‘cliënt’ overal vervangen door ‘inwoner’.",
        )

    @property
    def version(self) -> CodeOfConduct:
        return CodeOfConduct(
            version="2027-1", articles=[], in_force_from=clock.add_months(self.today, 1)
        )

    @property
    def consent(self) -> Consent:
        return Consent(
            person=self.person, organisation=self.organisation, kind="alert", given_on=self.today
        )

    def death(self) -> DeathReport:
        return DeathReport(
            about="Joost van der Meulen",
            name="Ria Jansen",
            email="ria.jansen@example.org",
            received_on=self.today,
            decided_on=self.today,
        )

    def name_change(self, status: str = "done") -> NameChange:
        return NameChange(
            registration=self.registration,
            status=status,
            given_names="Samira",
            last_name="Bakali",
            received_on=self.today,
            handler=self.staff,
            reason="We spraken je niet op de afgesproken tijd.",
        )

    @property
    def alert(self) -> EmployerAlert:
        return EmployerAlert(
            registration=self.registration,
            organisation=self.organisation,
            person=self.person,
            changed_on=self.today,
            told_on=self.today,
            due_on=self.today + timedelta(days=self.scheme.employer_alert_days),
        )

    @property
    def extension(self) -> Extension:
        return Extension(
            period=self.running_period, months=self.scheme.extension_months, granted_on=self.today
        )

    @property
    def extended_period(self) -> RegistrationPeriod:
        made = self.running_period
        made.extended_months = self.scheme.extension_months
        return made

    @property
    def invitation(self) -> Invitation:
        return Invitation(
            given_names="Samira",
            last_name="El Amrani",
            email="samira@example.org",
            organisation=self.organisation,
            valid_until=self.today + timedelta(days=self.scheme.invitation_days),
        )

    def talk(self, *, online: bool = True, welcome: bool = False) -> Conversation:
        starts_at = self.at(self.today + 2 * WEEK)
        minutes = self.scheme.welcome_minutes if welcome else self.scheme.conversation_minutes
        return Conversation(
            kind="welcome" if welcome else "development",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=minutes),
            online=online,
            place="https://video.example.org/kamer-7"
            if online
            else "Stadhuis Lindehoven, kamer 12",
        )

    @property
    def slots(self) -> list[Slot]:
        days = (self.today + 2 * WEEK, self.today + 3 * WEEK)
        return [Slot(starts_at=self.at(day), online=True) for day in days]

    @property
    def share(self) -> ShareGrant:
        return ShareGrant(
            owner=user("Joost", "van der", "Meulen"),
            until_on=self.today + 4 * WEEK,
            may_comment=True,
        )

    @property
    def group(self) -> IntervisionGroup:
        return IntervisionGroup(name="Lindehoven en omstreken", started_on=self.today)

    @property
    def guild(self) -> Guild:
        return Guild(name="Gilde jongeren", started_on=self.today)

    @property
    def provider(self) -> Provider:
        return Provider(name="Leerhuis Noord", because="Niet duidelijk is wie jullie zijn.")

    @property
    def programme(self) -> Programme:
        return Programme(
            pk=1,
            provider=self.provider,
            title="Effectieve Klantmanager",
            finish_on=self.today + 104 * WEEK,
        )

    @property
    def course(self) -> Course:
        return Course(
            provider=self.provider,
            title="Doorvragen zonder duwen",
            hidden_because="De prijs is hoger dan hier staat.",
        )

    @property
    def run(self) -> CourseRun:
        return CourseRun(
            course=self.course, place="Zwolle", called_off_because="De docent is ziek."
        )

    @property
    def card(self) -> CardVersion:
        return CardVersion(title="Naast iemand gaan zitten", started_on=self.today)

    @property
    def literature(self) -> LiteratureItem:
        return LiteratureItem(title="Een oud boek", hidden_because="De link werkt niet meer.")

    @property
    def session(self) -> IntervisionSession:
        return IntervisionSession(
            group=self.group, held_on=self.today, logged_by=user("Piet", "", "Jansen")
        )

    @property
    def feedback(self) -> FeedbackRequest:
        return FeedbackRequest(
            owner=user("Joost", "van der", "Meulen"),
            kind=FeedbackRequest.Kind.COLLEAGUE,
            title="Gesprekken in het najaar",
            until_on=self.today + 8 * WEEK,
        )

    @property
    def meeting(self) -> Meeting:
        return Meeting(
            group=self.group,
            starts_at=self.at(self.today + 3 * WEEK),
            minutes=90,
            place="Raadhuis van Lindehoven, kamer 3",
            made_by=user("Piet", "", "Jansen"),
        )

    def reset(self, stopped_how: str = "person") -> FactorReset:
        return FactorReset(
            person=self.person,
            requested_at=self.at(self.today),
            identity_how="video",
            identity_on=self.today,
            due_at=self.at(self.today + timedelta(days=2)),
            stopped_how=stopped_how,
            stop_reason="We konden je niet bereiken.",
        )

    @property
    def grant(self) -> RoleGrant:
        return RoleGrant(
            user=self.assessor,
            role=Role.ASSESSOR,
            from_on=self.today,
            until_on=clock.add_years(self.today, 4),
        )

    def role_change(self, status: str = "confirmed") -> RoleChange:
        return RoleChange(
            kind="give",
            status=status,
            role=Role.ASSESSOR,
            person=self.assessor,
            from_on=self.today,
            grant=self.grant,
            proposed_by=self.staff,
            decided_by=user("Yusuf", "", "Demir"),
        )
