"""The catalogue beside the own goals."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import PersonRequest, signed_in
from kit import clock
from portfolios import carrying_courses
from portfolios.courses import catalogue
from portfolios.courses.catalogue_forms import CatalogueForm

ON_A_PAGE = 20


@signed_in
@require_safe
def course_catalogue(request: PersonRequest) -> HttpResponse:
    """What suits the own goals first. Which goals those are stays here."""
    form = CatalogueForm(request.GET, today=clock.today())
    asked = form.asked
    goal_codes = carrying_courses.codes_of_goals(request.user)
    found = catalogue.offers(request.user, asked, goal_codes=goal_codes, now=clock.now())
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("pagina", ""))
    context = {
        "form": form,
        "page": page,
        "filtered": asked != catalogue.Asked(),
        "has_goals": bool(goal_codes),
        "asks_for_goals": asked.for_goals,
    }
    return render(request, "courses/catalogue.html", context)
