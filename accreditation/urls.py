"""Addresses of talks and renewal, by who comes there."""

from django.urls import path

from accreditation.views import absence as absence_views
from accreditation.views import accredited as accredited_views
from accreditation.views import after_objections as objection_views
from accreditation.views import answers as answer_views
from accreditation.views import assessor as assessor_views
from accreditation.views import assessor_complaints as complaint_views
from accreditation.views import availability as availability_views
from accreditation.views import being_assessor as being_views
from accreditation.views import booking as booking_views
from accreditation.views import busy_times as busy_views
from accreditation.views import calibration as calibration_views
from accreditation.views import deaths as death_views
from accreditation.views import desk as desk_views
from accreditation.views import erasing as erasing_views
from accreditation.views import feeds as feed_views
from accreditation.views import lapses as lapse_views
from accreditation.views import launch as launch_views
from accreditation.views import mine as my_views
from accreditation.views import more_time as plan_views
from accreditation.views import notes as note_views
from accreditation.views import observers as observer_views
from accreditation.views import outlook as outlook_views
from accreditation.views import pilots as pilot_views
from accreditation.views import programme_desk as programme_desk_views
from accreditation.views import programme_ends as end_views
from accreditation.views import programme_reading as programme_reading_views
from accreditation.views import programmes as programme_views
from accreditation.views import quality as quality_views
from accreditation.views import reminders as reminder_views
from accreditation.views import reports as report_views
from accreditation.views import second_reading as reading_views
from accreditation.views import welcome as welcome_views
from accreditation.views import wordings as wording_views

