"""Who may open a page: each view carries one stamp, and a test fails for a view without."""

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from accounts.actors import Actor
from accounts.models import Role, User

View = Callable[..., HttpResponseBase]


class PersonRequest(HttpRequest):
    """A request behind a stamp: somebody is logged in, and acts in a role."""

    user: User  # type: ignore[assignment]
    actor: Actor
    roles: frozenset[str]


def public(reason: str) -> Callable[[View], View]:
    """Anyone, also without an account. The reason stands beside the view."""

    def stamp(view: View) -> View:
        view.access = f"public: {reason}"  # type: ignore[attr-defined]
        return login_not_required(view)

    return stamp


def signed_in(view: View) -> View:
    """Everyone with an account, for own things; others' things are not found."""

    @functools.wraps(view)
    def guarded(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.actor = Actor.self(request.user)
        return view(request, *args, **kwargs)

    guarded.access = "signed in"  # type: ignore[attr-defined]
    return guarded


def role_required(*roles: Role) -> Callable[[View], View]:
    """Only who holds one of these roles today; for others the page does not exist (404)."""

    def stamp(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            held = [role for role in roles if role in request.roles]
            if not held:
                raise Http404("No such page for this role.")
            request.actor = Actor(request.user, held[0].value)
            return view(request, *args, **kwargs)

        guarded.access = "roles: " + ", ".join(roles)  # type: ignore[attr-defined]
        return guarded

    return stamp
