"""What I share: with whom, until when, what was said, and who looked in my dossier."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from kit import clock
from portfolios.dossier import looks, sharing
from portfolios.dossier.models import LearningGoal, SharedItem, ShareGrant
from portfolios.dossier.share_forms import AND_COMMENT, CommentForm, LineForm, ShareForm
from portfolios.dossier.views.shared import SAID, comment_form, item_of, reading_page

LOOKS_ON_A_PAGE = 25
MOST_ENDED = 50
SHARE_WITH = "share_with"  # in the session: the address of somebody chosen on another page
BEGIN = {"doel": "goals", "verhaal": "stories", "activiteit": "activities"}


def my_share(request: PersonRequest, public_id: UUID) -> ShareGrant:
    mine = ShareGrant.objects.visible_to(request.user).select_related(
        "owner", "reader", "peer_reading"
    )
    return get_object_or_404(mine, public_id=public_id)


@signed_in
@require_safe
def shares(request: PersonRequest) -> HttpResponse:
    """What runs, and what is over; each with what it is about."""
    today = clock.today()
    items = SharedItem.objects.select_related("goal", "story", "activity").order_by("id")
    mine = ShareGrant.objects.visible_to(request.user).prefetch_related(Prefetch("items", items))
    running = list(mine.running(today).order_by("until_on", "id"))
    ended = list(mine.ended(today).order_by("-until_on", "-id")[:MOST_ENDED])
    for grant in (*running, *ended):
        grant.about = looks.what_of(grant)  # type: ignore[attr-defined]
    return render(request, "dossier/shares.html", {"running": running, "ended": ended})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def share_new(request: PersonRequest) -> HttpResponse:
    """Choose with whom and what, see exactly what the other sees, and share."""
    data = request.POST if request.method == "POST" else None
    form = ShareForm(data, owner=request.user, today=clock.today(), begin=begin_with(request))
    step = request.POST.get("step")
    if data is None or step == "edit" or not form.is_valid():
        wrong = data is not None and step != "edit"
        context = {"form": form, "is_empty": not form.offered.all}
        return render(request, "dossier/share_new.html", context, status=422 if wrong else 200)
    if step == "confirm":
        made = share_once(request, form)
        messages.success(request, "Gedeeld. De ander krijgt een mail. Stoppen kan altijd meteen.")
        return redirect("dossier:share", made.public_id)
    context = {
        "form": form,
        "things": [(one, None, "") for one in sharing.of_chosen(form.chosen)],
        "grant": ShareGrant(owner=request.user, **form.terms),
        "typed": [(k, v) for k in form.fields for v in request.POST.getlist(k)],
        "once": uuid4(),
    }
    return render(request, "dossier/share_preview.html", context)


def share_once(request: PersonRequest, form: ShareForm) -> ShareGrant:
    """A second press on the button shares nothing more."""
    sent = request.POST.get("once", "")
    key = UUID(sent) if is_uuid(sent) else uuid4()
    try:
        return sharing.share(
            request.user,
            form.chosen,
            **form.terms,
            public_id=key,
            today=clock.today(),
            by=request.actor,
        )
    except IntegrityError:
        return my_share(request, key)


def begin_with(request: PersonRequest) -> dict[str, Any]:
    """What is ticked at first: what the link names, and with a goal all that belongs to it."""
    begin: dict[str, Any] = {part: request.GET.getlist(name) for name, part in BEGIN.items()}
    if request.method == "GET" and (address := request.session.pop(SHARE_WITH, "")):
        begin |= {"email": address, "may": AND_COMMENT}
    named = [text for text in begin["goals"] if is_uuid(text)]
    goals = LearningGoal.objects.visible_to(request.user).filter(public_id__in=named)
    for goal in goals.prefetch_related("stories", "activities"):
        begin["stories"] += [str(story.public_id) for story in goal.stories.all()]
        begin["activities"] += [str(activity.public_id) for activity in goal.activities.all()]
    return begin


def is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@signed_in
@require_safe
def share(request: PersonRequest, public_id: UUID) -> HttpResponse:
    return share_page(request, my_share(request, public_id))


def share_page(
    request: PersonRequest,
    grant: ShareGrant,
    *,
    wrong: CommentForm | None = None,
    line_form: LineForm | None = None,
) -> HttpResponse:
    """Mine: what the other reads, what was said, when it was read, and the button that ends it."""

    def comment_url(item: SharedItem) -> str:
        return reverse("dossier:share_comment", args=[grant.public_id, item.public_id])

    events = looks.at_dossier_of(request.user).of(grant)[:LOOKS_ON_A_PAGE]
    looked = looks.in_words(events, today=clock.today())
    return reading_page(
        request, grant, "dossier/share.html", comment_url,
        wrong=wrong, line_form=line_form, looked=looked, is_mine=True,
    )  # fmt: skip


@signed_in
@require_POST
def share_comment(request: PersonRequest, public_id: UUID, item_id: UUID) -> HttpResponse:
    """The owner answers; the other gets a notice without these words."""
    grant = my_share(request, public_id)
    item = item_of(grant, item_id)
    form = comment_form(item, request.POST)
    if not form.is_valid():
        return share_page(request, grant, wrong=form)
    text, today = form.cleaned_data["text"], clock.today()
    sharing.comment(item, text, author=request.user, today=today, now=clock.now())
    messages.success(request, SAID)
    return redirect("dossier:share", grant.public_id)


@signed_in
@require_POST
def share_withdraw(request: PersonRequest, public_id: UUID) -> HttpResponse:
    grant = my_share(request, public_id)
    sharing.withdraw(grant, today=clock.today(), by=request.actor)
    messages.success(request, "Ingetrokken. De ander kan het vanaf nu niet meer lezen.")
    return redirect("dossier:share", grant.public_id)


@signed_in
@require_safe
def who_looked(request: PersonRequest) -> HttpResponse:
    """Every time that somebody else read something of my dossier."""
    pages = Paginator(looks.at_dossier_of(request.user), LOOKS_ON_A_PAGE)
    page = pages.get_page(request.GET.get("pagina", ""))
    context = {"page": page, "looked": looks.in_words(page, today=clock.today())}
    return render(request, "dossier/who_looked.html", context)
