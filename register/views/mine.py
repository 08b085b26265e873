"""My application and my registration."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from audit.acts import record
from files.downloads import stream
from files.models import StoredFile
from kit import clock
from outbox.models import Letter
from register import (
    acceptance,
    applying,
    badges,
    extension,
    happenings,
    lapsing,
    pausing,
    publication,
    queue,
    standing,
    thread,
)
from register.application_forms import AnswerForm, MessageForm
from register.forms import PromiseForm, WorkForm
from register.models import (
    Application,
    Certificate,
    CodeOfConduct,
    HiddenEntry,
    Measure,
    Organisation,
    Registration,
    StaffNote,
    VersionKind,
)

NEWEST = 5
ON_A_PAGE = 50


def newest_application(user: Any) -> Application | None:
    return Application.objects.visible_to(user).order_by("-id").first()


def newest_return(user: Any) -> Application | None:
    """The application with which somebody is on the way back."""
    return Application.objects.visible_to(user).open().exclude(returns_to=None).first()


def draft_of(user: Any) -> Application:
    return get_object_or_404(Application.objects.visible_to(user), status=Application.Status.DRAFT)


@signed_in
@require_safe
def application(request: PersonRequest) -> HttpResponse:
    """Where my application is, or how to start one."""
    found = newest_application(request.user)
    context = application_context(found, today=clock.today()) if found else {}
    return render(request, "register/application.html", context)


def application_context(found: Application, *, today: date) -> dict[str, Any]:
    """What the page of an application shows: the thread, and when to expect what."""
    waits = found.status in queue.WITH_THE_REGISTER
    return {
        "application": found,
        "question": thread.open_question(found),
        "thread": thread.thread(found),
        "outlook": queue.outlook(found, today=today) if waits else None,
        "told": applying.told(found),
        "can_write": found.status in Application.ON_DESK,
        "answer_form": AnswerForm(),
        "message_form": MessageForm(prefix="message"),
    }


@signed_in
@require_POST
def application_start(request: PersonRequest) -> HttpResponse:
    """Start, or go on where I was. Who is registered has nothing to apply for."""
    today, mine = clock.today(), Registration.objects.visible_to(request.user)
    if mine.exists() and not mine.may_come_back_on(today).exists():
        return redirect("registration:registration")
    applying.start(request.user, today=today)
    return redirect("registration:application_work")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def application_work(request: PersonRequest) -> HttpResponse:
    """Step one: the work in one sentence, where, and on which route."""
    draft = draft_of(request.user)
    initial = {
        "work_sentence": draft.work_sentence,
        "organisation": draft.organisation,
        "kinds_of_work": draft.kinds_of_work,
        "route": draft.route,
    }
    form = WorkForm(request.POST or None, initial=initial, scheme=draft.scheme)
    if "later" in request.POST:
        form.keep_what_is_right(draft)
        messages.success(request, "Bewaard. Je kunt later verder waar je was.")
        return redirect("registration:application")
    if form.is_valid():
        form.fill(draft)
        return redirect(applying.still_to_tell(draft) or "registration:application_promise")
    names = Organisation.objects.on(clock.today()).values_list("name", flat=True)
    context = {"form": form, "organisations": names, "scheme": draft.scheme}
    return render(
        request, "register/application_work.html", context, status=422 if form.errors else 200
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def application_promise(request: PersonRequest) -> HttpResponse:
    """Step two: accept code and profile, and hand in."""
    draft = draft_of(request.user)
    if page := applying.still_to_tell(draft):
        return redirect(page)
    form = PromiseForm(request.POST or None)
    today = clock.today()
    if form.is_valid():
        applying.hand_in(draft, today=today, by=request.actor)
        messages.success(request, "Je aanmelding is binnen. Hieronder zie je wat er nu gebeurt.")
        return redirect("registration:application")
    context = {
        "form": form,
        "application": draft,
        "code": CodeOfConduct.objects.in_force_on(today),
    }
    return render(
        request, "register/application_promise.html", context, status=422 if form.errors else 200
    )


@signed_in
@require_POST
def application_withdraw(request: PersonRequest) -> HttpResponse:
    found = get_object_or_404(Application.objects.visible_to(request.user).open())
    found.withdraw(by=request.actor)
    messages.success(request, "Je aanmelding is ingetrokken. Je kunt altijd opnieuw beginnen.")
    return redirect("registration:application")


@signed_in
@require_safe
def registration(request: PersonRequest) -> HttpResponse:
    """My registration: where I stand, what comes and what happened, and who knows what of me."""
    user = request.user
    found = Registration.objects.visible_to(user).first()
    if found is None:
        return redirect("registration:application")
    today = clock.today()
    acts = happenings.main_acts(user)[:NEWEST]
    context = {
        "registration": found,
        "today": today,
        "ahead": standing.what_is_ahead(found, today=today),
        "coming": standing.what_is_coming(found, today=today),
        "happened": [happenings.in_words(one, user) for one in acts],
        "letters": Letter.objects.visible_to(user).for_list()[:NEWEST],
        "consents": user.consents.on(today).select_related("organisation").order_by("pk"),
        "more_time": extension.room(found, today=today),
        "new_versions": acceptance.waiting(user, today=today),
        "periods": found.periods.order_by("-from_on"),
        "certificates": found.certificates.for_list(),
        "badges_are_offered": badges.are_offered(),
        "asked_to_answer": found.current_period.lapse_notices.standing().exists(),
        "return_application": newest_return(user),
        "may_come_back": Registration.objects.may_come_back_on(today).filter(pk=found.pk).exists(),
        "is_listed": Registration.objects.listed().filter(pk=found.pk).exists(),
        "is_hidden": HiddenEntry.objects.filter(number=found.number).exists(),
        "any_notes": StaffNote.objects.visible_to(request.user).exists(),
        "measures": found.measures.exclude(status__in=Measure.QUIET).order_by("-pk"),
    }
    return render(request, "register/registration.html", context)


@signed_in
@require_safe
def happened(request: PersonRequest) -> HttpResponse:
    """Everything that happened with my application, registration and cases."""
    acts = happenings.of_person(request.user)
    page = Paginator(acts, ON_A_PAGE).get_page(request.GET.get("pagina"))
    happened = [happenings.in_words(one, request.user) for one in page]
    return render(request, "register/happened.html", {"page": page, "happened": happened})


@signed_in
@require_safe
def my_notes(request: PersonRequest) -> HttpResponse:
    """What staff wrote down about me."""
    notes = StaffNote.objects.visible_to(request.user).for_list()
    return render(request, "register/my_notes.html", {"notes": notes})


@signed_in
@require_safe
def new_versions(request: PersonRequest) -> HttpResponse:
    """New words of the code or the profile, beside what I accepted last."""
    get_object_or_404(Registration.objects.visible_to(request.user))
    rows = request.user.acceptances.select_related("code", "profile")
    context = {
        "new_versions": acceptance.waiting(request.user, today=clock.today()),
        "accepted": rows.order_by("-accepted_on", "-pk"),
    }
    return render(request, "register/new_versions.html", context)


@signed_in
@require_POST
def accept(request: PersonRequest, kind: str, name: str) -> HttpResponse:
    """One click; what was accepted before stays as it was."""
    get_object_or_404(Registration.objects.visible_to(request.user))
    if kind not in acceptance.ACCEPTED_KINDS:
        raise Http404("Nothing of this kind is accepted.")
    known = VersionKind(kind)
    acceptance.accept(request.user, known, name, today=clock.today(), by=request.actor)
    messages.success(request, f"Dank je wel. Je hebt versie {name} aanvaard.")
    return redirect("registration:new_versions")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def more_time(request: PersonRequest) -> HttpResponse:
    """I need more time: one click, no reason."""
    found = get_object_or_404(Registration.objects.visible_to(request.user))
    room = extension.room(found, today=clock.today())
    if request.method == "POST":
        extension.extend(found, months=room.months, today=clock.today(), by=request.actor)
        messages.success(request, f"Je hebt {room.months} maanden meer tijd. Je bent niets kwijt.")
        return redirect("registration:registration")
    context = {"registration": found, "room": room, "period": found.current_period}
    return render(request, "register/more_time.html", context)


@signed_in
@require_POST
def registration_resume(request: PersonRequest) -> HttpResponse:
    found = get_object_or_404(Registration.objects.visible_to(request.user))
    pausing.resume(found, today=clock.today(), by=request.actor)
    messages.success(request, "Welkom terug. Je bent weer actief geregistreerd.")
    return redirect("registration:registration")


@signed_in
@require_POST
def registration_keep(request: PersonRequest) -> HttpResponse:
    """ "Ik wil geregistreerd blijven": the answer to a notice that the registration may end."""
    found = get_object_or_404(Registration.objects.visible_to(request.user))
    lapsing.keep(found, now=clock.now(), by=request.actor)
    messages.success(request, "Fijn. Je blijft geregistreerd. Je hebt weer rustig de tijd.")
    return redirect("registration:registration")


@signed_in
@require_POST
def registration_hide(request: PersonRequest) -> HttpResponse:
    """One button, at once: for somebody who is threatened."""
    found = get_object_or_404(Registration.objects.visible_to(request.user))
    publication.hide(found, now=clock.now(), by=request.actor)
    messages.success(request, "Je bent nu niet meer te vinden in het openbare register.")
    return redirect("registration:registration")


@signed_in
@require_POST
def registration_show(request: PersonRequest) -> HttpResponse:
    found = get_object_or_404(Registration.objects.visible_to(request.user))
    publication.show(found, now=clock.now(), by=request.actor)
    messages.success(request, "Je bent weer te vinden in het openbare register.")
    return redirect("registration:registration")


@signed_in
@require_safe
def certificate_download(request: PersonRequest, public_id: UUID, kind: str) -> FileResponse:
    found = get_object_or_404(Certificate.objects.visible_to(request.user), public_id=public_id)
    made = StoredFile.objects.filter(certificate_file__certificate=found)
    file = get_object_or_404(made, certificate_file__kind=kind)
    record("certificate.download", found, by=request.actor)
    return stream(file)
