"""Feedback that I ask for: beginning, links and cards, reading, and what I do with it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, role_required, signed_in
from accounts.models import Role
from files.downloads import stream_pdf
from kit import clock
from kit.pdf import render_pdf
from kit.qr import qr_code
from portfolios.together import feedback as asking
from portfolios.together.card_words import LANGUAGES, NL
from portfolios.together.feedback_forms import CardsForm, FeedbackForm, LinkForm
from portfolios.together.models import FeedbackReport, FeedbackRequest

QUESTIONS = {
    "listened": "Luisterde je goed?",
    "clear": "Was het duidelijk wat je zei?",
    "own_choice": "Kon iemand zelf meebeslissen?",
    "better": "Wat kan beter, of wat was fijn?",
    "good": "Wat gaat goed?",
    "different": "Wat zou de ander anders willen zien?",
}
SAID = {"yes": "Ja", "bit": "Een beetje", "no": "Nee"}


def my_request(request: PersonRequest, public_id: UUID) -> FeedbackRequest:
    mine = FeedbackRequest.objects.visible_to(request.user).select_related("owner")
    return get_object_or_404(mine, public_id=public_id)


@signed_in
@require_safe
def feedback_list(request: PersonRequest) -> HttpResponse:
    today = clock.today()
    mine = FeedbackRequest.objects.visible_to(request.user).order_by("-made_on", "-pk")
    found = [(one, one.runs_on(today)) for one in mine.select_related("owner")]
    return render(request, "together/feedback_list.html", {"found": found})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def feedback_new(request: PersonRequest) -> HttpResponse:
    form = FeedbackForm(request.POST or None, today=clock.today())
    if form.is_valid():
        made = asking.ask(request.user, today=clock.today(), **form.facts)
        messages.success(request, "Je vraag staat klaar. Geef hem nu aan anderen.")
        return redirect("together:feedback", made.public_id)
    status = 422 if form.errors else 200
    return render(request, "together/feedback_new.html", {"form": form}, status=status)


@signed_in
@require_safe
def feedback(request: PersonRequest, public_id: UUID) -> HttpResponse:
    return feedback_page(request, my_request(request, public_id))


def feedback_page(
    request: PersonRequest,
    asked: FeedbackRequest,
    *,
    status: int = 200,
    **forms: LinkForm | CardsForm,
) -> HttpResponse:
    """What was answered, when there is enough of it, and the way to ask more people."""
    context = {
        "asked": asked,
        "runs": asked.runs_on(clock.today()),
        "told": [
            (asked.question if one.key == "own_question" else QUESTIONS[one.key], one)
            for one in asking.told(asked)
            if one.key != "own_question" or asked.question
        ],
        "is_shown": bool(asking.shown_of(asked)),
        "said": SAID,
        "fewest": asking.FEWEST,
        "link_form": LinkForm(),
        "cards_form": CardsForm(),
        "form": next(iter(forms.values()), None),
        **forms,
    }
    return render(request, "together/feedback.html", context, status=status)


@signed_in
@require_POST
def feedback_link(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """One mail to one address, which is kept nowhere."""
    asked = my_request(request, public_id)
    form = LinkForm(request.POST)
    if not form.is_valid():
        return feedback_page(request, asked, link_form=form, status=422)
    asking.send_link(asked, form.cleaned_data["email"], today=clock.today())
    messages.success(request, "De mail is onderweg. We hebben het adres niet bewaard.")
    return redirect("together:feedback", asked.public_id)


@signed_in
@require_POST
def feedback_cards(request: PersonRequest, public_id: UUID) -> HttpResponseBase:
    """A sheet of cards, each with a code of its own that works once."""
    asked = my_request(request, public_id)
    form = CardsForm(request.POST)
    if not form.is_valid():
        return feedback_page(request, asked, cards_form=form, status=422)
    links = asking.new_links(asked, form.cleaned_data["count"], today=clock.today())
    words = LANGUAGES[form.cleaned_data["language"]]
    context = {
        "name": asked.owner.name,
        "until_on": asked.until_on,
        "cards": [(link, qr_code(link)) for link in links],
        "languages": [NL] if words is NL else [NL, words],
    }
    return stream_pdf(render_pdf("feedback/pdf/cards.html", context), name="kaarten.pdf")


@signed_in
@require_POST
def feedback_close(request: PersonRequest, public_id: UUID) -> HttpResponse:
    asked = my_request(request, public_id)
    asking.close(asked, today=clock.today())
    messages.success(request, "Gesloten. De links en kaarten werken niet meer.")
    return redirect("together:feedback", asked.public_id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def feedback_delete(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Asks first: all answers go with it."""
    asked = my_request(request, public_id)
    if request.method == "POST":
        asking.throw_away(asked, today=clock.today())
        messages.success(request, "De vraag en alle antwoorden zijn weg.")
        return redirect("together:feedback_list")
    return render(request, "together/feedback_delete.html", {"asked": asked})


def my_text(asked: FeedbackRequest, handle: str) -> asking.Text:
    """One text that I may read now."""
    for each in asking.texts_of(asked):
        if each.handle == handle:
            return each
    raise Http404("No such text.")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def feedback_set_aside(request: PersonRequest, public_id: UUID, handle: str) -> HttpResponse:
    """Asks first. The owner need not keep what was said."""
    asked = my_request(request, public_id)
    found = my_text(asked, handle)
    if request.method == "POST":
        asking.set_aside(asked, found)
        messages.success(request, "De woorden zijn weg.")
        return redirect("together:feedback", asked.public_id)
    context = {"asked": asked, "found": found}
    return render(request, "together/feedback_set_aside.html", context)


# ---- Staff: when somebody says that it is not used well ----


@role_required(Role.DESK)
@require_safe
def reports(request: PersonRequest) -> HttpResponse:
    """What was reported; never what was answered."""
    found = FeedbackReport.objects.filter(handled_on=None).exclude(request__owner=request.user)
    context = {"reports": found.select_related("request__owner").order_by("reported_on", "pk")}
    return render(request, "together/feedback_reports.html", context)


@role_required(Role.DESK)
@require_POST
def report_handle(request: PersonRequest, public_id: UUID) -> HttpResponse:
    others = FeedbackReport.objects.exclude(request__owner=request.user)
    found = get_object_or_404(others.select_related("request__owner"), public_id=public_id)
    block = request.POST.get("answer") == "block"
    asking.handle(found, block=block, now=clock.now(), by=request.actor)
    done = "Geblokkeerd. De klantmanager krijgt bericht." if block else "De melding is afgehandeld."
    messages.success(request, done)
    return redirect("desk_feedback:reports")
