"""Programmes that open a way in: the list for everybody, and choosing one while applying."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest, public, signed_in
from accreditation import followed_programmes
from accreditation.models import Programme
from accreditation.programme_forms import FollowedForm
from audit.acts import NotAllowed
from kit import clock
from register.models import Application


@public("which programmes open a way into the register, and until when")
@require_safe
def accredited(request: HttpRequest) -> HttpResponse:
    known = list(Programme.objects.known().for_list())
    context = {
        "accredited": [one for one in known if one.is_accredited],
        "ended": [one for one in known if not one.is_accredited],
        "today": clock.today(),
    }
    return render(request, "accreditation/accredited_programmes.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def followed(request: PersonRequest) -> HttpResponse:
    """Which programme I completed, and when; no proof is asked."""
    drafts = Application.objects.visible_to(request.user)
    draft = get_object_or_404(drafts, status=Application.Status.DRAFT)
    today, kept = clock.today(), followed_programmes.of(draft)
    known = followed_programmes.to_choose()
    initial = {
        "programme": kept.programme.public_id,
        "began_on": kept.began_on,
        "completed_on": kept.completed_on,
    } if kept else {}  # fmt: skip
    data = request.POST if request.method == "POST" else None
    form = FollowedForm(data, programmes=known, today=today, initial=initial)
    if form.is_valid():
        try:
            followed_programmes.tell(draft, **form.cleaned_data, today=today, by=request.actor)
        except NotAllowed as problem:
            form.add_error("completed_on", str(problem))
        else:
            return redirect("registration:application_promise")
    context = {"form": form, "there_are": known.exists()}
    status = 422 if form.errors else 200
    return render(request, "accreditation/followed_programme.html", context, status=status)
