"""Addresses of the register, by who comes there."""

from django.urls import path

from register.views import applications as list_views
from register.views import badges as badge_views
from register.views import committee as committee_views
from register.views import complaints as complaint_views
from register.views import consultations as consultation_views
from register.views import deaths as death_views
from register.views import desk as desk_views
from register.views import desk_cases as desk_case_views
from register.views import developers as developer_views
from register.views import editions as edition_views
from register.views import invitations as invitation_views
from register.views import invited as invited_views
from register.views import list_check as list_check_views
from register.views import mail_signature as signature_views
from register.views import mine as my_views
from register.views import my_cases as my_case_views
from register.views import my_entry as my_entry_views
from register.views import names as name_views
from register.views import open_figures as open_figure_views
from register.views import organisation_logins as login_views
from register.views import organisations as organisation_views
from register.views import people as people_views
from register.views import public as public_views
from register.views import public_texts as text_views
from register.views import public_use as public_use_views
from register.views import rules_desk
from register.views import seat as seat_views
from register.views import thread as thread_views
from register.views import workplaces as work_views

public = (
    [
        path("", public_views.search, name="search"),
        path("r/<str:number>/", public_views.entry, name="entry"),
        path("controle/", public_views.verify, name="verify"),
        path("certificaat/<str:code>/", public_views.certificate, name="certificate"),
        path(".well-known/did.json", badge_views.did, name="badge_did"),
        path(".well-known/jwks.json", badge_views.keys, name="badge_keys"),
        path(".well-known/openbadges-issuer.json", badge_views.issuer, name="badge_issuer"),
        path("badge/geregistreerd.json", badge_views.achievement, name="badge_achievement"),
        path("badge/status/<slug:purpose>/", badge_views.status, name="badge_status"),
        path(
            "badge/status/<slug:purpose>/<int:number>/",
            badge_views.status,
            name="badge_status_next",
        ),
        path("badge/<uuid:public_id>/", badge_views.badge, name="badge"),
        path("beroep/", public_views.profession, name="profession"),
        path("beroep/regeling/", consultation_views.scheme, name="scheme"),
        path("beroep/<slug:slug>/<str:name>/", consultation_views.version, name="version"),
        path("raadplegingen/", consultation_views.consultations, name="consultations"),
        path("raadpleging/<uuid:public_id>/", consultation_views.consultation, name="consultation"),
        path("raadpleging/<uuid:public_id>/reactie/", consultation_views.remark, name="remark"),
        path("over-registratie/<str:name>/", text_views.text, name="text"),
        path("iets-voor-mij/", public_views.for_me, name="for_me"),
        path("klacht/", complaint_views.complaints, name="complaints"),
        path("klacht/schrijven/", complaint_views.complain, name="complain"),
        path("klacht/verstuurd/", complaint_views.complaint_sent, name="complaint_sent"),
        path("r/<str:number>/melden/", complaint_views.notice, name="notice"),
        path("melding-verstuurd/", complaint_views.notice_sent, name="notice_sent"),
        path("uitnodiging/<str:token>/", invited_views.invitation, name="invitation"),
        path("overlijden-melden/", death_views.report, name="death_report"),
        path("overlijden-gemeld/", death_views.reported, name="death_reported"),
        path("lijst-nakijken/", list_check_views.check, name="list_check"),
        path("ontwikkelaars/", developer_views.page, name="developers"),
        path("open-cijfers/", open_figure_views.page, name="open_figures"),
        path("open-cijfers/cijfers.csv", open_figure_views.as_csv, name="open_figures_csv"),
    ],
    "register",
)
mine = (
    [
        path("aanmelding/", my_views.application, name="application"),
        path("aanmelding/beginnen/", my_views.application_start, name="application_start"),
        path("aanmelding/werk/", my_views.application_work, name="application_work"),
        path("aanmelding/beloven/", my_views.application_promise, name="application_promise"),
        path("aanmelding/antwoord/", thread_views.application_answer, name="application_answer"),
        path("aanmelding/bericht/", thread_views.application_message, name="application_message"),
        path(
            "aanmelding/bestand/<uuid:public_id>/",
            thread_views.application_file,
            name="application_file",
        ),
        path("aanmelding/intrekken/", my_views.application_withdraw, name="application_withdraw"),
        path("uitnodiging/<str:token>/", invited_views.invitation_accept, name="invitation"),
        path("werk/", work_views.work, name="work"),
        path("werk/<int:pk>/einde/", work_views.work_end, name="work_end"),
        path("toestemmingen/", work_views.my_consents, name="consents"),
        path("toestemmingen/geven/", work_views.consent_give, name="consent_give"),
        path(
            "toestemmingen/<int:pk>/intrekken/",
            work_views.consent_withdraw,
            name="consent_withdraw",
        ),
        path("registratie/", my_views.registration, name="registration"),
        path("registratie/gebeurd/", my_views.happened, name="happened"),
        path("registratie/meer-tijd/", my_views.more_time, name="more_time"),
        path("registratie/afspraken/", my_views.new_versions, name="new_versions"),
        path("registratie/afspraken/<slug:kind>/<str:name>/", my_views.accept, name="accept"),
        path("registratie/terug/", my_views.registration_resume, name="resume"),
        path("registratie/blijven/", my_views.registration_keep, name="keep"),
        path("notities/", my_views.my_notes, name="notes"),
        path("naam/", name_views.my_name, name="name"),
        path("naam/<uuid:public_id>/intrekken/", name_views.my_name_withdraw, name="name_withdraw"),
        path("naam/<uuid:public_id>/vindbaar/", name_views.my_name_findable, name="name_findable"),
        path(
            "naam/<uuid:public_id>/niet-vindbaar/",
            name_views.my_name_unfindable,
            name="name_unfindable",
        ),
        path("registratie/handtekening/", signature_views.signature, name="signature"),
        path(
            "registratie/handtekening/plaatje/", signature_views.picture, name="signature_picture"
        ),
        path("registratie/vermelding/", my_entry_views.entry, name="entry"),
        path("registratie/vermelding/plaats/", my_entry_views.entry_place, name="entry_place"),
        path("registratie/verbergen/", my_views.registration_hide, name="hide"),
        path("registratie/tonen/", my_views.registration_show, name="show"),
        path(
            "certificaat/<uuid:public_id>/<str:kind>/",
            my_views.certificate_download,
            name="certificate",
        ),
        path("badge/<uuid:public_id>/", badge_views.of_certificate, name="badge"),
        path("badge/<uuid:public_id>/intrekken/", badge_views.withdraw, name="badge_withdraw"),
        path("badge/<uuid:public_id>/<slug:kind>/", badge_views.download, name="badge_download"),
        path("bezwaar/", my_case_views.objections, name="objections"),
        path(
            "bezwaar/beginnen/<str:kind>/<uuid:public_id>/",
            my_case_views.objection_start,
            name="objection_start",
        ),
        path("bezwaar/<uuid:public_id>/", my_case_views.objection, name="objection"),
        path(
            "bezwaar/<uuid:public_id>/schrijven/",
            my_case_views.objection_write,
            name="objection_write",
        ),
        path(
            "bezwaar/<uuid:public_id>/versturen/",
            my_case_views.objection_send,
            name="objection_send",
        ),
        path(
            "bezwaar/<uuid:public_id>/intrekken/",
            my_case_views.objection_withdraw,
            name="objection_withdraw",
        ),
        path(
            "bezwaar/<uuid:public_id>/niet-horen/",
            my_case_views.objection_waive,
            name="objection_waive",
        ),
        path("hardheid/", my_case_views.hardship, name="hardship"),
        path("hardheid/<uuid:public_id>/", my_case_views.hardship_request, name="hardship_request"),
        path(
            "hardheid/<uuid:public_id>/intrekken/",
            my_case_views.hardship_withdraw,
            name="hardship_withdraw",
        ),
        path("maatregel/<uuid:public_id>/", my_case_views.measure, name="measure"),
        path(
            "maatregel/<uuid:public_id>/wie-komt-mee/",
            my_case_views.measure_counsel,
            name="measure_counsel",
        ),
        path(
            "zaak/<str:kind>/<uuid:public_id>/bericht/",
            my_case_views.case_message,
            name="case_message",
        ),
    ],
    "registration",
)
organisation = (
    [
        path("<uuid:public_id>/", organisation_views.organisation, name="organisation"),
        path("<uuid:public_id>/steun/", organisation_views.statement, name="statement"),
    ],
    "organisation",
)
desk = (
    [
        path("aanmeldingen/", list_views.applications, name="applications"),
        path("aanmeldingen/verdelen/", list_views.applications_assign, name="assign"),
        path("aanmeldingen/uit/", list_views.applications_out, name="applications_out"),
        path("aanmeldingen/keuze/", list_views.filter_save, name="filter_save"),
        path(
            "aanmeldingen/keuze/<uuid:public_id>/weg/",
            list_views.filter_forget,
            name="filter_forget",
        ),
        path(
            "aanmelding/<uuid:public_id>/naamgenoten/",
            list_views.application_namesakes,
            name="namesakes",
        ),
        path("aanmelding/<uuid:public_id>/", desk_views.application, name="application"),
        path("aanmelding/<uuid:public_id>/nemen/", desk_views.application_take, name="take"),
        path("aanmelding/<uuid:public_id>/vraag/", thread_views.application_ask, name="ask"),
        path("aanmelding/<uuid:public_id>/bericht/", thread_views.application_reply, name="reply"),
        path("aanmelding/<uuid:public_id>/gelezen/", thread_views.application_read, name="read"),
        path(
            "aanmeldbestand/<uuid:public_id>/",
            thread_views.application_file_of,
            name="application_file",
        ),
        path(
            "aanmelding/<uuid:public_id>/voorstel/",
            desk_views.application_propose_refusal,
            name="propose_refusal",
        ),
        path(
            "aanmelding/<uuid:public_id>/voorstel-vervalt/",
            desk_views.application_drop_refusal,
            name="drop_refusal",
        ),
        path("inloggen/", login_views.organisation_login_list, name="organisation_logins"),
        path(
            "inloggen/<uuid:public_id>/aan/",
            login_views.organisation_login_on,
            name="organisation_login_on",
        ),
        path(
            "inloggen/<uuid:public_id>/uit/",
            login_views.organisation_login_off,
            name="organisation_login_off",
        ),
        path("regels/", rules_desk.rules, name="rules"),
        path("regels/nieuw/", rules_desk.start, name="consultation_start"),
        path("regels/<uuid:public_id>/", rules_desk.consultation, name="consultation"),
        path("regels/<uuid:public_id>/tekst/", rules_desk.text, name="consultation_text"),
        path(
            "regels/<uuid:public_id>/openen/",
            rules_desk.open_for_remarks,
            name="consultation_open",
        ),
        path(
            "regels/<uuid:public_id>/voorleggen/",
            rules_desk.ask_assent,
            name="consultation_ask_assent",
        ),
        path(
            "regels/<uuid:public_id>/intrekken/",
            rules_desk.withdraw,
            name="consultation_withdraw",
        ),
        path(
            "regels/reactie/<uuid:public_id>/antwoord/",
            rules_desk.remark_answer,
            name="remark_answer",
        ),
        path("regels/reactie/<uuid:public_id>/tonen/", rules_desk.remark_show, name="remark_show"),
        path(
            "regels/reactie/<uuid:public_id>/niet-tonen/",
            rules_desk.remark_hold_back,
            name="remark_hold_back",
        ),
        path("organisaties/", organisation_views.organisations, name="organisations"),
        path(
            "organisaties/contact/<uuid:public_id>/einde/",
            organisation_views.contact_end,
            name="contact_end",
        ),
        path("organisaties/samenvoegen/", organisation_views.merger_list, name="mergers"),
        path(
            "organisaties/samenvoegen/<uuid:public_id>/niet/",
            organisation_views.merger_cancel,
            name="merger_cancel",
        ),
        path("uitnodigingen/", invitation_views.invitation_lists, name="invitation_lists"),
        path(
            "uitnodigingen/<uuid:public_id>/",
            invitation_views.invitation_list,
            name="invitation_list",
        ),
        path(
            "uitnodigingen/<uuid:public_id>/voortgang/",
            invitation_views.invitation_progress,
            name="invitation_progress",
        ),
        path(
            "uitnodigingen/<uuid:public_id>/kolommen/",
            invitation_views.invitation_columns,
            name="invitation_columns",
        ),
        path(
            "uitnodigingen/<uuid:public_id>/rij/<int:number>/",
            invitation_views.invitation_row,
            name="invitation_row",
        ),
        path(
            "uitnodigingen/<uuid:public_id>/organisatie/",
            invitation_views.invitation_offer,
            name="invitation_offer",
        ),
        path(
            "uitnodigingen/<uuid:public_id>/versturen/",
            invitation_views.invitation_send,
            name="invitation_send",
        ),
        path(
            "uitnodigingen/<uuid:public_id>/terugnemen/",
            invitation_views.invitation_undo,
            name="invitation_undo",
        ),
        path(
            "uitnodigingen/<uuid:public_id>/weggooien/",
            invitation_views.invitation_discard,
            name="invitation_discard",
        ),
        path("mensen/", people_views.search, name="people"),
        path("mensen/<uuid:public_id>/", people_views.person, name="person"),
        path("mensen/<uuid:public_id>/notitie/", people_views.person_note, name="person_note"),
        path("mensen/<uuid:public_id>/uitloggen/", people_views.log_out, name="person_log_out"),
        path("mensen/<uuid:public_id>/overlijden/", people_views.person_died, name="person_died"),
        path(
            "mensen/<uuid:public_id>/brief/<uuid:letter_id>/",
            people_views.person_letter,
            name="person_letter",
        ),
        path("namen/", name_views.name_changes, name="name_changes"),
        path("namen/<uuid:public_id>/", name_views.name_change, name="name_change"),
        path(
            "namen/<uuid:public_id>/veranderen/",
            name_views.name_change_done,
            name="name_change_done",
        ),
        path(
            "namen/<uuid:public_id>/niet/",
            name_views.name_change_decline,
            name="name_change_decline",
        ),
        path("uitgave/", edition_views.edition, name="edition"),
        path("uitgave/publiceren/", edition_views.edition_publish, name="publish"),
        path("uitgave/tegenhouden/<str:number>/", edition_views.entry_hold, name="entry_hold"),
        path(
            "uitgave/vrijgeven/<uuid:public_id>/", edition_views.entry_release, name="entry_release"
        ),
        path("teksten/", text_views.text_list, name="texts"),
        path("teksten/<str:name>/", text_views.text_edit, name="text"),
        path("teksten/<str:name>/<int:number>/", text_views.text_version, name="text_version"),
        path("uitgave/verborgen/", edition_views.hidden_list, name="hidden"),
        path(
            "uitgave/verborgen/<str:number>/gezien/",
            edition_views.hidden_looked,
            name="hidden_looked",
        ),
        path("uitgaven/", edition_views.edition_list, name="editions"),
        path("uitgaven/<int:number>/", edition_views.older_edition, name="older_edition"),
        path("uitgaven/<int:number>/nakijken/", edition_views.edition_check, name="edition_check"),
        path("uitgaven/<int:number>/terug/", edition_views.roll_back, name="roll_back"),
        path("openbaar/", public_use_views.use, name="public_use"),
        path("openbaar/sleutel/", public_use_views.key_new, name="api_key_new"),
        path("openbaar/sleutel/<uuid:public_id>/", public_use_views.key_end, name="api_key_end"),
        path("zaken/", desk_case_views.cases, name="cases"),
        path("kamers/", desk_case_views.chamber_list, name="chambers"),
        path(
            "kamers/<slug:kind>/<uuid:public_id>/andere/",
            desk_case_views.case_move,
            name="case_move",
        ),
        path("kamers/<int:pk>/eindigen/", desk_case_views.seat_end, name="seat_end"),
        path("maatregel/nieuw/", desk_case_views.charge, name="charge"),
        path("maatregel/<uuid:public_id>/", desk_case_views.measure, name="measure"),
        path(
            "maatregel/<uuid:public_id>/intrekken/",
            desk_case_views.measure_drop,
            name="measure_drop",
        ),
        path("klacht/lessen/", desk_case_views.lessons, name="lessons"),
        path("klacht/<uuid:public_id>/", desk_case_views.complaint, name="complaint"),
        path(
            "klacht/<uuid:public_id>/gesprek/",
            desk_case_views.complaint_talk,
            name="complaint_talk",
        ),
        path(
            "klacht/<uuid:public_id>/afronden/",
            desk_case_views.complaint_close,
            name="complaint_close",
        ),
        path("melding/<uuid:public_id>/", desk_case_views.notice, name="notice"),
    ],
    "desk_register",
)
committee = (
    [
        path("", committee_views.cases, name="cases"),
        path("zaak/<uuid:public_id>/", committee_views.case, name="case"),
        path(
            "zaak/bestand/<uuid:public_id>/",
            committee_views.application_file,
            name="application_file",
        ),
        path("zaak/<uuid:public_id>/afwijzen/", committee_views.case_refuse, name="refuse"),
        path("zaak/<uuid:public_id>/terug/", committee_views.case_return, name="return"),
        path("bezwaar/<uuid:public_id>/aannemen/", committee_views.accept_late, name="accept_late"),
        path("<str:kind>/<uuid:public_id>/", committee_views.dossier, name="dossier"),
        path("<str:kind>/<uuid:public_id>/horen/", committee_views.hearing, name="hearing"),
        path("<str:kind>/<uuid:public_id>/verslag/", committee_views.minutes, name="minutes"),
        path("<str:kind>/<uuid:public_id>/voorstel/", committee_views.propose, name="propose"),
        path("<str:kind>/<uuid:public_id>/van-tafel/", committee_views.drop, name="drop"),
        path("<str:kind>/<uuid:public_id>/tekenen/", committee_views.sign, name="sign"),
        path("<str:kind>/<uuid:public_id>/verlengen/", committee_views.prolong, name="prolong"),
        path("<str:kind>/<uuid:public_id>/bericht/", committee_views.message, name="message"),
    ],
    "committee",
)
seat = (
    [
        path("", seat_views.home, name="home"),
        path("<uuid:public_id>/", seat_views.proposal, name="proposal"),
    ],
    "seat",
)
