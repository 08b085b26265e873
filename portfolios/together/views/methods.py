"""Ways to talk in a group: the list, one of them, and one as big as a screen in the room."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import PersonRequest, signed_in
from portfolios.together.methods import BY_CODE, WAYS, Way


def way_of(code: str) -> Way:
    if code not in BY_CODE:
        raise Http404("No such way.")
    return BY_CODE[code]


@signed_in
@require_safe
def methods(request: PersonRequest) -> HttpResponse:
    return render(request, "together/methods.html", {"ways": WAYS})


@signed_in
@require_safe
def method(request: PersonRequest, code: str) -> HttpResponse:
    return render(request, "together/method.html", {"way": way_of(code)})


@signed_in
@require_safe
def method_screen(request: PersonRequest, code: str) -> HttpResponse:
    """For on the wall: the timetable, large, with a timer that makes no sound."""
    return render(request, "together/method_screen.html", {"way": way_of(code)})
