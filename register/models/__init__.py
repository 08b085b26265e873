from register.models.acceptances import Acceptance
from register.models.alerts import EmployerAlert
from register.models.api_keys import ApiKey
from register.models.applications import Application
from register.models.badges import BadgeKey, BadgeStatusList, OpenBadge
from register.models.cases import CaseMessage
from register.models.certificates import Certificate, CertificateFile, SealCertificate
from register.models.chambers import Chamber, ChamberSeat
from register.models.complaints import Complaint, EntryNotice, YearLessons
from register.models.consents import Consent
from register.models.consultations import Assent, Consultation, Remark, VersionKind
from register.models.contacts import OrganisationContact, SupportStatement
from register.models.deaths import DeathReport
from register.models.deferrals import Deferral
from register.models.extensions import Extension
from register.models.hardship import HardshipRequest
from register.models.invitations import ImportedRow, Invitation, InvitationBatch
from register.models.lapse_notices import LapseNotice
from register.models.measures import Measure
from register.models.mergers import OrganisationMerger
from register.models.messages import ApplicationFile, ApplicationMessage
from register.models.name_changes import NameChange
from register.models.name_words import NameWord
from register.models.notes import StaffNote
from register.models.objections import Objection
from register.models.open_figures import OpenFigure
from register.models.organisation_login import OrganisationLogin
from register.models.organisations import Affiliation, KindOfWork, Organisation
from register.models.periods import RegistrationPeriod
from register.models.public_texts import PublicText
from register.models.publication import (
    ErasedEntry,
    FormerName,
    HeldEntry,
    HiddenEntry,
    PendingEntry,
    Publication,
    PublicEntry,
    StruckEntry,
)
from register.models.registrations import Registration
from register.models.scheme import (
    CodeOfConduct,
    Competency,
    CompetencyProfile,
    EntryRoute,
    RegisterScheme,
    ResultArea,
)
from register.models.worklists import ListDownload, SavedFilter

__all__ = [
    "Acceptance",
    "Affiliation",
    "ApiKey",
    "Application",
    "ApplicationFile",
    "ApplicationMessage",
    "Assent",
    "BadgeKey",
    "BadgeStatusList",
    "CaseMessage",
    "Certificate",
    "CertificateFile",
    "Chamber",
    "ChamberSeat",
    "CodeOfConduct",
    "Competency",
    "CompetencyProfile",
    "Complaint",
    "Consent",
    "Consultation",
    "DeathReport",
    "Deferral",
    "EmployerAlert",
    "EntryNotice",
    "EntryRoute",
    "ErasedEntry",
    "Extension",
    "FormerName",
    "HardshipRequest",
    "HeldEntry",
    "HiddenEntry",
    "ImportedRow",
    "Invitation",
    "InvitationBatch",
    "KindOfWork",
    "LapseNotice",
    "ListDownload",
    "Measure",
    "NameChange",
    "NameWord",
    "Objection",
    "OpenBadge",
    "OpenFigure",
    "Organisation",
    "OrganisationContact",
    "OrganisationLogin",
    "OrganisationMerger",
    "PendingEntry",
    "PublicEntry",
    "PublicText",
    "Publication",
    "RegisterScheme",
    "Registration",
    "RegistrationPeriod",
    "Remark",
    "ResultArea",
    "SavedFilter",
    "SealCertificate",
    "StaffNote",
    "StruckEntry",
    "SupportStatement",
    "VersionKind",
    "YearLessons",
]
