"""Addresses of talks and renewal, by who comes there."""

from django.urls import path

from accreditation.views import absence as absence_views
from accreditation.views import assessor as assessor_views
from accreditation.views import being_assessor as being_views
from accreditation.views import deaths as death_views
from accreditation.views import desk as desk_views
from accreditation.views import lapses as lapse_views
from accreditation.views import mine as my_views
from accreditation.views import reports as report_views
from accreditation.views import welcome as welcome_views

mine = (
    [
        path("gesprek/", my_views.mine, name="mine"),
        path("gesprek/inleveren/", my_views.hand_in, name="hand_in"),
        path("gesprek/ingeleverd/", my_views.handed_in, name="handed_in"),
        path("gesprek/terugnemen/", my_views.take_back, name="take_back"),
        path("gesprek/moment/", my_views.book, name="book"),
        path("gesprek/afzeggen/", my_views.cancel, name="cancel"),
        path("gesprek/andere-assessor/", absence_views.other_assessor, name="other_assessor"),
        path("gesprek/assessor-kwam-niet/", absence_views.waited, name="waited"),
        path("gesprek/van-je-horen/", absence_views.word, name="word"),
        path("gesprek/welkom/", welcome_views.choose, name="welcome"),
        path("gesprek/welkom/alleen/", welcome_views.talk_alone, name="welcome_alone"),
        path("registratie/pauze/", my_views.pause, name="pause"),
        path("registratie/uitschrijven/", my_views.leave, name="leave"),
        path("gesprek/verslag/<uuid:public_id>/", my_views.report, name="report"),
        path("gesprek/verslag/<uuid:public_id>/bewaren/", my_views.report_save, name="report_save"),
    ],
    "cycle",
)
assessor = (
    [
        path("", assessor_views.agenda, name="agenda"),
        path("momenten/", assessor_views.slots, name="slots"),
        path(
            "momenten/<uuid:public_id>/intrekken/",
            assessor_views.slot_withdraw,
            name="slot_withdraw",
        ),
        path("profiel/", being_views.profile, name="profile"),
        path("profiel/niet/", being_views.declare, name="declare"),
        path("profiel/niet/<uuid:public_id>/weg/", being_views.undeclare, name="undeclare"),
        path("vergoeding/<int:year>/", being_views.statement, name="statement"),
        path("dossiers/", assessor_views.cases, name="cases"),
        path("dossiers/<uuid:public_id>/", assessor_views.case, name="case"),
        path("dossiers/<uuid:public_id>/aannemen/", assessor_views.accept, name="accept"),
        path("dossiers/<uuid:public_id>/weigeren/", assessor_views.decline, name="decline"),
        path("dossiers/<uuid:public_id>/openen/", assessor_views.dossier_open, name="open"),
        path("dossiers/<uuid:public_id>/lezen/", assessor_views.dossier, name="dossier"),
        path("welkom/<uuid:public_id>/", assessor_views.welcome_talk, name="welcome_talk"),
        path("gesprekken/<uuid:public_id>/gevoerd/", assessor_views.hold, name="hold"),
        path(
            "gesprekken/<uuid:public_id>/niet-gekomen/", absence_views.person_missed, name="missed"
        ),
        path("gesprekken/<uuid:public_id>/afzeggen/", assessor_views.cancel, name="cancel"),
        path("gesprekken/<uuid:public_id>/verslag/", report_views.report, name="report"),
        path(
            "gesprekken/<uuid:public_id>/verslag/bewaren/",
            report_views.report_save,
            name="report_save",
        ),
    ],
    "assessing",
)
desk = (
    [
        path("assessoren/", being_views.assessor_list, name="assessors"),
        path("assessoren/<uuid:public_id>/", being_views.one, name="assessor"),
        path("gesprekken/", desk_views.planning, name="planning"),
        path("gesprekken/welkom/<uuid:public_id>/", desk_views.plan_welcome, name="plan_welcome"),
        path("gesprekken/toelaten/<uuid:public_id>/", desk_views.admit, name="admit"),
        path("gesprekken/assessor/<uuid:public_id>/", desk_views.assigning, name="assigning"),
        path("overlijden/", death_views.death_list, name="deaths"),
        path("overlijden/<uuid:public_id>/", death_views.death, name="death"),
        path(
            "overlijden/<uuid:public_id>/vaststellen/",
            death_views.death_confirm,
            name="death_confirm",
        ),
        path("overlijden/<uuid:public_id>/niet/", death_views.death_decline, name="death_decline"),
        path("overlijden/<uuid:public_id>/terug/", death_views.death_undo, name="death_undo"),
        path("verlopen/", lapse_views.lapses, name="lapses"),
        path("verlopen/<uuid:public_id>/", lapse_views.lapse, name="lapse"),
        path(
            "verlopen/<uuid:public_id>/bevestigen/", lapse_views.lapse_confirm, name="lapse_confirm"
        ),
        path("verlopen/<uuid:public_id>/blijven/", lapse_views.lapse_keep, name="lapse_keep"),
        path("verlopen/<uuid:public_id>/ongedaan/", lapse_views.lapse_undo, name="lapse_undo"),
        path("verlopen/brief/<uuid:public_id>/", lapse_views.notice_pdf, name="notice_pdf"),
        path(
            "verlopen/brief/<uuid:public_id>/gepost/",
            lapse_views.notice_posted,
            name="notice_posted",
        ),
        path(
            "verlopen/brief/<uuid:public_id>/terug/",
            lapse_views.notice_returned,
            name="notice_returned",
        ),
    ],
    "desk_accreditation",
)
