"""The API described: for programs as OpenAPI, for people as a page."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import public_use
from accounts.access import public
from register.api import door
from register.api.document import document, operations


@public("what the API can do, for programs")
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    answer = JsonResponse(document(), json_dumps_params={"ensure_ascii": False})
    return door.with_headers(answer)


@public("what the API can do, for people")
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    context = {
        "budget": public_use.of_an_address(),
        "key_header": door.KEY_HEADER,
        "operations": operations(),
        "version": door.VERSION,
    }
    return render(request, "register/developers.html", context)
