"""Answers about a text that could not be saved: the words never get lost."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict

from accreditation.models import ConversationReport
from accreditation.reporting import Stale
from audit.acts import NotAllowed


def refused(problem: NotAllowed | forms.Form) -> HttpResponse:
    """For autosave: one plain sentence; the text stays in the page."""
    if isinstance(problem, forms.Form):
        sentence = " ".join(map(str, next(iter(problem.errors.values()))))
        return HttpResponse(sentence, content_type="text/plain; charset=utf-8", status=422)
    sentence = f"{problem} Jouw tekst staat nog op deze pagina."
    if isinstance(problem, Stale):
        sentence += " Druk op ‘Bewaren’ om beide te zien."
    return HttpResponse(sentence, content_type="text/plain; charset=utf-8", status=409)


def stale_texts(
    form_class: Any, typed: QueryDict, texts: Mapping[str, Any], report: ConversationReport
) -> tuple[Any, list[tuple[str, str]]]:
    """The form with what was typed, ready to be saved on purpose, and what stands there now."""
    data = typed.copy()
    data["version"] = str(report.version)
    form = form_class(data, quietly=True)
    stored = [
        (form[name].label, text)
        for name, text in texts.items()
        if isinstance(text, str) and text and text != typed.get(name, "")
    ]
    return form, stored or [("", "De bewaarde tekst is leeg.")]
