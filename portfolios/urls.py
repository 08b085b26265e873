"""Addresses of the dossier and of learning together."""

from django.urls import path

from portfolios import carrying_cohort_views as cohorts
from portfolios import carrying_course_views as my_courses
from portfolios.agenda import views as agenda_views
from portfolios.carrying_card_views import story_cards, use_new
from portfolios.carrying_views import (
    feedback_to_story,
    line_to_story,
    mentoring_to_activity,
    share_with_mentor,
    visit_to_activity,
)
from portfolios.courses.views import catalogue as course_views
from portfolios.courses.views import desk as course_desk
from portfolios.courses.views import keys as key_views
from portfolios.courses.views import lists as list_views
from portfolios.courses.views import provider as provider_views
from portfolios.courses.views import running as running_views
from portfolios.courses.views import teaching as teaching_views
from portfolios.dossier.views import (
    activities,
    bin,
    capture,
    earlier_plans,
    evidence,
    peers,
    plan,
    proposals,
    reviews,
    scans,
    shared,
    shares,
    steps,
    stories,
)
from portfolios.gaps import views as gap_views
from portfolios.knowledge.views import cards as method_cards
from portfolios.knowledge.views import drafts
from portfolios.knowledge.views import guilds as knowledge_guilds
from portfolios.knowledge.views import literature as literature_views
from portfolios.knowledge.views import reports as report_views
from portfolios.portable import views as portable_views
from portfolios.themes import views as themes
from portfolios.together.views import (
    cards,
    feedback,
    finder,
    groups,
    meetings,
    mentors,
    methods,
    sessions,
    visits,
)

