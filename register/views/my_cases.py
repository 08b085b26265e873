"""What somebody does in the own cases: objection, measure, hardship request."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from kit import clock
from register import hardship as rules
from register import objecting
from register.case_files import FILES, Case, add_message
from register.case_forms import CounselForm, HardshipForm, MessageForm, ObjectionForm
from register.models import HardshipRequest, Measure, Objection, RegisterScheme


def mine(user: Any, public_id: UUID) -> Objection:
    return get_object_or_404(Objection.objects.visible_to(user), public_id=public_id)


def my_draft(user: Any, public_id: UUID) -> Objection:
    drafts = Objection.objects.visible_to(user).filter(status=Objection.Status.DRAFT)
    return get_object_or_404(drafts, public_id=public_id)


@signed_in
@require_safe
def objections(request: PersonRequest) -> HttpResponse:
    """What I can object to, and where my objections are."""
    own = Objection.objects.visible_to(request.user)
    context = {
        "decisions": objecting.decisions_on(request.user, today=clock.today()),
        "objections": own.select_related("application", "measure").order_by("-id"),
        "today": clock.today(),
    }
    return render(request, "register/objections.html", context)


@signed_in
@require_POST
def objection_start(request: PersonRequest, kind: str, public_id: UUID) -> HttpResponse:
    """Begin, or go on where I was."""
    decisions = objecting.decisions_on(request.user, today=clock.today())
    if not any((one.kind, one.public_id) == (kind, public_id) for one in decisions):
        raise Http404("There is no such decision about this person.")
    draft = objecting.start(request.user, kind, public_id, today=clock.today())
    return redirect("registration:objection_write", draft.public_id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def objection_write(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Step one: why. What is typed is kept, also when it is not finished."""
    draft = my_draft(request.user, public_id)
    objecting.note_term_of(draft, today=clock.today())
    is_late = draft.is_late_on(clock.today())
    initial = {"text": draft.text, "late_because": draft.late_because}
    form = ObjectionForm(request.POST or None, initial=initial, is_late=is_late)
    if "later" in request.POST:
        form.keep_what_is_right(draft)
        messages.success(request, "Bewaard. Je kunt later verder waar je was.")
        return redirect("registration:objections")
    if form.is_valid():
        form.fill(draft)
        return redirect("registration:objection_send", public_id)
    context = {"form": form, "objection": draft, "is_late": is_late}
    status = 422 if form.errors else 200
    return render(request, "register/objection_write.html", context, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def objection_send(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Step two: read it once more, and send."""
    draft = my_draft(request.user, public_id)
    if request.method == "POST":
        objecting.submit(draft, today=clock.today(), by=request.actor)
        messages.success(request, "Je bezwaar is verstuurd. Je krijgt een ontvangstbevestiging.")
        return redirect("registration:objection", public_id)
    if not draft.text:
        return redirect("registration:objection_write", public_id)
    context = {"objection": draft, "weeks": answer_weeks()}
    return render(request, "register/objection_send.html", context)


def answer_weeks() -> int:
    return RegisterScheme.objects.in_force_on(clock.today()).objection_answer_weeks


@signed_in
@require_safe
def objection(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Where my objection is, and until when."""
    found = mine(request.user, public_id)
    if found.status == Objection.Status.DRAFT:
        return redirect("registration:objection_write", public_id)
    return show_file(request, found)


@signed_in
@require_POST
def objection_withdraw(request: PersonRequest, public_id: UUID) -> HttpResponse:
    objecting.withdraw(mine(request.user, public_id), by=request.actor)
    messages.success(request, "Je bezwaar is ingetrokken. Het besluit blijft zoals het was.")
    return redirect("registration:objections")


@signed_in
@require_POST
def objection_waive(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """I need not be heard: the chamber decides on what is in the file."""
    mine(request.user, public_id).waive_hearing(today=clock.today(), by=request.actor)
    messages.success(request, "Goed. De kamer beslist met wat er in het dossier staat.")
    return redirect("registration:objection", public_id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def hardship(request: PersonRequest) -> HttpResponse:
    """My requests to set aside a rule, and how to make one."""
    form = HardshipForm(request.POST or None)
    if form.is_valid():
        made = rules.ask(request.user, **form.cleaned_data, today=clock.today(), by=request.actor)
        messages.success(request, "Je verzoek is verstuurd. Je krijgt een ontvangstbevestiging.")
        return redirect("registration:hardship_request", made.public_id)
    own = list(HardshipRequest.objects.visible_to(request.user).order_by("-id"))
    context = {
        "form": form,
        "requests": own,
        "has_open": any(one.is_with_chamber for one in own),
        "weeks": answer_weeks(),
    }
    return render(request, "register/hardship.html", context, status=422 if form.errors else 200)


@signed_in
@require_safe
def hardship_request(request: PersonRequest, public_id: UUID) -> HttpResponse:
    own = HardshipRequest.objects.visible_to(request.user)
    return show_file(request, get_object_or_404(own, public_id=public_id))


@signed_in
@require_POST
def hardship_withdraw(request: PersonRequest, public_id: UUID) -> HttpResponse:
    own = HardshipRequest.objects.visible_to(request.user)
    get_object_or_404(own, public_id=public_id).withdraw(by=request.actor)
    messages.success(request, "Je verzoek is ingetrokken.")
    return redirect("registration:hardship")


@signed_in
@require_safe
def measure(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """The open file of a charge: everything the chamber reads, I read."""
    own = Measure.objects.visible_to(request.user)
    return show_file(request, get_object_or_404(own, public_id=public_id))


@signed_in
@require_POST
def measure_counsel(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = get_object_or_404(Measure.objects.visible_to(request.user), public_id=public_id)
    form = CounselForm(request.POST)
    if not form.is_valid():
        return show_file(request, found, counsel_form=form)
    found.name_counsel(form.cleaned_data["counsel"], by=request.actor)
    messages.success(request, "Bewaard. De commissie weet wie er meekomt.")
    return redirect("registration:measure", public_id)


@signed_in
@require_POST
def case_message(request: PersonRequest, kind: str, public_id: UUID) -> HttpResponse:
    """Explanation for the file of my case."""
    if kind not in FILES:
        raise Http404("No such kind of case.")
    found: Case = get_object_or_404(
        FILES[kind].model.objects.visible_to(request.user), public_id=public_id
    )
    form = MessageForm(request.POST)
    if not form.is_valid():
        return show_file(request, found, message_form=form)
    add_message(found, form.cleaned_data["text"], now=clock.now(), by=request.actor)
    messages.success(request, "Je bericht staat in het dossier.")
    return redirect(page_of(found), public_id)


PAGES = {
    Objection: "registration:objection",
    Measure: "registration:measure",
    HardshipRequest: "registration:hardship_request",
}


def page_of(case: Case) -> str:
    return PAGES[type(case)]


def show_file(
    request: PersonRequest,
    found: Case,
    message_form: MessageForm | None = None,
    counsel_form: CounselForm | None = None,
) -> HttpResponse:
    """The page of a case for its person."""
    kind = next(key for key, one in FILES.items() if isinstance(found, one.model))
    can_object = [
        one
        for one in objecting.decisions_on(request.user, today=clock.today())
        if one.subject == found
    ]
    context = {
        "case": found,
        "kind": kind,
        "thread": found.messages.select_related("author"),
        "message_form": message_form or MessageForm(),
        "counsel_form": counsel_form
        or CounselForm(initial={"counsel": getattr(found, "counsel", "")}),
        "can_write": found.is_with_chamber,
        "can_object": can_object,
        "back": reverse("registration:objections"),
    }
    wrong = any(form and form.errors for form in (message_form, counsel_form))
    template = f"register/my_{found._meta.model_name}.html"
    return render(request, template, context, status=422 if wrong else 200)
