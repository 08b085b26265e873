"""Addresses of accounts, by who comes there."""

from django.urls import path

from accounts.views import desk as desk_views
from accounts.views import mine as my_views

mine = (
    [
        path("gegevens/", my_views.me, name="me"),
        path("berichten/", my_views.letters, name="letters"),
        path("berichten/<uuid:public_id>/", my_views.letter, name="letter"),
    ],
    "accounts",
)
desk = (
    [
        path("achtergrondwerk/", desk_views.jobs, name="jobs"),
        path("achtergrondwerk/<int:pk>/opnieuw/", desk_views.job_retry, name="job_retry"),
    ],
    "desk_accounts",
)