mine = (
    [
        path("leerplan/", plan.plan, name="plan"),
        path("leerplan/nieuw/", plan.goal_new, name="goal_new"),
        path("leerplan/<uuid:public_id>/", plan.goal_edit, name="goal_edit"),
        path("leerplan/<uuid:public_id>/opzij/", plan.goal_set_aside, name="goal_set_aside"),
        path("leerplan/<uuid:public_id>/oppakken/", plan.goal_take_up, name="goal_take_up"),
        path("leerplan/<uuid:public_id>/lukt/", plan.goal_reached, name="goal_reached"),
        path("leerplan/<uuid:public_id>/verwijderen/", plan.goal_delete, name="goal_delete"),
        path("leerplan/<uuid:public_id>/stap/", steps.step_new, name="step_new"),
        path("leerplan/competenties/", plan.plan_competencies, name="plan_competencies"),
        path(
            "leerplan/woorden/<uuid:public_id>/verwijderen/",
            plan.wording_delete,
            name="wording_delete",
        ),
        path("leerplan/stap/<uuid:public_id>/", steps.step_edit, name="step_edit"),
        path("leerplan/stap/<uuid:public_id>/gedaan/", steps.step_done, name="step_done"),
        path("leerplan/stap/<uuid:public_id>/open/", steps.step_undone, name="step_undone"),
        path("leerplan/stap/<uuid:public_id>/verwijderen/", steps.step_delete, name="step_delete"),
        path("leerplan/terugkijken/", reviews.review_plan, name="review_plan"),
        path("leerplan/terugkijken/nu/", reviews.review_look, name="review_look"),
        path("leerplan/terugblik/<uuid:public_id>/", reviews.review_edit, name="review_edit"),
        path(
            "leerplan/terugblik/<uuid:public_id>/verwijderen/",
            reviews.review_delete,
            name="review_delete",
        ),
        path("leerplan/voorstel/<uuid:public_id>/", proposals.proposal_take, name="proposal_take"),
        path(
            "leerplan/voorstel/<uuid:public_id>/laten-gaan/",
            proposals.proposal_let_go,
            name="proposal_let_go",
        ),
        path(
            "leerplan/voorstel/<uuid:public_id>/terughalen/",
            proposals.proposal_bring_back,
            name="proposal_bring_back",
        ),
        path(
            "leerplan/voorstel/<uuid:public_id>/verwijderen/",
            proposals.proposal_delete,
            name="proposal_delete",
        ),
        path("leerplan/nieuw-plan/", earlier_plans.plan_next, name="plan_next"),
        path("leerplan/eerder/", earlier_plans.earlier_plans, name="earlier_plans"),
        path("leerplan/eerder/<uuid:public_id>/", earlier_plans.earlier_plan, name="earlier_plan"),
        path(
            "leerplan/eerder/<uuid:public_id>/verder/",
            earlier_plans.plan_go_back,
            name="plan_go_back",
        ),
        path(
            "leerplan/eerder/<uuid:public_id>/verwijderen/",
            earlier_plans.plan_delete,
            name="plan_delete",
        ),
        path("leerplan/zelfscan/", scans.scan_list, name="scans"),
        path("leerplan/zelfscan/nieuw/", scans.scan_start, name="scan_start"),
        path("leerplan/zelfscan/<uuid:public_id>/", scans.scan, name="scan"),
        path(
            "leerplan/zelfscan/<uuid:public_id>/<int:number>/",
            scans.scan_place,
            name="scan_place",
        ),
        path("leerplan/zelfscan/<uuid:public_id>/klaar/", scans.scan_finish, name="scan_finish"),
        path("leerplan/zelfscan/<uuid:public_id>/verder/", scans.scan_reopen, name="scan_reopen"),
        path(
            "leerplan/zelfscan/<uuid:public_id>/verwijderen/",
            scans.scan_delete,
            name="scan_delete",
        ),
        path("portfolio/", activities.activities, name="activities"),
        path("portfolio/activiteit/nieuw/", capture.activity_new, name="activity_new"),
        path(
            "portfolio/activiteit/<uuid:public_id>/", activities.activity_edit, name="activity_edit"
        ),
        path(
            "portfolio/activiteit/<uuid:public_id>/bewaard/",
            activities.activity_saved,
            name="activity_saved",
        ),
        path(
            "portfolio/activiteit/<uuid:public_id>/verwijderen/",
            activities.activity_delete,
            name="activity_delete",
        ),
        path(
            "portfolio/activiteit/<uuid:public_id>/nog-een-keer/",
            activities.activity_repeat,
            name="activity_repeat",
        ),
        path("portfolio/weggegooid/", bin.bin, name="bin"),
        path("portfolio/weggegooid/wissen/", bin.bin_empty, name="bin_empty"),
        path("portfolio/weggegooid/keuze/", bin.bin_choose, name="bin_choose"),
        path(
            "portfolio/weggegooid/<uuid:public_id>/terugzetten/",
            bin.bin_put_back,
            name="bin_put_back",
        ),
        path("portfolio/verhalen/", stories.story_list, name="story_list"),
        path("portfolio/verhaal/nieuw/", stories.story_start, name="story_start"),
        path(
            "portfolio/verhaal/nieuw/<uuid:public_id>/",
            stories.story_start,
            name="story_start_about",
        ),
        path("portfolio/verhaal/<uuid:public_id>/", stories.story_read, name="story_read"),
        path(
            "portfolio/verhaal/<uuid:public_id>/schrijven/", stories.story_edit, name="story_edit"
        ),
        path(
            "portfolio/verhaal/<uuid:public_id>/bewaren/",
            stories.story_autosave,
            name="story_autosave",
        ),
        path(
            "portfolio/verhaal/<uuid:public_id>/eerder/",
            stories.story_versions,
            name="story_versions",
        ),
        path(
            "portfolio/verhaal/<uuid:public_id>/eerder/<int:number>/",
            stories.story_version,
            name="story_version",
        ),
        path(
            "portfolio/verhaal/<uuid:public_id>/eerder/<int:number>/terugzetten/",
            stories.story_version_put_back,
            name="story_version_put_back",
        ),
        path(
            "portfolio/verhaal/<uuid:public_id>/verwijderen/",
            stories.story_delete,
            name="story_delete",
        ),
        path("portfolio/bestanden/", evidence.evidence_list, name="evidence_list"),
        path(
            "portfolio/activiteit/<uuid:public_id>/bestanden/",
            evidence.activity_evidence,
            name="activity_evidence",
        ),
        path(
            "portfolio/verhaal/<uuid:public_id>/bestanden/",
            evidence.story_evidence,
            name="story_evidence",
        ),
        path("portfolio/bestand/<uuid:public_id>/", evidence.evidence, name="evidence"),
        path(
            "portfolio/bestand/<uuid:public_id>/vervangen/",
            evidence.evidence_replace,
            name="evidence_replace",
        ),
        path(
            "portfolio/bestand/<uuid:public_id>/verwijderen/",
            evidence.evidence_delete,
            name="evidence_delete",
        ),
        path(
            "portfolio/bestand/<uuid:public_id>/downloaden/",
            evidence.evidence_file,
            name="evidence_file",
        ),
        path(
            "portfolio/bestand/<uuid:public_id>/voorbeeld/",
            evidence.evidence_preview,
            name="evidence_preview",
        ),
        path("delen/", shares.shares, name="shares"),
        path("delen/nieuw/", shares.share_new, name="share_new"),
        path("delen/<uuid:public_id>/", shares.share, name="share"),
        path("delen/<uuid:public_id>/intrekken/", shares.share_withdraw, name="share_withdraw"),
        path(
            "delen/<uuid:public_id>/reactie/<uuid:item_id>/",
            shares.share_comment,
            name="share_comment",
        ),
        path(
            "delen/reactie/<uuid:public_id>/verwijderen/",
            shared.share_comment_delete,
            name="share_comment_delete",
        ),
        path("met-mij-gedeeld/", shared.shared_with_me, name="shared_with_me"),
        path("met-mij-gedeeld/<uuid:public_id>/", shared.shared, name="shared"),
        path(
            "met-mij-gedeeld/<uuid:public_id>/reactie/<uuid:item_id>/",
            shared.shared_comment,
            name="shared_comment",
        ),
        path("portfolio/verhaal/<uuid:public_id>/meekijken/", peers.peer_ask, name="peer_ask"),
        path("meekijken/<uuid:public_id>/antwoord/", peers.peer_answer, name="peer_answer"),
        path("meekijken/<uuid:public_id>/regel/", peers.peer_line, name="peer_line"),
        path(
            "meekijken/<uuid:public_id>/activiteit/",
            peers.peer_to_activity,
            name="peer_to_activity",
        ),
        path("wie-keek/", shares.who_looked, name="who_looked"),
    ],
    "dossier",
)
# By a link in a mail, without an account.
guests = (
    [
        path("<str:token>/", shared.door, name="door"),
        path("<str:token>/code/", shared.code, name="code"),
        path("<str:token>/klaar/", shared.close, name="close"),
        path("<str:token>/meekijken/", peers.guest_answer, name="peer_answer"),
        path("<str:token>/regel/", peers.guest_line, name="peer_line"),
        path("<str:token>/reactie/<uuid:item_id>/", shared.comment, name="comment"),
        path(
            "<str:token>/reactie/<uuid:public_id>/verwijderen/",
            shared.comment_delete,
            name="comment_delete",
        ),
    ],
    "shared",
)
together = (
    [
        path("intervisie/", sessions.sessions, name="sessions"),
        path("intervisie/groep/nieuw/", groups.group_new, name="group_new"),
        path("intervisie/groep/<uuid:public_id>/", groups.group, name="group"),
        path(
            "intervisie/groep/<uuid:public_id>/uitnodigen/",
            groups.group_invite,
            name="group_invite",
        ),
        path(
            "intervisie/groep/<uuid:public_id>/intrekken/",
            groups.group_take_back,
            name="group_take_back",
        ),
        path("intervisie/groep/<uuid:public_id>/verlaten/", groups.group_leave, name="group_leave"),
        path(
            "intervisie/groep/<uuid:public_id>/begeleider/",
            groups.group_hand_over,
            name="group_hand_over",
        ),
        path("intervisie/groep/<uuid:public_id>/rust/", groups.group_pause, name="group_pause"),
        path("intervisie/groep/<uuid:public_id>/verder/", groups.group_go_on, name="group_go_on"),
        path("intervisie/groep/<uuid:public_id>/stoppen/", groups.group_end, name="group_end"),
        path("intervisie/groep/<uuid:public_id>/splitsen/", groups.group_split, name="group_split"),
        path(
            "intervisie/groep/<uuid:public_id>/plannen/",
            meetings.meeting_new,
            name="meeting_new",
        ),
        path("afspraak/<uuid:public_id>/", meetings.meeting, name="meeting"),
        path("afspraak/<uuid:public_id>/wanneer/", meetings.meeting_answer, name="meeting_answer"),
        path("afspraak/<uuid:public_id>/kiezen/", meetings.meeting_choose, name="meeting_choose"),
        path("afspraak/<uuid:public_id>/verzetten/", meetings.meeting_move, name="meeting_move"),
        path("afspraak/<uuid:public_id>/afzeggen/", meetings.meeting_cancel, name="meeting_cancel"),
        path("intervisie/zoeken/", finder.finder, name="finder"),
        path("intervisie/zoeken/<uuid:public_id>/", finder.place_ask, name="place_ask"),
        path("intervisie/vraag/<uuid:public_id>/", finder.request_answer, name="request_answer"),
        path("intervisie/groep/<uuid:public_id>/oproep/", finder.notice_edit, name="notice_edit"),
        path("feedback/", feedback.feedback_list, name="feedback_list"),
        path("feedback/nieuw/", feedback.feedback_new, name="feedback_new"),
        path("feedback/<uuid:public_id>/", feedback.feedback, name="feedback"),
        path("feedback/<uuid:public_id>/link/", feedback.feedback_link, name="feedback_link"),
        path("feedback/<uuid:public_id>/kaarten/", feedback.feedback_cards, name="feedback_cards"),
        path("feedback/<uuid:public_id>/sluiten/", feedback.feedback_close, name="feedback_close"),
        path(
            "feedback/<uuid:public_id>/verwijderen/",
            feedback.feedback_delete,
            name="feedback_delete",
        ),
        path(
            "feedback/<uuid:public_id>/<slug:handle>/weg/",
            feedback.feedback_set_aside,
            name="feedback_set_aside",
        ),
        path(
            "feedback/<uuid:public_id>/<slug:handle>/verhaal/",
            feedback_to_story,
            name="feedback_to_story",
        ),
        path("mentoren/", mentors.mentors, name="mentors"),
        path("mentoren/aanbod/", mentors.mentor_offer, name="mentor_offer"),
        path("mentoren/vragen/<uuid:public_id>/", mentors.mentor_ask, name="mentor_ask"),
        path("mentor/<uuid:public_id>/", mentors.mentorship, name="mentorship"),
        path(
            "mentor/<uuid:public_id>/antwoord/", mentors.mentorship_answer, name="mentorship_answer"
        ),
        path(
            "mentor/<uuid:public_id>/intrekken/",
            mentors.mentorship_withdraw,
            name="mentorship_withdraw",
        ),
        path(
            "mentor/<uuid:public_id>/afspraken/",
            mentors.mentorship_agreements,
            name="mentorship_agreements",
        ),
        path("mentor/<uuid:public_id>/afronden/", mentors.mentorship_end, name="mentorship_end"),
        path("mentor/<uuid:public_id>/plannen/", mentors.mentorship_meet, name="mentorship_meet"),
        path("mentor/<uuid:public_id>/proefgesprek/", mentors.rehearsal, name="rehearsal"),
        path("mentor/<uuid:public_id>/jaargesprek/", mentors.yearly, name="yearly"),
        path("mentor/<uuid:public_id>/delen/", share_with_mentor, name="share_with_mentor"),
        path(
            "mentor/<uuid:public_id>/activiteit/",
            mentoring_to_activity,
            name="mentoring_to_activity",
        ),
        path("meekijken-op-het-werk/", visits.visits, name="visits"),
        path("meekijken-op-het-werk/vragen/", visits.visit_ask, name="visit_ask"),
        path("meekijken-op-het-werk/<uuid:public_id>/", visits.visit, name="visit"),
        path(
            "meekijken-op-het-werk/<uuid:public_id>/antwoord/",
            visits.visit_answer,
            name="visit_answer",
        ),
        path(
            "meekijken-op-het-werk/<uuid:public_id>/intrekken/",
            visits.visit_withdraw,
            name="visit_withdraw",
        ),
        path(
            "meekijken-op-het-werk/<uuid:public_id>/afzeggen/",
            visits.visit_call_off,
            name="visit_call_off",
        ),
        path(
            "meekijken-op-het-werk/<uuid:public_id>/activiteit/",
            visit_to_activity,
            name="visit_to_activity",
        ),
        path("intervisie/manieren/", methods.methods, name="methods"),
        path("intervisie/manieren/<slug:code>/", methods.method, name="method"),
        path(
            "intervisie/manieren/<slug:code>/scherm/", methods.method_screen, name="method_screen"
        ),
        path(
            "intervisie/groep/<uuid:public_id>/bijeenkomst/",
            sessions.session_new,
            name="session_new",
        ),
        path(
            "intervisie/uitnodiging/<uuid:public_id>/",
            groups.invitation_answer,
            name="invitation_answer",
        ),
        path("intervisie/<uuid:public_id>/", sessions.session, name="session"),
        path("intervisie/<uuid:public_id>/aanpassen/", sessions.session_edit, name="session_edit"),
        path(
            "intervisie/<uuid:public_id>/aanwezig/",
            sessions.session_presence,
            name="session_presence",
        ),
        path("intervisie/<uuid:public_id>/regel/", sessions.session_line, name="session_line"),
        path("intervisie/<uuid:public_id>/verhaal/", line_to_story, name="line_to_story"),
    ],
    "together",
)
# By a card or a link, without an account; and the desk, when somebody says it is not used well.
cards_of_feedback = (
    [
        path("weghalen/", cards.withdraw, name="withdraw"),
        path("<str:token>/", cards.card, name="card"),
        path("<str:token>/melden/", cards.report, name="report"),
    ],
    "feedback",
)
desk = (
    [
        path("feedback/", feedback.reports, name="reports"),
        path("feedback/<uuid:public_id>/", feedback.report_handle, name="report_handle"),
    ],
    "desk_feedback",
)
knowledge = (
    [
        path("", method_cards.card_list, name="cards"),
        path("kaart/<uuid:public_id>/", method_cards.card, name="card"),
        path("kaart/<uuid:public_id>/versies/", method_cards.card_versions, name="card_versions"),
        path(
            "kaart/<uuid:public_id>/versies/<int:number>/",
            method_cards.card_version,
            name="card_version",
        ),
        path("kaart/<uuid:public_id>/reactie/", method_cards.comment, name="comment"),
        path(
            "reactie/<uuid:public_id>/weghalen/",
            method_cards.comment_delete,
            name="comment_delete",
        ),
        path("regel/<uuid:public_id>/weghalen/", method_cards.use_delete, name="use_delete"),
        path("kaart/<uuid:public_id>/nieuw/", method_cards.card_revise, name="card_revise"),
        path("kaart/<uuid:public_id>/klopt/", method_cards.card_look_again, name="card_look_again"),
        path(
            "kaart/<uuid:public_id>/terugtrekken/",
            method_cards.card_withdraw,
            name="card_withdraw",
        ),
        path("literatuur/", literature_views.literature_list, name="literature"),
        path("literatuur/nieuw/", literature_views.literature_new, name="literature_new"),
        path(
            "literatuur/<uuid:public_id>/antwoord/",
            literature_views.literature_answer,
            name="literature_answer",
        ),
        path(
            "literatuur/<uuid:public_id>/weghalen/",
            literature_views.literature_delete,
            name="literature_delete",
        ),
        path("melden/<str:sort>/<uuid:public_id>/", report_views.report, name="report"),
        path("meelezen/", method_cards.reading_list, name="reading"),
        path("meelezen/<uuid:public_id>/", drafts.review, name="review"),
        path(
            "meelezen/<uuid:public_id>/teruggeven/",
            drafts.review_give_back,
            name="review_give_back",
        ),
        path("concept/<uuid:public_id>/", drafts.draft, name="draft"),
        path("concept/<uuid:public_id>/schrijven/", drafts.draft_edit, name="draft_edit"),
        path("concept/<uuid:public_id>/vanzelf/", drafts.draft_autosave, name="draft_autosave"),
        path("concept/<uuid:public_id>/vragen/", drafts.draft_send, name="draft_send"),
        path("concept/<uuid:public_id>/terug/", drafts.draft_take_back, name="draft_take_back"),
        path("concept/<uuid:public_id>/publiceren/", drafts.draft_publish, name="draft_publish"),
        path("concept/<uuid:public_id>/weggooien/", drafts.draft_discard, name="draft_discard"),
        path("concept/<uuid:public_id>/meelezen/", drafts.read_along, name="read_along"),
        path("verhaal/<uuid:public_id>/", story_cards, name="story_cards"),
        path("verhaal/<uuid:public_id>/<uuid:card_id>/", use_new, name="use_new"),
        path("gildes/<uuid:public_id>/kaart/", drafts.card_new, name="card_new"),
        path("gildes/", knowledge_guilds.guild_list, name="guilds"),
        path("gildes/nieuw/", knowledge_guilds.guild_new, name="guild_new"),
        path("gildes/<uuid:public_id>/", knowledge_guilds.guild, name="guild"),
        path("gildes/<uuid:public_id>/meedoen/", knowledge_guilds.guild_join, name="guild_join"),
        path("gildes/<uuid:public_id>/verlaten/", knowledge_guilds.guild_leave, name="guild_leave"),
        path("gildes/<uuid:public_id>/aanpassen/", knowledge_guilds.guild_edit, name="guild_edit"),
        path(
            "gildes/<uuid:public_id>/aanspreekpunt/",
            knowledge_guilds.guild_hand_over,
            name="guild_hand_over",
        ),
        path("gildes/<uuid:public_id>/stoppen/", knowledge_guilds.guild_end, name="guild_end"),
    ],
    "knowledge",
)
agenda = (
    [
        path("", agenda_views.page, name="page"),
        path("cijfers.csv", agenda_views.as_csv, name="csv"),
        path("cijfers.json", agenda_views.as_json, name="json"),
    ],
    "agenda",
)
desk_knowledge = (
    [
        path("kennisbank/", report_views.reports, name="reports"),
        path("kennisbank/<uuid:public_id>/", report_views.report_handle, name="report_handle"),
        path(
            "kennisbank/<str:sort>/<uuid:public_id>/terugzetten/",
            report_views.put_back,
            name="put_back",
        ),
    ],
    "desk_knowledge",
)
desk_themes = (
    [
        path("themas/", themes.themes, name="themes"),
        path("themas/<slug:code>/", themes.theme_edit, name="theme_edit"),
        path("themas/<slug:code>/aanbieden/", themes.theme_put_away, name="theme_put_away"),
    ],
    "desk_themes",
)
portable = (
    [
        path("portfolio/meenemen/", portable_views.overview, name="overview"),
        path("portfolio/meenemen/alles/", portable_views.take_all, name="take_all"),
        path("portfolio/meenemen/keuze/", portable_views.take_some, name="take_some"),
        path("portfolio/meenemen/terugzetten/", portable_views.bring_in, name="bring_in"),
        path("portfolio/meenemen/<uuid:public_id>/", portable_views.transfer, name="transfer"),
        path(
            "portfolio/meenemen/<uuid:public_id>/voortgang/",
            portable_views.transfer_progress,
            name="transfer_progress",
        ),
        path(
            "portfolio/meenemen/<uuid:public_id>/ophalen/",
            portable_views.transfer_take,
            name="transfer_take",
        ),
        path(
            "portfolio/meenemen/<uuid:public_id>/wissen/",
            portable_views.transfer_forget,
            name="transfer_forget",
        ),
    ],
    "portable",
)

