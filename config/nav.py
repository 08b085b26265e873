"""The header: which menu a page has, and which places of work the person may go to.

Everything is data; a name of an address that does not exist is an error.
"""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject


@dataclass(frozen=True)
class Area:
    prefix: str
    label: str
    subtitle: str
    items: tuple[tuple[str, str], ...]  # label, name of the address; the first is the start


PUBLIC = Area(
    "/",
    "Openbaar register",
    "Landelijk beroepsregister",
    (
        ("Register", "register:search"),
        ("Over registratie", "pages:about"),
        ("Certificaat controleren", "register:verify"),
    ),
)
MINE = Area(
    "/mijn/",
    "Mijn registratie",
    "Mijn registratie",
    (
        ("Overzicht", "home"),
        ("Leerplan", "dossier:plan"),
        ("Portfolio", "dossier:activities"),
        ("Intervisie", "together:sessions"),
        ("Gesprek", "cycle:mine"),
        ("Berichten", "accounts:letters"),
    ),
)
# For who acts for a provider: no role of the register, so the menu has it on its own pages only.
PROVIDER = Area(
    "/opleider/",
    "Opleider",
    "Voor opleiders",
    (("Opleiders", "provider:home"), ("Cursussen", "courses:catalogue")),
)
# For who was asked to read a request about a programme, as assessor or in the committee.
READING = Area(
    "/beoordelen/",
    "Opleidingen lezen",
    "Opleidingen lezen",
    (("Om te lezen", "programme_reader:home"),),
)
# Role of the person: the area that belongs to it.
BY_ROLE = {
    "assessor": Area(
        "/assessor/",
        "Gesprekken als assessor",
        "Voor assessoren",
        (
            ("Gesprekken", "assessing:agenda"),
            ("Momenten", "assessing:slots"),
            ("Dossiers", "assessing:cases"),
            ("Mijn profiel", "assessing:profile"),
        ),
    ),
    "desk": Area(
        "/desk/",
        "Bureau van het register",
        "Voor registermedewerkers",
        (
            ("Vandaag", "desk:home"),
            ("Mensen", "desk_register:people"),
            ("Aanmeldingen", "desk_register:applications"),
            ("Gesprekken", "desk_accreditation:planning"),
            ("Zaken", "desk_register:cases"),
            ("Uitgave", "desk_register:edition"),
        ),  # the other pages of the desk are linked from its first
    ),
    "administrator": Area(  # shares pages with the desk, but has none of its own work
        "/desk/",
        "Beheer",
        "Voor beheerders",
        (
            ("Rollen", "desk_accounts:roles"),
            ("Werkgevers", "desk_register:organisation_logins"),
            ("Herstel", "desk_accounts:resets"),
            ("Toestand", "desk:condition"),
            ("Handelingen", "desk:acts"),
            ("Bewaartermijnen", "desk:retention"),
        ),
    ),
    "committee": Area(
        "/commissie/",
        "Registercommissie",
        "Voor de registercommissie",
        (("Zaken", "committee:cases"),),
    ),
    "reader": Area(
        "/lezer/",
        "Meelezen",
        "Voor kwaliteitslezers",
        (("Verslagen", "reader:home"),),
    ),
    "seat": Area(
        "/zetel/",
        "Beroepszetel",
        "Voor de beroepszetels",
        (("Voorstellen", "seat:home"),),
    ),
}
PORTAL = (MINE, PROVIDER, READING, *BY_ROLE.values())


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    current: str = ""  # the value of aria-current


@dataclass(frozen=True)
class Nav:
    subtitle: str
    home: str
    items: list[Link]
    areas: list[Link] = field(default_factory=list)
    account_label: str = ""


def area_of(path: str, roles: Any = ()) -> Area:
    """Where the page is; of areas that share their pages the one of a role that is held."""
    there = [area for area in PORTAL if path.startswith(area.prefix)]
    held = [area for role, area in BY_ROLE.items() if area in there and role in roles]
    return next(iter([*held, *there]), PUBLIC)


def menu(area: Area, path: str) -> list[Link]:
    """The items of an area; "page" is this page, "true" is the part this page belongs to."""
    links = []
    for label, name in area.items:
        url = reverse(name)
        inside = path.startswith(url) and url != area.prefix
        links.append(Link(label, url, "page" if path == url else "true" if inside else ""))
    return links


def places(roles: Any, here: Area) -> list[Link]:
    """The areas a person may go to: the register, the own registration, and one for each role."""
    areas = [PUBLIC, MINE, *(area for role, area in BY_ROLE.items() if role in roles)]
    if here is PROVIDER:
        areas.append(here)
    return [
        Link(area.label, reverse(area.items[0][1]), "true" if area is here else "")
        for area in areas
    ]


def nav_for(request: HttpRequest) -> Nav:
    area = area_of(request.path, getattr(request, "roles", ()))
    # A page that refuses a request can be made before anyone knows who is asking.
    user = getattr(request, "user", None)
    if not (user and user.is_authenticated):
        user = None
    return Nav(
        subtitle=area.subtitle,
        home=reverse(area.items[0][1]),
        items=menu(area, request.path),
        areas=places(getattr(request, "roles", ()), area) if user else [],
        account_label=user.name if user else "",
    )


def site(request: HttpRequest) -> dict[str, Any]:
    """What every page knows; the menu is made only when a whole page is drawn."""
    return {"nav": SimpleLazyObject(lambda: nav_for(request)), "demo": settings.DEMO}
