from register.models.acceptances import Acceptance
from register.models.applications import Application
from register.models.certificates import Certificate
from register.models.consultations import Assent, Consultation, Remark, VersionKind
from register.models.extensions import Extension
from register.models.lapse_notices import LapseNotice
from register.models.messages import ApplicationFile, ApplicationMessage
from register.models.organisation_login import OrganisationLogin
from register.models.organisations import Affiliation, KindOfWork, Organisation
from register.models.publication import HiddenEntry, Publication, PublicEntry
from register.models.registrations import Registration, RegistrationPeriod
from register.models.scheme import (
    CodeOfConduct,
    Competency,
    CompetencyProfile,
    EntryRoute,
    RegisterScheme,
    ResultArea,
)

__all__ = [
    "Acceptance",
    "Affiliation",
    "Application",
    "ApplicationFile",
    "ApplicationMessage",
    "Assent",
    "Certificate",
    "CodeOfConduct",
    "Competency",
    "CompetencyProfile",
    "Consultation",
    "EntryRoute",
    "Extension",
    "HiddenEntry",
    "KindOfWork",
    "LapseNotice",
    "Organisation",
    "OrganisationLogin",
    "PublicEntry",
    "Publication",
    "RegisterScheme",
    "Registration",
    "RegistrationPeriod",
    "Remark",
    "ResultArea",
    "VersionKind",
]
