"""The public texts, and the small files that machines ask for."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from accounts.access import public
from config.views.retention import processing
from kit import clock, contact
from register.models import PublicText
from register.views import public_texts

app_name = "pages"
TEXTS = ("about", "help", "privacy", "processing", "accessibility", "disclosure")
PRIVATE_PREFIXES = ("/mijn/", "/assessor/", "/desk/", "/commissie/", "/account/")
PERSONAL_PREFIXES = (
    "/r/",
    "/controle/",
    "/certificaat/",
    "/gedeeld/",
)  # about a person: not in a search engine


def text(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, f"pages/{name}.html", {"contact": contact.of_register()})


@public("says what a registration means")
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return text(request, "about")


@public("help, contact, complaint and objection")
@require_safe
def help(request: HttpRequest) -> HttpResponse:
    return text(request, "help")


@public("privacy statement")
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return text(request, "privacy")


@public("accessibility statement")
@require_safe
def accessibility(request: HttpRequest) -> HttpResponseBase:
    return public_texts.text(request, PublicText.Page.ACCESSIBILITY)


@public("how to report a vulnerability")
@require_safe
def disclosure(request: HttpRequest) -> HttpResponse:
    return text(request, "disclosure")


@public("RFC 9116")
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where a researcher reports a vulnerability; expires within a year, as RFC 9116 advises."""
    expires = clock.now().replace(microsecond=0) + timedelta(days=180)
    lines = [
        f"Contact: mailto:{contact.of_register().mail}",
        f"Expires: {expires.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.BASE_URL}{reverse('pages:security_txt')}",
        f"Policy: {settings.BASE_URL}{reverse('pages:disclosure')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public("for a phone that puts the portal on its first screen")
@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """The portal as an app: it opens at the overview, and one press away an activity is kept."""
    facts = {
        "name": "Register Klantmanagers",
        "short_name": "Register",
        "lang": "nl",
        "start_url": reverse("home"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#f8f5ee",
        "theme_color": "#ffffff",
        "icons": [
            app_icon("app-192.png", 192, "any"),
            app_icon("app-512.png", 512, "any"),
            app_icon("app-maskable-512.png", 512, "maskable"),
        ],
        "shortcuts": [
            {"name": "Activiteit toevoegen", "url": reverse("dossier:activity_new")},
            {"name": "Je portfolio", "url": reverse("dossier:activities")},
        ],
    }
    return JsonResponse(facts, content_type="application/manifest+json")


def app_icon(name: str, side: int, purpose: str) -> dict[str, str]:
    return {
        "src": static(f"img/{name}"),
        "sizes": f"{side}x{side}",
        "type": "image/png",
        "purpose": purpose,
    }


@public("for search engines")
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [f"Disallow: {prefix}" for prefix in PERSONAL_PREFIXES + PRIVATE_PREFIXES]
    lines += ["", f"Sitemap: {settings.BASE_URL}{reverse('pages:sitemap')}"]
    return HttpResponse("\n".join(["User-agent: *", *lines, ""]), content_type="text/plain")


@public("for search engines: the texts about the register, never a person")
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    names = (
        "register:search",
        "register:profession",
        *map("pages:{}".format, TEXTS),
    )
    groups = public_texts.others("")
    found = [*map(reverse, names), *(address for _, address in groups)]
    places = "".join(f"<url><loc>{settings.BASE_URL}{address}</loc></url>" for address in found)
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    content = f'{head}<urlset xmlns="{space}">{places}</urlset>'
    return HttpResponse(content, content_type="application/xml; charset=utf-8")


urlpatterns = [
    path("over-registratie/", about, name="about"),
    path("hulp/", help, name="help"),
    path("privacy/", privacy, name="privacy"),
    path("verwerkingen/", processing, name="processing"),
    path("toegankelijkheid/", accessibility, name="accessibility"),
    path("kwetsbaarheid-melden/", disclosure, name="disclosure"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("app.webmanifest", manifest, name="manifest"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
]
