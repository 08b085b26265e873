"""Something to put under one's mail, for who stands in the public register."""

from io import BytesIO

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.access import PersonRequest, signed_in
from files.downloads import confined
from register import mail_signature
from register.models import HiddenEntry, Registration


def mine(request: PersonRequest) -> Registration:
    """The own registration, while it is in the register and shown: the link must lead there."""
    listed = Registration.objects.listed()
    hidden = HiddenEntry.objects.values("number")
    return get_object_or_404(listed.filter(person=request.user).exclude(number__in=hidden))


@signed_in
@require_safe
def signature(request: PersonRequest) -> HttpResponse:
    found = mine(request)
    context = {
        "registration": found,
        "line": mail_signature.line(found),
        "link": mail_signature.link_of(found),
    }
    return render(request, "register/mail_signature.html", context)


@signed_in
@require_safe
def picture(request: PersonRequest) -> FileResponse:
    found = mine(request)
    name = f"register-klantmanagers-{found.number}.png"
    return confined(BytesIO(mail_signature.picture(found)), name=name, kind="image/png")