courses = (
    [
        path("", my_courses.course_catalogue, name="catalogue"),
        path("aanwezig/", my_courses.attendances, name="attendances"),
        path("verder/<uuid:public_id>/", cohorts.cohort_answer, name="cohort_answer"),
        path("aanwezig/deur/<str:ticket>/", my_courses.at_the_door, name="at_the_door"),
        path(
            "aanwezig/<uuid:public_id>/bewaren/",
            my_courses.attendance_keep,
            name="attendance_keep",
        ),
        path(
            "aanwezig/<uuid:public_id>/vragen/",
            my_courses.attendance_dispute,
            name="attendance_dispute",
        ),
        path(
            "aanwezig/<uuid:public_id>/weg/",
            my_courses.attendance_throw_away,
            name="attendance_throw_away",
        ),
        path(
            "aanwezig/<uuid:public_id>/terug/",
            my_courses.attendance_bring_back,
            name="attendance_bring_back",
        ),
        path(
            "aanwezig/<uuid:public_id>/veranderd/", my_courses.course_answer, name="course_answer"
        ),
        path("docent/", teaching_views.mine, name="teaching"),
        path("docent/<uuid:public_id>/klopt-niet/", teaching_views.deny, name="teaching_deny"),
        path(
            "docent/<uuid:public_id>/toch-wel/",
            teaching_views.take_back,
            name="teaching_take_back",
        ),
        path("vergelijken/", course_views.compare, name="compare"),
        path("moment/<uuid:public_id>/cursus.ics", course_views.run_calendar, name="run_calendar"),
        path("<uuid:public_id>/", course_views.course, name="course"),
        path("<uuid:public_id>/bewaren/", course_views.course_save, name="course_save"),
        path("<uuid:public_id>/brief/", course_views.course_letter, name="course_letter"),
        path("<uuid:public_id>/melden/", course_views.course_report, name="course_report"),
    ],
    "courses",
)
# For who acts for a provider; and what a provider reads before there is an account.
about_providers = [
    path("opleiders/", provider_views.about, name="about_providers"),
    path("deur/<uuid:public_id>/<slug:code>/", list_views.door_open, name="door"),
]
provider = (
    [
        path("", provider_views.home, name="home"),
        path("aanvragen/", provider_views.apply, name="apply"),
        path("<uuid:public_id>/", provider_views.provider, name="provider"),
        path("<uuid:public_id>/antwoord/", provider_views.provider_reply, name="reply"),
        path("<uuid:public_id>/intrekken/", provider_views.provider_withdraw, name="withdraw"),
        path("<uuid:public_id>/aanpassen/", provider_views.provider_edit, name="edit"),
        path("<uuid:public_id>/stoppen/", provider_views.provider_leave, name="leave"),
        path("<uuid:public_id>/uitnodigen/", provider_views.person_invite, name="invite"),
        path("<uuid:public_id>/sleutels/", key_views.keys_of, name="keys"),
        path("<uuid:public_id>/sleutels/nieuw/", key_views.key_new, name="key_new"),
        path("sleutel/<uuid:public_id>/", key_views.key_end, name="key_end"),
        path("<uuid:public_id>/cursus/", running_views.course_new, name="course_new"),
        path(
            "uitnodiging/<uuid:public_id>/terug/",
            provider_views.invitation_take_back,
            name="invitation_take_back",
        ),
        path(
            "uitnodiging/<uuid:public_id>/",
            provider_views.invitation_answer,
            name="invitation_answer",
        ),
        path("collega/<uuid:public_id>/rol/", provider_views.person_role, name="person_role"),
        path("collega/<uuid:public_id>/weg/", provider_views.person_end, name="person_end"),
        path("cursus/<uuid:public_id>/", running_views.course, name="course"),
        path("cursus/<uuid:public_id>/aanpassen/", running_views.course_edit, name="course_edit"),
        path("cursus/<uuid:public_id>/stoppen/", running_views.course_end, name="course_end"),
        path("cursus/<uuid:public_id>/uitvoering/", running_views.run_new, name="run_new"),
        path("uitvoering/<uuid:public_id>/", running_views.run, name="run"),
        path("uitvoering/<uuid:public_id>/aanpassen/", running_views.run_edit, name="run_edit"),
        path("uitvoering/<uuid:public_id>/dag/", running_views.day_add, name="day_add"),
        path(
            "uitvoering/<uuid:public_id>/dag/<int:key>/weg/",
            running_views.day_remove,
            name="day_remove",
        ),
        path(
            "uitvoering/<uuid:public_id>/afzeggen/",
            running_views.run_call_off,
            name="run_call_off",
        ),
        path("uitvoering/<uuid:public_id>/verder/", cohorts.run_cohort, name="run_cohort"),
        path("uitvoering/<uuid:public_id>/aanwezig/", list_views.run_lists, name="run_lists"),
        path("uitvoering/<uuid:public_id>/deur/", list_views.run_door, name="run_door"),
        path(
            "uitvoering/<uuid:public_id>/deur/code/",
            list_views.run_door_code,
            name="run_door_code",
        ),
        path("lijst/<uuid:public_id>/", list_views.attendance_list, name="list"),
        path("lijst/<uuid:public_id>/voortgang/", list_views.list_progress, name="list_progress"),
        path("lijst/<uuid:public_id>/kolommen/", list_views.list_columns, name="list_columns"),
        path("lijst/<uuid:public_id>/rij/<int:number>/", list_views.list_row, name="list_row"),
        path("lijst/<uuid:public_id>/versturen/", list_views.list_send, name="list_send"),
        path("lijst/<uuid:public_id>/weggooien/", list_views.list_discard, name="list_discard"),
        path("<uuid:public_id>/vragen/", list_views.disputes, name="disputes"),
        path("vraag/<uuid:public_id>/", list_views.dispute_answer, name="dispute_answer"),
    ],
    "provider",
)
desk_courses = (
    [
        path("opleiders/", course_desk.provider_list, name="providers"),
        path("opleiders/<uuid:public_id>/", course_desk.provider, name="provider"),
        path("opleiders/<uuid:public_id>/vragen/", course_desk.provider_ask, name="provider_ask"),
        path(
            "opleiders/<uuid:public_id>/toelaten/",
            course_desk.provider_accept,
            name="provider_accept",
        ),
        path(
            "opleiders/<uuid:public_id>/afwijzen/",
            course_desk.provider_refuse,
            name="provider_refuse",
        ),
        path(
            "opleiders/<uuid:public_id>/stoppen/",
            course_desk.provider_stop,
            name="provider_stop",
        ),
        path("cursussen/", course_desk.course_list, name="courses"),
        path("cursussen/aanbod/", gap_views.page, name="gaps"),
        path("docenten/<uuid:public_id>/", teaching_views.settle, name="teacher_denial"),
        path("cursussen/<uuid:public_id>/gezien/", course_desk.course_seen, name="course_seen"),
        path("cursussen/<uuid:public_id>/verbergen/", course_desk.course_hide, name="course_hide"),
        path(
            "cursussen/<uuid:public_id>/terug/",
            course_desk.course_put_back,
            name="course_put_back",
        ),
    ],
    "desk_courses",
)
