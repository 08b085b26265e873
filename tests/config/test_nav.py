"""The header: the menu of the place where somebody is, and only the places that are theirs."""

from types import SimpleNamespace

import pytest

from config.nav import PORTAL, nav_for


def nav(rf, path: str, roles=(), known: bool = True):
    request = rf.get(path)
    request.user = SimpleNamespace(is_authenticated=known, name="Samira El Amrani")
    request.roles = roles
    return nav_for(request)


def current(links) -> list[tuple[str, str]]:
    return [(link.label, link.current) for link in links if link.current]


def test_a_visitor_has_the_public_menu_and_no_other_places(rf):
    found = nav(rf, "/", known=False)
    assert current(found.items) == [("Register", "page")]
    assert found.areas == []


def test_the_start_of_an_area_is_not_current_on_its_other_pages(rf):
    assert current(nav(rf, "/mijn/").items) == [("Overzicht", "page")]
    assert "Overzicht" not in [
        link.label for link in nav(rf, "/mijn/leerplan/").items if link.current
    ]


@pytest.mark.parametrize(
    ("roles", "labels"),
    [
        ((), ["Openbaar register", "Mijn registratie"]),
        (("assessor",), ["Openbaar register", "Mijn registratie", "Gesprekken als assessor"]),
        (("administrator",), ["Openbaar register", "Mijn registratie", "Beheer"]),
    ],
)
def test_a_person_goes_only_where_a_role_leads(rf, roles, labels):
    assert [area.label for area in nav(rf, "/mijn/", roles).areas] == labels


@pytest.mark.parametrize(
    ("roles", "start"),
    [
        (("desk",), "/desk/"),
        (("administrator",), "/desk/rollen/"),
        (("desk", "administrator"), "/desk/"),
    ],
)
def test_who_shares_pages_has_the_menu_of_the_own_role(rf, roles, start):
    found = nav(rf, "/desk/rollen/", roles)
    assert found.home == start
    assert current(found.items) == ([("Rollen", "page")] if roles == ("administrator",) else [])


def test_no_menu_is_longer_than_a_line():
    assert [area.label for area in PORTAL if len(area.items) > 6] == []


def test_a_request_without_anyone_has_a_menu(rf):
    assert nav_for(rf.get("/")).account_label == ""
