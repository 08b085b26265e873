"""The desk keeps the list of themes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import PersonRequest, role_required
from accounts.models import Role
from kit import clock
from portfolios.themes.forms import ThemeForm
from portfolios.themes.models import Theme


@role_required(Role.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def themes(request: PersonRequest) -> HttpResponse:
    """The whole list, and a new one. Who tagged what is nowhere to be seen."""
    form = ThemeForm(request.POST or None)
    if form.is_valid():
        made = form.save()
        messages.success(request, f"‘{made}’ staat in de lijst.")
        return redirect("desk_themes:themes")
    known = Theme.objects.all()
    context = {
        "form": form,
        "offered": [theme for theme in known if theme.ended_on is None],
        "put_away": [theme for theme in known if theme.ended_on],
    }
    return render(request, "themes/themes.html", context, status=422 if form.errors else 200)


@role_required(Role.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def theme_edit(request: PersonRequest, code: str) -> HttpResponse:
    theme = get_object_or_404(Theme, code=code)
    form = ThemeForm(request.POST or None, theme=theme)
    if form.is_valid():
        form.save()
        messages.success(request, "Het thema is bewaard.")
        return redirect("desk_themes:themes")
    context = {"form": form, "theme": theme}
    return render(request, "themes/theme_edit.html", context, status=422 if form.errors else 200)


@role_required(Role.DESK)
@require_POST
def theme_put_away(request: PersonRequest, code: str) -> HttpResponse:
    """Out of the list that people choose from, or back in it."""
    theme = get_object_or_404(Theme, code=code)
    if theme.ended_on:
        theme.bring_back()
        messages.success(request, f"‘{theme}’ staat weer in de lijst.")
    else:
        theme.put_away(today=clock.today())
        messages.success(request, f"‘{theme}’ wordt niet meer aangeboden. Wat er al stond, blijft.")
    return redirect("desk_themes:themes")
