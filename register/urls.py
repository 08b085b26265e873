"""Addresses of the register, by who comes there."""

from django.urls import path

from register.views import committee as committee_views
from register.views import desk as desk_views
from register.views import mine as my_views
from register.views import organisation_logins as login_views
from register.views import public as public_views

public = (
    [
        path("", public_views.search, name="search"),
        path("r/<str:number>/", public_views.entry, name="entry"),
        path("controle/", public_views.verify, name="verify"),
        path("certificaat/<str:code>/", public_views.certificate, name="certificate"),
        path("beroep/", public_views.profession, name="profession"),
    ],
    "register",
)
mine = (
    [
        path("aanmelding/", my_views.application, name="application"),
        path("aanmelding/beginnen/", my_views.application_start, name="application_start"),
        path("aanmelding/werk/", my_views.application_work, name="application_work"),
        path("aanmelding/beloven/", my_views.application_promise, name="application_promise"),
        path("aanmelding/antwoord/", my_views.application_answer, name="application_answer"),
        path("aanmelding/intrekken/", my_views.application_withdraw, name="application_withdraw"),
        path("registratie/", my_views.registration, name="registration"),
        path("registratie/meer-tijd/", my_views.more_time, name="more_time"),
        path("registratie/terug/", my_views.registration_resume, name="resume"),
        path("registratie/blijven/", my_views.registration_keep, name="keep"),
        path("registratie/verbergen/", my_views.registration_hide, name="hide"),
        path("registratie/tonen/", my_views.registration_show, name="show"),
        path("certificaat/<uuid:public_id>/", my_views.certificate_download, name="certificate"),
    ],
    "registration",
)
desk = (
    [
        path("aanmeldingen/", desk_views.applications, name="applications"),
        path("aanmelding/<uuid:public_id>/", desk_views.application, name="application"),
        path("aanmelding/<uuid:public_id>/nemen/", desk_views.application_take, name="take"),
        path("aanmelding/<uuid:public_id>/vraag/", desk_views.application_ask, name="ask"),
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
        path("uitgave/", desk_views.edition, name="edition"),
        path("uitgave/publiceren/", desk_views.edition_publish, name="publish"),
    ],
    "desk_register",
)
committee = (
    [
        path("", committee_views.cases, name="cases"),
        path("zaak/<uuid:public_id>/", committee_views.case, name="case"),
        path("zaak/<uuid:public_id>/afwijzen/", committee_views.case_refuse, name="refuse"),
        path("zaak/<uuid:public_id>/terug/", committee_views.case_return, name="return"),
    ],
    "committee",
)
