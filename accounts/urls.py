"""Addresses of accounts, by who comes there."""

from django.urls import path

from accounts.views import beginning as beginning_views
from accounts.views import desk as desk_views
from accounts.views import factors as factor_views
from accounts.views import mine as my_views
from accounts.views import post as post_views
from accounts.views import recovery as recovery_views
from accounts.views import roles as role_views
from accounts.views import sessions as session_views
from accounts.views import single_sign_on as employer_views

mine = (
    [
        path("gegevens/", my_views.me, name="me"),
        path("gegevens/gebeurd/", my_views.happened, name="happened"),
        path("rollen/", role_views.my_roles, name="roles"),
        path("rollen/<int:pk>/teruggeven/", role_views.role_give_back, name="role_give_back"),
        path("gegevens/werkgever/", employer_views.mine, name="single_sign_on"),
        path("gegevens/werkgever/koppelen/", employer_views.link, name="single_sign_on_link"),
        path(
            "gegevens/werkgever/<int:pk>/loskoppelen/",
            employer_views.unlink,
            name="single_sign_on_unlink",
        ),
        path("berichten/", my_views.letters, name="letters"),
        path("berichten/<uuid:public_id>/", my_views.letter, name="letter"),
        path("berichten/<uuid:public_id>/pdf/", my_views.letter_paper, name="letter_paper"),
        path("berichten/per-mail/", post_views.wanted, name="mail_wanted"),
        path("berichten/adres-klopt/", post_views.address_works, name="address_works"),
        path("sessies/", session_views.session_list, name="sessions"),
        path("sessies/<int:pk>/beeindigen/", session_views.session_end, name="session_end"),
        path("sessies/andere/", session_views.session_end_others, name="session_end_others"),
        path("sessie/over/", session_views.session_left, name="session_left"),
        path("sessie/verlengen/", session_views.session_extend, name="session_extend"),
    ],
    "accounts",
)
post = (
    [
        path("terug/", post_views.came_back, name="came_back"),
        path("uit/<str:token>/", post_views.off, name="off"),
    ],
    "post",
)
single_sign_on = (
    [
        path("", employer_views.choose, name="choose"),
        path("<slug:provider_id>/terug/", employer_views.callback, name="callback"),
    ],
    "single_sign_on",
)
desk = (
    [
        path("achtergrondwerk/", desk_views.jobs, name="jobs"),
        path("achtergrondwerk/<int:pk>/opnieuw/", desk_views.job_retry, name="job_retry"),
        path("achtergrondwerk/bestanden/", desk_views.files_again, name="files_again"),
        path("herstel/", recovery_views.resets, name="resets"),
        path("herstel/<uuid:public_id>/", recovery_views.reset, name="reset"),
        path("herstel/<uuid:public_id>/gezien/", recovery_views.reset_check, name="reset_check"),
        path("herstel/<uuid:public_id>/goed/", recovery_views.reset_approve, name="reset_approve"),
        path("herstel/<uuid:public_id>/stoppen/", recovery_views.reset_stop, name="reset_stop"),
        path("rollen/", role_views.roles, name="roles"),
        path("rollen/<uuid:public_id>/", role_views.role_propose, name="role_propose"),
        path("rollen/einde/<int:pk>/", role_views.role_end, name="role_end"),
        path("rollen/voorstel/<uuid:public_id>/ja/", role_views.role_confirm, name="role_confirm"),
        path("rollen/voorstel/<uuid:public_id>/nee/", role_views.role_decline, name="role_decline"),
        path(
            "rollen/voorstel/<uuid:public_id>/intrekken/",
            role_views.role_withdraw,
            name="role_withdraw",
        ),
    ],
    "desk_accounts",
)
recovery = (
    [
        path("telefoon-kwijt/", recovery_views.lost, name="lost"),
        path("telefoon-kwijt/vragen/", recovery_views.ask, name="ask"),
        path("telefoon-kwijt/stoppen/<str:token>/", recovery_views.stop, name="stop"),
    ],
    "recovery",
)
beginning = (
    [path("<str:token>/", beginning_views.administrator, name="administrator")],
    "beginning",
)
# Before allauth's own, which have the same names.
factors = [
    path("authenticate/", factor_views.second_step, name="mfa_authenticate"),
    path("totp/activate/", factor_views.activate_app, name="mfa_activate_totp"),
    path("recovery-codes/", factor_views.view_codes, name="mfa_view_recovery_codes"),
    path("webauthn/login/", factor_views.login_with_passkey, name="mfa_login_webauthn"),
    path("webauthn/add/", factor_views.add_passkey, name="mfa_add_webauthn"),
    path("webauthn/keys/<int:pk>/remove/", factor_views.remove_passkey, name="mfa_remove_webauthn"),
]
