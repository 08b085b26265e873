"""Addresses of the API: those of its operations, each behind the door, and its description."""

from django.urls import URLPattern, path

from register.api import additions, door
from register.api.v1 import api
from register.views import developers

TAKE_JSON = ("look_up", "check_list")


def behind(one: URLPattern) -> URLPattern:
    added = additions.of_url(one.name)
    takes_json = added is not None or one.name in TAKE_JSON
    view = door.door(one.callback, takes_json=takes_json, added=added)
    return path(str(one.pattern), view, name=one.name)


def behind_the_door() -> list[URLPattern]:
    patterns = [one for one in api.urls[0] if isinstance(one, URLPattern)]
    return [behind(one) for one in patterns if one.name != "api-root"]


v1 = ([*behind_the_door(), path("openapi.json", developers.openapi, name="openapi")], "api")