mine = (
    [
        path("aanmelding/opleiding/", accredited_views.followed, name="followed_programme"),
        path("gesprek/", my_views.mine, name="mine"),
        path("gesprek/inleveren/", my_views.hand_in, name="hand_in"),
        path("gesprek/ingeleverd/", my_views.handed_in, name="handed_in"),
        path("gesprek/terugnemen/", my_views.take_back, name="take_back"),
        path("gesprek/moment/", booking_views.book, name="book"),
        path("gesprek/moment/wachten/", booking_views.wait, name="wait"),
        path("gesprek/afzeggen/", my_views.cancel, name="cancel"),
        path("gesprek/andere-assessor/", absence_views.other_assessor, name="other_assessor"),
        path("gesprek/assessor-kwam-niet/", absence_views.waited, name="waited"),
        path("gesprek/van-je-horen/", absence_views.word, name="word"),
        path("gesprek/agenda/", feed_views.calendar, name="calendar"),
        path("gesprek/agenda/uit/", feed_views.calendar_off, name="calendar_off"),
        path("gesprek/welkom/", welcome_views.choose, name="welcome"),
        path("gesprek/welkom/alleen/", welcome_views.talk_alone, name="welcome_alone"),
        path("registratie/pauze/", my_views.pause, name="pause"),
        path("registratie/uitschrijven/", my_views.leave, name="leave"),
        path("alles-wissen/", erasing_views.erase, name="erase"),
        path("gesprek/tweede-lezing/", reading_views.mine, name="second_reading"),
        path("gesprek/tweede-lezing/bewaren/", reading_views.mine_save, name="response_save"),
        path(
            "gesprek/tweede-gesprek/<uuid:public_id>/",
            objection_views.second_talk,
            name="second_talk",
        ),
        path("gesprek/oefenverhalen/", calibration_views.lent, name="lent"),
        path("gesprek/oefenverhalen/<uuid:public_id>/", calibration_views.lend, name="lend"),
        path(
            "gesprek/oefenverhalen/<uuid:public_id>/terug/",
            calibration_views.take_back,
            name="lent_back",
        ),
        path("gesprek/pilot/", pilot_views.mine, name="pilot"),
        path("gesprek/pilot/meedoen/", pilot_views.join, name="pilot_join"),
        path("gesprek/pilot/niet/", pilot_views.leave, name="pilot_leave"),
        path("gesprek/pilot/vragen/", pilot_views.answer, name="pilot_answer"),
        path("gesprek/klacht/", complaint_views.complain, name="complain"),
        path("gesprek/klacht/<uuid:public_id>/", complaint_views.mine, name="complaint"),
        path(
            "gesprek/klacht/<uuid:public_id>/intrekken/",
            complaint_views.withdraw,
            name="complaint_withdraw",
        ),
        path("gesprek/plan/", plan_views.plan, name="plan"),
        path("gesprek/plan/verder/", plan_views.agree, name="plan_agree"),
        path("gesprek/verslag/<uuid:public_id>/", my_views.report, name="report"),
        path("gesprek/verslag/<uuid:public_id>/bewaren/", my_views.report_save, name="report_save"),
        path(
            "gesprek/verslag/<uuid:public_id>/laten-lezen/",
            wording_views.show_words,
            name="show_words",
        ),
        path("gesprek/<uuid:public_id>/vragen/", answer_views.answer, name="answer"),
        path("gesprek/meekijken/<uuid:public_id>/", observer_views.at_my_talk, name="observer"),
    ],
    "cycle",
)
feeds = ([path("<slug:token>.ics", feed_views.feed, name="feed")], "calendars")
assessor = (
    [
        path("", assessor_views.agenda, name="agenda"),
        path("momenten/", assessor_views.slots, name="slots"),
        path(
            "momenten/<uuid:public_id>/intrekken/",
            assessor_views.slot_withdraw,
            name="slot_withdraw",
        ),
        path("momenten/vast/", availability_views.pattern_new, name="pattern_new"),
        path(
            "momenten/vast/<uuid:public_id>/stoppen/",
            availability_views.pattern_stop,
            name="pattern_stop",
        ),
        path("momenten/vrij/", availability_views.absence_new, name="absence_new"),
        path(
            "momenten/vrij/<uuid:public_id>/weg/",
            availability_views.absence_end,
            name="absence_end",
        ),
        path("momenten/agenda/", busy_views.calendars, name="calendars"),
        path("momenten/agenda/bestand/", busy_views.calendar_file, name="calendar_file"),
        path("momenten/agenda/adres/", busy_views.calendar_address, name="calendar_address"),
        path(
            "momenten/agenda/<uuid:public_id>/weg/",
            busy_views.calendar_remove,
            name="calendar_remove",
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
        path("meelezen/<uuid:public_id>/", reading_views.read, name="reading"),
        path("klachten/<uuid:public_id>/", complaint_views.about_me, name="complaint"),
        path("welkom/<uuid:public_id>/", assessor_views.welcome_talk, name="welcome_talk"),
        path("gesprekken/<uuid:public_id>/", note_views.talk, name="talk"),
        path("gesprekken/<uuid:public_id>/notities/", note_views.notes_save, name="notes_save"),
        path("gesprekken/<uuid:public_id>/apparaat/", note_views.notes_device, name="notes_device"),
        path(
            "gesprekken/<uuid:public_id>/dossier/", note_views.dossier_beside, name="talk_dossier"
        ),
        path(
            "gesprekken/<uuid:public_id>/verslag/uit-notities/",
            note_views.report_from_notes,
            name="report_from_notes",
        ),
        path("gesprekken/<uuid:public_id>/vragen/", answer_views.answer_as_assessor, name="answer"),
        path("wat-mensen-zeggen/", answer_views.said_about_my_talks, name="said"),
        path("wat-lezers-zeggen/", quality_views.about_my_talks, name="readings"),
        path("afstemmen/", calibration_views.rounds, name="calibrations"),
        path("afstemmen/<uuid:public_id>/", calibration_views.one, name="calibration"),
        path(
            "afstemmen/<uuid:public_id>/afronden/",
            calibration_views.close,
            name="calibration_close",
        ),
        path("meekijken/", observer_views.i_observe, name="observing"),
        path("meekijken/<uuid:public_id>/", observer_views.at_talk_i_hold, name="observer"),
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
        path("gesprekken/vooruit/", outlook_views.ahead, name="outlook"),
        path("gesprekken/loting/", launch_views.draws, name="launch_draws"),
        path("gesprekken/loting/<uuid:public_id>/", launch_views.draw, name="launch_draw"),
        path(
            "gesprekken/loting/<uuid:public_id>/voortgang/",
            launch_views.progress,
            name="launch_progress",
        ),
        path(
            "gesprekken/loting/<uuid:public_id>/bevestigen/",
            launch_views.confirm,
            name="launch_confirm",
        ),
        path(
            "gesprekken/loting/<uuid:public_id>/terug/",
            launch_views.take_back,
            name="launch_take_back",
        ),
        path("gesprekken/loting/<uuid:public_id>/niet/", launch_views.drop, name="launch_drop"),
        path("gesprekken/pilots/", pilot_views.pilot_list, name="pilots"),
        path("gesprekken/pilots/<uuid:public_id>/", pilot_views.pilot, name="pilot"),
        path("gesprekken/pilots/<uuid:public_id>/vragen/", pilot_views.invite, name="pilot_invite"),
        path("gesprekken/pilots/<uuid:public_id>/stoppen/", pilot_views.stop, name="pilot_stop"),
        path("kwaliteit/", quality_views.quality, name="quality"),
        path("kwaliteit/afstemmen/", calibration_views.desk, name="calibration"),
        path(
            "kwaliteit/afstemmen/<uuid:public_id>/",
            calibration_views.desk_round,
            name="calibration_round",
        ),
        path(
            "kwaliteit/afstemmen/<uuid:public_id>/afronden/",
            calibration_views.end_round,
            name="calibration_end",
        ),
        path("kwaliteit/meekijken/", observer_views.observers, name="observers"),
        path("kwaliteit/<uuid:public_id>/", quality_views.sample_list, name="sample_list"),
        path("gesprekken/verslagen/", reading_views.reports, name="reports"),
        path("gesprekken/meelezen/<uuid:public_id>/", reading_views.ask, name="ask_reading"),
        path(
            "gesprekken/meelezen/<uuid:public_id>/andere-lezer/",
            reading_views.ask_another,
            name="another_reader",
        ),
        path("overlijden/", death_views.death_list, name="deaths"),
        path("overlijden/<uuid:public_id>/", death_views.death, name="death"),
        path(
            "overlijden/<uuid:public_id>/vaststellen/",
            death_views.death_confirm,
            name="death_confirm",
        ),
        path("overlijden/<uuid:public_id>/niet/", death_views.death_decline, name="death_decline"),
        path("overlijden/<uuid:public_id>/terug/", death_views.death_undo, name="death_undo"),
        path("herinneringen/", reminder_views.reminders, name="reminders"),
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
reader = (
    [
        path("", quality_views.reader_home, name="home"),
        path("<uuid:public_id>/", quality_views.one_reading, name="reading"),
        path("<uuid:public_id>/terug/", quality_views.pass_on, name="pass_on"),
    ],
    "reader",
)
public = [
    path("opleidingen/", accredited_views.accredited, name="accredited_programmes"),
    path("steekproef/", quality_views.draws, name="quality_draws"),
    path("loting/", launch_views.public_draws, name="launch_draws"),
    path("loting/<uuid:public_id>/", launch_views.lots, name="launch_lots"),
]
on_reading, on_complaint = reading_views.chamber, complaint_views.chamber
committee = (
    [
        path("meelezen/<uuid:public_id>/", reading_views.case, name="case"),
        path("meelezen/<uuid:public_id>/voorstel/", on_reading.propose, name="propose"),
        path("meelezen/<uuid:public_id>/van-tafel/", on_reading.drop, name="drop"),
        path("meelezen/<uuid:public_id>/verlengen/", on_reading.prolong, name="prolong"),
        path("meelezen/<uuid:public_id>/tekenen/", on_reading.sign, name="sign"),
        path("klacht/<uuid:public_id>/", complaint_views.case, name="complaint"),
        path(
            "klacht/<uuid:public_id>/voorstel/",
            on_complaint.propose,
            name="complaint_propose",
        ),
        path(
            "klacht/<uuid:public_id>/van-tafel/",
            on_complaint.drop,
            name="complaint_drop",
        ),
        path(
            "klacht/<uuid:public_id>/verlengen/",
            on_complaint.prolong,
            name="complaint_prolong",
        ),
        path("klacht/<uuid:public_id>/tekenen/", on_complaint.sign, name="complaint_sign"),
        path(
            "bezwaar-verslagen/<uuid:public_id>/", objection_views.objection_file, name="objection"
        ),
    ],
    "reading",
)
programmes = (
    [
        path("<uuid:public_id>/opleidingen/", programme_views.home, name="home"),
        path("opleidingen/<uuid:public_id>/", programme_views.programme, name="programme"),
        path("opleidingen/<uuid:public_id>/vragen/", programme_views.ask, name="ask"),
        path("opleidingen/<uuid:public_id>/stoppen/", programme_views.stop, name="stop"),
        path("opleidingen/<uuid:public_id>/reactie/", programme_views.respond, name="respond"),
        path("opleidingen/<uuid:public_id>/bezwaar/", programme_views.object_to, name="object"),
        path(
            "opleidingen/<uuid:public_id>/bezwaar/intrekken/",
            programme_views.objection_withdraw,
            name="objection_withdraw",
        ),
        path("erkenning/<uuid:public_id>/", programme_views.one_request, name="request"),
        path("erkenning/<uuid:public_id>/intrekken/", programme_views.withdraw, name="withdraw"),
        path("erkenning/<uuid:public_id>/bericht/", programme_views.message, name="message"),
        path("erkenning/bestand/<uuid:public_id>/", programme_views.file, name="file"),
        path(
            "erkenning/bestand/<uuid:public_id>/weg/",
            programme_views.file_away,
            name="file_away",
        ),
    ],
    "programmes",
)
at_desk, on_programme = programme_desk_views, end_views.chamber
desk_programmes = (
    [
        path("erkenningen/", at_desk.requests, name="requests"),
        path("erkenningen/<uuid:public_id>/", at_desk.one_request, name="request"),
        path("erkenningen/<uuid:public_id>/bericht/", at_desk.reply, name="reply"),
        path("erkenningen/<uuid:public_id>/lezers/", at_desk.ask_readers, name="ask_readers"),
        path("erkenningen/<uuid:public_id>/besluit/", at_desk.decide, name="decide"),
        path("erkenningen/<uuid:public_id>/van-tafel/", at_desk.take_back, name="take_back"),
        path(
            "erkenningen/lezer/<uuid:public_id>/terug/",
            at_desk.take_from_reader,
            name="take_from_reader",
        ),
        path("erkenningen/bestand/<uuid:public_id>/", at_desk.file, name="file"),
        path("erkenningen/opleiding/<uuid:public_id>/", end_views.programme, name="programme"),
        path(
            "erkenningen/opleiding/<uuid:public_id>/voornemen/",
            end_views.announce,
            name="announce",
        ),
        path("erkenningen/opleiding/<uuid:public_id>/van-tafel/", end_views.drop, name="drop"),
    ],
    "desk_programmes",
)
programme_committee = (
    [
        path("opleiding/<uuid:public_id>/", at_desk.case, name="case"),
        path("opleiding/bestand/<uuid:public_id>/", at_desk.case_file, name="file"),
        path("opleiding/intrekken/<uuid:public_id>/", end_views.hearing, name="hearing"),
        path("opleiding/bezwaar/<uuid:public_id>/", end_views.case, name="objection"),
        path("opleiding/bezwaar/<uuid:public_id>/voorstel/", on_programme.propose, name="propose"),
        path("opleiding/bezwaar/<uuid:public_id>/van-tafel/", on_programme.drop, name="drop"),
        path("opleiding/bezwaar/<uuid:public_id>/verlengen/", on_programme.prolong, name="prolong"),
        path("opleiding/bezwaar/<uuid:public_id>/tekenen/", on_programme.sign, name="sign"),
    ],
    "programme_committee",
)
programme_reader = (
    [
        path("", programme_reading_views.home, name="home"),
        path("<uuid:public_id>/", programme_reading_views.reading, name="reading"),
        path("<uuid:public_id>/bericht/", programme_reading_views.message, name="message"),
        path("bestand/<uuid:public_id>/", programme_reading_views.file, name="file"),
    ],
    "programme_reader",
)
