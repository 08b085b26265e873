"""A provider: asking to be one, its people, its texts, and leaving."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, public, signed_in
from kit import clock
from portfolios.courses import providers
from portfolios.courses.models import (
    Attendance,
    Course,
    CourseRun,
    Provider,
    ProviderInvitation,
    ProviderPerson,
)
from portfolios.courses.provider_forms import AnswerForm, InviteForm, ProviderForm

LATELY = timedelta(days=60)


def my_provider(request: PersonRequest, public_id: UUID) -> Provider:
    """For which I act now, while it works."""
    found = Provider.objects.working().of(request.user)
    return get_object_or_404(found, public_id=public_id)


@public("what a provider can do here, before there is an account")
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "courses/about_providers.html")


@signed_in
@require_safe
def home(request: PersonRequest) -> HttpResponse:
    """For whom I act, what I asked, and who asks me."""
    context = {
        "providers": Provider.objects.visible_to(request.user).for_list(),
        "invitations": ProviderInvitation.objects.waiting_for(request.user),
    }
    return render(request, "courses/provider_home.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: PersonRequest) -> HttpResponse:
    form = ProviderForm(request.POST or None)
    if form.is_valid():
        made = providers.apply(form.facts, by_person=request.user, today=clock.today())
        messages.success(request, "Je aanvraag is binnen. Het bureau kijkt ernaar.")
        return redirect("provider:provider", made.public_id)
    context = {"form": form}
    status = 422 if form.errors else 200
    return render(request, "courses/provider_apply.html", context, status=status)


@signed_in
@require_safe
def provider(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = get_object_or_404(Provider.objects.visible_to(request.user), public_id=public_id)
    return show(request, found)


def show(request: PersonRequest, found: Provider, **forms: Any) -> HttpResponse:
    """A request as far as it is, or the courses and people of who works here."""
    if not found.is_working:
        context = {"provider": found, "answer_form": forms.get("answer_form") or AnswerForm()}
        status = 422 if forms else 200
        return render(request, "courses/provider_asked.html", context, status=status)
    now = clock.now()
    context = {
        "provider": found,
        "courses": found.courses.filter(ended_on=None).for_list(),
        "coming": CourseRun.objects.filter(course__provider=found).to_come(now).for_list(),
        "lately": CourseRun.objects.filter(course__provider=found)
        .begun_since(now - LATELY, now)
        .for_list()
        .reverse(),
        "people": found.people.by_name(),
        "disputes": Attendance.objects.disputed_with(request.user)
        .filter(run__course__provider=found)
        .exists(),
        "manages": providers.manages(found, request.user),
        "invitations": found.invitations.open().order_by("pk"),
        "invite_form": forms.get("invite_form") or InviteForm(),
    }
    status = 422 if forms else 200
    return render(request, "courses/provider.html", context, status=status)


@signed_in
@require_POST
def provider_reply(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """My answer to the question of the desk."""
    mine = Provider.objects.filter(asked_by=request.user, status=Provider.Status.QUESTION)
    found = get_object_or_404(mine, public_id=public_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return show(request, found, answer_form=form)
    found.reply(words=form.cleaned_data["words"], by=request.actor)
    messages.success(request, "Je antwoord is verstuurd. Het bureau kijkt er weer naar.")
    return redirect("provider:provider", found.public_id)


@signed_in
@require_POST
def provider_withdraw(request: PersonRequest, public_id: UUID) -> HttpResponse:
    mine = Provider.objects.filter(asked_by=request.user, status__in=("asked", "question"))
    get_object_or_404(mine, public_id=public_id).withdraw(by=request.actor)
    messages.success(request, "Je aanvraag is ingetrokken. Opnieuw aanvragen kan altijd.")
    return redirect("provider:home")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def provider_edit(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = my_provider(request, public_id)
    providers.check_manager(found, request.user)
    form = ProviderForm(request.POST or None, provider=found)
    if form.is_valid():
        providers.describe(found, form.facts, by=request.actor)
        messages.success(request, "Bewaard.")
        return redirect("provider:provider", found.public_id)
    context = {"form": form, "provider": found}
    status = 422 if form.errors else 200
    return render(request, "courses/provider_edit.html", context, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def provider_leave(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """First what it means, then stop."""
    found = my_provider(request, public_id)
    providers.check_manager(found, request.user)
    if request.method == "POST":
        providers.leave(found, now=clock.now(), by=request.actor)
        messages.success(request, f"{found} is gestopt. Iedereen die erbij hoorde, krijgt bericht.")
        return redirect("provider:home")
    now = clock.now()
    context = {
        "provider": found,
        "courses": Course.objects.filter(provider=found, ended_on=None).count(),
        "coming": CourseRun.objects.filter(course__provider=found).to_come(now).for_list(),
    }
    return render(request, "courses/provider_leave.html", context)


# ---- Its people ----


@signed_in
@require_POST
def person_invite(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = my_provider(request, public_id)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return show(request, found, invite_form=form)
    providers.invite(found, **form.cleaned_data, now=clock.now(), by_person=request.user)
    messages.success(request, "De uitnodiging staat klaar voor wie dit mailadres heeft.")
    return redirect("provider:provider", found.public_id)


@signed_in
@require_POST
def invitation_take_back(request: PersonRequest, public_id: UUID) -> HttpResponse:
    ours = ProviderInvitation.objects.open().filter(
        provider__in=Provider.objects.working().of(request.user)
    )
    found = get_object_or_404(ours.select_related("provider"), public_id=public_id)
    providers.take_back(found, by_person=request.user)
    messages.success(request, "De uitnodiging is ingetrokken.")
    return redirect("provider:provider", found.provider.public_id)


@signed_in
@require_POST
def invitation_answer(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = get_object_or_404(
        ProviderInvitation.objects.waiting_for(request.user), public_id=public_id
    )
    accept = request.POST.get("antwoord") == "ja"
    providers.answer(found, accept=accept, person=request.user, today=clock.today())
    if accept:
        messages.success(request, f"Je hoort nu bij {found.provider}.")
        return redirect("provider:provider", found.provider.public_id)
    messages.success(request, "Je hebt de uitnodiging afgeslagen.")
    return redirect("provider:home")


def the_person(request: PersonRequest, public_id: UUID) -> ProviderPerson:
    ours = ProviderPerson.objects.now().filter(
        provider__in=Provider.objects.working().of(request.user)
    )
    return get_object_or_404(ours.select_related("provider", "person"), public_id=public_id)


@signed_in
@require_POST
def person_role(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Beheerder or medewerker; anything else stays as it was."""
    each = the_person(request, public_id)
    role = request.POST.get("role", "")
    if role in ProviderPerson.Role.values:
        providers.give_role(each, role, today=clock.today(), by=request.actor)
        messages.success(request, f"{each.person.name} heeft nu een andere rol.")
    return redirect("provider:provider", each.provider.public_id)


@signed_in
@require_POST
def person_end(request: PersonRequest, public_id: UUID) -> HttpResponse:
    each = the_person(request, public_id)
    providers.end_person(each, today=clock.today(), by=request.actor)
    if each.person == request.user:
        messages.success(request, f"Je hoort niet meer bij {each.provider}.")
        return redirect("provider:home")
    messages.success(request, f"{each.person.name} hoort niet meer bij {each.provider}.")
    return redirect("provider:provider", each.provider.public_id)
