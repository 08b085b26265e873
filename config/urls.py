"""All addresses, in Dutch. Each app names its own; this file says where they hang."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

import accounts.urls
import accreditation.urls
import portfolios.urls
import register.api.urls
import register.urls
from config.views import (
    acts,
    figures,
    health,
    home,
    letters,
    pages,
    paper_letters,
    reading,
    retention,
    timeline,
    wordings,
)

handler400 = "config.errors.handler400"
handler403 = "config.errors.handler403"
handler404 = "config.errors.handler404"
handler429 = "config.errors.handler429"
handler500 = "config.errors.handler500"

desk = [
    path("", home.desk_home, name="home"),
    path("cijfers/", figures.figures, name="figures"),
    path("toestand/", health.show, name="condition"),
    path("bewaartermijnen/", retention.terms, name="retention"),
    path("cijfers/uit/", figures.figures_out, name="figures_out"),
    path("handelingen/", acts.acts, name="acts"),
    path("handelingen/uit/", acts.acts_out, name="acts_out"),
    path("handelingen/van/", acts.acts_find, name="acts_find"),
    path("handelingen/<uuid:public_id>/", acts.acts_of, name="acts_of"),
    path("handelingen/<uuid:public_id>/uit/", acts.acts_of_out, name="acts_of_out"),
    path("brieven/", letters.letters, name="letters"),
    path("post/", paper_letters.paper_letters, name="paper_letters"),
    path("post/printen/", paper_letters.paper_print, name="paper_print"),
    path("post/<uuid:public_id>/adres/", paper_letters.paper_address, name="paper_address"),
    path("post/<uuid:public_id>/gepost/", paper_letters.paper_posted, name="paper_posted"),
    path("post/<uuid:public_id>/terug/", paper_letters.paper_take_back, name="paper_take_back"),
    path("brieven/<slug:app>/<slug:name>/", letters.letter, name="letter"),
    path("brieven/<slug:app>/<slug:name>/mail/", letters.letter_mail, name="letter_mail"),
    path("brieven/<slug:app>/<slug:name>/papier/", letters.letter_paper, name="letter_paper"),
    path("brieven/<slug:app>/<slug:name>/tekst/", wordings.letter_words, name="letter_words"),
    path(
        "brieven/<slug:app>/<slug:name>/tekst/<int:number>/",
        wordings.letter_version,
        name="letter_version",
    ),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(register.urls.public)),
    path("", include((pages.urlpatterns, pages.app_name))),
    path("", include(accreditation.urls.public)),
    path("account/", include("allauth.account.urls")),
    path("account/", include(accounts.urls.recovery)),
    path("account/eerste-beheerder/", include(accounts.urls.beginning)),
    path("account/2fa/", include(accounts.urls.factors)),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("post/", include(accounts.urls.post)),
    path("account/werkgever/", include(accounts.urls.single_sign_on)),
    path("mijn/", home.home, name="home"),
    path("mijn/begin/", home.start, name="start"),
    path("mijn/wie-leest-wat/", reading.who_reads, name="who_reads"),
    path("mijn/portfolio/tijdlijn/", timeline.timeline, name="timeline"),
    path("mijn/portfolio/tijdlijn/<int:year>/", timeline.timeline, name="timeline_of_year"),
    path("mijn/", include(accounts.urls.mine)),
    path("mijn/", include(register.urls.mine)),
    path("mijn/", include(portfolios.urls.mine)),
    path("mijn/", include(portfolios.urls.portable)),
    path("mijn/", include(portfolios.urls.together)),
    path("mijn/kennis/", include(portfolios.urls.knowledge)),
    path("mijn/cursussen/", include(portfolios.urls.courses)),
    path("", include((portfolios.urls.about_providers, "providers"))),
    path("opleider/", include(portfolios.urls.provider)),
    path("opleider/", include(accreditation.urls.programmes)),
    path("beoordelen/", include(accreditation.urls.programme_reader)),
    path("profagenda/", include(portfolios.urls.agenda)),
    path("gedeeld/", include(portfolios.urls.guests)),
    path("kaart/", include(portfolios.urls.cards_of_feedback)),
    path("desk/", include(portfolios.urls.desk)),
    path("desk/", include(portfolios.urls.desk_themes)),
    path("desk/", include(portfolios.urls.desk_knowledge)),
    path("desk/", include(portfolios.urls.desk_courses)),
    path("mijn/", include(accreditation.urls.mine)),
    path("organisatie/", include(register.urls.organisation)),
    path("agenda/", include(accreditation.urls.feeds)),
    path("assessor/", include(accreditation.urls.assessor)),
    path("lezer/", include(accreditation.urls.reader)),
    path("desk/", include((desk, "desk"))),
    path("desk/", include(accounts.urls.desk)),
    path("desk/", include(register.urls.desk)),
    path("desk/", include(accreditation.urls.desk)),
    path("desk/", include(accreditation.urls.desk_programmes)),
    path("zetel/", include(register.urls.seat)),
    path("commissie/", include(accreditation.urls.committee)),
    path("commissie/", include(accreditation.urls.programme_committee)),
    path("commissie/", include(register.urls.committee)),
    path("api/v1/", include(register.api.urls.v1)),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
]

if settings.DEMO or settings.TESTING:
    urlpatterns += [path("demo/klok/", home.demo_clock, name="demo_clock")]
if settings.DEBUG or settings.TESTING:
    from config.views import styleguide

    urlpatterns += [path("stijlgids/", styleguide.styleguide, name="styleguide")]
