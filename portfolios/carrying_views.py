"""Buttons that carry something from learning together into the own dossier."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.access import PersonRequest, signed_in
from audit.acts import NotAllowed
from kit import clock
from portfolios import carrying
from portfolios.dossier.views.shares import SHARE_WITH
from portfolios.together.models import Mentorship
from portfolios.together.views.feedback import my_request, my_text
from portfolios.together.views.mentors import my_mentorship
from portfolios.together.views.sessions import my_presence
from portfolios.together.views.visits import my_visit


@signed_in
@require_POST
def line_to_story(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """My own line at a session becomes the beginning of a story of mine."""
    story = carrying.story_from_line(my_presence(request, public_id), now=clock.now())
    messages.success(
        request, "Je regel staat nu in een nieuw verhaal. Schrijf verder wanneer je wilt."
    )
    return redirect("dossier:story_edit", story.public_id)


@signed_in
@require_POST
def mentoring_to_activity(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """The mentor writes it down in the own dossier; nobody is named there."""
    pair = my_mentorship(request, public_id)
    now = clock.now()
    made = carrying.activity_from_mentoring(pair, mentor=request.user, today=clock.today(), now=now)
    messages.success(request, "Het staat in je portfolio. Schrijf erbij wat je er zelf van leerde.")
    return redirect("dossier:activity_edit", made.public_id)


@signed_in
@require_POST
def visit_to_activity(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Either of the two writes it down in the own dossier; nobody is named there."""
    visit = my_visit(request, public_id)
    made = carrying.activity_from_visit(
        visit, person=request.user, today=clock.today(), now=clock.now()
    )
    messages.success(request, "Het staat in je portfolio. Schrijf erbij wat je er zelf van leerde.")
    return redirect("dossier:activity_edit", made.public_id)


@signed_in
@require_POST
def feedback_to_story(request: PersonRequest, public_id: UUID, handle: str) -> HttpResponse:
    """What somebody said becomes the beginning of a story, where the owner wants that."""
    asked = my_request(request, public_id)
    text = my_text(asked, handle)
    story = carrying.story_with(request.user, "", text.text, looked=False, now=clock.now())
    messages.success(request, "De woorden staan in een nieuw verhaal. Wat doe jij ermee?")
    return redirect("dossier:story_edit", story.public_id)


@signed_in
@require_POST
def share_with_mentor(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """To the page where one shares, with the address of the other filled in."""
    pair = my_mentorship(request, public_id)
    if pair.status != Mentorship.Status.ACTIVE:
        raise NotAllowed("Delen kan zolang jullie samen oplopen.")
    request.session[SHARE_WITH] = pair.other_than(request.user).email
    return redirect("dossier:share_new")
