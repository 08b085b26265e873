"""The desk: handling applications and publishing editions."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import PersonRequest, role_required
from accounts.models import Role
from kit import clock
from outbox import letters
from register import publication
from register.forms import QuestionForm, RefusalForm
from register.models import Application, Publication

MOST_SHOWN = 200


def on_desk(public_id: UUID) -> Application:
    """An application that was handed in; drafts do not exist for the desk."""
    submitted = Application.objects.exclude(submitted_on=None)
    return get_object_or_404(submitted.select_related("person", "scheme"), public_id=public_id)


@role_required(Role.DESK)
@require_safe
def applications(request: PersonRequest) -> HttpResponse:
    listed = Application.objects.on_desk()[:MOST_SHOWN]
    return render(request, "register/applications.html", {"applications": listed})


@role_required(Role.DESK)
@require_safe
def application(request: PersonRequest, public_id: UUID) -> HttpResponse:
    return show_application(request, on_desk(public_id))


def show_application(
    request: PersonRequest,
    found: Application,
    question_form: QuestionForm | None = None,
    refusal_form: RefusalForm | None = None,
) -> HttpResponse:
    context = {
        "application": found,
        "questions": found.questions.select_related("asked_by"),
        "question_form": question_form or QuestionForm(),
        "refusal_form": refusal_form or RefusalForm(),
        "is_own": found.person == request.user,
        "can_ask": found.status in Application.ask.sources,
        "can_propose": found.status in Application.propose_refusal.sources,
    }
    wrong = (question_form and question_form.errors) or (refusal_form and refusal_form.errors)
    status = 422 if wrong else 200
    return render(request, "register/desk_application.html", context, status=status)


@role_required(Role.DESK)
@require_POST
def application_take(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = on_desk(public_id)
    found.take(by=request.actor)
    messages.success(request, "Jij behandelt deze aanmelding nu.")
    return redirect("desk_register:application", public_id)


@role_required(Role.DESK)
@require_POST
def application_ask(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Ask one question back; the applicant gets it as a letter."""
    found = on_desk(public_id)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return show_application(request, found, question_form=form)
    with transaction.atomic():
        found.ask(form.cleaned_data["text"], today=clock.today(), by=request.actor)
        letters.write(
            "register/question",
            person=found.person,
            subject=found,
            occasion=f"question-{found.questions.count()}",
            at=clock.now(),
            question=form.cleaned_data["text"],
            link="/mijn/aanmelding/",
            link_label="Beantwoord de vraag",
        )
    messages.success(request, "Je vraag is verstuurd.")
    return redirect("desk_register:application", public_id)


@role_required(Role.DESK)
@require_POST
def application_propose_refusal(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = on_desk(public_id)
    form = RefusalForm(request.POST)
    if not form.is_valid():
        return show_application(request, found, refusal_form=form)
    found.propose_refusal(**form.cleaned_data, by=request.actor)
    messages.success(request, "Je voorstel ligt nu bij de registercommissie.")
    return redirect("desk_register:application", public_id)


@role_required(Role.DESK)
@require_POST
def application_drop_refusal(request: PersonRequest, public_id: UUID) -> HttpResponse:
    on_desk(public_id).drop_refusal(by=request.actor)
    messages.success(request, "Het voorstel om af te wijzen is vervallen.")
    return redirect("desk_register:application", public_id)


@role_required(Role.DESK)
@require_safe
def edition(request: PersonRequest) -> HttpResponse:
    """What the next edition changes, before anyone publishes it."""
    change = publication.differences(clock.today())
    changed = [
        (entry.name, number, change.fields_of(number))
        for number, (entry, _) in change.changed.items()
    ]
    context = {
        "change": change,
        "added": list(change.added.values())[:MOST_SHOWN],
        "changed": changed[:MOST_SHOWN],
        "removed": list(change.removed.values())[:MOST_SHOWN],
        "editions": Publication.objects.select_related("published_by")[:10],
    }
    return render(request, "register/edition.html", context)


@role_required(Role.DESK)
@require_POST
def edition_publish(request: PersonRequest) -> HttpResponse:
    made = publication.publish(today=clock.today(), now=clock.now(), by=request.actor)
    messages.success(request, f"{made} staat online.")
    return redirect("desk_register:edition")
