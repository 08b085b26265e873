"""Looking for a group, asking it for a place, and the group that says it has one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from audit.acts import NotAllowed
from kit import clock
from portfolios.together import finding, moderating
from portfolios.together.models import GroupNotice, GroupRequest, IntervisionGroup
from portfolios.together.notice_forms import FinderForm, NoticeForm, PlaceRequestForm
from portfolios.together.views.groups import my_group


@signed_in
@require_safe
def finder(request: PersonRequest) -> HttpResponse:
    """Groups with a place; who is in them stays in the group."""
    form = FinderForm(request.GET)
    asked = form.asked
    waiting = GroupRequest.objects.filter(person=request.user, answered_on=None)
    context = {
        "form": form,
        "matches": finding.matches(request.user, asked, today=clock.today()),
        "filtered": any((asked.words, asked.province, asked.kind)),
        "asked_groups": set(waiting.values_list("group_id", flat=True)),
    }
    return render(request, "together/finder.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def place_ask(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Ask the group, in a few words."""
    open_now = GroupNotice.objects.open_to(request.user).select_related("group")
    notice = get_object_or_404(open_now, public_id=public_id)
    form = PlaceRequestForm(request.POST or None)
    if form.is_valid():
        words = form.cleaned_data["words"]
        try:
            finding.ask(notice, person=request.user, words=words, now=clock.now())
        except NotAllowed as refusal:
            form.add_error("words", str(refusal))
        else:
            messages.success(request, "Je vraag is bij de groep. Je krijgt bericht.")
            return redirect("together:finder")
    context = {"form": form, "notice": notice}
    return render(request, "together/place_ask.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def request_answer(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """By who looks after the group that was asked."""
    mine = IntervisionGroup.objects.visible_to(request.user).values("pk")
    found = GroupRequest.objects.filter(group__in=mine).select_related("group", "person")
    asked = get_object_or_404(found, public_id=public_id)
    accept = request.POST.get("answer") == "accept"
    finding.answer(asked, accept=accept, by_person=request.user, now=clock.now())
    welcome = f"{asked.person.name} hoort er nu bij."
    messages.success(request, welcome if accept else "De ander krijgt een vriendelijk bericht.")
    return redirect("together:group", asked.group.public_id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def notice_edit(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """What stands in the finder; another press takes it away."""
    group = my_group(request, public_id)
    moderating.check_moderates(group, request.user)
    notice = GroupNotice.objects.filter(group=group).first()
    if request.POST.get("step") == "remove":
        finding.take_down(group, by_person=request.user)
        messages.success(request, "Jullie staan niet meer in de groepenzoeker.")
        return redirect("together:group", group.public_id)
    form = NoticeForm(request.POST or None, kept=notice)
    if form.is_valid():
        finding.publish(group, form.facts, by_person=request.user, today=clock.today())
        messages.success(request, "Jullie staan in de groepenzoeker.")
        return redirect("together:group", group.public_id)
    context = {"form": form, "group": group, "notice": notice}
    return render(request, "together/notice_edit.html", context, status=422 if form.errors else 200)
