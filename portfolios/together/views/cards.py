"""Who answers: by a card or a link, without an account, in the own language."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import public
from audit.acts import NotAllowed
from kit import clock
from portfolios.together import feedback
from portfolios.together.card_words import LANGUAGES, NL, Words
from portfolios.together.feedback_forms import CardForm, ColleagueForm, ReportForm, WithdrawForm
from portfolios.together.models import FeedbackLink

BY_LINK = "a link that works once, given by the one who asks for feedback"
BY_CODE = "whoever answered takes it back with the code of that answer"


def words_for(request: HttpRequest) -> Words:
    """The language that was chosen, else what the browser prefers, else Dutch."""
    chosen = request.POST.get("taal") or request.GET.get("taal", "")
    if chosen in LANGUAGES:
        return LANGUAGES[chosen]
    for preferred, _ in parse_accept_lang_header(
        request.headers.get("Accept-Language", "").lower()
    ):
        if preferred.partition("-")[0] in LANGUAGES:
            return LANGUAGES[preferred.partition("-")[0]]
    return NL


def shown(
    request: HttpRequest, template: str, words: Words, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A page of the card, in its language and direction."""
    languages = [(each.code, each.own_name, each.direction) for each in LANGUAGES.values()]
    context |= {"words": words, "languages": languages}
    return render(request, f"feedback/{template}.html", context, status=status)


def by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Finds what the link is of; one that never was does not exist."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        link = feedback.link_of(token)
        if link is None:
            raise Http404("No such card.")
        return view(request, link, token)

    return never_cache(guarded)


@public(BY_LINK)
@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def card(request: HttpRequest, link: FeedbackLink, token: str) -> HttpResponse:
    """The questions, and after sending them the code that takes the answer back."""
    asked = link.request
    words = words_for(request) if asked.of_clients else NL
    if request.user == asked.owner:
        return shown(request, "over", words, own=True, status=409)
    if not asked.runs_on(clock.today()):
        return shown(request, "over", words, status=410)
    if request.POST.get("step") == "young":
        return shown(request, "young", words)
    form = form_for(request, link, words)
    if form.is_valid():
        return sent(request, link, form, words)
    template = "card" if asked.of_clients else "colleague"
    context = {"form": form, "asked": asked, "name": asked.owner.name, "token": token}
    return shown(request, template, words, status=422 if form.errors else 200, **context)


def form_for(request: HttpRequest, link: FeedbackLink, words: Words) -> Any:
    data = request.POST if request.method == "POST" else None
    if link.request.of_clients:
        return CardForm(data, words=words, name=link.request.owner.name)
    return ColleagueForm(data, request=link.request)


def sent(request: HttpRequest, link: FeedbackLink, form: Any, words: Words) -> HttpResponse:
    """Kept; another window may have used the link meanwhile."""
    try:
        code = feedback.answer(
            link,
            choices=form.choices,
            texts=form.texts,
            name=getattr(form, "name", ""),
            person=request.user,
            today=clock.today(),
        )
    except NotAllowed:
        return shown(request, "over", words, status=410)
    return shown(request, "thanks", words, code=code)


@public(BY_LINK)
@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def report(request: HttpRequest, link: FeedbackLink, token: str) -> HttpResponse:
    """Somebody tells the register that this is not used well; also after answering."""
    words = words_for(request)
    if request.user == link.request.owner:
        return shown(request, "over", words, own=True, status=409)
    form = ReportForm(request.POST if request.method == "POST" else None, words=words)
    context: dict[str, Any] = {"form": form, "token": token, "name": link.request.owner.name}
    if form.is_valid():
        feedback.report(link, form.cleaned_data["words"], today=clock.today())
        return shown(request, "report", words, done=True, **context)
    status = 422 if form.errors else 200
    return shown(request, "report", words, status=status, **context)


@public(BY_CODE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest) -> HttpResponse:
    """With the code alone; what was not known is said, and nothing else."""
    words = words_for(request)
    form = WithdrawForm(request.POST if request.method == "POST" else None, words=words)
    if form.is_valid():
        if feedback.withdraw(form.cleaned_data["code"]):
            return shown(request, "withdraw", words, form=form, done=True)
        form.add_error("code", words.unknown_code)
    status = 422 if form.errors else 200
    return shown(request, "withdraw", words, form=form, status=status)
