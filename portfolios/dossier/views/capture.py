"""A new activity, with the photos and files that go straight along."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import PersonRequest, signed_in
from kit import clock
from portfolios.dossier.activity_forms import ActivityForm
from portfolios.dossier.evidence_forms import AddForm
from portfolios.dossier.models import LearningActivity
from portfolios.dossier.views.activities import my_activity
from portfolios.dossier.views.evidence import files_page, keep


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def activity_new(request: PersonRequest) -> HttpResponse:
    """One line is enough; a chosen file is chosen again when the line was not good yet."""
    form = ActivityForm(request.POST or None, owner=request.user, today=clock.today())
    if form.is_valid():
        return keep_files(request, form.capture(now=clock.now()))
    upload = AddForm(owner=request.user)
    upload.again = list(range(len(request.FILES.getlist("files"))))
    context = {"form": form, "upload": upload}
    status = 422 if form.errors else 200
    return render(request, "dossier/activity_new.html", context, status=status)


def keep_files(request: PersonRequest, made: LearningActivity) -> HttpResponse:
    """The activity is kept; of a file that cannot be, its page says why."""
    saved = reverse("dossier:activity_saved", args=[made.public_id])
    if request.FILES.getlist("files"):
        upload = AddForm(request.POST, request.FILES, owner=request.user)
        upload.is_valid()
        made = my_activity(request, made.public_id)
        kept = keep(upload, made)
        if upload.errors:
            messages.success(request, "Je activiteit is bewaard.")
            answer = files_page(request, made, upload, kept=kept)
            answer["HX-Push-Url"] = reverse("dossier:activity_evidence", args=[made.public_id])
            return answer
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": saved})
    return redirect(saved)
