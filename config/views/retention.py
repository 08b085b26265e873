"""What is kept, how long and why: for the desk with numbers, for everybody without."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import PersonRequest, public, role_required
from accounts.models import Role
from audit import policy
from config.retention import preview
from kit import clock, contact


@role_required(Role.DESK, Role.ADMINISTRATOR)
@require_safe
def terms(request: PersonRequest) -> HttpResponse:
    """Which rows go when by which rule, and what went lately: numbers, no content."""
    return render(request, "config/retention.html", {"preview": preview(clock.today())})


@public("the register of processing activities")
@require_safe
def processing(request: HttpRequest) -> HttpResponse:
    """Article 30 GDPR: what personal data is used for, and until when."""
    context = {"activities": policy.activities(), "contact": contact.of_register()}
    return render(request, "config/processing.html", context)
