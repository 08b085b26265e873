"""Own words that the assessor may read before they are signed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.access import PersonRequest, signed_in
from accreditation import reporting, wordings
from accreditation.forms import OwnWordsForm
from accreditation.views import mine
from accreditation.views.texts import stale_texts
from kit import clock


@signed_in
@require_POST
def show_words(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Keep the own words, and let the assessor read them."""
    found = mine.my_report(request, public_id)
    form = OwnWordsForm(request.POST)
    if not form.is_valid():
        return mine.show_report(request, found, form)
    try:
        found = mine.save_own_words(request, found, form)
    except reporting.Stale as stale:
        texts = {"own_words": stale.report.own_words}
        form, stored = stale_texts(OwnWordsForm, request.POST, texts, stale.report)
        return mine.show_report(request, found, form, stored=stored)
    wordings.show(found, now=clock.now(), by=request.actor)
    messages.success(request, "Je woorden zijn bewaard. Je assessor kan ze nu lezen.")
    return redirect("cycle:report", public_id)
