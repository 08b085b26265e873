"""The desk: which reminders go out soon, and whom they do not reach."""

from collections import Counter

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import PersonRequest, role_required
from accounts.models import Role
from accreditation import reminder_outlook
from accreditation.reminder_outlook import MOST_SHOWN, words_of
from kit import clock


@role_required(Role.DESK)
@require_safe
def reminders(request: PersonRequest) -> HttpResponse:
    today, now = clock.today(), clock.now()
    coming = reminder_outlook.coming(today)
    counts = Counter(one.step for one in coming)
    context = {
        "coming": coming[:MOST_SHOWN],
        "more": max(0, len(coming) - MOST_SHOWN),
        "counts": [(words_of(step), count) for step, count in counts.most_common()],
        "until": today + reminder_outlook.AHEAD,
        "bounced": reminder_outlook.bounced(now).exclude(person=request.user)[:MOST_SHOWN],
        "silent": reminder_outlook.silent(now).exclude(person=request.user)[:MOST_SHOWN],
        "missing": reminder_outlook.missing(today)[:MOST_SHOWN],
    }
    return render(request, "accreditation/reminders.html", context)
