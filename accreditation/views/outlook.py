"""Staff look two years ahead: talks to come against what assessors can hold, and what if."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import PersonRequest, role_required
from accounts.models import Role
from accreditation import missed_terms, outlook
from kit import charts, clock
from kit.forms import number_field
from register.forms import PROVINCES

MOST_ASSESSORS = 500
MOST_TALKS = 40


class OutlookForm(forms.Form):
    """Which province to look at, and more assessors to imagine."""

    waar = forms.ChoiceField(
        label="Welke provincie?",
        choices=[("", "Heel Nederland"), *((one, one) for one in PROVINCES)],
        required=False,
    )
    erbij = number_field("Hoeveel assessoren erbij?", least=0, most=MOST_ASSESSORS)
    daar = forms.ChoiceField(
        label="In welke provincie?",
        choices=[("", "Verdeeld over het land"), *((one, one) for one in PROVINCES)],
        required=False,
    )
    elk = number_field("Hoeveel gesprekken per jaar elk?", most=MOST_TALKS)

    @property
    def more(self) -> outlook.More:
        data = self.cleaned_data
        return outlook.More(
            data.get("erbij") or 0,
            data.get("daar") or "",
            data.get("elk") or outlook.More.talks_a_year,
        )


@role_required(Role.DESK)
@require_safe
def ahead(request: PersonRequest) -> HttpResponse:
    """The picture and its numbers; what is imagined stands in the address, and nowhere else."""
    form = OutlookForm(request.GET or None, initial={"elk": outlook.More.talks_a_year})
    is_right = form.is_valid()
    more = form.more if is_right else outlook.More()
    province = form.cleaned_data["waar"] if is_right else ""
    found = outlook.look(clock.today(), province=province, more=more)
    where = province or "heel Nederland"
    summary = (
        f"In twee jaar zijn in {where} {charts.number(found.needed)} gesprekken nodig. "
        f"Assessoren kunnen er {charts.number(found.possible)} voeren."
    )
    context = {
        "form": form,
        "found": found,
        "missed": missed_terms.missed(now=clock.now()),
        "more": more,
        "where": where,
        "summary": summary,
        "chart": charts.beside(
            charts.Words("vooruit", f"Gesprekken per kwartaal, {where}", summary),
            [line.quarter.short for line in found.lines],
            [
                charts.Series("Nodig", [line.needed for line in found.lines]),
                charts.Series("Mogelijk", [line.possible for line in found.lines]),
            ],
        ),
    }
    status = 422 if form.errors else 200
    return render(request, "accreditation/outlook.html", context, status=status)
