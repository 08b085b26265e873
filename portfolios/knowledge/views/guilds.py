"""Guilds: finding one, being in it, looking after it."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from kit import clock
from portfolios.knowledge import guilds
from portfolios.knowledge.guild_forms import GuildForm, ThemeFilterForm
from portfolios.knowledge.models import CardVersion, Guild

ON_A_PAGE = 24


def running_guild(public_id: UUID) -> Guild:
    """Guilds are open: everybody with an account finds one."""
    found = Guild.objects.running().select_related("theme")
    return get_object_or_404(found, public_id=public_id)


def my_guild(request: PersonRequest, public_id: UUID) -> Guild:
    found = Guild.objects.running().of(request.user).select_related("theme")
    return get_object_or_404(found, public_id=public_id)


@signed_in
@require_safe
def guild_list(request: PersonRequest) -> HttpResponse:
    """My guilds first; of others how many people are in them."""
    form = ThemeFilterForm(request.GET)
    theme = form.theme
    found = Guild.objects.running().for_list()
    mine = list(Guild.objects.running().of(request.user).values_list("pk", flat=True))
    shown = found.filter(theme=theme) if theme else found
    others = Paginator(shown.exclude(pk__in=mine), ON_A_PAGE)
    context = {
        "form": form,
        "filtered": theme is not None,
        "mine": list(shown.filter(pk__in=mine)),
        "page": others.get_page(request.GET.get("pagina")),
    }
    return render(request, "knowledge/guilds.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def guild_new(request: PersonRequest) -> HttpResponse:
    form = GuildForm(request.POST or None)
    if form.is_valid():
        made = guilds.start(form.facts, founder=request.user, today=clock.today())
        messages.success(request, "Je gilde is er. Iedereen kan zich nu aansluiten.")
        return redirect("knowledge:guild", made.public_id)
    status = 422 if form.errors else 200
    return render(request, "knowledge/guild_new.html", {"form": form}, status=status)


@signed_in
@require_safe
def guild(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Its people are shown to who is one of them; to others how many there are."""
    shown = running_guild(public_id)
    members = guilds.members_of(shown)
    is_member = any(member.person_id == request.user.pk for member in members)
    steward = guilds.steward_of(shown)
    context = {
        "guild": shown,
        "people": len(members),
        "is_member": is_member,
        "members": members if is_member else [],
        "steward": steward if is_member else None,
        "cards": CardVersion.objects.published().filter(card__guild=shown).for_list(),
        "drafts": CardVersion.objects.open().filter(card__guild=shown).for_list()
        if is_member
        else [],
        "i_look_after_it": is_member and (steward is None or steward.person == request.user),
    }
    return render(request, "knowledge/guild.html", context)


@signed_in
@require_POST
def guild_join(request: PersonRequest, public_id: UUID) -> HttpResponse:
    shown = running_guild(public_id)
    guilds.join(shown, person=request.user, today=clock.today())
    messages.success(request, f"Je hoort nu bij ‘{shown}’. De leden zien je naam.")
    return redirect("knowledge:guild", shown.public_id)


@signed_in
@require_POST
def guild_leave(request: PersonRequest, public_id: UUID) -> HttpResponse:
    shown = my_guild(request, public_id)
    guilds.leave(shown, person=request.user, now=clock.now())
    messages.success(request, "Je bent uit het gilde. Je kunt altijd weer meedoen.")
    return redirect("knowledge:guilds")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def guild_edit(request: PersonRequest, public_id: UUID) -> HttpResponse:
    shown = my_guild(request, public_id)
    guilds.check_steward(shown, request.user)
    form = GuildForm(request.POST or None, guild=shown)
    if form.is_valid():
        guilds.describe(shown, form.facts, by_person=request.user)
        messages.success(request, "Bewaard.")
        return redirect("knowledge:guild", shown.public_id)
    context = {"form": form, "guild": shown}
    return render(request, "knowledge/guild_edit.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def guild_hand_over(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """To the member whose key was sent; of another guild there is no such member."""
    shown = my_guild(request, public_id)
    key = request.POST.get("member", "")
    known = int(key) if key.isdecimal() and len(key) < 19 else None
    member = get_object_or_404(shown.members.now().select_related("guild", "person"), pk=known)
    guilds.hand_over(member, by_person=request.user, now=clock.now())
    messages.success(request, f"{member.person.name} is nu het aanspreekpunt.")
    return redirect("knowledge:guild", shown.public_id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def guild_end(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Asks first: it is over for all of them."""
    shown = my_guild(request, public_id)
    guilds.check_steward(shown, request.user)
    if request.method == "POST":
        guilds.end(shown, now=clock.now(), by=request.actor)
        messages.success(request, "Het gilde is gestopt. De anderen krijgen bericht.")
        return redirect("knowledge:guilds")
    return render(request, "knowledge/guild_end.html", {"guild": shown})
