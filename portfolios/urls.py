"""Addresses of the dossier and of learning together."""

from django.urls import path

from portfolios.dossier.views import activities, plan, shared, shares, stories
from portfolios.together.views import groups, sessions

mine = (
    [
        path("leerplan/", plan.plan, name="plan"),
        path("leerplan/nieuw/", plan.goal_new, name="goal_new"),
        path("leerplan/<uuid:public_id>/", plan.goal_edit, name="goal_edit"),
        path("leerplan/<uuid:public_id>/opzij/", plan.goal_set_aside, name="goal_set_aside"),
        path("leerplan/<uuid:public_id>/oppakken/", plan.goal_take_up, name="goal_take_up"),
        path("portfolio/", activities.activities, name="activities"),
        path("portfolio/activiteit/nieuw/", activities.activity_new, name="activity_new"),
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
            "portfolio/verhaal/<uuid:public_id>/verwijderen/",
            stories.story_delete,
            name="story_delete",
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
        path("intervisie/groep/<uuid:public_id>/verlaten/", groups.group_leave, name="group_leave"),
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
        path(
            "intervisie/<uuid:public_id>/aanwezig/",
            sessions.session_presence,
            name="session_presence",
        ),
        path("intervisie/<uuid:public_id>/regel/", sessions.session_line, name="session_line"),
    ],
    "together",
)
